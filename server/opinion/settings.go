package opinion

import (
	"context"
	"encoding/json"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/secret"
	"karete/server/triage/remote"
	"karete/server/triage/selftriage"
)

// RemoteTriage is what was chosen about the provider, without its keys.
type RemoteTriage struct {
	Provider string            `json:"provider" enum:"infermedica"`
	On       bool              `json:"on"`
	Agreed   bool              `json:"agreed" doc:"A manager agreed that age, sex and symptoms leave the country, without a name"`
	Keys     string            `json:"keys" enum:"none,box,environment" doc:"Where the keys are: kept by the box, or given by its environment"`
	Model    string            `json:"model" doc:"Of the provider's; empty: its own choice"`
	Mapping  map[string]string `json:"mapping" doc:"The provider's symptom for each question, by item"`
	Last     string            `json:"last" enum:",answered,not-sent,timeout,offline,credentials,payment,limit,unavailable,unreadable" doc:"How asking ended last, since the box started"`
	Version  int64             `json:"version"`
}

// SetRemoteTriage is how it is to be. A key that is left out stays as it is.
type SetRemoteTriage struct {
	ID      string            `json:"id" format:"uuid"`
	On      bool              `json:"on"`
	Agreed  bool              `json:"agreed"`
	Model   string            `json:"model,omitempty" maxLength:"60" pattern:"^[A-Za-z0-9.-]*$"`
	Mapping map[string]string `json:"mapping" maxProperties:"200" nullable:"false"`
	AppID   *string           `json:"appId,omitempty" maxLength:"80" pattern:"^[!-~]*$"`
	AppKey  *string           `json:"appKey,omitempty" maxLength:"200" pattern:"^[!-~]*$"`
}

// kept is what the box keeps of it, sealed with the records.
type kept struct {
	On      bool           `json:"on"`
	Agreed  bool           `json:"agreed"`
	Model   string         `json:"model"`
	Mapping remote.Mapping `json:"mapping"`
	AppID   string         `json:"appId"`
	AppKey  string         `json:"appKey"`
	Version int64          `json:"version"`
}

const secretName = "triage.provider"

func keptIn(tx *db.Tx) (k kept, err error) {
	text, found, err := secret.In(tx, secretName)
	if err == nil && found {
		err = json.Unmarshal(text, &k)
	}
	if err != nil {
		return kept{}, fmt.Errorf("triage provider: %w", err)
	}
	k.Version = max(1, k.Version)
	if k.Mapping == nil {
		k.Mapping = remote.Mapping{}
	}
	return k, nil
}

// keys are those of the environment, else those that the box keeps.
func (r *Room) keys(k kept) (keys remote.Keys, from string) {
	if given := r.options.Keys; given.ID != "" && given.Key != "" {
		return given, "environment"
	}
	if k.AppID != "" && k.AppKey != "" {
		return remote.Keys{ID: k.AppID, Key: k.AppKey}, "box"
	}
	return remote.Keys{}, "none"
}

func (r *Room) shown(tx *db.Tx) (RemoteTriage, error) {
	k, err := keptIn(tx)
	_, from := r.keys(k)
	return RemoteTriage{remote.Infermedica, k.On, k.Agreed, from, k.Model, k.Mapping, r.lastOutcome(), k.Version}, err
}

// Read is what was chosen.
func (r *Room) Read(ctx context.Context, who access.Actor) (RemoteTriage, error) {
	return act.Peek(ctx, r.gate, who, "selfTriage.remote", r.shown)
}

// Set changes it. The journal keeps that it was switched on or off, and how many
// questions are mapped. Faults: stale; invalid: a mapping that cannot be, or on
// without agreement (agreed, required), keys (appKey, required) or a mapping
// (mapping, required).
func (r *Room) Set(ctx context.Context, who access.Actor, version int64, in SetRemoteTriage) (RemoteTriage, error) {
	body := in
	body.AppID, body.AppKey = nil, nil
	c := act.Command{ID: in.ID, Action: "selfTriage.setRemote", Body: struct {
		Version int64
		Set     SetRemoteTriage
	}{version, body}}
	answer, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		k, err := keptIn(tx.Tx)
		if err != nil {
			return err
		}
		if k.Version != version {
			e := fault.New(fault.Stale)
			e.Current, err = r.shown(tx.Tx)
			if err != nil {
				return err
			}
			return e
		}
		k.On, k.Agreed, k.Model, k.Mapping = in.On, in.Agreed, in.Model, in.Mapping
		if in.AppID != nil {
			k.AppID = *in.AppID
		}
		if in.AppKey != nil {
			k.AppKey = *in.AppKey
		}
		if err := r.check(k); err != nil {
			return err
		}
		k.Version++
		text, err := json.Marshal(k)
		if err != nil {
			return err
		}
		tx.Subject("triage-provider", remote.Infermedica)
		tx.Detail("on", k.On)
		tx.Detail("questions", len(k.Mapping))
		return secret.Put(tx.Tx, secretName, text)
	}, func(tx *db.Tx, _ string) (RemoteTriage, error) { return r.shown(tx) })
	if err == nil {
		r.rested()
	}
	return answer, err
}

func (r *Room) check(k kept) error {
	var list []fault.FieldError
	for _, broken := range k.Mapping.Check(&selftriage.Standard) {
		field := "mapping"
		if broken.Field != "" {
			field += "." + broken.Field
		}
		list = append(list, fault.FieldError{Field: field, Code: broken.Code})
	}
	if _, from := r.keys(k); k.On && from == "none" {
		list = append(list, fault.FieldError{Field: "appKey", Code: "required"})
	}
	if k.On && !k.Agreed {
		list = append(list, fault.FieldError{Field: "agreed", Code: "required"})
	}
	if k.On && len(k.Mapping) == 0 {
		list = append(list, fault.FieldError{Field: "mapping", Code: "required"})
	}
	if len(list) > 0 {
		return fault.Fields(list...)
	}
	return nil
}

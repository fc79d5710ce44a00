package factor

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card/qr"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
)

const mostPasskeys = 10

// Enrolled is what a person has now. A repeated command is answered without the
// recovery codes: the box does not know them any more.
type Enrolled struct {
	Factors
	NewRecoveryCodes []string `json:"newRecoveryCodes,omitempty" doc:"Shown once, to be written down; each works once"`
}

// NewApp is an authenticator app that has not shown a code yet.
type NewApp struct {
	Enrolment string `json:"enrolment" doc:"Names it when its code is shown, within a quarter of an hour"`
	Seed      string `json:"seed" doc:"To be typed into the app when the picture cannot be read"`
	SVG       string `json:"svg" doc:"The same as a QR code: a picture as text"`
}

// seedOf is the seed of an app that has not shown a code yet.
type seedOf struct {
	staffID string
	seed    []byte
}

// BeginApp makes a seed. Nothing changes before the app has shown a code of it.
func (r *Room) BeginApp(ctx context.Context, actor access.Actor) (NewApp, error) {
	seed := make([]byte, seedBytes)
	rand.Read(seed)
	return act.Peek(ctx, r.gate, actor, "factor.app", func(tx *db.Tx) (NewApp, error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return NewApp{}, err
		}
		who, err := holderIn(tx, actor.ID, Site{})
		if err != nil {
			return NewApp{}, err
		}
		picture, err := qr.New(link(seed, clinic.Name, who.username))
		if err != nil {
			return NewApp{}, err
		}
		name := r.pending.begin(seedOf{actor.ID, seed}, actor.SessionID, seedLife)
		return NewApp{Enrolment: name, Seed: seedText.EncodeToString(seed), SVG: picture.SVG()}, nil
	})
}

// ProveApp is a code of the new app.
type ProveApp struct {
	ID        string `json:"id" format:"uuid"`
	Enrolment string `json:"enrolment" pattern:"^[0-9a-f]{32}$" maxLength:"32"`
	Code      string `json:"code" maxLength:"32"`
}

// ProveApp takes the app for the person's own once it has shown a right code, in
// place of the one before. Errors: bad-code, challenge-over.
func (r *Room) ProveApp(ctx context.Context, actor access.Actor, in ProveApp, at Site) (Enrolled, error) {
	// The body is hashed into the journal: no code in it.
	e, err := r.enrol(ctx, actor, act.Command{ID: in.ID, Action: "factor.proveApp", Body: in.Enrolment}, at, func(tx *act.Tx) error {
		made, ok := peek[seedOf](&r.pending, in.Enrolment, actor.SessionID)
		if !ok || made.staffID != actor.ID {
			return fault.New(fault.ChallengeOver)
		}
		code, _ := readCode(in.Code)
		step, ok, err := fits(made.seed, code, r.clock.Now(), 0)
		if err != nil {
			return err
		}
		if !ok {
			f := badCode()
			if r.Doubtful() {
				f = f.With("clockDoubtful", true)
			}
			return f
		}
		tx.Subject("staff", actor.ID)
		_, err = tx.Exec(`INSERT INTO factor_totp (staff_id, seed, last_step, made_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (staff_id) DO UPDATE SET seed = excluded.seed, last_step = excluded.last_step, made_at = excluded.made_at`,
			actor.ID, made.seed, step, tx.Now.UnixMilli())
		return wrap("totp", err)
	})
	if err == nil { // else an older code could be shown once more, and the newer one replayed
		take[seedOf](&r.pending, in.Enrolment, actor.SessionID)
	}
	return e, err
}

// RemoveApp gives the app up. Errors: not-found.
func (r *Room) RemoveApp(ctx context.Context, actor access.Actor, at Site) (Enrolled, error) {
	return r.remove(ctx, actor, "factor.removeApp", at, func(tx *act.Tx) (int64, error) {
		tx.Subject("staff", actor.ID)
		return affected(tx.Exec(`DELETE FROM factor_totp WHERE staff_id = ?`, actor.ID))
	})
}

// NewCodes is a command without anything else in it.
type NewCodes struct {
	ID string `json:"id" format:"uuid"`
}

// RenewCodes makes ten new recovery codes; the old ones work no more. Errors:
// wrong-state without a second factor.
func (r *Room) RenewCodes(ctx context.Context, actor access.Actor, in NewCodes, at Site) (Enrolled, error) {
	return r.enrol(ctx, actor, act.Command{ID: in.ID, Action: "factor.renewCodes"}, at, func(tx *act.Tx) error {
		held, err := HeldIn(tx.Tx, actor.ID)
		if err != nil {
			return err
		}
		if !held.Any() {
			return fault.New(fault.WrongState)
		}
		tx.Subject("staff", actor.ID)
		_, err = tx.Exec(`DELETE FROM factor_recovery WHERE staff_id = ?`, actor.ID)
		return wrap("recovery codes", err)
	})
}

// making is a challenge that was given out for a new passkey.
type making struct{ webauthn.SessionData }

// BeginPasskey gives out a challenge for a new passkey at this address. Errors:
// passkey-needs-name.
func (r *Room) BeginPasskey(ctx context.Context, actor access.Actor, at Site) (Challenge, error) {
	party, err := at.party()
	if err != nil {
		return Challenge{}, err
	}
	who, err := act.Peek(ctx, r.gate, actor, "factor.passkey", func(tx *db.Tx) (holder, error) { return holderIn(tx, actor.ID, at) })
	if err != nil {
		return Challenge{}, err
	}
	options, session, err := party.BeginRegistration(who, webauthn.WithExclusions(webauthn.Credentials(who.credentials).CredentialDescriptors()))
	if err != nil {
		return Challenge{}, fmt.Errorf("passkey: %w", err)
	}
	return challenge(options.Response, r.pending.begin(making{*session}, actor.SessionID, challengeLife))
}

// NewPasskey is a passkey that a browser has made, all bytes as base64url without
// padding. Its command's id becomes the passkey's.
type NewPasskey struct {
	ID          string   `json:"id" format:"uuid"`
	Name        string   `json:"name" maxLength:"40" doc:"What its owner calls it"`
	Challenge   string   `json:"challenge" pattern:"^[0-9a-f]{32}$" maxLength:"32"`
	Credential  string   `json:"credential" pattern:"^[A-Za-z0-9_-]+$" maxLength:"1400" doc:"rawId"`
	ClientData  string   `json:"clientData" pattern:"^[A-Za-z0-9_-]+$" maxLength:"4000" doc:"response.clientDataJSON"`
	Attestation string   `json:"attestation" pattern:"^[A-Za-z0-9_-]+$" maxLength:"16000" doc:"response.attestationObject"`
	Transports  []string `json:"transports" maxItems:"8" enum:"usb,nfc,ble,smart-card,hybrid,internal" doc:"response.getTransports()"`
}

// AddPasskey keeps a new passkey. Errors: invalid, challenge-over,
// passkey-needs-name, bad-passkey, wrong-state with ten already.
func (r *Room) AddPasskey(ctx context.Context, actor access.Actor, in NewPasskey, at Site) (Enrolled, error) {
	in.Name = strings.Join(strings.Fields(norm.NFC.String(in.Name)), " ")
	switch n := utf8.RuneCountInString(in.Name); {
	case n == 0:
		return Enrolled{}, fault.Field("name", "required")
	case n > 40:
		return Enrolled{}, fault.Field("name", "too-long", "max", 40)
	}
	return r.enrol(ctx, actor, act.Command{ID: in.ID, Action: "factor.addPasskey", Body: in}, at, func(tx *act.Tx) error {
		c, err := r.made(tx.Tx, actor, in, at)
		if err != nil {
			return err
		}
		held, err := HeldIn(tx.Tx, actor.ID)
		if err != nil {
			return err
		}
		if held.Passkeys >= mostPasskeys {
			return fault.New(fault.WrongState)
		}
		transports, err := json.Marshal(in.Transports)
		if err != nil {
			return fmt.Errorf("passkey: %w", err)
		}
		tx.Subject("passkey", in.ID)
		tx.Detail("address", at.name)
		_, err = tx.Exec(`INSERT INTO factor_passkey (id, staff_id, address, name, credential, public_key, sign_count, backed_up, transports, made_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			in.ID, actor.ID, at.name, in.Name, c.ID, c.PublicKey, c.Authenticator.SignCount, c.Flags.BackupEligible, string(transports), tx.Now.UnixMilli())
		if db.IsUnique(err, "factor_passkey.credential") {
			return fault.New(fault.BadPasskey)
		}
		return wrap("passkey", err)
	})
}

// made checks a new passkey against its challenge.
func (r *Room) made(tx *db.Tx, actor access.Actor, in NewPasskey, at Site) (*webauthn.Credential, error) {
	party, err := at.party()
	if err != nil {
		return nil, err
	}
	session, ok := take[making](&r.pending, in.Challenge, actor.SessionID)
	if !ok {
		return nil, fault.New(fault.ChallengeOver)
	}
	parsed, err := in.parse()
	if err != nil {
		return nil, err
	}
	who, err := holderIn(tx, actor.ID, at)
	if err != nil {
		return nil, err
	}
	c, err := party.CreateCredential(who, session.SessionData, parsed)
	if err != nil {
		return nil, fault.New(fault.BadPasskey).Because(err)
	}
	return c, nil
}

// parse hands what was sent to the library in the form it reads. Errors:
// bad-passkey.
func (in NewPasskey) parse() (*protocol.ParsedCredentialCreationData, error) {
	text, err := json.Marshal(map[string]any{
		"id": in.Credential, "rawId": in.Credential, "type": "public-key",
		"response": map[string]any{"clientDataJSON": in.ClientData, "attestationObject": in.Attestation},
	})
	if err != nil {
		return nil, fmt.Errorf("passkey: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(text)
	if err != nil {
		return nil, fault.New(fault.BadPasskey).Because(err)
	}
	return parsed, nil
}

// RemovePasskey forgets one of one's own. Errors: not-found.
func (r *Room) RemovePasskey(ctx context.Context, actor access.Actor, passkeyID string, at Site) (Enrolled, error) {
	return r.remove(ctx, actor, "factor.removePasskey", at, func(tx *act.Tx) (int64, error) {
		tx.Subject("passkey", passkeyID)
		return affected(tx.Exec(`DELETE FROM factor_passkey WHERE id = ? AND staff_id = ?`, passkeyID, actor.ID))
	})
}

// enrol runs an act that may leave the person without recovery codes, and makes
// ten when it does.
func (r *Room) enrol(ctx context.Context, actor access.Actor, c act.Command, at Site, run func(*act.Tx) error) (Enrolled, error) {
	var fresh []string
	e, err := act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		if err := run(tx); err != nil {
			return err
		}
		held, err := HeldIn(tx.Tx, actor.ID)
		if err != nil || held.RecoveryCodes > 0 {
			return err
		}
		fresh, err = makeCodesIn(tx.Tx, actor.ID)
		return err
	}, func(tx *db.Tx, _ string) (Enrolled, error) {
		f, err := r.factorsIn(tx, actor.ID, at)
		return Enrolled{f, fresh}, err
	})
	if err != nil {
		return Enrolled{}, err
	}
	r.changed(actor.ID)
	return e, nil
}

// remove runs an act that takes a factor away; with the last one go the recovery
// codes.
func (r *Room) remove(ctx context.Context, actor access.Actor, action access.Action, at Site, run func(*act.Tx) (int64, error)) (Enrolled, error) {
	e, err := act.Do(ctx, r.gate, actor, act.Command{ID: id.New(), Action: action}, func(tx *act.Tx) error {
		n, err := run(tx)
		if err == nil && n == 0 {
			err = fault.New(fault.NotFound)
		}
		if err != nil {
			return err
		}
		held, err := HeldIn(tx.Tx, actor.ID)
		if err == nil && !held.Any() {
			_, err = RemoveAllIn(tx.Tx, actor.ID)
		}
		return err
	}, func(tx *db.Tx, _ string) (Enrolled, error) {
		f, err := r.factorsIn(tx, actor.ID, at)
		return Enrolled{Factors: f}, err
	})
	if err != nil {
		return Enrolled{}, err
	}
	r.changed(actor.ID)
	return e, nil
}

func makeCodesIn(tx *db.Tx, staffID string) ([]string, error) {
	list := make([]string, recoveryCodes)
	for i := range list {
		list[i] = newCode()
		code, _ := readCode(list[i])
		_, err := tx.Exec(`INSERT INTO factor_recovery (staff_id, hash, made_at) VALUES (?, ?, ?)`, staffID, hashCode(staffID, code), tx.Now.UnixMilli())
		if err != nil {
			return nil, wrap("recovery codes", err)
		}
	}
	return list, nil
}

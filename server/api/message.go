package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/notify"
)

func (a *API) messageOperations() {
	op(a, "message.list", http.MethodGet, "/messages", "Messages to patients: what goes next, what needs somebody, what went", func(ctx context.Context, who access.Actor, in *struct {
		Group notify.MessageGroup `query:"group" default:"all" enum:"all,waiting,sent,needs,not-sent"`
		After string              `query:"after" maxLength:"60" pattern:"^([0-9]{16}~[0-9a-f-]{36})?$" doc:"next of the part before"`
	}) (*Body[notify.MessageList], error) {
		return body(a.Messages.List(ctx, who, in.Group, in.After))
	})
	op(a, "message.settings", http.MethodGet, "/messages/settings", "By what messages go, when, and in which words", func(ctx context.Context, who access.Actor, _ *struct{}) (*Tagged[notify.MessageSettingsRead], error) {
		s, err := a.Messages.Settings(ctx, who)
		return tagged(s, s.Version, err)
	})
	op(a, "message.configure", http.MethodPut, "/messages/settings", "Set by what messages go, when, and in which words", func(ctx context.Context, who access.Actor, in *struct {
		IfMatch
		Body notify.ConfigureMessages
	}) (*Tagged[notify.MessageSettingsRead], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		s, err := a.Messages.Configure(ctx, who, version, in.Body)
		return tagged(s, s.Version, err)
	})
	op(a, "message.test", http.MethodPost, "/messages/test", "Send one to a phone in one's hand, and say what happened", func(ctx context.Context, who access.Actor, in *struct{ Body notify.TryMessage }) (*Body[notify.TriedMessage], error) {
		return body(a.Messages.Try(ctx, who, in.Body))
	})
	op(a, "message.retry", http.MethodPost, "/messages/{messageId}/retry", "Send one to the number that is in the file now", func(ctx context.Context, who access.Actor, in *struct {
		MessageID string `path:"messageId" format:"uuid"`
		Body      notify.ChangeMessage
	}) (*Body[notify.PatientMessage], error) {
		return body(a.Messages.Retry(ctx, who, in.MessageID, in.Body))
	})
	op(a, "message.cancel", http.MethodPost, "/messages/{messageId}/cancel", "See to it that one does not go out", func(ctx context.Context, who access.Actor, in *struct {
		MessageID string `path:"messageId" format:"uuid"`
		Body      notify.ChangeMessage
	}) (*Body[notify.PatientMessage], error) {
		return body(a.Messages.Cancel(ctx, who, in.MessageID, in.Body))
	})
	const told = "What became of messages and what people answered, told by the gateway phone or Meta with a signature, or by a provider with its key"
	rawOp(a, "message.told", http.MethodPost, "/messages/told", told+" in a header", a.told, status(http.StatusOK), tellsMuch)
	rawOp(a, "message.toldByKey", http.MethodPost, "/messages/told/{key}", told+" in the address", a.told, status(http.StatusOK), tellsMuch, func(o *huma.Operation) {
		o.Parameters = append(o.Parameters, &huma.Param{Name: "key", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	})
	rawOp(a, "message.verify", http.MethodGet, "/messages/told", "Answer Meta, which looks whether the address is the clinic's", func(ctx context.Context, who access.Actor, in *struct {
		Mode      string `query:"hub.mode" maxLength:"40"`
		Token     string `query:"hub.verify_token" maxLength:"200"`
		Challenge string `query:"hub.challenge" maxLength:"200"`
	}) (*plain, error) {
		text, err := a.Messages.Verify(ctx, who, in.Mode, in.Token, in.Challenge, exchangeOf(ctx).from().Address)
		return &plain{"text/plain; charset=utf-8", []byte(text)}, err
	})
}

// telling is a body as it came, for it is signed so.
type telling struct{ RawBody []byte }

// plain is a text.
type plain struct {
	Type string `header:"Content-Type"`
	Body []byte
}

// tellsMuch lets Meta tell what it has kept while the box could not be reached.
func tellsMuch(o *huma.Operation) { o.MaxBodyBytes = 256 << 10 }

// told takes the key from the path itself, so that both ways in are of one type: each
// costs the program 20 KiB.
func (a *API) told(ctx context.Context, who access.Actor, in *telling) (*struct{}, error) {
	e := exchangeOf(ctx)
	_, key, _ := strings.Cut(e.r.URL.Path, "/messages/told/")
	return nothing(a.Messages.Told(ctx, who, notify.Telling{Body: in.RawBody, Header: e.r.Header, Key: key, Address: e.from().Address}))
}

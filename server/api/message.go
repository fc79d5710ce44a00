package api

import (
	"context"
	"net/http"

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
	rawOp(a, "message.told", http.MethodPost, "/messages/told", "What the gateway phone tells by itself, signed by its key", func(ctx context.Context, who access.Actor, in *struct {
		At        string `header:"X-Timestamp" maxLength:"20"`
		Signature string `header:"X-Signature" maxLength:"64"`
		RawBody   []byte
	}) (*struct{}, error) {
		return nothing(a.Messages.Told(ctx, who, in.RawBody, in.At, in.Signature))
	})
}

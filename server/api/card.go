package api

import (
	"context"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/card"
	"karete/server/card/qr"
	"karete/server/fault"
)

// CardList is a sheet of them.
type CardList struct {
	Cards []card.Card `json:"cards"`
}

func (a *API) cardOperations() {
	op(a, "card.issue", http.MethodPost, "/patients/{patientId}/cards", "Make a card for a patient", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      card.IssueCard
	}) (*Body[card.Card], error) {
		return body(a.Cards.Issue(ctx, who, in.PatientID, in.Body))
	}, created)
	op(a, "card.link", http.MethodPost, "/patients/{patientId}/cards/link", "Give a pre-printed blank card to a patient", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      card.LinkCard
	}) (*Body[card.Card], error) {
		return body(a.Cards.Link(ctx, who, in.PatientID, in.Body))
	}, created)
	op(a, "card.revoke", http.MethodPost, "/cards/{cardId}/revoke", "Call a card off, for ever", func(ctx context.Context, who access.Actor, in *struct {
		CardID string `path:"cardId" format:"uuid"`
		Body   card.RevokeCard
	}) (*Body[card.Card], error) {
		return body(a.Cards.Revoke(ctx, who, in.CardID, in.Body))
	})
	op(a, "card.blanks", http.MethodPost, "/cards/blanks", "Make cards to print beforehand, nobody's yet", func(ctx context.Context, who access.Actor, in *struct {
		Body card.MakeBlanks
	}) (*Body[CardList], error) {
		list, err := a.Cards.Blanks(ctx, who, in.Body)
		return body(CardList{list}, err)
	}, created)
	op(a, "card.print", http.MethodGet, "/cards/{cardId}", "A card as it is printed", func(ctx context.Context, who access.Actor, in *struct {
		CardID string `path:"cardId" format:"uuid"`
	}) (*Body[card.Card], error) {
		return body(a.Cards.Print(ctx, who, in.CardID))
	})
	op(a, "card.scan", http.MethodPost, "/scan", "Whose card it is, by its QR text or its short code", func(ctx context.Context, who access.Actor, in *struct {
		Body card.ScanText
	}) (*Body[card.Scanned], error) {
		return body(a.Cards.Scan(ctx, who, in.Body))
	})
	op(a, "card.photo", http.MethodPost, "/scan/photo", "Whose card it is, by a photo of it", func(ctx context.Context, who access.Actor, in *struct {
		ContentType string `header:"Content-Type"`
		RawBody     []byte
	}) (*Body[card.Scanned], error) {
		if kind, _, err := mime.ParseMediaType(in.ContentType); err != nil || kind != "image/jpeg" && kind != "image/png" {
			return nil, fault.New(fault.UnsupportedMedia)
		}
		return body(a.Cards.Photo(ctx, who, in.RawBody))
	}, a.photo)
}

// atOnce bounds the memory of photos: each is held whole while it is looked at,
// and the screens make theirs small.
const atOnce = 2

// fewAtOnce has the others wait before their bodies are read, and no longer than
// somebody at a desk would.
func (a *API) fewAtOnce() func(huma.Context, func(huma.Context)) {
	slots := make(chan struct{}, atOnce)
	return func(ctx huma.Context, next func(huma.Context)) {
		timer := time.NewTimer(bodyTimeout)
		defer timer.Stop()
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
			next(ctx)
		case <-timer.C:
			a.answerProblem(ctx, fault.New(fault.Busy))
		case <-ctx.Context().Done():
			a.answerProblem(ctx, ctx.Context().Err())
		}
	}
}

// photo is a request whose body is a picture: larger, and slower on a clinic's
// Wi-Fi, than a command.
func (a *API) photo(o *huma.Operation) {
	o.Middlewares = append(o.Middlewares, a.fewAtOnce())
	o.MaxBodyBytes, o.BodyReadTimeout = qr.MaxBytes, 30*time.Second
	picture := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	o.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"image/jpeg": picture, "image/png": picture}}
}

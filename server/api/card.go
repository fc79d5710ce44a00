package api

import (
	"context"
	"mime"
	"net/http"

	"karete/server/access"
	"karete/server/card"
	"karete/server/fault"
	"karete/server/picture"
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
	}, a.picture(picture.MaxBytes))
}

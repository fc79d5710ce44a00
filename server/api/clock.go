package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/clock"
	"karete/server/timekeeper"
)

func (a *API) clockOperations() {
	op(a, "clock.read", http.MethodGet, "/clock", "What time the box has, and whether it is relied on", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[timekeeper.BoxTime], error) {
		return body(a.Time.Read(ctx, who))
	})
	op(a, "clock.set", http.MethodPost, "/clock", "Say which time is right", func(ctx context.Context, who access.Actor, in *struct{ Body timekeeper.SetClock }) (*Body[timekeeper.BoxTime], error) {
		return body(a.Time.Set(ctx, who, in.Body))
	})
}

// timeHeader is there while the time is doubtful: each screen learns it from
// whatever it asks.
const timeHeader = "Karete-Time"

// tellTime heads an answer with the box's time, which need not be the computer's.
func (a *API) tellTime(h http.Header) {
	if a.Clock == nil { // sealed
		return
	}
	h.Set("Date", a.Clock.Now().Format(http.TimeFormat))
	if source := a.Clock.Source(); source != clock.SourceBox {
		h.Set(timeHeader, source)
	}
}

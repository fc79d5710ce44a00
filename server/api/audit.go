package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"karete/server/access"
	"karete/server/audit"
)

func (a *API) auditOperations() {
	op(a, "journal.list", http.MethodGet, "/journal", "The journal, newest first", func(ctx context.Context, who access.Actor, in *struct {
		Before int64  `query:"before" minimum:"0" doc:"Only entries before this seq"`
		Actor  string `query:"actor" maxLength:"36" doc:"Staff id"`
		Action string `query:"action" maxLength:"40"`
		Day    string `query:"day" maxLength:"10" doc:"Civil date at the clinic"`
	}) (*Body[audit.AuditPage], error) {
		return body(a.Audit.List(ctx, who, audit.Filter{Before: in.Before, ActorID: in.Actor, Action: in.Action, Day: in.Day}))
	})
	rawOp(a, "journal.prove", http.MethodGet, "/journal/{seq}/proof", "One entry with its proof, for karete verify-entry", func(ctx context.Context, who access.Actor, in *struct {
		Seq int64 `path:"seq" minimum:"1"`
	}) (*file, error) {
		proof, err := a.Audit.Prove(ctx, who, in.Seq)
		return attached("application/json", fmt.Sprintf("karete-entry-%d.json", in.Seq), proof, err)
	})
	rawOp(a, "journal.key", http.MethodGet, "/journal/key", "The box's public key, which checks proofs", func(ctx context.Context, who access.Actor, _ *struct{}) (*file, error) {
		key, err := a.Audit.Key(ctx, who)
		return attached("text/plain; charset=utf-8", "box.pub", []byte(key), err)
	})
	op(a, "breach.read", http.MethodGet, "/breach", "What a person or a device could have seen in a span of time", func(ctx context.Context, who access.Actor, in *breachAsk) (*Body[audit.BreachReport], error) {
		return body(a.Audit.Breach(ctx, who, in.ask()))
	})
	rawOp(a, "breach.csv", http.MethodGet, "/breach.csv", "The same for a spreadsheet, one patient a line", func(ctx context.Context, who access.Actor, in *breachAsk) (*file, error) {
		csv, err := a.Audit.BreachCSV(ctx, who, in.ask())
		return attached("text/csv; charset=utf-8", "karete-breach.csv", csv, err)
	})
}

// breachAsk says whose eyes, and when: it names no patient.
type breachAsk struct {
	Staff  string    `query:"staff" maxLength:"36" doc:"Staff id; this, or device, or both"`
	Device string    `query:"device" maxLength:"80" doc:"Id of an enrolled device, or what the browser called itself"`
	From   time.Time `query:"from" required:"true"`
	To     time.Time `query:"to" doc:"Before this moment; none is now"`
}

func (in *breachAsk) ask() audit.BreachAsk {
	return audit.BreachAsk{StaffID: in.Staff, Device: in.Device, From: in.From, To: in.To}
}

// attached is a file that a browser saves under a name.
func attached(kind, name string, body []byte, err error) (*file, error) {
	if err != nil {
		return nil, err
	}
	return &file{Type: kind, Disposition: `attachment; filename="` + name + `"`, Body: body}, nil
}

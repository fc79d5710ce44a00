package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/health"
	"karete/server/system"
)

// MetricsPath is where a monitor on the box itself reads its figures; one elsewhere
// is a registered program, and asks the operation metrics.read.
const MetricsPath = "/metrics"

func (a *API) systemOperations() {
	room := system.New(a.Gate, a.version)
	well := health.New(health.Options{
		Gate: a.Gate, Clock: a.Clock, System: room, Backups: a.Backups, Trust: a.Trust, Keys: a.Keys, Devices: a.Devices, Recent: health.KeptBy(a.log),
	})
	op(a, "system.read", http.MethodGet, "/system", "What the box is made of, and its sizes", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[system.System], error) {
		return body(room.Read(ctx, who))
	})
	op(a, "health.read", http.MethodGet, "/health", "How the box is doing, in lines with their age", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[health.Health], error) {
		return body(well.Read(ctx, who))
	})
	rawOp(a, "metrics.read", http.MethodGet, "/metrics", "The same as figures, for Prometheus", func(ctx context.Context, who access.Actor, _ *struct{}) (*file, error) {
		text, err := well.Metrics(ctx)
		return &file{Type: health.MetricsType, Disposition: "inline", Body: text}, err
	})
	rawOp(a, "support.make", http.MethodPost, "/support", "A bundle for whoever helps from afar, without patient data", func(ctx context.Context, who access.Actor, in *struct {
		Body health.SupportBundle
	}) (*file, error) {
		bundle, err := well.Bundle(ctx, who, in.Body)
		return &file{Type: "application/zip", Disposition: `attachment; filename="karete-support.zip"`, Body: bundle}, err
	})
	a.router.HandleFunc(MetricsPath, func(w http.ResponseWriter, r *http.Request) {
		if !Local(r) {
			a.writeProblem(w, r, fault.New(fault.Forbidden))
			return
		}
		text, err := well.Metrics(r.Context())
		if err != nil {
			a.writeProblem(w, r, err)
			return
		}
		w.Header().Set("Content-Type", health.MetricsType)
		if _, err := w.Write(text); err != nil {
			a.log.DebugContext(r.Context(), "answer not taken")
		}
	}).Methods(http.MethodGet)
}

package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/queue"
)

func (a *API) queueOperations() {
	op(a, "queue.read", http.MethodGet, "/queue", "The line, in the order people are served, and why", func(ctx context.Context, who access.Actor, in *struct {
		Department string `query:"department" maxLength:"36" doc:"Department id; none: all"`
	}) (*Body[queue.Board], error) {
		return body(a.Queue.Board(ctx, who, in.Department))
	})
	op(a, "queue.load", http.MethodGet, "/queue/load", "How the departments cope, and who could help", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[queue.Load], error) {
		return body(a.Queue.Load(ctx, who))
	})
	op(a, "queue.place", http.MethodPut, "/queue/place", "Say where you serve; calls then need no room", func(ctx context.Context, who access.Actor, in *struct {
		Body queue.Serve
	}) (*Body[queue.ServingPlaces], error) {
		return body(a.Queue.Serve(ctx, who, in.Body))
	})
	onEntry(a, "queue.call", "call", "Call a waiting patient", a.Queue.Call)
	onEntry(a, "queue.start", "start", "Begin to serve", a.Queue.Start)
	onEntry(a, "queue.wait", "wait", "Take back a call or a start", a.Queue.Wait)
	onEntry(a, "queue.move", "move", "Send on to another department; answers the new place in line", a.Queue.Move)
	onEntry(a, "queue.done", "done", "Service here is done; the last one finishes the visit", a.Queue.Done)
	onEntry(a, "queue.left", "left", "The patient did not wait", a.Queue.Left)
	onEntry(a, "queue.miss", "miss", "Called in vain: back into the line, not called again for a pause", a.Queue.Miss)
	onEntry(a, "queue.later", "later", "Comes back later, in the old place; 0 minutes: is back", a.Queue.Later)
}

// onEntry registers a command on one place in line.
func onEntry[C any](a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, C) (queue.QueueRow, error)) {
	op(a, action, http.MethodPost, "/queue/{entryId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		EntryID string `path:"entryId" format:"uuid"`
		Body    C
	}) (*Tagged[queue.QueueRow], error) {
		q, err := command(ctx, who, in.EntryID, in.Body)
		return tagged(q, q.Version, err)
	})
}

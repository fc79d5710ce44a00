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
	onEntry(a, "queue.call", "call", "Call a waiting patient", a.Queue.Call)
	onEntry(a, "queue.start", "start", "Begin to serve", a.Queue.Start)
	onEntry(a, "queue.wait", "wait", "Take back a call or a start", a.Queue.Wait)
	onEntry(a, "queue.move", "move", "Send on to another department; answers the new place in line", a.Queue.Move)
	onEntry(a, "queue.done", "done", "Service here is done; the last one finishes the visit", a.Queue.Done)
	onEntry(a, "queue.left", "left", "The patient did not wait", a.Queue.Left)
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

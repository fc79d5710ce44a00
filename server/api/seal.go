package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/seal"
)

// Door is what stands before sealed records.
type Door interface {
	Read(from string) seal.Sealed
	Unlock(ctx context.Context, from string, in seal.Unlock) error
}

// NewSealed is the edge of a box that nobody has opened: it says so, takes a key,
// and knows nothing else.
func NewSealed(door Door, bodyTime time.Duration, version string, log *slog.Logger) *API {
	a := bare(Rooms{BodyTime: bodyTime}, version, log, fault.Sealed)
	a.sealOperations(door)
	a.ready(func(w http.ResponseWriter, _ *http.Request) { Unwell(w, "sealed") })
	return a
}

// alreadyOpen stands before records that somebody opened: no key is looked at, or
// it would be a place to try them out.
type alreadyOpen struct{}

func (alreadyOpen) Read(string) seal.Sealed { return seal.Sealed{} }
func (alreadyOpen) Unlock(context.Context, string, seal.Unlock) error {
	return fault.New(fault.WrongState)
}

func (a *API) sealOperations(door Door) {
	op(a, "seal.read", http.MethodGet, "/seal", "Whether the records are sealed, and what opens them", func(ctx context.Context, _ access.Actor, _ *struct{}) (*Body[seal.Sealed], error) {
		return body(door.Read(address(exchangeOf(ctx).r)), nil)
	})
	rawOp(a, "seal.unlock", http.MethodPost, "/seal/unlock", "Open the records with a passphrase, a recovery code or a key file", func(ctx context.Context, _ access.Actor, in *struct{ Body seal.Unlock }) (*struct{}, error) {
		return nothing(door.Unlock(ctx, address(exchangeOf(ctx).r), in.Body))
	}, status(http.StatusNoContent))
}

func (a *API) keysOperations() {
	op(a, "keys.list", http.MethodGet, "/keys", "Who and what can open the records", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[seal.Keys], error) {
		return body(a.Keys.List(ctx, who))
	})
	op(a, "keys.add", http.MethodPost, "/keys", "Add a key; what opens it is answered once", func(ctx context.Context, who access.Actor, in *struct{ Body seal.AddKey }) (*Body[seal.AddedKey], error) {
		return body(a.Keys.Add(ctx, who, in.Body))
	}, created)
	op(a, "keys.revoke", http.MethodPost, "/keys/{slotId}/revoke", "Take a key away", func(ctx context.Context, who access.Actor, in *struct {
		SlotID string `path:"slotId" pattern:"^[0-9a-f]{16}$"`
		Body   seal.KeyCommand
	}) (*Body[seal.Keys], error) {
		return body(a.Keys.Revoke(ctx, who, in.SlotID, in.Body))
	})
	op(a, "keys.rekey", http.MethodPost, "/keys/rekey", "Write the records anew under another key of their own; begins after the answer", func(ctx context.Context, who access.Actor, in *struct{ Body seal.KeyCommand }) (*Body[seal.Keys], error) {
		return body(a.Keys.Rekey(ctx, who, in.Body))
	}, accepted)
	op(a, "keys.seal", http.MethodPost, "/keys/seal", "Close the records until somebody opens them; begins after the answer", func(ctx context.Context, who access.Actor, in *struct{ Body seal.KeyCommand }) (*Body[seal.Keys], error) {
		return body(a.Keys.Seal(ctx, who, in.Body))
	}, accepted)
}

// accepted is the answer to what begins only after it.
var accepted = status(http.StatusAccepted)

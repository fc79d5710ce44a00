package api

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/backup/restore"
	"karete/server/fault"
	"karete/server/setup"
)

// Restorer brings backups back on a box without a clinic that can be opened.
type Restorer interface {
	State(ctx context.Context, v setup.Visitor, commandID string) (restore.RestoreState, error)
	Upload(ctx context.Context, v setup.Visitor, name string, size int64, from io.Reader) (restore.BackupCopy, error)
	Open(ctx context.Context, v setup.Visitor, in restore.OpenBackup) (restore.OpenedBackup, error)
	Begin(ctx context.Context, v setup.Visitor, in restore.BeginRestore) (restore.RestoreState, error)
}

// NewDamaged is the edge of a box whose records no key opens: it says what is
// damaged, brings a backup back, and knows nothing else.
func NewDamaged(door Door, restorer Restorer, bodyTime time.Duration, version string, log *slog.Logger) *API {
	a := bare(Rooms{BodyTime: bodyTime, Restore: restorer}, version, log, fault.Damaged)
	a.sealOperations(door)
	a.restoreOperations()
	a.ready(func(w http.ResponseWriter, _ *http.Request) { Unwell(w, "damaged") })
	return a
}

func (a *API) restoreOperations() {
	op(a, "restore.read", http.MethodGet, "/setup/restore", "Backups that can be brought back on a box without a clinic, and how far one is", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Run string `query:"run" maxLength:"36" doc:"The id that the restore was begun with: shows its end, too"`
	}) (*Body[restore.RestoreState], error) {
		return body(a.Restore.State(ctx, in.visitor(ctx), in.Run))
	})
	op(a, "restore.upload", http.MethodPost, "/setup/restore/upload", "Take in a backup from this browser; it comes in the body, as it is", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Name        string `header:"X-Karete-File" maxLength:"400" doc:"What the file is called, percent-encoded"`
		ContentType string `header:"Content-Type"`
	}) (*Body[restore.BackupCopy], error) {
		if in.ContentType != "application/octet-stream" {
			return nil, fault.New(fault.UnsupportedMedia)
		}
		name, err := url.PathUnescape(in.Name)
		if err != nil {
			name = ""
		}
		r := exchangeOf(ctx).r
		return body(a.Restore.Upload(ctx, in.visitor(ctx), name, r.ContentLength, paced{http.NewResponseController(exchangeOf(ctx).w), r.Body}))
	}, created, octets)
	op(a, "restore.open", http.MethodPost, "/setup/restore/open", "What is in a backup, and what this box has that it has not", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Body restore.OpenBackup
	}) (*Body[restore.OpenedBackup], error) {
		return body(a.Restore.Open(ctx, in.visitor(ctx), in.Body))
	})
	op(a, "restore.begin", http.MethodPost, "/setup/restore", "Bring a backup back; goes on after the answer", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Body restore.BeginRestore
	}) (*Body[restore.RestoreState], error) {
		return body(a.Restore.Begin(ctx, in.visitor(ctx), in.Body))
	}, accepted)
}

// octets says in the document what the body is; it is read as it comes.
func octets(o *huma.Operation) {
	binary := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	o.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": binary}}
}

// pace is how long a browser may send nothing of a large body, and take for its
// answer after it. A whole body may take as long as it likes.
const pace = 30 * time.Second

// paced reads a body that is larger than a request may otherwise take time for.
type paced struct {
	connection *http.ResponseController
	body       io.Reader
}

func (p paced) Read(b []byte) (int, error) {
	until := time.Now().Add(pace)
	// Where there is no connection, as in some tests, nothing needs to be put off.
	_ = p.connection.SetReadDeadline(until)
	_ = p.connection.SetWriteDeadline(until.Add(pace))
	return p.body.Read(b)
}

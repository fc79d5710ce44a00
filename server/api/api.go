package api

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gorilla/mux"

	"karete/server/access"
	"karete/server/fault"
)

const prefix = "/api/v1"

// Route is one registered operation: what the permission test walks.
type Route struct {
	Action       access.Action
	Method, Path string
}

// API is the edge with its rooms behind it.
type API struct {
	Rooms
	version  string
	router   *mux.Router
	log      *slog.Logger
	actions  []Route
	late     []late
	pictures chan struct{} // a place for each that may be held at once
	// doorPictures are those of the patients' own door: of phones, and of kiosks.
	doorPictures [2]chan struct{}
	text         func() ([]byte, error) // of the document, made at its first reading
}

// New builds the edge over the rooms. It answers /api/v1 and /healthz; anything
// else below it is not-found in problem+json.
func New(rooms Rooms, version string, log *slog.Logger) *API {
	a := bare(rooms, version, log, fault.NotFound)
	a.operations()
	a.sealOperations(alreadyOpen{})
	a.router.HandleFunc(prefix+"/openapi.json", a.serveDocument).Methods(http.MethodGet)
	a.router.HandleFunc(ContactPath, a.serveContact).Methods(http.MethodGet)
	a.ready(a.serveHealth)
	return a
}

// bare is an edge without operations; unknown is its answer to what it has not.
func bare(rooms Rooms, version string, log *slog.Logger, unknown fault.Code) *API {
	// No redirects to a cleaner path: they would turn a POST into a GET and repeat what was sent.
	a := &API{pictures: make(chan struct{}, atOnce), doorPictures: [2]chan struct{}{make(chan struct{}, 1), make(chan struct{}, 1)}, Rooms: rooms, version: version, router: mux.NewRouter().SkipClean(true), log: log}
	a.router.NotFoundHandler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.writeProblem(w, r, fault.New(unknown))
	})
	a.router.MethodNotAllowedHandler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.writeProblem(w, r, fault.New(fault.MethodNotAllowed))
	})
	return a
}

// ready ends the making, when every operation is registered.
func (a *API) ready(health http.HandlerFunc) {
	a.text = sync.OnceValues(a.document)
	a.router.HandleFunc("/healthz", health).Methods(http.MethodGet)
}

func config(version string, json huma.Format) huma.Config {
	c := huma.DefaultConfig("Karete", version)
	c.Info.Description = "The clinic's box. Commands are POSTs with a client-made UUIDv7 in `id`: sent twice, they happen once. " +
		"People sign in with POST /session and hold a cookie; registered programs with POST /token, and send an access token."
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", ""
	c.CreateHooks = nil // no $schema links in answers
	c.Formats = map[string]huma.Format{"application/json": json, "json": json}
	c.RejectUnknownQueryParameters = true
	c.Components.SecuritySchemes = securitySchemes()
	return c
}

// Handler is the edge with its middleware, outermost first.
func (a *API) Handler() http.Handler {
	return a.withRequest(a.withOrigin(a.withSession(withCompression(a.router))))
}

// Routes lists every operation.
func (a *API) Routes() []Route { return a.actions }

// Document is the OpenAPI 3.1 document as JSON.
func (a *API) Document() ([]byte, error) { return a.text() }

func (a *API) serveDocument(w http.ResponseWriter, r *http.Request) {
	doc, err := a.Document()
	if err != nil {
		a.writeProblem(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/openapi+json")
	w.Header().Set("Cache-Control", "no-cache")
	if _, err := w.Write(doc); err != nil {
		a.log.DebugContext(r.Context(), "answer not taken")
	}
}

type contextKey int

const (
	actorKey contextKey = iota
	requestKey
)

// actorOf is who is asking; a guest when nobody signed in.
func actorOf(ctx context.Context) access.Actor {
	actor, _ := ctx.Value(actorKey).(access.Actor)
	return actor
}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}

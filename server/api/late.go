package api

import (
	"net/http"
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"

	"karete/server/access"
)

// late is an operation that the router knows and huma does not yet. What each takes
// and answers huma finds out by reflection, which for all of them takes a Raspberry Pi
// longer than opening the records. So it finds out about one when that is first asked
// for, and about all when somebody reads the document.
type late struct {
	made     func() huma.Operation // anew each time: huma writes into it
	answer   reflect.Type          // nil: what register says
	register func(h huma.API, o huma.Operation)
}

func (a *API) add(l late) {
	o := l.made()
	a.late = append(a.late, l)
	a.actions = append(a.actions, Route{Action: access.Action(o.OperationID), Method: o.Method, Path: o.Path})
	handler := sync.OnceValue(func() http.Handler { return a.handler(l) })
	a.router.NewRoute().Path(o.Path).Methods(o.Method).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler().ServeHTTP(w, r)
	})
}

// handler is the operation by itself: nothing that it holds is written to by another,
// and names of its own body are all that an error may repeat.
func (a *API) handler(l late) http.Handler {
	var names strictJSON
	var alone single
	h := huma.NewAPI(config(a.version, names.format()), &alone)
	l.register(h, l.made())
	names.know(h.OpenAPI().Components.Schemas.Map())
	return alone.Handler
}

// single is a router for one operation, which was found already.
type single struct{ http.Handler }

func (s *single) Handle(o *huma.Operation, handler func(huma.Context)) {
	s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler(humamux.NewContext(o, r, w))
	})
}

// document describes all operations.
func (a *API) document() ([]byte, error) {
	h := huma.NewAPI(config(a.version, huma.DefaultJSONFormat), &single{})
	for _, l := range a.late {
		o := l.made()
		describe(&o, h.OpenAPI().Components.Schemas, l.answer)
		l.register(h, o)
	}
	return h.OpenAPI().MarshalJSON()
}

package api

import (
	"cmp"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// reply is what huma answers with for every operation. It compiles its own code anew
// for each pair of what comes in and what goes out: with one type for all that goes
// out the program is a MiB smaller. The document is told the real type by describe.
type reply struct {
	ETag string `header:"ETag" hidden:"true"`
	Body any
}

// streamed is where an operation keeps what its stream holds.
const streamed = "streams"

// answering is a pointer to what an operation answers.
type answering[O any] interface {
	*O
	reply() *reply
}

func (b *Body[T]) reply() *reply   { return &reply{Body: b.Body} }
func (t *Tagged[T]) reply() *reply { return &reply{t.ETag, t.Body} }

// describe writes into an operation what huma would find out of the type that goes
// out; nil when it finds out by itself.
func describe(o *huma.Operation, schemas huma.Registry, out reflect.Type) {
	if t, ok := o.Metadata[streamed].(reflect.Type); ok {
		o.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
			"application/json": {Schema: schemas.Schema(t, true, t.Name())},
		}}}
	}
	if out == nil {
		return
	}
	status := cmp.Or(o.DefaultStatus, http.StatusOK)
	answer := &huma.Response{Description: http.StatusText(status), Headers: map[string]*huma.Param{}}
	body, _ := out.FieldByName("Body")
	answer.Content = map[string]*huma.MediaType{"application/json": {Schema: huma.SchemaFromField(schemas, body, out.Name()+body.Name)}}
	if etag, ok := out.FieldByName("ETag"); ok {
		answer.Headers["ETag"] = &huma.Header{Schema: huma.SchemaFromField(schemas, etag, out.Name()+etag.Name)}
	}
	o.Responses = map[string]*huma.Response{strconv.Itoa(status): answer}
}

package disclosure

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
)

// Write writes the bundle as JSON, one field after another and a list item by item:
// the text of a long record is never in memory as a whole.
func (b *SubjectBundle) Write(w io.Writer) error {
	out := writer{w: w, encoder: json.NewEncoder(w)}
	out.text("{")
	v := reflect.ValueOf(b).Elem()
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		field := v.Field(i)
		if options == "omitempty" && field.IsZero() {
			continue
		}
		if i > 0 {
			out.text(",")
		}
		out.text("\n" + `"` + name + `": `)
		out.value(field)
	}
	out.text("}\n")
	return out.err
}

// writer keeps the first error.
type writer struct {
	w       io.Writer
	encoder *json.Encoder
	err     error
}

func (o *writer) text(s string) {
	if o.err == nil {
		_, o.err = io.WriteString(o.w, s)
	}
}

func (o *writer) value(v reflect.Value) {
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() == reflect.Uint8 {
		if o.err == nil {
			o.err = o.encoder.Encode(v.Interface())
		}
		return
	}
	o.text("[")
	for i := range v.Len() {
		if i > 0 {
			o.text(",")
		}
		o.value(v.Index(i))
	}
	o.text("]")
}

package api

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

func reader() *strictJSON {
	s := &strictJSON{}
	s.know(map[string]*huma.Schema{
		"Patient": {Properties: map[string]*huma.Schema{"id": {}, "phones": {}, "nextOfKin": {}}},
		"Phone":   {Properties: map[string]*huma.Schema{"number": {}, "name": {}}},
	})
	return s
}

func TestStrictJSON(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for body, want := range map[string]string{
		`{"id":"a","phones":[{"number":"1"},{"number":"2"}],"nextOfKin":{"name":"’M’e Tšepo"}}`: "",
		`[1,-0,1.5e3,true,null,"a\r\n\tb","\ud83d\ude00"]`:                                      "",
		`"👩` + "\u200d" + `⚕️"`:                                                                 "",
		deep(16):                                                                                "",
		deep(17):                                                                                "karete-body:malformed:" + strings.Repeat("[0]", 16),
		``:                                                                                      "karete-body:malformed:",
		`{"id":1} {"id":1}`:                                                                     "karete-body:malformed:",
		`{"id":1,"id":2}`:                                                                       "karete-body:malformed:id",
		`{"id":1,"i\u0064":2}`:                                                                  "karete-body:malformed:id",
		`{"phones":[{},{"number":1,"number":2}]}`:                                               "karete-body:malformed:phones[1].number",
		`{"nextOfKin":{"name":"a` + "\xff" + `"}}`:                                              "karete-field:bad-text:nextOfKin.name",
		`{"nextOfKin":{"name":"\ud800"}}`:                                                       "karete-field:bad-text:nextOfKin.name",
		`{"phones":["a","b\u0000"]}`:                                                            "karete-field:bad-text:phones[1]",
		`{"phones":[{"number":1e400}]}`:                                                         "karete-field:out-of-range:phones[0].number",
		`{"phones":[{"number":12x}]}`:                                                           "karete-body:malformed:phones[0]",
		`{"Thabo":"\u0007"}`:                                                                    "karete-field:bad-text:",
		`{"phones":[{"Thabo":{"number":"\u202e"}}]}`:                                            "karete-field:bad-text:phones[0]",
		`{"` + "\u200b" + `id":1}`:                                                              "karete-body:malformed:",
		`{"phones":{"number":"` + "\u2028" + `"},"id":1}`:                                       "karete-field:bad-text:phones.number",
	} {
		var v any
		err := reader().decode([]byte(body), &v)
		if got := text(err); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// What is taken is what every other reader of JSON takes it for; what is refused
// is refused without a word of it.
func FuzzStrictJSON(f *testing.F) {
	for _, seed := range []string{`{"id":1}`, `{"phones":[{"number":"1"}]}`, `{"a":1,"a":2}`, `[[["` + "\xff" + `"]]]`, `"\ud800"`, `1e400`, `{"nextOfKin":{"name":"\u202e"}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var v any
		err := reader().decode(body, &v)
		if err == nil {
			if !json.Valid(body) || !utf8.Valid(body) {
				t.Fatalf("taken: %q", body)
			}
			return
		}
		rest := err.Error()
		for _, ours := range []string{wholeBody, oneField, "malformed", "bad-text", "out-of-range", "id", "phones", "nextOfKin", "number", "name"} {
			rest = strings.ReplaceAll(rest, ours, "")
		}
		if strings.Trim(rest, ":.[]0123456789") != "" {
			t.Fatalf("%q says %q", body, err)
		}
	})
}

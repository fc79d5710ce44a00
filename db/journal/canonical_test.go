package journal_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db/journal"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	type inner struct {
		Zulu  int `json:"z"`
		Alpha any `json:"a"`
	}
	for _, c := range []struct {
		in   any
		want string
	}{
		{nil, `null`},
		{true, `true`},
		{inner{1, nil}, `{"a":null,"z":1}`},
		{map[string]any{"b": []int{}, "a": map[string]int{"y": 1, "x": 2}, "B": 0}, `{"B":0,"a":{"x":2,"y":1},"b":[]}`},
		{"<Ts'epo & Tšepo’s> \u2028", "\"<Ts'epo & Tšepo’s> \u2028\""},
		{"\"\\\x00\b\t\n\f\r\x1f\x7f/", `"\"\\\u0000\b\t\n\f\r\u001f` + "\x7f/\""},
		{"\xff", "\"\ufffd\""},
		{int64(math.MinInt64), `-9223372036854775808`},
		{uint64(math.MaxUint64), `18446744073709551615`},
		{37.0, `37`},
		{0.1, `0.1`},
		{1e21, `1e+21`},
		{json.RawMessage(`{"b": 1, "a": 1.50}`), `{"a":1.50,"b":1}`},
	} {
		got, err := journal.Canonical(c.in)
		if err != nil || string(got) != c.want {
			t.Errorf("Canonical(%#v) = %s, %v; want %s", c.in, got, err, c.want)
		}
	}
	if _, err := journal.Canonical(func() {}); err == nil {
		t.Error("a function has a canonical form")
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add([]byte(`{"b":[1,-0.5e-9,{"":null}],"a":"\u0000\ud800\"<"}`))
	f.Add([]byte(`"\u2028Tšepo’s"`))
	f.Fuzz(func(t *testing.T, in []byte) {
		var v any
		dec := json.NewDecoder(bytes.NewReader(in))
		dec.UseNumber()
		if dec.Decode(&v) != nil {
			return
		}
		once, err := journal.Canonical(v)
		if err != nil {
			t.Fatal(err)
		}
		var back any
		dec = json.NewDecoder(bytes.NewReader(once))
		dec.UseNumber()
		if err := dec.Decode(&back); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		if diff := cmp.Diff(v, back); diff != "" {
			t.Errorf("%s: means something else: %s", once, diff)
		}
		twice, err := journal.Canonical(json.RawMessage(once))
		if err != nil || !bytes.Equal(once, twice) {
			t.Errorf("%s became %s, %v", once, twice, err)
		}
	})
}

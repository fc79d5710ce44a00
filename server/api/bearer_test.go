package api

import (
	"strings"
	"testing"
)

func FuzzBearer(f *testing.F) {
	for _, s := range []string{"Bearer a.b.c", "bearer  x", "Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer \x00", "Bearer é", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, header string) {
		token, ok := bearer(header)
		if ok != (token != "") || !strings.HasSuffix(header, token) || ok && !strings.EqualFold(header[:6], "bearer") {
			t.Errorf("%q: %q, %v", header, token, ok)
		}
		for _, c := range token {
			if c <= ' ' || c > '~' {
				t.Errorf("%q: %q is let through", header, c)
			}
		}
	})
}

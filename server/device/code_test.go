package device

import (
	"strings"
	"testing"
)

func TestParseCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"4KX7QD": "4KX7QD", "4kx 7qd": "4KX7QD", " 4KX-7QD ": "4KX7QD", "https://karete.local/pair#4KX7QD": "4KX7QD", "/pair#4kx7qd": "4KX7QD",
		"": "", "4KX7Q": "", "4KX7QDD": "", "4KX7QO": "", "4KX7Q1": "", "4KX\u00a07QD": "", "ＡKX7QD": "", "https://karete.local/pair": "",
		"#4KX7QD": "", "4KX7QD\n": "", strings.Repeat(" ", 300) + "4KX7QD": "",
	} {
		got, ok := ParseCode(text)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCodesAreReadBack(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		code := newCode()
		if got, ok := ParseCode(strings.ToLower(code[:3]) + "-" + code[3:]); !ok || got != code {
			t.Fatalf("%s: %q %v", code, got, ok)
		}
		seen[code] = true
	}
	if len(seen) < 199 {
		t.Errorf("%d of 200 are different", len(seen))
	}
}

func FuzzParseCode(f *testing.F) {
	for _, seed := range []string{"4KX7QD", "4kx 7qd", "https://karete.local/pair#4KX-7QD", "/pair#/pair#", "\xff\xff\xff\xff\xff\xff", "４KX7QD"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := ParseCode(text)
		if !ok {
			return
		}
		if len(code) != codeLength || strings.Trim(code, codeSigns) != "" {
			t.Fatalf("%q gives %q", text, code)
		}
		if again, ok := ParseCode(code); !ok || again != code {
			t.Fatalf("%q is read as %q", code, again)
		}
	})
}

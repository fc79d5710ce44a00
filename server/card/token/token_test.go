package token

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
)

// vectors are the cards that every version must go on making and reading: seed, token, QR text, code
// as printed. A line is never changed or taken away.
func vectors(t *testing.T) [][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(raw)) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] != "#" {
			all = append(all, fields)
		}
	}
	if len(all) < 8 {
		t.Fatalf("%d vectors: some were taken away", len(all))
	}
	return all
}

func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		seed, err := hex.DecodeString(v[0])
		if err != nil || len(v) != 4 {
			t.Fatalf("vector %q: %v", v, err)
		}
		token, err := NewToken(strings.NewReader(string(seed)))
		if err != nil || token != v[1] {
			t.Errorf("NewToken(%s) = %q, %v; promised %q", v[0], token, err, v[1])
		}
		if text := Text(v[1]); text != v[2] {
			t.Errorf("Text(%q) = %q, promised %q", v[1], text, v[2])
		}
		if scan, err := Parse(v[2]); err != nil || scan != (Scan{Token, v[1]}) {
			t.Errorf("Parse(%q) = %+v, %v", v[2], scan, err)
		}
		code := strings.ReplaceAll(v[3], "-", "")
		if scan, err := Parse(v[3]); err != nil || scan != (Scan{Code, code}) {
			t.Errorf("Parse(%q) = %+v, %v", v[3], scan, err)
		}
		if Print(code) != v[3] {
			t.Errorf("Print(%q) = %q, promised %q", code, Print(code), v[3])
		}
	}
}

func TestNewCardsAreReadBack(t *testing.T) {
	shape := regexp.MustCompile(`^KR1[0-9A-HJKMNP-TV-Z]{21}$`)
	seen := map[string]bool{}
	for range 2000 {
		token, err := NewToken(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if text := Text(token); !shape.MatchString(text) || seen[token] {
			t.Fatalf("text %q, seen before: %v", text, seen[token])
		}
		seen[token] = true
		if scan, err := Parse(Text(token)); err != nil || scan != (Scan{Token, token}) {
			t.Fatalf("Parse(%q) = %+v, %v", Text(token), scan, err)
		}
		code, err := NewCode(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if scan, err := Parse(Print(code)); err != nil || scan != (Scan{Code, code}) {
			t.Fatalf("Parse(%q) = %+v, %v", Print(code), scan, err)
		}
	}
}

func TestTokensUseEveryCharacterAboutEqually(t *testing.T) {
	count := map[rune]int{}
	const tokens = 8000
	for range tokens {
		token, err := NewToken(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range token {
			count[c]++
		}
	}
	const mean = tokens * tokenLength / 32 // 5000, standard deviation 70
	for _, c := range alphabet {
		if count[c] < mean-500 || count[c] > mean+500 {
			t.Errorf("%c drawn %d times, expected about %d", c, count[c], mean)
		}
	}
}

func TestNoRandomnessNoCard(t *testing.T) {
	broken := errors.New("broken")
	if token, err := NewToken(iotest.ErrReader(broken)); !errors.Is(err, broken) || token != "" {
		t.Errorf("NewToken = %q, %v", token, err)
	}
	if code, err := NewCode(iotest.ErrReader(broken)); !errors.Is(err, broken) || code != "" {
		t.Errorf("NewCode = %q, %v", code, err)
	}
}

func TestParse(t *testing.T) {
	const token = "0123456789ABCDEFGHJK"
	text := Text(token)
	code := "3K7M0Q" + string(check("3K7M0Q"))
	aToken, aCode := Scan{Token, token}, Scan{Code, code}
	for _, c := range []struct {
		name, typed string
		want        Scan
		err         error
	}{
		{"as printed", text, aToken, nil},
		{"Caps Lock the wrong way", strings.ToLower(text), aToken, nil},
		{"scanner's Enter", text + "\r\n", aToken, nil},
		{"scanner's Tab and STX", "\x02" + text + "\t", aToken, nil},
		{"group separators", "\x1d" + text[:8] + "\x1d" + text[8:], aToken, nil},
		{"byte order mark", "\ufeff" + text, aToken, nil},
		{"symbology mark", "]Q1" + text, aToken, nil},
		{"symbology mark in lower case", "]q1" + strings.ToLower(text), aToken, nil},
		{"copied in groups of four", text[:4] + " " + text[4:8] + "-" + text[8:], aToken, nil},
		{"O and I typed for 0 and 1", "KR1OI" + text[5:], aToken, nil},
		{"a lost character", text[:10] + text[11:], Scan{}, ErrMisread},
		{"only half of it", text[:16], Scan{}, ErrMisread},
		{"two scans in one", text + text, Scan{}, ErrMisread},
		{"a swap", text[:5] + text[6:7] + text[5:6] + text[7:], Scan{}, ErrMisread},
		{"a U, which no card has", text[:5] + "U" + text[6:], Scan{}, ErrMisread},
		{"a later grammar", "KR2" + text[3:], Scan{}, ErrNotCard},
		{"a bare token", token, Scan{}, ErrNotCard},

		{"code", code, aCode, nil},
		{"code as printed", Print(code), aCode, nil},
		{"code in lower case with spaces", " 3k7 m0q" + strings.ToLower(code[6:]) + " ", aCode, nil},
		{"code with O for 0", "3K7-MOQ" + code[6:], aCode, nil},
		{"code's wrong check", code[:6] + string(alphabet[(values[code[6]]+1)%32]), Scan{}, ErrMisread},
		{"code with a U", "3K7MUQ" + code[6:], Scan{}, ErrNotCard},
		{"code one short", code[:6], Scan{}, ErrNotCard},

		{"a name of seven letters", "Mokoena", Scan{}, ErrNotCard},
		{"a number of seven digits", "0012345", Scan{}, ErrNotCard},
		{"a ticket", "OPD-017", Scan{}, ErrNotCard},
		{"a phone number", "+266 5812 4471", Scan{}, ErrNotCard},
		{"a medicine's bar code", "6009880912345", Scan{}, ErrNotCard},
		{"a link", "https://example.org/KR1", Scan{}, ErrNotCard},
		{"nothing", "", Scan{}, ErrNotCard},
		{"only blanks", " \r\n", Scan{}, ErrNotCard},
		{"a long s, which upper-cases to S", "ſ3K7M0Q", Scan{}, ErrNotCard},
		{"broken UTF-8", "KR1\xff\xfe", Scan{}, ErrNotCard},
		{"a book", strings.Repeat("KR1", 1000), Scan{}, ErrNotCard},
	} {
		t.Run(c.name, func(t *testing.T) {
			scan, err := Parse(c.typed)
			if scan != c.want || !errors.Is(err, c.err) || (err != nil) != (c.err != nil) {
				t.Errorf("Parse(%q) = %+v, %v; want %+v, %v", c.typed, scan, err, c.want, c.err)
			}
		})
	}
}

func TestEveryPrintedCodeSurvivesTyping(t *testing.T) {
	typist := strings.NewReplacer("0", "o", "1", "l")
	for range 500 {
		code, err := NewCode(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		typed := typist.Replace(strings.ToLower(code))
		if scan, err := Parse(typed); err != nil || scan.Value != code {
			t.Fatalf("Parse(%q) = %+v, %v; want %q", typed, scan, err, code)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Text("0123456789ABCDEFGHJK"))
	f.Add("3K7-M0QA")
	f.Add("]Q1kr1\r")
	f.Add("\ufeff\x00")
	f.Fuzz(func(t *testing.T, typed string) {
		scan, err := Parse(typed)
		if err != nil {
			if scan != (Scan{}) || !errors.Is(err, ErrNotCard) && !errors.Is(err, ErrMisread) {
				t.Fatalf("Parse(%q) = %+v, %v", typed, scan, err)
			}
			return
		}
		again := Print(scan.Value)
		if scan.Kind == Token {
			again = Text(scan.Value)
		}
		if back, err := Parse(again); err != nil || back != scan {
			t.Fatalf("Parse(%q) = %+v, but its print %q reads %+v, %v", typed, scan, again, back, err)
		}
	})
}

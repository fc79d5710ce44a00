package match

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The published examples of Winkler.
func TestJaroWinkler(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"martha", "marhta", .9611}, {"dixon", "dicksonx", .8133}, {"dwayne", "duane", .84}, {"jones", "johnson", .8324},
		{"abroms", "abrams", .9222}, {"hardin", "martinez", .7222}, {"itman", "smith", .4667}, {"a", "a", 1}, {"", "", 1}, {"a", "", 0}, {"abc", "xyz", 0},
	} {
		if got := jaroWinkler(c.a, c.b); math.Abs(got-c.want) > 5e-5 {
			t.Errorf("%s %s: %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

// distance is by the book, for oneEdit to be held against: optimal string alignment.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestTextOnEveryShortWord(t *testing.T) {
	words := []string{""}
	for from := 0; len(words) < 1+3+9+27+81+243; from++ {
		for _, c := range "abc" {
			words = append(words, words[from]+string(c))
		}
	}
	for _, a := range words {
		for _, b := range words {
			checkText(t, a, b)
		}
	}
}

func TestTextOnLongerWords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 20000 {
		word := func(n int) string {
			w := make([]byte, n)
			for i := range w {
				w[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[random.IntN(8+random.IntN(28))]
			}
			return string(w)
		}
		a := word(3 + random.IntN(12))
		at := random.IntN(len(a))
		checkText(t, a, a[:at]+word(random.IntN(3))+a[min(len(a), at+random.IntN(3)):])
	}
}

func checkText(t *testing.T, a, b string) {
	t.Helper()
	jw, edit := jaroWinkler(a, b), oneEdit(a, b)
	if other := jaroWinkler(b, a); math.Abs(jw-other) > 1e-12 || jw < 0 || jw > 1 || (jw == 1) != (a == b) {
		t.Errorf("%q %q: %v and %v", a, b, jw, other)
	}
	if edit != (distance(a, b) <= 1) || edit != oneEdit(b, a) {
		t.Errorf("%q %q: oneEdit %v, distance %d", a, b, edit, distance(a, b))
	}
	if (jw >= 0.88 || edit) && !mayBeAlike(a, b) {
		t.Errorf("%q %q: %.3f, oneEdit %v, and yet not looked at", a, b, jw, edit)
	}
}

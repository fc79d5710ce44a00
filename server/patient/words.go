package patient

import (
	"slices"
	"strings"

	"karete/server/patient/name"
)

// word is one part of a name as it was typed.
type word struct {
	whole  string   // folded as if nothing more came
	starts []string // what it may be the beginning of
}

type words []word

// mostWords bounds the parts of a name that are looked for; more would only narrow.
const mostWords = 8

func parse(text string) words {
	var list words
	starts := name.Prefixes(text)
	for i, token := range name.Tokens(text) {
		if len(list) == mostWords {
			break
		}
		list = append(list, word{token, starts[i]})
	}
	return list
}

// question says which words have to be whole; of the others the beginning is
// enough.
type question func(word) bool

// questions have the best answers first. A short word is taken
// for a beginning sooner than a long one.
var questions = []question{
	func(word) bool { return true },
	func(w word) bool { return len(w.whole) >= 4 },
	func(word) bool { return false },
}

// widest is the last of them.
const widest = 2

// rank is the first question that somebody of these names answers.
func (w words) rank(tokens []string) (rank int, fits bool) {
	for rank, whole := range questions {
		missing := func(x word) bool { return !x.in(tokens, whole(x)) }
		if !slices.ContainsFunc(w, missing) {
			return rank, true
		}
	}
	return 0, false
}

func (w word) in(tokens []string, whole bool) bool {
	if whole {
		return slices.Contains(tokens, w.whole)
	}
	return slices.ContainsFunc(tokens, func(token string) bool {
		return slices.ContainsFunc(w.starts, func(start string) bool { return strings.HasPrefix(token, start) })
	})
}

// indexed is the longest beginning that the full-text index has lists of. Those
// of a longer one it has to gather; so it is first asked for less, and whoever
// does not fit is left out when their names are read.
const (
	indexed = 8
	longest = 1000
)

// ask writes the question for the full-text index, with beginnings of at most so
// many letters. Folds are a-z and 0-9, quoted all the same: nothing typed is ever
// syntax.
func (w words) ask(whole question, letters int) string {
	parts := make([]string, len(w))
	for i, x := range w {
		if whole(x) {
			parts[i] = quoted(x.whole)
			continue
		}
		starts := make([]string, len(x.starts))
		for j, s := range x.starts {
			starts[j] = quoted(s[:min(letters, len(s))]) + "*"
		}
		parts[i] = "(" + strings.Join(starts, " OR ") + ")"
	}
	return strings.Join(parts, " AND ")
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

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

// rank is how many of the words are not whole names of somebody: 0 is best. It
// fits when each is at least the beginning of one.
func (w words) rank(tokens []string) (rank int, fits bool) {
	for _, x := range w {
		if slices.Contains(tokens, x.whole) {
			continue
		}
		if rank++; !slices.ContainsFunc(tokens, x.begins) {
			return 0, false
		}
	}
	return rank, true
}

func (w word) begins(token string) bool {
	return slices.ContainsFunc(w.starts, func(start string) bool { return strings.HasPrefix(token, start) })
}

// indexed is the longest beginning that the full-text index has lists of. Those
// of a longer one it has to gather; so it is first asked for less, and whoever
// does not fit is left out when their names are read.
const (
	indexed = 8
	longest = 1000
)

// beginning asks the full-text index for people of whose names these are the
// beginnings, by at most so many letters. Folds are a-z and 0-9, quoted all the
// same: nothing typed is ever syntax.
func (w words) beginning(letters int) string {
	parts := make([]string, len(w))
	for i, x := range w {
		starts := make([]string, len(x.starts))
		for j, s := range x.starts {
			starts[j] = quoted(s[:min(letters, len(s))]) + "*"
		}
		parts[i] = "(" + strings.Join(starts, " OR ") + ")"
	}
	return strings.Join(parts, " AND ")
}

// wholly asks for people who have these names.
func (w words) wholly() string {
	parts := make([]string, len(w))
	for i, x := range w {
		parts[i] = quoted(x.whole)
	}
	return strings.Join(parts, " AND ")
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

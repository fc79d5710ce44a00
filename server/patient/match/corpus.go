package match

import (
	"slices"

	"karete/server/patient/name"
)

// Corpus tells how usual things are among the people here. What is usual proves little.
type Corpus interface {
	People() int               // how many there are
	Name(folded string) int    // how many of them have this folded word in their name
	Village(folded string) int // how many of them live there
}

// Tokens are the folded words and the village that r counts for in a Corpus.
func (r *Record) Tokens() (names []string, village string) {
	for _, list := range [][]name.Word{r.given, r.family, r.others} {
		for _, w := range list {
			names = append(names, w.Fold)
		}
	}
	return names, r.village.fold
}

// Counts is a Corpus in memory, of a list. The zero Counts is empty.
type Counts struct {
	people          int
	names, villages map[string]int
}

// Add counts one person.
func (c *Counts) Add(r *Record) {
	if c.names == nil {
		c.names, c.villages = map[string]int{}, map[string]int{}
	}
	c.people++
	names, village := r.Tokens()
	for i, n := range names {
		if !slices.Contains(names[:i], n) { // Tsiane Tsiane is one person
			c.names[n]++
		}
	}
	if village != "" {
		c.villages[village]++
	}
}

func (c *Counts) People() int               { return c.people }
func (c *Counts) Name(folded string) int    { return c.names[folded] }
func (c *Counts) Village(folded string) int { return c.villages[folded] }

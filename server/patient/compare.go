package patient

import (
	"karete/db"
	"karete/server/patient/match"
)

// CompareIn weighs two people against each other, by how common things are here.
func CompareIn(tx *db.Tx, a, b match.Person) (match.Comparison, error) {
	first, second, here := match.Prepare(a), match.Prepare(b), &corpus{tx: tx}
	c := match.Compare(&first, &second, here)
	return c, here.err
}

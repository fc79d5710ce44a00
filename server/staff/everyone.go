package staff

import (
	"karete/db"
)

// EndEveryoneIn ends all sessions of people and all sign-ins of programs, and counts
// them. It is for records that were brought back: what was open when they were copied
// may be in anybody's hands by now. Nobody may be signed in through this room yet.
func EndEveryoneIn(tx *db.Tx) (int, error) {
	programs, err := deleteReturning(tx, `DELETE FROM token_family RETURNING id`)
	if err != nil {
		return 0, err
	}
	people, err := deleteReturning(tx, `DELETE FROM session RETURNING id`)
	return len(programs) + len(people), err
}

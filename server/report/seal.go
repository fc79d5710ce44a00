package report

import (
	"encoding/base64"

	"karete/db"
	"karete/db/journal"
)

// Seal is the head of the journal when the report was made: printed on the sheet,
// it shows later that nothing before it was changed.
type Seal struct {
	Entries int64  `json:"entries"`
	Root    string `json:"root" doc:"Root hash of the journal's tree, base64"`
}

func seal(tx *db.Tx) (Seal, error) {
	head, err := journal.Head(tx)
	if err != nil {
		return Seal{}, err
	}
	return Seal{Entries: head.Size, Root: base64.StdEncoding.EncodeToString(head.Root[:])}, nil
}

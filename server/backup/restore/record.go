package restore

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"karete/db/durable"
	"karete/db/vault/keyring"
	"karete/server/id"
)

// RecordFile is in the data folder from the moment a restore counts until its entry
// is in the journal.
const RecordFile = "restored.json"

// Record is what was brought back, and in the place of what. It names nobody.
type Record struct {
	ID       id.ID            `json:"id"` // of the command box.restored
	At       time.Time        `json:"at"`
	By       string           `json:"by"` // "page" or "command"
	File     string           `json:"file"`
	Bytes    int64            `json:"bytes"`
	SHA256   string           `json:"sha256"` // of the file
	MadeAt   time.Time        `json:"madeAt"`
	HeadAt   time.Time        `json:"headAt"` // of the newest entry in it
	Version  string           `json:"version"`
	Entries  int64            `json:"entries"`
	Head     string           `json:"head"`
	Tables   map[string]int64 `json:"tables"`
	Loss     Loss             `json:"loss"`
	Numbers  map[string]int64 `json:"fileNumbers,omitempty"` // what each series of the box would have issued next
	Findings []string         `json:"findings,omitempty"`    // what was wrong with the records when the backup was made, and was accepted
	Safety   string           `json:"safety"`                // folder of what was there; "" for nothing
}

// keep writes the record into a folder, durably.
func (r Record) keep(dir string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return keyring.WriteFile(filepath.Join(dir, RecordFile), append(text, '\n'))
}

// Left is the record of a restore whose entry is not in the journal yet; false when
// there is none.
func Left(dir string) (Record, bool, error) {
	text, err := os.ReadFile(filepath.Join(dir, RecordFile))
	if errors.Is(err, fs.ErrNotExist) {
		return Record{}, false, nil
	}
	var r Record
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return Record{}, false, fmt.Errorf("what was restored: %w", err)
	}
	return r, true, nil
}

// done takes the record away, once the journal has it.
func done(dir string) error {
	if err := durable.Remove(filepath.Join(dir, RecordFile)); err != nil {
		return err
	}
	return durable.Folder(dir)
}

package backup

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/fault"
)

// Reason why a backup was made.
type Reason string

const (
	Asked   Reason = "asked"   // somebody pressed the button
	Plugged Reason = "plugged" // its stick was plugged in, or the box started
	Due     Reason = "due"     // something new was written down
	Day     Reason = "day"     // the first one after a day ended
)

// Backup is one that was proved when it was made.
type Backup struct {
	ID          string       `json:"id"`
	Number      int64        `json:"number" doc:"1, 2, 3 in the order they were made"`
	PlaceID     string       `json:"placeId"`
	PlaceName   string       `json:"placeName"`
	Reason      Reason       `json:"reason" enum:"asked,plugged,due,day"`
	File        string       `json:"file" doc:"Its name in the folder Karete of the place"`
	Bytes       int64        `json:"bytes"`
	SHA256      string       `json:"sha256"`
	Fingerprint []string     `json:"fingerprint" doc:"The first half of the SHA-256, in eight groups"`
	Words       []string     `json:"words" doc:"Three names that stand for the rest of it"`
	Counts      BackupCounts `json:"counts"`
	Head        []string     `json:"head" doc:"The first half of the hash over the journal in it, in eight groups"`
	Version     string       `json:"version" doc:"Of Karete"`
	MadeAt      time.Time    `json:"madeAt"`
	Doubtful    bool         `json:"doubtful" doc:"The box did not know the time when it was made"`
	ProvedAt    time.Time    `json:"provedAt" doc:"When it was last read back, restored and compared, and all was the same"`
	State       State        `json:"state" enum:"good,bad,thinned,missing" doc:"thinned: removed for newer ones; missing: its file is not on the place any more"`
	FailedAt    *time.Time   `json:"failedAt,omitempty" doc:"When a later proof failed"`
	Failure     Result       `json:"failure,omitempty" enum:"damaged,wrong-key,not-a-backup,findings,place-failing"`

	entries int64
}

// State of a backup, as far as it is known.
type State string

// The states.
const (
	Good    State = "good"
	Bad     State = "bad"
	Thinned State = "thinned"
	Missing State = "missing"
)

// BackupCounts is what stands on the slip; a restore must show the same.
type BackupCounts struct {
	Patients int64 `json:"patients"`
	Visits   int64 `json:"visits"`
	Notes    int64 `json:"notes" doc:"Signed ones"`
	Entries  int64 `json:"entries" doc:"Of the journal"`
	Rows     int64 `json:"rows" doc:"Of all tables together"`
}

func countsOf(tables map[string]int64, entries int64) BackupCounts {
	c := BackupCounts{Patients: tables["patient"], Visits: tables["visit"], Notes: tables["encounter"], Entries: entries}
	for _, n := range tables {
		c.Rows += n
	}
	return c
}

const columns = `SELECT b.id, b.number, b.place_id, p.name, b.reason, b.file, b.bytes, b.sha256, b.entries, b.head, b.counts, b.version, b.made_at,
	b.time_source, b.proved_at, b.failed_at, b.failure, b.gone FROM backup b JOIN backup_place p ON p.id = b.place_id`

func scan(row interface{ Scan(...any) error }) (Backup, error) {
	var b Backup
	var made, proved int64
	var failed sql.NullInt64
	var head, counts, source, gone string
	err := row.Scan(&b.ID, &b.Number, &b.PlaceID, &b.PlaceName, &b.Reason, &b.File, &b.Bytes, &b.SHA256, &b.entries, &head, &counts, &b.Version, &made,
		&source, &proved, &failed, &b.Failure, &gone)
	if errors.Is(err, sql.ErrNoRows) {
		return Backup{}, err
	}
	if err != nil {
		return Backup{}, fmt.Errorf("backup: %w", err)
	}
	var tables map[string]int64
	if err := json.Unmarshal([]byte(counts), &tables); err != nil {
		return Backup{}, fmt.Errorf("backup counts: %w", err)
	}
	b.Counts = countsOf(tables, b.entries)
	b.Fingerprint, b.Words, b.Head = Groups(b.SHA256), CheckWords(b.SHA256), Groups(head)
	b.MadeAt, b.ProvedAt = time.UnixMilli(made).UTC(), time.UnixMilli(proved).UTC()
	b.Doubtful = source == "doubtful"
	b.State = State(cmp.Or(gone, string(Good)))
	if failed.Valid {
		at := time.UnixMilli(failed.Int64).UTC()
		b.FailedAt = &at
		if gone == "" {
			b.State = Bad
		}
	}
	return b, nil
}

// In reads one backup. Errors: not-found.
func In(tx *db.Tx, id string) (Backup, error) {
	b, err := scan(tx.QueryRow(columns+` WHERE b.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Backup{}, fault.New(fault.NotFound)
	}
	return b, err
}

// listIn lists the newest backups that where picks.
func listIn(tx *db.Tx, where string, limit int, args ...any) ([]Backup, error) {
	rows, err := tx.Query(columns+` WHERE `+where+` ORDER BY b.number DESC LIMIT ?`, append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("backups: %w", err)
	}
	defer rows.Close()
	list := []Backup{}
	for rows.Next() {
		b, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

// thereIn lists what should be on a place, the newest first.
func thereIn(tx *db.Tx, placeID string) ([]Backup, error) {
	return listIn(tx, `b.place_id = ? AND b.gone_at IS NULL`, 1000, placeID)
}

// lastGoodIn is the newest backup that is good as far as is known; false when there
// is none. Places that were forgotten do not count: nobody sees to them.
func lastGoodIn(tx *db.Tx, placeID string) (Backup, bool, error) {
	list, err := listIn(tx, `b.gone_at IS NULL AND b.failed_at IS NULL AND p.forgotten_at IS NULL AND ? IN ('', b.place_id)`, 1, placeID)
	if err != nil || len(list) == 0 {
		return Backup{}, false, err
	}
	return list[0], true, nil
}

// mostGone is how many backups that are no more stay in the list.
const mostGone = 200

// forgetGoneIn drops rows of backups that have been gone for long; the journal
// still has them.
func forgetGoneIn(tx *db.Tx) error {
	_, err := tx.Exec(`DELETE FROM backup WHERE gone_at IS NOT NULL AND number < (SELECT max(number) FROM backup) - ?`, mostGone)
	return err
}

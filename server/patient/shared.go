package patient

import (
	"math"

	"karete/db"
)

// shared is a stretch of the journal in which whoever opened one file saw another
// with it: from the entry that joined them to the one that parted them.
type shared struct {
	ID   string `json:"id"`
	From int64  `json:"from"` // seq, inclusive
	To   int64  `json:"to"`   // seq, exclusive
}

// sharedIn are the stretches in which an opening of some file was one of the given
// files' too. Those that are one person's now are shown as one, from their beginning.
// Two that were parted were opened together only while they were joined.
func sharedIn(tx *db.Tx, files Members) ([]shared, error) {
	w := walk{tx: tx, passed: map[string]bool{}}
	for _, id := range files {
		if err := w.from(shared{id, 0, math.MaxInt64}); err != nil {
			return nil, err
		}
	}
	return w.list, nil
}

// Shown is a stretch of the journal in which whoever opened one file saw another with
// it, because the two were joined.
type Shown struct {
	FileID, OpenedID string
	From, To         int64 // seq, from inclusive, to exclusive
}

// ShownWithIn are the files that were seen with any of those that were opened, also
// such as were parted from them since.
func ShownWithIn(tx *db.Tx, openedIDs []string) ([]Shown, error) {
	linked, err := column[string](tx, `SELECT value FROM json_each(?) WHERE value IN (SELECT patient_id FROM patient_link)
		OR value IN (SELECT into_id FROM patient_link)`, asJSON(openedIDs))
	if err != nil {
		return nil, err
	}
	var list []Shown
	for _, id := range linked {
		w := walk{tx: tx, passed: map[string]bool{}}
		if err := w.from(shared{id, 0, math.MaxInt64}); err != nil {
			return nil, err
		}
		for _, s := range w.list[1:] { // the first is the file itself
			list = append(list, Shown{s.ID, id, s.From, s.To})
		}
	}
	return list, nil
}

// walk follows links from file to file, each stretch within the one before it.
type walk struct {
	tx     *db.Tx
	list   []shared
	passed map[string]bool // links on the way here
}

func (w *walk) from(at shared) error {
	w.list = append(w.list, at)
	links, err := linksOf(w.tx, at.ID)
	if err != nil {
		return err
	}
	for _, l := range links {
		next := shared{l.other, max(at.From, l.begun), min(at.To, l.ended)}
		if w.passed[l.id] || next.From >= next.To {
			continue
		}
		w.passed[l.id] = true
		if err := w.from(next); err != nil {
			return err
		}
		delete(w.passed, l.id)
	}
	return nil
}

// link is one joining of a file with another, as the journal has it.
type link struct {
	id, other    string
	begun, ended int64 // seq
}

// linksOf are all joinings of a file, those that were taken back too. The entry that
// took one back is the first such one of the file that was replaced: only then can it
// be joined again.
func linksOf(tx *db.Tx, fileID string) ([]link, error) {
	rows, err := tx.Query(`SELECT l.id, iif(l.patient_id = ?1, l.into_id, l.patient_id), j.seq, coalesce((
			SELECT min(e.seq) + 1 FROM journal e WHERE e.patient_id = l.patient_id AND e.seq > j.seq AND e.action = 'patient.unmerge'), ?2)
		FROM patient_link l JOIN journal j ON j.command_id = l.id WHERE l.patient_id = ?1 OR l.into_id = ?1`, fileID, int64(math.MaxInt64))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []link
	for rows.Next() {
		var l link
		if err := rows.Scan(&l.id, &l.other, &l.begun, &l.ended); err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

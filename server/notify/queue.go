package notify

import (
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
)

// news is a message that should go.
type news struct {
	kind           MessageKind
	patientID      string
	about          string
	day, start     string
	round          int64
	due, expires   time.Time
	asks           bool
	state          MessageState // "": by what is found
	messageID      string       // "": a new one
	restoredBefore bool         // what was due then may have gone out from the box that was lost
}

// slot is what it speaks of.
func (n news) slot() string {
	if n.start == "" {
		return n.day
	}
	return n.day + " " + n.start
}

// knownIn reports that it was queued before.
func knownIn(tx *db.Tx, n news) (known bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM message WHERE kind = ? AND about_id = ? AND slot = ? AND round = ? AND state <> 'over')`,
		n.kind, n.about, n.slot(), n.round).Scan(&known)
	if err != nil {
		return false, fmt.Errorf("message: %w", err)
	}
	return known, nil
}

// queueIn writes a message, or why there is none, inside an act.
func queueIn(tx *act.Tx, s MessageSettings, c clinic, n news) error {
	to, err := whomIn(tx.Tx, n.patientID, n.asks)
	if err != nil {
		return err
	}
	m := row{ID: n.messageID, PatientID: n.patientID, Kind: n.kind, AboutID: n.about, Slot: n.slot(), Round: n.round, Language: to.language, Phone: to.phone,
		State: n.state, Reason: to.reason, Due: n.due, Expires: n.expires, Queued: tx.Now}
	if m.ID == "" {
		m.ID = tx.NewID()
	}
	switch {
	case to.bad:
		m.State = Failed
	case to.reason != "":
		m.State = Withheld
	case n.restoredBefore:
		m.State, m.Reason = Failed, "restored"
	case m.State == "":
		m.State = Waiting
	}
	m.Text, _ = s.said(n.kind, m.Language, c.Facility, n.day, n.start)
	m.Parts = partsOf(m.Text)
	tx.Subject("message", m.ID)
	tx.Changed("message", m.ID)
	return insert(tx.Tx, m)
}

package notify

import (
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/server/patient"
)

// MessageRecord is one message that was to go to a patient, as it is disclosed.
type MessageRecord struct {
	PatientID string       `json:"patientId" doc:"In which of the patient's files"`
	Kind      MessageKind  `json:"kind" enum:"reminder,new-time,cancelled,missed,call-up"`
	Day       string       `json:"day" doc:"Which it speaks of"`
	Start     string       `json:"start,omitempty"`
	Phone     string       `json:"phone"`
	Text      string       `json:"text"`
	State     MessageState `json:"state" enum:"asked,waiting,sending,unsure,sent,delivered,failed,withheld,cancelled,over"`
	Reason    string       `json:"reason"`
	QueuedAt  time.Time    `json:"queuedAt"`
	HandedAt  *time.Time   `json:"handedAt,omitempty" doc:"To whoever carries messages, the last time"`
	Carrier   string       `json:"carrier"`
}

// StopRecord is a time in which one of a patient's numbers was not written to because
// somebody answered STOP from it.
type StopRecord struct {
	Phone   string     `json:"phone"`
	SaidAt  time.Time  `json:"saidAt"`
	EndedAt *time.Time `json:"endedAt,omitempty"`
}

// RecordsIn lists every message there ever was to a person, oldest first.
func RecordsIn(tx *db.Tx, files patient.Members) ([]MessageRecord, error) {
	rows, err := rowsIn(tx, `WHERE m.patient_id IN (SELECT value FROM json_each(?)) ORDER BY m.queued_at, m.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	list := make([]MessageRecord, len(rows))
	for i, m := range rows {
		day, start, _ := strings.Cut(m.Slot, " ")
		list[i] = MessageRecord{m.PatientID, m.Kind, day, start, m.Phone, m.Text, m.State, m.Reason, m.Queued, nil, m.Carrier}
		if !m.Handed.IsZero() {
			list[i].HandedAt = &rows[i].Handed
		}
	}
	return list, nil
}

// StopsIn lists each STOP from a number that a patient has now, oldest first.
func StopsIn(tx *db.Tx, phones []patient.Phone) ([]StopRecord, error) {
	list := []StopRecord{}
	for _, p := range phones {
		rows, err := tx.Query(`SELECT said_at, ended_at FROM message_stop WHERE phone = ? ORDER BY said_at, id`, p.Number)
		if err != nil {
			return nil, fmt.Errorf("message stops: %w", err)
		}
		for rows.Next() {
			var said int64
			var ended *int64
			if err := rows.Scan(&said, &ended); err != nil {
				rows.Close()
				return nil, fmt.Errorf("message stops: %w", err)
			}
			s := StopRecord{Phone: p.Number, SaidAt: moment(said)}
			if ended != nil {
				at := moment(*ended)
				s.EndedAt = &at
			}
			list = append(list, s)
		}
		if err := rows.Err(); err != nil {
			return nil, fmt.Errorf("message stops: %w", err)
		}
		rows.Close()
	}
	return list, nil
}

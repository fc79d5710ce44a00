package encounter

import (
	"context"
	"encoding/json"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/visit"
)

// maxDraft is what a draft may hold; the screens' fields add up to far less.
const maxDraft = 48 << 10

// Draft is an unsigned encounter as its author left it. Content is the screen's
// own shape: the server keeps it and does not read it.
type Draft struct {
	VisitID   string          `json:"visitId"`
	PatientID string          `json:"patientId"`
	Kind      Kind            `json:"kind" enum:"triage,consultation"`
	Content   json.RawMessage `json:"content"`
	SavedAt   time.Time       `json:"savedAt"`
}

// SaveDraft is what a screen sends every few seconds.
type SaveDraft struct {
	PatientID string         `json:"patientId" format:"uuid"`
	Content   map[string]any `json:"content"`
}

// SaveDraft keeps the author's draft of an open visit. It is no part of the
// record, so it is not journalled; sent twice, the last one stays. Faults:
// mismatch, not-found, wrong-state when the visit is closed, too-large.
func (r *Room) SaveDraft(ctx context.Context, a access.Actor, visitID string, kind Kind, in SaveDraft) (Draft, error) {
	if _, err := r.gate.Allow(ctx, a, "draft.save"); err != nil {
		return Draft{}, err
	}
	content, err := json.Marshal(in.Content)
	if err != nil {
		return Draft{}, err
	}
	if len(content) > maxDraft {
		return Draft{}, fault.New(fault.TooLarge)
	}
	out := Draft{VisitID: visitID, PatientID: in.PatientID, Kind: kind, Content: content}
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		v, err := visit.ReadIn(tx, visitID)
		switch {
		case err != nil:
			return err
		case v.PatientID != in.PatientID:
			return fault.New(fault.Mismatch)
		case !v.Status.Open():
			return fault.New(fault.WrongState).With("status", v.Status)
		}
		out.SavedAt = tx.Now
		_, err = tx.Exec(`INSERT INTO draft (author_id, visit_id, kind, patient_id, content, saved_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (author_id, visit_id, kind) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
			a.ID, visitID, kind, in.PatientID, string(content), tx.Now.UnixMilli())
		return err
	})
	return out, err
}

// ReadDraft is the author's own draft; nobody else's can be asked for. Fault
// not-found when there is none.
func (r *Room) ReadDraft(ctx context.Context, a access.Actor, visitID string, kind Kind) (Draft, error) {
	return act.Peek(ctx, r.gate, a, "draft.read", func(tx *db.Tx) (Draft, error) {
		list, err := drafts(tx, a.ID)
		if err != nil {
			return Draft{}, err
		}
		for _, d := range list {
			if d.VisitID == visitID && d.Kind == kind {
				return d, nil
			}
		}
		return Draft{}, fault.New(fault.NotFound)
	})
}

// ListDrafts is what the author has not finished, newest first.
func (r *Room) ListDrafts(ctx context.Context, a access.Actor) ([]Draft, error) {
	return act.Peek(ctx, r.gate, a, "draft.list", func(tx *db.Tx) ([]Draft, error) { return drafts(tx, a.ID) })
}

// DiscardDraft forgets it; there being none is no fault.
func (r *Room) DiscardDraft(ctx context.Context, a access.Actor, visitID string, kind Kind) error {
	if _, err := r.gate.Allow(ctx, a, "draft.discard"); err != nil {
		return err
	}
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error { return discard(tx, a.ID, visitID, kind) })
}

func discard(tx *db.Tx, authorID, visitID string, kind Kind) error {
	_, err := tx.Exec(`DELETE FROM draft WHERE author_id = ? AND visit_id = ? AND kind = ?`, authorID, visitID, kind)
	return err
}

func drafts(tx *db.Tx, authorID string) ([]Draft, error) {
	rows, err := tx.Query(`SELECT visit_id, patient_id, kind, content, saved_at FROM draft WHERE author_id = ? ORDER BY saved_at DESC`, authorID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Draft{}
	for rows.Next() {
		var d Draft
		var content string
		var saved int64
		if err := rows.Scan(&d.VisitID, &d.PatientID, &d.Kind, &content, &saved); err != nil {
			return nil, err
		}
		d.Content, d.SavedAt = json.RawMessage(content), time.UnixMilli(saved).UTC()
		list = append(list, d)
	}
	return list, rows.Err()
}

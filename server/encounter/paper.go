package encounter

import (
	"fmt"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/visit"
)

// Paper is a consultation that somebody wrote on paper and another may have keyed
// in. It is the author's, who signed the paper; the journal says who keyed it in.
type Paper struct {
	ID       string // must name the command, because the journal orders encounters by it
	AuthorID string
	Role     access.Role // of the author
	At       time.Time   // when it happened, by the paper
	Note     Note
}

// PaperIn writes it as a signed encounter of a visit that was on the same paper:
// it occurred then and is signed now. at stands before the names of the note's
// broken fields. Faults: invalid.
func PaperIn(tx *act.Tx, v visit.Visit, p Paper, at string) error {
	if err := p.Note.check(at, v.Day); err != nil {
		return err
	}
	row := record{id: p.ID, patientID: v.PatientID, visitID: v.ID, day: v.Day, kind: KindConsultation, departmentID: v.DepartmentID,
		occurredAt: p.At, authorID: p.AuthorID, role: p.Role, note: &p.Note}
	if err := row.insert(tx); err != nil {
		return fmt.Errorf("on paper: %w", err)
	}
	return nil
}

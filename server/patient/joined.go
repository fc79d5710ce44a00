package patient

import (
	"slices"

	"karete/db"
)

// standsFor says of a file that another one stands for it.
func (p *Patient) standsFor(tx *db.Tx, currentID string) error {
	s, err := SummaryIn(tx, currentID)
	p.ReplacedBy = &StandingFile{currentID, s.DisplayName, s.FileNumber}
	return err
}

// join adds what the other files of a person say, each as its own: nothing of it is
// taken over, so that it can be told apart and parted again. A number to find the
// paper by and a photo are taken from them where the one that stands has none.
func (p *Patient) join(tx *db.Tx, members Members) error {
	for _, id := range members[1:] {
		f, err := fileIn(tx, id)
		if err != nil {
			return err
		}
		j := JoinedFile{ID: id, DisplayName: f.DisplayName, OtherNames: f.OtherNames, Sex: f.Sex, BirthDate: f.BirthDate,
			BirthPrecision: f.BirthPrecision, Age: f.Age, Village: f.Village, NextOfKin: f.NextOfKin, DeceasedOn: f.DeceasedOn, FileNumber: f.FileNumber,
			Phones: f.Phones, Identifiers: f.Identifiers, Cards: f.Cards}
		var at int64
		if err := tx.QueryRow(`SELECT l.into_id, l.linked_at, s.display_name, l.reason FROM patient_link l JOIN staff s ON s.id = l.linked_by
			WHERE l.patient_id = ? AND l.ended_at IS NULL`, id).Scan(&j.IntoID, &at, &j.LinkedBy, &j.Reason); err != nil {
			return err
		}
		j.LinkedAt = moment(at)
		p.Joined = append(p.Joined, j)
		if p.Photo == nil {
			p.Photo = f.Photo
		}
	}
	if p.FileNumber != "" {
		return nil
	}
	var err error
	_, p.FileNumber, err = ofAll(tx, members)
	return err
}

// completeIn adds to a list what the other files of its people say: when they were
// last here, and a number to find the paper by.
func completeIn(tx *db.Tx, list []PatientSummary) error {
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	standing, err := column[string](tx, `SELECT DISTINCT l.into_id FROM json_each(?) wanted CROSS JOIN patient_link l ON l.into_id = wanted.value
		WHERE l.ended_at IS NULL`, asJSON(ids))
	if err != nil || len(standing) == 0 {
		return err
	}
	for i := range list {
		if !slices.Contains(standing, list[i].ID) {
			continue
		}
		members, err := MembersIn(tx, list[i].ID)
		if err != nil {
			return err
		}
		day, number, err := ofAll(tx, members)
		if err != nil {
			return err
		}
		list[i].LastVisitDay = day
		if list[i].FileNumber == "" {
			list[i].FileNumber = number
		}
	}
	return nil
}

// ofAll is when a person was last here and their newest file number, whichever of
// the files it is in.
func ofAll(tx *db.Tx, members Members) (lastVisitDay, fileNumber string, err error) {
	const all = `IN (SELECT value FROM json_each(?1))`
	err = tx.QueryRow(`SELECT coalesce((SELECT max(day) FROM visit WHERE patient_id `+all+` AND status <> 'cancelled'), ''),
		coalesce((`+fileNumberOf+all+newestFirst+`), '')`, members.JSON()).Scan(&lastVisitDay, &fileNumber)
	return lastVisitDay, fileNumber, err
}

package patient

import (
	"slices"

	"karete/db"
	"karete/server/act"
)

// oneOfTheirs says that a file is the patient's, or was joined with theirs: numbers,
// papers and people of both are handled from the one page that is shown. Fault:
// not-found.
func oneOfTheirs(tx *db.Tx, patientID, fileID string) error {
	theirs, err := MembersIn(tx, patientID)
	if err == nil && !slices.Contains(theirs, fileID) {
		return notFound()
	}
	return err
}

// others adds to what a file says who belongs to its person, and whom else its phones
// reach.
func (p *Patient) others(tx *db.Tx) (err error) {
	if p.Relations, err = relations(tx, p.ID); err != nil {
		return err
	}
	return alsoOf(tx, p.ID, p.Phones)
}

// shown are the people to whom files belong, by the file's id: whoever stands for
// them now.
func shown(tx *db.Tx, fileIDs []string) (map[string]PatientSummary, error) {
	current := make(map[string]string, len(fileIDs))
	for _, id := range fileIDs {
		current[id] = id
	}
	replaced, err := column[string](tx, `SELECT l.patient_id FROM json_each(?) wanted CROSS JOIN patient_link l ON l.patient_id = wanted.value
		WHERE l.ended_at IS NULL`, asJSON(fileIDs))
	if err != nil {
		return nil, err
	}
	for _, id := range replaced {
		if current[id], err = CurrentIn(tx, id); err != nil {
			return nil, err
		}
	}
	wanted := make([]string, 0, len(current))
	for _, id := range current {
		wanted = append(wanted, id)
	}
	list, err := SummariesIn(tx, wanted)
	if err != nil {
		return nil, err
	}
	people := make(map[string]PatientSummary, len(current))
	for id, standing := range current {
		if at := slices.IndexFunc(list, func(s PatientSummary) bool { return s.ID == standing }); at >= 0 {
			people[id] = list[at]
		}
	}
	return people, nil
}

// withdrawNumbers frees the numbers of somebody who is taken back with an import.
func withdrawNumbers(tx *act.Tx, patientID string) error {
	numbers, err := column[string](tx.Tx, "SELECT id FROM identifier WHERE patient_id = ? AND status <> 'withdrawn' ORDER BY id", patientID)
	for _, id := range numbers {
		tx.Changed("identifier", id)
	}
	if err != nil || len(numbers) == 0 {
		return err
	}
	_, err = tx.Exec("UPDATE identifier SET status = 'withdrawn' WHERE patient_id = ? AND status <> 'withdrawn'", patientID)
	return err
}

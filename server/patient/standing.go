package patient

import (
	"slices"

	"karete/db"
)

// StandingIn lists the people to whom files belong, in their order: in the place of
// each file the one that stands for it now, each once and where the first of them
// stood, with the file it was found by when it was not found itself. Those taken back
// with an import, and ids that are nobody's, are left out.
func StandingIn(tx *db.Tx, fileIDs []string) ([]PatientSummary, error) {
	return people(tx, byID, asJSON(fileIDs))
}

// How files are named: by their ids, or by their numbers inside this box.
const (
	byID  = "p.id = wanted.value"
	byNum = "p.num = wanted.value"
)

func people(tx *db.Tx, named, files string) ([]PatientSummary, error) {
	list, err := standing(tx, named, files)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	var others []string
	for i, f := range list {
		ids[i] = f.id
		if f.by != "" {
			others = append(others, f.by)
		}
	}
	people, err := SummariesIn(tx, ids)
	if err != nil || len(others) == 0 {
		return people, err
	}
	former, err := SummariesIn(tx, others)
	if err != nil {
		return nil, err
	}
	for i, f := range list { // SummariesIn leaves nobody of them out: they were just read
		for _, o := range former {
			if o.ID == f.by {
				people[i].FoundBy = &FormerFile{o.DisplayName, o.FileNumber}
			}
		}
	}
	return people, nil
}

// found is a person whom a list is to show, and the file by which they were found
// when that is another one.
type found struct{ id, by string }

func standing(tx *db.Tx, named, files string) ([]found, error) {
	rows, err := tx.Query(`SELECT p.id, EXISTS (SELECT 1 FROM patient_link l WHERE l.patient_id = p.id AND l.ended_at IS NULL)
		FROM json_each(?) wanted CROSS JOIN patient p ON `+named+` WHERE p.active = 1 ORDER BY wanted.key`, files)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []found
	var replaced []int
	for rows.Next() {
		var f found
		var linked bool
		if err := rows.Scan(&f.id, &linked); err != nil {
			return nil, err
		}
		if linked {
			replaced = append(replaced, len(list))
		}
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, i := range replaced {
		current, err := CurrentIn(tx, list[i].id)
		if err != nil {
			return nil, err
		}
		list[i] = found{id: current, by: list[i].id}
	}
	return once(list), nil
}

// once keeps each person's first place. Who was found by the file that is shown needs
// no word about another.
func once(list []found) []found {
	var kept []found
	for _, f := range list {
		at := slices.IndexFunc(kept, func(k found) bool { return k.id == f.id })
		switch {
		case at < 0:
			kept = append(kept, f)
		case f.by == "":
			kept[at].by = ""
		}
	}
	return kept
}

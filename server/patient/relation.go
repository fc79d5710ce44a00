package patient

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// RelationKind is what somebody is to a patient.
type RelationKind string

// The kinds. The first eight are written down; child, ward and grandchild are how
// some of them read from the other's side.
const (
	Mother      RelationKind = "mother"
	Father      RelationKind = "father"
	Parent      RelationKind = "parent"
	Guardian    RelationKind = "guardian"
	Grandparent RelationKind = "grandparent"
	Spouse      RelationKind = "spouse"
	Sibling     RelationKind = "sibling"
	Kin         RelationKind = "kin"

	Child      RelationKind = "child"
	Ward       RelationKind = "ward"
	Grandchild RelationKind = "grandchild"
)

// fromOther is what the patient is to the other when that one is their mother.
var fromOther = map[RelationKind]RelationKind{
	Mother: Child, Father: Child, Parent: Child, Guardian: Ward, Grandparent: Grandchild, Spouse: Spouse, Sibling: Sibling, Kin: Kin,
}

// turned are the kinds that are written down from the other's side.
var turned = map[RelationKind]RelationKind{Child: Parent, Ward: Guardian, Grandchild: Grandparent}

// PatientRelation is somebody who is a patient too and belongs to this one.
type PatientRelation struct {
	ID      string         `json:"id"`
	Kind    RelationKind   `json:"kind" enum:"mother,father,parent,guardian,grandparent,spouse,sibling,kin,child,ward,grandchild" doc:"What they are to the patient"`
	Patient PatientSummary `json:"patient"`
}

// Relate says that another patient belongs to this one. ID names the command and is
// the relation's id.
type Relate struct {
	ID      string       `json:"id" format:"uuid"`
	OtherID string       `json:"otherId" format:"uuid"`
	Kind    RelationKind `json:"kind" enum:"mother,father,parent,guardian,grandparent,spouse,sibling,kin,child,ward,grandchild" doc:"What the other is to the patient"`
}

// Unrelate ends a relation.
type Unrelate struct {
	ID     string `json:"id" format:"uuid"`
	Reason string `json:"reason" enum:"mistake,changed" doc:"It was never true, or is no longer"`
}

// Relate answers with the patient. Faults: not-found for the patient; invalid about
// otherId when that is nobody, the patient, or related already, and about kind when
// there is a mother already; replaced.
func (r *Room) Relate(ctx context.Context, who access.Actor, patientID string, in Relate) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.relate", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		if err := StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		return relateIn(tx, in.ID, patientID, in.OtherID, in.Kind)
	}, ReadIn)
}

// MotherIn says inside another act who the mother of a newborn is. It copies
// nothing. Faults: invalid, about motherId.
func MotherIn(tx *act.Tx, babyID, motherID string) error {
	err := relateIn(tx, tx.NewID(), babyID, motherID, Mother)
	if fault.Is(err, fault.Invalid) {
		return fault.Field("motherId", fault.Of(err).Fields[0].Code)
	}
	return err
}

func relateIn(tx *act.Tx, relationID, patientID, otherID string, kind RelationKind) error {
	if patientID == otherID {
		return fault.Field("otherId", "not-allowed")
	}
	var sex Sex
	err := tx.QueryRow("SELECT sex FROM patient WHERE id = ?", patientID).Scan(&sex)
	if err != nil {
		return err
	}
	switch err := StandsIn(tx.Tx, otherID); {
	case fault.Is(err, fault.NotFound):
		return fault.Field("otherId", "unknown")
	case fault.Is(err, fault.Replaced): // whoever picked them sees an old list
		if otherID, err = CurrentIn(tx.Tx, otherID); err != nil {
			return err
		}
		return relateIn(tx, relationID, patientID, otherID, kind)
	case err != nil:
		return err
	}
	if back, ok := turned[kind]; ok {
		if kind == Child { // what the patient is to their child
			back = map[Sex]RelationKind{Female: Mother, Male: Father, Other: Parent, Unknown: Parent}[sex]
		}
		patientID, otherID, kind = otherID, patientID, back
	} else if _, ok := fromOther[kind]; !ok {
		return fault.Field("kind", "not-one-of")
	}
	if err := unrelatedIn(tx.Tx, patientID, otherID, kind); err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO patient_relation (id, patient_id, other_id, kind, made_at, made_by, end_reason) VALUES (?, ?, ?, ?, ?, ?, '')`,
		relationID, patientID, otherID, kind, tx.Now.UnixMilli(), tx.Actor.ID)
	if err != nil {
		return err
	}
	tx.Changed("patient_relation", relationID)
	return nil
}

// unrelatedIn says before the schema does, and in words, that the two are related
// already or that there is a mother, in whichever of their files it was said.
func unrelatedIn(tx *db.Tx, patientID, otherID string, kind RelationKind) error {
	mine, err := MembersIn(tx, patientID)
	if err != nil {
		return err
	}
	theirs, err := MembersIn(tx, otherID)
	if err != nil {
		return err
	}
	var related, mother bool
	err = tx.QueryRow(`WITH mine AS (SELECT value AS id FROM json_each(?1)), theirs AS (SELECT value AS id FROM json_each(?2)),
			standing AS (SELECT * FROM patient_relation WHERE ended_at IS NULL AND (patient_id IN mine OR other_id IN mine))
		SELECT EXISTS (SELECT 1 FROM standing WHERE patient_id IN mine AND other_id IN theirs OR patient_id IN theirs AND other_id IN mine),
			EXISTS (SELECT 1 FROM standing WHERE patient_id IN mine AND kind = 'mother')`, mine.JSON(), theirs.JSON()).Scan(&related, &mother)
	switch {
	case err != nil:
		return err
	case related:
		return fault.Field("otherId", "duplicate")
	case mother && kind == Mother:
		return fault.Field("kind", "duplicate")
	}
	return nil
}

// Unrelate ends a relation from either side, and answers with the patient. Faults:
// not-found; wrong-state when it ended before; invalid.
func (r *Room) Unrelate(ctx context.Context, who access.Actor, patientID, relationID string, in Unrelate) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.unrelate", PatientID: patientID, Body: struct {
		Relation string
		Unrelate
	}{relationID, in}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		return unrelate(tx, patientID, relationID, in.Reason)
	}, ReadIn)
}

func unrelate(tx *act.Tx, patientID, relationID, reason string) error {
	if reason != "mistake" && reason != "changed" {
		return fault.Field("reason", "not-one-of")
	}
	var one, other string
	var ended sql.NullInt64
	err := tx.QueryRow("SELECT patient_id, other_id, ended_at FROM patient_relation WHERE id = ?", relationID).Scan(&one, &other, &ended)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound()
	}
	if err != nil {
		return err
	}
	if err := oneOfTheirs(tx.Tx, patientID, one); fault.Is(err, fault.NotFound) {
		err = oneOfTheirs(tx.Tx, patientID, other)
		if err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if ended.Valid {
		return fault.New(fault.WrongState)
	}
	_, err = tx.Exec("UPDATE patient_relation SET ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ?", tx.Now.UnixMilli(), tx.Actor.ID, reason, relationID)
	if err != nil {
		return err
	}
	tx.Changed("patient_relation", relationID)
	return nil
}

// relations lists who belongs to a patient now, oldest said first; nil when nobody
// does.
func relations(tx *db.Tx, patientID string) ([]PatientRelation, error) {
	theirs, err := MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT r.id, r.kind, r.patient_id, r.other_id, mine.value = r.patient_id
		FROM json_each(?) mine JOIN patient_relation r ON mine.value IN (r.patient_id, r.other_id)
		WHERE r.ended_at IS NULL ORDER BY r.num`, theirs.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []PatientRelation
	var others []string
	for rows.Next() {
		var r PatientRelation
		var one, other string
		var straight bool
		if err := rows.Scan(&r.ID, &r.Kind, &one, &other, &straight); err != nil {
			return nil, err
		}
		if !straight {
			r.Kind, other = fromOther[r.Kind], one
		}
		if slices.Contains(theirs, other) {
			continue // two files that turned out to be one person's
		}
		list, others = append(list, r), append(others, other)
	}
	if err := rows.Err(); err != nil || len(list) == 0 {
		return nil, err
	}
	people, err := shown(tx, others)
	for n := range list {
		list[n].Patient = people[others[n]]
	}
	return list, err
}

// RelationLine is what was ever said about who belongs to a patient.
type RelationLine struct {
	Kind      RelationKind `json:"kind" enum:"mother,father,parent,guardian,grandparent,spouse,sibling,kin,child,ward,grandchild"`
	Name      string       `json:"name" doc:"Of the other"`
	MadeAt    time.Time    `json:"madeAt"`
	MadeBy    string       `json:"madeBy" doc:"Display name"`
	EndedAt   *time.Time   `json:"endedAt,omitempty"`
	EndedBy   string       `json:"endedBy,omitempty" doc:"Display name"`
	EndReason string       `json:"endReason,omitempty" enum:"mistake,changed"`
}

// RelationLinesIn is all of it, oldest first, with nothing of the others but their
// names.
func RelationLinesIn(tx *db.Tx, patientID string) ([]RelationLine, error) {
	theirs, err := MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT r.kind, r.patient_id = mine.value, o.given_names, o.family_name, r.made_at, coalesce(ms.display_name, mp.name, ''),
			r.ended_at, coalesce(es.display_name, ep.name, ''), r.end_reason
		FROM json_each(?) mine JOIN patient_relation r ON mine.value IN (r.patient_id, r.other_id)
		JOIN patient o ON o.id = iif(r.patient_id = mine.value, r.other_id, r.patient_id)
		LEFT JOIN staff ms ON ms.id = r.made_by LEFT JOIN program mp ON mp.id = r.made_by
		LEFT JOIN staff es ON es.id = r.ended_by LEFT JOIN program ep ON ep.id = r.ended_by
		ORDER BY r.num, mine.key`, theirs.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []RelationLine{}
	for rows.Next() {
		var l RelationLine
		var straight bool
		var given, family string
		var made int64
		var ended sql.NullInt64
		if err := rows.Scan(&l.Kind, &straight, &given, &family, &made, &l.MadeBy, &ended, &l.EndedBy, &l.EndReason); err != nil {
			return nil, err
		}
		if !straight {
			l.Kind = fromOther[l.Kind]
		}
		l.Name, l.MadeAt, l.EndedAt = DisplayName(given, family), moment(made), maybe(ended)
		list = append(list, l)
	}
	return list, rows.Err()
}

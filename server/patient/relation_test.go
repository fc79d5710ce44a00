package patient_test

import (
	"fmt"
	"strings"
	"testing"

	"karete/db"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func (d *desk) relate(patientID, otherID string, kind patient.RelationKind) (patient.Patient, error) {
	return d.Patients.Relate(d.t.Context(), visittest.Nurse, patientID, patient.Relate{ID: id.New(), OtherID: otherID, Kind: kind})
}

func (d *desk) read(patientID string) patient.Patient {
	d.t.Helper()
	p, err := d.Patients.Read(d.t.Context(), visittest.Nurse, patientID)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func related(p patient.Patient) string {
	var list []string
	for _, r := range p.Relations {
		list = append(list, fmt.Sprint(r.Kind, " ", r.Patient.DisplayName))
	}
	return strings.Join(list, ", ")
}

func TestFamily(t *testing.T) {
	t.Parallel()
	d := open(t)
	mother, baby, twin := d.named("Lineo", "Tau"), d.named("Thabo", "Tau"), d.named("Thato", "Tau")
	father := person("Pule", "Tau")
	father.Sex = patient.Male
	man := d.registered(father)
	for _, c := range []struct {
		of, other string
		kind      patient.RelationKind
	}{{baby.ID, mother.ID, patient.Mother}, {mother.ID, twin.ID, patient.Child}, {man.ID, baby.ID, patient.Child}, {mother.ID, man.ID, patient.Spouse}, {twin.ID, baby.ID, patient.Sibling}} {
		if _, err := d.relate(c.of, c.other, c.kind); err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
	}
	for of, want := range map[string]string{
		mother.ID: "child Thabo Tau, child Thato Tau, spouse Pule Tau", baby.ID: "mother Lineo Tau, father Pule Tau, sibling Thato Tau",
		twin.ID: "mother Lineo Tau, sibling Thabo Tau", man.ID: "child Thabo Tau, spouse Lineo Tau",
	} {
		if got := related(d.read(of)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}

	_, err := d.relate(baby.ID, man.ID, patient.Kin) // from either side, they are something already
	broken(t, err, "otherId", "duplicate")
	_, err = d.relate(man.ID, baby.ID, patient.Kin)
	broken(t, err, "otherId", "duplicate")
	second := d.named("Palesa", "Tau")
	_, err = d.relate(baby.ID, second.ID, patient.Mother)
	broken(t, err, "kind", "duplicate")
	_, err = d.relate(second.ID, baby.ID, patient.Child)
	broken(t, err, "kind", "duplicate")
	_, err = d.relate(baby.ID, baby.ID, patient.Sibling)
	broken(t, err, "otherId", "not-allowed")
	_, err = d.relate(baby.ID, id.New(), patient.Sibling)
	broken(t, err, "otherId", "unknown")
	_, err = d.relate(baby.ID, second.ID, "friend")
	broken(t, err, "kind", "not-one-of")
	_, err = d.relate(id.New(), baby.ID, patient.Sibling)
	refused(t, err, fault.NotFound)

	end := func(patientID, relationID, reason string) (patient.Patient, error) {
		return d.Patients.Unrelate(t.Context(), visittest.Clerk, patientID, relationID, patient.Unrelate{ID: id.New(), Reason: reason})
	}
	birth := d.read(baby.ID).Relations[0].ID
	_, err = end(second.ID, birth, "mistake")
	refused(t, err, fault.NotFound)
	_, err = end(baby.ID, id.New(), "mistake")
	refused(t, err, fault.NotFound)
	_, err = end(baby.ID, birth, "tired")
	broken(t, err, "reason", "not-one-of")
	p, err := end(mother.ID, birth, "mistake") // from the other's side
	if err != nil || related(p) != "child Thato Tau, spouse Pule Tau" {
		t.Errorf("%s, %v", related(p), err)
	}
	_, err = end(baby.ID, birth, "mistake")
	refused(t, err, fault.WrongState)
	if _, err := d.relate(baby.ID, second.ID, patient.Mother); err != nil {
		t.Errorf("the mother she has: %v", err)
	}

	var lines []patient.RelationLine
	if err := d.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		lines, err = patient.RelationLinesIn(tx, baby.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 4 || lines[0].Name != "Lineo Tau" || lines[0].EndReason != "mistake" || lines[0].EndedBy != visittest.Clerk.Name ||
		lines[0].MadeBy != visittest.Nurse.Name || lines[1].Kind != patient.Father || lines[3].EndedAt != nil {
		t.Errorf("%+v", lines)
	}
	for _, query := range []string{
		`DELETE FROM patient_relation`, `UPDATE patient_relation SET ended_at = NULL, ended_by = NULL, end_reason = ''`, `UPDATE patient_relation SET kind = 'kin'`,
		`INSERT INTO patient_relation (id, patient_id, other_id, kind, made_at, made_by, end_reason) VALUES ('x', '` + man.ID + `', '` + baby.ID + `', 'kin', 1, '', '')`,
		`INSERT OR REPLACE INTO patient_relation (id, patient_id, other_id, kind, made_at, made_by, end_reason) VALUES ('x', '` + twin.ID + `', '` + man.ID + `', 'mother', 1, '', '')`,
	} {
		if err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(query)
			return err
		}); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

// A phone in a household reaches others too; how many, not who.
func TestSharedPhones(t *testing.T) {
	t.Parallel()
	d := open(t)
	with := func(name string, phones ...string) patient.Patient {
		in := person(name, "Tau")
		for _, number := range phones {
			in.Phones = append(in.Phones, patient.NewPhone{Number: number})
		}
		return d.registered(in)
	}
	first := with("Neo", "5812 4471", "4471", "082 123 4567")
	with("Pule", "+266 58124471")
	with("Thabo", "58124471", "6300 1122")
	with("Palesa", "27821234567", "2658 4471")
	got := d.read(first.ID).Phones
	if got[0].AlsoOf != 2 || got[1].AlsoOf != 0 || got[2].AlsoOf != 1 {
		t.Errorf("%+v", got)
	}
}

// Family and paper files follow a file that is joined with another, and part with it.
func TestFamilyAndFilesOfJoinedFiles(t *testing.T) {
	t.Parallel()
	d := open(t)
	baby, mother, standing := d.named("Thabo", "Tau"), d.withFile("Lineo", "0012/19"), d.named("Palesa", "Sello")
	if _, err := d.relate(baby.ID, mother.ID, patient.Mother); err != nil {
		t.Fatal(err)
	}
	before := d.read(mother.ID)
	if _, err := d.Patients.Merge(t.Context(), visittest.Admin, mother.ID, patient.Merge{ID: id.New(), IntoID: standing.ID}); err != nil {
		t.Fatal(err)
	}
	if got := related(d.read(baby.ID)); got != "mother Palesa Sello" {
		t.Error(got)
	}
	if got := related(d.read(standing.ID)); got != "child Thabo Tau" {
		t.Error(got)
	}
	_, err := d.relate(standing.ID, baby.ID, patient.Kin)
	broken(t, err, "otherId", "duplicate")
	_, err = d.relate(baby.ID, mother.ID, patient.Kin) // picked from an old list
	broken(t, err, "otherId", "duplicate")
	_, err = d.relate(mother.ID, baby.ID, patient.Kin)
	refused(t, err, fault.Replaced)
	log := patient.LogFile{ID: id.New(), Kind: patient.FileMissing}
	if _, err := d.Patients.LogFile(t.Context(), visittest.Clerk, standing.ID, mother.Identifiers[0].ID, log); err != nil {
		t.Error(err)
	}
	if l := d.ledger(patient.LedgerQuery{}); l.Lines[0].Patient.ID != standing.ID || l.Lines[0].State != patient.FileLost {
		t.Errorf("%+v", l.Lines)
	}
	if _, err := d.Patients.Unmerge(t.Context(), visittest.Admin, mother.ID, patient.Unmerge{ID: id.New(), Reason: "two people"}); err != nil {
		t.Fatal(err)
	}
	after := d.read(mother.ID)
	if related(after) != related(before) || related(d.read(standing.ID)) != "" || after.Identifiers[0].File.State != patient.FileMissing {
		t.Errorf("%+v", after)
	}
}

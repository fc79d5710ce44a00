package patient_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/act"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/match"
	"karete/server/visit/visittest"
)

// matches is the index of who may be whom, as text.
func (d *desk) matches() (list []string) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(`SELECT 'key ' || hash || ' ' || num FROM match_key
			UNION ALL SELECT kind || ' ' || token || ' ' || n FROM match_count ORDER BY 1`)
		if err != nil {
			return err
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			list = append(list, line)
		}
		return rows.Err()
	}); err != nil {
		d.t.Fatal(err)
	}
	return list
}

func (d *desk) exec(query string, args ...any) {
	d.t.Helper()
	if err := d.DB.Write(d.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) build() {
	d.t.Helper()
	if err := d.Patients.BuildIndex(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// older makes the clinic one whose people were registered by a program that kept no
// such index.
func (d *desk) older() {
	d.t.Helper()
	for _, query := range []string{"DELETE FROM match_key", "DELETE FROM match_count", "UPDATE match_index SET done = 0, last = (SELECT max(num) FROM patient)"} {
		d.exec(query)
	}
}

// lived lets people come, be put right, get numbers and go.
func (d *desk) lived() {
	d.t.Helper()
	for n := range 12 {
		in := mosa()
		in.ID, in.Identifiers = id.New(), nil
		in.GivenNames, in.BirthDate = []string{"Lineo", "Tsiane", "Neo Lineo"}[n%3], fmt.Sprintf("19%02d-03-04", 50+n)
		in.FamilyName = []string{"Tsiane", "Tau", "Mokoena", "Moea"}[n%4]
		p := d.registered(in)
		if n%2 == 0 {
			c := correction("Palesa", []string{"Tau", "Letsie"}[n%4/2])
			c.OtherNames, c.Village, c.Phones = []string{in.FamilyName}, []string{"Roma", ""}[n%4/2], []patient.NewPhone{{Number: fmt.Sprintf("6200 11%02d", n)}}
			if _, err := d.Patients.Update(d.t.Context(), visittest.Clerk, p.ID, p.Version, c); err != nil {
				d.t.Fatal(err)
			}
		}
		if n%3 == 0 {
			number := patient.Identify{ID: id.New(), System: patient.SystemPassport, Value: fmt.Sprintf("RC%06d", n)}
			if _, err := d.Patients.Identify(d.t.Context(), visittest.Clerk, p.ID, number); err != nil {
				d.t.Fatal(err)
			}
			if n%2 == 0 {
				if _, err := d.Patients.Identify(d.t.Context(), visittest.Clerk, p.ID, patient.Identify{ID: id.New(), Retire: number.ID}); err != nil {
					d.t.Fatal(err)
				}
			}
		}
		if n == 7 {
			d.Seed(func(tx *act.Tx) error {
				tx.Subject("patient", p.ID)
				return patient.WithdrawIn(tx, p.ID)
			})
		}
	}
}

// What is kept day by day is what would be written anew.
func TestTheIndexIsKept(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.lived()
	kept := d.matches()
	if len(kept) < 60 {
		t.Fatalf("%d lines: %q", len(kept), kept)
	}
	d.exec("UPDATE match_index SET rules = 0") // as an older program wrote it
	d.build()
	if diff := cmp.Diff(kept, d.matches()); diff != "" {
		t.Errorf("kept and written anew differ (- kept):\n%s", diff)
	}
}

func TestAnOlderClinicsIndexIsBuilt(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Seed(func(tx *act.Tx) error { // more than are put in at a time
		tx.Subject("nothing", "x")
		for n := range 230 {
			key := fmt.Sprintf("0190e000-0000-7000-8000-%012d", n)
			tx.Changed("patient", key)
			if _, err := tx.Exec(`INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village, district, chief,
				next_of_kin, language, consent, registered_at, version) VALUES (?, 'Thabo', 'Tau', '[]', 'male', ?, 'year', '[]', 'Roma', '', '', '{}', 'st', '{}', 1, 1)`,
				key, fmt.Sprint(1800+n)); err != nil {
				return err
			}
		}
		return nil
	})
	p := d.registered(mosa())
	d.older()
	in := mosa()
	in.ID, in.Identifiers = id.New(), nil
	d.registered(in) // while it is still to be built
	got := d.candidates(asked(mosa()))
	if !got.Building || got.People != 1 || len(got.Candidates) != 1 || got.Candidates[0].Patient.ID != in.ID {
		t.Fatalf("before: %+v", got)
	}
	// Somebody it has not come to yet is put right.
	c := correction("'Mamosa Alina", "Tsoeunyane")
	c.BirthDate, c.BirthPrecision = "1992-03-04", "day"
	if _, err := d.Patients.Update(t.Context(), visittest.Clerk, p.ID, p.Version, c); err != nil {
		t.Fatal(err)
	}
	cut, stop := context.WithCancel(t.Context())
	stop()
	if err := d.Patients.BuildIndex(cut); err == nil {
		t.Error("built after the stop")
	}
	d.build()
	built := d.matches()
	if got := d.candidates(asked(mosa())); got.Building || got.People != 232 || len(got.Candidates) != 2 {
		t.Errorf("after: %+v", got)
	}
	d.build() // nothing is left to do
	if diff := cmp.Diff(built, d.matches()); diff != "" {
		t.Errorf("built twice it differs:\n%s", diff)
	}
	d.exec("UPDATE match_index SET rules = 0")
	if got := d.candidates(asked(mosa())); !got.Building {
		t.Errorf("by other rules: %+v", got)
	}
	d.build()
	if diff := cmp.Diff(built, d.matches()); diff != "" {
		t.Errorf("written anew it differs:\n%s", diff)
	}
}

// An index that was written by other rules finds the wrong people: when this fails,
// raise matchRules beside the new number here.
func TestTheRulesOfTheIndex(t *testing.T) {
	t.Parallel()
	h := fnv.New64a()
	for _, p := range []match.Person{
		mosa().PersonOf(),
		{Given: "Ts'epo", Family: "Tsoeunyane", Others: []string{"Johannes Tau"}, Sex: "male", Birth: "1961", Estimated: true, Village: "Thaba-Tseka", NextOfKin: "Lineo"},
		{Given: "Mpho", Birth: "2001-04", Phones: []string{"+27821234567"}, NationalIDs: []string{"passport:RC123456"}, Address: "12 Kingsway", Postcode: "0100"},
	} {
		r := match.Prepare(p)
		names, village := r.Tokens()
		fmt.Fprint(h, names, village)
		for _, k := range r.Keys() {
			fmt.Fprint(h, " ", k.Hash)
		}
	}
	const rules, want = 1, "45558b9bdd53c8b1"
	var now int
	d := open(t)
	if err := d.DB.Read(t.Context(), func(tx *db.Tx) error { return tx.QueryRow("SELECT rules FROM match_index").Scan(&now) }); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); now != rules || got != want {
		t.Errorf("rules %d make %s, want rules %d to make %s", now, got, rules, want)
	}
}

package patient_test

import (
	"fmt"
	"strings"
	"testing"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/match"
	"karete/server/visit/visittest"
)

func (d *desk) candidates(q patient.CandidateQuery) patient.Candidates {
	d.t.Helper()
	got, err := d.Patients.Candidates(d.t.Context(), visittest.Clerk, q)
	if err != nil {
		d.t.Fatalf("%+v: %v", q, err)
	}
	return got
}

// mosa is somebody of whom much is known.
func mosa() patient.Registration {
	in := person("'Mamosa Alina", "Mokoena")
	in.BirthDate, in.BirthPrecision = "1992-03-04", "day"
	in.Village, in.District, in.NextOfKin = "Ha Matala", "Maseru", patient.NextOfKin{Name: "Thabo Mokoena"}
	in.Phones = []patient.NewPhone{{Number: "5812 4471"}}
	in.Identifiers = []patient.NewIdentifier{{System: patient.SystemNationalLS, Value: "419186874628"}}
	return in
}

// asked is the same as a question.
func asked(in patient.Registration) patient.CandidateQuery {
	q := patient.CandidateQuery{GivenNames: in.GivenNames, FamilyName: in.FamilyName, OtherNames: in.OtherNames, Sex: string(in.Sex), BirthDate: in.BirthDate,
		BirthPrecision: string(in.BirthPrecision), Village: in.Village, District: in.District, NextOfKin: patient.CandidateKin{Name: in.NextOfKin.Name}}
	for _, n := range in.Phones {
		q.Phones = append(q.Phones, patient.CandidatePhone{Number: n.Number})
	}
	for _, i := range in.Identifiers {
		q.Identifiers = append(q.Identifiers, patient.CandidateIdentifier{System: string(i.System), Value: i.Value})
	}
	return q
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.registered(mosa())
	d.registered(person("Thabo", "Tau"))
	for name, change := range map[string]func(*patient.CandidateQuery){
		"all of it":                    func(*patient.CandidateQuery) {},
		"other spellings":              func(q *patient.CandidateQuery) { q.GivenNames, q.FamilyName = "Mamosa Alina", "Mokwena" },
		"names changed for each other": func(q *patient.CandidateQuery) { q.GivenNames, q.FamilyName = q.FamilyName, q.GivenNames },
		"day and month changed":        func(q *patient.CandidateQuery) { q.BirthDate = "1992-04-03" },
		"an age":                       func(q *patient.CandidateQuery) { q.BirthDate, q.BirthPrecision = "1991", "age" },
		"one given name":               func(q *patient.CandidateQuery) { q.GivenNames = "Alina" },
		"no number, another village": func(q *patient.CandidateQuery) {
			q.Identifiers, q.Phones, q.Village = nil, nil, "Roma"
		},
		"the number alone": func(q *patient.CandidateQuery) {
			*q = patient.CandidateQuery{FamilyName: "Mokoena", Identifiers: q.Identifiers}
		},
	} {
		q := asked(mosa())
		change(&q)
		got := d.candidates(q)
		if got.People != 2 || got.Building || len(got.Candidates) != 1 {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		c := got.Candidates[0]
		if c.Patient.ID != p.ID || c.Level != patient.Likely || c.Score < match.Likely || c.Score > 1 || len(c.Reasons) == 0 || c.Patient.DisplayName != p.DisplayName {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if n := len(d.Entries("patient.candidates")); n != 0 {
		t.Errorf("%d entries in the journal", n)
	}
	if _, err := d.Patients.Candidates(t.Context(), access.Actor{}, asked(mosa())); !fault.Is(err, fault.Unauthenticated) {
		t.Error(err)
	}
}

// At most five, the likeliest first, whoever else is alike.
func TestTheLikeliestFirst(t *testing.T) {
	t.Parallel()
	d := open(t)
	for n := range 8 {
		in := mosa()
		in.ID, in.Identifiers = id.New(), nil
		in.Phones[0].Number = fmt.Sprintf("5812 44%02d", n)
		d.registered(in)
	}
	best := mosa()
	d.registered(best)
	got := d.candidates(asked(mosa())).Candidates
	if len(got) != 5 || got[0].Patient.ID != best.ID {
		t.Fatalf("%+v", got)
	}
	for i := range got[1:] {
		if got[i].Score < got[i+1].Score {
			t.Errorf("%v before %v", got[i].Score, got[i+1].Score)
		}
	}
	var without []patient.Candidate
	if err := d.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		without, err = patient.CandidatesIn(tx, best.PersonOf(), best.ID, got[1].Patient.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range without {
		if c.Patient.ID == best.ID || c.Patient.ID == got[1].Patient.ID {
			t.Errorf("%s was excluded", c.Patient.ID)
		}
	}
	if len(without) != 5 {
		t.Errorf("%d without two", len(without))
	}
}

// While it is typed, sign by sign, nothing is an error.
func TestHalfTypedIsNoError(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.registered(mosa())
	whole := asked(mosa())
	for _, field := range []func(*patient.CandidateQuery) *string{
		func(q *patient.CandidateQuery) *string { return &q.GivenNames }, func(q *patient.CandidateQuery) *string { return &q.FamilyName },
		func(q *patient.CandidateQuery) *string { return &q.BirthDate }, func(q *patient.CandidateQuery) *string { return &q.Phones[0].Number },
		func(q *patient.CandidateQuery) *string { return &q.Identifiers[0].Value },
	} {
		text := *field(&whole)
		for n := 0; n <= len(text); n += 2 { // also in the midst of a letter
			q := asked(mosa())
			*field(&q) = text[:n]
			d.candidates(q)
		}
	}
	for _, odd := range []string{"\x00", "'", "% _", strings.Repeat("ma", 100), "१९९२", "\xff\xfe", "1992-99-99", "9999-12-31", "((((", "🐄"} {
		d.candidates(patient.CandidateQuery{GivenNames: odd, FamilyName: odd, OtherNames: []string{odd}, Sex: odd, BirthDate: odd, BirthPrecision: odd, Village: odd, District: odd,
			Phones: []patient.CandidatePhone{{Number: odd}}, NextOfKin: patient.CandidateKin{Name: odd}, Identifiers: []patient.CandidateIdentifier{{System: odd, Value: odd}, {System: "passport", Value: odd}}})
	}
	if got := d.candidates(patient.CandidateQuery{}); len(got.Candidates) != 0 || got.Candidates == nil || got.People != 1 {
		t.Errorf("nothing typed: %+v", got)
	}
}

// A file that was joined with another is found as the one that stands for both,
// once; one that was taken back with an import by nobody.
func TestCandidatesStand(t *testing.T) {
	t.Parallel()
	d := open(t)
	old := d.registered(mosa())
	in := mosa()
	in.ID, in.Identifiers, in.FamilyName = id.New(), nil, "Mokwena"
	kept := d.registered(in)
	if got := d.candidates(asked(mosa())).Candidates; len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	if _, err := d.Patients.Merge(t.Context(), visittest.Admin, old.ID, patient.Merge{ID: id.New(), IntoID: kept.ID}); err != nil {
		t.Fatal(err)
	}
	if got := d.candidates(asked(mosa())).Candidates; len(got) != 1 || got[0].Patient.ID != kept.ID {
		t.Errorf("%+v", got)
	}
	if _, err := d.Patients.Unmerge(t.Context(), visittest.Admin, old.ID, patient.Unmerge{ID: id.New(), Reason: "two people"}); err != nil {
		t.Fatal(err)
	}
	gone := mosa()
	gone.ID, gone.GivenNames, gone.Identifiers, gone.Phones = id.New(), "Nthabiseng", nil, nil
	gone.FamilyName, gone.BirthDate = "Tlali", "1950-07-30"
	d.registered(gone)
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("patient", gone.ID)
		return patient.WithdrawIn(tx, gone.ID)
	})
	if got := d.candidates(asked(gone)); len(got.Candidates) != 0 || got.People != 2 {
		t.Errorf("%+v", got)
	}
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	d := open(t)
	a, b, c := d.named("Thabo", "Tau").ID, d.named("Neo", "Tau").ID, d.named("Pule", "Tau").ID
	decide := func(a, b string, verdict patient.PairVerdict, reason patient.PairReason, note string) error {
		var out error
		d.Seed(func(tx *act.Tx) error {
			tx.Subject("patient", a)
			out = patient.DecideIn(tx, a, b, verdict, reason, note)
			return nil
		})
		return out
	}
	for _, err := range []error{
		decide(a, b, patient.Distinct, patient.ReasonTwin, " they \n"),
		decide(b, a, patient.Later, "", ""),
		decide(a, c, patient.Later, "", ""), decide(a, c, patient.Distinct, patient.ReasonRelative, ""),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	broken(t, decide(a, a, patient.Distinct, "", ""), "otherId", "not-allowed")
	broken(t, decide(a, b, "same", "", ""), "verdict", "not-one-of")
	broken(t, decide(a, b, patient.Distinct, "because", ""), "reason", "not-one-of")
	broken(t, decide(a, b, patient.Distinct, "", strings.Repeat("a", 201)), "note", "too-long")
	refused(t, decide(a, id.New(), patient.Distinct, "", ""), fault.NotFound)

	if err := d.DB.Read(t.Context(), func(tx *db.Tx) error {
		newest, err := patient.DecisionsIn(tx)
		if err != nil {
			return err
		}
		if len(newest) != 2 || newest[patient.PairOf(a, b)].Verdict != patient.Later || newest[patient.PairOf(c, a)].Reason != patient.ReasonRelative {
			t.Errorf("%+v", newest)
		}
		for pair, want := range map[[2]string]bool{{a, b}: false, {c, a}: true, {a, c}: true, {b, c}: false} {
			if got, err := patient.DistinctIn(tx, pair[0], pair[1]); err != nil || got != want {
				t.Errorf("%v: %v, %v", pair, got, err)
			}
		}
		about, err := patient.DecisionsAboutIn(tx, b)
		if len(about) != 2 || about[0].Note != "they" || about[0].Verdict != patient.Distinct || about[1].Verdict != patient.Later {
			t.Errorf("%+v", about)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"UPDATE patient_pair SET verdict = 'later'", "DELETE FROM patient_pair", "INSERT OR REPLACE INTO patient_pair SELECT * FROM patient_pair"} {
		if err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(change)
			return err
		}); err == nil {
			t.Errorf("%s is let through", change)
		}
	}
}

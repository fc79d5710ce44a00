package patient_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/patient/name"
	"karete/server/visit/visittest"
)

// BenchmarkSearch finds people among more and more of them, the way reception
// types: every kind in turn, then each
// by itself, with a morning's line at the desk. It prints the median and the 99th
// percentile of one search inside the server in microseconds, and how many times
// the median of 10,000 patients that is.
//
//	go test -bench Search/patients=1 ./server/patient   (all three; the million takes two minutes to fill)
func BenchmarkSearch(b *testing.B) {
	medians := map[string]float64{}
	for _, patients := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("patients=%d", patients), func(b *testing.B) {
			room, people := town(b, patients)
			kinds := []kind{
				{"two-beginnings", func(p townsman) string { return start(p.family, 4) + " " + start(p.given, 3) }},
				{"family-and-beginning", func(p townsman) string { return p.family + " " + start(p.given, 2) }},
				{"whole-name", func(p townsman) string { return p.given + " " + p.family }},
				{"family", func(p townsman) string { return p.family }},
				{"two-letters", func(p townsman) string { return start(p.family, 2) }},
				{"phone", func(p townsman) string { return p.phone }},
				{"file-number", func(p townsman) string { return p.file }},
			}
			for _, asked := range append([][]kind{kinds}, each(kinds)...) {
				name := "every-kind"
				if len(asked) == 1 {
					name = asked[0].name
				}
				b.Run(name, func(b *testing.B) {
					var took []time.Duration
					for i := 0; b.Loop(); i++ {
						text := asked[i%len(asked)].typed(people[i%len(people)])
						began := time.Now()
						found, err := room.Search(context.Background(), visittest.Clerk, patient.SearchQuery{Text: text})
						took = append(took, time.Since(began))
						if err != nil || len(found.Patients) == 0 {
							b.Fatalf("%q finds nobody: %v", text, err)
						}
					}
					slices.Sort(took)
					at := func(share float64) float64 {
						return float64(took[int(share*float64(len(took)-1))].Microseconds())
					}
					b.ReportMetric(at(.5), "p50-µs")
					b.ReportMetric(at(.99), "p99-µs")
					if patients == 10_000 {
						medians[name] = at(.5)
					}
					if m := medians[name]; m > 0 {
						b.ReportMetric(at(.5)/m, "x-of-10k")
					}
				})
			}
		})
	}
}

// kind is one way to ask for somebody.
type kind struct {
	name  string
	typed func(townsman) string
}

func each(kinds []kind) [][]kind {
	var alone [][]kind
	for _, k := range kinds {
		alone = append(alone, []kind{k})
	}
	return alone
}

type townsman struct{ given, family, phone, file string }

func start(s string, n int) string {
	letters := []rune(s)
	return string(letters[:min(n, len(letters))])
}

// town is a clinic of so many patients with 60 of them in its lines, and some of
// its people. Names are as unevenly spread as names are.
func town(b *testing.B, patients int) (*patient.Room, []townsman) {
	b.Helper()
	d := dbtest.New(b, func(o *db.Options) { o.CacheMiB = 16 })
	random := rand.New(rand.NewPCG(7, uint64(patients)))
	families, givens := invented(random, 1500), invented(random, 2500)
	common := func(list []string) func() string {
		z := rand.NewZipf(random, 1.1, 8, uint64(len(list)-1))
		return func() string { return list[z.Uint64()] }
	}
	family, given := common(families), common(givens)
	var people []townsman
	err := d.Write(b.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(`INSERT INTO facility (id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
			VALUES ('f', 'F', 'Clinic', 'Maseru', 'LS', 'Africa/Maseru', '', 'en', '', '{}', 1, 1)`); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES ('d', 'OPD', 'OPD', '', 'consultation', 1, 1, 1)`); err != nil {
			return err
		}
		for i := range patients {
			p := townsman{given(), family(), fmt.Sprintf("5%07d", random.IntN(10_000_000)), fmt.Sprintf("%06d", i+1)}
			if err := settle(tx, i+1, p); err != nil {
				return err
			}
			if i%(patients/500) == 0 {
				people = append(people, p)
			}
			if i%(patients/60) == 0 {
				if err := arrive(tx, i+1); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	return patient.New(act.NewGate(d, act.Options{})), people
}

func settle(tx *db.Tx, num int, p townsman) error {
	patientID := fmt.Sprintf("p%d", num)
	for _, row := range []struct {
		sql  string
		args []any
	}{
		{`INSERT INTO patient (num, id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village,
			district, chief, next_of_kin, language, consent, registered_at, version)
			VALUES (?, ?, ?, ?, '[]', 'female', '1990-05-17', 'day', ?, 'Ha Matala', 'Maseru', '', '{}', 'st', '{}', 1, 1)`,
			[]any{num, patientID, p.given, p.family, `[{"number":"+266` + p.phone + `","owner":"","mayLeaveMessage":false}]`}},
		{`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES (?, ?, 'file-number', '', ?, 'active', 1)`,
			[]any{fmt.Sprintf("i%d", num), patientID, p.file}},
		{`INSERT INTO patient_name (rowid, names) VALUES (?, ?)`, []any{num, name.Fold(p.given) + " " + name.Fold(p.family)}},
		{`INSERT OR IGNORE INTO patient_key (key, num) VALUES (?, ?), (?, ?), (?, ?), (?, ?)`,
			[]any{"p:" + p.phone, num, "p:" + p.phone[4:], num, "i:" + p.file, num, fmt.Sprintf("i:%d", num), num}},
	} {
		if _, err := tx.Exec(row.sql, row.args...); err != nil {
			return err
		}
	}
	return nil
}

func arrive(tx *db.Tx, num int) error {
	visitID := fmt.Sprintf("v%d", num)
	if _, err := tx.Exec(`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient,
		sex, outcome, arrived_at, closed_by, version) VALUES (?, ?, '2026-11-24', 'd', ?, '', 0, 'arrived', 0, 0, 'female', '', 1, '', 1)`,
		visitID, fmt.Sprintf("p%d", num), visitID); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO queue_entry (id, visit_id, department_id, status, entered_at, room, version)
		VALUES (?, ?, 'd', 'waiting', 1, '', 1)`, "q"+visitID, visitID)
	return err
}

// invented are names made of Sesotho's syllables, each once.
func invented(random *rand.Rand, n int) []string {
	syllables := []string{"ma", "mo", "le", "li", "tha", "to", "pha", "po", "se", "tša", "ka", "koe", "ne", "na", "bo", "ra", "re", "tlo", "lo", "pe", "pu", "nya"}
	seen := map[string]bool{}
	var list []string
	for len(list) < n {
		s := ""
		for range 2 + random.IntN(3) {
			s += syllables[random.IntN(len(syllables))]
		}
		if !seen[s] {
			seen[s] = true
			list = append(list, s)
		}
	}
	return list
}

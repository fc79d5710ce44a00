package patient_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/patient/match"
	"karete/server/patient/name"
	"karete/server/visit/visittest"
)

// BenchmarkCandidates asks who may be the person at the desk, among more and more
// people: in turn somebody who was registered before and is written another way now,
// and somebody new. It prints the CPU time of a question in microseconds, garbage
// collection and all, how many times that of 10,000 patients the 95th percentile is,
// for how many of the known the right one was first and among the five, and for how
// many of the new somebody was called likely.
//
//	go test -run '^$' -bench Candidates -benchtime 2000x ./server/patient   (the million takes minutes to fill)
func BenchmarkCandidates(b *testing.B) {
	var small float64
	for _, patients := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("patients=%d", patients), func(b *testing.B) {
			room, list, invent := register(b, patients)
			var took []time.Duration
			var known, first, among, fresh, wrong float64
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				r := invent.random
				var who resident
				if i%2 == 0 {
					who = list[r.IntN(len(list))].again(invent)
				} else {
					who = invent.resident()
				}
				began := spent(b)
				got, err := room.Candidates(context.Background(), visittest.Clerk, who.query())
				took = append(took, spent(b)-began)
				if err != nil {
					b.Fatal(err)
				}
				at := slices.IndexFunc(got.Candidates, func(c patient.Candidate) bool { return c.Patient.ID == who.id })
				switch {
				case i%2 == 1:
					fresh++
					if len(got.Candidates) > 0 && got.Candidates[0].Level == patient.Likely {
						wrong++
					}
				case at >= 0:
					among++
					if at == 0 {
						first++
					}
					fallthrough
				default:
					known++
				}
			}
			slices.Sort(took)
			at := func(share float64) float64 { return float64(took[int(share*float64(len(took)-1))].Microseconds()) }
			if small == 0 {
				small = at(.95)
			}
			b.ReportMetric(at(.5), "p50-cpu-µs")
			b.ReportMetric(at(.95), "p95-cpu-µs")
			b.ReportMetric(at(.99), "p99-cpu-µs")
			b.ReportMetric(at(.95)/small, "x-of-10k")
			b.ReportMetric(first/known, "first")
			b.ReportMetric(among/known, "among-five")
			b.ReportMetric(wrong/max(fresh, 1), "wrong-hint")
		})
	}
}

// spent is the CPU time of this process.
func spent(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// register is a clinic of so many people, and a few hundred of them. The index is
// written in its own order, which is quicker by much than the desk can write it.
func register(b *testing.B, patients int) (*patient.Room, []resident, *inventor) {
	b.Helper()
	d := dbtest.New(b, func(o *db.Options) { o.CacheMiB = 32 })
	random := rand.New(rand.NewPCG(11, uint64(patients)))
	invent := newInventor(random)
	var some []resident
	type entry struct{ hash, num int64 }
	var keys []entry
	var counts match.Counts
	err := d.Write(b.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(`INSERT INTO facility (id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
			VALUES ('f', 'F', 'Clinic', 'Maseru', 'LS', 'Africa/Maseru', '', 'en', '', '{}', 1, 1)`); err != nil {
			return err
		}
		for i := range patients {
			p := invent.resident()
			p.id = fmt.Sprintf("p%d", i+1)
			if err := p.settle(tx, i+1); err != nil {
				return err
			}
			if i%(patients/500) == 0 {
				some = append(some, p)
			}
			r := match.Prepare(p.person())
			for _, k := range r.Keys() {
				keys = append(keys, entry{k.Hash, int64(i + 1)})
			}
			counts.Add(&r)
		}
		slices.SortFunc(keys, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.num, b.num)) })
		if _, err := tx.Exec("DROP INDEX match_key_num"); err != nil {
			return err
		}
		for _, k := range keys {
			if _, err := tx.Exec("INSERT INTO match_key (hash, num) VALUES (?, ?)", k.hash, k.num); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("CREATE INDEX match_key_num ON match_key (num)"); err != nil {
			return err
		}
		return invent.count(tx, &counts)
	})
	if err != nil {
		b.Fatal(err)
	}
	return patient.New(act.NewGate(d, act.Options{})), some, invent
}

// count writes how common each name and village is that anybody can have.
func (n *inventor) count(tx *db.Tx, counts *match.Counts) error {
	insert := func(kind, token string, n int) error {
		if n == 0 {
			return nil
		}
		_, err := tx.Exec("INSERT OR IGNORE INTO match_count (kind, token, n) VALUES (?, ?, ?)", kind, token, n)
		return err
	}
	if err := insert("people", "", counts.People()); err != nil {
		return err
	}
	for _, text := range n.names {
		for _, token := range name.Tokens(text) {
			if err := errors.Join(insert("name", token, counts.Name(token)), insert("village", token, counts.Village(token))); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p resident) person() match.Person {
	m := match.Person{Given: p.given, Family: p.family, Sex: p.sex, Birth: p.birth, Estimated: p.precision == "age", Village: p.village, District: p.place, NextOfKin: p.kin}
	if p.phone != "" {
		m.Phones = []string{"+266" + p.phone}
	}
	if p.paper != "" {
		m.NationalIDs = []string{"national-id-ls:" + p.paper}
	}
	return m
}

// resident is somebody made up, as one clerk wrote them down.
type resident struct {
	id, given, family, sex       string
	birth, precision             string
	phone, paper, village, place string
	kin                          string
}

func (p resident) settle(tx *db.Tx, num int) error {
	phones := "[]"
	if p.phone != "" {
		phones = `[{"number":"+266` + p.phone + `","owner":"","mayLeaveMessage":false}]`
	}
	kin, err := json.Marshal(patient.NextOfKin{Name: p.kin})
	if err != nil {
		return err
	}
	var birth any
	if p.birth != "" {
		birth = p.birth
	}
	if _, err := tx.Exec(`INSERT INTO patient (num, id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village,
		district, chief, next_of_kin, language, consent, registered_at, version) VALUES (?, ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?, '', ?, 'st', '{}', 1, 1)`,
		num, p.id, p.given, p.family, p.sex, birth, p.precision, phones, p.village, p.place, string(kin)); err != nil || p.paper == "" {
		return err
	}
	_, err = tx.Exec(`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES (?, ?, 'national-id-ls', '', ?, 'active', 1)`,
		"i"+p.id, p.id, p.paper)
	return err
}

func (p resident) query() patient.CandidateQuery {
	q := patient.CandidateQuery{GivenNames: p.given, FamilyName: p.family, Sex: p.sex, BirthDate: p.birth, BirthPrecision: p.precision,
		Village: p.village, District: p.place, NextOfKin: patient.CandidateKin{Name: p.kin}}
	if p.phone != "" {
		q.Phones = []patient.CandidatePhone{{Number: p.phone}}
	}
	if p.paper != "" {
		q.Identifiers = []patient.CandidateIdentifier{{System: "national-id-ls", Value: p.paper}}
	}
	return q
}

// inventor makes people up. Names and villages are as unevenly spread as they are.
type inventor struct {
	random                           *rand.Rand
	names                            []string
	families, givens, church, places func() string
}

func newInventor(random *rand.Rand) *inventor {
	names := invented(random, 1500)
	spread := func(list []string, s, v float64) func() string {
		z := rand.NewZipf(random, s, v, uint64(len(list)-1))
		return func() string { return list[z.Uint64()] }
	}
	return &inventor{random, names, spread(names[:500], 1.1, 6), spread(names[500:1100], 1.1, 8), spread(names[1100:1180], 1.1, 4), spread(names[1200:1400], 1.1, 4)}
}

func (n *inventor) chance(percent int) bool { return n.random.IntN(100) < percent }

func (n *inventor) digits(count int) string {
	var b strings.Builder
	for range count {
		b.WriteByte(byte('0' + n.random.IntN(10)))
	}
	return b.String()
}

// newPhone is no number but in form: the first digits are those of mobile phones.
func (n *inventor) newPhone() string {
	return []string{"58", "59", "62", "63", "56", "50"}[n.random.IntN(6)] + n.digits(6)
}

func (n *inventor) resident() resident {
	r := n.random
	p := resident{given: n.givens(), family: n.families(), sex: "female", place: []string{"Maseru", "Leribe", "Berea", "Mafeteng", "Quthing"}[r.IntN(5)]}
	if n.chance(40) {
		p.sex = "male"
	}
	if n.chance(25) {
		p.given += " " + n.church()
	}
	born := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -r.IntN(365*75))
	switch {
	case n.chance(90):
		p.birth, p.precision = born.Format(time.DateOnly), "day"
	case n.chance(80):
		p.birth, p.precision = born.Format("2006"), "age"
	default:
		p.precision = "unknown"
	}
	if n.chance(60) {
		p.phone = n.newPhone()
	}
	if n.chance(24) {
		p.paper = n.digits(12)
	}
	if n.chance(90) {
		p.village = "Ha " + n.places()
	}
	if n.chance(65) {
		p.kin = n.givens() + " " + p.family
	}
	return p
}

// again is how another clerk writes the same person down, years later. Three of four
// are written otherwise, a few in two ways.
func (p resident) again(n *inventor) resident {
	changes := []func(){
		func() { p.estimate(n) }, func() { p.estimate(n) }, func() { p.estimate(n) },
		func() { p.birth = n.typo(p.birth, "0123456789") }, func() { p.birth = n.typo(p.birth, "0123456789") },
		func() { p.swapBirth() }, func() { p.birth, p.precision = "", "unknown" },
		func() { p.family = n.typo(p.family, "aeoiltmnkhs") }, func() { p.given = n.typo(p.given, "aeoiltmnkhs") },
		func() { p.family = otherSpelling(p.family) }, func() { p.given = otherSpelling(p.given) },
		func() { p.given, p.family = p.family, p.given },
		func() { p.phone = n.newPhone() }, func() { p.village = "Ha " + n.places() },
		func() { p.given = start(p.given, 1) }, func() { p.given, p.family = p.given+" "+p.family, "" },
		func() { p.marry(n) },
	}
	times := 1
	if n.chance(25) {
		times = 0
	} else if n.chance(20) {
		times = 2
	}
	for range times {
		changes[n.random.IntN(len(changes))]()
	}
	return p
}

func (p *resident) estimate(n *inventor) {
	if len(p.birth) < 4 {
		return
	}
	var year int
	if _, err := fmt.Sscan(p.birth[:4], &year); err == nil {
		p.birth, p.precision = fmt.Sprint(year+n.random.IntN(5)-2), "age"
	}
}

func (p *resident) swapBirth() {
	if len(p.birth) == len(time.DateOnly) {
		p.birth = p.birth[:5] + p.birth[8:] + "-" + p.birth[5:7]
	}
}

func (p *resident) marry(n *inventor) {
	if p.sex == "female" {
		p.family, p.given = n.families(), "'Ma"+strings.ToLower(n.givens())
	}
}

// typo puts a letter in the place of another.
func (n *inventor) typo(text, letters string) string {
	signs := []rune(text)
	if len(signs) == 0 {
		return text
	}
	at := n.random.IntN(len(signs))
	if signs[at] != '-' && signs[at] != ' ' {
		signs[at] = rune(letters[n.random.IntN(len(letters))])
	}
	return string(signs)
}

// otherSpelling is how a name is written across the border.
func otherSpelling(name string) string {
	return strings.NewReplacer("tša", "tsha", "koe", "kwe", "li", "di", "khe", "kge", "nya", "nia", "th", "t").Replace(name)
}

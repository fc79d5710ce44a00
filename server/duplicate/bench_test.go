package duplicate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"karete/server/duplicate"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

var (
	givens   = []string{"Thabo", "Lineo", "Palesa", "Mpho", "Teboho", "Nthabiseng", "Limpho", "Katleho", "Mamosa", "Tšepo", "Retšelisitsoe", "Puleng", "Keneuoe", "Molefi", "Sello", "Refiloe"}
	families = []string{"Mokoena", "Khiba", "Mofolo", "Tau", "Motaung", "Phiri", "Ramaili", "Lerotholi", "Nkopane", "Qhobela", "Makoae", "Pitso", "Molapo", "Thamae", "Seeiso", "Lekhanya"}
	villages = []string{"Ha Matala", "Roma", "Mazenod", "Ha Foso", "Thetsane", "Qoaling", "Morija", "Nazareth"}
)

// somebody is made up; one in twenty-five is the one before, with the surname misspelt.
func somebody(r *rand.Rand, before patient.Registration) patient.Registration {
	if before.ID != "" && r.IntN(25) == 0 {
		before.ID, before.FamilyName = id.New(), before.FamilyName[:len(before.FamilyName)-1]
		return before
	}
	in := patient.Registration{ID: id.New(), Demographics: patient.Demographics{
		GivenNames: givens[r.IntN(len(givens))] + " " + givens[r.IntN(len(givens))], FamilyName: families[r.IntN(len(families))], Sex: patient.Female,
		BirthDate: fmt.Sprintf("%d-%02d-%02d", 1940+r.IntN(80), 1+r.IntN(12), 1+r.IntN(28)), BirthPrecision: partialdate.ByDay, Village: villages[r.IntN(len(villages))]}}
	if r.IntN(3) > 0 {
		in.Phones = []patient.NewPhone{{Number: fmt.Sprintf("58%06d", r.IntN(1_000_000))}}
	}
	return in
}

// BenchmarkScan is a look through a register of 5,000, from the rows to the list.
// The goal is a second.
func BenchmarkScan(b *testing.B) {
	o := open(b)
	r := rand.New(rand.NewPCG(1, 2))
	var last patient.Registration
	for range 5000 {
		last = somebody(r, last)
		o.comes(last)
	}
	for b.Loop() {
		o.scanned()
	}
	l := o.list(duplicate.ListLikely)
	b.ReportMetric(float64(l.People), "people")
	b.ReportMetric(float64(l.Likely), "likely")
}

package demo

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Common public names of the region; the people are made up.
var (
	womenSesotho = []string{"’Mathabo", "’Mamosa", "Palesa", "Lineo", "Nthabiseng", "Limpho", "’Malerato", "Rethabile", "Puleng", "Keneuoe",
		"Mpho", "Lerato", "Mamello", "Itumeleng", "’Nete", "Relebohile", "Selloane", "Ntšebeng", "Refiloe", "’Mantoa", "Matšeliso", "Tšepiso", "Bonolo", "Khotso"}
	menSesotho = []string{"Thabo", "Tšepo", "Teboho", "Lehlohonolo", "Pohano", "Mokoena", "Katleho", "Thuso", "Mohau", "Sello", "Tumelo", "Retšelisitsoe",
		"Tlotliso", "Molefi", "Khauhelo", "Letsatsi", "Motlatsi", "Ts'eliso", "Neo", "Bokang", "Rorisang", "Liteboho"}
	womenNguni = []string{"Nomvula", "Thandiwe", "Nokuthula", "Zanele", "Nontsikelelo", "Busisiwe", "Ayanda", "Siphokazi"}
	menNguni   = []string{"Sipho", "Themba", "Mandla", "Bongani", "Sizwe", "Vusi", "Lwazi", "Andile"}
	church     = []string{"Alina", "Maria", "Agnes", "Cecilia", "Joseph", "Petrose", "Johannes", "Emily", "Samuele", "Elisa", "Daniele", "Anna"}
	sesotho    = []string{"Mokoena", "Lets’olo", "Mofolo", "Mokhethi", "Sello", "Ramaili", "Khiba", "Nts’eng", "Phiri", "Tau", "Motaung", "Lerotholi",
		"Lekhanya", "Sekhonyana", "Ntho", "Nkopane", "Moshoeshoe", "Thamae", "Qhobela", "Rantšo", "Makoae", "Pitso", "Molapo", "Tšoeunyane", "Mphutlane", "Khoele", "Ralitapole", "Seeiso"}
	nguni    = []string{"Dlamini", "Nkosi", "Mthembu", "Ngcobo", "Zwane", "Mkhize", "Sithole"}
	villages = []string{"Ha Matala", "Roma", "Mazenod", "Ha Foso", "Ha Abia", "Thetsane", "Qoaling", "Ha Thamae", "Masianokeng", "Ha Tsolo", "Nazareth", "Ha Mantsebo", "Morija", "Ha Motloheloa"}
	chiefs   = []string{"Morena Matala", "Morena Foso", "Morena Abia", "Mofumahali ’Mantsebo", ""}
)

// person is somebody made up, before the rooms know them.
type person struct {
	given, family, other string
	female               bool
	born                 time.Time // the true day, which the desk may not be told
	birthDate, precision string
	told                 string // the day an age was told
	phone, phoneOwner    string
	village, chief       string
	kin, kinIs           string
	language             string
	oldNumber            string // from the paper card, "" when the box issues one
	chronic              *chronic
	id                   string
	here                 bool // has an open visit
	lastDay              int
	stout                float64 // 0 to 1: light to heavy for the age, the same at each visit
}

// crowd makes families: people of one village who share a name and a phone.
func crowd(r *rand.Rand, n int, today time.Time) []*person {
	var list []*person
	for len(list) < n {
		family := pick(r, sesotho)
		isNguni := r.IntN(8) == 0
		if isNguni {
			family = pick(r, nguni)
		}
		village, chief := pick(r, villages), pick(r, chiefs)
		phone := fmt.Sprintf("%s%06d", pick(r, []string{"58", "59", "62", "63", "56"}), r.IntN(1000000))
		owner := ""
		for range 1 + r.IntN(4) {
			if len(list) == n {
				break
			}
			p := one(r, isNguni, today)
			p.family, p.village, p.chief = family, village, chief
			if r.IntN(10) < 7 {
				p.phone, p.phoneOwner = phone, owner
			}
			if owner == "" {
				owner = p.given
			} else {
				p.kin, p.kinIs = owner+" "+family, pick(r, []string{"mother", "sister", "husband", "uncle", "grandmother"})
			}
			if p.female && r.IntN(12) == 0 && age(p.born, today) > 20 {
				p.other = pick(r, sesotho) // her name before she married
			}
			if r.IntN(3) == 0 {
				p.oldNumber = fmt.Sprintf("%04d", len(list)+1)
			}
			list = append(list, p)
		}
	}
	return list
}

func one(r *rand.Rand, isNguni bool, today time.Time) *person {
	p := &person{female: r.IntN(100) < 62, language: "st", lastDay: -100, stout: r.Float64()}
	switch {
	case isNguni && p.female:
		p.given = pick(r, womenNguni)
	case isNguni:
		p.given = pick(r, menNguni)
	case p.female:
		p.given = pick(r, womenSesotho)
	default:
		p.given = pick(r, menSesotho)
	}
	if r.IntN(4) == 0 {
		p.given += " " + pick(r, church)
	}
	years := ages[r.IntN(len(ages))]
	p.born = today.AddDate(-years.from-r.IntN(years.to-years.from+1), -r.IntN(12), -1-r.IntN(28))
	p.birthDate, p.precision = p.born.Format(time.DateOnly), "day"
	switch n := r.IntN(100); {
	case age(p.born, today) < 2:
		// A baby's day is on the health card.
	case n < 24:
		p.birthDate, p.precision, p.told = p.born.Format("2006"), "age", today.Format(time.DateOnly)
	case n < 32:
		p.birthDate, p.precision = p.born.Format("2006"), "year"
	case n < 36:
		p.birthDate, p.precision = p.born.Format("2006-01"), "month"
	}
	if r.IntN(9) == 0 {
		p.language = "en"
	}
	if age(p.born, today) > 34 && r.IntN(3) == 0 {
		c := chronics[r.IntN(len(chronics))]
		p.chronic = &c
	}
	return p
}

// ages is how old those who come are: many small children, many of working age.
var ages = []struct{ from, to int }{{0, 0}, {0, 4}, {1, 4}, {5, 14}, {15, 24}, {20, 34}, {25, 45}, {30, 55}, {35, 64}, {45, 70}, {60, 88}}

func age(born, at time.Time) int {
	n := at.Year() - born.Year()
	if at.YearDay() < born.YearDay() {
		n--
	}
	return n
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

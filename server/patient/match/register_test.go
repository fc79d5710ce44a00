package match_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"karete/server/patient/match"
)

// A register that is made up, with the truth: whose number each registration is. Nothing here is measured on it but by
// the tests; the figures in README.md are of sets that others made.

var (
	givenNames = strings.Fields(`Thabo Lerato Mpho Palesa Tšepo Lineo Retšelisitsoe Teboho Neo Limpho Kabelo Puleng Tumelo Nthabiseng Karabo Rethabile
		Lebohang Mosa Motlatsi Mamello Khotso Refiloe Tlali Keneuoe Sello Bokang Boitumelo Thato Itumeleng Relebohile Qenehelo Libuseng Mookho Seipati
		Tiisetso Katleho Masupha Liteboho Ntsoaki Molefi Tankiso Nkhahle Sechaba Selloane Mohau Hlompho Tsietsi Moliehi Pheello Likeleli`)
	churchNames = strings.Fields(`Maria Joseph Elizabeth Peter Margaret John Agnes Samuel Catherine Daniel Martha Jacob Sophia Paul Cecilia Andrew Rosa David Anna Simon`)
	familyNames = strings.Fields(`Mokoena Molapo Mofokeng Letsie Motaung Khumalo Nkosi Ramaili Sekhonyana Mohapi Chabeli Tau Lebona Makhetha Phafoli Thamae Moshoeshoe
		Nthako Sello Mokhele Tšehla Makoae Leluma Ntlhoki Sekete Theko Zwane Maqelepo Tlebere Ramatla Nyapisi Thakalekoala Seeiso Kholumo Majara Matela
		Moletsane Mahase Lehloenya Lerotholi Pitso Ranthimo Monyane Mosisili Letele Phakisi Mphutlane Sehloho Nkuebe Moeketsi`)
	villages = strings.Fields(`Kolo Mphaki Nazareth Roma Mazenod Morija Naleli Semonkong Motimposo Lithabaneng Matala Thetsane Foso Abia Tšosane Leqele
		Mohlanapeng Peka Hlotse Pitseng Mapoteng Sefikeng Sekamaneng Khubetsoana Qoaling Likhoele`)
)

type maker struct {
	*rand.Rand
	people []match.Person
	whose  []int // of each of people
	next   int
}

// makeRegister makes about n registrations, a fifth of them repeated.
func makeRegister(n int, seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 5))}
	for len(m.people) < n {
		m.household()
	}
	m.Shuffle(len(m.people), func(i, j int) {
		m.people[i], m.people[j] = m.people[j], m.people[i]
		m.whose[i], m.whose[j] = m.whose[j], m.whose[i]
	})
	return m
}

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

// of takes one of a list, the first ones more often, as names are.
func (m *maker) of(list []string) string {
	u := m.Float64()
	return list[int(u*u*float64(len(list)))]
}

func (m *maker) digits(n int) string {
	return fmt.Sprintf("%0*d", n, m.Int64N([]int64{6: 1e6, 7: 1e7, 12: 1e12}[n]))
}

func (m *maker) day(year int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, 1+m.IntN(12), 1+m.IntN(28))
}

func (m *maker) household() {
	home := match.Person{Family: m.of(familyNames), Village: m.of(villages), District: fmt.Sprint("District ", m.IntN(10)), NextOfKin: m.of(givenNames) + " "}
	home.NextOfKin += home.Family
	if m.chance(70) {
		home.Phones = []string{"5" + m.digits(7)}
	}
	size := 1 + m.IntN(4)
	var born []match.Person
	for range size {
		p := home
		p.Given, p.Sex, p.Birth = m.of(givenNames), []string{"female", "male"}[m.IntN(2)], m.day(1940+m.IntN(85))
		if m.chance(30) {
			p.Given += " " + m.of(churchNames)
		}
		if len(born) > 0 {
			switch elder := born[m.IntN(len(born))]; {
			case m.chance(4):
				p.Birth = elder.Birth // twins
			case m.chance(5) && elder.Birth < "1970":
				p.Given, p.Birth, p.Sex = elder.Given, m.day(1990+m.IntN(30)), elder.Sex
			}
		}
		if m.chance(25) {
			p.NationalIDs = []string{m.digits(12)}
		}
		born = append(born, p)
		m.add(p, m.repeat)
	}
}

// add registers p, and again with a chance of one in five.
func (m *maker) add(p match.Person, repeat func(match.Person) match.Person) {
	m.next++
	m.people, m.whose = append(m.people, p), append(m.whose, m.next)
	for m.chance(20) {
		m.people, m.whose = append(m.people, repeat(p)), append(m.whose, m.next)
	}
}

// repeat is p as another clerk writes it on another day.
func (m *maker) repeat(p match.Person) match.Person {
	for range 1 + m.IntN(2) {
		switch m.IntN(14) {
		case 0:
			p.Given = m.typo(p.Given)
		case 1:
			p.Family = m.typo(p.Family)
		case 2:
			p.Given, p.Family = m.spelling(p.Given), m.spelling(p.Family)
		case 3:
			p.Given, p.Family = p.Family, p.Given
		case 4:
			p.Birth = m.typo(p.Birth)
		case 5:
			p.Birth = p.Birth[:5] + p.Birth[8:] + p.Birth[4:7]
		case 6:
			p.Birth, p.Estimated = p.Birth[:4], true
		case 7:
			p.Birth = ""
		case 8:
			p.Phones = []string{"6" + m.digits(7)}
		case 9:
			p.Village, p.District = m.of(villages), fmt.Sprint("District ", m.IntN(10))
		case 10:
			if first, church, ok := strings.Cut(p.Given, " "); ok {
				p.Given = []string{first, church}[m.IntN(2)]
			}
		case 11:
			if p.Sex == "female" {
				p.Given, p.Family = "'Ma"+strings.ToLower(m.of(givenNames)), m.of(familyNames)
			}
		case 12:
			p.Village, p.NextOfKin = "", ""
		case 13:
			if p.Phones != nil {
				p.Phones = []string{m.typo(p.Phones[0])}
			}
		}
		if len(p.Birth) < 10 {
			break // the other changes take a whole date
		}
	}
	if m.chance(30) {
		p.Given, p.Family = strings.ToUpper(p.Given), strings.ToUpper(p.Family)
	}
	return p
}

// spelling writes a name as it is written across the border.
func (m *maker) spelling(text string) string {
	return strings.NewReplacer("oe", "we", "li", "di", "Li", "Di", "kh", "kg", "tš", "tsh", "Tš", "Tsh", "oa", "wa", "th", "t").Replace(text)
}

// typo puts in, leaves out, changes one letter, or changes two over.
func (m *maker) typo(text string) string {
	r := []rune(text)
	if len(r) < 3 {
		return text
	}
	i, other := m.IntN(len(r)-1), 'a'+rune(m.IntN(26))
	if r[i] >= '0' && r[i] <= '9' || r[i] == '-' {
		other = '0' + rune(m.IntN(10))
	}
	switch m.IntN(4) {
	case 0:
		return string(r[:i]) + string(other) + string(r[i:])
	case 1:
		return string(r[:i]) + string(r[i+1:])
	case 2:
		r[i] = other
	case 3:
		r[i], r[i+1] = r[i+1], r[i]
	}
	return string(r)
}

// makeTown is a list of strangers with addresses, each registered about twice with up to three errors a field: what the
// sets of Febrl are like.
func makeTown(n int, seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
	syllables := strings.Fields("ma ri an el ka ter son ley ing wood ford ber nar do lin ham wil ro bert sha mac jo bri col dun fer gal hos ira ken lau mor")
	coin := func(least int) string {
		text := ""
		for range least + m.IntN(2) {
			text += syllables[m.IntN(len(syllables))]
		}
		return text
	}
	list := func(n, least int) (all []string) {
		for range n {
			all = append(all, coin(least))
		}
		return all
	}
	given, family, street, suburb := list(300, 2), list(900, 2), list(600, 2), list(400, 2)
	for len(m.people) < n {
		m.add(match.Person{Given: m.of(given), Family: m.of(family), Birth: strings.ReplaceAll(m.day(1900+m.IntN(100)), "-", ""), NationalIDs: []string{m.digits(7)},
			Address: fmt.Sprint(1+m.IntN(300), " ", m.of(street), []string{" street", " place", " crescent"}[m.IntN(3)]),
			Village: m.of(suburb), District: fmt.Sprint("state ", m.IntN(7)), Postcode: fmt.Sprint(2000 + m.IntN(5000))},
			func(p match.Person) match.Person {
				return m.spoil(p, func() match.Person {
					return match.Person{Given: m.of(given), Family: m.of(family), Birth: strings.ReplaceAll(m.day(1900+m.IntN(100)), "-", ""), NationalIDs: []string{m.digits(7)},
						Address: fmt.Sprint(1+m.IntN(300), " ", m.of(street), " street"), Village: m.of(suburb), Postcode: fmt.Sprint(2000 + m.IntN(5000))}
				})
			})
	}
	m.Shuffle(len(m.people), func(i, j int) {
		m.people[i], m.people[j] = m.people[j], m.people[i]
		m.whose[i], m.whose[j] = m.whose[j], m.whose[i]
	})
	return m
}

// spoil changes one to four fields: typing errors, another's value, nothing, or another field's.
func (m *maker) spoil(p match.Person, stranger func() match.Person) match.Person {
	other := stranger()
	fields := []struct{ at, from *string }{{&p.Given, &other.Given}, {&p.Family, &other.Family}, {&p.Birth, &other.Birth}, {&p.Address, &other.Address},
		{&p.Village, &other.Village}, {&p.Postcode, &other.Postcode}, {&p.NationalIDs[0], &other.NationalIDs[0]}}
	p.NationalIDs = []string{p.NationalIDs[0]}
	fields[6].at = &p.NationalIDs[0]
	for range 1 + m.IntN(4) {
		switch f := fields[m.IntN(len(fields))]; {
		case m.chance(55):
			for range 1 + m.IntN(2) {
				*f.at = m.typo(*f.at)
			}
		case m.chance(35):
			*f.at = ""
		case m.chance(60):
			*f.at = *f.from
		default:
			p.Given, p.Family = p.Family, p.Given
		}
	}
	return p
}

package identity

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"karete/server/patient/partialdate"
)

var rules = Rules{Today: partialdate.Day{Year: 2026, Month: time.November, Day: 24}}

func warnings(codes ...Code) (list []Warning) {
	for _, c := range codes {
		list = append(list, Warning{Code: c})
	}
	return list
}

func TestSouthAfrican(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says  string
		value string
		known Known
		want  Finding
	}{
		{"a man of 1980", "8001015009087", Known{}, Finding{"8001015009087", Suggests{"1980-01-01", "male"}, nil}},
		{"as it is read out", " 800101 5009 08 7", Known{}, Finding{"8001015009087", Suggests{"1980-01-01", "male"}, nil}},
		{"born on a 29 February", "9202290000085", Known{}, Finding{"9202290000085", Suggests{"1992-02-29", "female"}, nil}},
		{"only 2000 had a 29 February", "0002295000083", Known{}, Finding{"0002295000083", Suggests{"2000-02-29", "male"}, nil}},
		{"a 30 February", "9902304800186", Known{}, Finding{"9902304800186", Suggests{}, warnings(NoSuchDay)}},
		{"a figure misread", "8001015009088", Known{}, Finding{"8001015009088", Suggests{}, warnings(CheckDigit)}},
		{"two figures swapped", "8001015009807", Known{}, Finding{"8001015009807", Suggests{}, warnings(CheckDigit, Citizenship)}},
		{"a figure short", "800101500908", Known{}, Finding{"800101500908", Suggests{}, warnings(Length)}},
		{"letters", "80010150O9087", Known{}, Finding{"80010150O9087", Suggests{}, warnings(Length)}},
		{"figures that are none", "٨٠٠١٠١٥٠٠٩٠٨٧", Known{}, Finding{"٨٠٠١٠١٥٠٠٩٠٨٧", Suggests{}, warnings(Length)}},
		{"a month 13", "8013015009082", Known{}, Finding{"8013015009082", Suggests{}, warnings(NoSuchDay)}},
		{"nothing", "", Known{}, Finding{}},
		{"all agrees", "8001015009087", Known{BirthDate: "1980-01-01", Sex: "male"}, Finding{Tidy: "8001015009087"}},
		{"the year agrees", "8001015009087", Known{BirthDate: "1980", Sex: "male"}, Finding{"8001015009087", Suggests{BirthDate: "1980-01-01"}, nil}},
		{"another day", "8001015009087", Known{BirthDate: "1980-01-10", Sex: "male"},
			Finding{"8001015009087", Suggests{BirthDate: "1980-01-01"}, []Warning{{OtherBirth, "1980-01-01"}}}},
		{"another sex", "8001015009087", Known{BirthDate: "1980-01-01", Sex: "female"},
			Finding{"8001015009087", Suggests{Sex: "male"}, []Warning{{OtherSex, "male"}}}},
		{"a sex that is neither is not contradicted", "8001015009087", Known{BirthDate: "1980-01-01", Sex: "other"},
			Finding{"8001015009087", Suggests{Sex: "male"}, nil}},
		{"an age that was told", "8001015009087", Known{BirthDate: "1982", Estimated: true, Sex: "male"},
			Finding{"8001015009087", Suggests{BirthDate: "1980-01-01"}, nil}},
		{"an age far out", "8001015009087", Known{BirthDate: "1983", Estimated: true, Sex: "male"},
			Finding{"8001015009087", Suggests{BirthDate: "1980-01-01"}, []Warning{{OtherBirth, "1980-01-01"}}}},
		{"a permanent resident", "8001015009186", Known{Sex: "male", BirthDate: "1980-01-01"}, Finding{Tidy: "8001015009186"}},
		{"the young before the very old", "1001015009084", Known{Sex: "male"}, Finding{"1001015009084", Suggests{BirthDate: "2010-01-01"}, nil}},
		{"somebody of 116", "1001015009084", Known{Sex: "male", BirthDate: "1910"}, Finding{"1001015009084", Suggests{BirthDate: "1910-01-01"}, nil}},
		{"tomorrow was a hundred years ago", "2611255009088", Known{Sex: "male"}, Finding{"2611255009088", Suggests{BirthDate: "1926-11-25"}, nil}},
		{"today", "2611245009081", Known{Sex: "male"}, Finding{"2611245009081", Suggests{BirthDate: "2026-11-24"}, nil}},
	} {
		if diff := cmp.Diff(c.want, Check(NationalZA, c.value, c.known, rules)); diff != "" {
			t.Errorf("%s, %s:\n%s", c.says, c.value, diff)
		}
	}
}

// Luhn's figure finds every single misread one, and every swap of neighbours but 09 and 90.
func TestCheckFigure(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"8001015009087", "9202290000085", "0002295000083", "9902304800186"} {
		if !luhn(good) {
			t.Errorf("%s fails", good)
		}
		for at := range good {
			for d := byte('0'); d <= '9'; d++ {
				if d != good[at] && luhn(good[:at]+string(d)+good[at+1:]) {
					t.Errorf("%s with %c at %d passes", good, d, at)
				}
			}
			if at == 0 {
				continue
			}
			a, b := good[at-1], good[at]
			swapped := good[:at-1] + string(b) + string(a) + good[at+1:]
			if a != b && a+b != '0'+'9' && luhn(swapped) {
				t.Errorf("%s passes as %s", good, swapped)
			}
		}
	}
}

func TestOthers(t *testing.T) {
	t.Parallel()
	own, err := Compile(`LS[0-9]{6}|[0-9]{9}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		system System
		value  string
		rules  Rules
		want   Finding
	}{
		{NationalLS, "0123 4567 8901", rules, Finding{Tidy: "012345678901"}},
		{NationalLS, "01234567890", rules, Finding{Tidy: "01234567890", Warnings: warnings(Shape)}},
		{NationalLS, "ls123456", Rules{NationalLS: own}, Finding{Tidy: "LS123456"}},
		{NationalLS, "123456789", Rules{NationalLS: own}, Finding{Tidy: "123456789"}},
		{NationalLS, "1123456789", Rules{NationalLS: own}, Finding{Tidy: "1123456789", Warnings: warnings(Shape)}},
		{Passport, "ra 012-345", rules, Finding{Tidy: "RA 012-345"}},
		{Passport, "1234", rules, Finding{Tidy: "1234", Warnings: warnings(Shape)}},
		{HPRN, "1234 5678", rules, Finding{Tidy: "12345678"}},
		{ART, "msu/017-22", rules, Finding{Tidy: "MSU/017-22"}},
		{TB, " 4 / 26", rules, Finding{Tidy: "4 / 26"}},
		{FileNumber, "00 12", rules, Finding{Tidy: "00 12"}},
		{None, "1", rules, Finding{Tidy: "1", Warnings: warnings(NoPapers)}},
		{None, "", rules, Finding{}},
	} {
		if diff := cmp.Diff(c.want, Check(c.system, c.value, Known{BirthDate: "1990", Sex: "female"}, c.rules)); diff != "" {
			t.Errorf("%s %s:\n%s", c.system, c.value, diff)
		}
	}
}

func TestCompile(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{`[0-9`, `(`, `a{1001}`, `((a{100}){100}){100}`, `\1`, `(?=a)`, `1)|(2`, strings.Repeat("9", MaxPattern+1)} {
		if _, err := Compile(bad); err == nil {
			t.Errorf("%.20s compiles", bad)
		}
	}
	// The whole of a number is meant, whatever stands in the pattern.
	r, err := Compile(`1|2`)
	if err != nil || r.MatchString("12") || r.MatchString("1\n") || !r.MatchString("2") {
		t.Errorf("%v, %v", r, err)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("national-id-za", "8001015009087", "1980", "male", true)
	f.Add("national-id-ls", "0123 4567 8901", "", "", false)
	f.Fuzz(func(t *testing.T, system, value, birth, sex string, estimated bool) {
		got := Check(System(system), value, Known{birth, estimated, sex}, rules)
		if again := Check(System(system), got.Tidy, Known{birth, estimated, sex}, rules); cmp.Diff(got, again) != "" && utf8.ValidString(value) {
			t.Errorf("%q tidied says something else: %+v, %+v", value, got, again)
		}
		if day := got.Suggests.BirthDate; day != "" {
			if d, ok := partialdate.ParseDay(day); !ok || rules.Today.Before(d) || !strings.Contains(day[2:4]+day[5:7]+day[8:], got.Tidy[:6]) {
				t.Errorf("%q suggests %s", value, day)
			}
		}
	})
}

package identity

import (
	"strings"
	"time"

	"karete/server/patient/partialdate"
)

// A South African identity number is YYMMDD SSSS C A Z: the day of birth, a serial
// number (below 5000 female), citizenship (0 citizen, 1 permanent resident, 2
// refugee), a figure that once told the race and says nothing any more, and Luhn's
// check figure over all.
func (f *Finding) southAfrican(known Known, today partialdate.Day) {
	n := f.Tidy
	if len(n) != 13 || strings.Trim(n, "0123456789") != "" {
		f.warn(Length, "")
		return
	}
	day, real := born(n[:6], known, today)
	sound := true
	if !real {
		f.warn(NoSuchDay, "")
		sound = false
	}
	if !luhn(n) {
		f.warn(CheckDigit, "")
		sound = false
	}
	if n[10] > '2' {
		f.warn(Citizenship, "")
	}
	if !sound {
		return // what a misread number says is worth nothing
	}
	sex := "male"
	if n[6] < '5' {
		sex = "female"
	}
	if sex != known.Sex {
		f.Suggests.Sex = sex
		if known.Sex == "female" || known.Sex == "male" {
			f.warn(OtherSex, sex)
		}
	}
	if text := day.String(); text != known.BirthDate {
		f.Suggests.BirthDate = text
		if !fits(day, known) {
			f.warn(OtherBirth, text)
		}
	}
}

// born is the day that YYMMDD stands for. The century is the one that makes it a
// day that has come; of two such the one that fits what is known, else the later:
// few people are over a hundred.
func born(text string, known Known, today partialdate.Day) (partialdate.Day, bool) {
	var found partialdate.Day
	ok := false
	for _, century := range []string{"19", "20"} {
		day, real := partialdate.ParseDay(century + text[:2] + "-" + text[2:4] + "-" + text[4:])
		if !real || today.Before(day) || today.Year-day.Year > partialdate.MaxYears {
			continue
		}
		if ok && known.BirthDate != "" && fits(found, known) && !fits(day, known) {
			continue
		}
		found, ok = day, true
	}
	return found, ok
}

// fits says whether somebody of whom that much is known can have been born on the
// day. An age that was told may be some years out.
func fits(day partialdate.Day, known Known) bool {
	if known.BirthDate == "" || strings.HasPrefix(day.String(), known.BirthDate) {
		return true
	}
	if !known.Estimated || len(known.BirthDate) < 4 {
		return false
	}
	year, err := time.Parse("2006", known.BirthDate[:4])
	return err == nil && max(day.Year-year.Year(), year.Year()-day.Year) <= 2
}

// luhn holds the check figure at the end.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

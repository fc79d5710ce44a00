package legacy

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// sexes are the ways to write a sex that say it by themselves, as [plain] folds them.
var sexes = map[string]patient.Sex{
	"f": patient.Female, "fem": patient.Female, "female": patient.Female, "w": patient.Female, "woman": patient.Female, "girl": patient.Female,
	"mosali": patient.Female, "mosadi": patient.Female, "ngoanana": patient.Female, "ngwanana": patient.Female, "tsehali": patient.Female, "botsehali": patient.Female, "2": patient.Female,
	"m": patient.Male, "male": patient.Male, "man": patient.Male, "boy": patient.Male,
	"monna": patient.Male, "moshanyana": patient.Male, "moshemane": patient.Male, "tona": patient.Male, "botona": patient.Male, "1": patient.Male,
	"other": patient.Other, "o": patient.Other,
}

// legend is what the letters of a column of sexes mean. T is 'tšehali, a woman, beside
// M for monna; and tona, a man, beside F. Beside neither it says nothing.
func legend(seen map[string]bool) map[string]patient.Sex {
	all := map[string]patient.Sex{}
	for written, sex := range sexes {
		all[written] = sex
	}
	switch {
	case seen["m"] && !seen["f"]:
		all["t"] = patient.Female
	case seen["f"] && !seen["m"]:
		all["t"] = patient.Male
	}
	return all
}

func (l *line) sex() patient.Sex {
	text := l.get(Sex)
	if text == "" {
		return patient.Unknown
	}
	if sex, ok := l.sexes[plain(text)]; ok && !strings.Contains(text, "?") {
		return sex
	}
	l.doubt(Sex, "sex-unclear", nil)
	return patient.Unknown
}

var (
	clockTime = regexp.MustCompile(`[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$`)
	yearsWord = regexp.MustCompile(`(?i)(\d) ?(?:ys|y/o|yo|yrs?\.|years? old)$`)
	oneNumber = regexp.MustCompile(`^\d{1,3}(\.0+)?$`)
)

// birth is the birth date, or else the age on the day it was told.
func (l *line) birth(in *patient.Registration) {
	in.BirthPrecision = partialdate.Unknown
	field, text := Birth, l.get(Birth)
	if text == "" {
		field, text = Age, l.get(Age)
	}
	on := l.on()
	if text == "" {
		return
	}
	d, code, params := l.date(text, on)
	if code != "" {
		l.add(field, code, true, params)
		return
	}
	in.BirthDate, in.BirthPrecision, in.BirthRecordedOn = d.Text, d.Precision, d.RecordedOn
	if d.Precision == partialdate.ByAge {
		l.doubt(field, "age-read", map[string]any{"on": d.RecordedOn, "year": d.Text[:4]})
	}
}

// on is the day on which the line was written, as far as it is known.
func (l *line) on() partialdate.Day {
	text := l.get(RegisteredOn)
	if text == "" {
		return l.told
	}
	d, code, _ := l.date(text, l.today)
	first, last, ok := d.Bounds()
	if code != "" || !ok || d.Precision == partialdate.ByAge {
		l.doubt(RegisteredOn, "date-unclear", nil)
		return l.told
	}
	if last.Before(l.today) && d.Precision != partialdate.ByDay {
		return last // nobody born that year is still to come
	}
	return first
}

// date reads what people write for a date or an age, as it was told on a day.
func (l *line) date(text string, on partialdate.Day) (d partialdate.Date, code string, params map[string]any) {
	text = clockTime.ReplaceAllString(text, "")
	text = yearsWord.ReplaceAllString(text, "$1 years")
	if oneNumber.MatchString(text) {
		text, _, _ = strings.Cut(text, ".") // a spreadsheet's 45.0
	}
	parts := numeric.FindStringSubmatch(text)
	if parts != nil {
		if l.mapping.MonthFirst {
			parts[1], parts[2] = parts[2], parts[1]
		}
		text = parts[1] + "/" + parts[2] + "/" + parts[3]
	}
	d, err := partialdate.Parse(text, on)
	if err == nil {
		return d, "", nil
	}
	var broken *partialdate.Error
	switch {
	case !errors.As(err, &broken):
		return d, "not-a-date", nil
	case parts != nil && broken.Code == "not-a-date" && figure(parts[2]) > 12:
		return d, "no-such-month", map[string]any{"month": figure(parts[2])}
	case parts != nil && broken.Code == "not-a-date":
		return d, "no-such-day", map[string]any{"day": figure(parts[1]), "month": figure(parts[2])}
	}
	return d, broken.Code, nil
}

// between parts two numbers that stand in one cell.
var between = regexp.MustCompile(`\s*(?:[/,;&]|\bor\b|\band\b|\ble\b|\bkapa\b)\s*`)

// phones are the numbers in these fields. What has no figure in it is left out.
func (l *line) phones(from ...Field) []patient.NewPhone {
	var list []patient.NewPhone
	for _, f := range from {
		text := l.get(f)
		if text == "" {
			continue
		}
		numbers := []string{text}
		if !l.check.KnowsPhone(text) {
			numbers = between.Split(text, -1)
		}
		for _, number := range numbers {
			figures := strings.ContainsFunc(number, unicode.IsDigit)
			switch {
			case number == "":
				continue
			case !figures, utf8.RuneCountInString(number) > 30, len(list) == 5:
				l.doubt(f, "phone-left", nil)
				continue
			case !l.check.KnowsPhone(number):
				l.doubt(f, "phone-unclear", nil)
			}
			list = append(list, patient.NewPhone{Number: number})
		}
	}
	return list
}

var (
	// A file number may begin with its series: OPD 0012, OPD-0012/19.
	withSeries = regexp.MustCompile(`^(\p{L}[\p{L}.]{0,11})[ -]?(\d.*)$`)
	thirteen   = regexp.MustCompile(`^\d{13}$`)
)

// numbers are the file number and the official ones.
func (l *line) numbers(in *patient.Registration) {
	if text := strings.Trim(l.get(FileNumber), "#."); text != "" {
		series, value := l.mapping.Series, text
		if parts := withSeries.FindStringSubmatch(text); parts != nil {
			series, value = parts[1], parts[2]
		}
		in.FileNumber = patient.NewFileNumber{Mode: "typed", Series: series, Value: strings.ReplaceAll(value, " / ", "/")}
	}
	for _, n := range []struct {
		field  Field
		system patient.System
	}{{NationalID, patient.SystemNationalLS}, {Passport, patient.SystemPassport}, {HPRN, patient.SystemHPRN}, {ART, patient.SystemART}, {TB, patient.SystemTB}} {
		text := l.get(n.field)
		if text == "" {
			continue
		}
		if bare := strings.NewReplacer(" ", "", "-", "").Replace(text); n.field == NationalID && thirteen.MatchString(bare) {
			n.system, text = patient.SystemNationalZA, bare
		}
		number := patient.NewIdentifier{System: n.system, Value: text}
		if broken := l.check.Check(patient.Registration{Identifiers: []patient.NewIdentifier{number}}); mentions(broken, "identifiers") {
			l.doubt(n.field, "number-left", nil)
			continue
		}
		in.Identifiers = append(in.Identifiers, number)
	}
}

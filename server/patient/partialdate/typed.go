package partialdate

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Parse reads a birth date or an age as staff type it: "3 2 84", "03/02/1984", "3 Feb 1984", "Feb 1984",
// "02/1984", "1984", "1984-02-03", "42", "6m", "10d", "2 years", "1y 6m", "3 weeks", "about 1960", and
// the same with Sesotho months and units. Day comes before month, as people write here. Of two years
// that end alike the later one that is not to come is meant. Nothing typed, or "?", is Unknown. The error is
// *Error with the field birthDate.
func Parse(typed string, today Day) (Date, error) {
	if len(typed) > 60 {
		return Date{}, notDate
	}
	text := plain(typed)
	if text == "" || text == "?" {
		return Date{Precision: Unknown}, nil
	}
	about := false
	if m := aboutForm.FindString(text); m != "" {
		about, text = true, text[len(m):]
	}
	d, err := parseAge(text, today)
	if err == notDate {
		d, err = parseDate(text, today)
	}
	if err != nil {
		return Date{}, err
	}
	if about && d.Precision != ByAge {
		// "about 1960" is an age told today; a day of the month is never about.
		if d.Precision == ByDay {
			return Date{}, notDate
		}
		d.Precision, d.RecordedOn = ByAge, today.String()
	}
	if e := d.check(today); e != nil {
		return Date{}, e
	}
	return d, nil
}

var notDate error = &Error{"birthDate", "not-a-date"}

var plainer = strings.NewReplacer("š", "s", "s\u030c", "s", "'", "", "’", "", "‘", "", "ʼ", "", "`", "", "\u00a0", " ", ",", " ")

// plain writes text in lower case with single spaces and without Sesotho's marks.
func plain(text string) string {
	return strings.Join(strings.Fields(plainer.Replace(strings.ToLower(text))), " ")
}

var aboutForm = regexp.MustCompile(`^(?:(?:about|abt|approx|circa|ca|hoo e ka bang)\.? |(?:~|±|\+/?-) ?)`)

const (
	yearsWord  = `(?:y|yr|yrs|years?|yo|lilemo|selemo|dilemo)`
	monthsWord = `(?:m|mo|mth|mths|months?|likhoeli|khoeli|dikgwedi|kgwedi)`
	weeksWord  = `(?:w|wk|wks|weeks?|libeke|beke|dibeke)`
	daysWord   = `(?:d|days?|matsatsi|letsatsi)`
)

var (
	bareAge    = regexp.MustCompile(`^\d{1,3}$`)
	unitAfter  = regexp.MustCompile(`^(?:(\d{1,3}) ?` + yearsWord + `)?(?: ?(\d{1,4}) ?` + monthsWord + `)?(?: ?(\d{1,4}) ?` + weeksWord + `)?(?: ?(\d{1,5}) ?` + daysWord + `)?(?: old)?$`)
	unitBefore = regexp.MustCompile(`^(?:` + yearsWord + ` (?:tse |e )?(\d{1,3}))?(?: ?` + monthsWord + ` (?:tse |e )?(\d{1,4}))?(?: ?` + weeksWord + ` (?:tse |e )?(\d{1,4}))?(?: ?` + daysWord + ` (?:tse |e )?(\d{1,5}))?$`)
)

func parseAge(text string, on Day) (Date, error) {
	if bareAge.MatchString(text) {
		return FromAge(number(text), Years, on)
	}
	parts := unitAfter.FindStringSubmatch(text)
	if parts == nil {
		parts = unitBefore.FindStringSubmatch(text)
	}
	if parts == nil {
		return Date{}, notDate
	}
	years, months, weeks, days := parts[1], parts[2], parts[3], parts[4]
	switch {
	case years+months == "" && weeks+days != "":
		return FromAge(7*number(weeks)+number(days), Days, on)
	case weeks+days != "" || years+months == "":
		return Date{}, notDate // "2 years 10 days" is more than anybody tells
	case months != "":
		return FromAge(12*number(years)+number(months), Months, on)
	}
	return FromAge(number(years), Years, on)
}

// A form is one way to write a date; its groups are named d, m, w (a month's name), y.
const sep = ` ?[ ./-] ?`

var forms = []*regexp.Regexp{
	regexp.MustCompile(`^(?P<d>\d{1,2})` + sep + `(?P<m>\d{1,2})` + sep + `(?P<y>\d{4}|\d{2})$`),
	regexp.MustCompile(`^(?P<y>\d{4})` + sep + `(?P<m>\d{1,2})` + sep + `(?P<d>\d{1,2})$`),
	regexp.MustCompile(`^(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:` + sep + `)?(?P<w>[a-z]{3,})\.?(?:` + sep + `)?(?P<y>\d{4}|\d{2})$`),
	regexp.MustCompile(`^(?P<w>[a-z]{3,})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<y>\d{4})$`),
	regexp.MustCompile(`^(?P<y>\d{4})` + sep + `(?P<w>[a-z]{3,})\.?(?:` + sep + `(?P<d>\d{1,2}))?$`),
	regexp.MustCompile(`^(?P<w>[a-z]{3,})\.?(?:` + sep + `)?(?P<y>\d{4}|\d{2})$`),
	regexp.MustCompile(`^(?P<m>\d{1,2})` + sep + `(?P<y>\d{4}|\d{2})$`),
	regexp.MustCompile(`^(?P<y>\d{4})` + sep + `(?P<m>\d{1,2})$`),
	// Without separators: no day, month and year can be read both ways, for no month is 19 or 20.
	regexp.MustCompile(`^(?P<d>\d{2})(?P<m>\d{2})(?P<y>19\d{2}|20\d{2})$`),
	regexp.MustCompile(`^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$`),
	regexp.MustCompile(`^(?P<y>\d{4})$`),
}

func parseDate(text string, today Day) (Date, error) {
	for _, form := range forms {
		groups := form.FindStringSubmatch(text)
		if groups == nil {
			continue
		}
		part := map[string]string{}
		for i, name := range form.SubexpNames() {
			part[name] = groups[i]
		}
		month := time.Month(number(part["m"]))
		if part["w"] != "" {
			if month = monthNamed(part["w"]); month == 0 {
				return Date{}, notDate
			}
		}
		return compose(part["y"], month, number(part["d"]), part["d"] != "", part["m"]+part["w"] != "", today)
	}
	return Date{}, notDate
}

func compose(yearText string, month time.Month, day int, hasDay, hasMonth bool, today Day) (Date, error) {
	d, precision, length := Day{number(yearText), month, day}, ByDay, 10
	if !hasDay {
		d.Day, precision, length = 1, ByMonth, 7
	}
	if !hasMonth {
		d.Month, precision, length = time.January, ByYear, 4
	}
	if len(yearText) == 2 {
		if d.Year += 2000; today.Before(d) {
			d.Year -= 100
		}
	}
	if !d.isReal() {
		return Date{}, notDate
	}
	return Date{Text: d.String()[:length], Precision: precision}, nil
}

// monthNames are English and both spellings of Sesotho, without marks.
var monthNames = [...][]string{
	{"january", "pherekhong", "pherekgong"}, {"february", "hlakola"}, {"march", "hlakubele"},
	{"april", "mesa", "mmesa"}, {"may", "motseanong", "motsheanong"}, {"june", "phupjane"},
	{"july", "phupu"}, {"august", "phato"}, {"september", "sept", "loetse", "lwetse"},
	{"october", "mphalane"}, {"november", "pulungoana", "pudungwana"}, {"december", "tsitoe", "tshitwe"},
}

// monthNamed is the month that a word of three letters or more begins, or 0 where none or two do.
func monthNamed(word string) time.Month {
	var found time.Month
	for i, names := range monthNames {
		for _, name := range names {
			if month := time.Month(i + 1); strings.HasPrefix(name, word) && found != month {
				if found != 0 {
					return 0
				}
				found = month
			}
		}
	}
	return found
}

// number reads digits that a form has already matched; nothing is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

package patient

import (
	"fmt"
	"regexp"
	"strconv"
)

// A file number that is counted by years ends in its year: 0012/19. It is kept as it
// is written on the file, with two figures or four; the schema holds that both are
// one number.
var yearAtEnd = regexp.MustCompile(`^(.+)/([0-9]{2}|[0-9]{4})$`)

// The years that two figures stand for.
const firstYear, lastYear = 1950, 2049

// numberYear is the year at the end of a file number, 0 when there is none.
func numberYear(value string) int {
	_, year := splitYear(value)
	return year
}

func splitYear(value string) (number string, year int) {
	m := yearAtEnd.FindStringSubmatch(value)
	if m == nil {
		return value, 0
	}
	year, err := strconv.Atoi(m[2])
	if err == nil && len(m[2]) == 2 {
		year += 1900
		if year < firstYear {
			year += 100
		}
	}
	if err != nil || year < firstYear || year > lastYear {
		return value, 0
	}
	return m[1], year
}

// otherYearForm is the same number with its year in the other form: 0012/2019 for
// 0012/19. A number without a year is itself.
func otherYearForm(value string) string {
	number, year := splitYear(value)
	switch {
	case year == 0:
		return value
	case len(value)-len(number) == 3:
		return fmt.Sprintf("%s/%d", number, year)
	}
	return fmt.Sprintf("%s/%02d", number, year%100)
}

// year puts the year that was given by itself to the end of the number, and refuses
// one that the number contradicts.
func (n *NewIdentifier) year(c *checks, at string) {
	has := numberYear(n.Value)
	switch {
	case n.Year == 0 || has == n.Year:
	case n.System != SystemFile:
		c.add(at+"year", "not-allowed", nil)
	case n.Year < firstYear || n.Year > lastYear:
		c.add(at+"year", "out-of-range", map[string]any{"min": firstYear, "max": lastYear})
	case has != 0:
		c.add(at+"year", "not-allowed", nil)
	case n.Value != "":
		n.Value = fmt.Sprintf("%s/%02d", n.Value, n.Year%100)
	}
	n.Year = 0 // it is said once, in the value
}

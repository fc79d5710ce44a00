package match

// birth is a birth date by its digits. It need not be in the calendar: the 31st of the 13th is a typing error that
// still tells much. The zero birth is unknown.
type birth struct {
	year, month, day int // all 0 when a figure is missing or too many, and nobody knows which
	estimated        bool
	digits           string // YYYYMMDD, or a figure more or fewer
}

// parseBirth reads YYYY-MM-DD, YYYY-MM or YYYY; anything else is unknown. A first of January is taken for an
// estimate, as the custom is where only the year is known.
func parseBirth(text string, estimated bool) birth {
	digits := make([]byte, 0, 9)
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9' && len(digits) < 9:
			digits = append(digits, c)
		case c != '-':
			return birth{}
		}
	}
	switch len(digits) {
	case 7, 9:
		return birth{digits: string(digits)}
	case 4, 6, 8:
	default:
		return birth{}
	}
	for len(digits) < 8 {
		digits = append(digits, '0')
	}
	number := func(d []byte) (n int) {
		for _, c := range d {
			n = 10*n + int(c-'0')
		}
		return n
	}
	b := birth{number(digits[:4]), number(digits[4:6]), number(digits[6:]), estimated, string(digits)}
	if b.month == 1 && b.day == 1 || b.month == 0 {
		b.estimated = true
	}
	return b
}

func (b birth) known() bool { return b.year != 0 }

// exact says whether the day was told, not reckoned.
func (b birth) exact() bool { return b.month != 0 && b.day != 0 && !b.estimated }

// birthVerdict is how two birth dates stand.
type birthVerdict uint8

const (
	birthUnknown birthVerdict = iota
	birthSame
	birthSwapped  // day and month changed over
	birthOneDigit // one digit, or two neighbours changed over
	birthDay      // day and month the same, another year
	birthTwoParts // the same year, and month or day
	birthYear     // estimated: the same year
	birthYear1
	birthYear2
	birthYears   // estimated: a few years, neither for nor against
	birthDecade  // estimated: up to a generation
	birthDiffers // wholly
	birthApart   // a generation or more
)

// namesakes are at least so many years apart: a child is called after a grandparent or an aunt, not after a brother.
const namesakes = 12

var birthWeights = [...]float64{
	birthSame: 13.5, birthSwapped: 9.5, birthOneDigit: 8.5, birthDay: 7, birthTwoParts: 5.5,
	birthYear: 4.5, birthYear1: 3, birthYear2: 2, birthYears: 0, birthDecade: -2, birthDiffers: -5, birthApart: -6,
}

func compareBirths(a, b birth) birthVerdict {
	if !a.known() || !b.known() {
		if a.digits != "" && b.digits != "" && (a.digits == b.digits || oneEdit(a.digits, b.digits)) {
			return birthOneDigit
		}
		return birthUnknown
	}
	gap := apart(a, b)
	if !a.exact() || !b.exact() {
		switch {
		case gap == 0:
			return birthYear
		case gap == 1:
			return birthYear1
		case gap == 2:
			return birthYear2
		case gap <= 5:
			return birthYears
		case gap < namesakes:
			return birthDecade
		}
		return birthApart
	}
	switch {
	case a.digits == b.digits:
		return birthSame
	case gap == 0 && a.month == b.day && a.day == b.month:
		return birthSwapped
	case oneEdit(a.digits, b.digits):
		return birthOneDigit
	case a.month == b.month && a.day == b.day:
		return birthDay
	case gap == 0 && (a.month == b.month || a.day == b.day):
		return birthTwoParts
	case gap < namesakes:
		return birthDiffers
	}
	return birthApart
}

// apart is how many years lie between two births.
func apart(a, b birth) int { return max(a.year-b.year, b.year-a.year) }

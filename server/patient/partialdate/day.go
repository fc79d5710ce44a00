package partialdate

import (
	"fmt"
	"time"
)

// Day is a day of the calendar, anywhere. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day of t where t's location says it is: hand it clinic time.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// ParseDay reads YYYY-MM-DD and says whether it is a real day.
func ParseDay(text string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Day{}, false
	}
	return DayOf(t), true
}

// String is YYYY-MM-DD.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Before says whether d is an earlier day than o.
func (d Day) Before(o Day) bool {
	if d.Year != o.Year {
		return d.Year < o.Year
	}
	if d.Month != o.Month {
		return d.Month < o.Month
	}
	return d.Day < o.Day
}

func (d Day) isReal() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d Day) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func (d Day) addDays(n int) Day { return DayOf(d.utc().AddDate(0, 0, n)) }

// addMonths goes to the same day of another month, or to its last day where that one is shorter.
func (d Day) addMonths(n int) Day {
	first := DayOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
	first.Day = min(d.Day, daysIn(first.Year, first.Month))
	return first
}

// monthsTo counts completed months from d to a later day. One born on the 31st completes a shorter
// month on the day after its last.
func (d Day) monthsTo(o Day) int {
	months := 12*(o.Year-d.Year) + int(o.Month-d.Month)
	if o.Day < d.Day {
		months--
	}
	return months
}

func (d Day) daysTo(o Day) int { return int((o.utc().Unix() - d.utc().Unix()) / (24 * 60 * 60)) }

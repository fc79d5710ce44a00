package partialdate

import "time"

// Precision says how much of a birth date is known.
type Precision string

const (
	ByDay   Precision = "day"
	ByMonth Precision = "month"
	ByYear  Precision = "year"
	ByAge   Precision = "age" // reckoned from an age told on RecordedOn
	Unknown Precision = "unknown"
)

// Date is a birth date as far as it is known, in the shape the API and the database hold it.
type Date struct {
	Text       string    `json:"birthDate,omitempty"`       // YYYY-MM-DD, YYYY-MM or YYYY; empty when Unknown
	Precision  Precision `json:"birthPrecision"`            //
	RecordedOn string    `json:"birthRecordedOn,omitempty"` // YYYY-MM-DD, with ByAge only: the day the age was told
}

// MaxYears is the greatest age that is believed.
const MaxYears = 125

// Error says which field of a Date is wrong and why.
type Error struct {
	Field string // birthDate, birthPrecision or birthRecordedOn
	Code  string // not-a-date, future, before-1900, out-of-range, not-one-of, required or not-allowed
}

func (e *Error) Error() string { return "partialdate: " + e.Field + ": " + e.Code }

// Check says whether a Date from outside is sound on the day it comes in: its parts agree, its day is
// in the calendar, not before 1900, not to come, and no more than MaxYears ago. The error is *Error.
func (d Date) Check(today Day) error {
	if e := d.check(today); e != nil {
		return e
	}
	return nil
}

func (d Date) check(today Day) *Error {
	lengths := map[Precision][]int{ByDay: {10}, ByMonth: {7}, ByYear: {4}, ByAge: {4, 7, 10}, Unknown: {0}}[d.Precision]
	switch {
	case lengths == nil:
		return &Error{"birthPrecision", "not-one-of"}
	case d.RecordedOn != "" && d.Precision != ByAge:
		return &Error{"birthRecordedOn", "not-allowed"}
	case d.Precision == Unknown && d.Text != "":
		return &Error{"birthDate", "not-allowed"}
	case d.Precision == Unknown:
		return nil
	case d.Text == "":
		return &Error{"birthDate", "required"}
	}
	fits := false
	for _, n := range lengths {
		fits = fits || len(d.Text) == n
	}
	first, exists := parse(d.Text)
	if !fits || !exists {
		return &Error{"birthDate", "not-a-date"}
	}
	told := today
	if d.Precision == ByAge {
		if d.RecordedOn == "" {
			return &Error{"birthRecordedOn", "required"}
		}
		var ok bool
		if told, ok = ParseDay(d.RecordedOn); !ok {
			return &Error{"birthRecordedOn", "not-a-date"}
		}
		if today.Before(told) {
			return &Error{"birthRecordedOn", "future"}
		}
		if told.Year < 1900 {
			return &Error{"birthRecordedOn", "before-1900"}
		}
	}
	switch {
	case first.Year < 1900:
		return &Error{"birthDate", "before-1900"}
	case told.Before(first):
		return &Error{"birthDate", "future"}
	}
	if _, latest, _ := d.Bounds(); latest.monthsTo(today) >= 12*(MaxYears+1) {
		return &Error{"birthDate", "out-of-range"}
	}
	return nil
}

// parse reads YYYY, YYYY-MM or YYYY-MM-DD as its first day and says whether it is in the calendar.
func parse(text string) (first Day, exists bool) {
	layout := map[int]string{4: "2006", 7: "2006-01", 10: time.DateOnly}[len(text)]
	t, err := time.Parse(layout, text)
	return DayOf(t), layout != "" && err == nil
}

// Bounds are the earliest and the latest day the birth can have been, both possible. It is not ok for
// an Unknown date or one that Check refuses.
func (d Date) Bounds() (earliest, latest Day, ok bool) {
	first, exists := parse(d.Text)
	if !exists {
		return Day{}, Day{}, false
	}
	switch d.Precision {
	case ByDay:
		return first, first, len(d.Text) == 10
	case ByMonth:
		return first, Day{first.Year, first.Month, daysIn(first.Year, first.Month)}, len(d.Text) == 7
	case ByYear:
		return first, Day{first.Year, time.December, 31}, len(d.Text) == 4
	case ByAge:
		value, unit, ok := d.Told()
		on, isDay := ParseDay(d.RecordedOn)
		if !ok || !isDay {
			return Day{}, Day{}, false
		}
		switch unit {
		case Years:
			return on.addMonths(-12 * (value + 1)).addDays(1), on.addMonths(-12 * value), true
		case Months:
			return on.addMonths(-(value + 1)).addDays(1), on.addMonths(-value), true
		}
		return first, first, true
	}
	return Day{}, Day{}, false
}

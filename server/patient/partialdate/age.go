package partialdate

// Unit is what an age is counted in.
type Unit string

const (
	Years  Unit = "years"
	Months Unit = "months"
	Days   Unit = "days"
)

// Age is a completed age on a day: days under a month, months under two years, years from then on, and
// never in a finer unit than the birth date is known in. Estimated is so when the age was told, or when
// the date could also make it another.
type Age struct {
	Value     int  `json:"value"`
	Unit      Unit `json:"unit" enum:"years,months,days"`
	Estimated bool `json:"estimated"`
}

// FromAge is the Date of somebody said to be value units old on a day. The error is *Error.
func FromAge(value int, unit Unit, on Day) (Date, error) {
	if most := map[Unit]int{Years: MaxYears, Months: 12 * MaxYears, Days: 366 * MaxYears}[unit]; value < 0 || value > most {
		return Date{}, &Error{"birthDate", "out-of-range"}
	}
	d := Date{Precision: ByAge, RecordedOn: on.String()}
	switch unit {
	case Years:
		d.Text = on.addMonths(-12 * value).String()[:4]
	case Months:
		d.Text = on.addMonths(-value).String()[:7]
	default:
		d.Text = on.addDays(-value).String()
	}
	if e := d.check(on); e != nil {
		return Date{}, e
	}
	return d, nil
}

// Told is the age as it was told on RecordedOn. It is ok for ByAge only.
func (d Date) Told() (value int, unit Unit, ok bool) {
	on, isDay := ParseDay(d.RecordedOn)
	first, exists := parse(d.Text)
	if d.Precision != ByAge || !isDay || !exists {
		return 0, "", false
	}
	switch len(d.Text) {
	case 4:
		value, unit = on.Year-first.Year, Years
	case 7:
		value, unit = 12*(on.Year-first.Year)+int(on.Month-first.Month), Months
	default:
		value, unit = first.daysTo(on), Days
	}
	return value, unit, value >= 0
}

// Age is the age on a day. It is not ok when nothing is known, or when the birth is after that day.
//
// Of the days the birth can have been it takes the middle one; for a told age the latest, so that
// 34 stays 34 for a year after it was told.
func (d Date) Age(on Day) (Age, bool) {
	earliest, latest, ok := d.Bounds()
	if !ok || on.Before(earliest) {
		return Age{}, false
	}
	if on.Before(latest) {
		latest = on
	}
	finest := d.finest()
	middle := earliest.addDays(earliest.daysTo(latest) / 2)
	if d.Precision == ByAge {
		middle = latest
	}
	age := completed(middle, on, finest)
	age.Estimated = d.Precision == ByAge || completed(earliest, on, finest) != completed(latest, on, finest)
	return age, true
}

// MonthsAt are the least and the most completed months the age can be on a day: for rules that differ
// by age, such as triage. It is ok when Age is.
func (d Date) MonthsAt(on Day) (least, most int, ok bool) {
	earliest, latest, ok := d.Bounds()
	if !ok || on.Before(earliest) {
		return 0, 0, false
	}
	if on.Before(latest) {
		latest = on
	}
	return latest.monthsTo(on), earliest.monthsTo(on), true
}

// finest is the unit in which the date is known, by the length of its text.
func (d Date) finest() Unit {
	return map[int]Unit{4: Years, 7: Months, 10: Days}[len(d.Text)]
}

func completed(born, on Day, finest Unit) Age {
	switch months := born.monthsTo(on); {
	case months >= 24 || finest == Years:
		return Age{Value: months / 12, Unit: Years}
	case months >= 1 || finest == Months:
		return Age{Value: months, Unit: Months}
	}
	return Age{Value: born.daysTo(on), Unit: Days}
}

package partialdate

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		date        Date
		field, code string
	}{
		{Date{"1984-02-03", ByDay, ""}, "", ""},
		{Date{"1984-02", ByMonth, ""}, "", ""},
		{Date{"1984", ByYear, ""}, "", ""},
		{Date{"1992", ByAge, "2026-05-03"}, "", ""},
		{Date{"2026-04", ByAge, "2026-05-03"}, "", ""},
		{Date{"2026-05-01", ByAge, "2026-05-03"}, "", ""},
		{Date{"", Unknown, ""}, "", ""},
		{Date{"2026-11-22", ByDay, ""}, "", ""},
		{Date{"1901", ByYear, ""}, "", ""},

		{Date{"1984-02-03", "", ""}, "birthPrecision", "not-one-of"},
		{Date{"1984-02-03", "guess", ""}, "birthPrecision", "not-one-of"},
		{Date{"1984-02-03", ByMonth, ""}, "birthDate", "not-a-date"},
		{Date{"1984", ByDay, ""}, "birthDate", "not-a-date"},
		{Date{"1984-02-30", ByDay, ""}, "birthDate", "not-a-date"},
		{Date{"1984-2-3", ByDay, ""}, "birthDate", "not-a-date"},
		{Date{"03-02-1984", ByDay, ""}, "birthDate", "not-a-date"},
		{Date{"1984-00", ByMonth, ""}, "birthDate", "not-a-date"},
		{Date{"84", ByYear, ""}, "birthDate", "not-a-date"},
		{Date{"+984", ByYear, ""}, "birthDate", "not-a-date"},
		{Date{"", ByYear, ""}, "birthDate", "required"},
		{Date{"1984", Unknown, ""}, "birthDate", "not-allowed"},
		{Date{"1984", ByYear, "2026-05-03"}, "birthRecordedOn", "not-allowed"},
		{Date{"1992", ByAge, ""}, "birthRecordedOn", "required"},
		{Date{"1992", ByAge, "2026-05"}, "birthRecordedOn", "not-a-date"},
		{Date{"1992", ByAge, "2026-11-23"}, "birthRecordedOn", "future"},
		{Date{"1992", ByAge, "1991-05-03"}, "birthDate", "future"},
		{Date{"2026-11-23", ByDay, ""}, "birthDate", "future"},
		{Date{"2026-12", ByMonth, ""}, "birthDate", "future"},
		{Date{"2027", ByYear, ""}, "birthDate", "future"},
		{Date{"1899-12-31", ByDay, ""}, "birthDate", "before-1900"},
		{Date{"0001", ByYear, ""}, "birthDate", "before-1900"},
		{Date{"1900-11-22", ByDay, ""}, "birthDate", "out-of-range"},
		{Date{"1900", ByAge, "2026-05-03"}, "birthDate", "out-of-range"},
	} {
		err := c.date.Check(today)
		var e *Error
		switch {
		case c.code == "" && err != nil:
			t.Errorf("Check(%+v) = %v", c.date, err)
		case c.code != "" && (!errors.As(err, &e) || e.Field != c.field || e.Code != c.code):
			t.Errorf("Check(%+v) = %v, want %s: %s", c.date, err, c.field, c.code)
		}
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		date             Date
		earliest, latest string
	}{
		{Date{"1984-02-03", ByDay, ""}, "1984-02-03", "1984-02-03"},
		{Date{"1984-02", ByMonth, ""}, "1984-02-01", "1984-02-29"},
		{Date{"1983-12", ByMonth, ""}, "1983-12-01", "1983-12-31"},
		{Date{"1984", ByYear, ""}, "1984-01-01", "1984-12-31"},
		{Date{"1992", ByAge, "2026-05-03"}, "1991-05-04", "1992-05-03"},
		{Date{"2025-11", ByAge, "2026-05-03"}, "2025-10-04", "2025-11-03"},
		{Date{"2026-02", ByAge, "2026-03-31"}, "2026-02-01", "2026-02-28"},
		{Date{"2026-04-23", ByAge, "2026-05-03"}, "2026-04-23", "2026-04-23"},
		{Date{"2023", ByAge, "2024-02-29"}, "2022-03-01", "2023-02-28"},
	} {
		earliest, latest, ok := c.date.Bounds()
		if !ok || earliest.String() != c.earliest || latest.String() != c.latest {
			t.Errorf("Bounds(%+v) = %v, %v, %v; want %s, %s", c.date, earliest, latest, ok, c.earliest, c.latest)
		}
	}
	for _, unsound := range []Date{{}, {Precision: Unknown}, {"1984", ByDay, ""}, {"1992", ByAge, ""}, {"1984-13", ByMonth, ""}, {"2027", ByAge, "2026-05-03"}} {
		if earliest, latest, ok := unsound.Bounds(); ok {
			t.Errorf("Bounds(%+v) = %v, %v", unsound, earliest, latest)
		}
	}
}

// Bounds of a told age are exactly the days on which the told age was right.
func TestBoundsOfAToldAgeAreExact(t *testing.T) {
	for _, on := range []Day{{2026, 5, 3}, {2024, 2, 29}, {2026, 2, 28}, {2026, 3, 31}, {2026, 3, 1}, {2026, 1, 1}, {2026, 12, 31}} {
		for months := range 40 {
			d, err := FromAge(months, Months, on)
			if err != nil {
				t.Fatal(err)
			}
			checkExact(t, d, on, func(born Day) bool { return born.monthsTo(on) == months })
			d, err = FromAge(months, Years, on)
			if err != nil {
				t.Fatal(err)
			}
			checkExact(t, d, on, func(born Day) bool { return born.monthsTo(on)/12 == months })
		}
	}
}

func checkExact(t *testing.T, d Date, on Day, right func(born Day) bool) {
	t.Helper()
	earliest, latest, ok := d.Bounds()
	if !ok || !right(earliest) || !right(latest) || right(earliest.addDays(-1)) || latest.Before(on) && right(latest.addDays(1)) {
		t.Errorf("%+v: bounds %v to %v, %v", d, earliest, latest, ok)
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		date Date
		on   string
		want Age
	}{
		{Date{"1984-02-03", ByDay, ""}, "2026-11-22", Age{42, Years, false}},
		{Date{"1984-11-22", ByDay, ""}, "2026-11-22", Age{42, Years, false}},
		{Date{"1984-11-23", ByDay, ""}, "2026-11-22", Age{41, Years, false}},
		{Date{"2004-02-29", ByDay, ""}, "2026-02-28", Age{21, Years, false}},
		{Date{"2004-02-29", ByDay, ""}, "2026-03-01", Age{22, Years, false}},
		{Date{"2024-11-22", ByDay, ""}, "2026-11-22", Age{2, Years, false}},
		{Date{"2024-11-23", ByDay, ""}, "2026-11-22", Age{23, Months, false}},
		{Date{"2026-10-22", ByDay, ""}, "2026-11-22", Age{1, Months, false}},
		{Date{"2026-10-23", ByDay, ""}, "2026-11-22", Age{30, Days, false}},
		{Date{"2026-01-31", ByDay, ""}, "2026-02-28", Age{28, Days, false}},
		{Date{"2026-01-31", ByDay, ""}, "2026-03-01", Age{1, Months, false}},
		{Date{"2026-11-22", ByDay, ""}, "2026-11-22", Age{0, Days, false}},

		{Date{"1984-02", ByMonth, ""}, "2026-11-22", Age{42, Years, false}},
		{Date{"1984-11", ByMonth, ""}, "2026-11-10", Age{41, Years, true}},
		{Date{"2025-11", ByMonth, ""}, "2026-11-22", Age{12, Months, true}},
		{Date{"2026-11", ByMonth, ""}, "2026-11-22", Age{0, Months, false}},
		{Date{"1984", ByYear, ""}, "2026-11-22", Age{42, Years, true}},
		{Date{"1984", ByYear, ""}, "2026-03-01", Age{41, Years, true}},
		{Date{"1984", ByYear, ""}, "2026-12-31", Age{42, Years, false}},
		{Date{"2026", ByYear, ""}, "2026-11-22", Age{0, Years, false}},

		{Date{"1992", ByAge, "2026-05-03"}, "2026-05-03", Age{34, Years, true}},
		{Date{"1992", ByAge, "2026-05-03"}, "2027-05-02", Age{34, Years, true}},
		{Date{"1992", ByAge, "2026-05-03"}, "2027-05-03", Age{35, Years, true}},
		{Date{"1992", ByAge, "2026-05-03"}, "2020-05-03", Age{28, Years, true}},
		{Date{"2025", ByAge, "2026-05-03"}, "2026-11-22", Age{1, Years, true}},
		{Date{"2025-11", ByAge, "2026-05-03"}, "2026-05-03", Age{6, Months, true}},
		{Date{"2025-11", ByAge, "2026-05-03"}, "2026-05-20", Age{6, Months, true}},
		{Date{"2025-11", ByAge, "2026-05-03"}, "2027-11-03", Age{2, Years, true}},
		{Date{"2026-04-23", ByAge, "2026-05-03"}, "2026-05-03", Age{10, Days, true}},
		{Date{"2026-04-23", ByAge, "2026-05-03"}, "2026-05-23", Age{1, Months, true}},
	} {
		on, ok := ParseDay(c.on)
		if !ok {
			t.Fatal(c.on)
		}
		if got, ok := c.date.Age(on); !ok || got != c.want {
			t.Errorf("%+v on %s is %+v, %v; want %+v", c.date, c.on, got, ok, c.want)
		}
	}
	if age, ok := (Date{Precision: Unknown}).Age(today); ok {
		t.Errorf("nothing known, yet %+v", age)
	}
	if age, ok := (Date{"1984", ByYear, ""}).Age(Day{1983, 12, 31}); ok {
		t.Errorf("not born, yet %+v", age)
	}
}

func TestMonthsAt(t *testing.T) {
	for _, c := range []struct {
		date        Date
		least, most int
	}{
		{Date{"2026-10-22", ByDay, ""}, 1, 1},
		{Date{"2026-10", ByMonth, ""}, 0, 1},
		{Date{"2026", ByYear, ""}, 0, 10},
		{Date{"2021", ByAge, "2026-11-22"}, 60, 71},
		{Date{"2024-11", ByAge, "2026-11-22"}, 24, 24},
	} {
		if least, most, ok := c.date.MonthsAt(today); !ok || least != c.least || most != c.most {
			t.Errorf("%+v is %d to %d months, %v; want %d to %d", c.date, least, most, ok, c.least, c.most)
		}
	}
	if _, _, ok := (Date{Precision: Unknown}).MonthsAt(today); ok {
		t.Error("nothing known, yet months")
	}
}

func TestFromAgeRefusesWhatNobodyReaches(t *testing.T) {
	for _, c := range []struct {
		value int
		unit  Unit
	}{{-1, Years}, {126, Years}, {1 << 30, Months}, {1 << 30, Days}, {-1, Days}, {1, "fortnights"}} {
		var e *Error
		if d, err := FromAge(c.value, c.unit, today); !errors.As(err, &e) || e.Code != "out-of-range" || d != (Date{}) {
			t.Errorf("FromAge(%d, %s) = %+v, %v", c.value, c.unit, d, err)
		}
	}
}

func TestShapeInJSON(t *testing.T) {
	type patient struct {
		ID string `json:"id"`
		Date
	}
	raw, err := json.Marshal(patient{"p", Date{"1992", ByAge, "2026-05-03"}})
	if want := `{"id":"p","birthDate":"1992","birthPrecision":"age","birthRecordedOn":"2026-05-03"}`; err != nil || string(raw) != want {
		t.Errorf("%s, %v", raw, err)
	}
	raw, err = json.Marshal(Date{Precision: Unknown})
	if want := `{"birthPrecision":"unknown"}`; err != nil || string(raw) != want {
		t.Errorf("%s, %v", raw, err)
	}
}

func TestDayOfIsTheClinicsDay(t *testing.T) {
	maseru := time.FixedZone("Africa/Maseru", 2*60*60)
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	if d := DayOf(late.In(maseru)); d != (Day{2026, 11, 22}) {
		t.Errorf("DayOf = %v", d)
	}
	for _, text := range []string{"", "2026-11", "2026-02-29", "22-11-2026", "2026-11-22T00:00:00Z", " 2026-11-22"} {
		if d, ok := ParseDay(text); ok {
			t.Errorf("ParseDay(%q) = %v", text, d)
		}
	}
}

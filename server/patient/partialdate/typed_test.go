package partialdate

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
)

var today = Day{2026, 11, 22}

type typedCase struct {
	Typed string `json:"typed"`
	Date
	Error string `json:"error"`
}

func typedCases(t testing.TB) []typedCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/typed.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Today string      `json:"today"`
		Cases []typedCase `json:"cases"`
	}
	if err := json.Unmarshal(raw, &file); err != nil || file.Today != today.String() || len(file.Cases) < 100 {
		t.Fatalf("typed.json: today %s, %d cases, %v", file.Today, len(file.Cases), err)
	}
	return file.Cases
}

func TestParse(t *testing.T) {
	for _, c := range typedCases(t) {
		got, err := Parse(c.Typed, today)
		if c.Error == "" {
			if err != nil || got != c.Date {
				t.Errorf("Parse(%q) = %+v, %v; want %+v", c.Typed, got, err, c.Date)
			}
			continue
		}
		var e *Error
		if !errors.As(err, &e) || *e != (Error{"birthDate", c.Error}) || got != (Date{}) {
			t.Errorf("Parse(%q) = %+v, %v; want %s", c.Typed, got, err, c.Error)
		}
	}
}

func TestWhatWasToldIsKept(t *testing.T) {
	for typed, want := range map[string]struct {
		value int
		unit  Unit
	}{
		"42": {42, Years}, "0": {0, Years}, "6m": {6, Months}, "1y 6m": {18, Months}, "30 months": {30, Months},
		"10d": {10, Days}, "3 weeks": {21, Days}, "400 d": {400, Days}, "about 1960": {66, Years},
	} {
		d, err := Parse(typed, today)
		if err != nil {
			t.Errorf("Parse(%q): %v", typed, err)
			continue
		}
		if value, unit, ok := d.Told(); value != want.value || unit != want.unit || !ok {
			t.Errorf("%q was told as %d %s, %v", typed, value, unit, ok)
		}
	}
	if _, _, ok := (Date{Text: "1984", Precision: ByYear}).Told(); ok {
		t.Error("a year was told as an age")
	}
}

// Whatever is typed on whatever day, what is understood is sound, has bounds, an age, and the same told.
func FuzzParse(f *testing.F) {
	for _, c := range typedCases(f) {
		f.Add(c.Typed, 0)
	}
	f.Add("29 2 04", -650)
	f.Add("1m", 128)
	f.Fuzz(func(t *testing.T, typed string, later int) {
		on := today.addDays(later % 20000)
		d, err := Parse(typed, on)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Field != "birthDate" || d != (Date{}) {
				t.Fatalf("Parse(%q) = %+v, %v", typed, d, err)
			}
			return
		}
		if err := d.Check(on); err != nil {
			t.Fatalf("Parse(%q) = %+v, which Check refuses: %v", typed, d, err)
		}
		if d.Precision == Unknown {
			return
		}
		earliest, latest, ok := d.Bounds()
		if !ok || latest.Before(earliest) || on.Before(earliest) || earliest.Year < 1899 {
			t.Fatalf("Parse(%q) = %+v, born %v to %v, %v", typed, d, earliest, latest, ok)
		}
		age, ok := d.Age(on)
		if !ok || age.Value < 0 || age.Unit == Years && age.Value > MaxYears+1 {
			t.Fatalf("Parse(%q) on %v = %+v, age %+v, %v", typed, on, d, age, ok)
		}
		if value, unit, told := d.Told(); told {
			if again, err := FromAge(value, unit, on); err != nil || again != d {
				t.Fatalf("Parse(%q) = %+v, told %d %s, which is %+v, %v", typed, d, value, unit, again, err)
			}
		}
	})
}

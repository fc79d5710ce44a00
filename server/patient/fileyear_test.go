package patient

import "testing"

func TestYearOfANumber(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]struct {
		year  int
		other string
	}{
		"0012/19": {2019, "0012/2019"}, "0012/2019": {2019, "0012/19"}, "7/50": {1950, "7/1950"}, "7/49": {2049, "7/2049"}, "A/12/99": {1999, "A/12/1999"},
		"0012": {0, "0012"}, "12/3": {0, "12/3"}, "12/2050": {0, "12/2050"}, "12/1949": {0, "12/1949"}, "/19": {0, "/19"}, "12/019": {0, "12/019"}, "": {0, ""},
	} {
		if year, other := numberYear(value), otherYearForm(value); year != want.year || other != want.other {
			t.Errorf("%q: %d and %q, want %d and %q", value, year, other, want.year, want.other)
		}
	}
}

func FuzzYearOfANumber(f *testing.F) {
	f.Add("0012/19")
	f.Add("A/1/2019")
	f.Fuzz(func(t *testing.T, value string) {
		year, other := numberYear(value), otherYearForm(value)
		if numberYear(other) != year || otherYearForm(other) != value {
			t.Errorf("%q of %d, %q of %d, %q", value, year, other, numberYear(other), otherYearForm(other))
		}
	})
}

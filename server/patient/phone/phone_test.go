package phone

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestParseAndDisplay(t *testing.T) {
	for _, c := range []struct {
		typed   string
		home    Country
		want    string
		display string
	}{
		{"58124471", Lesotho, "+26658124471", "5812 4471"},
		{"5812 4471", Lesotho, "+26658124471", "5812 4471"},
		{" 58-12-44-71 ", Lesotho, "+26658124471", "5812 4471"},
		{"+266 5812 4471", Lesotho, "+26658124471", "5812 4471"},
		{"(+266) 5812.4471", Lesotho, "+26658124471", "5812 4471"},
		{"00266 58124471", Lesotho, "+26658124471", "5812 4471"},
		{"26658124471", Lesotho, "+26658124471", "5812 4471"},
		{"2231 2345", Lesotho, "+26622312345", "2231 2345"},
		{"6300 1122", Lesotho, "+26663001122", "6300 1122"},
		{"082 123 4567", Lesotho, "+27821234567", "+27 82 123 4567"},
		{"+27 82 123 4567", Lesotho, "+27821234567", "+27 82 123 4567"},
		{"27821234567", Lesotho, "+27821234567", "+27 82 123 4567"},
		{"051 924 1234", Lesotho, "+27519241234", "+27 51 924 1234"},
		{"082 123 4567", SouthAfrica, "+27821234567", "082 123 4567"},
		{"5812 4471", SouthAfrica, "+26658124471", "+266 5812 4471"},
		{"0026658124471", SouthAfrica, "+26658124471", "+266 5812 4471"},
		{"+258 82 123 4567", Lesotho, "+258821234567", "+258 82 123 4567"},
	} {
		got, err := Parse(c.typed, c.home)
		if err != nil || got != c.want {
			t.Errorf("Parse(%q, %s) = %q, %v; want %q", c.typed, c.home, got, err, c.want)
			continue
		}
		if shown := Display(got, c.home); shown != c.display {
			t.Errorf("Display(%q, %s) = %q, want %q", got, c.home, shown, c.display)
		}
		if Key(c.typed) != Key(got) {
			t.Errorf("Key(%q) = %q, Key(%q) = %q", c.typed, Key(c.typed), got, Key(got))
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, typed := range []string{
		"", " ", "+", "12345", "112", "5812447", "581244711", "5812447l", "none", "call me on 58124471",
		"58124471 / 63001122", "22312345678", "58124471 ext 5", "58124471;ext=5", "tel:58124471", "+266+58124471", "1-800-FLOWERS",
		"00000000", "+99958124471", "٥٨١٢٤٤٧١", "58124471\x00", "5812\xff4471", strings.Repeat("5", 10000),
	} {
		if got, err := Parse(typed, Lesotho); !errors.Is(err, ErrNotPhone) || got != "" {
			t.Errorf("Parse(%.30q) = %q, %v", typed, got, err)
		}
	}
}

func TestDisplayLeavesTheRestAlone(t *testing.T) {
	for _, stored := range []string{"", "5812", "chief's phone, ask", "+", "+999123", "58124471"} {
		if got := Display(stored, Lesotho); got != stored {
			t.Errorf("Display(%q) = %q", stored, got)
		}
	}
}

func TestKey(t *testing.T) {
	for text, want := range map[string]string{
		"+266 5812 4471": "58124471", "5812 4471": "58124471", "+27821234567": "21234567", "082 123 4567": "21234567",
		"4471": "4471", "": "", "ask the chief": "",
	} {
		if got := Key(text); got != want {
			t.Errorf("Key(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("+266 5812 4471", true)
	f.Add("082 123 4567", false)
	shape := regexp.MustCompile(`^\+[1-9]\d{6,14}$`)
	f.Fuzz(func(t *testing.T, typed string, inLesotho bool) {
		home := SouthAfrica
		if inLesotho {
			home = Lesotho
		}
		got, err := Parse(typed, home)
		if err != nil {
			if !errors.Is(err, ErrNotPhone) || got != "" {
				t.Fatalf("Parse(%q) = %q, %v", typed, got, err)
			}
			return
		}
		if !shape.MatchString(got) {
			t.Fatalf("Parse(%q) = %q", typed, got)
		}
		for _, again := range []string{got, Display(got, home)} {
			if back, err := Parse(again, home); err != nil || back != got {
				t.Fatalf("Parse(%q) = %q, but %q reads %q, %v", typed, got, again, back, err)
			}
		}
	})
}

// Numbers of other countries are kept as E.164 when their country code is one.
func TestOtherCountries(t *testing.T) {
	for typed, want := range map[string]string{
		"+27 (0)82 123 4567": "+27821234567", "+263 77 123 4567": "+263771234567", "00268 7612 3456": "+26876123456",
		"+44 7700 900123": "+447700900123", "+1 202 555 0143": "+12025550143", "+267 7123 4567": "+26771234567",
		"+210 5812 4471": "", "+27 0 82": "", "+27 21 234 567": "", "+27 92 123 4567": "+27921234567", "+266 9812 4471": "", "+263 12": "", "+44 1234 5678 9012 3456": "",
	} {
		if got, err := Parse(typed, Lesotho); got != want || (err == nil) != (want != "") {
			t.Errorf("Parse(%q) = %q, %v; want %q", typed, got, err, want)
		}
	}
}

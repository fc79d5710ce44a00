package name

import (
	"errors"
	"strings"
	"testing"
)

func TestValid(t *testing.T) {
	for text, want := range map[string]error{
		"Tšepo":                     nil,
		"'Mathabo":                  nil,
		"Ts’epo":                    nil,
		"M`e ʼNete":                 nil,
		"Anna-Marie St. Clair":      nil,
		"Tse\u030cpo":               nil,
		"王小明":                       nil,
		"Иванова":                   nil,
		"देवी":                      nil,
		"A":                         nil,
		strings.Repeat("š", 80):     nil,
		"":                          ErrEmpty,
		" \u00a0 ":                  ErrEmpty,
		strings.Repeat("š", 81):     ErrTooLong,
		"Thabo2":                    ErrCharacter,
		"Thabo٣":                    ErrCharacter,
		"<b>Thabo":                  ErrCharacter,
		"Thabo, Mokoena":            ErrCharacter,
		"=cmd":                      ErrCharacter,
		"'-.":                       ErrCharacter,
		"\u030c":                    ErrCharacter,
		"Thabo😀":                    ErrCharacter,
		"Thabo\x00":                 ErrText,
		"Tha\tbo":                   ErrText,
		"Thabo\n":                   ErrText,
		"Tha\u202ebo":               ErrText, // turns the line around
		"Tha\u200bbo":               ErrText, // cannot be seen
		"Tha\xffbo":                 ErrText,
		"Tha\ufffdbo":               ErrText,
		strings.Repeat("a", 100000): ErrTooLong,
	} {
		if err := Valid(text); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("Valid(%.40q) = %v, want %v", text, err, want)
		}
	}
}

func TestDisplay(t *testing.T) {
	for text, want := range map[string]string{
		"'Mathabo": "’Mathabo", "Ts`epo": "Ts’epo", "M´e": "M’e", "  Thabo   John ": "Thabo John",
		"Ts\u030cepo": "Tšepo", "MOKOENA": "MOKOENA", "": "",
	} {
		if got := Display(text); got != want {
			t.Errorf("Display(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestInitials(t *testing.T) {
	for _, c := range [][3]string{
		{"Tšepo", "Mokoena", "TM"}, {"'mathabo", "", "M"}, {"ʼNete", "šale", "NŠ"}, {"", "Pohano", "P"},
		{"Thabo John", "van Wyk", "TV"}, {"", "", ""}, {"s\u030cale", "é", "ŠÉ"}, {"王", "小", "王小"},
	} {
		if got := Initials(c[0], c[1]); got != c[2] {
			t.Errorf("Initials(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

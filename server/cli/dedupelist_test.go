package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"karete/server/tabular"
)

func TestBirthTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"1987-03-12": "1987-03-12", "19870312": "19870312", "12/03/1987": "1987-03-12", "2.3.1987": "1987-03-02", "1987": "1987", "03/1987": "1987-03",
		"1987-3": "1987-03", "1987/3/2": "1987-03-02", "12 03 1987": "1987-03-12", "1987-03-12T00:00:00Z": "1987-03-12", "1987-03-12 00:00:00": "1987-03-12",
		"19371233": "19371233", "1987-030-12": "198703012", "198-03-12": "1980312", "": "",
		"about 1987": "?", "12 March 1987": "?", "12/03/87": "?", "38": "?", "1987-03-12-01": "?", "-": "?", "１９８７": "?",
	} {
		got, ok := birthTyped(typed)
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// FuzzReadList holds every list to one of three ends: read, refused by the table, or refused with a line.
func FuzzReadList(f *testing.F) {
	f.Add([]byte("id,given,birth_date,phone\na,Thabo,1987-03-12,5812 4471/6222\nb,,,\n"), "")
	f.Add([]byte("\ufeffNo;a;b\r\n1;x;\"y\r\nz\"\r\n"), "id=No,given=a+b")
	f.Add([]byte("id\n\n=1\n"), "id=id,id=id")
	f.Fuzz(func(t *testing.T, text []byte, columns string) {
		wanted, err := columnMap(columns)
		if err != nil {
			return
		}
		l, err := readList(bytes.NewReader(text), wanted)
		var refused *tabular.Error
		switch {
		case err == nil:
			if len(l.ids) != len(l.records) {
				t.Fatalf("%d ids, %d records", len(l.ids), len(l.records))
			}
		case !errors.As(err, &refused) && !strings.HasPrefix(err.Error(), "line ") && !strings.HasPrefix(err.Error(), "it has no"):
			t.Fatalf("%v", err)
		}
	})
}

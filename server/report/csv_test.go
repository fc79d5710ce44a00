package report_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/server/act"
	"karete/server/visit/visittest"
)

func TestCSVIsTheReport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.came(
		attendance{status: "finished", outcome: "home", level: 3, isNew: true, ageLow: of(400), ageHigh: of(400), triaged: 7 * time.Minute, started: 20 * time.Minute, findings: []string{"J06.9"}},
		attendance{status: "left", outcome: "left", department: visittest.U5, findings: []string{"=HYPERLINK(\"http://x\"),\"a\nb\""}},
		attendance{},
	)
	text, err := o.room.CSV(t.Context(), visittest.Admin, today)
	if err != nil {
		t.Fatal(err)
	}
	body, marked := bytes.CutPrefix(text, []byte("\xef\xbb\xbf"))
	if !marked || !bytes.Contains(body, []byte("\r\n")) {
		t.Errorf("no mark, or no line ends: %q", text[:20])
	}
	lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(lines[0], ","); got != "clinic,day,group,figure,people,median minutes,90th percentile minutes,late" {
		t.Errorf("%s", got)
	}
	for _, want := range [][]string{
		{"attendance", "all", "3", "", "", ""},
		{"attendance", "seen", "1", "", "", ""},
		{"attendance", "left", "1", "", "", ""},
		{"attendance", "open", "1", "", "", ""},
		{"department", "OPD", "2", "", "", ""},
		{"outcome", "home", "1", "", "", ""},
		{"hour", "08", "3", "", "", ""},
		{"triage level", "3", "1", "13", "13", "0"},
		{"triage level", "1", "0", "", "", "0"},
		{"age and sex", "1-4 female", "1", "", "", ""},
		{"age and sex", "unknown male", "0", "", "", ""},
		{"diagnosis", "J06.9 text of J06.9", "1", "", "", ""},
		{"wait", "triage", "1", "7", "7", ""},
	} {
		want = append([]string{"Test clinic", today}, want...)
		if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line, want) }) {
			t.Errorf("no line %q", want)
		}
	}
	if strings.Contains(string(text), "Mokoena") {
		t.Error("a patient's name")
	}
}

// Even a clinic with an unlucky name cannot start a formula.
func TestTheClinicsNameStartsNoFormula(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.Seed(func(tx *act.Tx) error {
		tx.Subject("facility", "facility")
		tx.Changed("facility", "facility")
		_, err := tx.Exec(`UPDATE facility SET name = '=cmd|''/c calc''!A0'`)
		return err
	})
	text, err := o.room.CSV(t.Context(), visittest.Admin, today)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		if !strings.HasPrefix(line[0], "'=") {
			t.Errorf("%q", line)
		}
	}
}

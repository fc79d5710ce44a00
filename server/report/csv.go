package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// CSV is the day's figures as a spreadsheet reads them: UTF-8 with its mark, one
// figure a line, no patient in it.
func (r *Room) CSV(ctx context.Context, a access.Actor, day string) ([]byte, error) {
	return act.Peek(ctx, r.gate, a, "report.dayCsv", func(tx *db.Tx) ([]byte, error) {
		report, err := dayIn(tx, day)
		if err != nil {
			return nil, err
		}
		return report.csv()
	})
}

func (r DayReport) csv() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff") // so that a spreadsheet reads š as š
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	line := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = Cell(cell)
		}
		w.Write(cells) // the writer keeps its first error for Error below
	}
	line("clinic", "day", "group", "figure", "people", "median minutes", "90th percentile minutes", "late")
	row := func(group, name string, people int, more ...string) {
		line(append([]string{r.Clinic, r.Day, group, name, strconv.Itoa(people)}, append(more, make([]string, 3-len(more))...)...)...)
	}
	row("attendance", "all", r.All)
	row("attendance", "seen", r.Seen)
	row("attendance", "left", r.Left)
	row("attendance", "cancelled", r.Cancelled)
	row("attendance", "open", r.Open)
	row("attendance", "new", r.New)
	row("attendance", "known", r.Known)
	row("attendance", "closed by the box", r.ClosedByBox)
	for _, list := range []struct {
		group string
		of    []Count
	}{{"department", r.Departments}, {"outcome", r.Outcomes}, {"hour", r.Hours}} {
		for _, c := range list.of {
			row(list.group, c.Name, c.People)
		}
	}
	for _, l := range r.Levels {
		row("triage level", strconv.Itoa(int(l.Level)), l.People, number(l.MedianMinutes), number(l.P90Minutes), strconv.Itoa(l.Late))
	}
	for _, a := range r.Ages {
		for _, s := range a.Sexes {
			row("age and sex", a.Band+" "+s.Name, s.People)
		}
	}
	for _, d := range r.Diagnoses {
		row("diagnosis", strings.TrimSpace(d.Code+" "+d.Text), d.People)
	}
	for _, x := range r.Waits {
		row("wait", x.Wait, x.People, number(x.MedianMinutes), number(x.P90Minutes))
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// Cell keeps a spreadsheet from taking text for a formula: what begins like one,
// after spaces or in the wide signs of Asian keyboards too, gets an apostrophe
// before it.
func Cell(text string) string {
	if start := strings.TrimLeft(text, " \u00a0\u3000\ufeff"); start != "" {
		if first, _ := utf8.DecodeRuneInString(start); strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", first) {
			return "'" + text
		}
	}
	return text
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

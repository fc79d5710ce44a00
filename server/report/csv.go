package report

import (
	"context"
	"strconv"
	"strings"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/spreadsheet"
)

// CSV is the day's figures as a spreadsheet reads them: UTF-8 with its mark, one
// figure a line, no patient in it.
func (r *Room) CSV(ctx context.Context, a access.Actor, day string) ([]byte, error) {
	return act.Peek(ctx, r.gate, a, "report.dayCsv", func(tx *db.Tx) ([]byte, error) {
		report, err := r.dayIn(tx, day)
		if err != nil {
			return nil, err
		}
		return report.csv()
	})
}

func (r DayReport) csv() ([]byte, error) {
	var lines [][]string
	line := func(cells ...string) { lines = append(lines, cells) }
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
	row("attendance", "from paper", r.FromPaper)
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
	return spreadsheet.CSV(lines)
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

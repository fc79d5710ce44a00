package audit

import (
	"context"
	"strconv"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/spreadsheet"
)

// BreachCSV is Breach for a spreadsheet: one patient a line, with what is needed to
// tell them.
func (r *Room) BreachCSV(ctx context.Context, who access.Actor, ask BreachAsk) ([]byte, error) {
	report, err := r.breach(ctx, who, "breach.csv", ask)
	if err != nil {
		return nil, err
	}
	lines := [][]string{{"file number", "name", "village", "phone", "opened", "changed", "first (UTC)", "last (UTC)", "what", "by", "on"}}
	for _, p := range report.Patients {
		acts := make([]string, len(p.Acts))
		for i, a := range p.Acts {
			acts[i] = string(a)
		}
		lines = append(lines, []string{p.FileNumber, p.DisplayName, p.Village, p.Phone, strconv.Itoa(p.Opened), strconv.Itoa(p.Changed),
			p.First.Format(time.DateTime), p.Last.Format(time.DateTime), strings.Join(acts, "; "), strings.Join(p.By, "; "), strings.Join(p.On, "; ")})
	}
	return spreadsheet.CSV(lines)
}

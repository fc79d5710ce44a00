package triage

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"karete/server/act"
	"karete/server/fault"
	"karete/server/triage/sats"
)

// SaidDecision is why a triage holds a patient less urgent than they said they are.
type SaidDecision struct {
	Reason string `json:"reason" enum:"asked-again,measured-well,answered-for-another,misunderstood,other"`
	Text   string `json:"text,omitempty" maxLength:"500" doc:"In the clinician's own words; with other it is needed"`
}

// saidReasons are why somebody is less urgent than they said.
var saidReasons = []string{"asked-again", "measured-well", "answered-for-another", "misunderstood", "other"}

func (d *SaidDecision) check() error {
	switch {
	case d == nil || d.Reason == "":
		return fault.Field("said.reason", "reason-needed")
	case !slices.Contains(saidReasons, d.Reason):
		return fault.Field("said.reason", "not-one-of")
	case utf8.RuneCountInString(d.Text) > maxReason:
		return fault.Field("said.text", "too-long", "max", maxReason)
	case d.Reason == "other" && strings.TrimSpace(d.Text) == "":
		return fault.Field("said.text", "required")
	}
	return nil
}

// reviewIn says of everything that the patient said for the visit, and that nobody has
// judged yet, that the triage confirms or overrides it. What they said never lowers a
// colour; to stay below it needs a reason.
func reviewIn(tx *act.Tx, visitID, encounterID string, final sats.Level, d *SaidDecision) error {
	found, err := standingReports(tx.Tx, `visit_id = ?`, visitID)
	if err != nil {
		return err
	}
	for _, r := range found {
		verdict, reason, note := "confirmed", "", ""
		if r.merged.Held().MoreUrgentThan(final) {
			if err := d.check(); err != nil {
				return err
			}
			verdict, reason, note = "overridden", d.Reason, strings.TrimSpace(d.Text)
		}
		id := tx.NewID()
		if _, err := tx.Exec(`INSERT INTO self_review (id, self_report_id, encounter_id, verdict, level, reason, note, reviewed_at, reviewed_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, r.id, encounterID, verdict, final, reason, note, tx.Now.UnixMilli(), tx.Actor.ID); err != nil {
			return fmt.Errorf("review of what a patient said: %w", err)
		}
		tx.Changed("self_review", id)
	}
	return nil
}

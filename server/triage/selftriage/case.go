package selftriage

import (
	"fmt"
	"slices"
)

// Case is what somebody said about themselves, or about the person they came with.
type Case struct {
	AgeDays     *AgeRange      `json:"ageDays,omitempty" doc:"How old, as exactly as it is known; none when it is not"`
	Pregnancy   string         `json:"pregnancy,omitempty" enum:"yes,maybe,just-born,no" doc:"just-born: gave birth within six weeks"`
	Conditions  []string       `json:"conditions,omitempty" maxItems:"12" nullable:"false" doc:"Long-term illnesses"`
	Groups      []string       `json:"groups,omitempty" maxItems:"12" nullable:"false" doc:"Main problems: which groups of questions are asked"`
	Short       bool           `json:"short,omitempty" doc:"The short form"`
	SameProblem bool           `json:"sameProblem,omitempty" doc:"Was here for it within three days, and is not better"`
	Finished    bool           `json:"finished,omitempty" doc:"There are no more answers to come"`
	Answers     map[string]int `json:"answers" doc:"By item: 1 yes, 0 no, -1 I do not know; for a scale its number, or -1"`
}

// AgeRange is an age of which a lowest and a highest are known.
type AgeRange struct {
	Low  int `json:"low" minimum:"0" maximum:"50000"`
	High int `json:"high" minimum:"0" maximum:"50000"`
}

// The answers to a question of yes and no.
const (
	No      = 0
	Yes     = 1
	Unknown = -1
)

// Illnesses are the long-term illnesses that are asked for.
var Illnesses = []string{"diabetes", "high-blood-pressure", "heart", "asthma", "fits", "hiv", "tb", "cancer", "sickle-cell", "transplant"}

// FieldError is a field of a case that cannot be. Codes: not-one-of, unknown, out-of-range.
type FieldError struct{ Field, Code string }

func (e *FieldError) Error() string { return "selftriage: " + e.Field + ": " + e.Code }

// Check finds the first field that cannot be. The error is a *FieldError.
func (t *Questionnaire) Check(c Case) error {
	switch {
	case c.AgeDays != nil && (c.AgeDays.Low < 0 || c.AgeDays.High < c.AgeDays.Low || c.AgeDays.High > 50_000):
		return &FieldError{"ageDays", "out-of-range"}
	case !slices.Contains([]string{"", "yes", "maybe", "just-born", "no"}, c.Pregnancy):
		return &FieldError{"pregnancy", "not-one-of"}
	}
	for i, illness := range c.Conditions {
		if !slices.Contains(Illnesses, illness) {
			return &FieldError{fmt.Sprintf("conditions[%d]", i), "not-one-of"}
		}
	}
	for i, group := range c.Groups {
		if !slices.Contains(t.Groups, group) {
			return &FieldError{fmt.Sprintf("groups[%d]", i), "not-one-of"}
		}
	}
	known := 0
	for _, item := range t.Items { // in the table's order, so that the first is always the same
		answer, ok := c.Answers[item.ID]
		if !ok {
			continue
		}
		known++
		most := Yes
		if len(item.Scale) > 0 {
			most = 10
		}
		if answer < Unknown || answer > most {
			return &FieldError{"answers." + item.ID, "out-of-range"}
		}
	}
	if known < len(c.Answers) {
		return &FieldError{"answers", "unknown"} // which one is not said: it is whatever somebody sent
	}
	return nil
}

// pregnant is true of whoever is, may be, or was within six weeks.
func (c *Case) pregnant() bool { return c.Pregnancy != "" && c.Pregnancy != "no" }

const childDays = 12*365 + 3 // under 12 years

func (a Audience) fits(c *Case) bool {
	switch a {
	case Child:
		return c.AgeDays == nil || c.AgeDays.Low < childDays
	case Adult:
		return c.AgeDays == nil || c.AgeDays.High >= childDays
	case Pregnant:
		return c.pregnant()
	}
	return true
}

func (c *Case) yes(id string) bool { return c.Answers[id] == Yes }

func (c *Case) unknown(id string) bool {
	answer, ok := c.Answers[id]
	return ok && answer == Unknown
}

package remote

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"karete/server/triage/selftriage"
)

// Mapping says which symptom of the provider's each of our questions asks about,
// by item.
type Mapping map[string]string

// evidence is what the provider's ids look like: symptoms and risk factors.
var evidence = regexp.MustCompile(`^(s|p)_[0-9]{1,5}$`)

// FieldError is a line of a mapping that cannot be. Codes: unknown, pattern,
// duplicate, not-allowed (a scale says how bad something is, not whether it is).
type FieldError struct{ Field, Code string }

func (e FieldError) Error() string { return "mapping: " + e.Field + ": " + e.Code }

// Check lists the lines that cannot be, in the table's order.
func (m Mapping) Check(table *selftriage.Questionnaire) (broken []FieldError) {
	used := map[string]bool{}
	known := 0
	for _, item := range table.Items {
		id, ok := m[item.ID]
		if !ok {
			continue
		}
		known++
		switch {
		case len(item.Scale) > 0 || item.NoSickness:
			broken = append(broken, FieldError{item.ID, "not-allowed"})
		case !evidence.MatchString(id):
			broken = append(broken, FieldError{item.ID, "pattern"})
		case used[id]: // two answers to one question would contradict each other
			broken = append(broken, FieldError{item.ID, "duplicate"})
		}
		used[id] = true
	}
	if known < len(m) {
		broken = append(broken, FieldError{"", "unknown"})
	}
	return broken
}

// observed is one piece of evidence as the provider wants it.
type observed struct {
	ID     string `json:"id"`
	Choice string `json:"choice_id"`
	Source string `json:"source,omitempty"`
}

// of is the evidence in the answers, in the order of the ids, so that the same
// answers make the same request. Without any yes there is nothing to ask about.
func (m Mapping) of(answers map[string]int) (list []observed, any bool) {
	for item, id := range m {
		answer, answered := answers[item]
		if !answered {
			continue
		}
		o := observed{ID: id, Choice: "absent"}
		switch answer {
		case selftriage.Yes:
			o.Choice, o.Source, any = "present", "initial", true
		case selftriage.Unknown:
			o.Choice = "unknown"
		}
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b observed) int { return number(a.ID) - number(b.ID) })
	return list, any
}

func number(id string) int {
	n, err := strconv.Atoi(id[2:])
	if err != nil {
		panic(fmt.Sprintf("remote: %q was not checked", id))
	}
	if id[0] == 'p' {
		n += 100_000
	}
	return n
}

package selftriage

import "slices"

// Question is an item as it is asked.
type Question struct {
	ID    string `json:"id"`
	Group string `json:"group"`
	En    string `json:"en"`
	St    string `json:"st"`
	Scale bool   `json:"scale,omitempty" doc:"The answer is a number from 0 to 10"`
}

// Plan is every question for somebody who answers no to all of them, in the order of asking: red flags
// first, then what goes with a pregnancy, what was chosen, and what everybody is asked.
func (t *Questionnaire) Plan(c Case) []Question {
	var list []Question
	for _, group := range t.Groups {
		if !t.asked(group, &c) {
			continue
		}
		for _, item := range t.Items {
			if item.Group == group && item.Who.fits(&c) && (!c.Short || slices.Contains(t.Short, item.ID)) {
				list = append(list, item.question(t, &c))
			}
		}
	}
	return list
}

// Next is what to ask now. There is nothing when all is answered, or after the first emergency; at is how
// many were answered, of how many.
func (t *Questionnaire) Next(c Case) (next *Question, at, of int) {
	plan := t.Plan(c)
	for i := range plan {
		if _, answered := c.Answers[plan[i].ID]; answered {
			at++
		} else if next == nil {
			next = &plan[i]
		}
	}
	if t.Score(c).Stop {
		return nil, at, len(plan)
	}
	return next, at, len(plan)
}

// asked reports whether a group is: some always are, the others when they were chosen as the problem.
func (t *Questionnaire) asked(group string, c *Case) bool {
	switch group {
	case "red-flags", "pregnancy", "general": // the audience of pregnancy says to whom
		return true
	case "child":
		return true // a child's feeding and crying are asked whatever else it has
	case "long-term":
		return len(c.Conditions) > 0 || slices.Contains(c.Groups, group)
	}
	return slices.Contains(c.Groups, group)
}

func (i *QuestionnaireItem) question(t *Questionnaire, c *Case) Question {
	q := Question{ID: i.ID, Group: i.Group, En: i.En, St: i.St, Scale: len(i.Scale) > 0}
	for _, v := range i.Variants {
		if v.When.holds(t, c) {
			q.En, q.St = v.En, v.St
			break
		}
	}
	return q
}

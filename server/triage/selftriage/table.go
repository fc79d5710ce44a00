package selftriage

import (
	_ "embed"
	"encoding/json"
)

// Questionnaire is the questions and the rules.
type Questionnaire struct {
	Version   string              `json:"version"`
	SignedOff bool                `json:"signedOff" doc:"Whether a clinician has read it against the sources"`
	Sources   map[string]string   `json:"sources" doc:"What the short names of the sources stand for"`
	Groups    []string            `json:"groups" doc:"In the order of asking"`
	Short     []string            `json:"short" doc:"The items of the short form, for a busy morning"`
	Items     []QuestionnaireItem `json:"items"`
	Rules     []QuestionnaireRule `json:"rules"`
}

// QuestionnaireItem is one question.
type QuestionnaireItem struct {
	ID         string      `json:"id"`
	Group      string      `json:"group"`
	Who        Audience    `json:"who"`
	Gives      Level       `json:"gives,omitempty" doc:"What a yes gives"`
	En         string      `json:"en"`
	St         string      `json:"st"`
	Source     []string    `json:"source"`
	Flags      []string    `json:"flags,omitempty" doc:"What a yes sets besides: MASK, ISOLATE, AWD, PRIVATE, MALARIA"`
	Scale      []ScaleStep `json:"scale,omitempty" doc:"The answer is a number from 0 to 10, and this is what it gives, the highest first"`
	Variants   []Variant   `json:"variants,omitempty" doc:"Other words for some people; the first that fits"`
	NoSickness bool        `json:"noSickness,omitempty" doc:"A yes says that there is no sickness today"`
}

// ScaleStep is what a number from so much on gives.
type ScaleStep struct {
	From  int   `json:"from"`
	Gives Level `json:"gives"`
}

// Variant is the words of an item for whom it says.
type Variant struct {
	When When   `json:"when"`
	En   string `json:"en"`
	St   string `json:"st"`
}

// Audience is who is asked.
type Audience string

// The audiences. Somebody of whom no age is known is asked what adults and children are.
const (
	All      Audience = "all"
	Child    Audience = "child" // under 12 years
	Adult    Audience = "adult"
	Pregnant Audience = "pregnant" // is, may be, or was within six weeks
)

// QuestionnaireRule is applied to the answers as a whole. It gives a level, or raises the one there is by a step, as far
// as Raises.
type QuestionnaireRule struct {
	ID     string   `json:"id"`
	When   When     `json:"when"`
	Gives  Level    `json:"gives"`
	Raises Level    `json:"raises,omitempty"`
	Source []string `json:"source"`
}

// When holds when everything that it names does.
type When struct {
	All             []When   `json:"all,omitempty"`
	Any             []When   `json:"any,omitempty"`
	Yes             []string `json:"yes,omitempty" doc:"A yes to one of these, or to AtLeast of them"`
	AtLeast         int      `json:"atLeast,omitempty"`
	Unknown         []string `json:"unknown,omitempty" doc:"One of these is answered with: I do not know"`
	OlderThanYears  int      `json:"olderThanYears,omitempty"`
	YoungerThanDays int      `json:"youngerThanDays,omitempty"`
	Conditions      []string `json:"conditions,omitempty" doc:"Has one of these long-term illnesses"`
	Pregnant        bool     `json:"pregnant,omitempty"`
	Sick            bool     `json:"sick,omitempty"`
	SameProblem     bool     `json:"sameProblem,omitempty"`
	Unfinished      bool     `json:"unfinished,omitempty"`
}

//go:embed table.json
var tableJSON []byte

// Standard is the table that is built in. What it holds is shared: it is not to be changed.
var Standard = func() Questionnaire {
	t, err := parse(tableJSON)
	if err != nil {
		panic("selftriage: " + err.Error()) // a test reads it too
	}
	return t
}()

func parse(text []byte) (t Questionnaire, err error) {
	err = json.Unmarshal(text, &t)
	return t, err
}

// Item finds one by its id.
func (t *Questionnaire) Item(id string) (QuestionnaireItem, bool) {
	for _, i := range t.Items {
		if i.ID == id {
			return i, true
		}
	}
	return QuestionnaireItem{}, false
}

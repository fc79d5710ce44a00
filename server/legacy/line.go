package legacy

import "karete/server/patient/match"

// Verdict is what becomes of a line.
type Verdict string

// The verdicts.
const (
	Add        Verdict = "add"
	Here       Verdict = "here"
	Again      Verdict = "again"
	Unreadable Verdict = "unreadable"
	Added      Verdict = "added"
	Withdrawn  Verdict = "withdrawn"
	Kept       Verdict = "kept"
)

// ImportLine is a line of the file and what becomes of it.
type ImportLine struct {
	Line     int              `json:"line" doc:"Of the file, counted from 1"`
	Verdict  Verdict          `json:"verdict" enum:"add,here,again,unreadable,added,withdrawn,kept"`
	Cells    []string         `json:"cells"`
	Notes    []ImportNote     `json:"notes" doc:"Why it cannot be read, or how a doubt was settled"`
	Patient  *ImportedPatient `json:"patient,omitempty" doc:"Whom it is likely the same as, or who came of it"`
	SameLine int              `json:"sameLine,omitempty" doc:"The earlier line that is likely the same person"`
	Score    float64          `json:"score,omitempty" doc:"How likely, 0 to 1; none when the same line came with an import before"`
	Reasons  []match.Reason   `json:"reasons" doc:"Of the likeness, best first"`
}

// ImportedPatient is somebody in the register.
type ImportedPatient struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	FileNumber  string `json:"fileNumber"`
}

// ImportNote is about one cell. Its words are "import.note.<code>".
type ImportNote struct {
	Field  Field          `json:"field"`
	Column int            `json:"column" doc:"Counted from 0"`
	Text   string         `json:"text" doc:"What stands there"`
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
	Bad    bool           `json:"bad" doc:"The line cannot be read because of it"`
}

// ImportLines is a part of the lines.
type ImportLines struct {
	Lines []ImportLine `json:"lines"`
	Next  int          `json:"next,omitempty" doc:"after of the next part"`
}

// Which lines are asked for, beside the verdicts.
const (
	Doubtful = "doubtful" // can be read, with notes
	Noted    = "noted"    // cannot be read, or with notes
)

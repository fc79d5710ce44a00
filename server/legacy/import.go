package legacy

import (
	"time"

	"karete/server/tabular"
)

// State is how far an import is.
type State string

// The states. What is between two of them goes on by itself.
const (
	Uploaded  State = "uploaded" // a mapping is proposed
	Checking  State = "checking" // the trial runs
	Checked   State = "checked"  // somebody may look at it, and say yes
	Applying  State = "applying"
	Applied   State = "applied"
	Undoing   State = "undoing"
	Undone    State = "undone"
	Discarded State = "discarded" // before anything of it was added
)

// Import is one old register that somebody brought.
type Import struct {
	ID         string          `json:"id"`
	Name       string          `json:"name" doc:"Of the file"`
	SHA256     string          `json:"sha256" doc:"Of the file, which is not kept"`
	Bytes      int64           `json:"bytes"`
	Kind       string          `json:"kind" enum:"csv,xlsx"`
	Encoding   string          `json:"encoding" enum:",utf-8,utf-16,windows-1252" doc:"Of a CSV"`
	Sheet      string          `json:"sheet" doc:"Of a workbook: the one that was read"`
	Sheets     []string        `json:"sheets" doc:"All sheets of the workbook: another one is another upload"`
	State      State           `json:"state" enum:"uploaded,checking,checked,applying,applied,undoing,undone,discarded"`
	Rows       int             `json:"rows"`
	Counts     ImportCounts    `json:"counts"`
	Progress   *ImportProgress `json:"progress,omitempty" doc:"Of the work that goes on now"`
	UploadedAt time.Time       `json:"uploadedAt"`
	UploadedBy string          `json:"uploadedBy" doc:"Name of the person; empty for a command on the box itself"`
	AppliedAt  *time.Time      `json:"appliedAt,omitempty"`
	AppliedBy  string          `json:"appliedBy"`
	EndedAt    *time.Time      `json:"endedAt,omitempty" doc:"Taken back, or thrown away"`
	EndedBy    string          `json:"endedBy"`
	LinesUntil *time.Time      `json:"linesUntil,omitempty" doc:"When its lines are forgotten; none when they are. The people can be taken back later too"`
}

// ImportCounts adds up: rows are those that are added, here, again and unreadable.
type ImportCounts struct {
	Add        int `json:"add" doc:"Will be added; once applied, what is left of it"`
	Here       int `json:"here" doc:"Likely in the register already"`
	Again      int `json:"again" doc:"Likely the same person as an earlier line"`
	Unreadable int `json:"unreadable"`
	Doubtful   int `json:"doubtful" doc:"Of those that can be read: with something that had to be guessed or left out"`
	Added      int `json:"added"`
	Withdrawn  int `json:"withdrawn" doc:"Taken back"`
	Kept       int `json:"kept" doc:"Not taken back, for they came, or were changed since"`
}

// ImportProgress is how far the work is that goes on.
type ImportProgress struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// ImportDetail is an import with its columns.
type ImportDetail struct {
	Import
	Columns []ImportColumn `json:"columns"`
	Mapping ImportMapping  `json:"mapping"`
}

// ImportColumn is a column of theirs.
type ImportColumn struct {
	Name    string   `json:"name" doc:"As the file has it; A, B, C when it has none"`
	Samples []string `json:"samples" doc:"What stands in it first, at most three; none when the lines are forgotten"`
}

// ImportMapping says which column is what, and how to read it.
type ImportMapping struct {
	Fields      []Field `json:"fields" enum:",givenNames,familyName,fullName,otherNames,sex,birthDate,age,phone,phone2,village,district,chief,fileNumber,nationalId,passport,hprn,art,tb,nextOfKin,nextOfKinRelationship,nextOfKinPhone,registeredOn" maxItems:"256" nullable:"false" doc:"For each column, in order; empty: leave it out"`
	MonthFirst  bool    `json:"monthFirst,omitempty" doc:"4/12/87 is 12 April 1987"`
	FamilyFirst bool    `json:"familyFirst,omitempty" doc:"A full name begins with the surname"`
	AgesOn      string  `json:"agesOn,omitempty" maxLength:"10" doc:"YYYY-MM-DD on which ages were told, where the line has no date of its own"`
	Series      string  `json:"series,omitempty" maxLength:"12" doc:"Of file numbers that name none"`
}

// ImportList is every import, newest first.
type ImportList struct {
	Imports []Import `json:"imports"`
}

// Upload is a file that somebody brings. ID names the command and becomes the
// import's id.
type Upload struct {
	ID       string
	Name     string // of the file
	Encoding string // tabular.Windows1252, or "" for UTF-8
	Sheet    string // "": the first
}

// MapImport settles the mapping and starts the trial. ID names the command.
type MapImport struct {
	ID string `json:"id" format:"uuid"`
	ImportMapping
}

// ApplyImport adds what the trial said would be added. ID names the command.
type ApplyImport struct {
	ID   string `json:"id" format:"uuid"`
	Also []int  `json:"also,omitempty" maxItems:"1000" nullable:"false" doc:"Lines that are likely here, or there twice, and are other people: they are added, and nobody is asked about them again"`
}

// EndImport takes an import back, or throws one away. ID names the command.
type EndImport struct {
	ID string `json:"id" format:"uuid"`
}

// format is what is kept of how the file was read.
type format struct {
	Kind      string   `json:"kind"`
	Encoding  string   `json:"encoding"`
	Separator string   `json:"separator"`
	Sheet     string   `json:"sheet"`
	Sheets    []string `json:"sheets"`
}

func formatOf(f tabular.Format) format {
	out := format{f.Kind, f.Encoding, "", f.Sheet, f.Sheets}
	if f.Separator != 0 {
		out.Separator = string(f.Separator)
	}
	if out.Sheets == nil {
		out.Sheets = []string{}
	}
	return out
}

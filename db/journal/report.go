package journal

import (
	"fmt"
	"strconv"
)

// Code names what a check found, for programs.
type Code string

// The codes.
const (
	EntryMissing     Code = "entry-missing"     // a gap in the numbers
	EntryChanged     Code = "entry-changed"     // differs from its leaf in the tree
	EntryExtra       Code = "entry-extra"       // stands where no entry can
	EntryUnproven    Code = "entry-unproven"    // the tree has no hash for it
	PayloadChanged   Code = "payload-changed"   // differs from its hash
	PayloadMalformed Code = "payload-malformed" // cannot be read
	JournalCut       Code = "journal-cut"       // entries at the end are gone
	TreeChanged      Code = "tree-changed"      // a stored hash differs from what it is over
	TreeIncomplete   Code = "tree-incomplete"   // a stored hash is missing
	TreeExtra        Code = "tree-extra"        // a stored hash belongs to nothing
	CheckpointFalse  Code = "checkpoint-false"  // not signed by this box, or not readable
	CheckpointBroken Code = "checkpoint-broken" // signed by this box over another history
	RowUnjournalled  Code = "row-unjournalled"
	RowMissing       Code = "row-missing"
	RowChanged       Code = "row-changed"
	GuardMissing     Code = "guard-missing" // a trigger or table is not there
)

// Finding is one thing wrong. It holds no value of any row.
type Finding struct {
	Code  Code
	Seq   int64  // of the entry or checkpoint, 0 when about none
	Table string // of the row, "" when about none
	ID    string // of the row
	Says  string // in plain English
}

// maxFindings bounds the list: a file that was replaced as a whole would fill it
// with every row.
const maxFindings = 1000

// Report is what a check looked at and what it found. The same file gives the
// same report.
type Report struct {
	Tree        Tree  // as recomputed from the entries
	Entries     int64 // read
	Erased      int64 // payloads lawfully erased
	Checkpoints int64 // read, the ones handed in among them
	Signed      int64 // entries covered by the newest good checkpoint
	Rows        int64 // compared with their last payload
	Findings    []Finding
	More        int64 // findings beyond those listed
}

// Clean says that nothing was found.
func (r *Report) Clean() bool { return len(r.Findings) == 0 }

func (r *Report) add(f Finding) {
	if len(r.Findings) >= maxFindings {
		r.More++
		return
	}
	r.Findings = append(r.Findings, f)
}

func (r *Report) entry(code Code, seq int64, says string, args ...any) {
	r.add(Finding{Code: code, Seq: seq, Says: fmt.Sprintf(says, args...)})
}

func (r *Report) row(code Code, table, id string, seq int64, says string, args ...any) {
	r.add(Finding{Code: code, Table: table, ID: id, Seq: seq, Says: fmt.Sprintf(says, args...)})
}

// span says "entry 5" or "entries 5 to 9".
func span(from, to int64) string {
	if from == to {
		return "entry " + strconv.FormatInt(from, 10)
	}
	return fmt.Sprintf("entries %d to %d", from, to)
}

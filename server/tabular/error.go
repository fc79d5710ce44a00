package tabular

import "fmt"

// Reason says why a table is refused. The screens translate "error.table-<reason>".
type Reason string

// The reasons.
const (
	Empty          Reason = "empty"            // nothing in it
	TooLarge       Reason = "too-large"        // more bytes than the limit
	NotATable      Reason = "not-a-table"      // a picture, a program, a document
	Encoding       Reason = "encoding"         // not UTF-8; Windows-1252 may be what it is
	Quotes         Reason = "quotes"           // a quote that is never closed, or one inside a cell
	LineTooLong    Reason = "line-too-long"    // a row without an end
	TooManyColumns Reason = "too-many-columns" //
	TooManyRows    Reason = "too-many-rows"    //
	UnpacksTooBig  Reason = "unpacks-too-big"  // a small file that would fill the memory
	Damaged        Reason = "damaged"          // cut short, or changed
	Encrypted      Reason = "encrypted"        // with a password
	OldFormat      Reason = "old-format"       // .xls, or another program's
	NoSheet        Reason = "no-sheet"         // none of that name, or none at all
)

// Reasons are all of them.
var Reasons = []Reason{Empty, TooLarge, NotATable, Encoding, Quotes, LineTooLong, TooManyColumns, TooManyRows, UnpacksTooBig, Damaged, Encrypted, OldFormat, NoSheet}

// Error is a refusal of the whole table. It never holds what stands in it.
type Error struct {
	Reason Reason
	Line   int // where, counted from 1; 0 when it is about the file
}

var inWords = map[Reason]string{
	Empty:          "it is empty",
	TooLarge:       "it is too large",
	NotATable:      "it is no table: neither CSV text nor an Excel workbook (.xlsx)",
	Encoding:       "it is not written in UTF-8: save it as “CSV UTF-8”, or say that it is Windows-1252",
	Quotes:         "a quotation mark is not closed, or stands inside a cell",
	LineTooLong:    "the line is too long for a row of a register",
	TooManyColumns: "the line has too many columns",
	TooManyRows:    "it has too many rows",
	UnpacksTooBig:  "it unpacks to far more than a register can be",
	Damaged:        "it is damaged or was cut short",
	Encrypted:      "it is locked with a password: save it without one",
	OldFormat:      "it is in the old .xls format: save it as .xlsx or CSV",
	NoSheet:        "it has no such sheet",
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d: %s", e.Line, inWords[e.Reason])
	}
	return inWords[e.Reason]
}

func refuse(reason Reason, line int) error { return &Error{reason, line} }

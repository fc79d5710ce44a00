package downtime

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/fault"
	"karete/server/patient"
)

// SheetStatus is how far a sheet has come.
type SheetStatus string

// The statuses of a sheet.
const (
	Blank  SheetStatus = "blank"
	Open   SheetStatus = "open"
	Closed SheetStatus = "closed"
	Void   SheetStatus = "void"
)

// RowStatus is what became of a row.
type RowStatus string

// The statuses of a row.
const (
	RowReserved RowStatus = "reserved"
	RowKeyed    RowStatus = "keyed"
	RowVoid     RowStatus = "void"
)

// unused is the reason of a void row that nobody wrote on.
const unused = "unused"

// RowsOnSheet is how many rows a sheet has: as many as leave room to write by hand.
const RowsOnSheet = 10

// PaperSheet is one sheet of A4.
type PaperSheet struct {
	ID           string      `json:"id"`
	Serial       string      `json:"serial" example:"P007"`
	DepartmentID string      `json:"departmentId" doc:"Where its people come in, unless a row says otherwise"`
	PrintedAt    time.Time   `json:"printedAt"`
	PrintedBy    string      `json:"printedBy" doc:"Display name"`
	Status       SheetStatus `json:"status" enum:"blank,open,closed,void"`
	Day          string      `json:"day" doc:"YYYY-MM-DD on the paper; empty while it lies in the drawer"`
	VoidReason   string      `json:"voidReason" enum:",lost,spoiled,misprinted"`
	EndedAt      *time.Time  `json:"endedAt,omitempty"`
	EndedBy      string      `json:"endedBy" doc:"Display name"`
	Count        PaperCount  `json:"count"`
	Version      int64       `json:"version"`
}

// PaperCount is what became of rows: Rows = Keyed + Crossed + Unused + Reserved,
// always; and of an open sheet Written = Keyed + Crossed + Left.
type PaperCount struct {
	Rows     int `json:"rows"`
	Written  int `json:"written" doc:"With writing on them, counted on the paper"`
	Keyed    int `json:"keyed"`
	Crossed  int `json:"crossed" doc:"With writing on them, and void: crossed out or unreadable"`
	Unused   int `json:"unused" doc:"Void without writing"`
	Reserved int `json:"reserved" doc:"Nothing became of them yet"`
	Left     int `json:"left" doc:"Of those written, still to be keyed in"`
}

// PaperRow is one row of a sheet and what became of it. It names the patient and
// nothing that was found.
type PaperRow struct {
	ID          string     `json:"id"`
	Rank        int        `json:"rank"`
	Ticket      string     `json:"ticket" example:"P007-04"`
	FileNumber  string     `json:"fileNumber" doc:"Printed for somebody new; empty on a row for somebody known"`
	NumberState string     `json:"numberState" enum:",reserved,used,void" doc:"Void: it was on paper and is nobody's, for ever"`
	Status      RowStatus  `json:"status" enum:"reserved,keyed,void"`
	VoidReason  string     `json:"voidReason" enum:",unused,crossed-out,unreadable"`
	PatientID   string     `json:"patientId"`
	DisplayName string     `json:"displayName"`
	VisitID     string     `json:"visitId"`
	OccurredAt  *time.Time `json:"occurredAt,omitempty" doc:"When the patient came, by the paper"`
	SeenBy      string     `json:"seenBy" doc:"Display name of who saw the patient, by the paper"`
	RecordedAt  *time.Time `json:"recordedAt,omitempty"`
	RecordedBy  string     `json:"recordedBy" doc:"Display name of who keyed it in"`
}

const sheetQuery = `SELECT s.id, s.serial, s.department_id, s.printed_at, p.display_name, s.status, coalesce(s.day, ''), coalesce(s.written, 0),
	s.void_reason, s.ended_at, coalesce(e.display_name, ''), s.version,
	count(*), sum(r.status = 'keyed'), sum(r.status = 'void' AND r.void_reason <> 'unused'), sum(r.void_reason = 'unused'), sum(r.status = 'reserved')
	FROM paper_sheet s JOIN staff p ON p.id = s.printed_by LEFT JOIN staff e ON e.id = s.ended_by JOIN paper_row r ON r.sheet_id = s.id `

func scanSheet(row interface{ Scan(...any) error }) (PaperSheet, error) {
	var s PaperSheet
	var printed int64
	var ended sql.NullInt64
	n := &s.Count
	err := row.Scan(&s.ID, &s.Serial, &s.DepartmentID, &printed, &s.PrintedBy, &s.Status, &s.Day, &n.Written,
		&s.VoidReason, &ended, &s.EndedBy, &s.Version, &n.Rows, &n.Keyed, &n.Crossed, &n.Unused, &n.Reserved)
	if errors.Is(err, sql.ErrNoRows) {
		return s, fault.New(fault.NotFound)
	}
	s.PrintedAt, s.EndedAt = time.UnixMilli(printed).UTC(), moment(ended)
	if s.Status == Open {
		n.Left = n.Written - n.Keyed - n.Crossed
	}
	return s, err
}

func sheetIn(tx *db.Tx, sheetID string) (PaperSheet, error) {
	return scanSheet(tx.QueryRow(sheetQuery+`WHERE s.id = ? GROUP BY s.id`, sheetID))
}

// rowColumns tell a number that is used by who has it.
const rowQuery = `SELECT r.id, r.rank, r.ticket, coalesce(r.file_series, ''), coalesce(r.file_number, ''),
	EXISTS (SELECT 1 FROM identifier i WHERE i.system = 'file-number' AND i.status <> 'withdrawn' AND i.series = r.file_series AND i.value = r.file_number),
	r.status, r.void_reason, coalesce(r.patient_id, ''), coalesce(p.given_names, ''), coalesce(p.family_name, ''), coalesce(r.visit_id, ''),
	r.occurred_at, coalesce(w.display_name, ''), r.recorded_at, coalesce(k.display_name, '')
	FROM paper_row r LEFT JOIN patient p ON p.id = r.patient_id LEFT JOIN staff w ON w.id = r.seen_by LEFT JOIN staff k ON k.id = r.recorded_by
	WHERE r.sheet_id = ? ORDER BY r.rank`

func rowsIn(tx *db.Tx, sheetID string) ([]PaperRow, error) {
	rows, err := tx.Query(rowQuery, sheetID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []PaperRow{}
	for rows.Next() {
		var r PaperRow
		var series, number, given, family string
		var used bool
		var occurred, recorded sql.NullInt64
		if err := rows.Scan(&r.ID, &r.Rank, &r.Ticket, &series, &number, &used, &r.Status, &r.VoidReason, &r.PatientID, &given, &family,
			&r.VisitID, &occurred, &r.SeenBy, &recorded, &r.RecordedBy); err != nil {
			return nil, err
		}
		r.OccurredAt, r.RecordedAt = moment(occurred), moment(recorded)
		if r.PatientID != "" {
			r.DisplayName = patient.DisplayName(given, family)
		}
		if number != "" {
			r.FileNumber = patient.FileNumber(series, number)
			switch {
			case used:
				r.NumberState = "used"
			case r.Status == RowReserved:
				r.NumberState = "reserved"
			default:
				r.NumberState = "void"
			}
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}

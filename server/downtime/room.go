package downtime

import (
	"context"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/staff"
)

// Room is the use cases of paper.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// PaperList is the sheets there are, and the sum of what became of their rows.
type PaperList struct {
	Sheets  []PaperSheet `json:"sheets" nullable:"false" doc:"Those to be keyed in first, then by serial, the newest first"`
	Blank   int          `json:"blank" doc:"Sheets that lie in the drawer"`
	Count   PaperCount   `json:"count" doc:"Over all sheets that were taken out of the drawer"`
	Numbers NumberCount  `json:"numbers"`
}

// NumberCount is what became of the file numbers on paper: Printed = Reserved +
// Used + Void, always.
type NumberCount struct {
	Printed  int `json:"printed"`
	Reserved int `json:"reserved"`
	Used     int `json:"used"`
	Void     int `json:"void" doc:"Nobody's, for ever"`
}

// PaperSheetDetail is a sheet with its rows, and what is needed to key them in.
type PaperSheetDetail struct {
	Sheet      PaperSheet   `json:"sheet"`
	Rows       []PaperRow   `json:"rows" nullable:"false"`
	Clinicians []PaperStaff `json:"clinicians" nullable:"false" doc:"Who can have signed a row"`
}

// PaperStaff is somebody who can have signed a row.
type PaperStaff struct {
	ID          string        `json:"id"`
	DisplayName string        `json:"displayName"`
	Roles       []access.Role `json:"roles" enum:"admin,clerk,nurse,doctor"`
	Active      bool          `json:"active"`
}

// maxListed bounds the list; older sheets are found by their serial no more, and
// are closed long since.
const maxListed = 500

// List is the sheets. It names nobody.
func (r *Room) List(ctx context.Context, who access.Actor) (PaperList, error) {
	return act.Peek(ctx, r.gate, who, "downtime.list", func(tx *db.Tx) (PaperList, error) {
		list := PaperList{Sheets: []PaperSheet{}}
		rows, err := tx.Query(sheetQuery+`GROUP BY s.id ORDER BY s.status <> 'open', s.number DESC LIMIT ?`, maxListed)
		if err != nil {
			return list, err
		}
		defer rows.Close()
		for rows.Next() {
			s, err := scanSheet(rows)
			if err != nil {
				return list, err
			}
			list.Sheets = append(list.Sheets, s)
			switch s.Status {
			case Blank:
				list.Blank++
			case Open, Closed:
				list.Count.add(s.Count)
			}
		}
		if err := rows.Err(); err != nil {
			return list, err
		}
		n := &list.Numbers
		err = tx.QueryRow(`SELECT count(*), coalesce(sum(used), 0), coalesce(sum(NOT used AND status = 'reserved'), 0) FROM (
			SELECT r.status, EXISTS (SELECT 1 FROM identifier i
				WHERE i.system = 'file-number' AND i.status <> 'withdrawn' AND i.series = r.file_series AND i.value = r.file_number) AS used
			FROM paper_row r WHERE r.file_number IS NOT NULL)`).Scan(&n.Printed, &n.Used, &n.Reserved)
		n.Void = n.Printed - n.Used - n.Reserved
		return list, err
	})
}

func (c *PaperCount) add(o PaperCount) {
	c.Rows += o.Rows
	c.Written += o.Written
	c.Keyed += o.Keyed
	c.Crossed += o.Crossed
	c.Unused += o.Unused
	c.Reserved += o.Reserved
	c.Left += o.Left
}

// Read is one sheet. Fault: not-found.
func (r *Room) Read(ctx context.Context, who access.Actor, sheetID string) (PaperSheetDetail, error) {
	return act.Peek(ctx, r.gate, who, "downtime.read", func(tx *db.Tx) (PaperSheetDetail, error) { return detailIn(tx, sheetID) })
}

func detailIn(tx *db.Tx, sheetID string) (PaperSheetDetail, error) {
	s, err := sheetIn(tx, sheetID)
	if err != nil {
		return PaperSheetDetail{}, err
	}
	d := PaperSheetDetail{Sheet: s, Clinicians: []PaperStaff{}}
	if d.Rows, err = rowsIn(tx, sheetID); err != nil {
		return d, err
	}
	people, err := staff.ListIn(tx)
	for _, p := range people { // those who left since, too: the paper may be theirs
		if _, ok := clinician(p); ok {
			d.Clinicians = append(d.Clinicians, PaperStaff{p.ID, p.DisplayName, p.Roles, p.Active})
		}
	}
	return d, err
}

// clinician is the role in which somebody sees patients.
func clinician(p staff.Staff) (access.Role, bool) {
	for _, role := range []access.Role{access.Doctor, access.Nurse} {
		if slices.Contains(p.Roles, role) {
			return role, true
		}
	}
	return "", false
}

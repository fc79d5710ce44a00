package downtime

import (
	"context"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// PrintSheets has sheets printed and reserves what stands on them. ID names the
// command: said again, it answers with the same sheets.
type PrintSheets struct {
	ID           string `json:"id" format:"uuid"`
	Count        int    `json:"count" minimum:"1" maximum:"20"`
	NewRows      int    `json:"newRows" minimum:"0" maximum:"10" doc:"How many rows of each sheet, from the last one up, carry a file number for somebody new"`
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
}

// PaperKit is the sheets of one print.
type PaperKit struct {
	Sheets []PaperSheetDetail `json:"sheets" nullable:"false"`
}

// Print makes the sheets. Faults: invalid for a department that is unknown or
// closed.
func (r *Room) Print(ctx context.Context, who access.Actor, in PrintSheets) (PaperKit, error) {
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "downtime.print", Body: in}, func(tx *act.Tx) error {
		department, err := facility.DepartmentIn(tx.Tx, in.DepartmentID)
		if fault.Is(err, fault.NotFound) {
			return fault.Field("departmentId", "unknown")
		}
		if err != nil {
			return err
		}
		if !department.Active {
			return fault.Field("departmentId", "not-allowed")
		}
		tx.Subject("paper_kit", in.ID)
		tx.Detail("sheets", in.Count)
		var last int
		if err := tx.QueryRow("SELECT coalesce(max(number), 0) FROM paper_sheet").Scan(&last); err != nil {
			return err
		}
		for i := range in.Count {
			if err := printSheet(tx, who, in, last+1+i); err != nil {
				return err
			}
		}
		return nil
	}, kitIn)
}

func printSheet(tx *act.Tx, who access.Actor, in PrintSheets, number int) error {
	sheetID, serial := tx.NewID(), fmt.Sprintf("P%03d", number)
	_, err := tx.Exec(`INSERT INTO paper_sheet (id, kit_id, number, serial, department_id, printed_at, printed_by, status, void_reason, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, 'blank', '', 1)`, sheetID, in.ID, number, serial, in.DepartmentID, tx.Now.UnixMilli(), who.ID)
	if err != nil {
		return fmt.Errorf("paper sheet: %w", err)
	}
	tx.Changed("paper_sheet", sheetID)
	series, values, err := patient.ReserveFileNumbersIn(tx, in.NewRows)
	if err != nil {
		return err
	}
	for rank := 1; rank <= RowsOnSheet; rank++ {
		var fileSeries, fileNumber any
		if n := rank - 1 - (RowsOnSheet - len(values)); n >= 0 {
			fileSeries, fileNumber = series, values[n]
		}
		rowID := tx.NewID()
		// Two figures: the box's own tickets have three.
		_, err := tx.Exec(`INSERT INTO paper_row (id, sheet_id, rank, ticket, file_series, file_number, status, void_reason)
			VALUES (?, ?, ?, ?, ?, ?, 'reserved', '')`, rowID, sheetID, rank, fmt.Sprintf("%s-%02d", serial, rank), fileSeries, fileNumber)
		if err != nil {
			return fmt.Errorf("paper row: %w", err)
		}
		tx.Changed("paper_row", rowID)
	}
	return nil
}

func kitIn(tx *db.Tx, kitID string) (PaperKit, error) {
	kit := PaperKit{Sheets: []PaperSheetDetail{}}
	ids, err := textColumn(tx, "SELECT id FROM paper_sheet WHERE kit_id = ? ORDER BY number", kitID)
	if err != nil {
		return kit, err
	}
	for _, sheetID := range ids {
		d, err := detailIn(tx, sheetID)
		if err != nil {
			return kit, err
		}
		kit.Sheets = append(kit.Sheets, d)
	}
	return kit, nil
}

func textColumn(tx *db.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

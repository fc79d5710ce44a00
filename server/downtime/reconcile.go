package downtime

import (
	"context"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
)

// OpenSheet says what stands on a sheet before its rows are keyed in. Said again it
// sets the count right; the day only while no row is keyed in.
type OpenSheet struct {
	ID      string `json:"id" format:"uuid"`
	Day     string `json:"day" format:"date" doc:"On the paper"`
	Written int    `json:"written" minimum:"1" maximum:"10" doc:"Rows with writing on them, crossed-out ones too, counted on the paper"`
}

// Open takes a sheet out of the drawer. Faults: not-found; wrong-state when it is
// closed or void; invalid for a day that is to come, before the sheet was printed,
// or no longer to be changed, and for a count below what is keyed in already.
func (r *Room) Open(ctx context.Context, who access.Actor, sheetID string, in OpenSheet) (PaperSheetDetail, error) {
	return r.onSheet(ctx, who, "downtime.open", sheetID, in.ID, in, func(tx *act.Tx, s PaperSheet) error {
		if s.Status != Blank && s.Status != Open {
			return wrongState(string(s.Status))
		}
		if err := checkDay(tx, s, in.Day); err != nil {
			return err
		}
		done := s.Count.Keyed + s.Count.Crossed
		if s.Status == Open && in.Day != s.Day && s.Count.Keyed > 0 {
			return fault.Field("day", "not-allowed")
		}
		if in.Written < done {
			return fault.Field("written", "out-of-range", "min", done, "max", RowsOnSheet)
		}
		_, err := tx.Exec(`UPDATE paper_sheet SET status = 'open', day = ?, written = ?, version = version + 1 WHERE id = ?`, in.Day, in.Written, s.ID)
		return err
	})
}

func checkDay(tx *act.Tx, s PaperSheet, day string) error {
	clinic, err := facility.In(tx.Tx)
	if err != nil {
		return err
	}
	switch _, err := time.Parse(time.DateOnly, day); {
	case err != nil:
		return fault.Field("day", "not-a-date")
	case day > clock.Day(tx.Latest(), clinic.Zone()):
		return fault.Field("day", "future")
	case day < clock.Day(s.PrintedAt, clinic.Zone()):
		return fault.Field("day", "before-printed")
	}
	return nil
}

// PaperCommand only names a command.
type PaperCommand struct {
	ID string `json:"id" format:"uuid"`
}

// Close ends a sheet that adds up; rows without writing are void from then on.
// Faults: not-found; wrong-state when it is not open; count-differs {written,
// keyed, crossed}.
func (r *Room) Close(ctx context.Context, who access.Actor, sheetID string, in PaperCommand) (PaperSheetDetail, error) {
	return r.onSheet(ctx, who, "downtime.close", sheetID, in.ID, in, func(tx *act.Tx, s PaperSheet) error {
		if s.Status != Open {
			return wrongState(string(s.Status))
		}
		if s.Count.Left != 0 {
			return fault.New(fault.CountDiffers).With("written", s.Count.Written).With("keyed", s.Count.Keyed).With("crossed", s.Count.Crossed)
		}
		tx.Detail("count", s.Count)
		if err := voidRest(tx, who, s.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE paper_sheet SET status = 'closed', ended_at = ?, ended_by = ?, version = version + 1 WHERE id = ?`,
			tx.Now.UnixMilli(), who.ID, s.ID)
		return err
	})
}

// VoidSheet says why a sheet that nobody wrote on will never be used.
type VoidSheet struct {
	ID     string `json:"id" format:"uuid"`
	Reason string `json:"reason" enum:"lost,spoiled,misprinted"`
}

// Discard gives a blank sheet's numbers back as void. Faults: not-found; wrong-state
// when it is not blank.
func (r *Room) Discard(ctx context.Context, who access.Actor, sheetID string, in VoidSheet) (PaperSheetDetail, error) {
	return r.onSheet(ctx, who, "downtime.discard", sheetID, in.ID, in, func(tx *act.Tx, s PaperSheet) error {
		if s.Status != Blank {
			return wrongState(string(s.Status))
		}
		if err := voidRest(tx, who, s.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE paper_sheet SET status = 'void', void_reason = ?, ended_at = ?, ended_by = ?, version = version + 1 WHERE id = ?`,
			in.Reason, tx.Now.UnixMilli(), who.ID, s.ID)
		return err
	})
}

// voidRest declares void what nothing became of.
func voidRest(tx *act.Tx, who access.Actor, sheetID string) error {
	ids, err := textColumn(tx.Tx, "SELECT id FROM paper_row WHERE sheet_id = ? AND status = 'reserved' ORDER BY rank", sheetID)
	if err != nil {
		return err
	}
	for _, rowID := range ids {
		if err := voidRow(tx, who, rowID, unused); err != nil {
			return err
		}
	}
	return nil
}

func voidRow(tx *act.Tx, who access.Actor, rowID, reason string) error {
	_, err := tx.Exec(`UPDATE paper_row SET status = 'void', void_reason = ?, recorded_at = ?, recorded_by = ? WHERE id = ?`,
		reason, tx.Now.UnixMilli(), who.ID, rowID)
	tx.Changed("paper_row", rowID)
	return err
}

// VoidRow says why a row with writing on it is not keyed in.
type VoidRow struct {
	ID     string `json:"id" format:"uuid"`
	Reason string `json:"reason" enum:"crossed-out,unreadable"`
}

// Strike declares a row void. Faults: not-found; wrong-state when the sheet is not
// open, or something became of the row already; count-differs when no row with
// writing on it is left.
func (r *Room) Strike(ctx context.Context, who access.Actor, rowID string, in VoidRow) (PaperSheetDetail, error) {
	body := struct {
		RowID string
		VoidRow
	}{rowID, in}
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "downtime.strike", Body: body}, func(tx *act.Tx) error {
		if _, _, err := toKey(tx.Tx, rowID); err != nil {
			return err
		}
		tx.Subject("paper_row", rowID)
		return voidRow(tx, who, rowID, in.Reason)
	}, sheetOfRow)
}

func (r *Room) onSheet(ctx context.Context, who access.Actor, action access.Action, sheetID, command string, in any,
	run func(*act.Tx, PaperSheet) error) (PaperSheetDetail, error) {
	body := struct {
		SheetID string
		In      any
	}{sheetID, in}
	return act.Do(ctx, r.gate, who, act.Command{ID: command, Action: action, Body: body}, func(tx *act.Tx) error {
		s, err := sheetIn(tx.Tx, sheetID)
		if err != nil {
			return err
		}
		tx.Subject("paper_sheet", s.ID)
		tx.Changed("paper_sheet", s.ID)
		return run(tx, s)
	}, detailIn)
}

func wrongState(status string) error { return fault.New(fault.WrongState).With("status", status) }

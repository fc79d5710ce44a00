package downtime_test

import (
	"sync"
	"testing"

	"karete/server/downtime"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func TestSheetsReserveTheirNumbers(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if _, err := o.registered("Before", ""); err != nil {
		t.Fatal(err)
	}
	in := downtime.PrintSheets{ID: id.New(), Count: 2, NewRows: 3, DepartmentID: visittest.OPD}
	kit, err := o.room.Print(t.Context(), visittest.Clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.room.Print(t.Context(), visittest.Clerk, in) // a printer that jammed, a reload
	if err != nil || len(again.Sheets) != 2 || again.Sheets[1].Sheet.ID != kit.Sheets[1].Sheet.ID {
		t.Errorf("said again it made others: %+v, %v", again, err)
	}
	var numbers, tickets []string
	for _, s := range kit.Sheets {
		if len(s.Rows) != downtime.RowsOnSheet || s.Sheet.Status != downtime.Blank || s.Sheet.Count.Rows != 10 || s.Sheet.Count.Reserved != 10 {
			t.Errorf("%+v", s.Sheet)
		}
		for _, r := range s.Rows {
			tickets = append(tickets, r.Ticket)
			if (r.FileNumber != "") != (r.Rank > 7) {
				t.Errorf("%s has the number %q", r.Ticket, r.FileNumber)
			}
			if r.FileNumber != "" {
				numbers = append(numbers, r.FileNumber)
			}
		}
	}
	for i, n := range numbers {
		if n != number(i+2) {
			t.Errorf("number %d is %s", i, n)
		}
	}
	if tickets[0] != "P001-01" || tickets[19] != "P002-10" || kit.Sheets[1].Sheet.Serial != "P002" {
		t.Errorf("%v", tickets)
	}

	// The desk goes on after them, and cannot be talked into one of them.
	p, err := o.registered("After", "")
	if err != nil || p.Patient.FileNumber != "000008" {
		t.Errorf("%q, %v", p.Patient.FileNumber, err)
	}
	_, err = o.registered("Typed", "000003")
	wantFault(t, err, fault.NumberReserved)
	if f := fault.Of(err); f.Params["sheet"] != "P001" {
		t.Errorf("%+v", f.Params)
	}
	_, err = patient.New(o.Gate).Identify(t.Context(), visittest.Clerk, p.Patient.ID, patient.Identify{ID: id.New(), System: patient.SystemFile, Value: "000007"})
	wantFault(t, err, fault.NumberReserved)

	// Nor can somebody with the file in their hands.
	for _, query := range []string{
		`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES ('x', (SELECT id FROM patient), 'file-number', '', '000003', 'active', 1)`,
		`UPDATE identifier SET value = '000003' WHERE value = '000001'`,
		`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, outcome, arrived_at, closed_by, version)
			VALUES ('x', (SELECT id FROM patient), '2026-11-24', (SELECT id FROM department), 'P001-02', '', 0, 'arrived', 0, 1, 'male', '', 5, '', 1)`,
		`INSERT INTO paper_row (id, sheet_id, rank, ticket, file_series, file_number, status, void_reason) VALUES ('x', (SELECT id FROM paper_sheet), 11, 'P001-11', '', '000003', 'reserved', '')`,
		`INSERT INTO paper_row (id, sheet_id, rank, ticket, file_series, file_number, status, void_reason) VALUES ('x', (SELECT id FROM paper_sheet), 11, 'P001-11', '', '000001', 'reserved', '')`,
		`INSERT OR REPLACE INTO paper_row (id, sheet_id, rank, ticket, status, void_reason) VALUES ('x', (SELECT id FROM paper_sheet), 11, 'P001-02', 'reserved', '')`,
		`DELETE FROM paper_row`,
		`DELETE FROM paper_sheet`,
		`UPDATE paper_row SET ticket = 'P009-01' WHERE ticket = 'P001-01'`,
		`UPDATE paper_row SET file_number = '000099' WHERE file_number = '000003'`,
		`UPDATE paper_sheet SET printed_at = 0`,
		`UPDATE paper_sheet SET status = 'closed', day = '2026-11-24', written = 1, ended_at = 1, ended_by = printed_by`,
	} {
		if err := o.sql(query); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

// The desk and the printer draw numbers at the same moment: nobody gets the same.
func TestNumbersAreDrawnOnceByAll(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	var wait sync.WaitGroup
	var mu sync.Mutex
	drawn := map[string]int{}
	note := func(n string) {
		mu.Lock()
		defer mu.Unlock()
		drawn[n]++
	}
	for range 8 {
		wait.Go(func() {
			p, err := o.registered("Mokoena", "")
			if err != nil {
				t.Error(err)
				return
			}
			note(p.Patient.FileNumber)
		})
		wait.Go(func() {
			kit, err := o.room.Print(t.Context(), visittest.Clerk, downtime.PrintSheets{ID: id.New(), Count: 1, NewRows: 4, DepartmentID: visittest.OPD})
			if err != nil {
				t.Error(err)
				return
			}
			for _, r := range kit.Sheets[0].Rows[6:] {
				note(r.FileNumber)
			}
		})
	}
	wait.Wait()
	if len(drawn) != 8+8*4 {
		t.Errorf("%d numbers: %v", len(drawn), drawn)
	}
	for n := range 40 {
		if drawn[number(n+1)] != 1 {
			t.Errorf("%s was drawn %d times", number(n+1), drawn[number(n+1)])
		}
	}
}

func TestABlankSheetIsGivenBackAsVoid(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sheets := o.print(2, 2)
	d, err := o.room.Discard(t.Context(), visittest.Admin, sheets[0].Sheet.ID, downtime.VoidSheet{ID: id.New(), Reason: "spoiled"})
	if err != nil || d.Sheet.Status != downtime.Void || d.Sheet.Count.Unused != 10 || d.Rows[9].NumberState != "void" {
		t.Fatalf("%+v, %v", d.Sheet, err)
	}
	for _, typed := range []string{"000001", "000002"} { // void is not free
		_, err := o.registered("Tau", typed)
		wantFault(t, err, fault.NumberReserved)
	}
	if p, err := o.registered("Tau", ""); err != nil || p.Patient.FileNumber != "000005" {
		t.Errorf("%q, %v", p.Patient.FileNumber, err)
	}
	if next := o.print(1, 1)[0]; next.Sheet.Serial != "P003" || next.Rows[9].FileNumber != "000006" {
		t.Errorf("%+v", next)
	}
	_, err = o.room.Open(t.Context(), visittest.Clerk, sheets[0].Sheet.ID, downtime.OpenSheet{ID: id.New(), Day: first, Written: 1})
	wantFault(t, err, fault.WrongState)
	if err := o.sql(`UPDATE paper_sheet SET status = 'blank', void_reason = '', ended_at = NULL, ended_by = NULL WHERE serial = 'P001'`); err == nil {
		t.Error("a void sheet came back to life")
	}
	o.opened(sheets[1], first, 1)
	_, err = o.room.Discard(t.Context(), visittest.Admin, sheets[1].Sheet.ID, downtime.VoidSheet{ID: id.New(), Reason: "lost"})
	wantFault(t, err, fault.WrongState)

	list, err := o.room.List(t.Context(), visittest.Admin)
	if err != nil {
		t.Fatal(err)
	}
	if list.Sheets[0].Serial != "P002" || list.Blank != 1 || list.Numbers != (downtime.NumberCount{Printed: 5, Reserved: 3, Void: 2}) {
		t.Errorf("%+v", list)
	}
}

func TestReadingNobodysSheet(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, err := o.room.Read(t.Context(), visittest.Nurse, id.New())
	wantFault(t, err, fault.NotFound)
	_, err = o.room.Key(t.Context(), visittest.Nurse, id.New(), row(first, "09:30"))
	wantFault(t, err, fault.NotFound)
	_, err = o.room.Print(t.Context(), visittest.Clerk, downtime.PrintSheets{ID: id.New(), Count: 1, DepartmentID: visittest.Closed})
	wantField(t, err, "departmentId", "not-allowed")
	_, err = o.room.Print(t.Context(), visittest.Clerk, downtime.PrintSheets{ID: id.New(), Count: 1, DepartmentID: id.New()})
	wantField(t, err, "departmentId", "unknown")
}

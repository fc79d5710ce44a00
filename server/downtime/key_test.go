package downtime_test

import (
	"encoding/json"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/appointment"
	"karete/server/chart"
	"karete/server/downtime"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func at(t testing.TB, day, clockTime string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clockTime, dbtest.Start.Location())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func of[T any](v T) *T { return &v }

// A day of paper is keyed in the day after: new and known people, seen, referred
// and gone, and the record says what happened when, and who says so.
func TestADayOnPaper(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sheet := o.print(1, 3)[0]
	known := o.seeded(3)
	o.At(1, "07:45:00")
	sheet = o.opened(sheet, first, 5)

	in := row(first, "09:30")
	in.EndedAt, in.NewPatient = "10:10", newcomer("Mokoena")
	in.Vitals = downtime.PaperVitals{TemperatureCel: of(38.7), HeartRate: of(106), RespiratoryRate: of(22), SystolicMmHg: of(118), DiastolicMmHg: of(76), SpO2Percent: of(97), WeightKg: of(61.5)}
	in.Level, in.TriagedBy = sats.Urgent, visittest.Nurse.ID
	in.Prescriptions = []encounter.Prescription{{Medicine: "Paracetamol 500 mg, 2 three times a day, 3 days"}}
	d := o.key(sheet.Rows[7], in)
	r := d.Rows[7]
	if r.Status != downtime.RowKeyed || r.FileNumber != "000001" || r.NumberState != "used" || r.DisplayName != "Pule Mokoena" ||
		r.SeenBy != "Dr Mohapi" || r.RecordedBy != "Clerk Lineo" || !r.OccurredAt.Equal(at(t, first, "09:30")) {
		t.Errorf("%+v", r)
	}
	again := o.key(sheet.Rows[7], in) // the answer was lost, the tablet sends it again
	if again.Rows[7].VisitID != r.VisitID || again.Sheet.Count.Keyed != 1 {
		t.Errorf("%+v", again.Sheet)
	}

	v := o.Visit(r.VisitID)
	if v.Day != first || v.Ticket != "P001-08" || v.Status != visit.Finished || v.Outcome != visit.OutcomeHome || v.Level != sats.Urgent || !v.NewPatient ||
		!v.ArrivedAt.Equal(at(t, first, "09:30")) || !v.ClosedAt.Equal(at(t, first, "10:10")) || v.StartedAt != nil || v.TriagedAt != nil ||
		v.ClosedBy != visittest.Doctor.ID || len(v.Entries) != 1 || v.Entries[0].Status != visit.EntryDone {
		t.Errorf("%+v", v)
	}
	c, err := o.charts.Read(t.Context(), visittest.Doctor, r.PatientID)
	if err != nil {
		t.Fatal(err)
	}
	now := dbtest.Start.AddDate(0, 0, 1).Add(-15 * time.Minute)
	if !c.Patient.RegisteredAt.Equal(at(t, first, "09:30")) || c.Patient.FileNumber != "000001" || c.OpenVisit != nil || len(c.PastVisits) != 1 {
		t.Fatalf("%+v", c.Patient)
	}
	past := c.PastVisits[0]
	if p := past.Paper; p == nil || *p != (chart.PaperSource{Sheet: "P001", Row: 8, OccurredAt: at(t, first, "09:30").UTC(), SeenBy: "Dr Mohapi", RecordedAt: now.UTC(), RecordedBy: "Clerk Lineo"}) {
		t.Errorf("%+v", p)
	}
	if len(past.Encounters) != 1 || len(past.Triages) != 1 || len(past.Observations) != 7 {
		t.Fatalf("%+v", past)
	}
	e := past.Encounters[0]
	if e.ID != in.ID || !e.OccurredAt.Equal(at(t, first, "10:10")) || !e.SignedAt.Equal(now) || e.Author.DisplayName != "Dr Mohapi" || e.Author.Role != "doctor" ||
		e.Note.Diagnoses[0].Code != "J06.9" || len(e.Note.Prescriptions) != 1 || e.Struck {
		t.Errorf("%+v", e)
	}
	tr := past.Triages[0]
	if tr.Author != "Nurse Thato" || tr.Outcome != (sats.Outcome{Level: sats.Urgent, Kind: triage.OnPaper}) || !tr.Input.MeasuredAt.Equal(at(t, first, "09:30")) || tr.Result.Tews.Sum == 0 {
		t.Errorf("%+v", tr)
	}
	if m := c.Medicines[0]; !m.PrescribedAt.Equal(at(t, first, "10:10")) {
		t.Errorf("prescribed at %v", m.PrescribedAt)
	}
	entries := o.Entries("downtime.key")
	if j := entries[0]; len(entries) != 1 || j.TimeSource != "paper" || !j.OccurredAt.Equal(at(t, first, "09:30")) || !j.RecordedAt.Equal(now) ||
		j.ActorID != visittest.Clerk.ID || j.PatientID != r.PatientID || j.VisitID != r.VisitID || j.SubjectID != r.ID {
		t.Errorf("%+v", j)
	}

	// Known people, in the rows above; one who was not seen, one who was sent on.
	for i, change := range []func(*downtime.KeyRow){
		func(*downtime.KeyRow) {},
		func(k *downtime.KeyRow) { k.Outcome, k.ReferredTo = "referred", "Queen ’Mamohato" },
		func(k *downtime.KeyRow) { k.Outcome, k.SeenBy, k.Diagnoses = "left", "", nil },
	} {
		k := row(first, "11:0"+string(rune('0'+i)))
		k.PatientID = known[i]
		change(&k)
		o.key(sheet.Rows[i], k)
	}
	k := row(first, "12:00") // somebody new below, because the rows with a number ran out
	k.NewPatient, k.DepartmentID = newcomer("Phiri"), visittest.U5
	d = o.key(sheet.Rows[3], k)
	if p, err := o.charts.Read(t.Context(), visittest.Doctor, d.Rows[3].PatientID); err != nil || p.Patient.FileNumber != "000004" {
		t.Errorf("%q, %v", p.Patient.FileNumber, err)
	}

	d, err = o.room.Close(t.Context(), visittest.Nurse, sheet.Sheet.ID, downtime.PaperCommand{ID: id.New()})
	if err != nil || d.Sheet.Status != downtime.Closed || d.Sheet.Count != (downtime.PaperCount{Rows: 10, Written: 5, Keyed: 5, Unused: 5}) || d.Rows[9].NumberState != "void" {
		t.Errorf("%+v, %v", d.Sheet, err)
	}
	day := o.report(first)
	if day.FromPaper != 5 || day.Seen != 4 || day.Left != 1 || day.PaperLeft != 0 || day.New != 5 {
		t.Errorf("%+v", day)
	}
	o.addsUp(first, 5)
	o.addsUp(second, 0)
}

// Somebody may be here today although a paper of yesterday is keyed in about them;
// and somebody who still waits when the box is back goes on in its line.
func TestPaperAndTheLineOfToday(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sheet := o.print(1, 0)[0]
	o.At(1, "11:00:00")
	here := o.Arrive("Lerato", "Tau")
	yesterday := o.opened(sheet, first, 2)
	k := row(first, "14:00")
	k.PatientID = here.PatientID
	o.key(yesterday.Rows[0], k)
	if v := o.Visit(here.ID); !v.Status.Open() || v.Ticket != "OPD-001" {
		t.Errorf("%+v", v)
	}
	k = row(first, "14:20") // nobody is still here since yesterday
	k.PatientID, k.Outcome, k.Diagnoses = o.seeded(1)[0], "here", nil
	_, err := o.room.Key(t.Context(), visittest.Nurse, yesterday.Rows[1].ID, k)
	wantField(t, err, "outcome", "not-today")
	if o.report(first).PaperLeft != 1 {
		t.Error("the report does not say that it will grow")
	}

	sheet = o.print(1, 0)[0]
	o.At(1, "13:00:00")
	today := o.opened(sheet, second, 3)
	k = row(second, "11:40")
	k.PatientID, k.Outcome, k.Diagnoses, k.Level, k.TriagedBy, k.SeenBy = o.seeded(1)[0], "here", nil, sats.VeryUrgent, visittest.Nurse.ID, ""
	d := o.key(today.Rows[0], k)
	v := o.Visit(d.Rows[0].VisitID)
	if v.Status != visit.Triaged || v.Entries[0].Status != visit.EntryWaiting || !v.Entries[0].EnteredAt.Equal(at(t, second, "11:40")) || v.Ticket != "P002-01" {
		t.Errorf("%+v", v)
	}
	k.ID, k.ArrivedAt = id.New(), "11:50"
	_, err = o.room.Key(t.Context(), visittest.Nurse, today.Rows[1].ID, k)
	wantFault(t, err, fault.VisitOpen)
	o.addsUp(second, 2)
	if next := o.Arrive("Pule", "Phiri"); next.Ticket != "OPD-002" {
		t.Errorf("the desk's own tickets go on: %s", next.Ticket)
	}
}

// Whoever was booked on the day of the sheet came as booked.
func TestWhoWasBookedCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	books := appointment.New(o.Gate)
	if _, err := books.SetSchedule(t.Context(), visittest.Admin, visittest.OPD, 0, appointment.SetSchedule{ID: id.New(),
		Hours: []appointment.DayHours{{Weekdays: []int{1, 2, 3, 4, 5}, Opens: "08:00", Closes: "12:00", Capacity: 2}}, SlotMinutes: 30, Active: true}); err != nil {
		t.Fatal(err)
	}
	patientID := o.Patient("Neo", "Tau", "1990")
	a, err := books.Book(t.Context(), visittest.Clerk, appointment.Book{ID: id.New(), PatientID: patientID, DepartmentID: visittest.OPD, Day: second, Start: "09:00"})
	if err != nil {
		t.Fatal(err)
	}
	sheet := o.print(1, 1)[0]
	o.At(2, "08:00:00")
	d := o.opened(sheet, second, 1)
	in := row(second, "09:15")
	in.PatientID = patientID
	o.key(d.Rows[0], in)
	if err := o.DB.Read(t.Context(), func(tx *db.Tx) error {
		got, err := appointment.ReadIn(tx, a.ID)
		if got.Status != appointment.Fulfilled || got.VisitID == "" {
			t.Errorf("%+v", got)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.At(0, "09:20:30")
	sheet := o.print(1, 1)[0]
	patients := o.seeded(1)
	key := func(change func(*downtime.KeyRow)) error {
		k := row(first, "09:20") // in the minute of the printing
		k.PatientID = patients[0]
		change(&k)
		_, err := o.room.Key(t.Context(), visittest.Clerk, sheet.Rows[0].ID, k)
		return err
	}
	nothing := func(*downtime.KeyRow) {}
	wantFault(t, key(nothing), fault.WrongState) // still in the drawer

	open := func(day string, written int) error {
		_, err := o.room.Open(t.Context(), visittest.Clerk, sheet.Sheet.ID, downtime.OpenSheet{ID: id.New(), Day: day, Written: written})
		return err
	}
	wantField(t, open("2026-11-23", 2), "day", "before-printed")
	wantField(t, open("2026-11-25", 2), "day", "future")
	wantField(t, open("2026-13-01", 2), "day", "not-a-date")
	if err := open(first, 2); err != nil {
		t.Fatal(err)
	}
	o.At(0, "15:00:00")
	for _, c := range []struct {
		field, code string
		change      func(*downtime.KeyRow)
	}{
		{"arrivedAt", "before-printed", func(k *downtime.KeyRow) { k.ArrivedAt = "09:19" }},
		{"arrivedAt", "future", func(k *downtime.KeyRow) { k.ArrivedAt = "15:01" }},
		{"endedAt", "future", func(k *downtime.KeyRow) { k.EndedAt = "15:01" }},
		{"endedAt", "not-in-order", func(k *downtime.KeyRow) { k.ArrivedAt, k.EndedAt = "10:00", "09:59" }},
		{"day", "not-allowed", func(k *downtime.KeyRow) { k.Day, k.ArrivedAt = "2026-11-23", "23:00" }},
		{"arrivedAt", "pattern", func(k *downtime.KeyRow) { k.ArrivedAt = "24:10" }},
		{"patientId", "required", func(k *downtime.KeyRow) { k.PatientID = "" }},
		{"patientId", "required", func(k *downtime.KeyRow) { k.NewPatient = newcomer("Both") }},
		{"patientId", "unknown", func(k *downtime.KeyRow) { k.PatientID = id.New() }},
		{"departmentId", "not-allowed", func(k *downtime.KeyRow) { k.DepartmentID = visittest.Closed }},
		{"seenBy", "unknown", func(k *downtime.KeyRow) { k.SeenBy = id.New() }},
		{"seenBy", "not-allowed", func(k *downtime.KeyRow) { k.SeenBy = visittest.Clerk.ID }},
		{"seenBy", "required", func(k *downtime.KeyRow) { k.SeenBy = "" }},
		{"triagedBy", "required", func(k *downtime.KeyRow) {
			k.SeenBy, k.Outcome, k.Diagnoses, k.Level = "", "left", nil, sats.Urgent
		}},
		{"referredTo", "required", func(k *downtime.KeyRow) { k.Outcome = "referred" }},
		{"outcome", "not-allowed", func(k *downtime.KeyRow) { k.Outcome = "here" }}, // with a diagnosis
		{"outcome", "not-allowed", func(k *downtime.KeyRow) { k.Outcome = "cancelled" }},
		{"vitals.temperatureCel", "out-of-range", func(k *downtime.KeyRow) { k.Vitals.TemperatureCel = of(19.0) }},
		{"newPatient.familyName", "required", func(k *downtime.KeyRow) {
			k.PatientID, k.NewPatient = "", newcomer("")
			k.NewPatient.GivenNames = ""
		}},
		{"diagnoses[0].code", "pattern", func(k *downtime.KeyRow) { k.Diagnoses[0].Code = "cold" }},
	} {
		wantField(t, key(c.change), c.field, c.code)
	}
	if n := o.report(first).All; n != 0 {
		t.Errorf("%d visits of rows that were refused", n)
	}
	if err := key(nothing); err != nil {
		t.Fatal(err)
	}
	wantFault(t, key(nothing), fault.WrongState) // a row is one person, once
	wantField(t, open("2026-11-24", 0), "written", "out-of-range")

	close := func() error {
		_, err := o.room.Close(t.Context(), visittest.Clerk, sheet.Sheet.ID, downtime.PaperCommand{ID: id.New()})
		return err
	}
	err := close()
	wantFault(t, err, fault.CountDiffers)
	if p := fault.Of(err).Params; p["written"] != 2 || p["keyed"] != 1 || p["crossed"] != 0 {
		t.Errorf("%v", p)
	}
	strike := func(n int) error {
		_, err := o.room.Strike(t.Context(), visittest.Clerk, sheet.Rows[n].ID, downtime.VoidRow{ID: id.New(), Reason: "crossed-out"})
		return err
	}
	wantFault(t, strike(0), fault.WrongState)
	if err := strike(1); err != nil {
		t.Fatal(err)
	}
	wantFault(t, strike(2), fault.CountDiffers) // more than were counted
	if err := close(); err != nil {
		t.Fatal(err)
	}
	wantFault(t, close(), fault.WrongState)
	wantFault(t, open(first, 3), fault.WrongState)
	wantFault(t, strike(2), fault.WrongState)
	for _, query := range []string{
		`UPDATE paper_sheet SET status = 'open', ended_at = NULL, ended_by = NULL`,
		`UPDATE paper_row SET status = 'reserved', void_reason = '', recorded_at = NULL, recorded_by = NULL WHERE rank = 3`,
		`UPDATE paper_row SET occurred_at = 1 WHERE rank = 1`,
	} {
		if err := o.sql(query); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

// The day stands as long as it may: once somebody was keyed in under it, it does
// not move.
func TestTheDayOfASheet(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sheet := o.print(1, 0)[0]
	o.At(1, "10:00:00")
	o.opened(sheet, second, 2)
	o.opened(sheet, first, 1) // a slip
	k := row(first, "16:00")
	k.PatientID = o.seeded(1)[0]
	o.key(sheet.Rows[4], k)
	_, err := o.room.Open(t.Context(), visittest.Clerk, sheet.Sheet.ID, downtime.OpenSheet{ID: id.New(), Day: second, Written: 2})
	wantField(t, err, "day", "not-allowed")
	if d := o.opened(sheet, first, 2); d.Sheet.Count.Left != 1 {
		t.Errorf("%+v", d.Sheet.Count)
	}
}

// A row's payload must tell anybody who audits what came of the paper.
func TestTheJournalHoldsTheRow(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sheet := o.opened(o.print(1, 1)[0], first, 1)
	k := row(first, "08:00")
	k.NewPatient = newcomer("Mokoena")
	o.key(sheet.Rows[9], k)
	p := o.Payload("downtime.key")
	for table, n := range map[string]int{"paper_row": 1, "patient": 1, "identifier": 1, "visit": 1, "queue_entry": 1, "encounter": 1, "diagnosis": 1} {
		if len(p.Rows[table]) != n {
			t.Errorf("%d rows of %s", len(p.Rows[table]), table)
		}
	}
	if err := o.DB.Read(t.Context(), func(tx *db.Tx) error {
		e, _, err := journal.Last(tx)
		if !json.Valid(e.Payload) {
			t.Error("no JSON")
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

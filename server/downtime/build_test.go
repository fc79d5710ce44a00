package downtime_test

import (
	"strconv"
	"testing"

	"karete/db"
	"karete/server/chart"
	"karete/server/downtime"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/visit/visittest"
)

// office is a clinic with the rooms open that paper passes through.
type office struct {
	*visittest.Clinic
	t       testing.TB
	room    *downtime.Room
	desk    *reception.Room
	reports *report.Room
	charts  *chart.Room
}

// The days of the tests: the kit is printed on the first.
const (
	first  = "2026-11-24"
	second = "2026-11-25"
)

func newOffice(t testing.TB) *office {
	t.Helper()
	c := visittest.New(t)
	return &office{Clinic: c, t: t, room: downtime.New(c.Gate), desk: reception.New(c.Gate, patient.New(c.Gate)),
		reports: report.New(c.Gate), charts: chart.New(c.Gate)}
}

// print makes sheets with their last rows for new people.
func (o *office) print(count, newRows int) []downtime.PaperSheetDetail {
	o.t.Helper()
	kit, err := o.room.Print(o.t.Context(), visittest.Clerk, downtime.PrintSheets{ID: id.New(), Count: count, NewRows: newRows, DepartmentID: visittest.OPD})
	if err != nil {
		o.t.Fatal(err)
	}
	return kit.Sheets
}

// opened is a sheet out of the drawer.
func (o *office) opened(sheet downtime.PaperSheetDetail, day string, written int) downtime.PaperSheetDetail {
	o.t.Helper()
	d, err := o.room.Open(o.t.Context(), visittest.Clerk, sheet.Sheet.ID, downtime.OpenSheet{ID: id.New(), Day: day, Written: written})
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// row is what stands on a row when nothing is special about it.
func row(day, arrived string) downtime.KeyRow {
	return downtime.KeyRow{ID: id.New(), Day: day, ArrivedAt: arrived, Complaint: "Cough", SeenBy: visittest.Doctor.ID, Outcome: "home",
		Diagnoses: []encounter.Diagnosis{{System: "icd-10", Code: "J06.9", Text: "Common cold", Certainty: "confirmed", FirstVisit: true}}}
}

func newcomer(family string) *patient.Demographics {
	return &patient.Demographics{GivenNames: "Pule", FamilyName: family, Sex: patient.Male, BirthPrecision: "year", BirthDate: "1990", Village: "Ha Abia"}
}

func (o *office) key(r downtime.PaperRow, in downtime.KeyRow) downtime.PaperSheetDetail {
	o.t.Helper()
	d, err := o.room.Key(o.t.Context(), visittest.Clerk, r.ID, in)
	if err != nil {
		o.t.Fatalf("row %d: %v %+v", r.Rank, err, fault.Of(err))
	}
	return d
}

// registered is somebody the desk takes in now, by the next number or a typed one,
// who is another person than those who look the same.
func (o *office) registered(family, typed string) (reception.Registered, error) {
	in := reception.Registration{Registration: patient.Registration{ID: id.New(), Demographics: *newcomer(family),
		FileNumber: patient.NewFileNumber{Mode: "next"}}}
	if typed != "" {
		in.FileNumber = patient.NewFileNumber{Mode: "typed", Value: typed}
	}
	for {
		out, err := o.desk.Register(o.t.Context(), visittest.Clerk, in)
		if !fault.Is(err, fault.LikelyDuplicate) {
			return out, err
		}
		other, _ := fault.Of(err).Params["patientId"].(string)
		in.Different = append(in.Different, reception.Different{PatientID: other, Reason: patient.ReasonNamesake})
	}
}

func (o *office) report(day string) report.DayReport {
	o.t.Helper()
	r, err := o.reports.Day(o.t.Context(), visittest.Admin, day)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// addsUp holds law 7 for a day, and that the figures open lists as long as they are.
func (o *office) addsUp(day string, came int) {
	o.t.Helper()
	r := o.report(day)
	if r.All != came || r.Seen+r.Left+r.Cancelled+r.Open != r.All || r.New+r.Known != r.All {
		o.t.Errorf("%s: %d came; seen %d + left %d + cancelled %d + open %d; new %d + known %d", day, came, r.Seen, r.Left, r.Cancelled, r.Open, r.New, r.Known)
	}
	for figure, n := range map[report.Figure]int{report.All: r.All, "seen": r.Seen, "left": r.Left, "open": r.Open, "from-paper": r.FromPaper} {
		list, err := o.reports.List(o.t.Context(), visittest.Admin, day, figure)
		if err != nil {
			o.t.Fatal(err)
		}
		if len(list.Rows) != n {
			o.t.Errorf("%s: %s says %d and opens %d", day, figure, n, len(list.Rows))
		}
	}
}

// sql runs one statement as somebody with the file in their hands would.
func (o *office) sql(query string, args ...any) error {
	return o.DB.Write(o.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	})
}

func wantFault(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got %v, want the fault %s", err, code)
	}
}

func wantField(t testing.TB, err error, field, code string) {
	t.Helper()
	f := fault.Of(err)
	if f.Code != fault.Invalid || len(f.Fields) == 0 || f.Fields[0].Field != field || f.Fields[0].Code != code {
		t.Errorf("got %v %+v, want %s %s", err, f.Fields, field, code)
	}
}

func number(n int) string {
	s := strconv.Itoa(n)
	return "000000"[len(s):] + s
}

// seeded is a patient made past the rooms, for those whose registration is not the point.
func (o *office) seeded(n int) (ids []string) {
	o.t.Helper()
	for i := range n {
		ids = append(ids, o.Patient("Mpho", "Known "+strconv.Itoa(i), "1980-01-02"))
	}
	return ids
}

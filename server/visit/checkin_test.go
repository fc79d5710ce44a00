package visit_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestCheckInOpensAVisitAndQueuesIt(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	patientID := c.Patient("Thabo", "Mokoena", "1990-05-17")
	in := visit.CheckIn{ID: id.New(), PatientID: patientID, DepartmentID: visittest.OPD, Reason: "  Headache ", Emergency: true}
	got, err := c.CheckInAs(visittest.Clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	now := c.Clock.Now().UTC()
	want := visit.Visit{ID: in.ID, PatientID: patientID, Day: "2026-11-24", DepartmentID: visittest.OPD, Ticket: "OPD-001",
		Reason: "Headache", Emergency: true, Status: visit.Arrived, ArrivedAt: now, NewPatient: true, Version: 1,
		Entries: []visit.Entry{{ID: got.Entries[0].ID, VisitID: in.ID, DepartmentID: visittest.OPD, Status: visit.EntryWaiting,
			EnteredAt: now, Version: 1}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if e := c.Entries("visit.checkIn")[0]; e.PatientID != patientID || e.VisitID != in.ID || e.SubjectID != in.ID {
		t.Errorf("journalled as %+v", e)
	}
	var sex string
	var low, high int
	if err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT sex, age_days_low, age_days_high FROM visit WHERE id = ?`, in.ID).Scan(&sex, &low, &high)
	}); err != nil {
		t.Fatal(err)
	}
	if sex != "female" || low != 13340 || high != 13340 {
		t.Errorf("kept sex %q and age %d to %d days", sex, low, high)
	}
}

func TestTheSameCommandTwiceIsOneVisit(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	in := visit.CheckIn{ID: id.New(), PatientID: c.Patient("Thabo", "Mokoena", ""), DepartmentID: visittest.OPD}
	first, err := c.CheckInAs(visittest.Clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.CheckInAs(visittest.Clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	in.DepartmentID = visittest.U5
	if _, err := c.CheckInAs(visittest.Clerk, in); !fault.Is(err, fault.CommandReused) {
		t.Errorf("another check-in under the same id: %v", err)
	}
}

func TestASecondCheckInSaysWhereThePatientIs(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	_, err := c.CheckInAs(visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: v.PatientID, DepartmentID: visittest.U5})
	if !fault.Is(err, fault.VisitOpen) {
		t.Fatal(err)
	}
	want := map[string]any{"visitId": v.ID, "ticket": "OPD-001", "departmentId": visittest.OPD, "since": "2026-11-24T06:00:00Z"}
	if diff := cmp.Diff(want, fault.Of(err).Params); diff != "" {
		t.Error(diff)
	}
	// The refused check-in took no ticket of Under-5.
	if next := c.CheckIn(c.Patient("Pule", "Tau", ""), visittest.U5); next.Ticket != "U5-001" {
		t.Errorf("next ticket %s", next.Ticket)
	}
}

func TestCheckInRefusals(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	patientID := c.Patient("Thabo", "Mokoena", "")
	for _, r := range []struct {
		name   string
		in     visit.CheckIn
		who    access.Actor
		code   fault.Code
		field  string
		reason string
	}{
		{"nobody", visit.CheckIn{PatientID: id.New(), DepartmentID: visittest.OPD}, visittest.Clerk, fault.NotFound, "", ""},
		{"nowhere", visit.CheckIn{PatientID: patientID, DepartmentID: id.New()}, visittest.Clerk, fault.Invalid, "departmentId", "unknown"},
		{"closed department", visit.CheckIn{PatientID: patientID, DepartmentID: visittest.Closed}, visittest.Clerk, fault.Invalid, "departmentId", "not-allowed"},
		{"the manager", visit.CheckIn{PatientID: patientID, DepartmentID: visittest.OPD}, visittest.Admin, fault.Forbidden, "", ""},
		{"a guest", visit.CheckIn{PatientID: patientID, DepartmentID: visittest.OPD}, access.Actor{}, fault.Unauthenticated, "", ""},
	} {
		r.in.ID = id.New()
		_, err := c.CheckInAs(r.who, r.in)
		f := fault.Of(err)
		if !fault.Is(err, r.code) || f.Field != r.field || r.reason != "" && f.Fields[0].Code != r.reason {
			t.Errorf("%s: %v", r.name, err)
		}
	}
	if n := len(c.Entries("visit.checkIn")); n != 0 {
		t.Errorf("%d check-ins are in the journal", n)
	}
}

// Sixteen desks check the same patient in at once: one wins, the others are told
// where the patient is. The index decides.
func TestOneOpenVisitHoldsUnderConcurrency(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	patientID := c.Patient("Thabo", "Mokoena", "")
	errs := make([]error, 16)
	var desks sync.WaitGroup
	for i := range errs {
		desks.Go(func() {
			_, errs[i] = c.CheckInAs(visittest.Clerk,
				visit.CheckIn{ID: id.New(), PatientID: patientID, DepartmentID: visittest.OPD})
		})
	}
	desks.Wait()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !fault.Is(err, fault.VisitOpen) || fault.Of(err).Params["ticket"] != "OPD-001":
			t.Error(err)
		}
	}
	if won != 1 || len(c.Entries("visit.checkIn")) != 1 {
		t.Errorf("%d check-ins won, %d are in the journal", won, len(c.Entries("visit.checkIn")))
	}
}

// Tickets are counted without gap or repeat per department and day, whoever is
// refused meanwhile.
func TestTicketsAreGaplessUnderConcurrency(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	here := c.Arrive("Already", "Here") // OPD-001
	const each = 12
	patients := make([]string, 2*each)
	for i := range patients {
		patients[i] = c.Patient(fmt.Sprintf("Patient%c", 'A'+i), "Tau", "")
	}
	var mu sync.Mutex
	tickets := map[string][]string{}
	var desks sync.WaitGroup
	for i, patientID := range patients {
		departmentID := []string{visittest.OPD, visittest.U5}[i%2]
		desks.Go(func() {
			v, err := c.CheckInAs(visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: patientID, DepartmentID: departmentID})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			tickets[departmentID] = append(tickets[departmentID], v.Ticket)
		})
		desks.Go(func() {
			_, err := c.CheckInAs(visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: here.PatientID, DepartmentID: departmentID})
			if !fault.Is(err, fault.VisitOpen) {
				t.Error(err)
			}
		})
	}
	desks.Wait()
	for departmentID, want := range map[string]struct {
		code  string
		first int
	}{visittest.OPD: {"OPD", 2}, visittest.U5: {"U5", 1}} {
		got := tickets[departmentID]
		slices.Sort(got)
		for i, ticket := range got {
			if ticket != fmt.Sprintf("%s-%03d", want.code, want.first+i) {
				t.Fatalf("%s: %v", want.code, got)
			}
		}
		if len(got) != each {
			t.Errorf("%s: %d tickets", want.code, len(got))
		}
	}
	c.At(1, "07:30:00")
	if v := c.Arrive("Next", "Day"); v.Ticket != "OPD-001" || v.Day != "2026-11-25" {
		t.Errorf("the next day begins with %s on %s", v.Ticket, v.Day)
	}
}

func TestNewPatientIsTheFirstAttendanceThatCounted(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	if _, err := c.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: id.New(), PatientID: v.PatientID, Reason: "wrong person"}); err != nil {
		t.Fatal(err)
	}
	first := c.CheckIn(v.PatientID, visittest.OPD)
	if _, err := c.Visits.Leave(t.Context(), visittest.Clerk, first.ID, visit.OnVisit{ID: id.New(), PatientID: v.PatientID}); err != nil {
		t.Fatal(err)
	}
	second := c.CheckIn(v.PatientID, visittest.OPD)
	if !first.NewPatient || second.NewPatient {
		t.Errorf("after a cancelled visit new=%v, after a real one new=%v", first.NewPatient, second.NewPatient)
	}
}

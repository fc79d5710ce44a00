package visittest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/id"
	"karete/server/visit"
)

// The departments.
const (
	OPD    = "0190a000-0000-7000-8000-000000000001"
	U5     = "0190a000-0000-7000-8000-000000000002"
	PHA    = "0190a000-0000-7000-8000-000000000003"
	LAB    = "0190a000-0000-7000-8000-000000000004"
	Closed = "0190a000-0000-7000-8000-000000000005" // no longer in use
)

// The staff.
var (
	Clerk  = person("0190b000-0000-7000-8000-000000000001", "Clerk Lineo", access.Clerk)
	Nurse  = person("0190b000-0000-7000-8000-000000000002", "Nurse Thato", access.Nurse)
	Other  = person("0190b000-0000-7000-8000-000000000003", "Nurse Palesa", access.Nurse)
	Doctor = person("0190b000-0000-7000-8000-000000000004", "Dr Mohapi", access.Doctor)
	Admin  = person("0190b000-0000-7000-8000-000000000005", "Manager Neo", access.Admin)
)

func person(staffID, name string, role access.Role) access.Actor {
	return access.Actor{ID: staffID, Name: name, Roles: []access.Role{role}, SessionID: "session of " + name, Device: "test"}
}

// Clinic is where a test works.
type Clinic struct {
	t      testing.TB
	DB     *db.DB
	Gate   *act.Gate
	Clock  *dbtest.Clock
	Visits *visit.Room
}

// New is a clinic at dbtest.Start.
func New(t testing.TB) *Clinic {
	t.Helper()
	c := &Clinic{t: t, Clock: dbtest.NewClock()}
	c.DB = dbtest.New(t, dbtest.WithClock(c.Clock))
	c.Gate = act.NewGate(c.DB, act.Options{Clock: clock.New(c.Clock.Now)})
	c.Visits = visit.New(c.Gate)
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("facility", "facility")
		if err := insert(tx, "facility", "facility", `INSERT INTO facility (id, code, name, district, country, time_zone, phone,
			language, file_series, settings, set_up_at, version)
			VALUES (?, 'F1', 'Test clinic', 'Maseru', 'LS', 'Africa/Maseru', '', 'en', '', '{}', 1, 1)`); err != nil {
			return err
		}
		for i, d := range [][4]string{
			{OPD, "OPD", "Outpatients", "consultation"}, {U5, "U5", "Under-5", "consultation"},
			{PHA, "PHA", "Pharmacy", "pharmacy"}, {LAB, "LAB", "Laboratory", "laboratory"}, {Closed, "OLD", "Old ward", "other"},
		} {
			if err := insert(tx, "department", d[0], `INSERT INTO department (id, code, name, name_st, kind, position, active, version)
				VALUES (?, ?, ?, '', ?, ?, ?, 1)`, d[1], d[2], d[3], i, d[0] != Closed); err != nil {
				return err
			}
		}
		for _, who := range []access.Actor{Clerk, Nurse, Other, Doctor, Admin} {
			roles, err := json.Marshal(who.Roles)
			if err != nil {
				return err
			}
			if err := insert(tx, "staff", who.ID, `INSERT INTO staff (id, username, display_name, roles, departments, language, senior,
				active, created_at, version) VALUES (?, ?, ?, ?, '[]', 'en', 0, 1, 1, 1)`, who.Name, who.Name, string(roles)); err != nil {
				return err
			}
		}
		return nil
	})
	t.Cleanup(c.verify)
	return c
}

// insert runs an INSERT whose first value is the row's id, and journals the row.
func insert(tx *act.Tx, table, rowID, query string, args ...any) error {
	if _, err := tx.Exec(query, append([]any{rowID}, args...)...); err != nil {
		return err
	}
	tx.Changed(table, rowID)
	return nil
}

// Seed runs an act of the box, for rows that belong to no room under test.
func (c *Clinic) Seed(run func(*act.Tx) error) {
	c.t.Helper()
	_, err := act.Do(c.t.Context(), c.Gate, access.TheBox(), act.Command{ID: id.New(), Action: "demo.fill"}, run,
		func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		c.t.Fatal(err)
	}
}

// Patient registers somebody; birth is YYYY-MM-DD, YYYY-MM, YYYY or "".
func (c *Clinic) Patient(given, family, birth string) (patientID string) {
	c.t.Helper()
	patientID = id.New()
	precision := map[int]string{10: "day", 7: "month", 4: "year", 0: "unknown"}[len(birth)]
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		return insert(tx, "patient", patientID, `INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_date,
			birth_precision, phones, village, district, chief, next_of_kin, language, consent, registered_at, version)
			VALUES (?, ?, ?, '[]', 'female', nullif(?, ''), ?, '[]', 'Ha Abia', '', '', '{}', 'st', '{}', ?, 1)`,
			given, family, birth, precision, tx.Now.UnixMilli())
	})
	return patientID
}

// Sign puts a signed consultation into a visit and answers its id; amends names
// the one it declares entered in error, if any.
func (c *Clinic) Sign(v visit.Visit, amends string) (encounterID string) {
	c.t.Helper()
	encounterID = id.New()
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("encounter", encounterID)
		kind, of, how, why := "consultation", any(nil), any(nil), any(nil)
		if amends != "" {
			kind, of, how, why = "amendment", amends, "entered-in-error", "wrong patient"
		}
		return insert(tx, "encounter", encounterID, `INSERT INTO encounter (id, patient_id, visit_id, kind, occurred_at, signed_at,
			author_id, author_role, content, amends_id, amend_kind, amend_reason)
			VALUES (?, ?, ?, ?, ?, ?, ?, 'doctor', '{}', ?, ?, ?)`,
			v.PatientID, v.ID, kind, tx.Now.UnixMilli(), tx.Now.UnixMilli(), Doctor.ID, of, how, why)
	})
	return encounterID
}

// CheckInAs brings a patient to a department as the desk does, who is not booked: rooms
// above this one look at bookings.
func (c *Clinic) CheckInAs(who access.Actor, in visit.CheckIn) (visit.Visit, error) {
	return act.Do(c.t.Context(), c.Gate, who, act.Command{ID: in.ID, Action: "visit.checkIn", PatientID: in.PatientID, Body: in},
		func(tx *act.Tx) error {
			visitID, err := visit.CheckInIn(tx, who, in)
			if err != nil {
				return err
			}
			tx.Subject("visit", visitID)
			return nil
		}, visit.ReadIn)
}

// CheckIn brings a patient to a department.
func (c *Clinic) CheckIn(patientID, departmentID string) visit.Visit {
	c.t.Helper()
	v, err := c.CheckInAs(Clerk, visit.CheckIn{
		ID: id.New(), PatientID: patientID, DepartmentID: departmentID, Reason: "general"})
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// Arrive registers somebody and checks them in to OPD.
func (c *Clinic) Arrive(given, family string) visit.Visit {
	c.t.Helper()
	return c.CheckIn(c.Patient(given, family, "1990-05-17"), OPD)
}

// Visit reads a visit as it stands, past the journal.
func (c *Clinic) Visit(visitID string) (v visit.Visit) {
	c.t.Helper()
	if err := c.DB.Read(c.t.Context(), func(tx *db.Tx) (err error) {
		v, err = visit.ReadIn(tx, visitID)
		return err
	}); err != nil {
		c.t.Fatal(err)
	}
	return v
}

// Entries reads the newest journal entries of an action, newest first.
func (c *Clinic) Entries(action access.Action) (list []journal.Entry) {
	c.t.Helper()
	if err := c.DB.Read(c.t.Context(), func(tx *db.Tx) (err error) {
		list, err = journal.List(tx, journal.Filter{Action: string(action)}, 1000)
		return err
	}); err != nil {
		c.t.Fatal(err)
	}
	return list
}

// At moves the clock to a time of day in Maseru, some days after the start.
func (c *Clinic) At(days int, clockTime string) {
	c.t.Helper()
	at, err := time.Parse(time.TimeOnly, clockTime)
	if err != nil {
		c.t.Fatal(err)
	}
	y, m, d := dbtest.Start.Date()
	c.Clock.Set(time.Date(y, m, d+days, at.Hour(), at.Minute(), at.Second(), 0, dbtest.Start.Location()))
}

// verify holds that every row the test changed is in the journal as it stands.
func (c *Clinic) verify() {
	report, err := journal.Verify(context.Background(), c.DB, nil) // the test's own context is over
	if err != nil {
		c.t.Error(err)
	}
	for _, f := range report.Findings {
		c.t.Errorf("journal: %s", f.Says)
	}
}

// Payload is what the newest journal entry of an action holds.
func (c *Clinic) Payload(action access.Action) (p Payload) {
	c.t.Helper()
	list := c.Entries(action)
	if len(list) == 0 {
		c.t.Fatalf("no %s in the journal", action)
	}
	if err := c.DB.Read(c.t.Context(), func(tx *db.Tx) error {
		e, _, err := journal.BySeq(tx, list[0].Seq)
		if err != nil {
			return err
		}
		return json.Unmarshal(e.Payload, &p)
	}); err != nil {
		c.t.Fatal(err)
	}
	return p
}

// Payload is a journal entry's payload: facts, and rows by table and id.
type Payload struct {
	Detail map[string]any                       `json:"detail"`
	Rows   map[string]map[string]map[string]any `json:"rows"`
}

package audit_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/audit"
	"karete/server/chart"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

// tablet is the nurse on an enrolled device.
const tablet = "0190d000-0000-7000-8000-000000000001"

func onTablet() access.Actor {
	a := visittest.Nurse
	a.Device, a.DeviceID = "Chrome, Android", tablet
	return a
}

// ward is a clinic with a tablet on which a nurse works.
func ward(t *testing.T) *visittest.Clinic {
	t.Helper()
	c := visittest.New(t)
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("device", tablet)
		tx.Changed("device", tablet)
		_, err := tx.Exec(`INSERT INTO device (id, name, kind, browser, enrolled_by, enrolled_at, version)
			VALUES (?, '=Tablet 4', 'tablet', 'Chrome, Android', ?, 1, 1)`, tablet, visittest.Admin.ID)
		return err
	})
	return c
}

func open(t *testing.T, c *visittest.Clinic, a access.Actor, patientID string) {
	t.Helper()
	if _, err := chart.New(c.Gate).Read(t.Context(), a, patientID); err != nil {
		t.Fatal(err)
	}
}

func breach(t *testing.T, c *visittest.Clinic, ask audit.BreachAsk) audit.BreachReport {
	t.Helper()
	r, err := audit.New(c.Gate, audit.Options{}).Breach(t.Context(), visittest.Admin, ask)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatATabletOrAPersonCouldHaveSeen(t *testing.T) {
	t.Parallel()
	c := ward(t)
	start := c.Clock.Now()
	thabo, pule, neo := c.Arrive("Thabo", "Mokoena").PatientID, c.Arrive("Pule", "Tau").PatientID, c.Patient("Neo", "Letsie", "1990")
	open(t, c, onTablet(), thabo)
	c.Clock.Advance(time.Minute)
	open(t, c, onTablet(), thabo)
	open(t, c, visittest.Nurse, pule) // the same person, another device
	c.Clock.Advance(time.Minute)
	if _, err := chart.New(c.Gate).RecordAllergy(t.Context(), onTablet(), thabo, chart.RecordAllergy{ID: id.New(), Status: "none-known"}); err != nil {
		t.Fatal(err)
	}
	open(t, c, visittest.Doctor, neo) // somebody else
	refused := onTablet()
	if _, err := act.Peek(t.Context(), c.Gate, refused, "staff.list", func(*db.Tx) (int, error) { return 0, nil }); err == nil {
		t.Fatal("allowed")
	}
	c.Clock.Advance(time.Minute)
	middle := c.Clock.Now()
	open(t, c, onTablet(), pule)
	c.Clock.Advance(time.Minute)

	names := func(r audit.BreachReport) (list []string) {
		for _, p := range r.Patients {
			list = append(list, fmt.Sprintf("%s %d %d", p.DisplayName, p.Opened, p.Changed))
		}
		return list
	}
	device := breach(t, c, audit.BreachAsk{Device: tablet, From: start})
	if got := names(device); !slices.Equal(got, []string{"Pule Tau 1 0", "Thabo Mokoena 2 1"}) || device.Opened != 3 || device.Changed != 1 || device.Visitors != 2 {
		t.Errorf("%v %+v", got, device)
	}
	if device.Staff != nil || device.Device != "=Tablet 4" || !device.To.Equal(c.Clock.Now()) || device.Clinic != "Test clinic" || device.MadeBy != visittest.Admin.Name {
		t.Errorf("%+v", device)
	}
	if p := device.Patients[1]; !p.First.Equal(start) || !p.Last.Equal(start.Add(2*time.Minute)) || !slices.Equal(p.By, []string{visittest.Nurse.Name}) ||
		!slices.Equal(p.On, []string{"=Tablet 4"}) || !slices.Equal(p.Acts, []access.Action{"allergy.record", "chart.read"}) {
		t.Errorf("%+v", p)
	}
	if person := breach(t, c, audit.BreachAsk{StaffID: visittest.Nurse.ID, From: start}); !slices.Equal(names(person), []string{"Pule Tau 2 0", "Thabo Mokoena 2 1"}) || person.Staff.DisplayName != visittest.Nurse.Name {
		t.Errorf("%+v", person)
	}
	if both := breach(t, c, audit.BreachAsk{StaffID: visittest.Nurse.ID, Device: "test", From: start}); !slices.Equal(names(both), []string{"Pule Tau 1 0"}) {
		t.Errorf("%+v", both)
	}
	if later := breach(t, c, audit.BreachAsk{Device: tablet, From: middle}); !slices.Equal(names(later), []string{"Pule Tau 1 0"}) {
		t.Errorf("%+v", later)
	}
	if before := breach(t, c, audit.BreachAsk{Device: tablet, From: start, To: middle}); !slices.Equal(names(before), []string{"Thabo Mokoena 2 1"}) {
		t.Errorf("%+v", before)
	}
	nothing := breach(t, c, audit.BreachAsk{Device: "a stolen one", From: start})
	if len(nothing.Patients)+len(nothing.Lists)+len(nothing.SignIns)+nothing.Visitors != 0 || nothing.Patients == nil || len(nothing.Unlisted) == 0 {
		t.Errorf("%+v", nothing)
	}

	// The reports are in the journal, and in the reports about the manager.
	manager := breach(t, c, audit.BreachAsk{StaffID: visittest.Admin.ID, From: start})
	if len(manager.Lists) != 7 || manager.Lists[0].Action != "breach.read" || manager.Lists[0].List != tablet || manager.Lists[0].By != visittest.Admin.Name {
		t.Errorf("%+v", manager.Lists)
	}
	if p := c.Payload("breach.read"); p.Detail["staff"] != visittest.Admin.ID {
		t.Errorf("%+v", p)
	}
}

// What nobody lists is said to be shown without an entry, and is true.
func TestTheUnlistedLeaveNoEntry(t *testing.T) {
	t.Parallel()
	c := ward(t)
	before := list(t, c, audit.Filter{}).Size
	if _, err := patient.New(c.Gate).Search(t.Context(), visittest.Nurse, patient.SearchQuery{Text: "tau"}); err != nil {
		t.Fatal(err)
	}
	if after := list(t, c, audit.Filter{}).Size; after != before {
		t.Errorf("a search left %d entries", after-before)
	}
	for _, action := range breach(t, c, audit.BreachAsk{Device: tablet, From: c.Clock.Now().Add(-time.Hour)}).Unlisted {
		if _, known := access.Find(action); !known {
			t.Errorf("%s is no action", action)
		}
	}
}

// Whoever made a backup, sent it somewhere, or saved what opens it could have seen
// everybody's record.
func TestCarryingEverythingAwayIsListed(t *testing.T) {
	t.Parallel()
	c := ward(t)
	start := c.Clock.Now()
	for _, action := range []access.Action{"backup.register", "backup.make", "backup.identity"} {
		_, err := act.Do(t.Context(), c.Gate, visittest.Admin, act.Command{ID: id.New(), Action: action}, func(tx *act.Tx) error {
			tx.Subject("backup_place", "stick")
			return nil
		}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := breach(t, c, audit.BreachAsk{StaffID: visittest.Admin.ID, From: start}).Lists; len(got) != 4 || got[0].Action != "backup.register" || got[1].Action != "backup.make" || got[2].Action != "backup.identity" { // and this report
		t.Errorf("%+v", got)
	}
}

func TestTheBreachReportForASpreadsheet(t *testing.T) {
	t.Parallel()
	c := ward(t)
	start := c.Clock.Now()
	open(t, c, onTablet(), c.Arrive("=cmd()", "Mokoena").PatientID)
	c.Clock.Advance(time.Minute)
	text, err := audit.New(c.Gate, audit.Options{}).BreachCSV(t.Context(), visittest.Admin, audit.BreachAsk{Device: tablet, From: start})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil || len(lines) != 2 {
		t.Fatalf("%v %q", err, lines)
	}
	want := []string{"", "'=cmd() Mokoena", "Ha Abia", "", "1", "0", start.UTC().Format(time.DateTime), start.UTC().Format(time.DateTime), "chart.read", visittest.Nurse.Name, "'=Tablet 4"}
	if !slices.Equal(lines[1], want) {
		t.Errorf("%q\n%q", lines[1], want)
	}
	if len(c.Entries("breach.csv")) != 1 {
		t.Error("it is not in the journal")
	}
}

func TestWhatABreachReportRefuses(t *testing.T) {
	t.Parallel()
	c := ward(t)
	room, now := audit.New(c.Gate, audit.Options{}), c.Clock.Now()
	for what, ask := range map[string]audit.BreachAsk{
		"nobody":          {From: now.Add(-time.Hour)},
		"a stranger":      {StaffID: id.New(), From: now.Add(-time.Hour)},
		"no beginning":    {Device: tablet},
		"a future":        {Device: tablet, From: now.Add(time.Hour)},
		"back to front":   {Device: tablet, From: now.Add(-time.Hour), To: now.Add(-2 * time.Hour)},
		"more than year":  {Device: tablet, From: now.AddDate(-1, 0, -2)},
		"an empty moment": {Device: tablet, From: now.Add(-time.Hour), To: now.Add(-time.Hour)},
	} {
		if _, err := room.Breach(t.Context(), visittest.Admin, ask); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, who := range []access.Actor{visittest.Clerk, visittest.Nurse, visittest.Doctor, {}} {
		if _, err := room.Breach(t.Context(), who, audit.BreachAsk{Device: tablet, From: now.Add(-time.Hour)}); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%v: %v", who.Roles, err)
		}
	}
}

// A year's journal is never read through: the person's or the device's own entries
// are found by an index, and their times are in it.
func TestTheReportReadsByAnIndex(t *testing.T) {
	t.Parallel()
	c := ward(t)
	for query, index := range map[string]string{
		`SELECT count(*) FROM journal INDEXED BY journal_device WHERE device = ? AND device <> '' AND recorded_at >= ? AND recorded_at < ?`: "journal_device (device=?)",
		`SELECT count(*) FROM journal INDEXED BY journal_actor WHERE actor_id = ? AND recorded_at >= ? AND recorded_at < ?`:                 "journal_actor (actor_id=?)",
	} {
		err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
			var a, b, d int
			var plan string
			if err := tx.QueryRow("EXPLAIN QUERY PLAN "+query, "x", 1, 2).Scan(&a, &b, &d, &plan); err != nil {
				return err
			}
			if plan != "SEARCH journal USING COVERING INDEX "+index {
				t.Errorf("%s", plan)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

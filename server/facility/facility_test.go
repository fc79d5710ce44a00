package facility_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
)

var identity = facility.Identity{Name: " Ha  Matala\tClinic", Code: "MSU-014", District: "Maseru", Country: "LS"}

func found(t *testing.T, i facility.Identity) (*db.DB, facility.Facility, error) {
	t.Helper()
	d := dbtest.New(t)
	c := act.Command{ID: id.New(), Action: "setup.finish"}
	f, err := act.Do(t.Context(), act.NewGate(d, act.Options{}), access.TheBox(), c,
		func(tx *act.Tx) error { return facility.FoundIn(tx, id.New(), i, "st") },
		func(tx *db.Tx, _ string) (facility.Facility, error) { return facility.In(tx) })
	return d, f, err
}

func TestAClinicBeginsWithTheDefaults(t *testing.T) {
	t.Parallel()
	_, f, err := found(t, identity)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "Ha Matala Clinic" || f.Language != "st" || f.Version != 1 || !cmp.Equal(f.Settings, facility.DefaultSettings()) {
		t.Errorf("%+v", f)
	}
	// The clinic's midnight, not London's.
	if got := time.Date(2026, 11, 24, 22, 30, 0, 0, time.UTC).In(f.Zone()).Format("2006-01-02 15:04"); got != "2026-11-25 00:30" {
		t.Errorf("in Maseru it is %s", got)
	}
}

func TestThereIsNoClinicBeforeTheWizard(t *testing.T) {
	t.Parallel()
	err := dbtest.New(t).Read(t.Context(), func(tx *db.Tx) error {
		_, err := facility.In(tx)
		return err
	})
	if !fault.Is(err, fault.NotSetUp) {
		t.Error(err)
	}
	broken := identity
	broken.Country, broken.Name = "GB", ""
	d, _, err := found(t, broken)
	if f := fault.Of(err); f == nil || f.Code != fault.Invalid || len(f.Fields) != 2 {
		t.Errorf("%v", err)
	}
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		_, err := facility.In(tx)
		return err
	})
	if !fault.Is(err, fault.NotSetUp) {
		t.Errorf("half a clinic: %v", err)
	}
}

// A box that was updated finds settings written by its older self.
func TestASettingNobodyChoseHasItsDefault(t *testing.T) {
	t.Parallel()
	d, _, err := found(t, identity)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(`UPDATE facility SET settings = '{"reasons":["general"],"triage":{"painSevereFrom":8}}'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := facility.DefaultSettings()
	want.Reasons, want.Triage.PainSevereFrom = []string{"general"}, 8
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		f, err := facility.In(tx)
		if diff := cmp.Diff(want, f.Settings); diff != "" {
			t.Error(diff)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

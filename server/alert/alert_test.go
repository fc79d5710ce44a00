package alert_test

import (
	"testing"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

// An alert stands until somebody says that they come, or half a day has passed. Two who
// answer at once are both right, and the first is named.
func TestAnAlertStandsUntilSomebodyComes(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	room := alert.New(c.Gate)
	v := c.Arrive("Thabo", "Mokoena")
	first, second := id.New(), id.New()
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("alert", first)
		if err := alert.RaiseIn(tx, alert.Raised{ID: first, Kind: alert.RedFlag, PatientID: v.PatientID, VisitID: v.ID}); err != nil {
			return err
		}
		return alert.RaiseIn(tx, alert.Raised{ID: second, Kind: alert.Help, PatientID: v.PatientID})
	})
	standing := func() []alert.Alert {
		t.Helper()
		list, err := room.List(t.Context(), visittest.Clerk)
		if err != nil {
			t.Fatal(err)
		}
		return list.Alerts
	}
	if list := standing(); len(list) != 2 || list[0].Ticket != v.Ticket || list[0].Department.ID != visittest.OPD || list[0].Patient.ID != v.PatientID || list[1].Department != nil {
		t.Fatalf("%+v", list)
	}
	if _, err := room.List(t.Context(), visittest.Admin); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the manager: %v", err)
	}
	c.Clock.Advance(time.Minute)
	in := alert.AnswerAlert{ID: id.New()}
	for range 2 { // sent again
		if left, err := room.Answer(t.Context(), visittest.Nurse, first, in); err != nil || len(left.Alerts) != 1 {
			t.Errorf("%+v, %v", left, err)
		}
	}
	if _, err := room.Answer(t.Context(), visittest.Clerk, first, alert.AnswerAlert{ID: id.New()}); err != nil {
		t.Error(err)
	}
	if _, err := room.Answer(t.Context(), visittest.Clerk, id.New(), alert.AnswerAlert{ID: id.New()}); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	c.Clock.Advance(12 * time.Hour)
	if list := standing(); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	var all []alert.AlertRecord
	if err := c.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		all, err = alert.OfPatientIn(tx, v.PatientID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].AnsweredBy+all[1].AnsweredBy != visittest.Nurse.Name {
		t.Errorf("%+v", all)
	}
}

package notify_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/notify"
	"karete/server/notify/carrier"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestAReminderGoesTheDayBefore(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	p := d.person("Tau")
	d.book(p, tomorrow, "09:30")
	d.book(p, thursday, "09:30")
	d.round()
	if m := d.is(notify.Waiting, ""); m.Day != tomorrow || m.Start != "09:30" || m.DueAt.Format(time.RFC3339) != "2026-11-24T15:00:00Z" || m.Phone != "5812 4471" || !m.MayRetry {
		t.Errorf("%+v", m)
	}
	d.At(0, "16:59:59")
	d.round()
	d.went(0)
	d.At(0, "17:00:00")
	d.round()
	d.round()
	d.went(1)
	if m := d.phone.sent[0]; m.To != "+26658124471" || m.Text != "Test clinic: re u lebeletse Laboraro la 25 Pulungoana ka 09:30. Tloo le karete." ||
		!slices.Equal(m.Values, []string{"Test clinic", "Laboraro la 25 Pulungoana", "09:30"}) {
		t.Errorf("%+v", m)
	}
	m := d.is(notify.Sent, "")
	if m.Price != 30 || m.Parts != 1 || m.Attempts != 1 {
		t.Errorf("%+v", m)
	}
	d.phone.told = []carrier.Event{{Reference: "," + d.phone.sent[0].Key + ",", Phone: "+26658124471", Fate: carrier.Delivered}}
	d.round()
	d.is(notify.Delivered, "")
	l := d.list()
	if l.Counts != (notify.MessageCounts{All: 1, Sent: 1}) || l.Sending.MonthParts != 1 || l.Sending.MonthPrice != 30 || l.Sending.Credit != "M 41.20" || l.Sending.Money != "M" {
		t.Errorf("%+v %+v", l.Counts, l.Sending)
	}
	for _, e := range d.Entries("message.hand") {
		if e.PatientID != p || e.ActorID != "" || e.Role != "box" {
			t.Errorf("%+v", e)
		}
	}
}

func TestNothingGoesUntilItIsSetUp(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.At(0, "17:00:00")
	d.round()
	d.went(0)
	if l := d.list(); len(l.Messages) != 0 || l.Sending.Carrier != notify.Off {
		t.Errorf("%+v", l)
	}
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	d.At(0, "19:00:00")
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.round()
	if m := d.is(notify.Waiting, ""); m.DueAt.Format(time.RFC3339) != "2026-11-25T05:00:00Z" {
		t.Errorf("due %v", m.DueAt)
	}
	if !d.list().Sending.Quiet {
		t.Error("it is quiet")
	}
	for _, at := range []string{"23:59:59", "00:00:00", "06:59:59"} {
		days := 1
		if at == "23:59:59" {
			days = 0
		}
		d.At(days, at)
		d.round()
	}
	d.went(0)
	d.At(1, "07:00:00")
	d.round()
	d.went(1)
}

func TestNobodyIsWrittenToWhoDidNotAgree(t *testing.T) {
	t.Parallel()
	silent := mine
	silent.MayLeaveMessage = false
	short := patient.NewPhone{Number: "5744 18", MayLeaveMessage: true}
	for name, c := range map[string]struct {
		consent patient.Consent
		phones  []patient.NewPhone
		state   notify.MessageState
		reason  string
	}{
		"refused":              {patient.Consent{On: "2026-01-05"}, []patient.NewPhone{mine}, notify.Withheld, "said-no"},
		"not asked":            {patient.Consent{}, []patient.NewPhone{mine}, notify.Withheld, "not-asked"},
		"no phone":             {given, nil, notify.Withheld, "no-phone"},
		"no message":           {given, []patient.NewPhone{silent}, notify.Withheld, "no-messages"},
		"too short":            {given, []patient.NewPhone{short}, notify.Failed, "number-bad"},
		"the second one works": {given, []patient.NewPhone{short, silent, {Number: "+26663001122", MayLeaveMessage: true}}, notify.Sent, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.choose(func(*notify.MessageSettings) {})
			d.book(d.with("Tau", c.consent, c.phones...), tomorrow, "09:30")
			d.At(0, "17:00:00")
			d.round()
			d.is(c.state, c.reason)
		})
	}
}

// A number put right is written to; consent taken back while a message waits counts.
func TestWhatIsInTheFileNowCounts(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	p := d.with("Tau", given, patient.NewPhone{Number: "5744 18", MayLeaveMessage: true})
	d.book(p, tomorrow, "09:30")
	d.round()
	m := d.is(notify.Failed, "number-bad")
	d.phones(p, given, mine)
	if m, err := d.retry(m); err != nil || m.State != notify.Waiting || m.Phone != "5812 4471" {
		t.Fatalf("%+v, %v", m, err)
	}
	d.phones(p, patient.Consent{On: today}, mine)
	d.round()
	d.went(0)
	d.is(notify.Withheld, "said-no")
}

func TestStopAndStart(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	p := d.person("Tau")
	d.book(p, tomorrow, "09:30")
	d.round()
	for text, state := range map[string]notify.MessageState{"I am pregnant": notify.Waiting, "please stop": notify.Waiting, "": notify.Waiting} {
		d.phone.told = []carrier.Event{{Phone: "58124471", Text: text}, {Phone: "Econet", Text: "STOP"}}
		d.round()
		d.is(state, "")
	}
	d.phone.told = []carrier.Event{{Phone: "+26658124471", Text: " emisa! ke khathetse"}}
	d.round()
	m := d.is(notify.Withheld, "stopped")
	d.At(0, "17:00:00")
	d.round()
	d.went(0)
	if m, err := d.retry(m); err != nil || m.State != notify.Withheld {
		t.Errorf("%+v, %v", m, err)
	}
	d.phone.told = []carrier.Event{{Phone: "58124471", Text: "Qala"}}
	d.round()
	if _, err := d.retry(m); err != nil {
		t.Error(err)
	}
	d.round()
	d.went(1)
	if n := len(d.Entries("message.stop")); n != 2 {
		t.Errorf("%d entries", n)
	}
}

// The state is on the disk before the carrier has the message.
func TestItIsWrittenBeforeItIsHandedOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	d.book(d.person("Tau"), tomorrow, "09:30")
	looked := false
	d.phone.before = func(m carrier.Message) {
		looked = true
		d.read(func(tx *db.Tx) error {
			var state, reference string
			err := tx.QueryRow(`SELECT state, reference FROM message`).Scan(&state, &reference)
			if state != "sending" || reference != m.Key {
				t.Errorf("%s %s", state, reference)
			}
			return err
		})
	}
	d.At(0, "17:00:00")
	d.round()
	if !looked {
		t.Error("nothing was handed over")
	}
}

// crash stops the box while the carrier has a message and nothing is written of what
// became of it.
func (d *desk) crash(got bool) {
	d.t.Helper()
	d.At(0, "17:00:00")
	ctx, cut := context.WithCancel(d.t.Context())
	d.phone.before = func(m carrier.Message) {
		if got {
			d.phone.sent = append(d.phone.sent, m)
		}
		cut()
		panic("the power is gone")
	}
	func() {
		defer func() { _ = recover() }()
		_ = d.Room.Round(ctx, true)
		d.t.Error("the power was to go")
	}()
	d.phone.before = nil
	d.start()
}

func TestACrashBetweenSendingAndWriting(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		got    bool
		fate   carrier.Fate
		asking error
		state  notify.MessageState
		reason string
		went   int
	}{
		"the carrier cannot say, and had it":     {true, carrier.Unknown, nil, notify.Unsure, "interrupted", 1},
		"the carrier cannot say, and had it not": {false, carrier.Unknown, nil, notify.Unsure, "interrupted", 0},
		"it has it":                              {true, carrier.Taken, nil, notify.Sent, "", 1},
		"it arrived":                             {true, carrier.Delivered, nil, notify.Delivered, "", 1},
		"it failed":                              {true, carrier.Gone, nil, notify.Failed, "phone-failed", 1},
		"it never had it":                        {false, carrier.Lost, nil, notify.Sent, "", 1},
		"it cannot be asked":                     {true, carrier.Unknown, errors.New("off"), notify.Sending, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.choose(func(*notify.MessageSettings) {})
			d.book(d.person("Tau"), tomorrow, "09:30")
			d.crash(c.got)
			var key string
			d.read(func(tx *db.Tx) error { return tx.QueryRow(`SELECT reference FROM message`).Scan(&key) })
			d.phone.fates[key], d.phone.asking = c.fate, c.asking
			for range 3 {
				d.round()
			}
			m := d.is(c.state, c.reason)
			d.went(c.went)
			if c.asking != nil { // for an hour; then a person is asked
				d.Clock.Advance(61 * time.Minute)
				d.round()
				d.is(notify.Unsure, "interrupted")
				d.went(1)
			}
			if c.state != notify.Unsure {
				return
			}
			if m, err := d.retry(m); err != nil || m.State != notify.Waiting { // a person says so
				t.Fatal(m, err)
			}
			d.round()
			d.went(c.went + 1)
			if last := d.phone.sent[len(d.phone.sent)-1]; last.Key == key {
				t.Error("a name is used again that a carrier may know")
			}
		})
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.At(0, "17:00:00")
	later := carrier.Fail(carrier.Later, "no-signal", nil)
	d.phone.next = []error{later, later, later, nil}
	keys := map[string]bool{}
	d.phone.before = func(m carrier.Message) { keys[m.Key] = true }
	for _, pause := range []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute} {
		d.round()
		m := d.is(notify.Waiting, "no-signal")
		if l := d.list().Sending; l.Trouble != "no-signal" || l.NextTry == nil || l.NextTry.Sub(d.Clock.Now()) != pause {
			t.Fatalf("%v: %+v", pause, l)
		}
		d.Clock.Advance(pause - time.Second)
		d.round()
		if again := d.only(); again.Attempts != m.Attempts {
			t.Error("it is tried before its time")
		}
		d.Clock.Advance(time.Second)
	}
	d.round()
	d.went(1)
	if m := d.is(notify.Sent, ""); m.Attempts != 4 || m.Price != 30 || len(keys) != 1 || d.list().Sending.Trouble != "" {
		t.Errorf("%+v, %d names", m, len(keys))
	}
}

func TestWhatCannotBeSentOrIsUnsureWaitsForSomebody(t *testing.T) {
	t.Parallel()
	for certainty, state := range map[carrier.Certainty]notify.MessageState{carrier.Never: notify.Failed, carrier.Unsure: notify.Unsure} {
		d := open(t)
		d.choose(func(*notify.MessageSettings) {})
		d.book(d.person("Tau"), tomorrow, "09:30")
		d.book(d.with("Letsie", given, patient.NewPhone{Number: "+26663001122", MayLeaveMessage: true}), tomorrow, "10:00")
		d.At(0, "17:00:00")
		d.phone.next = []error{carrier.Fail(certainty, "why", nil)}
		for range 3 {
			d.round()
			d.Clock.Advance(10 * time.Minute)
		}
		d.went(1) // the other one
		l := d.list()
		if m := l.Messages[0]; m.State != state || m.Reason != "why" || l.Counts.Needs != 1 {
			t.Errorf("%+v", m)
		}
		out, err := d.Room.Cancel(t.Context(), visittest.Clerk, l.Messages[0].ID, notify.ChangeMessage{ID: id.New(), PatientID: l.Messages[0].PatientID})
		if err != nil || out.State != notify.Stopped {
			t.Errorf("%+v, %v", out, err)
		}
		_, err = d.retry(out)
		refused(t, err, fault.WrongState)
		_, err = d.retry(l.Messages[1]) // it went out
		refused(t, err, fault.WrongState)
	}
}

// While a carrier hangs, the clinic works on; and when it stops, so does the box.
func TestACarrierThatHangsHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.At(0, "17:00:00")
	hangs, goesOn := make(chan struct{}), make(chan struct{})
	d.phone.before = func(carrier.Message) { close(hangs); <-goesOn }
	done := make(chan error)
	go func() { done <- d.Room.Round(context.WithoutCancel(t.Context()), true) }()
	<-hangs
	d.Arrive("Pule", "Letsie")
	d.book(d.with("Letsie", given), thursday, "10:00")
	if l := d.list(); l.Messages[0].State != notify.Sending {
		t.Errorf("%+v", l.Messages)
	}
	d.choose(func(s *notify.MessageSettings) { s.Missed = false })
	close(goesOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
	d.went(1)
}

func TestNewsOfBookings(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.person("Tau")
	before := d.book(p, thursday, "09:00")
	d.moves(before, thursday, "09:30") // before messages were switched on: no news
	d.choose(func(s *notify.MessageSettings) { s.Reminder = false })
	a := d.book(d.person("Letsie"), thursday, "10:00")
	d.round()
	a = d.moves(a, thursday, "11:00")
	d.round()
	d.Clock.Advance(time.Minute)
	a = d.moves(a, thursday, "12:00") // thought better of it
	d.round()
	d.Clock.Advance(11 * time.Minute)
	d.round()
	d.went(1)
	if m := d.phone.sent[0]; !strings.Contains(m.Text, "Labone la 26 Pulungoana ka 12:00") || m.Kind != "new-time" {
		t.Errorf("%+v", m)
	}
	d.cancels(a)
	d.round()
	if _, err := d.Books.Restore(t.Context(), visittest.Clerk, a.ID, appointment.RestoreAppointment{ID: id.New(), PatientID: a.PatientID}); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(11 * time.Minute)
	d.round()
	d.went(1)
	d.cancels(a)
	d.Clock.Advance(11 * time.Minute)
	d.round()
	d.round()
	d.went(2)
	if m := d.phone.sent[1]; m.Kind != "cancelled" {
		t.Errorf("%+v", m)
	}
}

func TestWhatIsNotSoAnyMoreIsNotSent(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(s *notify.MessageSettings) { s.NewTime, s.Cancelled = false, false })
	a, b := d.book(d.person("Tau"), tomorrow, "09:00"), d.book(d.person("Letsie"), tomorrow, "09:30")
	d.round()
	d.cancels(a)
	d.moves(b, tomorrow, "10:00")
	d.At(0, "17:00:00")
	d.round()
	d.went(1)
	if m := d.phone.sent[0]; !strings.Contains(m.Text, "10:00") {
		t.Errorf("%+v", m)
	}
	if m := d.is(notify.Sent, ""); m.Start != "10:00" {
		t.Errorf("%+v", m)
	}
}

func TestMissed(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(s *notify.MessageSettings) { s.Reminder = false })
	p := d.person("Tau")
	d.book(p, today, "09:30")
	d.book(d.person("Letsie"), today, "09:30")
	if _, err := reception.New(d.Gate, patient.New(d.Gate)).CheckIn(t.Context(), visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: p, DepartmentID: visittest.OPD}); err != nil {
		t.Fatal(err)
	}
	d.At(1, "09:59:59")
	d.round()
	d.went(0)
	d.At(1, "10:00:00")
	d.round()
	d.round()
	d.went(1)
	if m := d.phone.sent[0]; m.Kind != "missed" || !strings.Contains(m.Text, "Labobeli la 24 Pulungoana") || strings.Contains(m.Text, "09:30") {
		t.Errorf("%+v", m)
	}
}

func TestCallUp(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(s *notify.MessageSettings) { s.CallUpBefore = 1; s.QuietFrom, s.QuietUntil = "07:30", "07:00" })
	var visits []visit.Visit
	for _, family := range []string{"Tau", "Letsie", "Mokoena"} {
		visits = append(visits, d.CheckIn(d.with(family, patient.Consent{}, mine), visittest.OPD))
		d.Clock.Advance(time.Minute)
	}
	last := visits[2]
	var offer notify.CallUpOffer
	d.read(func(tx *db.Tx) (err error) { offer, err = notify.CallUpIn(tx, last.ID); return err })
	if offer != (notify.CallUpOffer{Offered: true, Before: 1}) {
		t.Fatalf("%+v", offer)
	}
	for range 2 {
		d.in(callUp(last))
	}
	d.round()
	d.is(notify.Asked, "")
	d.went(0)
	d.At(0, "08:10:00")
	if _, err := d.Visits.Leave(t.Context(), visittest.Clerk, visits[0].ID, visit.OnVisit{ID: id.New(), PatientID: visits[0].PatientID}); err != nil {
		t.Fatal(err)
	}
	d.round()
	d.went(1) // in the quiet hours too
	if m := d.phone.sent[0]; m.Kind != "call-up" || strings.ContainsAny(m.Text, "{}") {
		t.Errorf("%+v", m)
	}
}

func callUp(v visit.Visit) func(*act.Tx) error {
	return func(tx *act.Tx) error { return notify.AskCallUpIn(tx, v.ID) }
}

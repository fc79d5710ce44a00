package notify_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"karete/db"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/notify"
	"karete/server/notify/carrier"
	"karete/server/patient"
	"karete/server/staff"
	"karete/server/visit/visittest"
)

// The days of the tests: the clinic's day is a Tuesday, and it is eight o'clock.
const (
	today    = "2026-11-24"
	tomorrow = "2026-11-25"
	thursday = "2026-11-26"
)

// phone is a carrier that a test holds in its hand.
type phone struct {
	sent   []carrier.Message
	next   []error // what the next sendings come to; nothing: all go
	fates  map[string]carrier.Fate
	asking error
	told   []carrier.Event
	before func(carrier.Message) // runs inside Send
	closed int
	modem  bool
}

// names is the reference of a message: a modem's is made of parts.
func (p *phone) names(key string) string {
	if p.modem {
		return "," + key + ","
	}
	return key
}

func (p *phone) Send(_ context.Context, m carrier.Message) (carrier.Receipt, error) {
	if p.before != nil {
		p.before(m)
	}
	if len(p.next) > 0 {
		err := p.next[0]
		p.next = p.next[1:]
		if err != nil {
			return carrier.Receipt{}, err
		}
	}
	p.sent = append(p.sent, m)
	return carrier.Receipt{Reference: p.names(m.Key), Parts: 1}, nil
}

func (p *phone) Ask(_ context.Context, key, _ string) (carrier.Fate, string, error) {
	return p.fates[key], "phone-failed", p.asking
}

func (p *phone) Hear(context.Context) ([]carrier.Event, error) {
	told := p.told
	p.told = nil
	return told, nil
}

func (p *phone) Credit(context.Context) (string, error) { return "M 41.20", nil }
func (p *phone) Close() error                           { p.closed++; return nil }

// desk is a clinic that takes bookings, and writes to people by a phone.
type desk struct {
	*visittest.Clinic
	t     testing.TB
	Books *appointment.Room
	Room  *notify.Room
	phone *phone
}

func open(t testing.TB) *desk {
	t.Helper()
	c := visittest.New(t)
	d := &desk{Clinic: c, t: t, Books: appointment.New(c.Gate), phone: &phone{fates: map[string]carrier.Fate{}}}
	d.start()
	_, err := d.Books.SetSchedule(t.Context(), visittest.Admin, visittest.OPD, 0,
		appointment.SetSchedule{ID: id.New(), Hours: []appointment.DayHours{{Weekdays: []int{1, 2, 3, 4, 5, 6, 7}, Opens: "08:30", Closes: "16:00", Capacity: 9}}, SlotMinutes: 30, Active: true})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// start is the box starting anew.
func (d *desk) start() {
	d.Room = notify.New(d.Gate, staff.New(d.Gate, staff.Options{}), notify.Options{Log: slog.New(slog.DiscardHandler),
		Open: func(s notify.MessageSettings, _ notify.Secrets) (carrier.Carrier, error) {
			d.phone.modem = s.Carrier == notify.Modem
			return d.phone, nil
		}})
	d.t.Cleanup(d.Room.Close)
}

// choose sets the messages up.
func (d *desk) choose(change func(*notify.MessageSettings)) {
	d.t.Helper()
	if err := d.chooses(change); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) chooses(change func(*notify.MessageSettings)) error {
	now, err := d.Room.Settings(d.t.Context(), visittest.Admin)
	if err != nil {
		d.t.Fatal(err)
	}
	in := notify.ConfigureMessages{ID: id.New(), Settings: now.Settings}
	in.Settings.Carrier, in.Settings.Modem.Port, in.Settings.PartPrice, in.Settings.Missed = notify.Modem, "/dev/ttyUSB0", 30, true
	change(&in.Settings)
	_, err = d.Room.Configure(d.t.Context(), visittest.Admin, now.Version, in)
	return err
}

// with is somebody with such phones and consent.
func (d *desk) with(family string, consent patient.Consent, phones ...patient.NewPhone) (patientID string) {
	d.t.Helper()
	patientID = d.Patient("Neo", family, "1990-05-17")
	d.phones(patientID, consent, phones...)
	return patientID
}

func (d *desk) phones(patientID string, consent patient.Consent, phones ...patient.NewPhone) {
	d.t.Helper()
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		tx.Changed("patient", patientID)
		p, err := json.Marshal(append([]patient.NewPhone{}, phones...))
		if err != nil {
			return err
		}
		c, err := json.Marshal(consent)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`UPDATE patient SET phones = ?, consent = ? WHERE id = ?`, string(p), string(c), patientID)
		return err
	})
}

var (
	given = patient.Consent{Given: true, On: "2026-01-05", Version: patient.ConsentVersion}
	mine  = patient.NewPhone{Number: "+26658124471", MayLeaveMessage: true}
)

// person agreed to everything.
func (d *desk) person(family string) string { return d.with(family, given, mine) }

func (d *desk) book(patientID, day, start string) appointment.Appointment {
	d.t.Helper()
	b, err := d.Books.Book(d.t.Context(), visittest.Clerk, appointment.Book{ID: id.New(), PatientID: patientID, DepartmentID: visittest.OPD, Day: day, Start: start, Reason: "chronic"})
	if err != nil {
		d.t.Fatal(err)
	}
	return b.Appointment
}

func (d *desk) moves(a appointment.Appointment, day, start string) appointment.Appointment {
	d.t.Helper()
	a, err := d.Books.Move(d.t.Context(), visittest.Clerk, a.ID, a.Version,
		appointment.MoveAppointment{ID: id.New(), PatientID: a.PatientID, DepartmentID: a.DepartmentID, Day: day, Start: start})
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

func (d *desk) cancels(a appointment.Appointment) {
	d.t.Helper()
	if _, err := d.Books.Cancel(d.t.Context(), visittest.Clerk, a.ID, appointment.CancelAppointment{ID: id.New(), PatientID: a.PatientID}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) round() {
	d.t.Helper()
	if err := d.Room.Round(d.t.Context(), true); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) list() notify.MessageList {
	d.t.Helper()
	l, err := d.Room.List(d.t.Context(), visittest.Clerk, notify.AllMessages, "")
	if err != nil {
		d.t.Fatal(err)
	}
	return l
}

// only is the one message there is.
func (d *desk) only() notify.PatientMessage {
	d.t.Helper()
	l := d.list()
	if len(l.Messages) != 1 {
		d.t.Fatalf("%d messages: %+v", len(l.Messages), l.Messages)
	}
	return l.Messages[0]
}

// is holds that there is one message, in that state for that reason.
func (d *desk) is(state notify.MessageState, reason string) notify.PatientMessage {
	d.t.Helper()
	m := d.only()
	if m.State != state || m.Reason != reason {
		d.t.Errorf("it is %s, %q; want %s, %q", m.State, m.Reason, state, reason)
	}
	return m
}

func (d *desk) went(n int) {
	d.t.Helper()
	if len(d.phone.sent) != n {
		d.t.Errorf("%d went out, want %d: %+v", len(d.phone.sent), n, d.phone.sent)
	}
}

func (d *desk) retry(m notify.PatientMessage) (notify.PatientMessage, error) {
	return d.Room.Retry(d.t.Context(), visittest.Clerk, m.ID, notify.ChangeMessage{ID: id.New(), PatientID: m.PatientID})
}

func (d *desk) in(run func(*act.Tx) error) { d.t.Helper(); d.Seed(run) }

func (d *desk) read(read func(*db.Tx) error) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), read); err != nil {
		d.t.Fatal(err)
	}
}

func refused(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

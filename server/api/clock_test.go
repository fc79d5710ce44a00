package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"karete/db"
	"karete/server/api/apitest"
	"karete/server/clock"
	"karete/server/clock/clocktest"
	"karete/server/device"
	"karete/server/program"
	"karete/server/queue"
	"karete/server/setup"
	"karete/server/timekeeper"
	"karete/server/visit"
)

const year = 365 * 24 * time.Hour

// eight is a morning in the clinic.
var eight = time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC)

// timeOf is how the box's clock stands.
func timeOf(t *testing.T, c *apitest.Clinic) (s timekeeper.BoxTime) {
	t.Helper()
	c.As("nurse").GET("/clock").Want(http.StatusOK).JSON(&s)
	return s
}

// kept journals what the clock noticed.
func kept(t *testing.T, c *apitest.Clinic) {
	t.Helper()
	if err := c.API.Time.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func byDevice(at time.Time) map[string]any {
	return map[string]any{"id": apitest.ID(), "by": "device", "now": at.UTC()}
}

// everything is what waits, expires or counts by the day.
type everything struct {
	c        *apitest.Clinic
	tablet   *apitest.Client
	pair     device.Pairing
	program  program.RegisteredProgram
	tokens   program.Tokens
	waiting  visit.Visit
	throttle int // seconds that the brake has left
}

// begin has somebody do each of it.
func begin(t *testing.T, c *apitest.Clinic) *everything {
	t.Helper()
	e := &everything{c: c}
	for _, who := range []string{"admin", "clerk", "nurse", "doctor"} {
		c.As(who)
	}
	c.GivePIN("nurse")
	e.tablet = c.Device(device.Tablet)
	c.Tap(e.tablet, "nurse").Want(http.StatusCreated)
	c.As("kiosk").GET("/device").Want(http.StatusOK)
	e.pair = c.Pairing(device.Desk)
	e.program = c.Program("Laboratory", "clerk")
	e.tokens = c.Token(e.program, "")
	e.waiting = arrived(t, c, "Thabo", "Mokoena")
	for range 5 {
		e.guess(t).Refused(http.StatusUnauthorized, "bad-credentials")
	}
	e.throttle = e.left(t)
	return e
}

func (e *everything) guess(t *testing.T) *apitest.Answer {
	t.Helper()
	return e.c.Browser().POST("/session", map[string]string{"username": "doctor", "password": "wrong it is"})
}

// left is how many seconds the brake still holds.
func (e *everything) left(t *testing.T) int {
	t.Helper()
	return int(e.guess(t).Refused(http.StatusTooManyRequests, "throttled").Problem.Params["retryAfterSeconds"].(float64))
}

// goesOn fails the test unless all of it is as it was.
func (e *everything) goesOn(t *testing.T, ticket string) {
	t.Helper()
	c := e.c
	for _, who := range []string{"admin", "clerk", "nurse", "doctor"} {
		c.As(who).GET("/session").Want(http.StatusOK)
	}
	c.As("admin").POST("/devices/pairings", map[string]any{"id": apitest.ID(), "kind": "desk"}).Want(http.StatusCreated) // still fresh
	e.tablet.GET("/session").Want(http.StatusOK)
	c.As("kiosk").GET("/device").Want(http.StatusOK)
	c.Bearer(e.tokens.AccessToken).GET("/queue").Want(http.StatusOK)
	if left := e.left(t); left != e.throttle {
		t.Errorf("the brake holds %d s, before the jump %d", left, e.throttle)
	}
	if closed, err := c.API.Visits.CloseDays(t.Context()); closed != 0 || err != nil {
		t.Errorf("%d visits were closed, %v", closed, err)
	}
	if v := arrived(t, c, "Lerato", "Tau"); v.Day != e.waiting.Day || v.Ticket != ticket {
		t.Errorf("ticket %s on %s, want %s on %s", v.Ticket, v.Day, ticket, e.waiting.Day)
	}
	var board queue.Board
	c.As("nurse").GET("/queue").Want(http.StatusOK).JSON(&board)
	if first := board.Entries[0]; first.VisitID != e.waiting.ID || board.Day != e.waiting.Day || first.Late {
		t.Errorf("%s: %+v", board.Day, first)
	}
}

// Nobody who works notices that the clock jumped, but by what is said of it.
func TestNothingMindsAJump(t *testing.T) {
	t.Parallel()
	for jump, why := range map[time.Duration]clock.Why{-56 * year: clock.Back, -30 * time.Hour: clock.Back, 30 * time.Hour: clock.Ahead, 70 * year: clock.Ahead} {
		t.Run(fmt.Sprint(jump), func(t *testing.T) {
			t.Parallel()
			m := clocktest.New(eight)
			c := apitest.NewOn(t, m)
			e := begin(t, c)
			if head := c.As("nurse").GET("/session").Header; head.Get("Karete-Time") != "" || head.Get("Date") != eight.Format(http.TimeFormat) {
				t.Errorf("%v", head)
			}
			for i, by := range []time.Duration{jump, -2 * jump} {
				m.Jump(by)
				e.goesOn(t, fmt.Sprintf("OPD-%03d", i+2))
			}
			kept(t, c)
			if head := c.As("nurse").GET("/session").Header; head.Get("Karete-Time") != "doubtful" || head.Get("Date") != eight.Format(http.TimeFormat) {
				t.Errorf("%v", head)
			}
			if s := timeOf(t, c); s.Doubt != why || !s.Now.Equal(eight) || !s.Computer.Equal(eight.Add(-jump)) || s.Since == nil || !s.Since.Equal(eight) {
				t.Errorf("%+v", s)
			}
			c.Browser().POST("/device", map[string]any{"id": apitest.ID(), "code": e.pair.Code, "name": "Desk"}).Want(http.StatusCreated)
			var again program.Tokens
			c.Browser().POST("/token/refresh", map[string]string{"clientId": e.program.Program.ID, "clientSecret": e.program.ClientSecret, "refreshToken": e.tokens.RefreshToken}).
				Want(http.StatusCreated).JSON(&again)
			if again.ExpiresInSeconds != e.tokens.ExpiresInSeconds {
				t.Errorf("%+v", again)
			}
			inOrder(t, c)

			m.Jump(jump) // put right
			kept(t, c)
			if head := c.As("nurse").GET("/session").Header; head.Get("Karete-Time") != "" {
				t.Errorf("%v", head)
			}
			// What waits and expires does so after its time.
			m.Pass(time.Duration(e.throttle) * time.Second)
			e.guess(t).Refused(http.StatusUnauthorized, "bad-credentials")
			m.Pass(6 * time.Minute)
			e.tablet.GET("/session").Refused(http.StatusUnauthorized, "unauthenticated")
			m.Pass(10 * time.Minute)
			c.Bearer(again.AccessToken).GET("/queue").Refused(http.StatusUnauthorized, "unauthenticated")
			m.Pass(13 * time.Hour)
			c.As("clerk").GET("/session").Refused(http.StatusUnauthorized, "unauthenticated")
		})
	}
}

// inOrder fails the test unless the journal's times do not go back and those told
// after the jump are marked.
func inOrder(t *testing.T, c *apitest.Clinic) {
	t.Helper()
	sound(t, c, c.Key)
	var page struct {
		Entries []struct {
			Seq                int64
			RecordedAt         time.Time
			TimeSource, Action string
		}
	}
	c.As("admin").GET("/journal").Want(http.StatusOK).JSON(&page)
	jumps, marked := 0, 0
	for i, e := range page.Entries { // the newest first
		if i > 0 && e.RecordedAt.After(page.Entries[i-1].RecordedAt) {
			t.Errorf("entry %d is of %v, the next of %v", e.Seq, e.RecordedAt, page.Entries[i-1].RecordedAt)
		}
		if e.Action == "clock.jumped" {
			jumps++
		}
		if e.TimeSource == clock.SourceDoubtful {
			marked++
		}
	}
	if jumps != 2 || marked < 6 {
		t.Errorf("%d jumps in the journal, %d entries are marked", jumps, marked)
	}
}

// A restart with the clock at any other time neither ends a wait nor a session.
func TestNothingMindsAJumpWhileTheBoxIsOff(t *testing.T) {
	t.Parallel()
	for name, wakes := range map[string]time.Time{"1970": time.Unix(3, 0).UTC(), "2099": time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), "in an hour": eight.Add(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := clocktest.New(eight)
			c := apitest.NewOn(t, m)
			e := begin(t, c)
			clerk := c.As("clerk")
			if err := c.DB.Close(); err != nil {
				t.Fatal(err)
			}
			m.Restart("second", wakes)
			again := apitest.OpenOn(t, c.DB.Path(), m)
			clerk.At(again).GET("/session").Want(http.StatusOK)
			e.c = again
			if left := e.left(t); left != e.throttle {
				t.Errorf("the brake holds %d s, before it was off %d", left, e.throttle)
			}
			again.Browser().POST("/token/refresh", map[string]string{"clientId": e.program.Program.ID, "clientSecret": e.program.ClientSecret, "refreshToken": e.tokens.RefreshToken}).
				Want(http.StatusCreated)
		})
	}
}

func TestWhoMaySayWhatTimeItIs(t *testing.T) {
	t.Parallel()
	m := clocktest.New(eight)
	c := apitest.NewOn(t, m)
	c.As("guest").GET("/clock").Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("kiosk").GET("/clock").Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("guest").POST("/clock", byDevice(eight)).Refused(http.StatusUnauthorized, "unauthenticated")
	for _, who := range []string{"clerk", "nurse", "doctor"} {
		c.As(who).GET("/clock").Want(http.StatusOK)
		c.As(who).POST("/clock", byDevice(eight)).Refused(http.StatusForbidden, "forbidden")
	}
	admin := c.As("admin")
	for field, in := range map[string]map[string]any{
		"now": {"by": "device"},
		"by":  {"by": "somebody"},
	} {
		in["id"] = apitest.ID()
		if a := admin.POST("/clock", in); a.Status != http.StatusUnprocessableEntity || len(a.Problem.Errors) == 0 || a.Problem.Errors[0].Field != field {
			t.Errorf("%v: %d %s", in, a.Status, a.Body)
		}
	}
	admin.POST("/clock", byDevice(eight.AddDate(-60, 0, 0))).Broken("now", "out-of-range")
	admin.POST("/clock", byDevice(eight.AddDate(100, 0, 0))).Broken("now", "out-of-range")
	admin.POST("/clock", map[string]any{"id": apitest.ID(), "by": "box", "now": eight}).Broken("now", "not-allowed")
	admin.POST("/clock", map[string]any{"id": "nothing", "by": "box"}).Broken("id", "pattern")
	m.Pass(11 * time.Minute)
	admin.POST("/clock", byDevice(eight)).Refused(http.StatusForbidden, "confirm-first")
}

func TestAManagerSaysWhatTimeItIs(t *testing.T) {
	t.Parallel()
	m := clocktest.New(eight)
	c := apitest.NewOn(t, m)
	m.Jump(-3 * year)
	if s := timeOf(t, c); s.Doubt != clock.Back {
		t.Errorf("%+v", s)
	}
	kept(t, c)
	in := byDevice(eight.Add(90 * time.Second))
	var s timekeeper.BoxTime
	a := c.As("admin").POST("/clock", in).Want(http.StatusOK).JSON(&s)
	if s.Doubt != clock.Sure || !s.Now.Equal(eight.Add(90*time.Second)) || s.OffsetSeconds != int64((3*year+90*time.Second)/time.Second) || !s.Computer.Equal(eight.Add(-3*year)) {
		t.Errorf("%+v", s)
	}
	if c.As("nurse").GET("/session").Header.Get("Karete-Time") != "" || a.Header.Get("Karete-Time") != "doubtful" {
		t.Error("the screens are told otherwise")
	}
	m.Pass(time.Minute)
	c.As("admin").POST("/clock", in).Want(http.StatusOK).JSON(&s) // the answer was lost
	if !s.Now.Equal(eight.Add(150 * time.Second)) {
		t.Errorf("a repeat set it again: %v", s.Now)
	}

	// The computer's clock gets right by itself; the offset goes with it.
	m.Synchronise(true)
	m.Jump(3 * year)
	kept(t, c)
	if s := timeOf(t, c); s.Doubt != clock.Sure || !s.Now.Equal(eight.Add(time.Minute)) || s.OffsetSeconds != 0 || !s.Synchronised {
		t.Errorf("%+v", s)
	}
	c.As("admin").POST("/clock", byDevice(eight.Add(30*24*time.Hour))).Want(http.StatusOK)
	c.As("admin").POST("/clock", byDevice(eight.Add(2*time.Minute))).Want(http.StatusOK)
	nurse := c.As("nurse")
	c.As("admin").POST("/clock", byDevice(eight.Add(3*24*time.Hour))).Want(http.StatusOK)
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	again := apitest.OpenOn(t, c.DB.Path(), m)
	nurse.At(again).GET("/session").Want(http.StatusOK) // three days ago, by the clock
	again.As("admin").POST("/clock", map[string]any{"id": apitest.ID(), "by": "computer"}).Want(http.StatusOK)
	if err := again.DB.Close(); err != nil {
		t.Fatal(err)
	}
	m.Restart("second", eight.Add(time.Hour))
	again = apitest.OpenOn(t, c.DB.Path(), m)
	if s := timeOf(t, again); s.Doubt != clock.Sure || !s.Now.Equal(eight.Add(time.Hour)) {
		t.Errorf("%+v", s)
	}
}

func TestASettingThatIsNotWrittenDoesNotCount(t *testing.T) {
	t.Parallel()
	m := clocktest.New(eight)
	c := apitest.NewOn(t, m)
	if err := c.DB.Write(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec("DROP TABLE box_clock"); return err }); err != nil {
		t.Fatal(err)
	}
	c.As("admin").POST("/clock", byDevice(eight.Add(5*24*time.Hour))).Refused(http.StatusInternalServerError, "internal")
	if s := timeOf(t, c); !s.Now.Equal(eight) {
		t.Errorf("%+v", s)
	}
}

// A Pi starts in the evening of the day before, though it is morning: those who come
// are served, and nobody is sent home when the time arrives.
func TestPeopleWhoCameWhileTheTimeWasDoubtful(t *testing.T) {
	t.Parallel()
	m := clocktest.New(eight)
	c := apitest.NewOn(t, m)
	m.NoBattery()
	m.Pass(10 * time.Hour)
	yesterday := arrived(t, c, "Mpho", "Letsie")
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	m.Restart("second", eight.Add(10*time.Hour+time.Minute)) // its disk knew when it was switched off
	c = apitest.OpenOn(t, c.DB.Path(), m)
	kept(t, c)
	if s := timeOf(t, c); s.Doubt != clock.Unset {
		t.Fatalf("%+v", s)
	}
	early := arrived(t, c, "Thabo", "Mokoena")
	closes := func(want int) {
		t.Helper()
		if n, err := c.API.Visits.CloseDays(t.Context()); n != want || err != nil {
			t.Fatalf("%d visits were closed, want %d; %v", n, want, err)
		}
	}
	m.Pass(8 * time.Hour) // what it takes for midnight
	closes(0)
	m.Jump(5 * time.Hour)
	m.Synchronise(true)
	kept(t, c)
	closes(1) // of yesterday
	state := func(visitID string) (v visit.Visit) {
		t.Helper()
		c.SignIn("doctor").GET("/visits/" + visitID).Want(http.StatusOK).JSON(&v)
		return v
	}
	if v := state(yesterday.ID); v.ClosedAt == nil || v.Day != yesterday.Day {
		t.Errorf("%+v", v)
	}
	if v := state(early.ID); v.ClosedAt != nil || early.Day != yesterday.Day {
		t.Errorf("somebody who sits here was sent home: %+v", v)
	}
	if v := arrived(t, c, "Lerato", "Tau"); v.Ticket != "OPD-001" || v.Day == early.Day {
		t.Errorf("the day has not begun anew: %+v", v)
	}
	m.Pass(24 * time.Hour)
	closes(2)
	if v := state(early.ID); v.ClosedAt == nil || v.ClosedAt.Before(eight.Add(24*time.Hour)) {
		t.Errorf("it is closed as of %v", v.ClosedAt)
	}
}

// A clock that stands in the past refuses nothing that it takes for the future.
func TestNothingIsRefusedWhileTheTimeIsDoubtful(t *testing.T) {
	t.Parallel()
	m := clocktest.New(eight)
	c := apitest.NewOn(t, m)
	born := map[string]any{"birthDate": "2026-11-27", "birthPrecision": "day", "birthRecordedOn": ""}
	c.As("clerk").POST("/patients", newcomer(born)).Broken("birthDate", "future")
	c.As("admin").GET("/reports/day/2026-11-27").Broken("day", "future")
	m.Jump(-60 * 24 * time.Hour)
	c.As("clerk").POST("/patients", newcomer(born)).Want(http.StatusCreated)
	c.As("admin").GET("/reports/day/2026-11-27").Want(http.StatusOK)
}

// Before there is a manager, whoever sets the clinic up says what time it is.
func TestTheWizardPutsTheClockRight(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	step := func(answer map[string]any) *apitest.Answer {
		return c.As("guest").Send(http.MethodPut, "/setup/clock", map[string]any{"clock": answer})
	}
	step(map[string]any{"confirmed": true, "now": eight.AddDate(-40, 0, 0)}).Broken("clock.now", "out-of-range")
	var p setup.Progress
	a := step(map[string]any{"confirmed": true, "now": eight}).Want(http.StatusOK).JSON(&p)
	if p.Answers.Clock == nil || !p.Answers.Clock.Confirmed || p.Answers.Clock.Now != nil {
		t.Errorf("%s", a.Body)
	}
	c.As("guest").GET("/setup").Want(http.StatusOK).JSON(&p)
	if !p.Now.Equal(eight) {
		t.Errorf("the box has %v", p.Now)
	}
	step(map[string]any{"confirmed": true}).Want(http.StatusOK)
}

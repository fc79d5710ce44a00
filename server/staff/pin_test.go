package staff

import (
	"fmt"
	"testing"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
)

const pin = "408172"

func TestEasyPINs(t *testing.T) {
	t.Parallel()
	for _, easy := range []string{
		"000000", "777777", "123456", "654321", "345678", "890123", "210987", "135791", "246802", "121212", "123123", "112233", "123321", "747474", "110011",
		"010190", "311299", "123199", "840203", "199004", "198412", "202603", "041990", "122007", "190000", "205555", "159753", "147258", "696969", "112358",
	} {
		if CheckPIN("pin", easy) == nil || CheckPIN("pin", easy)[0].Code != "common-pin" {
			t.Errorf("%s is taken: %v", easy, CheckPIN("pin", easy))
		}
	}
	for _, not := range []string{"", "12345", "1234567", "12345a", "１２３４５６", " 12345", "40817٢"} {
		if list := CheckPIN("pin", not); len(list) != 1 || list[0].Code != "pattern" {
			t.Errorf("%q: %v", not, list)
		}
	}
	const all, step = 1_000_000, 7
	left := 0
	for n := 0; n < all; n += step {
		if CheckPIN("pin", fmt.Sprintf("%06d", n)) == nil {
			left++
		}
	}
	if left < all/step*85/100 {
		t.Errorf("only %d of %d PINs are left to choose from", left, all/step)
	}
	for _, good := range []string{pin, "905183", "738264"} {
		if list := CheckPIN("pin", good); list != nil {
			t.Errorf("%s: %v", good, list)
		}
	}
}

// tablet enrols a device as the device room does.
func (h *house) tablet(kind string) string {
	h.t.Helper()
	device := id.New()
	h.exec(`INSERT INTO device (id, name, kind, browser, enrolled_by, enrolled_at, version) VALUES (?, 'Tablet', ?, '', ?, 0, 1)`, device, kind, h.admin.ID)
	return device
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	err := h.db.Write(h.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(query, args...); return err })
	if err != nil {
		h.t.Fatal(err)
	}
}

// choose gives a person the PIN.
func (h *house) choose(staffID, username string, role access.Role) {
	h.t.Helper()
	session := h.who(h.in(username, desk))
	if session.ID != staffID || !session.Has(role) {
		h.t.Fatalf("%+v", session)
	}
	_, err := h.ChoosePIN(h.t.Context(), session.Actor, PINChoice{ID: id.New(), Current: right, PIN: pin}, From{Address: desk})
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) tap(staffID, figures, device string) (token string, err error) {
	token, _, err = h.SignInPIN(h.t.Context(), PINSignIn{StaffID: staffID, PIN: figures}, From{Address: desk, Device: "Chrome, Android", DeviceID: device})
	return token, err
}

func TestAPINWorksOnEnrolledDevicesOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	tablet, kiosk, lost := h.tablet("tablet"), h.tablet("kiosk"), h.tablet("tablet")
	_, err := h.tap(h.nurse, pin, tablet)
	wantCode(t, err, fault.BadCredentials) // none chosen yet
	h.choose(h.nurse, "thato", access.Nurse)
	h.exec(`UPDATE device SET revoked_at = 1 WHERE id = ?`, lost)
	for _, elsewhere := range []string{"", kiosk, lost, id.New()} {
		_, err := h.tap(h.nurse, pin, elsewhere)
		wantCode(t, err, fault.NotEnrolled)
	}
	token, err := h.tap(h.nurse, pin, tablet)
	if err != nil {
		t.Fatal(err)
	}
	if s := h.who(token); s.ID != h.nurse || s.DeviceID != tablet || s.Means != ByPIN {
		t.Errorf("%+v", s)
	}
	if n := h.count(`SELECT count(*) FROM journal WHERE instr(payload, ?)`, pin); n != 0 {
		t.Error("the PIN is in the journal")
	}
}

func TestEveryPINSignInIsANewSession(t *testing.T) {
	t.Parallel()
	h := open(t)
	tablet := h.tablet("tablet")
	h.choose(h.nurse, "thato", access.Nurse)
	h.choose(h.admin.ID, "mpho", access.Admin)
	first, err := h.tap(h.nurse, pin, tablet)
	if err != nil {
		t.Fatal(err)
	}
	nurse := h.who(first)
	second, _, err := h.SignInPIN(t.Context(), PINSignIn{StaffID: h.admin.ID, PIN: pin}, From{Address: desk, DeviceID: tablet, Token: first})
	if err != nil {
		t.Fatal(err)
	}
	h.gone(first)
	if h.who(second).ID != h.admin.ID || len(h.ended) != 1 || h.ended[0] != nurse.SessionID {
		t.Errorf("ended %v, want %s", h.ended, nurse.SessionID)
	}
}

func TestASharedTabletForgetsSoon(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.choose(h.nurse, "thato", access.Nurse)
	shared, err := h.tap(h.nurse, pin, h.tablet("tablet"))
	if err != nil {
		t.Fatal(err)
	}
	own, err := h.tap(h.nurse, pin, h.tablet("desk"))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 { // it is used
		h.pass(SharedIdleLimit - time.Second)
		h.who(shared)
	}
	h.ended = nil
	h.pass(SharedIdleLimit)
	if err := h.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(h.ended) != 1 {
		t.Errorf("ended %v", h.ended)
	}
	h.gone(shared)
	h.who(own)
}

func TestWrongPINsAreBraked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.choose(h.nurse, "thato", access.Nurse)
	h.choose(h.admin.ID, "mpho", access.Admin)
	tablet, other := h.tablet("tablet"), h.tablet("tablet")
	for left := freeTries - 1; left > 0; left-- {
		_, err := h.tap(h.nurse, "905183", tablet)
		wantCode(t, err, fault.BadCredentials)
		if got := fault.Of(err).Params["triesLeft"]; got != left {
			t.Errorf("%v tries left, want %d", got, left)
		}
	}
	_, err := h.tap(h.nurse, "905183", tablet)
	wantCode(t, err, fault.BadCredentials)
	if got := fault.Of(err).Params; got["retryAfterSeconds"] != 2 || got["triesLeft"] != nil {
		t.Errorf("%v", got)
	}
	// Not even the right one is looked at, after a restart and whatever the clock does.
	h.clock.Advance(1000 * time.Hour)
	_, err = h.tap(h.nurse, pin, tablet)
	wantCode(t, err, fault.Throttled)
	h.clock.Advance(-2000 * time.Hour)
	h.start()
	_, err = h.tap(h.nurse, pin, tablet)
	wantCode(t, err, fault.Throttled)
	// Nobody else waits, nor the nurse elsewhere, nor her password.
	for device, person := range map[string]string{tablet: h.admin.ID, other: h.nurse} {
		if _, err := h.tap(person, pin, device); err != nil {
			t.Error(err)
		}
	}
	h.in("thato", desk)
	h.pass(2 * time.Second)
	if _, err := h.tap(h.nurse, pin, tablet); err != nil {
		t.Error(err)
	}
	// A right one begins afresh here.
	_, err = h.tap(h.nurse, "905183", tablet)
	if got := fault.Of(err).Params["triesLeft"]; got != freeTries-1 {
		t.Errorf("%v tries left", got)
	}
}

// worst guesses as fast as the brake lets it for an hour and more, and answers
// with the most guesses that were looked at within one hour.
func (h *house) worst(guess func(n int) error) int {
	h.t.Helper()
	var at []time.Duration
	for n := 0; h.ticked < 2*time.Hour; n++ {
		err := guess(n)
		if fault.Is(err, fault.BadCredentials) {
			at = append(at, h.ticked)
			continue
		}
		wantCode(h.t, err, fault.Throttled)
		h.pass(time.Second * time.Duration(fault.Of(err).Params["retryAfterSeconds"].(int)))
	}
	most := 0
	for i := range at {
		n := 0
		for _, later := range at[i:] {
			if later-at[i] < time.Hour {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func TestAtMost20GuessesAnHourAtOneAccount(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.choose(h.nurse, "thato", access.Nurse)
	var tablets []string
	for range 8 {
		tablets = append(tablets, h.tablet("tablet"))
	}
	got := h.worst(func(n int) error {
		_, err := h.tap(h.nurse, "905183", tablets[n%len(tablets)])
		return err
	})
	if got > 20 || got < 15 {
		t.Errorf("%d guesses in an hour", got)
	}
}

func TestAtMost100GuessesAnHourOnOneDevice(t *testing.T) {
	t.Parallel()
	h := open(t)
	tablet := h.tablet("tablet")
	var people []string
	for range 30 {
		people = append(people, id.New())
	}
	got := h.worst(func(n int) error {
		_, err := h.tap(people[n%len(people)], "905183", tablet)
		return err
	})
	if got > 100 || got < 50 {
		t.Errorf("%d guesses in an hour", got)
	}
}

func TestAPINGuessedAtForLongIsGone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.choose(h.nurse, "thato", access.Nurse)
	tablet := h.tablet("tablet")
	h.exec(`UPDATE staff_pin SET failures = ?`, pinFailures-1)
	_, err := h.tap(h.nurse, "905183", tablet)
	wantCode(t, err, fault.BadCredentials)
	_, err = h.tap(h.nurse, pin, tablet)
	wantCode(t, err, fault.BadCredentials)
	if h.read(h.nurse).HasPIN {
		t.Error("she still has it")
	}
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'pin.lost' AND role = 'box' AND subject_id = ?`, h.nurse); n != 1 {
		t.Errorf("the journal tells of it %d times", n)
	}
	h.choose(h.nurse, "thato", access.Nurse)
	if _, err = h.tap(h.nurse, pin, tablet); err != nil {
		t.Error(err)
	}
}

func TestWhoLosesTheirPIN(t *testing.T) {
	t.Parallel()
	h := open(t)
	tablet := h.tablet("tablet")
	for name, take := range map[string]func(){
		"reset": func() {
			if s, err := h.ResetPIN(t.Context(), h.admin, h.nurse, PINReset{ID: id.New()}); err != nil || s.HasPIN {
				t.Errorf("%+v %v", s, err)
			}
		},
		"password reset": func() {
			if _, err := h.ResetPassword(t.Context(), h.admin, h.nurse, PasswordReset{ID: id.New()}); err != nil {
				t.Error(err)
			}
		},
	} {
		h.choose(h.nurse, "thato", access.Nurse)
		token, err := h.tap(h.nurse, pin, tablet)
		if err != nil {
			t.Fatal(name, err)
		}
		take()
		h.gone(token)
		_, err = h.tap(h.nurse, pin, tablet)
		wantCode(t, err, fault.BadCredentials)
		if name == "reset" {
			continue
		}
		hash, err := h.Hash(t.Context(), right)
		if err != nil {
			t.Fatal(err)
		}
		h.exec(`UPDATE staff_password SET hash = ?, must_change = 0 WHERE staff_id = ?`, hash, h.nurse)
	}
}

func TestADeviceOfADepartmentIsForItsPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(`INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES ('opd', 'OPD', '', '', 'other', 1, 1, 1), ('anc', 'ANC', '', '', 'other', 2, 1, 1)`)
	h.choose(h.nurse, "thato", access.Nurse)
	h.choose(h.admin.ID, "mpho", access.Admin) // of no department: everywhere
	h.exec(`UPDATE staff SET departments = '["opd"]' WHERE id = ?`, h.nurse)
	here, there := h.tablet("tablet"), h.tablet("tablet")
	h.exec(`UPDATE device SET department_id = 'opd' WHERE id = ?`, here)
	h.exec(`UPDATE device SET department_id = 'anc' WHERE id = ?`, there)
	tiles := func(department string) (names string) {
		err := h.db.Read(t.Context(), func(tx *db.Tx) error {
			list, err := TilesIn(tx, department)
			for _, one := range list {
				names += one.DisplayName + " "
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	for department, want := range map[string]string{"": "mpho thato ", "opd": "mpho thato ", "anc": "mpho "} {
		if got := tiles(department); got != want {
			t.Errorf("%s: %q, want %q", department, got, want)
		}
	}
	if _, err := h.tap(h.nurse, pin, here); err != nil {
		t.Error(err)
	}
	_, err := h.tap(h.nurse, pin, there)
	wantCode(t, err, fault.BadCredentials)
	h.exec(`UPDATE staff SET active = 0 WHERE id = ?`, h.nurse)
	if got := tiles("opd"); got != "mpho " {
		t.Errorf("%q", got)
	}
}

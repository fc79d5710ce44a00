package api_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"karete/server/access"
	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/device"
	"karete/server/staff"
)

// aboutDevices are the complete commands of devices and PINs.
func aboutDevices() map[access.Action][]maker {
	enrolled := func(t *testing.T, c *apitest.Clinic) string {
		var here device.Here
		c.Device(device.Desk).GET("/device").Want(http.StatusOK).JSON(&here)
		return "/devices/" + here.ID
	}
	return map[access.Action][]maker{
		"device.pair": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/devices/pairings", 0, map[string]any{"id": apitest.ID(), "kind": "tablet", "name": "Tablet 6", "departmentId": c.Departments["OPD"]}}
		}},
		"device.enrol": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/device", 0, map[string]any{"id": apitest.ID(), "code": c.Pairing(device.Kiosk).Code, "name": "By the gate"}}
		}},
		"device.name": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/devices", 0, map[string]any{"id": apitest.ID(), "kind": "desk", "name": "Desk PC", "departmentId": c.Departments["OPD"]}}
		}},
		"device.update": {func(t *testing.T, c *apitest.Clinic) command {
			return command{enrolled(t, c), 1, map[string]any{"id": apitest.ID(), "name": "Tablet 7", "departmentId": c.Departments["ANC"]}}
		}},
		"device.revoke": {func(t *testing.T, c *apitest.Clinic) command {
			return command{enrolled(t, c) + "/revoke", 0, map[string]any{"id": apitest.ID()}}
		}},
		"session.pin": {func(_ *testing.T, c *apitest.Clinic) command {
			c.GivePIN("clerk")
			return command{"/session/pin", 0, map[string]any{"staffId": c.Staff["clerk"], "pin": apitest.PIN}}
		}},
		"pin.choose": {func(*testing.T, *apitest.Clinic) command {
			return command{"/session/own-pin", 0, map[string]any{"id": apitest.ID(), "current": apitest.Password, "pin": apitest.PIN}}
		}},
		"pin.reset": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/staff/" + c.Staff["clerk"] + "/pin/reset", 0, map[string]any{"id": apitest.ID()}}
		}},
	}
}

func here(t *testing.T, b *apitest.Client) (h device.Here) {
	t.Helper()
	b.GET("/device").Want(http.StatusOK).JSON(&h)
	return h
}

func TestADeviceIsTakenInByACode(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, other := range []string{"guest", "nurse"} {
		in := map[string]any{"id": apitest.ID(), "kind": "tablet"}
		if a := c.As(other).POST("/devices/pairings", in); a.Status != 401 && a.Status != 403 {
			t.Errorf("%s: %d", other, a.Status)
		}
	}
	var p, again device.Pairing
	in := map[string]any{"id": apitest.ID(), "kind": "tablet", "departmentId": c.Departments["OPD"]}
	c.As("admin").POST("/devices/pairings", in).Want(http.StatusCreated).JSON(&p)
	c.As("admin").POST("/devices/pairings", in).Want(http.StatusCreated).JSON(&again)
	if p.Code != again.Code || p.ExpiresInSeconds < 590 || p.ExpiresInSeconds > 600 || p.Link != c.URL+"/pair#"+p.Code || !strings.HasPrefix(p.SVG, "<svg") {
		t.Errorf("%+v, again %+v", p, again)
	}

	b := c.Browser()
	enrol := map[string]any{"id": apitest.ID(), "code": strings.ToLower(p.Code[:3]) + " " + p.Code[3:]}
	b.POST("/device", enrol).Broken("name", "required") // the manager gave it none
	enrol["name"] = "  Tablet   3 "
	a := b.POST("/device", enrol).Want(http.StatusCreated)
	if k := a.Cookies[0]; k.Name != "karete-device" || !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.MaxAge < 300*24*3600 || len(k.Value) != 43 {
		t.Errorf("cookie %v", k)
	}
	if h := here(t, b); h.Name != "Tablet 3" || h.Kind != "tablet" || h.ID != enrol["id"] || len(h.Tiles) != 0 {
		t.Errorf("%+v", h)
	}
	// Sent twice it happens once, and both answers let the device in.
	b.POST("/device", enrol).Want(http.StatusCreated)
	here(t, b)
	// Nobody else gets in by it.
	c.Browser().POST("/device", map[string]any{"id": apitest.ID(), "code": p.Code, "name": "Thief"}).Refused(409, "pairing-over")
	c.Browser().POST("/device", map[string]any{"id": apitest.ID(), "code": "ABC O1I", "name": "Thief"}).Broken("code", "pattern")

	var list api.DeviceList
	c.As("admin").GET("/devices").Want(200).JSON(&list)
	if d := list.Devices[0]; len(list.Devices) != 1 || d.Name != "Tablet 3" || d.DepartmentID != c.Departments["OPD"] || d.EnrolledBy != "’M’e Mpho Letsie" || d.Browser != "Program" || d.SeenAt == nil || d.Current {
		t.Errorf("%+v", list.Devices)
	}
	var box api.Box
	b.GET("/box").JSON(&box)
	if box.Device == nil || box.Device.Name != "Tablet 3" {
		t.Errorf("%+v", box.Device)
	}
}

func TestGuessedCodesAreBraked(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	p := c.Pairing(device.Tablet)
	b := c.Browser()
	guess := map[string]any{"id": apitest.ID(), "code": "ZZZZZZ", "name": "Thief"}
	for range 30 {
		b.POST("/device", guess).Refused(409, "pairing-over")
	}
	guess["code"] = p.Code
	b.POST("/device", guess).Refused(429, "throttled")
	b.POST("/session", map[string]string{"username": "nurse", "password": apitest.Password}).Want(201) // a brake of its own
}

func TestAManagerNamesTheBrowserTheySitAt(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.SignIn("admin")
	b.POST("/devices", map[string]any{"id": apitest.ID(), "kind": "kiosk", "name": "Kiosk"}).Broken("kind", "not-one-of")
	b.POST("/devices", map[string]any{"id": apitest.ID(), "kind": "desk", "name": "Desk PC"}).Want(201)
	var s staff.Session
	b.GET("/session").Want(200).JSON(&s)
	if s.Device == nil || s.Device.Name != "Desk PC" || s.LockMinutes != 10 || s.Means != staff.ByPassword {
		t.Errorf("%+v", s)
	}
	// Again, as something else: what it was is no more, and the manager still works.
	b.POST("/devices", map[string]any{"id": apitest.ID(), "kind": "tablet", "name": "Tablet 1"}).Want(201)
	b.GET("/session").Want(200).JSON(&s)
	if s.Device == nil || s.Device.Name != "Tablet 1" || s.LockMinutes != 2 {
		t.Errorf("%+v", s.Device)
	}
	var list api.DeviceList
	b.GET("/devices").Want(200).JSON(&list)
	if d := list.Devices; len(d) != 2 || d[0].Name != "Tablet 1" || !d[0].Current || d[0].SignedIn != s.Staff.DisplayName || d[1].RevokedAt == nil {
		t.Errorf("%+v", d)
	}
}

func TestADeviceByItself(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("nurse")
	h := here(t, c.As("tablet"))
	if len(h.Tiles) != 1 || h.Tiles[0].StaffID != c.Staff["nurse"] || h.Tiles[0].DisplayName != "Thato Mohapi" {
		t.Errorf("%+v", h.Tiles)
	}
	if h := here(t, c.As("kiosk")); h.Kind != "kiosk" || len(h.Tiles) != 0 {
		t.Errorf("%+v", h)
	}
	c.As("guest").GET("/device").Refused(401, "unauthenticated")
	c.As("doctor").GET("/device").Refused(404, "not-found") // at a browser that is not enrolled
	for _, kind := range []string{"tablet", "kiosk", "display"} {
		for _, path := range []string{"/session", "/devices", "/queue", "/facility"} {
			c.As(kind).GET(path).Refused(401, "unauthenticated")
		}
		c.As(kind).GET("/events?topics=queue").Refused(422, "invalid")
		c.As(kind).GET("/events?topics=patient:"+apitest.ID()).Refused(422, "invalid")
	}
	c.Tap(c.As("kiosk"), "nurse").Refused(401, "unauthenticated")
	c.Tap(c.Browser(), "nurse").Refused(401, "unauthenticated")
	c.Tap(c.SignIn("clerk"), "nurse").Refused(409, "not-enrolled")
}

func TestSwitchingUserByPIN(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("nurse")
	c.GivePIN("doctor")
	b := c.Device(device.Tablet)
	b.POST("/session/pin", map[string]any{"staffId": c.Staff["nurse"], "pin": "905183"}).Refused(401, "bad-credentials")
	var nurse, doctor staff.Session
	c.Tap(b, "nurse").Want(201).JSON(&nurse)
	if nurse.Means != staff.ByPIN || nurse.Device == nil || nurse.LockMinutes != 2 || !nurse.Staff.HasPIN {
		t.Errorf("%+v", nurse)
	}
	// What she types is kept under her name while the doctor works on the tablet.
	v := arrived(t, c, "Thabo", "Mokoena")
	draft := "/visits/" + v.ID + "/drafts/triage"
	b.PUT(draft, 0, map[string]any{"patientId": v.PatientID, "content": map[string]any{"complaint": "cough"}}).Want(200)
	c.Tap(b, "doctor").Want(201).JSON(&doctor)
	if doctor.ID == nurse.ID || doctor.Staff.Username != "doctor" {
		t.Errorf("%+v", doctor)
	}
	b.GET(draft).Refused(404, "not-found")
	c.Tap(b, "nurse").Want(201).JSON(&nurse)
	if got := string(b.GET(draft).Want(200).Body); !strings.Contains(got, "cough") {
		t.Error(got)
	}
	b.DELETE("/session").Want(204)
	b.GET("/session").Refused(401, "unauthenticated")
	here(t, b) // signing out leaves the device enrolled
}

// following is a screen with its stream open; the channel closes when the server
// ends it.
func following(t *testing.T, b *apitest.Client, topics string) <-chan struct{} {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	res := b.Open(ctx, "/events?topics="+topics)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("stream: %d", res.StatusCode)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Scan() // it is open
	over := make(chan struct{})
	go func() {
		defer close(over)
		defer res.Body.Close()
		for lines.Scan() {
		}
	}()
	return over
}

func ends(t *testing.T, what string, over <-chan struct{}) {
	t.Helper()
	select {
	case <-over:
	case <-time.After(time.Second):
		t.Errorf("%s: the stream is still open after a second", what)
	}
}

func TestWhatEndsStreamsWithinASecond(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("nurse")
	post := func(path string) { c.As("admin").POST(path, map[string]any{"id": apitest.ID()}).Want(200) }
	change := func(edit func(*staff.StaffChange)) {
		who := person(t, c, "nurse")
		in := staff.StaffChange{ID: apitest.ID(), Active: true, Profile: staff.Profile{DisplayName: who.DisplayName, Roles: who.Roles, Language: who.Language}}
		edit(&in)
		c.As("admin").PUT("/staff/"+who.ID, who.Version, in).Want(200)
	}
	for _, end := range []struct {
		what string
		by   func(b *apitest.Client, deviceID string)
	}{
		{"another person's PIN", func(b *apitest.Client, _ string) { c.GivePIN("clerk"); c.Tap(b, "clerk").Want(201) }},
		{"sign-out", func(b *apitest.Client, _ string) { b.DELETE("/session").Want(204) }},
		{"a revoked device", func(_ *apitest.Client, id string) { post("/devices/" + id + "/revoke") }},
		{"other work", func(*apitest.Client, string) {
			change(func(in *staff.StaffChange) { in.Roles = append(in.Roles, access.Clerk) })
		}},
		{"a PIN taken away", func(*apitest.Client, string) { post("/staff/" + c.Staff["nurse"] + "/pin/reset"); delete(c.Staff, "") }},
	} {
		if !person(t, c, "nurse").HasPIN {
			c.GivePIN("nurse")
		}
		b := c.Device(device.Tablet)
		id := here(t, b).ID
		c.Tap(b, "nurse").Want(201)
		over := following(t, b, "queue")
		end.by(b, id)
		ends(t, end.what, over)
	}
	c.As("nurse").GET("/session").Refused(401, "unauthenticated") // her roles changed
	nurse := c.SignIn("nurse")
	over := following(t, nurse, "queue")
	change(func(in *staff.StaffChange) { in.Active = false })
	ends(t, "deactivation", over)
}

func TestARevokedDeviceIsAStranger(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("nurse")
	b := c.Device(device.Tablet)
	id := here(t, b).ID
	alone := following(t, b, "device")
	c.As("nurse").POST("/devices/"+id+"/revoke", map[string]any{"id": apitest.ID()}).Refused(403, "forbidden")
	c.As("admin").POST("/devices/"+id+"/revoke", map[string]any{"id": apitest.ID()}).Want(200)
	ends(t, "a device by itself", alone)
	b.GET("/device").Refused(401, "unauthenticated")
	c.Tap(b, "nurse").Refused(401, "unauthenticated")
	c.As("admin").POST("/devices/"+id+"/revoke", map[string]any{"id": apitest.ID()}).Refused(409, "wrong-state")
	c.As("admin").POST("/devices/"+apitest.ID()+"/revoke", map[string]any{"id": apitest.ID()}).Refused(404, "not-found")
	c.As("admin").PUT("/devices/"+id, 2, map[string]any{"id": apitest.ID(), "name": "Back"}).Refused(409, "wrong-state")
}

func TestASessionIsWorthNothingOffItsDevice(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("nurse")
	token := ""
	for _, k := range c.Tap(c.Device(device.Tablet), "nurse").Want(201).Cookies {
		token = k.Name + "=" + k.Value
	}
	c.Browser().Send("GET", "/session", nil, "Cookie", token).Refused(401, "unauthenticated")
}

func TestADeviceIsRenamed(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.Device(device.Desk)
	path := "/devices/" + here(t, b).ID
	in := map[string]any{"id": apitest.ID(), "name": "Reception"}
	c.As("clerk").PUT(path, 1, in).Refused(403, "forbidden")
	c.As("admin").PUT(path, 1, in).Want(200)
	c.As("admin").PUT(path, 1, map[string]any{"id": apitest.ID(), "name": "Old"}).Refused(409, "stale")
	c.As("admin").PUT(path, 2, map[string]any{"id": apitest.ID(), "name": "X", "departmentId": apitest.ID()}).Broken("departmentId", "unknown")
	if h := here(t, b); h.Name != "Reception" {
		t.Errorf("%+v", h)
	}
	// Her screen says which version it runs.
	b.Send("GET", "/device", nil, "Karete-App", "1.4.2").Want(200)
	var list api.DeviceList
	c.As("admin").GET("/devices").Want(200).JSON(&list)
	if list.Devices[0].App != "1.4.2" {
		t.Errorf("%+v", list.Devices)
	}
}

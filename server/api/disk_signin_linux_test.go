package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/db"
	"karete/db/smalldisk"
	"karete/server/api/apitest"
	"karete/server/health"
	"karete/server/staff"
)

type credentials map[string]string

func nurseWith(password string) credentials {
	return credentials{"username": "nurse", "password": password}
}

// fillUp leaves no room for a write, however small.
func fillUp(t *testing.T, c *apitest.Clinic, dir string) (free func()) {
	t.Helper()
	free = smalldisk.Fill(t, dir)
	for { // the log ahead of the database may have room of its own
		if a := c.As("clerk").POST("/patients", newcomer(nil)); a.Status != http.StatusCreated {
			a.Refused(http.StatusInsufficientStorage, "disk-full")
			return free
		}
	}
}

// A nurse whose session timed out while the disk is full gets in and reads; what
// that leaves is on the disk as soon as it takes it.
func TestSigningInOnAFullDisk(t *testing.T) {
	dir := smalldisk.On(t, 12)
	if dir == "" {
		return
	}
	t.Setenv("TMPDIR", dir)
	c, v, key := inUse(t)
	tablet, desk := c.As("tablet"), c.SignIn("nurse")
	desk.POST("/session/own-pin", map[string]any{"id": apitest.ID(), "current": apitest.Password, "pin": apitest.PIN}).Want(http.StatusOK)
	nurse := c.Staff["nurse"]
	signedIn, refused, out := acted(t, c, "session.create", nurse), acted(t, c, "session.refused", nurse), acted(t, c, "session.delete", nurse)
	free := fillUp(t, c, dir)

	// In by the password: reading goes, writing says why not.
	in := c.Browser()
	cookie := in.POST("/session", nurseWith(apitest.Password)).Want(http.StatusCreated).Cookies[0].String()
	var s staff.Session
	in.GET("/session").Want(http.StatusOK).JSON(&s)
	if s.Staff.ID != nurse || s.Means != staff.ByPassword {
		t.Errorf("%+v", s)
	}
	in.GET("/queue").Want(http.StatusOK)
	in.GET("/patients/" + v.PatientID + "/chart").Want(http.StatusOK)
	in.GET("/staff").Refused(http.StatusForbidden, "forbidden")
	in.POST("/queue/"+v.Entries[0].ID+"/call", step(v.PatientID)).Refused(http.StatusInsufficientStorage, "disk-full")
	follow(t, c, in, "queue", "").cancel()

	// By the PIN on a tablet, another person in the place of the one before.
	pin := map[string]any{"staffId": nurse, "pin": apitest.PIN}
	tablet.POST("/session/pin", map[string]any{"staffId": nurse, "pin": "959595"}).Refused(http.StatusUnauthorized, "bad-credentials")
	tablet.POST("/session/pin", pin).Want(http.StatusCreated).JSON(&s)
	if s.Device == nil || s.Means != staff.ByPIN {
		t.Errorf("%+v", s)
	}
	tablet.POST("/session/pin", pin).Want(http.StatusCreated)
	tablet.GET("/queue").Want(http.StatusOK)

	// Out: what was there on the disk, and what never was.
	desk.DELETE("/session").Want(http.StatusNoContent)
	desk.GET("/queue").Refused(http.StatusUnauthorized, "unauthenticated")
	short := c.SignIn("nurse")
	short.DELETE("/session").Want(http.StatusNoContent)
	short.GET("/queue").Refused(http.StatusUnauthorized, "unauthenticated")

	// The brakes hold in memory: five are free, and nobody else waits.
	guesser := c.Browser()
	for range 5 {
		guesser.POST("/session", credentials{"username": "senior", "password": "not this one, is it"}).Refused(http.StatusUnauthorized, "bad-credentials")
	}
	guesser.POST("/session", credentials{"username": "senior", "password": apitest.Password}).Refused(http.StatusTooManyRequests, "throttled")
	c.SignIn("doctor").GET("/queue").Want(http.StatusOK)
	if n := acted(t, c, "session.create", nurse); n != signedIn {
		t.Fatalf("%d sign-ins are in the journal: the disk was not full", n-signedIn)
	}

	free()
	in.POST("/queue/"+v.Entries[0].ID+"/call", step(v.PatientID)).Want(http.StatusOK)
	for what, want := range map[string]int{"session.create": signedIn + 4, "session.refused": refused + 1, "session.delete": out + 2} {
		if n := acted(t, c, what, nurse); n != want {
			t.Errorf("%s is %d times in the journal, want %d", what, n, want)
		}
	}
	if n := acted(t, c, "session.refused", c.Staff["senior"]); n != 5 {
		t.Errorf("%d of the guesses are in the journal", n)
	}
	sound(t, c, key)

	// It is all on the disk: the same after a restart, the brake too.
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	after := apitest.Open(t, c.DB.Path())
	after.Browser().Send(http.MethodGet, "/queue", nil, "Cookie", cookie).Want(http.StatusOK)
	after.Browser().POST("/session", credentials{"username": "senior", "password": apitest.Password}).Refused(http.StatusTooManyRequests, "throttled")
	var list struct{ Sessions []staff.SessionRow }
	after.SignIn("admin").GET("/sessions").Want(http.StatusOK).JSON(&list)
	n := 0
	for _, one := range list.Sessions {
		if one.StaffID == nurse {
			n++
		}
	}
	if n != 3 { // the browser that filled the line, the one that came in, the tablet
		t.Errorf("%d sessions of the nurse after the restart: %+v", n, list.Sessions)
	}
	sound(t, after, key)
}

// Whoever leaves is out, though their session never had a row; what memory
// holds is theirs only as long as they are who they were.
func TestAHeldSessionEndsWithItsPerson(t *testing.T) {
	dir := smalldisk.On(t, 12)
	if dir == "" {
		return
	}
	t.Setenv("TMPDIR", dir)
	c, _, key := inUse(t)
	free := fillUp(t, c, dir)
	in, manager := c.SignIn("nurse"), c.SignIn("admin")
	in.GET("/queue").Want(http.StatusOK)
	var list struct{ Sessions []staff.SessionRow }
	manager.GET("/sessions").Want(http.StatusOK).JSON(&list)
	if n := len(list.Sessions); n != 6 { // four with rows, two without
		t.Errorf("%d sessions: %+v", n, list.Sessions)
	}
	free()
	var who struct{ Staff []staff.Staff }
	manager.GET("/staff").Want(http.StatusOK).JSON(&who)
	for _, s := range who.Staff {
		if s.ID == c.Staff["nurse"] {
			manager.PUT("/staff/"+s.ID, s.Version, map[string]any{"id": apitest.ID(), "displayName": s.DisplayName, "roles": s.Roles,
				"language": s.Language, "departments": []string{}, "active": false}).Want(http.StatusOK)
		}
	}
	in.GET("/queue").Refused(http.StatusUnauthorized, "unauthenticated")
	sound(t, c, key)
	var left int
	err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM session WHERE staff_id = ?`, c.Staff["nurse"]).Scan(&left)
	})
	if err != nil || left != 0 {
		t.Errorf("%d sessions of somebody who left, %v", left, err)
	}
}

// Before the disk is full it is short of room, and the manager is told.
func TestTheDiskIsGettingFull(t *testing.T) {
	dir := smalldisk.On(t, 300)
	if dir == "" {
		return
	}
	t.Setenv("TMPDIR", dir)
	c, _, _ := inUse(t)
	if l := line(t, c, "disk"); l.Mood != health.Good || l.Word != "ok" || l.TotalBytes == 0 || l.RecordBytes == 0 {
		t.Fatalf("with room: %+v", l)
	}
	free := fillUp(t, c, dir)
	if l := line(t, c, "disk"); l.Mood != health.Now || l.Word != "short" {
		t.Errorf("without room: %+v", l)
	}
	if l := line(t, c, "writing"); l.Mood != health.Now || l.Word != "disk-full" {
		t.Errorf("without room: %+v", l)
	}
	files := unzipped(t, c.As("admin").POST("/support", map[string]any{"id": apitest.ID()}).Want(http.StatusOK).Body)
	if !strings.Contains(files["system.json"], `"state": "disk-full"`) {
		t.Errorf("the bundle on a full disk: %s", files["system.json"])
	}
	free()
}

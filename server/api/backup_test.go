package api_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/backup"
)

func TestBackupsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	manager := c.As("admin")
	stick := filepath.Join(filepath.Dir(c.DB.Path()), "sticks", "BLUE")
	if err := os.MkdirAll(stick, 0o700); err != nil {
		t.Fatal(err)
	}

	// Everybody on the staff knows how old it is; the rest is the manager's.
	c.As("guest").GET("/backups/status").Refused(401, "unauthenticated")
	c.As("tablet").GET("/backups/status").Refused(401, "unauthenticated")
	for _, who := range []string{"clerk", "nurse", "doctor", "admin"} {
		var s backup.BackupStatus
		c.As(who).GET("/backups/status").Want(http.StatusOK).JSON(&s)
		if s.State != backup.StatusNever || s.Level == backup.LevelOK || s.AgeHours != nil {
			t.Errorf("%s: %+v", who, s)
		}
	}
	register := map[string]any{"id": apitest.ID(), "name": "Blue stick", "path": stick}
	asked := map[string]any{"id": apitest.ID()}
	for path, body := range map[string]any{
		"/backups": asked, "/backups/places": register, "/backups/places/" + apitest.ID() + "/forget": asked,
		"/backups/" + apitest.ID() + "/prove": asked, "/backups/identity": map[string]any{"id": apitest.ID(), "passphrase": "maize fields after the rain"},
	} {
		c.As("guest").POST(path, body).Refused(401, "unauthenticated")
		c.As("doctor").POST(path, body).Refused(403, "forbidden")
	}
	for _, path := range []string{"/backups", "/backups/places"} {
		c.As("guest").GET(path).Refused(401, "unauthenticated")
		c.As("nurse").GET(path).Refused(403, "forbidden")
	}

	manager.POST("/backups", asked).Refused(409, "place-absent")
	manager.POST("/backups", map[string]any{"id": apitest.ID(), "placeId": apitest.ID()}).Refused(404, "not-found")
	manager.POST("/backups", map[string]any{"id": apitest.ID(), "placeId": "blue"}).Broken("placeId", "pattern")
	manager.POST("/backups/places", map[string]any{"id": apitest.ID(), "name": "Blue stick", "path": "BLUE"}).Broken("path", "not-absolute")
	manager.POST("/backups/places", map[string]any{"id": apitest.ID(), "name": strings.Repeat("x", 41), "path": stick}).Broken("name", "too-long")
	manager.POST("/backups/places", map[string]any{"id": apitest.ID(), "path": stick}).Broken("name", "required")
	manager.POST("/backups/identity", map[string]any{"id": apitest.ID(), "passphrase": "short"}).Broken("passphrase", "too-short")

	var places backup.BackupPlaces
	manager.GET("/backups/places").Want(http.StatusOK).JSON(&places)
	if len(places.Seen) != 1 || places.Seen[0].Mark != "none" || places.Seen[0].Path != stick {
		t.Fatalf("%+v", places)
	}
	manager.POST("/backups/places", register).Want(http.StatusCreated).JSON(&places)
	if len(places.Places) != 1 || places.Places[0].Kind != backup.Stick || places.Places[0].Where != backup.There {
		t.Fatalf("%+v", places)
	}
	b := backedUp(t, c, places.Places[0].ID)
	if b.State != backup.Good || b.Counts.Patients != 0 || len(b.Words) != 3 {
		t.Errorf("%+v", b)
	}
	var s backup.BackupStatus
	answer := c.As("clerk").GET("/backups/status").Want(http.StatusOK).JSON(&s)
	if s.State != backup.StatusOK || s.Level != backup.LevelOK || s.PlaceName != "Blue stick" || !s.Present || strings.Contains(string(answer.Body), stick) {
		t.Errorf("%s", answer.Body)
	}
	manager.POST("/backups/"+b.ID+"/prove", asked).Want(http.StatusAccepted)
	idle(t, c)
	manager.POST("/backups/places/"+b.PlaceID+"/forget", map[string]any{"id": apitest.ID()}).Want(http.StatusOK).JSON(&places)
	if len(places.Places) != 0 || places.Seen[0].Mark != "other" || places.Seen[0].Backups != 1 {
		t.Errorf("%+v", places)
	}
	manager.POST("/backups/"+b.ID+"/prove", map[string]any{"id": apitest.ID()}).Refused(409, "place-absent")

	entries := string(manager.GET("/journal").Want(http.StatusOK).Body)
	for _, action := range []string{"backup.register", "backup.make", "backup.write", "backup.prove", "backup.forget"} {
		if !strings.Contains(entries, `"`+action+`"`) {
			t.Errorf("%s is not in the journal", action)
		}
	}
}

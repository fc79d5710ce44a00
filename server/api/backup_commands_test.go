package api_test

import (
	"net/http"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/backup"
)

// aboutBackups are the commands about backups.
func aboutBackups() map[access.Action][]maker {
	return map[access.Action][]maker{
		"backup.register": {func(t *testing.T, c *apitest.Clinic) command {
			name := apitest.ID()
			return command{"/backups/places", 0, map[string]any{"id": apitest.ID(), "name": name[:8] + name[24:], "path": t.TempDir(), "shared": true}}
		}},
		"backup.forget": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/backups/places/" + placeFor(t, c) + "/forget", 0, map[string]any{"id": apitest.ID()}}
		}},
		"backup.make": {func(t *testing.T, c *apitest.Clinic) command {
			placeID := placeFor(t, c)
			idle(t, c)
			return command{"/backups", 0, map[string]any{"id": apitest.ID(), "placeId": placeID}}
		}},
		"backup.prove": {func(t *testing.T, c *apitest.Clinic) command {
			b := backedUp(t, c, placeFor(t, c))
			return command{"/backups/" + b.ID + "/prove", 0, map[string]any{"id": apitest.ID()}}
		}},
		"backup.identity": {func(*testing.T, *apitest.Clinic) command {
			return command{"/backups/identity", 0, map[string]any{"id": apitest.ID(), "passphrase": "maize fields after the rain"}}
		}},
	}
}

// placeFor registers a folder of its own.
func placeFor(t *testing.T, c *apitest.Clinic) (placeID string) {
	t.Helper()
	placeID = apitest.ID()
	c.As("admin").POST("/backups/places", map[string]any{"id": placeID, "name": placeID[:8] + placeID[24:], "path": t.TempDir()}).Want(http.StatusCreated)
	return placeID
}

// idle waits until nothing runs.
func idle(t *testing.T, c *apitest.Clinic) {
	t.Helper()
	c.API.Backups.Wait()
}

// backedUp makes a backup there.
func backedUp(t *testing.T, c *apitest.Clinic, placeID string) backup.Backup {
	t.Helper()
	idle(t, c)
	c.As("admin").POST("/backups", map[string]any{"id": apitest.ID(), "placeId": placeID}).Want(http.StatusAccepted)
	idle(t, c)
	var list backup.BackupList
	c.As("admin").GET("/backups").Want(http.StatusOK).JSON(&list)
	if len(list.Backups) == 0 || list.Backups[0].PlaceID != placeID || list.Run.Result != backup.Proved {
		t.Fatalf("%+v", list.Run)
	}
	return list.Backups[0]
}

package api_test

import (
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/seal"
)

// aboutKeys are the commands about what opens the records.
func aboutKeys() map[access.Action][]maker {
	add := func(t *testing.T, c *apitest.Clinic, more map[string]any) (in map[string]any, slot string) {
		t.Helper()
		in = with(map[string]any{"id": apitest.ID(), "kind": "passphrase", "label": "Safe", "passphrase": "maize fields after the rain"}, more)
		var made seal.AddedKey
		c.As("admin").POST("/keys", with(in, map[string]any{"id": apitest.ID()})).Want(201).JSON(&made)
		return in, made.SlotID
	}
	bare := func(path string) []maker {
		return []maker{func(*testing.T, *apitest.Clinic) command { return command{path, 0, map[string]any{"id": apitest.ID()}} }}
	}
	return map[access.Action][]maker{
		"keys.add": {func(t *testing.T, c *apitest.Clinic) command {
			in, slot := add(t, c, nil)
			return command{"/keys", 0, with(in, map[string]any{"inPlaceOf": slot})}
		}},
		"keys.revoke": {func(t *testing.T, c *apitest.Clinic) command {
			_, slot := add(t, c, nil)
			return command{"/keys/" + slot + "/revoke", 0, map[string]any{"id": apitest.ID()}}
		}},
		"keys.rekey": bare("/keys/rekey"),
		"keys.seal":  bare("/keys/seal"),
	}
}

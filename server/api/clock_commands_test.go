package api_test

import (
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
)

// aboutTime are the commands about the box's clock.
func aboutTime() map[access.Action][]maker {
	return map[access.Action][]maker{
		"clock.set": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/clock", 0, map[string]any{"id": apitest.ID(), "by": "device", "now": c.Clock.Now().UTC()}}
		}},
	}
}

package api_test

import (
	"bytes"
	"slices"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/api/apitest"
)

// marker stands in everything that is sent and must never come back.
const marker = "MARKER7f3a"

// allowed is somebody who may do the action, so that what is sent is looked at.
func allowed(c *apitest.Clinic, action access.Action) *apitest.Client {
	rule, _ := access.Find(action)
	if slices.Contains(rule.Roles, access.Guest) {
		return c.Browser()
	}
	if action == "session.pin" {
		return c.As("tablet")
	}
	return c.As(string(rule.Roles[len(rule.Roles)-1]))
}

// harmless fails the test when the answer is anything but a refusal that repeats
// nothing.
func harmless(t *testing.T, what string, a *apitest.Answer) {
	t.Helper()
	switch {
	case a.Status < 400 || a.Status >= 500:
		t.Errorf("%s: %d\n%.300s", what, a.Status, a.Body)
	case a.Status == 401 || a.Status == 403 || a.Status == 429:
		t.Errorf("%s: %d, so it was never looked at\n%.300s", what, a.Status, a.Body)
	case a.Problem.Code == "" || a.Problem.RequestID == "":
		t.Errorf("%s: no problem+json\n%.300s", what, a.Body)
	case bytes.Contains(a.Body, []byte(marker)):
		t.Errorf("%s: what was sent comes back\n%.300s", what, a.Body)
	}
}

// sound fails the test unless the journal and the database are as they should be.
func sound(t *testing.T, c *apitest.Clinic, key journal.Key) {
	t.Helper()
	err := c.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := journal.Sign(tx, key.Signer)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := journal.Verify(t.Context(), c.DB, key.Verifier)
	if err != nil || !report.Clean() {
		t.Errorf("journal: %v, %v", report.Findings, err)
	}
	found, err := c.DB.IntegrityCheck(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("database: %v, %v", found, err)
	}
}

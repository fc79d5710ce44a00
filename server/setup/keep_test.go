package setup

import (
	"strings"
	"testing"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/staff"
)

const password = "four words nobody guesses"

var here = Visitor{Local: true}

func wizard(t *testing.T) (*Room, *db.DB) {
	t.Helper()
	d := dbtest.New(t)
	gate := act.NewGate(d, act.Options{})
	return New(gate, staff.New(gate, staff.Options{Cost: staff.Cost{MemoryKiB: 8, Passes: 1}})), d
}

func rowsOf(t *testing.T, d *db.DB) (rows []string) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		list, err := tx.Query(`SELECT value FROM setup_answer`)
		if err != nil {
			return err
		}
		defer list.Close()
		for list.Next() {
			var value string
			if err := list.Scan(&value); err != nil {
				return err
			}
			rows = append(rows, value)
		}
		return list.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestThePasswordIsKeptAsItsHash(t *testing.T) {
	t.Parallel()
	r, d := wizard(t)
	answer := func(a AdminAnswer) error {
		_, err := r.Answer(t.Context(), here, "admin", Answers{Admin: &a})
		return err
	}
	if err := answer(AdminAnswer{Username: "mpho", DisplayName: "Mpho", Password: password}); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, d)
	if len(rows) != 1 || strings.Contains(rows[0], password) || !strings.Contains(rows[0], "$argon2id$") {
		t.Errorf("kept %q", rows)
	}
	// Going back to mend the name does not ask for the password again.
	if err := answer(AdminAnswer{Username: "mpho", DisplayName: "’M’e Mpho"}); err != nil {
		t.Fatal(err)
	}
	if again := rowsOf(t, d); !strings.Contains(again[0], "$argon2id$") || !strings.Contains(again[0], "’M’e") {
		t.Errorf("kept %q", again)
	}
	if err := answer(AdminAnswer{Username: "mpho", DisplayName: "Mpho", Password: "short"}); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestAnAnswerNobodyGaveIsNotKept(t *testing.T) {
	t.Parallel()
	r, d := wizard(t)
	_, err := r.Answer(t.Context(), here, "network", Answers{Language: "en"})
	if !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	_, err = r.Answer(t.Context(), Visitor{}, "language", Answers{Language: "en"})
	if !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
	if rows := rowsOf(t, d); len(rows) != 0 {
		t.Errorf("kept %q", rows)
	}
}

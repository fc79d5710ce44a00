//go:build !race

package demo_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/demo"
	"karete/server/downtime"
	"karete/server/duplicate"
	"karete/server/encounter"
	"karete/server/facility"
	"karete/server/patient"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/visit"
)

var noon = time.Date(2026, 11, 24, 11, 40, 0, 0, time.FixedZone("SAST", 2*60*60))

// filled is the database of a made-up clinic, in which passwords are cheap.
func filled(t *testing.T, plan demo.Plan) *db.DB {
	t.Helper()
	there := plan.Clock()
	source := plan.Source(there)
	d, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), "karete.db"), Clock: there.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	now := clock.New(there.Now)
	gate := act.NewGate(d, act.Options{Clock: now, NewID: source.NewID})
	people := staff.New(gate, staff.Options{Clock: now, Cost: staff.Cost{MemoryKiB: 8, Passes: 1}})
	signIns, err := demo.Fill(t.Context(), demo.Rooms{
		Gate: gate, Facility: facility.New(gate), Setup: setup.New(gate, people), Staff: people, Reception: reception.New(gate, patient.New(gate)),
		Cards: card.NewFrom(gate, source), Visits: visit.New(gate), Appointments: appointment.New(gate), Queue: queue.New(gate), Triage: triage.New(gate),
		Encounters: encounter.New(gate), Charts: chart.New(gate), Paper: downtime.New(gate),
	}, there, source, plan)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(signIns, demo.Password) || !strings.Contains(signIns, "ramaili") {
		t.Errorf("sign-ins: %s", signIns)
	}
	if !there.Now().Equal(plan.Now) {
		t.Errorf("the clock stands at %v", there.Now())
	}
	report, err := journal.Verify(t.Context(), d, nil)
	if err != nil || !report.Clean() {
		t.Errorf("check: %+v, %v", report, err)
	}
	return d
}

// dump is every row of a table as text.
func dump(t *testing.T, d *db.DB, table string) (lines []string) {
	t.Helper()
	if err := d.Read(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query("SELECT * FROM " + table)
		if err != nil {
			return err
		}
		names, err := rows.Columns()
		if err != nil {
			return err
		}
		for rows.Next() {
			values, into := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			lines = append(lines, fmt.Sprintf("%v", values))
		}
		return rows.Err()
	}); err != nil {
		t.Fatal(err)
	}
	return lines
}

// count asks a question with a number for an answer.
func count(t *testing.T, d *db.DB, query string, args ...any) (n int64) {
	t.Helper()
	if err := d.Read(t.Context(), func(tx *db.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestTheMadeUpClinic(t *testing.T) {
	t.Parallel()
	d := filled(t, demo.Plan{Patients: 60, Days: 1, Seed: 3, Now: noon})
	halfOver(t, d, noon)
	believable(t, d)
	twice(t, d)
}

// twice holds that the manager finds most of those who were registered again.
func twice(t *testing.T, d *db.DB) {
	room := duplicate.New(act.NewGate(d, act.Options{}), slog.New(slog.DiscardHandler))
	defer room.Close()
	if err := room.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := room.List(t.Context(), access.TheBox(), duplicate.ListLikely, 0)
	if err != nil || l.Likely < 8 || l.Likely > 16 {
		t.Errorf("%d likely, %d possible doubles, %v", l.Likely, l.Possible, err)
	}
}

// A morning that is half over is so at any hour, even shortly after midnight.
func TestTheSameShortlyAfterMidnight(t *testing.T) {
	t.Parallel()
	plan := demo.Plan{Patients: 15, Days: 0, Seed: 5, Now: noon.Add(-11*time.Hour - 30*time.Minute)}
	d := filled(t, plan)
	halfOver(t, d, plan.Now)
	same(t, d, filled(t, plan))
}

// same holds that the same seed at the same moment makes the same rows and the
// same journal, to the hash. Only what has to be secret differs: passwords, and
// the box's key.
func same(t *testing.T, a, b *db.DB) {
	tables := append([]string{"journal", "journal_hash", "draft", "patient_key", "ticket_counter", "file_number_counter", "schema_migration"}, journal.Tables...)
	for _, table := range tables {
		first := dump(t, a, table)
		if len(first) == 0 && !slices.Contains(madeByHand, table) {
			t.Errorf("%s: empty", table)
		}
		if diff := cmp.Diff(first, dump(t, b, table)); diff != "" {
			t.Errorf("%s differs: %.2000s", table, diff)
		}
	}
}

// madeByHand is what a made-up clinic has none of: a photo is of somebody, a tablet or a stick is there
// or not, and so is a clock that somebody set; and nobody decided yet who belongs to whom. Nobody
// answered for themselves at a kiosk or called for help there, and no message goes out: none is set up.
var madeByHand = []string{"device", "program", "photo", "patient_photo", "backup_place", "box_clock", "patient_link", "patient_relation", "file_log", "legacy_import",
	"self_report", "self_review", "alert", "message", "message_stop", "message_settings"}

// halfOver holds that somebody stands at every stage, and that nothing has
// happened that is still to come.
func halfOver(t *testing.T, d *db.DB, now time.Time) {
	board, err := queue.New(act.NewGate(d, act.Options{})).Board(t.Context(), access.TheBox(), "")
	if err != nil {
		t.Fatal(err)
	}
	if c := board.Counts; c.Arrived == 0 || c.Triage == 0 || c.Waiting == 0 || c.Serving == 0 || c.Other == 0 || c.Done < 5 {
		t.Errorf("not at every stage: %+v", c)
	}
	if n := count(t, d, `SELECT count(*) FROM draft`); n == 0 {
		t.Error("nobody is writing")
	}
	if got := count(t, d, `SELECT count(*) FROM visit WHERE day = ?`, now.Format(time.DateOnly)); got != int64(len(board.Entries)+board.Counts.Done) {
		t.Errorf("%d visits today", got)
	}
	nothingToCome(t, d, now)
}

// nothingToCome looks at every column that holds a moment.
func nothingToCome(t *testing.T, d *db.DB, now time.Time) {
	t.Helper()
	for _, table := range append([]string{"journal", "checkpoint", "draft", "schema_migration"}, journal.Tables...) {
		var columns []string
		if err := d.Read(t.Context(), func(tx *db.Tx) error {
			rows, err := tx.Query(`SELECT name FROM pragma_table_info(?) WHERE name LIKE '%\_at' ESCAPE '\' AND name <> 'slot_at'`, table)
			if err != nil {
				return err
			}
			for rows.Next() {
				var name string
				if err := rows.Scan(&name); err != nil {
					return err
				}
				columns = append(columns, name)
			}
			return rows.Err()
		}); err != nil {
			t.Fatal(err)
		}
		for _, column := range columns {
			if last := count(t, d, `SELECT coalesce(max(`+column+`), 0) FROM `+table); last > now.UnixMilli() {
				t.Errorf("%s.%s is %v, which is to come", table, column, time.UnixMilli(last))
			}
			if table != "facility" && count(t, d, `SELECT coalesce(min(`+column+`), 1) FROM `+table) <= 0 {
				t.Errorf("%s.%s was before there were clinics", table, column)
			}
		}
	}
	if n := count(t, d, `SELECT count(*) FROM journal a JOIN journal b ON b.seq = a.seq + 1 WHERE b.recorded_at < a.recorded_at`); n > 0 {
		t.Errorf("%d entries are older than the one before", n)
	}
}

// believable holds that people are as people are: families of a village with one
// phone, ages that are told, names with their apostrophes, days that close with
// everybody gone.
func believable(t *testing.T, d *db.DB) {
	for what, query := range map[string]string{
		"families with one phone": `SELECT count(*) FROM (SELECT 1 FROM patient GROUP BY phones ->> '$[0].number', family_name HAVING count(*) > 2 AND phones <> '[]')`,
		"ages that were told":     `SELECT count(*) FROM patient WHERE birth_precision = 'age'`,
		"half known birth dates":  `SELECT count(*) FROM patient WHERE birth_precision IN ('year', 'month')`,
		"apostrophes":             `SELECT count(*) FROM patient WHERE given_names LIKE '’%' OR family_name LIKE '%’%'`,
		"numbers of paper cards":  `SELECT count(*) FROM identifier WHERE series = 'A'`,
		"cards":                   `SELECT count(*) FROM card WHERE status = 'active'`,
		"blank cards":             `SELECT count(*) FROM card WHERE status = 'blank'`,
		"allergies":               `SELECT count(*) FROM allergy WHERE status = 'active'`,
		"no allergies":            `SELECT count(*) FROM allergy WHERE status = 'none-known'`,
		"long-term problems":      `SELECT count(*) FROM problem`,
		"corrections":             `SELECT count(*) FROM encounter WHERE amend_kind = 'correction'`,
		"opened charts":           `SELECT count(*) FROM journal WHERE action = 'chart.read'`,
		"follow-ups":              `SELECT count(*) FROM encounter WHERE content ->> '$.followUp.on' > '2026'`,
		"urgent people":           `SELECT count(*) FROM visit WHERE level IN (1, 2)`,
		"green people":            `SELECT count(*) FROM visit WHERE level = 4`,
		"who came as booked":      `SELECT count(*) FROM appointment WHERE status = 'arrived'`,
		"who is expected today":   `SELECT count(*) FROM appointment WHERE status = 'booked' AND day = '2026-11-24' AND start > '11:40'`,
		"who is booked next week": `SELECT count(*) FROM appointment WHERE status = 'booked' AND day > '2026-11-29'`,
		"follow-ups booked":       `SELECT count(*) FROM appointment WHERE source = 'follow-up'`,
		"returning people":        `SELECT count(*) FROM visit WHERE NOT new_patient`,
	} {
		if count(t, d, query) == 0 {
			t.Errorf("no %s", what)
		}
	}
	for what, query := range map[string]string{
		"born after they were registered": `SELECT count(*) FROM patient WHERE substr(birth_date, 1, 10) > date(registered_at / 1000, 'unixepoch', '+2 hours')`,
		"a small child without a day":     `SELECT count(*) FROM patient WHERE birth_precision <> 'day' AND birth_date >= '2023'`,
		"a child who owns a phone":        `SELECT count(*) FROM patient WHERE birth_date >= '2012' AND birth_precision = 'day' AND phones ->> '$[0].owner' = ''`,
		"open from another day":           `SELECT count(*) FROM visit WHERE closed_at IS NULL AND day < '2026-11-24'`,
		"a penicillin for who must not":   `SELECT count(*) FROM prescription p JOIN allergy a ON a.patient_id = p.patient_id WHERE a.class = 'penicillin' AND p.atc IN ('J01CA04', 'J01CF05') AND p.id > a.id`,
		"a visit on a Sunday before":      `SELECT count(*) FROM visit WHERE strftime('%w', day) = '0'`,
		"seen twice at once": `SELECT count(*) FROM queue_entry a JOIN queue_entry b ON b.staff_id = a.staff_id AND b.id <> a.id
			WHERE a.status = 'serving' AND b.status = 'serving'`,
	} {
		if n := count(t, d, query); n > 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
}

package journal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
)

// uid is the nth id of a kind: readable in a failure, and a proper UUIDv7.
func uid(kind byte, n int) string {
	return fmt.Sprintf("01930000-0000-7000-8000-%02x%010x", kind, n)
}

// rows has a row of every journalled table, in an order that foreign keys
// accept, and the column that a tamperer would change.
var rows = []struct{ table, id, insert, column string }{
	{"facility", uid(1, 0), `(id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
		VALUES (?, 'QHA', 'Qhalasi', 'Maseru', 'LS', 'Africa/Maseru', '', 'st', '', '{"a":"<b>"}', 5, 1)`, "name"},
	{"department", uid(2, 0), `(id, code, name, name_st, kind, position, active, version) VALUES (?, 'OPD', 'Outpatients', 'OPD', 'consultation', 1, 1, 1)`, "name"},
	{"staff", uid(3, 0), `(id, username, display_name, roles, departments, language, senior, active, created_at, version)
		VALUES (?, 'lineo', 'Lineo Mokoena', '["nurse"]', '[]', 'st', 0, 1, 5, 1)`, "roles"},
	{"patient", uid(4, 0), `(id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village, district, chief,
		next_of_kin, language, consent, registered_at, version)
		VALUES (?, 'Ts''epo', 'Thabane', '[]', 'male', '1990', 'year', '[]', 'Ha Mokhalinyana', '', '', '{}', 'st', '{}', 5, 1)`, "family_name"},
	{"identifier", uid(5, 0), `(id, patient_id, system, series, value, status, created_at)
		VALUES (?, '` + uid(4, 0) + `', 'file-number', '', '0012', 'active', 5)`, "value"},
	{"card", uid(6, 0), `(id, token, code, patient_id, status, made_at, linked_at, reason)
		VALUES (?, 'AAAA', 'BBBB', '` + uid(4, 0) + `', 'active', 5, 5, '')`, "token"},
	{"visit", uid(7, 0), `(id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, outcome, arrived_at, closed_by, version)
		VALUES (?, '` + uid(4, 0) + `', '2026-11-24', '` + uid(2, 0) + `', 'OPD-001', '', 0, 'arrived', 0, 1, 'male', '', 5, '', 1)`, "reason"},
	{"queue_entry", uid(8, 0), `(id, visit_id, department_id, status, entered_at, room, version)
		VALUES (?, '` + uid(7, 0) + `', '` + uid(2, 0) + `', 'waiting', 5, '', 1)`, "room"},
	{"encounter", uid(9, 0), `(id, patient_id, visit_id, kind, occurred_at, signed_at, author_id, author_role, content)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(7, 0) + `', 'triage', 5, 5, '` + uid(3, 0) + `', 'nurse', '{"text":"line\nline"}')`, "author_role"},
	{"observation", uid(10, 0), `(id, patient_id, visit_id, encounter_id, code, value, unit, text, taken_at)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(7, 0) + `', '` + uid(9, 0) + `', '8310-5', 37.2, 'Cel', '', 5)`, "value"},
	{"diagnosis", uid(11, 0), `(id, patient_id, visit_id, encounter_id, system, code, text, certainty, first_visit, rank, day)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(7, 0) + `', '` + uid(9, 0) + `', 'icd-10', 'J06.9', 'Cold', 'confirmed', 1, 1, '2026-11-24')`, "code"},
	{"prescription", uid(12, 0), `(id, patient_id, visit_id, encounter_id, medicine, form, strength, atc, dose, frequency, days, quantity, note, rank)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(7, 0) + `', '` + uid(9, 0) + `', 'Paracetamol', 'tablet', '500 mg', 'N02BE01', '2', 'tds', 3, '18', '', 1)`, "dose"},
	{"allergy", uid(13, 0), `(id, patient_id, status, substance, class, reaction, reason, recorded_at, recorded_by)
		VALUES (?, '` + uid(4, 0) + `', 'active', 'Penicillin', 'penicillin', 'rash', '', 5, '` + uid(3, 0) + `')`, "substance"},
	{"problem", uid(14, 0), `(id, patient_id, status, system, code, text, since, reason, recorded_at, recorded_by)
		VALUES (?, '` + uid(4, 0) + `', 'active', 'icd-10', 'I10', 'Hypertension', '2020', '', 5, '` + uid(3, 0) + `')`, "text"},
	{"photo", uid(20, 0), `(id, patient_id, means, agreed_by, width, height, bytes, sha256, taken_at, taken_by)
		VALUES (?, '` + uid(4, 0) + `', 'photo', 'patient', 3, 4, 5, '` + strings.Repeat("ab", 32) + `', 5, '` + uid(3, 0) + `')`, "sha256"},
	{"patient_photo", uid(4, 0), `(id, photo_id, reason, note, changed_at, changed_by)
		VALUES (?, '` + uid(20, 0) + `', '', '', 5, '` + uid(3, 0) + `')`, "note"},
	// Another person, for what is between two.
	{"patient", uid(4, 1), `(id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village, district, chief,
		next_of_kin, language, consent, registered_at, version)
		VALUES (?, 'Tšepo', 'Thabane', '[]', 'male', '1990', 'year', '[]', 'Ha Mokhalinyana', '', '', '{}', 'st', '{}', 5, 1)`, "family_name"},
	{"patient_pair", uid(21, 0), `(id, patient_low, patient_high, verdict, reason, note, decided_at, decided_by)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(4, 1) + `', 'distinct', 'namesake', '', 5, '` + uid(3, 0) + `')`, "note"},
	{"patient_relation", uid(23, 0), `(id, patient_id, other_id, kind, made_at, made_by, end_reason)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(4, 1) + `', 'sibling', 5, '` + uid(3, 0) + `', '')`, "made_by"},
	{"patient_link", uid(22, 0), `(id, patient_id, into_id, reason, linked_at, linked_by, end_reason)
		VALUES (?, '` + uid(4, 1) + `', '` + uid(4, 0) + `', 'typed twice', 5, '` + uid(3, 0) + `', '')`, "reason"},
	{"file_log", uid(24, 0), `(id, identifier_id, kind, shelf, note, logged_at, logged_by)
		VALUES (?, '` + uid(5, 0) + `', 'shelved', 'B 4', '', 5, '` + uid(3, 0) + `')`, "shelf"},
	{"device", uid(15, 0), `(id, name, kind, department_id, browser, enrolled_by, enrolled_at, version)
		VALUES (?, 'Tablet 3', 'tablet', '` + uid(2, 0) + `', 'Chrome, Android', '` + uid(3, 0) + `', 5, 1)`, "name"},
	{"schedule", uid(25, 0), `(id, department_id, weekdays, opens, closes, slot_minutes, capacity, active, version)
		VALUES (?, '` + uid(2, 0) + `', '[1,2,3]', '08:00', '12:00', 30, 3, 1, 1)`, "weekdays"},
	{"closed_day", uid(26, 0), `(id, day, reason, closed_at, closed_by) VALUES (?, '2026-12-25', 'Christmas', 5, '` + uid(3, 0) + `')`, "reason"},
	{"appointment", uid(27, 0), `(id, patient_id, department_id, day, start, seat, status, reason, source, cancel_reason, booked_at, booked_by, version)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(2, 0) + `', '2026-12-01', '09:00', 0, 'booked', 'refill', 'staff', '', 5, '` + uid(3, 0) + `', 1)`, "reason"},
	{"staff_place", uid(30, 0), `(id, staff_id, department_id, room, since)
		VALUES (?, '` + uid(3, 0) + `', '` + uid(2, 0) + `', 'Room 3', 5)`, "room"},
	{"self_report", uid(40, 0), `(id, patient_id, visit_id, profile, answers, level, rules, flags, table_version, complete, language, answered_by, started_at, finished_at, merged_level)
		VALUES (?, '` + uid(4, 0) + `', '` + uid(7, 0) + `', '{}', '{"RF01":0}', 'D', '[]', '[]', '2026-11', 1, 'st', 'patient', 5, 5, 'D')`, "answers"},
	{"self_review", uid(41, 0), `(id, self_report_id, encounter_id, verdict, level, reason, note, reviewed_at, reviewed_by)
		VALUES (?, '` + uid(40, 0) + `', '` + uid(9, 0) + `', 'confirmed', 3, '', '', 5, '` + uid(3, 0) + `')`, "note"},
	{"message", uid(50, 0), `(id, patient_id, kind, about_id, slot, round, language, phone, text, parts, state, reason, due_at, expires_at, attempts, carrier, reference, price, queued_at, version)
		VALUES (?, '` + uid(4, 0) + `', 'reminder', '` + uid(27, 0) + `', '2026-12-01 09:00', 0, 'st', '+26658124471', 'Tloo', 1, 'waiting', '', 5, 9, 0, '', '', 0, 5, 1)`, "text"},
	{"message_stop", uid(51, 0), `(id, phone, said_at) VALUES (?, '+26658124471', 5)`, "phone"},
	{"message_settings", "messages", `(id, content, version) VALUES (?, '{"carrier":"off"}', 1)`, "content"},
	{"alert", uid(42, 0), `(id, kind, patient_id, raised_at) VALUES (?, 'help', '` + uid(4, 0) + `', 5)`, "kind"},
	{"program", uid(16, 0), `(id, name, acts_for, roles, registered_by, registered_at)
		VALUES (?, 'Laboratory', 'itself', '["clerk"]', '` + uid(3, 0) + `', 5)`, "name"},
	{"paper_sheet", uid(31, 0), `(id, kit_id, number, serial, department_id, printed_at, printed_by, status, void_reason, version)
		VALUES (?, '` + uid(31, 0) + `', 7, 'P007', '` + uid(2, 0) + `', 5, '` + uid(3, 0) + `', 'blank', '', 1)`, "serial"},
	{"paper_row", uid(32, 0), `(id, sheet_id, rank, ticket, status, void_reason)
		VALUES (?, '` + uid(31, 0) + `', 1, 'P007-01', 'reserved', '')`, "ticket"},
	{"legacy_import", uid(35, 0), `(id, name, sha256, bytes, format, header, header_line, rows, mapping, state, counts, uploaded_at, uploaded_by)
		VALUES (?, 'patients-2019.csv', '` + strings.Repeat("ab", 32) + `', 7, '{}', '["LEBITSO"]', 1, 1, '{}', 'uploaded', '{}', 5, '` + uid(3, 0) + `')`, "mapping"},
	{"backup_place", uid(41, 0), `(id, name, kind, mark, path, registered_by, registered_at)
		VALUES (?, 'Blue stick', 'stick', '0123456789abcdef0123456789abcdef', '', '` + uid(3, 0) + `', 5)`, "name"},
	{"box_clock", "box", `(id, offset, moved, doubt, newest, machine, boot, ticks, at)
		VALUES (?, 0, 0, '', 5, 'that one', 'its first', 7, 5)`, "machine"},
}

// acts is how many acts wrote the rows: one each, but the last act all that are
// left, so that another journalled table moves no entry.
const acts = 14

// book is a database with a signing key beside it, as a box has.
type book struct {
	*db.DB
	t    testing.TB
	key  journal.Key
	next int
}

// newBook holds a row of every journalled table, then an opening of the record. Every
// book is a copy of one file, because making the schema takes longer than most
// tests.
func newBook(t testing.TB) *book {
	t.Helper()
	first.Do(func() { first.file = firstBook(t) })
	path := filepath.Join(t.TempDir(), "karete.db")
	if err := os.WriteFile(path, first.file, 0o600); err != nil {
		t.Fatal(err)
	}
	b := &book{DB: dbtest.New(t, func(o *db.Options) { o.Path = path }), t: t, next: acts + 1}
	var err error
	if b.key, err = journal.NewKey("karete/qhalasi"); err != nil {
		t.Fatal(err)
	}
	return b
}

var first struct {
	sync.Once
	file []byte
}

func firstBook(t testing.TB) []byte {
	t.Helper()
	b := &book{DB: dbtest.New(t), t: t}
	b.write(func(tx *db.Tx) error {
		for _, r := range rows[:acts-1] {
			if err := b.actIn(tx, r.table, r.id, "INSERT INTO "+r.table+" "+r.insert, r.id); err != nil {
				return err
			}
		}
		last := b.entry(tx, rows[acts-1].table, rows[acts-1].id)
		var changed []journal.Changed
		for _, r := range rows[acts-1:] {
			if _, err := tx.Exec("INSERT INTO "+r.table+" "+r.insert, r.id); err != nil {
				return err
			}
			changed = append(changed, journal.Changed{Table: r.table, ID: r.id})
		}
		var err error
		if last.Payload, err = journal.Payload(tx, nil, changed); err != nil {
			return err
		}
		if _, err := journal.Append(tx, last); err != nil {
			return err
		}
		_, err = journal.Append(tx, b.entry(tx, journal.SubjectRecord, uid(4, 0)))
		return err
	})
	path := filepath.Join(t.TempDir(), "first.db")
	if err := b.Snapshot(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func (b *book) write(run func(*db.Tx) error) {
	b.t.Helper()
	if err := b.Write(b.t.Context(), run); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) read(run func(*db.Tx) error) {
	b.t.Helper()
	if err := b.Read(b.t.Context(), run); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) entry(tx *db.Tx, kind, id string) journal.Entry {
	b.next++
	return journal.Entry{
		CommandID: uid(0xee, b.next), RecordedAt: tx.Now, OccurredAt: tx.Now, TimeSource: "box",
		ActorID: uid(3, 0), Role: "nurse", Device: "Tablet 3", Action: "test." + kind,
		SubjectType: kind, SubjectID: id, PatientID: uid(4, 0),
	}
}

// act runs one statement on one row and journals the row.
func (b *book) act(table, id, statement string, args ...any) {
	b.t.Helper()
	b.write(func(tx *db.Tx) error { return b.actIn(tx, table, id, statement, args...) })
}

func (b *book) actIn(tx *db.Tx, table, id, statement string, args ...any) error {
	if _, err := tx.Exec(statement, args...); err != nil {
		return err
	}
	e := b.entry(tx, table, id)
	var err error
	if e.Payload, err = journal.Payload(tx, map[string]any{"reason": "test"}, []journal.Changed{{Table: table, ID: id}}); err != nil {
		return err
	}
	_, err = journal.Append(tx, e)
	return err
}

func (b *book) look() {
	b.t.Helper()
	b.write(func(tx *db.Tx) error {
		_, err := journal.Append(tx, b.entry(tx, journal.SubjectRecord, uid(4, 0)))
		return err
	})
}

func (b *book) sign() journal.Checkpoint {
	b.t.Helper()
	var c journal.Checkpoint
	b.write(func(tx *db.Tx) (err error) {
		c, err = journal.Sign(tx, b.key.Signer)
		return err
	})
	return c
}

func (b *book) head() (tree journal.Tree) {
	b.t.Helper()
	b.read(func(tx *db.Tx) (err error) {
		tree, err = journal.Head(tx)
		return err
	})
	return tree
}

func (b *book) verify(known ...string) journal.Report {
	b.t.Helper()
	r, err := journal.Verify(b.t.Context(), b.DB, b.key.Verifier, known...)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// tamper changes the file as somebody would who may write to it: the triggers go,
// the statements run, the triggers come back.
func (b *book) tamper(statements ...string) {
	b.t.Helper()
	b.write(func(tx *db.Tx) error {
		rows, err := tx.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND instr(?, tbl_name)", strings.Join(statements, " "))
		if err != nil {
			return err
		}
		var drop, create []string
		for rows.Next() {
			var name, sql string
			if err := rows.Scan(&name, &sql); err != nil {
				return err
			}
			drop = append(drop, "DROP TRIGGER "+name)
			create = append(create, sql)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, s := range append(append(drop, statements...), create...) {
			if _, err := tx.Exec(s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
}

// codes lists what a report found, once each and in order.
func codes(r journal.Report) string {
	var list []string
	for _, f := range r.Findings {
		if s := string(f.Code); len(list) == 0 || list[len(list)-1] != s {
			list = append(list, s)
		}
	}
	return strings.Join(list, " ")
}

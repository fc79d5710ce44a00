package event

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
)

// patience is how long a test waits for what must happen.
const patience = 5 * time.Second

type clinic struct {
	t       *testing.T
	db      *db.DB
	hub     *Hub
	witness *Stream // when there is one, what happens has been handed out
}

// withWitness has happens wait until the hub has handed out the last act, which
// must then be one of the queue.
func (c *clinic) withWitness() *clinic {
	c.witness = c.follow(nurse(99), FromNow, "queue")
	return c
}

func open(t *testing.T, o Options) *clinic {
	t.Helper()
	d := dbtest.New(t)
	h := New(d, o)
	t.Cleanup(h.Close)
	return &clinic{t: t, db: d, hub: h}
}

// happens journals acts and answers their seqs.
func (c *clinic) happens(acts ...journal.Entry) (seqs []int64) {
	c.t.Helper()
	err := c.db.Write(c.t.Context(), func(tx *db.Tx) error {
		for _, e := range acts {
			seq, err := journal.Append(tx, e)
			if err != nil {
				return err
			}
			seqs = append(seqs, seq)
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	if c.witness == nil {
		return seqs
	}
	last := fmt.Sprint(seqs[len(seqs)-1])
	for ids([]byte(c.next(c.witness)))[0] != last {
	}
	return seqs
}

func act(action, patientID string) journal.Entry {
	return journal.Entry{CommandID: id.New(), TimeSource: "box", Role: "nurse", Action: action,
		SubjectType: "queue_entry", SubjectID: "q1", PatientID: patientID}
}

func nurse(n int) access.Actor {
	return access.Actor{ID: fmt.Sprintf("nurse-%d", n), SessionID: fmt.Sprintf("session-%d", n), Roles: []access.Role{access.Nurse}}
}

func (c *clinic) follow(who access.Actor, after int64, topics ...string) *Stream {
	c.t.Helper()
	s, err := c.hub.Follow(c.t.Context(), who, topics, after)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(s.Leave)
	return s
}

func (c *clinic) next(s *Stream) string {
	c.t.Helper()
	select {
	case m := <-s.Live():
		return string(m)
	case <-time.After(patience):
		c.t.Fatal("nothing came")
		return ""
	}
}

// ids lists the event ids in a message, without the mark that stands for none.
func ids(b []byte) (list []string) {
	for block := range strings.SplitSeq(string(b), "\n\n") {
		lines := strings.Split(block, "\n")
		if i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "data: {\"seq\"") }); i > 0 {
			list = append(list, strings.TrimPrefix(lines[0], "id: "))
		}
	}
	return list
}

func TestMessageHoldsIdsAndNoName(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	s := c.follow(nurse(1), FromNow, "queue")
	e := act("queue.call", "p1")
	e.VisitID, e.ActorID, e.Device = "v1", "nurse-1", "desk"
	e.RecordedAt = dbtest.Start
	c.happens(e)
	want := "id: 1\ndata: {\"seq\":1,\"action\":\"queue.call\",\"subject\":{\"type\":\"queue_entry\",\"id\":\"q1\"}," +
		"\"patientId\":\"p1\",\"visitId\":\"v1\",\"at\":\"2026-11-24T06:00:00.000Z\"}\n\n"
	if diff := cmp.Diff(want, c.next(s)); diff != "" {
		t.Error(diff)
	}
}

// What the journal does not hold is told to who is there, and moves nobody's place
// in the journal.
func TestTell(t *testing.T) {
	t.Parallel()
	c := open(t, Options{Buffer: 1})
	follows, other := c.follow(nurse(1), FromNow, "backup"), c.follow(nurse(2), FromNow, "queue")
	for range 3 { // more than it takes: it misses some, and stays
		c.hub.Tell(Backup, Event{Action: "backup.run", Subject: Subject{"backup_place", "p"}, At: "2026-11-24T06:00:00.000Z"})
	}
	want := "data: {\"seq\":0,\"action\":\"backup.run\",\"subject\":{\"type\":\"backup_place\",\"id\":\"p\"},\"at\":\"2026-11-24T06:00:00.000Z\"}\n\n"
	if got := c.next(follows); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	c.happens(act("backup.write", ""))
	if got := c.next(follows); !strings.Contains(got, `"backup.write"`) {
		t.Errorf("got %q", got)
	}
	if n := len(other.Live()); n != 0 || c.hub.Open() != 2 {
		t.Errorf("%d messages on another topic, %d streams", n, c.hub.Open())
	}
}

func TestStreamsShareOneEncoding(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	a, b := c.follow(nurse(1), FromNow, "queue"), c.follow(nurse(2), FromNow, "queue")
	c.happens(act("visit.checkIn", "p1"))
	first, second := <-a.Live(), <-b.Live()
	if &first[0] != &second[0] {
		t.Error("the message was encoded twice")
	}
}

func TestTopics(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	patient, other := id.New(), id.New()
	wants := map[string][]string{ // actions that arrive
		"queue":              {"visit.checkIn", "queue.call", "triage.save", "encounter.sign", "patient.register"},
		"booking":            {"appointment.book", "appointment.close"},
		"clinic":             {"staff.create", "department.update", "facility.update"},
		"staff":              {"staff.create"},
		"patient:" + patient: {"visit.checkIn", "queue.call", "triage.save", "encounter.sign", "patient.register", "card.issue", "allergy.record", "appointment.book"},
		"patient:" + other:   {"problem.record"},
	}
	streams := map[string]*Stream{}
	for topic := range wants {
		streams[topic] = c.follow(nurse(1), FromNow, topic)
	}
	look := act("chart.read", patient)
	look.SubjectType = journal.SubjectRecord
	c.happens(act("visit.checkIn", patient), act("queue.call", patient), act("triage.save", patient),
		act("encounter.sign", patient), look, act("patient.register", patient), act("card.issue", patient),
		act("allergy.record", patient), act("problem.record", other), act("appointment.book", patient), act("appointment.close", ""), act("session.create", ""),
		act("staff.create", ""), act("department.update", ""), act("facility.update", ""))
	for topic, actions := range wants {
		for _, want := range actions {
			if got := c.next(streams[topic]); !strings.Contains(got, `"action":"`+want+`"`) {
				t.Errorf("%s: got %s, want %s", topic, got, want)
			}
		}
	}
	// All of it was handed out at once, so what is still there is too much.
	for topic, s := range streams {
		if n := len(s.Live()); n != 0 {
			t.Errorf("%s: %d more messages", topic, n)
		}
	}
}

// Reception follows the line and a patient's page. That an allergy was written
// down, or what kind of note, is not for them to know.
func TestClinicalActsAreVeiled(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	patient := id.New()
	acts := []journal.Entry{act("allergy.record", patient), act("triage.save", patient), act("problem.record", patient), act("encounter.sign", patient), act("visit.left", patient)}
	for i := range acts {
		acts[i].VisitID = "v1"
	}
	acts[0].VisitID, acts[2].VisitID = "", "" // they belong to no visit
	want := []string{`"action":"visit.changed","subject":{"type":"visit","id":"v1"}`, `"action":"visit.changed","subject":{"type":"visit","id":"v1"}`, `"action":"visit.left"`}
	clerk := access.Actor{ID: "clerk", SessionID: "desk", Roles: []access.Role{access.Clerk, access.Admin}}
	desk := c.follow(clerk, FromNow, "queue", "patient:"+patient)
	ward := c.follow(nurse(1), FromNow, "patient:"+patient)
	c.happens(acts...)
	for _, w := range want {
		if got := c.next(desk); !strings.Contains(got, w) {
			t.Errorf("the desk is told %s, want %s", got, w)
		}
	}
	for _, a := range acts {
		if got := c.next(ward); !strings.Contains(got, `"action":"`+a.Action+`"`) {
			t.Errorf("the ward is told %s, want %s", got, a.Action)
		}
	}
	if n := len(desk.Live()); n != 0 {
		t.Errorf("the desk is told %d more", n)
	}
	missed := string(c.follow(clerk, 0, "patient:"+patient).Beginning())
	for _, a := range acts[:4] {
		if strings.Contains(missed, a.Action) {
			t.Errorf("who comes back is told of %s:\n%s", a.Action, missed)
		}
	}
	if n := strings.Count(missed, `"action":`); n != len(want) {
		t.Errorf("who comes back is told %d changes, want %d", n, len(want))
	}
}

// A screen that patients see is told that the line moved, and of whom by nothing.
func TestTheLineIsToldWithoutAnybody(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	kiosk := access.EnrolledDevice("k1", "Door", access.Kiosk)
	screen := access.EnrolledDevice("d1", "Wall", access.Display)
	tablet := access.EnrolledDevice("t1", "Tablet 3", access.Device)
	for _, who := range []access.Actor{kiosk, screen, tablet} {
		for _, topic := range []string{Queue, Clinic, Staff, Backup, Import, ofPatient + id.New()} {
			if _, err := c.hub.Follow(t.Context(), who, []string{Line, topic}, FromNow); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s follows %s: %v", who.Name, topic, err)
			}
		}
	}
	if _, err := c.hub.Follow(t.Context(), tablet, []string{Line}, FromNow); !fault.Is(err, fault.Invalid) {
		t.Errorf("a tablet follows the line: %v", err)
	}
	wall, both := c.follow(screen, FromNow, Device, Line), c.follow(nurse(1), FromNow, Queue, Line)
	patient := id.New()
	done := act("triage.save", patient)
	done.VisitID, done.RecordedAt = "v1", dbtest.Start
	silent := act("allergy.record", patient)
	c.happens(silent, done)
	want := "id: 2\ndata: {\"seq\":2,\"action\":\"line.changed\",\"subject\":{\"type\":\"line\",\"id\":\"\"},\"at\":\"2026-11-24T06:00:00.000Z\"}\n\n"
	if diff := cmp.Diff(want, c.next(wall)); diff != "" {
		t.Error(diff)
	}
	if got := c.next(both); !strings.Contains(got, `"triage.save"`) {
		t.Errorf("who follows both is told %s", got)
	}
	for _, s := range []*Stream{wall, both} {
		if n := len(s.Live()); n != 0 {
			t.Errorf("%d more messages", n)
		}
	}
	missed := string(c.follow(kiosk, 0, Line).Beginning())
	if !strings.Contains(missed, want) || strings.Contains(missed, patient) || strings.Contains(missed, "triage") || strings.Contains(missed, "v1") {
		t.Errorf("who comes back is told %s", missed)
	}
}

// Every action is followed by somebody, or said here to be nobody's business.
func TestEveryActionHasATopicOrNone(t *testing.T) {
	t.Parallel()
	silent := []string{"box", "setup", "session", "events", "access", "draft", "chart", "report", "journal", "system", "program", "token", "keys", "seal", "trust", "factor", "breach", "consent", "retention", "duplicate", "restore", "health", "metrics", "support", "identity", "display"}
	for _, rule := range access.Table {
		name, _, _ := strings.Cut(string(rule.Action), ".")
		_, followed := rooms[name]
		if followed == slices.Contains(silent, name) {
			t.Errorf("%s: give its room a topic, or say that it has none", rule.Action)
		}
	}
}

func TestUnknownTopicsAreRefused(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	many := slices.Repeat([]string{"queue"}, maxTopics+1)
	for _, topics := range [][]string{nil, {""}, {"everything"}, {"queue", "patient:"}, {"patient:1"}, {"patient:*"}, many} {
		if _, err := c.hub.Follow(t.Context(), nurse(1), topics, FromNow); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", topics, err)
		}
	}
	if n := c.hub.Open(); n != 0 {
		t.Errorf("%d streams are open", n)
	}
}

func TestComingBackIsToldWhatWasMissed(t *testing.T) {
	t.Parallel()
	c := open(t, Options{}).withWitness()
	c.happens(act("visit.checkIn", "p"), act("queue.call", "p"), act("staff.create", ""), act("queue.start", "p"))
	s := c.follow(nurse(1), 1, "queue")
	if diff := cmp.Diff([]string{"2", "4"}, ids(s.Beginning())); diff != "" {
		t.Error(diff)
	}
	c.happens(act("queue.done", "p"))
	if got := ids([]byte(c.next(s))); got[0] != "5" {
		t.Errorf("then came %s", got)
	}
}

func TestComingBackNeverLosesOrDoubles(t *testing.T) {
	t.Parallel()
	c := open(t, Options{Buffer: 500})
	const total = 200
	go func() {
		for range total {
			if err := c.db.Write(context.Background(), func(tx *db.Tx) error {
				_, err := journal.Append(tx, act("queue.call", "p"))
				return err
			}); err != nil && !errors.Is(err, db.ErrClosed) {
				t.Error(err)
			}
		}
	}()
	// Come back again and again while it goes on; every seq must be told once.
	after, next := int64(0), 1
	for next <= total {
		s := c.follow(nurse(1), after, "queue")
		var got []string
		got = append(got, ids(s.Beginning())...)
		for range 3 {
			if next+len(got) <= total {
				got = append(got, ids([]byte(c.next(s)))...)
			}
		}
		s.Leave()
		for _, g := range got {
			if g != fmt.Sprint(next) {
				t.Fatalf("told %s, want %d", g, next)
			}
			next++
		}
		after = int64(next - 1)
	}
}

// What is committed between joining and catching up comes live, not twice.
func TestWhatComesWhileCatchingUpIsToldOnce(t *testing.T) {
	t.Parallel()
	c := open(t, Options{}).withWitness()
	c.happens(act("queue.call", "p"))
	s, err := c.hub.join(nurse(1), map[string]bool{Queue: true})
	if err != nil {
		t.Fatal(err)
	}
	c.happens(act("queue.start", "p"))
	if err := s.catchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1"}, ids(s.Beginning())); diff != "" {
		t.Errorf("told first: %s", diff)
	}
	if diff := cmp.Diff([]string{"2"}, ids([]byte(c.next(s)))); diff != "" {
		t.Errorf("told live: %s", diff)
	}
}

func TestTooMuchMissedIsAReset(t *testing.T) {
	t.Parallel()
	c := open(t, Options{Replay: 3}).withWitness()
	for range 4 {
		c.happens(act("queue.call", "p"))
	}
	reset := []byte("event: reset\n")
	if b := c.follow(nurse(1), 0, "queue").Beginning(); !bytes.Contains(b, reset) || len(ids(b)) != 0 {
		t.Errorf("four missed of three kept: %s", b)
	}
	if b := c.follow(nurse(1), 1, "queue").Beginning(); bytes.Contains(b, reset) || len(ids(b)) != 3 {
		t.Errorf("three missed of three kept: %s", b)
	}
	if b := c.follow(nurse(1), 99, "queue").Beginning(); !bytes.Contains(b, reset) {
		t.Errorf("a seq that this journal never had: %s", b)
	}
	if b := c.follow(nurse(1), FromNow, "queue").Beginning(); !bytes.Equal(b, []byte("retry: 2000\n\nid: 4\n\n")) {
		t.Errorf("from now: %q", b)
	}
}

func TestSlowReaderIsDropped(t *testing.T) {
	t.Parallel()
	c := open(t, Options{Buffer: 2})
	slow, quick := c.follow(nurse(1), FromNow, "queue"), c.follow(nurse(2), FromNow, "queue")
	for range 3 {
		c.happens(act("queue.call", "p"))
		c.next(quick)
	}
	expectOver(t, slow)
	select {
	case <-quick.Over():
		t.Error("the one who kept up was dropped too")
	default:
	}
	// It comes back for the one it could not take.
	back := c.follow(nurse(1), 2, "queue")
	if diff := cmp.Diff([]string{"3"}, ids(back.Beginning())); diff != "" {
		t.Error(diff)
	}
}

func TestCaps(t *testing.T) {
	t.Parallel()
	c := open(t, Options{PerPerson: 2, Total: 3})
	first := c.follow(nurse(1), FromNow, "queue")
	c.follow(nurse(1), FromNow, "queue")
	refused := func(n int) {
		t.Helper()
		if _, err := c.hub.Follow(t.Context(), nurse(n), []string{"queue"}, FromNow); !fault.Is(err, fault.TooManyStreams) {
			t.Errorf("nurse %d: %v", n, err)
		}
	}
	refused(1) // her third
	c.follow(nurse(2), FromNow, "queue")
	refused(3) // the clinic's fourth
	first.Leave()
	first.Leave() // twice gives back once
	c.follow(nurse(3), FromNow, "queue")
	refused(4)
}

// A program that asks for somebody has a cap of its own: it must not take the
// person's screens away.
func TestAProgramUsesUpNoPersonsStreams(t *testing.T) {
	t.Parallel()
	c := open(t, Options{PerPerson: 1})
	program := nurse(1)
	program.Program, program.SessionID = true, "family"
	c.follow(program, FromNow, "queue")
	c.follow(nurse(1), FromNow, "queue")
	if _, err := c.hub.Follow(t.Context(), program, []string{"queue"}, FromNow); !fault.Is(err, fault.TooManyStreams) {
		t.Errorf("the program's second: %v", err)
	}
}

func TestSessionEndEndsItsStreams(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	gone, also, stays := c.follow(nurse(1), FromNow, "queue"), c.follow(nurse(1), FromNow, "clinic"), c.follow(nurse(2), FromNow, "queue")
	c.hub.EndSessions([]string{"session-1"})
	expectOver(t, gone)
	expectOver(t, also)
	c.happens(act("queue.call", "p"))
	c.next(stays)
	if n := c.hub.Open(); n != 1 {
		t.Errorf("%d streams are open", n)
	}
	if _, err := c.hub.Follow(t.Context(), nurse(1), []string{"queue"}, FromNow); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a request of the ended session that was on its way: %v", err)
	}
}

func TestCloseEndsAll(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	s := c.follow(nurse(1), FromNow, "queue")
	c.hub.Close()
	c.hub.Close()
	expectOver(t, s)
	if _, err := c.hub.Follow(t.Context(), nurse(1), []string{"queue"}, FromNow); !fault.Is(err, fault.Busy) {
		t.Errorf("after the end: %v", err)
	}
}

func TestSignOfLifeRemembersHowFar(t *testing.T) {
	t.Parallel()
	c := open(t, Options{})
	queue, clinic := c.follow(nurse(1), FromNow, "queue"), c.follow(nurse(2), FromNow, "clinic")
	c.happens(act("queue.call", "p"))
	c.happens(act("staff.create", ""))
	c.next(clinic)
	if got := string(queue.Sign()); got != ":\n\n" {
		t.Errorf("with a message not taken yet: %q", got)
	}
	c.next(queue)
	if got := string(queue.Sign()); got != ":\nid: 2\n\n" {
		t.Errorf("with nothing left to take: %q", got)
	}
}

func expectOver(t *testing.T, s *Stream) {
	t.Helper()
	select {
	case <-s.Over():
	case <-time.After(patience):
		t.Fatal("the stream goes on")
	}
}

package duplicate_test

import (
	"testing"
	"time"

	"karete/server/duplicate"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func TestListBeforeAnybodyLooked(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.twice()
	l := o.list(duplicate.ListLikely)
	if l.ScannedAt != nil || l.People != 0 || len(l.Pairs) != 0 || l.Scanning {
		t.Errorf("%+v", l)
	}
	_, err := o.room.List(t.Context(), visittest.Doctor, duplicate.ListLikely, 0)
	refused(t, err, "forbidden")
}

func TestScanFindsWhoIsThereTwice(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	o.scanned()
	p := o.only(duplicate.ListLikely, first, second)
	if p.Level != duplicate.Likely || p.Score < .9 || p.Score > 1 || len(p.Reasons) == 0 || p.Decision != nil {
		t.Errorf("%+v", p)
	}
	l := o.list(duplicate.ListLikely)
	if l.Likely != 1 || l.Possible != 0 || l.People != 4 || l.ScannedAt == nil || !l.ScannedAt.Equal(o.Clock.Now()) || l.Next != 0 {
		t.Errorf("%+v", l)
	}
	o.scanned() // anew, not beside
	o.only(duplicate.ListLikely, first, second)
}

func TestTwoPeopleForGood(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	o.scanned()
	d := o.decided(second, first, patient.Distinct)
	if d.Verdict != "distinct" || d.Reason != patient.ReasonAsked || d.By != visittest.Admin.Name || !d.At.Equal(o.Clock.Now()) {
		t.Errorf("%+v", d)
	}
	for range 2 { // at once, and after the next look
		o.none(duplicate.ListLikely)
		o.none(duplicate.ListLater)
		if p := o.only(duplicate.ListDistinct, first, second); p.Decision == nil || *p.Decision != d {
			t.Errorf("%+v", p)
		}
		o.scanned()
	}
	o.decided(first, second, patient.Later) // whoever decided thinks better of it: the newest counts
	o.none(duplicate.ListDistinct)
	o.scanned()
	o.only(duplicate.ListLater, first, second)
}

func TestLaterIsWhenOneOfThemComes(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	o.CheckIn(first, visittest.OPD) // before it was put off
	o.scanned()
	o.Clock.Advance(time.Minute)
	o.decided(first, second, patient.Later)
	o.none(duplicate.ListLikely)
	o.only(duplicate.ListLater, first, second)
	o.Clock.Advance(time.Hour)
	v := o.CheckIn(second, visittest.OPD)
	o.none(duplicate.ListLater)
	if p := o.only(duplicate.ListLikely, first, second); p.Decision == nil || p.Decision.Verdict != "later" || p.Second.OpenVisit == nil || p.Second.OpenVisit.Ticket != v.Ticket {
		t.Errorf("%+v", p)
	}
}

func TestJoinedAndPartedAgain(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	o.scanned()
	if _, err := o.Patients.Merge(t.Context(), visittest.Admin, first, patient.Merge{ID: id.New(), IntoID: second, Reason: "asked her"}); err != nil {
		t.Fatal(err)
	}
	o.none(duplicate.ListLikely)
	p := o.only(duplicate.ListJoined, second, first) // the one that is shown comes first
	if p.Decision.Verdict != "joined" || p.Decision.Note != "asked her" || p.Decision.By != visittest.Admin.Name {
		t.Errorf("%+v", p.Decision)
	}
	if c := o.compared(first, second); !c.Joined || c.Decision != nil {
		t.Errorf("%+v", c)
	}
	o.scanned()
	if l := o.list(duplicate.ListLikely); len(l.Pairs) != 0 || l.People != 3 || l.Joined != 1 {
		t.Errorf("%+v", l)
	}
	if _, err := o.Patients.Unmerge(t.Context(), visittest.Admin, first, patient.Unmerge{ID: id.New(), Reason: "two sisters"}); err != nil {
		t.Fatal(err)
	}
	o.none(duplicate.ListJoined)
	o.scanned()
	o.only(duplicate.ListLikely, first, second)
}

func TestALongListComesInParts(t *testing.T) {
	t.Parallel()
	o := open(t)
	// Fifteen files of one person are 105 pairs.
	for range 15 {
		o.comes(person("Nthabiseng", "Tau", "1961-06-30", "58124471"))
	}
	o.scanned()
	seen := map[patient.Pair]bool{}
	after, parts := 0, 0
	for last := 1.; ; parts++ {
		l, err := o.room.List(t.Context(), visittest.Admin, duplicate.ListLikely, after)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range l.Pairs {
			seen[patient.PairOf(p.First.ID, p.Second.ID)] = true
			if p.Score > last {
				t.Errorf("%v after %v", p.Score, last)
			}
			last = p.Score
		}
		if after = l.Next; after == 0 {
			break
		}
	}
	if len(seen) != 105 || parts != 1 {
		t.Errorf("%d pairs, %d parts more", len(seen), parts)
	}
	if l, err := o.room.List(t.Context(), visittest.Admin, duplicate.ListLikely, 999); err != nil || len(l.Pairs) != 0 || l.Next != 0 {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestAskedForALook(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	in := duplicate.LookAgain{ID: id.New()}
	if _, err := o.room.Ask(t.Context(), visittest.Admin, in); err != nil {
		t.Fatal(err)
	}
	if _, err := o.room.Ask(t.Context(), visittest.Admin, in); err != nil { // the answer was lost
		t.Fatal(err)
	}
	o.room.Wait()
	o.only(duplicate.ListLikely, first, second)
	if o.room.Looking() {
		t.Error("still looking")
	}
	_, err := o.room.Ask(t.Context(), visittest.Clerk, duplicate.LookAgain{ID: id.New()})
	refused(t, err, "forbidden")
	o.room.Close()
	if _, err := o.room.Ask(t.Context(), visittest.Admin, duplicate.LookAgain{ID: id.New()}); err != nil || o.room.Looking() {
		t.Errorf("after the end: %v", err)
	}
}

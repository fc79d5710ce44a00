package health

import (
	"testing"
	"time"

	"karete/db"
	"karete/server/backup"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/seal"
	"karete/server/system"
	"karete/server/trust"
)

var now = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

func ago(d time.Duration) *time.Time {
	t := now.Add(-d)
	return &t
}

func TestLines(t *testing.T) {
	t.Parallel()
	const gib = uint64(1) << 30
	space := func(free, total uint64) HealthLine { return disk(system.System{DiskFreeBytes: free, DiskBytes: total}) }
	keys := func(k seal.Keys) HealthLine { k.Sound = !k.Sound; return locked(k) }
	head := func(entries, signed int64, at *time.Time) HealthLine {
		is := system.System{Entries: entries, StartedAt: now.Add(-time.Hour)}
		if at != nil {
			is.Checkpoint = &system.LastCheckpoint{Entries: signed, SignedAt: *at}
		}
		return sealedUp(is, now)
	}
	certificate := func(own int, outside ...int) HealthLine {
		s := trust.TrustStatus{Certificate: &trust.Certificate{DaysLeft: own}}
		for _, days := range outside {
			s.Outside = &trust.Certificate{DaysLeft: days}
		}
		l, ok := certified(s)
		if !ok {
			t.Error("no line for a certificate")
		}
		return l
	}
	for _, c := range []struct {
		what string
		got  HealthLine
		mood Mood
		word string
	}{
		{"records are saved", writing(system.System{State: db.StateOK}), Good, "ok"},
		{"the disk is full", writing(system.System{State: db.StateFull}), Now, "disk-full"},
		{"a tenth is free", space(gib, 10*gib), Good, "ok"},
		{"less than a tenth is free", space(gib-1<<20, 10*gib), Look, "short"},
		{"less than three in a hundred", space(20*gib, 1000*gib), Now, "short"},
		{"a quarter of a small card, but no day's room", space(200<<20, 800<<20), Now, "short"},
		{"a backup of today", backedUp(backup.BackupStatus{State: backup.StatusOK, Level: backup.LevelOK, Places: 1}), Good, "ok"},
		{"one of four days ago", backedUp(backup.BackupStatus{State: backup.StatusOld, Level: backup.LevelNow, Places: 1}), Now, "old"},
		{"the last one failed", backedUp(backup.BackupStatus{State: backup.StatusOK, Level: backup.LevelOK, Places: 1, Trouble: backup.PlaceFull}), Look, "place-full"},
		{"nowhere to put any", backedUp(backup.BackupStatus{State: backup.StatusNever, Level: backup.LevelLook}), Look, "no-place"},
		{"the time is known", clockLine(clock.State{}), Good, "ok"},
		{"the time went back", clockLine(clock.State{Doubt: clock.Doubt{Why: clock.Back}}), Look, "back"},
		{"keys", keys(seal.Keys{Passphrase: true, Recovery: true}), Good, "ok"},
		{"a key on the box", keys(seal.Keys{Passphrase: true, Recovery: true, AutoUnlock: true}), Look, "auto"},
		{"no recovery sheet", keys(seal.Keys{Passphrase: true}), Look, "recovery"},
		{"only the box's own key", keys(seal.Keys{AutoUnlock: true}), Now, "none"},
		{"a copy of the keys is damaged", keys(seal.Keys{Passphrase: true, Recovery: true, Sound: true}), Now, "unsound"},
		{"all is under a signed head", head(10, 10, ago(72*time.Hour)), Good, "ok"},
		{"new entries", head(11, 10, ago(time.Hour)), Good, "ok"},
		{"entries and no new head in a day", head(11, 10, ago(25*time.Hour)), Look, "ok"},
		{"no head yet", head(11, 0, nil), Good, "unsigned"},
		{"tired fingers", signIns(clinicFacts{refused: 20}), Good, "ok"},
		{"somebody guesses", signIns(clinicFacts{refused: 21}), Look, "many"},
		{"no devices", unseen(nil, now), Good, "none"},
		{"one that comes and one turned away", unseen([]device.Device{{SeenAt: ago(time.Hour)}, {RevokedAt: ago(0)}}, now), Good, "ok"},
		{"one that came a week ago", unseen([]device.Device{{SeenAt: ago(unseenFor)}}, now), Look, "unseen"},
		{"one that never came", unseen([]device.Device{{EnrolledAt: now.Add(-unseenFor)}}, now), Look, "unseen"},
		{"97 days", certificate(97), Good, "ok"},
		{"20 days", certificate(20), Look, "ok"},
		{"6 days", certificate(6), Now, "ok"},
		{"one from outside with longer to go", certificate(97, 60), Good, "ok"},
		{"one from outside with 20 days", certificate(97, 20), Look, "ok"},
		{"one from outside that has ended", certificate(97, -1), Now, "ended"},
	} {
		if c.got.Mood != c.mood || c.got.Word != c.word {
			t.Errorf("%s: %s %q, want %s %q", c.what, c.got.Mood, c.got.Word, c.mood, c.word)
		}
	}
	if _, ok := certified(trust.TrustStatus{}); ok {
		t.Error("a line for no certificate")
	}
	if n := len(people(clinicFacts{managers: 2})); n != 0 {
		t.Errorf("%d lines where there is nothing to do", n)
	}
	if n := len(people(clinicFacts{managers: 1, oneStep: 1, leftOpen: 3})); n != 3 {
		t.Errorf("%d lines of three", n)
	}
}

// No age is told while nobody knows what time it is, but that of the program,
// which knows by its own ticking.
func TestAgesWhileTheClockIsInDoubt(t *testing.T) {
	t.Parallel()
	old := HealthLine{Since: ago(time.Hour)}
	up := version(system.System{StartedAt: now, UptimeSeconds: 7})
	for _, l := range []*HealthLine{&old, &up} {
		l.age(now, false)
	}
	if old.AgeSeconds != nil || *up.AgeSeconds != 7 {
		t.Errorf("in doubt: %v, %v", old.AgeSeconds, up.AgeSeconds)
	}
	old.age(now, true)
	if *old.AgeSeconds != 3600 {
		t.Errorf("%d s", *old.AgeSeconds)
	}
	later := HealthLine{Since: ago(-time.Hour)} // set back a little, and believed
	later.age(now, true)
	if *later.AgeSeconds != 0 {
		t.Errorf("%d s", *later.AgeSeconds)
	}
}

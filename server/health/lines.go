package health

import (
	"time"

	"karete/db"
	"karete/server/backup"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/seal"
	"karete/server/system"
	"karete/server/trust"
)

// From where on a line wants a person.
const (
	lowDisk      = 10      // per cent free
	veryLowDisk  = 3       // per cent free
	leastDisk    = 1 << 28 // bytes: a day of a busy clinic and its backup
	unsignedFor  = 24 * time.Hour
	manyRefused  = 20 // in a day: more than tired fingers make
	unseenFor    = 7 * 24 * time.Hour
	leftOpenNews = 3 // days: over a weekend
	endsSoonDays = 21
	endsNowDays  = 7
)

func writing(is system.System) HealthLine {
	l := HealthLine{ID: "writing", Mood: Good, Word: string(is.State), Since: &is.StateSince}
	if is.State != db.StateOK {
		l.Mood = Now
	}
	return l
}

func disk(is system.System) HealthLine {
	l := HealthLine{ID: "disk", Mood: Good, Word: "ok", FreeBytes: is.DiskFreeBytes, TotalBytes: is.DiskBytes, RecordBytes: is.DatabaseBytes + is.WALBytes}
	switch free := is.DiskFreeBytes; {
	case free < is.DiskBytes/100*veryLowDisk || free < leastDisk:
		l.Mood, l.Word = Now, "short"
	case free < is.DiskBytes/100*lowDisk:
		l.Mood, l.Word = Look, "short"
	}
	return l
}

func backedUp(s backup.BackupStatus) HealthLine {
	l := HealthLine{ID: "backup", Mood: Good, Word: string(s.State), Since: s.LastGoodAt, Place: s.PlaceName, Plug: s.Plug}
	switch s.Level {
	case backup.LevelNow:
		l.Mood = Now
	case backup.LevelLook:
		l.Mood = Look
	}
	if s.Trouble != "" && s.State != backup.StatusRunning {
		l.Word = string(s.Trouble)
		if l.Mood == Good {
			l.Mood = Look
		}
	}
	if s.Places == 0 {
		l.Word = "no-place"
	}
	return l
}

func clockLine(s clock.State) HealthLine {
	if s.Doubt.Why == clock.Sure {
		return HealthLine{ID: "clock", Mood: Good, Word: "ok"}
	}
	since := s.Doubt.Since.Truncate(time.Millisecond)
	return HealthLine{ID: "clock", Mood: Look, Word: string(s.Doubt.Why), Since: &since}
}

// A key that lies on the box is a choice one lives with, so it stays to be looked at
// for good.
func locked(k seal.Keys) HealthLine {
	l := HealthLine{ID: "keys", Mood: Good, Word: "ok", Count: int64(len(k.Slots))}
	switch {
	case !k.Sound:
		l.Mood, l.Word = Now, "unsound"
	case !k.Passphrase && !k.Recovery:
		l.Mood, l.Word = Now, "none"
	case !k.Recovery:
		l.Mood, l.Word = Look, "recovery"
	case k.AutoUnlock:
		l.Mood, l.Word = Look, "auto"
	}
	return l
}

// sealedUp: the head is signed each quarter of an hour while it grows, so a day
// without is a fault.
func sealedUp(is system.System, now time.Time) HealthLine {
	l := HealthLine{ID: "journal", Mood: Good, Word: "ok", Count: is.Entries, Since: &is.StartedAt}
	if is.Checkpoint == nil {
		l.Word = "unsigned"
	} else {
		l.Signed, l.Since = is.Checkpoint.Entries, &is.Checkpoint.SignedAt
	}
	if l.Signed != is.Entries && now.Sub(*l.Since) > unsignedFor {
		l.Mood = Look
	}
	return l
}

func signIns(c clinicFacts) HealthLine {
	l := HealthLine{ID: "signIns", Mood: Good, Word: "ok", Count: c.refused, Since: c.refusedAt}
	if c.refused > manyRefused {
		l.Mood, l.Word = Look, "many"
	}
	return l
}

// unseen are devices that were taken in and have not come since: lost, broken, or
// not needed. Each of them can sign people in.
func unseen(list []device.Device, now time.Time) HealthLine {
	l := HealthLine{ID: "devices", Mood: Good, Word: "ok"}
	for _, d := range list {
		if d.RevokedAt != nil {
			continue
		}
		l.Count++
		seen := d.EnrolledAt
		if d.SeenAt != nil {
			seen = *d.SeenAt
		}
		if now.Sub(seen) < unseenFor {
			continue
		}
		l.Mood, l.Word = Look, "unseen"
		l.Names = append(l.Names, d.Name)
		if l.Since == nil || seen.Before(*l.Since) {
			l.Since = &seen
		}
	}
	if l.Count == 0 {
		l.Word = "none"
	}
	return l
}

// hub says that the box works by itself, which is no fault.
func hub() HealthLine { return HealthLine{ID: "hub", Mood: Good, Word: "none"} }

func version(is system.System) HealthLine {
	return HealthLine{ID: "version", Mood: Good, Word: "ok", Version: is.Version, Since: &is.StartedAt, AgeSeconds: &is.UptimeSeconds}
}

// certified is the certificate that ends first and that somebody must do something
// about: the box renews its own with months left. There is none where no browser
// asks for it.
func certified(s trust.TrustStatus) (HealthLine, bool) {
	c := s.Certificate
	if c == nil {
		return HealthLine{}, false
	}
	if o := s.Outside; o != nil && o.DaysLeft < min(c.DaysLeft, endsSoonDays) {
		c = o
	}
	l := HealthLine{ID: "certificate", Mood: Good, Word: "ok", DaysLeft: &c.DaysLeft, Names: c.Names, Since: &c.NotBefore}
	switch {
	case c.DaysLeft < 0:
		l.Mood, l.Word = Now, "ended"
	case c.DaysLeft < endsNowDays:
		l.Mood = Now
	case c.DaysLeft < endsSoonDays:
		l.Mood = Look
	}
	return l, true
}

// people are the lines that are there only when there is something to do.
func people(c clinicFacts) (list []HealthLine) {
	if c.leftOpen > 0 {
		list = append(list, HealthLine{ID: "leftOpen", Mood: Look, Word: "ok", Count: c.leftOpen, Day: c.leftOpenDay})
	}
	if c.managers == 1 {
		list = append(list, HealthLine{ID: "managers", Mood: Look, Word: "ok", Count: 1})
	}
	if c.oneStep > 0 {
		list = append(list, HealthLine{ID: "factors", Mood: Look, Word: "ok", Count: c.oneStep})
	}
	return list
}

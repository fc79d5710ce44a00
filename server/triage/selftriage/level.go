package selftriage

import "karete/server/triage/sats"

// Level is how urgent somebody is by their own words.
type Level string

// The levels, the least urgent first.
const (
	Routine   Level = "R" // may wait, or book
	Today     Level = "D" // is seen today
	Nurse     Level = "N" // is checked before the others
	Emergency Level = "E" // needs help now
)

// rank grows with urgency; what is no level has none.
func (l Level) rank() int {
	switch l {
	case Routine:
		return 1
	case Today:
		return 2
	case Nurse:
		return 3
	case Emergency:
		return 4
	}
	return 0
}

// Max is the more urgent of two levels.
func Max(a, b Level) Level {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

// next is one step more urgent, as far as most.
func (l Level) next(most Level) Level {
	up := map[Level]Level{Routine: Today, Today: Nurse, Nurse: Emergency}[l]
	if up.rank() > most.rank() {
		return l
	}
	return Max(l, up)
}

// Held is the triage level that the queue holds for somebody until a nurse has seen them.
func (l Level) Held() sats.Level {
	switch l {
	case Emergency:
		return sats.Emergency
	case Nurse:
		return sats.VeryUrgent
	case Today:
		return sats.Urgent
	case Routine:
		return sats.Routine
	}
	return sats.NotTriaged
}

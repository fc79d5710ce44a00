package sats

// Level is the urgency of a patient. Lower numbers go first; 0 means that there
// is nothing yet to judge by. The colour "blue" (dead) is never computed.
type Level int

// The levels of SATS with their colours.
const (
	NotTriaged Level = 0
	Emergency  Level = 1 // red
	VeryUrgent Level = 2 // orange
	Urgent     Level = 3 // yellow
	Routine    Level = 4 // green
)

// Valid says whether l is one of the four triage levels.
func (l Level) Valid() bool { return l >= Emergency && l <= Routine }

// MoreUrgentThan orders levels; a patient who is not triaged is least urgent
// here, because any finding must be able to raise them.
func (l Level) MoreUrgentThan(other Level) bool { return l.rank() > other.rank() }

// Colour is the SATS colour word, "" when not triaged.
func (l Level) Colour() string {
	switch l {
	case Emergency:
		return "red"
	case VeryUrgent:
		return "orange"
	case Urgent:
		return "yellow"
	case Routine:
		return "green"
	}
	return ""
}

func (l Level) rank() int {
	if !l.Valid() {
		return 0
	}
	return int(Routine-l) + 1
}

// levelOfSum turns a TEWS into its level.
func levelOfSum(sum int) Level {
	switch {
	case sum >= 7:
		return Emergency
	case sum >= 5:
		return VeryUrgent
	case sum >= 3:
		return Urgent
	}
	return Routine
}

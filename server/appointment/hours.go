package appointment

import (
	"fmt"
	"slices"
	"time"

	"karete/server/fault"
)

// DayHours is when bookings are taken on some days of the week, and for how many.
type DayHours struct {
	Weekdays   []int  `json:"weekdays" minItems:"1" maxItems:"7" nullable:"false" doc:"1 is Monday, 7 Sunday; each is in one of a department's hours at most"`
	Opens      string `json:"opens" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"08:00"`
	Closes     string `json:"closes" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"15:30" doc:"The last slot ends by then"`
	BreakFrom  string `json:"breakFrom,omitempty" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"12:30" doc:"No slot lies in the break; none: no break"`
	BreakUntil string `json:"breakUntil,omitempty" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"13:30"`
	Capacity   int    `json:"capacity" minimum:"1" maximum:"99" doc:"Places in each slot"`
}

// minutes is a time of day as minutes since midnight; false when it is none.
func minutes(clockTime string) (int, bool) {
	t, err := time.Parse("15:04", clockTime)
	return t.Hour()*60 + t.Minute(), err == nil && len(clockTime) == 5
}

func clockTime(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// on is the hours of a day, false when no bookings are taken on that day of the week.
func (s Schedule) on(day string) (DayHours, bool) {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil || !s.Active {
		return DayHours{}, false
	}
	weekday := (int(at.Weekday())+6)%7 + 1
	i := slices.IndexFunc(s.Hours, func(h DayHours) bool { return slices.Contains(h.Weekdays, weekday) })
	if i < 0 {
		return DayHours{}, false
	}
	return s.Hours[i], true
}

// Starts lists the beginnings of a day's slots in order: of whole ones only, and after a
// break from its end on.
func (h DayHours) Starts(slotMinutes int) (list []string) {
	at, _ := minutes(h.Opens)
	closes, _ := minutes(h.Closes)
	from, pauses := minutes(h.BreakFrom)
	until, _ := minutes(h.BreakUntil)
	for ; at+slotMinutes <= closes; at += slotMinutes {
		if pauses && at+slotMinutes > from && at < until {
			at = until - slotMinutes
			continue
		}
		list = append(list, clockTime(at))
	}
	return list
}

// check answers what is wrong with hours, by the names of the fields under a path.
// taken are the weekdays that have hours already; it adds to them.
func (h DayHours) check(path string, slotMinutes int, taken *[]int) (broken []fault.FieldError) {
	add := func(field, code string, kv map[string]any) {
		broken = append(broken, fault.FieldError{Field: path + field, Code: code, Params: kv})
	}
	if len(h.Weekdays) == 0 {
		add("weekdays", "required", nil)
	}
	for i, d := range h.Weekdays {
		field := fmt.Sprintf("weekdays[%d]", i)
		switch {
		case d < 1 || d > 7:
			add(field, "out-of-range", map[string]any{"min": 1, "max": 7})
		case slices.Contains(*taken, d):
			add(field, "duplicate", nil)
		}
		*taken = append(*taken, d)
	}
	well := true
	read := func(field, text string) int {
		at, ok := minutes(text)
		if !ok {
			well = false
			add(field, "pattern", nil)
		}
		return at
	}
	opens, closes := read("opens", h.Opens), read("closes", h.Closes)
	if h.BreakFrom != "" || h.BreakUntil != "" {
		from, until := read("breakFrom", h.BreakFrom), read("breakUntil", h.BreakUntil)
		switch {
		case !well:
		case from <= opens || closes <= from:
			add("breakFrom", "out-of-range", map[string]any{"min": h.Opens, "max": h.Closes})
		case until <= from || closes <= until:
			add("breakUntil", "out-of-range", map[string]any{"min": h.BreakFrom, "max": h.Closes})
		}
	}
	if well && slotMinutes > 0 && len(broken) == 0 && len(h.Starts(slotMinutes)) == 0 {
		add("closes", "no-slot-fits", nil)
	}
	if h.Capacity < 1 || h.Capacity > 99 {
		add("capacity", "out-of-range", map[string]any{"min": 1, "max": 99})
	}
	return broken
}

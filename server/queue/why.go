package queue

import (
	"time"

	"karete/server/triage/sats"
)

// Why lists what puts the place where it is, the weightiest first.
func (p Place) Why(now time.Time, r Rules) []QueueReason {
	why := make([]QueueReason, 0, 4)
	say := func(code string, params map[string]any) { why = append(why, QueueReason{code, params}) }
	switch {
	case p.flagged():
		say("emergency", map[string]any{})
	case p.Level != sats.NotTriaged:
		say("level", map[string]any{"level": int(p.Level)})
	case p.Provisional.Valid() && colourOf(p.Provisional) < unknown:
		say("said", map[string]any{"level": int(p.Provisional)})
	case p.colour() == unknown:
		say("not-triaged", map[string]any{})
	}
	if p.CollectOnly {
		say("collect", map[string]any{})
	}
	switch rank := p.rank(now); {
	case p.away(now):
		say("away", map[string]any{"until": *p.BackAt})
	case rank == turn && p.CollectOnly:
		say("turn", map[string]any{"every": r.FastLaneEvery})
	case rank == turn:
		say("turn", map[string]any{"every": r.FairEvery})
	}
	if p.Late(now, r.Targets) {
		say("late", map[string]any{"waitedMinutes": p.waited(now), "targetMinutes": p.Target(r.Targets)})
	}
	if p.Slot != nil {
		code := map[int]string{slotCome: "slot", slotToCome: "slot-early", slotNone: "slot-lost"}[p.slot(now, r)]
		if code != "slot-lost" || now.After(*p.Slot) { // before its time nothing is lost
			say(code, map[string]any{"at": *p.Slot})
		}
	}
	say("arrival", map[string]any{"at": p.ArrivedAt})
	return why
}

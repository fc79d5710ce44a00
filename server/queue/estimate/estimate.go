package estimate

import (
	"slices"
	"time"
)

// Wait is how long one person waited for one step.
type Wait struct{ From, To time.Time }

// Range is what is told, in whole minutes, by fives.
type Range struct{ Low, High int }

// Any is the key of what holds at any hour.
const Any = -1

// What is known of a number is too little below this.
const (
	fewWaits, fewDays         = 8, 3
	fewInAnHour, fewHoursDays = 12, 5
	most                      = 60 // people before somebody: nobody is told a range for more
	longest                   = 12 * time.Hour
)

// sample is one moment of a past day: somebody had so many before them, and waited so
// much longer.
type sample struct {
	day, hour, before int
	minutes           int
}

// Ranges replays the waits of past days for one step of one line. The answer has, by
// hour of the day at the clinic and for Any, the range of each number of people
// before somebody, from nobody on; nil where too little is known.
func Ranges(days [][]Wait, zone *time.Location) map[int][]*Range {
	var all []sample
	for day, waits := range days {
		all = replay(all, day, waits, zone)
	}
	by := map[int][]sample{}
	for _, s := range all {
		by[s.hour] = append(by[s.hour], s)
	}
	ranges := map[int][]*Range{}
	always := table(all, fewWaits, fewDays)
	if r := told(always, nil); len(r) > 0 {
		ranges[Any] = r
	}
	for hour, samples := range by {
		if own := table(samples, fewInAnHour, fewHoursDays); slices.ContainsFunc(own, func(r *span) bool { return r != nil }) {
			ranges[hour] = told(own, always)
		}
	}
	return ranges
}

// replay adds the moments of one day.
func replay(to []sample, day int, waits []Wait, zone *time.Location) []sample {
	byEnd := slices.Clone(waits)
	byEnd = slices.DeleteFunc(byEnd, func(w Wait) bool { return w.To.Before(w.From) || w.To.Sub(w.From) > longest })
	slices.SortFunc(byEnd, func(a, b Wait) int {
		if c := a.To.Compare(b.To); c != 0 {
			return c
		}
		return a.From.Compare(b.From)
	})
	for i, own := range byEnd {
		// Those who went while this one waited, in that order.
		first, _ := slices.BinarySearchFunc(byEnd[:i], own.From, func(w Wait, t time.Time) int {
			if w.To.After(t) {
				return 1
			}
			return -1
		})
		passed := byEnd[first:i]
		note := func(at time.Time, left []Wait) {
			before := 0
			for _, w := range left {
				if !w.From.After(at) && w.To.After(at) {
					before++
				}
			}
			if before <= most {
				to = append(to, sample{day, at.In(zone).Hour(), before, int(own.To.Sub(at) / time.Minute)})
			}
		}
		note(own.From, passed)
		for k, w := range passed {
			note(w.To, passed[k+1:])
		}
	}
	return to
}

// span is a range before it is rounded.
type span struct{ low, high int }

// table is the middle half of the waits for each number before, looked at together
// with the numbers near it, as many above as below.
func table(samples []sample, few, fewDays int) []*span {
	by := make([][]sample, most+1)
	seen := -1
	for _, s := range samples {
		by[s.before] = append(by[s.before], s)
		seen = max(seen, s.before)
	}
	spans := make([]*span, most+1)
	for n := range seen + 1 {
		var minutes []int
		days := map[int]bool{}
		for near := -min(n/5, seen-n); near <= min(n/5, seen-n); near++ {
			for _, s := range by[n+near] {
				minutes = append(minutes, s.minutes)
				days[s.day] = true
			}
		}
		if len(minutes) < few || len(days) < fewDays {
			continue
		}
		slices.Sort(minutes)
		spans[n] = &span{minutes[len(minutes)/4], minutes[(len(minutes)*3)/4]}
	}
	return spans
}

// told rounds what is known, takes the rest from otherwise, and sees to it that more
// people before somebody never make the range smaller.
func told(spans, otherwise []*span) []*Range {
	list := make([]*Range, 0, len(spans))
	var least Range
	known := 0
	for n, s := range spans {
		if s == nil && otherwise != nil {
			s = otherwise[n]
		}
		if s == nil {
			list = append(list, nil)
			continue
		}
		r := Range{max(least.Low, s.low/5*5), max(least.High, (s.high+4)/5*5)}
		r.High = max(r.High, r.Low+5)
		least = r
		list = append(list, &r)
		known = n + 1
	}
	return list[:known]
}

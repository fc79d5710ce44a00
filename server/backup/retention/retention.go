package retention

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Copy is one backup at a place.
type Copy struct {
	Number int64     // the order they were made in, whatever the clock said
	Made   time.Time // by the box's clock
	Good   bool      // its last proof went well
}

// Keeping says how many are kept. Days, weeks and months are counted where there is a
// backup of them, so that a clinic that was shut for a month still has its
// fourteen days.
type Keeping struct {
	Recent int `json:"recent" doc:"The newest"`
	Days   int `json:"days" doc:"The last one of so many days"`
	Weeks  int `json:"weeks" doc:"The last one of so many weeks"`
	Months int `json:"months" doc:"The last one of so many months"`
}

// Standard is what a clinic keeps; Tight is what is left when the room runs out.
var (
	Standard = Keeping{Recent: 4, Days: 14, Weeks: 8, Months: 12}
	Tight    = Keeping{Recent: 1, Days: 3, Weeks: 2, Months: 2}
)

// Surplus lists the numbers of those that need not be kept, the oldest first. The
// newest good one is never among them, nor is any when none is good. A bad one goes
// once there is a newer one that is good.
func Surplus(copies []Copy, rule Keeping, zone *time.Location) []int64 {
	newestFirst := slices.Clone(copies)
	slices.SortFunc(newestFirst, func(a, b Copy) int { return cmp.Compare(b.Number, a.Number) })
	keep := map[int64]bool{}
	days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
	good := 0
	for _, c := range newestFirst {
		if !c.Good {
			keep[c.Number] = good == 0
			continue
		}
		good++
		at := c.Made.In(zone)
		year, week := at.ISOWeek()
		first := func(seen map[string]bool, name string, most int) bool {
			if seen[name] || len(seen) >= most {
				return false
			}
			seen[name] = true
			return true
		}
		// All three are asked: one backup may be the last of its day, its week and its month.
		day := first(days, at.Format(time.DateOnly), rule.Days)
		inWeek := first(weeks, fmt.Sprint(year, week), rule.Weeks)
		inMonth := first(months, at.Format("2006-01"), rule.Months)
		keep[c.Number] = day || inWeek || inMonth || good <= max(rule.Recent, 1)
	}
	var out []int64
	for _, c := range slices.Backward(newestFirst) {
		if !keep[c.Number] {
			out = append(out, c.Number)
		}
	}
	return out
}

package queue

import (
	"cmp"
	"context"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/visit"
)

// LoadState is how a department copes.
type LoadState string

// The states.
const (
	Calm     LoadState = "calm"
	Busy     LoadState = "busy"
	Drowning LoadState = "drowning"
)

// Load is how all departments cope at one moment.
type Load struct {
	AsOf        time.Time        `json:"asOf"`
	Departments []DepartmentLoad `json:"departments" doc:"Those where somebody is or serves, in the clinic's order"`
}

// DepartmentLoad is one department.
type DepartmentLoad struct {
	DepartmentID   string         `json:"departmentId"`
	Waiting        int            `json:"waiting" doc:"Who could be called now"`
	Late           int            `json:"late"`
	LongestMinutes int            `json:"longestMinutes" doc:"Of those who wait"`
	Serving        int            `json:"serving"`
	Places         []ServingPlace `json:"places"`
	Estimate       *WaitRange     `json:"estimate,omitempty" doc:"For somebody routine who comes now; none when too little is known"`
	State          LoadState      `json:"state" enum:"calm,busy,drowning"`
	Why            []LoadReason   `json:"why"`
	Hint           *LoadHint      `json:"hint,omitempty" doc:"Who could help one that is drowning"`
}

// LoadReason is why a department is said to be busy or drowning. Codes: late {late,
// waiting}, full {waiting, hands}, nobody {waiting}.
type LoadReason struct {
	Code   string         `json:"code" enum:"late,full,nobody"`
	Params map[string]int `json:"params"`
}

// LoadHint names a calm department of the same kind, where somebody serves, that
// people could be sent to or hands borrowed from.
type LoadHint struct {
	ToDepartmentID string `json:"toDepartmentId"`
}

// What is much for one pair of hands, and what is too much.
const (
	muchWaiting    = 6
	tooMuchWaiting = 15
	manyLate       = 3
)

// judge says how a department copes. It drowns when three or more are past their
// target and they are at least half of those who wait, or when more than fifteen wait
// for each who serves. It is busy when anybody is past the target, or when more than
// six wait for each who serves. Where nobody said that they serve there, somebody does.
func judge(waiting, late, hands int) (LoadState, []LoadReason) {
	why := []LoadReason{}
	state := Calm
	say := func(s LoadState, code string, params map[string]int) {
		why = append(why, LoadReason{code, params})
		if s == Drowning || state == Calm {
			state = s
		}
	}
	if late > 0 {
		s := Busy
		if late >= manyLate && 2*late >= waiting {
			s = Drowning
		}
		say(s, "late", map[string]int{"late": late, "waiting": waiting})
	}
	code, params := "full", map[string]int{"waiting": waiting, "hands": hands}
	if hands == 0 {
		code, params = "nobody", map[string]int{"waiting": waiting}
	}
	switch each := max(1, hands); {
	case waiting > tooMuchWaiting*each:
		say(Drowning, code, params)
	case waiting > muchWaiting*each:
		say(Busy, code, params)
	}
	return state, why
}

// Load is how the departments cope now. It opens nobody's record.
func (r *Room) Load(ctx context.Context, who access.Actor) (Load, error) {
	return act.Peek(ctx, r.gate, who, "queue.load", LoadIn)
}

// LoadIn is Load inside another read.
func LoadIn(tx *db.Tx) (Load, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return Load{}, err
	}
	departments, err := facility.DepartmentsIn(tx)
	if err != nil {
		return Load{}, err
	}
	rows, err := lineIn(tx, clinic)
	if err != nil {
		return Load{}, err
	}
	places, err := placesIn(tx, clinic.Zone())
	if err != nil {
		return Load{}, err
	}
	known, err := paceIn(tx, tx.Now.In(clinic.Zone()).Hour())
	if err != nil {
		return Load{}, err
	}
	load := Load{AsOf: tx.Now, Departments: []DepartmentLoad{}}
	kinds := map[string]string{}
	for _, d := range departments {
		l := loadOf(d.ID, rows, places, tx.Now)
		if !d.Active && l.Waiting+l.Serving == 0 || l.Waiting+l.Serving+len(l.Places) == 0 {
			continue
		}
		kinds[d.ID] = d.Kind
		l.Estimate = known.of(paceKey{d.ID, stepService}, l.Waiting)
		load.Departments = append(load.Departments, l)
	}
	hint(load.Departments, kinds)
	return load, nil
}

func loadOf(departmentID string, rows []QueueRow, places []ServingPlace, now time.Time) DepartmentLoad {
	l := DepartmentLoad{DepartmentID: departmentID, Places: []ServingPlace{}}
	hands := map[string]bool{}
	for _, p := range places {
		if p.DepartmentID == departmentID {
			l.Places = append(l.Places, p)
			hands[p.Staff.ID] = true
		}
	}
	for _, q := range rows {
		if q.DepartmentID != departmentID {
			continue
		}
		if q.Status != visit.EntryWaiting {
			l.Serving++
			if q.Staff != nil {
				hands[q.Staff.ID] = true
			}
			continue
		}
		if !q.waits(now) {
			continue
		}
		l.Waiting++
		l.LongestMinutes = max(l.LongestMinutes, q.place.waited(now))
		if q.Late {
			l.Late++
		}
	}
	l.State, l.Why = judge(l.Waiting, l.Late, len(hands))
	return l
}

// hint names for each that is drowning the calm one of its kind with the fewest
// waiting for each who serves.
func hint(list []DepartmentLoad, kinds map[string]string) {
	for i := range list {
		if list[i].State != Drowning {
			continue
		}
		var calm []DepartmentLoad
		for _, l := range list {
			if l.State == Calm && len(l.Places) > 0 && kinds[l.DepartmentID] == kinds[list[i].DepartmentID] {
				calm = append(calm, l)
			}
		}
		if len(calm) > 0 {
			best := slices.MinFunc(calm, func(a, b DepartmentLoad) int {
				return cmp.Compare(a.Waiting*len(b.Places), b.Waiting*len(a.Places))
			})
			list[i].Hint = &LoadHint{best.DepartmentID}
		}
	}
}

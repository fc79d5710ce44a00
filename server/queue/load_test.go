//go:build !race

package queue

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		waiting, late, hands int
		want                 LoadState
		why                  []LoadReason
	}{
		{0, 0, 0, Calm, []LoadReason{}},
		{6, 0, 1, Calm, []LoadReason{}},
		{7, 0, 1, Busy, []LoadReason{{"full", map[string]int{"waiting": 7, "hands": 1}}}},
		{12, 0, 2, Calm, []LoadReason{}},
		{16, 0, 1, Drowning, []LoadReason{{"full", map[string]int{"waiting": 16, "hands": 1}}}},
		{6, 0, 0, Calm, []LoadReason{}},
		{7, 0, 0, Busy, []LoadReason{{"nobody", map[string]int{"waiting": 7}}}},
		{16, 0, 0, Drowning, []LoadReason{{"nobody", map[string]int{"waiting": 16}}}},
		{5, 1, 2, Busy, []LoadReason{{"late", map[string]int{"late": 1, "waiting": 5}}}},
		{2, 2, 1, Busy, []LoadReason{{"late", map[string]int{"late": 2, "waiting": 2}}}},
		{6, 3, 1, Drowning, []LoadReason{{"late", map[string]int{"late": 3, "waiting": 6}}}},
		{7, 3, 2, Busy, []LoadReason{{"late", map[string]int{"late": 3, "waiting": 7}}}},
		{16, 9, 2, Drowning, []LoadReason{{"late", map[string]int{"late": 9, "waiting": 16}}, {"full", map[string]int{"waiting": 16, "hands": 2}}}},
	} {
		state, why := judge(c.waiting, c.late, c.hands)
		if diff := cmp.Diff(c.why, why); state != c.want || diff != "" {
			t.Errorf("%d waiting, %d late, %d hands: %s, want %s\n%s", c.waiting, c.late, c.hands, state, c.want, diff)
		}
	}
}

// More hands never make it worse, more people never better.
func TestJudgeGoesOneWay(t *testing.T) {
	t.Parallel()
	worth := map[LoadState]int{Calm: 0, Busy: 1, Drowning: 2}
	of := func(waiting, late, hands int) int {
		state, _ := judge(waiting, late, hands)
		return worth[state]
	}
	for waiting := range 60 {
		for late := range waiting + 1 {
			for hands := range 6 {
				if of(waiting, late, hands+1) > of(waiting, late, hands) || late < waiting && of(waiting, late+1, hands) < of(waiting, late, hands) {
					t.Fatalf("%d waiting, %d late, %d hands", waiting, late, hands)
				}
			}
		}
	}
}

func TestHint(t *testing.T) {
	t.Parallel()
	one := []ServingPlace{{}}
	list := []DepartmentLoad{
		{DepartmentID: "drowning", State: Drowning}, {DepartmentID: "four", State: Calm, Places: one, Waiting: 4},
		{DepartmentID: "five for two", State: Calm, Places: []ServingPlace{{}, {}}, Waiting: 5}, {DepartmentID: "empty", State: Calm},
		{DepartmentID: "pharmacy", State: Calm, Places: one}, {DepartmentID: "lab", State: Drowning},
	}
	kinds := map[string]string{"drowning": "consultation", "four": "consultation", "five for two": "consultation", "empty": "consultation", "pharmacy": "pharmacy", "lab": "laboratory"}
	hint(list, kinds)
	if diff := cmp.Diff(&LoadHint{"five for two"}, list[0].Hint); diff != "" || list[1].Hint != nil || list[5].Hint != nil {
		t.Errorf("%s%v", diff, list)
	}
}

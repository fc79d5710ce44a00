package selftriage

import (
	"slices"
	"strings"
	"testing"
)

// What a yes gives, and whom it is asked, as the paper has it: a slip of a letter in the data is found here.
const (
	emergencies = "RF01 RF02 RF03 RF04 RF05 RF06 RF07 RF08 RF09 RF10 RF11 RF12 RF13 RF14 RF15 RF16 RF17 RF18 " +
		"PG01 PG02 PG03 BR02 BR06 FV02 HD01 HD02 IN02 OT02"
	nurseFirst = "PG04 PG05 BR01 BR03 BR05 FV03 FV04 HD03 HD04 HD05 AB01 AB02 AB05 AB06 AB07 AB08 UR03 " +
		"CD01 CD02 CD03 IN01 IN05 IN06 OT01 OT03 OT05 OT07"
	today   = "BR04 FV01 AB03 AB04 UR01 IN03 IN04"
	routine = "UR02 IN07 OT08"

	forChildren = "RF15 RF16 RF17 RF18 CD01 CD02 CD03"
	forPregnant = "PG01 PG02 PG03 PG04 PG05"
)

func TestTable(t *testing.T) {
	t.Parallel()
	want := map[string]Level{"OT06": ""}
	for level, ids := range map[Level]string{Emergency: emergencies, Nurse: nurseFirst, Today: today, Routine: routine} {
		for id := range strings.FieldsSeq(ids) {
			want[id] = level
		}
	}
	seen := map[string]bool{}
	for _, i := range Standard.Items {
		if seen[i.ID] {
			t.Errorf("%s stands there twice", i.ID)
		}
		seen[i.ID] = true
		if gives, ok := want[i.ID]; !ok || gives != i.Gives {
			t.Errorf("%s gives %q, want %q", i.ID, i.Gives, gives)
		}
		who := All
		switch {
		case slices.Contains(strings.Fields(forChildren), i.ID):
			who = Child
		case slices.Contains(strings.Fields(forPregnant), i.ID):
			who = Pregnant
		case i.ID == "AB03":
			who = Adult
		}
		if i.Who != who {
			t.Errorf("%s is asked %s, want %s", i.ID, i.Who, who)
		}
		if i.En == "" || i.St == "" || i.En == i.St || len(i.Source) == 0 || !slices.Contains(Standard.Groups, i.Group) {
			t.Errorf("%s has a hole: %+v", i.ID, i)
		}
		if !strings.HasSuffix(i.En, "?") || !strings.HasSuffix(i.St, "?") {
			t.Errorf("%s is no question", i.ID)
		}
		for _, v := range i.Variants {
			checkCondition(t, i.ID, v.When)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%d items, want %d", len(seen), len(want))
	}
	for _, id := range Standard.Short {
		if !seen[id] {
			t.Errorf("the short form has %s, which is no item", id)
		}
	}
	for _, r := range Standard.Rules {
		if seen[r.ID] || (r.Gives == "") == (r.Raises == "") || len(r.Source) == 0 || max(r.Gives.rank(), r.Raises.rank()) == 0 {
			t.Errorf("rule %s: %+v", r.ID, r)
		}
		seen[r.ID] = true
		checkCondition(t, r.ID, r.When)
	}
}

// checkCondition finds one that is always true, or that names what is not there.
func checkCondition(t *testing.T, id string, w When) {
	t.Helper()
	for _, part := range append(w.All, w.Any...) {
		checkCondition(t, id, part)
	}
	if len(w.All)+len(w.Any)+len(w.Yes)+len(w.Unknown)+w.OlderThanYears+w.YoungerThanDays+len(w.Conditions) == 0 &&
		!w.Pregnant && !w.Sick && !w.SameProblem && !w.Unfinished {
		t.Errorf("%s: a condition that says nothing", id)
	}
	for _, item := range append(w.Yes, w.Unknown...) {
		if _, ok := Standard.Item(item); !ok {
			t.Errorf("%s: no item %s", id, item)
		}
	}
	for _, illness := range w.Conditions {
		if !slices.Contains(Illnesses, illness) {
			t.Errorf("%s: no illness %s", id, illness)
		}
	}
	if w.AtLeast > len(w.Yes) {
		t.Errorf("%s: %d of %d", id, w.AtLeast, len(w.Yes))
	}
}

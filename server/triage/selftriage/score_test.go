package selftriage

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const year = 365

func aged(days int) *AgeRange { return &AgeRange{days, days} }

func answers(pairs ...any) map[string]int {
	m := map[string]int{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1].(int)
	}
	return m
}

func fired(r Result) string {
	var ids []string
	for _, f := range r.Why {
		ids = append(ids, f.ID)
	}
	return strings.Join(ids, " ")
}

func TestScore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		in   Case
		want Level
		why  string
	}{
		{"nothing said", Case{Finished: true}, Routine, ""},
		{"only for tablets", Case{Finished: true, Answers: answers("OT08", Yes)}, Routine, "OT08"},
		{"tablets, and chest pain", Case{Finished: true, Answers: answers("OT08", Yes, "BR05", Yes)}, Nurse, "BR05 OT08"},
		{"pain of 3", Case{Finished: true, Answers: answers("OT06", 3)}, Routine, ""},
		{"pain of 4", Case{Finished: true, Answers: answers("OT06", 4)}, Today, "OT06"},
		{"pain of 7", Case{Finished: true, Answers: answers("OT06", 7)}, Nurse, "OT06"},
		{"pain not known", Case{Finished: true, Answers: answers("OT06", Unknown)}, Routine, ""},
		{"one sign of drying out", Case{Finished: true, Answers: answers("AB05", Yes)}, Nurse, "AB05"},
		{"two signs", Case{Finished: true, Answers: answers("AB05", Yes, "AB07", Yes)}, Emergency, "C1 AB05 AB07"},
		{"chest pain at 50", Case{Finished: true, AgeDays: aged(50*year + 12), Answers: answers("BR05", Yes)}, Nurse, "BR05"},
		{"chest pain at 51", Case{Finished: true, AgeDays: aged(51 * year), Answers: answers("BR05", Yes)}, Emergency, "C2 BR05"},
		{"chest pain, perhaps 51", Case{Finished: true, AgeDays: &AgeRange{45 * year, 55 * year}, Answers: answers("BR05", Yes)}, Emergency, "C2 BR05"},
		{"belly pain, pregnant", Case{Finished: true, Pregnancy: "maybe", Answers: answers("AB01", Yes)}, Emergency, "C3 AB01 M4"},
		{"fever with HIV", Case{Finished: true, Conditions: []string{"hiv"}, Answers: answers("FV01", Yes)}, Nurse, "C4 FV01"},
		{"chest pain and breathless", Case{Finished: true, Answers: answers("BR05", Yes, "BR01", Yes)}, Emergency, "C5 BR01 BR05"},
		{"a boy who cannot pass urine", Case{Finished: true, AgeDays: aged(9 * year), Answers: answers("AB08", Yes)}, Emergency, "C6 AB08"},
		{"a man who cannot", Case{Finished: true, AgeDays: aged(40 * year), Answers: answers("AB08", Yes)}, Nurse, "AB08"},
		{"high pressure, pregnant", Case{Finished: true, Pregnancy: "yes", Answers: answers("OT03", Yes)}, Emergency, "C7 OT03 M4"},
		{"a week old with a rash", Case{Finished: true, AgeDays: aged(7), Answers: answers("IN07", Yes)}, Emergency, "M1 M2 M3 IN07"},
		{"a week old, nothing said", Case{Finished: true, AgeDays: aged(7), Answers: answers("OT08", No)}, Emergency, "M1 M2 M3"},
		{"a week old, for a vaccine", Case{Finished: true, AgeDays: aged(7), Answers: answers("OT08", Yes)}, Routine, "OT08"},
		{"six weeks old", Case{Finished: true, AgeDays: aged(42), Answers: answers("IN07", Yes)}, Nurse, "M2 M3 IN07"},
		{"four months old", Case{Finished: true, AgeDays: aged(120), Answers: answers("IN07", Yes)}, Today, "M3 IN07"},
		{"pregnant with an itch", Case{Finished: true, Pregnancy: "just-born", Answers: answers("IN07", Yes)}, Today, "M4 IN07"},
		{"the same again", Case{Finished: true, SameProblem: true, Answers: answers("IN07", Yes)}, Today, "M5 IN07"},
		{"the same again, at most the nurse", Case{Finished: true, SameProblem: true, Answers: answers("BR05", Yes)}, Nurse, "BR05"},
		{"a red flag not known", Case{Finished: true, Answers: answers("RF13", Unknown)}, Nurse, "U1"},
		{"another not known", Case{Finished: true, Answers: answers("HD04", Unknown)}, Routine, ""},
		{"walked away with an itch", Case{Answers: answers("IN07", Yes)}, Today, "U2 IN07"},
	} {
		r := Standard.Score(c.in)
		if r.Level != c.want || fired(r) != c.why {
			t.Errorf("%s: %s by %q, want %s by %q", c.name, r.Level, fired(r), c.want, c.why)
		}
		if r.Stop != (r.Level == Emergency) || r.Version != Standard.Version || r.Held < 1 {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}

func TestFlags(t *testing.T) {
	t.Parallel()
	r := Standard.Score(Case{Answers: answers("BR04", Yes, "FV04", Yes, "UR03", Yes, "RF14", Yes, "AB04", No, "FV03", Unknown)})
	if got := strings.Join(r.Flags, " "); got != "PRIVATE MASK ISOLATE" {
		t.Errorf("flags %q", got)
	}
}

// anyCase is somebody of any age who answered anything.
func anyCase(random *rand.Rand) Case {
	c := Case{Finished: random.IntN(2) == 0, SameProblem: random.IntN(4) == 0, Answers: map[string]int{}}
	if low := random.IntN(90 * year); random.IntN(8) > 0 {
		if random.IntN(3) == 0 {
			low = random.IntN(400)
		}
		c.AgeDays = &AgeRange{low, low + random.IntN(3)*year}
	}
	c.Pregnancy = []string{"", "yes", "maybe", "just-born", "no"}[random.IntN(5)]
	for _, illness := range Illnesses {
		if random.IntN(8) == 0 {
			c.Conditions = append(c.Conditions, illness)
		}
	}
	often := 1 + random.IntN(30)
	for _, i := range Standard.Items {
		if random.IntN(often) > 0 {
			continue
		}
		answer := random.IntN(3) - 1
		if len(i.Scale) > 0 {
			answer = random.IntN(12) - 1
		}
		c.Answers[i.ID] = answer
	}
	return c
}

// The safety of the table: what somebody says can only bring them forward.
func TestSafety(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	redFlags := strings.Fields(emergencies)[:18]
	for range 20_000 {
		c := anyCase(random)
		if err := Standard.Check(c); err != nil {
			t.Fatal(err)
		}
		before := Standard.Score(c)

		with := func(id string, answer int) Result {
			more := c
			more.Answers = maps.Clone(c.Answers)
			more.Answers[id] = answer
			return Standard.Score(more)
		}
		flag := redFlags[random.IntN(len(redFlags))]
		if r := with(flag, Yes); r.Level != Emergency {
			t.Fatalf("%+v and %s: %s", c, flag, r.Level)
		}
		if r := with(flag, Unknown); r.Level.rank() < Nurse.rank() {
			t.Fatalf("%+v and %s not known: %s", c, flag, r.Level)
		}
		// That there is no sickness is the one answer that is no symptom: see the next check.
		item := Standard.Items[random.IntN(len(Standard.Items))]
		if item.NoSickness {
			continue
		}
		more := Yes
		if len(item.Scale) > 0 {
			more = max(c.Answers[item.ID], random.IntN(11))
		}
		if r := with(item.ID, more); r.Level.rank() < before.Level.rank() || r.Level.rank() < item.Gives.rank() {
			t.Fatalf("%+v and %s: %s, before %s", c, item.ID, r.Level, before.Level)
		}
	}
}

// Nobody who said anything else waits longer for having said that there is nothing.
func TestNoSicknessLowersNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		c := anyCase(random)
		said := false
		for id, answer := range c.Answers {
			said = said || id != "OT08" && answer >= Yes
		}
		if !said {
			continue
		}
		c.Answers["OT08"] = No
		without := Standard.Score(c)
		c.Answers["OT08"] = Yes
		if with := Standard.Score(c); with.Level != without.Level {
			t.Fatalf("%+v: %s, and %s for tablets only", c, without.Level, with.Level)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for field, c := range map[string]Case{
		"":              {AgeDays: aged(3), Answers: answers("OT06", 10, "RF01", Unknown)},
		"ageDays":       {AgeDays: &AgeRange{5, 4}},
		"pregnancy":     {Pregnancy: "perhaps"},
		"conditions[1]": {Conditions: []string{"hiv", "hope"}},
		"groups[0]":     {Groups: []string{"soul"}},
		"answers.RF01":  {Answers: answers("RF01", 2)},
		"answers.OT06":  {Answers: answers("OT06", 11)},
		"answers":       {Answers: answers("RF01", Yes, "RF99", Yes)},
	} {
		err := Standard.Check(c)
		got := ""
		if f, ok := err.(*FieldError); ok {
			got = f.Field
		}
		if got != field {
			t.Errorf("%+v: %v, want %q", c, err, field)
		}
	}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	ids := func(c Case) []string {
		var list []string
		for _, q := range Standard.Plan(c) {
			list = append(list, q.ID)
		}
		return list
	}
	man := Case{AgeDays: aged(30 * year), Groups: []string{"belly"}}
	plan := ids(man)
	if len(plan) != 14+8+3 || plan[0] != "RF01" || plan[14] != "AB01" || plan[len(plan)-1] != "OT08" {
		t.Errorf("a man's belly: %v", plan)
	}
	child := Case{AgeDays: aged(3 * year), Short: true}
	if plan := ids(child); len(plan) != 18+3 || slices.Contains(plan, "AB01") {
		t.Errorf("a child in short: %v", plan)
	}
	mother := Case{AgeDays: aged(20 * year), Pregnancy: "yes", Short: true}
	if plan := ids(mother); len(plan) != 14+3+3 {
		t.Errorf("pregnant in short: %v", plan)
	}
	if plan := ids(Case{}); !slices.Contains(plan, "RF15") {
		t.Errorf("no age known: %v", plan)
	}

	old := Case{AgeDays: aged(80 * year)}
	for _, q := range Standard.Plan(old) {
		if item, _ := Standard.Item(q.ID); q.ID == "RF11" && (q.En == item.En || q.St == item.St) {
			t.Errorf("of somebody old: %s", q.En)
		}
	}
}

// One question after the other to the end, or to the first emergency.
func TestNext(t *testing.T) {
	t.Parallel()
	c := Case{AgeDays: aged(30 * year), Short: true, Answers: map[string]int{}}
	asked := 0
	for {
		q, at, of := Standard.Next(c)
		if at != asked || of != 17 {
			t.Fatalf("%d of %d, want %d of 17", at, of, asked)
		}
		if q == nil {
			break
		}
		c.Answers[q.ID] = No
		asked++
	}
	if asked != 17 {
		t.Errorf("%d asked", asked)
	}
	c.Answers = answers("RF01", No, "RF02", Yes)
	if q, _, _ := Standard.Next(c); q != nil {
		t.Errorf("after an emergency: %s", q.ID)
	}
}

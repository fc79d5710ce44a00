package downtime_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"karete/server/downtime"
	"karete/server/id"
	"karete/server/visit/visittest"
)

// Days that were half on paper and half on the box, as chance will have it: each
// report adds up, rows are accounted for, and every number is somebody's or void.
func TestPaperDaysAddUp(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := rand.New(rand.NewPCG(11, 4))
	sheets := o.print(6, 4)
	keyed := map[string]int{}
	keyedAll, voidNumbers := 0, 0
	for n, sheet := range sheets {
		day := fmt.Sprintf("2026-11-%d", 24+n/2)
		o.At(n/2, "08:30:00")
		for range r.IntN(3) {
			o.Arrive("Thabo", fmt.Sprintf("Desk %d", r.Int()))
			keyed[day]++
		}
		o.At(n/2, "17:00:00")
		written := 1 + r.IntN(10)
		o.opened(sheet, day, written)
		for i, rank := range r.Perm(10)[:written] {
			target := sheet.Rows[rank]
			if r.IntN(6) == 0 {
				if _, err := o.room.Strike(t.Context(), visittest.Nurse, target.ID, downtime.VoidRow{ID: id.New(), Reason: "unreadable"}); err != nil {
					t.Fatal(err)
				}
				continue
			}
			k := row(day, fmt.Sprintf("%02d:%02d", 9+i/2, r.IntN(60)))
			if r.IntN(2) == 0 {
				k.NewPatient = newcomer("New" + string(rune('a'+r.IntN(26))))
			} else {
				k.PatientID = o.seeded(1)[0]
			}
			switch r.IntN(5) {
			case 0:
				k.Outcome, k.SeenBy, k.Diagnoses = "left", "", nil
			case 1:
				k.Outcome, k.SeenBy, k.Diagnoses = "here", "", nil
			}
			o.key(target, k)
			keyed[day]++
			keyedAll++
		}
		d, err := o.room.Close(t.Context(), visittest.Nurse, sheet.Sheet.ID, downtime.PaperCommand{ID: id.New()})
		if err != nil {
			t.Fatal(err)
		}
		if c := d.Sheet.Count; c.Rows != c.Keyed+c.Crossed+c.Unused+c.Reserved || c.Written != c.Keyed+c.Crossed || c.Left+c.Reserved != 0 {
			t.Errorf("%s: %+v", sheet.Sheet.Serial, c)
		}
		for _, row := range d.Rows {
			if row.NumberState == "void" {
				voidNumbers++
			}
		}
	}
	o.At(4, "07:00:00")
	if _, err := o.Visits.CloseDays(t.Context()); err != nil {
		t.Fatal(err)
	}
	paper := 0
	for day, came := range keyed {
		o.addsUp(day, came)
		paper += o.report(day).FromPaper
	}
	list, err := o.room.List(t.Context(), visittest.Admin)
	if err != nil {
		t.Fatal(err)
	}
	if paper != keyedAll || list.Count.Keyed != keyedAll || list.Count.Rows != 60 ||
		list.Numbers != (downtime.NumberCount{Printed: 24, Used: 24 - voidNumbers, Void: voidNumbers}) {
		t.Errorf("%d on the reports, %d keyed in, %+v", paper, keyedAll, list)
	}
}

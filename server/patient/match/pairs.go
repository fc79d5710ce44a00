package match

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Pairs finds the pairs of records that score atLeast or more and yields each once, i < j, in order of i and j, from one
// goroutine. What it finds does not depend on how many cores there are. An error is ctx's.
//
// It knows more than Compare, for it sees the whole list: how many relatives are in it, and who is likely to be the
// same as whom by way of a third.
func Pairs(ctx context.Context, records []Record, c Corpus, atLeast float64, yield func(i, j int, c Comparison)) error {
	w := newWeigher(c)
	found, err := w.compareAll(ctx, records)
	if err != nil {
		return err
	}
	w.families = found.families(len(records))
	for n, p := range w.settle(records, found.pairs) {
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		score := chance(p.odds)
		if score < atLeast {
			continue
		}
		a, b := &records[p.i], &records[p.j]
		m := w.explain(a, b, w.weigh(a, b), score)
		if p.through {
			m.Reasons = append(m.Reasons, Reason{throughThird, nil})
		}
		yield(int(p.i), int(p.j), m)
	}
	return nil
}

// weighed is a pair that is not out of the question.
type weighed struct {
	i, j             int32
	total, relatives float64
}

// findings are what comparing the whole list has given.
type findings struct {
	pairs     []weighed // by j, then i
	relatives int       // pairs that plainly are
	likely    int       // pairs that are one person, but for the question of relatives
}

// outOfTheQuestion is the score, as bits, below which a pair is forgotten: one in a thousand.
const outOfTheQuestion = -10

func (w *weigher) compareAll(ctx context.Context, records []Record) (findings, error) {
	blocks := newBlocks(records)
	const batch = 256
	parts := make([]findings, (len(records)+batch-1)/batch)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		workers.Go(func() {
			points, candidates := make([]uint8, len(records)), []int32(nil)
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= len(parts) {
					return
				}
				f := &parts[n]
				for j := n * batch; j < min(len(records), (n+1)*batch); j++ {
					candidates = blocks.before(int32(j), points, candidates[:0])
					for _, i := range candidates {
						f.add(i, int32(j), w.weigh(&records[i], &records[j]), w.prior)
					}
				}
			}
		})
	}
	workers.Wait()
	var all findings
	for _, f := range parts {
		all.pairs = append(all.pairs, f.pairs...)
		all.relatives += f.relatives
		all.likely += f.likely
	}
	return all, ctx.Err()
}

func (f *findings) add(i, j int32, v verdict, prior float64) {
	if v.plainly() {
		f.relatives++
	}
	if v.total > prior+6 {
		f.likely++
	}
	if v.total > prior+outOfTheQuestion {
		f.pairs = append(f.pairs, weighed{i, j, v.total, v.relatives})
	}
}

// families is weigher.families of the list. One in a hundred of those who are one person looks like a relative, by
// errors in both name and birth date.
func (f *findings) families(people int) float64 {
	return families(f.relatives-min(f.relatives, f.likely/100), people)
}

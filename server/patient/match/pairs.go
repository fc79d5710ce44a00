package match

import (
	"context"
	"slices"
)

const mostSharing = 400

// Pairs finds the pairs of records that score atLeast or more and yields each once, i < j, in order of i and j. Keys
// that more than 400 records share are not followed. An error is ctx's.
func Pairs(ctx context.Context, records []Record, c Corpus, atLeast float64, yield func(i, j int, c Comparison)) error {
	index, asked := map[int64][]int32{}, map[int64][]int32{}
	keys := make([][]Key, len(records))
	for i := range records {
		keys[i] = records[i].Questions()
		n := len(records[i].Keys())
		for k, key := range keys[i] {
			if k < n {
				index[key.Hash] = append(index[key.Hash], int32(i))
			} else {
				asked[key.Hash] = append(asked[key.Hash], int32(i))
			}
		}
	}
	w := newWeigher(c)
	type pair struct {
		i, j     int32
		total, r float64
	}
	var found []pair
	kin := 0
	points := make([]uint8, len(records))
	for j := range records {
		var touched []int32
		visit := func(k Key, list []int32) {
			if len(list) > mostSharing {
				return
			}
			for _, i := range list {
				if int(i) >= j {
					break
				}
				if points[i] == 0 {
					touched = append(touched, i)
				}
				points[i]++
				if k.Strong {
					points[i] = 2
				}
			}
		}
		n := len(records[j].Keys())
		for x, k := range keys[j] {
			visit(k, index[k.Hash])
			if x < n {
				visit(k, asked[k.Hash])
			}
		}
		slices.Sort(touched)
		for _, i := range touched {
			if points[i] > 1 {
				v := w.weigh(&records[i], &records[j])
				if v.plainly() {
					kin++
				}
				if v.total > w.prior-10 {
					found = append(found, pair{i, int32(j), v.total, v.relatives})
				}
			}
			points[i] = 0
		}
	}
	likely := 0
	for _, p := range found {
		if p.total > w.prior+6 {
			likely++
		}
	}
	w.families = families(kin-min(kin, likely/100), len(records))
	for _, p := range found {
		if s := w.score(p.total, p.r); s >= atLeast {
			v := w.weigh(&records[p.i], &records[p.j])
			yield(int(p.i), int(p.j), w.explain(&records[p.i], &records[p.j], v, s))
		}
	}
	return ctx.Err()
}

package match_test

import (
	"context"
	"fmt"
	"testing"

	"karete/server/patient/match"
)

// BenchmarkPairs is what `karete dedupe` costs but for reading the file.
func BenchmarkPairs(b *testing.B) {
	for _, n := range []int{5_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			people := makeRegister(n, 1).people
			for b.Loop() {
				records, counts := prepare(people)
				if err := match.Pairs(context.Background(), records, counts, 0.01, func(int, int, match.Comparison) {}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

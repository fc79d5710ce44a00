package act_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
)

func TestOneCommandSentByManyHappensOnce(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	c := act.Command{ID: id.New()}
	var ran sync.WaitGroup
	for range 16 {
		ran.Go(func() {
			if answer, err := register(t, g, nurse, c, "Roma"); err != nil || answer != "Roma" {
				t.Errorf("answered %q, %v", answer, err)
			}
		})
	}
	ran.Wait()
	if n := len(entries(t, g)); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestManyCommandsAtOnce(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	var ran sync.WaitGroup
	var done, refused atomic.Int64
	for i := range 64 {
		ran.Go(func() {
			c := act.Command{ID: id.New()}
			for _, village := range []string{"Roma", "Roma", "Mazenod"} { // once, a repeat, a re-use
				switch _, err := register(t, g, nurse, c, fmt.Sprint(village, i)); {
				case err == nil:
					done.Add(1)
				case fault.Is(err, fault.CommandReused):
					refused.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	ran.Wait()
	if done.Load() != 128 || refused.Load() != 64 {
		t.Errorf("%d done, %d refused", done.Load(), refused.Load())
	}
	if n := len(entries(t, g)); n != 64 {
		t.Errorf("%d entries", n)
	}
	if r, err := journal.VerifyHead(t.Context(), g.DB(), nil, 64); err != nil || !r.Clean() || r.Entries != 64 {
		t.Errorf("%+v, %v", r, err)
	}
}

// BenchmarkDo is one act with one row and its entry. Beside the time of the disk
// it shows what the gate itself costs: bare is the row alone in a transaction.
func BenchmarkDo(b *testing.B) {
	b.Run("act", func(b *testing.B) {
		g := newGate(b)
		for b.Loop() {
			if _, err := register(b, g, nurse, act.Command{ID: id.New()}, "Roma"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		g := newGate(b)
		for b.Loop() {
			if err := g.DB().Write(b.Context(), func(tx *db.Tx) error { return insertPatient(tx, id.New(), "Roma") }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("act by 64", func(b *testing.B) {
		g := newGate(b)
		b.SetParallelism(32)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := register(b, g, nurse, act.Command{ID: id.New()}, "Roma"); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

package patient_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func TestZZ(t *testing.T) {
	patients := 1_000_000
	path := "/tmp/karete/exp/m.db"
	_, err := os.Stat(path)
	fresh := err != nil
	d, err := db.Open(t.Context(), db.Options{Path: path, Readers: 2, CacheMiB: 16})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	random := rand.New(rand.NewPCG(7, uint64(patients)))
	families, givens := invented(random, 1500), invented(random, 2500)
	common := func(list []string) func() string {
		z := rand.NewZipf(random, 1.1, 8, uint64(len(list)-1))
		return func() string { return list[z.Uint64()] }
	}
	family, given := common(families), common(givens)
	var people []townsman
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		if fresh {
			tx.Exec(`INSERT INTO facility (id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
			VALUES ('f', 'F', 'Clinic', 'Maseru', 'LS', 'Africa/Maseru', '', 'en', '', '{}', 1, 1)`)
			tx.Exec(`INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES ('d', 'OPD', 'OPD', '', 'consultation', 1, 1, 1)`)
		}
		for i := range patients {
			p := townsman{given(), family(), fmt.Sprintf("5%07d", random.IntN(10_000_000)), fmt.Sprintf("%06d", i+1)}
			if i%(patients/500) == 0 {
				people = append(people, p)
			}
			if !fresh {
				continue
			}
			if err := settle(tx, i+1, p); err != nil {
				return err
			}
			if i%(patients/60) == 0 {
				if err := arrive(tx, i+1); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	room := patient.New(act.NewGate(d, act.Options{}))
	for range 3 {
		var took []time.Duration
		for _, p := range people {
			text := start(p.family, 4) + " " + start(p.given, 3)
			began := time.Now()
			room.Search(context.Background(), visittest.Clerk, patient.SearchQuery{Text: text})
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		t.Log(took[250], took[495])
	}
}

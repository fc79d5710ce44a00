package secret_test

import (
	"testing"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/secret"
)

func TestKeptReplacedForgotten(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	do := func(f func(tx *db.Tx) error) {
		t.Helper()
		if err := d.Write(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	is := func(want string, there bool) {
		t.Helper()
		do(func(tx *db.Tx) error {
			got, found, err := secret.In(tx, "key")
			if string(got) != want || found != there {
				t.Errorf("got %d bytes, found %v; want %d, %v", len(got), found, len(want), there)
			}
			return err
		})
	}
	is("", false)
	do(func(tx *db.Tx) error { return secret.Put(tx, "key", []byte("one")) })
	is("one", true)
	do(func(tx *db.Tx) error { return secret.Put(tx, "key", []byte("two")) })
	is("two", true)
	do(func(tx *db.Tx) error { return secret.Delete(tx, "key") })
	is("", false)
	do(func(tx *db.Tx) error { return secret.Delete(tx, "key") })
}

package db

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// hold keeps the writer busy until release is called, so that what a test
// writes meanwhile gathers into one batch.
func hold(t *testing.T, d *DB) (release func()) {
	t.Helper()
	began, end, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- d.Write(context.Background(), func(*Tx) error {
			close(began)
			<-end
			return nil
		})
	}()
	<-began
	return func() {
		close(end)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// gather waits until n writes stand in line.
func gather(d *DB, n int) {
	for {
		d.writer.mu.Lock()
		waiting := len(d.writer.line)
		d.writer.mu.Unlock()
		if waiting >= n {
			return
		}
		runtime.Gosched()
	}
}

func TestConcurrentWritesShareACommit(t *testing.T) {
	d := fresh(t)
	var commits atomic.Int32
	d.OnCommit(func() { commits.Add(1) })

	const n = 40
	release := hold(t, d)
	errs := make(chan error, n)
	for i := range n {
		go func() { errs <- addBook(d, fmt.Sprint(i)) }()
	}
	gather(d, n)
	release()
	for range n {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	want(t, "books", count(t, d, "book"), n)
	if c := commits.Load(); c > n/4 { // one or two, unless the machine is so slow that the time cap ends a batch
		t.Errorf("%d writes took %d commits", n+1, c)
	}
}

func count(t testing.TB, d *DB, table string) (n int) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *Tx) error {
		return tx.QueryRow("SELECT count(*) FROM " + table).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFailingWriteTakesBackOnlyItself(t *testing.T) {
	d := fresh(t)
	mine := errors.New("mine")
	release := hold(t, d)
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			err := d.Write(context.Background(), func(tx *Tx) error {
				if _, err := tx.Exec("INSERT INTO book (title, shelf) VALUES (?, 1)", fmt.Sprint(i)); err != nil {
					return err
				}
				switch i % 3 {
				case 1:
					return mine
				case 2:
					_, err := tx.Exec("INSERT INTO shelf (name) VALUES ('first')")
					return err
				}
				return nil
			})
			switch i % 3 {
			case 0:
				wantErr(t, "good", err, nil)
			case 1:
				wantErr(t, "bad", err, mine)
			case 2:
				wantErr(t, "broken rule", err, ErrConstraint)
			}
		})
	}
	gather(d, 30)
	release()
	wg.Wait()
	want(t, "books", count(t, d, "book"), 10)

	// The same for one that has the transaction to itself.
	err := d.Write(t.Context(), func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM book"); err != nil {
			return err
		}
		return mine
	})
	wantErr(t, "alone", err, mine)
	want(t, "books afterwards", count(t, d, "book"), 10)
}

func TestPanicEndsWhereItBegan(t *testing.T) {
	d := fresh(t)
	release := hold(t, d)
	var wg sync.WaitGroup
	for i := range 9 {
		wg.Go(func() {
			defer func() {
				if got := recover(); (got == "dropped") != (i%3 == 0) {
					t.Errorf("write %d recovered %v", i, got)
				}
			}()
			err := d.Write(context.Background(), func(tx *Tx) error {
				_, err := tx.Exec("INSERT INTO book (title, shelf) VALUES (?, 1)", fmt.Sprint(i))
				switch i % 3 {
				case 0:
					panic("dropped")
				case 1:
					runtime.Goexit() // what t.FailNow does
				}
				return err
			})
			wantErr(t, "the others", err, nil)
		})
	}
	gather(d, 9)
	release()
	wg.Wait()
	want(t, "books", count(t, d, "book"), 3)

	func() { // alone, without a savepoint
		defer func() { want(t, "recovered", recover(), any("alone")) }()
		d.Write(context.Background(), func(tx *Tx) error {
			if _, err := tx.Exec("DELETE FROM book"); err != nil {
				t.Error(err)
			}
			panic("alone")
		})
	}()
	want(t, "books", count(t, d, "book"), 3)

	func() { // a panic in a Read gives the reader back
		for range 5 {
			func() {
				defer func() { recover() }()
				d.Read(context.Background(), func(tx *Tx) error { panic("read") })
			}()
		}
	}()
	want(t, "books", count(t, d, "book"), 3)
}

func TestCancelBeforeAndAfterItBegan(t *testing.T) {
	d := fresh(t)
	release := hold(t, d)
	early, cancelEarly := context.WithCancel(t.Context())
	got := make(chan error, 1)
	go func() {
		got <- d.Write(early, func(*Tx) error { t.Error("ran though it was cancelled"); return nil })
	}()
	gather(d, 1)
	cancelEarly()
	release()
	wantErr(t, "cancelled in the queue", <-got, context.Canceled)

	late, cancelLate := context.WithCancel(t.Context())
	err := d.Write(late, func(tx *Tx) error {
		cancelLate()
		if err := tx.Context().Err(); err != nil {
			t.Errorf("the batch belongs to others too: %v", err)
		}
		_, err := tx.Exec("INSERT INTO book (title, shelf) VALUES ('kept', 1)")
		return err
	})
	wantErr(t, "cancelled while running", err, nil)
	want(t, "books", titles(t, d), "kept")
}

func TestNestedIsRefused(t *testing.T) {
	d, other := fresh(t), fresh(t)
	nothing := func(*Tx) error { return nil }
	for name, do := range map[string]func(context.Context, func(*Tx) error) error{"Read": d.Read, "Write": d.Write} {
		err := do(t.Context(), func(tx *Tx) error {
			wantErr(t, "Write in "+name, d.Write(tx.Context(), nothing), ErrNested)
			wantErr(t, "Read in "+name, d.Read(tx.Context(), nothing), ErrNested)
			return other.Write(tx.Context(), nothing)
		})
		wantErr(t, name+" with another database inside", err, nil)
	}
}

func TestOnCommitComesBeforeTheAnswer(t *testing.T) {
	d := fresh(t)
	var first, second int
	d.OnCommit(func() { first++ })
	d.OnCommit(func() { second++ })
	if err := addBook(d, "a"); err != nil {
		t.Fatal(err)
	}
	d.Write(t.Context(), func(*Tx) error { return errors.New("nothing to tell") })
	want(t, "first", first, 1)
	want(t, "second", second, 1)
}

func TestCloseAnswersWhatItAccepted(t *testing.T) {
	d := fresh(t)
	release := hold(t, d)
	errs := make(chan error, 20)
	for i := range 20 {
		go func() { errs <- addBook(d, fmt.Sprint(i)) }()
	}
	gather(d, 20)
	closed := make(chan error, 1)
	go func() { closed <- d.Close() }()
	<-d.closing
	release()
	for range 20 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	want(t, "books", count(t, open(t, d.Path()), "book"), 20)
}

func TestWritesRacingWithClose(t *testing.T) {
	d := fresh(t)
	var yes atomic.Int32
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			switch err := addBook(d, fmt.Sprint(i)); {
			case err == nil:
				yes.Add(1)
			case !errors.Is(err, ErrClosed):
				t.Error(err)
			}
		})
	}
	d.Close()
	wg.Wait()
	want(t, "kept = answered yes", count(t, open(t, d.Path()), "book"), int(yes.Load()))
}

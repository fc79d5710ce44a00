package upgrade

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"karete/db"
)

// Options of a run.
type Options struct {
	Dir        string           // the folder with the records, which this process has for itself
	Database   string           // the name of the database in it
	Version    string           // of this program
	Program    string           // its file; "" for a command, which is not tried and takes nobody's place
	Migrations fs.FS            // nil: those of the program
	Now        func() time.Time // nil: time.Now
	Log        *slog.Logger     // nil: slog.Default()
	Patience   time.Duration    // in which a new program has to be well; 0: a minute
	Steady     time.Duration    // for how long it has to stay so; 0: twenty seconds

	Hear func(word string) string // what is taken for the word the box says of itself, for tests; nil: that word

	at func(step string) // tells a test how far it is; nil: nobody
}

func (o Options) reached(step string) {
	if o.at != nil {
		o.at(step)
	}
}

// mostStarts is how often a new program may stop before it was well: once may be
// the plug.
const mostStarts = 3

// Run is one run of the program over a folder.
type Run struct {
	o     Options
	knows int // steps of the schema
	self  Program
	ended chan struct{} // closed when another program has to take over

	mu      sync.Mutex
	state   State
	inert   bool   // the folder cannot be written, or is none of this program's business
	blamed  string // why it has to be taken back
	verdict error  // *Elsewhere, once it was
}

// Elsewhere says that another program has to run here.
type Elsewhere struct {
	Program string // its file
	Version string
	Reason  string // in words
}

func (e *Elsewhere) Error() string { return e.Reason }

// Begin decides whether this program may work on the folder, after putting right
// what a power cut left half done. Errors: *Elsewhere; otherwise in words.
func Begin(o Options) (*Run, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Patience == 0 {
		o.Patience = time.Minute
	}
	if o.Steady == 0 {
		o.Steady = 20 * time.Second
	}
	knows, err := db.Steps(o.Migrations)
	if err != nil {
		return nil, err
	}
	r := &Run{o: o, knows: knows, ended: make(chan struct{}), inert: o.Program == ""}
	r.state, err = Read(o.Dir)
	if errors.Is(err, errDamaged) {
		// All it costs is the way back to the program before.
		o.Log.Error("what the folder remembers of its programs is lost; it begins anew", "cause", err)
		r.state, err = State{Format: format}, nil
	}
	if err != nil {
		return nil, err
	}
	if r.state.Format > format {
		r.inert = true
		return r, nil
	}
	err = r.begin()
	if readOnly(err) {
		o.Log.Warn("the folder cannot be written: a new program is not tried and not remembered", "cause", err)
		r.inert, err = true, nil
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

func readOnly(err error) bool { return errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOSPC) }

func (r *Run) begin() error {
	if err := r.undo(); err != nil {
		return err
	}
	if r.o.Program == "" {
		return r.command()
	}
	if err := r.identify(); err != nil {
		return fmt.Errorf("the program's own file cannot be read: %w", err)
	}
	s := &r.state
	switch {
	case s.Good != nil && s.Good.SHA256 == r.self.SHA256:
		return r.again()
	case s.refused(r.self) != nil:
		if kept, ok := s.Good.Kept(r.o.Dir); ok {
			return r.elsewhere(kept, *s.refused(r.self))
		}
		// Nobody else is left: better this one than none.
	case s.Trial != nil && s.Trial.SHA256 == r.self.SHA256:
		if s.Trial.Starts >= mostStarts {
			if err := r.refuse(fmt.Sprintf("it stopped %d times before it was well", s.Trial.Starts)); err != nil {
				return err
			}
		}
		s.Trial.Starts++
		return s.write(r.o.Dir)
	}
	if err := r.older(); err != nil {
		return err
	}
	fresh := &Trial{Program: r.self, Starts: 1}
	if s.Trial != nil { // one was put in place of another that nobody waited for
		fresh.Before, fresh.Moved = s.Trial.Before, s.Trial.Moved
	}
	s.Trial = fresh
	return s.write(r.o.Dir)
}

// command is for the commands beside the server: they try nothing, and keep away
// from records that wait for another program.
func (r *Run) command() error {
	if err := r.older(); err != nil {
		return err
	}
	s := r.state
	if last, ok := s.Last(); ok && s.Good != nil && last.Version == r.o.Version && s.Good.Version != r.o.Version {
		if kept, ok := s.Good.Kept(r.o.Dir); ok {
			return fmt.Errorf("version %s was taken back, because %s; use %s, which is kept as %s", last.Version, last.Reason, s.Good.Version, kept)
		}
	}
	return nil
}

// older refuses records of a later program, before they are opened, and says the
// way back.
func (r *Run) older() error {
	for _, p := range []*Program{r.state.trial(), r.state.Good} {
		if p == nil || p.Schema <= r.knows {
			continue
		}
		if p == r.state.trial() && r.state.Trial.Before == "" {
			continue // it has not touched the records
		}
		return r.Newer(p)
	}
	return nil
}

func (s *State) trial() *Program {
	if s.Trial == nil {
		return nil
	}
	return &s.Trial.Program
}

// Newer is what somebody is told who runs an older program over the records of p.
func (r *Run) Newer(p *Program) error {
	says := fmt.Sprintf("these records were written by Karete %s, and this is the older %s, which cannot read them; nothing was changed. Install %s again", p.Version, r.o.Version, p.Version)
	if kept, ok := p.Kept(r.o.Dir); ok {
		says += fmt.Sprintf(": it is kept as %s", kept)
	}
	before := beforeName(r.o.Database, r.knows)
	if _, err := os.Stat(filepath.Join(r.o.Dir, before)); err == nil && r.state.Former != nil && r.state.Former.Schema == r.knows {
		says += fmt.Sprintf(". To work with %s all the same, without anything written since %s, run: karete upgrade --back --accept-loss --data %s",
			r.state.Former.Version, r.state.Good.Since.Format(time.DateOnly), r.o.Dir)
	}
	return errors.New(says)
}

// identify knows the running program again, by its size and time, or by all of it.
func (r *Run) identify() error {
	now, err := look(r.o.Program)
	if err != nil {
		return err
	}
	s := &r.state
	known := []*Program{s.Good, s.trial()}
	for i := range s.Refused {
		known = append(known, &s.Refused[i].Program)
	}
	for _, p := range known {
		if p.sameFile(now) && p.Version == r.o.Version {
			now.SHA256 = p.SHA256
			break
		}
	}
	if now.SHA256 == "" {
		if now.SHA256, err = hash(r.o.Program); err != nil {
			return err
		}
	}
	now.Version, now.Schema, now.Since = r.o.Version, r.knows, r.o.Now().UTC().Truncate(time.Second)
	r.self = now
	return nil
}

// again is the program that worked before. Another that was tried meanwhile, and
// that somebody took away again, is refused: its records cannot be read here.
func (r *Run) again() error {
	s := &r.state
	r.self.Since = s.Good.Since
	if t := s.Trial; t != nil {
		s.drop(*t, "it was replaced before it had shown that it works", r.o)
		if err := s.write(r.o.Dir); err != nil {
			return err
		}
		return r.undo()
	}
	if *s.Good == r.self {
		return nil
	}
	*s.Good = r.self // the same program, in another file
	return s.write(r.o.Dir)
}

// Close ends the run; the records are closed, and the folder is still this
// process's. A program that is blamed is taken back now. One that stopped as it was
// told, or gave up for a reason that is not its own fault, has nothing against it.
func (r *Run) Close() error {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.blamed != "" && r.verdict == nil {
		r.verdict = r.refuse(r.blamed)
		return nil
	}
	if t := r.state.Trial; !r.inert && t != nil && t.Starts > 0 {
		t.Starts = 0
		if err := r.state.write(r.o.Dir); err != nil && !readOnly(err) {
			return err
		}
	}
	return nil
}

// Ended is closed when another program has to take over; Verdict then says which.
func (r *Run) Ended() <-chan struct{} { return r.ended }

// Verdict is an *Elsewhere after Close of a program that was taken back, else nil.
func (r *Run) Verdict() error {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.verdict
}

// wait is false when ctx ended first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

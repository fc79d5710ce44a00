package upgrade

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"karete/db/durable"
)

// beforeName is the file of records that had so many steps of the schema when the
// next one was taken. Renewing the key of the records removes such files, which
// are under the old key.
func beforeName(database string, steps int) string {
	return fmt.Sprintf("%s.before-%04d", database, steps+1)
}

// drop refuses the program on trial, in memory. When its records stand in the
// place of the old ones, they have to be put back.
func (s *State) drop(t Trial, reason string, o Options) {
	refused := Refused{Program: t.Program, At: o.Now().UTC().Truncate(time.Second), Reason: reason}
	if t.Before != "" {
		if before := filepath.Join(o.Dir, t.Before); there(before) && !same(before, filepath.Join(o.Dir, o.Database)) {
			refused.Aside = fmt.Sprintf("%s.after-%.40s-%s", o.Database, unsafe.ReplaceAllString(t.Version, "-"), o.Now().UTC().Format("20060102T150405"))
			refused.Since = t.Moved
			s.Undo = &Undo{t.Before, refused.Aside}
		}
	}
	s.refuse(refused)
	s.Trial = nil
}

// refuse takes the program on trial back for good, if there is another to run. The
// records must be closed. It returns *Elsewhere then, and nil when there is none.
func (r *Run) refuse(reason string) error {
	s := &r.state
	kept, ok := s.Good.Kept(r.o.Dir)
	if s.Trial == nil || r.inert || !ok {
		return nil
	}
	s.drop(*s.Trial, reason, r.o)
	if err := s.write(r.o.Dir); err != nil {
		return err
	}
	r.o.reached("refused")
	r.inert = true
	if err := r.undo(); err != nil {
		return err
	}
	last := s.Refused[len(s.Refused)-1]
	return r.elsewhere(kept, last)
}

func (r *Run) elsewhere(kept string, why Refused) error {
	return &Elsewhere{kept, r.state.Good.Version, Told(why, r.state.Good.Version)}
}

// Told says in words what became of a program.
func Told(r Refused, now string) string {
	says := fmt.Sprintf("Karete %s was taken back on %s, because %s; %s runs instead.", r.Version, r.At.Format(time.DateOnly), r.Reason, now)
	if r.Aside != "" {
		says += fmt.Sprintf(" The records are as they were at %s UTC. If anything was written after that, it is not in them: it is kept in the file %s. Keep that file and call for help.",
			r.Since.UTC().Format(time.DateTime), r.Aside)
	}
	return says
}

// undo puts records back. Each of its steps may have been done before a power cut.
func (r *Run) undo() error {
	u := r.state.Undo
	if u == nil {
		return nil
	}
	if err := r.o.putBack(*u); err != nil {
		return fmt.Errorf("the records could not be put back as they were before the upgrade; they stand in %s: %w", filepath.Join(r.o.Dir, u.Before), err)
	}
	r.state.Undo = nil
	return r.state.write(r.o.Dir)
}

// putBack sets the records that stand there aside, log and all, and puts the ones
// from before in their place. Nobody opens them half-way: the state says that they
// have to be put back until it is done.
func (o Options) putBack(u Undo) error {
	now, before, aside := filepath.Join(o.Dir, o.Database), filepath.Join(o.Dir, u.Before), filepath.Join(o.Dir, u.Aside)
	if !there(before) { // it was done
		return nil
	}
	for _, end := range []string{"-wal", ""} { // the log first: what stands alone is never the log
		if there(now+end) && !there(aside+end) {
			if err := os.Rename(now+end, aside+end); err != nil {
				return err
			}
			o.reached("aside" + end)
		}
	}
	if there(now) {
		return fmt.Errorf("%s and %s are both there", o.Database, u.Aside)
	}
	if err := errors.Join(durable.Remove(now+"-shm"), durable.Folder(o.Dir)); err != nil {
		return err
	}
	if err := os.Rename(before, now); err != nil {
		return err
	}
	o.reached("put back")
	return durable.Folder(o.Dir)
}

func there(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// Back goes back to the program before, because somebody wants it. Records of an
// older schema come back as they were before the upgrade: everything written since
// is set aside, which the person has to accept. The folder must not be in use.
func Back(o Options, acceptLoss bool) (string, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &Run{o: o}
	var err error
	if r.state, err = Read(o.Dir); err != nil {
		return "", err
	}
	if err := r.undo(); err != nil {
		return "", err
	}
	s := &r.state
	to, from := s.Former, s.Good
	trial := Trial{}
	if s.Trial != nil {
		to, from, trial = s.Good, &s.Trial.Program, *s.Trial
	} else if s.Good != nil {
		trial.Program = *s.Good
	}
	if _, ok := to.Kept(o.Dir); !ok {
		return "", errors.New("there is no earlier program to go back to: none is kept that worked on these records")
	}
	if s.Trial == nil && to.Schema < from.Schema {
		trial.Before, trial.Moved = beforeName(o.Database, to.Schema), from.Since
		if !there(filepath.Join(o.Dir, trial.Before)) {
			return "", fmt.Errorf("the records cannot go back to %s: as they were before %s they are kept no longer. A backup from before %s holds them", to.Version, from.Version, from.Since.Format(time.DateOnly))
		}
	}
	if trial.Before != "" && !acceptLoss {
		return "", fmt.Errorf("the records of %s cannot be read by %s. They would be as they were at %s UTC; everything written since would be set aside. If that is what you want, say --accept-loss", from.Version, to.Version, trial.Moved.UTC().Format(time.DateTime))
	}
	good := *to
	s.drop(trial, "somebody went back from it", o)
	s.Good, s.Former = &good, nil
	if err := s.write(o.Dir); err != nil {
		return "", err
	}
	return Told(s.Refused[len(s.Refused)-1], good.Version), r.undo()
}

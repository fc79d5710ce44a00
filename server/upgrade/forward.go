package upgrade

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"karete/db"
	"karete/db/durable"
	"karete/db/journal"
)

// next is added to the database's name while it is brought forward.
const next = ".next"

// Open opens the database, with the schema of this program. An older one is
// brought forward first, on a copy. Errors: *Elsewhere when the program is on trial
// and the copy did not come out right; otherwise in words, and the records are as
// they were.
func (r *Run) Open(ctx context.Context, o db.Options) (*db.DB, error) {
	o.Migrations = r.o.Migrations
	if err := r.clean(o.Path); err != nil {
		return nil, fmt.Errorf("what an upgrade left behind cannot be removed: %w", err)
	}
	stay := o
	stay.Stay = true
	d, err := db.Open(ctx, stay)
	if errors.Is(err, db.ErrNewer) {
		return nil, r.newer(err)
	}
	if err != nil {
		return nil, fmt.Errorf("the database cannot be opened: %w", err)
	}
	has, knows := d.Behind()
	if has == knows {
		return d, nil
	}
	if err := r.forward(ctx, d, o, has); err != nil {
		err = fmt.Errorf("the records could not be brought forward for Karete %s; they are as they were: %w", r.o.Version, err)
		return nil, r.Failed(err)
	}
	r.o.Log.Info("the records were brought forward", "from", has, "to", knows)
	d, err = db.Open(ctx, stay)
	if err != nil {
		return nil, fmt.Errorf("the database cannot be opened: %w", err)
	}
	return d, nil
}

func (r *Run) newer(err error) error {
	if r.state.Good != nil && r.state.Good.Schema > r.knows {
		return r.Newer(r.state.Good)
	}
	return fmt.Errorf("these records were written by a newer Karete than this one, %s, which cannot read them; nothing was changed. Install the newer one again: %w", r.o.Version, err)
}

// clean removes what is left of a copy that a power cut ended.
func (r *Run) clean(path string) error {
	var all error
	for _, end := range []string{"", ".part", "-wal", "-shm"} {
		all = errors.Join(all, durable.Remove(path+next+end))
	}
	return all
}

// forward makes a copy, brings it to the schema of this program, checks it, and
// puts it in the place of the original, which d has open and forward closes.
func (r *Run) forward(ctx context.Context, d *db.DB, o db.Options, has int) error {
	copied := o
	copied.Path += next
	copied.NoCopy = true
	err := room(d)
	if err == nil {
		err = d.Snapshot(ctx, copied.Path)
	}
	if err == nil {
		err = d.Flush(ctx)
	}
	if err := errors.Join(err, d.Close()); err != nil {
		return err
	}
	r.o.reached("copied")
	if err := r.advance(ctx, copied, o); err != nil {
		return errors.Join(err, r.clean(o.Path))
	}
	// A log would be taken for that of the file which comes to stand beside it.
	for _, path := range []string{o.Path, copied.Path} {
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
			return errors.Join(fmt.Errorf("%s is in use", path), r.clean(o.Path))
		}
	}
	r.o.reached("advanced")
	before := beforeName(filepath.Base(o.Path), has)
	if err := retain(o.Path, filepath.Join(filepath.Dir(o.Path), before)); err != nil {
		return errors.Join(fmt.Errorf("the records from before cannot be kept: %w", err), r.clean(o.Path))
	}
	r.o.reached("retained")
	if err := r.moving(before); err != nil {
		return errors.Join(err, r.clean(o.Path))
	}
	if err := errors.Join(durable.Remove(o.Path+"-wal"), durable.Remove(o.Path+"-shm"), durable.Remove(copied.Path+"-wal"), durable.Remove(copied.Path+"-shm")); err != nil {
		return err
	}
	r.o.reached("remembered")
	err = durable.Replace(copied.Path, o.Path)
	r.o.reached("moved")
	return err
}

// spare is what an upgrade leaves free.
const spare = 32 << 20

func room(d *db.DB) error {
	var size int64
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(d.Path() + end); err == nil {
			size += info.Size()
		}
	}
	space, err := d.Space()
	if err != nil {
		return err
	}
	// The copy, and the log of all that the migrations change in it.
	if need := uint64(2*size + spare); space.Free < need {
		return fmt.Errorf("%w: %d MiB have to be free for it, %d are", db.ErrFull, need>>20, space.Free>>20)
	}
	return nil
}

// advance brings the copy forward and compares it with what it should be.
func (r *Run) advance(ctx context.Context, copied, original db.Options) error {
	d, err := db.Open(ctx, copied) // with its own check of pages and references
	if err != nil {
		return err
	}
	report, err := r.sound(ctx, d)
	if err == nil {
		err = d.Flush(ctx)
	}
	if err := errors.Join(err, d.Close()); err != nil {
		return err
	}
	if report.Clean() {
		return nil
	}
	// What was wrong before must not keep a clinic from ever upgrading.
	original.Stay = true
	old, err := db.Open(ctx, original)
	if err != nil {
		return err
	}
	was, err := r.verify(ctx, old)
	if err := errors.Join(err, old.Close()); err != nil {
		return err
	}
	known := map[journal.Finding]bool{}
	for _, f := range was.Findings {
		known[f] = true
	}
	for _, f := range report.Findings {
		if !known[f] {
			return fmt.Errorf("afterwards the journal does not fit: %s", f.Says)
		}
	}
	return nil
}

func (r *Run) sound(ctx context.Context, d *db.DB) (journal.Report, error) {
	changed, err := d.CheckSchema(ctx)
	if err != nil {
		return journal.Report{}, err
	}
	if len(changed) > 0 {
		return journal.Report{}, fmt.Errorf("afterwards %s", changed[0])
	}
	return r.verify(ctx, d)
}

func (r *Run) verify(ctx context.Context, d *db.DB) (journal.Report, error) {
	verifier, err := journal.LoadVerifier(filepath.Dir(d.Path()))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return journal.Report{}, err
	}
	return journal.Verify(ctx, d, verifier)
}

// retain keeps a file under another name too.
func retain(path, name string) error {
	if err := durable.Remove(name); err != nil {
		return err
	}
	if os.Link(path, name) == nil {
		return durable.Folder(filepath.Dir(path))
	}
	// A stick's file system knows no second name.
	if _, err := copyFile(path, name+".part", 0o600); err != nil {
		return errors.Join(err, durable.Remove(name+".part"))
	}
	return durable.Replace(name+".part", name)
}

// moving remembers, before the records are moved, that a refusal has to put them
// back.
func (r *Run) moving(before string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.state.Trial
	if r.inert || t == nil || t.Before != "" {
		return nil
	}
	t.Before, t.Moved = before, r.o.Now().UTC().Truncate(1e9)
	return r.state.write(r.o.Dir)
}

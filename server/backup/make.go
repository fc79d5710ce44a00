package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"karete/db"
	"karete/db/durable"
	"karete/db/vault/keyring"
	"karete/server/act"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
)

var errNoRoom = errors.New("backup: there is no room for it")

// attempt is one backup being made.
type attempt struct {
	*Room
	place  place
	at     string // where the place is mounted
	folder string // in it
	why    Reason
	source archive.Source
	zone   *time.Location
	onBox  bool // what is done now writes to the box's own disk, not to the place
}

// backUp writes a backup to a place and proves it. The place was found at s; its
// mark is read again before and after, because a stick is pulled and another put in
// between two looks.
func (r *Room) backUp(ctx context.Context, p place, s spot, why Reason) Result {
	r.enter(BackupRun{Kind: Making, Phase: InWriting, PlaceID: p.id, PlaceName: p.name, Reason: why})
	begin := r.o.Elapsed()
	a := &attempt{Room: r, place: p, at: s.Path, folder: media.FolderOn(s.Path), why: why}
	backupID, err := a.make(ctx)
	result := resultOf(err, p, a.at, a.onBox)
	if result != Stopped {
		r.paced(p.id, begin, result)
	}
	if err != nil {
		r.o.Log.Warn("a backup was not made", "place", p.name, "result", result, "cause", err)
	} else {
		r.o.Log.Info("a backup was made and proved", "place", p.name, "reason", why, "seconds", int((r.o.Elapsed() - begin).Seconds()))
	}
	if err := r.load(context.WithoutCancel(ctx)); err != nil {
		r.o.Log.Error("how the backups stand could not be read", "cause", err)
	}
	r.leave(backupID, result)
	return result
}

// make answers with the backup's id once it is proved and in the journal.
func (a *attempt) make(ctx context.Context) (string, error) {
	if err := marked(a.place, a.at); err != nil {
		return "", err
	}
	if err := a.prepare(ctx); err != nil {
		return "", err
	}
	doubt, when := a.o.Clock.Source(), a.present()
	made, err := a.write(ctx)
	if err != nil {
		return "", err
	}
	backupID, err := a.prove(ctx, &made, doubt)
	if backupID == "" { // one that is not proved does not stay
		return "", errors.Join(err, durable.Remove(made.Path))
	}
	if err != nil {
		return backupID, err
	}
	if b, e := a.reread(ctx, backupID); e == nil {
		a.mu.Lock()
		a.good[a.place.id] = good{backup: b, made: when}
		a.mu.Unlock()
	}
	a.thin(ctx, a.place, a.folder, standard, a.zone)
	return backupID, nil
}

// prepare clears up after runs that were cut short, makes room, and has the
// journal's head signed.
func (a *attempt) prepare(ctx context.Context) (err error) {
	a.onBox = true
	if a.source, a.zone, err = a.sourceOf(ctx); err != nil {
		return err
	}
	database := a.source.Ring.Database()
	if err := sweep(a.dir, database); err != nil {
		return err
	}
	if err := a.makeRoom(ctx, a.place, a.folder, a.zone); err != nil {
		a.onBox = !errors.Is(err, errNoRoom)
		return err
	}
	if err := a.o.Sign(ctx); err != nil {
		return err
	}
	a.onBox = false
	return sweep(a.folder, database)
}

// write puts the backup on the medium, not proved yet.
func (a *attempt) write(ctx context.Context) (archive.Made, error) {
	name, err := freeName(a.folder, a.source.Ring.Database(), a.o.Clock.Now())
	if err != nil {
		return archive.Made{}, err
	}
	made, err := archive.Make(ctx, a.folder, name+unproved, a.source)
	if errors.Is(err, archive.ErrFull) && a.thin(ctx, a.place, a.folder, tight, a.zone) > 0 {
		made, err = archive.Make(ctx, a.folder, name+unproved, a.source) // once more, with fewer old ones
	}
	return made, err
}

// prove restores and compares what was written, and then gives it its name and
// writes it down. An error with an id is a faithful copy of records that are
// damaged themselves: it stays, and does not count as good.
func (a *attempt) prove(ctx context.Context, made *archive.Made, doubt string) (backupID string, err error) {
	if err := marked(a.place, a.at); err != nil {
		return "", err
	}
	a.onward(InProof)
	found := a.compare(ctx, *made)
	var failure Result
	if errors.Is(found, archive.ErrFindings) {
		failure = Findings
	} else if found != nil {
		return "", found
	}
	a.onBox = false
	if err := marked(a.place, a.at); err != nil {
		return "", err
	}
	if err := named(made); err != nil {
		return "", err
	}
	a.onBox = true
	backupID, err = a.keep(ctx, a.place, *made, a.why, doubt, failure)
	return backupID, errors.Join(err, found)
}

// unproved ends the name of a backup until it was proved, so that none that the
// power cut short, or that was pulled out too early, lies there as if it were.
const unproved = "-unproved" + archive.Extension

// named gives a backup that was proved its name, durably.
func named(made *archive.Made) error {
	path := strings.TrimSuffix(made.Path, unproved) + archive.Extension
	if err := os.Rename(made.Path, path); err != nil {
		return err
	}
	made.Path = path
	return durable.Folder(filepath.Dir(path))
}

// marked holds that the place is still the one that was registered.
func marked(p place, at string) error {
	switch mark, err := media.ReadMark(at); {
	case err != nil:
		return err
	case mark != p.mark:
		return fmt.Errorf("backup: the mark is another place's")
	}
	return nil
}

// sourceOf is what a backup is made of.
func (r *Room) sourceOf(ctx context.Context) (archive.Source, *time.Location, error) {
	ring := r.o.Keys.Ring()
	if ring == nil {
		return archive.Source{}, nil, keyring.ErrClosed
	}
	identity, err := r.identity(ctx)
	if err != nil {
		return archive.Source{}, nil, err
	}
	clinic, zone := "", clock.Zone("Africa/Maseru")
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		f, err := facility.In(tx)
		if fault.Is(err, fault.NotSetUp) {
			return nil
		}
		clinic, zone = f.Name, f.Zone()
		return err
	})
	return archive.Source{DB: r.gate.DB(), Ring: ring, Dir: r.dir, Identity: identity, Version: r.o.Version, Clinic: clinic,
		Now: r.o.Clock.Now, Progress: r.progress()}, zone, err
}

// compare restores what was just written and holds it against what was counted when
// it was made.
func (a *attempt) compare(ctx context.Context, made archive.Made) error {
	proof, onBox, err := a.restored(ctx, made.Path, a.source, made.Manifest.DatabaseBytes)
	a.onBox = onBox
	if err != nil {
		return err
	}
	if proof.SHA256 != made.SHA256 || proof.Entries != made.Manifest.Entries || proof.Manifest.Head != made.Manifest.Head ||
		!maps.Equal(proof.Manifest.Tables, made.Manifest.Tables) {
		return errDiffers
	}
	return nil
}

// restored proves a backup in a folder of its own that is gone afterwards: on the
// medium when there is room, which spares the box's memory card, else in the data
// folder.
func (r *Room) restored(ctx context.Context, path string, source archive.Source, bytes int64) (proof archive.Proof, onBox bool, err error) {
	dir, onBox := r.scratch(filepath.Dir(path), bytes)
	proof, err = r.proveIn(ctx, dir, path, source)
	if errors.Is(err, archive.ErrFull) && !onBox { // somebody else filled it meanwhile
		onBox = true
		proof, err = r.proveIn(ctx, r.dir, path, source)
	}
	return proof, onBox, err
}

func (r *Room) proveIn(ctx context.Context, dir, path string, source archive.Source) (archive.Proof, error) {
	scratch := filepath.Join(dir, prefix(source.Ring.Database())+"proof"+archive.Unfinished)
	if err := errors.Join(os.RemoveAll(scratch), os.Mkdir(scratch, 0o700)); err != nil {
		return archive.Proof{}, err
	}
	proof, err := archive.Prove(ctx, path, archive.ByIdentity(source.Identity), scratch, r.progress())
	return proof, errors.Join(err, os.RemoveAll(scratch))
}

// scratchSpare is left free beside what is restored for a proof.
const scratchSpare = 64 << 20

func (r *Room) scratch(folder string, bytes int64) (dir string, onBox bool) {
	space, err := db.SpaceOf(folder)
	if err == nil && !space.ReadOnly && space.Free > uint64(bytes)+uint64(bytes)/8+scratchSpare {
		return folder, false
	}
	return r.dir, true
}

// keep writes the proved backup down: one act of the box.
func (r *Room) keep(ctx context.Context, p place, made archive.Made, why Reason, doubt string, failure Result) (string, error) {
	m := made.Manifest
	tables, err := json.Marshal(m.Tables)
	if err != nil {
		return "", err
	}
	return act.Do(ctx, r.gate, box, act.Command{ID: r.gate.NewID(), Action: "backup.write"}, func(tx *act.Tx) error {
		if err := keptIn(tx.Tx, p.id); err != nil { // forgotten meanwhile
			return err
		}
		id := tx.NewID()
		tx.Subject("backup", id)
		tx.Detail("place", p.id)
		tx.Detail("sha256", made.SHA256)
		tx.Detail("bytes", made.Bytes)
		tx.Detail("entries", m.Entries)
		_, err := tx.Exec(`INSERT INTO backup (number, id, place_id, reason, file, bytes, sha256, entries, head, counts, version, made_at, time_source, proved_at, failed_at, failure)
			VALUES ((SELECT coalesce(max(number), 0) + 1 FROM backup), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, iif(?14 = '', NULL, ?13), ?14)`,
			id, p.id, why, filepath.Base(made.Path), made.Bytes, made.SHA256, m.Entries, m.Head, string(tables), m.Version, m.MadeAt.UnixMilli(), doubt, tx.Now.UnixMilli(), failure)
		if err != nil {
			return fmt.Errorf("backup: %w", err)
		}
		return forgetGoneIn(tx.Tx)
	}, func(_ *db.Tx, id string) (string, error) { return id, nil })
}

func (r *Room) reread(ctx context.Context, id string) (b Backup, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		b, err = In(tx, id)
		return err
	})
	return b, err
}

// freeName is a name, without its ending, that no file there has; their order is that
// of time.
func freeName(folder, database string, at time.Time) (string, error) {
	stem := prefix(database) + at.UTC().Format("20060102T1504Z")
	for n := 1; n < 100; n++ {
		name := stem
		if n > 1 {
			name = fmt.Sprintf("%s-%d", stem, n)
		}
		if _, err := os.Lstat(filepath.Join(folder, name+archive.Extension)); errors.Is(err, os.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", errors.New("backup: too many within a minute")
}

// prefix is how the names of a clinic's backups begin: by the id of its database,
// which says nothing of whose it is.
func prefix(database string) string { return "karete-" + database[:min(len(database), 8)] + "-" }

// sweep removes what runs that were cut short left behind: files half written or not
// proved, and folders of proofs.
func sweep(folder, database string) error {
	list, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range list {
		name := e.Name()
		if strings.HasPrefix(name, prefix(database)) && (strings.HasSuffix(name, archive.Unfinished) || strings.HasSuffix(name, unproved)) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(folder, name)))
		}
	}
	return err
}

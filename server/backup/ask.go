package backup

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// MakeBackup asks for a backup now.
type MakeBackup struct {
	ID      string `json:"id" format:"uuid"`
	PlaceID string `json:"placeId,omitempty" format:"uuid" doc:"Only there; else at every place that is there"`
}

// ProveBackup asks for an old backup to be read back, restored and compared again.
type ProveBackup struct {
	ID string `json:"id" format:"uuid"`
}

// Make begins a backup now; it goes on after the answer. Faults: place-absent when
// no place is there, backup-running, not-found.
func (r *Room) Make(ctx context.Context, a access.Actor, in MakeBackup) (BackupList, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.make"); err != nil {
		return BackupList{}, err
	}
	jobs, err := r.jobs(ctx, in.PlaceID)
	if err != nil {
		return BackupList{}, err
	}
	c := act.Command{ID: in.ID, Action: "backup.make", Body: in}
	first, err := r.ask(ctx, a, c, func(tx *act.Tx) error {
		if len(jobs) == 0 {
			return fault.New(fault.PlaceAbsent)
		}
		tx.Subject("backup_place", jobs[0].place.id)
		return nil
	})
	if err == nil && first {
		err = r.begin(func() { r.all(jobs) })
	}
	if err != nil {
		return BackupList{}, err
	}
	return r.List(ctx, a)
}

// jobs are the backups to make now: at one place, or at all that are there.
func (r *Room) jobs(ctx context.Context, placeID string) (list []job, err error) {
	if err := r.load(ctx); err != nil {
		return nil, err
	}
	spots := r.look(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	known := placeID == ""
	for _, p := range r.places {
		if placeID != "" && p.id != placeID {
			continue
		}
		known = true
		if s, where := stand(p, spots); where == There {
			list = append(list, job{p, s, Asked})
		}
	}
	if !known {
		return nil, fault.New(fault.NotFound)
	}
	return list, nil
}

// Prove begins to prove an old backup again. Faults: not-found, wrong-state for one
// that is gone, place-absent, backup-running.
func (r *Room) Prove(ctx context.Context, a access.Actor, backupID string, in ProveBackup) (BackupList, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.prove"); err != nil {
		return BackupList{}, err
	}
	if err := r.load(ctx); err != nil {
		return BackupList{}, err
	}
	spots := r.look(ctx)
	var b Backup
	var j job
	c := act.Command{ID: in.ID, Action: "backup.prove", Body: backupID}
	first, err := r.ask(ctx, a, c, func(tx *act.Tx) (err error) {
		if b, err = In(tx.Tx, backupID); err != nil {
			return err
		}
		if b.State != Good && b.State != Bad {
			return fault.New(fault.WrongState)
		}
		if j, err = r.at(b.PlaceID, spots); err != nil {
			return err
		}
		tx.Subject("backup", backupID)
		return nil
	})
	if err == nil && first {
		err = r.begin(func() { r.proveAgain(r.life, j.place, j.spot, b) })
	}
	if err != nil {
		return BackupList{}, err
	}
	return r.List(ctx, a)
}

// at finds a place that is there. Fault: place-absent.
func (r *Room) at(placeID string, spots []spot) (job, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.places {
		if s, where := stand(p, spots); p.id == placeID && (where == There || where == ReadOnly) {
			return job{place: p, spot: s}, nil
		}
	}
	return job{}, fault.New(fault.PlaceAbsent)
}

// ask journals what a manager asked for, unless something runs already. first is
// false for a repeat of the command.
func (r *Room) ask(ctx context.Context, a access.Actor, c act.Command, check func(*act.Tx) error) (first bool, err error) {
	_, err = act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		r.mu.Lock()
		running := r.busy
		r.mu.Unlock()
		if running {
			return fault.New(fault.BackupRunning)
		}
		first = true
		return check(tx)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return first, err
}

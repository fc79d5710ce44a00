package backup

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/backup/media"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
)

const (
	lookEvery = 3 * time.Second  // so soon a stick is noticed
	askEvery  = 15 * time.Second // so soon, that something new was written down
)

// pace is how a place fared in this run of the program.
type pace struct {
	present bool          // at the last look
	tried   bool          // since it was plugged in
	last    time.Duration // when the last run began, by the machine's ticking
	took    time.Duration
	failed  bool
	asked   time.Duration // when it was last looked whether there is something new
}

// How often a place gets a backup while something new is written down. One begins
// early enough for the next to be there a quarter of an hour after the last, and
// the box is left in peace twice as long as a backup takes.
const (
	quarter  = 15 * time.Minute
	shortest = 5 * time.Minute
)

// pause is how long after the beginning of the last run the next one may begin.
func (p pace) pause() time.Duration {
	if p.failed {
		return quarter
	}
	return max(quarter-p.took, 3*p.took, shortest)
}

// paced notes how a run went.
func (r *Room) paced(placeID string, begin time.Duration, result Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.paces[placeID]
	p.tried, p.last, p.took, p.failed = true, begin, r.o.Elapsed()-begin, result != Proved
	r.paces[placeID] = p
}

// Watch makes backups by itself until ctx ends: when a registered stick is plugged
// in, every quarter of an hour while something new is written down, and once a day
// in any case.
func (r *Room) Watch(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := r.round(ctx); err != nil && ctx.Err() == nil {
			r.o.Log.Error("it was not seen whether a backup is due", "cause", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// round looks once, and makes what is due in the background.
func (r *Room) round(ctx context.Context) error {
	if err := r.known(ctx); err != nil {
		return err
	}
	spots := r.look(ctx)
	r.mu.Lock()
	places := r.places
	r.mu.Unlock()
	var jobs []job
	for _, p := range places {
		s, where := stand(p, spots)
		pace, look := r.met(p.id, where == There)
		if where != There || !look {
			continue
		}
		why, err := r.due(ctx, p, pace)
		if err != nil {
			return err
		}
		if why != "" || !pace.tried {
			jobs = append(jobs, job{p, s, why})
		}
	}
	if len(jobs) == 0 {
		return nil
	}
	err := r.begin(func() { r.all(jobs) })
	if fault.Is(err, fault.BackupRunning) || fault.Is(err, fault.Busy) {
		return nil // it is still due at the next look
	}
	return err
}

// job is one backup to make; without a reason the place is only tidied.
type job struct {
	place place
	spot  spot
	why   Reason
}

func (r *Room) all(jobs []job) {
	for _, j := range jobs {
		if r.life.Err() != nil {
			return
		}
		if j.why == "" {
			r.tidy(r.life, j.place, j.spot.Path)
			continue
		}
		r.backUp(r.life, j.place, j.spot, j.why)
	}
}

// met notes whether a place is there, and answers whether to look if a backup is
// due: at once when it has just come, else now and then once its pause is over.
func (r *Room) met(placeID string, present bool) (p pace, look bool) {
	now := r.o.Elapsed()
	r.mu.Lock()
	defer r.mu.Unlock()
	p = r.paces[placeID]
	changed := p.present != present
	if changed {
		p.tried = false
	}
	p.present = present
	if look = present && (!p.tried || now-p.last >= p.pause()) && (changed || now-p.asked >= askEvery); look {
		p.asked = now
	}
	r.paces[placeID] = p
	return p, look
}

// due says why a place that is there needs a backup; "" when it needs none.
func (r *Room) due(ctx context.Context, p place, pc pace) (why Reason, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		f, err := facility.In(tx)
		if fault.Is(err, fault.NotSetUp) {
			return nil
		}
		if err != nil {
			return err
		}
		last, ok, err := lastGoodIn(tx, p.id)
		if err != nil {
			return err
		}
		news, err := newsIn(tx, last.entries)
		if err != nil {
			return err
		}
		zone := f.Zone()
		switch {
		case !ok, !pc.tried && (news || pc.failed): // or it was pulled out too early the last time
			why = Plugged
		case clock.Day(tx.Now, zone) > clock.Day(last.MadeAt, zone):
			why = Day
		case news:
			why = Due
		}
		return nil
	})
	return why, err
}

// tidy sees to a stick that came back and needs no backup: what a power cut left
// half written goes, and what somebody took off is noted.
func (r *Room) tidy(ctx context.Context, p place, at string) {
	r.mu.Lock()
	pace := r.paces[p.id]
	pace.tried = true
	r.paces[p.id] = pace
	r.mu.Unlock()
	ring := r.o.Keys.Ring()
	if ring == nil || marked(p, at) != nil {
		return
	}
	folder := media.FolderOn(at)
	_, err := r.there(ctx, p, folder)
	err = errors.Join(err, sweep(folder, ring.Database()), sweep(r.dir, ring.Database()), r.load(ctx))
	if err != nil && ctx.Err() == nil {
		r.o.Log.Warn("a place was not tidied", "place", p.name, "cause", err)
	}
}

// newsIn reports whether the journal has something after its first entries that is
// worth a backup: what the box wrote down about backups is not, or each would make
// the next one needed.
func newsIn(tx *db.Tx, entries int64) (news bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND action NOT IN ('backup.write', 'backup.make', 'backup.prove'))`, entries).Scan(&news)
	return news, err
}

package backup

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/backup/media"
)

// spot is a medium, or a registered folder, that was looked at.
type spot struct {
	media.Medium
	mark   media.Mark // "" when it has none
	folder bool       // not a medium, but a folder that is registered
	broken bool       // it cannot be read
}

// Where says how a registered place stands.
type Where string

// The ways.
const (
	There    Where = "there"
	Away     Where = "away"       // not plugged in, or the share is not mounted
	Twice    Where = "twice"      // two media carry its mark: one is a copy
	Other    Where = "other-mark" // the folder has the mark of another place, or none
	ReadOnly Where = "read-only"
	Broken   Where = "failing" // it is there and cannot be read
)

// lookWait is how long somebody waits for a look: a share whose server is gone may
// hold it up for minutes.
const lookWait = 3 * time.Second

// look finds what is there now, and remembers it. When that takes too long it
// answers with what was found last.
func (r *Room) look(ctx context.Context) []spot {
	select {
	case <-r.looking:
	case <-ctx.Done():
		return r.spots()
	case <-time.After(lookWait):
		return r.spots()
	}
	done := make(chan []spot, 1)
	go func() {
		list := r.find()
		r.mu.Lock()
		r.seen = list
		r.mu.Unlock()
		r.looking <- struct{}{}
		done <- list
	}()
	select {
	case list := <-done:
		return list
	case <-ctx.Done():
	case <-time.After(lookWait):
	}
	return r.spots()
}

func (r *Room) spots() []spot {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seen
}

func (r *Room) find() []spot {
	var list []spot
	for _, m := range r.o.Media.Find() {
		s := spot{Medium: m}
		s.mark, s.broken = markAt(m.Path)
		list = append(list, s)
	}
	r.mu.Lock()
	places := r.places
	r.mu.Unlock()
	for _, p := range places {
		if p.kind != AFolder {
			continue
		}
		space, err := db.SpaceOf(p.path)
		if err != nil { // the share is not mounted
			continue
		}
		s := spot{Medium: media.Medium{Path: p.path, Free: space.Free, Total: space.Total, ReadOnly: space.ReadOnly}, folder: true}
		s.mark, s.broken = markAt(p.path)
		list = append(list, s)
	}
	return list
}

func markAt(path string) (media.Mark, bool) {
	mark, err := media.ReadMark(path)
	return mark, err != nil && !errors.Is(err, media.ErrNoMark)
}

// stand is how a place stands among what was found, and where.
func stand(p place, spots []spot) (spot, Where) {
	var at spot
	where := Away
	for _, s := range spots {
		if s.folder != (p.kind == AFolder) || p.kind == AFolder && s.Path != p.path {
			continue
		}
		switch {
		case s.mark == p.mark && (where == There || where == ReadOnly):
			return at, Twice
		case s.mark == p.mark && s.ReadOnly:
			at, where = s, ReadOnly
		case s.mark == p.mark:
			at, where = s, There
		case p.kind == AFolder && s.broken:
			at, where = s, Broken
		case p.kind == AFolder:
			at, where = s, Other
		}
	}
	return at, where
}

package backup

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/backup/retention"
)

// BackupList is the backups, and what goes on.
type BackupList struct {
	Backups []Backup          `json:"backups" nullable:"false" doc:"The newest first"`
	Run     *BackupRun        `json:"run,omitempty" doc:"What goes on now, or how the last run ended since the box started"`
	Kept    retention.Keeping `json:"kept" doc:"How many are kept at each place; the last good one always is"`
	Proven  int               `json:"proven" doc:"How many of those listed are there and good"`
}

// mostListed is more than a place ever keeps.
const mostListed = 200

// List is the newest backups, those that are gone included.
func (r *Room) List(ctx context.Context, a access.Actor) (BackupList, error) {
	out, err := act.Peek(ctx, r.gate, a, "backup.list", func(tx *db.Tx) (BackupList, error) {
		list, err := listIn(tx, `true`, mostListed)
		return BackupList{Backups: list, Kept: standard}, err
	})
	if err != nil {
		return BackupList{}, err
	}
	for _, b := range out.Backups {
		if b.State == Good {
			out.Proven++
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.run != nil {
		run := *r.run
		out.Run = &run
	}
	return out, nil
}

// BackupPlaces is where backups go, and where they could go.
type BackupPlaces struct {
	Places []BackupPlace `json:"places" nullable:"false" doc:"Registered; the oldest first"`
	Seen   []SeenMedium  `json:"seen" nullable:"false" doc:"Sticks and shares that are there now, registered or not"`
}

// BackupPlace is a registered one.
type BackupPlace struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	Kind         Kind       `json:"kind" enum:"stick,folder"`
	Where        Where      `json:"where" enum:"there,away,twice,other-mark,read-only,failing" doc:"twice: two sticks carry its mark, one is a copy; other-mark: the folder has the mark of another place, or none"`
	Path         string     `json:"path,omitempty" doc:"Of a folder; of a stick, where it is now"`
	Label        string     `json:"label,omitempty"`
	FreeBytes    uint64     `json:"freeBytes"`
	Bytes        uint64     `json:"bytes"`
	SameDisk     bool       `json:"sameDisk" doc:"It is on the disk that the records are on, and is lost with them"`
	Copies       int        `json:"copies" doc:"That should be on it and are good"`
	LastGoodAt   *time.Time `json:"lastGoodAt,omitempty"`
	RegisteredAt time.Time  `json:"registeredAt"`
	RegisteredBy string     `json:"registeredBy" doc:"Display name"`
}

// SeenMedium is one that is there now.
type SeenMedium struct {
	Path       string `json:"path" doc:"To register it by"`
	Label      string `json:"label,omitempty"`
	FileSystem string `json:"fileSystem,omitempty"`
	Network    bool   `json:"network"`
	ReadOnly   bool   `json:"readOnly"`
	FreeBytes  uint64 `json:"freeBytes"`
	Bytes      uint64 `json:"bytes"`
	Mark       string `json:"mark" enum:"none,ours,other,failing" doc:"other: registered with another clinic, or with this one before it was restored"`
	PlaceID    string `json:"placeId,omitempty" doc:"Of the mark, when it is ours"`
	Backups    int    `json:"backups" doc:"Files on it that look like backups of Karete, of whatever clinic"`
}

// Places looks what is there now.
func (r *Room) Places(ctx context.Context, a access.Actor) (BackupPlaces, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.places"); err != nil {
		return BackupPlaces{}, err
	}
	if err := r.load(ctx); err != nil {
		return BackupPlaces{}, err
	}
	spots := r.look(ctx)
	counts, err := r.counts(ctx)
	if err != nil {
		return BackupPlaces{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	out := BackupPlaces{Places: []BackupPlace{}, Seen: []SeenMedium{}}
	ours := map[media.Mark]string{}
	for _, p := range r.places {
		ours[p.mark] = p.id
		s, where := stand(p, spots)
		b := BackupPlace{ID: p.id, Name: p.name, Kind: p.kind, Where: where, Path: p.path, Label: s.Label, FreeBytes: s.Free, Bytes: s.Total,
			Copies: counts[p.id], RegisteredAt: p.registeredAt, RegisteredBy: p.by}
		if s.Path != "" {
			b.Path = s.Path
			b.SameDisk, _ = media.SameDisk(s.Path, r.dir) // pulled just now: it is on none
		}
		if g, ok := r.good[p.id]; ok {
			at := g.backup.MadeAt
			b.LastGoodAt = &at
		}
		out.Places = append(out.Places, b)
	}
	for _, s := range spots {
		if s.folder {
			continue
		}
		m := SeenMedium{Path: s.Path, Label: s.Label, FileSystem: s.FileSystem, Network: s.Network, ReadOnly: s.ReadOnly, FreeBytes: s.Free, Bytes: s.Total,
			PlaceID: ours[s.mark], Backups: backupsOn(s.Path)}
		switch {
		case s.broken:
			m.Mark = "failing"
		case s.mark == "":
			m.Mark = "none"
		case m.PlaceID != "":
			m.Mark = "ours"
		default:
			m.Mark = "other"
		}
		out.Seen = append(out.Seen, m)
	}
	return out, nil
}

// counts gives how many good backups should be at each place.
func (r *Room) counts(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(`SELECT place_id, count(*) FROM backup WHERE gone_at IS NULL AND failed_at IS NULL GROUP BY place_id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			var n int
			if err := rows.Scan(&id, &n); err != nil {
				return err
			}
			counts[id] = n
		}
		return rows.Err()
	})
	return counts, err
}

// backupsOn counts files by their name.
func backupsOn(path string) int {
	list, err := filepath.Glob(filepath.Join(media.FolderOn(path), "karete-*"+archive.Extension))
	if errors.Is(err, filepath.ErrBadPattern) { // the medium's path has signs of a pattern in it
		return 0
	}
	return len(list)
}

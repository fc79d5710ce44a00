package system

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
)

// System is the state of the box.
type System struct {
	Version       string          `json:"version"`
	GoVersion     string          `json:"goVersion"`
	SQLiteVersion string          `json:"sqliteVersion"`
	Platform      string          `json:"platform" doc:"Operating system and processor"`
	StartedAt     time.Time       `json:"startedAt"`
	UptimeSeconds int64           `json:"uptimeSeconds" doc:"By the machine's own ticking, whatever its clock did"`
	State         db.StateName    `json:"state" enum:"ok,read-only,disk-full,failing" doc:"Whether the box can write"`
	StateSince    time.Time       `json:"stateSince"`
	DatabaseBytes int64           `json:"databaseBytes"`
	WALBytes      int64           `json:"walBytes" doc:"Committed, not yet moved into the database file"`
	DiskFreeBytes uint64          `json:"diskFreeBytes"`
	DiskBytes     uint64          `json:"diskBytes"`
	Sessions      int             `json:"sessions" doc:"Signed in now"`
	Entries       int64           `json:"entries" doc:"In the journal"`
	Checkpoint    *LastCheckpoint `json:"checkpoint,omitempty" doc:"The journal's head as it was last signed"`
	Migrations    []Migration     `json:"migrations"`
}

// LastCheckpoint is a signed head of the journal.
type LastCheckpoint struct {
	Entries  int64     `json:"entries" doc:"That it covers"`
	SignedAt time.Time `json:"signedAt"`
	Note     string    `json:"note" doc:"The signed note, to be kept elsewhere"`
}

// Migration is one step the database's shape has taken.
type Migration struct {
	Number    int       `json:"number"`
	Name      string    `json:"name"`
	AppliedAt time.Time `json:"appliedAt"`
}

// Room looks at the box.
type Room struct {
	gate    *act.Gate
	version string
	begin   time.Time // with the monotonic reading
}

// New begins to count the uptime.
func New(gate *act.Gate, version string) *Room {
	return &Room{gate: gate, version: version, begin: time.Now()}
}

// Read is the state of the box now.
func (r *Room) Read(ctx context.Context, actor access.Actor) (System, error) {
	return act.Peek(ctx, r.gate, actor, "system.read", r.read)
}

func (r *Room) read(tx *db.Tx) (System, error) {
	up := time.Since(r.begin)
	d := r.gate.DB()
	state := d.State()
	s := System{
		Version: r.version, GoVersion: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		StartedAt: tx.Now.Add(-up).Truncate(time.Second), UptimeSeconds: int64(up / time.Second),
		State: state.Name, StateSince: state.Since,
	}
	space, err := d.Space()
	if err != nil {
		return System{}, fmt.Errorf("free space: %w", err)
	}
	s.DiskFreeBytes, s.DiskBytes = space.Free, space.Total
	if s.DatabaseBytes, err = size(d.Path()); err != nil {
		return System{}, err
	}
	if s.WALBytes, err = size(d.Path() + "-wal"); err != nil {
		return System{}, err
	}
	err = tx.QueryRow(`SELECT sqlite_version(), (SELECT count(*) FROM session)`).Scan(&s.SQLiteVersion, &s.Sessions)
	if err != nil {
		return System{}, fmt.Errorf("system: %w", err)
	}
	if s.Entries, err = journal.Size(tx); err != nil {
		return System{}, err
	}
	last, ok, err := journal.LastCheckpoint(tx)
	if err != nil {
		return System{}, err
	}
	if ok {
		s.Checkpoint = &LastCheckpoint{Entries: last.Size, SignedAt: last.SignedAt, Note: last.Note}
	}
	s.Migrations, err = migrations(tx)
	return s, err
}

func migrations(tx *db.Tx) ([]Migration, error) {
	rows, err := tx.Query(`SELECT number, name, applied_at FROM schema_migration ORDER BY number`)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	defer rows.Close()
	list := []Migration{}
	for rows.Next() {
		var m Migration
		var at int64
		if err := rows.Scan(&m.Number, &m.Name, &at); err != nil {
			return nil, fmt.Errorf("migrations: %w", err)
		}
		m.AppliedAt = time.UnixMilli(at).UTC()
		list = append(list, m)
	}
	return list, rows.Err()
}

// size of a file in bytes; 0 when there is none.
func size(name string) (int64, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("size of the database: %w", err)
	}
	return info.Size(), nil
}

package seal

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"karete/db/vault/keyring"
	"karete/server/fault"
)

const (
	brakeFile   = "unlock-brake.json"
	freeTries   = 5
	longestWait = 15 * time.Minute
	mostSources = 256
)

// brake slows down guessing, each source by itself: who types at the box never
// waits for what somebody did on the Wi-Fi. It is kept in a file, without a time
// of the clock in it: after a restart a wait begins again in full.
type brake struct {
	path string
	now  func() time.Time // with the monotonic reading

	mu   sync.Mutex
	rows map[string]*brakeRow
}

type brakeRow struct {
	Failures int `json:"failures"`
	openAt   time.Time
	busy     bool
}

func loadBrake(path string) (*brake, error) {
	b := &brake{path: path, now: time.Now, rows: map[string]*brakeRow{}}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return b, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(text, &b.rows) != nil || len(b.rows) > mostSources {
		b.rows = map[string]*brakeRow{} // damaged: whoever could damage it could remove it
	}
	for source, row := range b.rows {
		if row == nil || row.Failures < 0 {
			delete(b.rows, source)
			continue
		}
		row.openAt = b.now().Add(row.wait())
	}
	return b, nil
}

// wait is what that many failures cost.
func (r *brakeRow) wait() time.Duration {
	over := r.Failures - freeTries
	if over < 0 {
		return 0
	}
	return min(longestWait, 2*time.Second<<min(over, 9))
}

// left is how long a source must wait now.
func (b *brake) left(source string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	row := b.rows[source]
	if row == nil {
		return 0
	}
	return max(0, row.openAt.Sub(b.now()))
}

// count takes a try for a failure before it is looked at, so that cutting the
// power gives no free ones. Errors: throttled, also while another try of the same
// source is looked at.
func (b *brake) count(source string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	row := b.rows[source]
	if row == nil {
		b.makeRoom()
		row = &brakeRow{}
		b.rows[source] = row
	}
	wait := row.openAt.Sub(b.now())
	if row.busy {
		wait = max(wait, time.Second)
	}
	if wait > 0 {
		return fault.New(fault.Throttled).With("retryAfterSeconds", int((wait+time.Second-1)/time.Second))
	}
	row.Failures++
	row.openAt = b.now().Add(row.wait())
	row.busy = true
	// On a disk that cannot be written the brake holds as long as the process.
	_ = b.save()
	return nil
}

// done ends a try: right ones are forgiven.
func (b *brake) done(source string, right bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if row := b.rows[source]; row != nil {
		row.busy = false
	}
	if right {
		delete(b.rows, source)
		_ = b.save()
	}
}

// makeRoom drops the source with the fewest failures; not the one that was tried
// from most.
func (b *brake) makeRoom() {
	if len(b.rows) < mostSources {
		return
	}
	least, fewest := "", 0
	for source, row := range b.rows {
		if !row.busy && (least == "" || row.Failures < fewest) {
			least, fewest = source, row.Failures
		}
	}
	delete(b.rows, least)
}

func (b *brake) save() error {
	text, err := json.Marshal(b.rows)
	if err != nil {
		return err
	}
	return keyring.WriteFile(b.path, append(text, '\n'))
}

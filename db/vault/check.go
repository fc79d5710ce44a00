package vault

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
)

// Report is what [Vault.Check] found.
type Report struct {
	Pages      int64   // of the database, those only its log holds too
	Bad        []int64 // numbers of pages that are not authentic, or not there; at most maxBad
	More       int64   // bad pages beyond those
	LogLost    bool    // the log has lost something that was acknowledged
	Unfinished bool    // a rollback journal waits: opening the database once settles it
}

const maxBad = 100

// Sound says whether every page is what was written.
func (r Report) Sound() bool { return len(r.Bad) == 0 && !r.LogLost && !r.Unfinished }

// Problems is the report in sentences; none means it is sound.
func (r Report) Problems() []string {
	var all []string
	if r.LogLost {
		all = append(all, "the log (-wal) is damaged: something that was saved is lost")
	}
	if r.Unfinished {
		all = append(all, "a change was cut short and not taken back yet: open the database once, then check again")
	}
	for _, number := range r.Bad {
		all = append(all, fmt.Sprintf("page %d of %d is not what was written", number, r.Pages))
	}
	if r.More > 0 {
		all = append(all, fmt.Sprintf("and %d more pages", r.More))
	}
	return all
}

// Check reads every page of the database and of its log without SQLite, and
// writes nothing. A page that the log holds anew need not be good in the file: a
// power cut may have torn it while it was moved there, and it will be again.
// Another process may be at work on it: what it is just writing looks damaged, so
// only what looks so twice is. Errors are those of the disk; damage is in the report.
func (v *Vault) Check(ctx context.Context, path string) (Report, error) {
	first, err := v.check(ctx, path)
	if err != nil || first.Sound() {
		return first, err
	}
	report, err := v.check(ctx, path)
	if err != nil {
		return Report{}, err
	}
	report.LogLost = report.LogLost && first.LogLost
	report.Unfinished = report.Unfinished && first.Unfinished
	if first.More == 0 { // else it is beyond any doubt
		report.Bad = slices.DeleteFunc(report.Bad, func(number int64) bool { return !slices.Contains(first.Bad, number) })
	}
	return report, nil
}

func (v *Vault) check(ctx context.Context, path string) (Report, error) {
	r, err := v.reader(path)
	if err != nil {
		return Report{}, err
	}
	defer r.Close()
	if plain, err := Plain(path); err != nil {
		return Report{}, err
	} else if plain {
		return Report{}, fmt.Errorf("%w: it is not encrypted", ErrDamaged)
	}
	log, err := v.log(path+"-wal", r)
	if err != nil {
		return Report{}, err
	}
	report := Report{Pages: r.count, LogLost: log.lost}
	if log.committed > 0 {
		report.Pages = int64(log.pages)
	} else if ok, err := r.page(1); err != nil {
		return Report{}, err
	} else if ok {
		report.Pages = max(r.count, told(r.buf[:headerSize]))
	}
	for number := int64(1); number <= report.Pages; number++ {
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		if log.held[uint32(number)] != 0 || number == lockPage {
			continue
		}
		if ok, err := r.page(number); err != nil {
			return Report{}, err
		} else if ok {
			continue
		}
		if len(report.Bad) < maxBad {
			report.Bad = append(report.Bad, number)
		} else {
			report.More++
		}
	}
	report.Unfinished, err = v.waits(path + "-journal")
	return report, err
}

// told is the number of pages that page 1 tells; 0: it does not know.
func told(header []byte) int64 {
	if string(header[24:28]) != string(header[92:96]) {
		return 0
	}
	return int64(binary.BigEndian.Uint32(header[28:]))
}

// log walks through the log; there may be none.
func (v *Vault) log(path string, main *pageReader) (logState, error) {
	k, err := v.closedOver(path)
	if err != nil {
		return logState{}, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return logState{}, nil
	}
	if err != nil {
		return logState{}, fmt.Errorf("vault: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return logState{}, fmt.Errorf("vault: %w", err)
	}
	l := logReader{pages: newPages(k.log, kindLog), frames: k.frames}
	l.fetch = func(to []byte, off int64) bool {
		n, e := f.ReadAt(to, off)
		if e != nil && !errors.Is(e, io.EOF) {
			err = fmt.Errorf("vault: log: %w", e)
		}
		return n == len(to)
	}
	state := l.walk(info.Size(), func(to []byte, number uint32) bool {
		ok, e := main.page(int64(number))
		if e != nil {
			err = e
		}
		copy(to, main.buf[:])
		return ok
	})
	return state, err
}

// waits says whether a rollback journal holds something to take back. SQLite
// looks at its first byte only.
func (v *Vault) waits(path string) (bool, error) {
	k, err := v.closedOver(path)
	if err != nil {
		return false, err
	}
	u := units{xts: k.journal}
	return begins(path, func(b []byte) bool {
		u.openAll(b, 0)
		return b[0] != 0
	}, unitSize)
}

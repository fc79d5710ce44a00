package restore

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"karete/db"
	"karete/db/durable"
	"karete/server/backup/archive"
	"karete/server/fault"
)

// begins is how every backup begins; what does not is not taken in at all.
const begins = "age-encryption.org/v1\n"

const (
	reserve   = 256 << 20 // bytes left free beside an upload: the records need room too
	lookAfter = 8 << 20   // bytes between two looks at the room
	longest   = 120       // of a file's name, in bytes
)

// most is how large an upload may be: what is put together from it needs about as
// much room again.
func (d *Desk) most() int64 {
	space, err := db.SpaceOf(d.o.Dir)
	if err != nil || space.ReadOnly || space.Free <= reserve {
		return 0
	}
	return int64(min((space.Free-reserve)/3, 1<<40))
}

// Upload takes a backup from a browser and keeps it, encrypted as it is, until it was
// brought back or the box stops. name is what the file was called. One that was
// uploaded before goes. Errors: set-up-already, restore-running, not-a-backup,
// too-large, disk-full, malformed for a file that was cut off.
func (d *Desk) Upload(ctx context.Context, name string, size int64, from io.Reader) (BackupCopy, error) {
	if clinic, err := d.o.House.Clinic(ctx); err != nil {
		return BackupCopy{}, err
	} else if clinic {
		return BackupCopy{}, fault.New(fault.SetUpAlready)
	}
	d.mu.Lock()
	if d.busy || d.uploading {
		d.mu.Unlock()
		return BackupCopy{}, fault.New(fault.RestoreRunning)
	}
	d.uploading = true
	d.mu.Unlock()
	err := d.take(size, from)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.uploading = false
	if err != nil {
		return BackupCopy{}, errors.Join(err, durable.Remove(d.uploadPath()+unfinished))
	}
	d.uploaded = tidyName(name)
	c, ok := d.uploadLocked()
	if !ok {
		return BackupCopy{}, errors.New("restore: what was uploaded is gone")
	}
	return c, nil
}

// take writes the body to the disk as it comes.
func (d *Desk) take(size int64, from io.Reader) error {
	if err := errors.Join(durable.Remove(d.uploadPath()), durable.Remove(d.uploadPath()+unfinished)); err != nil {
		return err
	}
	most := d.most()
	if size > most || most == 0 {
		return fault.New(fault.TooLarge).With("maxBytes", most)
	}
	head := make([]byte, len(begins))
	if n, err := io.ReadFull(from, head); !bytes.Equal(head[:n], []byte(begins)) {
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return cutOff(err)
		}
		return fault.New(fault.NotABackup)
	}
	f, err := os.OpenFile(d.uploadPath()+unfinished, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return full(err)
	}
	written, err := d.copy(f, io.MultiReader(bytes.NewReader(head), from), most)
	if err == nil && size >= 0 && written != size {
		err = fault.New(fault.Malformed)
	}
	if err == nil {
		err = full(f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return durable.Replace(d.uploadPath()+unfinished, d.uploadPath())
}

func (d *Desk) copy(to io.Writer, from io.Reader, most int64) (written int64, err error) {
	b := make([]byte, 64<<10)
	looked := int64(0)
	for {
		n, err := from.Read(b)
		if n > 0 {
			if written += int64(n); written > most {
				return written, fault.New(fault.TooLarge).With("maxBytes", most)
			}
			if written-looked > lookAfter {
				looked = written
				if d.most() == 0 { // somebody else filled the disk
					return written, fault.New(fault.DiskFull)
				}
			}
			if _, err := to.Write(b[:n]); err != nil {
				return written, full(err)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return written, nil
		case err != nil:
			return written, cutOff(err)
		}
	}
}

// cutOff is a browser that went away, or stood still for too long.
func cutOff(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fault.New(fault.TooSlow).Because(err)
	}
	return fault.New(fault.Malformed).Because(err)
}

func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fault.New(fault.DiskFull).Because(err)
	}
	return err
}

func (d *Desk) upload() (BackupCopy, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.uploadLocked()
}

func (d *Desk) uploadLocked() (BackupCopy, bool) {
	if d.uploaded == "" {
		return BackupCopy{}, false
	}
	info, err := os.Lstat(d.uploadPath())
	if err != nil {
		return BackupCopy{}, false
	}
	c := called(d.uploaded, d.o.Database())
	c.Uploaded, c.Bytes, c.path, c.ID = true, info.Size(), d.uploadPath(), copyID(d.uploadPath()+info.ModTime().String())
	return c, true
}

func (d *Desk) dropUpload() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dropUploadLocked()
}

func (d *Desk) dropUploadLocked() error {
	d.uploaded = ""
	return errors.Join(durable.Remove(d.uploadPath()), durable.Remove(d.uploadPath()+unfinished))
}

// tidyName is a file's name as it may be shown and written down.
func tidyName(name string) string {
	name = filepath.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co) {
			return -1
		}
		return r
	}, name)
	for len(name) > longest {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	if name == "" || name == "." || name == "/" {
		return "backup" + archive.Extension
	}
	return name
}

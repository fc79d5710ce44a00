//go:build !arm && !386

package powercut

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// Disk is a mounted file system whose power can go.
type Disk struct {
	Dir string // where it is mounted

	mu    sync.Mutex
	root  *node
	names []change      // of names that were not flushed yet, in their order
	left  int           // changes until the power goes; negative: it stays
	dead  bool          // it has gone: every call fails
	Gone  chan struct{} // closed when it has gone
	cuts  sync.Once
	calls int
}

// Mount mounts a disk with a copy of what is in the folder from, flushed; "" is an
// empty one. The power goes after so many changes; negative is by Cut only.
func Mount(t *testing.T, from string, after int) *Disk {
	t.Helper()
	d := &Disk{Dir: t.TempDir(), left: after, Gone: make(chan struct{})}
	d.root = d.folder()
	if from != "" {
		if err := d.root.load(from); err != nil {
			t.Fatal(err)
		}
	}
	server, err := fs.Mount(d.Dir, d.root, &fs.Options{
		MountOptions: fuse.MountOptions{DirectMount: true, FsName: "powercut", Name: "powercut", DisableXAttrs: true},
		UID:          uint32(os.Getuid()), GID: uint32(os.Getgid()),
	})
	if err != nil {
		t.Fatalf("%v: this test needs FUSE (/dev/fuse, and root or fusermount3) to cut the power of a disk", err)
	}
	t.Cleanup(func() {
		if err := server.Unmount(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Cut is the moment the power goes.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cut()
}

func (d *Disk) cut() {
	d.dead = true
	d.cuts.Do(func() { close(d.Gone) })
}

// Changes is how many there were: writes, flushes, and changes of names.
func (d *Disk) Changes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.calls
}

// change counts one; when it is the last before the power goes, it is not done.
// d.mu is held.
func (d *Disk) change() syscall.Errno {
	if d.dead {
		return syscall.EIO
	}
	d.calls++
	if d.left == 0 {
		d.cut()
		return syscall.EIO
	}
	if d.left > 0 {
		d.left--
	}
	return 0
}

// After writes what the next start finds into the folder to, with a fate for each
// file that r draws.
func (d *Disk) After(t *testing.T, r *rand.Rand, to string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.dead {
		t.Fatal("the power is still there")
	}
	for _, c := range d.names[:r.IntN(len(d.names)+1)] {
		c.flush()
	}
	if err := d.root.after(r, to, map[*node]string{}); err != nil {
		t.Fatal(err)
	}
}

// change is one of names: what an entry of a folder is from now on. A move is two
// entries and one change.
type change []entry

type entry struct {
	folder *node
	name   string
	child  *node // nil: there is none
}

func (e entry) in(names map[string]*node) {
	if e.child == nil {
		delete(names, e.name)
	} else {
		names[e.name] = e.child
	}
}

func (c change) flush() {
	for _, e := range c {
		e.in(e.folder.flushedNames)
	}
}

// name changes names now; they last once a folder they are in was flushed.
func (d *Disk) name(entries ...entry) {
	for _, e := range entries {
		e.in(e.folder.names)
	}
	d.names = append(d.names, entries)
}

func (d *Disk) flushNames(folder *node) {
	d.names = slices.DeleteFunc(d.names, func(c change) bool {
		if !slices.ContainsFunc(c, func(e entry) bool { return e.folder == folder }) {
			return false
		}
		c.flush()
		return true
	})
}

// after writes what is left to a real disk. A file of several names stays one.
func (n *node) after(r *rand.Rand, to string, written map[*node]string) error {
	if n.names == nil {
		if first, ok := written[n]; ok {
			return os.Link(first, to)
		}
		written[n] = to
		return os.WriteFile(to, n.survives(r), 0o600)
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	for name, child := range n.flushedNames {
		if err := child.after(r, filepath.Join(to, name), written); err != nil {
			return err
		}
	}
	return nil
}

// survives is what is left of a file.
func (n *node) survives(r *rand.Rand) []byte {
	b := append([]byte(nil), n.flushed...)
	switch pieces := n.pending; r.IntN(5) {
	case 0: // nothing
	case 1:
		b = append([]byte(nil), n.bytes...)
	case 2: // what came first, the last of it torn
		pieces = pieces[:r.IntN(len(pieces)+1)]
		for i, p := range pieces {
			if i == len(pieces)-1 && len(p.data) > 0 {
				p.data = p.data[:r.IntN(len(p.data)+1)]
			}
			b = p.on(b)
		}
	case 3: // any sectors, in any order
		for _, p := range pieces {
			for _, s := range p.sectors() {
				if r.IntN(2) == 0 {
					b = s.on(b)
				}
			}
		}
	case 4: // the length without the bytes
		if len(n.bytes) > len(b) {
			b = append(b, make([]byte, len(n.bytes)-len(b))...)
		} else {
			b = b[:len(n.bytes)]
		}
	}
	return b
}

const sector = 512

// piece is one change of a file's bytes: data at an offset, or, without data, a new
// length.
type piece struct {
	at   int64
	data []byte
}

func (p piece) on(b []byte) []byte {
	end := p.at + int64(len(p.data))
	if grow := end - int64(len(b)); grow > 0 {
		b = append(b, make([]byte, grow)...)
	}
	if p.data == nil {
		return b[:p.at]
	}
	copy(b[p.at:], p.data)
	return b
}

func (p piece) sectors() (list []piece) {
	if p.data == nil {
		return []piece{p}
	}
	for at, data := p.at, p.data; len(data) > 0; {
		n := min(sector-int(at%sector), len(data))
		list = append(list, piece{at, data[:n]})
		at, data = at+int64(n), data[n:]
	}
	return list
}

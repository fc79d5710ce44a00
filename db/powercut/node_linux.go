//go:build !arm && !386

package powercut

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// node is a file or a folder: as it is now, and as it was last flushed. Its disk's
// lock guards it.
type node struct {
	fs.Inode
	disk *Disk

	bytes, flushed []byte // of a file
	pending        []piece

	names, flushedNames map[string]*node // of a folder
}

func (d *Disk) file() *node { return &node{disk: d} }
func (d *Disk) folder() *node {
	return &node{disk: d, names: map[string]*node{}, flushedNames: map[string]*node{}}
}

// load takes what is in a folder of a real disk.
func (n *node) load(from string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(from, e.Name())
		var child *node
		if e.IsDir() {
			child = n.disk.folder()
			err = child.load(path)
		} else {
			child = n.disk.file()
			child.bytes, err = os.ReadFile(path)
			child.flushed = append([]byte(nil), child.bytes...)
		}
		if err != nil {
			return err
		}
		n.names[e.Name()] = child
	}
	n.flushedNames = maps.Clone(n.names)
	return nil
}

func (n *node) mode() uint32 {
	if n.names != nil {
		return syscall.S_IFDIR | 0o700
	}
	return syscall.S_IFREG | 0o600
}

func (n *node) attr(out *fuse.Attr) {
	out.Mode = n.mode()
	out.Size = uint64(len(n.bytes))
	out.Blocks = (out.Size + 511) / 512
	out.Nlink = 1
}

// known is the child as the kernel knows it.
func (n *node) known(ctx context.Context, child *node, out *fuse.EntryOut) *fs.Inode {
	child.attr(&out.Attr)
	if child.StableAttr().Ino != 0 {
		return child.EmbeddedInode()
	}
	return n.NewPersistentInode(ctx, child, fs.StableAttr{Mode: child.mode()})
}

func (n *node) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if n.disk.dead {
		return nil, syscall.EIO
	}
	child, ok := n.names[name]
	if !ok {
		return nil, syscall.ENOENT
	}
	return n.known(ctx, child, out), 0
}

func (n *node) Readdir(context.Context) (fs.DirStream, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if n.disk.dead {
		return nil, syscall.EIO
	}
	var list []fuse.DirEntry
	for name, child := range n.names {
		list = append(list, fuse.DirEntry{Name: name, Mode: child.mode()})
	}
	return fs.NewListDirStream(list), 0
}

func (n *node) add(ctx context.Context, name string, child *node, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if e := n.disk.change(); e != 0 {
		return nil, e
	}
	n.disk.name(entry{n, name, child})
	return n.known(ctx, child, out), 0
}

func (n *node) Create(ctx context.Context, name string, _, _ uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	inode, e := n.add(ctx, name, n.disk.file(), out)
	return inode, nil, 0, e
}

func (n *node) Mkdir(ctx context.Context, name string, _ uint32, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	return n.add(ctx, name, n.disk.folder(), out)
}

func (n *node) Link(ctx context.Context, target fs.InodeEmbedder, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	return n.add(ctx, name, target.EmbeddedInode().Operations().(*node), out)
}

func (n *node) Unlink(_ context.Context, name string) syscall.Errno {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if e := n.disk.change(); e != 0 {
		return e
	}
	n.disk.name(entry{n, name, nil})
	return 0
}

func (n *node) Rmdir(ctx context.Context, name string) syscall.Errno {
	n.disk.mu.Lock()
	child := n.names[name]
	full := child != nil && len(child.names) > 0
	n.disk.mu.Unlock()
	if full {
		return syscall.ENOTEMPTY
	}
	return n.Unlink(ctx, name)
}

func (n *node) Rename(_ context.Context, name string, newParent fs.InodeEmbedder, newName string, flags uint32) syscall.Errno {
	if flags != 0 {
		return syscall.EINVAL
	}
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if e := n.disk.change(); e != 0 {
		return e
	}
	child := n.names[name]
	if child == nil {
		return syscall.ENOENT
	}
	to := newParent.EmbeddedInode().Operations().(*node)
	n.disk.name(entry{n, name, nil}, entry{to, newName, child})
	return 0
}

func (n *node) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if n.disk.dead {
		return syscall.EIO
	}
	n.attr(&out.Attr)
	return 0
}

func (n *node) Setattr(ctx context.Context, f fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	if size, ok := in.GetSize(); ok {
		if e := n.put(piece{at: int64(size)}); e != 0 {
			return e
		}
	}
	return n.Getattr(ctx, f, out)
}

func (n *node) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if n.disk.dead {
		return nil, 0, syscall.EIO
	}
	return nil, 0, 0
}

func (n *node) Read(_ context.Context, _ fs.FileHandle, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if n.disk.dead {
		return nil, syscall.EIO
	}
	if off >= int64(len(n.bytes)) {
		return fuse.ReadResultData(nil), 0
	}
	return fuse.ReadResultData(dest[:copy(dest, n.bytes[off:])]), 0
}

func (n *node) Write(_ context.Context, _ fs.FileHandle, data []byte, off int64) (uint32, syscall.Errno) {
	if len(data) == 0 {
		return 0, 0
	}
	return uint32(len(data)), n.put(piece{off, append([]byte{}, data...)})
}

func (n *node) put(p piece) syscall.Errno {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if e := n.disk.change(); e != 0 {
		return e
	}
	n.pending = append(n.pending, p)
	n.bytes = p.on(n.bytes)
	return 0
}

// Fsync makes what was written last: the bytes of a file, the names in a folder.
func (n *node) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	if e := n.disk.change(); e != 0 {
		return e
	}
	for _, p := range n.pending {
		n.flushed = p.on(n.flushed)
	}
	n.pending = nil
	if n.names != nil {
		n.disk.flushNames(n)
	}
	return 0
}

func (n *node) Flush(context.Context, fs.FileHandle) syscall.Errno { return 0 }

func (n *node) Statfs(_ context.Context, out *fuse.StatfsOut) syscall.Errno {
	out.Bsize, out.Frsize, out.NameLen = 4096, 4096, 255
	out.Blocks, out.Bfree, out.Bavail = 1<<20, 1<<19, 1<<19
	return 0
}

package archive

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"
)

const (
	pageSize  = 4096 // of the database
	block     = 512  // of a tar
	endBlocks = 2    // of zeros, behind the last member
	// gigabytes8 is where a header needs the other way of writing a size.
	gigabytes8 = 8 << 30
)

// memberHeader is the block that stands before a member. There is one way to write
// it, and no other is read: no links, no long names, no sparse files, nothing that
// two programs may understand in two ways.
func memberHeader(name string, size int64, at time.Time) ([]byte, error) {
	h := &tar.Header{Name: name, Typeflag: tar.TypeReg, Mode: 0o600, Size: size, ModTime: at.UTC().Truncate(time.Second), Format: tar.FormatUSTAR}
	if size >= gigabytes8 {
		h.Format = tar.FormatGNU
	}
	var out bytes.Buffer
	if err := tar.NewWriter(&out).WriteHeader(h); err != nil {
		return nil, err
	}
	if out.Len() != block {
		return nil, fmt.Errorf("archive: the header of %s has %d bytes", name, out.Len())
	}
	return out.Bytes(), nil
}

func padding(size int64) int64 { return -size & (block - 1) }

// bodyWriter writes members.
type bodyWriter struct {
	io.Writer
	at time.Time
}

func (w bodyWriter) member(name string, size int64, content func(io.Writer) error) error {
	header, err := memberHeader(name, size, w.at)
	if err != nil {
		return err
	}
	if _, err := w.Write(header); err != nil {
		return err
	}
	if err := content(w); err != nil {
		return err
	}
	_, err = w.Write(make([]byte, padding(size)))
	return err
}

func (w bodyWriter) text(name string, text []byte) error {
	return w.member(name, int64(len(text)), func(to io.Writer) error {
		_, err := to.Write(text)
		return err
	})
}

func (w bodyWriter) end() error {
	_, err := w.Write(make([]byte, endBlocks*block))
	return err
}

// bodyReader reads them, in the order they must stand.
type bodyReader struct{ io.Reader }

// next reads a member's header. Errors are damage of that part, or those of reading.
func (r bodyReader) next(part Part, name string) (size int64, err error) {
	got := make([]byte, block)
	if err := r.full(part, got); err != nil {
		return 0, err
	}
	h, err := tar.NewReader(bytes.NewReader(got)).Next()
	if err != nil || h.Name != name {
		return 0, damaged(part, "it is not where it should be")
	}
	want, err := memberHeader(name, h.Size, h.ModTime)
	if err != nil || !bytes.Equal(want, got) {
		return 0, damaged(part, "it is not as Karete writes it")
	}
	return h.Size, nil
}

// text reads a small member whole.
func (r bodyReader) text(part Part, name string, most int64) ([]byte, error) {
	size, err := r.next(part, name)
	if err != nil {
		return nil, err
	}
	if size > most {
		return nil, damaged(part, "it is too long")
	}
	text := make([]byte, size)
	if err := r.full(part, text); err != nil {
		return nil, err
	}
	return text, r.pad(part, size)
}

func (r bodyReader) pad(part Part, size int64) error { return r.zeros(part, int(padding(size))) }

func (r bodyReader) zeros(part Part, n int) error {
	b := make([]byte, n)
	if err := r.full(part, b); err != nil {
		return err
	}
	if !bytes.Equal(b, make([]byte, n)) {
		return damaged(part, "something stands behind it")
	}
	return nil
}

func (r bodyReader) full(part Part, b []byte) error {
	_, err := io.ReadFull(r, b)
	return reading(part, err)
}

// reading gives an error of reading a part its meaning. What the file system said is
// kept; all else is damage.
func reading(part Part, err error) error {
	var failed *readError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failed):
		return failed.cause
	case known(err):
		return err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return damaged(part, "it is cut short")
	}
	return damaged(part, "it is not what was written")
}

// readError is trouble with the file itself, however deep in it was met.
type readError struct{ cause error }

func (e *readError) Error() string { return e.cause.Error() }
func (e *readError) Unwrap() error { return e.cause }

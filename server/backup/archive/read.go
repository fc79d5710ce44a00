package archive

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"

	"filippo.io/age"

	"karete/db/journal"
	"karete/db/vault/keyring"
)

// reader is a backup being read: the key has opened its header.
type reader struct {
	file  *os.File
	size  int64
	hash  hash.Hash      // of what was read of the file
	plain *bufio.Reader  // what age gives
	gzip  *gzip.Reader   // on plain
	slots []keyring.Slot // as the header says
	body  bodyReader     // on gzip
}

// open reads the header.
func open(ctx context.Context, path string, k Key) (_ *reader, err error) {
	if err := regular(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r := &reader{file: f, hash: sha256.New()}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	r.size = info.Size()
	if err := checkHeader(f); err != nil {
		return nil, err
	}
	o := &opener{ctx: ctx, key: k}
	plain, err := age.Decrypt(&source{ctx, f, r.hash}, o)
	if err != nil {
		return nil, opening(err)
	}
	r.slots = o.slots
	r.plain = bufio.NewReaderSize(plain, 64<<10)
	if r.gzip, err = gzip.NewReader(r.plain); err != nil {
		return nil, reading(PartManifest, err)
	}
	r.gzip.Multistream(false)
	r.body = bodyReader{r.gzip}
	return r, nil
}

// regular keeps us from opening what would never answer, such as a pipe on a stick
// from elsewhere.
func regular(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%w: not even a file", ErrNotBackup)
	}
	return err
}

// opening gives an error of age its meaning.
func opening(err error) error {
	var none *age.NoIdentityMatchError
	var failed *readError
	switch {
	case errors.As(err, &none):
		return ErrWrongKey
	case errors.As(err, &failed):
		return failed.cause
	case known(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return damaged(PartHeader, "it is not what was written")
}

func (r *reader) Close() error { return r.file.Close() }

// source is the file: what is read of it goes into the hash, and its errors can be
// told from those of what stands in it.
type source struct {
	ctx  context.Context
	file io.Reader
	hash io.Writer
}

func (s *source) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, &readError{err}
	}
	n, err := s.file.Read(b)
	s.hash.Write(b[:n])
	if err != nil && !errors.Is(err, io.EOF) {
		err = &readError{err}
	}
	return n, err
}

// small are the parts before the database.
type small struct {
	manifest Manifest
	keys     []byte // keys.json
	signer   string // in box.pub
}

func (r *reader) small() (s small, err error) {
	text, err := r.body.text(PartManifest, manifestFile, maxManifest)
	if err != nil {
		return s, err
	}
	if s.manifest, err = parseManifest(text); err != nil {
		return s, err
	}
	// gzip makes of a byte a thousand at most.
	if s.manifest.DatabaseBytes/1100 > r.size {
		return s, fmt.Errorf("%w: %d bytes in %d", ErrTooBig, s.manifest.DatabaseBytes, r.size)
	}
	if s.keys, err = r.body.text(PartKeys, keyring.MainFile, maxKeys); err != nil {
		return s, err
	}
	if err := r.checkKeys(s); err != nil {
		return s, err
	}
	if text, err = r.body.text(PartVerifier, journal.VerifierFile, maxVerifier); err != nil {
		return s, err
	}
	s.signer, err = readVerifier(text)
	return s, err
}

// checkKeys holds keys.json against the manifest and the header: what opens the
// backup must open what becomes of it, and nothing else.
func (r *reader) checkKeys(s small) error {
	database, slots, err := keyring.ReadText(s.keys)
	if err != nil {
		return damaged(PartKeys, "it cannot be read")
	}
	if database != s.manifest.Database {
		return damaged(PartKeys, "it belongs to another database")
	}
	same := slices.EqualFunc(slots, r.slots, func(a, b keyring.Slot) bool { return slices.Equal(slotArgs(a), slotArgs(b)) })
	if !same {
		return damaged(PartKeys, "its slots are not those of the header")
	}
	return nil
}

// database reads the header of the last member.
func (r *reader) database(m Manifest) error {
	size, err := r.body.next(PartDatabase, databaseFile)
	if err == nil && size != m.DatabaseBytes {
		err = damaged(PartDatabase, "it has another size than the manifest says")
	}
	return err
}

// end makes sure that nothing is missing and nothing left over: behind the members,
// behind the compressed stream, behind the encrypted one.
func (r *reader) end(m Manifest) error {
	if err := r.body.pad(PartEnd, m.DatabaseBytes); err != nil {
		return err
	}
	if err := r.body.zeros(PartEnd, endBlocks*block); err != nil {
		return err
	}
	for _, inner := range []io.Reader{r.gzip, r.plain} {
		switch n, err := inner.Read(make([]byte, 1)); {
		case n > 0:
			return damaged(PartEnd, "something stands behind it")
		case !errors.Is(err, io.EOF):
			return reading(PartEnd, err)
		}
	}
	return nil
}

// sum is the hash of the file, once it was read to its end.
func (r *reader) sum() string { return hex.EncodeToString(r.hash.Sum(nil)) }

// Peek reads the manifest only. It is authentic; the rest is not looked at. Errors: as
// Prove's.
func Peek(ctx context.Context, path string, k Key) (Manifest, error) {
	m, err := peek(ctx, path, k)
	if err != nil {
		return Manifest{}, fmt.Errorf("backup: %w", place(err))
	}
	return m, nil
}

func peek(ctx context.Context, path string, k Key) (Manifest, error) {
	r, err := open(ctx, path, k)
	if err != nil {
		return Manifest{}, err
	}
	defer r.Close()
	text, err := r.body.text(PartManifest, manifestFile, maxManifest)
	if err != nil {
		return Manifest{}, err
	}
	return parseManifest(text)
}

package archive

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"karete/db"
	"karete/db/durable"
	"karete/db/journal"
	"karete/db/vault/keyring"
)

// Make writes a backup to the file name in the folder. It is name+[Unfinished] until
// it is whole and on the medium; after an error there is neither. The journal's head
// should have been signed just before. The clinic's work goes on meanwhile.
//
// Errors: ErrExists, ErrFull, ErrReadOnly, ErrMedium, db.ErrCorrupt when a page of the
// live database is damaged, keyring.ErrClosed, ctx's.
func Make(ctx context.Context, folder, name string, s Source) (Made, error) {
	made, err := write(ctx, folder, name, s)
	if err != nil {
		return Made{}, fmt.Errorf("backup: %w", place(err))
	}
	return made, nil
}

func write(ctx context.Context, folder, name string, s Source) (made Made, err error) {
	if name != filepath.Base(name) || !strings.HasSuffix(name, Extension) {
		return Made{}, errors.New("archive: not a name of a backup")
	}
	made.Path = filepath.Join(folder, name)
	if _, err := os.Lstat(made.Path); err == nil {
		return Made{}, ErrExists
	}
	if s.Ring == nil { // sealed a moment ago
		return Made{}, keyring.ErrClosed
	}
	keys, slots, err := s.Ring.Text()
	if err != nil {
		return Made{}, err
	}
	to, err := recipients(s.Identity, slots)
	if err != nil {
		return Made{}, err
	}
	verifier, err := os.ReadFile(filepath.Join(s.Dir, journal.VerifierFile))
	if err != nil {
		return Made{}, fmt.Errorf("the box's public key: %w", err)
	}
	if _, err := readVerifier(verifier); err != nil {
		return Made{}, err
	}

	unfinished := made.Path + Unfinished
	if err := durable.Remove(unfinished); err != nil {
		return Made{}, err
	}
	f, err := os.OpenFile(unfinished, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return Made{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
			os.Remove(unfinished) // if it cannot be, the next one of that name or the room does it
		}
	}()
	file := &measured{ctx: ctx, to: durable.NewPaced(f), hash: sha256.New()}
	err = s.DB.Export(ctx, func(tx *db.Tx, image db.Image) error {
		if made.Manifest, err = manifestOf(tx, s, s.Ring.Database(), image.Bytes()); err != nil {
			return err
		}
		return made.Manifest.body(file, to, keys, verifier, image, s.Progress)
	})
	if err = errors.Join(err, f.Sync(), ctx.Err()); err != nil {
		return Made{}, err
	}
	if err = f.Close(); err != nil {
		return Made{}, err
	}
	made.Bytes, made.SHA256 = file.bytes, hex.EncodeToString(file.hash.Sum(nil))
	if err = durable.Replace(unfinished, made.Path); err != nil {
		return Made{}, err
	}
	return made, nil
}

// body writes everything: the header of age, then the members.
func (m Manifest) body(file io.Writer, to []age.Recipient, keys, verifier []byte, image db.Image, progress Progress) error {
	sealed, err := age.Encrypt(file, to...)
	if err != nil {
		return err
	}
	packed, err := gzip.NewWriterLevel(sealed, gzip.BestSpeed)
	if err != nil {
		return err
	}
	text, err := m.encode()
	if err != nil {
		return err
	}
	if _, err := parseManifest(text); err != nil {
		return err // what cannot be read again is not written
	}
	w := bodyWriter{packed, m.MadeAt}
	if err := w.text(manifestFile, text); err != nil {
		return err
	}
	if err := w.text(keyring.MainFile, keys); err != nil {
		return err
	}
	if err := w.text(journal.VerifierFile, verifier); err != nil {
		return err
	}
	err = w.member(databaseFile, m.DatabaseBytes, func(to io.Writer) error {
		_, err := image.WriteTo(&told{Writer: to, progress: progress, of: m.DatabaseBytes})
		return err
	})
	if err != nil {
		return err
	}
	if err := w.end(); err != nil {
		return err
	}
	if err := packed.Close(); err != nil {
		return err
	}
	return sealed.Close()
}

// measured is a file being written: its size, its hash, and whether to go on.
type measured struct {
	ctx   context.Context
	to    io.Writer
	hash  hash.Hash
	bytes int64
}

func (m *measured) Write(b []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.to.Write(b)
	m.hash.Write(b[:n])
	m.bytes += int64(n)
	return n, err
}

// told tells how far it is, each megabyte.
type told struct {
	io.Writer
	progress       Progress
	done, last, of int64
}

func (t *told) Write(b []byte) (int, error) {
	n, err := t.Writer.Write(b)
	if t.done += int64(n); t.done-t.last >= 1<<20 || t.done == t.of {
		t.last = t.done
		t.progress.tell(t.done, t.of)
	}
	return n, err
}

// readVerifier reads box.pub.
func readVerifier(text []byte) (string, error) {
	public := strings.TrimSpace(string(text))
	if _, err := journal.ParseVerifier(public); err != nil || len(text) > maxVerifier {
		return "", damaged(PartVerifier, "it is not the public key of a box")
	}
	return public, nil
}

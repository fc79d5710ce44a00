package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"karete/db/vault/keyring"
)

// Identity is the clinic's own key of its backups. It prints as nothing.
type Identity struct{ x *age.X25519Identity }

// NewIdentity makes one.
func NewIdentity() (Identity, error) {
	x, err := age.GenerateX25519Identity()
	return Identity{x}, err
}

// ParseIdentity reads one as Text gave it. Errors: ErrWrongKey.
func ParseIdentity(text string) (Identity, error) {
	x, err := age.ParseX25519Identity(strings.TrimSpace(text))
	if err != nil { // whose text may hold the secret
		return Identity{}, fmt.Errorf("%w: not an identity", ErrWrongKey)
	}
	return Identity{x}, nil
}

// Text is the secret itself ("AGE-SECRET-KEY-1..."), for keeping.
func (i Identity) Text() string { return i.x.String() }

// Recipient is the public half ("age1...").
func (i Identity) Recipient() string { return i.x.Recipient().String() }

// String keeps the secret out of logs and errors.
func (Identity) String() string { return "archive.Identity" }

// GoString does the same for %#v.
func (Identity) GoString() string { return "archive.Identity" }

// Cost of opening a protected identity: 64 MiB and a fraction of a second, as for a
// key slot; and the most that is spent on one from elsewhere.
const workFactor, maxWorkFactor = 16, 18

// Protect is the identity under a passphrase, as text: what `age --decrypt
// --identity FILE` asks the passphrase for.
func (i Identity) Protect(passphrase string) ([]byte, error) {
	return i.protect(passphrase, workFactor)
}

func (i Identity) protect(passphrase string, work int) ([]byte, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, errors.New("archive: no passphrase")
	}
	r.SetWorkFactor(work)
	var out bytes.Buffer
	a := armor.NewWriter(&out)
	w, err := age.Encrypt(a, r)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(w, i.Text()+"\n")
	err = errors.Join(err, w.Close(), a.Close())
	return out.Bytes(), err
}

// OpenIdentity reads what Protect made, or an identity file in the clear, which asks
// for no passphrase. Errors: ErrWrongKey.
func OpenIdentity(file []byte, passphrase string) (Identity, error) {
	text := file
	if bytes.HasPrefix(bytes.TrimSpace(file), []byte(armor.Header)) {
		wrong := fmt.Errorf("%w: not the passphrase of this identity", ErrWrongKey)
		k, err := age.NewScryptIdentity(passphrase)
		if err != nil {
			return Identity{}, wrong
		}
		k.SetMaxWorkFactor(maxWorkFactor)
		r, err := age.Decrypt(armor.NewReader(bytes.NewReader(file)), k)
		if err != nil {
			return Identity{}, wrong
		}
		if text, err = io.ReadAll(io.LimitReader(r, 4096)); err != nil {
			return Identity{}, wrong
		}
	}
	var secret string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			if secret != "" {
				return Identity{}, fmt.Errorf("%w: more than one identity", ErrWrongKey)
			}
			secret = line
		}
	}
	return ParseIdentity(secret)
}

// Key opens a backup. It prints as nothing.
type Key struct {
	identity Identity
	secret   *keyring.Secret
}

// ByIdentity opens with the clinic's own key.
func ByIdentity(i Identity) Key { return Key{identity: i} }

// BySecret opens with a recovery code, a passphrase or a key file. Restoring needs
// one of these.
func BySecret(s keyring.Secret) Key { return Key{secret: &s} }

// String keeps secrets out of logs and errors.
func (Key) String() string { return "archive.Key" }

// GoString does the same for %#v.
func (Key) GoString() string { return "archive.Key" }

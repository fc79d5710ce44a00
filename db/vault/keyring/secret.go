package keyring

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime/debug"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Kind is what opens a slot.
type Kind string

// The kinds.
const (
	Passphrase Kind = "passphrase" // somebody's head
	Recovery   Kind = "recovery"   // a printed code
	File       Kind = "file"       // a key file on a stick
	Box        Kind = "box"        // a key file on the box itself: it opens without anybody
)

// human reports whether somebody must come to open it.
func (k Kind) human() bool { return k != Box }

func (k Kind) known() bool {
	return k == Passphrase || k == Recovery || k == File || k == Box
}

// random reports whether the secret is as random as a key, so that guessing needs
// no slowing down.
func (k Kind) random() bool { return k == File || k == Box }

// Secret opens a slot. It prints as nothing.
type Secret struct {
	kind  Kind
	bytes []byte
}

// String keeps secrets out of logs and errors.
func (Secret) String() string { return "keyring.Secret" }

// GoString does the same for %#v.
func (Secret) GoString() string { return "keyring.Secret" }

// FromPassphrase takes what somebody typed. Different keyboards send the same
// letters in different ways; they count as the same.
func FromPassphrase(typed string) Secret {
	return Secret{Passphrase, []byte(norm.NFC.String(typed))}
}

// Cost of argon2id.
type Cost struct{ MemoryKiB, Passes uint32 }

// DefaultCost takes one to two seconds on a Raspberry Pi 4.
var DefaultCost = Cost{MemoryKiB: 64 << 10, Passes: 3}

func (c Cost) valid() bool {
	return c.MemoryKiB >= 8 && c.MemoryKiB <= 256<<10 && c.Passes >= 1 && c.Passes <= 16
}

// one bounds the memory that unlocking takes: one at a time, however many try.
var one = make(chan struct{}, 1)

const (
	seedBytes = 32
	saltBytes = 16
)

// seed is the private key that the secret is, with the slot's salt and cost.
func (s Secret) seed(ctx context.Context, salt []byte, c Cost) ([]byte, error) {
	if s.kind.random() {
		return hkdf.Key(sha256.New, s.bytes, salt, "karete key file 1", seedBytes)
	}
	select {
	case one <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-one }()
	seed := argon2.IDKey(s.bytes, salt, c.Passes, c.MemoryKiB, 1, seedBytes)
	if c.MemoryKiB >= 16<<10 {
		debug.FreeOSMemory() // the collector would hold on to it for minutes
	}
	return seed, nil
}

// randomBytes never fails: crypto/rand stops the process instead.
func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// Errors of this package. None says anything of the secret.
var (
	ErrWrong   = errors.New("keyring: no slot opens with this")
	ErrBroken  = errors.New("keyring: the key file of the database cannot be read")
	ErrLast    = errors.New("keyring: the last key that a person has cannot be taken away")
	ErrUnknown = errors.New("keyring: there is no such slot")
	ErrCode    = errors.New("keyring: not a recovery code: a sign is wrong or missing")
	ErrKeyFile = errors.New("keyring: not a key file")
	ErrClosed  = errors.New("keyring: closed")
	ErrBusy    = errors.New("keyring: the data key is being renewed")
)

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrBroken, fmt.Sprintf(format, args...))
}

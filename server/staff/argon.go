package staff

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost is what hashing one password takes, in argon2id's terms.
type Cost struct{ MemoryKiB, Passes uint32 }

// DefaultCost is over OWASP's least (19 MiB, 2 passes) and stays under a tenth of
// a second on a Raspberry Pi 4.
var DefaultCost = Cost{MemoryKiB: 19 << 10, Passes: 3}

const (
	saltBytes, keyBytes = 16, 32
	// atOnce bounds the memory that a rush of sign-ins can take.
	atOnce = 2
)

var errHash = errors.New("staff: not a password hash of ours")

type hasher struct {
	cost  Cost
	slots chan struct{}
	dummy string // what the password of nobody is compared with, to take as long
}

func newHasher(c Cost) *hasher {
	if c == (Cost{}) {
		c = DefaultCost
	}
	h := &hasher{cost: c, slots: make(chan struct{}, atOnce)}
	h.dummy = c.phc(random(saltBytes), random(keyBytes))
	return h
}

// hash makes a PHC string of a tidied password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := random(saltBytes)
	key, err := h.key(ctx, password, salt, h.cost, keyBytes)
	if err != nil {
		return "", err
	}
	return h.cost.phc(salt, key), nil
}

// matches compares in constant time.
func (h *hasher) matches(ctx context.Context, phc, password string) (bool, error) {
	cost, salt, want, err := parse(phc)
	if err != nil {
		return false, err
	}
	got, err := h.key(ctx, password, salt, cost, uint32(len(want)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func (h *hasher) key(ctx context.Context, password string, salt []byte, c Cost, size uint32) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return argon2.IDKey([]byte(password), salt, c.Passes, c.MemoryKiB, 1, size), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c Cost) phc(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, c.MemoryKiB, c.Passes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

func parse(phc string) (c Cost, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &c.MemoryKiB, &c.Passes); err != nil {
		return c, nil, nil, errHash
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, errHash
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return c, nil, nil, errHash
	}
	// A row somebody tampered with must not take the box's memory.
	if c.MemoryKiB > 64<<10 || c.Passes < 1 || c.Passes > 10 || len(salt) < 8 || len(key) < 16 || len(key) > 64 {
		return c, nil, nil, errHash
	}
	return c, salt, key, nil
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: it stops the process instead
	return b
}

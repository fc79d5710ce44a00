package keyring

import (
	"bytes"
	"context"
	"crypto/hpke"
	"encoding/hex"
	"fmt"
	"time"
)

// Slot is one way to open the database. It holds nothing secret.
type Slot struct {
	ID        string    `json:"id"` // 16 hex digits
	Kind      Kind      `json:"kind"`
	Label     string    `json:"label"`
	Created   time.Time `json:"created"`
	Temporary bool      `json:"temporary,omitempty"` // of the kind Box: until the clinic is set up
	Memory    uint32    `json:"argon2idKiB,omitempty"`
	Passes    uint32    `json:"argon2idPasses,omitempty"`
	Salt      []byte    `json:"salt"`
	Public    []byte    `json:"public"`
}

// dataKey is one key of the database, sealed to every slot.
type dataKey struct {
	ID     string            `json:"id"`
	Made   time.Time         `json:"made"`
	Sealed map[string][]byte `json:"sealed"` // by the slot's id
}

// Key is a data key in the clear.
type Key = [32]byte

var (
	kem  = hpke.MLKEM768X25519()
	kdf  = hpke.HKDFSHA256()
	aead = hpke.ChaCha20Poly1305()
)

func newSlot(ctx context.Context, s Secret, label string, c Cost, now time.Time) (Slot, []byte, error) {
	slot := Slot{ID: hex.EncodeToString(randomBytes(8)), Kind: s.kind, Label: label, Created: now, Salt: randomBytes(saltBytes)}
	if !s.kind.random() {
		slot.Memory, slot.Passes = c.MemoryKiB, c.Passes
	}
	seed, err := s.seed(ctx, slot.Salt, slot.cost())
	if err != nil {
		return Slot{}, nil, err
	}
	private, err := kem.NewPrivateKey(seed)
	if err != nil {
		return Slot{}, nil, fmt.Errorf("keyring: %w", err)
	}
	slot.Public = private.PublicKey().Bytes()
	return slot, seed, nil
}

func (s Slot) cost() Cost { return Cost{s.Memory, s.Passes} }

// fits is the slot's private key when the secret opens it, or nil.
func (s Slot) fits(ctx context.Context, secret Secret) ([]byte, error) {
	if !s.Takes(secret) {
		return nil, nil
	}
	seed, err := secret.seed(ctx, s.Salt, s.cost())
	if err != nil {
		return nil, err
	}
	private, err := kem.NewPrivateKey(seed)
	if err != nil || !bytes.Equal(private.PublicKey().Bytes(), s.Public) {
		return nil, nil
	}
	return seed, nil
}

// info binds a sealed data key to where it stands. Each part is of fixed length
// or has an end of its own.
func (s Slot) info(database, key string) []byte {
	return fmt.Appendf(nil, "karete data key 1\n%s\n%s\n%s\n%s\nargon2id m=%d t=%d p=1\n%x\n", database, key, s.ID, s.Kind, s.Memory, s.Passes, s.Salt)
}

func (s Slot) seal(database, key string, data Key) ([]byte, error) {
	public, err := kem.NewPublicKey(s.Public)
	if err != nil {
		return nil, broken("slot %s has no public key", s.ID)
	}
	return hpke.Seal(public, kdf, aead, s.info(database, key), data[:])
}

func (s Slot) unseal(database, key string, seed, sealed []byte) (Key, error) {
	private, err := kem.NewPrivateKey(seed)
	if err != nil {
		return Key{}, broken("slot %s", s.ID)
	}
	data, err := hpke.Open(private, kdf, aead, s.info(database, key), sealed)
	if err != nil || len(data) != len(Key{}) {
		return Key{}, broken("slot %s does not open", s.ID)
	}
	return Key(data), nil
}

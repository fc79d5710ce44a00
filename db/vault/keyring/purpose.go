package keyring

import (
	"context"
	"crypto/hpke"
	"fmt"
)

// use binds what is sealed to a slot for a purpose other than the data key, so that
// neither can be taken for the other. A purpose is one word.
func (s Slot) use(purpose string) []byte {
	return fmt.Appendf(nil, "karete %s 1\n%s\n%s\nargon2id m=%d t=%d p=1\n%x\n", purpose, s.ID, s.Kind, s.Memory, s.Passes, s.Salt)
}

// SealFor seals a small secret to the slot for a purpose such as "backup". It needs
// nothing that is secret, and works for a slot nobody has opened.
func (s Slot) SealFor(purpose string, small []byte) ([]byte, error) {
	public, err := kem.NewPublicKey(s.Public)
	if err != nil {
		return nil, broken("slot %s has no public key", s.ID)
	}
	return hpke.Seal(public, kdf, aead, s.use(purpose), small)
}

// OpenFor opens what SealFor sealed. Only ID, Kind, Memory, Passes and Salt of the
// slot are used, so it may come from elsewhere: see [Slot.Check], which must have
// found nothing. Errors: ErrWrong; ctx's.
func (s Slot) OpenFor(ctx context.Context, secret Secret, purpose string, sealed []byte) ([]byte, error) {
	if !s.Takes(secret) {
		return nil, ErrWrong
	}
	seed, err := secret.seed(ctx, s.Salt, s.cost())
	if err != nil {
		return nil, err
	}
	defer clear(seed)
	private, err := kem.NewPrivateKey(seed)
	if err != nil {
		return nil, ErrWrong
	}
	small, err := hpke.Open(private, kdf, aead, s.use(purpose), sealed)
	if err != nil {
		return nil, ErrWrong
	}
	return small, nil
}

// Takes says whether such a secret may open the slot at all.
func (s Slot) Takes(secret Secret) bool {
	return s.Kind == secret.kind || s.Kind.random() && secret.kind.random()
}

// Check says what is wrong with a slot from elsewhere; it bounds what opening it
// may cost. Errors: ErrBroken.
func (s Slot) Check() error {
	costly := !s.Kind.random()
	if !isHex(s.ID, 8) || !s.Kind.known() || len(s.Label) > 4*maxText || len(s.Salt) != saltBytes ||
		costly != s.cost().valid() || !costly && s.cost() != (Cost{}) {
		return broken("slot")
	}
	return nil
}

// Text is the key file as it stands, and the slots it has. Errors: ErrClosed.
func (r *Ring) Text() ([]byte, []Slot, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys == nil {
		return nil, nil, ErrClosed
	}
	text, err := r.state.encode()
	return text, r.state.clone().Slots, err
}

// ReadText gives the database's id and the slots of a key file's text, as it says.
// Errors: ErrBroken.
func ReadText(text []byte) (database string, slots []Slot, err error) {
	s, err := parse(text)
	if err != nil {
		return "", nil, err
	}
	return s.Database, s.Slots, nil
}

// OpenText opens a key file's text and gives the data keys: one, or two while the
// data key is being renewed, the new one last. Errors: ErrWrong; ErrBroken, also
// when a slot opened but another hand changed the text.
func OpenText(ctx context.Context, text []byte, secret Secret) ([]Key, error) {
	s, err := parse(text)
	if err != nil {
		return nil, err
	}
	r, err := (&Locked{}).unlock(ctx, s, secret)
	if err != nil {
		return nil, err
	}
	return r.Keys(), nil
}

package seal

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"time"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// House is what must be closed for a moment, or for longer, when keys change. Both
// return at once; what they begin goes on after the answer.
type House interface {
	Rekey()
	Seal()
}

// Room is the manager's view of the keys.
type Room struct {
	gate  *act.Gate
	keys  *Keeper
	house House
}

// NewRoom stands on the gate and a keeper that is open.
func NewRoom(gate *act.Gate, k *Keeper, h House) *Room { return &Room{gate, k, h} }

// Keys is the state of the keys.
type Keys struct {
	Slots       []KeySlot `json:"slots" doc:"The oldest first"`
	AutoUnlock  bool      `json:"autoUnlock" doc:"The box has a key of its own and opens without anybody: so does a stolen one"`
	Recovery    bool      `json:"recovery" doc:"There is a recovery sheet"`
	Passphrase  bool      `json:"passphrase" doc:"There is a passphrase"`
	Sound       bool      `json:"sound" doc:"Both copies of the key file are as they were written"`
	DataKeyMade time.Time `json:"dataKeyMadeAt" doc:"When the records' own key was made or renewed"`
}

// KeySlot is one way to open the records.
type KeySlot struct {
	ID        string       `json:"id"`
	Kind      keyring.Kind `json:"kind" enum:"passphrase,recovery,file,box"`
	Label     string       `json:"label"`
	CreatedAt time.Time    `json:"createdAt"`
	Opened    bool         `json:"opened" doc:"The records were opened with it this time"`
}

// List is the state of the keys now.
func (r *Room) List(ctx context.Context, a access.Actor) (Keys, error) {
	return act.Peek(ctx, r.gate, a, "keys.list", func(*db.Tx) (Keys, error) { return r.state(), nil })
}

func (r *Room) state() Keys {
	ring := r.keys.Ring()
	out := Keys{Slots: []KeySlot{}}
	if ring == nil {
		return out // sealed while the request was on its way
	}
	for _, s := range ring.Slots() {
		out.Slots = append(out.Slots, KeySlot{s.ID, s.Kind, s.Label, s.Created, s.ID == ring.Opened().ID})
		switch s.Kind {
		case keyring.Box:
			out.AutoUnlock = true
		case keyring.Recovery:
			out.Recovery = true
		case keyring.Passphrase:
			out.Passphrase = true
		}
	}
	out.Sound, out.DataKeyMade = ring.Check() == nil, ring.KeyMade()
	return out
}

// Opens reports whether the box opens without anybody.
func (r *Room) Opens() bool { return r.state().AutoUnlock }

// AddKey is a key to add.
type AddKey struct {
	ID         string       `json:"id" format:"uuid"`
	Kind       keyring.Kind `json:"kind" enum:"passphrase,recovery,file,box"`
	Label      string       `json:"label,omitempty" maxLength:"80" doc:"Whose it is, or where it is kept"`
	Passphrase string       `json:"passphrase,omitempty" maxLength:"512" doc:"For the kind passphrase; never answered"`
	InPlaceOf  string       `json:"inPlaceOf,omitempty" maxLength:"16" doc:"The slot that goes when this one comes"`
}

// AddedKey is the key as it was added. What opens it is shown this once: the box
// does not keep it.
type AddedKey struct {
	Keys         Keys     `json:"keys"`
	SlotID       string   `json:"slotId"`
	RecoveryCode string   `json:"recoveryCode,omitempty" doc:"Seven groups of four; only in the first answer"`
	KeyFile      *KeyFile `json:"keyFile,omitempty" doc:"Only in the first answer"`
}

// KeyFile is to be put on a stick.
type KeyFile struct {
	Name    string `json:"name"`
	Content string `json:"content" doc:"In base64"`
}

// Add adds a key. Errors: invalid, wrong-state for a second key of the box's own,
// not-found for a slot to replace that there is not.
func (r *Room) Add(ctx context.Context, a access.Actor, in AddKey) (AddedKey, error) {
	if _, err := r.gate.Allow(ctx, a, "keys.add"); err != nil {
		return AddedKey{}, err
	}
	ring := r.keys.Ring()
	if ring == nil {
		return AddedKey{}, fault.New(fault.Sealed)
	}
	var out AddedKey
	secret, err := r.secret(ctx, in, &out)
	if err != nil {
		return AddedKey{}, err
	}
	prepared, err := ring.Prepare(ctx, secret, in.Label)
	if err != nil {
		return AddedKey{}, err
	}
	var before []string
	if in.InPlaceOf != "" {
		before = []string{in.InPlaceOf}
	}
	c := act.Command{ID: in.ID, Action: "keys.add", Body: []string{string(in.Kind), in.Label, in.InPlaceOf}}
	first := false
	// In the journal before it is in the ring: no key opens that nobody wrote down.
	slot, err := act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		if err := ring.Takes(prepared, before...); err != nil {
			return r.fault(err)
		}
		first = true
		tx.Subject("key", prepared.Slot().ID)
		tx.Detail("kind", in.Kind)
		tx.Detail("label", prepared.Slot().Label)
		if in.InPlaceOf != "" {
			tx.Detail("inPlaceOf", in.InPlaceOf)
		}
		return nil
	}, func(_ *db.Tx, id string) (string, error) { return id, nil })
	if err != nil {
		return AddedKey{}, err
	}
	if !first {
		if !has(ring, slot) { // the disk would not take it after it was written down, or it is revoked since
			return AddedKey{}, fault.New(fault.Conflict)
		}
		return AddedKey{Keys: r.state(), SlotID: slot}, nil
	}
	if err := ring.Add(prepared, before...); err != nil {
		return AddedKey{}, r.fault(err)
	}
	out.Keys, out.SlotID = r.state(), slot
	return out, nil
}

// secret makes what will open the slot, and what is shown of it.
func (r *Room) secret(ctx context.Context, in AddKey, out *AddedKey) (keyring.Secret, error) {
	if in.Passphrase != "" && in.Kind != keyring.Passphrase {
		return keyring.Secret{}, fault.Field("passphrase", "not-allowed")
	}
	switch in.Kind {
	case keyring.Passphrase:
		var clinic string
		err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
			f, err := facility.In(tx)
			clinic = f.Nameplate().Name
			return err
		})
		if err != nil {
			return keyring.Secret{}, err
		}
		if found := staff.CheckPassword("passphrase", in.Passphrase, clinic); len(found) > 0 {
			return keyring.Secret{}, fault.Fields(found...)
		}
		return keyring.FromPassphrase(in.Passphrase), nil
	case keyring.Recovery:
		code := keyring.NewCode()
		out.RecoveryCode = string(code)
		return code.Secret(), nil
	case keyring.File:
		secret, text := keyring.NewKeyFile()
		out.KeyFile = &KeyFile{keyring.KeyFileName(r.keys.Ring().Database()), base64.StdEncoding.EncodeToString(text)}
		return secret, nil
	}
	if r.state().AutoUnlock {
		return keyring.Secret{}, fault.New(fault.WrongState)
	}
	return r.keys.boxSecret()
}

// KeyCommand names a command about keys.
type KeyCommand struct {
	ID string `json:"id" format:"uuid"`
}

// Revoke takes a key away. Who copied the key file before and has the secret can
// still read a stolen disk: renewing the records' key cures that. Errors:
// not-found, last-key.
func (r *Room) Revoke(ctx context.Context, a access.Actor, slotID string, in KeyCommand) (Keys, error) {
	ring := r.keys.Ring()
	if ring == nil {
		return Keys{}, fault.New(fault.Sealed)
	}
	c := act.Command{ID: in.ID, Action: "keys.revoke", Body: slotID}
	_, err := act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		slots := ring.Slots()
		at := slices.IndexFunc(slots, func(s keyring.Slot) bool { return s.ID == slotID })
		if at < 0 {
			return fault.New(fault.NotFound)
		}
		if people := slices.DeleteFunc(slices.Clone(slots), func(s keyring.Slot) bool { return s.Kind == keyring.Box || s.ID == slotID }); len(people) == 0 {
			return fault.New(fault.LastKey)
		}
		tx.Subject("key", slotID)
		tx.Detail("kind", slots[at].Kind)
		tx.Detail("label", slots[at].Label)
		return nil
	}, func(_ *db.Tx, id string) (string, error) { return id, nil })
	if err != nil {
		return Keys{}, err
	}
	// Also on a repeat: the disk may not have taken it after it was written down.
	if has(ring, slotID) {
		if err := r.keys.Revoke(slotID); err != nil {
			return Keys{}, r.fault(err)
		}
	}
	return r.state(), nil
}

func has(ring *keyring.Ring, slotID string) bool {
	return slices.ContainsFunc(ring.Slots(), func(s keyring.Slot) bool { return s.ID == slotID })
}

// Rekey has the records get another key of their own; every slot goes on opening.
// It goes on after the answer: the house closes for a moment.
func (r *Room) Rekey(ctx context.Context, a access.Actor, in KeyCommand) (Keys, error) {
	return r.begin(ctx, a, act.Command{ID: in.ID, Action: "keys.rekey"}, r.house.Rekey)
}

// Seal closes the records until somebody opens them.
func (r *Room) Seal(ctx context.Context, a access.Actor, in KeyCommand) (Keys, error) {
	return r.begin(ctx, a, act.Command{ID: in.ID, Action: "keys.seal"}, r.house.Seal)
}

// Rekeying journals that a command does it.
func (r *Room) Rekeying(ctx context.Context) error {
	_, err := r.begin(ctx, access.TheBox(), act.Command{ID: r.gate.NewID(), Action: "keys.rekey"}, func() {})
	return err
}

func (r *Room) begin(ctx context.Context, a access.Actor, c act.Command, begin func()) (Keys, error) {
	first := false
	_, err := act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		first = true
		tx.Subject("key", "data")
		return nil
	}, func(_ *db.Tx, id string) (string, error) { return id, nil })
	if err != nil {
		return Keys{}, err
	}
	out := r.state()
	if first {
		begin()
	}
	return out, nil
}

// Revoke takes a slot away, and the box's own key file with the slot it opens.
func (k *Keeper) Revoke(slotID string) error {
	ring := k.Ring()
	own := slices.Contains(boxSlots(ring), slotID)
	if err := ring.Revoke(slotID); err != nil || !own {
		return err
	}
	return k.forgetBox()
}

// fault says a keyring's error in the words of the API.
func (r *Room) fault(err error) error {
	switch {
	case errors.Is(err, keyring.ErrLast):
		return fault.New(fault.LastKey)
	case errors.Is(err, keyring.ErrUnknown):
		return fault.New(fault.NotFound)
	case errors.Is(err, keyring.ErrBusy), errors.Is(err, keyring.ErrClosed):
		return fault.New(fault.Busy)
	}
	return err
}

// Opened journals who opened the records, once the house stands: by what kind of
// key, and whose it is said to be. A box that opened itself says nothing.
func (r *Room) Opened(ctx context.Context) error {
	how := r.keys.Opened()
	if how.By == "box" || how.By == "" {
		return nil
	}
	_, err := act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: r.gate.NewID(), Action: "seal.unlock"}, func(tx *act.Tx) error {
		tx.Subject("key", how.Slot.ID)
		tx.Detail("kind", how.Slot.Kind)
		tx.Detail("label", how.Slot.Label)
		tx.Detail("by", how.By)
		return nil
	}, func(_ *db.Tx, id string) (string, error) { return id, nil })
	return err
}

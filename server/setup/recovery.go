package setup

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"

	"karete/db/vault/keyring"
	"karete/server/fault"
)

// Keys is what the wizard needs of whoever keeps the records' key.
type Keys interface {
	// Put adds a key, in place of those of its kind.
	Put(ctx context.Context, secret keyring.Secret) error
	// AutoUnlock says whether the box keeps its own key.
	AutoUnlock(keep bool) error
}

// printed is the recovery code that was shown last and not confirmed yet. It is
// nowhere but here: after a restart another one is shown.
type printed struct {
	mu   sync.Mutex
	code keyring.Code
	ask  []int // groups, from 0
}

// PrintedCode is shown once, to be printed or written down.
type PrintedCode struct {
	Groups []string `json:"groups" doc:"The code, group by group"`
	Ask    []int    `json:"ask" doc:"The groups that must be typed back, counted from 1"`
}

// asked is how many groups are to be typed back.
const asked = 2

// Print makes a recovery code to show. It opens nothing until it is confirmed; one
// shown before and not confirmed is void.
func (r *Room) Print(ctx context.Context, v Visitor) (PrintedCode, error) {
	if err := r.admit(ctx, v); err != nil {
		return PrintedCode{}, err
	}
	if r.keys == nil {
		return PrintedCode{}, fault.New(fault.NotFound)
	}
	r.printed.mu.Lock()
	defer r.printed.mu.Unlock()
	r.printed.code = keyring.NewCode()
	r.printed.ask = rand.Perm(keyring.Groups)[:asked]
	slices.Sort(r.printed.ask)
	var out PrintedCode
	for i := range keyring.Groups {
		out.Groups = append(out.Groups, r.printed.code.Group(i))
	}
	for _, g := range r.printed.ask {
		out.Ask = append(out.Ask, g+1)
	}
	return out, nil
}

// confirm compares what was typed back, and answers with the code in hand; with
// none when there is a confirmed one and nothing was typed, or with what is wrong.
func (r *Room) confirm(before bool, typed []string) (code keyring.Code, wrong []fault.FieldError) {
	r.printed.mu.Lock()
	defer r.printed.mu.Unlock()
	if len(typed) == 0 && before {
		return "", nil
	}
	if r.printed.code == "" {
		return "", []fault.FieldError{{Field: "recovery.groups", Code: "unknown"}} // shown before a restart: void
	}
	for i, group := range r.printed.ask {
		field := "recovery.groups[" + strconv.Itoa(i) + "]"
		switch {
		case i >= len(typed) || typed[i] == "":
			wrong = append(wrong, fault.FieldError{Field: field, Code: "required"})
		case keyring.TidyGroup(typed[i]) != r.printed.code.Group(group):
			wrong = append(wrong, fault.FieldError{Field: field, Code: "pattern"})
		}
	}
	return r.printed.code, wrong
}

// recover has the passphrase and the code, if there is one, open the records.
func (r *Room) recover(ctx context.Context, k *kept, code keyring.Code) error {
	if r.keys == nil {
		return nil
	}
	if k.Recovery.Passphrase != "" {
		if err := r.keys.Put(ctx, keyring.FromPassphrase(k.Recovery.Passphrase)); err != nil {
			return err
		}
	}
	if code != "" {
		if err := r.keys.Put(ctx, code.Secret()); err != nil {
			return err
		}
		r.printed.mu.Lock()
		defer r.printed.mu.Unlock()
		if r.printed.code == code {
			r.printed.code = ""
		}
	}
	k.Recovery.Passphrase, k.Recovery.Groups, k.recovery = "", nil, true
	return nil
}

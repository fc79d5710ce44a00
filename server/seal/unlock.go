package seal

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"karete/db/vault/keyring"
	"karete/server/fault"
)

// Sealed is what anyone may know of the seal.
type Sealed struct {
	Sealed            bool     `json:"sealed"`
	Kinds             []string `json:"kinds,omitempty" doc:"What opens it: passphrase, recovery, file"`
	KeyFile           string   `json:"keyFile,omitempty" doc:"The name of the file on a key stick; a stick with it opens the box when it is plugged in"`
	RetryAfterSeconds int      `json:"retryAfterSeconds,omitempty" doc:"How long this browser must wait after too many wrong tries"`
	Damage            *Damage  `json:"damage,omitempty" doc:"Why no key opens the records: a backup must be brought back"`
}

// Damage is what a start met with: records that no key opens.
type Damage struct {
	Part  string    `json:"part" enum:"database,keys" doc:"database: the records themselves; keys: the key file"`
	Gone  bool      `json:"gone" doc:"It is not there, or there is nothing in it"`
	File  string    `json:"file" doc:"Its name in the data folder"`
	Found time.Time `json:"foundAt"`
}

// Unlock is one try; exactly one of its fields is given.
type Unlock struct {
	Passphrase   string `json:"passphrase,omitempty" maxLength:"512"`
	RecoveryCode string `json:"recoveryCode,omitempty" maxLength:"80"`
	KeyFile      string `json:"keyFile,omitempty" maxLength:"1024" doc:"The content of a key file in base64"`
}

// Secret reads the try. Errors: invalid, naming the field. A code that was
// mistyped is told so: no slot need be asked, and it tells nothing of any.
func (in Unlock) Secret() (keyring.Secret, error) {
	given := 0
	for _, v := range []string{in.Passphrase, in.RecoveryCode, in.KeyFile} {
		if v != "" {
			given++
		}
	}
	switch {
	case given == 0:
		return keyring.Secret{}, fault.Field("passphrase", "required")
	case given > 1:
		return keyring.Secret{}, fault.New(fault.Malformed)
	case in.RecoveryCode != "":
		code, err := keyring.ParseCode(in.RecoveryCode)
		if err != nil {
			return keyring.Secret{}, fault.Field("recoveryCode", "pattern")
		}
		return code.Secret(), nil
	case in.KeyFile != "":
		text, err := base64.StdEncoding.DecodeString(in.KeyFile)
		if err != nil {
			return keyring.Secret{}, fault.Field("keyFile", "pattern")
		}
		secret, err := keyring.ParseKeyFile(text)
		if err != nil {
			return keyring.Secret{}, fault.Field("keyFile", "pattern")
		}
		return secret, nil
	}
	return keyring.FromPassphrase(in.Passphrase), nil
}

// Read says what opens the box. from names the browser's network address.
func (k *Keeper) Read(from string) Sealed {
	if k.Ring() != nil {
		return Sealed{}
	}
	s := Sealed{Sealed: true}
	if wait := k.brake.left(from); wait > 0 {
		s.RetryAfterSeconds = int((wait + time.Second - 1) / time.Second)
	}
	locked, err := keyring.Load(k.dir, k.o.Keys)
	if err != nil {
		return s
	}
	s.KeyFile = keyring.KeyFileName(locked.Database())
	for _, kind := range []keyring.Kind{keyring.Passphrase, keyring.Recovery, keyring.File} {
		for _, slot := range locked.Slots() {
			if slot.Kind == kind {
				s.Kinds = append(s.Kinds, string(kind))
				break
			}
		}
	}
	return s
}

// longestQueue bounds how many wait for the slow hash at once.
const longestQueue = 4

// Try looks at one try of somebody at the page. On the right one the ring is open.
// Errors: wrong-state when the box is not sealed, invalid, throttled, busy,
// bad-credentials.
func (k *Keeper) Try(ctx context.Context, from string, in Unlock) error {
	if k.Ring() != nil {
		return fault.New(fault.WrongState)
	}
	secret, err := in.Secret()
	if err != nil {
		return err
	}
	if k.queued.Add(1) > longestQueue {
		k.queued.Add(-1)
		return fault.New(fault.Busy)
	}
	defer k.queued.Add(-1)
	if err := k.brake.count(from); err != nil {
		return err
	}
	err = k.Open(ctx, secret, "page")
	k.brake.done(from, err == nil)
	switch {
	case errors.Is(err, keyring.ErrWrong):
		k.o.Log.Warn("somebody tried to open the records with a wrong key", "from", from)
		return fault.New(fault.BadCredentials)
	case err != nil:
		return err
	}
	return nil
}

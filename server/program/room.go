package program

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/staff"
)

// Room is the use cases of programs.
type Room struct {
	gate   *act.Gate
	people *staff.Room
	now    func(context.Context) (time.Time, error) // the steady time
	signer *signer

	mu    sync.Mutex
	onEnd []func(familyIDs []string)
}

// New stands on the gate, and on the staff's room, which knows who people are and
// what time it is.
func New(gate *act.Gate, people *staff.Room) *Room {
	return &Room{gate: gate, people: people, now: people.Steady, signer: newSigner()}
}

// OnEnd has f called with the ids of token families that this room has just ended,
// so that their open streams can be closed; staff.Room.OnEnd tells of those that
// ended with a person's sessions. f must not block.
func (r *Room) OnEnd(f func(familyIDs []string)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.onEnd = append(r.onEnd, f)
}

// ended tells those who asked.
func (r *Room) ended(ids []string) {
	if len(ids) == 0 {
		return
	}
	r.mu.Lock()
	list := r.onEnd[:len(r.onEnd):len(r.onEnd)]
	r.mu.Unlock()
	for _, f := range list {
		f(ids)
	}
}

// newSecret makes a client secret: 256 random bits, which nobody guesses, so that
// a fast hash is enough and no brake is needed.
func newSecret() (secret string, hash []byte) {
	b := make([]byte, 32)
	rand.Read(b) // never fails: it stops the process instead
	secret = base64.RawURLEncoding.EncodeToString(b)
	return secret, hashOf(secret)
}

func hashOf(secret string) []byte {
	h := sha256.Sum256([]byte("karete client secret\x00" + secret))
	return h[:]
}

// clientIn is the program that a client id and secret stand for. One fault for all
// that may be wrong: bad-credentials.
func clientIn(tx *db.Tx, clientID, secret string) (Program, error) {
	var hash []byte
	err := tx.QueryRow(`SELECT hash FROM program_secret WHERE program_id = ?`, clientID).Scan(&hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Program{}, fmt.Errorf("program: %w", err)
	}
	if subtle.ConstantTimeCompare(hash, hashOf(secret)) != 1 {
		return Program{}, fault.New(fault.BadCredentials)
	}
	p, err := In(tx, clientID)
	if err == nil && p.RevokedAt != nil {
		err = fault.New(fault.BadCredentials)
	}
	return p, err
}

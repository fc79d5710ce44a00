package setup

import (
	"crypto/rand"
	"crypto/subtle"
	"strings"
	"sync"
	"time"

	"karete/server/fault"
)

// Visitor is somebody who wants to set the box up.
type Visitor struct {
	Local bool   // sits at the box itself
	Code  string // or has read this from its console
}

const (
	codeLength  = 8
	freeCodes   = 5
	longestWait = 15 * time.Minute
)

// Door lets in who sits at the box or read the code there. The code lives as
// long as the process, and so does the brake on guessing it.
type Door struct {
	code string
	now  func() time.Time // with the monotonic reading, so that no clock change opens it

	mu     sync.Mutex
	wrong  int
	openAt time.Time
}

// NewDoor has a code that no other has.
func NewDoor() *Door {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's: nothing looks alike
	code := make([]byte, codeLength)
	rand.Read(code) // never fails: it stops the process instead
	for i := range code {
		code[i] = letters[int(code[i])%len(letters)]
	}
	return &Door{code: string(code), now: time.Now}
}

// Code is what the console shows.
func (d *Door) Code() string { return d.code }

// Admit errs unless the visitor may come in: forbidden, throttled.
func (d *Door) Admit(v Visitor) error {
	if v.Local {
		return nil
	}
	if v.Code == "" {
		return fault.New(fault.Forbidden)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if wait := d.openAt.Sub(now); wait > 0 {
		return fault.New(fault.Throttled).With("retryAfterSeconds", int((wait+time.Second-1)/time.Second))
	}
	if subtle.ConstantTimeCompare([]byte(tidyCode(v.Code)), []byte(d.code)) == 1 {
		d.wrong = 0
		return nil
	}
	d.wrong++
	if over := d.wrong - freeCodes; over >= 0 {
		d.openAt = now.Add(min(longestWait, 2*time.Second<<min(over, 9)))
	}
	return fault.New(fault.Forbidden)
}

// tidyCode reads a code as people type it: in groups, in small letters, with the
// letters that Crockford left out.
func tidyCode(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
}

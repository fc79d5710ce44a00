package factor

import (
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"
)

// How long the box waits for the other half.
const (
	challengeLife = 2 * time.Minute
	seedLife      = 15 * time.Minute // finding the app in a shop of apps takes its time

	mostPending = 512
	mostFromOne = 16 // of one origin: a stranger cannot push out what others wait for
)

// pending is what the box has begun and waits for: challenges and seeds. It stands
// in memory only. Each is taken once; age is by the machine's ticking.
type pending struct {
	ticking func() time.Duration

	mu    sync.Mutex
	begun map[string]begun
}

type begun struct {
	what any
	from string // who began it: a session, or the network's address of a guest
	at   time.Duration
	life time.Duration
}

// begin keeps it under a name nobody guesses.
func (p *pending) begin(what any, from string, life time.Duration) string {
	raw := make([]byte, 16)
	rand.Read(raw)
	name := hex.EncodeToString(raw)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.begun == nil {
		p.begun = map[string]begun{}
	}
	now := p.ticking()
	same := 0
	var oldest, oldestSame string
	for n, b := range p.begun {
		if now-b.at >= b.life {
			delete(p.begun, n)
			continue
		}
		if oldest == "" || b.at < p.begun[oldest].at {
			oldest = n
		}
		if b.from == from {
			same++
			if oldestSame == "" || b.at < p.begun[oldestSame].at {
				oldestSame = n
			}
		}
	}
	switch {
	case same >= mostFromOne:
		delete(p.begun, oldestSame)
	case len(p.begun) >= mostPending:
		delete(p.begun, oldest)
	}
	p.begun[name] = begun{what, from, now, life}
	return name
}

// take answers what was begun under the name by the same one, and forgets it.
func take[T any](p *pending, name, from string) (T, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b, ok := p.begun[name]
	what, same := b.what.(T)
	if !ok || !same || b.from != from {
		var none T
		return none, false
	}
	delete(p.begun, name)
	if p.ticking()-b.at >= b.life {
		var none T
		return none, false
	}
	return what, true
}

// peek answers as take does and keeps it: a mistyped code must not cost the seed.
func peek[T any](p *pending, name, from string) (T, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b, ok := p.begun[name]
	what, same := b.what.(T)
	return what, ok && same && b.from == from && p.ticking()-b.at < b.life
}

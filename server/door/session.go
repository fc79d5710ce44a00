package door

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"sync"
	"time"

	"karete/server/access"
	"karete/server/id"
)

// How long somebody is let in: since they last did something, and at most. At a kiosk
// others stand behind them; a phone is looked at while its owner waits.
const (
	kioskIdle, kioskMost = 2 * time.Minute, 15 * time.Minute
	phoneIdle, phoneMost = 15 * time.Minute, 8 * time.Hour
)

// How many may be inside: from one place (many phones may come by one address), of one
// patient, of all.
const (
	mostOfPlace   = 200
	mostOfPatient = 3
	mostOfAll     = 2000
)

// session is somebody who was let in.
type session struct {
	id           string // names it; opens nothing
	patientID    string
	cardID       string // by which they were known; "" by a number
	place        string
	deviceID     string
	kiosk        bool
	opened, seen time.Duration // by the machine's ticking
	begun        *begun        // answers that are not kept yet
}

func (s *session) over(now time.Duration) bool {
	idle, most := phoneIdle, phoneMost
	if s.kiosk {
		idle, most = kioskIdle, kioskMost
	}
	return now-s.seen >= idle || now-s.opened >= most
}

func (s *session) idle() time.Duration {
	if s.kiosk {
		return kioskIdle
	}
	return phoneIdle
}

func (s *session) actor(at At) access.Actor {
	who := access.AtTheDoor(s.patientID, at.Device, s.deviceID)
	who.SessionID = s.id
	return who
}

// sessions are all that were let in. A restart shuts the door behind nobody and before
// everybody.
type sessions struct {
	mu   sync.Mutex
	live map[[sha256.Size]byte]*session // by the hash of the token
}

func newSessions() *sessions { return &sessions{live: map[[sha256.Size]byte]*session{}} }

// begin lets a patient in. Whoever has to go for that is answered with: at a kiosk the
// one before, elsewhere those longest unseen.
func (l *sessions) begin(patientID, cardID string, at At, now time.Duration) (token string, s session, gone []session) {
	secret := make([]byte, 32)
	rand.Read(secret)
	token = base64.RawURLEncoding.EncodeToString(secret)
	one := &session{id: "door:" + id.New(), patientID: patientID, cardID: cardID, place: at.place(), deviceID: at.DeviceID, kiosk: at.Kiosk, opened: now, seen: now}
	l.mu.Lock()
	defer l.mu.Unlock()
	gone = l.dropLocked(func(s *session) bool { return s.over(now) || at.Kiosk && s.place == one.place })
	gone = append(gone, l.roomLocked(mostOfPlace, func(s *session) bool { return s.place == one.place })...)
	gone = append(gone, l.roomLocked(mostOfPatient, func(s *session) bool { return s.patientID == patientID })...)
	gone = append(gone, l.roomLocked(mostOfAll, func(*session) bool { return true })...)
	l.live[sha256.Sum256([]byte(token))] = one
	return token, *one, gone
}

// roomLocked makes room for one more among those that which picks.
func (l *sessions) roomLocked(most int, which func(*session) bool) (gone []session) {
	for {
		n := 0
		var oldest *session
		for _, s := range l.live {
			if !which(s) {
				continue
			}
			if n++; oldest == nil || s.seen < oldest.seen || s.seen == oldest.seen && s.id < oldest.id {
				oldest = s
			}
		}
		if n < most {
			return gone
		}
		gone = append(gone, l.dropLocked(func(s *session) bool { return s == oldest })...)
	}
}

func (l *sessions) dropLocked(which func(*session) bool) (gone []session) {
	for key, s := range l.live {
		if which(s) {
			delete(l.live, key)
			gone = append(gone, *s)
		}
	}
	return gone
}

func (l *sessions) use(token, place string, now time.Duration) (session, bool) {
	key := sha256.Sum256([]byte(token))
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.live[key]
	if !ok || s.place != place || s.over(now) { // one that is over is swept with what was begun in it
		return session{}, false
	}
	s.seen = now
	return *s, true
}

// swept takes out those that are over; all of them when the door shuts.
func (l *sessions) swept(now time.Duration, all bool) []session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dropLocked(func(s *session) bool { return all || s.over(now) })
}

// end shuts the door behind one.
func (l *sessions) end(sessionID string) []session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dropLocked(func(s *session) bool { return s.id == sessionID })
}

// remember holds what somebody has answered so far; nil: nothing more is to be kept.
// Answers of before that are about another questionnaire come back.
func (l *sessions) remember(sessionID string, b *begun) (other *begun) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.live {
		if s.id != sessionID {
			continue
		}
		if b != nil && s.begun != nil && s.begun.in.ID != b.in.ID {
			other = s.begun
		}
		s.begun = b
	}
	return other
}

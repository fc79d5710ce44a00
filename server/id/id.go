package id

import (
	"io"
	"time"

	"github.com/google/uuid"
)

// ID is a UUIDv7 as text. It is an alias: ids are text in SQL, JSON and URLs, and come from clients,
// so only Valid, never the type, says that one is well formed.
type ID = string

const length = len("01234567-89ab-7def-8123-456789abcdef")

// New makes an ID from the system clock and crypto/rand. Each is greater than the one before it
// in this process.
func New() ID {
	return uuid.Must(uuid.NewV7()).String() // crypto/rand never fails: it stops the process instead
}

// At makes an ID that says it was made at t, with its randomness from random: the same t and the same
// bytes give the same ID. For made-up clinics and tests. The error is random's.
func At(t time.Time, random io.Reader) (ID, error) {
	u, err := uuid.NewRandomFromReader(random)
	if err != nil {
		return "", err
	}
	ms := t.UnixMilli()
	for i := range 6 {
		u[i] = byte(ms >> (40 - 8*i))
	}
	u[6] = 0x70 | u[6]&0x0f
	return u.String(), nil
}

// Valid says whether text is a canonical UUIDv7: lower case, hyphens in place, version 7, variant 10.
func Valid(text string) bool {
	if len(text) != length {
		return false
	}
	for i := range length {
		c := text[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		case 14:
			if c != '7' {
				return false
			}
		case 19:
			if c != '8' && c != '9' && c != 'a' && c != 'b' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}

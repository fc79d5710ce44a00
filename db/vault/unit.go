package vault

import "crypto/aes"

// unitSize is the grain of files that SQLite writes in pieces of any length: each
// 16 bytes are encrypted by themselves.
const unitSize = aes.BlockSize

// around widens a range to whole units.
func around(off int64, n int) (from, to int64) {
	return off &^ (unitSize - 1), (off + int64(n) + unitSize - 1) &^ (unitSize - 1)
}

// units encrypts and decrypts runs of whole units.
type units struct {
	xts
	scratch
}

func (u *units) sealAll(b []byte, off int64) {
	for ; len(b) > 0; b, off = b[unitSize:], off+unitSize {
		u.seal(b[:unitSize], uint64(off/unitSize), &u.scratch)
	}
}

// openAll takes a unit of zeros for a hole: SQLite skips over room it has not
// written and expects zeros there. No plaintext that it writes looks like this
// encrypted, but for one in 2^128.
func (u *units) openAll(b []byte, off int64) {
	for ; len(b) > 0; b, off = b[unitSize:], off+unitSize {
		if [unitSize]byte(b) != [unitSize]byte{} {
			u.open(b[:unitSize], uint64(off/unitSize), &u.scratch)
		}
	}
}

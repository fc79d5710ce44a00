package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"
)

// The geometry of every database in a vault.
const (
	pageSize = 4096
	reserved = chacha20poly1305.NonceSizeX + chacha20poly1305.Overhead // at the end of a page, unused by SQLite
	content  = pageSize - reserved
	nonceAt  = pageSize - chacha20poly1305.NonceSizeX // after the tag, which ends the ciphertext
)

// Where the header of page 1 tells the geometry.
const (
	headerSize      = 100
	pageSizeAt      = 16 // two bytes, big-endian
	reservedAt      = 20
	lockPage        = 0x40000000/pageSize + 1 // SQLite locks bytes of it and never reads or writes it
	maxPages        = 0xfffffffe              // SQLite has no more
	plainMagic      = "SQLite format 3\x00"
	kindMain   byte = 'M'
	kindLog    byte = 'L'
)

// pages seals and opens one page at a time. The label lies in it, and not on the
// stack, because what is handed to a cipher.AEAD would be allocated each time.
type pages struct {
	aead  cipher.AEAD
	label [5]byte // kind, number
}

func newPages(aead cipher.AEAD, kind byte) pages {
	return pages{aead: aead, label: [5]byte{kind}}
}

// seal writes the page with that number (of the database, or of the frame) to
// dst, which must not overlap it. The reserved bytes of page are not looked at.
func (p *pages) seal(dst, page []byte, number uint32) {
	binary.BigEndian.PutUint32(p.label[1:], number)
	nonce := dst[nonceAt:pageSize]
	rand.Read(nonce) // never returns an error: the runtime would rather crash
	p.aead.Seal(dst[:0], nonce, page[:content], p.label[:])
}

// open decrypts a page in place and empties its reserved bytes, which SQLite's
// checksums take for zeros. When it is not what was sealed under that number it
// is left empty and open returns false.
func (p *pages) open(page []byte, number uint32) bool {
	binary.BigEndian.PutUint32(p.label[1:], number)
	_, err := p.aead.Open(page[:0], page[nonceAt:pageSize], page[:nonceAt], p.label[:])
	if err != nil {
		clear(page[:pageSize])
		return false
	}
	clear(page[content:pageSize])
	return true
}

// sealable says whether SQLite left the reserved bytes alone: they are not kept.
func sealable(page []byte) bool { return [reserved]byte(page[content:pageSize]) == [reserved]byte{} }

// geometric says whether a header tells the vault's geometry.
func geometric(header []byte) bool {
	return len(header) >= headerSize &&
		binary.BigEndian.Uint16(header[pageSizeAt:]) == pageSize && header[reservedAt] == reserved
}

// blankHeader is the header of a database that has none yet, as far as SQLite
// looks at it then: it makes a new database have the vault's geometry.
func blankHeader(to []byte) {
	clear(to)
	copy(to, plainMagic)
	binary.BigEndian.PutUint16(to[pageSizeAt:], pageSize)
	to[reservedAt] = reserved
}

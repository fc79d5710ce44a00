package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// xts is AES in XTS mode (IEEE 1619) with ciphertext stealing: what comes out is
// as long as what went in. golang.org/x/crypto/xts has no stealing, and a frame's
// header is 24 bytes long. It may be used from any goroutine.
type xts struct{ data, tweak cipher.Block }

// scratch keeps the blocks an XTS call works on. They lie in the caller's memory,
// because what is handed to a cipher.Block would otherwise be allocated each time.
type scratch struct{ tweak, next, block [aes.BlockSize]byte }

func (s *scratch) start(x xts, number uint64) {
	binary.LittleEndian.PutUint64(s.tweak[:8], number)
	clear(s.tweak[8:])
	x.tweak.Encrypt(s.tweak[:], s.tweak[:])
}

// double multiplies a tweak by the primitive element of GF(2^128).
func double(to, from *[aes.BlockSize]byte) {
	low, high := binary.LittleEndian.Uint64(from[:8]), binary.LittleEndian.Uint64(from[8:])
	carry := high >> 63
	binary.LittleEndian.PutUint64(to[:8], low<<1^carry*0x87)
	binary.LittleEndian.PutUint64(to[8:], high<<1|low>>63)
}

func (s *scratch) encrypt(x xts, tweak *[aes.BlockSize]byte, block []byte) {
	subtle.XORBytes(s.block[:], block, tweak[:])
	x.data.Encrypt(s.block[:], s.block[:])
	subtle.XORBytes(block, s.block[:], tweak[:])
}

func (s *scratch) decrypt(x xts, tweak *[aes.BlockSize]byte, block []byte) {
	subtle.XORBytes(s.block[:], block, tweak[:])
	x.data.Decrypt(s.block[:], s.block[:])
	subtle.XORBytes(block, s.block[:], tweak[:])
}

// seal encrypts b, of at least 16 bytes, in place as the unit of that number.
func (x xts) seal(b []byte, number uint64, s *scratch) {
	s.start(x, number)
	for ; len(b) >= 2*aes.BlockSize || len(b) == aes.BlockSize; b = b[aes.BlockSize:] {
		s.encrypt(x, &s.tweak, b[:aes.BlockSize])
		double(&s.tweak, &s.tweak)
	}
	if len(b) == 0 {
		return
	}
	whole, rest := b[:aes.BlockSize], b[aes.BlockSize:]
	s.encrypt(x, &s.tweak, whole)
	double(&s.tweak, &s.tweak)
	swap(whole, rest)
	s.encrypt(x, &s.tweak, whole)
}

// open decrypts b in place. It cannot notice that b was changed.
func (x xts) open(b []byte, number uint64, s *scratch) {
	s.start(x, number)
	for ; len(b) >= 2*aes.BlockSize || len(b) == aes.BlockSize; b = b[aes.BlockSize:] {
		s.decrypt(x, &s.tweak, b[:aes.BlockSize])
		double(&s.tweak, &s.tweak)
	}
	if len(b) == 0 {
		return
	}
	whole, rest := b[:aes.BlockSize], b[aes.BlockSize:]
	double(&s.next, &s.tweak)
	s.decrypt(x, &s.next, whole)
	swap(whole, rest)
	s.decrypt(x, &s.tweak, whole)
}

// swap exchanges the short rest with the beginning of the last whole block.
func swap(whole, rest []byte) {
	for i := range rest {
		whole[i], rest[i] = rest[i], whole[i]
	}
}

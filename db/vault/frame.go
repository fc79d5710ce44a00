package vault

import "encoding/binary"

// SQLite's write-ahead log: a header, then frames of a header and a page each.
const (
	logHeaderSize   = 32
	frameHeaderSize = 24
	frameSize       = frameHeaderSize + pageSize
	logMagic        = 0x377f0682 // the lowest bit: its checksums are of big-endian words
	logVersion      = 3007000
)

// frameAt is where a frame begins; they count from 1.
func frameAt(number uint32) int64 { return logHeaderSize + int64(number-1)*frameSize }

// place says which frame an offset beyond the log's header lies in, and where.
func place(off int64) (number uint32, within int64) {
	off -= logHeaderSize
	return uint32(off/frameSize) + 1, off % frameSize
}

// checksum is the running sum that chains the frames of a log.
type checksum [2]uint32

func (c checksum) over(words binary.ByteOrder, b []byte) checksum {
	for ; len(b) >= 8; b = b[8:] {
		c[0] += words.Uint32(b) + c[1]
		c[1] += words.Uint32(b[4:]) + c[0]
	}
	return c
}

func checksumAt(b []byte) checksum {
	return checksum{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

// logHeader is what begins a log and is told anew each time it starts over.
type logHeader struct {
	words binary.ByteOrder
	salt  [8]byte   // in each of its frames again: frames of an earlier round have another
	sum   *checksum // that its first frame continues; nil: not known
}

// parseLogHeader reads a decrypted header; false: it is none.
func parseLogHeader(b []byte) (h logHeader, ok bool) {
	if len(b) < logHeaderSize || !logGeometric(b) || binary.BigEndian.Uint32(b[4:]) != logVersion {
		return h, false
	}
	h.words = binary.LittleEndian
	if b[3]&1 == 1 {
		h.words = binary.BigEndian
	}
	copy(h.salt[:], b[16:])
	sum := checksumAt(b[24:])
	h.sum = &sum
	return h, checksum{}.over(h.words, b[:24]) == sum
}

// logGeometric says whether SQLite's header is that of a log of the vault's geometry.
func logGeometric(b []byte) bool {
	return binary.BigEndian.Uint32(b)&^1 == logMagic && binary.BigEndian.Uint32(b[8:]) == pageSize
}

// frameHeader says which page a frame holds.
type frameHeader struct {
	page   uint32
	commit uint32 // size of the database in pages after the transaction that ends here; 0: it goes on
	salt   [8]byte
	sum    checksum
}

// parseFrameHeader reads a decrypted one. Whatever the bytes are, it is some
// header: only its salt and the chain of checksums tell a true one.
func parseFrameHeader(b []byte) frameHeader {
	h := frameHeader{page: binary.BigEndian.Uint32(b), commit: binary.BigEndian.Uint32(b[4:]), sum: checksumAt(b[16:])}
	copy(h.salt[:], b[8:])
	return h
}

// follows says whether a frame is the next in the chain after sum.
func (h logHeader) follows(sum checksum, header, page []byte) bool {
	f := parseFrameHeader(header)
	return f.page != 0 && f.salt == h.salt && f.sum == sum.over(h.words, header[:8]).over(h.words, page)
}

package vault

import (
	"bytes"
	"encoding/binary"
	"maps"
)

// logReader reads a log without SQLite.
type logReader struct {
	pages
	frames xts
	scratch
	fetch func(to []byte, off int64) bool // false: not all of it is there
	buf   [frameSize]byte
}

// logState is what a log holds.
type logState struct {
	frames    uint32            // whole ones in the file, whatever they are
	committed uint32            // the last frame of the last complete transaction; 0: there is none
	pages     uint32            // size of the database after it
	held      map[uint32]uint32 // page to the frame that holds it
	lost      bool              // see walk
}

// read decrypts a frame. What its header says is only worth something when the
// page is authentic, or the chain of checksums runs through it.
func (l *logReader) read(number uint32) (header, page []byte, authentic bool) {
	header, page = l.buf[:frameHeaderSize], l.buf[frameHeaderSize:]
	if !l.fetch(l.buf[:], frameAt(number)) {
		return header, page, false
	}
	l.frames.open(header, uint64(number), &l.scratch)
	return header, page, l.open(page, number)
}

// walk goes through a log of size bytes. A log may end anywhere: power went while
// frames were written that nobody was told of. But it has lost something that
// was acknowledged, when
//
//   - a frame is broken, and behind it stands a transaction's last frame with
//     another frame chained to it: SQLite only went on when all before was synced;
//   - the header is broken, and the transactions in the frames have not all been
//     moved to the database: a new header is only written when they have. main
//     reads a page of the database; false: it cannot.
//
// What it cannot know is damage to the last transaction, or to the header of the
// frame before it. SQLite's own recovery drops that as unfinished, and so is it here.
func (l *logReader) walk(size int64, main func(to []byte, number uint32) bool) (s logState) {
	if size < logHeaderSize {
		return s
	}
	s.frames = uint32((size - logHeaderSize) / frameSize)
	var b [logHeaderSize]byte
	var header logHeader
	ok := l.fetch(b[:], 0)
	if ok {
		l.frames.open(b[:], 0, &l.scratch)
		header, ok = parseLogHeader(b[:])
	}
	if !ok {
		if header, ok = l.believed(); !ok {
			s.lost = l.anyAuthentic(s.frames)
			return s
		}
	}
	broken := l.chain(header, &s)
	s.lost = l.goesOn(header, broken, s.frames)
	if header.sum == nil {
		s.lost = s.lost || l.unmoved(s, main)
		s.held, s.committed, s.pages = nil, 0, 0 // SQLite ignores such a log
	}
	return s
}

// believed is what the lost header must have said, by the frame that follows it.
// Every machine Karete runs on writes little-endian sums.
func (l *logReader) believed() (h logHeader, ok bool) {
	frame, _, ok := l.read(1)
	return logHeader{words: binary.LittleEndian, salt: parseFrameHeader(frame).salt}, ok
}

func (l *logReader) anyAuthentic(frames uint32) bool {
	for number := uint32(1); number <= frames; number++ {
		if _, _, authentic := l.read(number); authentic {
			return true
		}
	}
	return false
}

// chain follows the frames to the first that does not fit.
func (l *logReader) chain(h logHeader, s *logState) (broken uint32) {
	s.held = map[uint32]uint32{}
	open := map[uint32]uint32{} // pages of the transaction under way
	sum := h.sum
	for number := uint32(1); number <= s.frames; number++ {
		header, page, authentic := l.read(number)
		f := parseFrameHeader(header)
		if !authentic || sum != nil && !h.follows(*sum, header, page) {
			return number
		}
		sum = &f.sum
		open[f.page] = number
		if f.commit != 0 {
			maps.Copy(s.held, open)
			clear(open)
			s.committed, s.pages = number, f.commit
		}
	}
	return s.frames + 1
}

// goesOn says whether behind the broken frame a transaction ends and another begins.
func (l *logReader) goesOn(h logHeader, broken, frames uint32) bool {
	var before frameHeader
	for number := broken; number <= frames; number++ {
		header, page, authentic := l.read(number)
		if authentic && before.commit != 0 && before.salt == h.salt && h.follows(before.sum, header, page) {
			return true
		}
		before = parseFrameHeader(header)
	}
	return false
}

// unmoved says whether the database lacks a page of a complete transaction.
func (l *logReader) unmoved(s logState, main func(to []byte, number uint32) bool) bool {
	var there [pageSize]byte
	for number, frame := range s.held {
		if number > s.pages {
			continue // cut off since
		}
		_, page, authentic := l.read(frame)
		if !authentic || !main(there[:], number) || !bytes.Equal(page, there[:]) {
			return true
		}
	}
	return false
}

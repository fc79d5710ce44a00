package vault

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// testLog makes a log as SQLite would: each number is a transaction of so many frames.
func testLog(t testing.TB, k *keys, salt uint64, transactions ...int) []byte {
	t.Helper()
	var s scratch
	p := newPages(k.log, kindLog)
	var header [logHeaderSize]byte
	binary.BigEndian.PutUint32(header[0:], logMagic)
	binary.BigEndian.PutUint32(header[4:], logVersion)
	binary.BigEndian.PutUint32(header[8:], pageSize)
	binary.BigEndian.PutUint64(header[16:], salt)
	put := func(b []byte, sum checksum) {
		binary.BigEndian.PutUint32(b, sum[0])
		binary.BigEndian.PutUint32(b[4:], sum[1])
	}
	sum := checksum{}.over(binary.LittleEndian, header[:24])
	put(header[24:], sum)
	k.frames.seal(header[:], 0, &s)
	log := bytes.Clone(header[:])
	number := uint32(0)
	for _, n := range transactions {
		for i := range n {
			number++
			frame := make([]byte, frameSize)
			page := somePage()
			binary.BigEndian.PutUint32(page, number)
			binary.BigEndian.PutUint32(frame, uint32(i+1))
			if i == n-1 {
				binary.BigEndian.PutUint32(frame[4:], uint32(n))
			}
			binary.BigEndian.PutUint64(frame[8:], salt)
			sum = sum.over(binary.LittleEndian, frame[:8]).over(binary.LittleEndian, page)
			put(frame[16:], sum)
			k.frames.seal(frame[:frameHeaderSize], uint64(number), &s)
			p.seal(frame[frameHeaderSize:], page, number)
			log = append(log, frame...)
		}
	}
	return log
}

func walk(k *keys, log []byte, main func([]byte, uint32) bool) logState {
	if main == nil {
		main = func([]byte, uint32) bool { return false }
	}
	l := logReader{pages: newPages(k.log, kindLog), frames: k.frames}
	l.fetch = func(to []byte, off int64) bool {
		return off <= int64(len(log)) && copy(to, log[off:]) == len(to)
	}
	return l.walk(int64(len(log)), main)
}

func TestALogEndsWherePowerWent(t *testing.T) {
	t.Parallel()
	k := testKeys(t)
	log := testLog(t, k, 99, 2, 1, 3)
	if s := walk(k, log, nil); s.lost || s.committed != 6 || s.pages != 3 || len(s.held) != 3 || s.held[1] != 4 {
		t.Errorf("whole: %+v", s)
	}
	for cut, committed := range map[int64]uint32{
		0: 0, 31: 0, logHeaderSize: 0, frameAt(2): 0, frameAt(3) - 1: 0, frameAt(3): 2, frameAt(4): 3, frameAt(6) + 100: 3,
	} {
		if s := walk(k, log[:cut], nil); s.lost || s.committed != committed {
			t.Errorf("cut to %d: %+v", cut, s)
		}
	}
	// Behind it frames of an earlier round: the new one has another salt.
	old := testLog(t, k, 98, 1, 1, 1, 1, 1, 1, 1)
	mixed := append(bytes.Clone(log[:frameAt(4)]), old[frameAt(4):]...)
	if s := walk(k, mixed, nil); s.lost || s.committed != 3 {
		t.Errorf("over an earlier round: %+v", s)
	}
	// Frames of a transaction taken back, whose place the next one took in part.
	back := testLog(t, k, 99, 2, 1, 1, 8)
	back = append(bytes.Clone(log[:frameAt(5)]), back[frameAt(5):]...)
	if s := walk(k, back, nil); s.lost || s.committed != 3 {
		t.Errorf("over a transaction taken back: %+v", s)
	}
}

func TestALogThatLostSomethingSaysSo(t *testing.T) {
	t.Parallel()
	k := testKeys(t)
	log := testLog(t, k, 99, 2, 1, 1, 2)
	for what, c := range map[string]struct {
		at   int64
		lost bool
	}{
		"the header":                  {5, true},
		"a page of the first":         {frameAt(1) + 1000, true},
		"a frame's header":            {frameAt(2) + 3, true},
		"a page of the last but one":  {frameAt(4) + 1000, true},
		"a sum of the last but one":   {frameAt(3) + 20, true},
		"a page of the last":          {frameAt(6) + 1000, false}, // as if it had never been finished
		"the header before the last":  {frameAt(4) + 3, false},    // the chain cannot be picked up again
		"behind the last, nothing is": {frameAt(7) - 1, false},
	} {
		bad := bytes.Clone(log)
		bad[c.at] ^= 0x10
		s := walk(k, bad, nil)
		if s.lost != c.lost {
			t.Errorf("%s: lost is %v", what, s.lost)
		}
		if broken, _ := place(max(c.at, logHeaderSize)); s.committed >= broken {
			t.Errorf("%s: committed up to %d", what, s.committed)
		}
	}
}

// A new header is only written when the database holds all that the log did.
func TestATornHeaderOfALogThatWasMovedIsNoLoss(t *testing.T) {
	t.Parallel()
	k := testKeys(t)
	log := testLog(t, k, 99, 2, 1, 3)
	moved := func(to []byte, number uint32) bool { // as the last transaction left it
		copy(to, somePage())
		binary.BigEndian.PutUint32(to, number+3)
		return number <= 3
	}
	log[20] ^= 1
	if s := walk(k, log, moved); s.lost || s.committed != 0 || len(s.held) != 0 {
		t.Errorf("moved: %+v", s)
	}
	for what, main := range map[string]func([]byte, uint32) bool{
		"a page as it was before": func(to []byte, number uint32) bool {
			ok := moved(to, number)
			to[3] -= byte(number / 3)
			return ok
		},
		"a page that is bad": func(to []byte, number uint32) bool { return moved(to, number) && number != 2 },
	} {
		if s := walk(k, log, main); !s.lost {
			t.Errorf("%s: %+v", what, s)
		}
	}
	log[frameAt(1)+2000] ^= 1
	if s := walk(k, log, moved); !s.lost {
		t.Errorf("without a first frame: %+v", s)
	}
	other, err := derive([32]byte{9})
	if err != nil {
		t.Fatal(err)
	}
	if s := walk(other, log, nil); s.lost || s.committed != 0 {
		t.Errorf("a log under another key is nobody's: %+v", s)
	}
}

// FuzzFrame: no bytes in a log make a transaction of what was not one.
func FuzzFrame(f *testing.F) {
	k := testKeys(f)
	log := testLog(f, k, 99, 2, 1)
	f.Add(uint32(0), []byte{1})
	f.Add(uint32(40), []byte("0123456789"))
	f.Add(uint32(len(log)), make([]byte, 2*frameSize))
	f.Fuzz(func(t *testing.T, at uint32, b []byte) {
		bad := bytes.Clone(log)
		at %= uint32(len(log) + 1)
		bad = append(bad[:at], append(bytes.Clone(b), bad[min(len(bad), int(at)+len(b)):]...)...)
		s := walk(k, bad, nil)
		if s.committed != 0 && s.committed != 2 && s.committed != 3 {
			t.Fatalf("%+v", s)
		}
		if end := int(frameAt(s.committed + 1)); s.committed > 0 && !bytes.Equal(bad[:end], log[:end]) {
			t.Fatal("a transaction that was changed passed for whole")
		}
	})
}

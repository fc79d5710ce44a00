package durable

import "os"

// pace is how much is written before it is flushed.
const pace = 16 << 20

// Paced writes to a file and flushes it every now and then. Without that a slow
// stick fills the memory with what waits for it, and the system then holds up every
// other writer too, among them the clinic's own database on another disk.
type Paced struct {
	f    *os.File
	owed int
}

// NewPaced writes to f, from where it stands.
func NewPaced(f *os.File) *Paced { return &Paced{f: f} }

func (p *Paced) Write(b []byte) (int, error) {
	n, err := p.f.Write(b)
	if p.owed += n; err == nil && p.owed >= pace {
		p.owed = 0
		err = p.f.Sync()
	}
	return n, err
}

package vault

import "sync"

// table maps the handles that SQLite's structs carry to what they stand for in Go.
type table[T any] struct {
	mu   sync.RWMutex
	last uintptr
	held map[uintptr]T
}

func (t *table[T]) put(what T) (handle uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		t.last++ // comes round again after 2^32 files on a 32-bit machine
		if _, taken := t.held[t.last]; !taken && t.last != 0 {
			if t.held == nil {
				t.held = map[uintptr]T{}
			}
			t.held[t.last] = what
			return t.last
		}
	}
}

func (t *table[T]) get(handle uintptr) T {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.held[handle]
}

func (t *table[T]) drop(handle uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.held, handle)
}

// any says whether f is true of something in the table.
func (t *table[T]) any(f func(T) bool) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, what := range t.held {
		if f(what) {
			return true
		}
	}
	return false
}

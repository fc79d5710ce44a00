package factor

import (
	"sync"

	"karete/db"
)

// held is which codes were taken while the disk took no write. It is as small as
// the staff and their codes, and ends with the process: by then the codes of an app
// are over.
type held struct {
	mu    sync.Mutex
	steps map[string]int64
	codes map[string]bool
}

func (h *held) step(staffID string) int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.steps[staffID]
}

func (h *held) code(staffID, code string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.codes[string(hashCode(staffID, code))]
}

// HoldIn does as TakeIn while the disk takes no write: the code is refused the next
// time, and write says so to the disk when it takes one. Errors: bad-code.
func (r *Room) HoldIn(tx *db.Tx, staffID, typed string) (write func(*db.Tx) error, err error) {
	if err := r.LookIn(tx, staffID, typed); err != nil {
		return nil, err
	}
	code, sort := readCode(typed)
	if sort == ofRecovery {
		r.held.mu.Lock()
		defer r.held.mu.Unlock()
		if r.held.codes == nil {
			r.held.codes = map[string]bool{}
		}
		r.held.codes[string(hashCode(staffID, code))] = true
		return func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE factor_recovery SET used_at = ? WHERE staff_id = ? AND hash = ? AND used_at IS NULL`,
				tx.Now.UnixMilli(), staffID, hashCode(staffID, code))
			return wrap("recovery code", err)
		}, nil
	}
	step, err := r.stepIn(tx, staffID, code)
	if err != nil {
		return nil, err
	}
	r.held.mu.Lock()
	defer r.held.mu.Unlock()
	if r.held.steps == nil {
		r.held.steps = map[string]int64{}
	}
	r.held.steps[staffID] = step
	return func(tx *db.Tx) error {
		_, err := tx.Exec(`UPDATE factor_totp SET last_step = max(last_step, ?) WHERE staff_id = ?`, step, staffID)
		return wrap("totp", err)
	}, nil
}

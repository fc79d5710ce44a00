package setup

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"karete/db"
)

// kept is the answers as they lie on the disk: the password only as its hash.
type kept struct {
	Answers
	before
	now time.Time // when they were read
}

// keptRecovery is the row of the step recovery. The passphrase and the code are
// keys by then, and nowhere else.
type keptRecovery struct {
	AutoUnlock bool `json:"autoUnlock"`
}

// keptAdmin is the row of the step admin.
type keptAdmin struct {
	AdminAnswer
	Hash string `json:"hash"`
}

func (r *Room) load(ctx context.Context) (kept, error) {
	k := kept{before: before{recoverable: r.keys != nil}}
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		k.now = tx.Now
		rows, err := tx.Query(`SELECT step, value FROM setup_answer`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var step, value string
			if err := rows.Scan(&step, &value); err != nil {
				return err
			}
			if err := k.read(step, []byte(value)); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	if err != nil {
		return kept{}, fmt.Errorf("setup answers: %w", err)
	}
	return k, nil
}

func (k *kept) read(step string, value []byte) error {
	switch step {
	case "language":
		return json.Unmarshal(value, &k.Language)
	case "clinic":
		return json.Unmarshal(value, &k.Clinic)
	case "admin":
		var a keptAdmin
		err := json.Unmarshal(value, &a)
		k.Admin, k.adminHash = &a.AdminAnswer, a.Hash
		return err
	case "recovery":
		var a keptRecovery
		err := json.Unmarshal(value, &a)
		k.Recovery, k.recovery = &RecoveryAnswer{AutoUnlock: a.AutoUnlock}, true
		return err
	case "clock":
		return json.Unmarshal(value, &k.Clock)
	case "departments":
		return json.Unmarshal(value, &k.Departments)
	case "staff":
		return json.Unmarshal(value, &k.Staff)
	}
	return nil // a step of another version of the wizard
}

func (r *Room) keep(ctx context.Context, step string, k kept) error {
	var value any
	switch step {
	case "language":
		value = k.Language
	case "clinic":
		value = k.Clinic.Tidy()
	case "admin":
		a := keptAdmin{*k.Admin, k.adminHash}
		if a.Password != "" {
			hash, err := r.staff.Hash(ctx, a.Password)
			if err != nil {
				return err
			}
			a.Password, a.Hash = "", hash
		}
		value = a
	case "recovery":
		value = keptRecovery{k.Recovery.AutoUnlock}
	case "clock":
		value = k.Clock
	case "departments":
		value = k.Departments
	case "staff":
		value = k.Staff
	}
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("setup answer: %w", err)
	}
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(`INSERT INTO setup_answer (step, value) VALUES (?, ?)
			ON CONFLICT (step) DO UPDATE SET value = excluded.value`, step, string(b))
		return err
	})
}

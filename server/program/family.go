package program

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/staff"
)

// How long a sign-in lasts without a new token, and in all. One for a person ends
// when their own session would.
const (
	IdleLimit     = 30 * 24 * time.Hour
	AbsoluteLimit = 90 * 24 * time.Hour
)

// family is one sign-in of a program and who stands behind it.
type family struct {
	id            string
	program       Program
	actor         access.Actor
	refreshHash   []byte
	created, used time.Time
}

func (f family) over(now time.Time) bool {
	idle, absolute := IdleLimit, AbsoluteLimit
	if !f.actor.Alone {
		idle, absolute = staff.IdleLimit, staff.AbsoluteLimit
	}
	return now.Sub(f.used) >= idle || now.Sub(f.created) >= absolute
}

// familyIn reads a family whose program, and person, may still ask. Otherwise the
// fault is bad-credentials.
func familyIn(tx *db.Tx, familyID string) (family, error) {
	f := family{id: familyID}
	var programID string
	var staffID sql.NullString
	var created, used int64
	err := tx.QueryRow(`SELECT program_id, staff_id, refresh_hash, created_at, used_at FROM token_family WHERE id = ?`, familyID).
		Scan(&programID, &staffID, &f.refreshHash, &created, &used)
	if errors.Is(err, sql.ErrNoRows) {
		return f, fault.New(fault.BadCredentials)
	}
	if err != nil {
		return f, fmt.Errorf("token: %w", err)
	}
	f.created, f.used = time.UnixMilli(created).UTC(), time.UnixMilli(used).UTC()
	if f.program, err = In(tx, programID); err != nil {
		return f, err
	}
	if f.program.RevokedAt != nil {
		return f, fault.New(fault.BadCredentials)
	}
	if f.actor, err = actorIn(tx, f.program, staffID.String, familyID); denied(err) {
		err = fault.New(fault.BadCredentials)
	}
	return f, err
}

// actorIn is who asks through a program. Errors: those of staff.AdmitIn.
func actorIn(tx *db.Tx, p Program, staffID, familyID string) (access.Actor, error) {
	return throughIn(tx, p, staffID, familyID, staff.AdmitIn)
}

// throughIn is who stands behind a program, as look finds the person.
func throughIn(tx *db.Tx, p Program, staffID, familyID string, look func(*db.Tx, string) (staff.Staff, error)) (access.Actor, error) {
	a := access.Actor{ID: p.ID, Name: p.Name, Roles: p.Roles, SessionID: familyID, Device: p.Name, Program: true, Alone: p.ActsFor == Itself}
	if a.Alone {
		return a, nil
	}
	who, err := look(tx, staffID)
	if err != nil {
		return access.Actor{}, err
	}
	a.ID, a.Name, a.Roles, a.Senior = who.ID, who.DisplayName, who.Roles, who.Senior
	return a, nil
}

// Authenticate says who asks with an access token. It reads the rows each time, so
// that nothing outlives its end. Errors: unauthenticated, and those of the
// database.
func (r *Room) Authenticate(ctx context.Context, token string) (access.Actor, error) {
	now, err := r.now(ctx)
	if err != nil {
		return access.Actor{}, err
	}
	c, err := r.signer.read(token, now)
	if err != nil {
		return access.Actor{}, fault.New(fault.Unauthenticated)
	}
	var f family
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		f, err = familyIn(tx, c.Family)
		return err
	})
	if fault.Is(err, fault.BadCredentials) || err == nil && (f.over(now) || f.actor.ID != c.Subject) {
		return access.Actor{}, fault.New(fault.Unauthenticated)
	}
	return f.actor, err
}

// denied reports that somebody may not ask, rather than that something broke.
func denied(err error) bool {
	return fault.Is(err, fault.BadCredentials) || fault.Is(err, fault.PasswordChange) || fault.Is(err, fault.FactorFirst)
}

// TokenRow is one sign-in of a program that is good now.
type TokenRow struct {
	ID          string    `json:"id"`
	StaffID     string    `json:"staffId,omitempty" doc:"For whom; absent when for itself"`
	DisplayName string    `json:"displayName,omitempty"`
	Address     string    `json:"address"`
	CreatedAt   time.Time `json:"createdAt"`
	UsedAt      time.Time `json:"usedAt" doc:"When it last got a token"`
}

// Tokens lists the sign-ins of a program, the last used first. Errors: not-found.
func (r *Room) Tokens(ctx context.Context, actor access.Actor, programID string) ([]TokenRow, error) {
	now, err := r.now(ctx)
	if err != nil {
		return nil, err
	}
	return act.Peek(ctx, r.gate, actor, "token.list", func(tx *db.Tx) ([]TokenRow, error) {
		if _, err := In(tx, programID); err != nil {
			return nil, err
		}
		rows, err := tx.Query(`SELECT f.id, ifnull(f.staff_id, ''), ifnull(s.display_name, ''), f.address, f.created_at, f.used_at
			FROM token_family f LEFT JOIN staff s ON s.id = f.staff_id WHERE f.program_id = ? ORDER BY f.used_at DESC, f.id`, programID)
		if err != nil {
			return nil, fmt.Errorf("tokens: %w", err)
		}
		defer rows.Close()
		list := []TokenRow{}
		for rows.Next() {
			var row TokenRow
			var created, used int64
			if err := rows.Scan(&row.ID, &row.StaffID, &row.DisplayName, &row.Address, &created, &used); err != nil {
				return nil, fmt.Errorf("tokens: %w", err)
			}
			// Told on the box's clock, whatever it did since.
			row.CreatedAt = tx.Now.Add(time.UnixMilli(created).Sub(now))
			row.UsedAt = tx.Now.Add(time.UnixMilli(used).Sub(now))
			list = append(list, row)
		}
		return list, rows.Err()
	})
}

// EndToken ends one sign-in. Errors: not-found.
func (r *Room) EndToken(ctx context.Context, actor access.Actor, familyID string) error {
	return r.end(ctx, actor, "token.end", familyID)
}

func (r *Room) end(ctx context.Context, actor access.Actor, action access.Action, familyID string) error {
	var over []string
	_, err := act.Do(ctx, r.gate, actor, act.Command{ID: id.New(), Action: action}, func(tx *act.Tx) error {
		var programID string
		err := tx.QueryRow(`SELECT program_id FROM token_family WHERE id = ?`, familyID).Scan(&programID)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound)
		}
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		tx.Subject("token", familyID)
		tx.Detail("program", programID)
		over, err = deleteFamilies(tx.Tx, `id = ?`, familyID)
		return err
	}, nothing)
	if err != nil {
		return err
	}
	r.ended(over)
	return nil
}

// Sweep ends sign-ins that have lasted too long. To be run once a minute.
func (r *Room) Sweep(ctx context.Context) error {
	now, err := r.now(ctx)
	if err != nil {
		return err
	}
	before := func(d time.Duration) int64 { return now.Add(-d).UnixMilli() }
	const overdue = `staff_id IS NULL AND (used_at <= ? OR created_at <= ?) OR staff_id IS NOT NULL AND (used_at <= ? OR created_at <= ?)`
	limits := []any{before(IdleLimit), before(AbsoluteLimit), before(staff.IdleLimit), before(staff.AbsoluteLimit)}
	n := 0
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM token_family WHERE `+overdue, limits...).Scan(&n)
	})
	if err != nil || n == 0 {
		return err
	}
	var over []string
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		over, err = deleteFamilies(tx, overdue, limits...)
		return err
	})
	if err != nil {
		return err
	}
	r.ended(over)
	return nil
}

// deleteFamilies lists the ids it took.
func deleteFamilies(tx *db.Tx, where string, args ...any) (ids []string, err error) {
	rows, err := tx.Query(`DELETE FROM token_family WHERE `+where+` RETURNING id`, args...)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, fmt.Errorf("token: %w", err)
		}
		ids = append(ids, one)
	}
	return ids, rows.Err()
}

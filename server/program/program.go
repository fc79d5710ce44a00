package program

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// ActsFor says in whose name a program asks.
type ActsFor string

const (
	Itself ActsFor = "itself" // with roles of its own
	Person ActsFor = "person" // with those of the person who signs in through it
)

// Program is one that a manager registered. It is never deleted: the journal names it.
type Program struct {
	ID           string        `json:"id" doc:"Its client id"`
	Name         string        `json:"name"`
	ActsFor      ActsFor       `json:"actsFor" enum:"itself,person"`
	Roles        []access.Role `json:"roles" enum:"admin,clerk,nurse,doctor" doc:"Empty when it acts for a person"`
	RegisteredBy string        `json:"registeredBy" doc:"Name of the manager"`
	RegisteredAt time.Time     `json:"registeredAt"`
	RevokedAt    *time.Time    `json:"revokedAt,omitempty"`
	LastUsedAt   *time.Time    `json:"lastUsedAt,omitempty" doc:"When it last got a token"`
	SignIns      int           `json:"signIns" doc:"How many of its sign-ins are good now"`
}

// RegisterProgram is a command. A program's name and rights are for ever; another
// kind of use is another program.
type RegisterProgram struct {
	ID      string        `json:"id" format:"uuid"`
	Name    string        `json:"name" maxLength:"60"`
	ActsFor ActsFor       `json:"actsFor" enum:"itself,person"`
	Roles   []access.Role `json:"roles,omitempty" maxItems:"4" enum:"admin,clerk,nurse,doctor" doc:"For a program that acts for itself"`
}

// RegisteredProgram is a program and its secret. A repeated command is answered
// without it: the box does not know it any more.
type RegisteredProgram struct {
	Program      Program `json:"program"`
	ClientSecret string  `json:"clientSecret,omitempty" doc:"Shown once"`
}

// RevokeProgram is a command without anything else in it.
type RevokeProgram struct {
	ID string `json:"id" format:"uuid"`
}

const columns = `SELECT p.id, p.name, p.acts_for, p.roles, s.display_name, p.registered_at, p.revoked_at, c.used_at,
	(SELECT count(*) FROM token_family WHERE program_id = p.id)
	FROM program p JOIN program_secret c ON c.program_id = p.id JOIN staff s ON s.id = p.registered_by`

// In reads one program, revoked or not. Errors: not-found.
func In(tx *db.Tx, id string) (Program, error) {
	p, err := scan(tx.QueryRow(columns+` WHERE p.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Program{}, fault.New(fault.NotFound)
	}
	return p, err
}

// List is every program there ever was, those that may still ask first.
func (r *Room) List(ctx context.Context, actor access.Actor) ([]Program, error) {
	return act.Peek(ctx, r.gate, actor, "program.list", func(tx *db.Tx) ([]Program, error) {
		rows, err := tx.Query(columns + ` ORDER BY p.revoked_at IS NOT NULL, p.name`)
		if err != nil {
			return nil, fmt.Errorf("programs: %w", err)
		}
		defer rows.Close()
		list := []Program{}
		for rows.Next() {
			p, err := scan(rows)
			if err != nil {
				return nil, err
			}
			list = append(list, p)
		}
		return list, rows.Err()
	})
}

func scan(row interface{ Scan(...any) error }) (Program, error) {
	var p Program
	var roles string
	var registered int64
	var revoked, used sql.NullInt64
	err := row.Scan(&p.ID, &p.Name, &p.ActsFor, &roles, &p.RegisteredBy, &registered, &revoked, &used, &p.SignIns)
	if errors.Is(err, sql.ErrNoRows) {
		return Program{}, err
	}
	if err == nil {
		err = json.Unmarshal([]byte(roles), &p.Roles)
	}
	if err != nil {
		return Program{}, fmt.Errorf("program: %w", err)
	}
	p.RegisteredAt = time.UnixMilli(registered).UTC()
	p.RevokedAt, p.LastUsedAt = moment(revoked), moment(used)
	return p, nil
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}

// Register takes a program in. Errors: invalid; its name is a duplicate when there
// ever was another of that name.
func (r *Room) Register(ctx context.Context, actor access.Actor, in RegisterProgram) (RegisteredProgram, error) {
	in = in.tidy()
	secret, hash := newSecret()
	fresh := false
	return act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "program.register", Body: in}, func(tx *act.Tx) error {
		if list := in.problems(); list != nil {
			return fault.Fields(list...)
		}
		roles, err := json.Marshal(in.Roles)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO program (id, name, acts_for, roles, registered_by, registered_at) VALUES (?, ?, ?, ?, ?, ?)`,
			in.ID, in.Name, in.ActsFor, string(roles), actor.ID, tx.Now.UnixMilli())
		if db.IsUnique(err, "program.name") {
			return fault.Field("name", "duplicate")
		}
		if err != nil {
			return fmt.Errorf("program: %w", err)
		}
		if _, err := tx.Exec(`INSERT INTO program_secret (program_id, hash) VALUES (?, ?)`, in.ID, hash); err != nil {
			return fmt.Errorf("program: %w", err)
		}
		tx.Changed("program", in.ID)
		tx.Subject("program", in.ID)
		fresh = true
		return nil
	}, func(tx *db.Tx, id string) (RegisteredProgram, error) {
		p, err := In(tx, id)
		if !fresh {
			return RegisteredProgram{Program: p}, err
		}
		return RegisteredProgram{Program: p, ClientSecret: secret}, err
	})
}

// Revoke ends a program and every sign-in of it, at once and for ever. Errors:
// not-found.
func (r *Room) Revoke(ctx context.Context, actor access.Actor, programID string, in RevokeProgram) (Program, error) {
	var over []string
	p, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "program.revoke", Body: programID}, func(tx *act.Tx) error {
		p, err := In(tx.Tx, programID)
		if err != nil {
			return err
		}
		tx.Subject("program", programID)
		if p.RevokedAt != nil { // by two managers at once
			return nil
		}
		if over, err = deleteFamilies(tx.Tx, `program_id = ?`, programID); err != nil {
			return err
		}
		_, err = tx.Exec(`UPDATE program SET revoked_at = ? WHERE id = ?`, tx.Now.UnixMilli(), programID)
		tx.Changed("program", programID)
		return err
	}, In)
	if err != nil {
		return Program{}, err
	}
	r.ended(over)
	return p, nil
}

func (in RegisterProgram) tidy() RegisterProgram {
	in.Name = strings.Join(strings.Fields(norm.NFC.String(in.Name)), " ")
	if !slices.ContainsFunc(in.Roles, func(r access.Role) bool { return !slices.Contains(access.StaffRoles, r) }) {
		roles := []access.Role{}
		for _, r := range access.StaffRoles {
			if slices.Contains(in.Roles, r) {
				roles = append(roles, r)
			}
		}
		in.Roles = roles
	}
	return in
}

func (in RegisterProgram) problems() (list []fault.FieldError) {
	bad := func(field, code string) { list = append(list, fault.FieldError{Field: field, Code: code}) }
	switch n := utf8.RuneCountInString(in.Name); {
	case n == 0:
		bad("name", "required")
	case n > 60:
		list = append(list, fault.FieldError{Field: "name", Code: "too-long", Params: map[string]any{"max": 60}})
	}
	switch {
	case in.ActsFor != Itself && in.ActsFor != Person:
		bad("actsFor", "not-one-of")
	case in.ActsFor == Itself && len(in.Roles) == 0:
		bad("roles", "required")
	case in.ActsFor == Person && len(in.Roles) > 0:
		bad("roles", "not-allowed")
	}
	for i, role := range in.Roles {
		if !slices.Contains(access.StaffRoles, role) {
			bad(fmt.Sprintf("roles[%d]", i), "not-one-of")
		}
	}
	return list
}

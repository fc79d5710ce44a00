package program

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/secret"
	"karete/server/staff"
)

// TokenRequest is what a program shows to be let in.
type TokenRequest struct {
	ClientID     string `json:"clientId" maxLength:"64"`
	ClientSecret string `json:"clientSecret" maxLength:"128"`
	Username     string `json:"username,omitempty" maxLength:"64" doc:"Of the person it acts for"`
	Password     string `json:"password,omitempty" maxLength:"512"`
	Code         string `json:"code,omitempty" maxLength:"32" doc:"Of their authenticator app, or a recovery code, where second-factor asked for one"`
}

// RefreshRequest shows a refresh token, with the secret of the program that got it.
type RefreshRequest struct {
	ClientID     string `json:"clientId" maxLength:"64"`
	ClientSecret string `json:"clientSecret" maxLength:"128"`
	RefreshToken string `json:"refreshToken" maxLength:"256"`
}

// Tokens is what a program is let in with.
type Tokens struct {
	AccessToken      string `json:"accessToken" doc:"Goes into Authorization: Bearer"`
	TokenType        string `json:"tokenType" enum:"Bearer"`
	ExpiresInSeconds int    `json:"expiresInSeconds" doc:"From now, by the program's own clock: the box's may be wrong"`
	RefreshToken     string `json:"refreshToken" doc:"Good once; shown twice, it ends the sign-in"`
}

// Create lets a program in: by its secret alone, or with the user name and
// password of the person it acts for, under the brake of every sign-in. Errors:
// bad-credentials, throttled, invalid; second-factor and bad-code for a person who
// has one; password-change and factor-first for one who has something to do at a
// screen before.
func (r *Room) Create(ctx context.Context, in TokenRequest, from staff.From) (Tokens, error) {
	var p Program
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		p, err = clientIn(tx, in.ClientID, in.ClientSecret)
		return err
	})
	if err != nil {
		return Tokens{}, err
	}
	if err := in.problems(p); err != nil {
		return Tokens{}, err
	}
	staffID, settle := "", func(*db.Tx) error { return nil }
	if p.ActsFor == Person {
		from.Device = p.Name
		if staffID, settle, err = r.people.Prove(ctx, staff.SignIn{Username: in.Username, Password: in.Password, Code: in.Code}, from); err != nil {
			return Tokens{}, err
		}
	}
	return r.open(ctx, p, staffID, settle, from)
}

func (in TokenRequest) problems(p Program) error {
	switch person := p.ActsFor == Person; {
	case person && in.Username == "":
		return fault.Field("username", "required")
	case person && in.Password == "":
		return fault.Field("password", "required")
	case !person && in.Username != "":
		return fault.Field("username", "not-allowed")
	case !person && in.Password != "":
		return fault.Field("password", "not-allowed")
	case !person && in.Code != "":
		return fault.Field("code", "not-allowed")
	}
	return nil
}

// perHolder bounds the sign-ins of one program, for itself or for one person: a
// program that forgets its tokens ends its own oldest.
const perHolder = 10

// open begins a family.
func (r *Room) open(ctx context.Context, p Program, staffID string, settle func(*db.Tx) error, from staff.From) (Tokens, error) {
	now, err := r.now(ctx)
	if err != nil {
		return Tokens{}, err
	}
	familyID := id.New()
	var who access.Actor
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		who, err = actorIn(tx, p, staffID, familyID)
		return err
	})
	if fault.Is(err, fault.PasswordChange) || fault.Is(err, fault.FactorFirst) { // the password was right all the same
		return Tokens{}, errors.Join(err, r.gate.DB().Write(ctx, settle))
	}
	if err != nil {
		return Tokens{}, err
	}
	var refresh string
	var over []string
	_, err = act.Do(ctx, r.gate, who, act.Command{ID: id.New(), Action: "token.create"}, func(tx *act.Tx) error {
		// Between the look-up and here a manager may have ended either.
		again, err := In(tx.Tx, p.ID)
		if err != nil {
			return err
		}
		if again.RevokedAt != nil {
			return fault.New(fault.BadCredentials)
		}
		if _, err := actorIn(tx.Tx, p, staffID, familyID); err != nil {
			return err
		}
		if err := settle(tx.Tx); err != nil {
			return err
		}
		if over, err = deleteFamilies(tx.Tx, `id IN (SELECT id FROM token_family WHERE program_id = ? AND ifnull(staff_id, '') = ?
			ORDER BY used_at DESC, id DESC LIMIT -1 OFFSET ?)`, p.ID, staffID, perHolder-1); err != nil {
			return err
		}
		key, err := refreshKeyIn(tx.Tx)
		if err != nil {
			return err
		}
		var hash []byte
		if refresh, hash, err = newRefresh(key, familyID); err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO token_family (id, program_id, staff_id, refresh_hash, address, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			familyID, p.ID, sql.NullString{String: staffID, Valid: staffID != ""}, hash, from.Address, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		tx.Subject("token", familyID)
		tx.Detail("program", p.ID)
		return used(tx.Tx, p.ID)
	}, nothing)
	if err != nil {
		return Tokens{}, err
	}
	r.ended(over)
	return r.tokens(who, refresh, now)
}

func nothing(*db.Tx, string) (struct{}, error) { return struct{}{}, nil }

func used(tx *db.Tx, programID string) error {
	_, err := tx.Exec(`UPDATE program_secret SET used_at = ? WHERE program_id = ?`, tx.Now.UnixMilli(), programID)
	return err
}

func (r *Room) tokens(who access.Actor, refresh string, now time.Time) (Tokens, error) {
	token, err := r.signer.sign(who.ID, who.SessionID, now)
	return Tokens{AccessToken: token, TokenType: "Bearer", ExpiresInSeconds: int(AccessLimit / time.Second), RefreshToken: refresh}, err
}

// Refresh changes a refresh token for new tokens. One that was changed before was
// stolen, now or then: it ends all that came of the same sign-in. Errors:
// bad-credentials.
func (r *Room) Refresh(ctx context.Context, in RefreshRequest) (Tokens, error) {
	now, err := r.now(ctx)
	if err != nil {
		return Tokens{}, err
	}
	f, token, err := r.shown(ctx, in, now)
	if err != nil {
		return Tokens{}, err
	}
	var refresh string
	reused := false
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		if f, err = familyIn(tx, f.id); err != nil { // again, because two may come at once
			return err
		}
		if reused = subtle.ConstantTimeCompare(f.refreshHash, token.hash) != 1; reused {
			return nil
		}
		key, err := refreshKeyIn(tx)
		if err != nil {
			return err
		}
		var hash []byte
		if refresh, hash, err = newRefresh(key, f.id); err != nil {
			return err
		}
		if _, err := tx.Exec(`UPDATE token_family SET refresh_hash = ?, used_at = ? WHERE id = ?`, hash, now.UnixMilli(), f.id); err != nil {
			return fmt.Errorf("token: %w", err)
		}
		return used(tx, f.program.ID)
	})
	if err != nil {
		return Tokens{}, err
	}
	if reused {
		if err := r.end(context.WithoutCancel(ctx), access.TheBox(), "token.reused", f.id); err != nil && !fault.Is(err, fault.NotFound) {
			return Tokens{}, err
		}
		return Tokens{}, fault.New(fault.BadCredentials)
	}
	return r.tokens(f.actor, refresh, now)
}

// Forget ends the sign-in that a refresh token is of, also when it was changed
// before, when the person may no longer ask, and when it has ended already. Errors:
// bad-credentials for the program, and for a token that the box did not make for it.
func (r *Room) Forget(ctx context.Context, in RefreshRequest) error {
	var who access.Actor
	gone := false
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		p, token, err := tokenIn(tx, in)
		if err != nil {
			return err
		}
		var programID string
		var staffID sql.NullString
		err = tx.QueryRow(`SELECT program_id, staff_id FROM token_family WHERE id = ?`, token.familyID).Scan(&programID, &staffID)
		if errors.Is(err, sql.ErrNoRows) { // the answer to the first time was lost
			gone = true
			return nil
		}
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		if programID != p.ID {
			return fault.New(fault.BadCredentials)
		}
		who, err = throughIn(tx, p, staffID.String, token.familyID, staff.In) // to end it, nobody needs to be admitted
		return err
	})
	if err != nil || gone {
		return err
	}
	err = r.end(ctx, who, "token.revoke", who.SessionID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// tokenIn is the program that asks and the refresh token it shows. Errors:
// bad-credentials, also for a token that the box did not make.
func tokenIn(tx *db.Tx, in RefreshRequest) (Program, refreshToken, error) {
	p, err := clientIn(tx, in.ClientID, in.ClientSecret)
	if err != nil {
		return p, refreshToken{}, err
	}
	key, made, err := secret.In(tx, refreshKey)
	if err != nil {
		return p, refreshToken{}, err
	}
	token, ours := parseRefresh(key, in.RefreshToken)
	if !made || !ours {
		return p, token, fault.New(fault.BadCredentials)
	}
	return p, token, nil
}

// shown is the family of a refresh token that the box made for this program, and
// whose program and person may still ask. Any doubt is bad-credentials.
func (r *Room) shown(ctx context.Context, in RefreshRequest, now time.Time) (family, refreshToken, error) {
	var f family
	var token refreshToken
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		p, shown, err := tokenIn(tx, in)
		if err != nil {
			return err
		}
		token = shown
		if f, err = familyIn(tx, token.familyID); err != nil {
			return err
		}
		if f.program.ID != p.ID || f.over(now) {
			return fault.New(fault.BadCredentials)
		}
		return nil
	})
	return f, token, err
}

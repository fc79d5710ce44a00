package staff

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/fault"
	"karete/server/id"
)

// SignIn is what a person types.
type SignIn struct {
	Username string `json:"username" maxLength:"64"`
	Password string `json:"password" maxLength:"512"`
	Code     string `json:"code,omitempty" maxLength:"32" doc:"Of the authenticator app, or a recovery code, where second-factor asked for one"`
}

// Means is how somebody proved who they are.
type Means string

const (
	ByPassword Means = "password"
	ByPIN      Means = "pin" // on an enrolled device only
	ByPasskey  Means = "passkey"
)

// From is where a request came from, as the edge knows it.
type From struct {
	Address string // of the network, without a port
	Device  string // what the browser calls itself, in a few words
	Token   string // of the session the new one replaces, or ''

	DeviceID string // the enrolled device it came from, '' elsewhere
}

// SignIn checks a password, and the second factor of somebody who has one, and
// begins a session; token is its name for the browser, told only here. Errors:
// throttled (retryAfterSeconds), not-set-up, bad-credentials, which is the same for
// a wrong password, an unknown user name and a person who no longer works here; and
// after a right password second-factor (means) and bad-code.
func (r *Room) SignIn(ctx context.Context, in SignIn, from From) (token string, s Session, err error) {
	staffID, settle, err := r.prove(ctx, in, from, sheltered)
	if err != nil {
		return "", Session{}, err
	}
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return "", Session{}, err
	}
	return r.open(ctx, staffID, ByPassword, settle, now, from)
}

// candidate is the person a user name may stand for; the zero one with a dummy
// hash when it stands for nobody.
type candidate struct {
	id, hash string
	active   bool
}

func (c candidate) refusal(right bool) string {
	switch {
	case c.id == "":
		return "unknown"
	case !right:
		return "password"
	case !c.active:
		return "inactive"
	}
	return ""
}

func (r *Room) lookUp(ctx context.Context, username string) (candidate, error) {
	c := candidate{hash: r.hasher.dummy}
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		if _, err := facility.In(tx); err != nil {
			return err
		}
		err := tx.QueryRow(`SELECT s.id, p.hash, s.active FROM staff s JOIN staff_password p ON p.staff_id = s.id
			WHERE s.username = ?`, username).Scan(&c.id, &c.hash, &c.active)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return wrap("staff", err)
	})
	return c, err
}

// mode says what becomes of a try while the disk takes no write.
type mode bool

const (
	strictly  mode = false // refused before it is looked at: what it is for needs the disk
	sheltered mode = true  // counted in memory
)

// begin holds the try against the brake and counts it. Reading first keeps a
// flood from ever reaching the writer.
func (r *Room) begin(ctx context.Context, t guess, m mode) (time.Time, error) {
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return now, err
	}
	look := func(b book) error {
		wait, err := t.wait(b, now)
		if err == nil && wait > 0 {
			err = throttled(wait)
		}
		return err
	}
	if err := r.gate.DB().Read(ctx, func(tx *db.Tx) error { return look(r.book(tx)) }); err != nil {
		return now, err
	}
	return now, r.tell(ctx, m, func(b book) error {
		if err := look(b); err != nil {
			return err
		}
		return t.count(b, now)
	})
}

// tell has the disk, or memory while it takes no write, know of tries.
func (r *Room) tell(ctx context.Context, m mode, f func(book) error) error {
	err := r.write(ctx, f)
	if m == sheltered && act.NoWrite(err) {
		return r.hold(ctx, err, f)
	}
	return err
}

func (r *Room) journalRefusal(ctx context.Context, staffID, reason string, from From) error {
	if staffID == "" {
		staffID = "unknown"
	}
	c := act.Command{ID: id.New(), Action: "session.refused"}
	ctx = context.WithoutCancel(ctx) // who hangs up was refused all the same
	detail := map[string]any{"reason": reason, "address": from.Address}
	if from.DeviceID != "" {
		detail["device"] = from.DeviceID
	}
	_, err := act.Do(ctx, r.gate, access.TheBox(), c, func(tx *act.Tx) error {
		tx.Subject("staff", staffID)
		for key, v := range detail {
			tx.Detail(key, v)
		}
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if act.NoWrite(err) {
		err = r.gate.Owe(ctx, access.TheBox(), act.Late{Action: c.Action, Kind: "staff", ID: staffID, Detail: detail}, err)
	}
	return err
}

// open begins the session of a person who has proved who they are; every means
// comes here. settle takes the try back from the brake, in the same write.
func (r *Room) open(ctx context.Context, staffID string, means Means, settle settle, now time.Time, from From) (string, Session, error) {
	token := base64.RawURLEncoding.EncodeToString(random(32))
	sessionID := id.New()
	var actor access.Actor
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		s, err := In(tx, staffID)
		actor = s.actor(sessionID, from.Device, from.DeviceID)
		return err
	})
	if err != nil {
		return "", Session{}, err
	}
	var over []string
	s, err := act.Do(ctx, r.gate, actor, act.Command{ID: id.New(), Action: "session.create"},
		func(tx *act.Tx) error {
			if r.held.counts() {
				return errAhead
			}
			// Between the look-up and here a manager may have closed the account.
			var active bool
			if err := tx.QueryRow(`SELECT active FROM staff WHERE id = ?`, staffID).Scan(&active); err != nil {
				return wrap("staff", err)
			}
			if !active {
				return fault.New(fault.BadCredentials)
			}
			before, err := factor.HeldIn(tx.Tx, staffID)
			if err != nil {
				return err
			}
			if err := settle(r.book(tx.Tx)); err != nil {
				return err
			}
			after, err := factor.HeldIn(tx.Tx, staffID)
			if err != nil {
				return err
			}
			if after.RecoveryCodes < before.RecoveryCodes { // worth knowing: a code that was found gets in, too
				tx.Detail("recoveryCodesLeft", after.RecoveryCodes)
			}
			if over, err = deleteReturning(tx.Tx, `DELETE FROM session WHERE token_hash = ? RETURNING id`, hashToken(from.Token)); err != nil {
				return err
			}
			tx.Subject("session", sessionID)
			tx.Detail("means", string(means))
			return insertSession(tx.Tx, hashToken(token), from.Address, begun(actor, means, now))
		},
		func(tx *db.Tx, sessionID string) (Session, error) { return sessionIn(tx, sessionID, staffID) })
	if act.NoWrite(err) {
		s, over, err = r.openHeld(ctx, token, begun(actor, means, now), settle, from, err)
	}
	if err != nil {
		return "", Session{}, err
	}
	r.ended(over)
	return token, s, nil
}

// begun is a session that begins now.
func begun(actor access.Actor, means Means, now time.Time) liveSession {
	l := liveSession{signed: Signed{Actor: actor, Means: means}, created: now, seen: now, confirmed: now}
	if means == ByPIN {
		l.confirmed = time.UnixMilli(0).UTC() // six figures do not let anybody change who may do what
	}
	return l
}

func insertSession(tx *db.Tx, tokenHash []byte, address string, l liveSession) error {
	_, err := tx.Exec(`INSERT INTO session (id, token_hash, staff_id, device, device_id, means, address, created_at, seen_at, confirmed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		l.signed.SessionID, tokenHash, l.signed.ID, l.signed.Device, l.signed.DeviceID, l.signed.Means, address,
		l.created.UnixMilli(), l.seen.UnixMilli(), l.confirmed.UnixMilli())
	return wrap("session", err)
}

// foldUsername gives a user name its one form.
func foldUsername(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func hashToken(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// deleteReturning runs a DELETE and lists the ids it took.
func deleteReturning(tx *db.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, wrap("session", err)
	}
	return ids(rows)
}

func ids(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	var list []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, wrap("session", err)
		}
		list = append(list, one)
	}
	return list, wrap("session", rows.Err())
}

package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage/sats"
)

// Session is what a screen needs to know about the person in front of it.
type Session struct {
	ID                 string             `json:"id"`
	Staff              SessionStaff       `json:"staff"`
	Permissions        []access.Action    `json:"permissions" doc:"Operations this person may do"`
	Facility           facility.Nameplate `json:"facility"`
	MustChangePassword bool               `json:"mustChangePassword" doc:"Nothing else works before the password is changed"`
	MustAddFactor      bool               `json:"mustAddFactor" doc:"The clinic wants a second factor of managers: nothing else works before this one has one"`
	Means              Means              `json:"means" enum:"password,pin,passkey" doc:"How this person proved who they are"`
	Device             *SessionDevice     `json:"device,omitempty" doc:"The enrolled device it is on"`
	LockMinutes        int                `json:"lockMinutes" doc:"The screen locks when nobody has touched it for so long"`
	Alerts             int                `json:"alerts" doc:"How many calls for somebody to come stand; 0 for those whom they are not for"`
	Targets            map[string]int     `json:"targets" doc:"Minutes within which each triage level should be seen; level 0 is not triaged"`
}

// SessionDevice is the enrolled device of a session.
type SessionDevice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind" enum:"tablet,desk,kiosk,display"`
}

// SessionStaff is the person signed in.
type SessionStaff struct {
	ID          string        `json:"id"`
	Username    string        `json:"username"`
	DisplayName string        `json:"displayName"`
	Roles       []access.Role `json:"roles" enum:"admin,clerk,nurse,doctor"`
	Language    string        `json:"language" enum:"en,st"`
	Senior      bool          `json:"senior"`
	Departments []string      `json:"departments"`
	HasPIN      bool          `json:"hasPin"`
}

// SessionRow is one line of the list of who is signed in where.
type SessionRow struct {
	ID          string    `json:"id"`
	StaffID     string    `json:"staffId"`
	DisplayName string    `json:"displayName"`
	Device      string    `json:"device"`
	Address     string    `json:"address"`
	CreatedAt   time.Time `json:"createdAt"`
	SeenAt      time.Time `json:"seenAt"`
	Current     bool      `json:"current" doc:"The session that asks"`
}

func (s Staff) actor(sessionID, device, deviceID string) access.Actor {
	return access.Actor{ID: s.ID, Name: s.DisplayName, Roles: s.Roles, Senior: s.Senior, SessionID: sessionID, Device: device, DeviceID: deviceID}
}

// sessionIn is a session that has its row.
func sessionIn(tx *db.Tx, sessionID, staffID string) (Session, error) {
	var means Means
	var deviceID string
	err := tx.QueryRow(`SELECT means, device_id FROM session WHERE id = ?`, sessionID).Scan(&means, &deviceID)
	if errors.Is(err, sql.ErrNoRows) { // it ended meanwhile
		return Session{}, fault.New(fault.Unauthenticated)
	}
	if err != nil {
		return Session{}, wrap("session", err)
	}
	return sessionOf(tx, sessionID, staffID, means, deviceID)
}

func sessionOf(tx *db.Tx, sessionID, staffID string, means Means, deviceID string) (Session, error) {
	who, err := In(tx, staffID)
	if err != nil {
		return Session{}, err
	}
	clinic, err := facility.In(tx)
	if err != nil {
		return Session{}, err
	}
	targets := map[string]int{}
	for level := sats.NotTriaged; level <= sats.Routine; level++ {
		targets[strconv.Itoa(int(level))] = clinic.Settings.Triage.TargetMinutes.Of(level)
	}
	s := Session{
		ID: sessionID, Means: means,
		Staff: SessionStaff{
			ID: who.ID, Username: who.Username, DisplayName: who.DisplayName, Roles: who.Roles,
			Language: who.Language, Senior: who.Senior, Departments: who.Departments, HasPIN: who.HasPIN,
		},
		Permissions: access.Permissions(who.actor(sessionID, "", "")), Facility: clinic.Nameplate(),
		MustChangePassword: who.MustChangePassword, LockMinutes: clinic.Settings.LockMinutes, Targets: targets,
	}
	if s.MustAddFactor, err = mustAddFactorIn(tx, who); err != nil {
		return Session{}, err
	}
	if slices.Contains(s.Permissions, "alert.list") {
		// Counted here so that a screen needs no request to know that there is none.
		if err := tx.QueryRow(`SELECT count(*) FROM alert WHERE answered_at IS NULL AND raised_at >= ?`, tx.Now.Add(-12*time.Hour).UnixMilli()).Scan(&s.Alerts); err != nil {
			return Session{}, wrap("alerts", err)
		}
	}
	if deviceID == "" {
		return s, nil
	}
	d := SessionDevice{ID: deviceID}
	err = tx.QueryRow(`SELECT name, kind FROM device WHERE id = ?`, deviceID).Scan(&d.Name, &d.Kind)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Session{}, wrap("device", err)
	}
	s.Device = &d
	if d.Kind == sharedTablet {
		s.LockMinutes = clinic.Settings.TabletLockMinutes
	}
	return s, nil
}

// Session is the session that asks.
func (r *Room) Session(ctx context.Context, actor access.Actor) (Session, error) {
	return act.Peek(ctx, r.gate, actor, "session.read", func(tx *db.Tx) (Session, error) {
		if h, ok := r.held.named(actor.SessionID); ok {
			return sessionOf(tx, actor.SessionID, actor.ID, h.signed.Means, h.signed.DeviceID)
		}
		return sessionIn(tx, actor.SessionID, actor.ID)
	})
}

// Sessions lists who is signed in, the last to be seen first.
func (r *Room) Sessions(ctx context.Context, actor access.Actor) ([]SessionRow, error) {
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return nil, err
	}
	return act.Peek(ctx, r.gate, actor, "session.list", func(tx *db.Tx) ([]SessionRow, error) {
		rows, err := tx.Query(`SELECT e.id, e.staff_id, s.display_name, e.device, e.address, e.created_at, e.seen_at
			FROM session e JOIN staff s ON s.id = e.staff_id ORDER BY e.seen_at DESC, e.id`)
		if err != nil {
			return nil, fmt.Errorf("sessions: %w", err)
		}
		defer rows.Close()
		list := []SessionRow{}
		for rows.Next() {
			var row SessionRow
			var created, seen int64
			if err := rows.Scan(&row.ID, &row.StaffID, &row.DisplayName, &row.Device, &row.Address, &created, &seen); err != nil {
				return nil, fmt.Errorf("sessions: %w", err)
			}
			last := r.sessions.seen(row.ID, time.UnixMilli(seen).UTC())
			// Told on the box's clock, whatever it did since.
			row.CreatedAt = tx.Now.Add(time.UnixMilli(created).Sub(now))
			row.SeenAt = tx.Now.Add(last.Sub(now))
			row.Current = row.ID == actor.SessionID
			if !r.held.over(row.ID) {
				list = append(list, row)
			}
		}
		return append(r.heldRows(actor, tx.Now, now), list...), rows.Err()
	})
}

// SignOut ends the session that asks.
func (r *Room) SignOut(ctx context.Context, actor access.Actor) error {
	err := r.end(ctx, actor, "session.delete", actor.SessionID)
	if _, held := r.held.named(actor.SessionID); held && fault.Is(err, fault.NotFound) || act.NoWrite(err) {
		return r.endHeld(ctx, actor, err)
	}
	return err
}

// EndSession ends somebody's session. Errors: not-found.
func (r *Room) EndSession(ctx context.Context, actor access.Actor, sessionID string) error {
	return r.end(ctx, actor, "session.end", sessionID)
}

func (r *Room) end(ctx context.Context, actor access.Actor, action access.Action, sessionID string) error {
	var over []string
	_, err := act.Do(ctx, r.gate, actor, act.Command{ID: id.New(), Action: action}, func(tx *act.Tx) error {
		var err error
		if over, err = deleteReturning(tx.Tx, `DELETE FROM session WHERE id = ? RETURNING id`, sessionID); err != nil {
			return err
		}
		if len(over) == 0 {
			return fault.New(fault.NotFound)
		}
		tx.Subject("session", sessionID)
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return err
	}
	r.ended(over)
	return nil
}

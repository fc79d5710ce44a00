package staff

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
)

// Staff is a person who works here. Nobody is ever deleted: what they signed
// stays theirs.
type Staff struct {
	ID          string        `json:"id"`
	Username    string        `json:"username"`
	DisplayName string        `json:"displayName"`
	Roles       []access.Role `json:"roles" enum:"admin,clerk,nurse,doctor"`
	Departments []string      `json:"departments" doc:"Ids of the departments they work in"`
	Language    string        `json:"language" enum:"en,st"`
	Senior      bool          `json:"senior" doc:"May lower a triage colour"`
	Active      bool          `json:"active"`
	// MustChangePassword: they were given one that works until they choose their own.
	MustChangePassword bool       `json:"mustChangePassword"`
	HasPIN             bool       `json:"hasPin" doc:"May sign in with a PIN on enrolled devices"`
	SecondFactor       bool       `json:"secondFactor" doc:"Has an authenticator app or a passkey"`
	SignedIn           bool       `json:"signedIn"`
	LastSeenAt         *time.Time `json:"lastSeenAt,omitempty" doc:"Their last act"`
	CreatedAt          time.Time  `json:"createdAt"`
	Version            int64      `json:"version"`
}

const staffColumns = `SELECT s.id, s.username, s.display_name, s.roles, s.departments, s.language, s.senior, s.active, s.created_at, s.version,
	ifnull(p.must_change, 1), EXISTS (SELECT 1 FROM staff_pin WHERE staff_id = s.id),
	EXISTS (SELECT 1 FROM factor_totp WHERE staff_id = s.id) OR EXISTS (SELECT 1 FROM factor_passkey WHERE staff_id = s.id), EXISTS (SELECT 1 FROM session WHERE staff_id = s.id),
	(SELECT recorded_at FROM journal WHERE actor_id = s.id ORDER BY seq DESC LIMIT 1)
	FROM staff s LEFT JOIN staff_password p ON p.staff_id = s.id`

// In reads one person, active or not. Errors: not-found.
func In(tx *db.Tx, id string) (Staff, error) {
	s, err := scan(tx.QueryRow(staffColumns+` WHERE s.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Staff{}, fault.New(fault.NotFound)
	}
	return s, err
}

// ListIn lists everybody, those who work here now first.
func ListIn(tx *db.Tx) ([]Staff, error) {
	rows, err := tx.Query(staffColumns + ` ORDER BY s.active DESC, s.display_name, s.username`)
	if err != nil {
		return nil, fmt.Errorf("staff: %w", err)
	}
	defer rows.Close()
	list := []Staff{}
	for rows.Next() {
		s, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

func scan(row interface{ Scan(...any) error }) (Staff, error) {
	var s Staff
	var roles, departments string
	var created int64
	var seen sql.NullInt64
	err := row.Scan(&s.ID, &s.Username, &s.DisplayName, &roles, &departments, &s.Language, &s.Senior, &s.Active,
		&created, &s.Version, &s.MustChangePassword, &s.HasPIN, &s.SecondFactor, &s.SignedIn, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return Staff{}, err
	}
	if err == nil {
		err = json.Unmarshal([]byte(roles), &s.Roles)
	}
	if err == nil {
		err = json.Unmarshal([]byte(departments), &s.Departments)
	}
	if err != nil {
		return Staff{}, fmt.Errorf("staff: %w", err)
	}
	s.CreatedAt = time.UnixMilli(created).UTC()
	if seen.Valid {
		t := time.UnixMilli(seen.Int64).UTC()
		s.LastSeenAt = &t
	}
	return s, nil
}

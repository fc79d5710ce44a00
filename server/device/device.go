package device

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
)

// Kind of a device.
type Kind string

const (
	Tablet  Kind = "tablet" // that many hands take up
	Desk    Kind = "desk"
	Kiosk   Kind = "kiosk"
	Display Kind = "display" // in the waiting room
)

// role of a device of the kind when nobody is signed in on it.
func (k Kind) role() access.Role {
	switch k {
	case Kiosk:
		return access.Kiosk
	case Display:
		return access.Display
	}
	return access.Device
}

// shared reports whether people sign in on the kind.
func (k Kind) shared() bool { return k == Tablet || k == Desk }

// Device is a browser that a manager took in. None is ever deleted: the journal
// names it.
type Device struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	Kind         Kind       `json:"kind" enum:"tablet,desk,kiosk,display"`
	DepartmentID string     `json:"departmentId,omitempty" doc:"Whose people are offered on it; without one, everybody's"`
	Browser      string     `json:"browser" doc:"In two words of the box's"`
	EnrolledAt   time.Time  `json:"enrolledAt"`
	EnrolledBy   string     `json:"enrolledBy" doc:"Display name of the manager"`
	SeenAt       *time.Time `json:"seenAt,omitempty"`
	App          string     `json:"app,omitempty" doc:"Version of the screens it runs, as it says"`
	SignedIn     string     `json:"signedIn,omitempty" doc:"Display name of who works on it now"`
	RevokedAt    *time.Time `json:"revokedAt,omitempty"`
	Current      bool       `json:"current" doc:"The device that asks"`
	Version      int64      `json:"version"`
}

const columns = `SELECT d.id, d.name, d.kind, ifnull(d.department_id, ''), d.browser, d.enrolled_at, d.revoked_at, d.version, m.display_name,
	t.seen_at, ifnull(t.app, ''), ifnull((SELECT s.display_name FROM session e JOIN staff s ON s.id = e.staff_id
		WHERE e.device_id = d.id ORDER BY e.seen_at DESC, e.id LIMIT 1), '')
	FROM device d JOIN staff m ON m.id = d.enrolled_by LEFT JOIN device_token t ON t.device_id = d.id`

// In reads one device, revoked or not. Errors: not-found.
func In(tx *db.Tx, id string) (Device, error) {
	d, err := scan(tx.QueryRow(columns+` WHERE d.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Device{}, fault.New(fault.NotFound)
	}
	return d, err
}

// ListIn lists every device, those that may work here first.
func ListIn(tx *db.Tx) ([]Device, error) {
	rows, err := tx.Query(columns + ` ORDER BY d.revoked_at IS NOT NULL, d.name, d.id`)
	if err != nil {
		return nil, fmt.Errorf("devices: %w", err)
	}
	defer rows.Close()
	list := []Device{}
	for rows.Next() {
		d, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

func scan(row interface{ Scan(...any) error }) (Device, error) {
	var d Device
	var enrolled int64
	var revoked, seen sql.NullInt64
	err := row.Scan(&d.ID, &d.Name, &d.Kind, &d.DepartmentID, &d.Browser, &enrolled, &revoked, &d.Version, &d.EnrolledBy,
		&seen, &d.App, &d.SignedIn)
	if errors.Is(err, sql.ErrNoRows) {
		return Device{}, err
	}
	if err != nil {
		return Device{}, fmt.Errorf("device: %w", err)
	}
	d.EnrolledAt = time.UnixMilli(enrolled).UTC()
	d.RevokedAt, d.SeenAt = moment(revoked), moment(seen)
	return d, nil
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}

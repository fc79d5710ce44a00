package device

import (
	"context"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/staff"
)

// DeviceChange is a device as it is to be. Its kind stays.
type DeviceChange struct {
	ID           string `json:"id" format:"uuid"`
	Name         string `json:"name" maxLength:"40"`
	DepartmentID string `json:"departmentId,omitempty" format:"uuid"`
}

// Update names a device anew or gives it another place. Errors: not-found, stale,
// invalid, wrong-state for a revoked one.
func (r *Room) Update(ctx context.Context, actor access.Actor, deviceID string, version int64, in DeviceChange) (Device, error) {
	in.Name = tidyName(in.Name)
	if err := checkName(in.Name); err != nil {
		return Device{}, err
	}
	c := act.Command{ID: in.ID, Action: "device.update", Body: struct {
		Device  string
		Version int64
		Change  DeviceChange
	}{deviceID, version, in}}
	d, err := act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		now, err := In(tx.Tx, deviceID)
		if err != nil {
			return err
		}
		if now.RevokedAt != nil {
			return fault.New(fault.WrongState)
		}
		if now.Version != version {
			stale := fault.New(fault.Stale)
			stale.Current = now
			return stale
		}
		if err := checkDepartment(tx.Tx, in.DepartmentID); err != nil {
			return err
		}
		tx.Subject("device", deviceID)
		_, err = tx.Exec(`UPDATE device SET name = ?, department_id = nullif(?, ''), version = version + 1 WHERE id = ?`, in.Name, in.DepartmentID, deviceID)
		if err != nil {
			return fmt.Errorf("device: %w", err)
		}
		tx.Changed("device", deviceID)
		return nil
	}, In)
	if err != nil {
		return Device{}, err
	}
	r.known.forget()
	r.present(&d, actor)
	return d, nil
}

// DeviceRevocation is a command without anything else in it.
type DeviceRevocation struct {
	ID string `json:"id" format:"uuid"`
}

// Revoke turns a device away for good: lost, stolen, given away. Its sessions and
// open streams end at once. Errors: not-found, wrong-state when it is revoked.
func (r *Room) Revoke(ctx context.Context, actor access.Actor, deviceID string, in DeviceRevocation) (Device, error) {
	var over []string
	c := act.Command{ID: in.ID, Action: "device.revoke", Body: deviceID}
	d, err := act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		now, err := In(tx.Tx, deviceID)
		if err != nil {
			return err
		}
		if now.RevokedAt != nil {
			return fault.New(fault.WrongState)
		}
		tx.Subject("device", deviceID)
		over, err = revokeIn(tx, deviceID, "")
		return err
	}, In)
	if err != nil {
		return Device{}, err
	}
	r.changed(over)
	return d, nil
}

// revokeIn turns a device away inside an act and lists what ended with it: its
// sessions but one, and its own streams.
func revokeIn(tx *act.Tx, deviceID, except string) ([]string, error) {
	if _, err := tx.Exec(`UPDATE device SET revoked_at = ?, version = version + 1 WHERE id = ? AND revoked_at IS NULL`, tx.Now.UnixMilli(), deviceID); err != nil {
		return nil, fmt.Errorf("device: %w", err)
	}
	tx.Changed("device", deviceID)
	if _, err := tx.Exec(`DELETE FROM device_token WHERE device_id = ?`, deviceID); err != nil {
		return nil, fmt.Errorf("device token: %w", err)
	}
	if except != "" {
		if err := staff.SitIn(tx.Tx, except, ""); err != nil {
			return nil, err
		}
	}
	over, err := staff.EndOnDeviceIn(tx.Tx, deviceID)
	return append(over, access.EnrolledDevice(deviceID, "", "").SessionID), err
}

// Sweep writes down when devices were last seen. To be run once a minute: being
// seen writes nothing.
func (r *Room) Sweep(ctx context.Context) error {
	seen := r.known.unsaved()
	if len(seen) == 0 {
		return nil
	}
	err := r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		for id, s := range seen {
			if _, err := tx.Exec(`UPDATE device_token SET seen_at = ?, app = ifnull(nullif(?, ''), app) WHERE device_id = ?`, s.at.UnixMilli(), s.app, id); err != nil {
				return fmt.Errorf("device token: %w", err)
			}
		}
		return nil
	})
	if err == nil {
		r.known.saved(seen)
	}
	return err
}

package queue

import (
	"context"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// Serve says where whoever sends it serves from now on. Without a room they serve
// nowhere any more.
type Serve struct {
	ID           string `json:"id" format:"uuid"`
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
	Room         string `json:"room,omitempty" maxLength:"40" doc:"Room or desk, as spoken; none: not serving any more"`
}

// ServingPlace is who serves where.
type ServingPlace struct {
	Staff        QueueStaff `json:"staff"`
	DepartmentID string     `json:"departmentId"`
	Room         string     `json:"room"`
	Since        time.Time  `json:"since"`
}

// ServingPlaces are all of today's.
type ServingPlaces struct {
	Places []ServingPlace `json:"places"`
}

// Serve takes the place, and ends the one before. Whoever calls then calls to that
// room. Fault: invalid for a department that is unknown or closed.
func (r *Room) Serve(ctx context.Context, who access.Actor, in Serve) (ServingPlaces, error) {
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "queue.place", Body: in}, func(tx *act.Tx) error {
		department, err := facility.DepartmentIn(tx.Tx, in.DepartmentID)
		switch {
		case fault.Is(err, fault.NotFound):
			return fault.Field("departmentId", "unknown")
		case err != nil:
			return err
		case !department.Active:
			return fault.Field("departmentId", "not-allowed")
		}
		tx.Subject("department", in.DepartmentID)
		if err := leavePlace(tx, who.ID); err != nil {
			return err
		}
		room := strings.TrimSpace(in.Room)
		if room == "" {
			return nil
		}
		_, err = tx.Exec(`INSERT INTO staff_place (id, staff_id, department_id, room, since) VALUES (?, ?, ?, ?, ?)`,
			in.ID, who.ID, in.DepartmentID, room, tx.Now.UnixMilli())
		tx.Changed("staff_place", in.ID)
		return err
	}, func(tx *db.Tx, _ string) (ServingPlaces, error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return ServingPlaces{}, err
		}
		places, err := placesIn(tx, clinic.Zone())
		return ServingPlaces{places}, err
	})
}

func leavePlace(tx *act.Tx, staffID string) error {
	rows, err := tx.Query(`UPDATE staff_place SET until = ? WHERE staff_id = ? AND until IS NULL RETURNING id`, tx.Now.UnixMilli(), staffID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var placeID string
		if err := rows.Scan(&placeID); err != nil {
			return err
		}
		tx.Changed("staff_place", placeID)
	}
	return rows.Err()
}

// placesIn is who serves where today: nobody serves where they said yesterday.
func placesIn(tx *db.Tx, zone *time.Location) ([]ServingPlace, error) {
	rows, err := tx.Query(`SELECT p.staff_id, s.display_name, p.department_id, p.room, p.since
		FROM staff_place p JOIN staff s ON s.id = p.staff_id JOIN department d ON d.id = p.department_id
		WHERE p.until IS NULL AND p.since >= ? AND s.active = 1 AND d.active = 1
		ORDER BY d.position, d.code, p.room, s.display_name, p.id`, dayBegan(tx.Now, zone).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []ServingPlace{}
	for rows.Next() {
		var p ServingPlace
		var since int64
		if err := rows.Scan(&p.Staff.ID, &p.Staff.DisplayName, &p.DepartmentID, &p.Room, &since); err != nil {
			return nil, err
		}
		p.Since = time.UnixMilli(since).UTC()
		list = append(list, p)
	}
	return list, rows.Err()
}

// roomOf is where somebody serves today, "" when they did not say.
func roomOf(tx *act.Tx, staffID string) (string, error) {
	clinic, err := facility.In(tx.Tx)
	if err != nil {
		return "", err
	}
	places, err := placesIn(tx.Tx, clinic.Zone())
	for _, p := range places {
		if p.Staff.ID == staffID {
			return p.Room, err
		}
	}
	return "", err
}

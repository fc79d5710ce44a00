package staff

import (
	"encoding/json"

	"karete/db"
	"karete/server/access"
)

// Tile is a person who may sign in with a PIN on a device: what the screen shows
// before anybody has, and no more.
type Tile struct {
	StaffID     string        `json:"staffId"`
	DisplayName string        `json:"displayName"`
	Roles       []access.Role `json:"roles" enum:"admin,clerk,nurse,doctor"`
}

// TilesIn lists the people of a department who may sign in with a PIN; ” asks
// for everybody's. By name.
func TilesIn(tx *db.Tx, departmentID string) ([]Tile, error) {
	rows, err := tx.Query(`SELECT s.id, s.display_name, s.roles FROM staff s JOIN staff_pin p ON p.staff_id = s.id
		WHERE `+mayTap+` ORDER BY s.display_name, s.id`, departmentID, departmentID)
	if err != nil {
		return nil, wrap("tiles", err)
	}
	defer rows.Close()
	list := []Tile{}
	for rows.Next() {
		var t Tile
		var roles string
		if err := rows.Scan(&t.StaffID, &t.DisplayName, &roles); err != nil {
			return nil, wrap("tiles", err)
		}
		if err := json.Unmarshal([]byte(roles), &t.Roles); err != nil {
			return nil, wrap("roles", err)
		}
		list = append(list, t)
	}
	return list, wrap("tiles", rows.Err())
}

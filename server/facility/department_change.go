package facility

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
)

// NewDepartment is a place to be opened, at the end of the list.
type NewDepartment struct {
	ID     string `json:"id" format:"uuid"`
	Code   string `json:"code" minLength:"2" maxLength:"5" pattern:"^[A-Z0-9]{2,5}$" doc:"Letters on the ticket; never changes"`
	Name   string `json:"name" maxLength:"60"`
	NameSt string `json:"nameSt,omitempty" maxLength:"60"`
	Kind   string `json:"kind" enum:"reception,triage,consultation,pharmacy,laboratory,other"`
}

// DepartmentChange is a department as it is to be.
type DepartmentChange struct {
	ID       string `json:"id" format:"uuid"`
	Name     string `json:"name" maxLength:"60"`
	NameSt   string `json:"nameSt,omitempty" maxLength:"60"`
	Kind     string `json:"kind" enum:"reception,triage,consultation,pharmacy,laboratory,other"`
	Position int    `json:"position" minimum:"1" maximum:"999"`
	Active   bool   `json:"active"`

	Rooms *[]string `json:"rooms,omitempty" maxItems:"30" doc:"Rooms and desks that people are called to, as spoken; none: as they are"`
}

var (
	departmentCode = regexp.MustCompile(`^[A-Z0-9]{2,5}$`)
	kinds          = map[string]bool{"reception": true, "triage": true, "consultation": true, "pharmacy": true, "laboratory": true, "other": true}
)

// Problems lists the broken fields.
func (n NewDepartment) Problems() []fault.FieldError {
	var c checks
	if c.text("code", n.Code, 1, 5) && !departmentCode.MatchString(n.Code) {
		c.add("code", "pattern")
	}
	checkNames(&c, words(n.Name), words(n.NameSt), n.Kind)
	return c
}

func checkNames(c *checks, name, nameSt, kind string) {
	c.text("name", name, 1, 60)
	c.text("nameSt", nameSt, 0, 60)
	if !kinds[kind] {
		c.add("kind", "not-one-of")
	}
}

// checkRooms is the rooms as they are to be.
func checkRooms(c *checks, now []string, in *[]string) []string {
	if in == nil {
		return now
	}
	rooms := make([]string, len(*in))
	for i, room := range *in {
		field := "rooms[" + strconv.Itoa(i) + "]"
		rooms[i] = words(room)
		if c.text(field, rooms[i], 1, 40) && slices.Contains(rooms[:i], rooms[i]) {
			c.add(field, "duplicate")
		}
	}
	return rooms
}

// AddDepartmentIn opens a department inside an act; its id is the department's.
// Errors: invalid, department-code-taken.
func AddDepartmentIn(tx *act.Tx, in NewDepartment) error {
	if err := checks(in.Problems()).fault(); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO department (id, code, name, name_st, kind, position, active, version)
		SELECT ?, ?, ?, ?, ?, 1 + ifnull(max(position), 0), 1, 1 FROM department`,
		in.ID, in.Code, words(in.Name), words(in.NameSt), in.Kind)
	switch {
	case db.IsUnique(err, "department.code"):
		return &fault.Error{Code: fault.DepartmentTaken, Field: "code"}
	case err != nil:
		return fmt.Errorf("department: %w", err)
	}
	tx.Changed("department", in.ID)
	tx.Subject("department", in.ID)
	return nil
}

func updateDepartment(tx *act.Tx, id string, version int64, in DepartmentChange) error {
	now, err := DepartmentIn(tx.Tx, id)
	if err != nil {
		return err
	}
	var c checks
	checkNames(&c, words(in.Name), words(in.NameSt), in.Kind)
	if in.Position < 1 || in.Position > 999 {
		c.add("position", "out-of-range")
	}
	rooms := checkRooms(&c, now.Rooms, in.Rooms)
	if err := c.fault(); err != nil {
		return err
	}
	if now.Version != version {
		return stale(now)
	}
	if now.Active && !in.Active {
		var others int
		if err := tx.QueryRow(`SELECT count(*) FROM department WHERE active = 1 AND id <> ?`, id).Scan(&others); err != nil {
			return fmt.Errorf("department: %w", err)
		}
		if others == 0 { // nobody could be checked in any more
			return fault.Field("active", "not-allowed")
		}
	}
	roomsText, err := json.Marshal(rooms)
	if err != nil {
		return fmt.Errorf("department: %w", err)
	}
	_, err = tx.Exec(`UPDATE department SET name = ?, name_st = ?, kind = ?, position = ?, active = ?, rooms = ?, version = version + 1 WHERE id = ?`,
		words(in.Name), words(in.NameSt), in.Kind, in.Position, in.Active, string(roomsText), id)
	if err != nil {
		return fmt.Errorf("department: %w", err)
	}
	tx.Changed("department", id)
	tx.Subject("department", id)
	return nil
}

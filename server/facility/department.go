package facility

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/fault"
)

// Department is a place people wait in, with a line of its own. Its code stands
// before every ticket number and never changes: OPD-017 of last year must still
// name the place it was given in.
type Department struct {
	ID       string `json:"id"`
	Code     string `json:"code" doc:"Letters on the ticket"`
	Name     string `json:"name"`
	NameSt   string `json:"nameSt" doc:"Name in Sesotho; empty when it is the same"`
	Kind     string `json:"kind" enum:"reception,triage,consultation,pharmacy,laboratory,other"`
	Position int    `json:"position" doc:"Place in lists, from 1"`
	Active   bool   `json:"active" doc:"People can be sent there"`
	Version  int64  `json:"version"`

	Rooms []string `json:"rooms" doc:"Rooms and desks that people are called to, as spoken"`
}

const departmentColumns = `SELECT id, code, name, name_st, kind, position, active, version, rooms FROM department`

// DepartmentIn reads one department, active or not. Errors: not-found.
func DepartmentIn(tx *db.Tx, id string) (Department, error) {
	d, err := scanDepartment(tx.QueryRow(departmentColumns+` WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Department{}, fault.New(fault.NotFound)
	}
	return d, err
}

// DepartmentsIn lists all departments, in the clinic's order.
func DepartmentsIn(tx *db.Tx) ([]Department, error) {
	rows, err := tx.Query(departmentColumns + ` ORDER BY position, code`)
	if err != nil {
		return nil, fmt.Errorf("departments: %w", err)
	}
	defer rows.Close()
	list := []Department{}
	for rows.Next() {
		d, err := scanDepartment(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

func scanDepartment(row interface{ Scan(...any) error }) (Department, error) {
	var d Department
	var rooms string
	err := row.Scan(&d.ID, &d.Code, &d.Name, &d.NameSt, &d.Kind, &d.Position, &d.Active, &d.Version, &rooms)
	if err == nil {
		err = json.Unmarshal([]byte(rooms), &d.Rooms)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("department: %w", err)
	}
	return d, err
}

package backup

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/backup/media"
	"karete/server/fault"
)

// Kind of a place.
type Kind string

const (
	Stick   Kind = "stick"  // known by its mark, wherever it turns up
	AFolder Kind = "folder" // of this machine or a share
)

// place is where backups go, as a manager registered it.
type place struct {
	id, name     string
	kind         Kind
	mark         media.Mark
	path         string // of a folder
	by           string // display name of who registered it
	registeredAt time.Time
}

// placesIn lists the places that backups go to, the oldest first.
func placesIn(tx *db.Tx) ([]place, error) {
	rows, err := tx.Query(`SELECT p.id, p.name, p.kind, p.mark, p.path, s.display_name, p.registered_at FROM backup_place p
		JOIN staff s ON s.id = p.registered_by WHERE p.forgotten_at IS NULL ORDER BY p.registered_at, p.id`)
	if err != nil {
		return nil, fmt.Errorf("backup places: %w", err)
	}
	defer rows.Close()
	var list []place
	for rows.Next() {
		var p place
		var at int64
		if err := rows.Scan(&p.id, &p.name, &p.kind, &p.mark, &p.path, &p.by, &at); err != nil {
			return nil, fmt.Errorf("backup place: %w", err)
		}
		p.registeredAt = time.UnixMilli(at).UTC()
		list = append(list, p)
	}
	return list, rows.Err()
}

// keptIn reports whether backups still go to the place. Errors: not-found.
func keptIn(tx *db.Tx, id string) error {
	var forgotten bool
	err := tx.QueryRow(`SELECT forgotten_at IS NOT NULL FROM backup_place WHERE id = ?`, id).Scan(&forgotten)
	if errors.Is(err, sql.ErrNoRows) || err == nil && forgotten {
		return fault.New(fault.NotFound)
	}
	if err != nil {
		return fmt.Errorf("backup place: %w", err)
	}
	return nil
}

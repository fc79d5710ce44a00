package patient

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/fault"
	"karete/server/patient/partialdate"
)

// Room is the use cases of a patient.
type Room struct {
	gate  *act.Gate
	names memo
}

// New stands on the gate.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Read is one patient; the opening is journalled. Fault: not-found.
func (r *Room) Read(ctx context.Context, who access.Actor, patientID string) (Patient, error) {
	return act.Look(ctx, r.gate, who, "patient.read", patientID, func(tx *db.Tx) (Patient, error) {
		return ReadIn(tx, patientID)
	})
}

// clinic is what this room needs to know of the facility on every request.
type clinic struct {
	today   partialdate.Day // civil date at the clinic
	latest  partialdate.Day // that it can be; what is later is still to come
	zone    *time.Location
	country string // ISO 3166, whose phone numbers are written without a prefix
}

func clinicIn(tx *db.Tx) (clinic, error) {
	var c clinic
	var zone string
	err := tx.QueryRow("SELECT time_zone, country FROM facility").Scan(&zone, &c.country)
	if errors.Is(err, sql.ErrNoRows) {
		return c, fault.New(fault.NotSetUp)
	}
	c.zone = clock.Zone(zone)
	c.today = partialdate.DayOf(tx.Now.In(c.zone))
	c.latest = c.today
	return c, err
}

// clinicFor is the same for an act, which must not refuse a day because the box's
// time is wrong.
func clinicFor(tx *act.Tx) (clinic, error) {
	c, err := clinicIn(tx.Tx)
	if err != nil {
		return c, err
	}
	c.latest = partialdate.DayOf(tx.Latest().In(c.zone))
	return c, nil
}

// ownSeries is the series new file numbers are issued in.
func ownSeries(tx *db.Tx) (series string, err error) {
	err = tx.QueryRow("SELECT file_series FROM facility").Scan(&series)
	return series, err
}

// numOf is the patient's number inside this box. Fault: not-found.
func numOf(tx *db.Tx, patientID string) (num int64, err error) {
	err = tx.QueryRow("SELECT num FROM patient WHERE id = ?", patientID).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, notFound()
	}
	return num, err
}

func notFound() error { return fault.New(fault.NotFound) }

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func maybe(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := moment(ms.Int64)
	return &t
}

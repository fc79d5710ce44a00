package appointment

import (
	"database/sql"
	"fmt"
	"time"

	"karete/db"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/visit"
)

// Status is what became of a booking.
type Status string

// The statuses. Fulfilled and NoShow are never stored.
const (
	Booked    Status = "booked"
	Arrived   Status = "arrived"
	Fulfilled Status = "fulfilled"
	Cancelled Status = "cancelled"
	NoShow    Status = "noshow"
)

// Source is how a booking came about.
type Source string

// The sources.
const (
	ByStaff   Source = "staff"
	ByPatient Source = "patient"   // by themselves, at a kiosk or on their phone
	FollowUp  Source = "follow-up" // at the end of a consultation
	InSeries  Source = "series"    // a later one of several
)

// Undo is how long a cancellation can be taken back.
const Undo = 10 * time.Minute

// Appointment is one booking. Day and Start are as on the clinic's wall.
type Appointment struct {
	ID           string     `json:"id"`
	PatientID    string     `json:"patientId" doc:"The file it was booked in"`
	DepartmentID string     `json:"departmentId"`
	Day          string     `json:"day" format:"date"`
	Start        string     `json:"start" example:"10:00"`
	Seat         int        `json:"seat" doc:"From 0"`
	Status       Status     `json:"status" enum:"booked,arrived,fulfilled,cancelled,noshow"`
	Reason       string     `json:"reason"`
	Source       Source     `json:"source" enum:"staff,patient,follow-up,series"`
	SeriesID     string     `json:"seriesId,omitempty" doc:"The first of those that were booked together"`
	VisitID      string     `json:"visitId,omitempty" doc:"What it became"`
	CancelReason string     `json:"cancelReason,omitempty"`
	CancelledAt  *time.Time `json:"cancelledAt,omitempty"`
	BookedAt     time.Time  `json:"bookedAt"`
	BookedBy     string     `json:"bookedBy" doc:"Staff or program id; empty: the patient"`
	Version      int64      `json:"version"`
}

// now is the clinic's present day and minute, by which bookings are read.
type now struct {
	day, minute string
	zone        *time.Location
}

func nowIn(tx *db.Tx) (now, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return now{}, err
	}
	zone := clinic.Zone()
	return now{clock.Day(tx.Now, zone), tx.Now.In(zone).Format("15:04"), zone}, nil
}

// becomes is the status that a stored one amounts to, by the visit it led to and the day it is.
func becomes(stored Status, itsVisit visit.Status, day, today string) Status {
	switch {
	case stored == Cancelled:
		return Cancelled
	case itsVisit == visit.Finished:
		return Fulfilled
	case itsVisit != "" && itsVisit != visit.Cancelled:
		return Arrived
	case day < today:
		return NoShow
	}
	return Booked
}

const (
	// Whoever came in elsewhere that day, and was sent on to where they are booked, has come too.
	selected = `SELECT a.id, a.patient_id, a.department_id, a.day, a.start, a.seat, a.status, a.reason, a.source, coalesce(a.series_id, ''),
		coalesce(v.id, ''), a.cancel_reason, a.cancelled_at, a.booked_at, a.booked_by, a.version, coalesce(v.status, '')
		FROM appointment a LEFT JOIN visit v ON v.id = coalesce(a.visit_id, (
			SELECT e.visit_id FROM visit w JOIN queue_entry e ON e.visit_id = w.id WHERE w.patient_id = a.patient_id AND w.day = a.day
				AND w.status <> 'cancelled' AND e.department_id = a.department_id AND e.entered_at >= a.booked_at LIMIT 1)) `
	inOrder = ` ORDER BY a.day, a.start, a.seat, a.booked_at, a.id`
)

// list reads bookings, given whatever follows FROM.
func list(tx *db.Tx, where string, args ...any) ([]Appointment, error) {
	today, err := nowIn(tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(selected+where, args...)
	if err != nil {
		return nil, fmt.Errorf("bookings: %w", err)
	}
	defer rows.Close()
	out := []Appointment{}
	for rows.Next() {
		var a Appointment
		var cancelled sql.NullInt64
		var booked int64
		var stored Status
		var itsVisit visit.Status
		if err := rows.Scan(&a.ID, &a.PatientID, &a.DepartmentID, &a.Day, &a.Start, &a.Seat, &stored, &a.Reason, &a.Source, &a.SeriesID,
			&a.VisitID, &a.CancelReason, &cancelled, &booked, &a.BookedBy, &a.Version, &itsVisit); err != nil {
			return nil, fmt.Errorf("bookings: %w", err)
		}
		a.BookedAt = time.UnixMilli(booked).UTC()
		if cancelled.Valid {
			at := time.UnixMilli(cancelled.Int64).UTC()
			a.CancelledAt = &at
		}
		if a.Status = becomes(stored, itsVisit, a.Day, today.day); a.Status != Arrived && a.Status != Fulfilled {
			a.VisitID = ""
		}
		out = append(out, a)
	}
	return out, rows.Err()
}

// ReadIn is one booking. Fault: not-found.
func ReadIn(tx *db.Tx, appointmentID string) (Appointment, error) {
	found, err := list(tx, `WHERE a.id = ?`, appointmentID)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound)
	}
	if err != nil {
		return Appointment{}, err
	}
	return found[0], nil
}

// OfPatientIn lists the bookings of a person, of all their files, the earliest day first.
func OfPatientIn(tx *db.Tx, patientID string) ([]Appointment, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	return list(tx, `WHERE a.patient_id IN (SELECT value FROM json_each(?))`+inOrder, files.JSON())
}

// DueIn lists the bookings from one day to another, both counted, that stand: nobody came
// yet, and nobody cancelled. Whoever died meanwhile is not expected.
func DueIn(tx *db.Tx, fromDay, toDay string) ([]Appointment, error) {
	all, err := list(tx, `JOIN patient p ON p.id = a.patient_id
		WHERE a.day BETWEEN ? AND ? AND a.status <> 'cancelled' AND p.deceased_on IS NULL`+inOrder, fromDay, toDay)
	if err != nil {
		return nil, err
	}
	due := all[:0]
	for _, a := range all {
		if a.Status == Booked {
			due = append(due, a)
		}
	}
	return due, nil
}

// At is the moment at which the booking begins.
func (a Appointment) At(zone *time.Location) time.Time { return slotAt(a.Day, a.Start, zone) }

func slotAt(day, start string, zone *time.Location) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+start, zone)
	if err != nil {
		return time.Time{} // a day there never was
	}
	return at.UTC()
}

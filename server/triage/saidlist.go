package triage

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
	"karete/server/triage/selftriage"
)

// SelfReportRow is somebody who said something of themselves: how urgent, never what.
type SelfReportRow struct {
	ID           string            `json:"id"`
	At           time.Time         `json:"at"`
	Patient      SelfReportPatient `json:"patient"`
	Level        selftriage.Level  `json:"level" enum:"R,D,N,E"`
	Held         sats.Level        `json:"held" minimum:"1" maximum:"4"`
	Finished     bool              `json:"finished"`
	VisitID      string            `json:"visitId,omitempty"`
	Ticket       string            `json:"ticket,omitempty"`
	DepartmentID string            `json:"departmentId,omitempty"`
	Reviewed     bool              `json:"reviewed" doc:"A clinician has signed a triage since"`
	ToNurseNow   bool              `json:"toNurseNow" doc:"An emergency by their own words that nobody has triaged yet"`
}

// SelfReportPatient is who it was.
type SelfReportPatient struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	Initials    string `json:"initials"`
}

// SelfReports is a day of them.
type SelfReports struct {
	Day     string          `json:"day" format:"date"`
	Reports []SelfReportRow `json:"reports" doc:"Newest first"`
}

// SelfReports lists who said something of themselves on a day; an empty day is today.
// Fault: invalid.
func (r *Room) SelfReports(ctx context.Context, a access.Actor, day string) (SelfReports, error) {
	return act.Peek(ctx, r.gate, a, "selfTriage.list", func(tx *db.Tx) (SelfReports, error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return SelfReports{}, err
		}
		zone := clinic.Zone()
		if day == "" {
			day = clock.Day(tx.Now, zone)
		}
		from, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil {
			return SelfReports{}, fault.Field("day", "not-a-date")
		}
		list, err := selfReports(tx, from, from.AddDate(0, 0, 1))
		return SelfReports{day, list}, err
	})
}

func selfReports(tx *db.Tx, from, to time.Time) ([]SelfReportRow, error) {
	rows, err := tx.Query(`SELECT s.id, s.finished_at, s.patient_id, s.merged_level, s.complete, coalesce(s.visit_id, ''), coalesce(v.ticket, ''), coalesce(v.department_id, ''),
			EXISTS (SELECT 1 FROM self_review r WHERE r.self_report_id = s.id), coalesce(v.status IN ('finished', 'left', 'cancelled'), 0)
		FROM self_report s LEFT JOIN visit v ON v.id = s.visit_id WHERE s.finished_at >= ? AND s.finished_at < ? ORDER BY s.finished_at DESC, s.id DESC`,
		from.UnixMilli(), to.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []SelfReportRow{}
	var files []string
	for rows.Next() {
		var one SelfReportRow
		var at int64
		var file string
		var over bool
		if err := rows.Scan(&one.ID, &at, &file, &one.Level, &one.Finished, &one.VisitID, &one.Ticket, &one.DepartmentID, &one.Reviewed, &over); err != nil {
			return nil, err
		}
		one.At, one.Held = time.UnixMilli(at).UTC(), one.Level.Held()
		one.ToNurseNow = one.Level == selftriage.Emergency && !one.Reviewed && !over
		list, files = append(list, one), append(files, file)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range files { // mostly nothing to do
		if files[i], err = patient.CurrentIn(tx, files[i]); err != nil {
			return nil, err
		}
	}
	people, err := patient.SummariesIn(tx, files)
	if err != nil {
		return nil, err
	}
	who := map[string]SelfReportPatient{}
	for _, p := range people {
		who[p.ID] = SelfReportPatient{p.ID, p.DisplayName, p.Initials}
	}
	for i := range list {
		list[i].Patient = who[files[i]]
	}
	return list, nil
}

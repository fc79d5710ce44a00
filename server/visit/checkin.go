package visit

import (
	"database/sql"
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// CheckIn brings a patient into a department's line. ID names the command and
// becomes the visit's id.
type CheckIn struct {
	ID           string `json:"id" format:"uuid"`
	PatientID    string `json:"patientId" format:"uuid"`
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
	Reason       string `json:"reason,omitempty" maxLength:"200" doc:"A reason of the clinic's list, or words"`
	Emergency    bool   `json:"emergency,omitempty" doc:"Straight to the front of triage"`
	CollectOnly  bool   `json:"collectOnly,omitempty" doc:"Came for repeat medicines only"`

	Slot *time.Time `json:"-"` // the booked time that brought them, if any
}

// CheckInIn opens a visit inside the act of a room above, which knows whether the patient is
// booked, makes the id and sets the subject. Faults: visit-open {visitId, ticket, departmentId,
// since} when the patient is here already; not-found and replaced for the patient; invalid for a
// department that is unknown or closed.
func CheckInIn(tx *act.Tx, _ access.Actor, in CheckIn) (visitID string, err error) {
	department, err := receiving(tx.Tx, in.DepartmentID)
	if err != nil {
		return "", err
	}
	clinic, err := facility.In(tx.Tx)
	if err != nil {
		return "", err
	}
	day := clock.Day(tx.Now, clinic.Zone())
	who, err := attending(tx.Tx, in.PatientID, day)
	if err != nil {
		return "", err
	}
	ticket, err := nextTicket(tx, day, department)
	if err != nil {
		return "", err
	}
	tx.About(in.PatientID, in.ID)
	_, err = tx.Exec(`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level,
			new_patient, sex, age_days_low, age_days_high, outcome, arrived_at, closed_by, slot_at, collect_only, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, 'arrived', 0, ?, ?, ?, ?, '', ?, '', ?, ?, 1)`,
		in.ID, in.PatientID, day, department.ID, ticket, strings.TrimSpace(in.Reason), in.Emergency,
		who.isNew, who.sex, who.ageLow, who.ageHigh, tx.Now.UnixMilli(), stored(in.Slot), in.CollectOnly)
	if db.IsUnique(err, oneOpenVisit) {
		return "", alreadyOpen(tx.Tx, in.PatientID)
	}
	if err != nil {
		return "", fmt.Errorf("check in: %w", err)
	}
	tx.Changed("visit", in.ID)
	return in.ID, insertEntry(tx, Entry{ID: tx.NewID(), VisitID: in.ID, DepartmentID: department.ID,
		Status: EntryWaiting, EnteredAt: tx.Now, Version: 1})
}

// receiving is a department people can be sent to now.
func receiving(tx *db.Tx, departmentID string) (facility.Department, error) {
	d, err := facility.DepartmentIn(tx, departmentID)
	if fault.Is(err, fault.NotFound) {
		return d, fault.Field("departmentId", "unknown")
	}
	if err == nil && !d.Active {
		return d, fault.Field("departmentId", "not-allowed")
	}
	return d, err
}

// nextTicket counts on from the last ticket of the department and day. An act
// that fails gives its number back with everything else.
func nextTicket(tx *act.Tx, day string, d facility.Department) (string, error) {
	var n int
	err := tx.QueryRow(`INSERT INTO ticket_counter (day, department_id, next) VALUES (?, ?, 2)
		ON CONFLICT (day, department_id) DO UPDATE SET next = next + 1 RETURNING next - 1`, day, d.ID).Scan(&n)
	return fmt.Sprintf("%s-%03d", d.Code, n), err
}

// attendee is what a visit keeps of its patient, so that reports of past days
// never drift when a record is corrected.
type attendee struct {
	sex             string
	ageLow, ageHigh any // days, nil when unknown
	isNew           bool
}

func attending(tx *db.Tx, patientID, day string) (attendee, error) {
	var a attendee
	if err := patient.StandsIn(tx, patientID); err != nil {
		return a, err
	}
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return a, err
	}
	var birth, recordedOn sql.NullString
	var precision string
	err = tx.QueryRow(`SELECT sex, birth_date, birth_precision, birth_recorded_on,
			NOT EXISTS (SELECT 1 FROM visit v WHERE v.patient_id IN (SELECT value FROM json_each(?)) AND v.status <> 'cancelled')
		FROM patient WHERE id = ?`, files.JSON(), patientID).Scan(&a.sex, &birth, &precision, &recordedOn, &a.isNew)
	if err != nil {
		return a, err
	}
	a.ageLow, a.ageHigh = ageSpan(partialdate.Date{
		Text: birth.String, Precision: partialdate.Precision(precision), RecordedOn: recordedOn.String}, day)
	return a, nil
}

// ageSpan is the least and the greatest age in days that the patient can have on
// a day, nil when nobody knows.
func ageSpan(birth partialdate.Date, day string) (low, high any) {
	on, err := time.Parse(time.DateOnly, day)
	earliest, latest, known := birth.Bounds()
	if err != nil || !known {
		return nil, nil
	}
	days := func(born partialdate.Day) int {
		return max(0, int(on.Sub(time.Date(born.Year, born.Month, born.Day, 0, 0, 0, 0, time.UTC))/(24*time.Hour)))
	}
	return days(latest), days(earliest)
}

// alreadyOpen says where the patient is: the line they stand in now, or the
// department they came to.
func alreadyOpen(tx *db.Tx, patientID string) error {
	v, err := OpenIn(tx, patientID)
	if err != nil {
		return err
	}
	departmentID, since := v.DepartmentID, v.ArrivedAt
	for _, e := range v.Entries {
		if e.Status.Open() {
			departmentID, since = e.DepartmentID, e.EnteredAt
		}
	}
	return fault.New(fault.VisitOpen).With("visitId", v.ID).With("ticket", v.Ticket).
		With("departmentId", departmentID).With("since", since.Format(time.RFC3339Nano))
}

func alreadyQueued(departmentID string) error {
	return fault.New(fault.AlreadyQueued).With("departmentId", departmentID)
}

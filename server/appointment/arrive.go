package appointment

import (
	"cmp"
	"strings"

	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/visit"
)

// CheckInIn brings somebody who is at the door into a department's line, and makes their
// booking there for today the visit that it begins. Faults: those of [visit.CheckInIn].
func CheckInIn(tx *act.Tx, who access.Actor, in visit.CheckIn) (visitID string, err error) {
	today, err := nowIn(tx.Tx)
	if err != nil {
		return "", err
	}
	expected, err := expectedIn(tx, in.PatientID, in.DepartmentID, today.day)
	if err != nil {
		return "", err
	}
	if len(expected) > 0 {
		at := expected[0].At(today.zone)
		in.Slot = &at
		in.Reason = cmp.Or(strings.TrimSpace(in.Reason), expected[0].Reason)
	}
	if visitID, err = visit.CheckInIn(tx, who, in); err != nil {
		return "", err
	}
	return visitID, arrive(tx, expected, visitID)
}

// ArriveIn makes a visit that there is, of any day, what the patient's booking for that day
// in its department became.
func ArriveIn(tx *act.Tx, visitID string) error {
	v, err := visit.ReadIn(tx.Tx, visitID)
	if err != nil {
		return err
	}
	expected, err := expectedIn(tx, v.PatientID, v.DepartmentID, v.Day)
	if err != nil {
		return err
	}
	return arrive(tx, expected, visitID)
}

// expectedIn is the patient's bookings in a department on a day for which nobody came: one,
// or several when two files were joined since.
func expectedIn(tx *act.Tx, patientID, departmentID, day string) ([]Appointment, error) {
	files, err := patient.MembersIn(tx.Tx, patientID)
	if err != nil {
		return nil, err
	}
	there, err := list(tx.Tx, `WHERE a.patient_id IN (SELECT value FROM json_each(?)) AND a.department_id = ? AND a.day = ? AND a.status <> 'cancelled'`+inOrder,
		files.JSON(), departmentID, day)
	expected := there[:0]
	for _, a := range there {
		if a.Status == Booked || a.Status == NoShow {
			expected = append(expected, a)
		}
	}
	return expected, err
}

func arrive(tx *act.Tx, expected []Appointment, visitID string) error {
	for _, a := range expected {
		_, err := tx.Exec(`UPDATE appointment SET status = 'arrived', visit_id = ?, version = version + 1 WHERE id = ?`, visitID, a.ID)
		if err := changed(tx, a.ID, err); err != nil {
			return err
		}
	}
	return nil
}

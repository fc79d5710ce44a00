package patient

import (
	"database/sql"
	"fmt"
	"time"

	"karete/db"
	"karete/server/patient/name"
	"karete/server/patient/partialdate"
	"karete/server/patient/phone"
)

// PatientSummary is a patient in a list: enough to tell people apart and to see
// whether they are here, nothing of the record.
type PatientSummary struct {
	ID             string                `json:"id"`
	DisplayName    string                `json:"displayName"`
	Initials       string                `json:"initials"`
	Sex            Sex                   `json:"sex" enum:"female,male,other,unknown"`
	Age            *partialdate.Age      `json:"age,omitempty"`
	BirthDate      string                `json:"birthDate,omitempty" doc:"YYYY-MM-DD, YYYY-MM or YYYY"`
	BirthPrecision partialdate.Precision `json:"birthPrecision" enum:"day,month,year,age,unknown"`
	Village        string                `json:"village"`
	FileNumber     string                `json:"fileNumber"`
	Phone          string                `json:"phone,omitempty" doc:"The first one, grouped for the eye"`
	LastVisitDay   string                `json:"lastVisitDay,omitempty" doc:"YYYY-MM-DD of the newest visit, today's too"`
	OpenVisit      *OpenVisit            `json:"openVisit,omitempty"`
	FoundBy        *FormerFile           `json:"foundBy,omitempty" doc:"In a search: what was typed is in another file, for which this one stands"`

	givenNames, familyName string // for NameAlerts
}

// FormerFile is a file that was joined with another.
type FormerFile struct {
	DisplayName string `json:"displayName"`
	FileNumber  string `json:"fileNumber"`
}

// OpenVisit is where a patient who is at the clinic now can be found.
type OpenVisit struct {
	ID           string    `json:"id"`
	Ticket       string    `json:"ticket"`
	DepartmentID string    `json:"departmentId" doc:"Whose line the patient stands in"`
	Stage        string    `json:"stage" enum:"arrived,triage,waiting,serving,other"`
	Since        time.Time `json:"since" doc:"When the patient came into this line"`
}

// The queries read the tables of visits and lines too: one SELECT for a whole
// list. The stages are those of the queue's board. Of several open lines the one
// entered last is where the patient went.
const (
	fileNumberOf = `SELECT CASE i.series WHEN '' THEN i.value ELSE i.series || '-' || i.value END FROM identifier i
			WHERE i.system = 'file-number' AND i.status = 'active' AND i.patient_id `
	newestFirst = ` ORDER BY i.created_at DESC, i.id DESC LIMIT 1`

	summariesQuery = `SELECT p.id, p.given_names, p.family_name, p.sex, p.birth_date, p.birth_precision, p.birth_recorded_on,
		p.village, p.phones ->> '$[0].number',
		(` + fileNumberOf + `= p.id` + newestFirst + `),
		(SELECT day FROM visit WHERE patient_id = p.id AND status <> 'cancelled' ORDER BY arrived_at DESC LIMIT 1),
		v.id, v.ticket, coalesce(q.department_id, v.department_id), coalesce(q.entered_at, v.arrived_at),
		CASE
			WHEN d.kind IN ('pharmacy', 'laboratory') THEN 'other'
			WHEN v.collect_only AND q.status = 'serving' THEN 'serving'
			WHEN v.collect_only AND v.status = 'arrived' THEN 'waiting'
			WHEN v.status = 'arrived' AND q.status IN ('called', 'serving') THEN 'triage'
			WHEN v.status = 'arrived' THEN 'arrived'
			WHEN q.status = 'serving' THEN 'serving'
			ELSE 'waiting'
		END
	FROM json_each(?) wanted
	CROSS JOIN patient p ON p.id = wanted.value
	LEFT JOIN visit v ON v.patient_id = p.id AND v.status IN ('arrived', 'triaged', 'in-progress')
	LEFT JOIN queue_entry q ON q.id = (SELECT e.id FROM queue_entry e
		WHERE e.visit_id = v.id AND e.status IN ('waiting', 'called', 'serving') ORDER BY e.entered_at DESC, e.id DESC LIMIT 1)
	LEFT JOIN department d ON d.id = q.department_id
	ORDER BY wanted.key`
)

// SummariesIn lists the patients in the order of their ids; an id that is
// nobody's is left out.
func SummariesIn(tx *db.Tx, patientIDs []string) ([]PatientSummary, error) {
	list := make([]PatientSummary, 0, len(patientIDs))
	if len(patientIDs) == 0 {
		return list, nil
	}
	here, err := clinicIn(tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(summariesQuery, asJSON(patientIDs))
	if err != nil {
		return nil, fmt.Errorf("patients: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		s, err := scanSummary(rows, here)
		if err != nil {
			return nil, fmt.Errorf("patients: %w", err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("patients: %w", err)
	}
	return list, completeIn(tx, list)
}

// SummaryIn is one patient of a list. Fault: not-found.
func SummaryIn(tx *db.Tx, patientID string) (PatientSummary, error) {
	list, err := SummariesIn(tx, []string{patientID})
	if err != nil {
		return PatientSummary{}, err
	}
	if len(list) == 0 {
		return PatientSummary{}, notFound()
	}
	return list[0], nil
}

func scanSummary(rows *sql.Rows, here clinic) (PatientSummary, error) {
	var s PatientSummary
	var birth, recordedOn, number, file, lastDay, visit, ticket, department, stage sql.NullString
	var since sql.NullInt64
	if err := rows.Scan(&s.ID, &s.givenNames, &s.familyName, &s.Sex, &birth, &s.BirthPrecision, &recordedOn,
		&s.Village, &number, &file, &lastDay, &visit, &ticket, &department, &since, &stage); err != nil {
		return s, err
	}
	s.DisplayName = DisplayName(s.givenNames, s.familyName)
	s.Initials = name.Initials(s.givenNames, s.familyName)
	s.BirthDate = birth.String
	s.Age = age(birth.String, s.BirthPrecision, recordedOn.String, here.today)
	s.FileNumber, s.LastVisitDay = file.String, lastDay.String
	if number.String != "" {
		s.Phone = phone.Display(number.String, here.country)
	}
	if visit.Valid {
		s.OpenVisit = &OpenVisit{visit.String, ticket.String, department.String, stage.String, moment(since.Int64)}
	}
	return s, nil
}

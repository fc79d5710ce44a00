package report

import (
	"time"

	"karete/server/triage/sats"
	"karete/server/visit"
)

// ReportRow is one visit of the day with what figures are made of.
type ReportRow struct {
	VisitID     string        `json:"visitId"`
	PatientID   string        `json:"patientId"`
	DisplayName string        `json:"displayName"`
	FileNumber  string        `json:"fileNumber"`
	Ticket      string        `json:"ticket"`
	Department  string        `json:"department" doc:"Code of the department the patient came in at"`
	Status      visit.Status  `json:"status"`
	Outcome     visit.Outcome `json:"outcome"`
	Level       sats.Level    `json:"level"`
	Sex         string        `json:"sex"`
	AgeBand     string        `json:"ageBand" enum:"under-1,1-4,5-14,15-49,50-over,unknown"`
	NewPatient  bool          `json:"newPatient"`
	ArrivedAt   time.Time     `json:"arrivedAt"`
	ArrivedHour int           `json:"arrivedHour" doc:"Hour of the day at the clinic"`
	TriagedAt   *time.Time    `json:"triagedAt,omitempty"`
	StartedAt   *time.Time    `json:"startedAt,omitempty"`
	ClosedAt    *time.Time    `json:"closedAt,omitempty"`
	ClosedByBox bool          `json:"closedByBox" doc:"Nobody closed it: the box did, as of its own day"`
	Diagnoses   []Finding     `json:"diagnoses"`
}

// Finding is a diagnosis that stands.
type Finding struct {
	Code string `json:"code" doc:"Empty for free text"`
	Text string `json:"text"`
}

// Key groups findings: by code, or by the text where there is none.
func (f Finding) Key() string {
	if f.Code != "" {
		return f.Code
	}
	return f.Text
}

// TriageWait is how long the patient waited for triage; nil when there was none.
func (r ReportRow) TriageWait() *int { return minutes(&r.ArrivedAt, r.TriagedAt) }

// ClinicianWait is the time from triage (from the door, without one) to the
// clinician; nil when they never met.
func (r ReportRow) ClinicianWait() *int {
	from := &r.ArrivedAt
	if r.TriagedAt != nil {
		from = r.TriagedAt
	}
	return minutes(from, r.StartedAt)
}

// minutes is the whole minutes between two moments. A clock set back in between
// gives none, rather than a wait of less than nothing.
func minutes(from, to *time.Time) *int {
	if to == nil || to.Before(*from) {
		return nil
	}
	m := int(to.Sub(*from) / time.Minute)
	return &m
}

// Bands are the age bands of the day report, youngest first.
var Bands = []string{"under-1", "1-4", "5-14", "15-49", "50-over", "unknown"}

// Band is the band of an age between low and high days.
func Band(low, high *int) string {
	if low == nil || high == nil {
		return "unknown"
	}
	switch years := float64(*low+*high) / 2 / 365.2425; {
	case years < 1:
		return "under-1"
	case years < 5:
		return "1-4"
	case years < 15:
		return "5-14"
	case years < 50:
		return "15-49"
	}
	return "50-over"
}

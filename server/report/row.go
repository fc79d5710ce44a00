package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"karete/server/triage/sats"
	"karete/server/visit"
)

// ReportRow is one visit of the day with what figures are made of.
type ReportRow struct {
	VisitID     string        `json:"visitId"`
	PatientID   string        `json:"patientId"`
	DisplayName string        `json:"displayName"` // in a list only: a figure needs no name
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
	FromPaper   bool          `json:"fromPaper" doc:"Written by hand and keyed in later"`
	Diagnoses   []Finding     `json:"diagnoses"`
}

// Finding is a diagnosis that stands.
type Finding struct {
	Figure Figure `json:"figure" doc:"The figure it counts under"`
	Code   string `json:"code" doc:"Empty for free text"`
	Text   string `json:"text"`
}

// finding groups by code. Where there is none it groups by the words, whatever
// their case; the figure holds only a hash of them, because it goes into
// addresses, and what a clinician wrote does not belong there.
func finding(code, text string) Finding {
	key := code
	if code == "" {
		words := sha256.Sum256([]byte(strings.ToLower(strings.Join(strings.Fields(text), " "))))
		key = "~" + hex.EncodeToString(words[:8])
	}
	return Finding{Figure: Figure("diagnosis:" + key), Code: code, Text: text}
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

// Band is the band of somebody between low and high days old on a day: in
// completed years, as a birthday counts them.
func Band(low, high *int, day time.Time) string {
	if low == nil || high == nil {
		return "unknown"
	}
	born := day.AddDate(0, 0, -(*low+*high)/2)
	years := day.Year() - born.Year()
	if day.Month() < born.Month() || day.Month() == born.Month() && day.Day() < born.Day() {
		years--
	}
	switch {
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

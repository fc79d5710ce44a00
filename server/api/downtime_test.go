package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/chart"
	"karete/server/downtime"
	"karete/server/report"
)

// printed is a sheet of a kit that was printed now.
func printed(t *testing.T, c *apitest.Clinic) downtime.PaperSheetDetail {
	t.Helper()
	var kit downtime.PaperKit
	c.As("clerk").POST("/downtime/sheets", paperKit(c)).Want(http.StatusCreated).JSON(&kit)
	return kit.Sheets[0]
}

func paperKit(c *apitest.Clinic) map[string]any {
	return map[string]any{"id": apitest.ID(), "count": 1, "newRows": 3, "departmentId": c.Departments["OPD"]}
}

// taken is a sheet of today that somebody took out of the drawer.
func taken(t *testing.T, c *apitest.Clinic, written int) downtime.PaperSheetDetail {
	t.Helper()
	sheet := printed(t, c)
	c.As("clerk").POST("/downtime/sheets/"+sheet.Sheet.ID+"/open", map[string]any{"id": apitest.ID(), "day": "2026-11-24", "written": written}).
		Want(http.StatusOK).JSON(&sheet)
	return sheet
}

// onPaper is what may stand on a row.
func onPaper(c *apitest.Clinic, changes map[string]any) map[string]any {
	return with(map[string]any{
		"id": apitest.ID(), "day": "2026-11-24", "arrivedAt": "08:00", "endedAt": "08:00", "departmentId": c.Departments["OPD"], "complaint": "Cough",
		"vitals": map[string]any{"temperatureCel": 38.2, "heartRate": 96, "respiratoryRate": 20, "systolicMmHg": 120, "diastolicMmHg": 80,
			"spo2Percent": 98, "weightKg": 60.5, "glucoseMmolL": 5.1},
		"level": 3, "triagedBy": c.Staff["nurse"], "seenBy": c.Staff["doctor"],
		"diagnoses":     []any{map[string]any{"system": "icd-10", "code": "J06.9", "text": "Common cold", "certainty": "confirmed", "firstVisit": true}},
		"prescriptions": []any{map[string]any{"medicine": "Paracetamol", "form": "", "strength": "", "atc": "", "dose": "", "frequency": "", "days": 3, "quantity": "", "note": ""}},
		"outcome":       "referred", "referredTo": "Queen ’Mamohato",
	}, changes)
}

func aboutPaper() map[access.Action][]maker {
	return map[access.Action][]maker{
		"downtime.print": {func(_ *testing.T, c *apitest.Clinic) command { return command{"/downtime/sheets", 0, paperKit(c)} }},
		"downtime.open": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/downtime/sheets/" + printed(t, c).Sheet.ID + "/open", 0, map[string]any{"id": apitest.ID(), "day": "2026-11-24", "written": 4}}
		}},
		"downtime.discard": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/downtime/sheets/" + printed(t, c).Sheet.ID + "/discard", 0, map[string]any{"id": apitest.ID(), "reason": "misprinted"}}
		}},
		"downtime.strike": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/downtime/rows/" + taken(t, c, 1).Rows[3].ID + "/void", 0, map[string]any{"id": apitest.ID(), "reason": "unreadable"}}
		}},
		"downtime.close": {func(t *testing.T, c *apitest.Clinic) command {
			sheet := taken(t, c, 1)
			c.As("clerk").POST("/downtime/rows/"+sheet.Rows[0].ID+"/void", map[string]any{"id": apitest.ID(), "reason": "crossed-out"}).Want(http.StatusOK)
			return command{"/downtime/sheets/" + sheet.Sheet.ID + "/close", 0, map[string]any{"id": apitest.ID()}}
		}},
		"downtime.key": {
			func(t *testing.T, c *apitest.Clinic) command {
				return command{"/downtime/rows/" + taken(t, c, 1).Rows[0].ID + "/key", 0, onPaper(c, map[string]any{"patientId": registered(t, c, "Neo", "Letsie")})}
			},
			func(t *testing.T, c *apitest.Clinic) command {
				who := newcomer(map[string]any{"otherNames": []any{"Johannes"}, "chief": "Letsie"})
				for _, field := range []string{"id", "fileNumber", "identifiers"} {
					delete(who, field)
				}
				return command{"/downtime/rows/" + taken(t, c, 1).Rows[9].ID + "/key", 0, onPaper(c, map[string]any{"newPatient": who})}
			},
		},
	}
}

func TestPaperOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, who := range []string{"nurse", "doctor"} {
		c.As(who).POST("/downtime/sheets", paperKit(c)).Refused(http.StatusForbidden, "forbidden")
	}
	c.As("guest").GET("/downtime/sheets").Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("clerk").POST("/downtime/sheets", with(paperKit(c), map[string]any{"count": 21})).Broken("count", "out-of-range")
	c.As("clerk").POST("/downtime/sheets", with(paperKit(c), map[string]any{"departmentId": apitest.ID()})).Broken("departmentId", "unknown")

	sheet := taken(t, c, 2)
	path := "/downtime/rows/" + sheet.Rows[9].ID + "/key"
	c.As("admin").POST(path, onPaper(c, nil)).Refused(http.StatusForbidden, "forbidden")
	c.As("guest").POST(path, onPaper(c, nil)).Refused(http.StatusUnauthorized, "unauthenticated")
	refuses(t, c.As("clerk"), path, func() map[string]any {
		return onPaper(c, map[string]any{"patientId": registered(t, c, "Neo", "Letsie")})
	}, []broken{
		{"arrivedAt", typed, "arrivedAt", "pattern"},
		{"arrivedAt", "07:59", "arrivedAt", "before-printed"},
		{"arrivedAt", "08:01", "arrivedAt", "future"},
		{"day", "2026-11-23", "day", "not-allowed"},
		{"patientId", nil, "patientId", "required"},
		{"seenBy", c.Staff["clerk"], "seenBy", "not-allowed"},
		{"outcome", typed, "outcome", "not-one-of"},
		{"vitals.temperatureCel", 380, "vitals.temperatureCel", "out-of-range"},
		{"level", 5, "level", "out-of-range"},
		{"referredTo", nil, "referredTo", "required"},
		{"diagnoses.code", typed, "diagnoses[0].code", "too-long"},
	})

	c.Clock.Advance(20 * time.Hour)
	c.SignIn("clerk")
	in := onPaper(c, map[string]any{"newPatient": map[string]any{"givenNames": "Thabo", "familyName": "Mokoena", "sex": "male", "birthPrecision": "unknown"}})
	answer := c.As("clerk").POST(path, in).Want(http.StatusOK).JSON(&sheet)
	row := sheet.Rows[9]
	if row.DisplayName != "Thabo Mokoena" || row.RecordedBy != "Palesa Motsoane" || row.SeenBy != "Dr P. Ramaili" || row.NumberState != "used" {
		t.Errorf("%+v", row)
	}
	if body := string(answer.Body); strings.Contains(body, "cold") || strings.Contains(body, "Paracetamol") || strings.Contains(body, "Cough") {
		t.Errorf("what was found comes back to the desk: %s", body)
	}
	c.As("clerk").POST(path, in).Want(http.StatusOK) // sent again
	c.As("clerk").POST(path, onPaper(c, map[string]any{"patientId": row.PatientID})).Refused(http.StatusConflict, "wrong-state")
	c.As("clerk").POST("/patients", map[string]any{"id": apitest.ID(), "givenNames": "Lineo", "familyName": "Tau", "sex": "female", "birthPrecision": "unknown",
		"fileNumber": map[string]any{"mode": "typed", "value": sheet.Rows[8].FileNumber}}).Refused(http.StatusConflict, "file-number-reserved")
	c.As("clerk").POST("/downtime/sheets/"+sheet.Sheet.ID+"/close", map[string]any{"id": apitest.ID()}).Refused(http.StatusConflict, "count-differs")

	var record chart.Chart
	c.SignIn("doctor").GET("/patients/" + row.PatientID + "/chart").Want(http.StatusOK).JSON(&record)
	if p := record.PastVisits[0].Paper; p == nil || p.Sheet != sheet.Sheet.Serial || p.RecordedAt.Sub(p.OccurredAt) != 20*time.Hour {
		t.Errorf("%+v", p)
	}
	var day report.DayReport
	c.SignIn("admin").GET("/reports/day/2026-11-24").Want(http.StatusOK).JSON(&day)
	if day.All != 1 || day.Seen != 1 || day.FromPaper != 1 || day.PaperLeft != 1 {
		t.Errorf("%+v", day)
	}
	var list downtime.PaperList
	c.As("admin").GET("/downtime/sheets").Want(http.StatusOK).JSON(&list)
	if len(list.Sheets) != 1 || list.Count.Left != 1 {
		t.Errorf("%+v", list)
	}
	c.As("admin").GET("/downtime/sheets/"+apitest.ID()).Refused(http.StatusNotFound, "not-found")
	c.SignIn("nurse").POST("/downtime/sheets/"+sheet.Sheet.ID+"/discard", map[string]any{"id": apitest.ID(), "reason": "lost"}).Refused(http.StatusForbidden, "forbidden")
}

package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/appointment"
	"karete/server/visit"
)

// thursday is a day on which departments of the tests take bookings.
const thursday = "2026-11-26"

func hours() map[string]any {
	return map[string]any{"id": apitest.ID(), "hours": []any{weekdays("12:00", 2)}, "slotMinutes": 30, "active": true}
}

func weekdays(closes string, capacity int) map[string]any {
	return map[string]any{"weekdays": []any{1, 2, 3, 4, 5}, "opens": "08:30", "closes": closes, "capacity": capacity}
}

// takingBookings opens a department that takes bookings on working days.
func takingBookings(t *testing.T, c *apitest.Clinic) (departmentID string) {
	t.Helper()
	departmentID = apitest.ID()
	c.As("admin").POST("/departments", map[string]any{"id": departmentID, "code": strings.ToUpper(departmentID[31:]), "name": "TB", "kind": "consultation"}).Want(http.StatusCreated)
	c.As("admin").PUT("/departments/"+departmentID+"/schedule", 0, hours()).Want(http.StatusOK)
	return departmentID
}

func booking(patientID, departmentID, day, start string) map[string]any {
	return map[string]any{"id": apitest.ID(), "patientId": patientID, "departmentId": departmentID, "day": day, "start": start, "reason": "refill"}
}

// booked is somebody who is expected on Thursday at nine.
func booked(t *testing.T, c *apitest.Clinic, departmentID string) (b appointment.BookedAppointment) {
	t.Helper()
	c.As("clerk").POST("/appointments", booking(registered(t, c, "Neo", "Letsie"), departmentID, thursday, "09:00")).Want(http.StatusCreated).JSON(&b)
	return b
}

func aboutBookings() map[access.Action][]maker {
	closing := func(department string) map[string]any {
		return map[string]any{"id": apitest.ID(), "day": "2026-12-24", "departmentId": department, "reason": "holiday"}
	}
	return map[access.Action][]maker{
		"appointment.schedule": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/departments/" + takingBookings(t, c) + "/schedule", 1, with(hours(), map[string]any{"hours": []any{with(weekdays("12:00", 3), map[string]any{"breakFrom": "10:00", "breakUntil": "10:30"})}})}
		}},
		"appointment.close": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/closed-days", 0, closing(takingBookings(t, c))}
		}},
		"appointment.open": {func(t *testing.T, c *apitest.Clinic) command {
			in := closing(takingBookings(t, c))
			c.As("admin").POST("/closed-days", in).Want(http.StatusCreated)
			return command{"/closed-days/" + in["id"].(string) + "/open", 0, map[string]any{"id": apitest.ID()}}
		}},
		"appointment.book": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/appointments", 0, with(booking(registered(t, c, "Neo", "Letsie"), takingBookings(t, c), thursday, "09:00"),
				map[string]any{"source": "follow-up", "repeat": map[string]any{"weeks": 4, "times": 3}})}
		}},
		"appointment.move": {func(t *testing.T, c *apitest.Clinic) command {
			b := booked(t, c, takingBookings(t, c))
			return command{"/appointments/" + b.ID + "/move", 1, booking(b.PatientID, b.DepartmentID, thursday, "10:00")}
		}},
		"appointment.cancel": {func(t *testing.T, c *apitest.Clinic) command {
			b := booked(t, c, takingBookings(t, c))
			return command{"/appointments/" + b.ID + "/cancel", 0, with(step(b.PatientID), map[string]any{"reason": "travels", "following": true})}
		}},
		"appointment.restore": {func(t *testing.T, c *apitest.Clinic) command {
			b := booked(t, c, takingBookings(t, c))
			c.As("clerk").POST("/appointments/"+b.ID+"/cancel", step(b.PatientID)).Want(http.StatusOK)
			return command{"/appointments/" + b.ID + "/restore", 0, step(b.PatientID)}
		}},
	}
}

func TestBookingsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	department := takingBookings(t, c)
	patientID := registered(t, c, "Thabo", "Mokoena")
	in := booking(patientID, department, thursday, "09:00")
	c.As("guest").POST("/appointments", in).Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("admin").POST("/appointments", in).Refused(http.StatusForbidden, "forbidden")
	var b appointment.BookedAppointment
	a := c.As("nurse").POST("/appointments", in).Want(http.StatusCreated).JSON(&b)
	if b.ID != in["id"] || b.Status != appointment.Booked || a.Header.Get("ETag") != `"1"` || len(b.Series) != 1 {
		t.Errorf("%s %+v", a.Header.Get("ETag"), b)
	}
	p := c.As("clerk").POST("/appointments", booking(patientID, department, thursday, "10:00")).Refused(http.StatusConflict, "booked-already").Problem
	if p.Params["appointmentId"] != b.ID || p.Params["start"] != "09:00" {
		t.Errorf("%v", p.Params)
	}
	booked(t, c, department)
	third := registered(t, c, "Pule", "Tau")
	c.As("clerk").POST("/appointments", booking(third, department, thursday, "09:00")).Refused(http.StatusConflict, "slot-full")

	path, move := "/appointments/"+b.ID, booking(patientID, department, thursday, "10:00")
	c.As("clerk").POST(path+"/move", move).Refused(http.StatusPreconditionRequired, "version-required")
	c.As("clerk").Send(http.MethodPost, path+"/move", move, "If-Match", `"1"`).Want(http.StatusOK).JSON(&b)
	stale := c.As("clerk").Send(http.MethodPost, path+"/move", booking(patientID, department, thursday, "11:00"), "If-Match", `"1"`).Refused(http.StatusConflict, "stale")
	if current, _ := stale.Problem.Current.(map[string]any); current["start"] != "10:00" {
		t.Errorf("%s", stale.Body)
	}
	c.As("clerk").POST(path+"/cancel", step(third)).Refused(http.StatusConflict, "mismatch")
	c.As("clerk").POST(path+"/cancel", step(patientID)).Want(http.StatusOK).JSON(&b)
	if b.Status != appointment.Cancelled {
		t.Errorf("%+v", b)
	}
	c.As("clerk").POST(path+"/restore", step(patientID)).Want(http.StatusOK)
	c.As("clerk").POST("/appointments/"+apitest.ID()+"/cancel", step(patientID)).Refused(http.StatusNotFound, "not-found")

	var week appointment.WeekBook
	c.As("admin").GET("/appointments/week?department=" + department).Want(http.StatusOK).JSON(&week)
	if len(week.Days) != 7 || week.Days[3].Day != thursday || week.Days[3].Taken != 2 || week.Schedule.Hours[0].Capacity != 2 {
		t.Errorf("%+v", week)
	}
	c.As("admin").GET("/appointments/week").Broken("department", "required")
	c.As("admin").GET("/appointments/week?department="+apitest.ID()).Refused(http.StatusNotFound, "not-found")
	var day appointment.DayBook
	c.As("clerk").GET("/appointments/day/" + thursday).Want(http.StatusOK).JSON(&day)
	if len(day.Departments) != 1 || day.Departments[0].Slots[3].Bookings[0].Patient.DisplayName != "Thabo Mokoena" {
		t.Errorf("%+v", day)
	}
	c.As("clerk").GET("/appointments/day/Thursday").Broken("day", "not-a-date")
	var of appointment.PatientAppointments
	c.As("clerk").GET("/patients/" + patientID + "/appointments").Want(http.StatusOK).JSON(&of)
	if len(of.Appointments) != 1 || of.Today != "2026-11-24" {
		t.Errorf("%+v", of)
	}
	c.As("clerk").GET("/patients/"+apitest.ID()+"/appointments").Refused(http.StatusNotFound, "not-found")

	c.As("clerk").POST("/closed-days", map[string]any{"id": apitest.ID(), "day": thursday, "reason": "holiday"}).Refused(http.StatusForbidden, "forbidden")
	var closed appointment.ClosedWith
	c.As("admin").POST("/closed-days", map[string]any{"id": apitest.ID(), "day": thursday, "reason": "holiday"}).Want(http.StatusCreated).JSON(&closed)
	if len(closed.Bookings) != 2 {
		t.Errorf("%+v", closed)
	}
	c.As("clerk").PUT("/departments/"+department+"/schedule", 1, hours()).Refused(http.StatusForbidden, "forbidden")
	c.As("admin").PUT("/departments/"+department+"/schedule", 0, hours()).Refused(http.StatusPreconditionRequired, "version-required")
	c.As("admin").PUT("/departments/"+department+"/schedule", 1, with(hours(), map[string]any{"hours": []any{weekdays("08:45", 2)}})).Broken("hours[0].closes", "no-slot-fits")

	// Whoever is booked today has come once they are checked in.
	today := booking(third, department, "2026-11-24", "11:30")
	c.As("clerk").POST("/appointments", today).Want(http.StatusCreated)
	var v visit.Visit
	c.As("clerk").POST("/visits", with(checkIn(c, third), map[string]any{"departmentId": department})).Want(http.StatusCreated).JSON(&v)
	c.As("clerk").GET("/appointments/day/2026-11-24").Want(http.StatusOK).JSON(&day)
	if row := day.Departments[0].Slots[6].Bookings[0]; row.Status != appointment.Arrived || row.VisitID != v.ID || row.Patient.OpenVisit.Ticket != v.Ticket {
		t.Errorf("%+v", row)
	}

	c.Clock.Advance(4 * 24 * 60 * 60 * 1e9)
	var missed appointment.MissedList
	c.SignIn("clerk").GET("/appointments/missed").Want(http.StatusOK).JSON(&missed)
	if len(missed.Missed) != 2 || missed.Missed[0].Status != appointment.NoShow {
		t.Errorf("%+v", missed)
	}
}

func TestBookingFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	department, patientID := takingBookings(t, c), registered(t, c, "Thabo", "Mokoena")
	for _, r := range []struct {
		field string
		value any
		code  string
	}{
		{"id", "not-a-uuid", "pattern"},
		{"departmentId", apitest.ID(), "unknown"},
		{"day", "26 November", "not-a-date"},
		{"day", "2026-11-29", "day-closed"},
		{"start", "9 o'clock", "pattern"},
		{"start", "09:10", "no-such-slot"},
		{"reason", longText(121), "too-long"},
		{"source", "patient", "not-one-of"},
		{"repeat.times", map[string]any{"weeks": 4, "times": 13}, "out-of-range"},
	} {
		in := booking(patientID, department, thursday, "09:00")
		field, _, _ := strings.Cut(r.field, ".")
		in[field] = r.value
		c.As("clerk").POST("/appointments", in).Broken(r.field, r.code)
	}
}

package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/appointment"
)

func (a *API) appointmentOperations() {
	op(a, "appointment.week", http.MethodGet, "/appointments/week", "How full a department is on seven days", func(ctx context.Context, who access.Actor, in *struct {
		Department string `query:"department" required:"true" format:"uuid"`
		From       string `query:"from" format:"date" doc:"The first day; none: the present week's Monday"`
	}) (*Body[appointment.WeekBook], error) {
		return body(a.Appointments.Week(ctx, who, in.Department, in.From))
	})
	op(a, "appointment.day", http.MethodGet, "/appointments/day/{day}", "Who is expected on a day", func(ctx context.Context, who access.Actor, in *struct {
		Day        string `path:"day" format:"date"`
		Department string `query:"department" maxLength:"36" doc:"Department id; none: all"`
	}) (*Body[appointment.DayBook], error) {
		return body(a.Appointments.Day(ctx, who, in.Day, in.Department))
	})
	op(a, "appointment.missed", http.MethodGet, "/appointments/missed", "Who was booked and did not come", func(ctx context.Context, who access.Actor, in *struct {
		From string `query:"from" format:"date" doc:"None: seven days"`
		To   string `query:"to" format:"date" doc:"None: yesterday"`
	}) (*Body[appointment.MissedList], error) {
		return body(a.Appointments.Missed(ctx, who, in.From, in.To))
	})
	op(a, "appointment.hours", http.MethodGet, "/appointments/hours", "When departments take bookings, and the days on which they do not", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[appointment.OpeningHours], error) {
		return body(a.Appointments.Hours(ctx, who))
	})
	op(a, "appointment.patient", http.MethodGet, "/patients/{patientId}/appointments", "A patient's bookings", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
	}) (*Body[appointment.PatientAppointments], error) {
		return body(a.Appointments.OfPatient(ctx, who, in.PatientID))
	})
	op(a, "appointment.book", http.MethodPost, "/appointments", "Book a patient", func(ctx context.Context, who access.Actor, in *struct {
		Body appointment.Book
	}) (*Tagged[appointment.BookedAppointment], error) {
		b, err := a.Appointments.Book(ctx, who, in.Body)
		return tagged(b, b.Version, err)
	}, created)
	op(a, "appointment.move", http.MethodPost, "/appointments/{appointmentId}/move", "Move a booking", func(ctx context.Context, who access.Actor, in *struct {
		AppointmentID string `path:"appointmentId" format:"uuid"`
		IfMatch
		Body appointment.MoveAppointment
	}) (*Tagged[appointment.Appointment], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		b, err := a.Appointments.Move(ctx, who, in.AppointmentID, version, in.Body)
		return tagged(b, b.Version, err)
	})
	onAppointment(a, "appointment.cancel", "cancel", "Cancel a booking", a.Appointments.Cancel)
	onAppointment(a, "appointment.restore", "restore", "Take a cancellation back that was made a moment ago", a.Appointments.Restore)
	op(a, "appointment.schedule", http.MethodPut, "/departments/{departmentId}/schedule", "When a department takes bookings", func(ctx context.Context, who access.Actor, in *struct {
		DepartmentID string `path:"departmentId" format:"uuid"`
		IfMatch      string `header:"If-Match" doc:"The version that was read; none while the department has no hours"`
		Body         appointment.SetSchedule
	}) (*Tagged[appointment.Schedule], error) {
		version := int64(0)
		if in.IfMatch != "" {
			var err error
			if version, err = (IfMatch{in.IfMatch}).version(); err != nil {
				return nil, err
			}
		}
		s, err := a.Appointments.SetSchedule(ctx, who, in.DepartmentID, version, in.Body)
		return tagged(s, s.Version, err)
	})
	op(a, "appointment.close", http.MethodPost, "/closed-days", "Close a day; answers who is booked then", func(ctx context.Context, who access.Actor, in *struct {
		Body appointment.CloseDay
	}) (*Body[appointment.ClosedWith], error) {
		return body(a.Appointments.Close(ctx, who, in.Body))
	}, created)
	op(a, "appointment.open", http.MethodPost, "/closed-days/{closedDayId}/open", "Open a closed day again", func(ctx context.Context, who access.Actor, in *struct {
		ClosedDayID string `path:"closedDayId" format:"uuid"`
		Body        appointment.OpenDay
	}) (*Body[appointment.ClosedDay], error) {
		return body(a.Appointments.Open(ctx, who, in.ClosedDayID, in.Body))
	})
}

// onAppointment registers a command on one booking.
func onAppointment[C any](a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, C) (appointment.Appointment, error)) {
	op(a, action, http.MethodPost, "/appointments/{appointmentId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		AppointmentID string `path:"appointmentId" format:"uuid"`
		Body          C
	}) (*Tagged[appointment.Appointment], error) {
		b, err := command(ctx, who, in.AppointmentID, in.Body)
		return tagged(b, b.Version, err)
	})
}

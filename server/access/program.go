package access

import "slices"

// What a registered program may do, as far as the table allows it to the roles it
// has. What stands in neither list is for people at a screen: a program must not
// let itself or anybody else in.
var (
	// forPrograms may be asked by any of them.
	forPrograms = []Action{
		"box.read", "access.read", "department.list", "facility.read", "events.read",
		"token.create", "token.refresh", "token.revoke",
		"trust.page", "photo.read",
		"patient.search", "patient.candidates", "patient.register", "patient.read", "patient.update", "patient.identify", "patient.relate", "patient.unrelate", "identity.check", "patient.access",
		"card.issue", "card.revoke", "card.link", "card.blanks", "card.print", "card.scan", "card.photo",
		"visit.checkIn", "visit.read", "visit.history", "visit.cancel", "visit.left", "visit.reopen", "visit.leftOpen",
		"appointment.week", "appointment.day", "appointment.patient", "appointment.hours", "appointment.missed",
		"appointment.book", "appointment.move", "appointment.cancel", "appointment.restore",
		"queue.read", "queue.wait", "queue.move", "queue.done", "queue.left",
		"triage.signs", "triage.score", "chart.read",
		"report.day", "report.dayList", "report.dayCsv",
		"journal.list", "journal.prove", "journal.key", "system.read", "health.read", "metrics.read", "backup.status", "clock.read",
	}
	// throughPrograms carry the name of a person who answers for them. A program does
	// them only for the person who signed in through it.
	throughPrograms = []Action{
		"queue.call", "queue.start", "photo.take", "photo.remove",
		"triage.save", "draft.save", "draft.read", "draft.discard", "draft.list",
		"encounter.sign", "encounter.amend", "allergy.record", "problem.record",
	}
)

// Programs says who of the programs may do an action: "any", those that act for a
// "person", or "none".
func Programs(action Action) string {
	switch {
	case slices.Contains(forPrograms, action):
		return "any"
	case slices.Contains(throughPrograms, action):
		return "person"
	}
	return "none"
}

// reaches reports whether an actor that is a program may ask for the action at all.
func (a Actor) reaches(action Action) bool {
	switch Programs(action) {
	case "any":
		return true
	case "person":
		return !a.Alone
	}
	return false
}

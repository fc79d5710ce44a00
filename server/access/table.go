package access

// Action names one operation: its permission, its OpenAPI operation id and its
// action in the journal.
type Action string

// Rule is one row of the table: who may do the action.
type Rule struct {
	Action Action
	Roles  []Role
}

var (
	everyone   = []Role{Guest, Admin, Clerk, Nurse, Doctor}
	anyStaff   = []Role{Admin, Clerk, Nurse, Doctor}
	manager    = []Role{Admin}
	deskOnly   = []Role{Admin, Clerk}
	line       = []Role{Clerk, Nurse, Doctor} // those who move people along
	clinicians = []Role{Nurse, Doctor}
	readers    = []Role{Admin, Nurse, Doctor}
)

// Table is the permission matrix. Reception sees who somebody is and when they
// came, never what was found; the manager sees figures, staff and the journal.
var Table = []Rule{
	// The box and the door
	{"box.read", everyone},
	{"setup.read", everyone}, // answers only while the box is not set up
	{"setup.answer", everyone},
	{"setup.finish", everyone},
	{"session.create", everyone},
	{"session.read", anyStaff},
	{"session.delete", anyStaff},
	{"session.password", anyStaff},
	{"session.language", anyStaff},
	{"events.read", anyStaff},
	{"access.read", anyStaff},
	{"department.list", anyStaff},

	// People and their cards
	{"patient.search", anyStaff},
	{"patient.register", anyStaff},
	{"patient.read", anyStaff},
	{"patient.update", anyStaff},
	{"patient.identify", anyStaff},
	{"patient.access", readers},
	{"card.issue", anyStaff},
	{"card.revoke", anyStaff},
	{"card.link", anyStaff},
	{"card.blanks", deskOnly},
	{"card.print", anyStaff},
	{"card.scan", anyStaff},
	{"card.photo", anyStaff},

	// The day
	{"visit.checkIn", line},
	{"visit.read", anyStaff},
	{"visit.history", anyStaff},
	{"visit.cancel", line},
	{"visit.left", line},
	{"visit.reopen", line},
	{"visit.leftOpen", deskOnly},
	{"queue.read", anyStaff},
	{"queue.call", line},
	{"queue.start", clinicians},
	{"queue.wait", line},
	{"queue.move", line},
	{"queue.done", clinicians},
	{"queue.left", line},

	// The record
	{"triage.signs", clinicians},
	{"triage.score", clinicians},
	{"triage.save", clinicians},
	{"draft.save", clinicians},
	{"draft.read", clinicians},
	{"draft.discard", clinicians},
	{"draft.list", clinicians},
	{"encounter.sign", clinicians},
	{"encounter.amend", clinicians},
	{"chart.read", clinicians},
	{"allergy.record", clinicians},
	{"problem.record", clinicians},

	// The manager
	{"report.day", readers},
	{"report.dayList", readers},
	{"report.dayCsv", readers},
	{"staff.list", manager},
	{"staff.create", manager},
	{"staff.update", manager},
	{"staff.reset", manager},
	{"department.create", manager},
	{"department.update", manager},
	{"facility.read", anyStaff},
	{"facility.update", manager},
	{"journal.list", manager},
	{"system.read", manager},
	{"session.list", manager},
	{"session.end", manager},

	// The box by itself: no role of a person
	{"session.refused", nil}, // a sign-in that failed
	{"visit.closeDay", nil},
	{"demo.fill", nil},
}

var rules = func() map[Action]Rule {
	m := make(map[Action]Rule, len(Table))
	for _, r := range Table {
		m[r.Action] = r
	}
	return m
}()

// Find is the row of an action.
func Find(a Action) (Rule, bool) {
	r, ok := rules[a]
	return r, ok
}

package access

import "slices"

// Action names one operation: its permission, its OpenAPI operation id and its
// action in the journal.
type Action string

// Rule is one row of the table: who may do the action.
type Rule struct {
	Action Action
	Roles  []Role
}

// Open reports whether it may be done by somebody who is not signed in.
func (r Rule) Open() bool { return slices.Contains(r.Roles, Guest) }

var (
	everyone   = []Role{Guest, Admin, Clerk, Nurse, Doctor}
	anyStaff   = []Role{Admin, Clerk, Nurse, Doctor}
	onDevice   = []Role{Device, Admin, Clerk, Nurse, Doctor}
	anyDevice  = []Role{Device, Kiosk, Display, Admin, Clerk, Nurse, Doctor}
	anybody    = []Role{Guest, Device, Kiosk, Admin, Clerk, Nurse, Doctor}
	publicly   = []Role{Guest, Kiosk, Display, Admin, Clerk, Nurse, Doctor} // what a kiosk and the wall need besides their own
	toTheDoor  = []Role{Guest, Kiosk, Patient, Admin, Clerk, Nurse, Doctor}
	themselves = []Role{Patient}
	manager    = []Role{Admin}
	deskOnly   = []Role{Admin, Clerk}
	line       = []Role{Clerk, Nurse, Doctor} // those who move people along
	clinicians = []Role{Nurse, Doctor}
	readers    = []Role{Admin, Nurse, Doctor}
	// officers answer for what is held on somebody: the manager, whom the law makes
	// the clinic's information officer, and the doctor, who can judge what is hard to
	// read alone. Nobody else takes a whole record out.
	officers = []Role{Admin, Doctor}
)

// Table is the permission matrix. Reception sees who somebody is and when they
// came, never what was found; the manager sees figures, staff and the journal.
var Table = []Rule{
	// The box and the door
	{"box.read", publicly},
	{"trust.page", publicly}, // what hangs on the wall
	{"setup.read", everyone}, // answers only while the box is not set up
	{"setup.answer", everyone},
	{"setup.code", everyone},
	{"setup.finish", everyone},
	{"restore.read", everyone}, // the same, and while the records are damaged
	{"restore.upload", everyone},
	{"restore.open", everyone},
	{"restore.begin", everyone},
	{"seal.read", publicly}, // the sealed page, before anybody can sign in
	{"seal.unlock", everyone},
	{"session.create", everyone},
	{"session.pin", onDevice},
	{"device.enrol", everyone}, // by a code that a manager shows
	{"device.read", anyDevice}, // which device this is, and who may sign in on it
	{"token.create", everyone}, // a registered program, by its secret
	{"token.refresh", everyone},
	{"token.revoke", everyone},
	{"session.read", anyStaff},
	{"session.delete", anyStaff},
	{"session.password", anyStaff},
	{"session.language", anyStaff},
	{"session.challenge", everyone}, // for a passkey to answer
	{"session.passkey", everyone},
	{"session.confirm", anyStaff},
	{"factor.read", anyStaff}, // one's own second factors
	{"factor.app", anyStaff},
	{"factor.proveApp", anyStaff},
	{"factor.removeApp", anyStaff},
	{"factor.renewCodes", anyStaff},
	{"factor.passkey", anyStaff},
	{"factor.addPasskey", anyStaff},
	{"factor.removePasskey", anyStaff},
	{"pin.choose", anyStaff},
	{"events.read", anyDevice}, // a device by itself: only what is about devices
	{"access.read", anyStaff},
	{"department.list", anyStaff},

	// People and their cards
	{"patient.search", anyStaff},
	{"patient.candidates", anyStaff},
	{"patient.register", anyStaff},
	{"patient.read", anyStaff},
	{"patient.update", anyStaff},
	{"patient.identify", anyStaff},
	{"patient.relate", anyStaff},
	{"patient.unrelate", anyStaff},
	{"identity.check", anyStaff},
	{"file.log", deskOnly},
	{"file.missing", deskOnly},
	{"file.ledger", deskOnly},
	{"patient.access", readers},
	{"patient.bundle", officers},
	{"patient.merge", manager},
	{"patient.unmerge", manager},
	{"photo.read", anyStaff},
	{"photo.take", anyStaff},
	{"photo.remove", anyStaff},
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
	{"queue.miss", line},
	{"queue.later", line},
	{"queue.place", line},    // where one serves oneself
	{"queue.load", anyStaff}, // figures of lines, of nobody
	{"display.read", []Role{Display, Admin, Clerk, Nurse, Doctor}}, // staff, to see what the waiting room sees

	// Bookings: who is to come when
	{"appointment.week", anyStaff},
	{"appointment.day", anyStaff},
	{"appointment.patient", anyStaff},
	{"appointment.hours", anyStaff},
	{"appointment.missed", anyStaff},
	{"appointment.book", line},
	{"appointment.move", line},
	{"appointment.cancel", line},
	{"appointment.restore", line},
	{"appointment.schedule", manager},
	{"appointment.close", manager},
	{"appointment.open", manager},

	// The patient's own door. Who stands before it may only knock; whom it knows may only
	// what is about themselves.
	{"door.open", toTheDoor},
	{"door.photo", toTheDoor},
	{"door.help", []Role{Kiosk, Patient}},
	{"door.read", themselves},
	{"door.close", themselves},
	{"door.checkIn", themselves},
	{"door.free", themselves},
	{"door.callUp", themselves},
	{"door.book", themselves},
	{"door.move", themselves},
	{"door.cancel", themselves},
	{"door.ask", themselves},
	{"alert.list", line},
	{"alert.answer", line},
	{"selfTriage.list", line}, // how urgent, never what was answered

	// Days without the box. Whoever moves people along may key in what was written by
	// hand: the paper in their hand says it already, and the answer says nothing found.
	{"downtime.list", anyStaff},
	{"downtime.read", anyStaff},
	{"downtime.print", deskOnly},
	{"downtime.discard", deskOnly},
	{"downtime.open", line},
	{"downtime.key", line},
	{"downtime.strike", line},
	{"downtime.close", line},

	// The record
	{"triage.signs", clinicians},
	{"triage.score", clinicians},
	{"triage.save", clinicians},
	{"selfTriage.read", anybody},  // what a patient is asked, and how urgent the answers make them:
	{"selfTriage.score", anybody}, // nothing is kept, and nothing of the clinic is in it
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
	{"selfTriage.remote", manager},    // whether answers go outside, without a name
	{"selfTriage.setRemote", manager}, // and with whose keys
	{"report.day", readers},
	{"report.dayList", readers},
	{"report.dayCsv", readers},
	{"message.list", deskOnly},
	{"message.retry", deskOnly},
	{"message.cancel", deskOnly},
	{"message.settings", manager},
	{"message.configure", manager},
	{"message.test", manager},
	{"message.told", everyone},      // by the gateway phone or Meta, who sign what they tell, or a provider with its key
	{"message.toldByKey", everyone}, // by a provider that can show its key in the address only
	{"message.verify", everyone},    // by Meta, once
	{"message.queue", nil},          // one that should go
	{"message.hand", nil},           // to a carrier, before it has it
	{"message.settle", nil},         // what became of it
	{"message.stop", nil},           // somebody answered STOP, or START
	{"report.activity", manager},
	{"report.activityCsv", manager},
	{"staff.list", manager},
	{"staff.create", manager},
	{"staff.update", manager},
	{"staff.reset", manager},
	{"staff.resetFactors", manager},
	{"department.create", manager},
	{"department.update", manager},
	{"facility.read", anyStaff},
	{"facility.update", manager},
	{"journal.list", manager},
	{"journal.prove", readers}, // whoever sees who opened a record can have it proved
	{"journal.key", anyStaff},  // it is public
	{"breach.read", manager},
	{"breach.csv", manager},
	{"consent.list", manager},
	{"duplicate.list", manager},
	{"duplicate.compare", manager},
	{"duplicate.decide", manager},
	{"duplicate.scan", manager},
	{"retention.list", manager},
	{"import.list", manager},
	{"import.read", manager},
	{"import.lines", manager},
	{"import.csv", manager},
	{"import.upload", manager},
	{"import.map", manager},
	{"import.apply", manager},
	{"import.undo", manager},
	{"import.discard", manager},
	{"system.read", manager},
	{"health.read", manager},
	{"metrics.read", manager},
	{"support.make", manager},
	{"keys.list", manager},
	{"keys.add", manager},
	{"keys.revoke", manager},
	{"keys.rekey", manager},
	{"keys.seal", manager},
	{"backup.status", anyStaff}, // each screen says when the backup is old
	{"backup.list", manager},
	{"backup.places", manager},
	{"backup.register", manager},
	{"backup.forget", manager},
	{"backup.make", manager},
	{"backup.prove", manager},
	{"backup.identity", manager},
	{"clock.read", anyStaff}, // each screen says when the time is doubtful
	{"clock.set", manager},
	{"trust.read", manager},
	{"trust.install", manager},
	{"trust.remove", manager},
	{"device.list", manager},
	{"device.pair", manager},
	{"device.name", manager},
	{"device.update", manager},
	{"device.revoke", manager},
	{"pin.reset", manager},
	{"session.list", manager},
	{"session.end", manager},
	{"program.list", manager},
	{"program.register", manager},
	{"program.revoke", manager},
	{"token.list", manager},
	{"token.end", manager},

	// The box by itself: no role of a person
	{"session.refused", nil}, // a sign-in that failed
	{"staff.rescue", nil},    // by whoever holds the box and its key
	{"pin.lost", nil},        // guessed at too often
	{"token.reused", nil},    // a refresh token shown twice: all of its family ended
	{"visit.closeDay", nil},
	{"door.left", nil},         // answers that somebody did not finish
	{"selfTriage.send", nil},   // answers that leave for a provider outside
	{"selfTriage.assess", nil}, // what it made of them
	{"trust.renew", nil},
	{"clock.jumped", nil},    // the computer's clock did
	{"clock.doubted", nil},   // the time, since a start
	{"clock.trusted", nil},   // the time, by the network or because it got right by itself
	{"backup.write", nil},    // one was made and proved
	{"box.restored", nil},    // a backup was brought back
	{"import.check", nil},    // the trial of an old register, for which somebody settled the mapping
	{"import.add", nil},      // a batch of it, which somebody said should be added
	{"import.withdraw", nil}, // a batch of it, which somebody took back
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

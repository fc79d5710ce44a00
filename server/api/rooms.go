package api

import (
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/appointment"
	"karete/server/audit"
	"karete/server/backup"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/disclosure"
	"karete/server/display"
	"karete/server/door"
	"karete/server/downtime"
	"karete/server/duplicate"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/legacy"
	"karete/server/notify"
	"karete/server/opinion"
	"karete/server/patient"
	"karete/server/photo"
	"karete/server/program"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/seal"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/timekeeper"
	"karete/server/triage"
	"karete/server/trust"
	"karete/server/visit"
)

// Rooms is what the edge stands on. A nil room's operations are not registered
// only in tests of the edge itself; server.New fills them all.
type Rooms struct {
	DB    *db.DB
	Gate  *act.Gate
	Clock *clock.Clock

	Facility *facility.Room
	Staff    *staff.Room
	Factors  *factor.Room
	Devices  *device.Room
	Programs *program.Room
	Setup    *setup.Room

	Visits       *visit.Room
	Queue        *queue.Room
	Appointments *appointment.Room
	Messages     *notify.Room
	Events       *event.Hub // must be told when sessions end: staff.Room.OnEnd

	Triage     *triage.Room
	Encounters *encounter.Room
	Charts     *chart.Room
	Reports    *report.Room
	Audit      *audit.Room
	Trust      *trust.Room
	Time       *timekeeper.Room
	Keys       *seal.Room
	Backups    *backup.Room

	Disclosures *disclosure.Room
	Duplicates  *duplicate.Room

	Restore Restorer // of backups, before there is a clinic
	Drill   bool     // the rooms stand on a backup that is looked at

	Patients  *patient.Room
	Cards     *card.Room
	Photos    *photo.Room
	Reception *reception.Room
	Downtime  *downtime.Room
	Displays  *display.Room
	Opinions  *opinion.Room
	Door      *door.Room
	Alerts    *alert.Room

	Imports *legacy.Room

	BodyTime time.Duration // for the body of a command to arrive; 0: 10 s
}

// operations registers every room's operations; one line a file of this folder.
func (a *API) operations() {
	a.boxOperations()
	a.setupOperations()
	a.restoreOperations()
	a.deviceOperations()
	a.sessionOperations()
	a.staffOperations()
	a.factorOperations()
	a.programOperations()
	a.tokenOperations()
	a.facilityOperations()
	a.systemOperations()
	a.patientOperations()
	a.fileOperations()
	a.linkOperations()
	a.candidateOperations()
	a.cardOperations()
	a.photoOperations()
	a.visitOperations()
	a.queueOperations()
	a.appointmentOperations()
	a.messageOperations()
	a.displayOperations()
	a.opinionOperations()
	a.doorOperations()
	a.downtimeOperations()
	a.legacyOperations()
	a.eventOperations()
	a.triageOperations()
	a.encounterOperations()
	a.chartOperations()
	a.reportOperations()
	a.auditOperations()
	a.disclosureOperations()
	a.duplicateOperations()
	a.trustOperations()
	a.clockOperations()
	a.keysOperations()
	a.backupOperations()
}

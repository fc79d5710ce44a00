package audit

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// BreachAsk says whose eyes: a person's, a device's, or a person's on one device.
type BreachAsk struct {
	StaffID  string
	Device   string // the id of an enrolled one, or what the browser called itself
	From, To time.Time
}

// BreachReport is what somebody, or whoever held a tablet, could have seen.
type BreachReport struct {
	Clinic   string               `json:"clinic"`
	MadeAt   time.Time            `json:"madeAt"`
	MadeBy   string               `json:"madeBy"`
	Staff    *patient.AccessStaff `json:"staff,omitempty" doc:"The person asked about"`
	Device   string               `json:"device,omitempty" doc:"The device asked about, by its name"`
	From     time.Time            `json:"from"`
	To       time.Time            `json:"to"`
	Opened   int                  `json:"opened" doc:"Times that a record was opened to read"`
	Changed  int                  `json:"changed" doc:"Times that something was written into one"`
	Patients []BreachPatient      `json:"patients" doc:"Whose record was opened or changed, by name; also that of a file joined at the time with the one that was opened"`
	Lists    []BreachList         `json:"lists" doc:"Lists of many people that were opened, oldest first"`
	SignIns  []BreachSignIn       `json:"signIns" doc:"Oldest first"`
	Visitors int                  `json:"visitors" doc:"Different people who came to the clinic on the days on which something was done: their names stood in the queue"`
	Unlisted []access.Action      `json:"unlisted" doc:"What shows names of many and leaves no entry, so that nobody can say whose were seen"`
}

// BreachPatient is one patient whose record was opened or changed.
type BreachPatient struct {
	patient.PatientSummary
	Opened  int             `json:"opened"`
	Changed int             `json:"changed"`
	First   time.Time       `json:"first"`
	Last    time.Time       `json:"last"`
	Acts    []access.Action `json:"acts" doc:"What was done"`
	By      []string        `json:"by" doc:"Who, by name; Karete when it was the box"`
	On      []string        `json:"on" doc:"The devices"`
}

// BreachList is one opening of a list that tells what was found in many people.
type BreachList struct {
	At     time.Time     `json:"at"`
	By     string        `json:"by"`
	On     string        `json:"on"`
	Action access.Action `json:"action"`
	List   string        `json:"list" doc:"Which one: a day"`
}

// BreachSignIn is one moment at which somebody signed in or out.
type BreachSignIn struct {
	At  time.Time `json:"at"`
	By  string    `json:"by"`
	On  string    `json:"on"`
	Out bool      `json:"out" doc:"Signed out"`
}

// unlisted are the reads that show names of many and open no record. They leave no
// entry: a queue that refreshes itself would fill the journal with nothing.
var unlisted = []access.Action{"patient.search", "queue.read", "visit.leftOpen", "draft.list", "downtime.read"}

// lists are the reads through which many records are seen at once, and the acts by
// which all of them are carried away: a backup, the place it goes to, what opens it.
var lists = []access.Action{"report.dayList", "breach.read", "breach.csv", "consent.list", "retention.list",
	"backup.make", "backup.register", "backup.identity"}

// maxSpan bounds what is asked for at once.
const maxSpan = 366 * 24 * time.Hour

// Breach tells what a person or a device could have seen in a span of time. It is
// answered from the journal alone, by an index over the person or the device, and is
// in the journal itself. A zero To is now. Faults: invalid.
func (r *Room) Breach(ctx context.Context, who access.Actor, ask BreachAsk) (BreachReport, error) {
	return r.breach(ctx, who, "breach.read", ask)
}

func (r *Room) breach(ctx context.Context, who access.Actor, action access.Action, ask BreachAsk) (BreachReport, error) {
	switch {
	case ask.StaffID == "" && ask.Device == "":
		return BreachReport{}, fault.Field("staff", "required")
	case ask.From.IsZero():
		return BreachReport{}, fault.Field("from", "required")
	}
	detail := map[string]any{"staff": ask.StaffID, "device": ask.Device, "from": ask.From.UnixMilli(), "to": ask.To.UnixMilli()}
	return act.LookThrough(ctx, r.gate, who, action, "breach", cmp.Or(ask.StaffID, ask.Device), detail, func(tx *db.Tx) (BreachReport, error) {
		if ask.To.IsZero() || ask.To.After(tx.Now) {
			ask.To = tx.Now.Add(time.Millisecond) // what happened this very moment too
		}
		if span := ask.To.Sub(ask.From); span <= 0 || span > maxSpan {
			return BreachReport{}, fault.Field("from", "out-of-range", "maxDays", int(maxSpan.Hours()/24))
		}
		return breachIn(tx, who.Name, ask)
	})
}

func breachIn(tx *db.Tx, madeBy string, ask BreachAsk) (BreachReport, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return BreachReport{}, err
	}
	s := seen{tx: tx, ask: ask, zone: clinic.Zone()}
	if s.staff, err = staffIn(tx); err != nil {
		return BreachReport{}, err
	}
	if s.devices, err = devicesIn(tx); err != nil {
		return BreachReport{}, err
	}
	r := BreachReport{Clinic: clinic.Name, MadeAt: tx.Now, MadeBy: madeBy, From: ask.From.UTC(), To: earlier(ask.To.UTC(), tx.Now), Unlisted: unlisted,
		Device: s.devices.name(ask.Device)}
	if ask.StaffID != "" {
		name, known := s.staff[ask.StaffID]
		if !known {
			return BreachReport{}, fault.Field("staff", "unknown")
		}
		r.Staff = &patient.AccessStaff{ID: ask.StaffID, DisplayName: name}
	}
	if err := s.patients(&r); err != nil {
		return BreachReport{}, err
	}
	if err := s.others(&r); err != nil {
		return BreachReport{}, err
	}
	r.Visitors, err = s.visitors()
	return r, err
}

// seen reads the journal for one report.
type seen struct {
	tx             *db.Tx
	ask            BreachAsk
	zone           *time.Location
	staff, devices named
}

// where is the condition for the entries asked about, with its index: the planner
// must not take the one over patients, which is all of the journal.
func (s *seen) where() (from string, args []any) {
	span := []any{s.ask.From.UnixMilli(), s.ask.To.UnixMilli()}
	switch {
	case s.ask.StaffID == "":
		return ` FROM journal INDEXED BY journal_device WHERE device = ? AND device <> '' AND recorded_at >= ? AND recorded_at < ? `, append([]any{s.ask.Device}, span...)
	case s.ask.Device == "":
		return ` FROM journal INDEXED BY journal_actor WHERE actor_id = ? AND recorded_at >= ? AND recorded_at < ? `, append([]any{s.ask.StaffID}, span...)
	}
	return ` FROM journal INDEXED BY journal_actor WHERE actor_id = ? AND recorded_at >= ? AND recorded_at < ? AND device = ? `,
		append([]any{s.ask.StaffID}, append(span, s.ask.Device)...)
}

func (s *seen) by(actorID, role string) string {
	if actorID == "" && role == string(access.Box) {
		return access.TheBox().Name
	}
	return s.staff.name(actorID)
}

func (s *seen) patients(r *BreachReport) error {
	from, args := s.where()
	rows, err := s.tx.Query(`SELECT patient_id, actor_id, role, device, action, subject_type = '`+journal.SubjectRecord+`',
		count(*), min(recorded_at), max(recorded_at)`+from+`AND patient_id IS NOT NULL AND subject_type <> '`+journal.SubjectRefusal+`'
		GROUP BY 1, 2, 3, 4, 5, 6`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	of := map[string]*BreachPatient{}
	for rows.Next() {
		var patientID, actorID, role, device string
		var action access.Action
		var opened bool
		var n int
		var first, last int64
		if err := rows.Scan(&patientID, &actorID, &role, &device, &action, &opened, &n, &first, &last); err != nil {
			return err
		}
		p := of[patientID]
		if p == nil {
			p = &BreachPatient{First: moment(first), Last: moment(last)}
			of[patientID] = p
		}
		if opened {
			p.Opened += n
			r.Opened += n
		} else {
			p.Changed += n
			r.Changed += n
		}
		p.First, p.Last = earlier(p.First, moment(first)), later(p.Last, moment(last))
		p.Acts, p.By, p.On = once(p.Acts, action), once(p.By, s.by(actorID, role)), once(p.On, s.devices.name(device))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := s.joined(of); err != nil {
		return err
	}
	people, err := patient.SummariesIn(s.tx, slices.Sorted(maps.Keys(of)))
	if err != nil {
		return err
	}
	r.Patients = make([]BreachPatient, 0, len(people))
	for _, who := range people {
		p := of[who.ID]
		p.PatientSummary = who
		r.Patients = append(r.Patients, *p)
	}
	slices.SortFunc(r.Patients, func(a, b BreachPatient) int {
		return cmp.Or(strings.Compare(a.DisplayName, b.DisplayName), strings.Compare(a.ID, b.ID))
	})
	return nil
}

// joined adds the files that were seen with those that were opened, because they were
// joined at the time as one person's.
func (s *seen) joined(of map[string]*BreachPatient) error {
	list, err := patient.ShownWithIn(s.tx, slices.Sorted(maps.Keys(of)))
	if err != nil {
		return err
	}
	for _, with := range list {
		if err := s.shown(of, with); err != nil {
			return err
		}
	}
	return nil
}

func (s *seen) shown(of map[string]*BreachPatient, with patient.Shown) error {
	from, args := s.where()
	rows, err := s.tx.Query(`SELECT actor_id, role, device, action, count(*), min(recorded_at), max(recorded_at)`+from+`
		AND patient_id = ? AND seq >= ? AND seq < ? AND subject_type = '`+journal.SubjectRecord+`' GROUP BY 1, 2, 3, 4`,
		append(args, with.OpenedID, with.From, with.To)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var actorID, role, device string
		var action access.Action
		var n int
		var first, last int64
		if err := rows.Scan(&actorID, &role, &device, &action, &n, &first, &last); err != nil {
			return err
		}
		p := of[with.FileID]
		if p == nil {
			p = &BreachPatient{First: moment(first), Last: moment(last)}
			of[with.FileID] = p
		}
		p.Opened += n
		p.First, p.Last = earlier(p.First, moment(first)), later(p.Last, moment(last))
		p.Acts, p.By, p.On = once(p.Acts, action), once(p.By, s.by(actorID, role)), once(p.On, s.devices.name(device))
	}
	return rows.Err()
}

// others are the lists and the sign-ins: entries about no patient.
func (s *seen) others(r *BreachReport) error {
	r.Lists, r.SignIns = []BreachList{}, []BreachSignIn{}
	from, args := s.where()
	rows, err := s.tx.Query(`SELECT recorded_at, actor_id, role, device, action, subject_id`+from+`AND patient_id IS NULL
		AND subject_type <> '`+journal.SubjectRefusal+`' ORDER BY seq`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var at int64
		var actorID, role, device, subject string
		var action access.Action
		if err := rows.Scan(&at, &actorID, &role, &device, &action, &subject); err != nil {
			return err
		}
		by, on := s.by(actorID, role), s.devices.name(device)
		switch {
		case slices.Contains(lists, action):
			r.Lists = append(r.Lists, BreachList{moment(at), by, on, action, subject})
		case action == "session.create" || action == "session.delete":
			r.SignIns = append(r.SignIns, BreachSignIn{moment(at), by, on, action == "session.delete"})
		}
	}
	return rows.Err()
}

// visitors counts who came on the days on which the person, or the device, did
// anything at all.
func (s *seen) visitors() (n int, err error) {
	const day = 24 * time.Hour
	_, offset := s.ask.From.In(s.zone).Zone() // both countries keep theirs all year
	from, args := s.where()
	err = s.tx.QueryRow(`WITH busy AS (SELECT DISTINCT (recorded_at + ?) / ? AS day`+from+`)
		SELECT count(DISTINCT v.patient_id) FROM busy JOIN visit v ON v.day = date(busy.day * ?, 'unixepoch')`,
		append(append([]any{offset * 1000, day.Milliseconds()}, args...), int(day.Seconds()))...).Scan(&n)
	return n, err
}

func once[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

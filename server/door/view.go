package door

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/appointment"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/notify"
	"karete/server/patient"
	"karete/server/queue"
	"karete/server/visit"
)

// DoorView is what patients see of themselves: where they stand and what they may do.
// No name, no number of theirs, nothing that was found.
type DoorView struct {
	Initials      string        `json:"initials"`
	BirthYear     int           `json:"birthYear" doc:"0: not known to the year"`
	Language      string        `json:"language" enum:"en,st" doc:"As they once said"`
	AsksPregnancy bool          `json:"asksPregnancy" doc:"The questionnaire asks for it"`
	AsksConsent   bool          `json:"asksConsent" doc:"Before the questionnaire: whether the answers, without a name, may go to a service outside"`
	SeenRecently  bool          `json:"seenRecently" doc:"Was here within three days: ask whether it is the same problem, and not better"`
	Inside        bool          `json:"inside" doc:"At the clinic: a kiosk, or a phone on its network"`
	ClinicName    string        `json:"clinicName"`
	ClinicPhone   string        `json:"clinicPhone"`
	Visit         *DoorVisit    `json:"visit,omitempty"`
	Bookings      []DoorBooking `json:"bookings" doc:"To come, and today's"`
	Reasons       []DoorReason  `json:"reasons" doc:"What somebody may come for"`
	May           DoorMay       `json:"may"`
	HelpComing    bool          `json:"helpComing" doc:"A call for help of theirs stands; false once somebody said that they come"`
}

// DoorVisit is the visit they are here for.
type DoorVisit struct {
	Ticket           string       `json:"ticket"`
	Stage            queue.Stage  `json:"stage" enum:"arrived,triage,waiting,serving,other,done"`
	DepartmentID     string       `json:"departmentId"`
	DepartmentName   string       `json:"departmentName"`
	DepartmentNameSt string       `json:"departmentNameSt"`
	ArrivedAt        time.Time    `json:"arrivedAt"`
	CalledAt         *time.Time   `json:"calledAt,omitempty"`
	Room             string       `json:"room"`
	Before           *int         `json:"before,omitempty" doc:"People before them; none while they are not in a line"`
	Minutes          *DoorMinutes `json:"minutes,omitempty" doc:"About how long; none when too little is known"`
	CollectOnly      bool         `json:"collectOnly"`
	Said             bool         `json:"said" doc:"They answered the questions for this visit"`
	CallUpAsked      bool         `json:"callUpAsked" doc:"They get a message when it is almost their turn"`
	CallUpBefore     int          `json:"callUpBefore" doc:"How many are before them then"`
	Steps            []DoorStage  `json:"steps" doc:"What is behind them, oldest first"`
}

// DoorMinutes is a range.
type DoorMinutes struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// DoorStage is a stage that they have come to.
type DoorStage struct {
	Stage queue.Stage `json:"stage" enum:"arrived,triage,waiting,serving,other,done"`
	At    time.Time   `json:"at"`
}

// DoorBooking is a time of theirs.
type DoorBooking struct {
	ID               string `json:"id"`
	DepartmentID     string `json:"departmentId"`
	DepartmentName   string `json:"departmentName"`
	DepartmentNameSt string `json:"departmentNameSt"`
	Day              string `json:"day" format:"date"`
	Start            string `json:"start" example:"10:00"`
	Reason           string `json:"reason"`
	Version          int64  `json:"version"`
	MayChange        bool   `json:"mayChange"`
}

// DoorReason is what somebody may come for.
type DoorReason struct {
	Code      string `json:"code" doc:"A reason of the clinic's list, or collect: repeat medicines only"`
	BookingID string `json:"bookingId,omitempty" doc:"What they are booked for today"`
}

// DoorMay is what they may do now.
type DoorMay struct {
	CheckIn bool `json:"checkIn"`
	Book    bool `json:"book"`
	CallUp  bool `json:"callUp" doc:"Ask for a message when it is almost their turn"`
}

// Read is how it stands. Faults: door-closed.
func (r *Room) Read(ctx context.Context, who access.Actor, at At) (DoorView, error) {
	return act.Peek(ctx, r.gate, who, "door.read", func(tx *db.Tx) (DoorView, error) { return r.viewIn(tx, who.ID, at) })
}

// lately is how long ago a visit may be for the same problem to come back.
const lately = 3 * 24 * time.Hour

func (r *Room) viewIn(tx *db.Tx, patientID string, at At) (DoorView, error) {
	if err := knownIn(tx, patientID); err != nil {
		return DoorView{}, err
	}
	p, err := patient.AtDoorIn(tx, patientID)
	if err != nil {
		return DoorView{}, err
	}
	clinic, err := facility.In(tx)
	if err != nil {
		return DoorView{}, err
	}
	places, err := facility.DepartmentsIn(tx)
	if err != nil {
		return DoorView{}, err
	}
	v := DoorView{Initials: p.Initials, BirthYear: p.BirthYear, Language: p.Language, AsksPregnancy: mayBePregnant(p), Inside: at.Inside,
		ClinicName: clinic.Name, ClinicPhone: clinic.Phone, Bookings: []DoorBooking{}}
	if v.AsksConsent, err = r.sends(tx); err != nil {
		return v, err
	}
	if v.HelpComing, err = alert.CalledIn(tx, patientID); err != nil {
		return v, err
	}
	now, err := visit.OpenIn(tx, patientID)
	if err == nil {
		var offer notify.CallUpOffer
		if v.Visit, err = visitView(tx, now, places); err == nil {
			offer, err = notify.CallUpIn(tx, now.ID)
		}
		if err == nil {
			v.Visit.CallUpAsked, v.Visit.CallUpBefore, v.May.CallUp = offer.Asked, offer.Before, offer.Offered && !offer.Asked
		}
	} else if fault.Is(err, fault.NotFound) {
		v.May.CheckIn, err = at.Inside, nil
	}
	if err != nil {
		return v, err
	}
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return v, err
	}
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM visit WHERE patient_id IN (SELECT value FROM json_each(?)) AND status = 'finished' AND arrived_at >= ?)`,
		files.JSON(), tx.Now.Add(-lately).UnixMilli()).Scan(&v.SeenRecently); err != nil {
		return v, err
	}
	standing, err := standingIn(tx, patientID)
	if err != nil {
		return v, err
	}
	v.Bookings = bookings(standing, places, clinic.Settings.Reasons)
	expected, err := expectedIn(tx, patientID)
	if err != nil {
		return v, err
	}
	v.Reasons = reasons(clinic.Settings.Reasons, expected)
	bookable, err := appointment.BookableIn(tx)
	v.May.Book = len(bookable) > 0
	return v, err
}

// knownIn holds that the patient is still who stands for them: while somebody is inside
// their file may be joined with another, or be taken back. Fault: door-closed.
func knownIn(tx *db.Tx, patientID string) error {
	err := patient.StandsIn(tx, patientID)
	if fault.Is(err, fault.Replaced) || fault.Is(err, fault.NotFound) {
		return fault.New(fault.DoorClosed)
	}
	return err
}

// mayBePregnant is whether the questionnaire asks for a pregnancy: of women and girls
// from 10 to 55, also of whom no age is known.
func mayBePregnant(p patient.AtDoor) bool {
	const year = 365.25
	return p.Sex == patient.Female && (p.Age == nil || float64(p.Age.High) >= 10*year && float64(p.Age.Low) < 56*year)
}

func visitView(tx *db.Tx, now visit.Visit, places []facility.Department) (*DoorVisit, error) {
	v := &DoorVisit{Ticket: now.Ticket, ArrivedAt: now.ArrivedAt, CollectOnly: now.CollectOnly, DepartmentID: now.DepartmentID,
		Stage: queue.StageDone, Steps: []DoorStage{{queue.StageArrived, now.ArrivedAt}}}
	if now.TriagedAt != nil {
		v.Steps = append(v.Steps, DoorStage{queue.StageTriage, *now.TriagedAt})
	}
	if now.StartedAt != nil {
		v.Steps = append(v.Steps, DoorStage{queue.StageServing, *now.StartedAt})
	}
	kind := ""
	for _, e := range now.Entries {
		if e.Status.Open() { // of several the one entered last is where they went
			v.DepartmentID = e.DepartmentID
		}
	}
	for _, d := range places {
		if d.ID == v.DepartmentID {
			v.DepartmentName, v.DepartmentNameSt, kind = d.Name, d.NameSt, d.Kind
		}
	}
	for _, e := range now.Entries {
		if !e.Status.Open() || e.DepartmentID != v.DepartmentID {
			continue
		}
		v.Stage = queue.StageOf(now.Status, e.Status, kind, now.CollectOnly)
		if e.Status != visit.EntryWaiting {
			v.CalledAt, v.Room = e.CalledAt, e.Room
		}
		if v.Stage == queue.StageOther {
			v.Steps = append(v.Steps, DoorStage{queue.StageOther, e.EnteredAt})
		}
	}
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM self_report WHERE visit_id = ?)`, now.ID).Scan(&v.Said); err != nil {
		return nil, err
	}
	return v, v.ahead(tx, now)
}

// ahead says how many stand before them, and about how long that takes.
func (v *DoorVisit) ahead(tx *db.Tx, now visit.Visit) error {
	a, err := queue.AheadIn(tx, now.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if a.Status == visit.EntryWaiting {
		v.Before = &a.Before
		if a.Minutes != nil {
			v.Minutes = &DoorMinutes{a.Minutes.Low, a.Minutes.High}
		}
	}
	return nil
}

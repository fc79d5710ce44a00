package door

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/staff"
)

// DoorKnock is who somebody says they are: by their card's picture, or by a number of
// theirs and the year of their birth.
type DoorKnock struct {
	Card      string `json:"card,omitempty" maxLength:"128" doc:"What the scanner read. The short code under the picture opens nothing"`
	Number    string `json:"number,omitempty" maxLength:"40" doc:"File number or phone, whole"`
	BirthYear int    `json:"birthYear,omitempty" minimum:"1880" maximum:"2200"`
}

// DoorOpened is somebody let in. The page asks them whether it is they.
type DoorOpened struct {
	Token            string `json:"token" doc:"For the header Karete-Door, in memory only"`
	Initials         string `json:"initials"`
	BirthYear        int    `json:"birthYear" doc:"0: not known to the year"`
	ExpiresInSeconds int    `json:"expiresInSeconds" doc:"Unless it is used"`
}

// How many guesses there are. A card's picture cannot be guessed: its limit only keeps
// the box from being kept busy. Numbers can: what a number takes in a day is far less
// than there are years to be born in, wherever they are tried.
const (
	cardBurst, cardDrip     = 60, 10 * time.Second
	numberBurst, numberDrip = 5, 4 * time.Hour
	kioskBurst, kioskDrip   = 20, 5 * time.Minute
	phoneBurst, phoneDrip   = 10, 6 * time.Minute
	phonesBurst, phonesDrip = 60, 5 * time.Minute // all together
	photoBurst, photoDrip   = 90, time.Second
)

// Open lets somebody in. Faults: invalid; throttled; and door-unknown, which is the same
// for a number or a card that nobody has, that several have, that was called off or is
// blank, for another year, and for any number where only a card opens.
func (r *Room) Open(ctx context.Context, who access.Actor, in DoorKnock, at At) (DoorOpened, error) {
	if _, err := r.gate.Allow(ctx, who, "door.open"); err != nil {
		return DoorOpened{}, err
	}
	switch {
	case in.Card != "" && (in.Number != "" || in.BirthYear != 0):
		return DoorOpened{}, fault.Field("number", "not-allowed")
	case in.Card != "":
		return r.byCard(ctx, "door.open", in.Card, at)
	case in.Number == "":
		return DoorOpened{}, fault.Field("number", "required")
	case in.BirthYear == 0:
		return DoorOpened{}, fault.Field("birthYear", "required")
	}
	where := staff.Limit{Key: "door number\x00" + at.place(), Burst: phoneBurst, Drip: phoneDrip}
	limits := []staff.Limit{where, {Key: "door number\x00" + patient.GuessKey(in.Number), Burst: numberBurst, Drip: numberDrip}}
	if at.Kiosk {
		limits[0].Burst, limits[0].Drip = kioskBurst, kioskDrip
	} else {
		limits = append(limits, staff.Limit{Key: "door number\x00phones", Burst: phonesBurst, Drip: phonesDrip})
	}
	return r.open(ctx, "door.open", "number", at, limits, func(tx *db.Tx) ([]string, string, error) {
		files, err := patient.ByNumberIn(tx, in.Number, in.BirthYear)
		if err != nil {
			return nil, "", err
		}
		clinic, err := facility.In(tx)
		if err != nil || !clinic.Settings.Door.ByNumber(at.Inside) { // nobody's, after the same work
			files = nil
		}
		return files, "", err
	})
}

func (r *Room) byCard(ctx context.Context, action access.Action, text string, at At) (DoorOpened, error) {
	limit := staff.Limit{Key: "door card\x00" + at.place(), Burst: cardBurst, Drip: cardDrip}
	return r.open(ctx, action, "card", at, []staff.Limit{limit}, func(tx *db.Tx) ([]string, string, error) { return card.FileIn(tx, text) })
}

// photoTime is how long a code is looked for in one photo.
const photoTime = 5 * time.Second

// Photo is Open by the card's picture in a photo, for browsers that cannot see. Faults
// besides: not-a-card, which counts as no guess; unsupported-media; too-large; too-slow.
func (r *Room) Photo(ctx context.Context, who access.Actor, photo []byte, at At) (DoorOpened, error) {
	if _, err := r.gate.Allow(ctx, who, "door.photo"); err != nil {
		return DoorOpened{}, err
	}
	if _, err := r.people.Limit(ctx, staff.Limit{Key: "door photo\x00" + at.place(), Burst: photoBurst, Drip: photoDrip}); err != nil {
		return DoorOpened{}, err
	}
	text, err := card.TextIn(ctx, photo, photoTime)
	if err != nil {
		return DoorOpened{}, err
	}
	return r.byCard(ctx, "door.photo", text, at)
}

// open does the same whatever it finds, until it is known whether it is one person; and
// no answer comes before its time.
func (r *Room) open(ctx context.Context, action access.Action, by string, at At, limits []staff.Limit, find func(*db.Tx) (files []string, cardID string, err error)) (DoorOpened, error) {
	began := r.clock.Ticks()
	settle, err := r.people.Limit(ctx, limits...)
	if err != nil {
		return DoorOpened{}, err
	}
	var patientID, cardID string
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		files, by, err := find(tx)
		if err != nil {
			return err
		}
		cardID = by
		patientID, err = patient.TheOneIn(tx, files)
		return err
	})
	if err != nil {
		return DoorOpened{}, err
	}
	var out DoorOpened
	if patientID != "" {
		out, err = r.letIn(ctx, action, by, patientID, cardID, at, settle)
	}
	if left := floor - (r.clock.Ticks() - began); left > 0 {
		r.pause(ctx, left)
	}
	if err == nil && patientID == "" {
		err = fault.New(fault.DoorUnknown)
	}
	return out, err
}

// letIn journals the opening as the patient's own, and how they showed who they are.
func (r *Room) letIn(ctx context.Context, action access.Action, by, patientID, cardID string, at At, settle func(*db.Tx) error) (DoorOpened, error) {
	detail := map[string]any{"by": by}
	if at.Staff.SignedIn() { // somebody who works here tries the door for them
		detail["staff"] = at.Staff.ID
	}
	who := access.AtTheDoor(patientID, at.Device, at.DeviceID)
	p, err := act.LookFor(ctx, r.gate, who, action, patientID, detail, func(tx *db.Tx) (patient.AtDoor, error) { return patient.AtDoorIn(tx, patientID) })
	if err != nil {
		return DoorOpened{}, err
	}
	if err := r.gate.DB().Write(ctx, settle); err != nil {
		return DoorOpened{}, err
	}
	token, s, gone := r.inside.begin(patientID, cardID, at, r.clock.Ticks())
	r.keep(ctx, gone)
	return DoorOpened{Token: token, Initials: p.Initials, BirthYear: p.BirthYear, ExpiresInSeconds: int(s.idle() / time.Second)}, nil
}

// Close shuts the door behind somebody.
func (r *Room) Close(ctx context.Context, who access.Actor) error {
	if _, err := r.gate.Allow(ctx, who, "door.close"); err != nil {
		return err
	}
	r.keep(ctx, r.inside.end(who.SessionID))
	return nil
}

package display

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/patient"
	"karete/server/queue"
)

// How much a screen holds that is read from the back of the room.
const (
	maxCalls = 4
	maxNext  = 5 // tickets of one department
	stands   = 30 * time.Minute
)

// DisplayScreen is all that the wall shows.
type DisplayScreen struct {
	AsOf     time.Time                `json:"asOf"`
	Day      string                   `json:"day" format:"date"`
	Clinic   string                   `json:"clinic"`
	Language string                   `json:"language" enum:"en,st" doc:"The clinic's; both are shown in turn"`
	Calls    []DisplayCall            `json:"calls" maxItems:"4" doc:"The last call first"`
	Next     []DisplayNext            `json:"next" doc:"Departments where somebody waits, in the clinic's order"`
	Messages []facility.HealthMessage `json:"messages"`
}

// DisplayCall is one ticket that was called.
type DisplayCall struct {
	Ticket     string            `json:"ticket"`
	Room       string            `json:"room" doc:"As spoken; may be empty"`
	Department DisplayDepartment `json:"department"`
	CalledAt   time.Time         `json:"calledAt" doc:"Moves on when the ticket is called again"`
	Name       string            `json:"name,omitempty" doc:"Given name and one letter, where the clinic chose names"`
}

// DisplayDepartment names a line.
type DisplayDepartment struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameSt string `json:"nameSt" doc:"Empty when it is the same"`
}

// DisplayNext is whose turn is next in one department.
type DisplayNext struct {
	Department DisplayDepartment `json:"department"`
	Tickets    []string          `json:"tickets" maxItems:"5" doc:"In the order they are served"`
	Waiting    int               `json:"waiting" doc:"How many wait in all"`
}

// Room is the use cases of the screen.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// Read is the screen as it is now. It opens nobody's record.
func (r *Room) Read(ctx context.Context, who access.Actor) (DisplayScreen, error) {
	return act.Peek(ctx, r.gate, who, "display.read", screenIn)
}

func screenIn(tx *db.Tx) (DisplayScreen, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return DisplayScreen{}, err
	}
	departments, err := facility.DepartmentsIn(tx)
	if err != nil {
		return DisplayScreen{}, err
	}
	line, err := queue.LineIn(tx)
	if err != nil {
		return DisplayScreen{}, err
	}
	s := DisplayScreen{AsOf: tx.Now, Day: clock.Day(tx.Now, clinic.Zone()), Clinic: clinic.Name, Language: clinic.Language,
		Calls: []DisplayCall{}, Next: []DisplayNext{}, Messages: clinic.Settings.Display.Messages}
	named := map[string]DisplayDepartment{}
	for _, d := range departments {
		named[d.ID] = DisplayDepartment{d.Code, d.Name, d.NameSt}
		if waiting := line.Next[d.ID]; len(waiting) > 0 {
			s.Next = append(s.Next, DisplayNext{named[d.ID], waiting[:min(len(waiting), maxNext)], len(waiting)})
		}
	}
	var people []string
	for _, c := range line.Calls {
		// Somebody may be with the doctor for an hour; nobody looks for their number by then.
		if len(s.Calls) == maxCalls || tx.Now.Sub(c.At) > stands {
			break
		}
		s.Calls = append(s.Calls, DisplayCall{Ticket: c.Ticket, Room: c.Room, Department: named[c.DepartmentID], CalledAt: c.At})
		people = append(people, c.PatientID)
	}
	if !clinic.Settings.Display.ShowNames {
		return s, nil
	}
	who, err := patient.SummariesIn(tx, people)
	if err != nil {
		return DisplayScreen{}, err
	}
	names := map[string]string{}
	for _, p := range who {
		names[p.ID] = p.PublicName()
	}
	for i, id := range people {
		s.Calls[i].Name = names[id]
	}
	return s, nil
}

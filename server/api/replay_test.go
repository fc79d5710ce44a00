package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/api/apitest"
	"karete/server/queue"
	"karete/server/report"
	"karete/server/visit"
)

// replay is one clinic day through the API: ten people at screens of their own and
// a kiosk, who look only at the line and act only on what it tells them.
type replay struct {
	*apitest.Clinic
	t    testing.TB
	pace func(time.Duration) // lets that much of the clinic's day go by
	ctx  context.Context
	stop context.CancelFunc

	desk, kiosk chan comer
	comers      int
	gone        atomic.Int32

	mu      sync.Mutex
	leavers map[string]bool // by patient: they do not wait for triage
	ends    map[string]int  // how visits ended, as the people remember it
	lost    int             // somebody else was faster
	took    []time.Duration
	heard   map[string][]int64 // the seqs that each screen was told
	ready   map[string]chan struct{}
}

// comer is somebody on the way to the clinic.
type comer struct {
	name, patientID, card string // patientID is "" for somebody new
	mistake               bool   // checked in by mistake
}

// screen is one person at work.
type screen struct {
	*apitest.Client
	r    *replay
	name string
}

// TestAClinicDay is a small one, as fast as it goes; BenchmarkClinicDay is a whole
// one at a hundred times its speed.
func TestAClinicDay(t *testing.T) {
	t.Parallel()
	r := newReplay(t, 16)
	defer time.AfterFunc(2*time.Minute, r.stop).Stop() // who was lost is then told of, and not waited for without end
	r.pace = func(time.Duration) { r.Clock.Advance(time.Second) }
	r.run(time.Minute)
	r.addsUp()
}

func newReplay(t testing.TB, comers int) *replay {
	t.Helper()
	r := &replay{Clinic: apitest.New(t), t: t, comers: comers, desk: make(chan comer, comers), kiosk: make(chan comer, comers),
		leavers: map[string]bool{}, ends: map[string]int{}, heard: map[string][]int64{}, ready: map[string]chan struct{}{}}
	r.ctx, r.stop = context.WithCancel(t.Context())
	t.Cleanup(r.stop)
	return r
}

// run opens the doors; every so much of the day somebody comes.
func (r *replay) run(every time.Duration) {
	r.t.Helper()
	var work sync.WaitGroup
	begin := func(role, name string, job func(screen)) {
		s := screen{r.hired(role, name), r, name}
		changed := r.follow(s)
		work.Go(func() { s.atWork(changed, job) })
	}
	for n := range 3 {
		begin("nurse", fmt.Sprint("triage", n), screen.triage)
	}
	for n := range 4 {
		begin("doctor", fmt.Sprint("doctor", n), screen.consult)
	}
	begin("nurse", "pharmacy", screen.hand)
	var clerks []screen
	for n := range 2 {
		s := screen{r.hired("clerk", fmt.Sprint("clerk", n)), r, fmt.Sprint("clerk", n)}
		r.follow(s)
		clerks = append(clerks, s)
	}
	kiosk := screen{r.As("kiosk"), r, "kiosk"}
	people := r.known(r.comers/5*3 + 3)
	for _, s := range clerks {
		work.Go(func() {
			for c := range r.desk {
				s.checkIn(c)
			}
		})
	}
	work.Go(func() {
		for c := range r.kiosk {
			kiosk.door(c)
		}
	})
	for n := range r.comers {
		c := comer{name: nameOf(apitest.ID())}
		if n%5 < 3 {
			c = people[n/5*3+n%5]
		}
		switch {
		case n%5 == 1:
			r.kiosk <- c
		default:
			c.mistake = n%20 == 12
			r.desk <- c
		}
		r.pace(every)
	}
	close(r.desk)
	close(r.kiosk)
	work.Wait()
}

// nameOf is a name that nobody else has.
func nameOf(id string) string {
	return strings.Map(func(c rune) rune { return 'a' + c%26 }, strings.ReplaceAll(id[14:], "-", ""))
}

// known registers people before the day, with a card.
func (r *replay) known(n int) (list []comer) {
	for range n {
		id := apitest.ID()
		c := comer{name: nameOf(id), patientID: id}
		r.As("clerk").POST("/patients", personOf(id, c.name)).Want(http.StatusCreated)
		c.card = r.Card(id)
		if len(list)%20 == 6 {
			r.leavers[id] = true
		}
		list = append(list, c)
	}
	return list
}

func personOf(id, name string) map[string]any {
	return map[string]any{"id": id, "givenNames": name[:10], "familyName": name[10:], "sex": []string{"female", "male"}[int(name[0])%2],
		"birthDate": fmt.Sprint(1940 + int(name[1])*7%80), "birthPrecision": "year", "village": name[3:9], "language": "st", "fileNumber": map[string]any{"mode": "next"}}
}

// hired is a new member of staff, at a browser of their own.
func (r *replay) hired(role, username string) *apitest.Client {
	r.t.Helper()
	var issued struct {
		Password string `json:"oneTimePassword"`
	}
	r.As("admin").POST("/staff", map[string]any{"id": apitest.ID(), "username": username, "displayName": strings.ToUpper(username[:1]) + username[1:], "roles": []string{role}, "language": "en"}).
		Want(http.StatusCreated).JSON(&issued)
	b := r.Browser()
	b.POST("/session", map[string]string{"username": username, "password": issued.Password}).Want(http.StatusCreated)
	b.POST("/session/password", map[string]string{"id": apitest.ID(), "current": issued.Password, "next": apitest.Password}).Want(http.StatusOK)
	return b
}

// follow has the screen told what changes in the line.
func (r *replay) follow(s screen) (changed <-chan struct{}) {
	r.t.Helper()
	res := s.Open(r.t.Context(), "/events?topics=queue")
	r.t.Cleanup(func() { res.Body.Close() })
	wake := make(chan struct{}, 1)
	go func() {
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			var e struct{ Seq int64 }
			text, isData := strings.CutPrefix(lines.Text(), "data: ")
			if !isData || json.Unmarshal([]byte(text), &e) != nil || e.Seq == 0 {
				continue
			}
			r.mu.Lock()
			r.heard[s.name] = append(r.heard[s.name], e.Seq)
			r.mu.Unlock()
			select {
			case wake <- struct{}{}:
			default:
			}
		}
	}()
	return wake
}

// atWork does the job whenever the line changed, until everybody is gone.
func (s screen) atWork(changed <-chan struct{}, job func(screen)) {
	for {
		job(s)
		select {
		case <-changed:
		case <-s.r.ctx.Done():
			return
		}
	}
}

// does sends a command, and reports whether it was done; false when somebody else
// was faster, which is all that may come between.
func (s screen) does(path string, in map[string]any) bool {
	_, ok := s.did(path, in)
	return ok
}

func (s screen) did(path string, in map[string]any) (row queue.QueueRow, ok bool) {
	begin := time.Now()
	a := s.POST(path, with(map[string]any{"id": apitest.ID()}, in))
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	s.r.took = append(s.r.took, time.Since(begin))
	switch {
	case a.Status < 300:
		return row, !strings.HasPrefix(path, "/queue/") || json.Unmarshal(a.Body, &row) == nil
	case a.Status == http.StatusConflict && a.Problem.Code == "wrong-state":
		s.r.lost++
		return row, false
	}
	s.r.t.Errorf("%s: %s: %d %s", s.name, path, a.Status, a.Body)
	s.r.stop() // who was lost would be waited for without end
	return row, false
}

// ended counts one visit that is over.
func (r *replay) ended(how string) {
	r.mu.Lock()
	r.ends[how]++
	r.mu.Unlock()
	if int(r.gone.Add(1)) == r.comers {
		r.stop()
	}
}

// next is the first in the line that the job is about.
func (s screen) next(mine func(queue.QueueRow) bool) (queue.QueueRow, bool) {
	var b queue.Board
	begin := time.Now()
	s.GET("/queue").Want(http.StatusOK).JSON(&b)
	s.r.mu.Lock()
	s.r.took = append(s.r.took, time.Since(begin))
	s.r.mu.Unlock()
	i := slices.IndexFunc(b.Entries, func(q queue.QueueRow) bool { return q.Status == visit.EntryWaiting && mine(q) })
	if i < 0 {
		return queue.QueueRow{}, false
	}
	return b.Entries[i], true
}

// serve calls and begins with one after the other until nobody waits. called is how those stand whom it is about once
// they are called: a colleague may have seen to one since the line was read, who waits for the next room then.
func (s screen) serve(mine func(queue.QueueRow) bool, called queue.Stage, takes time.Duration, then func(q queue.QueueRow, who map[string]any)) {
	for {
		q, ok := s.next(mine)
		if !ok {
			return
		}
		who := map[string]any{"patientId": q.Patient.ID}
		row, ok := s.did("/queue/"+q.ID+"/call", with(who, map[string]any{"room": s.name}))
		if ok && row.Stage != called {
			s.does("/queue/"+q.ID+"/wait", who)
		}
		if !ok || row.Stage != called {
			continue
		}
		if s.r.leaves(q.Patient.ID) {
			if s.does("/queue/"+q.ID+"/left", who) {
				s.r.ended("left")
			}
			continue
		}
		if !s.does("/queue/"+q.ID+"/start", who) {
			continue
		}
		s.r.pace(takes)
		then(q, who)
	}
}

func (r *replay) leaves(patientID string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.leavers[patientID]
}

func (s screen) triage() {
	s.serve(func(q queue.QueueRow) bool { return q.Stage == queue.StageArrived }, queue.StageTriage, 3*time.Minute, func(q queue.QueueRow, who map[string]any) {
		in := sorting(q.Patient.ID)
		in["input"] = with(vitals(), map[string]any{"heartRate": 70 + int(q.Ticket[len(q.Ticket)-1]-'0')*6})
		in["said"] = map[string]any{"reason": "measured-well"}
		maps.Copy(in, who)
		s.does("/visits/"+q.VisitID+"/triage", in)
	})
}

func (s screen) consult() {
	s.serve(func(q queue.QueueRow) bool { return q.Stage == queue.StageWaiting }, queue.StageWaiting, 4*time.Minute, func(q queue.QueueRow, _ map[string]any) {
		in := signing(q.Patient.ID)
		if strings.HasSuffix(q.Ticket, "0") || strings.HasSuffix(q.Ticket, "5") {
			in["moveTo"] = s.r.Departments["PHA"]
		}
		if s.does("/visits/"+q.VisitID+"/encounters", in) && in["moveTo"] == nil {
			s.r.ended("home")
		}
	})
}

func (s screen) hand() {
	s.serve(func(q queue.QueueRow) bool { return q.Stage == queue.StageOther }, queue.StageOther, 2*time.Minute, func(q queue.QueueRow, who map[string]any) {
		if s.does("/queue/"+q.ID+"/done", who) {
			s.r.ended("home")
		}
	})
}

// checkIn finds or registers who stands at the desk.
func (s screen) checkIn(c comer) {
	department := s.r.Departments[[]string{"OPD", "U5", "ANC", "NCD"}[int(c.name[0])%4]]
	var v visit.Visit
	if c.patientID == "" {
		var answer struct{ Visit visit.Visit }
		c.patientID = apitest.ID()
		s.POST("/patients", with(personOf(c.patientID, c.name), map[string]any{"checkIn": map[string]any{"departmentId": department, "reason": "general"}})).Want(http.StatusCreated).JSON(&answer)
		v = answer.Visit
	} else {
		var found struct{ Patients []struct{ ID string } }
		s.POST("/patients/search", map[string]string{"text": c.name[:10] + " " + c.name[10:]}).Want(http.StatusOK).JSON(&found)
		if len(found.Patients) == 0 || found.Patients[0].ID != c.patientID {
			s.r.t.Errorf("%s is not found", c.name)
			return
		}
		s.POST("/visits", map[string]any{"id": apitest.ID(), "patientId": c.patientID, "departmentId": department, "reason": "general", "emergency": c.name[2] == 'a'}).Want(http.StatusCreated).JSON(&v)
	}
	if c.mistake && s.does("/visits/"+v.ID+"/cancel", map[string]any{"patientId": c.patientID, "reason": "mistake"}) {
		s.r.ended("cancelled")
	}
	s.r.pace(time.Minute)
}

// door is a person at the kiosk, with their card.
func (s screen) door(c comer) {
	at := s.Inside(map[string]any{"card": c.card})
	if c.name[0]%2 == 0 {
		at.POST("/door/self-triage", map[string]any{"id": apitest.ID(), "case": saidOf(map[string]any{"RF01": 0, "FV01": 1, "OT06": 3}), "answeredBy": "patient", "language": "st", "finished": true}).Want(http.StatusOK)
	}
	at.POST("/door/check-in", map[string]any{"id": apitest.ID(), "reason": []string{"general", "collect"}[c.name[1]%2]}).Want(http.StatusCreated)
	at.POST("/door/close", map[string]any{}).Want(http.StatusNoContent)
}

// addsUp holds the report against what the people remember, its figures against
// their lists, the journal against the tables, and the screens against each other.
func (r *replay) addsUp() {
	r.t.Helper()
	var d report.DayReport
	r.As("admin").GET("/reports/day/2026-11-24").Want(http.StatusOK).JSON(&d)
	if d.All != r.comers || d.Seen != r.ends["home"] || d.Left != r.ends["left"] || d.Cancelled != r.ends["cancelled"] || d.Open != 0 || d.New+d.Known != d.All {
		r.t.Errorf("%d came, and went as %v; the report: %d = seen %d + left %d + cancelled %d + open %d; new %d, known %d", r.comers, r.ends, d.All, d.Seen, d.Left, d.Cancelled, d.Open, d.New, d.Known)
	}
	figures := map[report.Figure]int{"all": d.All, "seen": d.Seen, "left": d.Left, "new": d.New}
	for what, counts := range map[string][]report.Count{"departments": d.Departments, "outcomes": d.Outcomes, "hours": d.Hours} {
		sum := 0
		for _, c := range counts {
			sum += c.People
			figures[c.Figure] = c.People
		}
		if sum != d.All {
			r.t.Errorf("the %s make %d of %d", what, sum, d.All)
		}
	}
	levels := 0
	for _, l := range d.Levels {
		levels += l.People
		figures[l.Figure] = l.People
	}
	if levels != d.All {
		r.t.Errorf("the levels make %d of %d", levels, d.All)
	}
	for figure, n := range figures {
		var list report.DayList
		r.As("doctor").GET("/reports/day/2026-11-24/visits?figure=" + string(figure)).Want(http.StatusOK).JSON(&list)
		if len(list.Rows) != n {
			r.t.Errorf("%s says %d and opens %d", figure, n, len(list.Rows))
		}
	}
	if j, err := journal.Verify(r.t.Context(), r.DB, nil); err != nil || !j.Clean() {
		r.t.Errorf("the journal: %v %v", j.Findings, err)
	}
	r.sameForAll()
}

// sameForAll waits until every screen heard of one last act, and compares them.
func (r *replay) sameForAll() {
	r.t.Helper()
	c := r.known(1)[0]
	var v visit.Visit
	r.As("clerk").POST("/visits", checkIn(r.Clinic, c.patientID)).Want(http.StatusCreated).JSON(&v)
	var last int64
	if err := r.DB.Read(r.t.Context(), func(tx *db.Tx) (err error) {
		last, err = journal.Size(tx)
		return err
	}); err != nil {
		r.t.Fatal(err)
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		r.mu.Lock()
		behind := 0
		for _, seqs := range r.heard {
			if seqs[len(seqs)-1] < last {
				behind++
			}
		}
		r.mu.Unlock()
		if behind == 0 {
			break
		}
		if time.Now().After(deadline) {
			r.t.Fatalf("%d screens were not told of the last act", behind)
		}
		r.As("nurse").GET("/queue").Want(http.StatusOK)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.heard) != 10 {
		r.t.Errorf("%d screens", len(r.heard))
	}
	// Each began to listen before the first came, so from there on all heard the same.
	first := r.heard["clerk1"][0]
	for name, seqs := range r.heard {
		i, _ := slices.BinarySearch(seqs, first)
		if !slices.IsSorted(seqs) || !slices.Equal(slices.Compact(slices.Clone(seqs)), seqs) || !slices.Equal(seqs[i:], r.heard["clerk1"]) {
			r.t.Errorf("%s was told %d changes, clerk1 %d", name, len(seqs[i:]), len(r.heard["clerk1"]))
		}
	}
}

package api_test

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/access"
	"karete/server/alert"
	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/appointment"
	"karete/server/card/qr"
	"karete/server/chart"
	"karete/server/device"
	"karete/server/door"
	"karete/server/facility"
	"karete/server/queue"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/visit"
)

// answers are somebody's who has a cough and a fever.
func answers(changes map[string]any) map[string]any {
	return with(map[string]any{"id": apitest.ID(), "case": saying(map[string]any{"answers": map[string]any{"RF01": 0, "FV01": 1, "OT06": 3}}), "answeredBy": "companion",
		"language": "st", "finished": true, "startedAt": "2026-11-24T05:59:00Z"}, changes)
}

func saidOf(values map[string]any) map[string]any { return saying(map[string]any{"answers": values}) }

// aboutTheDoor are what a patient may do by themselves; each is the same patient's.
func aboutTheDoor() map[access.Action][]maker {
	home := func(t *testing.T, c *apitest.Clinic) { // a visit ends before another begins
		var v door.DoorView
		c.As("patient").GET("/door").Want(http.StatusOK).JSON(&v)
		if v.Visit == nil {
			return
		}
		var all []visit.Visit
		c.As("clerk").GET("/patients/" + c.PatientID + "/visits").Want(http.StatusOK).JSON(&all)
		c.As("clerk").POST("/visits/"+all[0].ID+"/left", step(c.PatientID)).Want(http.StatusOK)
	}
	own := func(t *testing.T, c *apitest.Clinic) (bookingID, departmentID string) {
		departmentID = takingBookings(t, c)
		in := booking(c.PatientID, departmentID, thursday, "09:00")
		c.As("clerk").POST("/appointments", in).Want(http.StatusCreated)
		return in["id"].(string), departmentID
	}
	return map[access.Action][]maker{
		"door.open": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/door/open", 0, map[string]any{"card": c.Card(registered(t, c, "Neo", "Letsie"))}}
		}, func(t *testing.T, c *apitest.Clinic) command {
			figures := strings.ReplaceAll(apitest.ID()[24:], "-", "")
			number := "58" + strings.Map(func(r rune) rune { return '0' + r%10 }, figures[:6])
			asAnother(c, newcomer(map[string]any{"id": apitest.ID(), "birthDate": "1984", "birthPrecision": "year", "birthRecordedOn": "",
				"phones": []any{map[string]any{"number": number, "owner": "", "mayLeaveMessage": false}}})).Want(http.StatusCreated)
			return command{"/door/open", 0, map[string]any{"number": number, "birthYear": 1984}}
		}},
		"door.checkIn": {func(t *testing.T, c *apitest.Clinic) command {
			c.As("patient")
			home(t, c)
			return command{"/door/check-in", 0, map[string]any{"id": apitest.ID(), "reason": "general", "language": "st"}}
		}},
		"door.ask": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/door/self-triage", 0, answers(map[string]any{"finished": false, "consent": "yes"})}
		}},
		"door.help": {func(*testing.T, *apitest.Clinic) command {
			return command{"/door/help", 0, map[string]any{"id": apitest.ID(), "reason": "help"}}
		}},
		"door.book": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/door/bookings", 0, map[string]any{"id": apitest.ID(), "departmentId": takingBookings(t, c), "day": thursday, "start": "09:00", "reason": "collect"}}
		}},
		"door.move": {func(t *testing.T, c *apitest.Clinic) command {
			c.As("patient")
			id, department := own(t, c)
			return command{"/door/bookings/" + id + "/move", 0, map[string]any{"id": apitest.ID(), "version": 1, "departmentId": department, "day": thursday, "start": "10:00"}}
		}},
		"door.cancel": {func(t *testing.T, c *apitest.Clinic) command {
			c.As("patient")
			id, _ := own(t, c)
			return command{"/door/bookings/" + id + "/cancel", 0, map[string]any{"id": apitest.ID(), "version": 1}}
		}},
		"door.callUp": {func(t *testing.T, c *apitest.Clinic) command {
			offered, version := configuring(t, c)
			c.As("admin").PUT("/messages/settings", version, offered).Want(http.StatusOK)
			if view(c.As("patient")).Visit == nil {
				c.As("patient").POST("/door/check-in", map[string]any{"id": apitest.ID(), "reason": "collect"}).Want(http.StatusCreated)
			}
			return command{"/door/call-up", 0, map[string]any{"id": apitest.ID()}}
		}},
		"alert.answer": {func(t *testing.T, c *apitest.Clinic) command {
			phone, _ := c.Patient()
			in := map[string]any{"id": apitest.ID(), "reason": "cannot-walk"}
			phone.POST("/door/help", in).Want(http.StatusCreated)
			return command{"/alerts/" + in["id"].(string) + "/answer", 0, map[string]any{"id": apitest.ID()}}
		}},
	}
}

// view is what the patient sees.
func view(phone *apitest.Client) (v door.DoorView) {
	phone.GET("/door").Want(http.StatusOK).JSON(&v)
	return v
}

// A proxy or a tunnel by which a clinic publishes its box asks from the clinic's own network, for people who are elsewhere.
func TestWhoIsHandedOnIsNotAtTheClinic(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	phone, _ := c.Patient()
	for _, header := range [][]string{nil, {"X-Forwarded-For", "10.0.0.7"}, {"Forwarded", "for=10.0.0.7"}, {"Via", "1.1 tunnel"}} {
		var v door.DoorView
		phone.Send(http.MethodGet, "/door", nil, header...).Want(http.StatusOK).JSON(&v)
		if here := header == nil; v.Inside != here || v.May.CheckIn != here {
			t.Errorf("%v: %+v", header, v)
		}
	}
	phone.Send(http.MethodPost, "/door/check-in", map[string]any{"id": apitest.ID(), "reason": "general"}, "X-Forwarded-For", "10.0.0.7").Refused(http.StatusConflict, "door-inside")
}

// From a card to the nurse: what the patient does by themselves, and who hears of it.
func TestAPatientComesInByThemselves(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	phone, patientID := c.Patient()
	kiosk := c.Let(c.As("kiosk"), patientID)

	v := view(kiosk)
	if v.Initials == "" || v.BirthYear != 1984 || v.Language != "st" || !v.AsksPregnancy || v.Visit != nil || !v.May.CheckIn || v.May.Book || !v.Inside || v.ClinicName != "Ha Matala Clinic" {
		t.Errorf("%+v", v)
	}
	if last := v.Reasons[len(v.Reasons)-1].Code; len(v.Reasons) != 7 || last != "collect" {
		t.Errorf("%+v", v.Reasons)
	}
	in := map[string]any{"id": apitest.ID(), "reason": "collect"}
	kiosk.POST("/door/check-in", in).Want(http.StatusCreated).JSON(&v)
	if v.Visit == nil || v.Visit.Ticket != "NCD-001" || v.Visit.Stage != queue.StageWaiting || !v.Visit.CollectOnly || v.Visit.Before == nil || *v.Visit.Before != 0 || v.May.CheckIn || v.Visit.Said {
		t.Errorf("%+v", v.Visit)
	}
	kiosk.POST("/door/check-in", in).Want(http.StatusCreated) // sent again
	kiosk.POST("/door/check-in", with(in, map[string]any{"id": apitest.ID()})).Refused(http.StatusConflict, "visit-open")
	refuses(t, phone, "/door/check-in", func() map[string]any { return map[string]any{"id": apitest.ID(), "reason": "general"} }, []broken{
		{"reason", typed, "reason", "not-one-of"}, {"reason", nil, "reason", "required"}, {"language", "fr", "language", "not-one-of"},
	})

	// A few answers are not kept while there are more to come.
	var s door.DoorStep
	one := answers(map[string]any{"finished": false})
	kiosk.POST("/door/self-triage", one).Want(http.StatusOK).JSON(&s)
	if s.Kept || s.Next == nil || s.Next.ID != "RF02" || s.Level != "N" || s.Ticket != "NCD-001" || len(entriesOf(t, c, "door.ask")) != 0 {
		t.Errorf("%+v", s)
	}
	// An emergency is, with those who have to come.
	one["case"] = saidOf(map[string]any{"RF01": 0, "FV01": 1, "RF04": 1})
	s = door.DoorStep{}
	kiosk.POST("/door/self-triage", one).Want(http.StatusOK).JSON(&s)
	if !s.Kept || !s.Stop || s.Next != nil || s.Level != "E" || s.DepartmentName == "" {
		t.Errorf("%+v", s)
	}
	kiosk.POST("/door/self-triage", one).Want(http.StatusOK) // sent again
	other := maps.Clone(one)
	other["case"] = saidOf(map[string]any{"RF01": 1})
	kiosk.POST("/door/self-triage", other).Refused(http.StatusConflict, "command-reused")
	if !view(kiosk).Visit.Said || !view(phone).HelpComing {
		t.Errorf("%+v", view(kiosk))
	}

	// Reception is told how urgent, and to bring them to the nurse; never what was said.
	var list alert.Alerts
	body := c.As("clerk").GET("/alerts").Want(http.StatusOK).JSON(&list).Body
	if len(list.Alerts) != 1 || list.Alerts[0].Kind != alert.RedFlag || list.Alerts[0].Place != "The kiosk" || list.Alerts[0].Ticket != "NCD-001" || list.Alerts[0].Patient.ID != patientID || list.Alerts[0].Department == nil {
		t.Errorf("%s", body)
	}
	var day triage.SelfReports
	body = append(body, c.As("clerk").GET("/self-triage/reports").Want(http.StatusOK).JSON(&day).Body...)
	if len(day.Reports) != 1 || day.Day != "2026-11-24" || day.Reports[0].Level != "E" || !day.Reports[0].ToNurseNow || day.Reports[0].Ticket != "NCD-001" || day.Reports[0].Reviewed {
		t.Errorf("%s", body)
	}
	if bytes.Contains(body, []byte("RF04")) || bytes.Contains(body, []byte("breathe")) {
		t.Errorf("reception reads what was said: %s", body)
	}
	c.As("clerk").GET("/self-triage/reports?day=2026-11-23").Want(http.StatusOK).JSON(&day)
	if len(day.Reports) != 0 {
		t.Errorf("%+v", day)
	}
	alerts := func(who string) (n int) {
		var me staff.Session
		c.As(who).GET("/session").Want(http.StatusOK).JSON(&me)
		return me.Alerts
	}
	if alerts("nurse") != 1 || alerts("clerk") != 1 || alerts("admin") != 0 {
		t.Errorf("%d alerts", alerts("nurse"))
	}
	answer := map[string]any{"id": apitest.ID()}
	c.As("nurse").POST("/alerts/"+list.Alerts[0].ID+"/answer", answer).Want(http.StatusOK).JSON(&list)
	c.As("clerk").POST("/alerts/"+day1(t, c)+"/answer", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
	if len(list.Alerts) != 0 || alerts("nurse") != 0 || view(phone).HelpComing {
		t.Errorf("%+v", list)
	}
	c.As("nurse").POST("/alerts/"+apitest.ID()+"/answer", map[string]any{"id": apitest.ID()}).Refused(http.StatusNotFound, "not-found")

	// The nurse reads it in words, and stays below it only with a reason.
	var open chart.Chart
	c.As("nurse").GET("/patients/" + patientID + "/chart").Want(http.StatusOK).JSON(&open)
	if len(open.PatientSaid) != 1 {
		t.Fatalf("%+v", open.PatientSaid)
	}
	said := open.PatientSaid[0]
	if said.Level != "E" || said.Held != 1 || said.AnsweredBy != "companion" || said.Answers[0].ID != "RF04" || said.Why[0].ID != "RF04" || said.Why[0].St == "" || said.Review != nil || !said.Finished || said.AgeDays == nil || said.AgeDays.Low < 15000 {
		t.Errorf("%+v", said)
	}
	if !open.OpenVisit.Visit.ArrivedAt.Equal(c.Clock.Now()) || open.OpenVisit.Visit.SelfLevel != 1 {
		t.Errorf("%+v", open.OpenVisit.Visit)
	}
	path := "/visits/" + open.OpenVisit.Visit.ID + "/triage"
	c.As("nurse").POST(path, sorting(patientID)).Broken("said.reason", "reason-needed")
	c.As("nurse").POST(path, with(sorting(patientID), map[string]any{"said": map[string]any{"reason": "other", "text": " "}})).Broken("said.text", "required")
	var saved triage.Saved
	c.As("nurse").POST(path, with(sorting(patientID), map[string]any{"said": map[string]any{"reason": "asked-again", "text": "walked in"}})).Want(http.StatusCreated).JSON(&saved)
	c.As("doctor").GET("/patients/" + patientID + "/chart").JSON(&open)
	want := &triage.SaidReview{Verdict: "overridden", Level: saved.Visit.Level, Reason: "asked-again", Text: "walked in", By: "Thato Mohapi", At: c.Clock.Now().UTC()}
	if diff := cmp.Diff(want, open.PatientSaid[0].Review); diff != "" {
		t.Error(diff)
	}
	c.As("nurse").POST(path, sorting(patientID)).Want(http.StatusCreated) // judged once

	// The journal says that it was the patient, where, and by what they were known.
	opened := entriesOf(t, c, "door.open")
	if e := opened[0]; len(opened) != 2 || e.Role != "patient" || e.ActorID != patientID || e.PatientID != patientID {
		t.Errorf("%d %+v", len(opened), e)
	}
	if e := entriesOf(t, c, "door.checkIn")[0]; e.Role != "patient" || e.Device == "" || e.VisitID != open.OpenVisit.Visit.ID {
		t.Errorf("%+v", e)
	}
}

// day1 is any alert's id: the one that was answered already.
func day1(t *testing.T, c *apitest.Clinic) string {
	t.Helper()
	return entriesOf(t, c, "alert.answer")[0].SubjectID
}

// Somebody who cannot be let in learns nothing, not even why.
func TestOneAnswerToAllStrangers(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	person := func(number, birth, precision string) string {
		id := apitest.ID()
		asAnother(c, newcomer(map[string]any{"id": id, "givenNames": "Neo", "familyName": "Tau", "birthDate": birth, "birthPrecision": precision, "birthRecordedOn": "",
			"identifiers": []any{map[string]any{"system": "tb", "series": "", "value": "TB" + number}},
			"phones":      []any{map[string]any{"number": number, "owner": "", "mayLeaveMessage": true}}})).Want(http.StatusCreated)
		return id
	}
	known := person("58120001", "1984", "year")
	person("58120002", "1984", "year")
	person("58120002", "1984-05-06", "day") // of one family, born in one year
	dead := person("58120003", "1984", "year")
	person("58120004", "", "unknown")
	c.As("clerk").PUT("/patients/"+dead, 1, without(newcomer(map[string]any{"birthDate": "1984", "birthPrecision": "year", "birthRecordedOn": "", "deceasedOn": "2026-11-20",
		"phones": []any{map[string]any{"number": "58120003", "owner": "", "mayLeaveMessage": true}}}), "fileNumber", "identifiers")).Want(http.StatusOK)
	blank := blanks(t, c, 1)[0]
	var lost struct{ ID, Code, QR string }
	c.As("clerk").POST("/patients/"+known+"/cards", map[string]any{"id": apitest.ID()}).Want(http.StatusCreated).JSON(&lost)
	live := c.Card(known)
	c.As("clerk").POST("/cards/"+lost.ID+"/revoke", map[string]any{"id": apitest.ID(), "reason": "stolen"}).Want(http.StatusOK)

	strangers := map[string]map[string]any{
		"a number that nobody has":   {"number": "58129999", "birthYear": 1984},
		"another year":               {"number": "58120001", "birthYear": 1985},
		"one of a family":            {"number": "58120002", "birthYear": 1984},
		"somebody who has died":      {"number": "58120003", "birthYear": 1984},
		"nobody knows the birth of":  {"number": "58120004", "birthYear": 1984},
		"the end of a number":        {"number": "0001", "birthYear": 1984},
		"a number of another paper":  {"number": "TB58120001", "birthYear": 1984},
		"a name":                     {"number": "Neo Tau", "birthYear": 1984},
		"a card that was called off": {"card": lost.QR},
		"a blank card":               {"card": blank.QR},
		"no card of ours":            {"card": "KR1" + strings.Repeat("0", 21)},
		"a short code":               {"card": lost.Code},
		"something else":             {"card": "https://example.org"},
	}
	var first *apitest.Answer
	refused := func(name string, knock map[string]any) {
		t.Helper()
		phone := c.Device(device.Kiosk) // each with tries of its own
		a := phone.POST("/door/open", knock).Refused(http.StatusNotFound, "door-unknown")
		if first == nil {
			first = a
		}
		same := func(a *apitest.Answer) (http.Header, string) {
			h := a.Header.Clone()
			h.Del("Date")
			h.Del("X-Request-Id")
			return h, strings.ReplaceAll(string(a.Body), a.Problem.RequestID, "")
		}
		h, text := same(a)
		wantHeader, wantText := same(first)
		if diff := cmp.Diff(wantHeader, h) + cmp.Diff(wantText, text); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(strangers)) {
		refused(name, strangers[name])
	}
	c.Browser().POST("/door/open", map[string]any{"card": live}).Want(http.StatusCreated)
	for _, way := range []string{"58120001", "+266 5812-0001", "00266 5812 0001"} {
		c.Browser().POST("/door/open", map[string]any{"number": way, "birthYear": 1984}).Want(http.StatusCreated)
	}
	b := c.Browser()
	b.POST("/door/open", map[string]any{}).Broken("number", "required")
	b.POST("/door/open", map[string]any{"number": "58120001"}).Broken("birthYear", "required")
	b.POST("/door/open", map[string]any{"card": live, "number": "58120001", "birthYear": 1984}).Broken("number", "not-allowed")
	if n := len(entriesOf(t, c, "door.open")); n != 4 {
		t.Errorf("%d openings are in the journal", n)
	}
	// Where the manager says that only a card opens, the right number is anybody's; and the pages know.
	var f facility.Facility
	var b4, now api.Box
	c.As("guest").GET("/box").JSON(&b4)
	c.As("admin").GET("/facility").JSON(&f)
	in := change(f)
	in.Settings.Door.CardOnly = "perhaps"
	c.As("admin").PUT("/facility", f.Version, in).Broken("settings.door.cardOnly", "not-one-of")
	in.Settings.Door.CardOnly = facility.CardAlways
	c.As("admin").PUT("/facility", f.Version, in).Want(http.StatusOK)
	refused("the right number, without the card", map[string]any{"number": "58120001", "birthYear": 1984})
	c.Browser().POST("/door/open", map[string]any{"card": live}).Want(http.StatusCreated)
	if c.As("guest").GET("/box").JSON(&now); !b4.ByNumber || now.ByNumber {
		t.Errorf("before %+v, after %+v", b4, now)
	}
}

// With everything that lies about in a kiosk's browser there is no way out of it.
func TestThereIsNoWayOutOfAKiosk(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	_, patientID := c.Patient()
	_, victimID := c.Patient()
	kiosk := c.Let(c.As("kiosk"), patientID)
	manager := c.Browser().POST("/session", map[string]string{"username": "admin", "password": apitest.Password}).Want(201).Cookies[0]
	cookie := manager.Name + "=" + manager.Value

	for _, route := range c.API.Routes() {
		rule, _ := access.Find(route.Action)
		own := slices.Contains(rule.Roles, access.Kiosk) || strings.HasPrefix(string(route.Action), "door.")
		if own {
			continue
		}
		var body any
		if hasBody(route.Method) {
			body = map[string]string{"id": apitest.ID()}
		}
		a := kiosk.Send(route.Method, filled(route), body, "Cookie", cookie, "If-Match", `"1"`)
		if a.Status != http.StatusUnauthorized || a.Problem.Code != "unauthenticated" {
			t.Errorf("%s from a kiosk: %d %s", route.Action, a.Status, a.Problem.Code)
		}
	}
	for _, path := range []string{"/patients/" + patientID, "/patients/" + victimID + "/chart", "/queue", "/session", "/alerts", "/door/../queue", "/door%2f..%2fqueue", "/door/../session"} {
		if a := kiosk.GET(path); a.Status < 400 || a.Status >= 500 {
			t.Errorf("%s: %d", path, a.Status)
		}
	}
	if allowed := []access.Action{"box.read", "trust.page", "seal.read", "device.read", "events.read", "selfTriage.read", "selfTriage.score"}; true {
		for _, rule := range access.Table {
			name, _, _ := strings.Cut(string(rule.Action), ".")
			if slices.Contains(rule.Roles, access.Kiosk) != (slices.Contains(allowed, rule.Action) || slices.Contains([]access.Action{"door.open", "door.photo", "door.help"}, rule.Action)) {
				t.Errorf("%s: a kiosk's", rule.Action)
			}
			if slices.Contains(rule.Roles, access.Patient) != (name == "door" && rule.Roles != nil) {
				t.Errorf("%s: a patient's", rule.Action)
			}
		}
	}
}

// A token is worth something where it was given, for as long as it was given for.
func TestATokenForTheDoor(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	_, patientID := c.Patient()
	card := c.Card(patientID)
	open := func(b *apitest.Client) (o door.DoorOpened) {
		b.POST("/door/open", map[string]any{"card": card}).Want(http.StatusCreated).JSON(&o)
		return o
	}
	kiosk, other, phone := c.As("kiosk"), c.Device(device.Kiosk), c.Browser()
	atKiosk := open(kiosk)
	if len(atKiosk.Token) != 43 || atKiosk.ExpiresInSeconds != 120 || atKiosk.BirthYear != 1984 {
		t.Errorf("%+v", atKiosk)
	}
	onPhone := open(phone)
	if onPhone.ExpiresInSeconds != 900 || onPhone.Token == atKiosk.Token {
		t.Errorf("%+v", onPhone)
	}
	for name, c := range map[string]*apitest.Client{
		"a kiosk's at another":     other.With(atKiosk.Token),
		"a kiosk's on a phone":     phone.With(atKiosk.Token),
		"a phone's at a kiosk":     kiosk.With(onPhone.Token),
		"made up":                  phone.With(strings.Repeat("A", 43)),
		"cut":                      phone.With(onPhone.Token[:42]),
		"the patient's own number": phone.With(patientID),
	} {
		for _, path := range []string{"/door", "/door/free"} {
			if a := c.GET(path); a.Status != 401 || a.Problem.Code != "door-closed" {
				t.Errorf("%s: %s: %d %s", name, path, a.Status, a.Problem.Code)
			}
		}
	}
	phone.GET("/door").Refused(http.StatusUnauthorized, "unauthenticated")
	phone.Send(http.MethodGet, "/door", nil, "Karete-Door", onPhone.Token, "Authorization", "Bearer x").Refused(http.StatusBadRequest, "malformed")
	c.As("nurse").With(onPhone.Token).GET("/door").Want(http.StatusOK) // the token is what counts there
	c.As("nurse").With(onPhone.Token).GET("/queue").Want(http.StatusOK)

	// Whoever comes next at the kiosk ends whoever was there.
	next := open(kiosk)
	kiosk.With(atKiosk.Token).GET("/door").Refused(http.StatusUnauthorized, "door-closed")
	kiosk.With(next.Token).GET("/door").Want(http.StatusOK)
	kiosk.With(next.Token).POST("/door/close", nil).Want(http.StatusNoContent)
	kiosk.With(next.Token).GET("/door").Refused(http.StatusUnauthorized, "door-closed")

	// A device that was turned away is nobody's kiosk any more, at once.
	last := open(kiosk)
	var here device.Here
	kiosk.GET("/device").JSON(&here)
	c.As("admin").POST("/devices/"+here.ID+"/revoke", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
	kiosk.With(last.Token).GET("/door").Refused(http.StatusUnauthorized, "door-closed")
}

// Everybody sees and changes their own bookings only, and a few at that.
func TestBookingsAtTheDoor(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	department := takingBookings(t, c)
	phone, patientID := c.Patient()
	stranger, _ := c.Patient()
	var free door.DoorFree
	phone.GET("/door/free").Want(http.StatusOK).JSON(&free)
	if len(free.Departments) != 1 || free.Departments[0].ID != department || free.Departments[0].Days[0].State != "free" || len(free.Departments[0].Days[0].Slots) == 0 {
		t.Errorf("%+v", free)
	}
	in := map[string]any{"id": apitest.ID(), "departmentId": department, "day": thursday, "start": "09:00", "reason": "chronic"}
	var v door.DoorView
	phone.POST("/door/bookings", in).Want(http.StatusCreated).JSON(&v)
	if len(v.Bookings) != 1 || v.Bookings[0].ID != in["id"] || v.Bookings[0].Reason != "chronic" || v.Bookings[0].DepartmentName != "TB" || !v.Bookings[0].MayChange || !v.May.Book {
		t.Errorf("%+v", v)
	}
	refuses(t, phone, "/door/bookings", func() map[string]any { return with(in, map[string]any{"id": apitest.ID(), "day": "2026-11-27"}) }, []broken{
		{"reason", typed, "reason", "not-one-of"}, {"day", "2027-11-26", "day", "too-far"}, {"start", "09:10", "start", "no-such-slot"}, {"day", "2026-11-20", "day", "past"},
		{"departmentId", apitest.ID(), "departmentId", "unknown"},
	})
	phone.POST("/door/bookings", with(in, map[string]any{"id": apitest.ID(), "day": "2026-11-27"})).Want(http.StatusCreated)
	phone.POST("/door/bookings", with(in, map[string]any{"id": apitest.ID(), "day": "2026-11-30"})).Refused(http.StatusConflict, "booking-limit")

	// Another patient's, in words of the desk's: not theirs to see, to move or to cancel.
	theirs := booked(t, c, department)
	nobodys := apitest.ID()
	for name, bookingID := range map[string]string{"another's": theirs.ID, "nobody's": nobodys} {
		move := map[string]any{"id": apitest.ID(), "version": 1, "departmentId": department, "day": thursday, "start": "10:00"}
		phone.POST("/door/bookings/"+bookingID+"/move", move).Refused(http.StatusNotFound, "not-found")
		a := phone.POST("/door/bookings/"+bookingID+"/cancel", map[string]any{"id": apitest.ID(), "version": 1}).Refused(http.StatusNotFound, "not-found")
		if bytes.Contains(a.Body, []byte(bookingID)) {
			t.Errorf("%s: %s", name, a.Body)
		}
	}
	stranger.POST("/door/bookings/"+in["id"].(string)+"/cancel", map[string]any{"id": apitest.ID(), "version": 1}).Refused(http.StatusNotFound, "not-found")
	path := "/door/bookings/" + in["id"].(string)
	phone.POST(path+"/move", map[string]any{"id": apitest.ID(), "version": 2, "departmentId": department, "day": thursday, "start": "10:00"}).Refused(http.StatusConflict, "stale")
	phone.POST(path+"/move", map[string]any{"id": apitest.ID(), "version": 1, "departmentId": department, "day": thursday, "start": "10:00"}).Want(http.StatusOK).JSON(&v)
	if v.Bookings[0].Start != "10:00" || v.Bookings[0].Version != 2 {
		t.Errorf("%+v", v.Bookings)
	}
	var desk appointment.PatientAppointments
	c.As("clerk").GET("/patients/" + patientID + "/appointments").Want(http.StatusOK).JSON(&desk)
	if a := desk.Appointments[0]; a.Source != appointment.ByPatient || a.BookedBy != "" {
		t.Errorf("%+v", a)
	}
	phone.POST(path+"/cancel", map[string]any{"id": apitest.ID(), "version": 2}).Want(http.StatusOK).JSON(&v)
	if len(v.Bookings) != 1 {
		t.Errorf("%+v", v.Bookings)
	}
	words := booking(patientID, takingBookings(t, c), thursday, "09:00")
	words["reason"] = "TB result"
	c.As("clerk").POST("/appointments", words).Want(http.StatusCreated)
	if body := phone.GET("/door").Body; bytes.Contains(body, []byte("TB result")) {
		t.Errorf("what the desk wrote is on the glass: %s", body)
	}
	// Who changes their mind for ever is asked to wait.
	last := 0
	for range 12 {
		last = phone.POST("/door/bookings", with(in, map[string]any{"id": apitest.ID(), "day": "2026-12-01"})).Status
		if last == http.StatusCreated {
			for _, b := range view(phone).Bookings {
				if b.Day == "2026-12-01" {
					last = phone.POST("/door/bookings/"+b.ID+"/cancel", map[string]any{"id": apitest.ID(), "version": b.Version}).Status
				}
			}
		}
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("%d", last)
	}
}

// Whoever is expected today comes to where they are expected.
func TestABookingIsWhatSomebodyComesFor(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	department := takingBookings(t, c)
	phone, patientID := c.Patient()
	in := booking(patientID, department, "2026-11-24", "10:00")
	in["reason"] = "dressing"
	c.As("clerk").POST("/appointments", in).Want(http.StatusCreated)
	v := view(phone)
	if v.Reasons[0].Code != "dressing" || v.Reasons[0].BookingID != in["id"] {
		t.Errorf("%+v", v.Reasons)
	}
	phone.POST("/door/check-in", map[string]any{"id": apitest.ID(), "reason": "dressing"}).Want(http.StatusCreated).JSON(&v)
	if v.Visit.DepartmentID != department || len(v.Bookings) != 0 {
		t.Errorf("%+v", v)
	}
}

// Help is called once for as long as nobody comes, and by nobody for fun.
func TestHelpIsCalledOnce(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	kiosk := c.As("kiosk")
	call := func() map[string]any { return map[string]any{"id": apitest.ID(), "reason": "help"} }
	c.As("guest").POST("/door/help", call()).Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("nurse").POST("/door/help", call()).Refused(http.StatusForbidden, "forbidden")
	var first, again door.DoorCalled
	kiosk.POST("/door/help", call()).Want(http.StatusCreated).JSON(&first)
	c.Clock.Advance(time.Second)
	kiosk.POST("/door/help", call()).Want(http.StatusCreated).JSON(&again)
	if !first.RaisedAt.Equal(again.RaisedAt) || len(entriesOf(t, c, "door.help")) != 1 {
		t.Errorf("%v, then %v", first, again)
	}
	refuses(t, kiosk, "/door/help", call, []broken{{"reason", "red-flag", "reason", "not-one-of"}, {"reason", nil, "reason", "required"}})
	answerAll := func() {
		var list alert.Alerts
		c.As("clerk").GET("/alerts").Want(http.StatusOK).JSON(&list)
		for _, one := range list.Alerts {
			if one.Patient != nil || one.Place != "The kiosk" {
				t.Errorf("%+v", one)
			}
			c.As("clerk").POST("/alerts/"+one.ID+"/answer", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
		}
	}
	for range 4 {
		answerAll()
		kiosk.POST("/door/help", call()).Want(http.StatusCreated)
	}
	answerAll()
	kiosk.POST("/door/help", call()).Refused(http.StatusTooManyRequests, "throttled")
}

// Who waits may ask for a message where the clinic sends any.
func TestAMessageIsAskedFor(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	phone, _ := c.Patient()
	ask := func() map[string]any { return map[string]any{"id": apitest.ID()} }
	phone.POST("/door/call-up", ask()).Refused(http.StatusNotFound, "not-found")
	phone.POST("/door/check-in", map[string]any{"id": apitest.ID(), "reason": "general"}).Want(http.StatusCreated)
	if view(phone).May.CallUp {
		t.Error("nothing is sent here")
	}
	phone.POST("/door/call-up", ask()).Refused(http.StatusConflict, "wrong-state")
	offered, version := configuring(t, c)
	c.As("admin").PUT("/messages/settings", version, offered).Want(http.StatusOK)
	if v := view(phone); !v.May.CallUp || v.Visit.CallUpBefore != 3 || v.Visit.CallUpAsked {
		t.Errorf("%+v %+v", v.May, v.Visit)
	}
	var v door.DoorView
	phone.POST("/door/call-up", ask()).Want(http.StatusOK).JSON(&v)
	if v.May.CallUp || !v.Visit.CallUpAsked {
		t.Errorf("%+v", v)
	}
}

// A photo of the card is as good as a scanner, and one of anything else is no guess.
func TestAPhotoOfACard(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	_, patientID := c.Patient()
	code, err := qr.New(c.Card(patientID))
	if err != nil {
		t.Fatal(err)
	}
	shot, err := code.PNG(8)
	if err != nil {
		t.Fatal(err)
	}
	send := func(b *apitest.Client, body []byte, kind string) *apitest.Answer {
		return b.Send(http.MethodPost, "/door/photo", body, "Content-Type", kind)
	}
	var o door.DoorOpened
	kiosk := c.As("kiosk")
	send(kiosk, shot, "image/png").Want(http.StatusCreated).JSON(&o)
	kiosk.With(o.Token).GET("/door").Want(http.StatusOK)
	send(kiosk, shot, "text/plain").Refused(http.StatusUnsupportedMediaType, "unsupported-media")
	send(kiosk, []byte("no picture"), "image/png").Refused(http.StatusUnsupportedMediaType, "unsupported-media")
	send(kiosk, make([]byte, 2<<20+1), "image/jpeg").Refused(http.StatusRequestEntityTooLarge, "too-large")
	blank, err := qr.New(blanks(t, c, 1)[0].QR)
	if err != nil {
		t.Fatal(err)
	}
	if shot, err = blank.PNG(8); err != nil {
		t.Fatal(err)
	}
	send(c.Browser(), shot, "image/png").Refused(http.StatusNotFound, "door-unknown")
	if n := len(entriesOf(t, c, "door.photo")); n != 1 {
		t.Errorf("%d openings", n)
	}
}

func without(in map[string]any, names ...string) map[string]any {
	out := maps.Clone(in)
	for _, n := range names {
		delete(out, n)
	}
	return out
}

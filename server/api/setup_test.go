package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/fault"
	"karete/server/setup"
	"karete/server/staff"
)

type fields = map[string]any

// steps answers the whole wizard.
func steps() []struct {
	step string
	body fields
} {
	return []struct {
		step string
		body fields
	}{
		{"language", fields{"language": "st"}},
		{"clinic", fields{"clinic": fields{"name": "Ha Matala Clinic", "code": "MSU-014", "district": "Maseru", "country": "LS"}}},
		{"admin", fields{"admin": fields{"username": "mpho", "displayName": "’M’e Mpho", "password": apitest.Password}}},
		{"clock", fields{"clock": fields{"confirmed": true}}},
		{"departments", fields{"departments": []fields{{"code": "OPD", "name": "Outpatients", "kind": "consultation"}}}},
		{"staff", fields{"staff": []fields{{"username": "thato", "displayName": "Thato", "roles": []string{"nurse"}, "departments": []string{"OPD"}}}}},
	}
}

func TestTheWizard(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	b := c.Browser()
	b.POST("/session", map[string]string{"username": "admin", "password": "admin"}).Refused(409, "not-set-up")
	for i, s := range steps() {
		var box api.Box
		b.GET("/box").Want(200).JSON(&box)
		if box.SetUp || box.Facility != nil || box.SetUpStep != s.step {
			t.Errorf("before %s: %+v", s.step, box)
		}
		var p setup.Progress
		b.PUT("/setup/"+s.step, 0, s.body).Want(200).JSON(&p)
		if !p.Steps[i].Answered || p.Steps[i].Step != s.step {
			t.Errorf("after %s: %+v", s.step, p.Steps)
		}
	}
	// The power goes: nothing of it is lost, and no password lies about.
	a := b.GET("/setup").Want(200)
	if strings.Contains(string(a.Body), apitest.Password) || strings.Contains(string(a.Body), "argon2id") {
		t.Errorf("a password comes back: %s", a.Body)
	}
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	after := apitest.Open(t, c.DB.Path())
	b = after.Browser()
	var p setup.Progress
	b.GET("/setup").Want(200).JSON(&p)
	if p.Next != "" || p.Answers.Clinic.Name != "Ha Matala Clinic" || p.Answers.Admin.Username != "mpho" || len(p.Offered) == 0 || !p.Now.Equal(after.Clock.Now()) {
		t.Errorf("after the restart: %+v", p)
	}

	var f setup.Founded
	b.POST("/setup", setup.Finish{ID: apitest.ID()}).Want(201).JSON(&f)
	if f.Admin != "mpho" || len(f.Staff) != 1 || f.Staff[0].OneTimePassword == "" || f.Facility.Language != "st" {
		t.Errorf("%+v", f)
	}
	var s staff.Session
	b.POST("/session", map[string]string{"username": "mpho", "password": apitest.Password}).Want(201).JSON(&s)
	if s.MustChangePassword || s.Staff.Language != "st" {
		t.Errorf("%+v", s)
	}
	b.POST("/session", map[string]string{"username": "thato", "password": f.Staff[0].OneTimePassword}).Want(201).JSON(&s)
	if !s.MustChangePassword || len(s.Staff.Departments) != 1 {
		t.Errorf("%+v", s)
	}
	b = after.Browser()
	b.GET("/setup").Refused(409, "set-up-already")
	b.PUT("/setup/language", 0, fields{"language": "en"}).Refused(409, "set-up-already")
	b.POST("/setup", setup.Finish{ID: apitest.ID()}).Refused(409, "set-up-already")
}

func TestTheWizardNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	b := apitest.NewEmpty(t).Browser()
	a := b.POST("/setup", setup.Finish{ID: apitest.ID()})
	for _, step := range []string{"language", "clinic", "admin", "clock", "departments"} {
		a.Broken(step, "required")
	}
	for _, tt := range []struct {
		step, field, code string
		body              fields
	}{
		{"language", "language", "required", fields{}},
		{"language", "language", "not-one-of", fields{"language": "fr"}},
		{"language", "clock", "not-allowed", fields{"language": "en", "clock": fields{"confirmed": true}}},
		{"clinic", "clinic.name", "required", fields{"clinic": fields{"name": " ", "code": "A1", "district": "Maseru", "country": "LS"}}},
		{"admin", "admin.password", "too-short", fields{"admin": fields{"username": "mpho", "displayName": "Mpho", "password": "short"}}},
		{"admin", "admin.password", "required", fields{"admin": fields{"username": "mpho", "displayName": "Mpho"}}},
		{"admin", "admin.password", "common-password", fields{"admin": fields{"username": "mpho", "displayName": "Mpho", "password": "mpho and the others"}}},
		{"admin", "admin.username", "pattern", fields{"admin": fields{"username": "’M’e", "displayName": "Mpho", "password": apitest.Password}}},
		{"clock", "clock.confirmed", "required", fields{"clock": fields{"confirmed": false}}},
		{"departments", "departments[1].code", "duplicate", fields{"departments": []fields{
			{"code": "OPD", "name": "A", "kind": "other"}, {"code": "OPD", "name": "B", "kind": "other"}}}},
		{"departments", "departments[0].code", "pattern", fields{"departments": []fields{{"code": "opd", "name": "A", "kind": "other"}}}},
		{"staff", "staff[0].departments[0]", "unknown", fields{"staff": []fields{{"username": "thato", "displayName": "T", "roles": []string{"nurse"}, "departments": []string{"XYZ"}}}}},
		{"staff", "staff[1].username", "duplicate", fields{"staff": []fields{
			{"username": "thato", "displayName": "T", "roles": []string{"nurse"}}, {"username": "Thato", "displayName": "T", "roles": []string{"clerk"}}}}},
	} {
		b.PUT("/setup/"+tt.step, 0, tt.body).Broken(tt.field, tt.code)
	}
	b.PUT("/setup/network", 0, fields{}).Want(422)
	var p setup.Progress
	b.PUT("/setup/staff", 0, fields{"staff": []fields{}}).Want(200).JSON(&p)
	if !p.Steps[5].Answered { // nobody else yet is an answer
		t.Errorf("%+v", p.Steps)
	}
}

func TestTheWizardIsForWhoWasAtTheBox(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	ask := func(code string) (int, string) {
		r := httptest.NewRequest(http.MethodGet, "https://192.168.0.2/api/v1/setup", nil)
		r.RemoteAddr = "192.168.0.7:5000"
		r.Header.Set("X-Karete-Setup-Code", code)
		w := httptest.NewRecorder()
		c.API.Handler().ServeHTTP(w, r)
		return w.Code, w.Header().Get("Retry-After")
	}
	code := c.API.Setup.Code()
	if len(code) != 8 {
		t.Fatalf("code %q", code)
	}
	if got, _ := ask(""); got != 403 {
		t.Errorf("without a code: %d", got)
	}
	if got, _ := ask(strings.ToLower(code[:4] + "-" + code[4:])); got != 200 {
		t.Errorf("with the code: %d", got)
	}
	for range 5 {
		if got, _ := ask("00000000"); got != 403 {
			t.Errorf("with another code: %d", got)
		}
	}
	if got, wait := ask(code); got != 429 || wait != "2" {
		t.Errorf("after five wrong ones: %d, wait %q", got, wait)
	}
	c.Browser().GET("/setup").Want(200) // at the box itself nobody waits
}

func TestAnswersFromAFile(t *testing.T) {
	t.Parallel()
	room := apitest.NewEmpty(t).API.Setup
	var a setup.Answers
	_, err := room.Apply(t.Context(), a)
	if f := fault.Of(err); f == nil || f.Code != fault.Invalid || len(f.Fields) != 5 {
		t.Errorf("an empty file: %v", err)
	}
	for _, s := range steps() {
		text, err := json.Marshal(s.body)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &a); err != nil {
			t.Fatal(err)
		}
	}
	founded, err := room.Apply(t.Context(), a)
	if err != nil || len(founded.Staff) != 1 || founded.Staff[0].Username != "thato" {
		t.Fatalf("%+v %v", founded, err)
	}
	if _, err := room.Apply(t.Context(), a); !fault.Is(err, fault.SetUpAlready) {
		t.Errorf("the second time: %v", err)
	}
}

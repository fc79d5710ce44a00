package opinion_test

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/api/apitest"
	"karete/server/chart"
	"karete/server/door"
	"karete/server/opinion"
	"karete/server/triage"
	"karete/server/triage/remote"
)

const appKey = "a-key-nobody-sees-again"

// outside stands in for the provider.
type outside struct {
	asked  atomic.Int32
	status atomic.Int32
	level  atomic.Value
	sent   atomic.Value
}

func (o *outside) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	o.asked.Add(1)
	o.sent.Store(string(body) + r.Header.Get("App-Key"))
	w.WriteHeader(int(o.status.Load()))
	io.WriteString(w, `{"triage_level":"`+o.level.Load().(string)+`","serious":[]}`)
}

type clinic struct {
	*apitest.Clinic
	t       *testing.T
	outside *outside
	room    *opinion.Room
	log     *bytes.Buffer
}

func open(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{Clinic: apitest.New(t), t: t, outside: &outside{}, log: &bytes.Buffer{}}
	c.outside.status.Store(200)
	c.outside.level.Store("self_care")
	server := httptest.NewServer(c.outside)
	t.Cleanup(server.Close)
	c.room = opinion.New(c.Gate, opinion.Options{URL: server.URL, Log: slog.New(slog.NewTextHandler(c.log, nil))})
	t.Cleanup(c.room.Close)
	return c
}

func setting(changes map[string]any) map[string]any {
	in := map[string]any{"id": apitest.ID(), "on": true, "agreed": true, "mapping": map[string]string{"FV01": "s_98", "BR05": "s_50"}, "appId": "clinic", "appKey": appKey}
	for k, v := range changes {
		if v == nil {
			delete(in, k)
		} else {
			in[k] = v
		}
	}
	return in
}

// says has a patient who is here answer the questions, and answers the report's id.
// consent is what they said to whether it may be sent, "" when they were not asked.
func (c *clinic) says(answers map[string]int, consent string) (reportID, patientID string) {
	c.t.Helper()
	phone, patientID := c.Patient()
	kiosk := c.Let(c.Device("kiosk"), patientID)
	kiosk.POST("/door/check-in", map[string]any{"id": apitest.ID(), "reason": "general"}).Want(201)
	reportID = apitest.ID()
	in := said(reportID, answers, true)
	if consent != "" {
		in["consent"] = consent
	}
	phone.POST("/door/self-triage", in).Want(200)
	return reportID, patientID
}

func said(reportID string, answers map[string]int, finished bool) map[string]any {
	return map[string]any{"id": reportID, "case": map[string]any{"pregnancy": "no", "answers": answers}, "answeredBy": "patient", "language": "st", "finished": finished}
}

func (c *clinic) said(patientID string) triage.PatientSaid {
	c.t.Helper()
	var seen chart.Chart
	c.As("nurse").GET("/patients/" + patientID + "/chart").Want(200).JSON(&seen)
	if len(seen.PatientSaid) != 1 {
		c.t.Fatalf("%d reports", len(seen.PatientSaid))
	}
	return seen.PatientSaid[0]
}

func (c *clinic) ask(reportID string) {
	c.t.Helper()
	if err := c.room.Ask(reportID); err != nil {
		c.t.Fatal(err)
	}
}

var fever = map[string]int{"RF01": 0, "FV01": 1}

func TestItIsOffUntilAManagerHasEverything(t *testing.T) {
	t.Parallel()
	c := open(t)
	report, patient := c.says(fever, "yes")
	c.ask(report)
	var s opinion.RemoteTriage
	admin := c.As("admin")
	if a := admin.GET("/self-triage/remote").Want(200).JSON(&s); s.On || s.Agreed || s.Keys != "none" || s.Version != 1 || a.Header.Get("ETag") != `"1"` {
		t.Errorf("%+v", s)
	}
	for _, who := range []string{"clerk", "nurse", "doctor"} {
		c.As(who).GET("/self-triage/remote").Refused(403, "forbidden")
		c.As(who).PUT("/self-triage/remote", 1, setting(nil)).Refused(403, "forbidden")
	}
	c.As("guest").GET("/self-triage/remote").Refused(401, "unauthenticated")
	admin.PUT("/self-triage/remote", 0, setting(nil)).Refused(428, "version-required")
	for _, tt := range []struct {
		changes     map[string]any
		field, code string
	}{
		{map[string]any{"agreed": false}, "agreed", "required"},
		{map[string]any{"appKey": nil}, "appKey", "required"},
		{map[string]any{"mapping": map[string]string{}}, "mapping", "required"},
		{map[string]any{"mapping": map[string]string{"FV01": "fever"}}, "mapping.FV01", "pattern"},
		{map[string]any{"mapping": map[string]string{"FV99": "s_1"}}, "mapping", "unknown"},
		{map[string]any{"appKey": "with a space"}, "appKey", "pattern"},
	} {
		admin.PUT("/self-triage/remote", 1, setting(tt.changes)).Broken(tt.field, tt.code)
	}
	c.ask(report)
	if n := c.outside.asked.Load(); n != 0 || c.said(patient).Provider != nil {
		t.Errorf("it was asked %d times", n)
	}
	in := setting(nil)
	a := admin.PUT("/self-triage/remote", 1, in).Want(200).JSON(&s)
	if !s.On || s.Keys != "box" || s.Version != 2 || strings.Contains(string(a.Body), appKey) || strings.Contains(string(admin.GET("/self-triage/remote").Body), appKey) {
		t.Errorf("%s", a.Body)
	}
	admin.PUT("/self-triage/remote", 1, in).Want(200) // sent again
	admin.PUT("/self-triage/remote", 1, setting(nil)).Refused(409, "stale")
	// The keys stay when they are not said again.
	admin.PUT("/self-triage/remote", 2, setting(map[string]any{"appId": nil, "appKey": nil})).Want(200)
	report, _ = c.says(fever, "yes")
	c.ask(report)
	if sent, _ := c.outside.sent.Load().(string); !strings.HasSuffix(sent, appKey) {
		t.Errorf("sent %s", sent)
	}
	if dump := journalled(t, c.Clinic); strings.Contains(dump, appKey) || !strings.Contains(dump, `"on":true`) {
		t.Error("the journal holds a key, or does not say that it was switched on")
	}
}

// Both answers stand side by side, and the queue holds the more urgent.
func TestItOnlyRaises(t *testing.T) {
	t.Parallel()
	c := open(t)
	c.As("admin").PUT("/self-triage/remote", 1, setting(nil)).Want(200)
	for level, want := range map[string]string{"emergency": "E", "consultation_24": "D", "self_care": "D"} {
		c.outside.level.Store(level)
		asked := c.outside.asked.Load()
		report, patient := c.says(fever, "yes")
		before := c.said(patient)
		c.ask(report)
		c.ask(report) // heard once
		if n := c.outside.asked.Load() - asked; n != 1 {
			t.Errorf("asked %d times", n)
		}
		s := c.said(patient)
		if before.Level != "D" || s.Level != before.Level || string(s.Merged) != want || s.Held != s.Merged.Held() || s.Provider == nil || s.Provider.Name != remote.Infermedica || s.Provider.Request == "" {
			t.Errorf("%s: before %+v, after %+v", level, before, s)
		}
		sent := c.outside.sent.Load().(string)
		if !strings.HasPrefix(sent, `{"sex":"female","age":{"value":42,"unit":"year"},"evidence":[{"id":"s_98","choice_id":"present","source":"initial"}]}`) {
			t.Errorf("sent %s", sent)
		}
		if strings.Contains(sent, patient) || strings.Contains(sent, report) {
			t.Errorf("an id of ours was sent: %s", sent)
		}
	}
}

// What a patient did not agree to, before these very answers, goes nowhere; and once it
// is said it stands.
func TestNothingLeavesWithoutAYes(t *testing.T) {
	t.Parallel()
	c := open(t)
	before, _ := c.says(fever, "yes") // while it was off: they were not asked, whatever their page says
	admin := c.As("admin")
	phone, _ := c.Patient()
	asks := func() (view door.DoorView) {
		phone.GET("/door").Want(200).JSON(&view)
		return view
	}
	if asks().AsksConsent {
		t.Error("asked for nothing")
	}
	admin.PUT("/self-triage/remote", 1, setting(nil)).Want(200)
	if !asks().AsksConsent {
		t.Error("not asked")
	}
	var reports []string
	for _, consent := range []string{"", "no"} {
		report, patient := c.says(fever, consent)
		if s := c.said(patient); s.ProviderConsent != cmp.Or(consent, "not-asked") {
			t.Errorf("%q: %+v", consent, s)
		}
		reports = append(reports, report)
	}
	odd := said(apitest.ID(), fever, true)
	odd["consent"] = "perhaps"
	phone.POST("/door/self-triage", odd).Broken("consent", "not-one-of")
	// Left in the middle, after a yes.
	left := said(apitest.ID(), fever, false)
	left["consent"] = "yes"
	phone.POST("/door/self-triage", left).Want(200)
	phone.POST("/door/close", map[string]any{}).Want(204)
	for _, report := range append(reports, left["id"].(string), before) {
		c.ask(report)
	}
	yes, patient := c.says(fever, "yes")
	admin.PUT("/self-triage/remote", 2, setting(map[string]any{"on": false})).Want(200)
	c.ask(yes)
	if n := c.outside.asked.Load(); n != 0 {
		t.Fatalf("it was asked %d times", n)
	}
	if s := c.said(patient); s.ProviderConsent != "yes" || s.ProviderAskedAt != nil {
		t.Errorf("%+v", s)
	}

	// Neither a no becomes a yes, nor a report that was asked about one that was not.
	admin.PUT("/self-triage/remote", 3, setting(nil)).Want(200)
	c.ask(yes)
	if n := c.outside.asked.Load(); n != 1 {
		t.Fatalf("it was asked %d times", n)
	}
	for statement, report := range map[string]string{
		`UPDATE self_report SET provider_consent = 'yes' WHERE id = ?`:                                                                         reports[1],
		`UPDATE self_report SET provider_consent = 'no' WHERE id = ?`:                                                                          yes,
		`UPDATE self_report SET provider_asked_at = 5 WHERE id = ?`:                                                                            reports[1],
		`UPDATE self_report SET provider_asked_at = 6, complete = 1 WHERE id = ?`:                                                              left["id"].(string),
		`UPDATE self_report SET provider_asked_at = NULL WHERE id = ?`:                                                                         yes,
		`UPDATE self_report SET provider = 'x', provider_level = 'E', provider_at = 5, merged_level = 'E' WHERE id = ?`:                        reports[0],
		`UPDATE self_report SET provider = 'x', provider_level = 'E', provider_at = 5, merged_level = 'E', provider_version = '' WHERE id = ?`: left["id"].(string),
	} {
		err := c.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(statement, report)
			return err
		})
		var refused *db.ConstraintError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if !strings.Contains(journalled(t, c.Clinic), `"provider_asked_at":1`) {
		t.Error("the journal does not say that it was sent")
	}
}

func TestWhatIsNoAnswerChangesNothing(t *testing.T) {
	t.Parallel()
	c := open(t)
	c.As("admin").PUT("/self-triage/remote", 1, setting(nil)).Want(200)
	c.outside.status.Store(402)
	c.outside.level.Store("emergency")
	report, patient := c.says(fever, "yes")
	c.ask(report)
	if s := c.said(patient); s.Merged != "D" || s.Provider != nil || s.ProviderAskedAt == nil {
		t.Errorf("%+v", s)
	}
	// An account that is used up is not asked again for every patient.
	c.outside.status.Store(200)
	another, _ := c.says(fever, "yes")
	c.ask(another)
	if n := c.outside.asked.Load(); n != 1 || !strings.Contains(c.log.String(), "payment") || strings.Contains(c.log.String(), appKey) || strings.Contains(c.log.String(), patient) {
		t.Errorf("asked %d times, %s", n, c.log)
	}
	// Nor is anybody who cannot become more urgent, or of whom it knows nothing.
	c = open(t)
	c.As("admin").PUT("/self-triage/remote", 1, setting(nil)).Want(200)
	for _, answers := range []map[string]int{{"RF04": 1}, {"AB01": 1}} {
		report, patient = c.says(answers, "yes")
		c.ask(report)
		if s := c.said(patient); s.ProviderAskedAt != nil {
			t.Errorf("%v: %+v", answers, s)
		}
	}
	if n := c.outside.asked.Load(); n != 0 {
		t.Errorf("asked %d times", n)
	}
	c.room.Submitted(report) // over: nothing goes on any more
	c.room.Close()
	c.room.Submitted(report)
}

func journalled(t *testing.T, c *apitest.Clinic) string {
	t.Helper()
	var all strings.Builder
	err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
		for seq := int64(1); ; seq++ {
			e, ok, err := journal.BySeq(tx, seq)
			if err != nil || !ok {
				return err
			}
			all.Write(e.Payload)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

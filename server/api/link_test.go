package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/audit"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/disclosure"
	"karete/server/encounter"
	"karete/server/patient"
	"karete/server/visit"
)

// double is somebody with two files: both with a number, a phone, a card, a photo, a
// finished visit with a note, an allergy and a problem.
type double struct {
	t     *testing.T
	c     *apitest.Clinic
	files [2]file
}

type file struct {
	id, number, phone, card, allergy, problem, visit, encounter string
}

func (f file) path() string { return "/patients/" + f.id }

func newDouble(t *testing.T) *double {
	t.Helper()
	d := &double{t: t, c: apitest.New(t)}
	d.files[0] = d.file("’Mathabo", "Letsie", "58124471", "Penicillin", "Asthma", "Amoxicillin")
	d.files[1] = d.file("Mathabo", "Mokwena", "62007788", "Sulfa", "Hypertension", "Paracetamol")
	return d
}

func (d *double) file(given, family, phone, allergy, problem, medicine string) (f file) {
	d.t.Helper()
	clerk, nurse, doctor := d.c.As("clerk"), d.c.As("nurse"), d.c.As("doctor")
	f.id, f.allergy, f.problem, f.phone = apitest.ID(), apitest.ID(), apitest.ID(), phone
	var made struct{ Patient patient.Patient }
	in := newcomer(map[string]any{"id": f.id, "givenNames": given, "familyName": family, "sex": "female", "birthDate": "", "birthPrecision": "unknown",
		"birthRecordedOn": "", "phones": []any{map[string]any{"number": phone}}, "identifiers": []any{map[string]any{"system": "art", "value": "ART " + phone}}})
	clerk.POST("/patients", in).Want(http.StatusCreated).JSON(&made)
	f.number = made.Patient.FileNumber
	var issued card.Card
	clerk.POST(f.path()+"/cards", map[string]any{"id": apitest.ID()}).Want(http.StatusCreated).JSON(&issued)
	f.card = issued.Code
	photograph(d.t, d.c, "clerk", f.id, face(d.t, 60, 80)).Want(http.StatusCreated)
	nurse.POST(f.path()+"/allergies", map[string]any{"id": f.allergy, "status": "active", "substance": allergy, "class": "", "reaction": "rash", "reason": ""}).Want(http.StatusCreated)
	nurse.POST(f.path()+"/problems", map[string]any{"id": f.problem, "status": "active", "system": "", "code": "", "text": problem, "since": "", "reason": ""}).Want(http.StatusCreated)
	var v visit.Visit
	clerk.POST("/visits", checkIn(d.c, f.id)).Want(http.StatusCreated).JSON(&v)
	nurse.POST("/visits/"+v.ID+"/triage", sorting(f.id)).Want(http.StatusCreated)
	var signed encounter.Signed
	note := with(signing(f.id), map[string]any{"prescriptions": []any{map[string]any{"medicine": medicine, "form": "tablet", "strength": "", "atc": "", "dose": "1", "frequency": "daily", "quantity": "10", "note": ""}}})
	doctor.POST("/visits/"+v.ID+"/encounters", note).Want(http.StatusCreated).JSON(&signed)
	f.visit, f.encounter = v.ID, signed.Encounter.ID
	return f
}

func (d *double) merge(from, into file) *apitest.Answer {
	d.t.Helper()
	return d.c.As("admin").POST(from.path()+"/merge", map[string]any{"id": apitest.ID(), "intoId": into.id, "reason": "same phone"})
}

func (d *double) unmerge(f file) *apitest.Answer {
	d.t.Helper()
	return d.c.As("admin").POST(f.path()+"/unmerge", map[string]any{"id": apitest.ID(), "reason": "the sister"})
}

func (d *double) search(text string) []patient.PatientSummary {
	d.t.Helper()
	var r patient.SearchResult
	d.c.As("clerk").POST("/patients/search", map[string]any{"text": text}).Want(http.StatusOK).JSON(&r)
	return r.Patients
}

func (d *double) chart(f file) (c chart.Chart) {
	d.t.Helper()
	d.c.As("doctor").GET(f.path() + "/chart").Want(http.StatusOK).JSON(&c)
	return c
}

// rows are all rows of the clinic that the journal covers, but the links themselves.
func (d *double) rows() map[string][]string {
	d.t.Helper()
	all := map[string][]string{}
	err := d.c.DB.Read(d.t.Context(), func(tx *db.Tx) error {
		for _, table := range slices.DeleteFunc(slices.Clone(journal.Tables), func(t string) bool { return t == "patient_link" }) {
			ids, err := tx.Query("SELECT id FROM " + table + " ORDER BY id")
			if err != nil {
				return err
			}
			defer ids.Close()
			for ids.Next() {
				var id string
				if err := ids.Scan(&id); err != nil {
					return err
				}
				row, err := journal.Row(tx, table, id)
				if err != nil {
					return err
				}
				all[table] = append(all[table], string(row))
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// answers is what everybody is told about the two, without who opened what when:
// asking is an opening itself.
func (d *double) answers() map[string]string {
	d.t.Helper()
	all := map[string]string{}
	ask := func(who, method, path string, body any) {
		d.t.Helper()
		key := who + " " + method + " " + path
		if text, err := json.Marshal(body); err == nil && body != nil {
			key += " " + string(text)
		}
		all[key] = string(d.c.As(who).Send(method, path, body).Want(http.StatusOK).Body)
	}
	for _, f := range d.files {
		ask("clerk", "GET", f.path(), nil)
		ask("clerk", "GET", f.path()+"/visits", nil)
		ask("clerk", "GET", f.path()+"/photo", nil)
		ask("doctor", "GET", f.path()+"/chart", nil)
		for _, text := range []string{f.number, f.phone, "ART " + f.phone, f.card, f.phone[4:]} {
			ask("clerk", "POST", "/patients/search", map[string]any{"text": text})
		}
		ask("nurse", "POST", "/scan", map[string]any{"text": f.card})
		bundle := disclosure.SubjectBundle{}
		d.c.As("doctor").GET(f.path() + "/bundle?for=patient").Want(http.StatusOK).JSON(&bundle)
		bundle.Accesses, bundle.Joinings = nil, nil
		text, err := json.Marshal(bundle)
		if err != nil {
			d.t.Fatal(err)
		}
		all["bundle "+f.id] = string(text)
	}
	for _, text := range []string{"mathabo", "letsie", "mokwena", ""} {
		ask("clerk", "POST", "/patients/search", map[string]any{"text": text})
	}
	ask("admin", "GET", "/consents", nil)
	return all
}

// What was joined and parted is as it was: every row, and every answer.
func TestPartingRestoresBothExactly(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	before, asked := d.rows(), d.answers()
	d.merge(d.files[0], d.files[1]).Want(http.StatusOK)
	if diff := cmp.Diff(before, d.rows()); diff != "" {
		t.Errorf("joining moved something: %s", diff)
	}
	if cmp.Equal(asked, d.answers()) {
		t.Error("joining changed no answer")
	}
	d.unmerge(d.files[0]).Want(http.StatusOK)
	if diff := cmp.Diff(before, d.rows()); diff != "" {
		t.Errorf("rows: %s", diff)
	}
	if diff := cmp.Diff(asked, d.answers()); diff != "" {
		t.Errorf("answers: %s", diff)
	}
	sound(t, d.c, d.c.Key)
}

// Whatever somebody has in their hand, they find the one person.
func TestEveryWayLeadsToTheOneThatStands(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	gone, stands := d.files[0], d.files[1]
	var p patient.Patient
	d.merge(gone, stands).Want(http.StatusOK).JSON(&p)
	if p.ID != stands.id || len(p.Joined) != 1 || p.Joined[0].ID != gone.id || p.Joined[0].FileNumber != gone.number || p.Joined[0].Reason != "same phone" ||
		len(p.Joined[0].Cards) != 1 || len(p.Joined[0].Identifiers) != 2 || p.Joined[0].Phones[0].Number != "+266"+gone.phone || p.FileNumber != stands.number {
		t.Errorf("%+v", p)
	}
	for _, text := range []string{gone.number, gone.phone, "ART " + gone.phone, gone.card, "letsie"} {
		found := d.search(text)
		if len(found) != 1 || found[0].ID != stands.id || found[0].FoundBy == nil || found[0].FoundBy.FileNumber != gone.number || found[0].FoundBy.DisplayName != "’Mathabo Letsie" {
			t.Errorf("%s: %+v", text, found)
		}
	}
	for _, text := range []string{stands.number, stands.card, "mathabo"} {
		if found := d.search(text); len(found) != 1 || found[0].ID != stands.id || found[0].FoundBy != nil {
			t.Errorf("%s: %+v", text, found)
		}
	}
	var scanned card.Scanned
	d.c.As("clerk").POST("/scan", map[string]any{"text": gone.card}).Want(http.StatusOK).JSON(&scanned)
	if scanned.Patient.ID != stands.id || scanned.Patient.FoundBy == nil {
		t.Errorf("%+v", scanned)
	}
	d.c.As("clerk").GET(gone.path()).Want(http.StatusOK).JSON(&p)
	if p.ReplacedBy == nil || p.ReplacedBy.ID != stands.id || p.ReplacedBy.FileNumber != stands.number || p.ID != gone.id {
		t.Errorf("%+v", p)
	}
	for _, x := range [][2]file{{gone, stands}, {stands, gone}} { // whichever was opened
		c := d.chart(x[0])
		if len(c.Allergies) != 2 || len(c.Problems) != 2 || len(c.PastVisits) != 2 || len(c.Medicines) != 2 || c.Patient.ID != x[0].id {
			t.Errorf("%+v", c)
		}
		for _, r := range c.PastVisits {
			want := d.files[slices.IndexFunc(d.files[:], func(f file) bool { return f.visit == r.Visit.ID })]
			if r.Visit.PatientID != want.id || len(r.Encounters) != 1 || r.Encounters[0].PatientID != want.id || len(r.Observations) == 0 {
				t.Errorf("a visit changed its person: %+v", r)
			}
		}
	}
	var visits []visit.Visit
	d.c.As("clerk").GET(stands.path() + "/visits").Want(http.StatusOK).JSON(&visits)
	if len(visits) != 2 {
		t.Errorf("%+v", visits)
	}
	var b disclosure.SubjectBundle
	d.c.As("doctor").GET(stands.path() + "/bundle?for=patient").Want(http.StatusOK).JSON(&b)
	if len(b.Visits) != 2 || len(b.Allergies) != 2 || len(b.Photos) != 2 || len(b.Versions) != 2 || len(b.Joinings) != 1 || b.Joinings[0].FileID != gone.id {
		t.Errorf("%+v", b)
	}
	var consents disclosure.ConsentList
	if d.c.As("admin").GET("/consents").Want(http.StatusOK).JSON(&consents); consents.Given != 1 || len(consents.Entries) != 1 {
		t.Errorf("asked twice: %+v", consents)
	}
}

// Nothing new is written in the file that is replaced. What belongs to its visits still is.
func TestAReplacedFileTakesNothingNew(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	gone, stands := d.files[0], d.files[1]
	d.merge(gone, stands).Want(http.StatusOK)
	clerk, nurse, doctor := d.c.As("clerk"), d.c.As("nurse"), d.c.As("doctor")
	update := newcomer(nil)
	delete(update, "fileNumber")
	delete(update, "identifiers")
	for what, a := range map[string]*apitest.Answer{
		"check-in":   clerk.POST("/visits", checkIn(d.c, gone.id)),
		"reopening":  clerk.POST("/visits/"+gone.visit+"/reopen", step(gone.id)),
		"update":     clerk.PUT(gone.path(), 1, update),
		"identifier": clerk.POST(gone.path()+"/identifiers", map[string]any{"id": apitest.ID(), "system": "tb", "value": "TB 1"}),
		"card":       clerk.POST(gone.path()+"/cards", map[string]any{"id": apitest.ID()}),
		"photo":      photograph(t, d.c, "clerk", gone.id, face(t, 60, 80)),
		"no photo":   clerk.POST(gone.path()+"/photo/remove", map[string]any{"id": apitest.ID(), "reason": "asked"}),
		"allergy":    nurse.POST(gone.path()+"/allergies", map[string]any{"id": apitest.ID(), "status": "active", "substance": "Egg", "class": "", "reaction": "", "reason": ""}),
		"problem":    nurse.POST(gone.path()+"/problems", map[string]any{"id": apitest.ID(), "status": "active", "system": "", "code": "", "text": "Gout", "since": "", "reason": ""}),
	} {
		if a.Status != http.StatusConflict || a.Problem.Code != "replaced" || a.Problem.Params["patientId"] != stands.id {
			t.Errorf("%s: %d %s", what, a.Status, a.Body)
		}
	}
	doctor.POST("/encounters/"+gone.encounter+"/amendments", map[string]any{"id": apitest.ID(), "patientId": gone.id, "visitId": gone.visit, "kind": "entered-in-error", "reason": "another patient"}).Want(http.StatusCreated)
	if c := d.chart(stands); len(c.Medicines) != 1 || c.Medicines[0].Medicine != "Paracetamol" {
		t.Errorf("after the amendment: %+v", c.Medicines)
	}
}

// An allergy of either file is seen, until somebody says that it is none: and that is
// said in the file that stands, so that after a parting the other warns again.
func TestAnAllergyOfEitherFileIsSeen(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	gone, stands := d.files[0], d.files[1]
	nurse := d.c.As("nurse")
	d.merge(gone, stands).Want(http.StatusOK)
	nurse.POST(stands.path()+"/allergies", map[string]any{"id": apitest.ID(), "status": "none-known", "substance": "", "class": "", "reaction": "", "reason": ""}).Refused(409, "conflict")
	withdraw := func(id string) *apitest.Answer {
		return nurse.POST(stands.path()+"/allergies", map[string]any{"id": apitest.ID(), "status": "withdrawn", "substance": "", "class": "", "reaction": "", "reason": "asked again", "replacesId": id})
	}
	withdraw(gone.allergy).Want(http.StatusCreated)
	withdraw(gone.allergy).Refused(409, "conflict")
	if c := d.chart(stands); len(c.Allergies) != 1 || c.Allergies[0].Substance != "Sulfa" || c.Allergies[0].PatientID != stands.id {
		t.Errorf("withdrawn: %+v", c.Allergies)
	}
	nurse.POST(stands.path()+"/problems", map[string]any{"id": apitest.ID(), "status": "resolved", "system": "", "code": "", "text": "Asthma", "since": "", "reason": "", "replacesId": gone.problem}).Want(http.StatusCreated)
	if c := d.chart(stands); len(c.Problems) != 1 {
		t.Errorf("resolved: %+v", c.Problems)
	}
	d.unmerge(gone).Want(http.StatusOK)
	if c := d.chart(gone); len(c.Allergies) != 1 || c.Allergies[0].Substance != "Penicillin" || len(c.Problems) != 1 {
		t.Errorf("parted, the one: %+v, %+v", c.Allergies, c.Problems)
	}
	if c := d.chart(stands); len(c.Allergies) != 1 || c.Allergies[0].Substance != "Sulfa" || len(c.Problems) != 1 {
		t.Errorf("parted, the other: %+v, %+v", c.Allergies, c.Problems)
	}
	sound(t, d.c, d.c.Key)
}

func TestWhoMayJoinAndPart(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	c, gone, stands := d.c, d.files[0], d.files[1]
	admin := c.As("admin")
	merge := func() map[string]any { return map[string]any{"id": apitest.ID(), "intoId": stands.id, "reason": ""} }
	unmerge := func() map[string]any { return map[string]any{"id": apitest.ID(), "reason": "the sister"} }
	for path, body := range map[string]map[string]any{gone.path() + "/merge": merge(), gone.path() + "/unmerge": unmerge()} {
		c.As("guest").POST(path, body).Refused(401, "unauthenticated")
		for _, who := range []string{"clerk", "nurse", "doctor"} {
			c.As(who).POST(path, body).Refused(403, "forbidden")
		}
		c.As("tablet").POST(path, body).Refused(401, "unauthenticated")
	}
	refuses(t, admin, gone.path()+"/merge", merge, []broken{
		{"id", typed, "id", "pattern"}, {"intoId", nil, "intoId", "required"}, {"intoId", typed, "intoId", "pattern"}, {"intoId", apitest.ID(), "intoId", "unknown"},
		{"intoId", gone.id, "intoId", "not-allowed"}, {"reason", strings.Repeat(typed, 20), "reason", "too-long"}, {"reason", typed + "\x00", "reason", "bad-text"},
	})
	refuses(t, admin, gone.path()+"/unmerge", unmerge, []broken{
		{"reason", nil, "reason", "required"}, {"reason", strings.Repeat(typed, 20), "reason", "too-long"}})
	admin.POST("/patients/"+apitest.ID()+"/merge", merge()).Refused(404, "not-found")
	admin.POST("/patients/"+apitest.ID()+"/unmerge", unmerge()).Refused(404, "not-found")
	admin.POST(gone.path()+"/unmerge", unmerge()).Refused(409, "wrong-state")

	var v visit.Visit
	c.As("clerk").POST("/visits", checkIn(c, gone.id)).Want(http.StatusCreated).JSON(&v)
	if a := admin.POST(gone.path()+"/merge", merge()).Refused(409, "replaced-is-here"); a.Problem.Params["visitId"] != v.ID || a.Problem.Params["ticket"] != v.Ticket {
		t.Errorf("%s", a.Body)
	}
	c.As("clerk").POST("/visits/"+v.ID+"/left", step(gone.id)).Want(http.StatusOK)
	in := merge()
	admin.POST(gone.path()+"/merge", in).Want(http.StatusOK)
	admin.POST(gone.path()+"/merge", in).Want(http.StatusOK) // said again
	if a := admin.POST(gone.path()+"/merge", merge()).Refused(409, "replaced"); a.Problem.Params["patientId"] != stands.id {
		t.Errorf("%s", a.Body)
	}
	third := registered(t, c, "Pule", "Tau")
	a := admin.POST("/patients/"+third+"/merge", with(merge(), map[string]any{"intoId": gone.id})).Refused(409, "replaced")
	if a.Problem.Field != "intoId" || a.Problem.Params["patientId"] != stands.id {
		t.Errorf("%s", a.Body)
	}
	admin.POST(stands.path()+"/merge", with(merge(), map[string]any{"intoId": third})).Want(http.StatusOK) // a chain
	for _, f := range []file{gone, stands} {
		if found := d.search(f.card); len(found) != 1 || found[0].ID != third {
			t.Errorf("through two: %+v", found)
		}
	}
	c.As("clerk").POST("/visits", checkIn(c, third)).Want(http.StatusCreated).JSON(&v)
	if v.NewPatient {
		t.Error("they were here before, in another file")
	}
	d.unmerge(stands).Want(http.StatusOK) // takes what was joined with it along
	if found := d.search(gone.card); len(found) != 1 || found[0].ID != stands.id {
		t.Errorf("parted in the middle: %+v", found)
	}
	sound(t, c, c.Key)
}

// Screens that show either of the two hear of it.
func TestJoiningIsToldToWhoeverLooksAtEither(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	gone, stands := follow(t, d.c, d.c.As("nurse"), "patient:"+d.files[0].id, ""), follow(t, d.c, d.c.As("doctor"), "patient:"+d.files[1].id, "")
	d.merge(d.files[0], d.files[1]).Want(http.StatusOK)
	d.unmerge(d.files[0]).Want(http.StatusOK)
	for _, s := range []*stream{gone, stands} {
		for _, action := range []string{"patient.merge", "patient.unmerge"} {
			if m := s.next(); !strings.Contains(m.data, `"`+action+`"`) || !strings.Contains(m.data, d.files[0].id) {
				t.Errorf("%s: %+v", action, m)
			}
		}
	}
}

// Whoever opened one file while it was joined saw the other as well. That is told of
// both, and stays told when they are parted.
func TestWhoSawTheOtherFile(t *testing.T) {
	t.Parallel()
	d := newDouble(t)
	gone, stands := d.files[0], d.files[1]
	senior := d.c.As("senior")
	senior.GET(stands.path() + "/chart").Want(http.StatusOK) // before: nobody else's
	seen := func(f file) (n int) {
		var list patient.RecordAccesses
		d.c.As("doctor").GET(f.path() + "/access").Want(http.StatusOK).JSON(&list)
		for _, a := range list.Accesses {
			if a.Staff != nil && a.Staff.ID == d.c.Staff["senior"] {
				n++
			}
		}
		return n
	}
	breach := func() map[string]int {
		var r audit.BreachReport
		d.c.As("admin").GET("/breach?from=2026-11-24T00:00:00Z&staff=" + d.c.Staff["senior"]).Want(http.StatusOK).JSON(&r)
		opened := map[string]int{}
		for _, p := range r.Patients {
			opened[p.ID] = p.Opened
		}
		return opened
	}
	if seen(gone) != 0 || seen(stands) != 1 {
		t.Errorf("%d, %d", seen(gone), seen(stands))
	}
	d.merge(gone, stands).Want(http.StatusOK)
	senior.GET(stands.path() + "/chart").Want(http.StatusOK)
	if seen(gone) != 2 || seen(stands) != 2 {
		t.Errorf("joined: %d, %d", seen(gone), seen(stands))
	}
	d.unmerge(gone).Want(http.StatusOK)
	senior.GET(stands.path() + "/chart").Want(http.StatusOK)
	if seen(gone) != 1 || seen(stands) != 3 {
		t.Errorf("parted: %d, %d", seen(gone), seen(stands))
	}
	if diff := cmp.Diff(map[string]int{gone.id: 1, stands.id: 3}, breach()); diff != "" {
		t.Errorf("what could have been seen: %s", diff)
	}
}

func aboutLinks() map[access.Action][]maker {
	joined := func(t *testing.T, c *apitest.Clinic) (gone, stands string) {
		return registered(t, c, "Lineo", "Tau"), registered(t, c, "Dineo", "Taung")
	}
	return map[access.Action][]maker{
		"patient.merge": {func(t *testing.T, c *apitest.Clinic) command {
			gone, stands := joined(t, c)
			return command{"/patients/" + gone + "/merge", 0, map[string]any{"id": apitest.ID(), "intoId": stands, "reason": "typed twice"}}
		}},
		"duplicate.scan": {func(*testing.T, *apitest.Clinic) command {
			return command{"/duplicates/scan", 0, map[string]any{"id": apitest.ID()}}
		}},
		"duplicate.decide": {func(t *testing.T, c *apitest.Clinic) command {
			one, other := joined(t, c)
			return command{"/duplicates/decisions", 0, map[string]any{"id": apitest.ID(), "patientId": one, "otherId": other, "verdict": "distinct", "reason": "other", "note": "asked both"}}
		}},
		"patient.unmerge": {func(t *testing.T, c *apitest.Clinic) command {
			gone, stands := joined(t, c)
			c.As("admin").POST("/patients/"+gone+"/merge", map[string]any{"id": apitest.ID(), "intoId": stands}).Want(http.StatusOK)
			return command{"/patients/" + gone + "/unmerge", 0, map[string]any{"id": apitest.ID(), "reason": "the sister"}}
		}},
	}
}

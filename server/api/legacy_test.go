package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/legacy"
	"karete/server/patient"
)

// oldRegister is two people and one who cannot be read.
const oldRegister = "Given names,Surname,Sex,Date of birth,Village,Phone,File no,X1\n" +
	"Mamosa,Mokoena,F,12/4/87,Ha Matala,58124471,0012,\n" +
	"Thabo,Letsie,M,3/2/1990,Ha Abia,62807799,0013/19,\n" +
	"Lineo,Tau,F,31/02/1987,,,,\n"

func uploaded(t *testing.T, c *apitest.Clinic, text string) (d legacy.ImportDetail) {
	t.Helper()
	c.As("admin").Send(http.MethodPost, "/imports?id="+apitest.ID(), []byte(text), "Content-Type", "application/octet-stream", "X-Karete-File", "patients%202019.csv").
		Want(http.StatusCreated).JSON(&d)
	return d
}

// mapped is the body of a command that settles the mapping as it was proposed.
func mapped(d legacy.ImportDetail) map[string]any {
	var list []any
	for _, f := range d.Mapping.Fields {
		list = append(list, string(f))
	}
	return map[string]any{"id": apitest.ID(), "fields": list, "agesOn": "2019-07-01", "series": "", "monthFirst": false, "familyFirst": false}
}

// tried is an import whose trial has run.
func tried(t *testing.T, c *apitest.Clinic) legacy.ImportDetail {
	t.Helper()
	d := uploaded(t, c, oldRegister)
	c.As("admin").Send(http.MethodPut, "/imports/"+d.ID+"/mapping", mapped(d)).Want(http.StatusOK)
	goOn(t, c)
	return d
}

func goOn(t *testing.T, c *apitest.Clinic) {
	t.Helper()
	if err := c.API.Imports.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func aboutImports() map[access.Action][]maker {
	one := func(verb string, prepare func(*testing.T, *apitest.Clinic) legacy.ImportDetail) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			return command{"/imports/" + prepare(t, c).ID + "/" + verb, 0, map[string]any{"id": apitest.ID()}}
		}
	}
	return map[access.Action][]maker{
		"import.map": {func(t *testing.T, c *apitest.Clinic) command {
			d := uploaded(t, c, oldRegister)
			return command{"/imports/" + d.ID + "/mapping", 0, mapped(d)}
		}},
		"import.apply": {func(t *testing.T, c *apitest.Clinic) command {
			text := oldRegister + apitest.ID() + ",x,F,1990,,,,\n"
			d := uploaded(t, c, strings.ReplaceAll(text, "Lineo,Tau,F,31/02/1987,,,,", "Mamosa,Mokoena,F,12/4/87,Ha Matala,58124471,0012,"))
			c.As("admin").Send(http.MethodPut, "/imports/"+d.ID+"/mapping", mapped(d)).Want(http.StatusOK)
			goOn(t, c)
			return command{"/imports/" + d.ID + "/apply", 0, map[string]any{"id": apitest.ID(), "also": []any{4}}}
		}},
		"import.undo": {one("undo", func(t *testing.T, c *apitest.Clinic) legacy.ImportDetail {
			d := tried(t, c)
			c.As("admin").POST("/imports/"+d.ID+"/apply", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
			goOn(t, c)
			return d
		})},
		"import.discard": {one("discard", tried)},
	}
}

func TestImport(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	manager := c.As("admin")
	d := uploaded(t, c, oldRegister)
	if d.Name != "patients 2019.csv" || d.State != legacy.Uploaded || d.Rows != 3 || len(d.Columns) != 8 || d.UploadedBy == "" {
		t.Errorf("%+v", d)
	}
	manager.POST("/imports/"+d.ID+"/apply", map[string]any{"id": apitest.ID()}).Refused(409, "wrong-state")
	manager.Send(http.MethodPut, "/imports/"+d.ID+"/mapping", mapped(d)).Want(http.StatusOK).JSON(&d)
	if d.State != legacy.Checking || d.Progress == nil || d.Progress.Total != 3 {
		t.Errorf("%+v", d.Import)
	}
	goOn(t, c)
	var lines legacy.ImportLines
	manager.GET("/imports/" + d.ID + "/lines?verdict=unreadable").Want(http.StatusOK).JSON(&lines)
	if len(lines.Lines) != 1 || lines.Lines[0].Line != 4 || lines.Lines[0].Notes[0].Text != "31/02/1987" {
		t.Errorf("%+v", lines)
	}
	a := manager.GET("/imports/" + d.ID + "/lines.csv?which=unreadable").Want(http.StatusOK)
	if !strings.Contains(string(a.Body), "Lineo,Tau") || a.Header.Get("Content-Disposition") != `attachment; filename="karete-put-right.csv"` {
		t.Errorf("%s %v", a.Body, a.Header)
	}
	manager.POST("/imports/"+d.ID+"/apply", map[string]any{"id": apitest.ID(), "also": []int{4}}).Refused(422, "invalid")
	manager.POST("/imports/"+d.ID+"/apply", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
	goOn(t, c)
	var found patient.SearchResult
	c.As("clerk").POST("/patients/search", map[string]any{"text": "Mamosa"}).Want(http.StatusOK).JSON(&found)
	if len(found.Patients) != 1 || found.Patients[0].FileNumber != "0012" {
		t.Errorf("%+v", found)
	}
	manager.POST("/imports/"+d.ID+"/discard", map[string]any{"id": apitest.ID()}).Refused(409, "wrong-state")
	manager.POST("/imports/"+d.ID+"/undo", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
	goOn(t, c)
	var list legacy.ImportList
	manager.GET("/imports").Want(http.StatusOK).JSON(&list)
	if len(list.Imports) != 1 || list.Imports[0].State != legacy.Undone || list.Imports[0].Counts.Withdrawn != 2 {
		t.Errorf("%+v", list)
	}
}

func TestUploadRefused(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	path := "/imports?id=" + apitest.ID()
	for _, role := range []string{"guest", "clerk", "nurse", "doctor"} {
		want := http.StatusForbidden
		if role == "guest" {
			want = http.StatusUnauthorized
		}
		c.As(role).Send(http.MethodPost, path, []byte(oldRegister), "Content-Type", "application/octet-stream").Want(want)
	}
	manager := c.As("admin")
	manager.Send(http.MethodPost, path, []byte(oldRegister), "Content-Type", "text/csv").Refused(415, "unsupported-media")
	for name, refused := range map[string]struct{ body, code string }{
		"quotes":   {"a,b\n\"x,y\n", "table-quotes"},
		"encoding": {"a,b\nT\x9aepo,y\n", "table-encoding"},
		"picture":  {"\x89PNG\r\n\x1a\n\x00\x00", "table-not-a-table"},
		"old":      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "table-old-format"},
		"cut":      {"PK\x03\x04 and no more", "table-damaged"},
		"nothing":  {" ", "table-empty"},
		"names":    {"Given names,Surname\n", "table-empty"},
	} {
		t.Log(name)
		manager.Send(http.MethodPost, path, []byte(refused.body), "Content-Type", "application/octet-stream").Broken("file", refused.code)
	}
	manager.Send(http.MethodPost, "/imports?id="+apitest.ID()+"&encoding=windows-1252", []byte("lebitso,fane\nT\x9aepo,Mokoena\n"), "Content-Type", "application/octet-stream").Want(http.StatusCreated)
	d := uploaded(t, c, oldRegister)
	for name, changes := range map[string]map[string]any{
		"no name":     {"fields": []string{"", "", "sex", "", "", "", "", ""}},
		"twice":       {"fields": []string{"givenNames", "givenNames", "", "", "", "", "", ""}},
		"another one": {"fields": []string{"givenNames", "weight", "", "", "", "", "", ""}},
		"too few":     {"fields": []string{"givenNames"}},
		"day":         {"agesOn": "2019-02-30"},
		"series":      {"series": "a b"},
	} {
		t.Log(name)
		manager.Send(http.MethodPut, "/imports/"+d.ID+"/mapping", with(mapped(d), changes)).Refused(422, "invalid")
	}
}

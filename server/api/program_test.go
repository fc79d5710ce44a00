package api_test

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/factor"
	"karete/server/id"
	"karete/server/program"
	"karete/server/staff"
)

func TestProgramsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	admin := c.As("admin")
	good := map[string]any{"id": apitest.ID(), "name": "Laboratory", "actsFor": "itself", "roles": []string{"clerk"}}
	c.As("guest").POST("/programs", good).Refused(401, "unauthenticated")
	c.As("doctor").POST("/programs", good).Refused(403, "forbidden")
	with := func(field string, value any) map[string]any {
		changed := map[string]any{}
		for k, v := range good {
			changed[k] = v
		}
		changed["id"], changed[field] = apitest.ID(), value
		return changed
	}
	admin.POST("/programs", with("name", " ")).Broken("name", "required")
	admin.POST("/programs", with("name", strings.Repeat("x", 61))).Broken("name", "too-long")
	admin.POST("/programs", with("roles", []string{})).Broken("roles", "required")
	admin.POST("/programs", with("roles", []string{"guest"})).Broken("roles[0]", "not-one-of")
	admin.POST("/programs", with("actsFor", "everybody")).Broken("actsFor", "not-one-of")
	admin.POST("/programs", with("actsFor", "person")).Broken("roles", "not-allowed")

	var p program.RegisteredProgram
	admin.POST("/programs", good).Want(201).JSON(&p)
	admin.POST("/programs", with("name", "LABORATORY")).Broken("name", "duplicate")
	var again program.RegisteredProgram
	admin.POST("/programs", good).Want(201).JSON(&again)
	if p.Program.ID != good["id"] || p.ClientSecret == "" || again.ClientSecret != "" {
		t.Errorf("registered %+v, again %+v", p.Program, again.Program)
	}

	tokens := c.Token(p, "")
	if tokens.TokenType != "Bearer" || tokens.ExpiresInSeconds != 900 {
		t.Errorf("%+v", tokens)
	}
	lab := c.Bearer(tokens.AccessToken)
	lab.GET("/queue").Want(200)
	lab.Send("GET", "/queue", nil, "Authorization", "bearer  "+tokens.AccessToken).Want(200)

	var list struct{ Programs []program.Program }
	admin.GET("/programs").Want(200).JSON(&list)
	if len(list.Programs) != 1 || list.Programs[0].SignIns != 1 || list.Programs[0].LastUsedAt == nil || list.Programs[0].RegisteredBy == "" {
		t.Errorf("%+v", list)
	}
	var in struct{ Tokens []program.TokenRow }
	admin.GET("/programs/" + p.Program.ID + "/tokens").Want(200).JSON(&in)
	if len(in.Tokens) != 1 || in.Tokens[0].Address != "127.0.0.1" || in.Tokens[0].StaffID != "" {
		t.Fatalf("%+v", in)
	}
	admin.GET("/programs/"+apitest.ID()+"/tokens").Refused(404, "not-found")
	c.As("nurse").DELETE("/tokens/"+in.Tokens[0].ID).Refused(403, "forbidden")
	admin.DELETE("/tokens/" + in.Tokens[0].ID).Want(204)
	admin.DELETE("/tokens/"+in.Tokens[0].ID).Refused(404, "not-found")
	a := lab.GET("/queue").Refused(401, "unauthenticated")
	if got := a.Header.Get("WWW-Authenticate"); got != `Bearer realm="karete"` {
		t.Errorf("WWW-Authenticate %q", got)
	}
	lab.GET("/box").Want(200) // as anybody
}

func TestRefreshTokensOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	p := c.Program("Laboratory", access.Clerk)
	first := c.Token(p, "")
	refresh := func(token string) *apitest.Answer {
		// A program's own middleware sends along what has just run out.
		return c.Bearer(first.AccessToken+"x").POST("/token/refresh", program.RefreshRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret, RefreshToken: token})
	}
	var second program.Tokens
	refresh(first.RefreshToken).Want(201).JSON(&second)
	c.Bearer(second.AccessToken).GET("/queue").Want(200)
	refresh("x").Refused(401, "bad-credentials")
	refresh(first.RefreshToken).Refused(401, "bad-credentials")
	refresh(second.RefreshToken).Refused(401, "bad-credentials") // the family ended with it
	c.Bearer(second.AccessToken).GET("/queue").Refused(401, "unauthenticated")
	if n := len(entriesOf(t, c, "token.reused")); n != 1 {
		t.Errorf("%d entries say so", n)
	}

	third := c.Token(p, "")
	end := program.RefreshRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret, RefreshToken: third.RefreshToken}
	wrong := end
	wrong.ClientSecret = strings.Repeat("x", 43)
	c.Browser().POST("/token/revoke", wrong).Refused(401, "bad-credentials")
	c.Browser().POST("/token/revoke", end).Want(204)
	c.Bearer(third.AccessToken).GET("/queue").Refused(401, "unauthenticated")
	c.Browser().POST("/token", program.TokenRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret, Username: "nurse"}).Broken("username", "not-allowed")
}

// A program gets no further than the table and its list let it; what needs a
// person's name under it is refused to one that has none, in plain words.
func TestWhatAProgramMayNotDo(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	alone := c.Bearer(c.Token(c.Program("Robot", access.StaffRoles...), "").AccessToken)
	through := c.Bearer(c.Token(c.Program("Ward app"), "nurse").AccessToken)
	call := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "patientId": v.PatientID, "room": "3"}
	}
	path := "/queue/" + v.Entries[0].ID + "/call"
	alone.POST(path, call()).Refused(403, "forbidden")
	alone.GET("/patients/" + v.PatientID).Want(200)
	through.POST(path, call()).Want(200)
	for _, client := range []*apitest.Client{alone, through} {
		client.GET("/session").Refused(403, "forbidden") // no person's session
		client.GET("/staff").Refused(403, "forbidden")
		client.GET("/programs").Refused(403, "forbidden")
		client.DELETE("/sessions/"+apitest.ID()).Refused(403, "forbidden")
		client.POST("/session/password", map[string]any{"id": apitest.ID(), "current": apitest.Password, "next": "five other words nobody guesses"}).Refused(403, "forbidden")
	}
	looked := entriesOf(t, c, "patient.read")
	called := entriesOf(t, c, "queue.call")
	if len(looked) != 1 || looked[0].Device != "Robot" || looked[0].ActorID == "" || len(called) != 1 || called[0].Device != "Ward app" || called[0].ActorID != c.Staff["nurse"] {
		t.Errorf("the journal names %+v and %+v", looked, called)
	}
}

// Whoever shows a token and a cookie is refused; a token alone is no other site's
// doing, whatever the browser says of where it comes from.
func TestATokenAndACookie(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	bearer := "Bearer " + c.Token(c.Program("Ward app"), "nurse").AccessToken
	c.As("nurse").Send("GET", "/queue", nil, "Authorization", bearer).Refused(400, "malformed")
	c.As("nurse").Send("GET", "/queue", nil, "Authorization", "Bearer nonsense").Refused(400, "malformed")
	c.Browser().Send("GET", "/queue", nil, "Authorization", bearer, "Cookie", "other=1").Refused(400, "malformed")
	v := arrived(t, c, "Thabo", "Mokoena")
	in := map[string]any{"id": apitest.ID(), "patientId": v.PatientID, "room": "3"}
	cross := []string{"Authorization", bearer, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}
	c.Browser().Send("POST", "/queue/"+v.Entries[0].ID+"/call", in, cross...).Want(200)
	c.As("nurse").Send("POST", "/queue/"+v.Entries[0].ID+"/call", in, cross...).Refused(403, "cross-origin")

	r, err := http.NewRequestWithContext(t.Context(), "GET", c.URL+"/api/v1/queue", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header["Authorization"] = []string{bearer, bearer}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 400 {
		t.Errorf("two tokens: %d", res.StatusCode)
	}
}

// What ends a program's right to ask ends what it listens to, within a second.
func TestAProgramsStreamsEnd(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	one, two, three := c.Program("One", access.Clerk), c.Program("Two"), c.Program("Three")
	follow := func(p program.RegisteredProgram, who string) io.ReadCloser {
		res := c.Bearer(c.Token(p, who).AccessToken).Open(t.Context(), "/events?topics=queue")
		if _, err := bufio.NewReader(res.Body).ReadString('\n'); err != nil || res.StatusCode != 200 {
			t.Fatalf("%d, %v", res.StatusCode, err)
		}
		return res.Body
	}
	ends := func(what string, stream io.ReadCloser, end func()) {
		over := make(chan time.Time, 1)
		go func() {
			_, _ = io.Copy(io.Discard, stream) // until it is over, however
			over <- time.Now()
		}()
		begin := time.Now()
		end()
		if late := (<-over).Sub(begin); late > time.Second {
			t.Errorf("%s: its stream ended after %v", what, late)
		}
		stream.Close()
	}
	var nurse staff.Staff
	find := func() {
		var all struct{ Staff []staff.Staff }
		c.As("admin").GET("/staff").JSON(&all)
		for _, s := range all.Staff {
			if s.Username == "nurse" {
				nurse = s
			}
		}
	}
	find()
	change := func(edit func(*staff.StaffChange)) {
		in := staff.StaffChange{ID: id.New(), Active: true, Profile: staff.Profile{DisplayName: nurse.DisplayName, Roles: nurse.Roles, Language: "en"}}
		edit(&in)
		c.As("admin").PUT("/staff/"+nurse.ID, nurse.Version, in).Want(200)
		find()
	}
	ends("a program that is revoked", follow(one, ""), func() {
		c.As("admin").POST("/programs/"+one.Program.ID+"/revoke", map[string]string{"id": apitest.ID()}).Want(200)
	})
	ends("a person who does other work", follow(two, "nurse"), func() { change(func(s *staff.StaffChange) { s.Roles = []access.Role{access.Clerk} }) })
	ends("a person who leaves", follow(three, "nurse"), func() { change(func(s *staff.StaffChange) { s.Active = false }) })
}

// entriesOf lists the entries of an action.
func entriesOf(t *testing.T, c *apitest.Clinic, action string) (list []journal.Entry) {
	t.Helper()
	err := c.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		list, err = journal.List(tx, journal.Filter{Action: action}, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// recovery is a code of the senior nurse's, who may have some already.
func recovery(t *testing.T, c *apitest.Clinic) string {
	t.Helper()
	senior := c.As("senior")
	var has factor.Factors
	if senior.GET("/session/factors").Want(200).JSON(&has); has.App == nil {
		return codes(t, c, senior)[0]
	}
	var made factor.Enrolled
	senior.POST("/session/factors/codes", factor.NewCodes{ID: apitest.ID()}).Want(200).JSON(&made)
	return made.NewRecoveryCodes[0]
}

// aboutPrograms are the commands that let programs in.
func aboutPrograms() map[access.Action][]maker {
	shown := func(c *apitest.Clinic) map[string]any {
		p := c.Program("P"+apitest.ID(), access.Clerk)
		return map[string]any{"clientId": p.Program.ID, "clientSecret": p.ClientSecret, "refreshToken": c.Token(p, "").RefreshToken}
	}
	return map[access.Action][]maker{
		"program.register": {func(*testing.T, *apitest.Clinic) command {
			return command{"/programs", 0, map[string]any{"id": apitest.ID(), "name": "P" + apitest.ID(), "actsFor": "itself", "roles": []any{"clerk", "nurse"}}}
		}},
		"program.revoke": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/programs/" + c.Program("P"+apitest.ID()).Program.ID + "/revoke", 0, map[string]any{"id": apitest.ID()}}
		}},
		"token.create": {func(t *testing.T, c *apitest.Clinic) command {
			p := c.Program("P" + apitest.ID())
			return command{"/token", 0, map[string]any{"clientId": p.Program.ID, "clientSecret": p.ClientSecret, "username": "senior", "password": apitest.Password,
				"code": recovery(t, c)}}
		}},
		"token.refresh": {func(_ *testing.T, c *apitest.Clinic) command { return command{"/token/refresh", 0, shown(c)} }},
		"token.revoke":  {func(_ *testing.T, c *apitest.Clinic) command { return command{"/token/revoke", 0, shown(c)} }},
	}
}

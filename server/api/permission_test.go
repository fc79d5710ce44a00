package api_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/program"
)

// filled is the route's path with things that do not exist.
func filled(route api.Route) string {
	var parts []string
	for part := range strings.SplitSeq(route.Path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			name, rest, _ := strings.Cut(name, "}")
			switch name {
			case "day":
				part = "2026-11-24" + rest
			case "kind":
				part = "triage" + rest
			case "step":
				part = "language" + rest
			default:
				part = apitest.ID() + rest
			}
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "/")
}

func hasBody(method string) bool { return method == http.MethodPost || method == http.MethodPut }

// caller is somebody who knocks at every door.
type caller struct {
	name string
	may  func(access.Rule) bool
	// refused is what they are told at the doors that are not theirs.
	refused int
	send    func(route api.Route, body any) *apitest.Answer
}

// stranger is let in where anybody is, and nowhere else.
func stranger(r access.Rule) bool { return r.Open() }

func TestEveryRouteForEveryRole(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	callers := append(people(c), programs(c)...)
	forged := forgeries(t, c)
	for n, route := range c.API.Routes() {
		rule, ok := access.Find(route.Action)
		if !ok {
			t.Errorf("%s %s: %s is not in the table of permissions", route.Method, route.Path, route.Action)
			continue
		}
		// Every door sees some forgeries, and every forgery sees many doors.
		for _, who := range append(callers, forged[n%len(forged)], forged[(n+len(forged)/2)%len(forged)]) {
			var body any
			if hasBody(route.Method) {
				body = map[string]string{"id": apitest.ID()}
			}
			a := who.send(route, body)
			code := string(a.Problem.Code)
			turnedAway := code == "unauthenticated" || code == "forbidden"
			want := map[int]string{401: "unauthenticated", 403: "forbidden"}[who.refused]
			switch may := who.may(rule); {
			case a.Status >= 500:
				t.Errorf("%s as %s: %d %s", route.Action, who.name, a.Status, a.Body)
			case may && turnedAway:
				t.Errorf("%s as %s: %d %s, but the table allows it", route.Action, who.name, a.Status, code)
			case !may && (a.Status != who.refused || code != want):
				t.Errorf("%s as %s: %d %q, want %d", route.Action, who.name, a.Status, code, who.refused)
			}
		}
		if route.Method != http.MethodGet {
			a := c.As("admin").Send(route.Method, filled(route), nil, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
			if a.Status != 403 || a.Problem.Code != "cross-origin" {
				t.Errorf("%s from another site's page: %d %q", route.Action, a.Status, a.Problem.Code)
			}
		}
	}
}

// people are a guest, the staff, devices by themselves, and somebody who was here.
func people(c *apitest.Clinic) []caller {
	list := []caller{}
	for _, role := range append([]access.Role{access.Guest}, access.StaffRoles...) {
		may := func(r access.Rule) bool { return r.Open() || slices.Contains(r.Roles, role) }
		refused := 403
		if role == access.Guest {
			refused = 401
		}
		list = append(list, caller{string(role), may, refused, func(route api.Route, body any) *apitest.Answer {
			client := c.As(string(role))
			if route.Action == "session.delete" || route.Action == "device.name" {
				client = c.SignIn(string(role)) // the others are needed further, as they are
			}
			return client.Send(route.Method, filled(route), body, "If-Match", `"1"`)
		}})
	}
	for kind, role := range map[string]access.Role{"tablet": access.Device, "desk": access.Device, "kiosk": access.Kiosk, "display": access.Display} {
		// A kiosk and the wall may nothing that any stranger may: others touch them.
		touched := role == access.Kiosk || role == access.Display
		may := func(r access.Rule) bool { return !touched && r.Open() || slices.Contains(r.Roles, role) }
		list = append(list, caller{"a " + kind, may, 401, func(route api.Route, body any) *apitest.Answer {
			return c.As(kind).Send(route.Method, filled(route), body, "If-Match", `"1"`)
		}})
	}
	atTheDoor := func(r access.Rule) bool { return r.Open() || slices.Contains(r.Roles, access.Patient) }
	list = append(list, caller{"a patient", atTheDoor, 401, func(route api.Route, body any) *apitest.Answer {
		client := c.As("patient")
		if route.Action == "door.close" || route.Action == "session.create" {
			client, _ = c.Patient() // the other is needed further
		}
		return client.Send(route.Method, filled(route), body, "If-Match", `"1"`)
	}})
	gone := c.Browser()
	cookie := gone.POST("/session", map[string]string{"username": "admin", "password": apitest.Password}).Want(201).Cookies[0]
	gone.DELETE("/session").Want(204)
	return append(list, caller{"somebody who signed out", stranger, 401, func(route api.Route, body any) *apitest.Answer {
		return c.Browser().Send(route.Method, filled(route), body, "If-Match", `"1"`, "Cookie", cookie.Name+"="+cookie.Value)
	}})
}

// programs are one with every role of its own, and one for a doctor.
func programs(c *apitest.Clinic) []caller {
	alone := c.Token(c.Program("Alone", access.StaffRoles...), "")
	through := c.Token(c.Program("For a person"), "doctor")
	as := func(name, token string, may func(access.Rule) bool) caller {
		client := c.Bearer(token)
		return caller{name, may, 403, func(route api.Route, body any) *apitest.Answer {
			return client.Send(route.Method, filled(route), body, "If-Match", `"1"`)
		}}
	}
	return []caller{
		as("a program by itself", alone.AccessToken, func(r access.Rule) bool { return access.Programs(r.Action) == "any" }),
		as("a program for a doctor", through.AccessToken, func(r access.Rule) bool {
			return access.Programs(r.Action) != "none" && slices.Contains(r.Roles, access.Doctor)
		}),
	}
}

// forgeries are tokens that the box did not make, or has taken back.
func forgeries(t *testing.T, c *apitest.Clinic) (list []caller) {
	t.Helper()
	p, revoked := c.Program("Forged", access.StaffRoles...), c.Program("Revoked", access.StaffRoles...)
	good, over, dead := c.Token(p, ""), c.Token(p, ""), c.Token(revoked, "")
	c.Browser().POST("/token/revoke", program.RefreshRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret, RefreshToken: over.RefreshToken}).Want(204)
	c.As("admin").POST("/programs/"+revoked.Program.ID+"/revoke", map[string]string{"id": apitest.ID()}).Want(200)
	c.Bearer(good.AccessToken).GET("/queue").Want(200)
	session := c.Browser().POST("/session", map[string]string{"username": "admin", "password": apitest.Password}).Want(201).Cookies[0].Value

	parts := strings.Split(good.AccessToken, ".")
	encode := base64.RawURLEncoding.EncodeToString
	head, err := base64.RawURLEncoding.DecodeString(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	_, foreign, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, shown := range map[string]string{
		"no algorithm":              "Bearer " + encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + parts[1] + ".",
		"no algorithm, signed":      "Bearer " + encode([]byte(strings.Replace(string(head), "EdDSA", "none", 1))) + "." + parts[1] + "." + parts[2],
		"another algorithm":         "Bearer " + encode([]byte(strings.Replace(string(head), "EdDSA", "HS256", 1))) + "." + parts[1] + "." + parts[2],
		"another box's key":         "Bearer " + parts[0] + "." + parts[1] + "." + encode(ed25519.Sign(foreign, []byte(parts[0]+"."+parts[1]))),
		"another's signature":       "Bearer " + parts[0] + "." + parts[1] + "." + strings.Split(over.AccessToken, ".")[2],
		"another's claims":          "Bearer " + parts[0] + "." + strings.Split(over.AccessToken, ".")[1] + "." + parts[2],
		"cut":                       "Bearer " + good.AccessToken[:len(good.AccessToken)-4],
		"no signature":              "Bearer " + parts[0] + "." + parts[1],
		"huge":                      "Bearer " + good.AccessToken + strings.Repeat("A", 8<<10),
		"of a sign-in that is over": "Bearer " + over.AccessToken,
		"of a revoked program":      "Bearer " + dead.AccessToken,
		"a refresh token":           "Bearer " + good.RefreshToken,
		"a client secret":           "Bearer " + p.ClientSecret,
		"a person's session":        "Bearer " + session,
		"another scheme":            "Basic " + encode([]byte("admin:"+apitest.Password)),
		"nothing":                   "Bearer ",
	} {
		list = append(list, caller{"a forgery: " + name, stranger, 401, func(route api.Route, body any) *apitest.Answer {
			return c.Browser().Send(route.Method, filled(route), body, "If-Match", `"1"`, "Authorization", shown)
		}})
	}
	return list
}

func TestEveryPermissionHasARoute(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	has := map[access.Action]bool{}
	for _, route := range c.API.Routes() {
		if has[route.Action] {
			t.Errorf("%s has two routes", route.Action)
		}
		has[route.Action] = true
	}
	for _, rule := range access.Table {
		if rule.Roles == nil && has[rule.Action] {
			t.Errorf("%s is the box's own, but has a route", rule.Action)
		}
		if rule.Roles != nil && !has[rule.Action] {
			t.Errorf("%s is in the table, but has no route", rule.Action)
		}
	}
}

func TestARefusalIsJournalled(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("clerk").GET("/staff").Refused(403, "forbidden")
	c.As("guest").GET("/staff").Refused(401, "unauthenticated")
	entries := refusals(t, c)
	if len(entries) != 1 || entries[0] != c.Staff["clerk"]+" staff.list" {
		t.Errorf("refusals %q", entries)
	}
}

func TestWhatIsNotARoute(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("admin").GET("/nothing-here").Refused(404, "not-found")
	c.As("admin").Send(http.MethodPatch, "/staff", map[string]string{}).Refused(405, "method-not-allowed")
	c.As("admin").GET("/staff?debug=1").Want(422)
}

// refusals lists who was refused what, from the journal.
func refusals(t *testing.T, c *apitest.Clinic) (list []string) {
	t.Helper()
	err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
		entries, err := journal.List(tx, journal.Filter{}, 1000)
		for _, e := range entries {
			if e.SubjectType == journal.SubjectRefusal {
				list = append(list, e.ActorID+" "+e.SubjectID)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

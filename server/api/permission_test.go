package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/api"
	"karete/server/api/apitest"
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

func TestEveryRouteForEveryRole(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, route := range c.API.Routes() {
		rule, ok := access.Find(route.Action)
		if !ok {
			t.Errorf("%s %s: %s is not in the table of permissions", route.Method, route.Path, route.Action)
			continue
		}
		for _, role := range append([]access.Role{access.Guest}, access.StaffRoles...) {
			client := c.As(string(role))
			if route.Action == "session.delete" {
				client = c.SignIn(string(role)) // the others are needed further
			}
			var body any
			if hasBody(route.Method) {
				body = map[string]string{"id": apitest.ID()}
			}
			a := client.Send(route.Method, filled(route), body, "If-Match", `"1"`)
			what := string(route.Action) + " as " + string(role)
			allowed := slices.Contains(rule.Roles, role) || slices.Contains(rule.Roles, access.Guest)
			switch {
			case allowed && (a.Status == 401 || a.Status == 403):
				t.Errorf("%s: %d %s, but the table allows it", what, a.Status, a.Problem.Code)
			case a.Status >= 500:
				t.Errorf("%s: %d %s", what, a.Status, a.Body)
			case !allowed && role == access.Guest && (a.Status != 401 || a.Problem.Code != "unauthenticated"):
				t.Errorf("%s: %d %q, want 401", what, a.Status, a.Problem.Code)
			case !allowed && role != access.Guest && (a.Status != 403 || a.Problem.Code != "forbidden"):
				t.Errorf("%s: %d %q, want 403", what, a.Status, a.Problem.Code)
			}
		}
	}
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

package staff

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// Profile is what a manager says about a person.
type Profile struct {
	DisplayName string        `json:"displayName" maxLength:"60" doc:"Name people see"`
	Roles       []access.Role `json:"roles" minItems:"1" maxItems:"4" enum:"admin,clerk,nurse,doctor"`
	Departments []string      `json:"departments,omitempty" maxItems:"30" doc:"Ids of the departments they work in"`
	Language    string        `json:"language" enum:"en,st"`
	Senior      bool          `json:"senior,omitempty" doc:"May lower a triage colour"`
}

// NewStaff is a person who begins here; the command's id becomes theirs.
type NewStaff struct {
	ID       string `json:"id" format:"uuid"`
	Username string `json:"username" maxLength:"32" doc:"Letters, figures, . _ -; capitals are the same"`
	Profile
}

// StaffChange is a person as they are to be. The user name stays.
type StaffChange struct {
	ID string `json:"id" format:"uuid"`
	Profile
	Active bool `json:"active" doc:"false: they do not work here now, and are signed out at once"`
}

var usernamePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,31}$`)

// CheckUsername gives a user name its one form and says what is wrong with it.
func CheckUsername(field, username string) (string, []fault.FieldError) {
	username = foldUsername(username)
	switch {
	case username == "":
		return username, []fault.FieldError{{Field: field, Code: "required"}}
	case !usernamePattern.MatchString(username):
		return username, []fault.FieldError{{Field: field, Code: "pattern"}}
	}
	return username, nil
}

// Tidy joins the words of the name and puts the roles in their order.
func (p Profile) Tidy() Profile {
	p.DisplayName = strings.Join(strings.Fields(norm.NFC.String(p.DisplayName)), " ")
	roles := []access.Role{}
	for _, r := range access.StaffRoles {
		if slices.Contains(p.Roles, r) {
			roles = append(roles, r)
		}
	}
	if !slices.ContainsFunc(p.Roles, func(r access.Role) bool { return !slices.Contains(access.StaffRoles, r) }) {
		p.Roles = roles // a role nobody knows stays, to be complained about
	}
	p.Departments = slices.Compact(slices.Sorted(slices.Values(p.Departments)))
	return p
}

// Problems lists the broken fields of a tidied profile, but for the departments.
func (p Profile) Problems() []fault.FieldError {
	var list []fault.FieldError
	bad := func(field, code string, params map[string]any) {
		list = append(list, fault.FieldError{Field: field, Code: code, Params: params})
	}
	switch n := utf8.RuneCountInString(p.DisplayName); {
	case n == 0:
		bad("displayName", "required", nil)
	case n > 60:
		bad("displayName", "too-long", map[string]any{"max": 60})
	}
	if len(p.Roles) == 0 {
		bad("roles", "required", nil)
	}
	for i, r := range p.Roles {
		if !slices.Contains(access.StaffRoles, r) {
			bad("roles["+strconv.Itoa(i)+"]", "not-one-of", nil)
		}
	}
	if p.Language != "en" && p.Language != "st" {
		bad("language", "not-one-of", nil)
	}
	return list
}

func (p Profile) check(tx *db.Tx) error {
	list := p.Problems()
	for i, d := range p.Departments {
		_, err := facility.DepartmentIn(tx, d)
		if fault.Is(err, fault.NotFound) {
			list = append(list, fault.FieldError{Field: "departments[" + strconv.Itoa(i) + "]", Code: "unknown"})
		} else if err != nil {
			return err
		}
	}
	if len(list) > 0 {
		return fault.Fields(list...)
	}
	return nil
}

// Update changes a person. It ends their sessions when they stop working here or
// do other work. Errors: not-found, stale, invalid, last-admin.
func (r *Room) Update(ctx context.Context, actor access.Actor, staffID string, version int64, in StaffChange) (Staff, error) {
	var over []string
	in.Profile = in.Tidy()
	c := act.Command{ID: in.ID, Action: "staff.update", Body: struct {
		Staff   string
		Version int64
		Change  StaffChange
	}{staffID, version, in}}
	s, err := act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		now, err := In(tx.Tx, staffID)
		if err != nil {
			return err
		}
		if err := in.check(tx.Tx); err != nil {
			return err
		}
		if now.Version != version {
			stale := fault.New(fault.Stale)
			stale.Current = now
			return stale
		}
		if isAdmin(now.Active, now.Roles) && !isAdmin(in.Active, in.Roles) {
			if err := anotherAdmin(tx.Tx, staffID); err != nil {
				return err
			}
		}
		tx.Subject("staff", staffID)
		if !in.Active || !slices.Equal(in.Roles, now.Roles) {
			if over, err = endSessions(tx.Tx, staffID, ""); err != nil {
				return err
			}
		}
		return save(tx, staffID, in.Profile, in.Active)
	}, In)
	if err != nil {
		return Staff{}, err
	}
	r.ended(over)
	r.forgetPerson(staffID)
	return s, nil
}

func isAdmin(active bool, roles []access.Role) bool {
	return active && slices.Contains(roles, access.Admin)
}

// anotherAdmin holds that somebody else can still look after the staff.
func anotherAdmin(tx *db.Tx, except string) error {
	var others int
	err := tx.QueryRow(`SELECT count(*) FROM staff WHERE active = 1 AND id <> ?
		AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'admin')`, except).Scan(&others)
	if err == nil && others == 0 {
		return fault.New(fault.LastAdmin)
	}
	return wrap("staff", err)
}

func save(tx *act.Tx, staffID string, p Profile, active bool) error {
	roles, departments, err := p.lists()
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE staff SET display_name = ?, roles = ?, departments = ?, language = ?, senior = ?, active = ?, version = version + 1
		WHERE id = ?`, p.DisplayName, roles, departments, p.Language, p.Senior, active, staffID)
	tx.Changed("staff", staffID)
	return wrap("staff", err)
}

// lists is the two columns that hold JSON.
func (p Profile) lists() (roles, departments string, err error) {
	a, err := json.Marshal(p.Roles)
	if err != nil {
		return "", "", fmt.Errorf("roles: %w", err)
	}
	if p.Departments == nil {
		p.Departments = []string{}
	}
	b, err := json.Marshal(p.Departments)
	if err != nil {
		return "", "", fmt.Errorf("departments: %w", err)
	}
	return string(a), string(b), nil
}

// LanguageChange is the language a person reads.
type LanguageChange struct {
	ID       string `json:"id" format:"uuid"`
	Language string `json:"language" enum:"en,st"`
}

// ChangeLanguage changes one's own. Errors: invalid.
func (r *Room) ChangeLanguage(ctx context.Context, actor access.Actor, in LanguageChange) (Session, error) {
	if in.Language != "en" && in.Language != "st" {
		return Session{}, fault.Field("language", "not-one-of")
	}
	return act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "session.language", Body: in.Language}, func(tx *act.Tx) error {
		_, err := tx.Exec(`UPDATE staff SET language = ?, version = version + 1 WHERE id = ?`, in.Language, actor.ID)
		tx.Changed("staff", actor.ID)
		tx.Subject("staff", actor.ID)
		return wrap("staff", err)
	}, func(tx *db.Tx, _ string) (Session, error) { return sessionIn(tx, actor.SessionID, actor.ID) })
}

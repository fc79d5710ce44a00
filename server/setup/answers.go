package setup

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// Steps in their order.
var Steps = []string{"language", "clinic", "admin", "recovery", "clock", "departments", "staff"}

// Answers are what the wizard asks, one property a step.
type Answers struct {
	Language    string             `json:"language,omitempty" enum:"en,st"`
	Clinic      *facility.Identity `json:"clinic,omitempty"`
	Admin       *AdminAnswer       `json:"admin,omitempty"`
	Recovery    *RecoveryAnswer    `json:"recovery,omitempty"`
	Clock       *ClockAnswer       `json:"clock,omitempty"`
	Departments []DepartmentAnswer `json:"departments,omitempty" maxItems:"40"`
	Staff       []StaffAnswer      `json:"staff,omitzero" maxItems:"60" doc:"May be empty"`
}

// AdminAnswer is the first manager.
type AdminAnswer struct {
	Username    string `json:"username" maxLength:"32"`
	DisplayName string `json:"displayName" maxLength:"60"`
	Password    string `json:"password,omitempty" maxLength:"512" doc:"Never answered; may be left out when it was given before"`
}

// RecoveryAnswer is how the records are opened after the power was off.
type RecoveryAnswer struct {
	Passphrase string   `json:"passphrase,omitempty" maxLength:"512" doc:"Never answered; may be left out when it was given before"`
	Groups     []string `json:"groups,omitempty" maxItems:"7" doc:"The groups of the printed code that were asked for; left out when it was confirmed before"`
	AutoUnlock bool     `json:"autoUnlock" doc:"The box keeps a key of its own and opens without anybody"`
}

// ClockAnswer is a person's word on what time it is.
type ClockAnswer struct {
	Confirmed bool       `json:"confirmed"`
	Now       *time.Time `json:"now,omitempty" doc:"The time on the device, when the box's is wrong: the box takes it over"`
}

// DepartmentAnswer is one place to wait.
type DepartmentAnswer struct {
	Code   string `json:"code" maxLength:"5"`
	Name   string `json:"name" maxLength:"60"`
	NameSt string `json:"nameSt,omitempty" maxLength:"60"`
	Kind   string `json:"kind" enum:"reception,triage,consultation,pharmacy,laboratory,other"`
}

// StaffAnswer is one person; departments are named by their codes.
type StaffAnswer struct {
	Username    string        `json:"username" maxLength:"32"`
	DisplayName string        `json:"displayName" maxLength:"60"`
	Roles       []access.Role `json:"roles" minItems:"1" maxItems:"4" enum:"admin,clerk,nurse,doctor"`
	Departments []string      `json:"departments,omitempty" maxItems:"40"`
	Language    string        `json:"language,omitempty" enum:"en,st"`
	Senior      bool          `json:"senior,omitempty"`
}

// given lists the steps that are answered, in their order.
func (a Answers) given() []string {
	is := map[string]bool{
		"language": a.Language != "", "clinic": a.Clinic != nil, "admin": a.Admin != nil,
		"recovery": a.Recovery != nil, "clock": a.Clock != nil, "departments": len(a.Departments) > 0, "staff": a.Staff != nil,
	}
	return slices.DeleteFunc(slices.Clone(Steps), func(s string) bool { return !is[s] })
}

// merge takes over what b answers.
func (a Answers) merge(b Answers) Answers {
	for _, step := range b.given() {
		switch step {
		case "language":
			a.Language = b.Language
		case "clinic":
			a.Clinic = b.Clinic
		case "admin":
			a.Admin = b.Admin
		case "recovery":
			a.Recovery = b.Recovery
		case "clock":
			a.Clock = b.Clock
		case "departments":
			a.Departments = b.Departments
		case "staff":
			a.Staff = b.Staff
		}
	}
	return a
}

// before is what the box knows already of answers that are never kept as given.
type before struct {
	adminHash   string
	recoverable bool // whether there are keys to recover by at all
	recovery    bool // the passphrase and the printed code are keys already
}

// problems lists what is wrong with the answers given.
func (a Answers) problems(has before) (list []fault.FieldError) {
	add := func(prefix string, found []fault.FieldError) {
		for _, f := range found {
			f.Field = prefix + f.Field
			list = append(list, f)
		}
	}
	one := func(field, code string) { add("", []fault.FieldError{{Field: field, Code: code}}) }

	if a.Language != "" && a.Language != "en" && a.Language != "st" {
		one("language", "not-one-of")
	}
	if a.Clinic != nil {
		add("clinic.", a.Clinic.Tidy().Problems())
	}
	names := map[string]bool{}
	if a.Admin != nil {
		username, found := staff.CheckUsername("username", a.Admin.Username)
		names[username] = true
		add("admin.", found)
		add("admin.", a.admin().Profile.Tidy().Problems())
		if a.Admin.Password != "" || has.adminHash == "" {
			add("admin.", staff.CheckPassword("password", a.Admin.Password, username, a.clinicName()))
		}
	}
	if a.Recovery != nil && (a.Recovery.Passphrase != "" || !has.recovery) {
		add("recovery.", staff.CheckPassword("passphrase", a.Recovery.Passphrase, a.adminName(), a.clinicName()))
	}
	if a.Clock != nil && !a.Clock.Confirmed {
		one("clock.confirmed", "required")
	}
	codes := map[string]bool{}
	for i, d := range a.Departments {
		at := "departments[" + strconv.Itoa(i) + "]."
		add(at, d.department("").Problems())
		if codes[d.Code] {
			one(at+"code", "duplicate")
		}
		codes[d.Code] = true
	}
	for i, s := range a.Staff {
		at := "staff[" + strconv.Itoa(i) + "]."
		username, found := staff.CheckUsername("username", s.Username)
		add(at, found)
		if names[username] {
			one(at+"username", "duplicate")
		}
		names[username] = true
		add(at, s.profile(a.Language).Tidy().Problems())
		for j, code := range s.Departments {
			if !codes[code] {
				one(at+"departments["+strconv.Itoa(j)+"]", "unknown")
			}
		}
	}
	return list
}

// missing lists the steps that must still be answered; nobody has to be named in
// the last.
func (a Answers) missing(has before) (list []fault.FieldError) {
	given := a.given()
	for _, step := range Steps {
		if step != "staff" && (step != "recovery" || has.recoverable) && !slices.Contains(given, step) {
			list = append(list, fault.FieldError{Field: step, Code: "required"})
		}
	}
	return list
}

// of keeps the problems of one step.
func of(step string, list []fault.FieldError) []fault.FieldError {
	return slices.DeleteFunc(list, func(f fault.FieldError) bool {
		return f.Field != step && !strings.HasPrefix(f.Field, step+".") && !strings.HasPrefix(f.Field, step+"[")
	})
}

func (a Answers) clinicName() string {
	if a.Clinic == nil {
		return ""
	}
	return a.Clinic.Name
}

func (a Answers) adminName() string {
	if a.Admin == nil {
		return ""
	}
	return a.Admin.Username
}

func (a Answers) admin() staff.NewStaff {
	language := a.Language
	if language == "" {
		language = "en"
	}
	return staff.NewStaff{Username: a.Admin.Username, Profile: staff.Profile{
		DisplayName: a.Admin.DisplayName, Roles: []access.Role{access.Admin}, Language: language,
	}}
}

func (d DepartmentAnswer) department(id string) facility.NewDepartment {
	return facility.NewDepartment{ID: id, Code: d.Code, Name: d.Name, NameSt: d.NameSt, Kind: d.Kind}
}

// profile leaves the departments out: their ids are not made yet.
func (s StaffAnswer) profile(language string) staff.Profile {
	if s.Language != "" {
		language = s.Language
	}
	if language == "" {
		language = "en"
	}
	return staff.Profile{DisplayName: s.DisplayName, Roles: s.Roles, Language: language, Senior: s.Senior}
}

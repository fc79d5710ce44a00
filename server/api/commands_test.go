package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/card"
	"karete/server/facility"
	"karete/server/opinion"
)

// command is one that nothing is wrong with and that can be carried out now.
type command struct {
	path    string // of the route, filled in
	version int64  // for If-Match
	body    map[string]any
}

// maker makes what a command needs and then the command.
type maker func(t *testing.T, c *apitest.Clinic) command

// whole holds for each operation with a JSON body complete commands: together
// they have every property that the document knows.
func whole() map[access.Action][]maker {
	all := map[access.Action][]maker{}
	for _, group := range []map[access.Action][]maker{aboutPeople(), aboutLinks(), aboutCards(), aboutPhotos(), aboutTheDay(), aboutTheDoor(), aboutBookings(), aboutMessages(), aboutPaper(), aboutTheRecord(), aboutTheHouse(), aboutDevices(), aboutFactors(), aboutPrograms(), aboutKeys(), aboutTime(), aboutBackups(), aboutImports()} {
		for action, makers := range group {
			all[action] = makers
		}
	}
	return all
}

func aboutPeople() map[access.Action][]maker {
	person := func(changes map[string]any) map[string]any {
		return newcomer(with(map[string]any{"otherNames": []any{"Johannes"}, "chief": "Chief Letsie", "birthDate": "1992-03-04", "birthPrecision": "day", "birthRecordedOn": "",
			"phones": []any{map[string]any{"number": "5812 4471", "owner": "sister", "mayLeaveMessage": true}}}, changes))
	}
	update := func(birth map[string]any) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			in := person(with(map[string]any{"deceasedOn": "2026-11-20"}, birth))
			delete(in, "fileNumber")
			delete(in, "identifiers")
			return command{"/patients/" + registered(t, c, "Pule", "Tau"), 1, in}
		}
	}
	return map[access.Action][]maker{
		"patient.register": {func(t *testing.T, c *apitest.Clinic) command {
			blank := blanks(t, c, 1)[0]
			name, figures := nobodys()
			return command{"/patients", 0, person(map[string]any{
				"givenNames": name, "familyName": name[4:], "birthDate": "19" + figures[:2] + "-03-04", "village": name[2:9],
				"phones":     []any{map[string]any{"number": "58" + figures, "owner": "sister", "mayLeaveMessage": true}},
				"fileNumber": map[string]any{"mode": "typed", "series": "B", "value": apitest.ID()[24:], "year": 2019}, "cardCode": blank.QR,
				"motherId":    registered(t, c, "Lineo", "Tau"),
				"different":   []any{map[string]any{"patientId": registered(t, c, "Neo", "Tau"), "reason": "other", "note": "her cousin"}},
				"identifiers": []any{map[string]any{"system": "tb", "series": "A", "value": apitest.ID()[24:], "year": 0}},
				"checkIn":     map[string]any{"departmentId": c.Departments["OPD"], "reason": "general", "emergency": false},
			})}
		}},
		"patient.candidates": {func(*testing.T, *apitest.Clinic) command {
			return command{"/patients/candidates", 0, map[string]any{"givenNames": "Tšepo", "familyName": "Mokoena", "otherNames": []any{"Johannes"}, "sex": "male",
				"birthDate": "1992", "birthPrecision": "age", "phones": []any{map[string]any{"number": "5812 4471"}}, "village": "Ha Matala", "district": "Maseru",
				"nextOfKin": map[string]any{"name": "Lineo"}, "identifiers": []any{map[string]any{"system": "tb", "value": "A 12"}}}}
		}},
		"patient.search": {func(*testing.T, *apitest.Clinic) command {
			return command{"/patients/search", 0, map[string]any{"text": "mokoena 5812"}}
		}},
		"patient.update": {update(nil), update(map[string]any{"birthDate": "1992", "birthPrecision": "age", "birthRecordedOn": "2026-05-03"})},
		"patient.identify": {func(t *testing.T, c *apitest.Clinic) command {
			in := newcomer(map[string]any{"identifiers": []any{map[string]any{"system": "art", "series": "", "value": apitest.ID()[24:]}}})
			var r struct {
				Patient struct {
					Identifiers []struct{ ID, System string }
				}
			}
			asAnother(c, in).Want(http.StatusCreated).JSON(&r)
			retire := r.Patient.Identifiers[0].ID
			return command{"/patients/" + in["id"].(string) + "/identifiers", 0,
				map[string]any{"id": apitest.ID(), "system": "tb", "series": "C", "value": apitest.ID()[24:], "retire": retire}}
		}, func(t *testing.T, c *apitest.Clinic) command {
			return command{"/patients/" + registered(t, c, "Neo", "Letsie") + "/identifiers", 0,
				map[string]any{"id": apitest.ID(), "system": "file-number", "value": apitest.ID()[24:], "year": 2019}}
		}},
		"identity.check": {func(*testing.T, *apitest.Clinic) command {
			return command{"/identity/check", 0, map[string]any{"system": "national-id-za", "value": "8001015009087", "birthDate": "1980", "birthPrecision": "age", "sex": "male"}}
		}},
		"file.log": {func(t *testing.T, c *apitest.Clinic) command {
			path, number := "/patients/"+registered(t, c, "Neo", "Letsie"), apitest.ID()
			c.As("clerk").POST(path+"/identifiers", map[string]any{"id": number, "system": "file-number"}).Want(http.StatusCreated)
			return command{path + "/files/" + number + "/log", 0,
				map[string]any{"id": apitest.ID(), "kind": "shelved", "shelf": "B 4", "note": "the lower board"}}
		}},
		"patient.relate": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/patients/" + registered(t, c, "Neo", "Letsie") + "/relations", 0,
				map[string]any{"id": apitest.ID(), "otherId": registered(t, c, "Pule", "Letsie"), "kind": "sibling"}}
		}},
		"patient.unrelate": {func(t *testing.T, c *apitest.Clinic) command {
			path, relation := "/patients/"+registered(t, c, "Neo", "Letsie")+"/relations", apitest.ID()
			c.As("clerk").POST(path, map[string]any{"id": relation, "otherId": registered(t, c, "Pule", "Letsie"), "kind": "sibling"}).Want(http.StatusCreated)
			return command{path + "/" + relation + "/end", 0, map[string]any{"id": apitest.ID(), "reason": "mistake"}}
		}},
	}
}

// nobodys is a name and six figures that nobody else has.
func nobodys() (name, figures string) {
	random := apitest.ID()[24:]
	return strings.Map(func(r rune) rune { return 'a' + r%17 }, random), strings.Map(func(r rune) rune { return '0' + r%10 }, random[6:])
}

func blanks(t *testing.T, c *apitest.Clinic, n int) []card.Card {
	t.Helper()
	var sheet struct{ Cards []card.Card }
	c.As("clerk").POST("/cards/blanks", map[string]any{"id": apitest.ID(), "count": n}).Want(http.StatusCreated).JSON(&sheet)
	return sheet.Cards
}

func aboutCards() map[access.Action][]maker {
	issued := func(t *testing.T, c *apitest.Clinic) (made card.Card) {
		path := "/patients/" + registered(t, c, "Lineo", "Tau") + "/cards"
		c.As("clerk").POST(path, map[string]any{"id": apitest.ID()}).Want(http.StatusCreated).JSON(&made)
		return made
	}
	return map[access.Action][]maker{
		"card.issue": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/patients/" + registered(t, c, "Lineo", "Tau") + "/cards", 0, map[string]any{"id": apitest.ID()}}
		}},
		"card.link": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/patients/" + registered(t, c, "Lineo", "Tau") + "/cards/link", 0, map[string]any{"id": apitest.ID(), "text": blanks(t, c, 1)[0].Code}}
		}},
		"card.revoke": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/cards/" + issued(t, c).ID + "/revoke", 0, map[string]any{"id": apitest.ID(), "reason": "lost"}}
		}},
		"card.blanks": {func(*testing.T, *apitest.Clinic) command {
			return command{"/cards/blanks", 0, map[string]any{"id": apitest.ID(), "count": 2}}
		}},
		"card.scan": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/scan", 0, map[string]any{"text": issued(t, c).QR}}
		}},
	}
}

func aboutTheDay() map[access.Action][]maker {
	onVisit := func(end string, before ...string) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Neo", "Letsie")
			for _, earlier := range before {
				c.As("nurse").POST("/visits/"+v.ID+earlier, step(v.PatientID)).Want(http.StatusOK)
			}
			in := step(v.PatientID)
			if end == "/cancel" {
				in["reason"] = "by mistake"
			}
			return command{"/visits/" + v.ID + end, 0, in}
		}
	}
	inLine := func(end string, more func(*apitest.Clinic) map[string]any, before ...string) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Neo", "Letsie")
			for _, earlier := range before {
				c.As("nurse").POST("/queue/"+v.Entries[0].ID+earlier, step(v.PatientID)).Want(http.StatusOK)
			}
			in := step(v.PatientID)
			if more != nil {
				in = with(in, more(c))
			}
			return command{"/queue/" + v.Entries[0].ID + end, 0, in}
		}
	}
	return map[access.Action][]maker{
		"visit.checkIn": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/visits", 0, with(checkIn(c, registered(t, c, "Neo", "Letsie")), map[string]any{"emergency": true, "collectOnly": true})}
		}},
		"visit.cancel": {onVisit("/cancel")},
		"visit.left":   {onVisit("/left")},
		"visit.reopen": {onVisit("/reopen", "/left")},
		"queue.call":   {inLine("/call", func(*apitest.Clinic) map[string]any { return map[string]any{"room": "Room 2"} })},
		"queue.start":  {inLine("/start", nil)},
		"queue.wait":   {inLine("/wait", nil, "/call")},
		"queue.done":   {inLine("/done", nil, "/start")},
		"queue.left":   {inLine("/left", nil)},
		"queue.miss":   {inLine("/miss", nil, "/call")},
		"queue.later":  {inLine("/later", func(*apitest.Clinic) map[string]any { return map[string]any{"minutes": 30} })},
		"queue.place": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/queue/place", 0, map[string]any{"id": apitest.ID(), "departmentId": c.Departments["OPD"], "room": "Room 3"}}
		}},
		"queue.move": {inLine("/move", func(c *apitest.Clinic) map[string]any {
			return map[string]any{"departmentId": c.Departments["PHA"], "reason": "medicines"}
		})},
	}
}

func aboutTheRecord() map[access.Action][]maker {
	sorted := func(input, decision map[string]any) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Thabo", "Mokoena")
			in := with(sorting(v.PatientID), map[string]any{"input": input, "decision": decision, "said": map[string]any{"reason": "other", "text": "it is better now"}})
			return command{"/visits/" + v.ID + "/triage", 0, in}
		}
	}
	scored := func(input map[string]any) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			return command{"/triage/score", 0, map[string]any{"patientId": registered(t, c, "Thabo", "Mokoena"), "input": input}}
		}
	}
	raised := map[string]any{"level": 2, "reason": "other", "reasonText": "looks worse than that", "unfinishedReason": "equipment"}
	note := func() map[string]any {
		return with(consultation(), map[string]any{"outcome": "referred", "followUp": map[string]any{"on": "2026-12-01", "note": "with the card"},
			"referral": map[string]any{"to": "Queen Mamohato", "reason": "X-ray", "urgency": "routine"}})
	}
	return map[access.Action][]maker{
		"triage.score":     {scored(measured()), scored(guessed())},
		"triage.save":      {sorted(measured(), raised), sorted(guessed(), raised)},
		"selfTriage.score": {func(*testing.T, *apitest.Clinic) command { return command{"/self-triage/score", 0, saying(nil)} }},
		"encounter.sign": {func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Thabo", "Mokoena")
			return command{"/visits/" + v.ID + "/encounters", 0, with(note(), map[string]any{"id": apitest.ID(), "patientId": v.PatientID, "moveTo": c.Departments["PHA"]})}
		}},
		"encounter.amend": {func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Thabo", "Mokoena")
			in := signing(v.PatientID)
			c.As("doctor").POST("/visits/"+v.ID+"/encounters", in).Want(http.StatusCreated)
			return command{"/encounters/" + in["id"].(string) + "/amendments", 0, map[string]any{"id": apitest.ID(), "patientId": v.PatientID,
				"visitId": v.ID, "kind": "correction", "reason": "the other ear", "note": note()}}
		}},
		"draft.save": {func(t *testing.T, c *apitest.Clinic) command {
			v := arrived(t, c, "Thabo", "Mokoena")
			return command{"/visits/" + v.ID + "/drafts/consultation", 0,
				map[string]any{"patientId": v.PatientID, "content": map[string]any{"complaint": "cough", "lines": []any{1, "two", nil}}}}
		}},
		"allergy.record": {func(t *testing.T, c *apitest.Clinic) command {
			path := "/patients/" + registered(t, c, "Thabo", "Mokoena") + "/allergies"
			in := map[string]any{"id": apitest.ID(), "status": "active", "substance": "Penicillin", "class": "penicillin", "reaction": "rash", "reason": ""}
			c.As("nurse").POST(path, in).Want(http.StatusCreated)
			return command{path, 0, with(in, map[string]any{"id": apitest.ID(), "status": "withdrawn", "replacesId": in["id"], "reason": "the sister's"})}
		}},
		"problem.record": {func(t *testing.T, c *apitest.Clinic) command {
			path := "/patients/" + registered(t, c, "Thabo", "Mokoena") + "/problems"
			in := map[string]any{"id": apitest.ID(), "status": "active", "system": "icd-10", "code": "I10", "text": "Hypertension", "since": "2019-05-06", "reason": ""}
			c.As("nurse").POST(path, in).Want(http.StatusCreated)
			return command{path, 0, with(in, map[string]any{"id": apitest.ID(), "status": "resolved", "replacesId": in["id"], "reason": "better"})}
		}},
	}
}

// measured and guessed hold all that a triage can be told, each what the other
// leaves no room for.
func measured() map[string]any {
	return with(vitals(), map[string]any{"ageMonths": 370, "ageEstimated": true, "diastolicMmHg": 80, "glucoseMmolL": 5.5, "heightCm": 170, "painScore": 2,
		"spo2Percent": 97, "urineKetones": false, "weightKg": 70.5, "measuredAt": "2026-11-24T05:59:00Z", "scoredAt": "2026-11-24T05:59:00Z",
		"pulseUnrecordable": false, "pressureUnrecordable": false, "signs": map[string]any{"cardiac_arrest": "no"}})
}

func guessed() map[string]any {
	return map[string]any{"mobility": "walking", "respiratoryRate": 12, "heartRate": 72, "pressureUnrecordable": true, "temperatureTouch": "hot",
		"avpu": "alert", "trauma": false, "glucoseReading": "HI"}
}

func aboutTheHouse() map[access.Action][]maker {
	nurse := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "username": "n" + strings.ReplaceAll(apitest.ID()[19:], "-", ""), "displayName": "Lineo Nts’eng", "roles": []any{"nurse"},
			"language": "st", "senior": true}
	}
	return map[access.Action][]maker{
		"support.make": {func(*testing.T, *apitest.Clinic) command {
			return command{"/support", 0, map[string]any{"id": apitest.ID()}}
		}},
		"staff.create": {func(t *testing.T, c *apitest.Clinic) command {
			return command{"/staff", 0, with(nurse(), map[string]any{"departments": []any{c.Departments["OPD"]}})}
		}},
		"staff.update": {func(t *testing.T, c *apitest.Clinic) command {
			in := nurse()
			c.As("admin").POST("/staff", in).Want(http.StatusCreated)
			path := "/staff/" + in["id"].(string)
			delete(in, "username")
			return command{path, 1, with(in, map[string]any{"id": apitest.ID(), "active": false, "departments": []any{c.Departments["OPD"]}})}
		}},
		"staff.reset": {func(t *testing.T, c *apitest.Clinic) command {
			in := nurse()
			c.As("admin").POST("/staff", in).Want(http.StatusCreated)
			return command{"/staff/" + in["id"].(string) + "/reset", 0, map[string]any{"id": apitest.ID()}}
		}},
		"department.create": {func(*testing.T, *apitest.Clinic) command {
			return command{"/departments", 0, map[string]any{"id": apitest.ID(), "code": "TB", "name": "TB", "nameSt": "Lefuba", "kind": "consultation"}}
		}},
		"department.update": {func(_ *testing.T, c *apitest.Clinic) command {
			return command{"/departments/" + c.Departments["NCD"], 1,
				map[string]any{"id": apitest.ID(), "name": "NCD", "nameSt": "NCD", "kind": "consultation", "position": 3, "active": true, "rooms": []any{"Room 4"}}}
		}},
		"trust.install": {func(t *testing.T, c *apitest.Clinic) command {
			chain, key := brought(t, "karete.clinic.example", c.Clock.Now().AddDate(0, 2, 0))
			return command{"/trust/certificate", 0, map[string]any{"id": apitest.ID(), "chain": chain, "key": key}}
		}},
		"trust.remove": {func(t *testing.T, c *apitest.Clinic) command {
			chain, key := brought(t, "karete.clinic.example", c.Clock.Now().AddDate(0, 2, 0))
			c.As("admin").POST("/trust/certificate", map[string]string{"id": apitest.ID(), "chain": chain, "key": key}).Want(http.StatusOK)
			return command{"/trust/certificate/remove", 0, map[string]any{"id": apitest.ID()}}
		}},
		"facility.update": {func(t *testing.T, c *apitest.Clinic) command {
			var f facility.Facility
			c.As("admin").GET("/facility").Want(http.StatusOK).JSON(&f)
			f.FileSeries, f.Phone, f.Settings.Reasons, f.Settings.HostName = "A", "2231 0000", []string{"general"}, "matala"
			f.Settings.NationalIDPattern = "[0-9]{12}"
			return command{"/facility", f.Version, asMap(t, change(f))}
		}},
		"selfTriage.setRemote": {func(t *testing.T, c *apitest.Clinic) command {
			var now opinion.RemoteTriage
			c.As("admin").GET("/self-triage/remote").Want(http.StatusOK).JSON(&now)
			return command{"/self-triage/remote", now.Version, map[string]any{"id": apitest.ID(), "on": true, "agreed": true, "model": "infermedica-en", "mapping": map[string]string{"FV01": "s_98"}, "appId": "clinic", "appKey": "key"}}
		}},
		"session.create": {func(*testing.T, *apitest.Clinic) command {
			return command{"/session", 0, map[string]any{"username": "senior", "password": apitest.Password}}
		}, func(t *testing.T, c *apitest.Clinic) command {
			return command{"/session", 0, map[string]any{"username": "senior", "password": apitest.Password, "code": codes(t, c, c.As("senior"))[0]}}
		}},
		"session.language": {func(*testing.T, *apitest.Clinic) command {
			return command{"/session/language", 0, map[string]any{"id": apitest.ID(), "language": "st"}}
		}},
		"session.password": {func(*testing.T, *apitest.Clinic) command {
			return command{"/session/password", 0, map[string]any{"id": apitest.ID(), "current": apitest.Password, "next": "five other words nobody guesses"}}
		}},
	}
}

// wizard is the steps of setting a box up, then its end.
func wizard() []command {
	step := func(name string, answer any) command {
		return command{"/setup/" + name, 0, map[string]any{name: answer}}
	}
	return []command{
		step("language", "st"),
		step("clinic", map[string]any{"name": "Ha Matala Clinic", "code": "MSU-014", "district": "Maseru", "country": "LS", "phone": "2231 0000", "fileSeries": "A"}),
		step("admin", map[string]any{"username": "mpho", "displayName": "’M’e Mpho", "password": apitest.Password}),
		step("clock", map[string]any{"confirmed": true}),
		step("departments", []any{map[string]any{"code": "OPD", "name": "Outpatients", "nameSt": "OPD", "kind": "consultation"}}),
		step("staff", []any{map[string]any{"username": "thato", "displayName": "Thato", "roles": []any{"nurse"}, "departments": []any{"OPD"}, "language": "st", "senior": true}}),
		{"/setup", 0, map[string]any{"id": apitest.ID()}},
	}
}

// asMap is v as it is sent.
func asMap(t *testing.T, v any) (m map[string]any) {
	t.Helper()
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

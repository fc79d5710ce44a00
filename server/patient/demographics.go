package patient

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"karete/server/patient/partialdate"
	"karete/server/patient/phone"
)

// Demographics is what the desk writes down about a person. Nothing but a name,
// a sex and a precision is required: somebody may not know the rest.
type Demographics struct {
	GivenNames      string                `json:"givenNames,omitempty" maxLength:"80" doc:"As spoken. One of the two names may be empty"`
	FamilyName      string                `json:"familyName,omitempty" maxLength:"80"`
	OtherNames      []string              `json:"otherNames,omitempty" maxItems:"10" nullable:"false" doc:"Former names, aliases, church names"`
	Sex             Sex                   `json:"sex" enum:"female,male,other,unknown"`
	BirthDate       string                `json:"birthDate,omitempty" maxLength:"10" doc:"YYYY-MM-DD, YYYY-MM or YYYY"`
	BirthPrecision  partialdate.Precision `json:"birthPrecision" enum:"day,month,year,age,unknown"`
	BirthRecordedOn string                `json:"birthRecordedOn,omitempty" maxLength:"10" doc:"YYYY-MM-DD an age was told; empty: today"`
	Phones          []NewPhone            `json:"phones,omitempty" maxItems:"5" nullable:"false"`
	Village         string                `json:"village,omitempty" maxLength:"80"`
	District        string                `json:"district,omitempty" maxLength:"60"`
	Chief           string                `json:"chief,omitempty" maxLength:"80" doc:"Chief or ward"`
	NextOfKin       NextOfKin             `json:"nextOfKin,omitempty"`
	Language        string                `json:"language,omitempty" enum:"en,st" doc:"Empty: Sesotho"`
	Consent         Consent               `json:"consent,omitempty"`
}

// NewPhone is a phone as it was typed. A number whose form we know is kept as
// +266..., any other as typed.
type NewPhone struct {
	Number          string `json:"number" minLength:"1" maxLength:"30"`
	Owner           string `json:"owner,omitempty" maxLength:"60" doc:"Whose phone it is, empty for the patient's own"`
	MayLeaveMessage bool   `json:"mayLeaveMessage,omitempty"`
}

// The limits that a caller other than the API meets too.
const (
	maxOtherNames  = 10
	maxPhones      = 5
	maxIdentifiers = 10
	maxPhoneRunes  = 30
)

// tidy is the person as they will be kept, and adds every broken field to c.
func (d Demographics) tidy(c *checks, here clinic) Patient {
	p := Patient{
		GivenNames: c.name("givenNames", d.GivenNames),
		FamilyName: c.name("familyName", d.FamilyName),
		OtherNames: []string{},
		Sex:        d.Sex,
		Phones:     []Phone{},
		Village:    c.line("village", d.Village, 80),
		District:   c.line("district", d.District, 60),
		Chief:      c.line("chief", d.Chief, 80),
		NextOfKin: NextOfKin{
			Name:         c.name("nextOfKin.name", d.NextOfKin.Name),
			Relationship: c.line("nextOfKin.relationship", d.NextOfKin.Relationship, 40),
			Phone:        c.phone("nextOfKin.phone", d.NextOfKin.Phone, here),
		},
		Language: d.Language,
		Consent:  Consent{Given: d.Consent.Given, On: c.day("consent.on", d.Consent.On, here.latest)},
	}
	d.birth(c, &p, here)
	if p.GivenNames == "" && p.FamilyName == "" {
		c.add("familyName", "required", nil)
	}
	c.oneOf("sex", string(d.Sex), string(Female), string(Male), string(Other), string(Unknown))
	if p.Language == "" {
		p.Language = "st"
	}
	c.oneOf("language", p.Language, "en", "st")
	if len(d.OtherNames) > maxOtherNames {
		c.add("otherNames", "too-many", map[string]any{"max": maxOtherNames})
		d.OtherNames = nil
	}
	for i, other := range d.OtherNames {
		field := fmt.Sprintf("otherNames[%d]", i)
		if other = c.name(field, other); other == "" {
			c.add(field, "required", nil)
		}
		p.OtherNames = append(p.OtherNames, other)
	}
	if len(d.Phones) > maxPhones {
		c.add("phones", "too-many", map[string]any{"max": maxPhones})
		d.Phones = nil
	}
	for i, n := range d.Phones {
		at := fmt.Sprintf("phones[%d].", i)
		number := c.phone(at+"number", n.Number, here)
		if number == "" {
			c.add(at+"number", "required", nil)
		}
		p.Phones = append(p.Phones, Phone{Number: number, Owner: c.line(at+"owner", n.Owner, 60), MayLeaveMessage: n.MayLeaveMessage})
	}
	return p
}

// birth is as much of the birth date as is known. An age is told on a day: today,
// by the box's clock, when the sender does not say.
func (d Demographics) birth(c *checks, p *Patient, here clinic) {
	date := partialdate.Date{
		Text: d.BirthDate, Precision: d.BirthPrecision, RecordedOn: d.BirthRecordedOn,
	}
	if date.Precision == partialdate.ByAge && date.RecordedOn == "" {
		date.RecordedOn = here.today.String()
	}
	var broken *partialdate.Error
	if err := date.Check(here.latest); errors.As(err, &broken) {
		c.add(broken.Field, broken.Code, nil)
	}
	p.BirthDate, p.BirthPrecision, p.BirthRecordedOn = date.Text, date.Precision, date.RecordedOn
}

// phone is a number in one form when its form is known, else as typed: people
// write down what they are told, and a neighbour's half number is worth keeping.
// Only what holds no figures at all is refused.
func (c *checks) phone(field, text string, here clinic) string {
	text = c.line(field, text, maxPhoneRunes)
	if text == "" || utf8.RuneCountInString(text) > maxPhoneRunes {
		return text
	}
	number, err := phone.Parse(text, here.country)
	if err == nil {
		return number
	}
	if figures(text) == "" {
		c.add(field, "not-a-phone", nil)
	}
	return text
}

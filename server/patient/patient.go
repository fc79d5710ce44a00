package patient

import (
	"time"

	"karete/server/patient/partialdate"
)

// Patient is a person the clinic knows, with all that reception may see.
type Patient struct {
	ID              string                `json:"id"`
	GivenNames      string                `json:"givenNames" doc:"As spoken; may be empty, but never with familyName"`
	FamilyName      string                `json:"familyName"`
	OtherNames      []string              `json:"otherNames" doc:"Former names and aliases: found by search"`
	DisplayName     string                `json:"displayName"`
	Initials        string                `json:"initials"`
	Sex             Sex                   `json:"sex" enum:"female,male,other,unknown"`
	BirthDate       string                `json:"birthDate,omitempty" doc:"YYYY-MM-DD, YYYY-MM or YYYY; none when nobody knows"`
	BirthPrecision  partialdate.Precision `json:"birthPrecision" enum:"day,month,year,age,unknown"`
	BirthRecordedOn string                `json:"birthRecordedOn,omitempty" doc:"The day an age was told, when the precision is age"`
	Age             *partialdate.Age      `json:"age,omitempty"`
	Phones          []Phone               `json:"phones"`
	Village         string                `json:"village"`
	District        string                `json:"district"`
	Chief           string                `json:"chief"`
	NextOfKin       NextOfKin             `json:"nextOfKin"`
	Language        string                `json:"language" enum:"en,st"`
	Consent         Consent               `json:"consent"`
	DeceasedOn      string                `json:"deceasedOn,omitempty"`
	Identifiers     []Identifier          `json:"identifiers" doc:"Oldest first, retired ones too"`
	FileNumber      string                `json:"fileNumber" doc:"The newest active file number as people write it, series before value"`
	Relations       []PatientRelation     `json:"relations,omitempty" doc:"Who belongs to the patient and is a patient too"`
	Cards           []HeldCard            `json:"cards" doc:"Newest first"`
	Photo           *HeldPhoto            `json:"photo,omitempty"`
	RegisteredAt    time.Time             `json:"registeredAt"`
	Version         int64                 `json:"version"`
	ReplacedBy      *StandingFile         `json:"replacedBy,omitempty" doc:"This file was joined with another, which stands for both: go on there"`
	Joined          []JoinedFile          `json:"joined,omitempty" nullable:"false" doc:"Files of the same person for which this one stands. What they hold is theirs still"`
}

// StandingFile is the file that stands for a person now.
type StandingFile struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	FileNumber  string `json:"fileNumber"`
}

// JoinedFile is what a file says of a person for whom another one stands.
type JoinedFile struct {
	ID             string                `json:"id"`
	IntoID         string                `json:"intoId" doc:"With which it was joined: the one that stands, or one that was joined itself since"`
	DisplayName    string                `json:"displayName"`
	OtherNames     []string              `json:"otherNames" nullable:"false"`
	Sex            Sex                   `json:"sex" enum:"female,male,other,unknown"`
	BirthDate      string                `json:"birthDate,omitempty"`
	BirthPrecision partialdate.Precision `json:"birthPrecision" enum:"day,month,year,age,unknown"`
	Age            *partialdate.Age      `json:"age,omitempty"`
	Village        string                `json:"village"`
	NextOfKin      NextOfKin             `json:"nextOfKin"`
	DeceasedOn     string                `json:"deceasedOn,omitempty"`
	FileNumber     string                `json:"fileNumber"`
	Phones         []Phone               `json:"phones" nullable:"false"`
	Identifiers    []Identifier          `json:"identifiers" nullable:"false"`
	Cards          []HeldCard            `json:"cards" nullable:"false"`
	LinkedAt       time.Time             `json:"linkedAt"`
	LinkedBy       string                `json:"linkedBy" doc:"Display name"`
	Reason         string                `json:"reason"`
}

// Sex is the administrative gender of FHIR R4.
type Sex string

// The sexes.
const (
	Female  Sex = "female"
	Male    Sex = "male"
	Other   Sex = "other"
	Unknown Sex = "unknown"
)

// Phone is one way to reach a patient.
type Phone struct {
	Number          string `json:"number" doc:"+266... when it is a number we know the form of, else as typed"`
	Display         string `json:"display" doc:"Grouped for the eye"`
	Owner           string `json:"owner" doc:"Whose phone it is, empty for the patient's own"`
	MayLeaveMessage bool   `json:"mayLeaveMessage"`
	AlsoOf          int    `json:"alsoOf,omitempty" doc:"How many other patients have the same number; 99: that many or more"`
}

// NextOfKin is whom to call.
type NextOfKin struct {
	Name         string `json:"name,omitempty" maxLength:"80"`
	Relationship string `json:"relationship,omitempty" maxLength:"40"`
	Phone        string `json:"phone,omitempty" maxLength:"30"`
}

// Consent is what the patient agreed to about their data: given, or refused on a
// day, or not asked yet.
type Consent struct {
	Given   bool   `json:"given"`
	On      string `json:"on,omitempty" maxLength:"10" doc:"YYYY-MM-DD, the day it was asked. With given false: refused, or taken back, that day"`
	Version string `json:"version,omitempty" maxLength:"10" doc:"Which text was read out; the box writes it when an answer is new"`
}

// ConsentVersion names the text that the screens read out now, consent.text in the
// catalogues. A test holds that it changes when the words do.
const ConsentVersion = "2026-11"

// since is the answer with the version of its text: that of the answer before when
// nothing else changed.
func (c Consent) since(was Consent) Consent {
	switch {
	case c.Given == was.Given && c.On == was.On:
		c.Version = was.Version
	case c.Given || c.On != "":
		c.Version = ConsentVersion
	default:
		c.Version = ""
	}
	return c
}

// HeldCard is a card as the patient's page lists it.
type HeldCard struct {
	ID        string     `json:"id"`
	Code      string     `json:"code" doc:"Short code, grouped for the eye"`
	Status    string     `json:"status" enum:"active,revoked"`
	MadeAt    time.Time  `json:"madeAt"`
	LinkedAt  *time.Time `json:"linkedAt,omitempty"`
	RevokedAt *time.Time `json:"revokedAt,omitempty"`
	Reason    string     `json:"reason" doc:"Why revoked, empty while active"`
}

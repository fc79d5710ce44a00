package disclosure

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/appointment"
	"karete/server/chart"
	"karete/server/facility"
	"karete/server/legacy"
	"karete/server/notify"
	"karete/server/patient"
	"karete/server/triage"
)

// BundleFormat names the shape of a bundle; it changes when a field does.
const BundleFormat = "karete-subject-access/1"

// SubjectBundle is everything held on one patient, and everyone who looked. Its
// fields stand in this order, always.
type SubjectBundle struct {
	Format       string                    `json:"format" enum:"karete-subject-access/1"`
	MadeAt       time.Time                 `json:"madeAt"`
	MadeBy       string                    `json:"madeBy" doc:"Display name"`
	MadeFor      string                    `json:"madeFor" enum:"patient,guardian,heir,authority" doc:"Who asked for it"`
	Clinic       facility.Nameplate        `json:"clinic"`
	Patient      patient.Patient           `json:"patient" doc:"Who the patient is, with every number and card they ever had"`
	Joinings     []Joining                 `json:"joinings" doc:"When this and other files were found to be the same person's, oldest first; those taken back too"`
	Comparisons  []FileComparison          `json:"comparisons" doc:"Each decision about whether a file and another are one person's, oldest first"`
	Origins      []legacy.Origin           `json:"origins" doc:"The old register that a file came from"`
	Versions     []PatientVersion          `json:"versions" doc:"What was written about who the patient is, oldest first: a correction keeps what stood before"`
	Consents     []ConsentAnswer           `json:"consents" doc:"Each answer, oldest first"`
	Photo        []byte                    `json:"photo,omitempty" doc:"The photo that is held now, a JPEG in base64"`
	Photos       []PhotoRecord             `json:"photos" doc:"Each photo that was ever taken, oldest first; the pictures of earlier ones are erased"`
	Relations    []patient.RelationLine    `json:"relations" doc:"Who was ever said to belong to the patient, oldest first, by name only"`
	Files        []patient.FileLine        `json:"files" doc:"Each line ever written about where the paper files are, oldest first"`
	Allergies    []chart.AllergyRecord     `json:"allergies" doc:"Each line ever written, oldest first"`
	Problems     []chart.ProblemRecord     `json:"problems" doc:"Each line ever written, oldest first"`
	Visits       []chart.VisitRecord       `json:"visits" doc:"Oldest first, with triages, notes, amendments, medicines and measurements"`
	Appointments []appointment.Appointment `json:"appointments" doc:"Each booking ever made, the earliest day first; those moved, as they stand"`
	Messages     []notify.MessageRecord    `json:"messages" doc:"Each message that was to go to the patient, oldest first"`
	Stops        []notify.StopRecord       `json:"stops" doc:"When one of the patient's numbers was not to be written to, oldest first"`
	SelfReports  []triage.PatientSaid      `json:"selfReports" doc:"What the patient answered by themselves, oldest first, and what a clinician made of it"`
	Calls        []alert.AlertRecord       `json:"calls" doc:"Each time that staff were called to the patient, oldest first"`
	Drafts       UnsignedDrafts            `json:"drafts"`
	Accesses     []patient.RecordAccess    `json:"accesses" doc:"Everyone who opened or changed the record, oldest first"`
	Departments  []facility.Department     `json:"departments" doc:"Those the visits and bookings name"`
	People       []patient.AccessStaff     `json:"people" doc:"Those the visits and bookings name by id"`
}

// UnsignedDrafts says how many notes are begun and not signed. They are not shown:
// until it is signed a note is its author's alone, not part of the record.
type UnsignedDrafts struct {
	Count int    `json:"count"`
	Why   string `json:"why" doc:"Why they are counted and not shown"`
}

const whyDrafts = "A note that is not signed is a clinician's unfinished thought. It is private to its author and no part of the record until it is signed."

// Joining is a time during which two files were taken for one person's. With whose
// other file, when it was taken back, is nothing that belongs to this person.
type Joining struct {
	FileID    string     `json:"fileId" doc:"The file that was joined; empty when it was taken back and is another person's"`
	IntoID    string     `json:"intoId" doc:"The one that stands for both; empty likewise"`
	At        time.Time  `json:"at"`
	By        string     `json:"by" doc:"Display name"`
	Reason    string     `json:"reason"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
	EndedBy   string     `json:"endedBy" doc:"Display name"`
	EndReason string     `json:"endReason"`
}

// PatientVersion is who the patient was said to be at one time.
type PatientVersion struct {
	PatientID       string            `json:"patientId" doc:"In which of the patient's files"`
	At              time.Time         `json:"at"`
	By              string            `json:"by" doc:"Display name"`
	GivenNames      string            `json:"givenNames"`
	FamilyName      string            `json:"familyName"`
	OtherNames      []string          `json:"otherNames"`
	Sex             string            `json:"sex"`
	BirthDate       string            `json:"birthDate"`
	BirthPrecision  string            `json:"birthPrecision"`
	BirthRecordedOn string            `json:"birthRecordedOn"`
	Phones          []patient.Phone   `json:"phones"`
	Village         string            `json:"village"`
	District        string            `json:"district"`
	Chief           string            `json:"chief"`
	NextOfKin       patient.NextOfKin `json:"nextOfKin"`
	Language        string            `json:"language"`
	Consent         patient.Consent   `json:"consent"`
	DeceasedOn      string            `json:"deceasedOn"`
}

// ConsentAnswer is one answer to whether data may be kept.
type ConsentAnswer struct {
	PatientID string `json:"patientId" doc:"In which of the patient's files"`
	patient.Consent
	At time.Time `json:"at" doc:"When it was written down"`
	By string    `json:"by" doc:"Display name"`
}

// PhotoRecord is a photo that was taken.
type PhotoRecord struct {
	ID        string    `json:"id"`
	PatientID string    `json:"patientId" doc:"In which of the patient's files"`
	TakenAt   time.Time `json:"takenAt"`
	TakenBy   string    `json:"takenBy" doc:"Display name"`
	AgreedBy  string    `json:"agreedBy" enum:"patient,guardian"`
	SHA256    string    `json:"sha256" doc:"Of the picture, hex: what the journal covers"`
	Held      bool      `json:"held" doc:"The picture is still there; else it is erased"`
}

// Room is the room of disclosures.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// Bundle gathers everything held on a patient, on one snapshot; madeFor says who
// asked for it, and is in the journal with the opening. Faults: not-found; invalid.
func (r *Room) Bundle(ctx context.Context, who access.Actor, patientID, madeFor string) (*SubjectBundle, error) {
	return act.LookFor(ctx, r.gate, who, "patient.bundle", patientID, map[string]any{"for": madeFor}, func(tx *db.Tx) (*SubjectBundle, error) {
		b := &SubjectBundle{Format: BundleFormat, MadeAt: tx.Now, MadeBy: who.Name, MadeFor: madeFor}
		return b, b.gather(tx, patientID)
	})
}

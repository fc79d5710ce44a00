package reception

import (
	"fmt"

	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// Different says that somebody who was found is another person than the one who
// is being registered.
type Different struct {
	PatientID string             `json:"patientId" format:"uuid"`
	Reason    patient.PairReason `json:"reason" enum:"asked,twin,relative,namesake,other"`
	Note      string             `json:"note,omitempty" maxLength:"200" doc:"The reason in words"`
}

// isNew holds that whoever is likely the same person was looked at, and keeps what
// was said of them, so that nobody is asked about the two again.
func (in Registration) isNew(tx *act.Tx, found []patient.Candidate) error {
	named := map[string]bool{}
	for i, d := range in.Different {
		field := fmt.Sprintf("different[%d]", i)
		if named[d.PatientID] {
			return fault.Field(field+".patientId", "duplicate")
		}
		named[d.PatientID] = true
		if d.PatientID == in.ID {
			return fault.Field(field+".patientId", "not-allowed")
		}
		if d.Reason == "" {
			return fault.Field(field+".reason", "reason-needed")
		}
		err := patient.DecideIn(tx, in.ID, d.PatientID, patient.Distinct, d.Reason, d.Note)
		if fault.Is(err, fault.NotFound) {
			err = fault.Field("patientId", "unknown")
		}
		if err != nil {
			return within(field, err)
		}
	}
	for _, c := range found {
		if c.Level == patient.Likely && !named[c.Patient.ID] {
			return fault.New(fault.LikelyDuplicate).With("patientId", c.Patient.ID).With("score", c.Score)
		}
	}
	return nil
}

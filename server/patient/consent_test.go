package patient_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"karete/assets"
	"karete/server/act"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

// What somebody agreed to is known by the version of its text: another text must
// have another version, and its own line here.
func TestTheConsentTextHasItsVersion(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"2026-11": "6007864cbb2549fdda9000924e0e2b9cfd32fd66b135bae5389037698009f2bc",
	}
	h := sha256.New()
	for _, language := range []string{"en", "st"} {
		h.Write([]byte(assets.Words(language)["consent.text"] + "\n"))
	}
	if got := hex.EncodeToString(h.Sum(nil)); texts[patient.ConsentVersion] != got {
		t.Errorf("version %s is of another text: give %s a version of its own", patient.ConsentVersion, got)
	}
}

// An answer keeps the version of the text that was read out then; a new answer has
// the text of now, whatever the sender says.
func TestAnAnswerKeepsItsText(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Thabo", "Mokoena")
	in.Consent = patient.Consent{Given: true, On: "2026-11-20", Version: "another"}
	p := d.registered(in)
	if p.Consent.Version != patient.ConsentVersion {
		t.Errorf("%+v", p.Consent)
	}
	d.Seed(func(tx *act.Tx) error { // as it was written years ago
		tx.Subject("patient", p.ID)
		tx.Changed("patient", p.ID)
		_, err := tx.Exec(`UPDATE patient SET consent = json_set(consent, '$.version', '2019-01') WHERE id = ?`, p.ID)
		return err
	})
	change := patient.PatientChange{Demographics: in.Demographics}
	for _, step := range []struct {
		answer patient.Consent
		want   string
	}{
		{patient.Consent{Given: true, On: "2026-11-20"}, "2019-01"}, // nothing new was said
		{patient.Consent{On: "2026-11-24"}, patient.ConsentVersion}, // taken back today
		{patient.Consent{}, ""}, // it was written down by mistake
	} {
		change.ID, change.Consent = id.New(), step.answer
		var err error
		if p, err = d.Patients.Update(t.Context(), visittest.Clerk, p.ID, p.Version, change); err != nil {
			t.Fatal(err)
		}
		if p.Consent.Version != step.want || p.Consent.Given != step.answer.Given {
			t.Errorf("%+v, want version %q", p.Consent, step.want)
		}
	}
}

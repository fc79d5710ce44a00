package assets_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"karete/assets"
)

func TestDiagnoses(t *testing.T) {
	list := assets.Diagnoses()
	if len(list) != 198 {
		t.Errorf("%d diagnoses, want 198", len(list))
	}
	code := regexp.MustCompile(`^[A-Z][0-9]{2}(\.[0-9]{1,2})?$`)
	codes, names := map[string]bool{}, map[string]bool{}
	for _, d := range list {
		if codes[d.Code] || names[d.Name] {
			t.Errorf("%s %s stands there twice", d.Code, d.Name)
		}
		codes[d.Code], names[d.Name] = true, true
		if !code.MatchString(d.Code) {
			t.Errorf("code %q", d.Code)
		}
		if d.Name == "" || d.Group == "" || d.Version != "ICD-10 WHO 2019" || d.System != "http://hl7.org/fhir/sid/icd-10" {
			t.Errorf("%s has a hole: %+v", d.Code, d)
		}
		if len(d.Synonyms) == 0 {
			t.Errorf("%s has no plain word to be found by", d.Code)
		}
		for _, s := range d.Synonyms {
			if strings.EqualFold(s, d.Name) || strings.EqualFold(s, d.NameSt) || s != strings.TrimSpace(s) {
				t.Errorf("%s: synonym %q adds nothing", d.Code, s)
			}
		}
		if got, ok := assets.DiagnosisByCode(d.Code); !ok || got.Name != d.Name {
			t.Errorf("%s is not found by its code", d.Code)
		}
	}
	if _, ok := assets.DiagnosisByCode("Q99.9"); ok {
		t.Error("found a code that is not on the list")
	}
}

func TestDiagnosesPerGroup(t *testing.T) {
	want := map[string]int{
		"infectious": 52, "blood-endocrine-nutrition": 17, "mind-nerves": 15, "eye-ear-nose-mouth": 16, "chest-heart": 17,
		"abdomen": 10, "skin-bone-joint": 17, "urinary-pregnancy-newborn": 26, "injury-poisoning-social": 16, "preventive": 12,
	}
	got := map[string]int{}
	for _, d := range assets.Diagnoses() {
		got[d.Group]++
	}
	for group, n := range want {
		if got[group] != n {
			t.Errorf("%s: %d, want %d", group, got[group], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("groups %v", got)
	}
}

func TestNotifiable(t *testing.T) {
	want := map[string][]string{
		"1":   {"A00.9", "A01.0", "A22.9", "A37.9", "A39.0", "A82.9", "B05.9", "B06.9", "B54", "I00", "T60.9"},
		"2":   {"A15.0", "A16.2", "A16.5", "A17.0", "A18.2", "A19.9", "A35", "B15.9", "B16.9", "B18.1", "B65.9", "B76.9", "B77.9"},
		"lab": {"A03.9"},
	}
	got := map[string][]string{}
	for _, d := range assets.Diagnoses() {
		if d.Notifiable != "" {
			got[d.Notifiable] = append(got[d.Notifiable], d.Code)
		}
	}
	for category, codes := range want {
		if slices.Sort(got[category]); !slices.Equal(got[category], codes) {
			t.Errorf("category %s: %v, want %v", category, got[category], codes)
		}
		delete(got, category)
	}
	if len(got) != 0 {
		t.Errorf("other categories: %v", got)
	}
}

func TestPlainWordsFindDiagnoses(t *testing.T) {
	for word, code := range map[string]string{
		"high blood pressure": "I10", "sugar": "E11.9", "lefu la tsoekere": "E11.9", "lefuba": "A15.0", "mokhohlane": "J00", "dog bite": "Z20.3",
	} {
		d, _ := assets.DiagnosisByCode(code)
		if !slices.ContainsFunc(append([]string{d.Name, d.NameSt}, d.Synonyms...), func(s string) bool { return strings.EqualFold(s, word) }) {
			t.Errorf("%q does not find %s %s", word, d.Code, d.Name)
		}
	}
}

func TestDepartments(t *testing.T) {
	prefix := regexp.MustCompile(`^[A-Z][A-Z0-9]{1,3}$`)
	kinds := []string{"reception", "triage", "consultation", "pharmacy", "laboratory", "other"}
	seen := map[string]bool{}
	for _, d := range assets.Departments() {
		if seen[d.Code] || d.Name == "" || d.NameSt == "" || !slices.Contains(kinds, d.Kind) || !prefix.MatchString(d.TicketPrefix) {
			t.Errorf("%+v", d)
		}
		seen[d.Code] = true
	}
	if len(seen) != 14 {
		t.Errorf("%d departments, want 14", len(seen))
	}
}

func TestDistricts(t *testing.T) {
	code := regexp.MustCompile(`^(LS-[A-HJK]|ZA-[A-Z]{2,3})$`)
	per, seen := map[string]int{}, map[string]bool{}
	for _, d := range assets.Districts() {
		if seen[d.Code] || !code.MatchString(d.Code) || !strings.HasPrefix(d.Code, d.Country) || d.Name == "" {
			t.Errorf("%+v", d)
		}
		seen[d.Code] = true
		per[d.Country+" "+d.Kind]++
	}
	if per["LS district"] != 10 || per["ZA province"] != 9 || len(per) != 2 {
		t.Errorf("%v, want 10 districts and 9 provinces", per)
	}
}

func TestVitals(t *testing.T) {
	loinc := regexp.MustCompile(`^[0-9]{3,5}-[0-9]$`)
	ids, codes := map[string]bool{}, map[string]bool{}
	for _, v := range assets.Vitals() {
		if ids[v.ID] || codes[v.LOINC] || v.ID == "" || v.Display == "" || !checked(v.LOINC) || !loinc.MatchString(v.LOINC) {
			t.Errorf("%+v", v)
		}
		ids[v.ID], codes[v.LOINC] = true, true
		if (v.Min == nil) != (v.Max == nil) || v.Min != nil && (*v.Min >= *v.Max || v.UCUM == "") {
			t.Errorf("%s: limits %+v", v.ID, v)
		}
		if v.AlsoLOINC != "" && !checked(v.AlsoLOINC) {
			t.Errorf("%s: %s", v.ID, v.AlsoLOINC)
		}
	}
	if len(ids) != 18 {
		t.Errorf("%d vital signs, want 18", len(ids))
	}
	if !strings.Contains(assets.CodesNotice(), "LOINC") {
		t.Error("LOINC's notice is missing")
	}
}

// checked verifies LOINC's own check digit (Luhn), so that a slip of the hand in a
// code cannot pass.
func checked(code string) bool {
	sum := 0
	digits := strings.ReplaceAll(code, "-", "")
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

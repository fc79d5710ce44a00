package match_test

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"karete/server/patient/match"
)

// here is a register of 4,000 people in which these names are usual.
type here struct{ people int }

func (h here) People() int { return h.people }

func (h here) Name(folded string) int {
	switch folded {
	case "tabo", "lerato", "lineo", "linyo", "mpo", "mokwena", "molapo", "tato":
		return h.people / 60
	case "letsye", "mahase", "palesa", "puling":
		return h.people / 300
	}
	return 1
}

func (h here) Village(folded string) int { return h.people / 40 }

// thabo is somebody of whom all is known.
var thabo = match.Person{Given: "Thabo Petrus", Family: "Mokoena", Sex: "male", Birth: "1987-03-12", Phones: []string{"+26658124471"},
	NationalIDs: []string{"ls-id:0123456789"}, Village: "Ha Thetsane", District: "Maseru", NextOfKin: "Lineo Mokoena"}

var palesa = match.Person{Given: "Palesa", Family: "Mahase", Sex: "female", Birth: "1991-05-02", Phones: []string{"69689489"}, Village: "Hlotse", District: "Leribe",
	NextOfKin: "Puleng Mahase"}

func TestCompare(t *testing.T) {
	for name, c := range map[string]struct {
		of     match.Person
		change func(*match.Person)
		level  string // likely, possible or no
		says   string // reasons; then those against, after a bar
	}{
		"the same":                     {thabo, func(p *match.Person) {}, "likely", "identifier-same same-name same-birth-date phone-same"},
		"Thabo in other spelling":      {thabo, func(p *match.Person) { p.Given, p.Family = "TABO", "Mokwena" }, "likely", "same-name"},
		"Dimpho for Limpho":            {match.Person{Given: "Limpho", Family: "Tjhabedi", Birth: "1990-02-03"}, func(p *match.Person) { p.Given, p.Family = "Dimpho", "Chabeli" }, "likely", "same-name same-birth-date"},
		"names changed places":         {palesa, func(p *match.Person) { p.Given, p.Family = p.Family, p.Given }, "likely", "names-swapped"},
		"a typing error in each":       {palesa, func(p *match.Person) { p.Given, p.Family, p.NextOfKin = "Paelsa", "Mhase", "" }, "likely", "given-sounds-alike family-sounds-alike"},
		"day and month changed places": {palesa, func(p *match.Person) { p.Birth = "1991-02-05" }, "likely", "birth-date-swapped"},
		"one figure of the birth date": {palesa, func(p *match.Person) { p.Birth = "1991-05-12" }, "likely", "birth-date-one-digit"},
		"a figure too few":             {palesa, func(p *match.Person) { p.Birth = "1991-5-02" }, "likely", "birth-date-one-digit"},
		"a date that is none":          {palesa, func(p *match.Person) { p.Birth = "1991-15-02" }, "likely", "birth-date-one-digit"},
		"the year only":                {palesa, func(p *match.Person) { p.Birth = "1991" }, "likely", "same-birth-year"},
		"an age two years off":         {palesa, func(p *match.Person) { p.Birth, p.Estimated = "1989", true }, "likely", "birth-year-near"},
		"no birth date":                {palesa, func(p *match.Person) { p.Birth = "" }, "likely", "same-name phone-same"},
		"another phone and village":    {palesa, func(p *match.Person) { p.Phones, p.Village, p.District = []string{"52221111"}, "Roma", "Maseru" }, "likely", "same-birth-date same-name"},
		"one figure of the phone":      {palesa, func(p *match.Person) { p.Phones = []string{"69689488"} }, "likely", "phone-one-digit"},
		"the phone written otherwise":  {palesa, func(p *match.Person) { p.Phones = []string{"00266 6968 9489"} }, "likely", "phone-same"},
		"one figure of the number":     {thabo, func(p *match.Person) { p.NationalIDs = []string{"ls-id:0123456798"} }, "likely", "identifier-one-digit"},
		"an initial":                   {palesa, func(p *match.Person) { p.Given = "P" }, "likely", "given-initial"},
		"one name only":                {palesa, func(p *match.Person) { p.Given, p.Family = "Mahase", "" }, "likely", "same-birth-date"},
		"the church name only":         {thabo, func(p *match.Person) { p.Given = "Peter" }, "likely", "given-sounds-alike"},
		"married, a mother":            {palesa, func(p *match.Person) { p.Given, p.Family = "'Mathabo", "Letsie" }, "likely", "same-birth-date phone-same|given-differs family-differs"},
		"married":                      {palesa, func(p *match.Person) { p.Family = "Letsie" }, "likely", "same-given-name|family-differs"},
		"married, and says so":         {palesa, func(p *match.Person) { p.Family, p.Others = "Letsie", []string{"Mahase"} }, "likely", "same-name"},
		"a twin brother":               {thabo, func(p *match.Person) { p.Given, p.NationalIDs = "Tumelo", nil }, "possible", "same-birth-date|given-differs"},
		"a twin sister":                {thabo, func(p *match.Person) { p.Given, p.Sex, p.NationalIDs = "Palesa", "female", nil }, "no", "|sex-differs given-differs"},
		"a brother":                    {thabo, func(p *match.Person) { p.Given, p.Birth, p.NationalIDs = "Tumelo", "1990-06-21", nil }, "no", "|birth-date-differs given-differs"},
		"the grandfather":              {thabo, func(p *match.Person) { p.Birth, p.NationalIDs = "1932-01-15", nil }, "possible", "same-name|birth-years-apart"},
		"the grandfather by age":       {thabo, func(p *match.Person) { p.Birth, p.Estimated, p.NationalIDs = "1932", true, nil }, "possible", "|birth-years-apart"},
		"a stranger of that name": {thabo, func(p *match.Person) {
			*p = match.Person{Given: "Thabo", Family: "Mokoena", Sex: "male", Birth: "1987", Village: "Roma"}
		}, "possible", "same-name same-birth-year"},
		"another number": {thabo, func(p *match.Person) { p.NationalIDs, p.Phones, p.Birth = []string{"ls-id:9876543210"}, nil, "1988" }, "likely", "|identifier-differs"},
		"nothing":        {thabo, func(p *match.Person) { *p = match.Person{} }, "no", ""},
	} {
		other := c.of
		c.change(&other)
		a, b := match.Prepare(c.of), match.Prepare(other)
		got := match.Compare(&a, &b, here{4000})
		level := "no"
		switch {
		case got.Score >= match.Likely:
			level = "likely"
		case got.Score >= match.Possible:
			level = "possible"
		}
		if level != c.level {
			t.Errorf("%s: %s (%.3f, %.1f bits), want %s: %v; against: %v", name, level, got.Score, got.Weight, c.level, got.Reasons, got.Against)
		}
		reasons, against, _ := strings.Cut(c.says, "|")
		for _, code := range strings.Fields(reasons) {
			if !has(got.Reasons, code) {
				t.Errorf("%s: does not say %s but %v", name, code, got.Reasons)
			}
		}
		for _, code := range strings.Fields(against) {
			if !has(got.Against, code) {
				t.Errorf("%s: does not say %s against but %v", name, code, got.Against)
			}
		}
		if back := match.Compare(&b, &a, here{4000}); !alike(back, got) {
			t.Errorf("%s: the other way round %+v, not %+v", name, back, got)
		}
	}
}

func has(reasons []match.Reason, code string) bool {
	return slices.ContainsFunc(reasons, func(r match.Reason) bool { return r.Code == code })
}

func TestRareNamesSayMore(t *testing.T) {
	score := func(given, family string) float64 {
		a := match.Prepare(match.Person{Given: given, Family: family, Birth: "1987-03-12"})
		b := match.Prepare(match.Person{Given: given, Family: family, Birth: "1987"})
		return match.Compare(&a, &b, here{4000}).Score
	}
	if usual, rare := score("Mpho", "Mokoena"), score("Qenehelo", "Tšoeunyane"); usual > match.Likely || rare < match.Likely {
		t.Errorf("Mpho Mokoena %.3f, Qenehelo Tšoeunyane %.3f", usual, rare)
	}
}

// The first patients of a young clinic are not one because of a name.
func TestAYoungClinic(t *testing.T) {
	a, b := match.Prepare(match.Person{Given: "Qenehelo", Family: "Letsie"}), match.Prepare(match.Person{Given: "Qenehelo", Family: "Mahase"})
	if got := match.Compare(&a, &b, here{2}); got.Score > match.Possible {
		t.Errorf("score %.3f of two", got.Score)
	}
}

func TestFields(t *testing.T) {
	other := thabo
	other.Given, other.Family, other.Birth, other.Phones = "Thabo", "Mokwen", "1987", nil
	other.Village, other.NationalIDs, other.NextOfKin = "Roma", []string{"za-id:8001015009087"}, ""
	a, b := match.Prepare(thabo), match.Prepare(other)
	want := "given more,family alike,sex same,birthDate fits,phone one-side,identifier differs,village differs,address none,nextOfKin one-side"
	var got []string
	for _, f := range match.Compare(&a, &b, here{4000}).Fields {
		got = append(got, f.Field+" "+f.Verdict)
	}
	if strings.Join(got, ",") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ","), want)
	}
}

// Whoever comes first, the answer is the same; and nobody is more like another than like himself.
func TestCompareHasNoSides(t *testing.T) {
	t.Parallel()
	for _, m := range []*maker{makeRegister(400, 8), makeTown(400, 8)} {
		records, counts := prepare(m.people)
		for i := range records {
			self := match.Compare(&records[i], &records[i], counts)
			for j := i + 1; j < min(len(records), i+40); j++ {
				a, b := match.Compare(&records[i], &records[j], counts), match.Compare(&records[j], &records[i], counts)
				if !alike(a, b) {
					t.Fatalf("%+v and %+v\n%+v\n%+v", m.people[i], m.people[j], a, b)
				}
				if a.Weight > self.Weight+1e-9 && a.Score >= match.Likely && whole(m.people[i]) {
					t.Errorf("%+v\nis more like %+v\n(%.1f) than like himself (%.1f)", m.people[i], m.people[j], a.Weight, self.Weight)
				}
			}
		}
	}
}

func whole(p match.Person) bool {
	return p.Given != "" && p.Family != "" && len(p.Birth) == 10 && !p.Estimated
}

// alike says whether two comparisons are one, but for the last bit of a sum.
func alike(a, b match.Comparison) bool {
	near := math.Abs(a.Score-b.Score) < 1e-9 && math.Abs(a.Weight-b.Weight) < 1e-9
	a.Score, a.Weight, b.Score, b.Weight = 0, 0, 0, 0
	return near && reflect.DeepEqual(a, b)
}

func FuzzCompare(f *testing.F) {
	for _, p := range []match.Person{thabo, palesa, {}} {
		text, err := json.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), string(text))
	}
	f.Add(`{"Given":"'","Family":"王 小明","Birth":"0000-00-00","Phones":[":"],"NationalIDs":[":",":::","x:1"],"Address":"1 1 1 -","Village":"Ha"}`, `{"Birth":"99999999"}`)
	f.Fuzz(func(t *testing.T, one, two string) {
		var p, q match.Person
		if json.Unmarshal([]byte(one), &p) != nil || json.Unmarshal([]byte(two), &q) != nil {
			return
		}
		a, b := match.Prepare(p), match.Prepare(q)
		got, back := match.Compare(&a, &b, here{4000}), match.Compare(&b, &a, here{4000})
		if !(got.Score >= 0 && got.Score <= 1) || !alike(got, back) {
			t.Fatalf("%+v\n%+v", got, back)
		}
		seen := map[int64]bool{}
		for _, k := range a.Questions() {
			if seen[k.Hash] {
				t.Fatal("a key twice")
			}
			seen[k.Hash] = true
		}
		for _, k := range a.Keys() {
			if !seen[k.Hash] {
				t.Fatal("a key that is not asked for")
			}
		}
	})
}

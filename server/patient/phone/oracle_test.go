package phone_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"karete/server/patient/phone"
)

// Our plan is a page; Google's library would be a fifth of the program. So it is
// the judge here and no part of the box. It may know a block that nobody has yet; a
// number that it holds for valid is never refused, and is never another one.
func agree(t *testing.T, home phone.Country, national string, form int) {
	t.Helper()
	if national[0] == '0' {
		return // a 0 is dialled before a number, and leads abroad when there are two
	}
	code, trunk, grouped := "266", "", national[:4]+" "+national[4:]
	if home == phone.SouthAfrica {
		code, trunk, grouped = "27", "0", national[:2]+" "+national[2:5]+"-"+national[5:]
	}
	forms := []string{
		trunk + national, trunk + grouped, "+" + code + national, "+" + code + " " + grouped, "00" + code + " " + national,
		"(" + trunk + national[:3] + ") " + national[3:], "+" + code + " (" + trunk + ")" + national, code + grouped,
	}
	typed := forms[form%len(forms)]
	judged, err := phonenumbers.Parse("+"+code+national, home)
	valid := err == nil && phonenumbers.IsValidNumberForRegion(judged, home)
	got, err := phone.Parse(typed, home)
	if err != nil {
		if valid {
			t.Errorf("%s: the library holds %q for valid, we do not read it", home, typed)
		}
		return
	}
	if valid && got != phonenumbers.Format(judged, phonenumbers.E164) {
		t.Errorf("%s: %q is %s, the library says %s", home, typed, got, phonenumbers.Format(judged, phonenumbers.E164))
	}
	again, err := phonenumbers.Parse(got, home)
	if err != nil || !phonenumbers.IsPossibleNumber(again) {
		t.Errorf("%s: %q is %s, which the library holds for impossible", home, typed, got)
	}
	// 0860 and 0861 are read out in another rhythm; nobody has one at home.
	if shown, want := phone.Display(got, home), phonenumbers.Format(again, phonenumbers.NATIONAL); valid && shown != want && !strings.HasPrefix(want, "0860 ") {
		t.Errorf("%s: %s is shown as %s, by the library as %s", home, got, shown, want)
	}
}

// Every block of both plans, in every way of writing.
func TestOracle(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for block := range 1000 {
		agree(t, phone.Lesotho, fmt.Sprintf("%03d%05d", block, r.IntN(100_000)), block)
		agree(t, phone.SouthAfrica, fmt.Sprintf("%03d%06d", block, r.IntN(1_000_000)), block)
	}
}

func FuzzOracle(f *testing.F) {
	f.Add(uint32(58124471), uint8(0))
	f.Add(uint32(821234567), uint8(3))
	f.Fuzz(func(t *testing.T, n uint32, form uint8) {
		agree(t, phone.Lesotho, fmt.Sprintf("%08d", n%100_000_000), int(form))
		agree(t, phone.SouthAfrica, fmt.Sprintf("%09d", n%1_000_000_000), int(form))
	})
}

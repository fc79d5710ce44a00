package phone

import "strings"

// plan is how a country numbers its phones.
type plan struct {
	code  string // of the country
	trunk string // dialled before a national number at home
	first string // what a national number may begin with
	long  int    // digits of a national number
}

// The two countries, as their regulators gave the plans to the ITU (National Numbering Plans, E.129):
// Lesotho has 2 for fixed lines, 5 and 6 for mobiles, 8 for services; South Africa 1 to 5 for areas, 6 to 9
// for mobiles and services.
var (
	lesotho     = plan{code: "266", first: "2568", long: 8}
	southAfrica = plan{code: "27", trunk: "0", first: "123456789", long: 9}
)

func (p plan) valid(national string) bool {
	return len(national) == p.long && strings.Contains(p.first, national[:1])
}

// local reads a number as it is dialled inside the country.
func (p plan) local(digits string) (national string, ok bool) {
	national, ok = strings.CutPrefix(digits, p.trunk)
	return national, ok && p.valid(national)
}

// The country codes of E.164, as the ITU lists them: those of one and two digits, and by their first two
// the third digits of the others.
var (
	short = " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "
	three = map[string]string{
		"21": "12368", "22": "0123456789", "23": "0123456789", "24": "0123456789", "25": "012345678", "26": "0123456789", "29": "01789",
		"35": "0123456789", "37": "0123456789", "38": "01235679", "42": "013", "50": "0123456789", "59": "0123456789",
		"67": "023456789", "68": "01235689", "69": "012", "80": "08", "85": "02356", "87": "08", "88": "06", "96": "01234568", "97": "01234567", "99": "234568",
	}
)

// codeOf is the country code that a number begins with; "" when it is no country's.
func codeOf(digits string) string {
	for n := 1; n <= 2 && n < len(digits); n++ {
		if strings.Contains(short, " "+digits[:n]+" ") {
			return digits[:n]
		}
	}
	if len(digits) > 3 && strings.Contains(three[digits[:2]], digits[2:3]) {
		return digits[:3]
	}
	return ""
}

// international reads a number with its country code. Of other countries only the code and the length
// are looked at: E.164 has fifteen digits at most, and no country a whole number under seven.
func international(digits string) (string, error) {
	code := codeOf(digits)
	national := digits[len(code):]
	ok := code != "" && len(digits) >= 8 && len(digits) <= 15 && len(national) >= 6
	for _, p := range []plan{lesotho, southAfrica} {
		if code == p.code {
			national = strings.TrimPrefix(national, p.trunk) // +27 (0)82 ...: for callers at home
			ok = p.valid(national)
		}
	}
	if !ok {
		return "", ErrNotPhone
	}
	return "+" + code + national, nil
}

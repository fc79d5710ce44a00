package patient

import "strings"

// PublicName is the first given name and the first letter of the family name: all
// that a screen in the waiting room shows, and only where the clinic chose names.
func (s PatientSummary) PublicName() string {
	given, _, _ := strings.Cut(s.givenNames, " ")
	for _, letter := range strings.TrimLeft(s.familyName, "'’ʼ ") {
		return strings.TrimSpace(given + " " + strings.ToUpper(string(letter)) + ".")
	}
	return given
}

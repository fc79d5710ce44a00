package facility

// CardOnly says for whom the patients' own door opens by their card and by nothing else.
type CardOnly string

// For nobody; for phones that are not on the clinic's network; for all.
const (
	CardNever   CardOnly = "never"
	CardOutside CardOnly = "outside"
	CardAlways  CardOnly = "always"
)

// DoorSettings is what a manager may choose about the patients' own door. A number and
// the year of birth are known to a family and to a neighbour; a card is held.
type DoorSettings struct {
	CardOnly CardOnly `json:"cardOnly" enum:"never,outside,always" doc:"For whom a number and the year of birth open nothing: nobody, phones away from the clinic's network, all"`
}

// ByNumber reports whether a number opens the door, for somebody at the clinic or not.
func (d DoorSettings) ByNumber(inside bool) bool {
	return d.CardOnly != CardAlways && (inside || d.CardOnly != CardOutside)
}

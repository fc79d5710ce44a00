// Package card is the plastic a patient carries: making it, linking a pre-printed
// one, reading it back from a scanner, a photo or a keyboard, and calling it off.
//
// A card is blank (printed, nobody's), active (one patient's, for ever) or
// revoked. A revoked card is never good again, and neither a token nor a code
// ever names another card; triggers in the schema hold both. It is the only room
// that writes the table card.
//
// It never holds anything about a patient: a card is a name for one.
package card

// Package patient is who a person is to the clinic: names as spoken, birth date
// with its precision, contacts, identifiers, and finding them again.
//
// It is the only room that writes the tables patient, identifier,
// file_number_counter, patient_name and patient_key. What it promises:
//
//   - A name, once composed (NFC) and trimmed, is kept as it was typed, whatever
//     apostrophe it has. How it is found is another matter: see [Room.SearchIn].
//   - A file number belongs to one person for ever. 0012 is not 12.
//   - A guess stays a guess: an age that was told never becomes a birthday.
//
// It reads the tables of cards, visits and lines where one SELECT saves many,
// and never writes them. It never holds what was found about a patient.
package patient

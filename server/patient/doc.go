// Package patient is who a person is to the clinic: names as spoken, birth date
// with its precision, contacts, identifiers, and finding them again.
//
// It is the only room that writes the tables patient, patient_link, patient_pair,
// patient_relation, identifier, file_log, file_number_counter, patient_name,
// patient_key and those called match_. What it promises:
//
//   - A name, once composed (NFC) and trimmed, is kept as it was typed, whatever
//     apostrophe it has. How it is found is another matter: see [Room.SearchIn].
//
//   - A file number belongs to one person for ever. 0012 is not 12.
//
//   - A guess stays a guess: an age that was told never becomes a birthday.
//
//   - Two files of one person are joined by a link and never poured into each other.
//     Every way to either leads to the one that stands, what is read is of both,
//     and each row stays in the file it was written for. So they can be parted.
//
//   - Who may be somebody the clinic knows already is found while they are registered:
//     see [CandidatesIn]. The index for it is kept with each change; a person decides,
//     and what they decided is kept beside both files, for good.
//
// It reads the tables of cards, visits and lines where one SELECT saves many,
// and never writes them. It never holds what was found about a patient.
package patient

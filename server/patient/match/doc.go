// Package match reckons how likely two registrations are of one person, and says why. It holds no SQL, no clock and
// no rule about what is done then: nobody is joined but by a person. This text is its specification; the weights are
// beside the code that uses them.
//
// # Three stories
//
// Two records are of one person, of two relatives of one household, or of two strangers. Each story gives each field
// its probability, and evidence is the log2 of one over another, in bits, added up (Fellegi and Sunter). With N people
// and weights against strangers, the odds of one person are
//
//	1 / (2^(log2 N - person) + 2^(relatives - person))
//
// and the score is that as a probability: from 0.9 likely, from 0.1 possible. N is at least 1,000, so that the first
// patients of a young clinic do not match on a name alone. What is missing weighs nothing.
//
// Relatives are a story of their own because they share family name, roof, phone and next of kin. Held against
// strangers only, twins and namesakes of two generations would be one person. For relatives, what they share counts
// nearly as for one person; a given name is shared by 3 in 100, if they are twelve years apart or more; a birth date
// by twins, who then have different given names.
//
// # Fields
//
//   - Names: each word of one with each of the other, by their folds (package name) and by their letters; same, one
//     typing error or one church name in two languages, alike to the eye (Jaro-Winkler 0.89), alike by ear (skeleton),
//     an initial, different. A name that is shared weighs as much as it is rare here, 3 to 11 bits. Alike names weigh
//     less when both are usual: then they are two names. Given and family name straight or crosswise, or all in one
//     where a field is empty; former names explain a difference.
//   - A woman's family name may change with marriage, and the given name to 'Ma- and her first child's, together.
//   - Birth date: same, day and month changed over, one figure, day and month of another year, two parts of three,
//     different, a generation apart. Estimated dates, and any first of January, by their years only. A date need not
//     be in the calendar: it is figures that were mistyped.
//   - Phones by their last eight figures, official numbers within one system: same, one figure, different.
//   - Village by its rarity here, "Ha" or not; district; house, street and postcode; sex.
//   - Next of kin by the name that is not the family's.
//
// # Who is compared at all
//
// Keys are hashes of what two records of one person are likely to share: names in any order, a name by ear with birth
// year, day, village, next of kin, street; the date, the phone, the number. Records are compared that share a strong
// key or two others. Keys are stored; Questions, a year or two around, are only asked. A change to keys, to the fold
// or to the skeleton needs a stored index rebuilt.
//
// # Lists
//
// Pairs compares a whole list with itself and knows more than Compare: how many relatives are in the list (a list of
// strangers has none, and then a shared roof is strong evidence); and that two who are each surely a third are one,
// unless they contradict each other.
package match

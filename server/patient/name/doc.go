// Package name reckons with people's names: folds them so that one name in its many spellings is one
// key, checks what is typed, and writes it for the eye. It holds no patient and no SQL, and never
// changes a name as it was spoken.
//
// # The fold
//
// Sesotho is written in two ways, in Lesotho and in South Africa, and by ear in many more. Fold brings
// Tšepo, Ts'epo and tsepo, Chabeli and Tjhabedi, Limpho and Dimpho, Mokoena and Mokwena together. It is
// lossy on purpose and for searching only: two names that fold alike may be two people.
//
// Letters of the Latin alphabet lose case and marks, apostrophes vanish, other signs part words. What is
// written in another script is kept as code points, so that such a name is found too, by prefix even.
// The result is made of a-z, 0-9 and single spaces, and folding it again changes nothing. An index
// stores folds: a change here needs the index rebuilt.
package name

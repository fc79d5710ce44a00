// Package token is the grammar of a patient card: what the QR code says, what the short code under it
// says, and how either is read back from a scanner, a photo or a keyboard. It holds no patient, no
// card's state and no SQL.
//
// # Promise
//
// Cards live in plastic for years, so this grammar never changes. Every card ever printed by any
// version is read by every later one; testdata/vectors.txt only ever grows. A new grammar would take
// a new prefix (KR2) and leave this one as it is.
//
// # Alphabet
//
// Crockford's base 32: 0123456789ABCDEFGHJKMNPQRSTVWXYZ, worth 0 to 31 in this order; I, L, O and U are
// left out. A USB scanner types keys by keyboard layout, so a card holds no lower case and no punctuation.
//
// # QR code: 24 characters
//
//	text  = "KR1" token check
//	token = 20 characters, 100 random bits
//
// The token names the card, not the patient. It is unguessable and can be revoked.
//
// # Short code: 7 characters
//
//	code = body check
//	body = 6 random characters, at least one letter and at least one of 2 to 9 among them
//
// It is printed as ABC-DEFG for days when no camera works. Typed, it may come in lower case, with
// spaces and hyphens, with O for 0 and with I or L for 1. Because of the rule on its body no word
// (letters only) and no number (digits only) is ever taken for a code. Thirty bits name a card among
// a clinic's; they are no secret and prove nothing about who holds it.
//
// # Check character
//
// ISO/IEC 7064's hybrid system with M = 32 (MOD 33,32), over the token alone or the body alone:
//
//	p = 32
//	for each value v:  s = (p + v) mod 32, and 32 where that is 0;  p = 2s mod 33
//	check = (33 - p) mod 32
//
// It finds every single wrong character. Of swapped neighbours it misses one pair in 496: the two whose
// s are 16 and 17, always neighbours in the alphabet; and with the check character itself only 0 and 1,
// after state 16. The tests count all of them over every state.
package token

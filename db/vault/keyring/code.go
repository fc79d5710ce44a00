package keyring

import "strings"

// letters are Crockford's: nothing looks like anything else, and no O, I, L, U.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeSigns  = 26 // of 5 random bits: 130
	checkSigns = 2
	// Groups and GroupSigns are how a code stands on paper.
	Groups     = 7
	GroupSigns = 4
	// checkPrime is the largest prime below 32²: with it no single wrong sign and no
	// two swapped neighbours give the same check.
	checkPrime = 1021
)

// Code is a recovery code as it is printed: seven groups of four signs, the last
// two of them a check on the others.
type Code string

// NewCode makes one of 130 random bits.
func NewCode() Code {
	signs := make([]byte, codeSigns)
	for i, b := range randomBytes(codeSigns) {
		signs[i] = letters[b%32]
	}
	return grouped(append(signs, check(signs)...))
}

// ParseCode reads a code as people type it: in groups or not, in small letters,
// with the letters that are never used. Errors: ErrCode.
func ParseCode(typed string) (Code, error) {
	var signs []byte
	for _, r := range TidyGroup(typed) {
		if r > 'Z' || strings.IndexByte(letters, byte(r)) < 0 || len(signs) == codeSigns+checkSigns {
			return "", ErrCode
		}
		signs = append(signs, byte(r))
	}
	if len(signs) != codeSigns+checkSigns || string(check(signs[:codeSigns])) != string(signs[codeSigns:]) {
		return "", ErrCode
	}
	return grouped(signs), nil
}

// TidyGroup is a group, or a whole code, as it was printed.
func TidyGroup(typed string) string {
	return strings.NewReplacer(" ", "", "-", "", "\t", "", "\r", "", "\n", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
}

// Group is one of the groups, counted from 0.
func (c Code) Group(n int) string { return strings.Split(string(c), "-")[n] }

// Secret opens a slot of the kind Recovery.
func (c Code) Secret() Secret { return Secret{Recovery, []byte(TidyGroup(string(c)))} }

// String keeps the code out of logs; to print it say string(c).
func (Code) String() string { return "keyring.Code" }

func grouped(signs []byte) Code {
	var groups []string
	for i := 0; i < len(signs); i += GroupSigns {
		groups = append(groups, string(signs[i:i+GroupSigns]))
	}
	return Code(strings.Join(groups, "-"))
}

// check weighs each sign by its place.
func check(signs []byte) []byte {
	sum := 0
	for i, s := range signs {
		sum += (i + 1) * (strings.IndexByte(letters, s) + 1)
	}
	sum %= checkPrime
	return []byte{letters[sum/32], letters[sum%32]}
}

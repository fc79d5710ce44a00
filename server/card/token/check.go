package token

// alphabet is Crockford's base 32. A character's value is its place in it.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const none = 0xff

// values holds each byte's value, or none.
var values = func() (v [256]byte) {
	for i := range v {
		v[i] = none
	}
	for i := range len(alphabet) {
		v[alphabet[i]] = byte(i)
	}
	return v
}()

// start is the state before the first character.
const start = 32

// step is the hybrid system's state after the value v.
func step(p, v int) int {
	s := (p + v) % 32
	if s == 0 {
		s = 32
	}
	return 2 * s % 33
}

// check is the check character of body, all of whose characters are in the alphabet.
func check(body string) byte {
	p := start
	for i := range len(body) {
		p = step(p, int(values[body[i]]))
	}
	return alphabet[(33-p)%32]
}

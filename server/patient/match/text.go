package match

import "math/bits"

// longest is how many letters of a word are looked at: one bit each.
const longest = 64

// jaroWinkler is how alike two words are, 0 to 1: Jaro's share of common letters in order, raised by up to four
// common first ones. It works on bytes, for folded words have no others.
func jaroWinkler(a, b string) float64 {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	if a == b {
		return 1
	}
	if a == "" || b == "" {
		return 0
	}
	reach := max(len(a), len(b))/2 - 1
	var inA, inB uint64
	for i := range len(a) {
		for j := max(0, i-reach); j < min(len(b), i+reach+1); j++ {
			if a[i] == b[j] && inB&(1<<j) == 0 {
				inA |= 1 << i
				inB |= 1 << j
				break
			}
		}
	}
	common := bits.OnesCount64(inA)
	if common == 0 {
		return 0
	}
	moved := 0
	for x, y := inA, inB; x != 0; x, y = x&(x-1), y&(y-1) {
		if a[bits.TrailingZeros64(x)] != b[bits.TrailingZeros64(y)] {
			moved++
		}
	}
	m := float64(common)
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(moved/2))/m) / 3
	prefix := 0
	for prefix < min(len(a), len(b), 4) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}

// oneEdit says whether one letter put in, left out, changed, or two neighbours changed over make b of a.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return i == len(a) || a[i+1:] == b[i+1:] ||
		i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// letters is the set of letters and digits in a word, a bit each; each digit shares one with a letter.
func letters(word string) (set uint32) {
	for i := range len(word) {
		set |= 1 << (word[i] & 31)
	}
	return set
}

// mayBeAlike is false for most words that are not: cheaply, by their letters, and never for two that jaroWinkler gives
// 0.88 or that are one edit apart. To be 0.88 with the best of beginnings Jaro's share is 0.8, so of the letters of
// both 1.4 of 2 parts are common.
func mayBeAlike(a, b string) bool {
	x, y := letters(a), letters(b)
	onlyA, onlyB := bits.OnesCount32(x&^y), bits.OnesCount32(y&^x)
	if onlyA <= 1 && onlyB <= 1 {
		return true
	}
	common := min(len(a)-onlyA, len(b)-onlyB)
	return 10*common*(len(a)+len(b)) >= 14*len(a)*len(b)
}

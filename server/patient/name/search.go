package name

import "strings"

// Prefixes are the folded beginnings to look for when text is still being typed, word by word. Letters
// to come can change what the last ones fold to (Moko may become Mokone or Mokoena, which folds to
// mokwena), so each word has one or more, and a name that begins as typed begins with one of them.
func Prefixes(text string) [][]string {
	words := joinMa(split(text))
	all := make([][]string, len(words))
	for i, w := range words {
		all[i] = prefixes(w)
	}
	return all
}

// continuations are what may follow and reach back over the letters before it, each ending in a letter
// that stays itself, to be cut off again.
var continuations = []string{"a", "e", "i", "o", "ha", "jha", "ka"}

func prefixes(word string) []string {
	found := []string{foldWord(word)}
	for _, c := range continuations {
		end := c[len(c)-1:]
		if strings.HasSuffix(word, end) {
			continue // would melt into a double
		}
		start := strings.TrimSuffix(foldWord(word+c), end)
		if start != "" && !hasPrefixOf(found, start) {
			found = append(found, start)
		}
	}
	return found
}

func hasPrefixOf(found []string, word string) bool {
	for _, f := range found {
		if strings.HasPrefix(word, f) {
			return true
		}
	}
	return false
}

// Skeleton is a coarse key for comparing names by ear: up to six consonants of the first word, near
// sounds as one, with A for a vowel at its start. It gathers candidates; it never decides.
func Skeleton(text string) string {
	words := Tokens(text)
	if len(words) == 0 {
		return ""
	}
	return skeleton(words[0])
}

// skeleton is Skeleton of one folded word.
func skeleton(word string) string {
	out := make([]byte, 0, 6)
	for i := range len(word) {
		c := word[i]
		switch c {
		case 'b', 'f', 'v':
			c = 'p'
		case 'g', 'q', 'c', 'x':
			c = 'k'
		case 'z':
			c = 's'
		case 'd':
			c = 't'
		case 'n':
			c = 'm'
		case 'j':
			c = 'y'
		case 'a', 'e', 'i', 'o', 'u':
			if i > 0 {
				continue
			}
			c = 'A'
		case 'h', 'w', 'y':
			continue
		}
		if out = append(out, c); len(out) == cap(out) {
			break
		}
	}
	return string(out)
}

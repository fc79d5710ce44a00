package name

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings every spelling of a name, or of several, to one: words of a-z and 0-9 with single spaces
// between, in the order of the text. Fold each field of a name by itself: "'Ma" joins the word after it.
func Fold(text string) string { return strings.Join(Tokens(text), " ") }

// Tokens are the words of Fold.
func Tokens(text string) []string {
	words := joinMa(split(text))
	for i, w := range words {
		words[i] = foldWord(w)
	}
	return words
}

// split breaks text into words of a-z and 0-9, with no rule of spelling applied yet.
func split(text string) []string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToValidUTF8(text, " ")) {
		switch r = unicode.ToLower(r); {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			out.WriteRune(r)
		case isApostrophe(r) || unicode.Is(unicode.Mn, r):
		case latin[r] != "":
			out.WriteString(latin[r])
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			// z and digits are touched by no rule below, and a shorter text stays a prefix of a longer.
			out.WriteString("z" + strconv.Itoa(int(r)))
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Fields(out.String())
}

// isApostrophe holds every sign that is typed for the apostrophe of 'Mathabo or Ts'epo, as keyboards,
// word processors and other people's imports give it.
func isApostrophe(r rune) bool {
	return strings.ContainsRune("'’‘ʼ`´‛ʻʹ′＇", r)
}

// latin spells the Latin letters that do not come apart into a letter and a mark.
var latin = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ß': "ss", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ŋ': "n",
	'ı': "i", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ħ': "h", 'ə': "e", 'ɛ': "e", 'ɔ': "o",
}

// joinMa writes "'Ma Thabo", "Mma-Thabo" and "'M'a Thabo", mother of Thabo, as the one word they are.
func joinMa(words []string) []string {
	joined := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		for isMa(w) && i+1 < len(words) {
			i++
			w += words[i]
		}
		joined = append(joined, w)
	}
	return joined
}

// isMa says whether a word folds to "ma": it is one or more m, then one or more a.
func isMa(word string) bool {
	rest := strings.TrimLeft(word, "m")
	return rest != "" && len(rest) < len(word) && strings.Trim(rest, "a") == ""
}

// foldWord applies the rules until they change nothing more: one rule's result may meet another's.
// It ends, for no rule makes a word longer, brings a d back, or undoes a vowel but to the same again.
func foldWord(word string) string {
	for {
		folded := foldOnce(word)
		if folded == word {
			return folded
		}
		word = folded
	}
}

func foldOnce(word string) string {
	word = single(word)
	word = consonants.Replace(word)
	word = aspirates.Replace(word)
	word = liquids.Replace(word)
	return single(glides(word))
}

var (
	// The same sounds in the two orthographies: Chabeli and Tjhabedi, Tšepo and Tshepo, Pšha and Pjha.
	consonants = strings.NewReplacer(
		"tjh", "c", "ch", "c", "tsh", "ts", "tlh", "tl", "psh", "pj", "pjh", "pj", "fsh", "fj")
	// kh is kg across the border, and an h is often left out: Thabo and Tabo, Mokhele and Mokgele.
	aspirates = strings.NewReplacer(
		"kgh", "k", "kg", "k", "kh", "k", "ck", "k", "th", "t", "ph", "p", "sh", "s")
	// li and lu are di and du across the border: Limpho and Dimpho, Lineo and Dineo.
	liquids = strings.NewReplacer("di", "li", "dy", "li", "du", "lu", "ly", "li")
)

// single writes doubled letters once: Tello and Telo, 'Mme. It also takes in Nthabiseng's South
// African double at the start of a word, as in Nnete for 'Nete. Digits stay as they are.
func single(word string) string {
	out := make([]byte, 0, len(word))
	for i := range len(word) {
		if i > 0 && word[i] == word[i-1] && word[i] >= 'a' {
			continue
		}
		out = append(out, word[i])
	}
	return string(out)
}

// glides writes half-vowels one way: Mokoena and Mokwena, Moea and Moya, Leoatle and Lewatle. It goes
// from the end, so that of two vowels in a row the later one is settled first: the e of Moea is a y,
// and its o, now before a consonant, stays.
func glides(word string) string {
	out := []byte(word)
	for i := len(out) - 1; i >= 0; i-- {
		var next byte
		if i+1 < len(out) {
			next = out[i+1]
		}
		switch out[i] {
		case 'o', 'u', 'w':
			if next == 'a' || next == 'e' || next == 'i' {
				out[i] = 'w'
			}
		case 'e', 'i', 'y':
			if next == 'a' || next == 'o' {
				out[i] = 'y'
			} else if out[i] == 'y' {
				out[i] = 'i'
			}
		}
	}
	return string(out)
}

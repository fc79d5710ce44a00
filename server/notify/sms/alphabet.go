package sms

import "unicode/utf16"

// The default alphabet in the order of its codes; 0x1b leads to the extension.
const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

const escape = 0x1b

var extension = map[rune]byte{'\f': 0x0a, '^': 0x14, '{': 0x28, '}': 0x29, '\\': 0x2f, '[': 0x3c, '~': 0x3d, ']': 0x3e, '|': 0x40, '€': 0x65}

var (
	septetOf = map[rune]byte{}
	runeOf   [128]rune
	extended = map[byte]rune{}
)

func init() {
	code := byte(0)
	for _, r := range basic {
		runeOf[code] = r
		if code != escape {
			septetOf[r] = code
		}
		code++
	}
	for r, c := range extension {
		extended[c] = r
	}
}

// septets are the codes of one letter: two for one of the extension, none for one
// that the alphabet does not have.
func septets(r rune) []byte {
	if c, ok := septetOf[r]; ok {
		return []byte{c}
	}
	if c, ok := extension[r]; ok {
		return []byte{escape, c}
	}
	return nil
}

func units(r rune) int {
	if r > 0xffff {
		return 2 // a pair of surrogates
	}
	return 1
}

// How many of its own signs a part holds alone, and how many as one of several.
const (
	septetsAlone, septetsOfSeveral = 160, 153
	unitsAlone, unitsOfSeveral     = 70, 67
)

// Size is what a text costs.
type Size struct {
	Signs  int  // as the network counts them: a letter may be two
	Parts  int  // each is paid for
	Wide   bool // UCS-2: a letter is in it that the seven-bit alphabet does not have
	Widely rune // the first such letter
}

// Measure counts a text.
func Measure(text string) Size {
	s := Size{}
	for _, r := range text {
		if septets(r) == nil {
			s.Wide, s.Widely = true, r
			break
		}
	}
	for _, part := range split(text, s.Wide) {
		s.Parts++
		for _, r := range part {
			s.Signs += width(r, s.Wide)
		}
	}
	return s
}

func width(r rune, wide bool) int {
	if wide {
		return units(r)
	}
	return len(septets(r))
}

// split cuts a text into parts, never through a letter.
func split(text string, wide bool) []string {
	alone, several := septetsAlone, septetsOfSeveral
	if wide {
		alone, several = unitsAlone, unitsOfSeveral
	}
	total := 0
	for _, r := range text {
		total += width(r, wide)
	}
	if total <= alone {
		return []string{text}
	}
	var parts []string
	begin, used := 0, 0
	for i, r := range text {
		w := width(r, wide)
		if used+w > several {
			parts, begin, used = append(parts, text[begin:i]), i, 0
		}
		used += w
	}
	return append(parts, text[begin:])
}

// pack puts septets into octets, after fill bits that align them behind a header.
func pack(codes []byte, fill int) []byte {
	out := make([]byte, (len(codes)*7+fill+7)/8)
	at := fill
	for _, c := range codes {
		out[at/8] |= c << (at % 8)
		if at%8 > 1 {
			out[at/8+1] |= c >> (8 - at%8)
		}
		at += 7
	}
	return out
}

// unpack takes n septets out of octets.
func unpack(octets []byte, n, fill int) []byte {
	codes := make([]byte, 0, n)
	for at := fill; len(codes) < n && (at+6)/8 < len(octets); at += 7 {
		c := octets[at/8] >> (at % 8)
		if at%8 > 1 {
			c |= octets[at/8+1] << (8 - at%8)
		}
		codes = append(codes, c&0x7f)
	}
	return codes
}

func fromSeptets(codes []byte) string {
	out := make([]rune, 0, len(codes))
	for i := 0; i < len(codes); i++ {
		if codes[i] != escape || i+1 == len(codes) {
			out = append(out, runeOf[codes[i]])
			continue
		}
		i++
		if r, ok := extended[codes[i]]; ok {
			out = append(out, r)
		} else {
			out = append(out, runeOf[codes[i]]) // as the standard says of a code that nobody gave a letter
		}
	}
	return string(out)
}

func toUCS2(text string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

func fromUCS2(octets []byte) string {
	var list []uint16
	for i := 0; i+1 < len(octets); i += 2 {
		list = append(list, uint16(octets[i])<<8|uint16(octets[i+1]))
	}
	return string(utf16.Decode(list))
}

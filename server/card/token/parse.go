package token

import (
	"errors"
	"strings"
)

// Kind says which of a card's two names was read.
type Kind string

const (
	Token Kind = "token"
	Code  Kind = "code"
)

// Scan is a card's name as it is stored: 20 characters for a token, 7 for a short code.
type Scan struct {
	Kind  Kind
	Value string
}

var (
	// ErrNotCard is text that is no card of ours: a name, a medicine's bar code, somebody else's QR.
	ErrNotCard = errors.New("not a card")
	// ErrMisread is a card whose check character is wrong or whose characters were lost: scan or type
	// it again. A file number can look like a short code, so a search box takes a misread code only
	// as "not a code" and goes on searching.
	ErrMisread = errors.New("card misread: the check character is wrong")
)

// longest bounds the work on text from outside; a card with separators is far below.
const longest = 128

// Parse reads what came from a scanner, a photo or a keyboard: a QR text or a short code, with or
// without the control characters and symbology mark a scanner adds, in any case, with spaces and
// hyphens. The error is ErrNotCard or ErrMisread; neither holds the text.
func Parse(text string) (Scan, error) {
	if len(text) > longest {
		return Scan{}, ErrNotCard
	}
	text = strip(text)
	switch {
	case strings.HasPrefix(text, prefix) && len(text) > 2*codeLength:
		return parseToken(text)
	case len(text) == codeLength:
		return parseCode(text)
	}
	return Scan{}, ErrNotCard
}

func parseToken(text string) (Scan, error) {
	if len(text) != textLength {
		return Scan{}, ErrMisread
	}
	value, ok := checked(fold(text[len(prefix):]))
	if !ok {
		return Scan{}, ErrMisread
	}
	return Scan{Token, value}, nil
}

func parseCode(text string) (Scan, error) {
	code := fold(text)
	if !isCodeBody(code[:bodyLength]) {
		return Scan{}, ErrNotCard
	}
	for i := range len(code) {
		if values[code[i]] == none {
			return Scan{}, ErrNotCard
		}
	}
	if _, ok := checked(code); !ok {
		return Scan{}, ErrMisread
	}
	return Scan{Code, code}, nil
}

// checked splits the check character off and says whether it is right.
func checked(text string) (body string, ok bool) {
	for i := range len(text) {
		if values[text[i]] == none {
			return "", false
		}
	}
	body = text[:len(text)-1]
	return body, check(body) == text[len(text)-1]
}

// strip upper-cases and drops what scanners and people put around and between: control characters,
// spaces, hyphens, and the AIM symbology mark "]Q1" of a scanner set to send it.
func strip(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	kept := make([]byte, 0, len(text))
	for i := range len(text) {
		switch c := text[i]; {
		case c <= ' ', c == '-', c == 0x7f:
		case 'a' <= c && c <= 'z':
			kept = append(kept, c-'a'+'A')
		default:
			kept = append(kept, c)
		}
	}
	if len(kept) > 3 && kept[0] == ']' && kept[1] == 'Q' {
		kept = kept[3:]
	}
	return string(kept)
}

// fold reads the letters that are not in the alphabet as the digits they look like.
var fold = strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace

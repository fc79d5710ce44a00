package token

import (
	"io"
	"strings"
)

const (
	prefix      = "KR1"
	tokenLength = 20
	bodyLength  = 6

	textLength = len(prefix) + tokenLength + 1
	codeLength = bodyLength + 1
)

// NewToken draws a card's token: 100 bits of random as 20 characters. Hand it crypto/rand.Reader for
// real cards; the same bytes give the same token. The error is random's.
func NewToken(random io.Reader) (string, error) {
	return draw(random, tokenLength)
}

// NewCode draws a short code of 7 characters, its check character included. Thirty bits can meet
// twice: the caller stores it as unique and draws again. The error is random's.
func NewCode(random io.Reader) (string, error) {
	for {
		body, err := draw(random, bodyLength)
		if err != nil {
			return "", err
		}
		if isCodeBody(body) {
			return body + string(check(body)), nil
		}
	}
}

// draw takes the low five bits of each byte of random.
func draw(random io.Reader, n int) (string, error) {
	drawn := make([]byte, n)
	if _, err := io.ReadFull(random, drawn); err != nil {
		return "", err
	}
	for i, b := range drawn {
		drawn[i] = alphabet[b%32]
	}
	return string(drawn), nil
}

// isCodeBody holds the rule that keeps words and numbers from being taken for short codes.
func isCodeBody(body string) bool {
	return strings.ContainsAny(body, "23456789") && strings.ContainsAny(body, alphabet[10:])
}

// Text is what the QR code of a token says: 24 characters, only 0-9 and A-Z. The token comes from
// NewToken or Parse.
func Text(token string) string {
	return prefix + token + string(check(token))
}

// Print groups a short code for the eye: ABC-DEFG. Parse reads it back.
func Print(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:3] + "-" + code[3:]
}

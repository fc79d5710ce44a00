package keyring

import (
	"errors"
	"strings"
	"testing"
)

func TestCodesSurviveHands(t *testing.T) {
	t.Parallel()
	seen := map[Code]bool{}
	for range 200 {
		c := NewCode()
		if seen[c] || len(c) != Groups*GroupSigns+Groups-1 {
			t.Fatal("a code twice, or of another length")
		}
		seen[c] = true
		for _, typed := range []string{string(c), strings.ToLower(string(c)), strings.ReplaceAll(string(c), "-", ""), " " + strings.ReplaceAll(string(c), "-", " - ") + "\n",
			strings.NewReplacer("0", "o", "1", "l").Replace(string(c))} {
			if got, err := ParseCode(typed); got != c || err != nil {
				t.Fatalf("typed another way: %v", err)
			}
		}
	}
}

// No single wrong sign and no two swapped neighbours pass for the code.
func TestCodesKnowTypingErrors(t *testing.T) {
	t.Parallel()
	c := strings.ReplaceAll(string(NewCode()), "-", "")
	for i := range c {
		for _, l := range letters {
			if wrong := c[:i] + string(l) + c[i+1:]; wrong != c {
				if _, err := ParseCode(wrong); !errors.Is(err, ErrCode) {
					t.Errorf("sign %d wrong: %v", i, err)
				}
			}
		}
		if i+1 < len(c)-checkSigns && c[i] != c[i+1] {
			if _, err := ParseCode(c[:i] + string(c[i+1]) + string(c[i]) + c[i+2:]); !errors.Is(err, ErrCode) {
				t.Errorf("signs %d and %d swapped: %v", i, i+1, err)
			}
		}
	}
	for _, wrong := range []string{"", c[1:], c + "0", "U" + c[1:], "é" + c[1:]} {
		if _, err := ParseCode(wrong); !errors.Is(err, ErrCode) {
			t.Errorf("%d signs: %v", len(wrong), err)
		}
	}
}

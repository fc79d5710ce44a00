package match

import (
	"strings"
	"testing"

	"karete/assets"
)

// Every reason has words in both languages, and all words there are say one.
func TestReasonsHaveWords(t *testing.T) {
	said := map[string]bool{"match.same-name": true, "match.names-swapped": true, "match.sex-differs": true, "match.through-a-third": true}
	for _, table := range [][]string{givenCodes[:], familyCodes[:], phoneCodes[:], idCodes[:], placeCodes[:], streetCodes[:], kinCodes[:], birthCodes[:]} {
		for _, code := range table {
			if code != "" {
				said["match."+code] = true
			}
		}
	}
	for _, language := range []string{"en", "st"} {
		words := assets.Words(language)
		for key := range said {
			if words[key] == "" {
				t.Errorf("%s: %s has no words", language, key)
			}
			if years := key == "match.birth-years-apart"; strings.Contains(words[key], "{years}") != years || strings.Count(words[key], "{") > 1 {
				t.Errorf("%s: %s: %q", language, key, words[key])
			}
		}
		for key := range words {
			if strings.HasPrefix(key, "match.") && !said[key] {
				t.Errorf("%s: %s is said by nothing", language, key)
			}
		}
	}
}

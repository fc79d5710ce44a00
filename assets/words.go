package assets

import "sync"

var words = sync.OnceValue(func() map[string]map[string]string {
	return map[string]map[string]string{
		"en": mustLoad[map[string]string]("i18n/en.json"),
		"st": mustLoad[map[string]string]("i18n/st.json"),
	}
})

// Words is the catalogue of a language ("en", "st") by dotted key, nil for a
// language Karete does not speak.
func Words(language string) map[string]string { return words()[language] }

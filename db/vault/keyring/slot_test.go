package keyring

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
)

// A key file that was made once must open for ever: by the program of today and by
// that of ten years from now, whatever the libraries under it became. testdata has
// one, made on the day the form was settled.
func TestTheFormNeverChanges(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("testdata", "v1", MainFile))
	if err != nil {
		t.Fatal(err)
	}
	code, err := ParseCode("0123-4567-89AB-CDEF-GHJK-MNPQ-RS2B")
	if err != nil {
		t.Fatal(err)
	}
	stick, err := ParseKeyFile([]byte("KARETE-KEY-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9jDc0p\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, secret := range map[string]Secret{"passphrase": FromPassphrase(phrase), "code": code.Secret(), "stick": stick} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, MainFile), text, 0o600); err != nil {
			t.Fatal(err)
		}
		keys, err := opens(t, dir, secret)
		if err != nil || len(keys) != 1 || hex.EncodeToString(keys[0][:]) != "c7a5c30f352e91e2ed23709f639968eb898fd7d93c2be839da84549045ee5add" {
			t.Errorf("%s: %x, %v", name, keys, err)
		}
	}
}

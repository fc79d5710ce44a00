package factor

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestWhatIsTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]kind{
		"123456": ofTheApp, " 123 456 ": ofTheApp, "12345": neither, "1234567": neither, "": neither, "abcde-fghjk-mnpqr": ofRecovery,
		"ABCDEFGHJKMNPQR": ofRecovery, "abcde-fghjk-mnpq": neither, "abcde-fghjk-mnpqrs": neither, "abcde-fghjk-mnpq0": neither,
		"222222222222222": ofRecovery, "１２３４５６": neither, "123456\x00": neither, "12345š": neither,
	} {
		if _, got := readCode(typed); got != want {
			t.Errorf("%q is %d, want %d", typed, got, want)
		}
	}
}

func TestRecoveryCodesAreRandom(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		code := newCode()
		if _, k := readCode(code); k != ofRecovery || seen[code] || len(code) != 17 || strings.ContainsAny(code, "01lio") {
			t.Fatalf("%q", code)
		}
		seen[code] = true
	}
}

// The SHA-1 vectors of RFC 6238, cut to six figures.
func TestCodesOfTheStandard(t *testing.T) {
	t.Parallel()
	seed := []byte("12345678901234567890")
	for second, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		got, err := codeAt(seed, stepOf(time.Unix(second, 0)))
		if err != nil || got != want {
			t.Errorf("%d: %q %v, want %q", second, got, err, want)
		}
		step, ok, err := fits(seed, want, time.Unix(second, 0), 0)
		if !ok || err != nil || step != second/30 {
			t.Errorf("%d: step %d, %v, %v", second, step, ok, err)
		}
	}
}

func TestTheLinkIsOneThatAppsRead(t *testing.T) {
	t.Parallel()
	got := link([]byte("12345678901234567890"), "Ha Matala: Clinic & more", "mpho")
	u, err := url.Parse(got)
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Ha Matala: Clinic & more:mpho" || strings.Contains(got, "+") ||
		u.Query().Get("secret") != "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" || u.Query().Get("issuer") != "Ha Matala: Clinic & more" {
		t.Error(got)
	}
}

func FuzzReadCode(f *testing.F) {
	for _, s := range []string{"123456", "abcde-fghjk-mnpqr", "", "\xff", "１２３"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, k := readCode(typed)
		again, same := readCode(code)
		switch {
		case k == neither && code != "":
			t.Errorf("%q stays of what is no code", code)
		case k != neither && (same != k || again != code):
			t.Errorf("%q becomes %q, then %q", typed, code, again)
		}
	})
}

// What comes from a browser goes to a library that reads CBOR and COSE; our part
// must hand on only what fails or is whole.
func FuzzAssertion(f *testing.F) {
	f.Add("AAAA", "e30", "AAAA", "AAAA", "AAAA")
	f.Add("", "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAA", "MEUC", "")
	f.Fuzz(func(t *testing.T, credential, client, data, signature, handle string) {
		parsed, err := Assertion{Credential: credential, ClientData: client, AuthenticatorData: data, Signature: signature, UserHandle: handle}.parse()
		if (parsed == nil) == (err == nil) {
			t.Errorf("%v, %v", parsed, err)
		}
	})
}

func FuzzNewPasskey(f *testing.F) {
	f.Add("AAAA", "e30", "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVglSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NBAAAAAA")
	f.Fuzz(func(t *testing.T, credential, client, attestation string) {
		parsed, err := NewPasskey{Credential: credential, ClientData: client, Attestation: attestation}.parse()
		if (parsed == nil) == (err == nil) {
			t.Errorf("%v, %v", parsed, err)
		}
	})
}

func FuzzSite(f *testing.F) {
	f.Add("karete.local:8443", true)
	f.Add("[::1]:80", false)
	f.Fuzz(func(t *testing.T, host string, tls bool) {
		at := SiteOf(host, tls)
		if _, err := at.party(); (err == nil) != (at.name != "") {
			t.Errorf("%q is the name %q: %v", host, at.name, err)
		}
	})
}

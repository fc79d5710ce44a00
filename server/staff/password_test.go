package staff

import (
	"context"
	"strings"
	"testing"
)

func TestPasswordRules(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ password, code string }{
		{"", "required"},
		{"fourteen chars", "too-short"},
		{strings.Repeat("š", 14), "too-short"}, // characters, not bytes
		{strings.Repeat("long enough ", 11), "too-long"},
		{"cattle post above the river", ""},
		{"ntlo e kholo ea balisa", ""},
		{"nine purple goats sing", ""},
		{"Tr0ub4dor&3 and more", ""},
		{strings.Repeat("four other words ", 7)[:119] + "and end", ""},
		{"密码学很难但很有趣味的学问之一呢", ""},
		{"passwordpassword", "common-password"},
		{"PasswordPassword", "common-password"},
		{"password12345678", "common-password"},
		{"!!! password !!!", "common-password"},
		{"aaaaaaaaaaaaaaaa", "common-password"},
		{"abababababababab", "common-password"},
		{"blue42blue42blue42", "common-password"},
		{"abcdefghijklmnop", "common-password"},
		{"123456789012345", "common-password"},
		{"1357924680135792", "common-password"},
		{"qwertyuiopasdfgh", "common-password"},
		{"thato likes to walk", "common-password"},
		{"at Ha-Matala Clinic we", "common-password"},
		{"karete is a good box", "common-password"},
		{"four words \xff nobody", "bad-text"},
	} {
		got := ""
		if list := CheckPassword("password", tt.password, "thato", "Ha Matala Clinic"); list != nil {
			got = list[0].Code
		}
		if got != tt.code {
			t.Errorf("%q: %q, want %q", tt.password, got, tt.code)
		}
	}
	if list := CheckPassword("password", "mo likes to walk home", "mo"); list != nil {
		t.Errorf("a name of two letters is in half of all sentences: %v", list)
	}
}

func TestHashing(t *testing.T) {
	t.Parallel()
	h := newHasher(Cost{MemoryKiB: 64, Passes: 1})
	composed, decomposed := tidyPassword("t\u0161epo and four words"), tidyPassword("ts\u030cepo and four words")
	phc, err := h.hash(t.Context(), composed)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.hash(t.Context(), composed)
	if err != nil {
		t.Fatal(err)
	}
	if phc == again {
		t.Error("two hashes of one password are the same: no salt")
	}
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Errorf("%q", phc)
	}
	for password, want := range map[string]bool{composed: true, decomposed: true, composed + " ": false, "": false} {
		if got, err := h.matches(t.Context(), phc, password); err != nil || got != want {
			t.Errorf("%q: %v %v, want %v", password, got, err, want)
		}
	}
	if got, err := h.matches(t.Context(), h.dummy, ""); got || err != nil {
		t.Errorf("the dummy: %v %v", got, err)
	}
	for _, bad := range []string{"", "plain", "$2a$10$abc", "$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
		"$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$argon2id$v=19$m=64,t=1,p=1$***$aGFzaA"} {
		if _, err := h.matches(t.Context(), bad, "x"); err == nil {
			t.Errorf("%q was taken for a hash", bad)
		}
	}
}

func TestHashingIsBounded(t *testing.T) {
	t.Parallel()
	h := newHasher(Cost{MemoryKiB: 64, Passes: 1})
	for range atOnce {
		h.slots <- struct{}{} // as many as may hash at once do
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.hash(gone, "anything"); err == nil {
		t.Error("one more was let in")
	}
	if DefaultCost.MemoryKiB*atOnce > 64<<10 || DefaultCost.MemoryKiB < 19<<10 || DefaultCost.Passes < 2 {
		t.Errorf("cost %+v for %d at once", DefaultCost, atOnce)
	}
}

func TestOneTimePasswordsKeepTheRules(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		p := oneTime()
		if list := CheckPassword("password", p, "thato", "Ha Matala Clinic"); list != nil || seen[p] || strings.ContainsAny(p, "0O1lIi") {
			t.Fatalf("%q: %v", p, list)
		}
		seen[p] = true
	}
}

package api_test

import (
	"encoding/base64"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"karete/db/vault/keyring"
	"karete/server/api/apitest"
	"karete/server/seal"
	"karete/server/setup"
)

// cheapKeys cost no time to speak of.
var cheapKeys = seal.Options{Keys: keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}}}

// opens reports whether the clinic's key files open with a secret.
func opens(t *testing.T, c *apitest.Clinic, s keyring.Secret) bool {
	t.Helper()
	locked, err := keyring.Load(filepath.Dir(c.DB.Path()), cheapKeys.Keys)
	if err != nil {
		t.Fatal(err)
	}
	_, err = locked.Unlock(t.Context(), s)
	return err == nil
}

func TestKeysAreTheManagers(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, who := range []string{"clerk", "nurse", "doctor"} {
		c.As(who).GET("/keys").Refused(403, "forbidden")
		c.As(who).POST("/keys", fields{"id": apitest.ID(), "kind": "recovery"}).Refused(403, "forbidden")
		c.As(who).POST("/keys/rekey", fields{"id": apitest.ID()}).Refused(403, "forbidden")
		c.As(who).POST("/keys/seal", fields{"id": apitest.ID()}).Refused(403, "forbidden")
	}
	c.As("guest").GET("/keys").Refused(401, "unauthenticated")

	m := c.As("admin")
	var keys seal.Keys
	m.GET("/keys").Want(200).JSON(&keys)
	if len(keys.Slots) != 2 || !keys.AutoUnlock || !keys.Passphrase || keys.Recovery || !keys.Sound || keys.Slots[0].Kind != keyring.Box || !keys.Slots[0].Opened {
		t.Fatalf("%+v", keys)
	}
	box, phrase := keys.Slots[0].ID, keys.Slots[1].ID

	// A sheet: shown once, also when the answer was lost and the command came again.
	add := fields{"id": apitest.ID(), "kind": "recovery", "label": " the  safe "}
	var sheet, again seal.AddedKey
	m.POST("/keys", add).Want(201).JSON(&sheet)
	m.POST("/keys", add).Want(201).JSON(&again)
	code, err := keyring.ParseCode(sheet.RecoveryCode)
	if err != nil || !opens(t, c, code.Secret()) || again.RecoveryCode != "" || again.SlotID != sheet.SlotID || len(again.Keys.Slots) != 3 {
		t.Errorf("%v, %+v", err, again)
	}
	if at := slices.IndexFunc(sheet.Keys.Slots, func(s seal.KeySlot) bool { return s.ID == sheet.SlotID }); sheet.Keys.Slots[at].Label != "the safe" {
		t.Errorf("%+v", sheet.Keys.Slots)
	}
	// Another sheet in place of it.
	var next seal.AddedKey
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "recovery", "inPlaceOf": sheet.SlotID}).Want(201).JSON(&next)
	if opens(t, c, code.Secret()) || len(next.Keys.Slots) != 3 {
		t.Error("the old sheet opens still")
	}
	// A stick.
	var stick seal.AddedKey
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "file"}).Want(201).JSON(&stick)
	text, err := base64.StdEncoding.DecodeString(stick.KeyFile.Content)
	if err != nil || !strings.HasPrefix(stick.KeyFile.Name, "karete-") {
		t.Fatal(err, stick.KeyFile.Name)
	}
	if secret, err := keyring.ParseKeyFile(text); err != nil || !opens(t, c, secret) {
		t.Error("the stick does not open", err)
	}
	// A passphrase of one's own, but none that is easy to guess.
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "passphrase", "passphrase": "short"}).Broken("passphrase", "too-short")
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "passphrase", "passphrase": "ha matala clinic 1"}).Broken("passphrase", "common-password")
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "file", "passphrase": "a hen under the old blue bus"}).Broken("passphrase", "not-allowed")
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "passphrase", "passphrase": "a hen under the old blue bus", "label": "Sr Makhotso"}).Want(201)
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "box"}).Refused(409, "wrong-state")
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "thumb"}).Broken("kind", "not-one-of")
	m.POST("/keys", fields{"id": apitest.ID(), "kind": "recovery", "inPlaceOf": "0123456789abcdef"}).Refused(404, "not-found")

	// Taking keys away, and never the last that a person has.
	m.POST("/keys/0123456789abcdef/revoke", fields{"id": apitest.ID()}).Refused(404, "not-found")
	m.POST("/keys/nonsense/revoke", fields{"id": apitest.ID()}).Want(422)
	m.POST("/keys/"+phrase+"/revoke", fields{"id": apitest.ID()}).Want(200)
	if opens(t, c, keyring.FromPassphrase(apitest.Passphrase)) || !opens(t, c, keyring.FromPassphrase("a hen under the old blue bus")) {
		t.Error("another passphrase was revoked")
	}
	m.POST("/keys/"+next.SlotID+"/revoke", fields{"id": apitest.ID()}).Want(200)
	m.POST("/keys/"+stick.SlotID+"/revoke", fields{"id": apitest.ID()}).Want(200).JSON(&keys)
	last := keys.Slots[len(keys.Slots)-1].ID
	m.POST("/keys/"+last+"/revoke", fields{"id": apitest.ID()}).Refused(409, "last-key")
	m.POST("/keys/"+box+"/revoke", fields{"id": apitest.ID()}).Want(200).JSON(&keys)
	if keys.AutoUnlock || len(keys.Slots) != 1 {
		t.Errorf("%+v", keys)
	}
	m.POST("/keys/"+last+"/revoke", fields{"id": apitest.ID()}).Refused(409, "last-key")
	alone := fields{"id": apitest.ID(), "kind": "box", "inPlaceOf": last}
	m.POST("/keys", alone).Refused(409, "last-key")
	m.POST("/keys", alone).Refused(409, "last-key") // a repeat is no yes either
	m.POST("/keys/rekey", fields{"id": apitest.ID()}).Want(http.StatusAccepted)
	m.POST("/keys/seal", fields{"id": apitest.ID()}).Want(http.StatusAccepted)

	// Each of it is in the journal, and no secret is.
	entries := string(m.GET("/journal?action=keys.add").Want(200).Body) + string(m.GET("/journal?action=keys.revoke").Want(200).Body)
	if strings.Count(entries, `"action":"keys.add"`) != 4 || strings.Count(entries, `"action":"keys.revoke"`) != 4 || strings.Contains(entries, "hen under") ||
		strings.Contains(entries, next.RecoveryCode) || strings.Contains(entries, stick.KeyFile.Content) {
		t.Errorf("%s", entries)
	}
}

// An open box looks at no key: it would be a place to try them out.
func TestAnOpenBoxTakesNoKey(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var s seal.Sealed
	c.As("guest").GET("/seal").Want(200).JSON(&s)
	if s.Sealed || s.KeyFile != "" || s.Kinds != nil {
		t.Errorf("%+v", s)
	}
	c.As("guest").POST("/seal/unlock", seal.Unlock{Passphrase: apitest.Passphrase}).Refused(409, "wrong-state")
}

func TestTheWizardAsksHowTheRecordsOpen(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	k, err := seal.New(filepath.Dir(c.DB.Path()), cheapKeys)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := k.OpenByBox(t.Context()); !opened {
		t.Fatal(err)
	}
	founded := false
	c.API.Setup.WithKeys(k, func() { founded = true })
	b := c.Browser()
	for _, s := range steps() {
		b.PUT("/setup/"+s.step, 0, s.body).Want(200)
	}
	b.POST("/setup", setup.Finish{ID: apitest.ID()}).Broken("recovery", "required")
	answer := func(groups []string, passphrase string, auto bool) *apitest.Answer {
		t.Helper()
		return b.PUT("/setup/recovery", 0, fields{"recovery": setup.RecoveryAnswer{Groups: groups, Passphrase: passphrase, AutoUnlock: auto}})
	}
	const phrase = "a hen under the old blue bus"
	answer([]string{"0000", "0000"}, phrase, false).Broken("recovery.groups", "unknown") // nothing was printed
	var void, printed setup.PrintedCode
	b.POST("/setup/recovery/code", nil).Want(201).JSON(&void)
	b.POST("/setup/recovery/code", nil).Want(201).JSON(&printed)
	if len(printed.Groups) != keyring.Groups || len(printed.Ask) != 2 || printed.Ask[0] >= printed.Ask[1] {
		t.Fatalf("%+v", printed.Ask)
	}
	first, second := printed.Groups[printed.Ask[0]-1], strings.ToLower(printed.Groups[printed.Ask[1]-1])
	answer(nil, phrase, false).Broken("recovery.groups[0]", "required")
	answer([]string{first}, phrase, false).Broken("recovery.groups[1]", "required")
	answer([]string{first, "0O0o"}, phrase, false).Broken("recovery.groups[1]", "pattern")
	answer([]string{first, second}, "", false).Broken("recovery.passphrase", "required")
	answer([]string{first, second}, "mpho mpho mpho mpho", false).Broken("recovery.passphrase", "common-password")
	code, err := keyring.ParseCode(strings.Join(printed.Groups, " "))
	if err != nil || opens(t, c, code.Secret()) || opens(t, c, keyring.FromPassphrase(phrase)) {
		t.Error("keys before they were confirmed", err)
	}
	var p setup.Progress
	a := answer([]string{first, second}, phrase, true).Want(200).JSON(&p)
	if strings.Contains(string(a.Body), phrase) || strings.Contains(string(a.Body), first+`"`) || p.Answers.Recovery == nil || !p.Answers.Recovery.AutoUnlock || p.Next != "" {
		t.Errorf("%s", a.Body)
	}
	old, err := keyring.ParseCode(strings.Join(void.Groups, ""))
	if err != nil || !opens(t, c, code.Secret()) || !opens(t, c, keyring.FromPassphrase(phrase)) || opens(t, c, old.Secret()) {
		t.Error("what was confirmed does not open, or what was void does", err)
	}
	// Back, and another mind about the power; the paper stays good.
	answer(nil, "", false).Want(200).JSON(&p)
	if p.Answers.Recovery.AutoUnlock || !opens(t, c, code.Secret()) {
		t.Errorf("%+v", p.Answers.Recovery)
	}
	b.POST("/setup", setup.Finish{ID: apitest.ID()}).Want(201)
	if !founded || !k.Temporary() {
		t.Error("the box's key is not known to go")
	}
	b.POST("/setup/recovery/code", nil).Refused(409, "set-up-already")
}

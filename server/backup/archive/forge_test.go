//go:build !race

package archive

import (
	"archive/tar"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"karete/db"
	"karete/db/vault/keyring"
)

// refused holds that a file is neither proved nor restored, and leaves nothing behind.
func (g *golden) refused(t *testing.T, path string, want error, part Part) {
	t.Helper()
	g.unproved(t, path, want, part)
	dir := t.TempDir()
	_, err := Restore(t.Context(), path, BySecret(g.secrets[keyring.File]), dir, nil)
	is(t, err, want, part)
	none(t, dir)
}

// unproved holds the first half of that.
func (g *golden) unproved(t *testing.T, path string, want error, part Part) {
	t.Helper()
	scratch := t.TempDir()
	_, err := Prove(t.Context(), path, BySecret(g.secrets[keyring.File]), scratch, nil)
	is(t, err, want, part)
	none(t, scratch)
}

func is(t *testing.T, err, want error, part Part) {
	t.Helper()
	var d *DamageError
	if !errors.Is(err, want) || part != "" && (!errors.As(err, &d) || d.Part != part) {
		t.Errorf("%v; want %v %s", err, want, part)
	}
	if err != nil && strings.Contains(err.Error(), planted) {
		t.Errorf("it names a patient: %v", err)
	}
}

func TestAForgeryOfNothingIsGood(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	if _, err := Prove(t.Context(), g.forge(t, forgery{}), BySecret(g.secrets[keyring.File]), t.TempDir(), nil); err != nil {
		t.Error(err) // else the other tests show nothing
	}
}

func TestALyingManifest(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	steps, err := db.Steps(nil)
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		lie  func(*Manifest)
		text func([]byte) []byte
		want error
		part Part
	}{
		"a patient more":         {lie: func(m *Manifest) { m.Tables["patient"]++ }, part: PartDatabase},
		"a table less":           {lie: func(m *Manifest) { delete(m.Tables, "patient") }, part: PartDatabase},
		"a table more":           {lie: func(m *Manifest) { m.Tables["patience"] = 1 }, part: PartDatabase},
		"an entry more":          {lie: func(m *Manifest) { m.Entries++ }, part: PartDatabase},
		"another head":           {lie: func(m *Manifest) { m.Head = strings.Repeat("00", 32) }, part: PartDatabase},
		"another time":           {lie: func(m *Manifest) { m.HeadAt = m.HeadAt.Add(time.Millisecond) }, part: PartDatabase},
		"an older schema":        {lie: func(m *Manifest) { m.Schema-- }, part: PartDatabase},
		"a newer schema":         {lie: func(m *Manifest) { m.Schema = steps + 1 }, want: ErrNewer},
		"a newer format":         {lie: func(m *Manifest) { m.Format = 2 }, want: ErrNewer},
		"no format":              {lie: func(m *Manifest) { m.Format = 0 }, part: PartManifest},
		"another database":       {lie: func(m *Manifest) { m.Database = strings.Repeat("0", 32) }, part: PartKeys},
		"a page more":            {lie: func(m *Manifest) { m.DatabaseBytes += pageSize }, part: PartDatabase},
		"no database":            {lie: func(m *Manifest) { m.DatabaseBytes = 0 }, part: PartManifest},
		"a terabyte":             {lie: func(m *Manifest) { m.DatabaseBytes = 1 << 40 }, want: ErrTooBig},
		"less than nothing":      {lie: func(m *Manifest) { m.DatabaseBytes = -pageSize }, part: PartManifest},
		"SQL for a table":        {lie: func(m *Manifest) { m.Tables["a; DROP TABLE b"] = 1 }, part: PartManifest},
		"somebody's signature":   {lie: func(m *Manifest) { m.Checkpoint = strings.Replace(m.Checkpoint, "— karete", "— carete", 1) }, part: PartManifest},
		"the signature of less":  {lie: func(m *Manifest) { m.Checkpoint = strings.Replace(m.Checkpoint, "\n", "\n1", 1) }, part: PartManifest},
		"a name twice":           {text: func(b []byte) []byte { return bytes.Replace(b, []byte("{"), []byte(`{"format": 1,`), 1) }, part: PartManifest},
		"an unknown name":        {text: func(b []byte) []byte { return bytes.Replace(b, []byte("{"), []byte(`{"more": 1,`), 1) }, part: PartManifest},
		"another way to say it":  {text: func(b []byte) []byte { return append(b, ' ') }, part: PartManifest},
		"no JSON":                {text: func([]byte) []byte { return []byte("manifest") }, part: PartManifest},
		"nothing":                {text: func([]byte) []byte { return nil }, part: PartManifest},
		"more than is ever read": {text: func([]byte) []byte { return make([]byte, maxManifest+1) }, part: PartManifest},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			want := c.want
			if want == nil {
				want = ErrDamaged
			}
			g.unproved(t, g.forge(t, forgery{manifest: c.lie, text: c.text}), want, c.part)
		})
	}
}

func TestPartsThatDoNotBelongTogether(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	other := newClinic(t)
	m := other.backup()
	foreign, err := other.source.Ring.Prepare(t.Context(), keyring.NewCode().Secret(), "")
	if err != nil {
		t.Fatal(err)
	}
	strange := *g
	strange.slots = append([]keyring.Slot{foreign.Slot()}, g.slots...)
	most := *g
	for range maxSlots - len(g.slots) {
		file, _ := keyring.NewKeyFile()
		p, err := other.ring.Prepare(t.Context(), file, "")
		if err != nil {
			t.Fatal(err)
		}
		most.slots = append(slices.Clone(most.slots), p.Slot())
	}
	keys, _, err := other.ring.Text()
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		from *golden
		forgery
		part Part
	}{
		"keys of another clinic": {g, forgery{members: func(m map[string][]byte) { m["keys.json"] = keys }}, PartKeys},
		"keys another hand edited": {g, forgery{members: func(m map[string][]byte) {
			m["keys.json"] = bytes.Replace(m["keys.json"], []byte(`"writes": 4`), []byte(`"writes": 5`), 1)
		}}, PartKeys},
		"keys cut short":          {g, forgery{members: func(m map[string][]byte) { m["keys.json"] = m["keys.json"][:100] }}, PartKeys},
		"a slot in the header":    {&strange, forgery{}, PartKeys},
		"as many slots as can be": {&most, forgery{}, PartKeys},
		"another box's name":      {g, forgery{members: func(m map[string][]byte) { m["box.pub"] = []byte(other.key.Public + "\n") }}, PartVerifier},
		"no name of a box":        {g, forgery{members: func(m map[string][]byte) { m["box.pub"] = []byte("karete\n") }}, PartVerifier},
		"another day's manifest": {g, forgery{manifest: func(now *Manifest) {
			*now = m.Manifest
			now.Database = g.manifest.Database
			now.DatabaseBytes = g.manifest.DatabaseBytes
		}}, PartDatabase},
		"another clinic's log": {g, forgery{manifest: func(now *Manifest) { now.Checkpoint = m.Manifest.Checkpoint }}, PartManifest},
	} {
		t.Run(what, func(t *testing.T) {
			g.refused(t, c.from.forge(t, c.forgery), ErrDamaged, c.part)
		})
	}
}

func TestADatabaseThatIsNot(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	image := func(f func([]byte) []byte) forgery {
		return forgery{members: func(m map[string][]byte) { m[databaseFile] = f(m[databaseFile]) }}
	}
	set := func(at int, b ...byte) forgery {
		return image(func(d []byte) []byte { copy(d[at:], b); return d })
	}
	for what, f := range map[string]forgery{
		"another magic":            set(0, 's'),
		"pages of another size":    set(16, 0x20),
		"no reserved bytes":        set(20, 0),
		"a log":                    set(18, 2, 2),
		"other fractions":          set(21, 65),
		"fewer pages":              set(28, 0, 0, 0, 1),
		"something in the reserve": set(3*pageSize-1, 1),
		"cut":                      image(func(d []byte) []byte { return d[:len(d)-pageSize] }),
		"cut within a page":        image(func(d []byte) []byte { return d[:len(d)-100] }),
		"a page more":              image(func(d []byte) []byte { return append(d, make([]byte, pageSize)...) }),
		"nothing":                  image(func([]byte) []byte { return nil }),
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			g.refused(t, g.forge(t, f), ErrDamaged, PartDatabase)
		})
	}
}

func TestAnotherTar(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	block0 := func(f func(*tar.Header)) func([]byte) []byte {
		return func(b []byte) []byte {
			h := &tar.Header{Name: manifestFile, Typeflag: tar.TypeReg, Mode: 0o600, Size: int64(len(g.members[manifestFile])), ModTime: g.manifest.MadeAt}
			f(h)
			var out bytes.Buffer
			if err := tar.NewWriter(&out).WriteHeader(h); err != nil {
				panic(err)
			}
			return append(out.Bytes(), b[block:]...)
		}
	}
	first := block + len(g.members[manifestFile]) + int(padding(int64(len(g.members[manifestFile]))))
	for what, c := range map[string]struct {
		tar    func([]byte) []byte
		packed func([]byte) []byte
		file   func([]byte) []byte
		part   Part
	}{
		"another name":             {tar: block0(func(h *tar.Header) { h.Name = "./" + manifestFile }), part: PartManifest},
		"a link":                   {tar: block0(func(h *tar.Header) { h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, "/etc/passwd", 0 }), part: PartManifest},
		"other rights":             {tar: block0(func(h *tar.Header) { h.Mode = 0o4755 }), part: PartManifest},
		"an owner":                 {tar: block0(func(h *tar.Header) { h.Uname = "root" }), part: PartManifest},
		"a long header":            {tar: block0(func(h *tar.Header) { h.Format, h.PAXRecords = tar.FormatPAX, map[string]string{"KARETE.a": "b"} }), part: PartManifest},
		"a member twice":           {tar: func(b []byte) []byte { return append(bytes.Clone(b[:first]), b...) }, part: PartKeys},
		"a member less":            {tar: func(b []byte) []byte { return b[first:] }, part: PartManifest},
		"a member more":            {tar: func(b []byte) []byte { return append(bytes.Clone(b[:len(b)-endBlocks*block]), b...) }, part: PartEnd},
		"no end":                   {tar: func(b []byte) []byte { return b[:len(b)-block] }, part: PartEnd},
		"more than the end":        {tar: func(b []byte) []byte { return append(b, make([]byte, block)...) }, part: PartEnd},
		"something in the padding": {tar: func(b []byte) []byte { b[first-1] = 1; return b }, part: PartManifest},
		"nothing":                  {tar: func([]byte) []byte { return nil }, part: PartManifest},
		"another stream behind":    {packed: func(b []byte) []byte { return append(b, b...) }, part: PartEnd},
		"a byte behind":            {packed: func(b []byte) []byte { return append(b, 0) }, part: PartEnd},
		"another sum":              {packed: func(b []byte) []byte { b[len(b)-5]++; return b }, part: PartEnd},
		"no gzip":                  {packed: func([]byte) []byte { return []byte("no gzip, but long enough") }, part: PartManifest},
		"no stream":                {packed: func([]byte) []byte { return nil }, part: PartManifest},
		"a byte behind it all":     {file: func(b []byte) []byte { return append(b, 0) }},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			g.unproved(t, g.forge(t, forgery{tar: c.tar, packed: c.packed, file: c.file}), ErrDamaged, c.part)
		})
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	// Megabytes of zeros, behind a manifest that says so, and behind one that
	// does not.
	const bomb = 24 << 20
	g.unproved(t, g.forge(t, forgery{tar: func(b []byte) []byte { return append(b, make([]byte, bomb)...) }}), ErrDamaged, PartEnd)
	h, err := memberHeader(manifestFile, bomb, g.manifest.MadeAt)
	if err != nil {
		t.Fatal(err)
	}
	g.refused(t, g.forge(t, forgery{tar: func([]byte) []byte { return append(h, make([]byte, bomb)...) }}), ErrDamaged, PartManifest)
}

// raw is a recipient that says what a test wants.
type raw struct{ stanzas []*age.Stanza }

func (r raw) Wrap([]byte) ([]*age.Stanza, error) { return r.stanzas, nil }

func TestAnotherHeader(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	// again builds the recipients anew, with a right check at their end.
	again := func(f func(list []age.Recipient, all *stanzas) []age.Recipient) func([]age.Recipient) []age.Recipient {
		return func([]age.Recipient) []age.Recipient {
			var all stanzas
			list := []age.Recipient{noted{g.identity.x.Recipient(), &all}}
			for _, s := range g.slots {
				list = append(list, noted{slotRecipient{s}, &all})
			}
			return append(f(list, &all), &all)
		}
	}
	slot := func(args ...string) func(list []age.Recipient, all *stanzas) []age.Recipient {
		return func(list []age.Recipient, all *stanzas) []age.Recipient {
			return append(list, noted{raw{[]*age.Stanza{{Type: slotStanza, Args: args, Body: make([]byte, 1152)}}}, all})
		}
	}
	salt := base64.RawStdEncoding.EncodeToString(make([]byte, 16))
	for what, c := range map[string]struct {
		recipients func([]age.Recipient) []age.Recipient
		want       error
	}{
		"a slot that costs gigabytes": {again(slot("1", "00000000000000aa", "recovery", "8388608", "1", salt)), ErrDamaged},
		"a slot that costs for ever":  {again(slot("1", "00000000000000aa", "recovery", "65536", "4000000000", salt)), ErrDamaged},
		"a slot that costs nothing":   {again(slot("1", "00000000000000aa", "recovery", "0", "0", salt)), ErrDamaged},
		"a key file that costs":       {again(slot("1", "00000000000000aa", "file", "64", "1", salt)), ErrDamaged},
		"a slot of no kind":           {again(slot("1", "00000000000000aa", "voice", "0", "0", salt)), ErrDamaged},
		"a slot without salt":         {again(slot("1", "00000000000000aa", "file", "0", "0", "AA")), ErrDamaged},
		"a slot of another form":      {again(slot("1", "00000000000000AA", "file", "00", "0", salt)), ErrDamaged},
		"a slot of few words":         {again(slot("1", "00000000000000aa")), ErrDamaged},
		"a slot of a newer version":   {again(slot("2", "whatever")), ErrNewer},
		"a slot twice":                {again(slot(slotArgs(g.slots[0])...)), ErrDamaged},
		"a recipient more":            {again(func(list []age.Recipient, all *stanzas) []age.Recipient { return append(list, list[0]) }), ErrDamaged},
		"a recipient of another kind": {again(func(list []age.Recipient, all *stanzas) []age.Recipient {
			return append(list, noted{raw{[]*age.Stanza{{Type: "scrypt", Args: []string{"AAAA", "30"}}}}, all})
		}), ErrDamaged},
		"no identity":             {again(func(list []age.Recipient, all *stanzas) []age.Recipient { all.text.Reset(); return list[1:] }), ErrDamaged},
		"no check":                {func(list []age.Recipient) []age.Recipient { return list[:len(list)-1] }, ErrDamaged},
		"the check in the middle": {func(list []age.Recipient) []age.Recipient { return append(list, list[0]) }, ErrDamaged},
		"somebody else's file":    {func(list []age.Recipient) []age.Recipient { return list[:1] }, ErrNotBackup},
		"more slots than there can be": {again(func(list []age.Recipient, all *stanzas) []age.Recipient {
			for i := range maxSlots {
				list = slot("1", fmt.Sprintf("%016x", i), "file", "0", "0", salt)(list, all)
			}
			return list
		}), ErrDamaged},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			part := PartHeader
			if c.want != ErrDamaged {
				part = ""
			}
			g.unproved(t, g.forge(t, forgery{recipients: c.recipients}), c.want, part)
		})
	}
	t.Run("too much work in all", func(t *testing.T) {
		t.Parallel()
		path := g.forge(t, forgery{recipients: again(func(list []age.Recipient, all *stanzas) []age.Recipient {
			for i := range 4 {
				list = slot("1", fmt.Sprintf("%016x", i), "recovery", "262144", "16", salt)(list, all)
			}
			return list
		})})
		began := time.Now()
		_, err := Peek(t.Context(), path, BySecret(g.secrets[keyring.Recovery]))
		if !errors.Is(err, ErrDamaged) || time.Since(began) > 2*time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestAWrongKeyIsNoDamage(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	path := put(t, g.file)
	other, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	file, _ := keyring.NewKeyFile()
	for what, k := range map[string]Key{
		"another identity":   ByIdentity(other),
		"another code":       BySecret(keyring.NewCode().Secret()),
		"another passphrase": BySecret(keyring.FromPassphrase("the goat sleeps under the roof")),
		"another key file":   BySecret(file),
		"none":               {},
	} {
		if _, err := Peek(t.Context(), path, k); !errors.Is(err, ErrWrongKey) || errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, text := range map[string]string{"nothing": "", "a short file": "age", "a text": strings.Repeat("text\n", 100)} {
		if _, err := Peek(t.Context(), put(t, []byte(text)), ByIdentity(g.identity)); !errors.Is(err, ErrNotBackup) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Peek(t.Context(), t.TempDir(), ByIdentity(g.identity)); !errors.Is(err, ErrNotBackup) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Peek(t.Context(), path+".not", ByIdentity(g.identity)); !errors.Is(err, ErrMedium) {
		t.Error(err)
	}
}

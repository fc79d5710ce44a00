package journal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
)

// prove is the proof of an entry as a file.
func (b *book) prove(seq int64) []byte {
	b.t.Helper()
	var text []byte
	b.read(func(tx *db.Tx) error {
		p, found, err := journal.ProveEntry(tx, seq)
		if err != nil || !found {
			b.t.Fatalf("entry %d: found %v, %v", seq, found, err)
		}
		text, err = p.Bytes()
		return err
	})
	return text
}

func TestEveryEntryCanBeProved(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	for range 7 {
		b.look()
	}
	head := b.sign()
	b.look() // what comes later takes nothing away
	for seq := int64(1); seq <= head.Size; seq++ {
		text := b.prove(seq)
		p, err := journal.ParseProof(text)
		if err != nil {
			t.Fatalf("entry %d: %v in %s", seq, err, text)
		}
		if tree, err := p.Check(b.key.Verifier); err != nil || tree != head.Tree || p.Entry.Seq != seq {
			t.Errorf("entry %d: %v", seq, err)
		}
		if bytes.Contains(text, []byte("Thabane")) || p.Entry.Payload != nil {
			t.Errorf("entry %d: the proof holds what the entry does", seq)
		}
	}
	b.read(func(tx *db.Tx) error {
		if _, found, err := journal.ProveEntry(tx, head.Size+1); !found || !errors.Is(err, journal.ErrUnsigned) {
			t.Errorf("an entry after the head: %v, %v", found, err)
		}
		if _, found, err := journal.ProveEntry(tx, 1000); found || err != nil {
			t.Errorf("an entry that is not there: %v, %v", found, err)
		}
		return nil
	})
}

// Whatever is changed in the file, it proves nothing any more.
func TestATamperedProofProvesNothing(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.look()
	older := b.sign()
	b.look()
	b.look()
	b.sign()
	whole := b.prove(4)
	refused := func(what string, text []byte, want error) {
		t.Helper()
		p, err := journal.ParseProof(text)
		if err == nil {
			_, err = p.Check(b.key.Verifier)
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	change := func(edit func(file, entry map[string]any)) []byte {
		var file map[string]any
		d := json.NewDecoder(bytes.NewReader(whole))
		d.UseNumber()
		if err := d.Decode(&file); err != nil {
			t.Fatal(err)
		}
		edit(file, file["entry"].(map[string]any))
		return ordered(t, file)
	}
	if got := change(func(_, _ map[string]any) {}); !bytes.Equal(compact(t, whole), got) {
		t.Fatalf("the test writes it another way:\n%s", got)
	}
	var entry map[string]any
	change(func(_, e map[string]any) { entry = e })
	for name, value := range entry {
		to := any(5)
		switch text, is := value.(string); {
		case is && len(text) == 64:
			to = strings.Repeat("1", 64)
		case is && strings.HasSuffix(name, "At"):
			to = "2026-11-24T05:59:59.999Z"
		case is:
			to = text + "x"
		}
		refused(name, change(func(_, e map[string]any) { e[name] = to }), journal.ErrProofFalse)
	}
	refused("no way up", change(func(f, _ map[string]any) { f["path"] = []any{} }), journal.ErrProofFalse)
	for i := range 4 {
		refused("a hash of the way up", change(func(f, _ map[string]any) { f["path"].([]any)[i] = strings.Repeat("0", 64) }), journal.ErrProofFalse)
	}
	refused("one hash too few", change(func(f, _ map[string]any) { f["path"] = f["path"].([]any)[1:] }), journal.ErrProofFalse)
	refused("an older head", change(func(f, _ map[string]any) { f["checkpoint"] = older.Note }), journal.ErrProofFalse)
	refused("another size", change(func(f, _ map[string]any) {
		f["checkpoint"] = strings.Replace(f["checkpoint"].(string), "\n1", "\n2", 1)
	}), journal.ErrCheckpoint)
	refused("no signature", change(func(f, _ map[string]any) { f["checkpoint"], _, _ = strings.Cut(f["checkpoint"].(string), "\n\n") }), journal.ErrCheckpoint)

	for what, text := range map[string]string{
		"nothing":             "",
		"another format":      strings.Replace(string(whole), "proof/1", "proof/2", 1),
		"a field more":        strings.Replace(string(whole), `"seq"`, `"name": "x", "seq"`, 1),
		"a field twice":       strings.Replace(string(whole), `"seq": 4`, `"seq": 5, "seq": 4`, 1),
		"a field in capitals": strings.Replace(string(whole), `"seq"`, `"SEQ"`, 1),
		"a field less":        strings.Replace(string(whole), `"role": "nurse",`, "", 1),
		"more after it":       string(whole) + "{}",
		"cut off":             string(whole[:len(whole)/2]),
		"entry 0":             strings.Replace(string(whole), `"seq": 4`, `"seq": 0`, 1),
		"a hash in capitals":  strings.Replace(string(whole), hashOf(whole), strings.ToUpper(hashOf(whole)), 1),
		"too large":           string(whole) + strings.Repeat(" ", 64<<10),
	} {
		if text == string(whole) {
			t.Errorf("%s: nothing was changed", what)
		}
		refused(what, []byte(text), journal.ErrProofForm)
	}

	other, err := journal.NewKey("karete/qhalasi")
	if err != nil {
		t.Fatal(err)
	}
	p, err := journal.ParseProof(whole)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Check(other.Verifier); !errors.Is(err, journal.ErrCheckpoint) {
		t.Errorf("another box of the same name: %v", err)
	}
}

// ordered writes a proof with its names in the order of the format.
func ordered(t *testing.T, file map[string]any) []byte {
	t.Helper()
	var out struct {
		Format any `json:"format"`
		Entry  struct {
			Seq         any `json:"seq"`
			CommandID   any `json:"commandId"`
			CommandHash any `json:"commandHash"`
			RecordedAt  any `json:"recordedAt"`
			OccurredAt  any `json:"occurredAt"`
			TimeSource  any `json:"timeSource"`
			ActorID     any `json:"actorId"`
			Role        any `json:"role"`
			Device      any `json:"device"`
			Action      any `json:"action"`
			SubjectType any `json:"subjectType"`
			SubjectID   any `json:"subjectId"`
			PatientID   any `json:"patientId"`
			VisitID     any `json:"visitId"`
			PayloadHash any `json:"payloadHash"`
		} `json:"entry"`
		Path       any `json:"path"`
		Checkpoint any `json:"checkpoint"`
	}
	text, err := json.Marshal(file)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		err = d.Decode(&out)
	}
	if err == nil {
		text, err = json.Marshal(out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func compact(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Compact(&out, text); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hashOf is a hash in the file that has letters in it.
func hashOf(text []byte) string {
	_, rest, _ := strings.Cut(string(text), `"payloadHash": "`)
	return rest[:64]
}

func FuzzParseProof(f *testing.F) {
	b := newBook(f)
	b.sign()
	whole := b.prove(3)
	f.Add(whole)
	f.Add([]byte(`{"format":"karete-entry-proof/1","entry":{},"path":[],"checkpoint":""}`))
	f.Add(bytes.Replace(whole, []byte(`"seq": 3`), []byte(`"seq": 9223372036854775807`), 1))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := journal.ParseProof(text)
		if err != nil {
			if !errors.Is(err, journal.ErrProofForm) {
				t.Fatal(err)
			}
			return
		}
		again, err := p.Bytes()
		if err != nil || !bytes.Equal(compactOrNil(text), compactOrNil(again)) {
			t.Fatalf("%s was read as %s, %v", text, again, err)
		}
		tree, err := p.Check(b.key.Verifier)
		if err == nil && !bytes.Equal(compactOrNil(again), compactOrNil(whole)) {
			t.Fatalf("%s proves entry %d of %d", text, p.Entry.Seq, tree.Size)
		}
	})
}

func compactOrNil(text []byte) []byte {
	var out bytes.Buffer
	if json.Compact(&out, text) != nil {
		return nil
	}
	return out.Bytes()
}

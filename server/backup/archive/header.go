package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"karete/db/vault/keyring"
)

// The stanzas of the header that are Karete's own.
const (
	slotStanza  = "karete-slot"
	checkStanza = "karete-check"
	purpose     = "backup" // of what is sealed to a slot
)

// Bounds of a header from elsewhere.
const (
	maxHeader = 128 << 10
	maxSlots  = 32
	// maxWork bounds what argon2id may cost for one opening, in KiB times passes: forty
	// times what one slot costs, since every slot of a kind has to be tried.
	maxWork = 40 * 64 << 10 * 3
)

const intro = "age-encryption.org/v1\n"

// stanzas collects what the recipients before it put into the header, as the bytes
// that will stand there, for the last stanza to say their hash.
type stanzas struct{ text bytes.Buffer }

// noted is a recipient whose stanzas are collected.
type noted struct {
	age.Recipient
	all *stanzas
}

func (n noted) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	list, err := n.Recipient.Wrap(fileKey)
	for _, s := range list {
		n.all.add(s)
	}
	return list, err
}

func (a *stanzas) add(s *age.Stanza) {
	fmt.Fprintf(&a.text, "-> %s\n", strings.Join(append([]string{s.Type}, s.Args...), " "))
	body := base64.RawStdEncoding.EncodeToString(s.Body)
	for len(body) >= 64 {
		a.text.WriteString(body[:64] + "\n")
		body = body[64:]
	}
	a.text.WriteString(body + "\n") // the last line is always a short one
}

// Wrap is the check: a recipient that nobody can open anything with.
func (a *stanzas) Wrap([]byte) ([]*age.Stanza, error) {
	return []*age.Stanza{{Type: checkStanza, Args: []string{"1", checkOf(append([]byte(intro), a.text.Bytes()...))}}}, nil
}

func checkOf(before []byte) string {
	sum := sha256.Sum256(before)
	return hex.EncodeToString(sum[:8])
}

// slotRecipient is a key slot.
type slotRecipient struct{ keyring.Slot }

func (r slotRecipient) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	body, err := r.SealFor(purpose, fileKey)
	return []*age.Stanza{{Type: slotStanza, Args: slotArgs(r.Slot), Body: body}}, err
}

func slotArgs(s keyring.Slot) []string {
	return []string{"1", s.ID, string(s.Kind), strconv.FormatUint(uint64(s.Memory), 10), strconv.FormatUint(uint64(s.Passes), 10),
		base64.RawStdEncoding.EncodeToString(s.Salt)}
}

// parseSlot takes only what slotArgs writes.
func parseSlot(args []string) (keyring.Slot, error) {
	wrong := damaged(PartHeader, "a key slot cannot be read")
	if len(args) > 0 && args[0] != "1" {
		return keyring.Slot{}, fmt.Errorf("%w: its key slots have another form", ErrNewer)
	}
	if len(args) != 6 {
		return keyring.Slot{}, wrong
	}
	memory, err1 := strconv.ParseUint(args[3], 10, 32)
	passes, err2 := strconv.ParseUint(args[4], 10, 32)
	salt, err3 := base64.RawStdEncoding.Strict().DecodeString(args[5])
	if errors.Join(err1, err2, err3) != nil {
		return keyring.Slot{}, wrong
	}
	s := keyring.Slot{ID: args[1], Kind: keyring.Kind(args[2]), Memory: uint32(memory), Passes: uint32(passes), Salt: salt}
	if s.Check() != nil || s.ID != strings.ToLower(s.ID) || !slices.Equal(slotArgs(s), args) {
		return keyring.Slot{}, wrong
	}
	return s, nil
}

// recipients are those of a backup: the clinic's identity, every slot, the check.
func recipients(i Identity, slots []keyring.Slot) ([]age.Recipient, error) {
	if i.x == nil || len(slots) == 0 || len(slots) > maxSlots {
		return nil, fmt.Errorf("archive: nobody could open it, or %d slots", len(slots))
	}
	var all stanzas
	list := []age.Recipient{noted{i.x.Recipient(), &all}}
	for _, s := range slots {
		list = append(list, noted{slotRecipient{s}, &all})
	}
	return append(list, &all), nil
}

// checkHeader reads a header's bytes, without any key, and says whether they are as
// they were written, by chance: who changes them on purpose meets the MAC. So a wrong
// key can be told from a damaged file.
func checkHeader(r io.ReaderAt) error {
	buf := make([]byte, maxHeader)
	n, err := r.ReadAt(buf, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	buf = buf[:n]
	if !bytes.HasPrefix(buf, []byte(intro)) {
		return ErrNotBackup
	}
	at := bytes.Index(buf, []byte("\n-> "+checkStanza+" 1 "))
	switch {
	case at < 0 && bytes.Contains(buf, []byte("\n-> "+slotStanza+" ")):
		return damaged(PartHeader, "it is cut short or changed")
	case at < 0:
		return fmt.Errorf("%w: somebody else's file", ErrNotBackup)
	}
	before, rest := buf[:at+1], buf[at+1:]
	want := "-> " + checkStanza + " 1 " + checkOf(before) + "\n\n--- "
	if !bytes.HasPrefix(rest, []byte(want)) {
		return damaged(PartHeader, "it was changed")
	}
	return nil
}

// opener is a key at one backup's header.
type opener struct {
	ctx   context.Context
	key   Key
	slots []keyring.Slot // as the header says, once it was asked
}

// Unwrap implements age.Identity. It is handed every stanza.
func (o *opener) Unwrap(list []*age.Stanza) ([]byte, error) {
	bodies := [][]byte{}
	own := []*age.Stanza{}
	for i, s := range list {
		switch {
		case i == 0 && s.Type == "X25519":
			own = append(own, s)
		case i == len(list)-1 && s.Type == checkStanza:
		case s.Type == slotStanza && len(o.slots) < maxSlots:
			slot, err := parseSlot(s.Args)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(o.slots, func(other keyring.Slot) bool { return other.ID == slot.ID }) {
				return nil, damaged(PartHeader, "a key slot stands twice")
			}
			o.slots, bodies = append(o.slots, slot), append(bodies, s.Body)
		default:
			return nil, damaged(PartHeader, "a part that Karete does not write")
		}
	}
	if len(own) == 0 || len(o.slots) == 0 {
		return nil, damaged(PartHeader, "a part is missing")
	}
	if o.key.secret == nil {
		if o.key.identity.x == nil {
			return nil, ErrWrongKey
		}
		return o.key.identity.x.Unwrap(own)
	}
	return o.bySlot(bodies)
}

func (o *opener) bySlot(bodies [][]byte) ([]byte, error) {
	var work uint64
	for _, s := range o.slots {
		if s.Takes(*o.key.secret) {
			work += uint64(s.Memory) * uint64(s.Passes)
		}
	}
	if work > maxWork {
		return nil, damaged(PartHeader, "trying the key on it would take too long")
	}
	for i, s := range o.slots {
		fileKey, err := s.OpenFor(o.ctx, *o.key.secret, purpose, bodies[i])
		if errors.Is(err, keyring.ErrWrong) {
			continue
		}
		return fileKey, err
	}
	return nil, age.ErrIncorrectIdentity
}

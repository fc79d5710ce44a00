package journal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"karete/db"
)

// Proof is one entry with all that somebody far from the box needs to see that it
// stands in the history the box signed: the way up the tree and the signed head. It
// is a small file of JSON:
//
//	{"format":"karete-entry-proof/1","entry":{...},"path":["<hex>",...],"checkpoint":"<signed note>"}
//
// The entry is without its payload, which may hold what was found in a patient; its
// hash is there, so that a payload shown later can be held against it.
type Proof struct {
	Entry      Entry
	Path       []Hash // from the leaf to the root
	Checkpoint string // the signed note
}

var (
	// ErrUnsigned is an entry that no signed head covers yet.
	ErrUnsigned = errors.New("journal: no checkpoint covers the entry yet")
	// ErrProofForm is a file that is no proof of an entry, or not as it was written.
	ErrProofForm = errors.New("journal: not a proof of an entry")
	// ErrProofFalse is a proof whose entry is not in the history that was signed.
	ErrProofFalse = errors.New("journal: the entry is not in the signed history")
)

const (
	proofFormat = "karete-entry-proof/1"
	// maxProof bounds what is read: a proof has a few KiB.
	maxProof = 64 << 10
	maxPath  = 63

	proofTime = "2006-01-02T15:04:05.000Z"
)

// ProveEntry proves an entry to the newest checkpoint; found is false when there is
// no such entry. Errors: ErrUnsigned.
func ProveEntry(tx *db.Tx, seq int64) (p Proof, found bool, err error) {
	e, found, err := BySeq(tx, seq)
	if err != nil || !found {
		return Proof{}, false, err
	}
	e.Payload = nil
	head, signed, err := LastCheckpoint(tx)
	if err != nil {
		return Proof{}, true, err
	}
	if !signed || head.Size < seq {
		return Proof{}, true, ErrUnsigned
	}
	path, err := ProveRecord(tx, head.Size, seq)
	return Proof{Entry: e, Path: path, Checkpoint: head.Note}, true, err
}

// proofFile is a proof as it is written. The names and their order are fixed.
type proofFile struct {
	Format     string     `json:"format"`
	Entry      proofEntry `json:"entry"`
	Path       []string   `json:"path"`
	Checkpoint string     `json:"checkpoint"`
}

type proofEntry struct {
	Seq         int64  `json:"seq"`
	CommandID   string `json:"commandId"`
	CommandHash string `json:"commandHash"`
	RecordedAt  string `json:"recordedAt"`
	OccurredAt  string `json:"occurredAt"`
	TimeSource  string `json:"timeSource"`
	ActorID     string `json:"actorId"`
	Role        string `json:"role"`
	Device      string `json:"device"`
	Action      string `json:"action"`
	SubjectType string `json:"subjectType"`
	SubjectID   string `json:"subjectId"`
	PatientID   string `json:"patientId"`
	VisitID     string `json:"visitId"`
	PayloadHash string `json:"payloadHash"`
}

// Bytes is the proof as a file.
func (p Proof) Bytes() ([]byte, error) {
	text, err := json.MarshalIndent(p.file(), "", "  ")
	return append(text, '\n'), err
}

func (p Proof) file() proofFile {
	e := p.Entry
	path := make([]string, len(p.Path))
	for i, h := range p.Path {
		path[i] = hex.EncodeToString(h[:])
	}
	return proofFile{proofFormat, proofEntry{
		e.Seq, e.CommandID, hex.EncodeToString(e.CommandHash[:]), e.RecordedAt.UTC().Format(proofTime), e.OccurredAt.UTC().Format(proofTime),
		e.TimeSource, e.ActorID, e.Role, e.Device, e.Action, e.SubjectType, e.SubjectID, e.PatientID, e.VisitID, hex.EncodeToString(e.PayloadHash[:]),
	}, path, p.Checkpoint}
}

// ParseProof reads a proof and says nothing yet of its truth. It takes what Bytes
// wrote and no other spelling of it, but for white space: what is shown to a person
// is then all there is in the file. Errors: ErrProofForm.
func ParseProof(text []byte) (Proof, error) {
	var f proofFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if len(text) > maxProof || d.Decode(&f) != nil || f.Format != proofFormat || len(f.Path) > maxPath {
		return Proof{}, ErrProofForm
	}
	p := Proof{Path: make([]Hash, len(f.Path)), Checkpoint: f.Checkpoint}
	for i, h := range f.Path {
		if !intoHash(&p.Path[i], h) {
			return Proof{}, ErrProofForm
		}
	}
	e := f.Entry
	recorded, err := time.Parse(proofTime, e.RecordedAt)
	occurred, other := time.Parse(proofTime, e.OccurredAt)
	p.Entry = Entry{Seq: e.Seq, CommandID: e.CommandID, RecordedAt: recorded, OccurredAt: occurred, TimeSource: e.TimeSource,
		ActorID: e.ActorID, Role: e.Role, Device: e.Device, Action: e.Action, SubjectType: e.SubjectType, SubjectID: e.SubjectID,
		PatientID: e.PatientID, VisitID: e.VisitID}
	if err != nil || other != nil || e.Seq < 1 || !intoHash(&p.Entry.CommandHash, e.CommandHash) || !intoHash(&p.Entry.PayloadHash, e.PayloadHash) {
		return Proof{}, ErrProofForm
	}
	var as bytes.Buffer
	again, err := json.Marshal(p.file())
	if err != nil || json.Compact(&as, text) != nil || !bytes.Equal(as.Bytes(), again) {
		return Proof{}, ErrProofForm
	}
	return p, nil
}

func intoHash(h *Hash, text string) bool {
	n, err := hex.Decode(h[:], []byte(text[:min(len(text), 2*len(h))]))
	return err == nil && n == len(h) && len(text) == 2*len(h)
}

// Check holds the proof against the box's public key and answers with the history
// that the entry is part of. It reads no data of the box. Errors: ErrCheckpoint when
// the head is not signed by that key, ErrProofFalse.
func (p Proof) Check(verifier note.Verifier) (Tree, error) {
	head, err := OpenCheckpoint(p.Checkpoint, verifier)
	if err != nil {
		return Tree{}, err
	}
	if err := CheckInclusion(p.Path, head.Tree, p.Entry); err != nil {
		return Tree{}, fmt.Errorf("%w: %w", ErrProofFalse, err)
	}
	return head.Tree, nil
}

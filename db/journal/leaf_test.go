package journal

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
	"karete/db/dbtest"
)

// vector is one entry of testdata/leaf-v1.json, which another program, in
// another language, made from the package documentation. The file never changes:
// a failure here means that no old checkpoint would verify any more.
type vector struct {
	Seq         int64   `json:"seq"`
	CommandID   string  `json:"command_id"`
	CommandHash string  `json:"command_hash"`
	RecordedAt  int64   `json:"recorded_at"`
	OccurredAt  int64   `json:"occurred_at"`
	TimeSource  string  `json:"time_source"`
	ActorID     string  `json:"actor_id"`
	Role        string  `json:"role"`
	Device      string  `json:"device"`
	Action      string  `json:"action"`
	SubjectType string  `json:"subject_type"`
	SubjectID   string  `json:"subject_id"`
	PatientID   *string `json:"patient_id"`
	VisitID     *string `json:"visit_id"`
	Payload     string  `json:"payload"`
	PayloadHash string  `json:"payload_hash"`
	Leaf        []byte  `json:"leaf"`
	Root        []byte  `json:"root"` // of the tree up to and with this entry
}

func (v vector) entry(t *testing.T) Entry {
	t.Helper()
	hash := func(text string) Hash {
		b, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return Hash(b)
	}
	e := Entry{
		Seq: v.Seq, CommandID: v.CommandID, CommandHash: hash(v.CommandHash),
		RecordedAt: time.UnixMilli(v.RecordedAt), OccurredAt: time.UnixMilli(v.OccurredAt), TimeSource: v.TimeSource,
		ActorID: v.ActorID, Role: v.Role, Device: v.Device, Action: v.Action, SubjectType: v.SubjectType, SubjectID: v.SubjectID,
		Payload: []byte(v.Payload), PayloadHash: hash(v.PayloadHash),
	}
	if v.PatientID != nil {
		e.PatientID = *v.PatientID
	}
	if v.VisitID != nil {
		e.VisitID = *v.VisitID
	}
	return e
}

func vectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("testdata/leaf-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 5 {
		t.Fatalf("%d vectors", len(list))
	}
	return list
}

func TestLeafIsWhatIsSpecified(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		e := v.entry(t)
		if got := e.leaf(nil); !bytes.Equal(got, v.Leaf) {
			t.Errorf("leaf %d:\n%q, want\n%q", v.Seq, got, v.Leaf)
		}
	}
}

func TestAppendMakesTheSpecifiedTree(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	for _, v := range vectors(t) {
		e := v.entry(t)
		e.Seq, e.PayloadHash = 0, Hash{} // Append's to set
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			seq, err := Append(tx, e)
			if err != nil {
				return err
			}
			if seq != v.Seq {
				t.Errorf("seq %d, want %d", seq, v.Seq)
			}
			head, err := Head(tx)
			if got := tlog.Hash(head.Root).String(); got != base64.StdEncoding.EncodeToString(v.Root) {
				t.Errorf("root over %d entries is %s", head.Size, got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.Read(t.Context(), func(tx *db.Tx) error {
			kept, ok, err := BySeq(tx, v.Seq)
			if want := v.entry(t); !ok || !bytes.Equal(kept.leaf(nil), want.leaf(nil)) || !bytes.Equal(kept.Payload, want.Payload) {
				t.Errorf("kept %+v", kept)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

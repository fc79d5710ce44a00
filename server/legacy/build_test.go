package legacy_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"karete/db"
	"karete/server/event"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/legacy"
	"karete/server/patient"
	"karete/server/tabular"
	"karete/server/visit/visittest"
)

// office is a clinic with the room of old registers open.
type office struct {
	*visittest.Clinic
	t    testing.TB
	room *legacy.Room
}

func newOffice(t testing.TB) *office {
	t.Helper()
	c := visittest.New(t)
	events := event.New(c.DB, event.Options{})
	t.Cleanup(events.Close)
	return &office{c, t, legacy.New(c.Gate, legacy.Options{Events: events, Limits: tabular.Limits{Rows: 5000}})}
}

// bring uploads a file; it must be one that is taken.
func (o *office) bring(name, text string) legacy.ImportDetail {
	o.t.Helper()
	d, err := o.room.Upload(o.t.Context(), visittest.Admin, legacy.Upload{ID: id.New(), Name: name}, strings.NewReader(text))
	if err != nil {
		o.t.Fatalf("upload: %v", err)
	}
	return d
}

// tried runs the trial with the mapping that was proposed.
func (o *office) tried(d legacy.ImportDetail) legacy.ImportDetail {
	o.t.Helper()
	_, err := o.room.Map(o.t.Context(), visittest.Admin, d.ID, legacy.MapImport{ID: id.New(), ImportMapping: d.Mapping})
	if err != nil {
		o.t.Fatalf("map: %v %+v", err, fault.Of(err).Fields)
	}
	return o.worked(d.ID, legacy.Checked)
}

// worked does what there is to do; the import must then be in the state.
func (o *office) worked(importID string, want legacy.State) legacy.ImportDetail {
	o.t.Helper()
	if err := o.room.Work(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	d, err := o.room.Read(o.t.Context(), visittest.Admin, importID)
	if err != nil || d.State != want {
		o.t.Fatalf("%s, want %s: %v", d.State, want, err)
	}
	return d
}

func (o *office) applied(d legacy.ImportDetail, also ...int) legacy.ImportDetail {
	o.t.Helper()
	if _, err := o.room.Apply(o.t.Context(), visittest.Admin, d.ID, legacy.ApplyImport{ID: id.New(), Also: also}); err != nil {
		o.t.Fatal(err)
	}
	return o.worked(d.ID, legacy.Applied)
}

func (o *office) undone(d legacy.ImportDetail) legacy.ImportDetail {
	o.t.Helper()
	if _, err := o.room.Undo(o.t.Context(), visittest.Admin, d.ID, legacy.EndImport{ID: id.New()}); err != nil {
		o.t.Fatal(err)
	}
	return o.worked(d.ID, legacy.Undone)
}

// brought is an import from the file to the people.
func (o *office) brought(name, text string) legacy.ImportDetail {
	o.t.Helper()
	return o.applied(o.tried(o.bring(name, text)))
}

func (o *office) lines(importID, which string) []legacy.ImportLine {
	o.t.Helper()
	var all []legacy.ImportLine
	for after := 0; ; {
		part, err := o.room.Lines(o.t.Context(), visittest.Admin, importID, which, after)
		if err != nil {
			o.t.Fatal(err)
		}
		all = append(all, part.Lines...)
		if after = part.Next; after == 0 {
			return all
		}
	}
}

// told is a line in short: its verdict and the codes of its notes.
func told(l legacy.ImportLine) string {
	s := fmt.Sprintf("%d %s", l.Line, l.Verdict)
	for _, n := range l.Notes {
		s += fmt.Sprintf(" %s:%s", n.Field, n.Code)
	}
	if l.SameLine > 0 {
		s += fmt.Sprint(" =", l.SameLine)
	}
	return s
}

// found is how many people a search finds.
func (o *office) found(text string) []patient.PatientSummary {
	o.t.Helper()
	var list []patient.PatientSummary
	rooms := patient.New(o.Gate)
	if err := o.DB.Read(o.t.Context(), func(tx *db.Tx) error {
		found, err := rooms.SearchIn(tx, visittest.Clerk, text)
		list = found.Patients
		return err
	}); err != nil {
		o.t.Fatal(err)
	}
	return list
}

func (o *office) people() (n int) {
	o.t.Helper()
	if err := o.DB.Read(o.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow("SELECT count(*) FROM patient WHERE active = 1").Scan(&n)
	}); err != nil {
		o.t.Fatal(err)
	}
	return n
}

// register is a small old one, as in the mockups.
const register = `Clinic register,,,,,,,
LEBITSO,FANE,BONG,TSOETSOE,MOTSE,MOHALA,FILE NO,X1
Mamosa,Mokoena,T,12/4/87,Ha Matala,58124471,0012,
Thabo,Letsie,M,3 Hlakola 1990,Ha Abia,6280 7799,0013/19,x
Pule,,M,45 ys,,,OPD 0014,
,,T,1990,,,,
Lineo,Tau,M?,31/02/1987,Ha Abia,,,
Neo,Sello,M,13/13/88,,,,
K.,Mokhele,T,1987,,5812,,
`

func sheetOf(lines ...string) string {
	var out bytes.Buffer
	out.WriteString("given names,surname,sex,date of birth,village,phone,file no\n")
	for _, l := range lines {
		out.WriteString(l + "\n")
	}
	return out.String()
}

package card_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card"
	"karete/server/card/qr"
	"karete/server/card/token"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/picture"
	"karete/server/visit/visittest"
)

type desk struct {
	*visittest.Clinic
	t     testing.TB
	Cards *card.Room
}

func open(t testing.TB) *desk {
	t.Helper()
	c := visittest.New(t)
	return &desk{c, t, card.New(c.Gate)}
}

func (d *desk) issued(patientID string) card.Card {
	d.t.Helper()
	c, err := d.Cards.Issue(d.t.Context(), visittest.Clerk, patientID, card.IssueCard{ID: id.New()})
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) blanks(n int) []card.Card {
	d.t.Helper()
	list, err := d.Cards.Blanks(d.t.Context(), visittest.Clerk, card.MakeBlanks{ID: id.New(), Count: n})
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

func (d *desk) scan(text string) (card.Scanned, error) {
	return d.Cards.Scan(d.t.Context(), visittest.Nurse, card.ScanText{Text: text})
}

func (d *desk) revoke(cardID string, why card.Reason) (card.Card, error) {
	return d.Cards.Revoke(d.t.Context(), visittest.Clerk, cardID, card.RevokeCard{ID: id.New(), Reason: why})
}

func (d *desk) link(patientID, text string) (card.Card, error) {
	return d.Cards.Link(d.t.Context(), visittest.Clerk, patientID, card.LinkCard{ID: id.New(), Text: text})
}

func refused(t *testing.T, err error, code fault.Code) *fault.Error {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("got %v, want %s", err, code)
	}
	return fault.Of(err)
}

func TestIssueAndScan(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c := d.issued(p)
	if c.Status != card.Active || c.Patient == nil || c.Patient.DisplayName != "Neo Tau" || c.LinkedAt == nil || !c.MadeAt.Equal(d.Clock.Now()) {
		t.Errorf("issued: %+v", c)
	}
	if len(c.QR) != 24 || !strings.HasPrefix(c.QR, "KR1") || !strings.HasPrefix(c.SVG, "<svg ") {
		t.Errorf("to print: %q, %.20q", c.QR, c.SVG)
	}
	for _, text := range []string{c.QR, strings.ToLower(c.QR), " " + c.QR + "\r", c.Code, strings.ToLower(c.Code), strings.ReplaceAll(c.Code, "-", "")} {
		got, err := d.scan(text)
		if err != nil || got.Patient.ID != p || got.Card.ID != c.ID || got.Card.Status != card.Active {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	looks := d.Entries("card.scan")
	if len(looks) != 6 || looks[0].PatientID != p || looks[0].ActorID != visittest.Nurse.ID || looks[0].SubjectType != "record" {
		t.Errorf("%d openings in the journal", len(looks))
	}

	_, err := d.Cards.Issue(t.Context(), visittest.Clerk, id.New(), card.IssueCard{ID: id.New()})
	refused(t, err, fault.NotFound)
	_, err = d.Cards.Issue(t.Context(), access.Actor{}, p, card.IssueCard{ID: id.New()})
	refused(t, err, fault.Unauthenticated)
}

func TestIssueTwiceHappensOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	in := card.IssueCard{ID: id.New()}
	first, err := d.Cards.Issue(t.Context(), visittest.Clerk, p, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Cards.Issue(t.Context(), visittest.Clerk, p, in)
	if err != nil || again.QR != first.QR || again.ID != in.ID {
		t.Errorf("again: %+v, %v", again, err)
	}
	_, err = d.Cards.Issue(t.Context(), visittest.Clerk, d.Patient("Pule", "Tau", ""), in)
	refused(t, err, fault.CommandReused)
}

func TestScanRefuses(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c := d.issued(p)
	wrong := []byte(c.QR)
	if wrong[10] = '2'; c.QR[10] == '2' {
		wrong[10] = '3'
	}
	unknown, err := token.NewToken(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]fault.Code{
		"":                      fault.NotACard,
		"Neo Tau":               fault.NotACard,
		"https://example.org/1": fault.NotACard,
		"000123":                fault.NotACard,
		string(wrong):           fault.Misread,
		c.QR[:20]:               fault.Misread,
		token.Text(unknown):     fault.CardUnknown,
	} {
		_, err := d.scan(text)
		refused(t, err, want)
	}
	_, err = d.Cards.Scan(t.Context(), access.Actor{}, card.ScanText{Text: c.QR})
	refused(t, err, fault.Unauthenticated)
	if n := len(d.Entries("card.scan")); n != 0 {
		t.Errorf("%d openings of nobody's record", n)
	}
}

func TestRevoke(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c, second := d.issued(p), d.issued(p)
	d.At(1, "09:30:00")
	gone, err := d.revoke(c.ID, card.Lost)
	if err != nil || gone.Status != card.Revoked || gone.QR != "" || gone.SVG != "" || gone.Reason != card.Lost {
		t.Errorf("revoked: %+v, %v", gone, err)
	}
	for _, text := range []string{c.QR, c.Code} {
		_, err = d.scan(text)
		f := refused(t, err, fault.CardRevoked)
		said, err := json.Marshal(f.Params)
		if want := `{"cardId":"` + c.ID + `","reason":"lost","revokedAt":"2026-11-25T07:30:00Z"}`; err != nil || string(said) != want {
			t.Errorf("says %s, want %s", said, want)
		}
	}
	// For ever: nothing brings it back.
	_, err = d.revoke(c.ID, card.Stolen)
	refused(t, err, fault.CardRevoked)
	_, err = d.link(p, c.Code)
	refused(t, err, fault.CardRevoked)
	err = d.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE card SET status = 'active', revoked_at = NULL, reason = '' WHERE id = ?", c.ID)
		return err
	})
	if err == nil {
		t.Error("the database let a revoked card live again")
	}
	if _, err = d.scan(second.QR); err != nil {
		t.Errorf("the other card: %v", err)
	}

	_, err = d.revoke(second.ID, "eaten")
	refused(t, err, fault.Invalid)
	_, err = d.revoke(id.New(), card.Lost)
	refused(t, err, fault.NotFound)
	blank := d.blanks(1)[0]
	if gone, err = d.revoke(blank.ID, card.Damaged); err != nil || gone.Patient != nil {
		t.Errorf("a damaged blank: %+v, %v", gone, err)
	}
	_, err = d.link(p, blank.QR)
	refused(t, err, fault.CardRevoked)
}

func TestBlanksAndLink(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := card.MakeBlanks{ID: id.New(), Count: 10}
	sheet, err := d.Cards.Blanks(t.Context(), visittest.Clerk, in)
	if err != nil || len(sheet) != 10 {
		t.Fatalf("%d blanks, %v", len(sheet), err)
	}
	seen := map[string]bool{}
	for _, c := range sheet {
		if c.Status != card.Blank || c.Patient != nil || c.QR == "" || c.SVG == "" || !id.Valid(c.ID) {
			t.Errorf("blank: %+v", c)
		}
		seen[c.ID], seen[c.QR], seen[c.Code] = true, true, true
	}
	if len(seen) != 30 {
		t.Errorf("%d different ids, tokens and codes, want 30", len(seen))
	}

	_, err = d.scan(sheet[3].QR)
	if f := refused(t, err, fault.CardBlank); f.Params["cardId"] != sheet[3].ID || f.Params["code"] != sheet[3].Code {
		t.Errorf("says %v", f.Params)
	}
	p, other := d.Patient("Neo", "Tau", ""), d.Patient("Pule", "Tau", "")
	linked, err := d.link(p, strings.ToLower(sheet[3].Code))
	if err != nil || linked.ID != sheet[3].ID || linked.Status != card.Active || linked.Patient.ID != p {
		t.Errorf("linked: %+v, %v", linked, err)
	}
	if got, err := d.scan(sheet[3].QR); err != nil || got.Patient.ID != p {
		t.Errorf("scan: %+v, %v", got, err)
	}
	for _, who := range []string{p, other} {
		_, err = d.link(who, sheet[3].QR)
		if f := refused(t, err, fault.CardLinked); f.Field != "text" {
			t.Errorf("about %q", f.Field)
		}
	}
	_, err = d.link(other, "MOKOENA")
	refused(t, err, fault.NotACard)
	_, err = d.link(id.New(), sheet[4].QR)
	refused(t, err, fault.NotFound)

	// The same command again tells of the same cards, and of nobody.
	again, err := d.Cards.Blanks(t.Context(), visittest.Clerk, in)
	if err != nil || len(again) != 10 || again[3].ID != sheet[3].ID || again[3].Patient != nil {
		t.Errorf("again: %d, %v", len(again), err)
	}
	for _, n := range []int{0, -1, 101} {
		_, err = d.Cards.Blanks(t.Context(), visittest.Clerk, card.MakeBlanks{ID: id.New(), Count: n})
		refused(t, err, fault.Invalid)
	}
	_, err = d.Cards.Blanks(t.Context(), visittest.Nurse, card.MakeBlanks{ID: id.New(), Count: 1})
	refused(t, err, fault.Forbidden)
}

// stuck is a source of randomness that says the same for a while.
type stuck struct {
	same  int
	other io.Reader
}

func (s *stuck) Read(b []byte) (int, error) {
	if s.same > 0 {
		s.same--
		for i := range b {
			b[i] = byte(i*7 + 3)
		}
		return len(b), nil
	}
	return s.other.Read(b)
}

func TestTakenTokensAreDrawnAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Cards = card.NewFrom(d.Gate, &stuck{same: 8, other: rand.Reader})
	if list := d.blanks(3); list[0].QR == list[1].QR || list[1].Code == list[2].Code {
		t.Error("two cards alike")
	}
	d.Cards = card.NewFrom(d.Gate, &stuck{same: 1000, other: rand.Reader})
	if _, err := d.Cards.Blanks(t.Context(), visittest.Clerk, card.MakeBlanks{ID: id.New(), Count: 2}); err == nil {
		t.Error("a card was made without randomness")
	}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c, blank := d.issued(p), d.blanks(1)[0]
	got, err := d.Cards.Print(t.Context(), visittest.Nurse, c.ID)
	if err != nil || got.QR != c.QR || got.Patient.ID != p {
		t.Errorf("print: %+v, %v", got, err)
	}
	if _, err = d.Cards.Print(t.Context(), visittest.Nurse, blank.ID); err != nil {
		t.Error(err)
	}
	if looks := d.Entries("card.print"); len(looks) != 1 || looks[0].PatientID != p {
		t.Errorf("%d openings, want the one of a patient's card", len(looks))
	}
	_, err = d.Cards.Print(t.Context(), visittest.Nurse, id.New())
	refused(t, err, fault.NotFound)
}

// onTable is a picture of text's code lying on a grey table.
func onTable(t *testing.T, text string) []byte {
	t.Helper()
	code, err := qr.New(text)
	if err != nil {
		t.Fatal(err)
	}
	small, err := code.PNG(6)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	table := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range table.Pix {
		table.Pix[i] = 150
	}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			table.Set(200+x, 120+y, color.GrayModel.Convert(picture.At(x, y)))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, table); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPhoto(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c := d.issued(p)
	photo := func(picture []byte) (card.Scanned, error) {
		return d.Cards.Photo(t.Context(), visittest.Nurse, picture)
	}
	if got, err := photo(onTable(t, c.QR)); err != nil || got.Patient.ID != p {
		t.Errorf("photo: %+v, %v", got, err)
	}
	if looks := d.Entries("card.photo"); len(looks) != 1 {
		t.Errorf("%d openings", len(looks))
	}
	_, err := photo(onTable(t, "https://example.org"))
	refused(t, err, fault.NotACard)
	_, err = photo([]byte("GIF89a"))
	refused(t, err, fault.UnsupportedMedia)
	var empty bytes.Buffer
	if err := png.Encode(&empty, image.NewGray(image.Rect(0, 0, 100, 100))); err != nil {
		t.Fatal(err)
	}
	_, err = photo(empty.Bytes())
	refused(t, err, fault.NotACard)
	_, err = photo(make([]byte, picture.MaxBytes+1))
	refused(t, err, fault.TooLarge)
	_, err = d.Cards.Photo(t.Context(), access.Actor{}, onTable(t, c.QR))
	refused(t, err, fault.Unauthenticated)
}

func TestHolder(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "1990")
	c, blank := d.issued(p), d.blanks(1)[0]
	holder := func(text string) (got string, err error) {
		err = d.DB.Read(t.Context(), func(tx *db.Tx) error {
			got, err = card.HolderIn(tx, text)
			return err
		})
		return got, err
	}
	for text, want := range map[string]string{c.QR: p, c.Code: p, "": "", "mokoena": "", "0012": ""} {
		if got, err := holder(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	_, err := holder(blank.Code)
	refused(t, err, fault.CardBlank)
	_, err = d.revoke(c.ID, card.Stolen)
	if err != nil {
		t.Fatal(err)
	}
	_, err = holder(c.Code)
	refused(t, err, fault.CardRevoked)
}

// A linked blank belongs to the act that linked it, with everything else in it.
func TestLinkInAnAct(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.Patient("Neo", "Tau", "")
	blank := d.blanks(1)[0]
	do := func(fail error) error {
		in := act.Command{ID: id.New(), Action: "card.link", PatientID: p}
		_, err := act.Do(t.Context(), d.Gate, visittest.Clerk, in, func(tx *act.Tx) error {
			tx.Subject("patient", p)
			if _, err := card.LinkIn(tx, p, "cardCode", blank.Code); err != nil {
				return err
			}
			return fail
		}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
		return err
	}
	if err := do(io.EOF); err == nil {
		t.Fatal("the act went on")
	}
	if err := do(nil); err != nil {
		t.Fatalf("the blank was used up by an act that failed: %v", err)
	}
	if f := refused(t, do(nil), fault.CardLinked); f.Field != "cardCode" {
		t.Errorf("about %q", f.Field)
	}
}

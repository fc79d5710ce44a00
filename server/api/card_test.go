package api_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"testing"

	"karete/server/api/apitest"
	"karete/server/card"
	"karete/server/card/qr"
	"karete/server/picture"
)

func TestCards(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	clerk := c.As("clerk")
	in := newcomer(nil)
	clerk.POST("/patients", in).Want(201)
	path := "/patients/" + in["id"].(string)

	issue := map[string]any{"id": apitest.ID()}
	c.As("guest").POST(path+"/cards", issue).Refused(401, "unauthenticated")
	var made card.Card
	clerk.POST(path+"/cards", issue).Want(201).JSON(&made)
	if made.ID != issue["id"] || made.Status != "active" || made.SVG == "" || made.Patient.DisplayName != "Tšepo Mokoena" {
		t.Errorf("issued: %+v", made)
	}
	clerk.POST("/patients/"+apitest.ID()+"/cards", map[string]any{"id": apitest.ID()}).Refused(404, "not-found")

	var scanned card.Scanned
	for _, text := range []string{made.QR, made.Code} {
		c.As("nurse").POST("/scan", map[string]string{"text": text}).Want(200).JSON(&scanned)
		if scanned.Patient.ID != in["id"] || scanned.Card.ID != made.ID {
			t.Errorf("%q: %+v", text, scanned)
		}
	}
	c.As("guest").POST("/scan", map[string]string{"text": made.QR}).Refused(401, "unauthenticated")
	c.As("nurse").POST("/scan", map[string]string{"text": made.QR[:20]}).Refused(422, "misread")
	c.As("nurse").POST("/scan", map[string]string{"text": "Mokoena"}).Refused(422, "not-a-card")
	c.As("nurse").POST("/scan", map[string]string{"text": ""}).Broken("text", "too-short")

	c.As("doctor").GET("/cards/" + made.ID).Want(200).JSON(&made)
	c.As("guest").GET("/cards/"+made.ID).Refused(401, "unauthenticated")
	c.As("doctor").GET("/cards/"+apitest.ID()).Refused(404, "not-found")

	revoke := func(reason string) map[string]any { return map[string]any{"id": apitest.ID(), "reason": reason} }
	clerk.POST("/cards/"+made.ID+"/revoke", revoke("eaten")).Broken("reason", "not-one-of")
	clerk.POST("/cards/"+made.ID+"/revoke", revoke("lost")).Want(200)
	a := c.As("nurse").POST("/scan", map[string]string{"text": made.QR}).Refused(409, "card-revoked")
	if a.Problem.Params["reason"] != "lost" || a.Problem.Params["revokedAt"] != "2026-11-24T06:00:00Z" {
		t.Errorf("says %v", a.Problem.Params)
	}
	clerk.POST("/cards/"+made.ID+"/revoke", revoke("stolen")).Refused(409, "card-revoked")
}

func TestBlankCards(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	clerk := c.As("clerk")
	c.As("nurse").POST("/cards/blanks", map[string]any{"id": apitest.ID(), "count": 1}).Refused(403, "forbidden")
	clerk.POST("/cards/blanks", map[string]any{"id": apitest.ID(), "count": 101}).Broken("count", "out-of-range")
	clerk.POST("/cards/blanks", map[string]any{"id": apitest.ID(), "count": 1e300}).Want(422)
	var sheet struct{ Cards []card.Card }
	clerk.POST("/cards/blanks", map[string]any{"id": apitest.ID(), "count": 100}).Want(201).JSON(&sheet)
	if len(sheet.Cards) != 100 {
		t.Fatalf("%d cards", len(sheet.Cards))
	}
	a := clerk.POST("/scan", map[string]string{"text": sheet.Cards[0].QR}).Refused(409, "card-blank")
	if a.Problem.Params["cardId"] != sheet.Cards[0].ID || a.Problem.Params["code"] != sheet.Cards[0].Code {
		t.Errorf("says %v", a.Problem.Params)
	}
	in := newcomer(map[string]any{"cardCode": sheet.Cards[0].Code})
	clerk.POST("/patients", in).Want(201)
	clerk.POST("/patients", another(map[string]any{"cardCode": sheet.Cards[0].QR})).Refused(409, "card-linked")
	link := map[string]any{"id": apitest.ID(), "text": sheet.Cards[1].QR}
	c.As("guest").POST("/patients/"+in["id"].(string)+"/cards/link", link).Refused(401, "unauthenticated")
	clerk.POST("/patients/"+in["id"].(string)+"/cards/link", link).Want(201)
	for _, i := range []int{0, 1} {
		clerk.POST("/scan", map[string]string{"text": sheet.Cards[i].Code}).Want(200)
	}
	var found struct{ Kind string }
	clerk.POST("/patients/search", map[string]string{"text": sheet.Cards[1].QR}).Want(200).JSON(&found)
	if found.Kind != "card" {
		t.Errorf("the search box took a card for a %s", found.Kind)
	}
	clerk.POST("/patients/search", map[string]string{"text": sheet.Cards[2].QR}).Refused(409, "card-blank")
}

func TestScanPhoto(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	clerk := c.As("clerk")
	in := newcomer(nil)
	clerk.POST("/patients", in).Want(201)
	var made card.Card
	clerk.POST("/patients/"+in["id"].(string)+"/cards", map[string]any{"id": apitest.ID()}).Want(201).JSON(&made)
	code, err := qr.New(made.QR)
	if err != nil {
		t.Fatal(err)
	}
	shot, err := code.PNG(8)
	if err != nil {
		t.Fatal(err)
	}
	send := func(who, kind string, body []byte) *apitest.Answer {
		return c.As(who).Send("POST", "/scan/photo", body, "Content-Type", kind)
	}
	var scanned card.Scanned
	send("nurse", "image/png", shot).Want(200).JSON(&scanned)
	if scanned.Patient.ID != in["id"] {
		t.Errorf("photo: %+v", scanned)
	}
	send("nurse", "image/jpeg; q=1", shot).Want(200) // phones name it as they like
	send("guest", "image/png", shot).Refused(401, "unauthenticated")
	send("nurse", "application/json", shot).Refused(415, "unsupported-media")
	send("nurse", "image/gif", shot).Refused(415, "unsupported-media")
	send("nurse", "image/png", []byte("no picture")).Refused(415, "unsupported-media")
	send("nurse", "image/png", shot[:200]).Refused(415, "unsupported-media")
	send("nurse", "image/png", blankPicture(t)).Refused(422, "not-a-card")
	send("nurse", "image/png", huge(t)).Refused(413, "too-large")
	send("nurse", "image/png", make([]byte, picture.MaxBytes+1)).Refused(413, "too-large")
}

func blankPicture(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 200, 200))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// huge says it is 20,000 pixels a side, in a few bytes.
func huge(t *testing.T) []byte {
	t.Helper()
	b := blankPicture(t)
	head := b[8+8 : 8+8+13]
	binary.BigEndian.PutUint32(head[0:], 20_000)
	binary.BigEndian.PutUint32(head[4:], 20_000)
	binary.BigEndian.PutUint32(b[8+8+13:], crc32.ChecksumIEEE(b[8+4:8+8+13]))
	return b
}

package apitest

import (
	"net/http"
	"strings"
)

// Patient is the phone of a new patient, let in by their card at their own door.
func (c *Clinic) Patient() (phone *Client, patientID string) {
	c.t.Helper()
	patientID = ID()
	name := strings.Map(func(r rune) rune { return 'a' + r%26 }, patientID[24:]) // nobody else's
	number := "58" + strings.Map(func(r rune) rune { return '0' + r%10 }, patientID[30:])
	c.As("clerk").POST("/patients", map[string]any{"id": patientID, "givenNames": name, "familyName": name[3:] + name[:3], "sex": "female",
		"birthDate": "1984-02-03", "birthPrecision": "day", "village": name, "language": "st",
		"phones": []any{map[string]any{"number": number, "owner": "", "mayLeaveMessage": true}}, "fileNumber": map[string]any{"mode": "next"}}).Want(http.StatusCreated)
	return c.Let(c.Browser(), patientID), patientID
}

// Let has the browser be let in with a new card of the patient.
func (c *Clinic) Let(b *Client, patientID string) *Client {
	c.t.Helper()
	return b.Inside(map[string]any{"card": c.Card(patientID)})
}

// Card is what the picture on a new card of the patient says.
func (c *Clinic) Card(patientID string) string {
	c.t.Helper()
	var made struct{ QR string }
	c.As("clerk").POST("/patients/"+patientID+"/cards", map[string]any{"id": ID()}).Want(http.StatusCreated).JSON(&made)
	return made.QR
}

// Inside knocks, and is the same browser with the token it was given.
func (c *Client) Inside(knock map[string]any) *Client {
	c.t.Helper()
	var opened struct{ Token string }
	c.POST("/door/open", knock).Want(http.StatusCreated).JSON(&opened)
	return c.With(opened.Token)
}

// With is the same browser with a token for the door.
func (c *Client) With(token string) *Client {
	inside := *c
	inside.door = token
	return &inside
}

package api_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/patient"
	"karete/server/picture"
)

// face is a photo with what a camera writes into it.
func face(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	raw := out.Bytes()
	return append(append(bytes.Clone(raw[:2]), "\xff\xe1\x00\x16Exif\x00\x00GPS of her house"[:24]...), raw[2:]...)
}

func photograph(t *testing.T, c *apitest.Clinic, who, patientID string, raw []byte) *apitest.Answer {
	t.Helper()
	return c.As(who).Send(http.MethodPost, "/patients/"+patientID+"/photo?agreedBy=guardian&id="+apitest.ID(), raw, "Content-Type", "image/jpeg")
}

func aboutPhotos() map[access.Action][]maker {
	return map[access.Action][]maker{
		"photo.remove": {func(t *testing.T, c *apitest.Clinic) command {
			key := registered(t, c, "Thabo", "Mokoena")
			photograph(t, c, "clerk", key, face(t, 60, 80)).Want(http.StatusCreated)
			return command{"/patients/" + key + "/photo/remove", 0, map[string]any{"id": apitest.ID(), "reason": "other", "note": "she prefers none"}}
		}},
	}
}

func TestPhotos(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	key := registered(t, c, "Thabo", "Mokoena")
	path := "/patients/" + key + "/photo"
	var held patient.HeldPhoto
	photograph(t, c, "nurse", key, face(t, 1200, 1600)).Want(http.StatusCreated).JSON(&held)
	var p patient.Patient
	c.As("clerk").GET("/patients/" + key).Want(http.StatusOK).JSON(&p)
	if p.Photo == nil || *p.Photo != held || held.AgreedBy != "guardian" || held.TakenBy != "Thato Mohapi" {
		t.Errorf("%+v, of the patient %+v", held, p.Photo)
	}
	a := c.As("doctor").GET(path).Want(http.StatusOK)
	head, err := jpeg.DecodeConfig(bytes.NewReader(a.Body))
	if err != nil || head.Width != picture.MaxWidth || head.Height != picture.MaxHeight || bytes.Contains(a.Body, []byte("GPS")) {
		t.Errorf("%d x %d, %v", head.Width, head.Height, err)
	}
	for name, want := range map[string]string{"Content-Type": "image/jpeg", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	c.As("doctor").GET(path + "?photo=" + held.ID).Want(http.StatusOK)
	c.As("doctor").GET(path+"?photo="+apitest.ID()).Refused(404, "not-found")
	c.As("guest").GET(path).Refused(401, "unauthenticated")
	photograph(t, c, "guest", key, face(t, 60, 80)).Refused(401, "unauthenticated")
	photograph(t, c, "clerk", apitest.ID(), face(t, 60, 80)).Refused(404, "not-found")
	photograph(t, c, "clerk", key, face(t, 60, 40)).Broken("photo", "out-of-range")
	photograph(t, c, "clerk", key, make([]byte, 4<<20+1)).Refused(413, "too-large")
	for query, field := range map[string]string{"?agreedBy=patient": "id", "?id=" + apitest.ID(): "agreedBy", "?agreedBy=me&id=" + apitest.ID(): "agreedBy", "?agreedBy=patient&id=1": "id"} {
		b := c.As("clerk").Send(http.MethodPost, path+query, face(t, 60, 80), "Content-Type", "image/jpeg").Refused(422, "invalid")
		if len(b.Problem.Errors) == 0 || b.Problem.Errors[0].Field != field {
			t.Errorf("%s: %s", query, b.Body)
		}
	}

	remove := func(reason string) map[string]any { return map[string]any{"id": apitest.ID(), "reason": reason} }
	c.As("guest").POST(path+"/remove", remove("asked")).Refused(401, "unauthenticated")
	c.As("clerk").POST(path+"/remove", remove("eaten")).Broken("reason", "not-one-of")
	c.As("clerk").POST(path+"/remove", remove("other")).Broken("note", "reason-needed")
	c.As("clerk").POST(path+"/remove", remove("asked")).Want(http.StatusOK)
	c.As("clerk").POST(path+"/remove", remove("asked")).Refused(404, "not-found")
	c.As("clerk").GET(path).Refused(404, "not-found")
	c.As("clerk").GET("/patients/" + key).Want(http.StatusOK)
	if body := string(c.As("clerk").GET("/patients/" + key).Body); strings.Contains(body, `"photo"`) {
		t.Errorf("still there: %s", body)
	}
}

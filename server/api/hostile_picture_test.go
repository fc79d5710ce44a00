//go:build !race

package api_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"net/http"
	"runtime"
	"testing"
	"time"

	"karete/server/api/apitest"
	"karete/server/picture"
)

// hostilePicture is one that must cost nothing; what a scan and a photo of a patient
// answer to it.
type hostilePicture struct {
	what, kind  string
	body        []byte
	status      int
	code        string
	photoStatus int // where it is no card, but a picture
	photoCode   string
}

func hostilePictures(t *testing.T) []hostilePicture {
	t.Helper()
	var whole bytes.Buffer
	if err := jpeg.Encode(&whole, image.NewGray(image.Rect(0, 0, 300, 300)), nil); err != nil {
		t.Fatal(err)
	}
	sound, large := whole.Bytes(), bytes.Clone(whole.Bytes())
	at := bytes.Index(large, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint32(large[at+5:], 65500<<16|65500)
	return []hostilePicture{
		{"20,000 pixels a side", "image/png", pngOf(t, 20_000, 20_000, 0), 413, "too-large", 413, "too-large"},
		{"20,000 pixels a side, all there", "image/png", pngOf(t, 20_000, 20_000, 30), 413, "too-large", 413, "too-large"},
		{"20,001 pixels long", "image/png", pngOf(t, 20_001, 1, 1), 413, "too-large", 413, "too-large"},
		{"more pixels than an int holds", "image/png", pngOf(t, 1<<31-1, 1<<31-1, 0)[:0x40], 415, "unsupported-media", 415, "unsupported-media"},
		{"65,500 pixels a side", "image/jpeg", large, 413, "too-large", 413, "too-large"},
		{"ten pixels that become 20 MB", "image/png", pngOf(t, 10, 10, 600_000), 415, "unsupported-media", 415, "unsupported-media"},
		{"20 million pixels of four bytes", "image/png", pngOf(t, 4470, 4470, 4470), 413, "too-large", 413, "too-large"},
		{"a million pixels of nothing", "image/png", pngOf(t, 1000, 1000, 1000), 422, "not-a-card", 201, ""},
		{"cut off in its head", "image/png", pngOf(t, 40, 40, 40)[:20], 415, "unsupported-media", 415, "unsupported-media"},
		{"cut off in its middle", "image/jpeg", sound[:len(sound)/2], 415, "unsupported-media", 415, "unsupported-media"},
		{"no pixels", "image/png", pngOf(t, 0, 0, 0), 415, "unsupported-media", 415, "unsupported-media"},
		{"too few pixels", "image/png", pngOf(t, 40, 40, 20), 415, "unsupported-media", 415, "unsupported-media"},
		{"a JPEG that says PNG", "image/png", sound, 422, "not-a-card", 201, ""}, // the picture says what it is
		{"a page", "image/png", []byte("<html><script>alert(1)</script>" + marker), 415, "unsupported-media", 415, "unsupported-media"},
		{"a drawing", "image/png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>` + marker + `</text></svg>`), 415, "unsupported-media", 415, "unsupported-media"},
		{"an animation", "image/png", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00" + marker), 415, "unsupported-media", 415, "unsupported-media"},
		{"an archive", "image/jpeg", []byte("PK\x03\x04" + marker), 415, "unsupported-media", 415, "unsupported-media"},
		{"nothing", "image/png", []byte{}, 400, "malformed", 400, "malformed"},
		{"a byte too many", "image/png", make([]byte, picture.MaxBytes+1), 413, "too-large", 413, "too-large"},
		{"of another kind", "image/gif", sound, 415, "unsupported-media", 415, "unsupported-media"},
		{"as JSON", "application/json", sound, 415, "unsupported-media", 415, "unsupported-media"},
		{"as a form", "multipart/form-data; boundary=x", sound, 415, "unsupported-media", 415, "unsupported-media"},
		{"of a kind that is none", marker, sound, 415, "unsupported-media", 415, "unsupported-media"},
		{"of a kind with more", "image/png; name=" + marker, []byte(marker), 415, "unsupported-media", 415, "unsupported-media"},
	}
}

func TestHostilePictures(t *testing.T) {
	c := apitest.New(t)
	patientID := registered(t, c, "Thabo", "Mokoena")
	c.As("clerk").GET("/session").Want(http.StatusOK)
	for _, tt := range hostilePictures(t) {
		try := func(path string, status int, code string) {
			t.Helper()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := time.Now()
			a := c.As("clerk").Send(http.MethodPost, path, tt.body, "Content-Type", tt.kind)
			took := time.Since(begin)
			runtime.ReadMemStats(&after)
			if status >= 400 {
				harmless(t, tt.what, a)
			}
			if a.Status != status || string(a.Problem.Code) != code {
				t.Errorf("%s: %d %s, want %d %s", tt.what, a.Status, a.Problem.Code, status, code)
			}
			if took > patience {
				t.Errorf("%s took %v", tt.what, took)
			}
			// The sender's copies are in here too.
			if spent, allowed := after.TotalAlloc-before.TotalAlloc, uint64(8<<20+8*len(tt.body)); status != 201 && code != "not-a-card" && spent > allowed {
				t.Errorf("%s: %d bytes were allocated, allowed %d", tt.what, spent, allowed)
			}
		}
		try("/scan/photo", tt.status, tt.code)
		try("/patients/"+patientID+"/photo?agreedBy=patient&id="+apitest.ID(), tt.photoStatus, tt.photoCode)
	}
}

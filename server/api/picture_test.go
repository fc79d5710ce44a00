package api_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"karete/server/api/apitest"
	"karete/server/picture"
)

// pngChunk is one part of a PNG.
func pngChunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngOf says it has so many pixels of three bytes and holds so many rows, all
// black: a thousand times smaller than what it becomes.
func pngOf(t *testing.T, width, height uint32, rows int) []byte {
	t.Helper()
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	var packed bytes.Buffer
	w, err := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]byte, 1+3*width)
	for range rows {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(head, 8, 2, 0, 0, 0))...)
	return append(append(out, pngChunk("IDAT", packed.Bytes())...), pngChunk("IEND", nil)...)
}

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

// Many photos at once, each as large as may be in bytes and in pixels, take no
// more memory than a small box has, and the line goes on meanwhile.
func TestManyPicturesAtOnce(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(128 << 20)) // as the server does
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	large := pngOf(t, 4000, 4000, 100) // it ends too early, which shows when it has its memory
	filler := make([]byte, picture.MaxBytes-len(large)-1)
	clerks := make([]*apitest.Client, 8)
	for i := range clerks {
		clerks[i] = c.SignIn("clerk")
	}
	runtime.GC()
	peak := watchHeap(t)
	var all sync.WaitGroup
	var looked atomic.Int32
	for i, clerk := range clerks {
		all.Go(func() {
			body := io.MultiReader(bytes.NewReader(large), bytes.NewReader(filler)) // not a copy for each
			a := clerk.Send(http.MethodPost, "/scan/photo", body, "Content-Type", "image/png")
			switch a.Problem.Code {
			case "unsupported-media":
				looked.Add(1)
			case "busy": // it waited its time
			default:
				t.Errorf("photo %d: %d %s", i, a.Status, a.Body)
			}
		})
	}
	for range 5 {
		c.As("nurse").GET("/queue").Want(http.StatusOK)
		c.As("nurse").GET("/visits/" + v.ID).Want(http.StatusOK)
	}
	all.Wait()
	if looked.Load() < 2 {
		t.Errorf("%d were looked at", looked.Load())
	}
	if mib := peak() >> 20; mib > 250 {
		t.Errorf("it took %d MiB", mib)
	} else {
		t.Logf("%d MiB", mib)
	}
}

// watchHeap looks at how much of the heap is in use until the function it answers
// with is called, which says by how much it grew at most.
func watchHeap(t *testing.T) (peak func() uint64) {
	t.Helper()
	use := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	before := use()
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for m := before; ; {
			select {
			case <-tick.C:
				m = max(m, use())
			case <-stop:
				most <- m
				return
			}
		}
	}()
	return func() uint64 { close(stop); return <-most - before }
}

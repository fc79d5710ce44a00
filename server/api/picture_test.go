package api_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
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

package picture

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"runtime"
	"strings"
	"testing"
)

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func chunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngOf is a PNG that says it is width by height, depth bits of colour type kind, and holds pixels.
func pngOf(width, height uint32, depth, kind byte, pixels []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(pixels)
	w.Close()
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, kind, 0, 0, 0))...)
	out = append(out, chunk("IDAT", packed.Bytes())...)
	return append(out, chunk("IEND", nil)...)
}

// jpegOf is a small JPEG whose frame header says something else.
func jpegOf(t *testing.T, marker byte, width, height uint16) []byte {
	raw := asJPEG(t, image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420))
	at := bytes.Index(raw, []byte{0xff, 0xc0})
	if at < 0 {
		t.Fatal("no frame header")
	}
	raw[at+1] = marker
	binary.BigEndian.PutUint16(raw[at+5:], height)
	binary.BigEndian.PutUint16(raw[at+7:], width)
	return raw
}

func TestHostilePicturesAreRefusedBeforeTheyCost(t *testing.T) {
	sound := asJPEG(t, image.NewGray(image.Rect(0, 0, 300, 300)))
	for name, c := range map[string]struct {
		body []byte
		want error
	}{
		"nothing":                        {nil, ErrNotImage},
		"text":                           {[]byte(strings.Repeat("KR1", 300)), ErrNotImage},
		"GIF":                            {[]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00"), ErrNotImage},
		"only a JPEG's first bytes":      {[]byte("\xff\xd8\xff"), ErrNotImage},
		"a JPEG cut off":                 {sound[:len(sound)/2], ErrNotImage},
		"a PNG cut off":                  {pngOf(40, 40, 8, 0, make([]byte, 41*40))[:60], ErrNotImage},
		"a PNG with too few pixels":      {pngOf(40, 40, 8, 0, make([]byte, 41*20)), ErrNotImage},
		"a PNG with a wrong checksum":    {append(pngOf(40, 40, 8, 0, nil)[:29], 0, 0, 0, 0), ErrNotImage},
		"no width":                       {pngOf(0, 40, 8, 0, nil), ErrNotImage},
		"20,000 x 20,000":                {pngOf(20000, 20000, 1, 0, nil), ErrTooLarge},
		"20,001 x 1":                     {pngOf(20001, 1, 8, 0, make([]byte, 20002)), ErrTooLarge},
		"two thousand million square":    {pngOf(1<<31-1, 1<<31-1, 8, 0, nil), ErrNotImage},
		"16 bits of every colour":        {pngOf(4400, 4400, 16, 6, nil), ErrTooLarge},
		"a JPEG of 65,500 square":        {jpegOf(t, 0xc0, 65500, 65500), ErrTooLarge},
		"a JPEG of 25 megapixels":        {jpegOf(t, 0xc0, 5000, 5000), ErrTooLarge},
		"a progressive one of 16":        {jpegOf(t, 0xc2, 4000, 4000), ErrTooLarge},
		"a progressive one of 12, empty": {jpegOf(t, 0xc2, 400, 300), ErrNotImage},
		"ten pixels, then 2 MiB":         {pngOf(10, 10, 8, 0, make([]byte, 2<<20)), ErrNotImage},
		"too many bytes":                 {append(bytes.Clone(sound), make([]byte, MaxBytes)...), ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := Open(context.Background(), c.body, func(image.Image) error { t.Error("it was opened"); return nil })
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			// Some times the body itself is no cost of the picture.
			if spent, allowed := after.TotalAlloc-before.TotalAlloc, uint64(4<<20+8*len(c.body)); spent > allowed {
				t.Errorf("%d bytes were allocated for it, allowed %d", spent, allowed)
			}
		})
	}
}

func TestJPEGCost(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want int64
	}{
		"4:2:0":             {jpegOf(t, 0xc0, 16, 16), 2},
		"4:2:0 progressive": {jpegOf(t, 0xc2, 16, 16), 8},
		"grey":              {asJPEG(t, image.NewGray(image.Rect(0, 0, 16, 16))), 1},
		"no header":         {[]byte("\xff\xd8\xff\xe0\x00\x02"), 20},
		"header cut off":    {[]byte("\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01"), 20},
		"filled with 0xff":  {append([]byte("\xff\xd8\xff"), jpegOf(t, 0xc2, 16, 16)[2:]...), 8},
	} {
		if cost := jpegBytesAPixel(c.raw); cost != c.want {
			t.Errorf("%s: %d bytes a pixel, want %d", name, cost, c.want)
		}
	}
}

func TestNobodyWaitsForOthersLongerThanTheirContext(t *testing.T) {
	sound := asJPEG(t, image.NewGray(image.Rect(0, 0, 9, 9)))
	err := Open(context.Background(), sound, func(image.Image) error {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		return Open(ctx, sound, func(image.Image) error { t.Error("two were open at once"); return nil })
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

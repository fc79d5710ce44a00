package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"
)

// quarters is a picture whose corners are red, green, blue and white, from the top
// left in reading order.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, []color.RGBA{{200, 20, 20, 255}, {20, 200, 20, 255}, {20, 20, 200, 255}, {240, 240, 240, 255}}[x*2/w+2*(y*2/h)])
		}
	}
	return img
}

// corners names the colours of the corners in reading order.
func corners(t *testing.T, raw []byte) string {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	var names []byte
	for _, p := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		r, g, b, _ := img.At(p.X, p.Y).RGBA()
		switch {
		case r > 0xa000 && g > 0xa000 && b > 0xa000:
			names = append(names, 'w')
		case r > 0x8000:
			names = append(names, 'r')
		case g > 0x8000:
			names = append(names, 'g')
		case b > 0x8000:
			names = append(names, 'b')
		}
	}
	return string(names)
}

// exif is an EXIF segment that says how the camera was held, and where.
func exif(order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	tiff := order.AppendUint16([]byte(mark), 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	tiff = order.AppendUint16(order.AppendUint16(tiff, 0x010e), 2) // a description
	tiff = append(order.AppendUint32(tiff, 4), "GPS\x00"...)
	tiff = order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3)
	tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), orientation), 0)
	body := append([]byte("Exif\x00\x00"), order.AppendUint32(tiff, 0)...)
	return append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+len(body))), body...)
}

func withEXIF(raw, segment []byte) []byte {
	return append(append(bytes.Clone(raw[:2]), segment...), raw[2:]...)
}

func TestAPortraitIsMadeAnewSmallAndUpright(t *testing.T) {
	raw := asJPEG(t, quarters(660, 880))
	for orientation, want := range map[uint16]string{0: "rgbw", 1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb", 9: "rgbw"} {
		for mark, order := range map[string]binary.AppendByteOrder{"MM": binary.BigEndian, "II": binary.LittleEndian} {
			if mark == "II" && orientation != 6 {
				continue
			}
			got, err := Portrait(context.Background(), withEXIF(raw, exif(order, mark, orientation)))
			if err != nil {
				t.Fatal(err)
			}
			if c := corners(t, got.Bytes); c != want {
				t.Errorf("held as %d %s: corners %s, want %s", orientation, mark, c, want)
			}
			w, h := 600, 800
			if orientation >= 5 && orientation <= 8 { // on its side, and no side is longer than it may be
				w, h = 600, 450
			}
			if got.Width != w || got.Height != h {
				t.Errorf("held as %d: %d x %d, want %d x %d", orientation, got.Width, got.Height, w, h)
			}
			if bytes.Contains(got.Bytes, []byte("Exif")) || bytes.Contains(got.Bytes, []byte("GPS")) {
				t.Errorf("held as %d: what the camera wrote is still there", orientation)
			}
		}
	}
}

func TestAPortraitOfAPNG(t *testing.T) {
	see := image.NewNRGBA(image.Rect(5, 9, 5+100, 9+60)) // see-through, and not at 0,0
	var raw bytes.Buffer
	if err := png.Encode(&raw, see); err != nil {
		t.Fatal(err)
	}
	got, err := Portrait(context.Background(), append(raw.Bytes(), "and a second picture behind it"...))
	if err != nil || got.Width != 100 || got.Height != 60 || corners(t, got.Bytes) != "wwww" || bytes.Contains(got.Bytes, []byte("second")) {
		t.Errorf("%d x %d, %v", got.Width, got.Height, err)
	}
}

func TestFitKeepsTheMean(t *testing.T) {
	img := image.NewRGBA(image.Rect(3, 5, 3+1003, 5+707))
	var sum float64
	for i := 0; i < len(img.Pix); i += 4 {
		v := byte(i * 7919 >> 3)
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = v, v, v, 255
		sum += float64(v)
	}
	small := fit(img, 200, 200)
	var smallSum float64
	for i := 0; i < len(small.Pix); i += 4 {
		smallSum += float64(small.Pix[i])
	}
	if b := small.Bounds(); b.Dx() != 200 || b.Dy() != 141 {
		t.Fatalf("%v", b)
	}
	if a, b := sum/(1003*707), smallSum/(200*141); math.Abs(a-b) > 1 {
		t.Errorf("mean %v became %v", a, b)
	}
	if same := fit(img, 5000, 5000).Bounds(); same.Dx() != 1003 || same.Dy() != 707 {
		t.Errorf("a small picture grew to %v", same)
	}
}

func TestWhatIsNoPortrait(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"a dot":        {asJPEG(t, image.NewGray(image.Rect(0, 0, 1, 1))), ErrTooSmall},
		"a line":       {asJPEG(t, image.NewGray(image.Rect(0, 0, 4000, 47))), ErrTooSmall},
		"text":         {[]byte("a face"), ErrNotImage},
		"cut off":      {asJPEG(t, quarters(100, 100))[:700], ErrNotImage},
		"25 megapixel": {jpegOf(t, 0xc0, 5000, 5000), ErrTooLarge},
	} {
		if got, err := Portrait(context.Background(), c.raw); !errors.Is(err, c.want) || got.Bytes != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzPortrait(f *testing.F) {
	small := asJPEG(f, quarters(48, 48))
	f.Add(small)
	f.Add(withEXIF(small, exif(binary.BigEndian, "MM", 6)))
	f.Add(withEXIF(small, []byte{0xff, 0xe1, 0, 14, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 0, 0}))
	f.Add(pngOf(50, 50, 8, 0, make([]byte, 51*50)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Portrait(context.Background(), raw)
		if err != nil {
			if !errors.Is(err, ErrNotImage) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrTooSmall) {
				t.Fatal(err)
			}
			return
		}
		head, err := jpeg.DecodeConfig(bytes.NewReader(got.Bytes))
		if err != nil || head.Width != got.Width || head.Height != got.Height || got.Width > MaxHeight || got.Height > MaxHeight || got.Width < 1 || got.Height < 1 {
			t.Fatalf("%d x %d, %v", got.Width, got.Height, err)
		}
	})
}

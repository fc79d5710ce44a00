//go:build !race

package qr

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDecodeReadsPhotos(t *testing.T) {
	for name, s := range map[string]scene{
		"near":                     {width: 640, height: 480, code: 380},
		"as asked for":             {width: 640, height: 480, code: 200, degrees: 8, blur: 1, grain: 8, shadow: .4},
		"far":                      {width: 640, height: 480, code: 120, degrees: -4, shadow: .3},
		"upside down":              {width: 640, height: 480, code: 200, degrees: 180, grain: 8},
		"on its side":              {width: 480, height: 640, code: 200, degrees: 90, grain: 8},
		"askew":                    {width: 960, height: 720, code: 300, degrees: 45, grain: 12},
		"askew the other way":      {width: 960, height: 720, code: 240, degrees: -30, grain: 12, shadow: .5},
		"out of focus":             {width: 960, height: 720, code: 300, degrees: 12, blur: 4, grain: 8, shadow: .4},
		"in the dark, grainy":      {width: 960, height: 720, code: 300, degrees: 20, blur: 1, grain: 30, shadow: .7},
		"white on black, a screen": {width: 640, height: 480, code: 300, degrees: 5, inverted: true},
	} {
		t.Run(name, func(t *testing.T) {
			s.seed = 42
			photo := asJPEG(t, s.photo(t, cardText), 80)
			text, err := Decode(context.Background(), photo)
			if err != nil || text != cardText {
				t.Errorf("Decode = %q, %v", text, err)
			}
		})
	}
}

func TestDecodeReadsALargePhoto(t *testing.T) {
	small := scene{width: 800, height: 600, code: 180, degrees: 15, grain: 12, shadow: .5, seed: 42}.photo(t, cardText)
	large := image.NewYCbCr(image.Rect(0, 0, 3200, 2400), image.YCbCrSubsampleRatio420)
	light := small.(*image.YCbCr)
	for y := range 2400 {
		for x := range 3200 {
			large.Y[y*large.YStride+x] = light.Y[y/4*light.YStride+x/4]
		}
	}
	text, err := Decode(context.Background(), asJPEG(t, large, 70))
	if err != nil || text != cardText {
		t.Errorf("Decode = %q, %v", text, err)
	}
}

func TestDecodeReadsTheCodeItself(t *testing.T) {
	for _, pixels := range []int{2, 3, 4, 8, 24} {
		raw, err := card(t).PNG(pixels)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := Decode(context.Background(), raw); err != nil || text != cardText {
			t.Errorf("at %d pixels a module: %q, %v", pixels, text, err)
		}
	}
}

// Each kind of picture a PNG may hold, on transparent ground too, and one that does not start at 0,0.
func TestDecodeReadsEveryKindOfPNG(t *testing.T) {
	code := card(t)
	side := code.Modules() * 5
	box := image.Rect(7, 3, 7+side, 3+side)
	for name, img := range map[string]interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		"grey":        image.NewGray(box),
		"grey 16":     image.NewGray16(box),
		"RGB":         image.NewRGBA(box),
		"RGB 16":      image.NewNRGBA64(box),
		"see-through": image.NewNRGBA(box),
	} {
		for y := range side {
			for x := range side {
				switch {
				case code.dark[y/5][x/5]:
					img.Set(7+x, 3+y, color.Black)
				case name != "see-through":
					img.Set(7+x, 3+y, color.White)
				}
			}
		}
		if text, err := Decode(context.Background(), asPNG(t, img)); err != nil || text != cardText {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		if text, err := find(context.Background(), newGrey(img)); err != nil || text != cardText {
			t.Errorf("%s, not at 0,0: %q, %v", name, text, err)
		}
	}
}

func TestDecodeSaysWhenThereIsNoCode(t *testing.T) {
	table := clutter(newRandom(3))
	scene := image.NewGray(image.Rect(0, 0, 500, 400))
	for y := range 400 {
		for x := range 500 {
			scene.SetGray(x, y, color.Gray{Y: uint8(table(x, y))})
		}
	}
	for name, img := range map[string]image.Image{
		"a table":        scene,
		"one pixel":      image.NewGray(image.Rect(0, 0, 1, 1)),
		"a line":         image.NewGray(image.Rect(0, 0, 20000, 1)),
		"a line upright": image.NewGray(image.Rect(0, 0, 1, 20000)),
		"black":          image.NewGray(image.Rect(0, 0, 700, 700)),
	} {
		if text, err := Decode(context.Background(), asPNG(t, img)); !errors.Is(err, ErrNoCode) || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

// tiring is a context that ends at its n-th question.
type tiring struct {
	context.Context
	questions int
}

func (c *tiring) Err() error {
	if c.questions--; c.questions < 0 {
		return context.Canceled
	}
	return nil
}

func TestDecodeStopsWhereverTheContextEnds(t *testing.T) {
	photo := asPNG(t, image.NewGray(image.Rect(0, 0, 300, 300)))
	stopped := 0
	for questions := range 1000 {
		_, err := Decode(&tiring{context.Background(), questions}, photo)
		if errors.Is(err, ErrNoCode) {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d questions: %v", questions, err)
		}
		stopped++
	}
	if stopped < 4 || stopped >= 1000 {
		t.Errorf("stopped at %d places: while decoding and between looks are more", stopped)
	}
}

func TestShrinkKeepsTheMean(t *testing.T) {
	big := blank(1003, 707)
	sum := 0
	random := newRandom(9)
	for i := range big.pix {
		big.pix[i] = byte(random.IntN(256))
		sum += int(big.pix[i])
	}
	small := big.shrunk(200)
	if small.Width != 200 || small.Height != 140 {
		t.Fatalf("%dx%d", small.Width, small.Height)
	}
	smallSum := 0
	for _, v := range small.pix {
		smallSum += int(v)
	}
	mean, smallMean := float64(sum)/float64(len(big.pix)), float64(smallSum)/float64(len(small.pix))
	if math.Abs(mean-smallMean) > 1 {
		t.Errorf("mean %v became %v", mean, smallMean)
	}
	if big.shrunk(2000) != big {
		t.Error("a small picture was copied")
	}
}

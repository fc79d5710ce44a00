//go:build !race

package qr

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"
)

const cardText = "KR1497K3CWAQK81P63JFJWTR"

// scene is a photo of a card as a phone takes it, made up: a QR code on a bright card on a cluttered
// table, turned, in uneven light, out of focus and grainy.
type scene struct {
	width, height int
	code          float64 // side of the code with its quiet zone, in pixels
	degrees       float64
	blur          int     // radius in pixels, twice over
	grain         float64 // standard deviation of noise, 0 to 255
	shadow        float64 // how much of the light is lost at the right edge, 0 to 1
	inverted      bool
	seed          uint64
}

func (s scene) photo(t testing.TB, text string) image.Image {
	t.Helper()
	code, err := New(text)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(s.seed, 1))
	table := clutter(random)
	sin, cos := math.Sincos(s.degrees * math.Pi / 180)
	light := make([]float64, s.width*s.height)
	for y := range s.height {
		for x := range s.width {
			dx, dy := float64(x)-float64(s.width)/2, float64(y)-float64(s.height)/2
			u, v := (dx*cos+dy*sin)/s.code, (dy*cos-dx*sin)/s.code // the code is -0.5 to 0.5 each way
			light[y*s.width+x] = s.at(code, table, u, v, x, y) * (1 - s.shadow*float64(x)/float64(s.width))
		}
	}
	for range 2 {
		boxBlur(light, s.width, s.height, s.blur)
	}
	img := image.NewYCbCr(image.Rect(0, 0, s.width, s.height), image.YCbCrSubsampleRatio420)
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 118, 138 // warm light of a bulb
	}
	for y := range s.height {
		for x := range s.width {
			img.Y[y*img.YStride+x] = byte(max(0, min(255, light[y*s.width+x]+random.NormFloat64()*s.grain)))
		}
	}
	return img
}

func (s scene) at(code Code, table func(x, y int) float64, u, v float64, x, y int) float64 {
	n := float64(code.Modules())
	column, row := int(math.Floor((u+.5)*n)), int(math.Floor((v+.5)*n))
	switch {
	case column >= 0 && row >= 0 && column < code.Modules() && row < code.Modules():
		if code.dark[row][column] != s.inverted {
			return 35
		}
		return 225
	case u > -.6 && u < 2.4 && v > -.7 && v < 1: // the rest of the card, with lines of print
		if math.Mod((v+2)*14, 1) < .35 && math.Mod((u+2)*23, 1) < .6 {
			return 60
		}
		return 225
	}
	return table(x, y)
}

// clutter is a table with dark and light things on it.
func clutter(random *rand.Rand) func(x, y int) float64 {
	type thing struct{ x, y, w, h, light float64 }
	things := make([]thing, 12)
	for i := range things {
		things[i] = thing{random.Float64() * 3000, random.Float64() * 3000, 40 + random.Float64()*600, 40 + random.Float64()*600, random.Float64() * 255}
	}
	return func(x, y int) float64 {
		light := 120 + 25*math.Sin(float64(x)/17+float64(y)/90)
		for _, t := range things {
			if float64(x) > t.x && float64(x) < t.x+t.w && float64(y) > t.y && float64(y) < t.y+t.h {
				light = t.light
			}
		}
		return light
	}
}

// boxBlur averages each pixel with its neighbours up to radius, first along rows, then along columns.
func boxBlur(light []float64, width, height, radius int) {
	if radius == 0 {
		return
	}
	along := func(count, length, step, stride int) {
		line := make([]float64, length)
		for i := range count {
			sum, n := 0.0, 0
			for j := range length + radius {
				if j < length {
					sum, n = sum+light[i*stride+j*step], n+1
				}
				if out := j - 2*radius - 1; out >= 0 {
					sum, n = sum-light[i*stride+out*step], n-1
				}
				if at := j - radius; at >= 0 && at < length {
					line[at] = sum / float64(n)
				}
			}
			for j := range length {
				light[i*stride+j*step] = line[j]
			}
		}
	}
	along(height, width, 1, width)
	along(width, height, width, 1)
}

func asJPEG(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBoxBlurKeepsFlatLightFlat(t *testing.T) {
	light := make([]float64, 30*20)
	for i := range light {
		light[i] = 77
	}
	boxBlur(light, 30, 20, 3)
	for i, v := range light {
		if math.Abs(v-77) > 1e-9 {
			t.Fatalf("pixel %d is %v", i, v)
		}
	}
}

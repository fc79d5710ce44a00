package picture

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"math"
)

const (
	// MaxWidth and MaxHeight are the largest portrait that is kept, in pixels: enough
	// for a face as large as a hand on the screen.
	MaxWidth  = 600
	MaxHeight = 800
	// MinSide is the smallest in which anybody could be recognised.
	MinSide = 48

	quality = 82
)

// JPEG is a picture that we made.
type JPEG struct {
	Bytes         []byte
	Width, Height int // pixels
}

// Portrait makes a JPEG or PNG anew, upright and at most MaxWidth by MaxHeight: what
// comes out holds pixels and nothing else that was in it, no place, no device, no
// second picture behind it. Errors besides those of [Open]: ErrTooSmall.
func Portrait(ctx context.Context, raw []byte) (JPEG, error) {
	var out JPEG
	err := Open(ctx, raw, func(img image.Image) error {
		size := img.Bounds()
		if min(size.Dx(), size.Dy()) < MinSide {
			return ErrTooSmall
		}
		turn := orientation(raw)
		width, height := MaxWidth, MaxHeight
		if turn.swaps() {
			width, height = height, width
		}
		upright := turn.apply(fit(img, width, height))
		var b bytes.Buffer
		if err := jpeg.Encode(&b, upright, &jpeg.Options{Quality: quality}); err != nil {
			return err
		}
		out = JPEG{b.Bytes(), upright.Bounds().Dx(), upright.Bounds().Dy()}
		return nil
	})
	return out, err
}

// fit is img on white, shrunk to width by height at most; each of its pixels is the
// mean of those that fall on it. It takes a band of rows at a time, so that a big
// picture is never in memory twice.
func fit(img image.Image, width, height int) *image.RGBA {
	const band = 64
	from := img.Bounds()
	w, h := from.Dx(), from.Dy()
	scale := min(1, float64(width)/float64(w), float64(height)/float64(h))
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(math.Round(float64(w)*scale))), max(1, int(math.Round(float64(h)*scale)))))
	wide, high := out.Bounds().Dx(), out.Bounds().Dy()
	rows := image.NewRGBA(image.Rect(0, 0, w, band))
	sums, counts := make([][3]uint32, wide), make([]uint32, wide)
	for top := 0; top < h; top += band {
		draw.Draw(rows, rows.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(rows, rows.Bounds(), img, image.Pt(from.Min.X, from.Min.Y+top), draw.Over)
		for y := range min(band, h-top) {
			for x := range w {
				p := rows.Pix[y*rows.Stride+4*x:]
				to := int(int64(x) * int64(wide) / int64(w))
				s := &sums[to]
				s[0], s[1], s[2] = s[0]+uint32(p[0]), s[1]+uint32(p[1]), s[2]+uint32(p[2])
				counts[to]++
			}
			row := func(y int) int { return int(int64(y) * int64(high) / int64(h)) }
			if next := top + y + 1; next < h && row(next) == row(top+y) {
				continue
			}
			line := out.Pix[row(top+y)*out.Stride:]
			for x, s := range sums {
				n := counts[x]
				line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = byte(s[0]/n), byte(s[1]/n), byte(s[2]/n), 0xff
			}
			clear(sums)
			clear(counts)
		}
	}
	return out
}

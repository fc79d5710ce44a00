package qr

import (
	"errors"
	"image"
	"image/draw"
	"math"

	"github.com/makiuchi-d/gozxing"
)

// largest is the long side that a photo is shrunk to before anything is looked for in it. A code that
// is one twentieth of a photo's width still has three pixels a module.
const largest = 2400

// grey is a picture's brightness, row by row. It is the library's LuminanceSource.
type grey struct {
	gozxing.LuminanceSourceBase
	pix []byte
}

func blank(width, height int) *grey {
	return &grey{gozxing.LuminanceSourceBase{Width: width, Height: height}, make([]byte, width*height)}
}

// newGrey is img in grey on white paper, shrunk to largest. It converts a band of rows at a time, so
// that a big photo is never in memory twice.
func newGrey(img image.Image) *grey {
	const band = 64
	bounds := img.Bounds()
	small := newShrink(bounds.Dx(), bounds.Dy(), largest)
	rows := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), band))
	line := make([]byte, bounds.Dx())
	for top := bounds.Min.Y; top < bounds.Max.Y; top += band {
		draw.Draw(rows, rows.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(rows, rows.Bounds(), img, image.Pt(bounds.Min.X, top), draw.Over)
		for y := range min(band, bounds.Max.Y-top) {
			for x := range line {
				p := rows.Pix[y*rows.Stride+4*x:]
				line[x] = byte((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2]) + 500) / 1000)
			}
			small.add(line)
		}
	}
	return small.grey
}

// shrunk is g with a long side of at most long pixels.
func (g *grey) shrunk(long int) *grey {
	if max(g.Width, g.Height) <= long {
		return g
	}
	small := newShrink(g.Width, g.Height, long)
	for y := range g.Height {
		small.add(g.pix[y*g.Width : (y+1)*g.Width])
	}
	return small.grey
}

// turned is g turned by an angle about its middle, on white, large enough to hold all of it.
func (g *grey) turned(degrees float64) *grey {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := float64(g.Width), float64(g.Height)
	out := blank(int(w*math.Abs(cos)+h*math.Abs(sin))+1, int(w*math.Abs(sin)+h*math.Abs(cos))+1)
	for y := range out.Height {
		for x := range out.Width {
			dx, dy := float64(x)-float64(out.Width)/2, float64(y)-float64(out.Height)/2
			fromX, fromY := int(dx*cos+dy*sin+w/2), int(dy*cos-dx*sin+h/2)
			out.pix[y*out.Width+x] = 255
			if fromX >= 0 && fromX < g.Width && fromY >= 0 && fromY < g.Height {
				out.pix[y*out.Width+x] = g.pix[fromY*g.Width+fromX]
			}
		}
	}
	return out
}

func (g *grey) GetMatrix() []byte { return g.pix }

func (g *grey) GetRow(y int, row []byte) ([]byte, error) {
	if y < 0 || y >= g.Height {
		return row, errors.New("qr: row outside the picture")
	}
	return append(row[:0], g.pix[y*g.Width:(y+1)*g.Width]...), nil
}

func (g *grey) Invert() gozxing.LuminanceSource { return gozxing.LuminanceSourceInvert(g) }

func (g *grey) String() string { return gozxing.LuminanceSourceString(g) }

// shrink takes a picture row by row and averages the pixels that fall on one of its own.
type shrink struct {
	*grey
	width, height int // of the picture that comes in
	column        []int
	sum, count    []uint32
	y             int
}

func newShrink(width, height, long int) *shrink {
	scale := min(1, float64(long)/float64(max(width, height)))
	s := &shrink{
		grey:  blank(max(1, int(float64(width)*scale)), max(1, int(float64(height)*scale))),
		width: width, height: height, column: make([]int, width),
	}
	for x := range s.column {
		s.column[x] = int(int64(x) * int64(s.Width) / int64(width))
	}
	s.sum, s.count = make([]uint32, s.Width), make([]uint32, s.Width)
	return s
}

// row is the row of the small picture that the big one's row y falls on.
func (s *shrink) row(y int) int { return int(int64(y) * int64(s.Height) / int64(s.height)) }

func (s *shrink) add(line []byte) {
	for x, v := range line {
		to := s.column[x]
		s.sum[to] += uint32(v)
		s.count[to]++
	}
	at := s.row(s.y)
	s.y++
	if s.y < s.height && s.row(s.y) == at {
		return
	}
	for x := range s.sum {
		s.pix[at*s.Width+x] = byte(s.sum[x] / s.count[x])
	}
	clear(s.sum)
	clear(s.count)
}

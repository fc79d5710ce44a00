package qr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"github.com/skip2/go-qrcode"
)

// Code is a QR code as modules, quiet zone included.
type Code struct {
	dark [][]bool
}

// New makes the smallest QR code of text at level Q. The error is for text that fits none, more than
// two thousand characters.
func New(text string) (Code, error) {
	made, err := qrcode.New(text, qrcode.High) // the library's High is the standard's Q
	if err != nil {
		return Code{}, fmt.Errorf("qr: %w", err)
	}
	// Asked once only: each call of the library's Bitmap or Image pads the data anew, and a second
	// picture of the same code would not be readable.
	return Code{made.Bitmap()}, nil
}

// Modules is the length of a side in modules with the quiet zone: 33 for a card.
func (c Code) Modules() int { return len(c.dark) }

// SVG is the code as a picture without size, ids or styles: give it width and height in CSS. All dark
// modules are one path, so that no hairline shows between them on paper.
func (c Code) SVG() string {
	side := strconv.Itoa(len(c.dark))
	out := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + side + ` ` + side + `" shape-rendering="crispEdges">` +
		`<path fill="#fff" d="M0 0h` + side + `v` + side + `H0z"/><path fill="#000" d="`)
	for y, row := range c.dark {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < len(row) && row[x] {
				x++
			}
			out = fmt.Appendf(out, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
		}
	}
	return string(append(out, `"/></svg>`...))
}

// Text is the code for a console with light letters on a dark ground, two modules
// a letter.
func (c Code) Text() string {
	light := func(y, x int) bool { return y >= len(c.dark) || !c.dark[y][x] }
	var out strings.Builder
	for y := 0; y < len(c.dark); y += 2 {
		for x := range c.dark[y] {
			switch upper, lower := light(y, x), light(y+1, x); {
			case upper && lower:
				out.WriteRune('█')
			case upper:
				out.WriteRune('▀')
			case lower:
				out.WriteRune('▄')
			default:
				out.WriteByte(' ')
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// PNG is the code as a black and white picture of modulePixels a module, 1 to 64.
func (c Code) PNG(modulePixels int) ([]byte, error) {
	if modulePixels < 1 || modulePixels > 64 {
		return nil, fmt.Errorf("qr: %d pixels a module is not 1 to 64", modulePixels)
	}
	side := len(c.dark) * modulePixels
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if c.dark[y/modulePixels][x/modulePixels] {
				img.Pix[y*img.Stride+x] = 1
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("qr: %w", err)
	}
	return out.Bytes(), nil
}

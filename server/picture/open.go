package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	_ "image/jpeg"
	_ "image/png"
)

const (
	// MaxBytes is the largest picture that is opened; the HTTP edge may use it as
	// its own limit.
	MaxBytes = 12 << 20

	maxPixels  = 20_000_000
	maxSide    = 20_000
	maxDecoded = 64 << 20 // bytes a picture may take while it is decoded
)

var (
	// ErrNotImage is a body that is no JPEG or PNG, or a damaged one.
	ErrNotImage = errors.New("picture: not a JPEG or PNG image")
	// ErrTooSmall is a portrait of a side under MinSide.
	ErrTooSmall = errors.New("picture: image too small")
	// ErrTooLarge is a picture of too many bytes or pixels.
	ErrTooLarge = errors.New("picture: image too large")
)

// one keeps the memory of pictures to one picture's: a clinic box has little, and
// each takes a moment.
var one = make(chan struct{}, 1)

// Open decodes a JPEG or PNG, up to MaxBytes, 20 million pixels and 20,000 pixels a
// side, and hands it to use. No other picture is opened until use is done. The error
// is ErrNotImage, ErrTooLarge, the context's or use's own.
func Open(ctx context.Context, raw []byte, use func(image.Image) error) error {
	if len(raw) > MaxBytes {
		return ErrTooLarge
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || head.Width < 1 || head.Height < 1 {
		return ErrNotImage
	}
	if head.Width > maxSide || head.Height > maxSide || head.Width > maxPixels/head.Height ||
		int64(head.Width)*int64(head.Height)*bytesAPixel(raw, head.ColorModel, format) > maxDecoded {
		return ErrTooLarge
	}

	select {
	case one <- struct{}{}:
		defer func() { <-one }()
	case <-ctx.Done():
		return ctx.Err()
	}
	img, _, err := image.Decode(&stoppable{ctx, bytes.NewReader(raw)})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return ErrNotImage
	}
	return use(img)
}

// bytesAPixel is what the standard library's decoders hold for a pixel.
func bytesAPixel(raw []byte, model color.Model, format string) int64 {
	switch {
	case format == "jpeg":
		return jpegBytesAPixel(raw)
	case model == color.NRGBA64Model || model == color.RGBA64Model:
		return 8
	}
	return 4
}

// jpegBytesAPixel reads the frame header. A progressive picture costs five times one that is not: all
// its coefficients are kept, four bytes each, until the last scan. Rounded up to whole bytes.
func jpegBytesAPixel(raw []byte) int64 {
	const worst = 4 * 5
	for at := 2; at+10 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		if marker < 0xc0 || marker > 0xc2 {
			at += 2 + int(binary.BigEndian.Uint16(raw[at+2:]))
			continue
		}
		parts := raw[at+10:]
		n := int(raw[at+9])
		if n < 1 || n > 4 || len(parts) < 3*n {
			return worst
		}
		sum, most := 0, 1
		for i := range n {
			samples := int(parts[3*i+1]>>4) * int(parts[3*i+1]&15)
			sum, most = sum+samples, max(most, samples)
		}
		if marker == 0xc2 {
			sum *= 5
		}
		if n == 4 {
			sum += 4 * most // put together as CMYK once more
		}
		return int64((sum + most - 1) / most)
	}
	return worst
}

// stoppable ends a long decoding when the context ends: the decoders only stop at a read error.
type stoppable struct {
	ctx  context.Context
	from *bytes.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(p)
}

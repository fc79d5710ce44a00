package qr

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
	// MaxBytes is the largest photo Decode reads; the HTTP edge may use it as its own limit.
	MaxBytes = 12 << 20

	maxPixels  = 20_000_000
	maxSide    = 20_000
	maxDecoded = 64 << 20 // bytes a photo may take while it is decoded
)

var (
	// ErrNotImage is a body that is no JPEG or PNG, or a damaged one.
	ErrNotImage = errors.New("qr: not a JPEG or PNG image")
	// ErrTooLarge is a photo of too many bytes or pixels.
	ErrTooLarge = errors.New("qr: image too large")
	// ErrNoCode is a sound photo in which no QR code was found.
	ErrNoCode = errors.New("qr: no QR code found")
)

// one keeps the memory of photos to one photo's: a clinic box has little, and a scan takes a moment.
var one = make(chan struct{}, 1)

// Decode reads the text of the QR code in a JPEG or PNG photo, up to MaxBytes, 20 million pixels and
// 20,000 pixels a side. The error is ErrNotImage, ErrTooLarge, ErrNoCode or the context's.
func Decode(ctx context.Context, raw []byte) (string, error) {
	if len(raw) > MaxBytes {
		return "", ErrTooLarge
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || head.Width < 1 || head.Height < 1 {
		return "", ErrNotImage
	}
	if head.Width > maxSide || head.Height > maxSide || head.Width > maxPixels/head.Height ||
		int64(head.Width)*int64(head.Height)*bytesAPixel(raw, head.ColorModel, format) > maxDecoded {
		return "", ErrTooLarge
	}

	select {
	case one <- struct{}{}:
		defer func() { <-one }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	img, _, err := image.Decode(&stoppable{ctx, bytes.NewReader(raw)})
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", ErrNotImage
	}
	return find(ctx, newGrey(img))
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

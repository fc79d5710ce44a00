package qr

import (
	"context"
	"errors"
	"image"

	"karete/server/picture"
)

// ErrNoCode is a sound photo in which no QR code was found.
var ErrNoCode = errors.New("qr: no QR code found")

// Decode reads the text of the QR code in a JPEG or PNG photo. The error is ErrNoCode
// or one of [picture.Open].
func Decode(ctx context.Context, raw []byte) (text string, err error) {
	err = picture.Open(ctx, raw, func(img image.Image) error {
		text, err = find(ctx, newGrey(img))
		return err
	})
	return text, err
}

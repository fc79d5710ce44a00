package qr

import (
	"context"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// A try is one way to look at a photo. Near, far and grainy photos each want another size; the local
// threshold copes with shadow, the one for the whole picture with glare and small codes.
type try struct {
	long     int  // the long side to look at, in pixels
	global   bool // one threshold for the whole picture
	inverted bool // light modules on dark
	degrees  float64
}

// tries go from what mostly works to what seldom helps.
var tries = []try{
	{long: 1200},
	{long: 600},
	{long: largest},
	{long: 1200, global: true},
	{long: 600, global: true},
	{long: 1200, degrees: 30},
	{long: 600, degrees: 45},
	{long: 300},
	{long: 1200, inverted: true},
	{long: 600, inverted: true, global: true},
}

// find looks at the photo in one way after another until a code is read or the context ends.
func find(ctx context.Context, photo *grey) (string, error) {
	tried := map[try]bool{}
	for _, t := range tries {
		t.long = min(t.long, max(photo.Width, photo.Height))
		if tried[t] {
			continue
		}
		tried[t] = true
		if err := ctx.Err(); err != nil {
			return "", err
		}
		if text, ok := t.read(photo); ok {
			return text, nil
		}
	}
	return "", ErrNoCode
}

func (t try) read(photo *grey) (text string, ok bool) {
	// The library is a translation that indexes by what it measured in the picture: a picture that
	// leads it outside is one without a code, not a fault of the server.
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	view := photo.shrunk(t.long)
	if t.degrees != 0 {
		view = view.turned(t.degrees)
	}
	var source gozxing.LuminanceSource = view
	if t.inverted {
		source = view.Invert()
	}
	threshold := gozxing.NewHybridBinarizer
	if t.global {
		threshold = gozxing.NewGlobalHistgramBinarizer
	}
	bitmap, err := gozxing.NewBinaryBitmap(threshold(source))
	if err != nil {
		return "", false
	}
	found, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true,
	})
	if err != nil {
		return "", false
	}
	return found.GetText(), true
}

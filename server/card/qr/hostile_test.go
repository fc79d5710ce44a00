//go:build !race

package qr

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/rand/v2"
	"testing"

	"karete/server/picture"
)

func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func chunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngOf is a PNG that says it is width by height, depth bits of colour type kind, and holds pixels.
func pngOf(width, height uint32, depth, kind byte, pixels []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(pixels)
	w.Close()
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, kind, 0, 0, 0))...)
	out = append(out, chunk("IDAT", packed.Bytes())...)
	return append(out, chunk("IEND", nil)...)
}

func FuzzDecode(f *testing.F) {
	f.Add(pngOf(9, 9, 8, 0, make([]byte, 90)))
	f.Add([]byte("\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01"))
	code, err := New(cardText)
	if err != nil {
		f.Fatal(err)
	}
	raw, err := code.PNG(3)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, body []byte) {
		text, err := Decode(context.Background(), body)
		known := errors.Is(err, picture.ErrNotImage) || errors.Is(err, picture.ErrTooLarge) || errors.Is(err, ErrNoCode)
		if err != nil && (!known || text != "") {
			t.Fatalf("Decode = %q, %v", text, err)
		}
	})
}

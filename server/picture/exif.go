package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// turn is how a camera was held: the value of EXIF's orientation, 1 upright.
type turn int

func (t turn) swaps() bool { return t >= 5 }

// apply is the picture upright.
func (t turn) apply(img *image.RGBA) *image.RGBA {
	if t <= 1 {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if t.swaps() {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch t {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[ty*out.Stride+4*tx:][:4], img.Pix[y*img.Stride+4*x:][:4])
		}
	}
	return out
}

// orientation reads how the camera was held from a JPEG's EXIF, before it is thrown
// away with everything else. What says nothing, or nonsense, is upright.
func orientation(raw []byte) turn {
	exif, ok := exifOf(raw)
	if !ok || len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(exif, []byte("MM")) {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 1
	}
	fields := exif[at+2:]
	for range order.Uint16(exif[at:]) {
		if len(fields) < 12 {
			return 1
		}
		const tag, short = 0x0112, 3
		if value := order.Uint16(fields[8:]); order.Uint16(fields) == tag && order.Uint16(fields[2:]) == short && value >= 1 && value <= 8 {
			return turn(value)
		}
		fields = fields[12:]
	}
	return 1
}

// exifOf is the TIFF block of the first EXIF segment before the pixels.
func exifOf(raw []byte) ([]byte, bool) {
	if !bytes.HasPrefix(raw, []byte{0xff, 0xd8}) {
		return nil, false
	}
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == 0xda || length < 2 || at+2+length > len(raw) {
			return nil, false
		}
		segment := raw[at+4 : at+2+length]
		if body, is := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); is && marker == 0xe1 {
			return body, true
		}
		at += 2 + length
	}
	return nil, false
}

//go:build !race

package qr

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func card(t testing.TB) Code {
	t.Helper()
	code, err := New(cardText)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestACardIsVersion2WithAQuietZoneOfFour(t *testing.T) {
	for _, text := range []string{cardText, "KR1" + strings.Repeat("0", 21), "KR1ZZZZZZZZZZZZZZZZZZZZ1"} {
		code, err := New(text)
		if err != nil {
			t.Fatal(err)
		}
		if code.Modules() != 25+2*4 {
			t.Errorf("%s is %d modules wide, want 33", text, code.Modules())
		}
		for y, row := range code.dark {
			for x, dark := range row {
				if edge := min(x, y, 32-x, 32-y); dark && edge < 4 {
					t.Errorf("%s: module %d,%d of the quiet zone is dark", text, x, y)
				}
			}
		}
		if !code.dark[4][4] || !code.dark[4][28] || !code.dark[28][4] {
			t.Errorf("%s: a corner has no finder pattern", text)
		}
	}
}

func TestLevelIsQ(t *testing.T) {
	raw, err := card(t).PNG(8)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	if level := found.GetResultMetadata()[gozxing.ResultMetadataType_ERROR_CORRECTION_LEVEL]; level != "Q" {
		t.Errorf("level %v, want Q", level)
	}
}

func TestSVGDrawsTheModulesAndNothingElse(t *testing.T) {
	code := card(t)
	svg := code.SVG()
	if len(svg) > 5<<10 {
		t.Errorf("%d bytes", len(svg))
	}
	if strings.Contains(svg, "id=") || strings.Contains(svg, "style") || strings.Contains(svg, cardText) {
		t.Errorf("ids, styles or the text in %s", svg)
	}
	var paths []string
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "path" {
			for _, a := range start.Attr {
				if a.Name.Local == "d" {
					paths = append(paths, a.Value)
				}
			}
		}
	}
	if len(paths) != 2 || paths[0] != "M0 0h33v33H0z" {
		t.Fatalf("paths %q", paths)
	}
	drawn := make([][]bool, code.Modules())
	for i := range drawn {
		drawn[i] = make([]bool, code.Modules())
	}
	run := regexp.MustCompile(`^M(\d+) (\d+)h(\d+)v1h-(\d+)z`)
	for rest := paths[1]; rest != ""; {
		m := run.FindStringSubmatch(rest)
		if m == nil || m[3] != m[4] {
			t.Fatalf("path goes on with %q", rest)
		}
		x, y, n := number(t, m[1]), number(t, m[2]), number(t, m[3])
		for i := range n {
			drawn[y][x+i] = true
		}
		rest = rest[len(m[0]):]
	}
	for y := range drawn {
		for x := range drawn[y] {
			if drawn[y][x] != code.dark[y][x] {
				t.Fatalf("module %d,%d is %v in the SVG", x, y, drawn[y][x])
			}
		}
	}
	if again := code.SVG(); again != svg {
		t.Error("drawn twice, it differs")
	}
}

func number(t *testing.T, digits string) int {
	t.Helper()
	n, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPNGSizes(t *testing.T) {
	for pixels, ok := range map[int]bool{0: false, -1: false, 1: true, 4: true, 65: false} {
		raw, err := card(t).PNG(pixels)
		if (err == nil) != ok {
			t.Errorf("PNG(%d): %v", pixels, err)
			continue
		}
		if !ok {
			continue
		}
		head, err := png.DecodeConfig(bytes.NewReader(raw))
		if err != nil || head.Width != 33*pixels || head.Height != 33*pixels {
			t.Errorf("PNG(%d) is %dx%d, %v", pixels, head.Width, head.Height, err)
		}
	}
}

func TestNewRefusesWhatFitsNoCode(t *testing.T) {
	if code, err := New(strings.Repeat("x", 4000)); err == nil {
		t.Errorf("4000 characters made a code of %d modules", code.Modules())
	}
}

// An independent reader, so that our own decoder cannot agree with our own mistake.
func TestZBarReadsOurPNG(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("zbarimg is missing: install zbar-tools")
	}
	for _, pixels := range []int{3, 4, 10} {
		raw, err := card(t).PNG(pixels)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "card.png")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := exec.Command(zbar, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
		if err != nil || strings.TrimSpace(string(read)) != cardText {
			t.Errorf("at %d pixels a module zbarimg reads %q, %v", pixels, read, err)
		}
	}
}

func TestACardWithAStainIsStillRead(t *testing.T) {
	raw, err := card(t).PNG(6)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	stained := image.NewPaletted(img.Bounds(), img.(*image.Paletted).Palette)
	copy(stained.Pix, img.(*image.Paletted).Pix)
	for y := 15 * 6; y < 21*6; y++ {
		for x := 14 * 6; x < 20*6; x++ {
			stained.Pix[y*stained.Stride+x] = 1
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, stained); err != nil {
		t.Fatal(err)
	}
	if text, err := Decode(context.Background(), out.Bytes()); err != nil || text != cardText {
		t.Errorf("Decode = %q, %v", text, err)
	}
}

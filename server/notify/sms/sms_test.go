package sms

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestMeasure(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Size{
		"":                        {Parts: 1},
		"Ha Matala":               {Signs: 9, Parts: 1},
		"€[x]":                    {Signs: 7, Parts: 1},
		strings.Repeat("a", 160):  {Signs: 160, Parts: 1},
		strings.Repeat("a", 161):  {Signs: 161, Parts: 2},
		strings.Repeat("a", 306):  {Signs: 306, Parts: 2},
		strings.Repeat("a", 307):  {Signs: 307, Parts: 3},
		"Tšitoe":                  {Signs: 6, Parts: 1, Wide: true, Widely: 'š'},
		strings.Repeat("š", 70):   {Signs: 70, Parts: 1, Wide: true, Widely: 'š'},
		strings.Repeat("š", 71):   {Signs: 71, Parts: 2, Wide: true, Widely: 'š'},
		strings.Repeat("š", 135):  {Signs: 135, Parts: 3, Wide: true, Widely: 'š'},
		"’Mantoa":                 {Signs: 7, Parts: 1, Wide: true, Widely: '’'},
		"🙂":                       {Signs: 2, Parts: 1, Wide: true, Widely: '🙂'},
		strings.Repeat("€", 80):   {Signs: 160, Parts: 1},
		strings.Repeat("€", 81):   {Signs: 162, Parts: 2}, // 76 and 5: a letter of the extension is not cut
		strings.Repeat("🙂", 35):   {Signs: 70, Parts: 1, Wide: true, Widely: '🙂'},
		strings.Repeat("🙂", 66):   {Signs: 132, Parts: 2, Wide: true, Widely: '🙂'},
		strings.Repeat("🙂", 67):   {Signs: 134, Parts: 3, Wide: true, Widely: '🙂'}, // 33 pairs a part, not 33½
		strings.Repeat("a\n", 80): {Signs: 160, Parts: 1},
	} {
		if got := Measure(text); got != want {
			t.Errorf("%.20q (%d): %+v, want %+v", text, len(text), got, want)
		}
	}
}

// The examples are worked out by hand from the specification: an address as swapped
// digits, "hellohello" as the packed septets E8329BFD4697D9EC37.
func TestSubmit(t *testing.T) {
	t.Parallel()
	one, err := Submit("+26658124471", "hellohello", 7, 48*time.Hour)
	if err != nil || len(one) != 1 {
		t.Fatal(one, err)
	}
	if want := "0031000B916256184274F1" + "0000" + "A8" + "0A" + "E8329BFD4697D9EC37"; one[0].Hex != want || one[0].Octets != len(want)/2-1 {
		t.Errorf("%+v\nwant %s", one[0], want)
	}
	wide, err := Submit("58124471", "Tšo", 7, time.Hour)
	if err != nil || len(wide) != 1 {
		t.Fatal(wide, err)
	}
	if want := "0031000881" + "85214417" + "0008" + "0B" + "06" + "00540161006F"; wide[0].Hex != want {
		t.Errorf("%+v\nwant %s", wide[0], want)
	}
	several, err := Submit("+26658124471", strings.Repeat("a", 161), 7, time.Hour)
	if err != nil || len(several) != 2 || !strings.HasPrefix(several[0].Hex, "0071") || !strings.Contains(several[0].Hex, "A0050003070201") ||
		!strings.Contains(several[1].Hex, "0F050003070202") {
		t.Errorf("%+v, %v", several, err)
	}
	for _, bad := range []string{"", "+", "12", "5744 18", "+2665812447x", "+1234567890123456", "’"} {
		if _, err := Submit(bad, "x", 0, 0); !errors.Is(err, ErrNumber) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestValidity(t *testing.T) {
	t.Parallel()
	for keep, want := range map[time.Duration]byte{0: 0, 5 * time.Minute: 0, time.Hour: 11, 12 * time.Hour: 143, 24 * time.Hour: 167, 48 * time.Hour: 168, 90 * 24 * time.Hour: 196} {
		if got := validity(keep); got != want {
			t.Errorf("%v: %d, want %d", keep, got, want)
		}
	}
}

// What is sent reads back as it was, whatever its letters and length: a SUBMIT's
// content is a DELIVER's.
func TestContentReadsBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "Kliniki ea Ha Matala: re u lebeletse", strings.Repeat("Tšepo ", 40), strings.Repeat("{€}", 100), strings.Repeat("🙂š", 90), strings.Repeat("x", 159) + "@"} {
		units, err := Submit("+26658124471", text, 200, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		var back strings.Builder
		for _, u := range units {
			raw, _ := hex.DecodeString(u.Hex)
			c := cursor{rest: raw[11:]} // behind the address and TP-PID
			c.octet()
			coding := c.octet()
			c.octet()
			back.WriteString(c.content(coding, raw[1]&hasHeader != 0))
			if c.short || u.Octets > 140+25 {
				t.Errorf("%.20q: %d octets", text, u.Octets)
			}
		}
		if back.String() != text {
			t.Errorf("%.30q reads back as %.30q", text, back.String())
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	address, stamp := "0B916256184274F1", "62112241530021"
	for hexed, want := range map[string]Received{
		"00" + "04" + address + "0000" + stamp + "04" + "D3E61310"[:8]:             {From: "+26658124471"},
		"00" + "04" + address + "0008" + stamp + "08" + "0053005400F3004F":         {From: "+26658124471", Text: "STóO"},
		"00" + "06" + "2A" + address + stamp + stamp + "00":                        {From: "+26658124471", Report: true, Reference: 0x2a, Status: Delivered},
		"00" + "06" + "2B" + address + stamp + stamp + "30":                        {From: "+26658124471", Report: true, Reference: 0x2b, Status: Trying},
		"07916256184274F1" + "06" + "2C" + address + stamp + stamp + "46":          {From: "+26658124471", Report: true, Reference: 0x2c, Status: Gone},
		"00" + "04" + "0881" + "85214417" + "0004" + stamp + "02" + "FFFE":         {From: "58124471"},
		"00" + "04" + "07D0" + "D3E61310" + "0000" + stamp + "01" + "41":           {From: "SMLB"[:0], Text: "A"},
		"00" + "44" + address + "0000" + stamp + "08" + "0500030702" + "01" + "82": {From: "+26658124471", Text: "A"},
	} {
		got, err := Parse(hexed)
		if err != nil {
			t.Errorf("%s: %v", hexed, err)
			continue
		}
		if want.Text == "" && !want.Report {
			got.Text = ""
		}
		if want.From == "" {
			got.From = "" // a name of letters
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", hexed, got, want)
		}
	}
	for _, bad := range []string{"", "zz", "0", "00", "0004", "00040B9162", "0003", "FF04", "0006" + "2A" + address + stamp} {
		if _, err := Parse(bad); !errors.Is(err, ErrPDU) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("00040B916256184274F10000" + "62112241530021" + "04D4F29C0E")
	f.Add("00062A0B916256184274F1" + "62112241530021" + "62112241530021" + "00")
	f.Fuzz(func(t *testing.T, text string) {
		if r, err := Parse(text); err != nil && r != (Received{}) {
			t.Fatalf("%+v with %v", r, err)
		}
	})
}

func FuzzSubmit(f *testing.F) {
	f.Add("Tšepo {€}")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		units, err := Submit("+26658124471", text, 1, time.Hour)
		if err != nil || len(units) != Measure(text).Parts {
			t.Fatalf("%d parts, measured %d, %v", len(units), Measure(text).Parts, err)
		}
		for _, u := range units {
			if u.Octets > 14+140 {
				t.Fatalf("%d octets", u.Octets)
			}
		}
	})
}

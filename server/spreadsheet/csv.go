package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"
)

// CSV is the lines as a spreadsheet reads them: UTF-8 with its mark.
func CSV(lines [][]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff") // so that a spreadsheet reads š as š
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, line := range lines {
		cells := make([]string, len(line))
		for i, text := range line {
			cells[i] = Cell(text)
		}
		w.Write(cells) // the writer keeps its first error for Error below
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// Cell keeps a spreadsheet from taking text for a formula: what begins like one,
// after spaces or in the wide signs of Asian keyboards too, gets an apostrophe
// before it.
func Cell(text string) string {
	if start := strings.TrimLeft(text, " \u00a0\u3000\ufeff"); start != "" {
		if first, _ := utf8.DecodeRuneInString(start); strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", first) {
			return "'" + text
		}
	}
	return text
}

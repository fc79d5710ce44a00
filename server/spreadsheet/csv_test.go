package spreadsheet_test

import (
	"testing"

	"karete/server/spreadsheet"
)

func TestNoCellStartsAFormula(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1",
		"  =1": "'  =1", "＝1": "'＝1", "\u00a0@x": "'\u00a0@x", "|calc": "'|calc", "%0": "'%0",
		"": "", " ": " ", "12": "12", "1-4 female": "1-4 female", "’M’e": "’M’e", "a=b": "a=b",
	} {
		if got := spreadsheet.Cell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	text, err := spreadsheet.CSV([][]string{{"name", "number"}, {"’Mathabo \"M\"", "-1"}})
	if want := "\ufeffname,number\r\n\"’Mathabo \"\"M\"\"\",'-1\r\n"; err != nil || string(text) != want {
		t.Errorf("%q, %v", text, err)
	}
}

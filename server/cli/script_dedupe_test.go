package cli_test

import (
	"bytes"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// hostile : the lists that no text file can hold. excel.csv is list.csv as another
// program saves it.
func hostile(ts *testscript.TestScript, neg bool, args []string) {
	write := func(name string, text []byte) { ts.Check(os.WriteFile(ts.MkAbs(name), text, 0o600)) }
	write("latin1.csv", []byte("id,given,family\na,Thabo,Mokoena\nb,Ts\xe9po,Molapo\n"))
	write("endless.csv", append([]byte("id,given,family\na,Thabo,"), bytes.Repeat([]byte("x"), 1<<20)...))
	write("empty.csv", nil)
	write("excel.csv", []byte("\ufeff"+strings.ReplaceAll(`"No";"First names"; Surname ;"Sex";"Born";"Tel";"Tel 2";"Village";"Clerk"
1;Thabo;Mokoena;M;12.3.1987;;58124471;"Ha Thetsane";x

2;Palesa;Mahase;F;1991-05-02;;;Hlotse;
3;Tabo;MOKWENA;M;19870312;5812 4471 / 52220000;;Thetsane;"said ""Ha"" too"
4;Mahase;Paelsa;F;2/5/1991;;;Hlotse;x
5;Tumelo;Mokoena;M;1990-06-21;58124471;;Ha Thetsane;x
6;Lineo;Molapo;F;1991;;;;x
`, "\n", "\r\n")))
}

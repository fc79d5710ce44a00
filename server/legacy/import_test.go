package legacy_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"karete/server/disclosure"
	"karete/server/id"
	"karete/server/legacy"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func TestTrialSaysOfEachLineWhatBecomesOfIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.bring(`C:\Users\mpho\patients-2019.csv`, register)
	wantMapping := legacy.ImportMapping{Fields: []legacy.Field{legacy.Given, legacy.Family, legacy.Sex, legacy.Birth, legacy.Village, legacy.Phone, legacy.FileNumber, legacy.Leave},
		AgesOn: "2019-07-01"}
	if diff := cmp.Diff(wantMapping, d.Mapping); diff != "" || d.Name != "patients-2019.csv" || d.Rows != 7 {
		t.Fatal(diff, d.Name, d.Rows)
	}
	if diff := cmp.Diff(legacy.ImportColumn{Name: "TSOETSOE", Samples: []string{"12/4/87", "3 Hlakola 1990", "45 ys"}}, d.Columns[3]); diff != "" {
		t.Error(diff)
	}
	d = o.tried(d)
	var got []string
	for _, l := range o.lines(d.ID, "") {
		got = append(got, told(l))
	}
	want := []string{"3 add", "4 add", "5 add birthDate:age-read", "6 unreadable givenNames:no-name", "7 unreadable sex:sex-unclear birthDate:no-such-day",
		"8 unreadable birthDate:no-such-month", "9 add givenNames:short-name phone:phone-unclear"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(legacy.ImportCounts{Add: 4, Unreadable: 3, Doubtful: 2}, d.Counts); diff != "" {
		t.Error(diff)
	}
	if n := o.people(); n != 0 {
		t.Errorf("the trial added %d people", n)
	}
	for which, want := range map[string]int{legacy.Doubtful: 2, legacy.Noted: 5, "unreadable": 3, "add": 4} {
		if n := len(o.lines(d.ID, which)); n != want {
			t.Errorf("%s: %d lines, want %d", which, n, want)
		}
	}
}

func TestAppliedOnceAndNeverAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.brought("patients-2019.csv", register)
	if diff := cmp.Diff(legacy.ImportCounts{Unreadable: 3, Doubtful: 2, Added: 4}, d.Counts); diff != "" {
		t.Error(diff)
	}
	for _, number := range []string{"0012", "0013/19", "0013/2019", "OPD0014"} {
		if list := o.found(number); len(list) != 1 {
			t.Errorf("%s finds %d people", number, len(list))
		}
	}
	list := o.found("Mokoena")
	if len(list) != 1 || list[0].BirthDate != "1987-04-12" || list[0].Sex != patient.Female || list[0].FileNumber != "0012" {
		t.Errorf("%+v", list)
	}
	list = o.found("Pule")
	if len(list) != 1 || list[0].BirthDate != "1974" || list[0].BirthPrecision != "age" || list[0].FileNumber != "OPD-0014" {
		t.Errorf("%+v", list)
	}
	again := o.tried(o.bring("the same.csv", register))
	if diff := cmp.Diff(legacy.ImportCounts{Here: 4, Unreadable: 3, Doubtful: 2}, again.Counts); diff != "" {
		t.Error(diff)
	}
	first := o.lines(again.ID, "here")[0]
	if first.Patient == nil || first.Patient.DisplayName != "Mamosa Mokoena" || first.Patient.FileNumber != "0012" {
		t.Errorf("%+v", first)
	}
	o.applied(again)
	if n := o.people(); n != 4 {
		t.Errorf("%d people", n)
	}
	if o.room.Work(t.Context()) != nil || o.people() != 4 {
		t.Error("idle work adds somebody")
	}
}

func TestLikelyHereAndTwiceInTheFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.brought("a.csv", sheetOf("Mathabo,Mokoena,F,12/04/1987,Ha Matala,58124471,", "Tšepo,Letsie,M,3/2/1990,Ha Abia,62807799,0099"))
	d := o.tried(o.bring("b.csv", sheetOf(
		"'Ma Thabo,Mokwena,F,12/04/1987,Ha-Matala,+266 5812 4471,", // 2: here, spelled otherwise
		"Ts'epo,Letsie,M,,,,0099",                                  // 3: here, by the number
		"Rethabile,Nthako,F,1955,Ha Nkau,,0099",                    // 4: the number of somebody else
		"Palesa,Molise,F,9/9/1999,Ha Sekete,50112233,0100",         // 5
		"Palesa,Molise,F,9/9/1999,Ha Sekete,50112233,0100",         // 6: again, word by word
		"Palesa,Mollise,F,9/9/1999,Sekete,5011 2233,",              // 7: again, likely
		"Khotso,Ramabele,M,1/1/1960,Ha Nkau,,0100",                 // 8: the number of line 5
	)))
	var got []string
	for _, l := range o.lines(d.ID, "") {
		got = append(got, told(l))
	}
	want := []string{"2 here", "3 here", "4 unreadable fileNumber:number-taken", "5 add", "6 again =5", "7 again =5", "8 unreadable fileNumber:number-in-file"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	likely := o.lines(d.ID, "here")[0]
	if likely.Score < 0.9 || len(likely.Reasons) == 0 || likely.Patient.DisplayName != "Mathabo Mokoena" {
		t.Errorf("%+v", likely)
	}
	// Somebody looked: line 7 is a twin of line 5.
	o.applied(d, 7)
	if n := len(o.found("Palesa")); n != 2 {
		t.Errorf("%d people are called Palesa", n)
	}
	if n := o.people(); n != 4 {
		t.Errorf("%d people", n)
	}
}

func TestUndoTakesBackWhoWasLeftAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.brought("a.csv", sheetOf("Mathabo,Mokoena,F,12/04/1987,Ha Matala,58124471,0012", "Tšepo,Letsie,M,3/2/1990,Ha Abia,62807799,0013", "Neo,Tau,M,1980,,,0014"))
	came := o.found("0013")[0].ID
	o.CheckIn(came, visittest.OPD)
	d = o.undone(d)
	if diff := cmp.Diff(legacy.ImportCounts{Added: 3, Withdrawn: 2, Kept: 1}, d.Counts); diff != "" {
		t.Error(diff)
	}
	if kept := o.lines(d.ID, "kept"); len(kept) != 1 || kept[0].Line != 3 || kept[0].Patient.ID != came {
		t.Errorf("%+v", kept)
	}
	for text, want := range map[string]int{"Mokoena": 0, "0012": 0, "58124471": 0, "Letsie": 1, "0013": 1} {
		if n := len(o.found(text)); n != want {
			t.Errorf("%s finds %d people, want %d", text, n, want)
		}
	}
	// The numbers are free again, and the file can be brought again.
	again := o.brought("a.csv", sheetOf("Mathabo,Mokoena,F,12/04/1987,Ha Matala,58124471,0012", "Tšepo,Letsie,M,3/2/1990,Ha Abia,62807799,0013", "Neo,Tau,M,1980,,,0014"))
	if diff := cmp.Diff(legacy.ImportCounts{Here: 1, Added: 2}, again.Counts); diff != "" {
		t.Error(diff)
	}
	if n := o.people(); n != 3 {
		t.Errorf("%d people", n)
	}
}

// The mapping that was right for a register is proposed for the next one like it.
func TestMappingIsRemembered(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const columns = "foo,bar,baz\n"
	d := o.bring("a.csv", columns+"Mokoena,Thabo,one\nLetsie,Neo,two\n")
	if len(d.Mapping.Fields) != 3 || d.Mapping.Fields[0] != legacy.Leave {
		t.Fatalf("%+v", d.Mapping)
	}
	d.Mapping = legacy.ImportMapping{Fields: []legacy.Field{legacy.Family, legacy.Given, legacy.Leave}, Series: "old", MonthFirst: true}
	o.tried(d)
	next := o.bring("b-2021.csv", columns+"Tau,Pule,three\nSello,Lineo,four\n")
	want := legacy.ImportMapping{Fields: []legacy.Field{legacy.Family, legacy.Given, legacy.Leave}, Series: "OLD", MonthFirst: true, AgesOn: "2021-07-01"}
	if diff := cmp.Diff(want, next.Mapping); diff != "" {
		t.Error(diff)
	}
}

func TestReports(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.tried(o.bring("a.csv", sheetOf("=1+1,Mokoena,F,12/04/1987,,,", "Thabo,Letsie,M,31/02/1987,,+266 58124471,0013", "Neo,Tau,M,1980,,,")))
	csv, err := o.room.CSV(t.Context(), visittest.Admin, d.ID, true)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffgiven names,surname,sex,date of birth,village,phone,file no,Line,Why\r\n" +
		",Mokoena,F,12/04/1987,,,,2,\"Given names: a formula, whose value may be another one tomorrow: put the value there\"\r\n" +
		"Thabo,Letsie,M,31/02/1987,,'+266 58124471,0013,3,Birth date: there is no day 31 in month 2\r\n"
	if diff := cmp.Diff(want, string(csv)); diff != "" {
		t.Error(diff)
	}
	// Put right, it is brought again with the mapping of before.
	right := strings.Replace(strings.Replace(string(csv), "31/02", "28/02", 1), "\r\n,Mokoena", "\r\nMpho,Mokoena", 1)
	back := o.bring("right.csv", right)
	back.Mapping.Fields[7], back.Mapping.Fields[8] = legacy.Leave, legacy.Leave
	if back = o.tried(back); back.Counts.Add != 2 || back.Counts.Doubtful != 0 {
		t.Errorf("%+v", back.Counts)
	}
	whole, err := o.room.CSV(t.Context(), visittest.Admin, d.ID, false)
	if err != nil || strings.Count(string(whole), "\r\n") != 4 {
		t.Errorf("%v\n%s", err, whole)
	}
}

// A command twice is one command, and no file is read for nothing.
func TestUploadTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	in := legacy.Upload{ID: id.New(), Name: "a.csv"}
	for range 2 {
		d, err := o.room.Upload(t.Context(), visittest.Admin, in, strings.NewReader(register))
		if err != nil || d.Rows != 7 {
			t.Fatal(d.Rows, err)
		}
	}
	if list, err := o.room.List(t.Context(), visittest.Admin); err != nil || len(list.Imports) != 1 {
		t.Error(list, err)
	}
	if _, err := o.room.Upload(t.Context(), visittest.Admin, in, strings.NewReader(register+"a,b,M,1990,,,,\n")); err == nil {
		t.Error("another file under the same id was taken")
	}
}

// A workbook knows what a date is, whatever way it shows it.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	file := excelize.NewFile()
	defer file.Close()
	set := func(cell string, v any) {
		if err := file.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"Name of patient", "Gender", "D.O.B.", "Folder #"} {
		set(string(rune('A'+i))+"3", name)
	}
	set("A1", "Ha Matala, register of 2019")
	zeros := "0000"
	style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
	if err != nil {
		t.Fatal(err)
	}
	set("A4", "Mokoena, Mamosa")
	set("B4", "Female")
	set("C4", time.Date(1987, 4, 12, 0, 0, 0, 0, time.UTC))
	set("D4", 12)
	set("A5", "Letsie, Thabo")
	set("B5", "Monna")
	set("C5", 1990)
	set("D5", 13)
	if err := errors.Join(file.SetCellStyle("Sheet1", "D4", "D5", style), file.SetCellFormula("Sheet1", "B5", `"M"`)); err != nil {
		t.Fatal(err)
	}
	out, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	d := o.tried(o.bring("a.xlsx", out.String()))
	want := legacy.ImportMapping{Fields: []legacy.Field{legacy.Full, legacy.Sex, legacy.Birth, legacy.FileNumber}, FamilyFirst: true}
	if diff := cmp.Diff(want, d.Mapping); diff != "" || d.Kind != "xlsx" || d.Sheet != "Sheet1" {
		t.Error(d.Kind, d.Sheet, diff)
	}
	o.applied(d)
	list := o.found("0012")
	if len(list) != 1 || list[0].DisplayName != "Mamosa Mokoena" || list[0].BirthDate != "1987-04-12" {
		t.Errorf("%+v", list)
	}
	if l := o.lines(d.ID, "unreadable"); len(l) != 1 || told(l[0]) != "5 unreadable sex:formula" {
		t.Errorf("%+v", l)
	}
}

// Who came with an old register can be told so, and what it said of them.
func TestWhereAFileCameFrom(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.brought("patients-2019.csv", register)
	came := o.found("Letsie")[0].ID
	b, err := disclosure.New(o.Gate).Bundle(t.Context(), visittest.Doctor, came, "patient")
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Origins) != 1 || b.Origins[0].File != "patients-2019.csv" || b.Origins[0].Line != 4 || b.Origins[0].AddedBy != visittest.Admin.Name {
		t.Errorf("%+v", b.Origins)
	}
	if len(b.Versions) != 1 || b.Versions[0].FamilyName != "Letsie" || b.Versions[0].By != visittest.Admin.Name {
		t.Errorf("%+v", b.Versions)
	}
	if first := b.Accesses[0]; first.Action != "import.add" || first.Opened {
		t.Errorf("%+v", b.Accesses)
	}
}

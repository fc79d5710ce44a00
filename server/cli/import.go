package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/legacy"
	"karete/server/tabular"
)

// importing is one run of the command.
type importing struct {
	*call
	room                     *legacy.Room
	mapping, encoding, sheet string
	agesOn, series           string
	monthFirst, familyFirst  bool
	report                   string
	dryRun, yes              bool
}

// bringIn brings an old register in, or takes one back. A running server does the
// same in the browser.
func bringIn(c *call) error {
	f, data := c.flags("import")
	from := c.secretFlags(f)
	i := &importing{call: c}
	f.StringVar(&i.mapping, "mapping", "", `which column is what, where the guess is wrong: "FANE=familyName,X1="; the fields are those of the browser's page`)
	f.BoolVar(&i.monthFirst, "month-first", false, "4/12/87 is 12 April 1987")
	f.BoolVar(&i.familyFirst, "family-first", false, "a full name begins with the surname")
	f.StringVar(&i.agesOn, "ages-on", "", "YYYY-MM-DD on which ages were told")
	f.StringVar(&i.series, "series", "", "series of file numbers that name none")
	f.StringVar(&i.encoding, "encoding", "", "of a CSV that is not UTF-8: windows-1252")
	f.StringVar(&i.sheet, "sheet", "", "of a workbook; the first unless said")
	f.StringVar(&i.report, "report", "", "file for what becomes of each line, as CSV")
	f.BoolVar(&i.dryRun, "dry-run", false, "only try, and keep nothing of it")
	f.BoolVar(&i.yes, "yes", false, "add those who can be added")
	undo := f.String("undo", "", "the import to take back, by the number that was told when it was added, or last")
	file, err := c.oneFile(f)
	if err != nil {
		return err
	}
	if (file == "") == (*undo == "") || i.dryRun && i.yes || i.encoding != "" && i.encoding != tabular.Windows1252 {
		fmt.Fprintln(c.stderr, "karete import: say FILE, or --undo; --dry-run or --yes; --encoding windows-1252 or none")
		return errUsage
	}
	var brought *os.File
	if file != "" {
		if brought, err = os.Open(file); err != nil { // before the command becomes the data's owner, who may not
			return fmt.Errorf("the register cannot be read: %w", err)
		}
		defer brought.Close()
	}
	if err := errors.Join(c.asOwner(*data), mustBeThere(*data)); err != nil {
		return err
	}
	s, err := c.open(*data, from)
	if err != nil {
		return err
	}
	if i.room, err = s.Imports(); err == nil && file != "" {
		err = i.bring(filepath.Base(file), brought)
	} else if err == nil {
		err = i.takeBack(*undo)
	}
	return firstOf(importFailed(err), s.Close())
}

// bring is the way from the file to the people: read, tried, told, added.
func (i *importing) bring(name string, from io.Reader) error {
	box := access.TheBox()
	d, err := i.room.Upload(i.ctx, box, legacy.Upload{ID: id.New(), Name: name, Encoding: i.encoding, Sheet: i.sheet}, from)
	if err != nil {
		return err
	}
	if err := i.settle(&d); err != nil {
		return errors.Join(err, i.discard(d.ID))
	}
	i.tellColumns(d)
	if _, err = i.room.Map(i.ctx, box, d.ID, legacy.MapImport{ID: id.New(), ImportMapping: d.Mapping}); err != nil {
		return errors.Join(err, i.discard(d.ID))
	}
	if d, err = i.worked(d.ID); err != nil {
		return err
	}
	if err := i.tellTrial(d); err != nil {
		return err
	}
	switch {
	case i.dryRun:
		return i.discard(d.ID)
	case d.Counts.Add == 0:
		fmt.Fprintln(i.stdout, "Nobody is to be added.")
		return i.discard(d.ID)
	case !i.yes:
		fmt.Fprintln(i.stdout, "Nothing is written yet. Say --yes to add them, or look at the trial in the browser.")
		return nil
	}
	if _, err := i.room.Apply(i.ctx, box, d.ID, legacy.ApplyImport{ID: id.New()}); err != nil {
		return err
	}
	if d, err = i.worked(d.ID); err != nil {
		return err
	}
	fmt.Fprintf(i.stdout, "%d people were added. To take them back: karete import --undo %s\n", d.Counts.Added, d.ID)
	return nil
}

// settle is the mapping that was proposed with what the flags say.
func (i *importing) settle(d *legacy.ImportDetail) error {
	m := &d.Mapping
	m.MonthFirst, m.FamilyFirst = m.MonthFirst || i.monthFirst, m.FamilyFirst || i.familyFirst
	if i.agesOn != "" {
		m.AgesOn = i.agesOn
	}
	if i.series != "" {
		m.Series = i.series
	}
	for pair := range strings.SplitSeq(i.mapping, ",") {
		if pair == "" {
			continue
		}
		name, field, ok := strings.Cut(pair, "=")
		column := slices.IndexFunc(d.Columns, func(c legacy.ImportColumn) bool { return strings.EqualFold(c.Name, strings.TrimSpace(name)) })
		if !ok || column < 0 {
			return fmt.Errorf("--mapping: there is no column %q; say COLUMN=field", strings.TrimSpace(name))
		}
		was := slices.Index(m.Fields, legacy.Field(strings.TrimSpace(field)))
		if was >= 0 && m.Fields[was] != legacy.Leave {
			m.Fields[was] = legacy.Leave
		}
		m.Fields[column] = legacy.Field(strings.TrimSpace(field))
	}
	return nil
}

func (i *importing) tellColumns(d legacy.ImportDetail) {
	fmt.Fprintf(i.stdout, "%d rows, hash %s\n", d.Rows, d.SHA256)
	for column, c := range d.Columns {
		field := string(d.Mapping.Fields[column])
		if field == "" {
			field = "(left out)"
		}
		fmt.Fprintf(i.stdout, "  %-24s %s\n", c.Name, field)
	}
}

// tellTrial says what would become of the lines. What stands in them goes into the
// report only.
func (i *importing) tellTrial(d legacy.ImportDetail) error {
	n := d.Counts
	fmt.Fprintf(i.stdout, "%d rows = %d to be added + %d likely here already + %d twice in the file + %d that cannot be read\n", d.Rows, n.Add, n.Here, n.Again, n.Unreadable)
	if n.Doubtful > 0 {
		fmt.Fprintf(i.stdout, "%d rows can be read with doubts.\n", n.Doubtful)
	}
	part, err := i.room.Lines(i.ctx, access.TheBox(), d.ID, string(legacy.Unreadable), 0)
	if err != nil {
		return err
	}
	for at, l := range part.Lines {
		if at == 20 {
			fmt.Fprintf(i.stdout, "  and %d more; see --report\n", n.Unreadable-at)
			break
		}
		for _, note := range l.Notes {
			if note.Bad {
				fmt.Fprintf(i.stdout, "  line %d: %s %s\n", l.Line, note.Field, note.Code)
			}
		}
	}
	if i.report == "" {
		return nil
	}
	csv, err := i.room.CSV(i.ctx, access.TheBox(), d.ID, false)
	if err != nil {
		return err
	}
	if err := os.WriteFile(i.report, csv, 0o600); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	return nil
}

// worked does what there is to do and reads the import again.
func (i *importing) worked(importID string) (legacy.ImportDetail, error) {
	if err := i.room.Work(i.ctx); err != nil {
		return legacy.ImportDetail{}, err
	}
	return i.room.Read(i.ctx, access.TheBox(), importID)
}

func (i *importing) discard(importID string) error {
	if _, err := i.room.Discard(i.ctx, access.TheBox(), importID, legacy.EndImport{ID: id.New()}); err != nil {
		return err
	}
	return i.room.Work(i.ctx)
}

func (i *importing) takeBack(importID string) error {
	if importID == "last" {
		list, err := i.room.List(i.ctx, access.TheBox())
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list.Imports, func(d legacy.Import) bool { return d.State == legacy.Applied })
		if at < 0 {
			return errors.New("no import is there that could be taken back")
		}
		importID = list.Imports[at].ID
	}
	if _, err := i.room.Undo(i.ctx, access.TheBox(), importID, legacy.EndImport{ID: id.New()}); err != nil {
		return err
	}
	d, err := i.worked(importID)
	if err != nil {
		return err
	}
	fmt.Fprintf(i.stdout, "%d people were taken back.\n", d.Counts.Withdrawn)
	if d.Counts.Kept > 0 {
		fmt.Fprintf(i.stdout, "%d stay, for they came or were changed since.\n", d.Counts.Kept)
	}
	return nil
}

// importFailed says what a code is about.
func importFailed(err error) error {
	var table *tabular.Error
	var f *fault.Error
	switch {
	case errors.As(err, &table):
		return fmt.Errorf("the register was refused: %w", table)
	case !errors.As(err, &f):
		return err
	case f.Code == fault.NotFound:
		return errors.New("there is no such import")
	case f.Code == fault.WrongState:
		return fmt.Errorf("the import is %v; that cannot be done with it", f.Params["status"])
	case f.Code == fault.NotSetUp:
		return errors.New("the clinic is not set up yet")
	case f.Code == fault.Invalid && len(f.Fields) > 0:
		return fmt.Errorf("%s: %s", f.Fields[0].Field, f.Fields[0].Code)
	}
	return err
}

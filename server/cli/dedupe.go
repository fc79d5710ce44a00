package cli

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"karete/assets"
	"karete/db/durable"
	"karete/server/patient/match"
)

// dedupe looks through a list for people who are in it more than once. It needs no
// clinic and changes nothing; the same list gives the same bytes.
func dedupe(c *call) error {
	f := flag.NewFlagSet("karete dedupe", flag.ContinueOnError)
	f.SetOutput(c.stderr)
	in := f.String("csv", "", "the list, as CSV or XLSX, with the names of the columns in its first row")
	out := f.String("out", "", "the CSV that is written: id1,id2,score,reasons; the likeliest pairs first")
	columns := f.String("columns", "", `which column is what: "id=rec_id,given=given_name,address=street_number+address_1"; the others are ignored.
Without it the columns are called `+strings.Join(targets, ", "))
	least := f.Float64("min", 0.01, "the least score that is written, 0 to 1; from 0.9 on a pair is likely")
	if err := c.parse(f); err != nil {
		return err
	}
	wanted, err := columnMap(*columns)
	switch {
	case err != nil:
	case *in == "" || *out == "":
		err = errors.New("say --csv IN.csv --out PAIRS.csv")
	case !(*least >= 0 && *least <= 1):
		err = errors.New("--min is 0 to 1")
	case sameFile(*in, *out):
		err = errors.New("--out would write over the list")
	}
	if err != nil {
		fmt.Fprintf(c.stderr, "karete dedupe: %s\n", err)
		return errUsage
	}
	file, err := os.Open(*in)
	if err != nil {
		return fmt.Errorf("the list cannot be read: %w", err)
	}
	defer file.Close()
	list, err := readList(file, wanted)
	if err != nil {
		return fmt.Errorf("%s: %w", *in, err)
	}
	pairs, err := list.pairs(c.ctx, *least)
	if err != nil {
		return err
	}
	if err := writeWhole(*out, func(w io.Writer) error { return writePairs(w, pairs) }); err != nil {
		return fmt.Errorf("the pairs cannot be written: %w", err)
	}
	for _, n := range list.left {
		fmt.Fprintf(c.stdout, "%s: %d %s not understood and left out, the first on line %d.\n", n.target, n.cells, plural(n.cells, "was", "were"), n.line)
	}
	likely := 0
	for _, p := range pairs {
		if p.score >= match.Likely {
			likely++
		}
	}
	fmt.Fprintf(c.stdout, "%d rows: %d likely and %d possible pairs.\n", len(list.ids), likely, len(pairs)-likely)
	return nil
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// sameFile says whether out is the file that is read, by whatever name.
func sameFile(in, out string) bool {
	a, err := os.Stat(in)
	if err != nil {
		return false
	}
	b, err := os.Stat(out)
	return err == nil && os.SameFile(a, b)
}

// pair is one line of the answer.
type pair struct {
	id1, id2 string
	score    float64 // as it is written, with six decimals
	reasons  string
}

func (l *list) pairs(ctx context.Context, least float64) ([]pair, error) {
	var counts match.Counts
	for i := range l.records {
		counts.Add(&l.records[i])
	}
	var found []pair
	err := match.Pairs(ctx, l.records, &counts, least, func(i, j int, m match.Comparison) {
		p := pair{min(l.ids[i], l.ids[j]), max(l.ids[i], l.ids[j]), math.Round(m.Score*1e6) / 1e6, inEnglish(m)}
		found = append(found, p)
	})
	slices.SortFunc(found, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id1, b.id1), cmp.Compare(a.id2, b.id2))
	})
	return found, err
}

// inEnglish puts the reasons in words: what speaks for it, then what against.
func inEnglish(m match.Comparison) string {
	words := assets.Words("en")
	var out strings.Builder
	say := func(before string, reasons []match.Reason) {
		for _, r := range reasons {
			if out.Len() > 0 {
				out.WriteString(before)
			}
			before = ", "
			text := words["match."+r.Code]
			for name, value := range r.Params {
				text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(value))
			}
			out.WriteString(text)
		}
	}
	say(", ", m.Reasons)
	say("; but ", m.Against)
	return out.String()
}

func writePairs(to io.Writer, pairs []pair) error {
	w := csv.NewWriter(to)
	w.Write([]string{"id1", "id2", "score", "reasons"}) // the writer keeps its first error for Error below
	for _, p := range pairs {
		w.Write([]string{p.id1, p.id2, strconv.FormatFloat(p.score, 'f', 6, 64), p.reasons})
	}
	w.Flush()
	return w.Error()
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".karete-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone already when all went well
	w := bufio.NewWriter(tmp)
	if err := errors.Join(write(w), w.Flush(), tmp.Close()); err != nil {
		return err
	}
	return durable.Replace(tmp.Name(), path)
}

package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"karete/server/patient/match"
	"karete/server/tabular"
)

// targets are what a column can be.
var targets = []string{"id", "given", "family", "sex", "birth_date", "birth_estimated", "phone", "national_id",
	"village", "district", "address", "postcode", "next_of_kin"}

// column says which columns make up a target, by their names in the first row.
type column struct {
	target string
	names  string // "street_number+address_1" are joined by a blank
}

// columnMap reads --columns. Nothing said is nil: the columns bear the targets' names.
func columnMap(text string) ([]column, error) {
	var all []column
	for part := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		target, names, ok := strings.Cut(part, "=")
		c := column{strings.TrimSpace(target), strings.TrimSpace(names)}
		if !ok || c.names == "" || !slices.Contains(targets, c.target) {
			return nil, fmt.Errorf("--columns does not know %q: it is target=column, and the targets are %s", strings.TrimSpace(part), strings.Join(targets, ", "))
		}
		all = append(all, c)
	}
	return all, nil
}

// list is the rows of a file, ready to be compared.
type list struct {
	ids     []string
	records []match.Record
	left    []*leftOut
}

// leftOut is what of a column was left out.
type leftOut struct {
	target string
	cells  int
	line   int
}

func (l *list) leaveOut(target string, line int) {
	for _, n := range l.left {
		if n.target == target {
			n.cells++
			return
		}
	}
	l.left = append(l.left, &leftOut{target, 1, line})
}

// listLimits are ten times what a large clinic has, and still fit the memory of a PC.
var listLimits = tabular.Limits{Bytes: 256 << 20, Rows: 1_000_000}

// readList reads all of a file. An error has the line, and nothing of what stands there.
func readList(file io.Reader, wanted []column) (*list, error) {
	table, err := tabular.Open(file, tabular.Options{Limits: listLimits})
	if err != nil {
		return nil, err
	}
	defer table.Close()
	header, err := table.Next()
	if err != nil {
		return nil, notRead(err)
	}
	places, err := placesOf(header, wanted)
	if err != nil {
		return nil, err
	}
	l, lines := &list{}, map[string]int{}
	for {
		row, err := table.Next()
		if err == io.EOF {
			return l, nil
		}
		if err != nil {
			return nil, notRead(err)
		}
		if err := l.add(row, header, table.Format.Kind, places, lines); err != nil {
			return nil, err
		}
	}
}

func notRead(err error) error {
	if err == io.EOF {
		return errors.New("it has no first row with the names of the columns")
	}
	return err
}

// places are, for each target, the columns it is read from: outside alternatives (two phones), inside parts.
type places map[string][][]int

func placesOf(header tabular.Row, wanted []column) (places, error) {
	at := func(name string) int {
		return slices.IndexFunc(header.Cells, func(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), name) })
	}
	all := places{}
	if wanted == nil {
		for _, target := range targets {
			if i := at(target); i >= 0 {
				all[target] = [][]int{{i}}
			}
		}
	}
	for _, c := range wanted {
		parts := []string{c.names}
		if at(c.names) < 0 {
			parts = strings.Split(c.names, "+")
		}
		var found []int
		for _, part := range parts {
			i := at(strings.TrimSpace(part))
			if i < 0 {
				return nil, fmt.Errorf("line %d: there is no column %q", header.Line, strings.TrimSpace(part))
			}
			found = append(found, i)
		}
		all[c.target] = append(all[c.target], found)
	}
	if len(all["id"]) == 0 {
		return nil, fmt.Errorf("line %d: there is no column \"id\"; say which it is: --columns id=…", header.Line)
	}
	return all, nil
}

// uses says whether any target is read from a column.
func (p places) uses(column int) bool {
	for _, alternatives := range p {
		for _, parts := range alternatives {
			if slices.Contains(parts, column) {
				return true
			}
		}
	}
	return false
}

// of are the cells of a target, each joined of its parts, without empty ones.
func (p places) of(target string, cells []string) []string {
	var out []string
	for _, parts := range p[target] {
		var text []string
		for _, i := range parts {
			if i < len(cells) && cells[i] != "" {
				text = append(text, cells[i])
			}
		}
		if len(text) > 0 {
			out = append(out, strings.Join(text, " "))
		}
	}
	return out
}

func (p places) one(target string, cells []string) string {
	return strings.Join(p.of(target, cells), " ")
}

// add takes in one row.
func (l *list) add(row, header tabular.Row, kind string, p places, lines map[string]int) error {
	switch n, want := len(row.Cells), len(header.Cells); {
	case n > want, n < want && kind == "csv": // a workbook leaves out empty cells at the end
		return fmt.Errorf("line %d: %d %s, and the first row has %d", row.Line, n, plural(n, "column", "columns"), want)
	}
	for _, i := range row.Formulas {
		if p.uses(i) {
			return fmt.Errorf("line %d: column %q is a formula; save the list with values in its place", row.Line, header.Cells[i])
		}
	}
	id := p.one("id", row.Cells)
	if id == "" {
		return fmt.Errorf("line %d: the id is empty", row.Line)
	}
	if before, twice := lines[id]; twice {
		return fmt.Errorf("line %d: the id is that of line %d", row.Line, before)
	}
	lines[id] = row.Line
	l.ids = append(l.ids, id)
	l.records = append(l.records, match.Prepare(l.person(p, row)))
	return nil
}

func (l *list) person(p places, row tabular.Row) match.Person {
	cells := row.Cells
	who := match.Person{
		Given:       p.one("given", cells),
		Family:      p.one("family", cells),
		NationalIDs: p.of("national_id", cells),
		Village:     p.one("village", cells),
		District:    p.one("district", cells),
		Address:     p.one("address", cells),
		Postcode:    p.one("postcode", cells),
		NextOfKin:   p.one("next_of_kin", cells),
	}
	for i, id := range who.NationalIDs {
		who.NationalIDs[i] = strings.ReplaceAll(id, ":", " ") // a colon would part a system from its number
	}
	for _, cell := range p.of("phone", cells) {
		who.Phones = append(who.Phones, strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("/;,|&", r) })...)
	}
	understood := func(target string, ok bool) {
		if !ok {
			l.leaveOut(target, row.Line)
		}
	}
	var ok bool
	who.Sex, ok = sexTyped(p.one("sex", cells))
	understood("sex", ok)
	who.Birth, ok = birthTyped(p.one("birth_date", cells))
	understood("birth_date", ok)
	who.Estimated, ok = yesTyped(p.one("birth_estimated", cells))
	understood("birth_estimated", ok)
	return who
}

func sexTyped(text string) (sex string, ok bool) {
	switch strings.ToLower(text) {
	case "f", "female", "woman", "girl", "mosali", "ngoanana":
		return "female", true
	case "m", "male", "man", "boy", "monna", "moshanyana":
		return "male", true
	case "", "u", "o", "x", "-", "?", "unknown", "other":
		return "", true
	}
	return "", false
}

func yesTyped(text string) (yes, ok bool) {
	switch strings.ToLower(text) {
	case "1", "y", "yes", "true", "t", "x", "e", "estimated":
		return true, true
	case "", "0", "n", "no", "false", "f", "-":
		return false, true
	}
	return false, false
}

// birthTyped reads YYYY-MM-DD, YYYYMMDD, DD/MM/YYYY, YYYY-MM and YYYY, with any of the usual signs between, as the form
// that match takes. A day that is in no calendar, or has a figure too few or too many, is kept: it is a typing error of
// one that is.
func birthTyped(text string) (birth string, ok bool) {
	text, _, _ = strings.Cut(text, "T") // the midnight that some programs add
	text = strings.TrimSuffix(text, " 00:00:00")
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/. ", r) })
	shape := ""
	for _, part := range parts {
		if strings.Trim(part, "0123456789") != "" {
			return "", false
		}
		shape += strconv.Itoa(len(part))
	}
	two := func(part string) string { return ("0" + part)[len(part)-1:] }
	switch shape {
	case "":
		return "", text == ""
	case "4", "8":
		return parts[0], true
	case "41", "42":
		return parts[0] + "-" + two(parts[1]), true
	case "14", "24":
		return parts[1] + "-" + two(parts[0]), true
	case "411", "412", "421", "422":
		return parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]), true
	case "114", "124", "214", "224":
		return parts[2] + "-" + two(parts[1]) + "-" + two(parts[0]), true
	}
	all := strings.Join(parts, "")
	if n := len(all); n != 7 && n != 9 {
		return "", false
	}
	if n := len(parts); n == 3 && len(parts[2]) > len(parts[0]) {
		all = parts[2] + parts[1] + parts[0]
	}
	return all, true
}

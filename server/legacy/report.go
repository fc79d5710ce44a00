package legacy

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"karete/assets"
	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/spreadsheet"
)

// CSV is every line with what becomes of it, or only the unreadable ones with why,
// to be put right and brought again: the columns are theirs, so the same mapping
// fits. The words are in the reader's language. That it was taken out is journalled.
// Fault: not-found, also when the lines are forgotten.
func (r *Room) CSV(ctx context.Context, who access.Actor, importID string, unreadable bool) ([]byte, error) {
	which, condition := "report", conditions[""]
	if unreadable {
		which, condition = "unreadable", conditions[string(Unreadable)]
	}
	return act.LookThrough(ctx, r.gate, who, "import.csv", "legacy_import", importID, map[string]any{"which": which}, func(tx *db.Tx) ([]byte, error) {
		row, err := load(tx, importID)
		if err != nil {
			return nil, err
		}
		if !row.hasLines {
			return nil, fault.New(fault.NotFound)
		}
		say, err := wordsOf(tx, who)
		if err != nil {
			return nil, err
		}
		table := [][]string{append(row.header[:len(row.header):len(row.header)], say.of("import.csv.line"), say.of("import.csv.why"))}
		if !unreadable {
			table[0] = append([]string{say.of("import.csv.line"), say.of("import.csv.verdict"), say.of("import.csv.why"), say.of("import.csv.patient")}, row.header...)
		}
		err = lines(tx, importID, condition, 0, math.MaxInt32, func(l ImportLine) error {
			cells := append(l.Cells, make([]string, max(0, len(row.header)-len(l.Cells)))...)[:len(row.header)]
			if unreadable {
				table = append(table, append(cells, strconv.Itoa(l.Line), say.why(l)))
				return nil
			}
			patient := ""
			if l.Patient != nil {
				patient = strings.TrimSpace(l.Patient.DisplayName + " " + l.Patient.FileNumber)
			}
			table = append(table, append([]string{strconv.Itoa(l.Line), say.of("import.verdict." + string(l.Verdict)), say.why(l), patient}, cells...))
			return nil
		})
		if err != nil {
			return nil, err
		}
		return spreadsheet.CSV(table)
	})
}

// words are those of a catalogue.
type words map[string]string

// wordsOf is the catalogue of the reader's language.
func wordsOf(tx *db.Tx, who access.Actor) (words, error) {
	language := "en"
	if err := tx.QueryRow("SELECT coalesce((SELECT language FROM staff WHERE id = ?), 'en')", who.ID).Scan(&language); err != nil {
		return nil, err
	}
	return catalogue(language)
}

func catalogue(language string) (w words, err error) {
	text, err := assets.Files.ReadFile("i18n/" + language + ".json")
	if err == nil {
		err = json.Unmarshal(text, &w)
	}
	return w, err
}

func (w words) of(key string) string { return w[key] }

// with puts figures and names into the places that a sentence has for them.
func (w words) with(key string, params map[string]any) string {
	sentence := w[key]
	for name, value := range params {
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", fmt.Sprint(value))
	}
	return sentence
}

// why is what there is to say about a line.
func (w words) why(l ImportLine) string {
	var list []string
	if l.SameLine > 0 {
		list = append(list, w.with("import.same-line", map[string]any{"line": l.SameLine}))
	}
	for _, n := range l.Notes {
		said := w.with("import.note."+n.Code, n.Params)
		if n.Field != Leave {
			said = w.of("import.field."+string(n.Field)) + ": " + said
		}
		list = append(list, said)
	}
	for _, reason := range l.Reasons {
		list = append(list, w.with("match."+reason.Code, reason.Params))
	}
	return strings.Join(list, "; ")
}

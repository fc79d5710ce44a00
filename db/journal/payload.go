package journal

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"karete/db"
)

const emptyPayload = `{"detail":{},"rows":{}}`

// Changed names a row that an act wrote.
type Changed struct{ Table, ID string }

// Payload reads the changed rows as they stand and puts them, with the detail,
// into an entry's payload. A row named twice is in it once.
func Payload(tx *db.Tx, detail map[string]any, changed []Changed) ([]byte, error) {
	if len(detail) == 0 && len(changed) == 0 {
		return []byte(emptyPayload), nil
	}
	facts := json.RawMessage("{}")
	if len(detail) > 0 {
		var err error
		if facts, err = Canonical(detail); err != nil {
			return nil, err
		}
	}
	b := make([]byte, 0, 128+len(facts)+640*len(changed))
	b = append(b, `{"detail":`...)
	b = append(b, facts...)
	b = append(b, `,"rows":{`...)

	tables := map[string][]string{}
	for _, c := range changed {
		tables[c.Table] = append(tables[c.Table], c.ID)
	}
	for i, table := range slices.Sorted(maps.Keys(tables)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, table)
		b = append(b, ":{"...)
		slices.Sort(tables[table])
		for i, id := range slices.Compact(tables[table]) {
			row, err := Row(tx, table, id)
			if err != nil {
				return nil, fmt.Errorf("a row said to be changed: %w", err)
			}
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(b, id)
			b = append(b, ':')
			b = append(b, row...)
		}
		b = append(b, '}')
	}
	return append(b, "}}"...), nil
}

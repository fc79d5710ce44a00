package health

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// SupportBundle names the command that makes one.
type SupportBundle struct {
	ID string `json:"id" format:"uuid"`
}

// Bundle is a zip for whoever helps from afar: how the box is, what it is made of,
// how much of everything there is, and what it logged last. A person looks at it
// before it leaves; about.txt says what is in it.
func (r *Room) Bundle(ctx context.Context, a access.Actor, in SupportBundle) ([]byte, error) {
	var made []byte
	_, err := act.Do(ctx, r.Gate, a, act.Command{ID: in.ID, Action: "support.make"}, func(tx *act.Tx) error {
		tx.Subject("box", "support")
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if act.NoWrite(err) { // help is needed most when nothing can be written down
		err = r.Gate.Owe(ctx, a, act.Late{Action: "support.make", Kind: "box", ID: "support"}, err)
	}
	if err == nil {
		made, err = r.bundle(ctx)
	}
	return made, err
}

const about = `This bundle says how a Karete box is doing. It holds no patient, no name of a
person, no id of either, no key and no password. Look through it before you send it.

health.json   the lines of the health page, without names of devices
system.json   versions, sizes, the state of the disk
metrics.txt   the same as figures
counts.json   how many rows each table holds
log.txt       the last lines of the log, ids and addresses struck out
stacks.txt    what the program is doing just now
`

func (r *Room) bundle(ctx context.Context) ([]byte, error) {
	h, err := r.look(ctx)
	if err != nil {
		return nil, err
	}
	for i := range h.Lines { // people name devices after people
		h.Lines[i].Names, h.Lines[i].Place, h.Lines[i].Plug = nil, "", ""
	}
	is, err := r.System.Read(ctx, access.TheBox())
	if err != nil {
		return nil, err
	}
	metrics, err := r.Metrics(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := r.counts(ctx)
	if err != nil {
		return nil, err
	}
	files := []struct {
		name string
		text []byte
	}{
		{"about.txt", []byte(about)}, {"health.json", pretty(h)}, {"system.json", pretty(is)}, {"metrics.txt", metrics}, {"counts.json", pretty(counts)},
		{"log.txt", []byte(strings.Join(r.Recent.Lines(), "\n") + "\n")}, {"stacks.txt", stacks()},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: h.At.Truncate(time.Second)})
		if err != nil {
			return nil, fmt.Errorf("support bundle: %w", err)
		}
		if _, err := w.Write(f.text); err != nil {
			return nil, fmt.Errorf("support bundle: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("support bundle: %w", err)
	}
	return out.Bytes(), nil
}

func pretty(v any) []byte {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // our own types
	}
	return append(text, '\n')
}

// stacks is where each goroutine stands, by function and line: without arguments,
// which runtime.Stack prints as numbers only.
func stacks() []byte {
	buf := make([]byte, 256<<10)
	return buf[:runtime.Stack(buf, true)]
}

// counts is how many rows each table holds, and entries of each action.
func (r *Room) counts(ctx context.Context) (map[string]int64, error) {
	list := map[string]int64{}
	err := r.Gate.DB().Read(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
		if err != nil {
			return err
		}
		var tables []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			tables = append(tables, name)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, name := range tables {
			var n int64
			if err := tx.QueryRow(`SELECT count(*) FROM "` + name + `"`).Scan(&n); err != nil {
				return err
			}
			list[name] = n
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	return list, nil
}

package vault

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"math"
	"strings"
	"time"
)

// summarize checks a database and adds up all that is in it: the schema, every
// row of every table in its order, and the numbers in the header.
func summarize(ctx context.Context, c *sql.Conn) (s summary, err error) {
	if err := integral(ctx, c); err != nil {
		return s, err
	}
	h := sha256.New()
	queries := []string{"PRAGMA user_version", "PRAGMA application_id", "PRAGMA encoding",
		"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name"}
	tables, err := c.QueryContext(ctx, // a virtual table has no pages: what it holds is in tables of its own
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
	if err != nil {
		return s, err
	}
	defer tables.Close()
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			return s, err
		}
		queries = append(queries, `SELECT * FROM "`+strings.ReplaceAll(name, `"`, `""`)+`" NOT INDEXED`)
	}
	if err := tables.Err(); err != nil {
		return s, err
	}
	for _, query := range queries {
		n, err := addUp(ctx, c, h, query)
		if err != nil {
			return s, err
		}
		s.rows += n
	}
	h.Sum(s.content[:0])
	return s, nil
}

func integral(ctx context.Context, c *sql.Conn) error {
	rows, err := c.QueryContext(ctx, "PRAGMA integrity_check(10)")
	if err != nil {
		return err
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(found) > 0 { // SQLite names pages, trees and indexes here, never what is in a row
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(found, "; "))
	}
	return nil
}

func addUp(ctx context.Context, c *sql.Conn, h hash.Hash, query string) (n int64, err error) {
	rows, err := c.QueryContext(ctx, query)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	add(h, 'T', []byte(query))
	for ; rows.Next(); n++ {
		if err := rows.Scan(to...); err != nil {
			return 0, err
		}
		for _, value := range values {
			if err := addValue(h, value); err != nil {
				return 0, err
			}
		}
	}
	return n, rows.Err()
}

// add writes a value so that no two rows of values look alike.
func add(h hash.Hash, kind byte, value []byte) {
	var head [9]byte
	head[0] = kind
	binary.BigEndian.PutUint64(head[1:], uint64(len(value)))
	h.Write(head[:])
	h.Write(value)
}

func addValue(h hash.Hash, value any) error {
	switch v := value.(type) {
	case nil:
		add(h, '0', nil)
	case int64:
		add(h, 'I', binary.BigEndian.AppendUint64(nil, uint64(v)))
	case float64:
		add(h, 'R', binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
	case string:
		add(h, 'S', []byte(v))
	case []byte:
		add(h, 'B', v)
	case bool:
		add(h, 'L', fmt.Append(nil, v))
	case time.Time:
		add(h, 'D', v.AppendFormat(nil, time.RFC3339Nano))
	default:
		return errors.New("vault: a kind of value that SQLite has not had so far")
	}
	return nil
}

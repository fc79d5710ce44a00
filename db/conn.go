package db

import (
	"container/list"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// maxStatements bounds the prepared statements kept per connection. Karete has
// a few hundred; lists of changing length must not fill the memory.
const maxStatements = 512

// conn is one SQLite connection and its prepared statements. It belongs to one
// goroutine at a time.
type conn struct {
	pool  *sql.DB // holds this connection only, so that closing it really closes
	sql   *sql.Conn
	stmts map[string]*list.Element // of *statement
	order *list.List               // most recently used first
	born  uint64                   // generation of the reader pool
}

type statement struct {
	query string
	*sql.Stmt
	rows *sql.Rows // the last result; while it is open the statement is in use
}

func (s *statement) inUse() bool {
	if s.rows != nil {
		if _, err := s.rows.Columns(); err == nil { // it fails once rows are closed
			return true
		}
		s.rows = nil
	}
	return false
}

type dialer struct {
	dsn      string
	cacheKiB int
}

func (d dialer) open(r role) (*conn, error) {
	connector, err := sqlite.NewConnector(d.dsn)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	pool := sql.OpenDB(connector)
	sc, err := pool.Conn(ctx)
	if err != nil {
		pool.Close()
		return nil, err
	}
	c := &conn{pool: pool, sql: sc, stmts: map[string]*list.Element{}, order: list.New()}
	if err := errors.Join(sc.Raw(keepWAL), configure(ctx, sc, r, d.cacheKiB)); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// keepWAL leaves the -wal and -shm files in place when the last connection
// closes. On a disk that has filled up or turned read-only they could not be
// made again, and without them nothing could be read.
func keepWAL(driverConn any) error {
	fc, ok := driverConn.(sqlite.FileControl)
	if !ok {
		return fmt.Errorf("%T has no file control", driverConn)
	}
	_, err := fc.FileControlPersistWAL("main", 1)
	return err
}

func (c *conn) close() {
	// Errors here say that a broken connection is broken; it is gone either way.
	for e := c.order.Front(); e != nil; e = e.Next() {
		e.Value.(*statement).Close()
	}
	c.sql.Close()
	c.pool.Close()
}

// prepare gives the statement for a query. It is nil when the statement is in
// use, by a query inside the loop over the same query's rows: then the query
// must be run by itself.
func (c *conn) prepare(ctx context.Context, query string) (*statement, error) {
	if e, ok := c.stmts[query]; ok {
		c.order.MoveToFront(e)
		s := e.Value.(*statement)
		if s.inUse() {
			return nil, nil
		}
		return s, nil
	}
	st, err := c.sql.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	for e := c.order.Back(); e != nil && c.order.Len() >= maxStatements; {
		old, before := e.Value.(*statement), e.Prev()
		if !old.inUse() { // closing it would pull it from under its rows
			c.order.Remove(e)
			delete(c.stmts, old.query)
			old.Close()
		}
		e = before
	}
	s := &statement{query: query, Stmt: st}
	c.stmts[query] = c.order.PushFront(s)
	return s, nil
}

func (c *conn) run(query string) error {
	s, err := c.prepare(context.Background(), query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background())
	return err
}

package db

import ("context";"testing";"errors")

func TestZZCancel(t *testing.T) {
	d := open(t, t.TempDir()+"/k.db")
	ctx, cancel := context.WithCancel(context.Background())
	err := d.Read(ctx, func(tx *Tx) error {
		rows, err := tx.Query("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 100000000) SELECT x FROM c WHERE x < 3 OR x > 99999999")
		if err != nil { return err }
		rows.Next(); rows.Next()
		go cancel()
		for rows.Next() {}
		return rows.Err()
	})
	t.Logf("%v canceled=%v", err, errors.Is(err, context.Canceled))
	ctx, cancel = context.WithCancel(context.Background())
	err = d.Read(ctx, func(tx *Tx) error {
		go cancel()
		var n int
		return tx.QueryRow("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 100000000) SELECT count(*) FROM c").Scan(&n)
	})
	t.Logf("%v canceled=%v", err, errors.Is(err, context.Canceled))
}

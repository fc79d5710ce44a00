package patient

import (
	"database/sql"
	"errors"
	"fmt"

	"karete/db"
)

// digits is how wide an issued file number is written: 000123.
const fileNumberDigits = 6

func fileNumberText(n int64) string { return fmt.Sprintf("%0*d", fileNumberDigits, n) }

// FileNumber is how people write a file number: the series before the value.
func FileNumber(series, value string) string {
	if series == "" {
		return value
	}
	return series + "-" + value
}

// nextFileNumber issues the next number of a series. It steps over those that
// are on paper already. An act that fails gives its number back with the rest,
// so the row of numbers has no holes.
func nextFileNumber(tx *db.Tx, series string) (string, error) {
	next := int64(1)
	err := tx.QueryRow("SELECT next FROM file_number_counter WHERE series = ?", series).Scan(&next)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	n, err := firstFree(tx, series, next)
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(`INSERT INTO file_number_counter (series, next) VALUES (?, ?)
		ON CONFLICT (series) DO UPDATE SET next = excluded.next`, series, n+1)
	return fileNumberText(n), err
}

// firstFree walks the numbers taken from n on, in their order as text, which is
// their order as numbers as long as they are equally wide.
func firstFree(tx *db.Tx, series string, n int64) (int64, error) {
	for {
		width := len(fileNumberText(n))
		free, err := freeOfWidth(tx, series, n, width)
		if err != nil || len(fileNumberText(free)) == width {
			return free, err
		}
		n = free // all of this width are taken
	}
}

func freeOfWidth(tx *db.Tx, series string, n int64, width int) (int64, error) {
	rows, err := tx.Query(`SELECT value FROM identifier
		WHERE system = 'file-number' AND series = ? AND value >= ? AND length(value) = ? ORDER BY value`,
		series, fileNumberText(n), width)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return 0, err
		}
		switch want := fileNumberText(n); {
		case value == want:
			n++
		case value > want:
			return n, nil
		}
	}
	return n, rows.Err()
}

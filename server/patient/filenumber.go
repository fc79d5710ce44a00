package patient

import (
	"database/sql"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
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
// so the row of numbers has no holes but those that paper sheets account for.
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

// ReserveFileNumbersIn draws numbers of the clinic's own series for people to come.
// They are drawn as any other, so the desk never issues them; the caller writes
// them down as rows of paper sheets in the same act, and the schema then gives
// them to nobody else.
func ReserveFileNumbersIn(tx *act.Tx, count int) (series string, values []string, err error) {
	if series, err = ownSeries(tx.Tx); err != nil {
		return "", nil, err
	}
	for range count {
		value, err := nextFileNumber(tx.Tx, series)
		if err != nil {
			return "", nil, err
		}
		values = append(values, value)
	}
	return series, values, nil
}

// GiveFileNumberIn gives a patient who has just been registered the number that a
// paper sheet holds for them. Faults: file-number-taken, file-number-reserved.
func GiveFileNumberIn(tx *act.Tx, patientID, series, value string) error {
	if err := insertIdentifier(tx, patientID, tx.NewID(), NewIdentifier{System: SystemFile, Series: series, Value: value}); err != nil {
		return err
	}
	num, err := numOf(tx.Tx, patientID)
	if err != nil {
		return err
	}
	p, err := ReadIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	return index(tx.Tx, num, p)
}

// brokeTrigger reports that a trigger refused, in those words.
func brokeTrigger(err error, name string) bool {
	var c *db.ConstraintError
	return errors.As(err, &c) && c.Kind == db.KindTrigger && c.Name == name
}

func fileNumberReserved(tx *db.Tx, n NewIdentifier) error {
	var sheet string
	err := tx.QueryRow(`SELECT s.serial FROM paper_row r JOIN paper_sheet s ON s.id = r.sheet_id
		WHERE r.file_series = ? AND r.file_number = ?`, n.Series, n.Value).Scan(&sheet)
	if err != nil {
		return err
	}
	return fault.New(fault.NumberReserved).With("sheet", sheet)
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
		WHERE system = 'file-number' AND status <> 'withdrawn' AND series = ?1 AND value >= ?2 AND length(value) = ?3
		UNION SELECT file_number FROM paper_row
		WHERE file_series = ?1 AND file_number >= ?2 AND length(file_number) = ?3 ORDER BY 1`,
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

// FileNumbersIn is what each series issues next.
func FileNumbersIn(tx *db.Tx) (next map[string]int64, err error) {
	rows, err := tx.Query("SELECT series, next FROM file_number_counter")
	if err != nil {
		return nil, fmt.Errorf("file numbers: %w", err)
	}
	defer rows.Close()
	next = map[string]int64{}
	for rows.Next() {
		var series string
		var n int64
		if err := rows.Scan(&series, &n); err != nil {
			return nil, fmt.Errorf("file numbers: %w", err)
		}
		next[series] = n
	}
	return next, rows.Err()
}

// SkipFileNumbersIn has every series go on so many numbers further, and none before
// what known says of it: for records that were brought back, when people hold
// booklets with numbers that these records know nothing of.
func SkipFileNumbersIn(tx *db.Tx, further int64, known map[string]int64) error {
	if _, err := tx.Exec("UPDATE file_number_counter SET next = next + ?", further); err != nil {
		return fmt.Errorf("file numbers: %w", err)
	}
	for series, next := range known {
		_, err := tx.Exec(`INSERT INTO file_number_counter (series, next) VALUES (?, ?)
			ON CONFLICT (series) DO UPDATE SET next = max(next, excluded.next)`, series, next)
		if err != nil {
			return fmt.Errorf("file numbers: %w", err)
		}
	}
	return nil
}

package secret

import (
	"database/sql"
	"errors"
	"fmt"

	"karete/db"
)

// SigningKey names the key that the journal's checkpoints are signed with.
const SigningKey = "journal.signing-key"

// In reads a secret by its name; found is false when there is none.
func In(tx *db.Tx, name string) (value []byte, found bool, err error) {
	err = tx.QueryRow(`SELECT value FROM secret WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("secret: %w", err)
	}
	return value, true, nil
}

// Put keeps a secret, in place of the one of that name.
func Put(tx *db.Tx, name string, value []byte) error {
	_, err := tx.Exec(`INSERT INTO secret (name, value, made_at) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value, made_at = excluded.made_at`, name, value, tx.Now.UnixMilli())
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	return nil
}

// Delete forgets a secret; it is no error when there was none.
func Delete(tx *db.Tx, name string) error {
	if _, err := tx.Exec(`DELETE FROM secret WHERE name = ?`, name); err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	return nil
}

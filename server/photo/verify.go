package photo

import (
	"context"
	"database/sql"
	"fmt"

	"karete/db"
)

// Verify compares every picture with the hash that the journal covers, and says what
// does not fit, one sentence each without a name. It is for `karete check`.
func Verify(ctx context.Context, d *db.DB) (pictures int, found []string, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		pictures, found = 0, nil
		rows, err := tx.Query(`SELECT p.id, p.sha256, x.jpeg FROM patient_photo c JOIN photo p ON p.id = c.photo_id
			LEFT JOIN photo_picture x ON x.photo_id = p.id
			UNION ALL SELECT photo_id, '', NULL FROM photo_picture WHERE photo_id NOT IN (SELECT photo_id FROM patient_photo WHERE photo_id IS NOT NULL)`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, want string
			var jpeg sql.RawBytes
			if err := rows.Scan(&id, &want, &jpeg); err != nil {
				return err
			}
			pictures++
			switch {
			case want == "":
				found = append(found, fmt.Sprintf("the picture of photo %s should have been erased", id))
			case jpeg == nil:
				found = append(found, fmt.Sprintf("the picture of photo %s is not there", id))
			case sum(jpeg) != want:
				found = append(found, fmt.Sprintf("the picture of photo %s is not the one that was taken", id))
			}
		}
		return rows.Err()
	})
	return pictures, found, err
}

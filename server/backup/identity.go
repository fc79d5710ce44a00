package backup

import (
	"context"
	"encoding/base64"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup/archive"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/secret"
	"karete/server/staff"
)

// identitySecret names the clinic's own key of its backups among the box's secrets.
const identitySecret = "backup.identity"

// identity is the clinic's own key of its backups, made at its first use.
func (r *Room) identity(ctx context.Context) (out archive.Identity, err error) {
	var text []byte
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		text, _, err = secret.In(tx, identitySecret)
		return err
	})
	if err == nil && text == nil {
		err = r.gate.DB().Write(ctx, func(tx *db.Tx) (err error) {
			text, err = identityIn(tx)
			return err
		})
	}
	if err != nil {
		return out, err
	}
	return archive.ParseIdentity(string(text))
}

func identityIn(tx *db.Tx) ([]byte, error) {
	text, found, err := secret.In(tx, identitySecret)
	if err != nil || found { // somebody was faster
		return text, err
	}
	fresh, err := archive.NewIdentity()
	if err != nil {
		return nil, fmt.Errorf("backup identity: %w", err)
	}
	text = []byte(fresh.Text())
	return text, secret.Put(tx, identitySecret, text)
}

// ExportIdentity asks for the clinic's own key of its backups.
type ExportIdentity struct {
	ID         string `json:"id" format:"uuid"`
	Passphrase string `json:"passphrase" maxLength:"512" doc:"That the file is locked with; never answered"`
}

// BackupIdentity is a file for the stock age tool: age -d -i FILE opens every
// backup with it and the passphrase.
type BackupIdentity struct {
	Name    string `json:"name"`
	Content string `json:"content" doc:"In base64; locked with the passphrase"`
}

// Identity hands the clinic's own key of its backups out, locked with a passphrase.
// Errors: invalid for a passphrase that is easy to guess.
func (r *Room) Identity(ctx context.Context, a access.Actor, in ExportIdentity) (BackupIdentity, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.identity"); err != nil {
		return BackupIdentity{}, err
	}
	ring := r.o.Keys.Ring()
	if ring == nil {
		return BackupIdentity{}, fault.New(fault.Sealed)
	}
	var clinic string
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		f, err := facility.In(tx)
		clinic = f.Name
		return err
	})
	if err != nil {
		return BackupIdentity{}, err
	}
	if found := staff.CheckPassword("passphrase", in.Passphrase, clinic); len(found) > 0 {
		return BackupIdentity{}, fault.Fields(found...)
	}
	identity, err := r.identity(ctx)
	if err != nil {
		return BackupIdentity{}, err
	}
	file, err := identity.Protect(in.Passphrase)
	if err != nil {
		return BackupIdentity{}, err
	}
	// The passphrase is left out of what is hashed into the journal.
	c := act.Command{ID: in.ID, Action: "backup.identity"}
	_, err = act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		tx.Subject("key", "backup.identity")
		tx.Detail("recipient", identity.Recipient())
		return nil
	}, nothing)
	if err != nil {
		return BackupIdentity{}, err
	}
	return BackupIdentity{prefix(ring.Database()) + "identity.age", base64.StdEncoding.EncodeToString(file)}, nil
}

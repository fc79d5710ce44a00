package archive

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"karete/db"
	"karete/db/journal"
	"karete/server/secret"
)

// compare holds a restored database against what the backup says of it. What the box
// counted and signed must be there: else the backup is damaged. Whether the records
// themselves were in order when they were copied is another matter: those are
// findings.
func (in *restoring) compare(ctx context.Context, d *db.DB) (rows int64, err error) {
	findings, err := d.IntegrityCheck(ctx)
	if err != nil {
		return 0, err
	}
	in.progress.tell(intact, whole)
	if len(findings) > 0 {
		return 0, &FindingsError{findings} // nothing that is read in such a file proves anything
	}
	var has state
	err = d.Read(ctx, func(tx *db.Tx) error {
		if has, err = stateOf(tx); err != nil {
			return err
		}
		return in.signing(tx)
	})
	if err != nil {
		return 0, err
	}
	if err := in.manifest.same(has); err != nil {
		return 0, err
	}
	in.progress.tell(counted, whole)
	if findings, err = d.CheckSchema(ctx); err != nil {
		return 0, err
	}
	journalled, err := in.journal(ctx, d)
	if err != nil {
		return 0, err
	}
	if findings = append(findings, journalled...); len(findings) > 0 {
		return 0, &FindingsError{findings}
	}
	in.progress.tell(whole, whole)
	return in.manifest.Rows(), nil
}

// same says where a manifest and a database differ.
func (m Manifest) same(has state) error {
	switch {
	case has.schema != m.Schema:
		return damaged(PartDatabase, "its schema is %d, the manifest says %d", has.schema, m.Schema)
	case has.entries != m.Entries || has.head != m.Head || !has.headAt.Equal(m.HeadAt):
		return damaged(PartDatabase, "its journal is not the one in the manifest: %d entries, not %d", has.entries, m.Entries)
	case maps.Equal(has.tables, m.Tables):
		return nil
	}
	for _, table := range slices.Sorted(maps.Keys(m.Tables)) {
		if rows, ok := has.tables[table]; !ok || rows != m.Tables[table] {
			return damaged(PartDatabase, "%d rows of %s, the manifest says %d", rows, table, m.Tables[table])
		}
	}
	return damaged(PartDatabase, "a table that the manifest does not know")
}

// signing makes sure that the box can go on signing under the name it has: without
// its key it would not start.
func (in *restoring) signing(tx *db.Tx) error {
	private, found, err := secret.In(tx, secret.SigningKey)
	if err != nil {
		return err
	}
	if !found {
		return nil
	}
	key, err := journal.ParseKey(string(private))
	if err != nil || key.Public != in.signer {
		return damaged(PartVerifier, "it does not belong to the key that the box signs with")
	}
	return nil
}

// journal verifies every entry and every journalled row.
func (in *restoring) journal(ctx context.Context, d *db.DB) (findings []string, err error) {
	verifier, err := journal.ParseVerifier(in.signer)
	if err != nil {
		return nil, err
	}
	var known []string
	if in.manifest.Checkpoint != "" {
		if _, err := journal.OpenCheckpoint(in.manifest.Checkpoint, verifier); err != nil {
			return nil, damaged(PartManifest, "its checkpoint is not signed by the box")
		}
		known = append(known, in.manifest.Checkpoint)
	}
	report, err := journal.Verify(ctx, d, verifier, known...)
	if err != nil {
		return nil, err
	}
	has, knows := d.Behind()
	for _, f := range report.Findings {
		// An older schema has fewer tables; CheckSchema compared it with what it was.
		if f.Code != journal.GuardMissing || has == knows {
			findings = append(findings, f.Says)
		}
	}
	if report.More > 0 {
		findings = append(findings, fmt.Sprintf("and %d more", report.More))
	}
	return findings, nil
}

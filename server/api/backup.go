package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/backup"
)

func (a *API) backupOperations() {
	op(a, "backup.status", http.MethodGet, "/backups/status", "How old the last good backup is", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[backup.BackupStatus], error) {
		return body(a.Backups.Status(ctx, who))
	})
	op(a, "backup.list", http.MethodGet, "/backups", "The backups, and what goes on", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[backup.BackupList], error) {
		return body(a.Backups.List(ctx, who))
	})
	op(a, "backup.make", http.MethodPost, "/backups", "Make a backup and prove it; goes on after the answer", func(ctx context.Context, who access.Actor, in *struct {
		Body backup.MakeBackup
	}) (*Body[backup.BackupList], error) {
		return body(a.Backups.Make(ctx, who, in.Body))
	}, accepted)
	op(a, "backup.prove", http.MethodPost, "/backups/{backupId}/prove", "Prove an old backup again; goes on after the answer", func(ctx context.Context, who access.Actor, in *struct {
		BackupID string `path:"backupId" format:"uuid"`
		Body     backup.ProveBackup
	}) (*Body[backup.BackupList], error) {
		return body(a.Backups.Prove(ctx, who, in.BackupID, in.Body))
	}, accepted)
	op(a, "backup.places", http.MethodGet, "/backups/places", "Where backups go, and the sticks that are there", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[backup.BackupPlaces], error) {
		return body(a.Backups.Places(ctx, who))
	})
	op(a, "backup.register", http.MethodPost, "/backups/places", "Send backups to a stick or a folder", func(ctx context.Context, who access.Actor, in *struct {
		Body backup.RegisterPlace
	}) (*Body[backup.BackupPlaces], error) {
		return body(a.Backups.Register(ctx, who, in.Body))
	}, created)
	op(a, "backup.forget", http.MethodPost, "/backups/places/{placeId}/forget", "Send no more backups there; those on it stay", func(ctx context.Context, who access.Actor, in *struct {
		PlaceID string `path:"placeId" format:"uuid"`
		Body    backup.ForgetPlace
	}) (*Body[backup.BackupPlaces], error) {
		return body(a.Backups.Forget(ctx, who, in.PlaceID, in.Body))
	})
	op(a, "backup.identity", http.MethodPost, "/backups/identity", "The clinic's own key of its backups, locked with a passphrase, for the age tool", func(ctx context.Context, who access.Actor, in *struct {
		Body backup.ExportIdentity
	}) (*Body[backup.BackupIdentity], error) {
		return body(a.Backups.Identity(ctx, who, in.Body))
	}, created)
}

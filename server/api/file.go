package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/patient"
)

// fileOperations are about the numbers people bring along, the paper files that have
// some of them, and who belongs to whom.
func (a *API) fileOperations() {
	op(a, "identity.check", http.MethodPost, "/identity/check", "What a number says of its holder, and what seems wrong with it", func(ctx context.Context, who access.Actor, in *struct {
		Body patient.IdentityQuestion
	}) (*Body[patient.IdentityAnswer], error) {
		return body(a.Patients.CheckIdentity(ctx, who, in.Body))
	})
	op(a, "file.log", http.MethodPost, "/patients/{patientId}/files/{identifierId}/log", "Write down where a paper file stands, that it is missing, found or destroyed", func(ctx context.Context, who access.Actor, in *struct {
		PatientID    string `path:"patientId" format:"uuid"`
		IdentifierID string `path:"identifierId" format:"uuid"`
		Body         patient.LogFile
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.LogFile(ctx, who, in.PatientID, in.IdentifierID, in.Body)
		return tagged(p, p.Version, err)
	}, created)
	op(a, "file.missing", http.MethodGet, "/files/missing", "Paper files that are missing now, the one missed last first", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[patient.MissingFiles], error) {
		return body(a.Patients.Missing(ctx, who))
	})
	op(a, "file.ledger", http.MethodGet, "/files", "Every file number that was ever given, and whose it is", func(ctx context.Context, who access.Actor, in *struct {
		Series string `query:"series" maxLength:"12" doc:"Only this series"`
		Bare   bool   `query:"bare" doc:"Only numbers without a series"`
		Year   int    `query:"year" minimum:"0" maximum:"2049" doc:"Only those counted in this year"`
		After  string `query:"after" maxLength:"36" doc:"next of the page before"`
	}) (*Body[patient.FileLedger], error) {
		return body(a.Patients.Ledger(ctx, who, patient.LedgerQuery{Series: in.Series, Bare: in.Bare, Year: in.Year, After: in.After}))
	})
	op(a, "patient.relate", http.MethodPost, "/patients/{patientId}/relations", "Say that another patient belongs to this one", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      patient.Relate
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Relate(ctx, who, in.PatientID, in.Body)
		return tagged(p, p.Version, err)
	}, created)
	op(a, "patient.unrelate", http.MethodPost, "/patients/{patientId}/relations/{relationId}/end", "Say that a relation was never true, or is no longer", func(ctx context.Context, who access.Actor, in *struct {
		PatientID  string `path:"patientId" format:"uuid"`
		RelationID string `path:"relationId" format:"uuid"`
		Body       patient.Unrelate
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Unrelate(ctx, who, in.PatientID, in.RelationID, in.Body)
		return tagged(p, p.Version, err)
	})
}

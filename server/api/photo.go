package api

import (
	"context"
	"mime"
	"net/http"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/photo"
)

// maxPhoto is the largest photo of a patient that is taken, in bytes. The screens
// make theirs some 100 KiB; what comes from elsewhere is made small here.
const maxPhoto = 4 << 20

func (a *API) photoOperations() {
	rawOp(a, "photo.read", http.MethodGet, "/patients/{patientId}/photo", "A patient's photo; part of opening the record", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Photo     string `query:"photo" format:"uuid" doc:"Which one, as the patient's page names it: a browser takes another address for another picture"`
	}) (*file, error) {
		jpeg, err := a.Photos.Read(ctx, who, in.PatientID, in.Photo)
		if err != nil {
			return nil, err
		}
		return &file{Type: "image/jpeg", Disposition: "inline", Body: jpeg}, nil
	})
	op(a, "photo.take", http.MethodPost, "/patients/{patientId}/photo", "Keep a photo as the patient's; an earlier one is erased", func(ctx context.Context, who access.Actor, in *struct {
		PatientID   string `path:"patientId" format:"uuid"`
		ID          string `query:"id" format:"uuid" required:"true" doc:"Command id, and the photo's id"`
		AgreedBy    string `query:"agreedBy" enum:"patient,guardian" required:"true" doc:"Who agreed that the photo is kept"`
		ContentType string `header:"Content-Type"`
		RawBody     []byte
	}) (*Body[patient.HeldPhoto], error) {
		if kind, _, err := mime.ParseMediaType(in.ContentType); err != nil || kind != "image/jpeg" && kind != "image/png" {
			return nil, fault.New(fault.UnsupportedMedia)
		}
		return body(a.Photos.Take(ctx, who, in.PatientID, photo.TakePhoto{ID: in.ID, AgreedBy: in.AgreedBy}, in.RawBody))
	}, created, a.picture(maxPhoto))
	op(a, "photo.remove", http.MethodPost, "/patients/{patientId}/photo/remove", "Take a patient's photo off their record and erase it", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      photo.RemovePhoto
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Photos.Remove(ctx, who, in.PatientID, in.Body)
		return tagged(p, p.Version, err)
	})
}

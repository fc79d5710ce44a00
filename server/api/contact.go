package api

import (
	"fmt"
	"net/http"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient/phone"
)

// ContactPath is where people look who have found a weakness (RFC 9116).
const ContactPath = "/.well-known/security.txt"

// serveContact says whom to tell of it: the clinic that runs this box, by the
// number on its cards. There is nobody to tell before the wizard, or where there
// is no telephone.
func (a *API) serveContact(w http.ResponseWriter, r *http.Request) {
	clinic, err := act.Peek(r.Context(), a.Gate, access.Actor{}, "box.read", facility.In)
	if fault.Is(err, fault.NotSetUp) {
		err = fault.New(fault.NotFound)
	}
	if err != nil {
		a.writeProblem(w, r, err)
		return
	}
	number, err := phone.Parse(clinic.Phone, phone.Country(clinic.Country))
	if err != nil {
		a.writeProblem(w, r, fault.New(fault.NotFound))
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	until := a.Clock.Now().AddDate(0, 6, 0).Format(time.RFC3339)
	if _, err := fmt.Fprintf(w, "Contact: tel:%s\nExpires: %s\nPreferred-Languages: en, st\n", number, until); err != nil {
		a.log.DebugContext(r.Context(), "answer not taken", "request", requestID(r.Context()))
	}
}

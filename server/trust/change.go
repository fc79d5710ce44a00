package trust

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/secret"
)

// TrustStatus is how the box stands with those who must trust it.
type TrustStatus struct {
	Page        TrustPage    `json:"page"`
	Certificate *Certificate `json:"certificate,omitempty" doc:"The box's own"`
	Authority   *Certificate `json:"authority,omitempty" doc:"That signed it"`
	Outside     *Certificate `json:"outside,omitempty" doc:"What a manager brought; shown for its names while it holds"`
}

// Certificate is one, as far as people care.
type Certificate struct {
	Name      string    `json:"name"`
	Names     []string  `json:"names"`
	Addresses []string  `json:"addresses"`
	Issuer    string    `json:"issuer"`
	NotBefore time.Time `json:"notBefore"`
	NotAfter  time.Time `json:"notAfter"`
	DaysLeft  int       `json:"daysLeft" doc:"By the box's clock; negative when it has ended"`
}

// InstallCertificate is a certificate from outside.
type InstallCertificate struct {
	ID    string `json:"id" format:"uuid"`
	Chain string `json:"chain" maxLength:"49152" doc:"PEM: the certificate, then those that vouch for it"`
	Key   string `json:"key" maxLength:"49152" doc:"PEM: its private key, without a password. Never answered"`
}

// RemoveCertificate names the command that takes it away again.
type RemoveCertificate struct {
	ID string `json:"id" format:"uuid"`
}

// Page is what anyone may know.
func (r *Room) Page(ctx context.Context, actor access.Actor) (TrustPage, error) {
	name, err := act.Peek(ctx, r.gate, actor, "trust.page", clinicName)
	if err != nil {
		return TrustPage{}, err
	}
	return r.door.Page(name)
}

func clinicName(tx *db.Tx) (string, error) {
	clinic, err := facility.In(tx)
	if fault.Is(err, fault.NotSetUp) {
		return "", nil
	}
	return clinic.Name, err
}

// Read is the state of the certificates.
func (r *Room) Read(ctx context.Context, actor access.Actor) (TrustStatus, error) {
	return act.Peek(ctx, r.gate, actor, "trust.read", r.status)
}

func (r *Room) status(tx *db.Tx) (out TrustStatus, err error) {
	name, err := clinicName(tx)
	if err != nil {
		return TrustStatus{}, err
	}
	if out.Page, err = r.door.Page(name); err != nil {
		return TrustStatus{}, err
	}
	s, err := r.in(tx)
	if err != nil {
		return TrustStatus{}, err
	}
	at := moment(r.clock.Now(), s.newest)
	out.Authority = about(s.authority.cert, at)
	if s.leaf != nil {
		out.Certificate = about(s.leaf.Leaf, at)
	}
	if s.outside != nil {
		out.Outside = about(s.outside.Leaf, at)
	}
	return out, nil
}

func about(c *x509.Certificate, at time.Time) *Certificate {
	if c == nil {
		return nil
	}
	out := &Certificate{
		Name: c.Subject.CommonName, Names: append([]string{}, c.DNSNames...), Addresses: []string{}, Issuer: c.Issuer.CommonName,
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, DaysLeft: int(c.NotAfter.Sub(at).Hours()) / 24,
	}
	if c.NotAfter.Before(at) {
		out.DaysLeft--
	}
	for _, a := range addressesOf(c) {
		out.Addresses = append(out.Addresses, a.String())
	}
	return out
}

// Install takes a certificate from outside into use. Errors: invalid.
func (r *Room) Install(ctx context.Context, actor access.Actor, in InstallCertificate) (TrustStatus, error) {
	cert, err := outside(in.Chain, in.Key, moment(r.clock.Now(), time.Time{}))
	if err != nil {
		return TrustStatus{}, err
	}
	text, err := keep(cert)
	if err != nil {
		return TrustStatus{}, err
	}
	// The key is left out of what is hashed into the journal; the certificate
	// stands for it.
	c := act.Command{ID: in.ID, Action: "trust.install", Body: sha256.Sum256(cert.Leaf.Raw)}
	return r.change(ctx, actor, c, func(tx *act.Tx) error {
		tx.Detail("names", cert.Leaf.DNSNames)
		tx.Detail("notAfter", cert.Leaf.NotAfter)
		tx.Subject("certificate", cert.Leaf.SerialNumber.Text(16))
		return secret.Put(tx.Tx, outsideSecret, text)
	})
}

// Remove goes back to the box's own certificate. Errors: not-found when there is
// no other.
func (r *Room) Remove(ctx context.Context, actor access.Actor, in RemoveCertificate) (TrustStatus, error) {
	c := act.Command{ID: in.ID, Action: "trust.remove"}
	return r.change(ctx, actor, c, func(tx *act.Tx) error {
		if _, found, err := secret.In(tx.Tx, outsideSecret); err != nil || !found {
			if err == nil {
				err = fault.New(fault.NotFound)
			}
			return err
		}
		tx.Subject("certificate", "outside")
		return secret.Delete(tx.Tx, outsideSecret)
	})
}

func (r *Room) change(ctx context.Context, actor access.Actor, c act.Command, run func(*act.Tx) error) (TrustStatus, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, err := act.Do(ctx, r.gate, actor, c, run, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return TrustStatus{}, err
	}
	// What is shown is read again rather than taken from the command: it may have
	// been a repeat of an older one.
	s, err := r.load(ctx)
	if err != nil {
		return TrustStatus{}, err
	}
	r.show(s, r.door.Reach())
	return act.Peek(ctx, r.gate, actor, "trust.read", r.status)
}

package api_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"karete/server/api/apitest"
	"karete/server/trust"
)

// brought is a certificate for a public name, and its key, as PEM.
func brought(t *testing.T, name string, ends time.Time) (chain, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: ends.AddDate(0, -3, 0), NotAfter: ends,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}))
}

// trusted is a clinic whose box has its certificates.
func trusted(t *testing.T) *apitest.Clinic {
	t.Helper()
	c := apitest.New(t)
	reach := trust.Reach{Names: []string{"karete.local"}, Addresses: []netip.Addr{netip.MustParseAddr("192.168.1.10")}}
	if err := c.API.Trust.Renew(t.Context(), reach); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhoMaySeeTheCertificates(t *testing.T) {
	t.Parallel()
	c := trusted(t)
	c.As("guest").GET("/trust").Want(http.StatusOK)
	c.As("guest").GET("/trust/certificates").Refused(401, "unauthenticated")
	c.As("nurse").GET("/trust/certificates").Refused(403, "forbidden")
	var status trust.TrustStatus
	c.As("admin").GET("/trust/certificates").Want(http.StatusOK).JSON(&status)
	if own := status.Certificate; own == nil || own.Names[0] != "karete.local" || own.Addresses[1] != "192.168.1.10" || own.DaysLeft != 337 || own.Issuer != status.Authority.Name || status.Outside != nil {
		t.Errorf("%+v %+v", own, status)
	}
	if status.Authority.DaysLeft < 3650 {
		t.Errorf("the authority: %+v", status.Authority)
	}
}

func TestACertificateFromOutside(t *testing.T) {
	t.Parallel()
	c := trusted(t)
	chain, key := brought(t, "karete.clinic.example", c.Clock.Now().AddDate(0, 2, 0))
	_, other := brought(t, "karete.clinic.example", c.Clock.Now().AddDate(0, 2, 0))
	ended, endedKey := brought(t, "karete.clinic.example", c.Clock.Now().Add(-time.Hour))
	install := func(chain, key string) map[string]string {
		return map[string]string{"id": apitest.ID(), "chain": chain, "key": key}
	}
	c.As("guest").POST("/trust/certificate", install(chain, key)).Refused(401, "unauthenticated")
	c.As("doctor").POST("/trust/certificate", install(chain, key)).Refused(403, "forbidden")
	manager := c.As("admin")
	manager.POST("/trust/certificate", install("words", key)).Broken("chain", "not-a-certificate")
	manager.POST("/trust/certificate", install(chain, "words")).Broken("key", "not-a-key")
	manager.POST("/trust/certificate", install(chain, other)).Broken("key", "not-its-key")
	manager.POST("/trust/certificate", install(ended, endedKey)).Broken("chain", "expired")
	manager.POST("/trust/certificate", install(strings.Repeat("a", 49_153), key)).Broken("chain", "too-long")
	manager.POST("/trust/certificate", install(strings.Repeat("a", 200_000), key)).Refused(413, "too-large")
	manager.POST("/trust/certificate", map[string]string{"id": apitest.ID(), "chain": chain}).Broken("key", "required")
	manager.POST("/trust/certificate/remove", map[string]string{"id": apitest.ID()}).Refused(404, "not-found")

	in := install(chain, key)
	answer := manager.POST("/trust/certificate", in).Want(http.StatusOK)
	var status trust.TrustStatus
	answer.JSON(&status)
	if status.Outside == nil || status.Outside.Names[0] != "karete.clinic.example" || strings.Contains(string(answer.Body), "PRIVATE") {
		t.Errorf("%s", answer.Body)
	}
	manager.POST("/trust/certificate", in).Want(http.StatusOK)
	reused := install(brought(t, "other.example", c.Clock.Now().AddDate(0, 2, 0)))
	reused["id"] = in["id"]
	manager.POST("/trust/certificate", reused).Refused(409, "command-reused")
	c.As("clerk").POST("/trust/certificate/remove", map[string]string{"id": apitest.ID()}).Refused(403, "forbidden")
	status = trust.TrustStatus{}
	manager.POST("/trust/certificate/remove", map[string]string{"id": apitest.ID()}).Want(http.StatusOK).JSON(&status)
	if status.Outside != nil {
		t.Errorf("%+v", status.Outside)
	}
	// What was done stands in the journal; the key does not.
	text := string(manager.GET("/journal").Want(http.StatusOK).Body)
	for _, action := range []string{"trust.install", "trust.remove", "trust.renew"} {
		if !strings.Contains(text, action) {
			t.Errorf("%s is not in the journal", action)
		}
	}
}

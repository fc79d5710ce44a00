package trust

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"karete/db/vault/keyring"
)

// SealedFile holds, in the data folder, the certificate of the sealed page, its
// key, and the authority without its key.
const SealedFile = "sealed.pem"

func readSealed(dir string) (*x509.Certificate, *tls.Certificate, error) {
	text, err := os.ReadFile(filepath.Join(dir, SealedFile))
	if err != nil {
		return nil, nil, err
	}
	pair, err := kept(text)
	if err != nil {
		return nil, nil, err
	}
	if len(pair.Certificate) != 2 {
		return nil, nil, errors.New("trust: the sealed page's certificate does not come with its authority")
	}
	authority, err := x509.ParseCertificate(pair.Certificate[1])
	if err != nil {
		return nil, nil, err
	}
	return authority, pair, nil
}

// reseal signs another certificate for the sealed page when it needs one.
func reseal(dir string, by authority, at time.Time, reach Reach) error {
	if _, pair, err := readSealed(dir); err == nil && !by.due(pair.Leaf, at, reach) {
		return nil
	}
	pair, err := by.issue(at, reach)
	if err != nil {
		return err
	}
	text, err := encode(pair.PrivateKey, pair.Leaf.Raw, by.cert.Raw)
	if err != nil {
		return err
	}
	if err := keyring.WriteFile(filepath.Join(dir, SealedFile), text); err != nil {
		return fmt.Errorf("trust: the sealed page's certificate cannot be kept: %w", err)
	}
	return nil
}

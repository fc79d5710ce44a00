package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// keys are the subkeys of one data key. What they hold inside is a copy that Go
// offers no way to wipe; dropping the last reference is all that can be done.
type keys struct {
	main    cipher.AEAD // pages of the database
	log     cipher.AEAD // pages in frames of the WAL
	frames  xts         // the WAL's header and its frames' headers
	journal xts         // the rollback journal
}

// derive makes one key for each kind of file content, so that nothing sealed as
// one kind can ever be taken for another.
func derive(dataKey [32]byte) (*keys, error) {
	var k keys
	var err error
	for kind, to := range map[string]*cipher.AEAD{"main page": &k.main, "log page": &k.log} {
		if *to, err = chacha20poly1305.NewX(subkey(dataKey, kind, chacha20poly1305.KeySize)); err != nil {
			return nil, fmt.Errorf("vault: %s: %w", kind, err)
		}
	}
	for kind, to := range map[string]*xts{"log header": &k.frames, "journal": &k.journal} {
		if *to, err = newXTS(subkey(dataKey, kind, 64)); err != nil {
			return nil, fmt.Errorf("vault: %s: %w", kind, err)
		}
	}
	return &k, nil
}

func subkey(dataKey [32]byte, kind string, size int) []byte {
	// The data key is 32 random bytes already, so HKDF needs no salt.
	key, err := hkdf.Key(sha256.New, dataKey[:], nil, "karete vault v1 "+kind, size)
	if err != nil {
		panic(err) // only for a size that HKDF cannot give, and ours are constants
	}
	return key
}

func newXTS(key []byte) (xts, error) {
	data, err := aes.NewCipher(key[:32])
	if err != nil {
		return xts{}, err
	}
	tweak, err := aes.NewCipher(key[32:64])
	return xts{data, tweak}, err
}

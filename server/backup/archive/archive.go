package archive

import (
	"time"

	"karete/db"
	"karete/db/vault/keyring"
)

// Progress is told how much is done, of how much. It must not block.
type Progress func(done, of int64)

func (p Progress) tell(done, of int64) {
	if p != nil {
		p(done, of)
	}
}

// Source is what a backup is made of.
type Source struct {
	DB       *db.DB
	Ring     *keyring.Ring    // its slots open the backup; its text becomes keys.json
	Dir      string           // the data folder, for box.pub
	Identity Identity         // the clinic's
	Version  string           // of the program
	Clinic   string           // its name
	Now      func() time.Time // the box's clock
	Progress Progress         // in bytes of the database; may be nil
}

// Made is a backup on the medium, flushed but not proved yet.
type Made struct {
	Manifest Manifest
	Path     string
	Bytes    int64
	SHA256   string // of the file, hex
}

// Proof is what was seen when a backup was restored and compared.
type Proof struct {
	Manifest Manifest
	Bytes    int64  // of the file
	SHA256   string // of the file, hex
	Rows     int64  // counted in the restored database: as many as the manifest says
	Entries  int64  // of the journal, every one verified
	Signer   string // the journal's verifier that the backup carries: see the package's "Who made it"
	Medium   bool   // read from the medium itself: nothing of the file was in this machine's memory before
}

// The members, in the order they stand.
const (
	manifestFile = "manifest.json"
	// keyring.MainFile
	// journal.VerifierFile
	databaseFile = "karete.db"
)

// Bounds of the small members.
const (
	maxManifest = 1 << 20
	maxKeys     = 1 << 20
	maxVerifier = 4 << 10
)

// Extension ends the name of every backup.
const Extension = ".karete.age"

// Unfinished is added to the name of one that is still being written.
const Unfinished = ".part"

// Scratch begins the name of the folders that Prove makes and takes away again. One
// that is found was left by a power cut: nobody can read what is in it.
const Scratch = "karete-proof-"

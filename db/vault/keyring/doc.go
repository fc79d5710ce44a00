// Package keyring keeps the database's data key: 32 random bytes, sealed once per
// key slot in keys.json beside the database. A slot opens by a passphrase, by a
// printed recovery code, by a key file on a stick, or by the box's own key file.
//
// # Slot
//
// A secret becomes 32 bytes: passphrase and recovery code by argon2id, a key file,
// which is random already, by HKDF-SHA256. They are the private key of the slot
// (MLKEM768-X25519, whose private key is any 32 bytes); the slot keeps the public
// one. A data key is sealed to it by HPKE with ChaCha20-Poly1305, bound to the
// database, the slot, its kind and its cost, so that no slot can be moved or made
// cheaper.
//
// Why not a cipher under the 32 bytes themselves: a new data key could then be
// sealed only while every passphrase and every stick is at hand. This way one
// person renews it and all other slots still open, while somebody who has the old
// data key learns nothing of the new one. The pair is a hybrid, so a record stolen
// today does not open to a quantum computer later.
//
// Another small secret can be sealed to a slot in the same way, bound to a purpose of
// its own (see [Slot.SealFor]): so what opens the database opens its backups too.
//
// # File
//
// keys.json and keys.json.copy are the same; either one alone opens, and the next
// unlocking mends the other. They are replaced whole: written, flushed, read back
// and opened, renamed. A MAC under the data key covers everything in them: a slot
// that another hand put in is never given a new data key. While the data key is
// being renewed both keys are in the file, so that a power cut finds the one that
// the database is under.
//
// Taking a slot out does not undo what its owner may have kept: whoever copied
// keys.json before, and knows the secret, has the data key. Renewing it is the
// cure.
//
// It never opens a database, and holds no secret longer than the ring is open.
package keyring

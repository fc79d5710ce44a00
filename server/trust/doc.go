// Package trust is why a browser may believe that it talks to this box: the
// box's own certificate authority, the certificate it shows, what a manager
// brought from outside instead, and the names and addresses all of these are for.
//
// The authority may vouch for names under .local, localhost and private addresses
// only: a device that trusts it has not handed its bank over to the clinic. Its
// key stands in package secret, inside the encrypted database.
//
// One key cannot: a sealed box must show its unlock page over TLS before anybody
// has opened the database. So that page has a certificate of its own, signed while
// the box was open, whose key lies unencrypted in the data folder. Whoever takes
// the disk can stand in for the unlock page on the clinic's network until that
// certificate ends. They cannot sign another, and they read no record with it.
//
// It never holds a socket, and never anything of a patient.
package trust

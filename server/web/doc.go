// Package web serves the embedded user interface: hashed files immutable and
// precompressed, the page itself never cached, and a content security policy
// without anything inline.
//
// It never knows a patient: everything here is the same for everybody.
package web

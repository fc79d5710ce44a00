// Package id makes and checks the names of things: UUIDs of version 7 (RFC 9562), as canonical
// lower-case text, so that new rows land at the end of an index and one thing has one spelling.
//
// It holds no kinds of id and never looks anything up.
package id

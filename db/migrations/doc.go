// Package migrations holds the schema as numbered steps that only go forward,
// NNNN_name.sql, run by package db. A step never changes once it was released:
// databases know the ones they have by checksum, and refuse another.
//
// The rules every step keeps, held by this package's tests: tables are STRICT;
// no foreign key is DEFERRABLE, because writes share a transaction and one that
// fails only at its end would take the others down; no step begins or ends a
// transaction.
//
// It never holds Go code that changes data.
package migrations

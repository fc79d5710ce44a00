// Package secret keeps what only the box may know: the keys it signs with and
// what it shares with an authenticator. They stand in the encrypted database, so
// that a stolen disk has none of them.
//
// It never journals one, never answers with one over HTTP, and never logs one.
package secret

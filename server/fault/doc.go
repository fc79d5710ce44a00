// Package fault holds the one error type that rooms return and the edge answers
// with: a stable code, the field it is about, and parameters the screen needs to
// say it in the reader's language. One table maps a code to its HTTP status.
//
// It never holds a sentence for a person, and never the value that was sent.
package fault

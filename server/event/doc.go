// Package event tells open screens that something changed. One goroutine follows
// the journal, encodes each change once and hands the same bytes to every stream
// that follows one of its topics. A stream that cannot keep up is ended; its
// screen comes back with the last seq it saw and is told what it missed from the
// journal, or, when that is too much, to read everything anew.
//
// An event says what kind of act happened to which id, never to whom by name,
// and never what was found.
package event

package vault

import "unsafe"

// This file and call.go hold all that is unsafe. SQLite is C translated to Go:
// its structs lie in memory of its own libc, outside Go's heap, and its pointers
// are numbers. Memory of Go's is never handed to it, so that neither the garbage
// collector nor the race detector's pointer checks have a say.

// at is the struct of SQLite's at an address. Only types of modernc.org/sqlite/lib
// and numbers of fixed size: a hand-made layout would be wrong on 32-bit machines.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// bytesAt is memory of SQLite's as a slice. It must not be kept.
func bytesAt(address uintptr, n int) []byte { return unsafe.Slice(at[byte](address), n) }

// entry is what C calls a pointer to a function. It must be declared at top level:
// a closure would be collected while SQLite still knows it.
func entry[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// function is what lies behind such a pointer.
func function[F any](pointer uintptr) F { return *(*F)(unsafe.Pointer(&pointer)) }

func sizeOf[T any]() uintptr {
	var t T
	return unsafe.Sizeof(t)
}

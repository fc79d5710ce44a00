// Package picture opens JPEG and PNG pictures that come from outside: a photo of a
// card, a photo of a patient. It bounds their bytes, their pixels and the memory
// they decode to before it decodes them, opens one at a time, and stops with its
// context. [Portrait] makes a picture anew, small and with nothing else in it.
//
// It never keeps one, and does not know what is on it.
package picture

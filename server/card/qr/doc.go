// Package qr draws a card's QR code and reads one out of a photo. It knows nothing of what the code
// says: package token holds that.
//
// Drawing is error correction level Q (a quarter of the code may be lost) with the quiet zone of four
// modules that ISO/IEC 18004 asks for. A card's 24 characters make version 2, 25 modules a side.
//
// Reading takes photos from outside: it bounds their bytes, their pixels and the memory they decode
// to before it decodes them, reads one photo at a time, and stops with its context.
package qr

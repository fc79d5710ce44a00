// Package httpsms sends by a provider that takes one HTTP request a message, whatever
// its shape: the address, the headers and the body are written by whoever set it up,
// with gaps for the number, the text, a name and a secret. What fills a gap is quoted as
// the place needs it, so that no text can become part of the request.
//
// What the provider tells by itself, where it can reach the box, is read in the same
// way: whoever set it up says where in a JSON body or a form things stand. It never
// judges whether it is the provider who tells.
package httpsms

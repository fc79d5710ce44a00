// Package discover lets the clinic's network find the box by a name, without a
// name server: multicast DNS (RFC 6762) and one service record (RFC 6763).
//
// It answers for the one name it has claimed and asks nobody anything else. A
// query from a port of its own gets a plain answer sent back to it (RFC 6762 6.7):
// Android asks in no other way. A query from off the link gets none.
//
// claim is the protocol as a state machine without a clock or a socket of its own;
// Responder runs it on the interfaces.
package discover

// Package modem sends by a GSM modem at a serial port, a USB stick with a SIM: no
// internet is needed, and nothing leaves the clinic but on the network's own way. It
// speaks AT commands (3GPP TS 27.005) in PDU mode, so that every letter goes.
//
// What it holds to:
//
//   - Until the end of a message was written, a failure means that nothing went out.
//     After it, only the modem's own answer says what happened; silence is unsure, and so
//     is a text of which one part went and another did not.
//   - A PIN is given once. One that the SIM refused is told of and not tried again.
//   - What the modem tells by itself, that a text came or how one has fared, is taken in
//     between commands, and read texts are deleted: a SIM holds few.
//
// It logs nothing, and its errors quote neither numbers nor texts.
package modem

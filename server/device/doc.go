// Package device is the enrolled tablets, desks, kiosks and displays: who they
// are, how a manager takes one in, and how one is turned away for good. It is the
// only room that writes the tables device and device_token.
//
// What a manager may rely on:
//
//   - A device is taken in by a code that works once and for ten minutes, or by
//     the manager signed in on it. It proves itself by a random 256-bit token in
//     its browser, of which the box keeps a hash.
//   - A revoked device is a stranger at once: its sessions and open streams end
//     with the act, and no old token comes back.
//   - Nobody signed in, a device may do what the table of permissions gives
//     devices: show who may sign in on it, and follow its own streams.
//
// It never holds a token in clear after the first answer, never puts one into the
// journal or a log, and knows nothing of cookies.
package device

// Package factor is what people prove themselves by besides a password: codes of
// an authenticator app (TOTP), recovery codes, and passkeys (WebAuthn). It is the
// only room that writes the tables factor_totp, factor_recovery and
// factor_passkey.
//
// What a person may rely on:
//
//   - A code of the app is taken once, and only in its own half minute or the one
//     before or after. When the box's clock is wrong none may fit; a recovery code
//     always does.
//   - There are ten recovery codes of 74 random bits. Each works once; the box
//     keeps their hashes.
//   - A passkey is asked to verify its holder, works only at the address it was
//     made at, and answers a challenge that the box made less than two minutes ago
//     by the machine's own ticking, once.
//
// It begins no session and counts no guesses: room staff does. It never puts a
// seed, a code, a hash or a key into the journal or a log.
package factor

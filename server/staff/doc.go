// Package staff is the people who work here: who they are, how they sign in, and
// the sessions they work in. It is the only room that writes the tables staff,
// staff_password, staff_pin, session and sign_in_brake, and the only one that sees
// a password or a PIN.
//
// What a manager may rely on:
//
//   - A password has 15 to 128 characters of any kind, is not one that many
//     people use, and is kept as argon2id. A reset gives a random one, shown once,
//     with which nothing can be done but choosing another.
//   - Guessing is braked, also over a restart and whatever the clock does. From
//     one address at one account five tries are free, then the waits double from
//     2 seconds to 15 minutes. After 20 failures at one account only addresses
//     that it has signed in from before are looked at, until an hour has passed;
//     so nobody can lock out a person who knows the password at their own desk.
//     One address may fail 30 times at once and then once a minute. A braked
//     password is not looked at.
//   - A PIN has six figures, is none that people choose first, and works on
//     enrolled tablets and desks only. Its brake is its own: on one device at one
//     account like a password's, at most 20 looks an hour at one account wherever
//     they come from, at most 100 an hour on one device. After 100 wrong ones in a
//     row it is gone. Nobody's PIN tries keep a password waiting.
//   - Who has a second factor (room factor) is asked for it after the right
//     password; codes have a brake of their own, as tight as that of passwords, that
//     showing the password again does not loosen. A passkey stands for both. Acts
//     that are a manager's alone ask for the password or a passkey again when ten
//     minutes have passed since it was shown, and after every restart.
//   - A session ends 12 hours after its last use, five minutes on a shared tablet,
//     and 24 hours after it began; at sign-out, and at once when its person is
//     deactivated, gets other roles or a new password, or its device is turned
//     away. One begun on a device is worth nothing elsewhere. Its name in the browser is a random 256-bit token, of which
//     the box keeps a hash; every sign-in makes a new one.
//   - While the disk takes no write whoever works here gets in and reads all the
//     same. The session, the tries and a sign-out then stand in memory, and go to
//     the disk, with their entries in the journal, before the next act that it
//     takes. The brakes hold as ever; what would end a session by its row ends it at
//     the next request; a code works once. At most 2,000 such acts and 4,096 rows of
//     brakes wait: beyond that, and for everything that needs a write itself (a new
//     password, a PIN, showing the password again, a program's token), the answer is
//     what the disk said. A restart forgets what waits: people sign in again, and
//     tries of that time are free.
//
// It never holds a password in clear, never puts a hash, a token or a typed user
// name into the journal or a log, and knows nothing of cookies.
package staff

// Package staff is the people who work here: who they are, how they sign in, and
// the sessions they work in. It is the only room that writes the tables staff,
// staff_password, session and sign_in_brake, and the only one that sees a
// password.
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
//   - A session ends 12 hours after its last use and 24 hours after it began, at
//     sign-out, and at once when its person is deactivated, gets other roles or a
//     new password. Its name in the browser is a random 256-bit token, of which
//     the box keeps a hash; every sign-in makes a new one.
//
// It never holds a password in clear, never puts a hash, a token or a typed user
// name into the journal or a log, and knows nothing of cookies.
package staff

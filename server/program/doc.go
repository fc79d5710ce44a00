// Package program lets other programs in: a manager registers one, and it changes
// its secret for an access token that lasts minutes and a refresh token that is
// good once. What such a program may do stands in server/access beside what
// people may do.
//
// It never keeps a secret or a refresh token, only their hashes; never tells one
// twice; and never puts one into the journal, a log or an error.
package program

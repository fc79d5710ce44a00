// Package identity is what the numbers say that a person brings along: which
// official systems there are, how a number of each is written, what it tells of its
// holder, and what seems wrong with it.
//
// It suggests and warns. It never refuses a number and never changes what is known
// of a person: papers are wrong too, and somebody without any is still a patient.
package identity

// Package phone reads phone numbers as people in Lesotho and South Africa say and type them, and writes
// them for storing (E.164), for the eye and for search. It holds no patient and calls nobody.
//
// The numbering plans are those of libphonenumber, kept up by its Go port. They are embedded and age
// with the binary: a number they do not know is no error of the patient, so a caller that gets
// ErrNotPhone keeps what was typed.
package phone

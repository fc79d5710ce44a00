// Package phone reads phone numbers as people in Lesotho and South Africa say and type them, and writes
// them for storing (E.164), for the eye and for search. It holds no patient and calls nobody.
//
// It knows the plans of these two countries, and of the others only their codes: libphonenumber, which
// knows all, made the program a fifth larger. A number that is not known is no error of the patient, so
// a caller that gets ErrNotPhone keeps what was typed.
package phone

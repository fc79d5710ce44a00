// Package assets holds what Karete ships as data: the words of both languages,
// the short code lists a small clinic needs, the drawings, and the passwords
// nobody may have. It is read once and never changes while the program runs; a
// list it returns is shared, so callers must not alter it.
//
// It holds no rules, and nothing about any patient or clinic. The Sesotho names
// are drafts for a Lesotho speaker to check.
package assets

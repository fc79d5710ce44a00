// Package whatsapp sends by the clinic's business number at Meta (the Cloud API).
// A conversation that the clinic begins must be a template which Meta has approved, so
// what goes is the template's name and what stands in its gaps.
//
// Meta cannot be asked how a message fared. It tells so, and what people answer, to an
// address on the internet, signed with the secret of the clinic's app: a clinic whose box
// is reached from there gives it that address. Elsewhere a message stays sent, and
// nobody's answer is heard.
package whatsapp

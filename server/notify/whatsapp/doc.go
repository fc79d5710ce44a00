// Package whatsapp sends by the clinic's business number at Meta (the Cloud API).
// A conversation that the clinic begins must be a template which Meta has approved, so
// what goes is the template's name and what stands in its gaps.
//
// Meta tells how a message fared only to an address on the internet, which a clinic's
// box is not; so a message stays sent, and nobody's answer is heard.
package whatsapp

// Package remote asks somebody outside how urgent a patient's own answers are: a
// provider behind a small interface, and the one there is, Infermedica's Engine
// API. The built-in table has always answered first; what comes from here can
// only make somebody more urgent, and anything that is not an answer counts for
// nothing.
//
// What leaves the box is a sex, an age and ids of symptoms. It never sends a name,
// a number, a word that somebody wrote, or an id of ours, and never logs or
// returns a key or a body.
//
// Which of our questions is which of the provider's symptoms is not known to us:
// the paper gives no such ids, and a wrong one would ask about another illness.
// So the clinic brings the list (Mapping), from the provider's own list of
// symptoms, and it is checked before it counts. Without one nobody is asked.
//
// Source: Infermedica Engine API v3 as described in section 9 of the self-triage
// paper (developer.infermedica.com). The mapping of the five levels, and that a
// serious symptom makes at least "see nurse first", are that paper's.
package remote

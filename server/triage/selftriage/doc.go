// Package selftriage reckons how urgent somebody is from what they say themselves, before anybody has
// looked at them. It holds the questions with their words in both languages, the rules, and where each
// comes from, as data (table.json); no SQL, no clock, no patient.
//
// What comes out is urgency and what to do next, never a diagnosis, and it is provisional: the queue holds
// the more urgent of it and of what a nurse finds. So it can only bring somebody forward:
//
//   - The result is the most urgent of everything that applies. No answer takes anything back: a further
//     yes to a symptom never makes it less urgent, nor does the order of answers or the language.
//   - A red flag alone is an emergency at every age, whoever answered it, also one that was not asked.
//   - Not knowing about a red flag is not a no.
//   - That somebody only came for their tablets (the one item with noSickness) counts when nothing else does.
//
// The same answers give the same result, so a stored one can be reckoned again under its table's version.
// The table has to be signed off by a clinician before a clinic relies on it.
package selftriage

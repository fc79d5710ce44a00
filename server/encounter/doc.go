// Package encounter holds the contacts of a visit once somebody has signed them:
// the consultation with its diagnoses and prescriptions, its amendments, and the
// drafts that come before.
//
// A signed encounter is never changed. An amendment is an encounter of its own
// that names the one it amends, its kind and the reason:
//
//	correction        the amended text is struck through; this one stands for it
//	late-entry        something is added; the original stands
//	entered-in-error  the original is struck through; nothing stands for it
//
// Amendments always name the original, never another amendment; of several
// corrections the last one stands. The view encounter_in_force says which
// encounters stand, and reports count only those.
//
// A draft belongs to its author alone, is no part of the record and is not
// journalled. It never holds a score: triage has its own room.
package encounter

// Package duplicate is for the manager: whose files may be one person's, over the
// whole register, surest first, and two of them side by side. Joining two is the
// room patient's; that two are not one person is remembered there as well.
//
// The register is looked through as a whole by package match, when the box starts
// on a new day, after midnight, after many people came at once (an import), and
// when a manager asks. What was found, and why, is kept in duplicate_pair, so that
// a list costs one query and a restart nothing: derived, at most [kept] pairs,
// replaced as a whole. Pairs that are decided, joined or taken back since are left
// out when the list is read, so only new people wait for the next look. Two files
// side by side are compared anew each time.
//
// People who are joined with another, or came with an import that was taken back,
// are not looked at. Memory while looking: about a kilobyte a person.
//
// It never joins anybody, and never holds what was found about a patient but
// whether two files agree on allergies.
package duplicate

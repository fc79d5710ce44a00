// Package report reckons a day from its visits. Every figure has a key, one pure
// function says which keys a visit counts under, and a figure and the list behind
// it are the number and the rows of the same answer: they cannot disagree.
//
// Ages are those at the visit. An age known only roughly falls into the band of
// its middle; an unknown one has a band of its own. It never writes anything.
package report

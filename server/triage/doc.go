// Package triage stores what a nurse measured and decided: one signed encounter
// with its observations, the whole reckoning beside it, and the final level.
//
// The reckoning itself is in sats below and knows no SQL. A triage is never
// changed: a later one of the same visit takes its place, and both stay. It never
// lowers a level by itself, and never holds the order of the line.
package triage

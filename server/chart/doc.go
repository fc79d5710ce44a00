// Package chart reads everything known about one patient in one request, and
// keeps the two lists that outlive a visit: allergies and long-term problems.
//
// Opening a chart is journalled before the answer goes out. An allergy or problem
// is never changed: a new row names the one it replaces, and the old one stays
// readable. It never decides anything about a visit.
package chart

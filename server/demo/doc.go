// Package demo makes up a clinic: staff, families, cards, weeks of visits and a
// day that is half over. Everything goes through the rooms as a person's work
// would, so that what it shows is what the product does. The same seed at the
// same moment makes the same clinic, to the last journal entry.
//
// Nobody in it is real. It never writes into a folder that is in use, and never
// a time that is still to come.
package demo

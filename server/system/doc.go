// Package system is how the box itself is doing: what runs here, since when, how
// much room is left, how far the journal reaches.
//
// It never holds anything of the clinic.
package system

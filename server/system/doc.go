// Package system is what the box itself is made of: what runs here, since when, how
// much room is left, how far the journal reaches.
//
// It never holds anything of the clinic.
package system

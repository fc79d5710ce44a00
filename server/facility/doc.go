// Package facility is the clinic itself: its name and settings, and its
// departments, the places people wait in. It is the only room that writes the
// tables facility and department.
//
// It never holds a person: who works here is package staff.
package facility

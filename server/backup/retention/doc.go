// Package retention decides which backups of one place are kept. It is pure: it
// deletes nothing, and asks no clock, so that a box whose time is wrong never
// thins out what it should keep.
package retention

// Package media finds where a backup can go: sticks and network shares that are
// mounted now, and the mark on each that says which place it is.
//
// A mark is a small file with a random number. It never says whose it is. This
// package writes nothing else, mounts nothing, and knows no clinic.
package media

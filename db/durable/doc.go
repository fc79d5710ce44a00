// Package durable makes files and names survive a power cut, and reads them from
// the medium rather than from memory. It never decides what is written.
package durable

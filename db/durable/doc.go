// Package durable makes files and names survive a power cut. It never decides
// what is written.
package durable

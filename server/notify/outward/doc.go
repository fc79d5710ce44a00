// Package outward asks a provider of messages over HTTP, once, and says what a failure
// leaves known. It follows no redirect and uses no proxy: what is told goes to the host
// that was set up, or nowhere.
//
// It never logs or quotes what was asked or answered.
package outward

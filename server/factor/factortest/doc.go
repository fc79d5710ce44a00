// Package factortest is an authenticator for tests: an app that shows codes, and a
// key that answers challenges as a browser hands them on.
package factortest

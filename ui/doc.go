// Package ui holds the built web UI for the server to serve. It never holds server code, and the TypeScript
// beside it never reaches into Go: the two meet only in the OpenAPI document and the word catalogue.
package ui

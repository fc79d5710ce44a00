// Package access says who may do what: actors, roles, and one readable table in
// which every operation of the API has its row. The name of an operation is at
// once its permission and the action in the journal.
//
// It never holds a route, a session or SQL.
package access

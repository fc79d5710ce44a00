// Package dbtest gives tests a real database in a folder of their own, on a
// clock that only they move. It never holds a fake of the database.
package dbtest

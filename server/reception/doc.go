// Package reception is what the desk does in one act although it touches several
// rooms: registering somebody with a card in their hand and a place in a line,
// and the one search box that takes names, numbers and cards.
//
// It never holds SQL: each part is the work of its own room.
package reception

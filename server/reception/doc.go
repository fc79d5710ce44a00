// Package reception is what the desk does in one act although it touches several
// rooms: registering somebody with a card in their hand and a place in a line,
// and the one search box that takes names, numbers and cards.
//
// Whoever registers here is asked about somebody who is likely the same person,
// inside the act, so that of two desks at once one is asked: people at a screen,
// registered programs, and the made-up clinic, which come by [Room.Register]. Not
// asked are the paper sheets of a day without the box and an import, which call
// patient.RegisterIn: what is on paper has happened, and an import asks in its trial
// run. Doubles that come that way stand in the manager's list.
//
// It never holds SQL: each part is the work of its own room.
package reception

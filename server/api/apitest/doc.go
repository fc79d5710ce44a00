// Package apitest is a clinic for tests: the real edge over real rooms on a real
// database, set up, with one person of each role and a clock that only the test
// moves.
//
//	c := apitest.New(t)
//	c.As("nurse").GET("/queue?department=" + c.Departments["OPD"]).Want(200).JSON(&board)
//
// It never holds a fake of anything but the time and the cost of a password.
package apitest

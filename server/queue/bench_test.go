package queue_test

import (
	"fmt"
	"testing"

	"karete/server/id"
	"karete/server/queue"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// full is a clinic with 200 people waiting: as many as a big one has.
func full(b *testing.B) (*visittest.Clinic, *queue.Room, visit.Visit) {
	b.Helper()
	c := visittest.New(b)
	var last visit.Visit
	for i := range 200 {
		last = c.Arrive(fmt.Sprintf("Given%d", i), fmt.Sprintf("Family%d", i%90))
	}
	return c, queue.New(c.Gate), last
}

func BenchmarkBoardOf200(b *testing.B) {
	_, room, _ := full(b)
	for b.Loop() {
		if _, err := room.Board(b.Context(), visittest.Nurse, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCallAmong200(b *testing.B) {
	_, room, v := full(b)
	for b.Loop() {
		if _, err := room.Call(b.Context(), visittest.Nurse, v.Entries[0].ID, queue.Call{ID: id.New(), PatientID: v.PatientID, Room: "1"}); err != nil {
			b.Fatal(err)
		}
	}
}

package queue_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/visit/visittest"
)

func (l *line) serve(who access.Actor, departmentID, room string) []queue.ServingPlace {
	l.t.Helper()
	all, err := l.queue.Serve(l.t.Context(), who, queue.Serve{ID: id.New(), DepartmentID: departmentID, Room: room})
	if err != nil {
		l.t.Fatal(err)
	}
	return all.Places
}

func TestWhereIServe(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	nurse := queue.ServingPlace{Staff: queue.QueueStaff{ID: visittest.Nurse.ID, DisplayName: "Nurse Thato"}, DepartmentID: visittest.OPD, Room: "Room 3"}
	doctor := queue.ServingPlace{Staff: queue.QueueStaff{ID: visittest.Doctor.ID, DisplayName: "Dr Mohapi"}, DepartmentID: visittest.U5, Room: "Room 1"}
	sees := func(got []queue.ServingPlace, want ...queue.ServingPlace) {
		t.Helper()
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(queue.ServingPlace{}, "Since"), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
	sees(l.serve(visittest.Nurse, visittest.OPD, " Room 2 ")[:0])
	sees(l.serve(visittest.Nurse, visittest.OPD, "Room 3"), nurse) // one place at a time
	sees(l.serve(visittest.Doctor, visittest.U5, "Room 1"), nurse, doctor)
	b, err := l.queue.Board(t.Context(), visittest.Doctor, "")
	if err != nil || b.Place == nil {
		t.Fatalf("%v, %v", b.Place, err)
	}
	sees(b.Places, nurse, doctor)
	sees([]queue.ServingPlace{*b.Place}, doctor)
	// A call without a room is a call to where whoever calls serves.
	if row := l.must(l.call(visittest.Nurse, v, "")); row.Room != "Room 3" {
		t.Errorf("called to %q", row.Room)
	}
	if row := l.must(l.call(visittest.Nurse, v, "the door")); row.Room != "the door" || row.Calls != 2 {
		t.Errorf("called to %q", row.Room)
	}
	sees(l.serve(visittest.Nurse, visittest.OPD, ""), doctor)
	// Nobody serves where they said yesterday.
	l.At(1, "07:00:00")
	sees(l.board("").Places)
	sees(l.serve(visittest.Doctor, visittest.OPD, "Room 2"), queue.ServingPlace{Staff: doctor.Staff, DepartmentID: visittest.OPD, Room: "Room 2"})
	for departmentID, code := range map[string]string{id.New(): "unknown", visittest.Closed: "not-allowed"} {
		_, err := l.queue.Serve(t.Context(), visittest.Nurse, queue.Serve{ID: id.New(), DepartmentID: departmentID, Room: "1"})
		if f := fault.Of(err); f == nil || len(f.Fields) != 1 || string(f.Fields[0].Code) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

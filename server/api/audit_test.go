package api_test

import (
	"net/http"
	"strconv"
	"testing"

	"karete/server/api/apitest"
	"karete/server/audit"
)

func TestJournalOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	var page audit.AuditPage
	c.As("admin").GET("/journal").Want(http.StatusOK).JSON(&page)
	if e := page.Entries[1]; e.Action != "visit.checkIn" || e.PatientName != "Thabo Mokoena" || e.ActorName != "Palesa Motsoane" || e.VisitID != v.ID {
		t.Errorf("%+v", page.Entries[:3])
	}
	c.As("admin").GET("/journal?action=visit.checkIn&actor=" + c.Staff["clerk"] + "&day=2026-11-24").Want(http.StatusOK).JSON(&page)
	if len(page.Entries) != 1 {
		t.Errorf("%+v", page)
	}
	before := strconv.FormatInt(page.Entries[0].Seq, 10)
	c.As("admin").GET("/journal?action=visit.checkIn&before=" + before).Want(http.StatusOK).JSON(&page)
	if len(page.Entries) != 0 || page.Next != 0 {
		t.Errorf("%+v", page)
	}
	for _, who := range []string{"clerk", "nurse", "doctor"} {
		c.As(who).GET("/journal").Refused(http.StatusForbidden, "forbidden")
	}
	c.As("guest").GET("/journal").Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("admin").GET("/journal?day=yesterday").Broken("day", "not-a-date")
	c.As("admin").GET("/journal?before=-1").Broken("before", "out-of-range")
	c.As("admin").GET("/journal?before=" + typed).Want(http.StatusUnprocessableEntity)
	c.As("admin").GET("/journal?action="+longText(41)).Broken("action", "too-long")
	c.As("admin").GET("/journal?patient=" + v.PatientID).Want(http.StatusUnprocessableEntity)
}

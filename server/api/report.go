package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/report"
)

// ReportDay is the day a report is about: a date names no patient.
type ReportDay struct {
	Day string `path:"day" format:"date"`
}

func (a *API) reportOperations() {
	op(a, "report.day", http.MethodGet, "/reports/day/{day}", "A day in figures that add up", func(ctx context.Context, who access.Actor, in *ReportDay) (*Body[report.DayReport], error) {
		return body(a.Reports.Day(ctx, who, in.Day))
	})
	op(a, "report.dayList", http.MethodGet, "/reports/day/{day}/visits", "The visits behind one figure", func(ctx context.Context, who access.Actor, in *struct {
		ReportDay
		Figure report.Figure `query:"figure" pattern:"^[a-z-]{1,20}(:[A-Za-z0-9.~-]{1,30}){0,2}$" required:"true" doc:"As the report gives it"`
	}) (*Body[report.DayList], error) {
		return body(a.Reports.List(ctx, who, in.Day, in.Figure))
	})
	rawOp(a, "report.dayCsv", http.MethodGet, "/reports/day/{day}/figures.csv", "The day's figures for a spreadsheet", func(ctx context.Context, who access.Actor, in *ReportDay) (*file, error) {
		csv, err := a.Reports.CSV(ctx, who, in.Day)
		return &file{Type: "text/csv; charset=utf-8", Disposition: `attachment; filename="karete-` + in.Day + `.csv"`, Body: csv}, err
	})
	op(a, "report.activity", http.MethodGet, "/reports/activity", "What each of the staff did on each day", func(ctx context.Context, who access.Actor, in *activitySpan) (*Body[report.Activity], error) {
		return body(a.Reports.Activity(ctx, who, in.From, in.To))
	})
	rawOp(a, "report.activityCsv", http.MethodGet, "/reports/activity.csv", "The same for a spreadsheet, a person and a day a line", func(ctx context.Context, who access.Actor, in *activitySpan) (*file, error) {
		csv, err := a.Reports.ActivityCSV(ctx, who, in.From, in.To)
		return attached("text/csv; charset=utf-8", "karete-activity-"+in.From+"-"+in.To+".csv", csv, err)
	})
}

// activitySpan is the days asked about, both included.
type activitySpan struct {
	From string `query:"from" format:"date" required:"true"`
	To   string `query:"to" format:"date" required:"true"`
}

// file is an answer that a browser saves.
type file struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

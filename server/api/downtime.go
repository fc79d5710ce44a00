package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/downtime"
)

func (a *API) downtimeOperations() {
	op(a, "downtime.list", http.MethodGet, "/downtime/sheets", "The paper sheets, and what became of their rows", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[downtime.PaperList], error) {
		return body(a.Downtime.List(ctx, who))
	})
	op(a, "downtime.print", http.MethodPost, "/downtime/sheets", "Print sheets, with numbers reserved", func(ctx context.Context, who access.Actor, in *struct{ Body downtime.PrintSheets }) (*Body[downtime.PaperKit], error) {
		return body(a.Downtime.Print(ctx, who, in.Body))
	}, created)
	op(a, "downtime.read", http.MethodGet, "/downtime/sheets/{sheetId}", "One paper sheet with its rows", func(ctx context.Context, who access.Actor, in *struct {
		SheetID string `path:"sheetId" format:"uuid"`
	}) (*Body[downtime.PaperSheetDetail], error) {
		return body(a.Downtime.Read(ctx, who, in.SheetID))
	})
	onSheet(a, "downtime.open", "open", "Take a sheet out of the drawer: its day, and how many rows have writing", a.Downtime.Open)
	onSheet(a, "downtime.close", "close", "Close a sheet that adds up", a.Downtime.Close)
	onSheet(a, "downtime.discard", "discard", "Give the numbers of a blank sheet back as void", a.Downtime.Discard)
	onPaperRow(a, "downtime.key", "key", "Key a row in: what stands on it, with the paper's own time", a.Downtime.Key)
	onPaperRow(a, "downtime.strike", "void", "Declare a row void that has writing on it", a.Downtime.Strike)
}

// onSheet registers a command on one sheet; it answers with the sheet after it.
func onSheet[C any](a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, C) (downtime.PaperSheetDetail, error)) {
	op(a, action, http.MethodPost, "/downtime/sheets/{sheetId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		SheetID string `path:"sheetId" format:"uuid"`
		Body    C
	}) (*Body[downtime.PaperSheetDetail], error) {
		return body(command(ctx, who, in.SheetID, in.Body))
	})
}

// onPaperRow registers a command on one row; it answers with the sheet after it.
func onPaperRow[C any](a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, C) (downtime.PaperSheetDetail, error)) {
	op(a, action, http.MethodPost, "/downtime/rows/{rowId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		RowID string `path:"rowId" format:"uuid"`
		Body  C
	}) (*Body[downtime.PaperSheetDetail], error) {
		return body(command(ctx, who, in.RowID, in.Body))
	})
}

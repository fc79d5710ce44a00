package api

import (
	"context"
	"net/http"
	"net/url"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/legacy"
)

// OneImport is the path of one import.
type OneImport struct {
	ImportID string `path:"importId" format:"uuid"`
}

func (a *API) legacyOperations() {
	op(a, "import.list", http.MethodGet, "/imports", "The old registers that were brought in", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[legacy.ImportList], error) {
		return body(a.Imports.List(ctx, who))
	})
	op(a, "import.upload", http.MethodPost, "/imports", "Bring an old register: CSV or XLSX in the body, as it is, 32 MiB at most", func(ctx context.Context, who access.Actor, in *struct {
		ID          string `query:"id" format:"uuid" required:"true" doc:"Command id, and the import's id"`
		Encoding    string `query:"encoding" enum:"utf-8,windows-1252" doc:"Of a CSV that says nothing itself"`
		Sheet       string `query:"sheet" maxLength:"100" doc:"Of a workbook; none: the first"`
		Name        string `header:"X-Karete-File" maxLength:"400" doc:"What the file is called, percent-encoded"`
		ContentType string `header:"Content-Type"`
	}) (*Body[legacy.ImportDetail], error) {
		if in.ContentType != "application/octet-stream" {
			return nil, fault.New(fault.UnsupportedMedia)
		}
		name, err := url.PathUnescape(in.Name)
		if err != nil {
			name = ""
		}
		if in.Encoding == "utf-8" {
			in.Encoding = ""
		}
		e := exchangeOf(ctx)
		return body(a.Imports.Upload(ctx, who, legacy.Upload{ID: in.ID, Name: name, Encoding: in.Encoding, Sheet: in.Sheet}, paced{http.NewResponseController(e.w), e.r.Body}))
	}, created, octets)
	op(a, "import.read", http.MethodGet, "/imports/{importId}", "One import: its columns, what they are taken for, how far it is", func(ctx context.Context, who access.Actor, in *OneImport) (*Body[legacy.ImportDetail], error) {
		return body(a.Imports.Read(ctx, who, in.ImportID))
	})
	op(a, "import.map", http.MethodPut, "/imports/{importId}/mapping", "Say what the columns are, and start the trial", func(ctx context.Context, who access.Actor, in *struct {
		OneImport
		Body legacy.MapImport
	}) (*Body[legacy.ImportDetail], error) {
		return body(a.Imports.Map(ctx, who, in.ImportID, in.Body))
	})
	op(a, "import.lines", http.MethodGet, "/imports/{importId}/lines", "What becomes of the lines", func(ctx context.Context, who access.Actor, in *struct {
		OneImport
		Verdict string `query:"verdict" enum:"add,here,again,unreadable,added,withdrawn,kept,doubtful,noted" doc:"doubtful: can be read, with notes; noted: those and the unreadable; none: all"`
		After   int    `query:"after" minimum:"0" doc:"next of the part before"`
	}) (*Body[legacy.ImportLines], error) {
		return body(a.Imports.Lines(ctx, who, in.ImportID, in.Verdict, in.After))
	})
	rawOp(a, "import.csv", http.MethodGet, "/imports/{importId}/lines.csv", "The report for a spreadsheet, or the unreadable lines to put right and bring again", func(ctx context.Context, who access.Actor, in *struct {
		OneImport
		Which string `query:"which" enum:"report,unreadable" doc:"None: report"`
	}) (*file, error) {
		csv, err := a.Imports.CSV(ctx, who, in.ImportID, in.Which == "unreadable")
		if err != nil {
			return nil, err
		}
		name := "karete-import.csv"
		if in.Which == "unreadable" {
			name = "karete-put-right.csv"
		}
		return &file{Type: "text/csv; charset=utf-8", Disposition: `attachment; filename="` + name + `"`, Body: csv}, nil
	})
	onImport(a, "import.apply", "apply", "Add those whom the trial said would be added; goes on after the answer", a.Imports.Apply)
	onImport(a, "import.undo", "undo", "Take everybody back who came with it and was left alone since; goes on after the answer", a.Imports.Undo)
	onImport(a, "import.discard", "discard", "Throw an import away of which nobody was added", a.Imports.Discard)
}

// onImport registers a command on one import; it answers with the import after it.
func onImport[C any](a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, C) (legacy.ImportDetail, error)) {
	op(a, action, http.MethodPost, "/imports/{importId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		OneImport
		Body C
	}) (*Body[legacy.ImportDetail], error) {
		return body(command(ctx, who, in.ImportID, in.Body))
	})
}

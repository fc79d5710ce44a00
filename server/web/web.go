package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

const forever = "public, max-age=31536000, immutable"

// file is one embedded file in the forms it is sent in: compressed in two, or as
// it is when that is no smaller.
type file struct {
	kind                string // Content-Type
	plain, brotli, gzip []byte
}

// UI answers with the built interface. Any path that is no file is the page: the
// interface routes by itself.
type UI struct {
	files map[string]file
	// Pictures lists other origins from which the page of a request may load
	// pictures; nil is none.
	Pictures func(*http.Request) []string
	// Clips answers under /clips/; nil is nobody.
	Clips http.Handler
}

// New reads the built interface once. The .br and .gz forms are made by the
// build, because a Pi would take seconds over them at each start.
func New(dist fs.FS) (*UI, error) {
	ui := &UI{files: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if strings.HasPrefix(path.Base(name), ".") {
			return nil
		}
		body, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		ext := path.Ext(name)
		base := name
		if ext == ".br" || ext == ".gz" {
			base = strings.TrimSuffix(name, ext)
		}
		f := ui.files["/"+base]
		f.kind = contentType(path.Ext(base))
		switch ext {
		case ".br":
			f.brotli = body
		case ".gz":
			f.gzip = body
		default:
			f.plain = body
		}
		ui.files["/"+base] = f
		return nil
	})
	return ui, err
}

// Built reports whether the interface is in this binary.
func (ui *UI) Built() bool { _, ok := ui.files["/index.html"]; return ok }

func (ui *UI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", ui.policy(r))
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if ui.Clips != nil && strings.HasPrefix(r.URL.Path, "/clips/") {
		ui.Clips.ServeHTTP(w, r)
		return
	}
	name := path.Clean(r.URL.Path)
	f, ok := ui.files[name]
	switch {
	case ok && strings.HasPrefix(name, "/assets/"):
		h.Set("Cache-Control", forever)
	case ok:
		h.Set("Cache-Control", "no-cache")
	case path.Ext(name) != "" && !strings.Contains(r.Header.Get("Accept"), "text/html"):
		http.NotFound(w, r)
		return
	default:
		if f, ok = ui.files["/index.html"]; !ok {
			http.Error(w, "This binary was built without its screens. Build it with: make build", http.StatusNotFound)
			return
		}
		h.Set("Cache-Control", "no-cache")
	}
	ui.send(w, r, f)
}

// policy of the page that a request is for.
func (ui *UI) policy(r *http.Request) string {
	if ui.Pictures == nil {
		return pagePolicy
	}
	more := ui.Pictures(r)
	if len(more) == 0 {
		return pagePolicy
	}
	return strings.Replace(pagePolicy, "img-src", "img-src "+strings.Join(more, " "), 1)
}

func (ui *UI) send(w http.ResponseWriter, r *http.Request, f file) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	body := f.plain
	if len(f.brotli) > 0 || len(f.gzip) > 0 {
		h.Set("Vary", "Accept-Encoding")
		switch offered := r.Header.Get("Accept-Encoding"); {
		case len(f.brotli) > 0 && accepts(offered, "br"):
			h.Set("Content-Encoding", "br")
			body = f.brotli
		case len(f.gzip) > 0 && accepts(offered, "gzip"):
			h.Set("Content-Encoding", "gzip")
			body = f.gzip
		case body == nil: // no browser, but somebody looking
			var err error
			if body, err = unpacked(f.gzip); err != nil {
				http.Error(w, "this file is damaged", http.StatusInternalServerError)
				return
			}
		}
	}
	// Ranges make no sense over a compressed form, and ServeContent gives HEAD
	// and lengths for nothing.
	r.Header.Del("Range")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// unpacked is a file as it was before the build packed it.
func unpacked(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// accepts reads Accept-Encoding; "br;q=0" is a refusal.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding {
			return strings.ReplaceAll(q, " ", "") != "q=0"
		}
	}
	return false
}

func contentType(ext string) string {
	switch ext {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json"
	case ".wasm":
		return "application/wasm"
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

package web

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

const (
	policy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; " +
		"form-action 'self'; frame-ancestors 'none'"
	forever = "public, max-age=31536000, immutable"
)

// file is one embedded file in the forms it is sent in.
type file struct {
	kind         string // Content-Type
	plain        []byte
	brotli, gzip []byte // empty when the build made none: not worth it
}

// UI answers with the built interface. Any path that is no file is the page: the
// interface routes by itself.
type UI struct {
	files map[string]file
}

// New reads the built interface once. The .br and .gz forms are made by the
// build, because a Pi would take seconds over them at each start.
func New(dist fs.FS) (*UI, error) {
	ui := &UI{files: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		ext := path.Ext(name)
		if ext == ".br" || ext == ".gz" || strings.HasPrefix(path.Base(name), ".") {
			return nil
		}
		body, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		f := file{kind: contentType(ext), plain: body}
		// A missing form is the ordinary case for pictures, so the error says nothing.
		f.brotli, _ = fs.ReadFile(dist, name+".br")
		f.gzip, _ = fs.ReadFile(dist, name+".gz")
		ui.files["/"+name] = f
		return nil
	})
	return ui, err
}

// Built reports whether the interface is in this binary.
func (ui *UI) Built() bool { _, ok := ui.files["/index.html"]; return ok }

func (ui *UI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
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
		}
	}
	// Ranges make no sense over a compressed form, and ServeContent gives HEAD
	// and lengths for nothing.
	r.Header.Del("Range")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
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

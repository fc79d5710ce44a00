package web

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
)

// clipPath is all that is ever looked for in the folder.
var clipPath = regexp.MustCompile(`^/clips/(en|st)/([A-Za-z0-9-]{1,40})\.mp3$`)

// clipName is a recording's file name.
var clipName = regexp.MustCompile(`^([A-Za-z0-9-]{1,40})\.mp3$`)

// clips are what people of the clinic have recorded, for those who cannot read: a folder
// with a folder for each language, which may not be there. No browser has a voice for
// Sesotho.
type clips struct{ folder string }

// Clips serves a folder of recordings, and under /clips/ what there is of them.
func Clips(folder string) http.Handler { return clips{folder} }

func (c clips) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/clips/" {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		_ = json.NewEncoder(w).Encode(c.list()) // whoever asked may have gone
		return
	}
	named := clipPath.FindStringSubmatch(r.URL.Path)
	if named == nil {
		http.NotFound(w, r)
		return
	}
	root, err := os.OpenRoot(c.folder) // a link in it leads nowhere else
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer root.Close()
	file, err := root.Open(filepath.Join(named[1], named[2]+".mp3"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil || !about.Mode().IsRegular() {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "audio/mpeg")
	w.Header().Set("Cache-Control", "max-age=86400")
	http.ServeContent(w, r, "", about.ModTime(), file)
}

// list is the names of the recordings, by language.
func (c clips) list() map[string][]string {
	names := map[string][]string{"en": {}, "st": {}}
	for language := range names {
		there, err := os.ReadDir(filepath.Join(c.folder, language))
		if err != nil {
			continue // nobody has recorded any
		}
		for _, one := range there {
			if m := clipName.FindStringSubmatch(one.Name()); m != nil && one.Type().IsRegular() {
				names[language] = append(names[language], m[1])
			}
		}
	}
	return names
}

package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Files is everything embedded, by the path it has in this folder.
//
//go:embed art/*.svg codes/*.json i18n/*.json passwords/common.txt
var Files embed.FS

// load reads an embedded JSON file into v and refuses what v does not know: a
// slip in a code list must stop a test, not lose a field in silence.
func load(path string, v any) error {
	file, err := Files.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := json.NewDecoder(file)
	in.DisallowUnknownFields()
	if err := in.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: more than one value", path)
	}
	return nil
}

// mustLoad is load for files that cannot fail outside the build: they are part of
// the binary, and the tests read each of them.
func mustLoad[T any](path string) T {
	var v T
	if err := load(path, &v); err != nil {
		panic(err)
	}
	return v
}

package api

import (
	"strconv"
	"strings"

	"karete/server/fault"
)

// IfMatch is embedded in the input of every change of a versioned thing.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"The version that was read, as the ETag gave it"`
}

// version reads it. No version is version-required: a change on top of something
// unseen is how typing gets lost.
func (m IfMatch) version() (int64, error) {
	s := strings.Trim(strings.TrimPrefix(strings.TrimSpace(m.IfMatch), "W/"), `"`)
	if s == "" {
		return 0, fault.New(fault.VersionRequired)
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil || v < 1 {
		return 0, fault.Field("If-Match", "pattern")
	}
	return v, nil
}

func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

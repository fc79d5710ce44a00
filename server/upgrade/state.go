package upgrade

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"karete/db/durable"
)

// File is where a folder remembers which programs ran in it.
const File = "upgrade.json"

// format of File. A program leaves the file of a later format alone.
const format = 1

// State is what a folder remembers of its programs.
type State struct {
	Format  int       `json:"format"`
	Good    *Program  `json:"good,omitempty"`    // that worked last
	Former  *Program  `json:"former,omitempty"`  // that worked before it
	Trial   *Trial    `json:"trial,omitempty"`   // that has yet to show that it works
	Refused []Refused `json:"refused,omitempty"` // since the good one is, the oldest first
	Undo    *Undo     `json:"undo,omitempty"`    // records that have to be put back
}

// Program is one build of this program.
type Program struct {
	Version string    `json:"version"`
	SHA256  string    `json:"sha256"`
	Size    int64     `json:"size"`
	Changed time.Time `json:"changedAt"` // of the file: with the size it saves reading all of it at each start
	Schema  int       `json:"schema"`    // the newest that it knows
	Since   time.Time `json:"since"`     // by the box's clock
}

// Trial is a program that has yet to show that it works.
type Trial struct {
	Program
	Starts int       `json:"starts"`           // that did not end well
	Before string    `json:"before,omitempty"` // the records as they were before it, in the folder
	Moved  time.Time `json:"movedAt,omitzero"` // when its own took their place
}

// Refused is a program that did not come to work.
type Refused struct {
	Program
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
	Aside  string    `json:"aside,omitempty"`      // in the folder: the records as it left them
	Since  time.Time `json:"asideSince,omitempty"` // what was written from then on is only there
}

// Undo is records to be put back, whatever comes between.
type Undo struct {
	Before string `json:"before"` // in the folder
	Aside  string `json:"aside"`  // where those that stand there now go
}

// Read is what the folder remembers. A folder that remembers nothing is not an
// error.
func Read(dir string) (State, error) {
	text, err := os.ReadFile(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return State{Format: format}, nil
	}
	if err != nil {
		return State{}, fmt.Errorf("what the folder remembers of its programs cannot be read: %w", err)
	}
	s := State{}
	if err := json.Unmarshal(text, &s); err != nil || s.Format < 1 {
		return State{}, fmt.Errorf("%s: %w", File, errDamaged)
	}
	if !s.sane() {
		return State{}, fmt.Errorf("%s: %w", File, errDamaged)
	}
	return s, nil
}

// sane reports whether every file that it names is one of the folder.
func (s State) sane() bool {
	names := []string{}
	if s.Undo != nil {
		names = append(names, s.Undo.Before, s.Undo.Aside)
	}
	if s.Trial != nil && s.Trial.Before != "" {
		names = append(names, s.Trial.Before)
	}
	return !slices.ContainsFunc(names, func(name string) bool {
		return name == "" || name == "." || strings.ContainsAny(name, `/\`) || !filepath.IsLocal(name)
	})
}

var errDamaged = errors.New("it is damaged")

// Last is the program that was refused last, unless another was taken for good or
// is on trial since.
func (s State) Last() (Refused, bool) {
	if len(s.Refused) == 0 || s.Trial != nil {
		return Refused{}, false
	}
	return s.Refused[len(s.Refused)-1], true
}

// refused is the refusal of a program as it lies there. Somebody who installs the
// same one again wants it to be tried again.
func (s State) refused(p Program) *Refused {
	for i := range s.Refused {
		if r := &s.Refused[i]; r.SHA256 == p.SHA256 && r.sameFile(p) {
			return r
		}
	}
	return nil
}

const mostRefused = 8

func (s *State) refuse(r Refused) {
	s.Refused = append(s.Refused, r)
	s.Refused = s.Refused[max(0, len(s.Refused)-mostRefused):]
}

// write keeps the state so that it outlasts a power cut.
func (s State) write(dir string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, File)
	if err := os.WriteFile(path+".part", append(text, '\n'), 0o600); err != nil {
		return err
	}
	if err := ownedAs(dir, path+".part"); err != nil {
		return err
	}
	return durable.Replace(path+".part", path)
}

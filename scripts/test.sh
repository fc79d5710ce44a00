#!/usr/bin/env bash
# Everything CI runs. Installs what the tests need, then goes from the quick checks to the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm
need_debian chromium chromium zbarimg zbar-tools pdftoppm poppler-utils certutil libnss3-tools age age sqlite3 sqlite3
need_npm

step() { printf '\n== %s\n' "$*"; }

step "format and vet"
unformatted=$(gofmt -l main.go server db ui/*.go assets)
if [ -n "$unformatted" ]; then
  echo "not formatted: $unformatted" >&2
  exit 1
fi
# Without cgo and without this folder's name in it, as the program is built: all of these stand on the same compiled packages.
plainly() { CGO_ENABLED=0 GOFLAGS=-trimpath "$@"; }
plainly go vet ./... # and so not again by each go test below
plainly go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# The tests of the rooms mostly wait for the disk, so two other things go on beside them as far as they leave room.
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
declare -A running
beside() { # beside NAME COMMAND...: in the background; finished NAME waits for it and shows what it said
  local name=$1
  shift
  "$@" >"$said/$name" 2>&1 &
  running[$name]=$!
}
finished() {
  local failed=0
  wait "${running[$1]}" || failed=$?
  step "$1"
  cat "$said/$1"
  return "$failed"
}
screens() {
  scripts/types.sh --check && (cd ui && npm run --silent check && npm test --silent)
}
beside "the screens' types and Vitest" screens
beside "the four targets" nice -n 19 scripts/targets.sh

# The detector watches our code and the libraries. It leaves out SQLite, which is C turned into Go, locks in ways of its
# own and is three quarters of the time when each of its memory accesses is watched; and what only reckons on bytes that
# one goroutine gives it: pictures, compression, ciphers. Nothing that guards a map by a lock may stand here, as
# encoding/json does: its lock would be unseen, the map seen, and a race reported where there is none.
step "Go, with the race detector"
unwatched=()
for package in modernc.org/sqlite/lib modernc.org/libc/... modernc.org/memory github.com/makiuchi-d/gozxing/... image/... compress/... \
  golang.org/x/crypto/...; do
  unwatched+=("-gcflags=$package=-race=false -d=checkptr=0")
done
# Without this folder's name in it, so that another checkout of the same files does not compile them again.
go test -race -trimpath -vet=off -p 3 -timeout 30m "${unwatched[@]}" ./...

# What goes through a table or through many rounds of one thing, one after the other, is five times as slow when it is
# watched, and there is nothing to see: no two of its goroutines work at once that other tests of the package do not have
# work at once under the detector. Such a file begins with "//go:build !race" and is tested here.
step "Go, the long tables"
tables() { grep -rl --include='*_test.go' '^//go:build .*!race' db server assets; }
names=$(tables | xargs grep -hoE '^func (Test|Fuzz)[A-Za-z0-9_]+' | cut -d' ' -f2 | paste -sd'|')
mapfile -t packages < <(tables | xargs dirname | sort -u | sed 's|^|./|')
plainly go test -vet=off -timeout 20m -run "^($names)\$" "${packages[@]}"

finished "the screens' types and Vitest"

step "the whole clinic in a real browser"
scripts/build.sh
(cd ui && npm run --silent e2e)

finished "the four targets" # whoever compiles them gave way to all the others

#!/usr/bin/env bash
# Everything CI runs. Installs what the tests need, then goes from the quick checks to the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm
need_debian chromium chromium zbarimg zbar-tools pdftoppm poppler-utils certutil libnss3-tools
need_npm

step() { printf '\n== %s\n' "$*"; }

step "format and vet"
unformatted=$(gofmt -l main.go server db ui/*.go assets)
if [ -n "$unformatted" ]; then
  echo "not formatted: $unformatted" >&2
  exit 1
fi
go vet ./...
go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

step "the UI's types"
scripts/types.sh --check
(cd ui && npm run --silent check)

step "Vitest"
(cd ui && npm test --silent)

# The detector watches our code and every library but one: SQLite itself, which is C turned into Go, locks in ways of its
# own and is three quarters of the time when each of its memory accesses is watched.
step "Go, with the race detector"
unwatched='-race=false -d=checkptr=0'
go test -race -timeout 30m "-gcflags=modernc.org/sqlite/lib=$unwatched" "-gcflags=modernc.org/libc/...=$unwatched" \
  "-gcflags=modernc.org/memory=$unwatched" ./...

# The browser mostly waits, so the other machines' binaries are compiled beside it, as far as it leaves room.
step "the four targets, beside the whole clinic in a real browser"
scripts/build.sh
said=$(mktemp)
nice -n 19 scripts/targets.sh >"$said" 2>&1 &
targets=$!
trap 'kill "$targets" 2>/dev/null || true; rm -f "$said"' EXIT
(cd ui && npm run --silent e2e)
wait "$targets" || { cat "$said" >&2; exit 1; }
cat "$said"

#!/usr/bin/env bash
# Everything CI runs. Installs what the tests need, then goes from the quick checks to the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm
need_debian chromium chromium zbarimg zbar-tools pdftoppm poppler-utils
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

step "Go, with the race detector"
go test -race -timeout 30m ./...

step "the four targets"
scripts/targets.sh

step "the whole clinic in a real browser"
scripts/build.sh
(cd ui && npm run --silent e2e)

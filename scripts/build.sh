#!/usr/bin/env bash
# Builds the screens and then ./karete, one static binary with the screens in it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
. scripts/smaller.sh
need_tools go node npm
need_npm
(cd ui && npm run --silent build)
CGO_ENABLED=0 go build -trimpath "${SMALLER[@]}" -ldflags "-s -w -X karete/server/cli.Version=${VERSION:-dev}" -o karete .

#!/usr/bin/env bash
# Writes ui/src/api/schema.d.ts from the API document. With --check it only says whether it is stale.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm
need_npm
document=$(mktemp --suffix .json)
trap 'rm -f "$document"' EXIT
CGO_ENABLED=0 go run -trimpath . openapi >"$document" # compiled as the program is, so with what is there
cd ui
npm run --silent types -- "$document" "$@"

#!/usr/bin/env bash
# Writes ui/src/api/schema.d.ts from the API document. With --check it only says whether it is stale.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm
need_npm
document=$(mktemp --suffix .json)
trap 'rm -f "$document"' EXIT
go run . openapi >"$document"
cd ui
npm run --silent types -- "$document" "$@"

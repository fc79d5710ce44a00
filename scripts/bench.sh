#!/usr/bin/env bash
# Prints the figures of the README. Ratios are measured inside one run; times depend on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go
exec go test -run '^$' -bench "${BENCH:-.}" -benchtime "${TIME:-1s}" ./db/... ./server/...

#!/usr/bin/env bash
# Compiles for every machine a clinic may have, without cgo. Compiles only: `make release` makes the files.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in linux/amd64 linux/arm64 linux/arm/7 windows/amd64; do
  IFS=/ read -r os arch arm <<<"$target"
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOARM=${arm:-} go build -trimpath -o /dev/null .
  echo "builds: $target"
done

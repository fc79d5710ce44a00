#!/usr/bin/env bash
# Runs every fuzz target of the tree, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
grep -rlE '^func Fuzz' --include='*_test.go' server db assets | while read -r file; do
  for target in $(grep -oE '^func Fuzz[A-Za-z0-9]+' "$file" | cut -d' ' -f2); do
    echo "== $target in $(dirname "$file")"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${TIME:-20s}" "./$(dirname "$file")"
  done
done

#!/usr/bin/env bash
# Runs the database's tests on the processors of small boxes, emulated: arm64, and arm v7, where numbers and
# pointers have 32 bits and SQLite's structs another layout. Slow, so not in CI: for a release, and for every
# new version of modernc.org/sqlite or libc.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go
need_debian qemu-aarch64 qemu-user qemu-arm qemu-user

# An emulated process cannot start another of its kind: the kills, and the disks with mounts of their own.
skip='^(TestKill|TestUpgradeKilled|TestFullDisk|TestDiskFillsUnderABatch|TestFailingAndReadOnlyDisk|TestProbeReallyWritesWhenRoomIsLow)$'

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
for target in arm64:qemu-aarch64 arm:qemu-arm; do
  arch=${target%%:*} emulator=${target##*:}
  for package in ${PACKAGES:-$(go list ./db/...)}; do
    folder=$(go list -f '{{.Dir}}' "$package")
    [ -n "$(go list -f '{{.TestGoFiles}}{{.XTestGoFiles}}' "$package" | tr -d '[]')" ] || continue
    CGO_ENABLED=0 GOARCH=$arch GOARM=7 go test -c -o "$bin/test" "$package"
    echo "== $arch: $package"
    (cd "$folder" && "$emulator" "$bin/test" -test.timeout 60m -test.skip "$skip")
  done
done

#!/usr/bin/env bash
# Makes the release: static, stripped binaries for four machines, with checksums, in dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
need_tools go node npm sha256sum
need_npm
(cd ui && npm run --silent build)
rm -rf dist
mkdir dist
for target in linux/amd64 linux/arm64 linux/arm/7 windows/amd64; do
  IFS=/ read -r os arch arm <<<"$target"
  name="karete-${VERSION:-dev}-$os-$arch${arm:+v$arm}"
  [ "$os" = windows ] && name+=.exe
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOARM=${arm:-} \
    go build -trimpath -ldflags "-s -w -X karete/server/cli.Version=${VERSION:-dev}" -o "dist/$name" .
done
(cd dist && sha256sum karete-* >SHA256SUMS && cat SHA256SUMS)

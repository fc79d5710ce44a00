#!/usr/bin/env bash
# Makes the release: static, stripped binaries for four machines, the Debian packages of three, the script that installs
# them, and checksums, in dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh
. scripts/smaller.sh
need_tools go node npm sha256sum dpkg-deb
need_npm
(cd ui && npm run --silent build)
rm -rf dist
mkdir dist
for target in linux/amd64 linux/arm64 linux/arm/7 windows/amd64; do
  IFS=/ read -r os arch arm <<<"$target"
  name="karete-${VERSION:-dev}-$os-$arch${arm:+v$arm}"
  [ "$os" = windows ] && name+=.exe
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOARM=${arm:-} \
    go build -trimpath "${SMALLER[@]}" -ldflags "-s -w -X karete/server/cli.Version=${VERSION:-dev}" -o "dist/$name" .
  case $arch${arm:+v$arm} in
  amd64 | arm64) debian=$arch ;;
  armv7) debian=armhf ;;
  esac
  [ "$os" = windows ] || scripts/deb.sh "dist/$name" "$debian" dist
done
cp scripts/install.sh dist/
(cd dist && sha256sum karete* install.sh >SHA256SUMS && cat SHA256SUMS)
[ "$(dpkg --print-architecture)" != amd64 ] || scripts/deb-check.sh dist

#!/usr/bin/env bash
# Builds, fills ./demo-data with a made-up clinic once, and serves it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build.sh
if [ ! -e demo-data ]; then
  echo "Filling a demo clinic in ./demo-data (once; delete the folder to start over) ..."
  ./karete demo --data demo-data
fi
exec ./karete serve --data demo-data --http "${HTTP:-localhost:8080}"

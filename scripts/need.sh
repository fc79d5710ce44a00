#!/usr/bin/env bash
# Sourced by the other scripts: checks for, or installs, what they stand on.

need_tools() { # need_tools go node make
  local missing=()
  for tool in "$@"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "Please install first: ${missing[*]} (Go 1.26 or newer, Node 20 or newer, make)." >&2
    exit 1
  fi
}

# The npm packages, only when the lock file has changed since the last time.
need_npm() {
  local stamp=ui/node_modules/.installed-from
  if ! cmp -s ui/package-lock.json "$stamp"; then
    echo "Installing the UI's packages ..."
    (cd ui && npm ci --no-audit --no-fund --loglevel=error)
    cp ui/package-lock.json "$stamp"
  fi
}

# need_debian command package ...: Debian packages the tests use, by apt when root.
need_debian() {
  local packages=()
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || packages+=("$2")
    shift 2
  done
  [ ${#packages[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need these Debian packages: ${packages[*]}" >&2
    echo "Install them with: sudo apt-get install ${packages[*]}" >&2
    exit 1
  fi
  echo "Installing ${packages[*]} ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

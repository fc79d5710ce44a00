#!/usr/bin/env bash
# deb-check.sh FOLDER [--boot OLD_FOLDER BROKEN]: looks at the package in the folder: what lintian and systemd say of it, and
# whether it installs and goes again, in a system of its own that is only files. With --boot (as root, with
# systemd-nspawn) a Debian is started beside this one, from the same files but writing nowhere: there install.sh installs
# the older package, the hardened service has to come up, take the newer package, and come back from BROKEN, a program
# that cannot bring the records forward.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
arch=$(dpkg --print-architecture)
newest() { find "$(realpath "$1")" -name "karete_*_$arch.deb" | sort -V | tail -n 1; }
package=$(newest "${1:?the folder with the package}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf '== %s\n' "$*"; }

if command -v lintian >/dev/null; then
	say "lintian"
	lintian --allow-root --fail-on error,warning "$package"
fi

say "installed into a folder, and gone again but for the records"
root=$work/root
mkdir -p "$root/var/lib/dpkg" "$root/etc"
touch "$root/var/lib/dpkg/status"
into() { dpkg --root="$root" --force-script-chrootless --force-not-root --force-depends "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }; }
into --install "$package"
test -x "$root/usr/bin/karete" -a -x "$root/usr/lib/karete/karete-stick" -a -L "$root/etc/systemd/system/multi-user.target.wants/karete.service"
grep -q '^karete:' "$root/etc/passwd"
"$root/usr/bin/karete" version
mkdir -p "$root/var/lib/karete"
touch "$root/var/lib/karete/karete.db"
into --purge karete
test ! -e "$root/usr/bin/karete" -a ! -L "$root/etc/systemd/system/multi-user.target.wants/karete.service" -a -e "$root/var/lib/karete/karete.db"

say "what systemd thinks of the service (0 is locked in, 10 is open)"
dpkg-deb -x "$package" "$work/files"
sed -i "s|/usr/bin/karete|$work/files&|; s|/usr/lib/karete/|$work/files&|" "$work"/files/usr/lib/systemd/system/*.service
systemd-analyze verify --man=no "$work/files/usr/lib/systemd/system/karete.service" "$work/files/usr/lib/systemd/system/karete-stick@sda1.service"
systemd-analyze security --offline=yes --no-pager --threshold=15 "$here/package/karete.service" | tail -n 1

[ "${2:-}" = --boot ] || exit 0
old=$(newest "${3:?the folder with the older package}")
exec "$here/package/boot-check.sh" "$old" "$package" "${4:?a program that does not come to work}"

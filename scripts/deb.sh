#!/usr/bin/env bash
# deb.sh BINARY ARCH FOLDER: the Debian package of a built program, in the folder; prints its name. ARCH is Debian's:
# amd64, arm64, armhf. Only dpkg-deb is needed: what is in the package is plain to see in scripts/package.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:?the built program}") arch=${2:?amd64, arm64 or armhf} out=$(realpath "${3:?the folder}")
version=${VERSION:-dev}

# Debian's versions begin with a figure, and a dash in them means something else.
case ${version#v} in
[0-9]*.*) debian=${version#v} debian=${debian//-/+} ;;
*) debian="0~${version//[^A-Za-z0-9.+~]/+}" ;;
esac
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
put() { install -D -m "$1" "$2" "$root/$3"; } # put MODE FILE PLACE
put 755 "$binary" usr/bin/karete
put 644 scripts/package/karete.service usr/lib/systemd/system/karete.service
put 644 scripts/package/karete.sysusers usr/lib/sysusers.d/karete.conf
put 644 scripts/package/karete.default etc/default/karete
put 644 scripts/automount/90-karete-stick.rules usr/lib/udev/rules.d/90-karete-stick.rules
put 644 scripts/automount/karete-stick@.service usr/lib/systemd/system/karete-stick@.service
put 755 scripts/automount/karete-stick usr/lib/karete/karete-stick
put 644 README.md usr/share/doc/karete/README.md
put 644 scripts/package/copyright usr/share/doc/karete/copyright
put 644 scripts/package/lintian-overrides usr/share/lintian/overrides/karete
printf 'karete (%s) stable; urgency=medium\n\n  * Karete %s. What changed is in the history of its source.\n\n -- the Karete authors <karete@karete.invalid>  %s\n' \
  "$debian" "$version" "$(date -Ru -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$root/usr/share/doc/karete/changelog.gz"
for script in postinst prerm postrm; do put 755 scripts/package/$script DEBIAN/$script; done
echo /etc/default/karete >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<EOF
Package: karete
Version: $debian
Architecture: $arch
Maintainer: the Karete authors <karete@karete.invalid>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: systemd (>= 247)
Recommends: exfatprogs, ntfs-3g
Section: misc
Priority: optional
Description: card and visit server of a small clinic
 Karete is the digital outpatient card and visit server for small clinics in
 Lesotho: one program on a Raspberry Pi or an old PC, used from the browsers of
 the clinic's own Wi-Fi. It needs no internet. The records are encrypted.
EOF
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
chmod 644 "$root"/DEBIAN/{control,conffiles,md5sums}
find "$root" -type d -exec chmod 755 {} +
name="$out/karete_${debian}_$arch.deb"
dpkg-deb --root-owner-group -Zxz -z"${COMPRESS:-6}" --build "$root" "$name" >/dev/null
echo "$name"

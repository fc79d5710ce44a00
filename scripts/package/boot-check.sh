#!/usr/bin/env bash
# boot-check.sh OLD.deb NEW.deb BROKEN: starts a Debian beside this one, from the same files but writing nowhere and
# without a network, and does there what a clinic does: install.sh, a newer package, a program (BROKEN, a file) that
# cannot bring the records forward, a crash. As root, with systemd-nspawn.
# shellcheck disable=SC2016 # what is in single quotes is for the shell in there
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
old=$(realpath "$1") new=$(realpath "$2") broken=$(realpath "$3")
work=$(mktemp -d)
release=$work/release
mkdir -p "$release/old" "$release/new" "$work/root"
install -m 644 "$old" "$release/old/"
install -m 644 "$new" "$release/new/"
install -m 755 "$broken" "$release/broken"
for folder in old new; do
  cp "$here/../install.sh" "$release/$folder/"
  (cd "$release/$folder" && sha256sum ./*.deb | sed 's|\./||' >SHA256SUMS)
done
mount --bind / "$work/root"
# The names of what this machine happens to run: none of it is wanted there.
mapfile -t masked < <(systemctl list-unit-files --root=/ --type=service --state=enabled --no-legend 2>/dev/null | awk '{print "systemd.mask=" $1}' | grep -v '@\|systemd-\|dbus')
systemd-nspawn --quiet --directory="$work/root" --volatile=overlay --private-network --register=no --keep-unit --bind-ro="$release:/opt/release" \
  --console=pipe --boot systemd.unit=multi-user.target "${masked[@]}" >"$work/console" 2>&1 </dev/null &
nspawn=$!
leader=
ended() {
  [ -z "$leader" ] || kill -KILL "$leader" 2>/dev/null || true
  wait "$nspawn" 2>/dev/null || true
  umount "$work/root" && rm -rf "$work"
}
trap ended EXIT
for _ in $(seq 100); do
  leader=$(pgrep -P "$nspawn" || true)
  [ -z "$leader" ] || break
  sleep 0.1
done
inside() { nsenter --target "$leader" --all --root --wd -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
say() { printf '== %s\n' "$*"; }
fail() {
  printf 'boot-check: %s\n' "$*" >&2
  tail -n 20 "$work/console" >&2
  inside journalctl --unit karete --no-pager --lines 40 >&2 || true
  exit 1
}
within() { # within SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.5
  done
}
box() { inside curl -sf --max-time 3 http://localhost:8080/api/v1/box | grep -q "\"version\":\"$1\""; }
good() { inside cat /var/lib/karete/upgrade.json | tr -d ' \n' | grep -q "\"good\":{\"version\":\"$1\""; }
version() { dpkg-deb -f "$1" Version; }

within 60 inside systemctl is-system-running 2>/dev/null | grep -q 'running\|degraded' || within 60 inside test -d /run/systemd/system || fail "no system came up"

say "install.sh with $(basename "$old")"
inside sh /opt/release/old/install.sh --yes || fail "install.sh"
within 20 box "$(version "$old")" || fail "it does not answer"
inside sh -c 'set -e; pid=$(systemctl show --property MainPID --value karete); ps -o user= -p $pid | grep -qx karete; grep -E "^(NoNewPrivs:.1|Seccomp:.2|CapBnd:.0000000000000000)$" /proc/$pid/status' | tee "$work/locked"
[ "$(wc -l <"$work/locked")" = 3 ] || fail "the service is not locked in"
within 60 good "$(version "$old")" || fail "the program was not taken for good"

say "a stick that is plugged in later is seen; no shell runs inside the service"
inside sh -c 'install -d /media/karete/sdz1 && mount -t tmpfs -o mode=777 stick /media/karete/sdz1'
inside sh -c 'grep -q /media/karete/sdz1 /proc/$(systemctl show --property MainPID --value karete)/mountinfo' || fail "the stick does not reach the service"
inside sh -c '! nsenter --target $(systemctl show --property MainPID --value karete) --mount -- sh -c true 2>/dev/null' || fail "a shell runs inside the service"

say "a newer package"
inside sh /opt/release/new/install.sh --yes >/dev/null || fail "install.sh"
within 20 box "$(version "$new")" || fail "the newer one does not answer"
within 60 good "$(version "$new")" || fail "the newer one was not taken for good"

say "a program that cannot bring the records forward"
inside karete upgrade /opt/release/broken || fail "karete upgrade"
inside systemctl restart karete || fail "restart"
within 30 box "$(version "$new")" || fail "nobody took over"
inside journalctl --unit karete --output cat --no-pager | grep 'was taken back' | tail -n 1

say "a crash"
inside sh -c 'kill -KILL $(systemctl show --property MainPID --value karete)'
within 30 box "$(version "$new")" || fail "it was not started again"

say "an administrator's command leaves nothing of his own among the records"
inside systemctl stop karete || fail "stop"
inside karete check --data /var/lib/karete >/dev/null || fail "karete check"
[ -z "$(inside find /var/lib/karete ! -user karete)" ] || fail "root left files in the folder"
inside systemctl start karete || fail "start"
within 20 box "$(version "$new")" || fail "it does not answer"

say "removed: the records stay"
inside dpkg --purge karete >/dev/null 2>&1 || fail "dpkg --purge"
inside test -e /var/lib/karete/karete.db || fail "the records are gone"
say "all went well"

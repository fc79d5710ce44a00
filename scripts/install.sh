#!/bin/sh
# Installs Karete on Raspberry Pi OS or Debian, from the folder that this file lies in. No internet is needed.
# Use it like this:  sudo sh install.sh
set -eu
cd "$(dirname "$0")"

stop() {
	printf '\n%s\nNothing was installed.\n' "$1" >&2
	exit 1
}

[ "$(id -u)" = 0 ] || stop "Installing needs the administrator. Type:  sudo sh install.sh"
command -v dpkg >/dev/null || stop "This machine is neither Raspberry Pi OS nor Debian. See README.md for other machines."
[ -d /run/systemd/system ] || stop "This machine does not start its services with systemd. See README.md for other machines."

arch=$(dpkg --print-architecture)
package=
for file in karete_*_"$arch".deb; do
	[ -e "$file" ] && package=$file # the last by name
done
[ -n "$package" ] || stop "There is no Karete for this kind of machine ($arch) beside install.sh. The file would be called karete_..._$arch.deb"

if [ -e SHA256SUMS ]; then
	grep -F " $package" SHA256SUMS | sha256sum --check --status || stop "$package is damaged. Copy the folder again, from where you have it."
else
	echo "There is no SHA256SUMS here: nobody can tell whether $package is as it was made."
fi

cat <<WORDS

This installs Karete on this machine, from $package:

  - the program is put at /usr/bin/karete;
  - it starts by itself whenever the machine does, as a user of its own that may do nothing else;
  - the clinic's records will be in /var/lib/karete, encrypted;
  - sticks that are plugged in are found, for keys and backups.

Records that are there already stay. If there is an older Karete it goes on with them, and comes back by itself if the
new one does not work. Nothing is sent anywhere.

WORDS
if [ "${1:-}" != --yes ]; then
	printf 'Go on? [y/n] '
	read -r answer
	case $answer in y | Y | yes | e | E | ee) ;; *) stop "As you like." ;; esac
fi

if ! dpkg --install "$package"; then
	stop "The package could not be installed. What is missing is said above."
fi

if ! systemctl --quiet is-active karete; then
	printf '\nKarete is installed, but it does not run. What it says:\n\n' >&2
	journalctl --unit karete --output cat --lines 10 --no-pager >&2 || true
	exit 1
fi

# Where the kernel does not watch each service's memory, as on Raspberry Pi OS, the service cannot be kept out of swap.
if ! grep -qw memory /sys/fs/cgroup/cgroup.controllers 2>/dev/null && [ "$(wc -l </proc/swaps)" -gt 1 ]; then
	cat <<'WORDS'

Please switch the swap file off: parts of the key of the records could get to the memory card. Type:
  sudo systemctl disable --now dphys-swapfile    (Raspberry Pi OS)    or    sudo swapoff -a    and remove swap from /etc/fstab
WORDS
fi

printf '\nKarete is running. Open it in a browser:\n\n  on this machine    http://localhost:8080\n  on another one     http://karete.local:8080\n'
for address in $(hostname -I); do
	case $address in *:*) ;; *) printf '                     http://%s:8080\n' "$address" ;; esac
done
code=$(journalctl --unit karete --boot --output cat --no-pager | sed -n 's/.*the wizard asks for this code: //p' | tail -n 1)
if [ -n "$code" ]; then
	printf '\nThe clinic is not set up yet: the first page does it. From another machine it asks for this code:  %s\n' "$code"
fi
printf '\n'

#!/usr/bin/env bash
# Proves that a fresh clone builds on a bare Debian 12: makes one with debootstrap, copies a clone
# into it, runs scripts/demo and scripts/test there. Needs root, git and debootstrap.
#
#   tools/bare_debian.sh [--mirror <url>] [--keep] [<command>...]
#
#   --mirror   a Debian mirror; else the first one that the apt sources of this machine name
#   --keep     leave the root in place and say where it is
#   <command>  run these, from the root of the clone, instead of scripts/demo and scripts/test
#
# Uncommitted changes are not copied: what is proved is what a clone gets.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
suite=bookworm

mirror="" keep=no
while (($#)); do
  case $1 in
    --mirror) mirror=${2:?--mirror needs a URL}; shift 2 ;;
    --keep) keep=yes; shift ;;
    -h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
    *) break ;;
  esac
done
commands=("$@")
((${#commands[@]})) || commands=(scripts/demo scripts/test)

((EUID == 0)) || { echo "bare_debian.sh: must be root (debootstrap and chroot)" >&2; exit 1; }
for tool in debootstrap git; do
  command -v $tool >/dev/null || { echo "bare_debian.sh: needs $tool" >&2; exit 1; }
done

# First http(s) URL of a Debian archive in the deb822 or one-line sources of this machine.
mirror_of_this_machine() {
  cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
    2>/dev/null | grep -v '^ *#' | grep -oE 'https?://[^] ]+/debian/?( |$)' | head -n 1 | tr -d ' '
}
[[ -n $mirror ]] || mirror=$(mirror_of_this_machine || true)
[[ -n $mirror ]] || { echo "bare_debian.sh: name a mirror with --mirror" >&2; exit 1; }

root=$(mktemp -d)
chmod 755 "$root"  # apt inside drops to a user of its own
mounted=()
# Never removes anything below a mount that would not go away.
clean_up() {
  local at
  for at in "${mounted[@]}"; do umount "$at" 2>/dev/null || umount -l "$at" || true; done
  if [[ $keep == yes ]]; then
    echo "kept: $root"
  elif ! grep -q " $root/" /proc/mounts; then
    rm -rf --one-file-system "$root"
  fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

in_root() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LANG=C.UTF-8 "${proxies[@]}" \
    chroot "$root" "$@"
}

# Some machines reach a mirror only through their own proxy, with a certificate of their own.
proxies=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [[ -n ${!name:-} ]] && proxies+=("$name=${!name}")
done
copy_network_setup() {
  local file
  for file in /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf /etc/hosts \
    /etc/ssl/certs/ca-certificates.crt; do
    [[ -f $file ]] || continue
    mkdir -p "$root$(dirname "$file")"
    cp -L "$file" "$root$file"
  done
  if grep -rqsi '^ *Acquire::https\?::Proxy' /etc/apt/apt.conf /etc/apt/apt.conf.d; then
    apt-config dump | grep -iE '^Acquire::https?::Proxy' >"$root/etc/apt/apt.conf.d/90proxy"
  fi
}

mount_minimal() {
  mkdir -p "$root/proc" "$root/dev/shm"
  mount -t proc proc "$root/proc" && mounted=("$root/proc" "${mounted[@]}")
  local device
  for device in null zero full random urandom; do
    [[ -e $root/dev/$device ]] || : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
    mounted=("$root/dev/$device" "${mounted[@]}")
  done
  mount -t tmpfs -o size=256m tmpfs "$root/dev/shm" && mounted=("$root/dev/shm" "${mounted[@]}")
  [[ -e $root/dev/fd ]] || ln -s /proc/self/fd "$root/dev/fd"
}

echo "=== a bare Debian 12 from $mirror"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -n 20 "$root.log" >&2; rm -f "$root.log"; exit 1; }
rm -f "$root.log"
copy_network_setup
mount_minimal
echo "=== a fresh clone of $(git -C "$repository" rev-parse --short HEAD)"
git clone -q --no-hardlinks "file://$repository" "$root/tandem"

for command in "${commands[@]}"; do
  start=$SECONDS
  echo "=== $command"
  status=0
  in_root bash -c "cd /tandem && $command" </dev/null || status=$?
  echo "=== $command: $((SECONDS - start)) s, exit status $status"
  ((status == 0)) || exit $status
done

#!/usr/bin/env bash
# What a newcomer meets: a bare Debian with make and Python, a fresh clone of what is committed here, and the README's
# two commands. Needs root, debootstrap and git; everything happens below FOLDER, and mounts vanish with this script.
#
#   tools/bare_debian.sh [-k] [-s SUITE] [-d FOLDER] [COMMAND]
#
# -k         go on with the system and the environment of the last run, with the clone brought up to date
# -s SUITE   Debian release; bookworm when not given
# -d FOLDER  where the systems are kept; /tmp/bare when not given
# COMMAND    what to run in the clone; "make run && make test" when not given
#
# Packages come from where this machine gets them: its first Debian source (or $MIRROR), its apt and pip settings.
set -euo pipefail

keep='' suite=bookworm folder=/tmp/bare
while getopts ks:d: option; do
  case $option in
    k) keep=yes ;;
    s) suite=$OPTARG ;;
    d) folder=$OPTARG ;;
    *) exit 2 ;;
  esac
done
command=("${@:OPTIND}")

if [[ -z ${CASEFILE_OWN_MOUNTS:-} ]]; then
  CASEFILE_OWN_MOUNTS=yes exec unshare --mount bash "$0" "$@"
fi

checkout=$(cd "$(dirname "$0")/.." && pwd)
pristine=$folder/$suite.pristine
system=$folder/$suite
clone=$system/root/casefile

make_pristine() {
  local mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' | head -n 1)}
  echo "Making a bare Debian $suite in $pristine"
  mkdir -p "$folder"
  debootstrap --variant=minbase --include=ca-certificates,make,python3 "$suite" "$pristine.part" "$mirror" >"$pristine.log"
  apt-config dump Acquire | grep -v '::$' >"$pristine.part/etc/apt/apt.conf.d/90host"
  mv "$pristine.part" "$pristine"
}

lend_settings() { # how this machine reaches packages: names, certificates, pip's settings and local folders
  cp /etc/resolv.conf /etc/hosts "$system/etc/"
  cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/"
  local path
  for path in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    [[ -f $path ]] && install -D "$path" "$system${path/#$HOME//root}"
  done
  while read -r path; do
    mkdir -p "$system$path" && mount --bind "$path" "$system$path" && mount -o remount,bind,ro "$system$path"
  done < <(python3 -m pip config list | grep -oE "/[^ '\"\\\\]+" | sed 's:^//*:/:' | sort -u | while read -r path; do
    # An index in a folder links to files beside it.
    if [[ -d $path ]]; then echo "${path%/simple}"; fi
  done)
}

bring_clone() {
  if [[ -d $clone ]]; then
    git -C "$clone" fetch -q "$checkout" HEAD && git -C "$clone" reset -q --hard FETCH_HEAD
  else
    git clone -q --no-local "$checkout" "$clone"
  fi
}

run_inside() {
  local settings
  mapfile -t settings < <(env | grep -E '^(PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE=|(https?|no|HTTPS?|NO)_(proxy|PROXY)=)')
  mount -t proc proc "$system/proc"
  mount --rbind /dev "$system/dev"
  chroot "$system" env -i "${settings[@]}" HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    bash -c "cd /root/casefile && time { $1; }"
}

[[ -d $pristine ]] || make_pristine
if [[ -z $keep || ! -d $system ]]; then
  rm -rf --one-file-system "$system"
  cp -a "$pristine" "$system"
fi
bring_clone
lend_settings
run_inside "${command[*]:-make run && make test}"

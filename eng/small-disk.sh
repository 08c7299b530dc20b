#!/usr/bin/env bash
# A small disk for tests that fill it: a tmpfs, which needs root.
#
#   eng/small-disk.sh start FOLDER MEGABYTES OWNER   mounts it at a new folder; it goes by itself when the process OWNER is gone
#   eng/small-disk.sh stop FOLDER                    unmounts it and removes the folder
set -euo pipefail

fail() { echo "eng/small-disk.sh: $*" >&2; exit 1; }

mounted() { mountpoint -q "$1"; }

start() {
  mkdir -p "$1"
  chmod 755 "$1"
  mount -t tmpfs -o "size=${2}m,mode=755" everlatch-small-disk "$1" \
    || fail "a tmpfs cannot be mounted at $1: tests that fill a disk need root and CAP_SYS_ADMIN."
  (while kill -0 "$3" 2>/dev/null; do sleep 1; done; "$0" stop "$1") > /dev/null 2>&1 < /dev/null &
}

# Whoever works on it may take a moment to end. What never ends keeps its files and loses the folder.
stop() {
  for _ in $(seq 30); do
    mounted "$1" || break
    umount "$1" 2> /dev/null && break
    sleep 1
  done
  if mounted "$1"; then umount -l "$1"; fi
  [ ! -d "$1" ] || rmdir "$1"
}

case ${1:-} in
  start) start "$2" "$3" "$4" ;;
  stop) stop "$2" ;;
  *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

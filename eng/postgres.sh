#!/usr/bin/env bash
# A private PostgreSQL cluster for tests and benchmarks: loopback only, a port of its own, gone after `stop`.
#
#   eng/postgres.sh start   starts it if it is not running, and prints its connection string
#   eng/postgres.sh url     prints the connection string of the running one
#   eng/postgres.sh crash   stops it as a power cut would, and keeps its data
#   eng/postgres.sh revive  starts it again after a crash, on the same port
#   eng/postgres.sh stop    stops it and removes its data
#
# EVERLATCH_POSTGRES_HOME  its folder (default: one per checkout under /tmp)
# EVERLATCH_POSTGRES_FSYNC on for benchmarks; off by default, since tests lose nothing worth keeping
# EVERLATCH_POSTGRES_OWNER a process id: the cluster stops by itself when that process is gone
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
checkout=$(printf %s "$root" | sha256sum | cut -c1-8)
# Not $TMPDIR: the server runs as another user, who must be able to reach the folder.
home=${EVERLATCH_POSTGRES_HOME:-/tmp/everlatch-postgres-$(id -u)-$checkout}

fail() { echo "eng/postgres.sh: $*" >&2; exit 1; }

find_binaries() {
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [ -x "$dir/initdb" ]; then echo "$dir"; return; fi
  done
  fail "PostgreSQL is not installed; run eng/install-test-tools.sh (or apt-get install postgresql)."
}

# The server refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

running() { [ -f "$home/data/postmaster.pid" ] && kill -0 "$(head -1 "$home/data/postmaster.pid")" 2>/dev/null; }

create() {
  mkdir -p "$home"
  chmod 755 "$home"
  (umask 077; head -c 24 /dev/urandom | base64 | tr -d '/+=\n' > "$home/password")
  if [ "$(id -u)" = 0 ]; then chown -R postgres "$home"; fi
  as_server "$bin/initdb" -D "$home/data" -U everlatch --pwfile="$home/password" -A scram-sha-256 \
    --locale=C.UTF-8 --encoding=UTF8 --no-sync > "$home/initdb.log" 2>&1 || fail "initdb failed: $(tail -3 "$home/initdb.log")"
}

# A free port is found by trying: between a look and the start another process may take it. A revived server keeps its own.
launch() {
  local fsync=${EVERLATCH_POSTGRES_FSYNC:-off} port
  for _ in 1 2 3 4 5 6 7 8; do
    port=${1:-$((13000 + RANDOM % 6000))}
    if as_server "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 30 start -o "-p $port -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories='' -c fsync=$fsync -c synchronous_commit=$fsync -c full_page_writes=$fsync \
        -c max_connections=300 -c shared_buffers=128MB" > /dev/null 2>&1 < /dev/null; then
      echo "$port" | as_server tee "$home/port" > /dev/null
      return
    fi
  done
  fail "the server did not start: $(tail -3 "$home/server.log" 2>/dev/null)"
}

url() {
  running || fail "no server runs in $home"
  echo "Host=127.0.0.1;Port=$(cat "$home/port");Username=everlatch;Password=$(cat "$home/password");Database=postgres"
}

watch_owner() {
  [ -n "${EVERLATCH_POSTGRES_OWNER:-}" ] || return 0
  (while kill -0 "$EVERLATCH_POSTGRES_OWNER" 2>/dev/null; do sleep 1; done; "$0" stop) > /dev/null 2>&1 < /dev/null 9>&- &
}

start() {
  bin=$(find_binaries)
  exec 9> "$home.lock"
  flock 9
  if ! running; then
    rm -rf "$home"
    create
    launch 9>&-
    watch_owner
  fi
  url
}

crash() {
  bin=$(find_binaries)
  as_server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop > /dev/null 2>&1
}

revive() {
  bin=$(find_binaries)
  launch "$(cat "$home/port")"
}

stop() {
  if running; then
    bin=$(find_binaries)
    as_server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop > /dev/null 2>&1 || true
  fi
  rm -rf "$home" "$home.lock"
}

case ${1:-} in
  start | url | crash | revive | stop) "$1" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

#!/usr/bin/env bash
# Installs what tests need and the machine lacks: PostgreSQL, PgBouncer, Patroni with etcd and HAProxy, pebble, Chromium with
# certutil, Apache with mod_auth_openidc, kubectl and systemd-analyze to read files of deploy/ with, the npm clients and schemas.
# Never starts a daemon. Does nothing, quickly, when everything is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
need() { [ -n "$1" ] || missing+=("$2"); }
on_path() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" || true; }

need "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null || on_path initdb)" postgresql
need "$(on_path pgbouncer)" pgbouncer
need "$(on_path pebble)" pebble
need "$(on_path chromium-headless-shell)" chromium-headless-shell
need "$(on_path certutil)" libnss3-tools
need "$(on_path apache2)" apache2
need "$(ls /usr/lib/apache2/modules/mod_auth_openidc.so 2>/dev/null)" libapache2-mod-auth-openidc
need "$(on_path patroni)" patroni
need "$(on_path etcd)" etcd-server
need "$(on_path haproxy)" haproxy
need "$(on_path kubectl)" kubernetes-client
need "$(on_path systemd-analyze)" systemd
need "$(on_path node)" nodejs
need "$(on_path npm)" npm

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "Tests need: ${missing[*]}" >&2
    echo "Install them as root, on Debian with: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi

  # A package's install script asks policy-rc.d before it starts a daemon; tests start their own, on their own ports.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi

  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=400 update -q
  apt-get -o DPkg::Lock::Timeout=400 install -q -y --no-install-recommends "${missing[@]}"
fi

# The lock file decides versions; a stamp of it says whether they are installed.
for folder in tests/*/; do
  [ -f "$folder/package-lock.json" ] || continue
  stamp="$folder/node_modules/.everlatch-lock"
  if ! cmp -s "$folder/package-lock.json" "$stamp"; then
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts)
    cp "$folder/package-lock.json" "$stamp"
  fi
done

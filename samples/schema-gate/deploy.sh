#!/usr/bin/env bash
# What a pipeline does before a new release gets traffic. DATABASE_FILE holds the connection string, or the path of a SQLite file.
#
#   apply    what the database lacks, each step once, whoever else does this at the same time
#   verify   asks the live catalog: exit code 3 stops the deployment, whatever a migration job said about itself
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
everlatch=${EVERLATCH:-everlatch}
target=(--from "$here" --database-file "$DATABASE_FILE")

if [ "${SKIP_MIGRATIONS:-no}" = no ]; then
  $everlatch schema apply "${target[@]}"
fi
$everlatch schema verify "${target[@]}"
echo "The schema fits: start the new servers."

#!/usr/bin/env bash
# Makes src/Everlatch.Storage/Contracts/* again, after a migration or a statement was added or changed: applies all migrations to an
# empty database of each engine, reads its catalog, and has it say of every statement what that does. Needs PostgreSQL
# (eng/install-test-tools.sh); starts a cluster of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d)
export EVERLATCH_POSTGRES_HOME=/tmp/everlatch-postgres-contracts-$$
trap 'eng/postgres.sh stop; rm -rf "$scratch"' EXIT

release=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
eng/postgres.sh start > "$scratch/postgres"
echo "Data Source=$scratch/empty.db" > "$scratch/sqlite"
for engine in postgres sqlite; do
  ./everlatch schema contract --write --from src/Everlatch.Storage --release "$release" --database-file "$scratch/$engine"
  ./everlatch schema manifest --write --from src/Everlatch.Storage --database-file "$scratch/$engine"
done

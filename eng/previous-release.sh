#!/usr/bin/env bash
# Builds the release before this one, from the commit that froze its schema, and prints where its everlatch.dll is.
# It is kept under .everlatch/previous, by its commit. Needs the history of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

commit=$(git log -1 --format=%H -- src/Everlatch.Storage/Released)
[ -n "$commit" ] || { echo "No release is frozen in this history: src/Everlatch.Storage/Released was never committed." >&2; exit 1; }

home=$PWD/.everlatch/previous/$commit
if [ ! -f "$home/built/everlatch.dll" ]; then
  rm -rf "$home"
  mkdir -p "$home/source"
  git archive "$commit" | tar -x -C "$home/source"
  dotnet publish "$home/source/src/Everlatch.Cli" -c Release -o "$home/built" --nologo -v quiet -clp:ErrorsOnly \
    -p:RunAnalyzersDuringBuild=false 1>&2
  rm -rf "$home/source"
fi

echo "$home/built/everlatch.dll"

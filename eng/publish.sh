#!/usr/bin/env bash
# Makes the build that is installed: with the runtime that it was built for, and all of it compiled ahead of time, so that a
# deploy's commands and a restarted server begin in half the time. It needs nothing where it is installed; run DIR/everlatch.
#
#   eng/publish.sh DIR           for this machine's kind; takes some minutes
#   eng/publish.sh DIR RID       for another one, such as linux-arm64
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -ge 1 ] || { sed -n '5,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
runtime=${2:-$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)}
exec dotnet publish src/Everlatch.Cli -c Release -r "$runtime" --self-contained -o "$1" --artifacts-path .everlatch/publish \
  -v quiet --nologo -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true -p:RunAnalyzersDuringBuild=false

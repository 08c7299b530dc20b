#!/usr/bin/env bash
# Throws bytes at a parser for a bounded time.
#
#   eng/fuzz.sh                  every target, 10 seconds each, without AFL
#   eng/fuzz.sh TARGET SECONDS   one target: with AFL where afl-fuzz is installed (apt-get install afl++), at random where not
#
# Findings are left in artifacts/fuzz; the exit code says whether there is one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$PWD/artifacts/fuzz
mkdir -p "$out"
dotnet build fuzz/Everlatch.Fuzz -c Release -v q --nologo
program=$PWD/fuzz/Everlatch.Fuzz/bin/Release/net10.0/Everlatch.Fuzz.dll

if [ $# = 0 ]; then
  cd "$out"
  code=0
  for target in $(dotnet "$program" list); do
    dotnet "$program" random "$target" 10 || code=1
  done
  exit $code
fi

target=$1
seconds=${2:-60}
if ! command -v afl-fuzz > /dev/null; then
  cd "$out"
  exec dotnet "$program" random "$target" "$seconds"
fi

# AFL needs our assemblies to report which branches they take; a copy is changed, the build is not.
instrumented=$out/instrumented
rm -rf "$instrumented"
cp -r "$(dirname "$program")" "$instrumented"
for assembly in "$instrumented"/Everlatch.{Core,Directory,Edge,Hosting,Identity,Oidc,Release,Schema,Server}.dll; do
  dotnet "$program" instrument "$assembly"
done
dotnet "$program" seed "$target" "$out/seeds/$target"
AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 \
  afl-fuzz -i "$out/seeds/$target" -o "$out/found/$target" -t 10000 -m none -V "$seconds" -- dotnet "$instrumented/Everlatch.Fuzz.dll" afl "$target"
if [ -n "$(ls "$out/found/$target/default/crashes" 2>/dev/null)" ]; then
  echo "$target: findings in $out/found/$target/default/crashes" >&2
  exit 1
fi

#!/usr/bin/env bash
# Adds up the reports of a test run, names what failed, and ends with "N passed, N failed". Called by ./test.
# A project that crashed or left no report is one failure; a run without a single test fails.
set -euo pipefail
results=$1
shift
passed=0 failed=0 skipped=0

number() { grep -o '<assembly [^>]*>' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"; }
plain() { sed 's/\\&quot;/"/g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }

for project in "$@"; do
  report=$results/$project.xml
  if [ -s "$report" ]; then
    passed=$((passed + $(number "$report" passed)))
    failed=$((failed + $(number "$report" failed) + $(number "$report" errors)))
    skipped=$((skipped + $(number "$report" skipped)))
    { grep -o '<test [^>]* result="Fail"' "$report" || true; } | sed 's/.* name="\([^"]*\)".*/FAILED \1/' | plain
    if [ "$(number "$report" errors)" != 0 ]; then echo "FAILED $project: a fixture failed, see $results/$project.log"; fi
    if [ "$(number "$report" total)" = 0 ]; then
      failed=$((failed + 1))
      echo "FAILED $project: it has no test"
    fi
  fi
  if [ -f "$results/$project.crash" ]; then
    failed=$((failed + 1))
    echo "FAILED $project: $(cat "$results/$project.crash"), see $results/$project.log"
  fi
done

echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

#!/usr/bin/env bash
# Adds up the reports of a test run, names what failed, and ends with "N passed, N failed". Called by ./test.
# A project that crashed or left no report is one failure; a run without a single test fails.
set -euo pipefail
results=$1
shift
passed=0 failed=0 skipped=0

number() { grep -o '<assembly [^>]*>' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"; }

# Each failed test, and what it said of itself: its first lines, since a report is often all that is left of a run.
failures() {
  tr '\n\r' '  ' < "$1" | sed 's/<test /\n<test /g; s/<\/test>/\n/g' | { grep '^<test [^>]* result="Fail"' || true; } \
    | sed 's/^<test [^>]*name="\([^"]*\)"[^>]*>.*<message>\(<!\[CDATA\[\)\{0,1\}\(.*\)<\/message>.*/FAILED \1\n  \3/
           s/^<test [^>]*name="\([^"]*\)"[^>]*>.*/FAILED \1/' \
    | sed 's/\]\]>$//' | cut -c1-1500 | plain
}

plain() { sed 's/\\&quot;/"/g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }

for project in "$@"; do
  report=$results/$project.xml
  if [ -s "$report" ]; then
    passed=$((passed + $(number "$report" passed)))
    failed=$((failed + $(number "$report" failed) + $(number "$report" errors)))
    skipped=$((skipped + $(number "$report" skipped)))
    failures "$report"
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

if [ "$skipped" != 0 ]; then echo "$skipped skipped"; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

#!/usr/bin/env bash
# Runs one built test project, bounded in time: report and log go to the results folder. Called by ./test.
set -uo pipefail
project=$1
results=$2
minutes=${EVERLATCH_TEST_MINUTES:-40}
began=$SECONDS

timeout --kill-after=10 "${minutes}m" "tests/$project/bin/Release/net10.0/$project" \
  -noColor -noLogo -result-xml "$results/$project.xml" > "$results/$project.log" 2>&1 < /dev/null
code=$?

if [ $code = 124 ] || [ $code = 137 ]; then
  echo "killed after $minutes minutes" > "$results/$project.crash"
elif [ ! -s "$results/$project.xml" ]; then
  echo "ended with code $code and no report" > "$results/$project.crash"
elif [ $code -gt 1 ]; then
  echo "ended with code $code" > "$results/$project.crash"
fi

echo "$project: $((SECONDS - began)) s$([ $code = 0 ] || echo ", see $results/$project.log")"
exit 0

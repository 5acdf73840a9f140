#!/usr/bin/env bash
# Own gold against gold/results/: one line an item. A difference is a change somebody has to look at; --write accepts it.
set -euo pipefail
cd "$(dirname "$0")/.."
mahdar=target/release/mahdar
mkdir -p gold/results
now=$(mktemp -d)
trap 'rm -rf "$now"' EXIT
status=0
for set in practice heldout exam exam-2 exam-3 exam-4 exam-5 exam-6 exam-7 exam-8 exam-9 mirrors mirrors-2 mirrors-3 mirrors-4 mirrors-5 practice-2 reports-acts twins flashes briefs probes probes-statements leads leads-2 stories codes wires no-acts samples constructs-statements constructs-acts; do
  "$mahdar" eval "gold/$set.jsonl" --items "$now/$set.tsv" > "$now/$set.txt"
  if [ "${1:-}" = --write ]; then
    cp "$now/$set.tsv" "$now/$set.txt" gold/results/
  elif ! diff -u "gold/results/$set.tsv" "$now/$set.tsv"; then
    status=1
  else
    printf '%-24s %s items as committed\n' "$set" "$(($(wc -l < "$now/$set.tsv") - 1))"
  fi
done
# The record of negotiations, as totals of each view.
"$mahdar" eval --record gold/views.jsonl > "$now/views.txt"
if [ "${1:-}" = --write ]; then
  cp "$now/views.txt" gold/results/
elif ! diff -u gold/results/views.txt "$now/views.txt"; then
  status=1
else
  echo "views                    as committed"
fi
if [ "$status" != 0 ]; then
  echo "own gold: items changed; look at each, then run: bash tests/gold.sh --write" >&2
fi
exit "$status"

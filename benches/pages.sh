#!/usr/bin/env bash
# Pages a second on one core, pages of 80 kB and more: generated ones and those of gold/pages. Prints processor time, not
# the clock's, so that a busy machine changes little.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet -p mahdar-ingest --example pages
target/release/examples/pages --time

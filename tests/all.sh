#!/usr/bin/env bash
# All tests, on a fresh machine with Rust, a C compiler and the package registry: formatting, lints, unit, property and
# command-line tests, doctests, layers, generated files, packs and their proofs, own gold item by item, and the seed
# report where ../shared holds it.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; }

step formatting
cargo fmt --all --check
step lints
cargo clippy --workspace --all-targets --release --quiet -- -D warnings
step tests
cargo test --workspace --release --quiet
step layers
cargo xtask layers
step "generated files: gold, schema, codebook, lineage"
cargo xtask gold --check
cargo xtask schema --check
cargo xtask codebook --check
cargo xtask lineage --check
step packs
cargo build --release --quiet
mahdar=target/release/mahdar
"$mahdar" pack lint
"$mahdar" pack fmt --check packs
"$mahdar" pack test
step "own gold, item by item (gold/results; after a reviewed change: bash tests/gold.sh --write)"
bash tests/gold.sh
step "own gold of pages, page by page (after a reviewed change: cargo xtask pages)"
cargo xtask pages --check
step "the seed report"
if [ -r ../shared/gold/seed.json ]; then
  "$mahdar" eval ../shared/gold/seed.json --reports ../shared/seed.txt
else
  echo "skipped: ../shared/gold/seed.json is not on this machine"
fi
echo
echo "all passed"

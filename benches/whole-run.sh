#!/usr/bin/env bash
# Whole runs of the program as it is shipped (profile dist): JSONL in, JSONL out. Makes its input from gold/ and samples/ (megabytes as
# argument, 12 by default) and prints tokens a second (on all cores, on one, and as far as statements on one), peak memory, and
# the time to the first report.
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-12}
cargo build --profile dist --quiet
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 - "$megabytes" "$dir/in.jsonl" <<'PY'
import json, re, sys
texts = [json.loads(line)["text"] for name in ("practice", "heldout", "reports-acts") for line in open(f"gold/{name}.jsonl", encoding="utf-8")]
size = tokens = n = 0
with open(sys.argv[2], "w", encoding="utf-8") as out:
    while size < int(sys.argv[1]) * 1_000_000:
        for text in texts:
            line = json.dumps({"id": f"r{n}", "text": text}, ensure_ascii=False) + "\n"
            out.write(line)
            size += len(line.encode()); tokens += len(re.findall(r"\w+", text)); n += 1
print(f"input: {size/1e6:.1f} MB, {n} reports, {tokens} tokens")
open(sys.argv[2] + ".tokens", "w").write(str(tokens))
PY
python3 - "$dir/in.jsonl" <<'PY'
import os, resource, subprocess, sys, time
tokens = int(open(sys.argv[1] + ".tokens").read())
def run(args):
    start = time.perf_counter()
    pid = os.posix_spawn(args[0], args, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, _, usage = os.wait4(pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss
binary = "target/dist/mahdar"
def report(what, *options):
    times = sorted(run([binary, "read", "--format", "jsonl", *options, sys.argv[1]]) for _ in range(3))
    seconds, memory = times[0]
    print(f"{what}: {seconds:.2f} s (best of 3; worst {times[-1][0]:.2f} s), {tokens/seconds:,.0f} tokens/s, peak {memory/1024:.0f} MB")
report(f"whole run, all {os.cpu_count()} cores")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
report("whole run, one core")
report("statements only, one core", "--statements-only")
first = min(run([binary, "read", "--format", "jsonl", "samples/wire-nuclear.txt"])[0] for _ in range(5))
version = min(run([binary, "--version"])[0] for _ in range(5))
print(f"first report after {first*1000:.0f} ms; --version {version*1000:.0f} ms")
PY

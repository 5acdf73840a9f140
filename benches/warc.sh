#!/usr/bin/env bash
# Web archives: how fast records are scanned on one core, and the memory this takes. Makes its archive from gold/pages:
# request, response and metadata records of each page, and a picture every third page, a gzip member each as crawlers
# write them, repeated to the size asked for. Arguments: gigabytes of the compressed archive (1 by default), folder for
# it (it is removed afterwards).
set -euo pipefail
cd "$(dirname "$0")/.."
gigabytes=${1:-1}
cargo build --release --quiet -p mahdar-ingest --example scan_warc
cargo build --release --quiet
dir=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$dir"' EXIT
python3 - "$gigabytes" "$dir" <<'PY'
import gzip, pathlib, random, sys
random.seed(1)
def record(kind, uri, content_type, block):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-03-14T10:15:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{random.getrandbits(48):012x}>\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n").encode()
    return head + block + b"\r\n\r\n"
plain, members, n = [], [], 0
pages = sorted(pathlib.Path("gold/pages").glob("*.html"))
while sum(map(len, members)) < 16_000_000:
    for page in pages:
        n += 1
        uri, body = f"https://bench.example/{n}", page.read_bytes()
        records = [
            record("request", uri, "application/http; msgtype=request", f"GET /{n} HTTP/1.1\r\nHost: bench.example\r\n\r\n".encode()),
            record("response", uri, "application/http; msgtype=response",
                   f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body),
            record("metadata", uri, "application/warc-fields", b"fetchTimeMs: 120\r\n")]
        if n % 3 == 0:
            picture = random.randbytes(30_000)
            records.append(record("response", uri + ".jpg", "application/http; msgtype=response",
                                  b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + picture))
        plain += records
        members += [gzip.compress(r, 6) for r in records]
def repeat(name, block, size):
    with open(f"{sys.argv[2]}/{name}", "wb") as out:
        while out.tell() < size:
            out.write(block)
        print(f"{name}: {out.tell()/1e9:.2f} GB, one block of {len(block)/1e6:.1f} MB repeated")
size = float(sys.argv[1]) * 1e9
repeat("a.warc.gz", b"".join(members), size)
repeat("a.warc", b"".join(plain), min(size, 1e9))
repeat("few.warc.gz", b"".join(members), 16e6)
PY
python3 - "$dir" <<'PY'
import os, sys, time
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
def run(args, out):
    start = time.perf_counter()
    pid = os.posix_spawn(args[0], args, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
    _, status, usage = os.wait4(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, args
    return time.perf_counter() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
scan, mahdar, out = "target/release/examples/scan_warc", "target/release/mahdar", sys.argv[1] + "/out"
for name in ("a.warc.gz", "a.warc"):
    path = f"{sys.argv[1]}/{name}"
    _, memory, cpu = run([scan, path], out)
    records, pages, faults, size, _, seconds = open(out).read().split()
    print(f"{name}: {int(records):,} records, {int(pages):,} pages, {faults} faults, {int(size)/1e9:.2f} GB of blocks in {float(seconds):.1f} s: "
          f"{int(size)/1e6/float(seconds):.0f} MB/s on one core, {os.path.getsize(path)/1e6/float(seconds):.0f} MB/s of the file, peak {memory:.0f} MB")
path = f"{sys.argv[1]}/few.warc.gz"
seconds, memory, _ = run([mahdar, "ingest", "--quiet", path], out)
lines = sum(1 for _ in open(out, "rb"))
print(f"mahdar ingest, {os.path.getsize(path)/1e6:.0f} MB of it: {lines:,} reports, {seconds:.1f} s, {lines/seconds:.0f} reports/s on one core, peak {memory:.0f} MB")
PY

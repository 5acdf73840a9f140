//! Reading reports, in tokens a second: `cargo bench -p mahdar-reader`. Needs no file outside the repository.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mahdar_doc::Article;
use mahdar_reader::Reader;
use std::path::Path;

fn samples() -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut paths: Vec<_> =
        std::fs::read_dir(dir).expect("samples/").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let text = |p: &std::path::PathBuf| std::fs::read_to_string(p).expect("UTF-8");
    paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")).map(text).collect()
}

fn read(c: &mut Criterion) {
    let reader = Reader::embedded().expect("embedded pack");
    let texts = samples();
    let tokens: usize =
        texts.iter().map(|t| t.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()).sum();
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("samples", |b| {
        b.iter(|| texts.iter().map(|t| reader.read(Article::from_text(t.clone())).statements.len()).sum::<usize>());
    });
    group.finish();
    c.bench_function("start", |b| b.iter(|| Reader::embedded().expect("embedded pack")));
}

criterion_group!(benches, read);
criterion_main!(benches);

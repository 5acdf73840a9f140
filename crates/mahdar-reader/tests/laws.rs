//! What holds for every text: no panic, the document's laws, the same result twice, time linear in length.

use mahdar_doc::{Article, Document};
use mahdar_reader::Reader;
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("embedded pack"))
}

fn read(text: &str) -> Document {
    let doc = reader().read(Article::from_text(text));
    doc.check().expect("the laws of a document");
    doc
}

/// Pieces that news is made of, so that random texts reach the rules.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "قال",
        "وأضاف",
        "أن",
        "إن",
        "وزير",
        "الخارجية",
        "الروسي",
        "سيرغي",
        "لافروف",
        "،",
        ":",
        "\"",
        "«",
        "»",
        "دعا",
        "إلى",
        "وقف",
        "إطلاق",
        "النار",
        "من",
        "على",
        "بـ",
        "لـ",
        "رفض",
        "اتهم",
        "حمل",
        "مسؤولية",
        "نقلا",
        "عن",
        "رويترز",
        "بحسب",
        ".",
        "..",
        "\n",
        "-",
        "(",
        ")",
        "الذي",
        "قد",
        "كان",
        "لم",
        "مشيرا",
        "مؤكدا",
        "أما",
        "ف",
        "قوله",
        "الجانبان",
        "12",
        "/",
        "كانون",
        "الثاني",
        "2022",
        "أعلن",
        "بيان",
        "في",
        "\u{200f}",
        "ّ",
        "ـ",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[\u{600}-\u{6ff} «»\"':،.]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_read_the_same_twice(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.join(" ");
        let (a, b) = (read(&text), read(&text));
        prop_assert_eq!(format!("{a:?}"), format!("{b:?}"));
    }
}

#[test]
fn the_fuzz_corpus_is_read() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/read");
    let mut seen = 0;
    for entry in std::fs::read_dir(&dir).expect("fuzz/corpus/read is part of the repository") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        read(&String::from_utf8_lossy(&bytes));
        seen += 1;
    }
    assert!(seen >= 20, "{seen} files in {}", dir.display());
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    read(text);
    start.elapsed()
}

/// One line without a stop is one sentence: nothing may look back over all of it.
#[test]
fn a_long_line_is_read_in_linear_time() {
    let unit =
        "وقال وزير الخارجية الروسي سيرغي لافروف إن بلاده ترفض الشروط، مشيرا إلى أن الحوار مستمر، ودعا واشنطن إلى الرد، ";
    let (short, long) = (unit.repeat(1_500), unit.repeat(12_000));
    read(&short);
    let (a, b) = (time(&short), time(&long));
    // Eight times the text; three times that is slack for a busy machine, and quadratic would be sixty-four.
    assert!(b < a * 24 + Duration::from_millis(200), "{a:?} for one, {b:?} for eight times as much");
}

#[test]
fn a_folder_compiles_to_the_lexicon_of_the_binary() {
    use mahdar_lexicon::PackFiles;
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let folder = PackFiles::from_dir(&dir).expect("packs/");
    let image = |reader: &Reader| reader.lexicon().to_image().expect("an image");
    let from_folder = Reader::new(&folder).expect("packs/ compiles");
    assert_eq!(from_folder.packs_hash(), reader().packs_hash());
    assert!(image(&from_folder) == image(reader()), "packs/ and the binary differ; build again");
}

//! Exports and minutes of a report of our own writing: what is written can be read back and says what the report says.

use mahdar_doc::Article;
use mahdar_formats::export::{ActRow, Codes, DnaRow, GdeltRow, PloverEvent, PolecatRow, Shape, read_rows, write};
use mahdar_formats::minutes::{docx, html, markdown, minutes};
use mahdar_formats::{Engine, Tongue, Wording, to_report};
use mahdar_lexicon::PackFiles;
use mahdar_reader::Reader;
use std::sync::OnceLock;

const TEXT: &str = "طالبت كييف موسكو بسحب قواتها من دونباس. ورفضت موسكو الانسحاب من دونباس.\n\n\
    وقال وزير الخارجية التركي إن أوكرانيا وروسيا اتفقتا على تبادل الأسرى في إسطنبول.\n\n\
    وقصفت طائرات روسية مدينة خاركيف يوم 3 مارس 2023.";

struct Read {
    doc: mahdar_doc::Document,
    files: PackFiles,
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("the embedded pack"))
}

fn read(text: &str) -> Read {
    let article = Article { id: "a\"b<c>|d".to_owned(), ..Article::from_text(text) };
    Read { doc: reader().read(article), files: PackFiles::embedded() }
}

impl Read {
    fn export(&self, shape: Shape, first: bool) -> Vec<u8> {
        let codes = Codes::new(&self.files).expect("tables");
        let report = to_report(&self.doc, Engine { version: "0", packs: "0", label: None });
        let mut out = Vec::new();
        write(&mut out, &report, &codes, shape, first).expect("memory");
        out
    }
}

#[test]
fn plover_lines_read_back() {
    let read = read(TEXT);
    let bytes = read.export(Shape::Plover, true);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let events: Vec<PloverEvent> = text.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    assert_eq!(events.len(), read.doc.acts.len());
    let demand = events.iter().find(|e| e.event == ["REQUEST"]).expect("the demand");
    assert_eq!((demand.actor[0].code.as_str(), demand.recipient[0].code.as_str()), ("UKR", "RUS"));
    assert_eq!(demand.mode, ["yield"]);
    assert_eq!(demand.quad_code, 3);
    let attack = events.iter().find(|e| e.event == ["ASSAULT"]).expect("the attack");
    assert_eq!(attack.date, "2023-03-03");
    let again: Vec<PloverEvent> = events
        .iter()
        .map(|e| serde_json::from_str(&serde_json::to_string(e).expect("JSON")).expect("an event"))
        .collect();
    assert_eq!(again, events);
}

#[test]
fn polecat_has_forty_columns_first_and_reads_back() {
    let read = read(TEXT);
    let bytes = read.export(Shape::Polecat, true);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let header: Vec<&str> = text.lines().next().expect("a header").split('\t').collect();
    assert_eq!(header, PolecatRow::COLUMNS);
    assert_eq!((header[0], header[39], header[40]), ("Event ID", "Version", "Mahdar ID"));
    assert!(text.lines().all(|line| line.split('\t').count() == header.len()));
    let rows: Vec<PolecatRow> = read_rows(&bytes[..], Shape::Polecat).expect("rows");
    assert_eq!(rows.len(), read.doc.acts.len());
    let demand = rows.iter().find(|r| r.event_type == "REQUEST").expect("the demand");
    assert_eq!((demand.actor_country.as_str(), demand.actor_cow.as_str()), ("Ukraine", "369"));
    assert_eq!(demand.actor_party, "UKR");
}

#[test]
fn gdelt_rows_are_pairs_of_sixty_one_columns() {
    let read = read(TEXT);
    let bytes = read.export(Shape::Gdelt, true);
    assert_eq!(GdeltRow::COLUMNS.len(), 61);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.lines().all(|line| line.split('\t').count() == 61));
    let rows: Vec<GdeltRow> = read_rows(&bytes[..], Shape::Gdelt).expect("rows");
    let agreed: Vec<&GdeltRow> = rows.iter().filter(|r| r.event_root_code == "03").collect();
    assert_eq!(agreed.len(), 1, "two who agreed are one pair");
    assert_eq!((agreed[0].actor1_country_code.as_str(), agreed[0].actor2_country_code.as_str()), ("UKR", "RUS"));
}

#[test]
fn statements_and_acts_read_back_as_tables() {
    let read = read(TEXT);
    let statements: Vec<DnaRow> = read_rows(&read.export(Shape::Dna, true)[..], Shape::Dna).expect("rows");
    assert_eq!(statements.len(), read.doc.statements.len());
    let acts: Vec<ActRow> = read_rows(&read.export(Shape::Csv, true)[..], Shape::Csv).expect("rows");
    assert_eq!(acts.len(), read.doc.acts.len());
    let chars: Vec<char> = TEXT.chars().collect();
    for act in &acts {
        let words: String = chars[act.start..act.end].iter().collect();
        assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), act.evidence);
    }
}

#[test]
fn only_the_first_report_writes_a_header() {
    let read = read(TEXT);
    let (with, without) = (read.export(Shape::Csv, true), read.export(Shape::Csv, false));
    assert!(with.len() > without.len() && with.ends_with(&without));
}

#[test]
fn cells_with_tabs_and_line_ends_stay_in_their_cell() {
    let read = read("طالبت كييف\tموسكو بسحب\nقواتها من دونباس.");
    let text = String::from_utf8(read.export(Shape::Polecat, false)).expect("UTF-8");
    assert!(text.lines().all(|line| line.split('\t').count() == PolecatRow::COLUMNS.len()), "{text}");
}

#[test]
fn every_line_of_the_minutes_has_its_words() {
    let read = read(TEXT);
    let wording = Wording::new(&read.files).expect("tables");
    let label = |id: &str| reader().topics().get(id).map(|i| (i.en.as_str(), i.ar.as_str()));
    let report = to_report(&read.doc, Engine { version: "0", packs: "0", label: Some(&label) });
    for tongue in [Tongue::Ar, Tongue::En] {
        let page = minutes(&report, &wording, &label, tongue);
        assert!(!page.sections.is_empty());
        for line in page.sections.iter().flat_map(|s| &s.lines) {
            assert!(!line.notes.is_empty(), "{}", line.text);
        }
        for note in &page.notes {
            let words: String = report.text.chars().skip(note.range[0]).take(note.range[1] - note.range[0]).collect();
            assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), note.words);
        }
        let md = markdown(&page);
        assert!(md.contains("[^a-b-c--d-1]:"), "{md}");
        let page_html = html(std::slice::from_ref(&page), &wording, tongue);
        assert!(!page_html.contains("a\"b<c>"), "the id is escaped");
        assert!(docx(std::slice::from_ref(&page)).expect("a document").starts_with(b"PK"));
    }
}

#[test]
fn minutes_say_who_demanded_and_who_refused() {
    let read = read(TEXT);
    let wording = Wording::new(&read.files).expect("tables");
    let label = |id: &str| reader().topics().get(id).map(|i| (i.en.as_str(), i.ar.as_str()));
    let report = to_report(&read.doc, Engine { version: "0", packs: "0", label: Some(&label) });
    let md = markdown(&minutes(&report, &wording, &label, Tongue::En));
    assert!(md.contains("Ukraine demands"), "{md}");
    assert!(md.contains("Russia refuses, in reply to the demand of Ukraine"), "{md}");
    assert!(md.contains("agreed: «تبادل الأسرى"), "{md}");
}

#[test]
fn names_are_romanised_by_table_and_by_letter() {
    let wording = Wording::new(&PackFiles::embedded()).expect("tables");
    assert_eq!(wording.romanise("عبد الله"), "Abdullah");
    assert_eq!(wording.romanise("سيرغي"), "Sergei");
    assert!(wording.romanise("الشمري").starts_with("al-"), "{}", wording.romanise("الشمري"));
    assert!(wording.romanise("قطنشي").is_ascii());
}

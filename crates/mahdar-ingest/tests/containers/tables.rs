use super::fixtures::{gzip, read, read_with};
use mahdar_ingest::Place;
use mahdar_ingest::containers::Options;

#[test]
fn columns_are_found_by_name() {
    let csv = "\u{FEFF}ID,Title,Full Text,Publication Date,Source,URL,Author\n\
               1,عنوان,\"سطر \"\"أول\"\"\nسطر ثان\u{200c}\",14/03/2023,الضفة,https://a.example/1,سامر\n\n2,b,text,,,,\n";
    for bytes in [csv.as_bytes().to_vec(), gzip(csv.as_bytes())] {
        let got = read(&bytes, "in.csv");
        assert_eq!(got.faults, Vec::<String>::new());
        assert_eq!(got.texts(), ["سطر \"أول\"\nسطر ثان\u{200c}", "text"]);
        let first = &got.records[0];
        assert_eq!(first.article.id, "1");
        assert_eq!(first.article.headline.as_deref(), Some("عنوان"));
        assert_eq!(first.article.published.as_deref(), Some("14/03/2023"));
        assert_eq!(first.article.publisher.as_deref(), Some("الضفة"));
        assert_eq!(first.byline.as_deref(), Some("سامر"));
        assert_eq!((first.source.place, got.records[1].source.place), (Place::Line(2), Place::Line(5)));
        assert_eq!(got.records[1].article.published, None);
    }
}

#[test]
fn lines_are_told_whatever_ends_them() {
    for end in ["\n", "\r\n"] {
        let rows = ["id,text", "1,\"a", "b\"", "", "2,c", "3,d,e", "4,f"];
        for last in ["", end] {
            let got = read(format!("{}{last}", rows.join(end)).as_bytes(), "a.csv");
            let lines: Vec<Place> = got.records.iter().map(|record| record.source.place).collect();
            assert_eq!(lines, [Place::Line(2), Place::Line(5), Place::Line(7)], "{end:?} {last:?}");
            assert!(got.faults[0].starts_with("a.csv:6: "), "{:?}", got.faults);
        }
    }
}

#[test]
fn the_user_names_columns() {
    let options = Options {
        columns: vec![("text".to_owned(), "Inhalt".to_owned()), ("headline".to_owned(), "Kopf".to_owned())],
        ..Options::default()
    };
    let got = read_with("Kopf;Inhalt;text\na;b;c\n".as_bytes(), "-", &options);
    assert_eq!(got.only().article.text, "b");
    assert_eq!(got.only().article.headline.as_deref(), Some("a"));
}

#[test]
fn a_table_without_a_text_says_which_columns_it_has() {
    let got = read(b"a,b\n1,2\n", "x.csv");
    assert_eq!(got.records.len(), 0);
    assert!(got.faults[0].contains("\"a\", \"b\"") && got.faults[0].contains("--columns text="), "{:?}", got.faults);
}

#[test]
fn a_row_of_another_width_is_named_and_the_rest_is_read() {
    let got = read(b"id,text\n1,a\n2,b,c\n3,d\n4,\n", "x.csv");
    assert_eq!(got.texts(), ["a", "d"]);
    assert_eq!(got.faults.len(), 1);
    assert!(got.faults[0].starts_with("x.csv:3: "), "{:?}", got.faults);
    assert_eq!(got.skipped.0["rows without a text"].0, 1);
}

#[test]
fn tables_of_spreadsheets_are_windows_1256_or_utf_16() {
    let text = "id\ttext\n1\tقال الوزير إن الخطة جاهزة للتنفيذ في العام المقبل\n";
    let (ansi, _, _) = encoding_rs::WINDOWS_1256.encode(text);
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [ansi.into_owned(), wide] {
        let got = read(&bytes, "x.tsv");
        assert_eq!(got.only().article.text, "قال الوزير إن الخطة جاهزة للتنفيذ في العام المقبل");
    }
}

use super::fixtures::{docx, read};
use mahdar_ingest::{Place, SourceKind};

const CLASSIC: &str = "\
                               1 of 2 DOCUMENTS

                             The Daily Example

                            March 14, 2023 Tuesday
                                 Final Edition

Water committee agrees on a schedule

BYLINE: Samer Halwani

SECTION: POLITICS; Pg. 4

LENGTH: 40 words

DATELINE: RAFID

BODY:
  The minister of water said the committee had agreed on a new
schedule for sharing the water of the river.

  He added: \"Section: two remains open until the experts have been
at the dams.\"

LOAD-DATE: March 15, 2023

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                   Copyright 2023 The Daily Example
                         All Rights Reserved

                               2 of 2 DOCUMENTS

                             The Other Paper

                                 14 March 2023

Second headline

LENGTH: 5 words

Only one paragraph without a mark.

LOAD-DATE: March 15, 2023
";

const NEWER: &str = "\
Documents (2)
1. الأول
2. الثاني

اللجنة المشتركة تتفق على جدول جديد
صحيفة الضفة
14 مارس 2023

Copyright 2023 صحيفة الضفة All Rights Reserved

Section: سياسة; Pg. 1
Length: 30 words
Byline: سامر الحلواني
Body

قال الوزير إن\u{200c} اللجنة اتفقت على جدول جديد.
وأضاف أن الخبراء سيزورون السدود.
Load-Date: March 15, 2023

End of Document
Second
The Other Paper
March 14, 2023 Tuesday
Length: 3 words
Body
Three words only.
Classification
Language: ENGLISH
End of Document
";

const FACTIVA: &str = "\
HD
Water committee agrees
on a schedule
BY
By Samer Halwani
WC
24 words
PD
14 March 2023
ET
10:15
SN
The Daily Example
SC
DAEX
LA
English
CY
(c) 2023 The Daily Example
LP
The minister of water said the committee had agreed.
TD
IN other words, the matter is closed.

He added nothing.
CO
examp : Example Corp
AN
Document DAEX000020230314ej3e0001x
HD
Second
WC
2 words
PD
15 March 2023
SN
Other
TD
Two words.
AN
Document OTHE000020230315ej3f0002y
";

const PLAIN: &str = "\
Water committee agrees on a schedule

By Samer Halwani
1,024 words
14 March 2023
10:15
The Daily Example
DAEX
English
(c) 2023 The Daily Example

The minister of water said so.

He added nothing.

Document DAEX000020230314ej3e0001x
";

fn checks(text: &[u8], name: &str) {
    let got = read(text, name);
    assert_eq!(got.faults, Vec::<String>::new(), "{name}");
    let texts = got.texts();
    assert_eq!(texts.len(), 2, "{name}: {texts:?}");
}

#[test]
fn nexis_classic() {
    let got = read(CLASSIC.as_bytes(), "export.txt");
    let texts = got.texts();
    assert_eq!(texts.len(), 2, "{texts:?}");
    let paragraphs = "The minister of water said the committee had agreed on a new schedule for sharing the water of the river.\n\
                      He added: \"Section: two remains open until the experts have been at the dams.\"";
    assert_eq!(texts[0], paragraphs);
    assert_eq!(texts[1], "Only one paragraph without a mark.");
    let first = &got.records[0];
    assert_eq!(first.article.headline.as_deref(), Some("Water committee agrees on a schedule"));
    assert_eq!(first.article.publisher.as_deref(), Some("The Daily Example"));
    assert_eq!(first.article.published.as_deref(), Some("March 14, 2023 Tuesday"));
    assert_eq!(first.section.as_deref(), Some("POLITICS"));
    assert_eq!(first.byline.as_deref(), Some("Samer Halwani"));
    assert_eq!(first.article.language.as_deref(), Some("ENGLISH"));
    assert_eq!(first.source.kind, SourceKind::PressExport);
    assert_eq!((first.source.place, got.records[1].source.place), (Place::Line(1), Place::Line(34)));
    assert_eq!(got.records[1].article.headline.as_deref(), Some("Second headline"));
}

#[test]
fn nexis_newer_as_text_docx_html_and_rtf() {
    let got = read(NEWER.as_bytes(), "export.txt");
    let first = &got.records[0];
    assert_eq!(
        first.article.text,
        "قال الوزير إن\u{200c} اللجنة اتفقت على جدول جديد.\nوأضاف أن الخبراء سيزورون السدود."
    );
    assert_eq!(first.article.publisher.as_deref(), Some("صحيفة الضفة"));
    assert_eq!(first.article.published.as_deref(), Some("14 مارس 2023"));
    assert_eq!(first.byline.as_deref(), Some("سامر الحلواني"));
    assert_eq!(got.records[1].article.text, "Three words only.");
    assert_eq!(got.records[1].article.headline.as_deref(), Some("Second"));
    checks(NEWER.as_bytes(), "export.txt");
    let paragraphs: String = NEWER.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    checks(&docx(&paragraphs), "export.docx");
    let html: String = NEWER.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    checks(format!("<html><body>{html}</body></html>").as_bytes(), "export.html");
    let rtf: String = NEWER
        .lines()
        .map(|line| {
            let escaped: String =
                line.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", c as u32) }).collect();
            format!("{escaped}\\par\n")
        })
        .collect();
    let rtf = format!("{{\\rtf1\\ansi {rtf}}}");
    checks(rtf.as_bytes(), "export.rtf");
    let got = read(rtf.as_bytes(), "export.rtf");
    assert_eq!(got.records[0].article.text, first.article.text);
}

#[test]
fn factiva_with_codes() {
    let got = read(FACTIVA.as_bytes(), "export.txt");
    let texts = got.texts();
    assert_eq!(texts.len(), 2, "{texts:?}");
    let text = "The minister of water said the committee had agreed.\nIN other words, the matter is closed.\nHe added nothing.";
    assert_eq!(texts[0], text);
    let first = &got.records[0];
    assert_eq!(first.article.id, "DAEX000020230314ej3e0001x");
    assert_eq!(first.article.headline.as_deref(), Some("Water committee agrees on a schedule"));
    assert_eq!(first.article.published.as_deref(), Some("14 March 2023 10:15"));
    assert_eq!(first.article.publisher.as_deref(), Some("The Daily Example"));
    assert_eq!(first.byline.as_deref(), Some("Samer Halwani"));
    assert_eq!(first.article.language.as_deref(), Some("English"));
}

#[test]
fn factiva_without_codes() {
    let got = read(PLAIN.as_bytes(), "export.txt");
    let first = got.only();
    assert_eq!(first.article.text, "The minister of water said so.\nHe added nothing.");
    assert_eq!(first.article.headline.as_deref(), Some("Water committee agrees on a schedule"));
    assert_eq!(first.article.published.as_deref(), Some("14 March 2023 10:15"));
    assert_eq!(first.article.publisher.as_deref(), Some("The Daily Example"));
    assert_eq!(first.article.language.as_deref(), Some("English"));
}

/// Two marks of a layout may stand in any report.
#[test]
fn a_report_that_speaks_of_lengths_is_one_report() {
    let text = "LENGTH: the treaty has ten articles.\nSECTION: the first is on water.\nBody\n";
    assert_eq!(read(text.as_bytes(), "a.txt").only().article.text, text);
}

use super::fixtures::{docx, read};
use mahdar_ingest::{DateRole, SourceKind, State};

#[test]
fn paragraphs_of_a_word_document() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">قال الوزير </w:t></w:r><w:r><w:t>إن\u{200c} الخطة &lt;جاهزة&gt; &#8207;</w:t></w:r></w:p>\
                <w:p/><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>b</w:t><w:br/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r></w:p>\
                <w:p><mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent>\
                <w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>";
    let got = read(&docx(body), "report.docx");
    let record = got.only();
    assert_eq!(record.article.text, "قال الوزير إن\u{200c} الخطة <جاهزة> \u{200f}\nb\nc\td\nonce");
    assert_eq!(record.article.headline.as_deref(), Some("بيان اللجنة"));
    assert_eq!(record.byline.as_deref(), Some("سلمى & رامي"));
    assert_eq!(record.article.id, "report");
    assert_eq!(record.article.published, None);
    assert_eq!(record.date(DateRole::Modified).map(|d| d.raw.as_str()), Some("2023-03-14T10:15:00Z"));
    assert_eq!(record.source.kind, SourceKind::Docx);
}

/// A PDF of one page whose font maps codes 1.. to these characters, drawn in this order.
fn pdf(text: &str) -> Vec<u8> {
    let chars: Vec<char> = text.chars().collect();
    let map: String = chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("{u:04X}")).collect();
            format!("<{:04X}> <{units}>\n", at + 1)
        })
        .collect();
    let cmap = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{map}endbfchar endcmap end end",
        chars.len()
    );
    let codes: String = (1..=chars.len()).map(|code| format!("{code:04X}")).collect();
    let content = format!("BT /F1 12 Tf 50 700 Td <{codes}> Tj ET");
    let stream = |data: &str| format!("<< /Length {} >> stream\n{data}\nendstream", data.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        stream(&content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 8 0 R >>".to_owned(),
        stream(&cmap),
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        file.push_str(&format!("{offset:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF", objects.len() + 1));
    file.into_bytes()
}

const SENTENCE: &str = "عقدت اللجنة المشتركة جلسة ثانية في القاهرة وقال الوزير إن الخطة جاهزة";

#[test]
fn arabic_of_a_pdf_stored_in_reading_order() {
    let got = read(&pdf(SENTENCE), "a.pdf");
    let record = got.only();
    assert_eq!(record.article.text.trim(), SENTENCE);
    assert_eq!(record.notes, Vec::<String>::new());
    assert_eq!(record.source.kind, SourceKind::Pdf);
}

#[test]
fn arabic_of_a_pdf_stored_from_left_to_right_is_kept_and_said() {
    let reversed: String = SENTENCE.chars().rev().collect();
    let got = read(&pdf(&reversed), "a.pdf");
    let record = got.only();
    assert_eq!(record.article.text.trim(), reversed);
    assert!(record.notes[0].contains("reversed"), "{:?}", record.notes);
    assert_eq!(record.extraction.as_ref().map(|e| e.state), Some(State::LowAgreement));
}

#[test]
fn a_broken_pdf_is_a_fault() {
    for bytes in [b"%PDF-1.4\nrubbish".to_vec(), pdf(SENTENCE)[..700].to_vec()] {
        let got = read(&bytes, "a.pdf");
        assert_eq!(got.records.len() + got.faults.len() + got.skipped.0.len(), 1);
    }
}

#[test]
fn a_page_saved_by_a_browser() {
    let mhtml = "From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n\
        ------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/1\r\n\r\n\
        <p>=D9=82=D8=A7=\r\n=D9=84 =3D</p>\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------B--\r\n";
    let got = read(mhtml.as_bytes(), "a.mhtml");
    assert_eq!(got.bodies(), ["<p>قال =</p>"]);
    assert_eq!(got.pages[0].hints.url.as_deref(), Some("https://a.example/1"));
    let encoded = mhtml
        .replace("quoted-printable", "base64")
        .replace("<p>=D9=82=D8=A7=\r\n=D9=84 =3D</p>", "PHA+2YLYp9mE\r\nID08L3A+");
    assert_eq!(read(encoded.as_bytes(), "a.mhtml").bodies(), ["<p>قال =</p>"]);
}

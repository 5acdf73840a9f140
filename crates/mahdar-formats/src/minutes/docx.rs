//! Minutes as a Word document with real footnotes.

use super::{Line, Minutes};
use crate::wording::Tongue;
use docx_rs::{Docx, Footnote, Paragraph, Run, RunFonts};

/// A paragraph of Arabic.
fn right_to_left(mut paragraph: Paragraph) -> Paragraph {
    paragraph.property = paragraph.property.bidi(true);
    paragraph
}

/// The bytes of a `.docx` file.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn docx(all: &[Minutes]) -> std::io::Result<Vec<u8>> {
    let mut doc = Docx::new().default_fonts(RunFonts::new().ascii("Calibri").cs("Arial"));
    let mut next = 1;
    for minutes in all {
        let arabic = minutes.tongue == Tongue::Ar;
        // XML 1.0 knows no control characters but tab and line ends.
        let plain =
            |text: &str| text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect::<String>();
        let run = |text: &str| Run::new().add_text(plain(text));
        let place = |p: Paragraph| if arabic { right_to_left(p) } else { p };
        let notes = |mut p: Paragraph, line: &Line, next: &mut usize| {
            for n in &line.notes {
                let note = &minutes.notes[*n];
                let words =
                    plain(&format!("«{}» ({}, {}–{})", note.words, minutes.report, note.range[0], note.range[1]));
                let mut footnote = Footnote { id: *next, content: Vec::new() };
                footnote.add_content(right_to_left(Paragraph::new().add_run(Run::new().add_text(words))));
                *next += 1;
                p = p.add_run(Run::new().add_footnote_reference(footnote));
            }
            p
        };
        doc = doc.add_paragraph(place(Paragraph::new().add_run(run(&minutes.title).bold().size(32))));
        for (label, value) in &minutes.head {
            let p = Paragraph::new().add_run(run(&format!("{label}: ")).bold()).add_run(run(&value.text));
            doc = doc.add_paragraph(place(notes(p, value, &mut next)));
        }
        for section in &minutes.sections {
            doc = doc.add_paragraph(place(Paragraph::new().add_run(run(&section.heading).bold().size(26))));
            for line in &section.lines {
                let p = Paragraph::new().add_run(run(&format!("• {}", line.text)));
                doc = doc.add_paragraph(place(notes(p, line, &mut next)));
            }
        }
        for remark in &minutes.remarks {
            doc = doc.add_paragraph(place(Paragraph::new().add_run(run(remark).size(16))));
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    doc.build().pack(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.into_inner())
}

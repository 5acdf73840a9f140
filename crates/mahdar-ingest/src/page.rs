//! One page, in the order in which it is read: characters, blocks, metadata, opinions, body, state, dates.

use crate::body::{self, Body, Title, Voices};
use crate::dom::Page;
use crate::encoding::{self, Decoded};
use crate::extract::{self, DomSmoothie, Extractor, Trafilatura};
use crate::record::{DateRole, Extraction, Hints, Origin, Paragraph, Place, Record, SourceKind, State};
use crate::scan::scan;
use crate::words::Witness;
use crate::{IngestError, dates, language, ld, meta, script, state};
use mahdar_doc::Article;
use sha2::{Digest as _, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

const BOTH: &[&dyn Extractor] = &[&Trafilatura, &DomSmoothie];
const FAST: &[&dyn Extractor] = &[&DomSmoothie];

/// The article of a page.
///
/// `record.article` is empty of text where the page has none to be read (see [`State`]); a wall's teaser is kept.
///
/// ```
/// use mahdar_ingest::{DateRole, Hints, page};
/// let html = "<html lang=ar><head><meta charset=utf-8><meta property=article:published_time content=2023-03-14T08:42:00+02:00>\
///     </head><body><h1>اللجنة تتفق على جدول جديد</h1><p>قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى \
///     جدول جديد يسري حتى نهاية الموسم.</p></body></html>";
/// let record = page(html.as_bytes(), &Hints::default())?;
/// assert_eq!(record.article.headline.as_deref(), Some("اللجنة تتفق على جدول جديد"));
/// assert!(record.article.text.starts_with("قال وزير الموارد"));
/// assert_eq!(record.date(DateRole::Published).map(|d| d.raw.as_str()), Some("2023-03-14T08:42:00+02:00"));
/// # Ok::<(), mahdar_ingest::IngestError>(())
/// ```
///
/// # Errors
/// A page larger than `hints.limits.bytes`. A page without an article is no error: see [`Extraction::state`].
pub fn page(bytes: &[u8], hints: &Hints) -> Result<Record, IngestError> {
    if bytes.len() > hints.limits.bytes {
        let path = hints.path.clone().or_else(|| hints.url.clone()).unwrap_or_else(|| "-".to_owned());
        return Err(IngestError::TooLarge { path, bytes: bytes.len(), limit: hints.limits.bytes });
    }
    let http = hints.http_charset.as_deref().or_else(|| hints.content_type.as_deref().and_then(encoding::charset_of));
    let decoded = encoding::decode(bytes, http);
    // The tokenizer is another's as well.
    let page = catch_unwind(AssertUnwindSafe(|| scan(&decoded.text))).unwrap_or_default();
    let opinions = opinions(&page, &decoded, hints);
    let mut record = read(&page, &decoded, &opinions, hints);
    record.source = Origin {
        path: hints.path.clone(),
        kind: SourceKind::Page,
        place: Place::Whole,
        url: None,
        sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    Ok(record)
}

/// What the extractors of others say.
struct Opinions {
    trafilatura: Option<String>,
    smoothie: Option<String>,
    fast: bool,
}

fn opinions(page: &Page, decoded: &Decoded, hints: &Hints) -> Opinions {
    let mut opinions = Opinions { trafilatura: None, smoothie: None, fast: hints.fast };
    if page.deepest > extract::DEEPEST || page.blocks.is_empty() {
        return opinions;
    }
    let asked = if hints.fast { FAST } else { BOTH };
    let mut found = extract::run(asked, page.slim(&decoded.text), hints.limits.time);
    opinions.smoothie = found.pop().flatten();
    opinions.trafilatura = found.pop().flatten();
    opinions
}

fn read(page: &Page, decoded: &Decoded, opinions: &Opinions, hints: &Hints) -> Record {
    let url = hints.url.as_deref();
    let linked = ld::read(page);
    let main = meta::main_article(&linked, &meta::any_title(page), url);
    let about = meta::read(page, &linked, main, url);
    let witness = |text: &Option<String>| text.as_deref().map(Witness::of);
    let voices = Voices {
        trafilatura: witness(&opinions.trafilatura),
        smoothie: witness(&opinions.smoothie),
        linked: main.and_then(|m| m.body.as_deref()).map(Witness::of),
    };
    let agreement = match (&voices.trafilatura, &voices.smoothie) {
        (Some(a), Some(b)) => Some(a.agreement(b)),
        _ if opinions.fast => None,
        _ => Some(0.0),
    };
    let title = about.headline_block.map(|block| Title { block, sure: about.headline_sure });
    let mut body = body::find(page, &voices, title, &about.known);
    let state = state::of(page, &about, &body, main, agreement);
    let mut dates = dates::find(
        page,
        &linked,
        main,
        about.headline_block,
        &body,
        url.or(about.canonical.as_deref()),
        hints.fetched_at,
    );
    for date in &mut dates {
        date.span = date.span.take().and_then(|span| decoded.raw(&span));
    }
    match state {
        State::EmptyShell => body = Body::default(),
        State::PaywallStub => body.end_at_wall(page),
        _ => {}
    }
    let (mut text, mut paragraphs) = put_together(page, decoded, &body);
    let mut extractor: Vec<&str> = Vec::new();
    extractor.extend(opinions.trafilatura.as_ref().map(|_| Trafilatura.name()));
    extractor.extend(opinions.smoothie.as_ref().map(|_| DomSmoothie.name()));
    let mut state = state;
    // The text is there, for a script to print. A wall is left standing.
    let is_free = main.is_none_or(|m| m.free != Some(false));
    if state == State::EmptyShell
        && is_free
        && let Some((lines, place)) = script::body(page, about.headline.as_deref())
    {
        (text, paragraphs) = (lines.join("\n"), Vec::new());
        let mut from = 0;
        for line in &lines {
            paragraphs.push(Paragraph { text: from..from + line.len(), raw: decoded.raw(&place) });
            from += line.len() + 1;
        }
        state = State::LowAgreement;
        extractor.clear();
    }
    let extractor = if extractor.is_empty() { "mahdar".to_owned() } else { extractor.join(" + ") };
    let detected = language::detect(&text).or_else(|| language::detect(about.headline.as_deref().unwrap_or_default()));
    let mut record = Record {
        section: about.section,
        byline: about.byline,
        dates,
        declared_language: about.language.clone(),
        detected_language: detected.map(str::to_owned),
        extraction: Some(Extraction {
            state,
            agreement: agreement.unwrap_or(1.0),
            extractor,
            encoding: decoded.encoding.name(),
            paragraphs,
        }),
        ..Record::default()
    };
    record.article = Article {
        id: id(about.canonical.as_deref(), hints),
        text,
        path: hints.path.clone(),
        url: about.canonical,
        published: record.date(DateRole::Published).map(|d| d.raw.clone()),
        publisher: about.publisher,
        headline: about.headline,
        language: about.language,
    };
    record
}

/// The body as text, a paragraph a line, and where each paragraph stands.
fn put_together(page: &Page, decoded: &Decoded, body: &Body) -> (String, Vec<Paragraph>) {
    let mut text = String::new();
    let mut paragraphs = Vec::with_capacity(body.blocks.len());
    for n in &body.blocks {
        let block = &page.blocks[*n];
        if !text.is_empty() {
            text.push('\n');
        }
        let from = text.len();
        text.push_str(&block.text);
        paragraphs.push(Paragraph { text: from..text.len(), raw: decoded.raw(&block.span) });
    }
    (text, paragraphs)
}

/// The canonical address; without one the file's stem.
fn id(canonical: Option<&str>, hints: &Hints) -> String {
    if let Some(url) = canonical {
        return url.to_owned();
    }
    let path = hints.path.as_deref().unwrap_or_default();
    let stem = std::path::Path::new(path).file_stem();
    stem.map_or_else(|| "page".to_owned(), |s| s.to_string_lossy().into_owned())
}

//! The frame of a report: section, headline, time, byline, credits (GUIDELINES § 0).

use crate::np::actors_at;
use crate::words::{Is, Words};
use mahdar_dates::{DateMatch, Precision as DatePrecision};
use mahdar_doc::{
    Article, Basis, Credit, CreditKind, Document, EntityKind, Field, Frame, Precision, Published, Sentence, Span,
    TokenId, TokenKind,
};
use mahdar_lang::{Number, Phrase, TitleClass};

/// A paragraph: its sentences and its bytes.
struct Paragraph<'d> {
    sentences: &'d [Sentence],
    first_sentence: usize,
    span: Span,
}

impl Paragraph<'_> {
    fn tokens(&self) -> std::ops::Range<usize> {
        match (self.sentences.first(), self.sentences.last()) {
            (Some(a), Some(b)) => a.first.index()..b.last.index(),
            _ => 0..0,
        }
    }
}

fn paragraphs(doc: &Document) -> Vec<Paragraph<'_>> {
    let mut out: Vec<Paragraph<'_>> = Vec::new();
    let mut at = 0;
    for group in doc.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        if let (Some(first), Some(last)) = (group.first(), group.last()) {
            out.push(Paragraph { sentences: group, first_sentence: at, span: first.span.join(last.span) });
        }
        at += group.len();
    }
    out
}

/// What the frame stage finds.
pub(crate) struct Found {
    pub frame: Frame,
    /// The headline's sentence.
    pub headline_sentence: Option<usize>,
}

/// Reads the frame from the article's fields and the lines set apart.
pub(crate) fn find(doc: &Document, words: &Words<'_>) -> Found {
    let article = &doc.article;
    let mut frame = Frame { publisher: given(article.publisher.as_deref(), "publisher"), ..Frame::default() };
    let paragraphs = paragraphs(doc);
    let mut rest = 0;
    let dated = |p: &Paragraph<'_>| date_line(doc, p);
    // A rubric: one to three words above a headline.
    if paragraphs.len() >= 3 {
        let tokens = paragraphs[0].tokens();
        let plain = tokens.clone().all(|i| doc.tokens[i].kind == TokenKind::Word);
        if tokens.len() <= 3
            && plain
            && dated(&paragraphs[0]).is_none()
            && !byline_start(words, doc, tokens.start)
            && paragraphs[1].tokens().len() > 3
            && is_line(doc, &paragraphs[1])
        {
            frame.section = Some(field(doc, paragraphs[0].span));
            rest = 1;
        }
    }
    let mut headline_sentence = None;
    if let Some(headline) = given(article.headline.as_deref(), "headline") {
        frame.headline = Some(headline);
    } else if let Some(p) = paragraphs.get(rest).filter(|p| {
        let credits = rest == 0 && place_and_outlet(doc, words, p, true).is_some();
        paragraphs.len() > rest + 1 && is_line(doc, p) && dated(p).is_none() && !credits
    }) {
        let tokens = p.tokens();
        let dateline = tokens.clone().any(|i| doc.tokens[i].kind == TokenKind::Dash && i < tokens.start + 5)
            && doc.tokens[tokens.end - 1].kind == TokenKind::Dash;
        if (4..=40).contains(&tokens.len()) && !dateline && !byline_start(words, doc, tokens.start) {
            frame.headline = Some(field(doc, p.span));
            headline_sentence = Some(p.first_sentence);
        }
    }
    frame.published = published_field(article).or_else(|| {
        let near = paragraphs.len().saturating_sub(3);
        let lines = paragraphs.iter().enumerate().filter(|(i, _)| *i < 7 || *i >= near);
        lines
            .filter_map(|(_, p)| dated(p))
            .next()
            .or_else(|| paragraphs.iter().take(4).find_map(|p| dateline(doc, words, p)))
    });
    for (i, p) in paragraphs.iter().enumerate() {
        let tokens = p.tokens();
        if frame.byline.is_none()
            && (i < 7 || i + 3 > paragraphs.len())
            && tokens.len() <= 14
            && byline_start(words, doc, tokens.start)
        {
            let mut from = tokens.start + 1;
            while from < tokens.end && matches!(doc.tokens[from].kind, TokenKind::Colon | TokenKind::Dash) {
                from += 1;
            }
            if from < tokens.end {
                let mut end = tokens.end;
                // كتب- محمد فتحي: the colon opens the report.
                while end > from + 1 && matches!(doc.tokens[end - 1].kind, TokenKind::Stop | TokenKind::Colon) {
                    end -= 1;
                }
                frame.byline = Some(field(doc, doc.tokens[from].span.join(doc.tokens[end - 1].span)));
            }
        }
        source_line(doc, words, p, &mut frame.credits);
        if i < 4
            && let Some(line) = place_and_outlet(doc, words, p, i == 0)
        {
            if let Some(outlet) = line.outlet {
                push(&mut frame.credits, outlet, CreditKind::AgencyTag);
            }
            if let Some(name) = line.byline.filter(|_| frame.byline.is_none()) {
                frame.byline = Some(field(doc, name));
            }
            continue;
        }
        if i + 3 > paragraphs.len() && i > 0 {
            outlet_line(doc, words, p, i + 1 == paragraphs.len(), &mut frame.credits);
        }
        agency_tags(doc, words, p, i, &mut frame.credits);
    }
    Found { frame, headline_sentence }
}

fn given(value: Option<&str>, field: &str) -> Option<Field> {
    value.filter(|v| !v.trim().is_empty()).map(|v| Field { text: v.to_owned(), basis: Basis::Field(field.to_owned()) })
}

fn field(doc: &Document, span: Span) -> Field {
    Field { text: doc.slice(span).to_owned(), basis: Basis::Text(span) }
}

/// A line set apart: one sentence that ends without a full stop.
fn is_line(doc: &Document, p: &Paragraph<'_>) -> bool {
    let tokens = p.tokens();
    let stop = tokens
        .end
        .checked_sub(1)
        .and_then(|i| doc.tokens.get(i))
        .is_some_and(|t| t.kind == TokenKind::Stop && doc.slice(t.span) == ".");
    p.sentences.len() <= 2 && !stop
}

fn byline_start(words: &Words<'_>, doc: &Document, i: usize) -> bool {
    let key = doc.key_at(i);
    let marks = doc.tokens.get(i + 1).is_some_and(|t| matches!(t.kind, TokenKind::Colon | TokenKind::Dash));
    words.hits(i).iter().any(|h| matches!(h.phrase, Phrase::Byline)) && (marks || key == "بقلم")
}

fn precision(p: DatePrecision) -> Precision {
    match p {
        DatePrecision::Year => Precision::Year,
        DatePrecision::Month => Precision::Month,
        DatePrecision::Day => Precision::Day,
        DatePrecision::Minute => Precision::Minute,
        DatePrecision::Second => Precision::Second,
    }
}

fn published(date: &DateMatch, raw: &str, basis: Basis) -> Option<Published> {
    Some(Published {
        value: date.iso()?,
        precision: precision(date.precision),
        timezone: date.offset.clone(),
        raw: raw.to_owned(),
        basis,
    })
}

fn published_field(article: &Article) -> Option<Published> {
    let raw = article.published.as_deref()?;
    let date = mahdar_dates::parse(raw).or_else(|| mahdar_dates::epoch(raw))?;
    published(&date, raw, Basis::Field("published".to_owned()))
}

/// A short line that is a date: at least a day, with its year, and little else.
fn date_line(doc: &Document, p: &Paragraph<'_>) -> Option<Published> {
    /// Letters beside the dates, in bytes.
    const MOST: usize = 60;
    let tokens = p.tokens();
    // A year has four digits, in a number or a date written with strokes.
    let year = |i: usize| {
        let digits = doc.slice(doc.tokens[i].span).chars().filter(|c| c.is_numeric()).count();
        doc.tokens[i].kind == TokenKind::Number && digits >= 4
    };
    if tokens.len() > 18 || !tokens.clone().any(year) {
        return None;
    }
    let text = doc.slice(p.span);
    let found = mahdar_dates::scan(text);
    let date = found.iter().find(|d| d.year.is_some() && d.day.is_some())?;
    // The date fills its line, or the line is a tag: "نشر في 30/1/2023 (آخر تحديث: 31/1/2023)", a byline.
    let covered = |at: usize| found.iter().any(|d| d.span.contains(&at));
    let letters = text.char_indices().filter(|&(at, c)| c.is_alphanumeric() && !covered(at));
    if letters.map(|(_, c)| c.len_utf8()).sum::<usize>() > MOST {
        return None;
    }
    let span = Span::new(p.span.start as usize + date.span.start, p.span.start as usize + date.span.end);
    published(date, doc.slice(span), Basis::Text(span))
}

/// الخرطوم 17 مايو 2012 (شينخوا) دعا: the date between the place and the agency or dash that opens a report.
fn dateline(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>) -> Option<Published> {
    let tokens = p.tokens();
    // القاهرة في 5 يونيو 2014 /أ ش أ/: an agency between strokes.
    let mut marks = (tokens.start..tokens.end.min(tokens.start + 18)).filter(|&i| {
        matches!(doc.tokens[i].kind, TokenKind::OpenBracket | TokenKind::Dash)
            || doc.key_at(i) == "/" && !doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number)
    });
    marks.find_map(|close| dateline_before(doc, words, p, close))
}

fn dateline_before(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>, close: usize) -> Option<Published> {
    let tokens = p.tokens();
    let head = Span { start: p.span.start, end: doc.tokens[close].span.start };
    let date = mahdar_dates::scan(doc.slice(head)).into_iter().find(|d| d.year.is_some() && d.day.is_some())?;
    let start = head.start as usize + date.span.start;
    let end = head.start as usize + date.span.end;
    // A place of at most three words before it, nothing but a mark behind it.
    let before = (tokens.start..close).take_while(|&i| (doc.tokens[i].span.end as usize) <= start);
    // إسلام آباد: the second word of a town says nothing alone.
    let named = |i: usize| (tokens.start..=i).any(|k| (i + 1..=close).any(|to| place_before(doc, words, k, to)));
    let places = before.clone().all(|i| {
        let is = words.at(i);
        let place = is.has(Is::ACTOR) || is.has(Is::UNKNOWN) || is.has(Is::NAME) || named(i);
        is.has(Is::PUNCT) || place || i > tokens.start && doc.key_at(i) == "في"
    });
    // رام الله 5-6-2014 وفا- قال: an agency without brackets.
    let outlet = |i: usize| actors_at(words, i).iter().any(|(a, ..)| words.lexicon.actors[*a as usize].outlet);
    let behind = (tokens.start..close).filter(|&i| {
        let word = matches!(doc.tokens[i].kind, TokenKind::Word | TokenKind::Number);
        word && doc.tokens[i].span.start as usize >= end && !outlet(i)
    });
    if before.count() > 4 || !places || behind.count() > 0 {
        return None;
    }
    let span = Span::new(start, end);
    published(&date, doc.slice(span), Basis::Text(span))
}

/// "المصدر: روسيا اليوم + وكالات"
fn source_line(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>, credits: &mut Vec<Credit>) {
    let tokens = p.tokens();
    for i in tokens.clone() {
        let source = words.hits(i).iter().any(|h| h.phrase == Phrase::SourceLine)
            && doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Colon);
        if !source || tokens.end - i > 14 || i > tokens.start && i < tokens.end.saturating_sub(10) {
            continue;
        }
        let mut from = i + 2;
        let mut k = from;
        while k <= tokens.end {
            // العربية.نت: a stop inside a name.
            let touches = k + 1 < tokens.end
                && k > from
                && doc.surface(TokenId::from_index(k)) == "."
                && doc.tokens[k - 1].span.end == doc.tokens[k].span.start
                && doc.tokens[k].span.end == doc.tokens[k + 1].span.start;
            let ends = k == tokens.end
                || !touches
                    && matches!(
                        doc.tokens[k].kind,
                        TokenKind::Comma | TokenKind::Stop | TokenKind::Other | TokenKind::Dash
                    )
                || doc.key_at(k) == "و";
            if ends {
                // المصدر: "النهار": the marks are none of the name.
                let mark =
                    |k: usize| matches!(doc.tokens[k].kind, TokenKind::Open | TokenKind::Close | TokenKind::Quote);
                let (mut first, mut last) = (from, k);
                while first < last && mark(first) {
                    first += 1;
                }
                while last > first && mark(last - 1) {
                    last -= 1;
                }
                // المصدر: دبي - العربية.نت: where it was written is no source.
                let place = last == first + 1
                    && k < tokens.end
                    && doc.tokens[k].kind == TokenKind::Dash
                    && (words.place(first).is_some()
                        || outlet_end(doc, words, first).is_none() && words.at(first).has(Is::ACTOR));
                if last > first && !place {
                    let span = doc.tokens[first].span.join(doc.tokens[last - 1].span);
                    push(credits, span, CreditKind::SourceLine);
                }
                from = k + 1;
            }
            k += 1;
        }
        return;
    }
}

fn push(credits: &mut Vec<Credit>, span: Span, kind: CreditKind) {
    if !credits.iter().any(|c| c.span.overlaps(span)) {
        credits.push(Credit { span, entity: None, kind });
    }
}

/// An outlet that begins at `i`: its end.
fn outlet_end(doc: &Document, words: &Words<'_>, i: usize) -> Option<usize> {
    let lexicon = words.lexicon;
    let actors = actors_at(words, i);
    // السراج: a site, and a man; الرياض: a paper, and a capital.
    let opened = i > 0 && matches!(doc.tokens[i - 1].kind, TokenKind::Open | TokenKind::Quote);
    let other =
        |end: usize| names(words, i, end, EntityKind::Person) || !opened && names(words, i, end, EntityKind::State);
    let actor = actors
        .iter()
        .find(|(a, _, h)| lexicon.actors[*a as usize].outlet && !other(h.end as usize))
        .map(|(_, _, h)| h.end as usize);
    let agencies = || {
        let hits = words.hits(i).iter().filter(|h| match h.phrase {
            Phrase::Title { title, number, .. } => {
                lexicon.titles[title as usize].class == TitleClass::Outlet && number == Number::Plural
            }
            _ => false,
        });
        hits.map(|h| h.end as usize).max()
    };
    actor.or_else(agencies)
}

/// Whether a preposition is written on the outlet's name at `i` (لرويترز); the و of وكالات is its own.
fn outlet_governed(words: &Words<'_>, i: usize) -> bool {
    let plain = |h: &&crate::words::Hit| {
        h.stem == 0
            && match h.phrase {
                Phrase::Actor { actor, .. } => words.lexicon.actors[actor as usize].outlet,
                Phrase::Title { title, .. } => words.lexicon.titles[title as usize].class == TitleClass::Outlet,
                _ => false,
            }
    };
    words.at(i).has(Is::PREFIXED) && !words.hits(i).iter().any(|h| plain(&h))
}

/// The outlets of a list in brackets from token `open` on, where nothing else stands in it.
fn listed(doc: &Document, words: &Words<'_>, open: usize, end: usize, credits: &mut Vec<Credit>) {
    let Some(close) = (open + 1..end).find(|&k| doc.tokens[k].kind == TokenKind::CloseBracket) else { return };
    let mut spans = Vec::new();
    let mut k = open + 1;
    while k < close {
        let Some(to) = outlet_end(doc, words, k).filter(|&to| to <= close) else { return };
        spans.push(doc.tokens[k].span.join(doc.tokens[to - 1].span));
        if to < close && doc.tokens[to].kind != TokenKind::Comma && doc.key_at(to) != "و" {
            return;
        }
        k = to + 1;
    }
    if spans.len() > 1 {
        spans.into_iter().for_each(|span| push(credits, span, CreditKind::AgencyTag));
    }
}

/// What a line of a place and who reports from there names.
struct CreditLine {
    outlet: Option<Span>,
    byline: Option<Span>,
}

/// الخرطوم - وكالات, السومرية نيوز/ بغداد, بغداد ـ «الشرق الأوسط»: a line of a place and who reports from there, a
/// stroke or dash between them; أنقرة/ محمد شيخ/ الأناضول: whose name stands between. At the `top` of a report, where a
/// headline may stand (غزة - وقف النار), the outlet is a known one.
fn place_and_outlet(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>, top: bool) -> Option<CreditLine> {
    /// Words of a name on either side.
    const NAME: usize = 3;
    type Side = std::ops::Range<usize>;
    let tokens = p.tokens();
    // الشارقة: «الخليج»
    let marked = |k: usize| doc.tokens.get(k + 1).is_some_and(|t| matches!(t.kind, TokenKind::Open | TokenKind::Quote));
    let parts = |k: &usize| match doc.tokens[*k].kind {
        TokenKind::Dash | TokenKind::Other => true,
        TokenKind::Colon => marked(*k),
        _ => false,
    };
    let mark = |k: usize| matches!(doc.tokens[k].kind, TokenKind::Open | TokenKind::Close | TokenKind::Quote);
    let mut sides: Vec<Side> = Vec::new();
    let mut from = tokens.start;
    for k in tokens.clone().filter(parts).chain([tokens.end]) {
        let mut side = from..k;
        if side.len() > 2 && mark(side.start) && mark(side.end - 1) {
            side = side.start + 1..side.end - 1;
        }
        sides.push(side);
        from = k + 1;
    }
    let word = |k: usize| doc.tokens[k].kind == TokenKind::Word && !words.is_only_verb(k);
    if !sides.iter().all(|side| (1..=NAME).contains(&side.len()) && side.clone().all(word)) {
        return None;
    }
    let place = |side: &Side| place_before(doc, words, side.start, side.end);
    let known = |side: &Side| outlet_end(doc, words, side.start) == Some(side.end);
    let span = |side: &Side| doc.tokens[side.start].span.join(doc.tokens[side.end - 1].span);
    let (first, last, between) = match sides.as_slice() {
        [first, last] => (first, last, None),
        [first, name, last] => (first, last, Some(name)),
        _ => return None,
    };
    let outlet = match (place(first), place(last)) {
        (true, false) => last,
        (false, true) => first,
        // الشرق الأوسط is a region too.
        (true, true) if known(last) != known(first) => {
            if known(last) {
                last
            } else {
                first
            }
        }
        _ => return None,
    };
    // الرباط / متابعة, دبي – خاص: no one is named.
    let key = |side: &Side| doc.key_at(side.start);
    if outlet.len() == 1 && matches!(key(outlet), "خاص" | "متابعه" | "متابعات") {
        return Some(CreditLine { outlet: None, byline: None });
    }
    // الأقصر - عادل رمضان: a name of two words that begins with a given name.
    let author = |side: &Side| {
        side.len() > 1
            && !known(side)
            && !place(side)
            && words.at(side.start).has(Is::NAME)
            && !words.at(side.start).has(Is::ARTICLE)
    };
    match between {
        None if author(outlet) => Some(CreditLine { outlet: None, byline: Some(span(outlet)) }),
        None => (known(outlet) || !top).then(|| CreditLine { outlet: Some(span(outlet)), byline: None }),
        Some(name) => (known(outlet) && name.len() > 1 && !known(name) && !place(name))
            .then(|| CreditLine { outlet: Some(span(outlet)), byline: Some(span(name)) }),
    }
}

/// فرانس24/ أ ف ب: a line of outlets alone, at the end; of one, where nothing follows.
fn outlet_line(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>, last: bool, credits: &mut Vec<Credit>) {
    /// Longer lines say more.
    const MOST: usize = 14;
    let tokens = p.tokens();
    if tokens.len() > MOST {
        return;
    }
    let parts = |k: usize| {
        matches!(doc.tokens[k].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Other | TokenKind::Stop)
            || doc.key_at(k) == "و"
    };
    let mut spans = Vec::new();
    let mut k = tokens.start;
    while k < tokens.end {
        if parts(k) {
            k += 1;
            continue;
        }
        let Some(end) = outlet_end(doc, words, k) else { return };
        // فرانس24: a number that touches a name.
        let touching = end < tokens.end
            && doc.tokens[end].kind == TokenKind::Number
            && doc.tokens[end - 1].span.end == doc.tokens[end].span.start;
        let end = end + usize::from(touching);
        spans.push(doc.tokens[k].span.join(doc.tokens[end - 1].span));
        k = end;
    }
    if spans.len() > 1 || last {
        spans.into_iter().for_each(|span| push(credits, span, CreditKind::AgencyTag));
    }
}

/// Whether the tokens from `from` to `to` are a place.
fn place_before(doc: &Document, words: &Words<'_>, from: usize, to: usize) -> bool {
    let town = words.place(from).is_some_and(|(_, end)| end == to);
    to > from && doc.tokens[from].kind == TokenKind::Word && (town || names(words, from, to, EntityKind::State))
}

/// Whether the tokens from `from` to `to` name somebody of a kind, by more than an epithet.
fn names(words: &Words<'_>, from: usize, to: usize, kind: EntityKind) -> bool {
    actors_at(words, from).into_iter().any(|(a, by, h)| {
        h.end as usize == to && by != mahdar_lang::NamedBy::Epithet && words.lexicon.actors[a as usize].kind == kind
    })
}

/// (CNN) --, (أ ف ب), القاهرة - رويترز, رويترز -
fn agency_tags(doc: &Document, words: &Words<'_>, p: &Paragraph<'_>, index: usize, credits: &mut Vec<Credit>) {
    let tokens = p.tokens();
    let kind = |i: usize| doc.tokens.get(i).filter(|_| i < tokens.end).map(|t| t.kind);
    // إسلام آباد 17 ذو الحجة 1442 هـ الموافق 27 يوليو 2021 م واس: two dates are long.
    let head = if index < 4 { tokens.start + 18 } else { tokens.start };
    let tail = tokens.end.saturating_sub(18).max(tokens.start);
    // القاهرة في 5 يونيو 2014 /أ ش أ/: what the line's date covers stands between the place and the agency.
    let dates = if index < 4 { mahdar_dates::scan(doc.slice(p.span)) } else { Vec::new() };
    let dated = |k: usize| {
        let at = (doc.tokens[k].span.start - p.span.start) as usize;
        dates.iter().any(|d| d.span.contains(&at))
    };
    for i in tokens.clone() {
        if i >= head && i < tail {
            continue;
        }
        // In brackets: everything inside is an outlet.
        // ع.ش/خ.س (د ب أ، أ ف ب، رويترز): a list of agencies at the end.
        if kind(i) == Some(TokenKind::OpenBracket) && i >= tail {
            listed(doc, words, i, tokens.end, credits);
        }
        if kind(i) == Some(TokenKind::OpenBracket) {
            let close = (i + 1..(i + 9).min(tokens.end)).find(|&k| kind(k) == Some(TokenKind::CloseBracket));
            if let Some(close) = close {
                if let Some(end) = outlet_end(doc, words, i + 1).filter(|&end| end <= close && (end == close || matches!(kind(end), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Other)))) {
                    push(credits, doc.tokens[i + 1].span.join(doc.tokens[end - 1].span), CreditKind::AgencyTag);
                } else if words.hits(i + 1).iter().any(|h| h.end as usize == close && matches!(h.phrase, Phrase::Actor { actor, .. } if words.lexicon.actors[actor as usize].outlet)) {
                    push(credits, doc.tokens[i + 1].span.join(doc.tokens[close - 1].span), CreditKind::AgencyTag);
                } else if index < 4 && place_before(doc, words, tokens.start, i) && kind(close + 1) == Some(TokenKind::Dash) && close <= i + 4 && !place_before(doc, words, i + 1, close) && !names(words, i + 1, close, EntityKind::Person) {
                    // أربيل (كوردستان24)- between a place and a dash stands who reports, known or not.
                    push(credits, doc.tokens[i + 1].span.join(doc.tokens[close - 1].span), CreditKind::AgencyTag);
                }
            }
        }
        // A dateline: place and outlet before the first dash or colon of the paragraph.
        if i < head
            && i >= tokens.start
            && index < 4
            && let Some(end) = outlet_end(doc, words, i)
        {
            let line_head = (tokens.start..i).all(|k| {
                let is = words.at(k);
                matches!(
                    kind(k),
                    Some(
                        TokenKind::Comma
                            | TokenKind::Dash
                            | TokenKind::Open
                            | TokenKind::OpenBracket
                            | TokenKind::Number
                            | TokenKind::Other
                    )
                ) || is.has(Is::ACTOR)
                    || is.has(Is::UNKNOWN)
                    || is.has(Is::NAME)
                    || place_before(doc, words, tokens.start, k + 1)
                    || k > tokens.start && doc.key_at(k) == "في"
                    || dated(k)
                    // 17 ذو الحجة 1442 هـ الموافق 27 يوليو 2021 م واس
                    || matches!(doc.key_at(k), "ه" | "م" | "الموافق")
                    || k + 1 == i
            });
            // عدن - وكالات: Aden, and "they (f.) came back".
            let no_verb =
                (tokens.start..i).all(|k| !words.is_finite_verb(k) || k == tokens.start && words.place(k).is_some());
            // موسكو - سبوتنيك. صرح: behind a dash a stop closes the line of place and agency.
            let stopped = kind(end) == Some(TokenKind::Stop)
                && i > tokens.start + 1
                && matches!(kind(i - 1), Some(TokenKind::Dash));
            // لندن – «القدس العربي»:
            let marked = kind(end) == Some(TokenKind::Close) && i > tokens.start;
            let behind = end + usize::from(marked && kind(i - 1) == Some(TokenKind::Open));
            let dashed = stopped
                || matches!(kind(behind), Some(TokenKind::Dash | TokenKind::Colon | TokenKind::Other))
                || behind == tokens.end && i > tokens.start;
            if line_head && no_verb && dashed && !outlet_governed(words, i) {
                push(credits, doc.tokens[i].span.join(doc.tokens[end - 1].span), CreditKind::AgencyTag);
            }
        }
    }
}

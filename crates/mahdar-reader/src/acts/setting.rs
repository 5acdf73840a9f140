//! When and where an act took or takes place: words of its own sentence, else the report's day.

use crate::words::{Facts, Is, Words};
use mahdar_dates::{Civil, Precision};
use mahdar_doc::{Act, Document, EntityKind, Span, TokenKind, When};
use mahdar_lang::{NamedBy, Phrase};

/// A date of a sentence, resolved against the report's day.
struct Dated {
    span: Span,
    value: String,
}

/// Gives every act its time and place.
pub(crate) fn find(doc: &Document, words: &Words<'_>, acts: &mut [Act]) {
    let day = doc.frame.published.as_ref().map(|p| p.value.split('T').next().unwrap_or_default().to_owned());
    let anchor = day.as_deref().and_then(civil);
    let mut sentence = usize::MAX;
    let mut dates: Vec<Dated> = Vec::new();
    for act in acts {
        if act.sentence.index() != sentence {
            sentence = act.sentence.index();
            dates = dates_of(doc, words, sentence, anchor);
        }
        let ahead = act.announced.is_some() || act.status == mahdar_doc::ActStatus::Planned;
        act.time = nearest(doc, &dates, act)
            .filter(|d| !ahead || coming(&d.value, day.as_deref()))
            .map(|d| When { value: d.value.clone(), span: Some(d.span) })
            .or_else(|| {
                // What is only planned has no day of its own in the report's.
                let told = act.announced.is_none() && act.status != mahdar_doc::ActStatus::Planned;
                told.then(|| day.clone()).flatten().map(|value| When { value, span: None })
            });
        act.place = place(doc, words, act);
    }
}

/// What is to come is not before the report's day.
fn coming(date: &str, today: Option<&str>) -> bool {
    today.is_none_or(|today| today.get(..date.len().min(today.len())).is_none_or(|today| date >= today))
}

fn civil(day: &str) -> Option<Civil> {
    let mut parts = day.split('-');
    let year = parts.next()?.parse().ok()?;
    Civil::new(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

fn dates_of(doc: &Document, words: &Words<'_>, sentence: usize, anchor: Option<Civil>) -> Vec<Dated> {
    /// Words beside those of a date that may tell what it is: منذ, حتى, an hour, a weekday.
    const BESIDE: usize = 6;
    let (first, last) = (doc.sentences[sentence].first.index(), doc.sentences[sentence].last.index());
    // Most sentences hold no number and no word of time.
    let dated = |i: &usize| words.tells(*i, Facts::DATED);
    let Some(from) = (first..last).find(dated) else { return Vec::new() };
    let to = (from..last).rfind(dated).unwrap_or(from) + 1;
    let (from, to) = (from.saturating_sub(BESIDE).max(first), (to + BESIDE).min(last));
    let span = doc.tokens[from].span.join(doc.tokens[to - 1].span);
    let text = doc.slice(span);
    let found = match anchor {
        Some(anchor) => mahdar_dates::scan_with_anchor(text, anchor),
        None => mahdar_dates::scan(text),
    };
    found
        .into_iter()
        .filter_map(|date| {
            let value = match (anchor, date.year) {
                (Some(anchor), None) => {
                    let day = date.resolve(anchor)?;
                    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
                }
                _ if date.precision == Precision::Year => return None,
                _ => date.iso()?,
            };
            let at = |byte: usize| span.start + byte as u32;
            Some(Dated { span: Span { start: at(date.span.start), end: at(date.span.end) }, value })
        })
        .collect()
}

/// The date in the act's own clause: the nearest to its trigger with no other clause between.
fn nearest<'d>(doc: &Document, dates: &'d [Dated], act: &Act) -> Option<&'d Dated> {
    let apart = |d: &Dated| {
        let (from, to) = if d.span.start < act.trigger.start {
            (d.span.end, act.trigger.start)
        } else {
            (act.trigger.end, d.span.start)
        };
        (from, to)
    };
    let joined = |d: &&Dated| {
        let (from, to) = apart(d);
        let inside = act.evidence.start <= d.span.start && d.span.end <= act.evidence.end;
        let first = doc.tokens.partition_point(|t| t.span.start < from);
        let last = doc.tokens.partition_point(|t| t.span.start < to);
        let between = doc.tokens.get(first..last).unwrap_or(&[]);
        let stops = between.iter().filter(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Stop)).count();
        inside || between.len() <= 14 && stops <= 1
    };
    dates.iter().filter(joined).min_by_key(|d| apart(d).1.saturating_sub(apart(d).0))
}

/// A place after في in the act's clause: a capital, a city that is a seat, a state.
fn place(doc: &Document, words: &Words<'_>, act: &Act) -> Option<Span> {
    let sentence = &doc.sentences[act.sentence.index()];
    let (first, last) = (sentence.first.index(), sentence.last.index());
    let from = (first..last).find(|&i| doc.tokens[i].span.end > act.evidence.start)?;
    let to = (from..last).find(|&i| doc.tokens[i].span.start >= act.evidence.end).unwrap_or(last);
    let to = (to + 6).min(last);
    // اختتمت في مسقط محادثات: the place may stand between the verb and what it tells of.
    let from = from.saturating_sub(5).max(first);
    let mut commas = 0;
    for i in from..to {
        if doc.tokens[i].kind == TokenKind::Comma && doc.tokens[i].span.start >= act.evidence.end {
            commas += 1;
        }
        if doc.tokens[i].kind == TokenKind::Stop || commas > 1 {
            break;
        }
        if doc.key(mahdar_doc::TokenId::from_index(i)) != "في" || !words.at(i).has(Is::PREP) {
            continue;
        }
        // في العاصمة القطرية الدوحة, في مدينة جنيف
        for k in i + 1..(i + 4).min(last) {
            let named = words.hits(k).iter().find_map(|h| match h.phrase {
                Phrase::Actor { actor, by } => {
                    let row = &words.lexicon.actors[actor as usize];
                    (row.kind == EntityKind::State && matches!(by, NamedBy::Capital | NamedBy::Name))
                        .then_some(h.end as usize)
                }
                _ => None,
            });
            if let Some(end) = named {
                return Some(doc.tokens[k].span.join(doc.tokens[end - 1].span));
            }
            let city = k > i + 1
                && matches!(doc.key(mahdar_doc::TokenId::from_index(k - 1)), "مدينه" | "العاصمه" | "منتجع" | "بلده");
            if city && words.at(k).has(Is::NOMINAL) && !words.at(k).has(Is::ADJ) && !words.at(k).has(Is::NISBA) {
                return Some(doc.tokens[k].span);
            }
        }
    }
    None
}

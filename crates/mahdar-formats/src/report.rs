//! A document as the report object.

use mahdar_doc::report as r;
use mahdar_doc::{ActId, Basis, CreditKind, Document, EntityId, Field, Mode, OffsetIndex, Precision, Span, Unit, When};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// English and Arabic labels by an issue's id.
pub type Labels<'a> = dyn Fn(&str) -> Option<(&'a str, &'a str)> + 'a;

/// What read the report.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    /// English and Arabic labels of an issue's id.
    pub label: Option<&'a Labels<'a>>,
    /// The engine's version.
    pub version: &'a str,
    /// Hash of the packs.
    pub packs: &'a str,
}

fn entity_id(id: EntityId) -> String {
    numbered('e', id.index() + 1)
}

/// `e12`, without the machinery of `format!`: a report has hundreds.
fn numbered(kind: char, number: usize) -> String {
    let mut out = String::with_capacity(8);
    out.push(kind);
    let mut power = 1;
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        out.push(char::from(b'0' + (number / power % 10) as u8));
        power /= 10;
    }
    out
}

fn borrowed(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(|t| Cow::Borrowed(t.as_str()))
}

/// The report object of a document. Offsets become code points.
pub fn to_report<'a>(doc: &'a Document, engine: Engine<'a>) -> r::Report<'a> {
    let index = doc.offsets();
    let range = |span: Span| index.span(span, Unit::CodePoint);
    let value = |field: &'a Field| r::Value {
        text: Cow::Borrowed(&field.text),
        span: field.basis.span().map(range),
        field: field_name(&field.basis),
    };
    let frame = &doc.frame;
    let hex = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let digest = Sha256::digest(doc.text().as_bytes());
    let sha256 = digest.iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect();
    r::Report {
        schema: Cow::Borrowed(r::SCHEMA),
        offset_unit: Cow::Borrowed("codepoint"),
        id: Cow::Borrowed(&doc.article.id),
        sha256,
        engine: r::Engine { version: Cow::Borrowed(engine.version), packs: Cow::Borrowed(engine.packs) },
        source: r::Source { path: borrowed(doc.article.path.as_ref()), url: borrowed(doc.article.url.as_ref()) },
        language: Cow::Borrowed(&doc.language),
        text: Cow::Borrowed(doc.text()),
        headline: frame.headline.as_ref().map(value),
        section: frame.section.as_ref().map(value),
        byline: frame.byline.as_ref().map(value),
        publisher: frame.publisher.as_ref().map(value),
        published: frame.published.as_ref().map(|p| r::Published {
            value: Cow::Borrowed(&p.value),
            precision: Cow::Borrowed(match p.precision {
                Precision::Year => "year",
                Precision::Month => "month",
                Precision::Day => "day",
                Precision::Minute => "minute",
                Precision::Second => "second",
            }),
            timezone: borrowed(p.timezone.as_ref()),
            raw: Cow::Borrowed(&p.raw),
            span: p.basis.span().map(range),
            field: field_name(&p.basis),
        }),
        credits: frame
            .credits
            .iter()
            .map(|c| r::Credit {
                text: Cow::Borrowed(doc.slice(c.span)),
                entity: c.entity.map(entity_id),
                kind: Cow::Borrowed(match c.kind {
                    CreditKind::SourceLine => "source-line",
                    CreditKind::AgencyTag => "agency-tag",
                    CreditKind::AccordingTo => "according-to",
                }),
                span: range(c.span),
            })
            .collect(),
        entities: entities(doc, &index),
        statements: statements(doc, &index),
        acts: acts(doc, &index, engine),
        meetings: meetings(doc, &index),
        agreements: agreements(doc, &index),
        replies: doc
            .record
            .replies
            .iter()
            .map(|reply| r::Reply {
                to: act_id(reply.to),
                by: act_id(reply.by),
                kind: Cow::Borrowed(reply.kind.as_str()),
            })
            .collect(),
        positions: positions(doc, &index),
        decision_rules: decision_rules(doc, &index),
        notes: doc
            .notes
            .iter()
            .map(|n| r::Note {
                code: Cow::Borrowed(n.code),
                message: Cow::Borrowed(&n.message),
                span: n.span.map(range),
            })
            .collect(),
    }
}

fn field_name(basis: &Basis) -> Option<Cow<'_, str>> {
    match basis {
        Basis::Field(name) => Some(Cow::Borrowed(name)),
        Basis::Text(_) | Basis::Inferred => None,
    }
}

fn entities<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::Entity<'a>> {
    let one = |(i, e): (usize, &'a mahdar_doc::Entity)| r::Entity {
        id: entity_id(EntityId::from_index(i)),
        kind: Cow::Borrowed(e.kind.as_str()),
        name: r::Names { ar: Cow::Borrowed(&e.name_ar), en: borrowed(e.name_en.as_ref()) },
        code: borrowed(e.code.as_ref()),
        party: borrowed(e.party.as_ref()),
        wikidata: None,
        role: borrowed(e.role.as_ref()),
        sector: borrowed(e.sector.as_ref()),
        anonymous: borrowed(e.anonymity.as_ref()),
        pack_id: borrowed(e.pack_id.as_ref()),
        mentions: e
            .mentions
            .iter()
            .filter_map(|m| doc.mention(*m))
            .map(|m| index.span(m.span, Unit::CodePoint))
            .collect(),
    };
    doc.entities.iter().enumerate().map(one).collect()
}

fn statements<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::Statement<'a>> {
    let range = |span: Span| index.span(span, Unit::CodePoint);
    let one = |(i, s): (usize, &'a mahdar_doc::Statement)| r::Statement {
        id: numbered('s', i + 1),
        sentence: s.sentence.0,
        cue: r::Cue {
            span: range(s.cue.span),
            lemma: Cow::Borrowed(&s.cue.lemma),
            class: Cow::Borrowed(s.cue.class.as_str()),
        },
        speaker: s.speaker.as_ref().map(|speaker| r::Speaker {
            span: speaker.span.map(range),
            entities: speaker.entities.iter().map(|e| entity_id(*e)).collect(),
            resolved_by: Cow::Borrowed(speaker.resolved_by.as_str()),
        }),
        content: s.content.iter().map(|span| range(*span)).collect(),
        mode: Cow::Borrowed(match s.mode {
            Mode::Direct => "direct",
            Mode::Mixed => "mixed",
            Mode::Indirect => "indirect",
        }),
        within: s.within.map(|w| numbered('s', w.index() + 1)),
        via: s.via.iter().map(|v| r::Via { span: range(v.span), entity: v.entity.map(entity_id) }).collect(),
        occasion: s.occasion.map(|span| r::Place { span: range(span) }),
        addressee: s.addressee.map(|span| r::Place { span: range(span) }),
        issue: None,
        found_by: Cow::Borrowed(&s.found_by),
        confidence: s.confidence,
    };
    doc.statements.iter().enumerate().map(one).collect()
}

fn acts<'a>(doc: &'a Document, index: &OffsetIndex<'_>, engine: Engine<'a>) -> Vec<r::Act<'a>> {
    let range = |span: Span| index.span(span, Unit::CodePoint);
    let one = |(i, a): (usize, &'a mahdar_doc::Act)| {
        let issue = a.issue.as_ref().map(|key| {
            let id = key.split(':').next().unwrap_or(key);
            let (en, ar) = engine.label.and_then(|label| label(id)).unwrap_or((id, id));
            r::Issue {
                key: Cow::Borrowed(key.as_str()),
                label: r::Label { en: Cow::Owned(en.to_owned()), ar: Cow::Owned(ar.to_owned()) },
            }
        });
        r::Act {
            id: numbered('a', i + 1),
            r#type: Cow::Borrowed(a.kind.as_str()),
            mode: borrowed(a.mode.as_ref()),
            contexts: a.contexts.iter().map(|c| Cow::Borrowed(c.as_str())).collect(),
            announced: a.announced.map(|kind| Cow::Borrowed(kind.as_str())),
            cameo: borrowed(a.cameo.as_ref()),
            actors: a.actors.iter().map(|e| entity_id(*e)).collect(),
            recipients: a.recipients.iter().map(|e| entity_id(*e)).collect(),
            symmetric: a.symmetric,
            status: Cow::Borrowed(a.status.as_str()),
            negated: a.status == mahdar_doc::ActStatus::Negated,
            claimed_by: a.claimed_by.map(entity_id),
            condition: a.condition.map(|span| r::Place { span: range(span) }),
            issue,
            object: a.object.map(|span| r::Place { span: range(span) }),
            time: a.time.as_ref().map(|when| time(when, index)),
            place: a.place.map(|span| r::Place { span: range(span) }),
            evidence: range(a.evidence),
            trigger: range(a.trigger),
            statement: a.statement.map(|s| numbered('s', s.index() + 1)),
            plover: Cow::Borrowed(a.kind.plover()),
            found_by: Cow::Borrowed(&a.found_by),
            confidence: a.confidence,
        }
    };
    doc.acts.iter().enumerate().map(one).collect()
}

fn act_id(id: ActId) -> String {
    numbered('a', id.index() + 1)
}

fn time<'a>(when: &'a When, index: &OffsetIndex<'_>) -> r::Time<'a> {
    r::Time {
        value: Cow::Borrowed(&when.value),
        basis: Cow::Borrowed(if when.span.is_some() { "stated" } else { "inferred" }),
        span: when.span.map(|span| index.span(span, Unit::CodePoint)),
    }
}

fn meetings<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::Meeting<'a>> {
    let range = |span: Span| index.span(span, Unit::CodePoint);
    let acts = |ids: &[ActId]| ids.iter().map(|id| act_id(*id)).collect::<Vec<_>>();
    let one = |(i, m): (usize, &'a mahdar_doc::Meeting)| r::Meeting {
        id: format!("m{}", i + 1),
        forum: m.forum.map(entity_id),
        date: m.date.as_ref().map(|when| time(when, index)),
        place: m.place.map(|span| r::Place { span: range(span) }),
        participants: m.participants.iter().map(|id| entity_id(*id)).collect(),
        issues: m.issues.iter().map(|issue| Cow::Borrowed(issue.as_str())).collect(),
        planned: m.planned,
        outcomes: acts(&m.outcomes),
        open: acts(&m.open),
        next: acts(&m.next),
        acts: acts(&m.acts),
        evidence: m.acts.iter().filter_map(|id| doc.acts.get(id.index())).map(|a| range(a.evidence)).collect(),
    };
    doc.record.meetings.iter().enumerate().map(one).collect()
}

fn agreements<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::Agreement<'a>> {
    let place = |span: Span| r::Place { span: index.span(span, Unit::CodePoint) };
    let one = |(i, g): (usize, &'a mahdar_doc::Agreement)| r::Agreement {
        id: format!("g{}", i + 1),
        parties: g.parties.iter().map(|id| entity_id(*id)).collect(),
        matter: place(g.matter),
        parts: g.parts.iter().map(|span| place(*span)).collect(),
        places: g.places.iter().map(|span| place(*span)).collect(),
        stage: Cow::Borrowed(g.stage.as_str()),
        acts: g.acts.iter().map(|id| act_id(*id)).collect(),
    };
    doc.record.agreements.iter().enumerate().map(one).collect()
}

fn positions<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::Position<'a>> {
    let one = |p: &'a mahdar_doc::Position| r::Position {
        party: Cow::Borrowed(&p.party),
        issue: Cow::Borrowed(&p.issue),
        stance: Cow::Borrowed(p.stance.as_str()),
        condition: p.condition.map(|span| r::Place { span: index.span(span, Unit::CodePoint) }),
        acts: p.acts.iter().map(|id| act_id(*id)).collect(),
    };
    doc.record.positions.iter().map(one).collect()
}

fn decision_rules<'a>(doc: &'a Document, index: &OffsetIndex<'_>) -> Vec<r::DecisionRule<'a>> {
    let one = |d: &'a mahdar_doc::DecisionRule| r::DecisionRule {
        matter: d.matter.map(|span| r::Place { span: index.span(span, Unit::CodePoint) }),
        deciders: d.deciders.iter().map(|id| entity_id(*id)).collect(),
        excluded: d.excluded.iter().map(|id| entity_id(*id)).collect(),
        kind: Cow::Borrowed(d.kind.as_str()),
        evidence: vec![index.span(d.evidence, Unit::CodePoint)],
    };
    doc.record.decision_rules.iter().map(one).collect()
}

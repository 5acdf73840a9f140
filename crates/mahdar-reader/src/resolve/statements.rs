//! Drafts to statements: who speaks.

use super::{Known, Resolver};
use crate::np::Np;
use crate::rules::CueElement;
use crate::statements::{Draft, Source, agree};
use crate::words::Is;
use mahdar_doc::{Cue, EntityId, EntityKind, ResolvedBy, SentenceId, Speaker, Statement, StatementId, Via};
use mahdar_lang::{Gender, Number};
use std::collections::BTreeMap;

impl Resolver<'_, '_> {
    /// The statements of the drafts; `ids` are the entities of phrases by their first token.
    pub(super) fn statements(&mut self, drafts: &[Draft], ids: &BTreeMap<usize, Vec<EntityId>>) -> Vec<Statement> {
        let mut speakers: Vec<Vec<EntityId>> = Vec::with_capacity(drafts.len());
        let mut out = Vec::with_capacity(drafts.len());
        for (d, draft) in drafts.iter().enumerate() {
            let of = |np: &Np| ids.get(&np.first).cloned().unwrap_or_default();
            let (entities, by) = match &draft.source {
                Source::Phrase(np) => {
                    (of(np), if draft.headline { ResolvedBy::Headline } else { ResolvedBy::Explicit })
                }
                Source::Subject(np) => (of(np), self.by(draft)),
                Source::Same(k) => (speakers.get(*k).cloned().unwrap_or_default(), self.by(draft)),
                Source::Earlier(wanted) => (self.earlier(drafts, &speakers, d, *wanted), self.by(draft)),
                Source::Nobody => (Vec::new(), ResolvedBy::Explicit),
            };
            let speaker = (!entities.is_empty() || draft.speaker_span.is_some()).then(|| Speaker {
                span: draft.speaker_span,
                entities: entities.clone(),
                resolved_by: by,
            });
            // ذكرت صباح الرافعي أن: a verb says whether a person that no row knows is a woman.
            if let (Source::Phrase(np), Some(gender), [one]) = (&draft.source, draft.agrees, &entities[..])
                && np.name.is_some()
                && np.parts.is_empty()
            {
                let known = &mut self.known[one.index()];
                if known.kind == EntityKind::Person && known.actor.is_none() {
                    known.gender = gender;
                }
            }
            speakers.push(entities);
            let via = draft.via.iter().map(|np| Via { span: np.span, entity: of(np).first().copied() }).collect();
            out.push(Statement {
                sentence: SentenceId::from_index(draft.sentence),
                cue: Cue { span: draft.cue_span, lemma: draft.lemma.clone(), class: draft.class },
                speaker,
                content: draft.content.clone(),
                mode: draft.mode,
                within: draft.within.map(StatementId::from_index),
                via,
                occasion: draft.occasion,
                addressee: draft.addressee,
                found_by: draft.found_by.clone(),
                confidence: draft.confidence,
            });
        }
        out
    }

    fn by(&self, draft: &Draft) -> ResolvedBy {
        use CueElement::{MasdarBi, Participle, ParticipleNoun};
        match draft.element {
            Some(Participle | ParticipleNoun | MasdarBi) => ResolvedBy::Participle,
            _ if draft.pronoun => ResolvedBy::Pronoun,
            _ => ResolvedBy::DroppedSubject,
        }
    }

    /// وضع فوتشيتش الجيش في التأهب. وقال للصحفيين: where the sentence before, in the same paragraph, attributes nothing and
    /// begins with a verb and a named person, that person goes on.
    fn told_of(&self, drafts: &[Draft], d: usize, wanted: Option<(Gender, Number)>) -> Option<EntityId> {
        let here = drafts[d].sentence;
        let before = self.doc.sentences.get(here.checked_sub(1)?)?;
        let own = self.doc.sentences[here].first.index();
        let opens = drafts[d].cue_token == own || drafts[d].cue_token == own + 1;
        let quiet = drafts[..d].iter().rev().take_while(|k| k.sentence + 1 >= here).all(|k| k.sentence + 1 != here);
        let joined =
            !self.doc.text()[before.span.end as usize..self.doc.sentences[here].span.start as usize].contains('\n');
        let first = before.first.index();
        if !opens || !quiet || !joined || !self.words.at(first).has(Is::VERB) {
            return None;
        }
        let at = first + 1;
        let from = self.doc.tokens.get(at)?.span;
        let (_, _, ids) = self.mentions.iter().find(|(span, ..)| from.start <= span.start && span.start <= from.end)?;
        let [id] = ids[..] else { return None };
        let known = &self.known[id.index()];
        // استدعت الخارجية الجزائرية السفيرة. وأعربت عن: a body or state that acts goes on as well.
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Office)
            || known.party.is_some() && !matches!(known.kind, EntityKind::Source | EntityKind::Group);
        let fits = wanted.is_none_or(|(g, n)| agree(g, n, known.gender, known.number));
        (person && fits).then_some(id)
    }

    /// The last speaker of the report who can be the subject of this form; else the last person or body named before.
    fn earlier(
        &self,
        drafts: &[Draft],
        speakers: &[Vec<EntityId>],
        d: usize,
        wanted: Option<(Gender, Number)>,
    ) -> Vec<EntityId> {
        let fits = |ids: &[EntityId]| {
            let Some((gender, number)) = wanted else { return true };
            match ids {
                [] => false,
                [one] => {
                    let known = &self.known[one.index()];
                    agree(gender, number, known.gender, known.number)
                }
                // رحبت فرنسا وألمانيا بالهدنة ودعت إلى: the verb goes on in the singular that agreed with the first.
                [first, rest @ ..] => {
                    let known = |id: &EntityId| &self.known[id.index()];
                    let persons = rest.iter().chain([first]).any(|id| known(id).kind == EntityKind::Person);
                    number != Number::Singular || !persons && gender == Gender::F && known(first).gender == Gender::F
                }
            }
        };
        let outer = drafts[d].within.is_some();
        if !outer && let Some(id) = self.told_of(drafts, d, wanted) {
            return vec![id];
        }
        for k in (0..d).rev().take(24) {
            let nested = drafts[k].within.is_some();
            // بعد اتهام بيرو لبوليفيا: who accuses in passing says nothing on.
            let passing = matches!(drafts[k].element, Some(CueElement::Masdar | CueElement::Noun));
            if (!nested || outer) && !passing && !speakers[k].is_empty() && fits(&speakers[k]) {
                return speakers[k].clone();
            }
        }
        let at = drafts[d].cue_token;
        let recent = self.lately().filter(|(_, k)| {
            k.last < at
                // من نفط بلاده: a speaker's own state is no speaker.
                && !crate::matcher::own_state(&k.text)
                && matches!(
                    k.kind,
                    EntityKind::Person
                        | EntityKind::Office
                        | EntityKind::Source
                        | EntityKind::Organisation
                        | EntityKind::State
                        | EntityKind::Igo
                )
        });
        let person = |k: &Known| matches!(k.kind, EntityKind::Person | EntityKind::Office);
        let all: Vec<(usize, &Known)> = recent.collect();
        let fitting = all
            .iter()
            .filter(|(_, k)| wanted.is_none_or(|(g, n)| agree(g, n, k.gender, k.number)))
            .max_by_key(|(_, k)| (person(k), k.last));
        let any = fitting.or_else(|| all.iter().max_by_key(|(_, k)| (person(k), k.last)));
        any.map(|(k, _)| vec![EntityId::from_index(*k)]).unwrap_or_default()
    }
}

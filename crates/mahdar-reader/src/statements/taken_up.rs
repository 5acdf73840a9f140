//! Content that stands before its verb, whose preposition takes it up.

use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::noun_phrase;
use crate::rules::{CueElement, JoinElement};
use crate::words::Is;
use mahdar_lang::Tense;

impl Work<'_, '_, '_> {
    /// الحوار الذي دعا إليه الرئيس, إضرابا دعا إليه الاتحاد: what is called for, welcomed or condemned stands before the verb,
    /// whose preposition takes it up.
    pub(super) fn taken_up(&mut self, opens: &mut Vec<Open>) {
        use mahdar_doc::CueClass::{Call, Condemn, Demand, Reject, Urge, Warn, Welcome};
        let (first, last) = (self.m.first, self.m.last);
        for i in first + 2..last.saturating_sub(2) {
            let free = self.is(i).has(Is::CUE) && self.is(i).has(Is::VERB) && opens.iter().all(|o| o.c.cue_from != i);
            if !free || self.m.quotation_at(i).is_some() {
                continue;
            }
            let before = self.is(i - 1);
            let relative = before.has(Is::REL) && self.key(i - 1) != "ما";
            let indefinite = before.has(Is::NOMINAL) && !before.has(Is::ARTICLE) && !before.has(Is::NAME);
            if !relative && !indefinite {
                continue;
            }
            let reading = self.m.cue_readings(i).into_iter().find(|r| {
                matches!(r.form.tense, Tense::Perfect | Tense::Imperfect)
                    && r.form.person == 3
                    && !r.form.passive
                    && !r.future
                    && r.cue != u16::MAX
            });
            let Some(reading) = reading else { continue };
            let row = &self.m.words.lexicon.cues[reading.cue as usize];
            let calls = matches!(row.class, Call | Condemn | Demand | Reject | Urge | Warn | Welcome);
            if !calls || !self.m.own_pronoun(row, i + 1) {
                continue;
            }
            let Some(np) = noun_phrase(self.m.doc, self.m.words, i + 2, last).filter(|np| np.can_speak()) else {
                continue;
            };
            let end = if relative { i - 1 } else { i };
            // The longest phrase that ends there and that a noun heads.
            let from = (end.saturating_sub(8).max(first)..end).find(|&j| {
                let is = self.is(j);
                let verb = is.has(Is::VERB) && !is.has(Is::ARTICLE) && (is.has(Is::CONJUNCT) || j == first);
                let heads = (is.has(Is::NOUN) || is.has(Is::TITLE)) && !verb;
                heads
                    && !is.has(Is::PREFIXED)
                    && noun_phrase(self.m.doc, self.m.words, j, end).is_some_and(|of| of.end == end)
            });
            let Some(from) = from else { continue };
            let parent = (0..opens.len())
                .rev()
                .find(|&o| opens[o].backward.is_none() && opens[o].c.content <= from && i <= opens[o].end);
            let cue_span = self.m.doc.tokens[i].span.join(self.m.doc.tokens[i + 1].span);
            let c = Candidate {
                found_by: "ar.statement.taken-up".to_owned(),
                element: CueElement::Verb,
                cue_from: i,
                cue_to: i + 2,
                cue_span,
                cue: reading.cue,
                form: Some(reading.form),
                pronoun: None,
                speaker: Some(np.clone()),
                before: false,
                passive: false,
                via: None,
                addressee: None,
                occasion: None,
                join: JoinElement::PrepNoun,
                content: from,
                content_byte: self.m.doc.tokens[from].span.start,
            };
            opens.push(Open { backward: Some((from, end)), ..Open::new(c, Source::Phrase(np), parent, end) });
        }
    }
}

//! The object of a verb.

use super::super::clause::past_about;
use super::VerbFrame;
use crate::acts::Scene;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::TokenKind;
use std::rc::Rc;

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// Finds the object: the bare phrase behind the subject, the one `parted` from it, or whom a statement addresses.
    pub(super) fn find_object(&mut self, parted: Option<Rc<Np>>) {
        let scene = self.scene;
        self.object_start = self.subject_end();
        // نحو مئة: about how many, and no way.
        let about = behind_about(scene, self.object_start);
        let at = if about > self.object_start { about } else { scene.matcher.after_adjuncts(self.object_start) };
        let counted = scene.kind(at) == Some(TokenKind::Number) && scene.is(at + 1).has(Is::NOMINAL);
        // اعتقل 3 من ناشطي المعارضة
        let of_many = scene.kind(at) == Some(TokenKind::Number) && scene.key(at + 1) == "من";
        let at = if of_many { at + 2 } else { behind_each(scene, at) + usize::from(counted) };
        let at = behind_about(scene, at);
        let is = scene.is(at);
        let bare = at < self.limit
            && (is.has(Is::NOMINAL) || is.has(Is::QUANT) || is.has(Is::DEM))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::COMP)
            && !is.has(Is::PUNCT);
        self.object_at = at;
        let behind = || bare.then(|| noun_phrase(scene.doc, scene.words, at, self.limit)).flatten();
        self.object = self.addressee().or(parted).or_else(behind);
    }

    /// One past the subject after the verb.
    fn subject_end(&mut self) -> usize {
        let Some(np) = &self.after else { return self.trigger.at + 1 };
        let scene = self.scene;
        let limit = self.limit;
        let end = self.p.acting(np, limit.max(np.end)).1;
        // استقبل سامح شكري وزير الخارجية المصري نظيره: the office behind a name, where another phrase follows.
        let office = np.name.filter(|_| end < limit).and_then(|_| noun_phrase(scene.doc, scene.words, end, limit));
        let apposed = office.filter(|of| {
            let next = scene.is(of.end);
            of.first == end
                && of.name.is_none()
                && !of.titles.is_empty()
                && !scene.is(end).has(Is::PREFIXED)
                && of.end < limit
                && (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME))
                && !next.has(Is::PREFIXED)
                && !next.has(Is::CONJUNCT)
        });
        let end = apposed.map_or(end, |of| of.end);
        // قررت المجموعة الاقتصادية (إيكواس) تعليق العضوية: past what the brackets hold.
        if scene.kind(end) == Some(TokenKind::OpenBracket) {
            let close =
                (end + 1..(end + 6).min(limit.max(end + 1))).find(|&k| scene.kind(k) == Some(TokenKind::CloseBracket));
            let close = close.filter(|&close| scene.kind(close + 1) == Some(TokenKind::Word));
            return close.map_or(end, |close| close + 1);
        }
        end
    }

    /// A statement's addressee is the object of its verb.
    fn addressee(&self) -> Option<Rc<Np>> {
        let scene = self.scene;
        let span = self.statement.and_then(|s| s.addressee)?;
        let at = (self.trigger.at..scene.last).find(|&k| scene.doc.tokens[k].span.end > span.start)?;
        noun_phrase(scene.doc, scene.words, behind_each(scene, at), scene.last)
    }
}

/// زار كلا من روسيا وإيران: one past "each of" at `at`, behind which they stand; `at` where it does not.
fn behind_each(scene: &Scene<'_, '_>, at: usize) -> usize {
    if matches!(scene.key(at), "كلا" | "كل") && scene.key(at + 1) == "من" { at + 2 } else { at }
}

/// اعتقلت نحو مئة فلسطيني, رحلت أكثر من 165 ألف لاجئ: one past what says about how many, and the number; `at` elsewhere.
fn behind_about(scene: &Scene<'_, '_>, at: usize) -> usize {
    let about = past_about(scene, at);
    if about == at {
        return at;
    }
    let figure = scene.kind(about) == Some(TokenKind::Number);
    let about = about + usize::from(figure);
    // 165 ألف لاجئ: what is counted stands behind the last number; مئة فلسطيني is a phrase.
    let thousands = figure && matches!(scene.key(about), "الف" | "مليون" | "الاف" | "ملايين");
    if figure || scene.is(about).has(Is::QUANT) { about + usize::from(thousands) } else { at }
}

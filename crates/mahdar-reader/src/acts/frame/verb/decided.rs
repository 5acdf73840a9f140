//! What is announced, decided or intended: the row of the verbal noun that a verb takes.

use super::super::TriggerForm;
use super::super::slots::is_theme;
use super::VerbFrame;
use super::theme::behind_asides;
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::ActType;
use mahdar_lang::{ActEntry, Entry, Slot, Tense};

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// The verbal noun that a verb of deciding takes, its row, and that row's theme.
    pub(super) fn decided_alone(&self, reach: usize) -> Option<(usize, u16, usize)> {
        /// Words between the verb's subject and the verbal noun, and behind that.
        const NEAR: usize = 3;
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let decides = self
            .trigger
            .rows
            .iter()
            .any(|&row| matches!(lexicon.acts[row as usize].lemma.as_str(), "أعلن" | "قرر" | "أقر"));
        if !decides || self.trigger.form == TriggerForm::Noun {
            return None;
        }
        let from = behind_asides(scene, self.object_start.max(self.trigger.at + 1), reach);
        (from..(from + NEAR).min(reach)).find_map(|at| {
            let rows = scene.words.analyses(at).iter().filter_map(|a| match a.entry {
                // إلغاء begins like an article.
                _ if a.before.article || a.before.preposition.is_some() => None,
                Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
                _ => None,
            });
            let bare = !scene.is(at).has(Is::PREFIXED) && !scene.is(at).has(Is::ARTICLE);
            let nouns = scene.words.hits(at).iter().filter_map(|hit| match hit.phrase {
                mahdar_lang::Phrase::Act(row) if bare => Some(row),
                _ => None,
            });
            rows.flatten().copied().chain(nouns).find_map(|row| {
                let of = &lexicon.acts[row as usize];
                use ActType::{Aid, Coerce, Concede, Mobilize, Protest, Retreat, Sanction};
                let step = matches!(of.kind, Aid | Coerce | Concede | Mobilize | Protest | Retreat | Sanction);
                if !step {
                    return None;
                }
                // قررت الدنمارك تزويد كييف بطائرات: what needs no word beside it, and whom it is done to right behind.
                if of.with.is_empty() {
                    let next = scene.is(at + 1);
                    let whom = (next.has(Is::ACTOR) || next.has(Is::TITLE)) && !next.has(Is::PREFIXED);
                    return (of.kind == Aid && whom && of.slots.first() == Some(&Slot::Obj)).then_some((at, row, at));
                }
                // قرر المغرب إعفاء المواطنين الغابونيين من التأشيرة: behind whom it is done to.
                let whom = noun_phrase(scene.doc, scene.words, at + 1, reach.max(at + 2)).map_or(0, |np| np.end + 2);
                let theme = (at + 1..(at + 1 + NEAR).max(whom).min(reach)).find(|&k| is_theme(scene, k, &of.with))?;
                Some((at, row, theme))
            })
        })
    }

    /// أعلنت الحركة تعليق مشاركتها, قررت الحكومة رفع الحظر: a step that is announced is what its own word, and what that
    /// takes, tells: the row of the verbal noun at `theme`, and its theme.
    pub(super) fn decided(&self, entry: &ActEntry, theme: usize, reach: usize) -> Option<(u16, usize)> {
        const DECIDES: [&str; 10] = ["أعلن", "قرر", "أقر", "درس", "اعتزم", "نوى", "عزم", "خطط", "اتجه", "سعى"];
        /// Words between a verbal noun and what it takes.
        const NEAR: usize = 3;
        if !DECIDES.contains(&entry.lemma.as_str()) {
            return None;
        }
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        // رفع الحظر: the theme may be what the verbal noun before it takes.
        let deed = |k: usize| {
            let noun =
                |a: &mahdar_lang::Analysis| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar);
            !scene.is(k).has(Is::PREFIXED) && scene.words.analyses(k).iter().any(noun)
        };
        let at = if theme > self.trigger.at + 1 && deed(theme - 1) { theme - 1 } else { theme };
        let rows = scene.words.analyses(at).iter().filter_map(|a| match a.entry {
            Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
            _ => None,
        });
        rows.flatten().find_map(|&row| {
            let of = &lexicon.acts[row as usize];
            let near = (at + 1..(at + 1 + NEAR).min(reach.max(at + 2))).find(|&k| is_theme(scene, k, &of.with));
            use ActType::{Coerce, Concede, Mediate, Mobilize, Retreat, Sanction};
            // أعلنت سيول رفع حالة التأهب: what is raised is no ban.
            let step = (matches!(of.kind, Coerce | Concede | Retreat | Sanction)
                || of.kind == Mobilize && entry.kind == Concede)
                && !matches!(entry.kind, Mediate | ActType::Agree | ActType::Threaten);
            near.filter(|_| !of.with.is_empty() && of.kind != entry.kind && step).map(|t| (row, t))
        })
    }
}

/// Whether what a word of intent at `theme` is about is a harm: عزمها فرض عقوبات, نيته مهاجمة.
pub(super) fn harm_intended(scene: &Scene<'_, '_>, theme: usize, limit: usize) -> bool {
    let key = scene.key(theme);
    let intent = ["عزم", "نيت", "نوايا", "اعتزام", "تصميم", "تعهد"].iter().any(|w| key.starts_with(w));
    intent && harm_noun(scene, theme + 1, limit)
}

/// عزمه سحب قواته, استعدادها لرفع العقوبات: whether the word at `theme` is somebody's intent, and what it is to is a withdrawal or
/// the lifting of a rule.
pub(super) fn yields(scene: &Scene<'_, '_>, theme: usize, limit: usize) -> bool {
    let key = scene.key(theme);
    let intent = ["عزم", "نيت", "نوايا", "اعتزام", "تصميم"].iter().any(|w| key.starts_with(w));
    intent && deed_noun(scene, theme + 1, limit, |kind| matches!(kind, ActType::Retreat | ActType::Concede))
}

/// Whether one of the next words from `from` is the verbal noun of a harm: فرض عقوبات, لمعاقبة.
pub(super) fn harm_noun(scene: &Scene<'_, '_>, from: usize, limit: usize) -> bool {
    use ActType::{Assault, Coerce, Mobilize, Sanction};
    deed_noun(scene, from, limit, |kind| matches!(kind, Assault | Coerce | Mobilize | Sanction))
}

/// Whether one of the next words from `from` is the verbal noun of a deed of such a type.
pub(super) fn deed_noun(scene: &Scene<'_, '_>, from: usize, limit: usize, of_type: fn(ActType) -> bool) -> bool {
    let lexicon = scene.words.lexicon;
    (from..(from + 3).min(limit)).any(|k| {
        let themed = |row: &u16| {
            let with = &lexicon.acts[*row as usize].with;
            with.is_empty() || (k + 1..(k + 4).min(limit)).any(|n| is_theme(scene, n, with))
        };
        let mut rows = scene.words.analyses(k).iter().filter_map(|a| match a.entry {
            Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
            _ => None,
        });
        rows.any(|rows| {
            rows.iter().find(|row| themed(row)).is_some_and(|row| of_type(lexicon.acts[*row as usize].kind))
        })
    })
}

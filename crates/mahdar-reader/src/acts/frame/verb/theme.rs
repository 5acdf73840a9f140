//! The theme word that chooses a row: how far it may stand, and what bars one.

use super::super::TriggerForm;
use super::super::slots::{is_theme, may_be_theme};
use super::made::ends;
use super::row::EXPLODES;
use super::{ANTECEDENT, VerbFrame};
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::ActEntry;

/// How far behind a word of carrying what is carried may stand: محملة بنحو 20 ألف طن من القمح.
const LOAD: usize = 7;

/// How far behind an aside a theme may stand.
const BEHIND_ASIDE: usize = 3;

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// How far a theme word may stand: a clause of somebody else's, or with a verb of its own, has its own acts.
    pub(super) fn theme_reach(&mut self) -> usize {
        let scene = self.scene;
        let i = self.trigger.at;
        let limit = self.limit;
        let that = (self.object_start.max(i + 1)..limit).find(|&k| scene.is(k).has(Is::COMP));
        let own_clause = that.filter(|&k| self.is_of_others(k));
        // أعلن لافروف أن موسكو وطهران تدعوان إلى استئناف: behind a verb of its own a clause tells its own act.
        let own_verb =
            that.and_then(|comp| (comp + 1..limit).find(|&k| scene.is(k).has(Is::ACT) && scene.words.is_only_verb(k)));
        // أكد أن الحلف رفع جاهزية جنوده: right behind the subject of its clause a word that may be a noun is its verb.
        let own_verb = own_verb.or_else(|| {
            let at = noun_phrase(scene.doc, scene.words, that? + 1, limit)?.end;
            let is = scene.is(at);
            let nominal = [Is::ARTICLE, Is::ADJ, Is::TITLE, Is::ACTOR, Is::PREFIXED].iter().any(|&fact| is.has(fact));
            (at < limit && is.has(Is::VERB) && is.has(Is::ACT) && !nominal).then_some(at)
        });
        // أعرب الاتحاد، على لسان المتحدث باسمه، عن قلقه: where the content stands, however far.
        let content_at = self.content_at().unwrap_or(i);
        // تقدم لبنان، عبر مندوبته في نيويورك، بشكوى: behind what stands between commas.
        // سلم الوزير الرئيس الإيراني حسن روحاني رسالة: behind whom it is given to.
        let given = self.object.as_ref().map_or(0, |np| np.end + 3);
        let behind = behind_asides(scene, self.object_start, limit);
        let aside = if behind > self.object_start { behind + BEHIND_ASIDE } else { 0 };
        // وصلت طائرة كويتية تحمل أربعين طنا من الأدوية: what is carried stands behind how much of it.
        let carries = |&k: &usize| matches!(scene.key(k), "تحمل" | "يحمل" | "محمله" | "محمل" | "تقل" | "حامله");
        let load = (i + 1..limit.min(i + 9)).find(carries).map_or(0, |k| k + LOAD);
        let reach = (self.object_start + 9)
            .max(load)
            .max(content_at + 2)
            .max(self.object_at + 3)
            .max(given)
            .max(aside)
            .min(limit.max(i + 2));
        let reach = own_clause.filter(|c| *c < reach).unwrap_or(reach);
        own_verb.filter(|v| *v < reach && self.trigger.form != TriggerForm::Predicate).unwrap_or(reach)
    }

    /// Whether what a clause after أن at `k` tells is of somebody else: أعلن الوسيط أن الطرفين توصلا إلى اتفاق. Of the
    /// speaker it is the speaker's: أكد أن بلاده ملتزمة.
    pub(super) fn is_of_others(&mut self, k: usize) -> bool {
        let scene = self.scene;
        let pronoun = scene.words.complementizer(scene.doc, k).is_some_and(|c| c.pronoun.is_some());
        !pronoun
            && noun_phrase(scene.doc, scene.words, k + 1, scene.last).is_some_and(|np| {
                let ids = self.p.entities(&np);
                let same = |id: &EntityId| self.speaker.iter().any(|s| s == id || self.p.parties.same_party(*s, *id));
                np.can_speak() && !scene.key(np.first).contains("بلاد") && !ids.is_empty() && !ids.iter().any(same)
            })
    }

    /// دعاه إلى لقاء, لحضور القمة: whether token `k`, or the verbal noun that governs it, stands behind the verb's first إلى or ل.
    pub(super) fn invited_to(&self, k: usize) -> bool {
        let scene = self.scene;
        let bound = |n: usize| scene.is(n).has(Is::PREFIXED) && scene.key(n).starts_with('ل');
        let first = (self.trigger.at + 1..=k).find(|&n| scene.key(n) == "الي" || bound(n));
        first.is_some_and(|n| {
            let governed = if bound(n) { n } else { n + 1 };
            governed == k || governed + 1 == k && !scene.is(governed).has(Is::ARTICLE)
        })
    }

    /// The theme word of a row behind the verb, or before it in what the clause describes.
    pub(super) fn theme_of(&self, entry: &ActEntry, reach: usize) -> Option<usize> {
        let scene = self.scene;
        let i = self.trigger.at;
        let names = matches!(entry.lemma.as_str(), "اعتبر" | "عد" | "رأى");
        let announces = entry.lemma == "أعلن";
        let behind = (i + 1..reach).filter(|&k| may_be_theme(scene, k)).find(|&k| {
            // Most words are none of this row's: what else bars one is asked of the rest.
            if !is_theme(scene, k, &entry.with) {
                return false;
            }
            // وصلت حاملة الطائرات, وصلت طائرة إغاثة: forces and help that move are their own theme.
            let moves =
                matches!(entry.kind, ActType::Mobilize | ActType::Aid) || EXPLODES.contains(&entry.lemma.as_str());
            let in_subject =
                self.after.as_ref().is_some_and(|np| np.first + if moves { 2 } else { 0 } <= k && k < np.end);
            // أرسلت حاملة الطائرات: a ship, and no aircraft that are given.
            let of_ship = scene.key(k - 1).trim_start_matches("ال").starts_with("حامل") && entry.kind == ActType::Aid;
            // اعتبر أن المهم هو التنفيذ: what is called something has the article, not what it is called.
            let called = names && scene.is(k).has(Is::ARTICLE);
            // أعلنت أنقرة مقتل جنود بقصف: by what the thing that is announced was done.
            let by = announces
                && scene.is(k).has(Is::PREFIXED)
                && scene.key(k).starts_with('ب')
                && self.content_at().is_some_and(|at| at < k);
            // أعلن بعد زيارته أن: on what occasion is not what.
            let when =
                crate::acts::WHEN.contains(&scene.key(k - 1)) && k > i + 1 || scene.key(k - 1) == "قبل" && k > i + 2;
            // رغم رفض تركيا, ردا على طرد موسكو: nor is in spite of what, or in answer to what.
            let despite = scene.key(k - 1) == "رغم"
                || k > i + 2
                    && scene.key(k - 1) == "علي"
                    && matches!(scene.key(k - 2), "ردا" | "احتجاجا" | "جوابا" | "اعتراضا");
            // علقت المساعدات احتجاجا على الاعتقال: why is not what.
            let why =
                scene.key(k) == "احتجاجا" && scene.key(k + 1) == "علي" && k > i + 1 && entry.kind != ActType::Protest;
            // دعا إلى الالتزام بما جرى في اجتماع العقبة: one invites to what stands behind the verb's own preposition.
            let farther = entry.lemma == "دعا" && entry.kind == ActType::Propose && !self.invited_to(k);
            // قررت المحكمة وقف إضراب الأطباء, إخلاء مقاطعة خيرسون: what is ended or emptied is not begun.
            let ended = entry.kind == ActType::Protest
                && (ends(scene.key(k - 1))
                    || matches!(scene.key(k - 1), "اخلاء" | "اغلاق" | "منع" | "فض" | "فك" | "حظر"));
            // أكد ضرورة التزام إيران: what must be is not what is.
            let needed = k > i + 1
                && entry.kind != ActType::Request
                && matches!(scene.key(k - 1), "ضروره" | "وجوب" | "لزوم" | "بضروره" | "بوجوب");
            // انسحبت القوات تنفيذا لاتفاق, بموجب الاتفاق: by what rule is not what.
            let by_rule = matches!(
                scene.key(k - 1),
                "بموجب"
                    | "بمقتضي"
                    | "تنفيذا"
                    | "تطبيقا"
                    | "عملا"
                    | "وفقا"
                    | "وفق"
                    | "طبقا"
                    | "استنادا"
                    | "التزاما"
            );
            // رد بأن الهجوم استهدف جماعة: who answers in words strikes nobody.
            let in_words = entry.lemma == "رد"
                && entry.kind == ActType::Assault
                && (i + 1..k).any(|n| scene.is(n).has(Is::COMP) || matches!(scene.key(n), "بان" | "قاءلا" | "قائلا"));
            // تعهد بعدم عرقلة الانتخابات: to forgo a harm is no threat.
            let forgone =
                entry.kind == ActType::Threaten && matches!(scene.key(k - 1), "عدم" | "بعدم" | "دون" | "لعدم");
            // مستعدة لإنهاء الحرب: who is ready to end a fight readies none.
            let stopped = entry.lemma == "استعد"
                && matches!(entry.kind, ActType::Mobilize | ActType::Threaten)
                && ["وقف", "انهاء", "تعليق", "تخفيف", "تجنب", "تفادي", "تجميد", "خفض"].iter().any(|stem| {
                    scene.key(k - 1).trim_start_matches("لل").trim_start_matches('ل').trim_start_matches("ال") == *stem
                });
            // أرسلت طائرات لمراقبة السفن: what is sent to watch or to strike helps nobody.
            let armed = entry.kind == ActType::Aid
                && (i + 1..(k + 4).min(reach.max(k + 1))).any(|n| {
                    const TO_WATCH: [&str; 11] = [
                        "لمراقبه",
                        "لملاحقه",
                        "لاعتراض",
                        "لقصف",
                        "لضرب",
                        "لتعقب",
                        "لمطارده",
                        "لاستطلاع",
                        "لرصد",
                        "للتصدي",
                        "لمهاجمه",
                    ];
                    TO_WATCH.contains(&scene.key(n))
                });
            !in_subject
                && !stopped
                && !armed
                && !of_ship
                && !called
                && !by
                && !forgone
                && !by_rule
                && !in_words
                && !needed
                && !when
                && !despite
                && !why
                && !farther
                && !ended
        });
        // The theme of a relative clause stands before it: الرسالة التي تلقاها.
        behind.or_else(|| {
            let end = if self.relative.bare { i } else { i.checked_sub(1)? };
            let (from, to) = self.relative.of_object.then(|| (i.saturating_sub(ANTECEDENT).max(scene.first), end))?;
            (from..to).rev().find(|&k| is_theme(scene, k, &entry.with))
        })
    }
}

/// تلقى سامح شكري، وزير الخارجية، اليوم الأحد، اتصالا: one past the last of the asides between commas that follow `at`; `at`
/// if none does.
pub(super) fn behind_asides(scene: &Scene<'_, '_>, at: usize, limit: usize) -> usize {
    /// The longest aside.
    const ASIDE: usize = 10;
    let comma = |k: usize| scene.kind(k) == Some(mahdar_doc::TokenKind::Comma);
    let mut k = at;
    while k < limit && comma(k) {
        let close = (k + 1..(k + 1 + ASIDE).min(limit)).find(|&c| comma(c));
        let Some(close) = close.filter(|&c| !(k + 1..c).any(|n| scene.words.is_only_verb(n))) else { break };
        k = close;
    }
    if k == at { at } else { k + 1 }
}

//! Who acts by a verb, and who suffers where it is passive.

use super::super::TriggerForm;
use super::super::phrases::agent_at;
use super::VerbFrame;
use super::row::Row;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::Slot;

/// Who the verb's subject is.
pub(super) struct Subject {
    pub actors: Vec<EntityId>,
    /// Its first token.
    pub at: Option<usize>,
    /// Whether it is whom the deed is done to.
    pub passive: bool,
}

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// Finds who acts: the speaker of the verb's statement, the subject, or, where it has none, who acted last.
    pub(super) fn find_actors(&mut self, row: &Row<'_>) -> Option<Subject> {
        let scene = self.scene;
        let trigger = self.trigger;
        let np = self.subject();
        let human = |&r: &u16| scene.words.lexicon.acts[r as usize].human;
        // ثلاثة جنود قتلوا في قصف تركي: but not where a blow stands behind it, and nobody whom it could strike.
        let struck = row.entry.kind == ActType::Assault
            && trigger.form == TriggerForm::Finite
            && trigger.pronoun.is_none()
            && self.object.is_none()
            && matches!(row.entry.lemma.as_str(), "قتل" | "جرح" | "أصاب")
            && self.before.as_ref().is_some_and(|np| self.can_be_struck(np))
            && self.blow_behind();
        if struck && !trigger.passive {
            return scene.lose("who is struck suffers");
        }
        if let Some(subject) = self.theme_suffers(row) {
            return Some(subject);
        }
        // قوات الاحتلال اعتقلت 17 مواطنا: without vowels a verb after its subject is active.
        if trigger.passive && !struck && self.before.is_some() && trigger.rows.iter().any(human) {
            return scene.lose("after its subject a verb is active");
        }
        // أوقفت السلطات الفرنسية مؤسس الشركة: before somebody else in the accusative an unvocalised verb is active.
        let vocalised = scene.doc.surface(mahdar_doc::TokenId::from_index(trigger.at)).contains('\u{064F}');
        if trigger.passive && !vocalised && (self.stands_before_person() || self.stands_before_number()) {
            return scene.lose("before a person or so many a verb is active");
        }
        // شدد الرئيس على أن: so is one by which somebody who is named says something.
        if trigger.passive && !vocalised && self.explicit_speaker && !self.speaker.is_empty() {
            return scene.lose("a verb by which somebody speaks is active");
        }
        let harm = row.entry.kind == ActType::Assault;
        let strikes = self.strikes(trigger.at + 1) || np.as_ref().is_some_and(|np| self.strikes(np.first));
        if trigger.passive && !vocalised && harm && strikes {
            return scene.lose("what strikes does not suffer");
        }
        // أغارت على الموقع وقتلت جنديا: without a subject of its own, before people in the accusative, a verb goes on.
        let object = np.is_none() && self.person_in_accusative(self.object_at);
        if trigger.passive && !vocalised && object {
            return scene.lose("before people in the accusative a verb is active");
        }
        if trigger.passive && !vocalised && harm && self.thing_behind_subject() {
            return scene.lose("before a thing in the accusative a verb is active");
        }
        // زار فريق من مفتشي الوكالة: a team of somebody's is his.
        let team = np.as_ref().is_some_and(|np| {
            matches!(scene.key(np.first), "فريق" | "فرق" | "طاقم" | "بعثه") && scene.key(np.first + 1) == "من"
        });
        let private = !team && np.as_ref().is_some_and(|np| self.p.parties.nonpolitical(np));
        // أضرب الصحفيون: anybody may protest.
        // وصلت 140 شاحنة مساعدات مصرية: and anything may carry help.
        if private && !trigger.passive && row.entry.kind != ActType::Protest && !self.help_arrives(row) {
            return scene.lose("the subject is no political actor");
        }
        let explodes = super::row::EXPLODES.contains(&row.entry.lemma.as_str());
        self.p.by_unknown = explodes;
        let mut passive = trigger.passive;
        let mut at = None;
        let mut actors = if !self.speaker.is_empty() && !trigger.passive {
            at = self.after.as_ref().or(self.before.as_ref()).map(|np| np.first);
            self.who_speaks()
        } else if let Some(np) = &np {
            at = Some(np.first);
            let to = if np.first < trigger.at { trigger.at } else { self.limit.max(np.end) };
            // خطف مسلحون دبلوماسيا: of where they fight, and not of the report's state.
            let harms = matches!(row.entry.kind, ActType::Assault | ActType::Coerce);
            let nobodys = !np.definite && np.party.is_none() && np.actors.is_empty() && np.name.is_none();
            let nobodys = nobodys && np.end == np.first + 1 && scene.key(np.end) != "من";
            let fighters = if harms && nobodys { self.fighters(np) } else { Vec::new() };
            // تظاهر مئات الآلاف في باريس: the crowd, and not where it stands.
            let many = row.entry.kind == ActType::Protest
                && (np.first..np.end).all(|k| {
                    let key = scene.key(k);
                    matches!(key.strip_prefix("ال").unwrap_or(key), "مئات" | "الاف" | "عشرات" | "ملايين")
                });
            let fighters = if many { self.crowd(row, np) } else { fighters };
            let actors = if fighters.is_empty() { self.p.acting(np, to).0 } else { fighters };
            passive |= self.is_patient(row);
            let actors = if actors.is_empty() { self.crowd(row, np) } else { actors };
            // استقبل الرئيس نظيره وبحث معه سبل التعاون: what stands behind a verb that goes on is no subject where it is no party.
            let goes_on = scene.is(trigger.at).has(Is::CONJUNCT)
                && np.party.is_none()
                && np.titles.is_empty()
                && np.first > trigger.at
                && matches!(scene.key(trigger.at + 1), "معه" | "معها" | "معهم" | "معهما");
            let actors = match self.previous {
                Some(previous) if actors.is_empty() && goes_on && !passive => previous.to_vec(),
                _ => actors,
            };
            // أثار الاتفاق مخاوف لدى بكين: what somebody reacts to need be no party.
            let met = row.entry.slots.first() == Some(&Slot::Giver);
            let actors = if actors.is_empty() && self.help_arrives(row) { self.givers() } else { actors };
            // خطف مجهولون مهندسين أتراكا: whom it was done to is enough where nobody knows who did it.
            let unknown = harms && (explodes || self.nobody_knows(np) || self.blow(np.first)) || self.help_arrives(row);
            self.p.by_unknown = actors.is_empty() && !passive && unknown;
            if actors.is_empty() && !passive && !met && !self.p.by_unknown {
                return scene.lose("the subject is no known party");
            }
            actors
        } else if !passive
            && matches!(row.entry.kind, ActType::Assault | ActType::Coerce)
            && trigger.form == TriggerForm::Finite
            && !scene.is(trigger.at).has(Is::CONJUNCT)
            && self.blow(trigger.at + 1)
        {
            self.p.by_unknown = true;
            Vec::new()
        } else if self.help_arrives(row) {
            let givers = self.givers();
            self.p.by_unknown = givers.is_empty();
            givers
        } else {
            match trigger.form {
                TriggerForm::Finite if !passive && !explodes => self.dropped_subject(),
                TriggerForm::Predicate => self.p.owner.into_iter().collect(),
                TriggerForm::Participle => {
                    self.previous.map(<[EntityId]>::to_vec).unwrap_or_else(|| self.p.owner.into_iter().collect())
                }
                _ => Vec::new(),
            }
        };
        if let Some(np) = &np {
            actors = self.p.parties.expand(np.span, actors);
        }
        // جنوب أفريقيا ونيجيريا اللتين ساندتا المسعى: a dual describes both that و joins.
        let dual = self.relative.marked
            && trigger.at > scene.first
            && matches!(scene.key(trigger.at - 1), "اللتان" | "اللتين" | "اللذان" | "اللذين");
        if let Some(np) = np.as_ref().filter(|np| dual && actors.len() == 1 && np.first > scene.first) {
            let from = np.first.saturating_sub(4).max(scene.first);
            let both = (from..np.first)
                .map(|k| self.p.parties.inside_to(scene.doc, k, np.end).0)
                .find(|ids| ids.len() == 2 && ids.contains(&actors[0]));
            actors = both.unwrap_or(actors);
        }
        // أعلن المبعوث موافقة الهند وباكستان على هدنة: what is told is done by whose verbal noun it is.
        if let Some(theirs) = self.told_of_others(row, &actors) {
            at = row.theme.map(|t| t + 1);
            actors = theirs;
        }
        actors.retain(|id| self.p.parties.code(*id).is_some());
        Some(Subject { actors, at, passive })
    }

    /// فرضت عقوبات على إيران, شنت غارات على دمشق, أطلقت صواريخ على إسرائيل من قبل الحركة: the passive of a deed that its theme names, whose
    /// doer, if anybody tells, stands behind من قبل and towards whom it is in the row's slots.
    fn theme_suffers(&mut self, row: &Row<'_>) -> Option<Subject> {
        let scene = self.scene;
        let theme = row.theme?;
        if !self.trigger.passive || self.trigger.form != TriggerForm::Finite || self.statement.is_some() {
            return None;
        }
        let first = scene.matcher.after_light_adjuncts(self.trigger.at + 1);
        let towards = row.entry.slots.iter().any(|slot| !slot.prepositions().is_empty());
        // فرضت عقوبات, رفعت درجة التأهب
        let of_theme = (first..first + 2).contains(&theme) && !scene.is(first).has(Is::PREFIXED);
        if !towards || !of_theme || self.before.is_some() || scene.is(first).has(Is::ACTOR) {
            return None;
        }
        // علقت عضوية سوريا: whose it is suffers.
        let end = (theme + 1..theme + 3).find(|&k| scene.is(k).has(Is::PREP) || scene.is(k).has(Is::PREFIXED));
        if !self.p.parties.inside(scene.doc, first, end.unwrap_or(theme + 3).min(scene.last)).is_empty() {
            return None;
        }
        let by = agent_at(scene, theme + 1, self.limit).map(|k| self.p.at(k + 2, self.limit.max(k + 3)).0);
        let mut actors = by.unwrap_or_default();
        actors.retain(|id| self.p.parties.code(*id).is_some());
        self.p.by_unknown = actors.is_empty();
        Some(Subject { actors, at: Some(first), passive: false })
    }

    /// The parties whose verbal noun is told by somebody else: موافقة الهند, استعداد الطرفين; of one that takes an object (رفض إسرائيل
    /// المقترح) only before that.
    fn told_of_others(&mut self, row: &Row<'_>, tellers: &[EntityId]) -> Option<Vec<EntityId>> {
        const TELLS: [&str; 8] = ["أعلن", "أكد", "أبلغ", "كشف", "أفاد", "نقل", "ذكر", "أوضح"];
        const INTRANSITIVE: [&str; 8] = ["موافق", "استعداد", "التزام", "تعهد", "قبول", "انفتاح", "حرص", "رغب"];
        let scene = self.scene;
        let theme = row.theme?;
        if !TELLS.contains(&row.entry.lemma.as_str()) || tellers.is_empty() {
            return None;
        }
        let key = scene.key(theme);
        let key = key.strip_prefix('ب').filter(|_| scene.is(theme).has(Is::PREFIXED)).unwrap_or(key);
        let intransitive =
            INTRANSITIVE.iter().any(|stem| key.strip_prefix(stem).is_some_and(|rest| matches!(rest, "" | "ه" | "ات")));
        let opens = scene.is(theme + 1);
        if !(intransitive || key == "رفض")
            || opens.has(Is::PREFIXED)
            || opens.has(Is::PREP)
            || opens.has(Is::PUNCT)
            || theme + 1 >= self.limit
        {
            return None;
        }
        let np = noun_phrase(scene.doc, scene.words, theme + 1, self.limit)?;
        let next = scene.is(np.end);
        let object = np.end < self.limit
            && next.has(Is::NOMINAL)
            && (next.has(Is::ARTICLE) || scene.words.may_be_masdar(np.end))
            && !next.has(Is::PREFIXED)
            && !next.has(Is::CONJUNCT)
            && !next.has(Is::TIME);
        if np.first != theme + 1 || !intransitive && !object || crate::matcher::own_state(scene.key(np.first)) {
            return None;
        }
        let mut ids =
            if np.pair.is_some() { self.p.parties.two_sides(scene.doc, theme, tellers) } else { self.p.entities(&np) };
        ids.retain(|id| self.p.parties.code(*id).is_some());
        let parties = &self.p.parties;
        let others = ids.iter().all(|id| !tellers.iter().any(|t| parties.same_party(*t, *id)));
        (others && !ids.is_empty()).then_some(ids)
    }

    /// The speaker of the verb's statement, as a party.
    fn who_speaks(&mut self) -> Vec<EntityId> {
        let scene = self.scene;
        // انتقدت موسكو كييف وطالبتها: with a pronoun for the object and no subject of its own a verb after و goes on.
        let carried = scene.is(self.trigger.at).has(Is::CONJUNCT)
            && self.trigger.pronoun.is_some()
            && !self.explicit_speaker
            && self.after.is_none();
        let last = self.previous.filter(|p| carried && !p.is_empty());
        let mut actors = last.map_or_else(|| std::mem::take(&mut self.speaker), <[EntityId]>::to_vec);
        // مجلس الوزراء يرحب, المعارضة تطالب: a body without a nationality is the home state's.
        if actors.iter().all(|id| self.p.parties.code(*id).is_none()) {
            let unknown = actors.first().copied();
            let at = self
                .speaker_span()
                .and_then(|span| (scene.first..scene.last).find(|&k| scene.doc.tokens[k].span.end > span.start));
            let np = self.after.as_ref().or(self.before.as_ref()).cloned();
            if let Some(np) = np.or_else(|| noun_phrase(scene.doc, scene.words, at?, scene.last)) {
                actors = self.p.entities(&np);
            }
            if actors.iter().all(|id| self.p.parties.code(*id).is_none())
                && let Some(id) = unknown.filter(|_| !self.explicit_speaker)
            {
                actors = self.p.parties.standing(scene.doc, id);
            }
        }
        actors
    }

    /// A dropped subject: who acted before in the sentence, if the verb goes on with it.
    fn dropped_subject(&mut self) -> Vec<EntityId> {
        let scene = self.scene;
        let i = self.trigger.at;
        let previous = self.previous;
        let last = || previous.map(<[EntityId]>::to_vec).unwrap_or_default();
        let goes_on = scene.is(i).has(Is::CONJUNCT) || self.statement.is_some();
        let mut actors = if goes_on { last() } else { Vec::new() };
        if actors.is_empty() && scene.is(i).has(Is::CONJUNCT) && self.statement.is_none() {
            actors.extend(self.content_subject());
        }
        if actors.is_empty() && (self.form.person != 3 || scene.inside(i).is_some()) {
            actors = self.p.owner.into_iter().collect();
        }
        if actors.is_empty() {
            actors = last();
        }
        // قال إنهما اتفقا: the two sides.
        let pair =
            self.by_pronoun && scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| c.pronoun == Some("3d"));
        if pair {
            let two = self.p.parties.two_sides(scene.doc, i, &[]);
            if two.len() == 2 {
                actors = two;
            }
        }
        // لم ترد كوريا الشمالية، غير أنها وافقت
        if actors.is_empty() && self.by_pronoun && scene.inside(i).is_none() {
            actors.extend(self.p.clause_subject(i));
        }
        // بعد عودة الرئيس التركي من طهران حيث التقى: whom the clause before is of.
        let when = i > scene.first
            && (scene.is(i - 1).has(Is::CONJ)
                // وعقد المبعوث لقاءات، وزار الوزير الأمريكي
                || scene.is(i).has(Is::CONJUNCT) && scene.inside(i).is_none()
                || matches!(scene.key(i - 1), "ان" | "حيث" | "ما")
                || self.relative.marked && self.relative.of_object);
        if actors.is_empty() && when {
            actors.extend(self.p.clause_subject(i).or(self.p.owner));
        }
        actors
    }

    /// قال الجيش إن قوة إسرائيلية اجتازت السياج وخطفت راعيا: the subject of the clause after أن that the verb goes on in.
    fn content_subject(&mut self) -> Vec<EntityId> {
        let scene = self.scene;
        let i = self.trigger.at;
        let Some(inside) = scene.inside(i) else { return Vec::new() };
        let that = (scene.first..i).rev().find(|&k| scene.is(k).has(Is::COMP) && scene.inside(k + 1) == Some(inside));
        let Some(that) = that else { return Vec::new() };
        let Some(np) = noun_phrase(scene.doc, scene.words, that + 1, i) else { return Vec::new() };
        let goes_on = scene.words.is_finite_verb(np.end) && self.form.number != mahdar_lang::Number::Dual;
        if !goes_on || np.end >= i || !scene.matcher.may_be_subject(self.form, &np) {
            return Vec::new();
        }
        self.p.entities(&np)
    }
}

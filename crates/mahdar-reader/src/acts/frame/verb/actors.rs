//! Who acts by a verb, and who suffers where it is passive.

use super::super::phrases::agent_at;
use super::super::{Frame, TriggerForm};
use super::VerbFrame;
use super::row::Row;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, EntityKind};
use mahdar_lang::{NamedBy, Phrase, Slot, TitleClass};
use std::rc::Rc;

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
        let private = np.as_ref().is_some_and(|np| self.p.parties.nonpolitical(np));
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

    /// جمدت واشنطن 700 مليون دولار, تعتقل الشرطة 30 منهم: whether right behind a subject stands how many the deed is done to.
    fn stands_before_number(&self) -> bool {
        let scene = self.scene;
        self.after.as_ref().is_some_and(|np| {
            np.end < self.limit
                && np.first > self.trigger.at
                // هدم الجيش واحدا وثلاثين منزلا: so many in words, too.
                && (scene.doc.tokens[np.end].kind == mahdar_doc::TokenKind::Number
                    || np.definite
                        && scene.is(np.end).has(Is::QUANT)
                        && !scene.is(np.end).has(Is::PREFIXED)
                        && !scene.is(np.end).has(Is::CONJUNCT))
                && !scene.is(np.end + 1).has(Is::TIME)
                && !scene.is(np.end + 1).has(Is::PUNCT)
                && scene.doc.tokens[np.first].kind != mahdar_doc::TokenKind::Number
        })
    }

    /// Whether right behind a definite subject stands a person who is none of it.
    fn stands_before_person(&self) -> bool {
        let scene = self.scene;
        self.after.as_ref().is_some_and(|np| {
            let is = scene.is(np.end);
            np.end < self.limit
                && np.definite
                && scene.is(np.end - 1).has(Is::ARTICLE)
                && ![Is::PREFIXED, Is::CONJUNCT, Is::TIME, Is::PREP, Is::ARTICLE].iter().any(|&fact| is.has(fact))
                && crate::np::title_at(scene.words, np.end).is_some_and(|(title, ..)| {
                    use mahdar_lang::TitleClass::{Expert, Office, Spokesman};
                    let class = scene.words.lexicon.titles[title as usize].class;
                    matches!(class, Office | Expert | Spokesman)
                })
        })
    }

    /// ثلاثة جنود, القيادي في الحركة: whether a blow can strike those of `np`, as it does people and hardly a state or its forces.
    fn can_be_struck(&self, np: &Np) -> bool {
        let scene = self.scene;
        let office = np.titles.first().is_some_and(|&t| {
            let class = scene.words.lexicon.titles[t as usize].class;
            !matches!(class, TitleClass::Body | TitleClass::Outlet | TitleClass::Document)
        });
        scene.is(np.first).has(Is::QUANT)
            // 49 عسكريا أرمنيا
            || (np.first.saturating_sub(2).max(scene.first)..=np.first)
                .any(|k| scene.doc.tokens[k].kind == mahdar_doc::TokenKind::Number)
            || self.p.parties.heads_people(scene.doc, np.first)
            || office
            || np.name.is_some_and(|(from, _)| from == np.first)
    }

    /// قتلوا في قصف تركي: whether behind the verb stands a blow, and behind that no object: قتلت بقصف على المدينة عائلة.
    fn blow_behind(&self) -> bool {
        let scene = self.scene;
        let at = scene.matcher.after_light_adjuncts(self.trigger.at + 1);
        let because = matches!(scene.key(at), "جراء" | "اثر" | "نتيجه") && scene.is(at + 1).has(Is::NOMINAL);
        let free = because || matches!(scene.key(at), "في" | "خلال") && scene.is(at + 1).has(Is::ACT);
        let bound = scene.is(at).has(Is::PREFIXED) && scene.key(at).starts_with('ب') && scene.is(at).has(Is::ACT);
        let mut k = at + 1 + usize::from(free);
        // Its attributes, and where it struck.
        loop {
            let is = scene.is(k);
            if is.has(Is::ADJ) || is.has(Is::NISBA) {
                k += 1;
            } else if matches!(scene.key(k), "علي" | "في" | "قرب" | "من") && scene.is(k + 1).has(Is::NOMINAL)
            {
                k = noun_phrase(scene.doc, scene.words, k + 1, self.limit).map_or(k + 2, |np| np.end.max(k + 2));
            } else {
                break;
            }
        }
        let is = scene.is(k);
        let object = k < self.limit
            && (is.has(Is::NOMINAL) || is.has(Is::QUANT) || scene.doc.tokens[k].kind == mahdar_doc::TokenKind::Number)
            && ![Is::PREFIXED, Is::CONJUNCT, Is::PUNCT, Is::TIME, Is::ADVERB].iter().any(|&fact| is.has(fact));
        (free || bound) && !object
    }

    /// جنديا, ضابطين: whether at `k` begins somebody in the accusative, without the article.
    pub(super) fn person_in_accusative(&self, k: usize) -> bool {
        use mahdar_lang::TitleClass::{Body, Document, Outlet};
        let scene = self.scene;
        let is = scene.is(k);
        let key = scene.key(k);
        let accusative = (key.ends_with('ا') || key.ends_with("ين"))
            && ![Is::ARTICLE, Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::PUNCT, Is::ACTOR]
                .iter()
                .any(|&fact| is.has(fact));
        accusative
            && (self.people_at(k)
                || crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| {
                    !matches!(scene.words.lexicon.titles[t as usize].class, Body | Document | Outlet)
                }))
    }

    /// استهدف هجوم إلكتروني الوزارة: whether the word at `k` is a blow, behind which somebody stands whoever he is.
    fn blow(&self, k: usize) -> bool {
        const BLOWS: [&str; 16] = [
            "هجوم",
            "هجمات",
            "غاره",
            "غارات",
            "قصف",
            "ضربه",
            "ضربات",
            "مسيره",
            "مسيرات",
            "صاروخ",
            "صواريخ",
            "تفجير",
            "عبوه",
            "قنبله",
            "عمليه",
            "عمليات",
        ];
        let key = self.scene.key(k);
        BLOWS.contains(&key.strip_prefix("ال").unwrap_or(key))
    }

    /// غارة, قصف, مسيرة: whether the word at `k` is what strikes or is struck with.
    fn strikes(&self, k: usize) -> bool {
        const STRIKES: [&str; 43] = [
            "مقاتلات",
            "قاذفات",
            "مروحيات",
            "جرافه",
            "جرافات",
            "دبابه",
            "دبابات",
            "مدفعيه",
            "موجه",
            "عاصفه",
            "زلزال",
            "اعصار",
            "فيضان",
            "فيضانات",
            "سيول",
            "امطار",
            "هزه",
            "غاره",
            "غارات",
            "قصف",
            "هجوم",
            "هجمات",
            "ضربه",
            "ضربات",
            "مسيره",
            "مسيرات",
            "طائره",
            "طائرات",
            "صاروخ",
            "صواريخ",
            "قذيفه",
            "قذائف",
            "انفجار",
            "تفجير",
            "تفجيران",
            "رصاصه",
            "رصاص",
            "نيران",
            "قنبله",
            "قنابل",
            "عبوه",
            "لغم",
            "مدفعيه",
        ];
        let key = self.scene.key(k).trim_start_matches(['و', 'ف']);
        STRIKES.contains(&key.strip_prefix("ال").unwrap_or(key))
    }

    /// احتجزت إيران | ناقلة نفط: whether an indefinite thing stands right behind a subject that is known, so that the verb is
    /// active; قتل القائد رميا بالرصاص is how.
    pub(super) fn thing_behind_subject(&self) -> bool {
        let bars = [Is::PREFIXED, Is::CONJUNCT, Is::ADVERB, Is::TIME, Is::PREP, Is::TITLE];
        self.after.as_ref().is_some_and(|np| {
            // عناصر من الحركة: behind of whom they are.
            let end = self.object_start.max(np.end);
            let is = self.scene.is(end);
            // ناقلة نفط, and not ناقلة عن مصدر
            let next = self.scene.is(end + 1);
            let construct = next.has(Is::NOUN) && !next.has(Is::PREP) && !next.has(Is::PREFIXED);
            (!is.has(Is::ADVERBIAL) || construct)
                && end < self.limit
                && (np.definite || !np.actors.is_empty() || end > np.end)
                && is.has(Is::NOUN)
                && !is.has(Is::ARTICLE)
                && (!is.has(Is::ACT) || construct && !self.scene.matcher.verbal_noun(end))
                && !self.scene.key(end).ends_with('ا')
                && !bars.iter().any(|&fact| is.has(fact))
        })
    }

    /// Whether a subject is whom the deed is done to, though the form may be active.
    fn is_patient(&mut self, row: &Row<'_>) -> bool {
        // احتجزها الحرس الثوري: whose object is a pronoun, he does it.
        if self.trigger.pronoun.is_some() {
            return false;
        }
        let first = row.entry.slots.first();
        let after = self.after.clone();
        // قتلت غارة أمريكية قياديا: what strikes does not suffer.
        // كانت مقاتلات هندية قصفت ما قدمته: on either side of the verb.
        if self.subject().is_some_and(|np| self.strikes(np.first)) {
            return false;
        }
        // قُتل خمسة مدنيين: people who suffer, with no object after them.
        let by_agent = after.is_some() && agent_at(self.scene, self.trigger.at + 1, self.limit).is_some();
        let by_deed = after.as_ref().is_some_and(|np| {
            self.object.as_ref().is_none_or(|o| o.first > np.end) && self.p.by_deed(np.end, self.limit).is_some()
        });
        let harm = matches!(row.entry.kind, ActType::Assault | ActType::Coerce | ActType::Sanction);
        // أوقف الجيش مشاركته: who stands before a thing in the accusative does it.
        let thing = after.as_ref().is_some_and(|np| {
            let is = self.scene.is(np.end);
            np.end < self.limit
                && is.has(Is::NOUN)
                && self.scene.words.analyses(np.end).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
                && ![Is::PREFIXED, Is::CONJUNCT, Is::ADVERBIAL, Is::ADVERB, Is::TIME, Is::PREP, Is::TITLE]
                    .iter()
                    .any(|&fact| is.has(fact))
        });
        let thing = thing || self.thing_behind_subject();
        // أعدمت إيران معارضا, اعتقلت الشرطة سبعين شخصا: so does who stands before people, whom the deed is done to.
        let people = after.as_ref().is_some_and(|np| np.end <= self.object_at) && self.people_at(self.object_at);
        // أمرت باريس بطرد الدبلوماسيين: nor does who orders a deed.
        let orders = row.theme.is_some_and(|t| t > self.trigger.at && self.scene.is(t).has(Is::PREFIXED)) && !by_agent;
        let active = thing || people || orders || self.stands_before_number();
        let suffers = (harm && (self.object.is_none() && !active || by_deed && !people && !orders) || by_agent)
            && first == Some(&Slot::Obj)
            && after.is_some();
        suffers || first == Some(&Slot::Patient)
    }

    /// Whether at `k` begins a phrase of people as an object: معارضا كرديا, سبعين شخصا, العشرات, مئات الموظفين.
    pub(super) fn people_at(&self, k: usize) -> bool {
        let scene = self.scene;
        let is = scene.is(k);
        let bars = [Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::PUNCT, Is::TIME, Is::COMP, Is::REL];
        if k >= self.limit.max(self.trigger.at + 1) || bars.iter().any(|&fact| is.has(fact)) {
            return false;
        }
        let key = scene.key(k);
        let some = matches!(
            key,
            "العشرات"
                | "المئات"
                | "الالاف"
                | "عشرات"
                | "مئات"
                | "الاف"
                | "عددا"
                | "شخصا"
                | "شخصين"
                | "اشخاصا"
        );
        // سائقا, قياديا, معارضين: in the accusative, and no manner (رميا, متلبسا).
        let stem = key.strip_suffix('ا').or_else(|| key.strip_suffix("ين")).unwrap_or(key);
        let accusative = stem.len() < key.len() && !is.has(Is::ARTICLE);
        let lexicon = scene.words.lexicon;
        let of_person = |t: u16| {
            use mahdar_lang::TitleClass::{Anonymous, Expert, People};
            matches!(lexicon.titles[t as usize].class, Anonymous | Expert | People)
        };
        // استدعت سفيرها: whose somebody is, is told.
        if scene.words.analyses(k).iter().any(|a| a.pronoun.is_some()) {
            return false;
        }
        // قياديا, سائقا: the title or the people without the ending.
        let stem_names = || {
            let node = lexicon.word_id(stem).and_then(|id| lexicon.step(0, id));
            let titles = node.map_or(&[][..], |node| lexicon.phrases(node));
            titles.iter().any(|p| matches!(p, mahdar_lang::Phrase::Title { title, .. } if of_person(*title)))
                || crate::acts::faction(lexicon, stem).is_some()
        };
        let person = crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| of_person(t))
            || scene.words.tells(k, crate::words::Facts::FACTION)
            || self.p.parties.heads_people(scene.doc, k)
            || accusative && stem_names();
        let tens = ["عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"].contains(&key);
        some || tens && scene.is(k + 1).has(Is::NOUN) || person && (accusative || is.has(Is::QUANT))
    }

    /// أوقفت الشرطة الجورجية متظاهرين, اعتقلت السلطات العشرات: people without a nationality are of where it was done, else of the
    /// state whose authorities did it.
    pub(super) fn own_people(&mut self, row: &Row<'_>, actors: &[EntityId]) -> Vec<EntityId> {
        let scene = self.scene;
        // اعتقلت الشرطة أمس الأحد عشرات المتظاهرين
        let k = scene.matcher.after_light_adjuncts(self.object_at).min(self.limit);
        let [only] = actors[..] else { return Vec::new() };
        if self.subject().is_none() {
            return Vec::new();
        }
        let own = self.p.parties.code(only).filter(|code| self.p.parties.is_state(code)).map(str::to_owned);
        let (Some(own), true) = (own, self.people_at(k)) else { return Vec::new() };
        let ground = self.p.ground(k, self.limit).and_then(|(ids, ..)| ids.first().copied());
        let ground = ground
            .and_then(|id| self.p.parties.code(id))
            .filter(|code| self.p.parties.is_state(code))
            .map(str::to_owned);
        let at_home = row.entry.kind != ActType::Assault || row.entry.lemma == "أعدم";
        // اعتقلت القوات الإسرائيلية عشرين شخصا: where nothing else is said, on the land that it holds.
        let own = if own == "ISR" { "PSE".to_owned() } else { own };
        let Some(state) = ground.or(at_home.then_some(own)) else { return Vec::new() };
        let end = noun_phrase(scene.doc, scene.words, k, self.limit.max(k + 1)).map_or(k + 1, |np| np.end);
        let opposes = (k..end.min(k + 4))
            .any(|n| crate::acts::faction(scene.words.lexicon, scene.key(n).trim_end_matches('ا')) == Some("OPP"));
        let suffix = if opposes { "OPP" } else { "CIV" };
        vec![self.p.parties.group(scene.doc, format!("{state}-{suffix}"), scene.span(k, end.max(k + 1)))]
    }

    /// تظاهر مئات الأشخاص في مظفر أباد: a crowd without a nationality is of where it stands.
    fn crowd(&mut self, row: &Row<'_>, np: &Np) -> Vec<EntityId> {
        if matches!(row.entry.kind, ActType::Assault | ActType::Coerce) {
            return self.fighters(np);
        }
        if row.entry.kind != ActType::Protest {
            return Vec::new();
        }
        let scene = self.scene;
        let ground = self.p.ground(scene.first, scene.last).and_then(|(ids, ..)| ids.first().copied());
        let ground = ground.or_else(|| self.state_around(np.end));
        self.p.parties.crowd_here(scene.doc, np, ground).into_iter().collect()
    }

    /// مجهولون, مسلحون مجهولون, انتحاري: a word for those who do harm, with nothing that says whose they are.
    fn nobody_knows(&self, np: &Np) -> bool {
        // A lone مهاجم is a striker.
        const HARMERS: [&str; 8] = ["مجهول", "ملثم", "انتحاري", "مهاجمون", "مسلح", "قناص", "قراصن", "مندس"];
        let key = self.scene.key(np.first);
        let key = key.strip_prefix("ال").unwrap_or(key);
        np.party.is_none() && np.actors.is_empty() && HARMERS.iter().any(|stem| key.starts_with(stem))
            || crate::acts::parties::unknown(self.scene.doc, np)
    }

    /// هاجم مسلحون مركزا للشرطة الكينية, شنت فصائل هجوما على: fighters without a state are rebels of the one in which they fight.
    fn fighters(&mut self, np: &Np) -> Vec<EntityId> {
        let scene = self.scene;
        let rebels = crate::acts::faction_in(scene.doc, scene.words, np) == Some("REB")
            || crate::acts::groups(scene.doc, np.first)
                && (np.party.is_none() && np.actors.is_empty()
                    // فصائل مدعومة من تركيا
                    || (np.first + 1..np.end).any(|k| scene.key(k).starts_with("مدعوم")));
        // اختطف مسلحون سفينة ترفع العلم الليبيري: nobody fights where the flag of a ship is from.
        let ship = self.object.as_ref().is_some_and(|np| {
            ["سفين", "ناقل", "زورق", "قارب", "باخر", "طائر"].iter().any(|stem| scene.key(np.first).starts_with(stem))
        });
        if !rebels || ship || crate::acts::parties::unknown(scene.doc, np) {
            return Vec::new();
        }
        // فصائل مدعومة من تركيا: who backs them is behind من.
        let backed =
            (np.first + 1..np.end + 2).find(|&k| scene.key(k).starts_with("مدعوم") && scene.key(k + 1) == "من");
        let from = backed.map_or(np.end, |k| k + 3);
        let struck = self.p.parties.inside(scene.doc, from, self.limit.max(from));
        // خطف مسلحون سائحا ألمانيا في الجزائر: the state that في names goes before whose people are struck.
        let place = (from..self.limit).find(|&k| scene.key(k) == "في" && scene.is(k + 1).has(Is::ACTOR));
        let ground = place.map(|k| self.p.at(k + 1, self.limit).0).filter(|ids| !ids.is_empty());
        let ground = ground.or_else(|| self.p.ground(from, self.limit).map(|(ids, ..)| ids)).unwrap_or_default();
        let lexicon = scene.words.lexicon;
        let state = ground.iter().chain(&struck).find_map(|id| {
            let code = self.p.parties.code(*id)?;
            let code = lexicon.roots.get(code).map_or(code, String::as_str).split('-').next()?;
            self.p.parties.is_state(code).then(|| code.to_owned())
        });
        state.map(|state| self.p.parties.group(scene.doc, format!("{state}-REB"), np.span)).into_iter().collect()
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

    /// خرج الآلاف في مسيرة بالعاصمة البريطانية لندن: the state in which something takes place behind token `from`, by its name or its
    /// capital's.
    fn state_around(&mut self, from: usize) -> Option<EntityId> {
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let (k, code) = (from..self.limit).find_map(|k| {
            let (a, by, hit) = crate::np::actor_at(scene.words, k)?;
            let row = &lexicon.actors[a as usize];
            let before = scene.key(k.saturating_sub(1));
            let place = hit.stem > 0 && scene.key(k).starts_with('ب')
                || matches!(before, "في" | "وسط" | "بالعاصمه" | "العاصمه" | "بمدينه" | "مدينه")
                || k > 1 && scene.key(k - 2).ends_with("العاصمه");
            let state = row.kind == EntityKind::State && by != NamedBy::Epithet;
            Some((k, row.code.clone().filter(|_| place && state)?))
        })?;
        self.p.parties.of_code(&code, scene.span(k, k + 1))
    }

    /// قتل عشرة أشخاص في تفجير في مقديشو, في هجوم على باماكو: the state where a blow behind token `from` was struck, by its name or its
    /// capital's.
    fn state_of_blow(&mut self, from: usize) -> Option<EntityId> {
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let blow = |k: usize| {
            let mut hits = scene.words.hits(k).iter();
            hits.any(|h| matches!(h.phrase, Phrase::Act(row) if lexicon.acts[row as usize].kind == ActType::Assault))
        };
        let at = (from..self.limit).find(|&k| blow(k))?;
        let place =
            (at + 1..self.limit).find(|&k| matches!(scene.key(k - 1), "في" | "علي" | "قرب" | "وسط" | "داخل"))?;
        let (a, by, hit) = crate::np::actor_at(scene.words, place)?;
        let row = &lexicon.actors[a as usize];
        let state = row.kind == EntityKind::State && by != NamedBy::Epithet;
        let code = row.code.clone().filter(|_| state)?;
        self.p.parties.of_code(&code, scene.span(place, hit.end as usize))
    }

    /// The frame where the grammatical subject is what suffers.
    pub(super) fn suffers(&mut self, row: &Row<'_>, subject: Vec<EntityId>) -> Option<Frame> {
        let scene = self.scene;
        let i = self.trigger.at;
        let entry = &row.entry;
        let np = self.subject().or_else(|| self.object.clone());
        let mut recipients = self.sufferers(row, subject, np.as_ref());
        // أطلق سراح الجندي الإسرائيلي: whose the theme is, which is the subject.
        if recipients.is_empty()
            && let Some(theme) = row.theme.filter(|&t| np.as_ref().is_some_and(|np| np.first == t))
        {
            recipients = self.p.at(theme + 1, self.limit).0;
        }
        // حكم على ناشط بالسجن: on whom the sentence is passed.
        let mut last = np.as_ref().map_or(i + 1, |np| np.end);
        if recipients.is_empty() && np.is_none() && scene.key(i + 1) == "علي" && entry.slots.contains(&Slot::Ala) {
            let (ids, end) = self.p.at(i + 2, self.limit);
            recipients = ids;
            last = end.max(row.theme.map_or(last, |t| t + 1));
        }
        let by = agent_at(scene, i + 1, self.limit);
        let mut actors = by.map(|k| self.p.at(k + 2, self.limit).0).unwrap_or_default();
        // أفرج أمس في هراري عن ناشطين: who is freed stands behind عن, and by whose hands is where it was.
        let freed = (i + 1..self.limit.min(i + 7)).find(|&k| scene.key(k) == "عن");
        if let Some(k) =
            freed.filter(|_| recipients.is_empty() && np.is_none() && entry.slots.first() == Some(&Slot::An))
        {
            let (ids, end) = self.p.at(k + 1, self.limit);
            let people = noun_phrase(scene.doc, scene.words, k + 1, self.limit.max(k + 2));
            recipients = match (&ids[..], people) {
                ([only], Some(np)) => self.p.parties.people(scene.doc, *only, &np).map_or(ids, |people| vec![people]),
                _ => ids,
            };
            last = last.max(end);
            let place = (i + 1..k).find(|&k| scene.key(k) == "في");
            if let Some(place) = place.filter(|_| actors.is_empty()) {
                let ground = self.p.ground(place + 1, k).map(|(ids, ..)| ids);
                actors = ground.unwrap_or_else(|| self.p.at(place + 1, k).0);
            }
        }
        // قوبل القرار باستنكار من أثينا: behind ب stands how it was met, and whose that is acts.
        if let Some(met) = row.theme.filter(|&t| actors.is_empty() && scene.key(t).starts_with('ب'))
            && let Some((ids, end)) = self.p.of_reaction(met, self.limit)
        {
            actors = ids;
            last = end.max(last);
        }
        if actors.is_empty() {
            // قُتل جندي في قصف سوري: whose deed it was done by.
            if let Some((ids, end)) = self.p.by_deed(last, self.limit) {
                actors = ids;
                last = end;
            }
        }
        if recipients.is_empty() {
            return scene.lose("what suffers is no known party");
        }
        // اعتُقل معارضون, طُرد السفير: what is done by authority without saying by whom, a state does at home.
        if actors.is_empty() && matches!(entry.kind, ActType::Coerce | ActType::Sanction) {
            actors = self.p.parties.authority(scene.span(i, i + 1), &recipients);
        }
        // نجا الوزير من محاولة اغتيال: whoever tried it.
        self.p.by_unknown |= actors.is_empty() && entry.slots.first() == Some(&Slot::Patient);
        let evidence = (i.min(np.map_or(i, |np| np.first)), last.max(i + 1));
        Some(Frame::of_row(entry, row.theme, actors, recipients, evidence, self.limit))
    }

    /// Who suffers: the parties of the subject `np`, as people where it is people.
    fn sufferers(&mut self, row: &Row<'_>, subject: Vec<EntityId>, np: Option<&Rc<Np>>) -> Vec<EntityId> {
        let scene = self.scene;
        let Some(np) = np else { return subject };
        // قتل خمسة من الجنود: of whom they are some.
        let mut recipients = if subject.is_empty() { self.p.of_wide(np, self.limit).0 } else { subject };
        if let [only] = recipients[..]
            && let Some(people) = self.p.parties.people(scene.doc, only, np)
        {
            recipients = vec![people];
        }
        // قتل 12 مدنيا في غارة على رفح: people are of where it struck.
        if recipients.is_empty() && matches!(row.entry.kind, ActType::Assault | ActType::Coerce) {
            let ground = self.p.ground(np.end, self.limit).and_then(|(ids, ..)| ids.first().copied());
            // غارة إسرائيلية على بلدة لبنانية: by its adjective.
            let by = self.p.by_deed(np.end, self.limit).is_some();
            let mut struck = || {
                let on = (np.end..self.limit).find(|&k| scene.key(k) == "علي")?;
                (on + 2..(on + 4).min(self.limit)).find_map(|k| self.p.parties.adjective(scene.doc, k))
            };
            let ground = ground.or_else(|| if by { struck() } else { None });
            let ground = ground.or_else(|| self.state_of_blow(np.end));
            recipients.extend(ground.and_then(|id| self.p.parties.crowd_here(scene.doc, np, Some(id))));
        }
        recipients
    }
}

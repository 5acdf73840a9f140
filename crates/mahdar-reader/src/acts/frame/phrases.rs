//! The parties of the phrases around a trigger: whom a noun phrase names, whose deed something came by, whose ground it is.

use crate::acts::Scene;
use crate::acts::parties::Parties;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{EntityId, TokenKind};
use mahdar_lang::Slot;

/// What the frame of one trigger is made with.
pub(super) struct Parser<'s, 'a, 'l, 'p> {
    pub scene: &'s Scene<'a, 'l>,
    pub parties: &'s mut Parties<'p>,
    /// Who بلاده and a pronoun refer to.
    pub owner: Option<EntityId>,
    /// Whether the act is a harm: people suffer it as people, not as their state.
    pub harms: bool,
    /// Whether the act is a charge or a denial: what it is about may be whose conduct is meant.
    pub accuses: bool,
    /// Who acts, while the other side is looked for.
    pub acting: Vec<EntityId>,
    /// Whether an attack is condemned of which nobody is said to have done it.
    pub unnamed: bool,
    /// Whether the subject says that nobody knows who did it.
    pub by_unknown: bool,
}

impl Parser<'_, '_, '_, '_> {
    /// Entities of a phrase.
    pub(super) fn entities(&mut self, np: &Np) -> Vec<EntityId> {
        let ids = self.parties.of_phrase(self.scene.doc, np, self.owner);
        // طالبت إثيوبيا المجلس العسكري: what one calls on is another's, so the report's.
        let parties = &self.parties;
        let own = !ids.is_empty()
            && ids.iter().all(|id| self.acting.iter().any(|a| parties.same_party(*a, *id)))
            && np.definite
            && np.party.is_none()
            && np.name.is_none()
            && np.actors.iter().all(|(_, by, _)| *by == mahdar_lang::NamedBy::Epithet)
            && !np.titles.is_empty();
        if !own {
            return ids;
        }
        let other = self.parties.of_phrase(self.scene.doc, np, None);
        let parties = &self.parties;
        let is_own = other.iter().any(|id| self.acting.iter().any(|a| parties.same_party(*a, *id)));
        if other.is_empty() || is_own { ids } else { other }
    }

    /// Entities of a phrase, and one past it; a common head acts for whom its complements name: وفد من البنك الدولي,
    /// ثكنة للجيش الصومالي, ريف دمشق.
    pub(super) fn of_wide(&mut self, np: &Np, to: usize) -> (Vec<EntityId>, usize) {
        let mut ids = self.entities(np);
        if !ids.is_empty() {
            let end = self.joined(&mut ids, np.end, to);
            return (ids, end);
        }
        let scene = self.scene;
        let mut end = np.end;
        // أوقفت عددا من المحتجين, ثلاثة من جنودها: of whom they are some.
        let some = scene.is(np.first).has(Is::QUANT)
            || matches!(
                scene.key(np.first),
                "عدد"
                    | "عددا"
                    | "مجموعه"
                    | "العديد"
                    | "بعض"
                    | "العشرات"
                    | "المئات"
                    | "الالاف"
                    | "عشرات"
                    | "مئات"
            );
        if some
            && scene.key(end) == "من"
            && let Some(whole) = noun_phrase(scene.doc, scene.words, end + 1, to)
        {
            let ids = self.entities(&whole);
            if !ids.is_empty() {
                return (ids, whole.end);
            }
        }
        // استمرار وجود قوات إثيوبية, مطالب المتمردين: whose it is stands in the genitive.
        // تشكيل حكومة, عودة النازحين: but not who is formed or comes back, by a verbal noun.
        let of_state = matches!(
            scene.key(np.first),
            "استمرار"
                | "وجود"
                | "انتشار"
                | "تواجد"
                | "بقاء"
                | "ترشيح"
                | "ترشح"
                | "انضمام"
                | "انتخاب"
                | "تعيين"
        );
        let last = scene.is(np.end.max(1) - 1);
        let next = scene.is(np.end);
        let genitive = np.end < to
            && np.name.is_none()
            && !last.has(Is::ARTICLE)
            && (of_state || !scene.matcher.verbal_noun(np.first))
            && (next.has(Is::NOUN) || next.has(Is::TITLE))
            && ![Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::TIME, Is::COMP, Is::ADVERB, Is::QUANT]
                .iter()
                .any(|&fact| next.has(fact))
            && !scene.words.is_only_verb(np.end);
        if genitive && let Some(whose) = noun_phrase(scene.doc, scene.words, np.end, to) {
            let (ids, end) = self.of_wide(&whose, to);
            let people = |id: &EntityId| self.parties.code(*id).is_some_and(|code| code.ends_with("-CIV"));
            if !ids.is_empty() && !ids.iter().any(people) {
                return (ids, end);
            }
        }
        // معسكر للمتمردين داخل الإكوادور: a faction under ل goes before a place.
        let whose = np.end < to && next.has(Is::PREFIXED) && scene.key(np.end).starts_with('ل');
        if whose && scene.words.tells(np.end, crate::words::Facts::FACTION) {
            let found = self.at(np.end, to);
            if !found.0.is_empty() {
                return found;
            }
        }
        while end < to.min(np.end + 6) {
            let is = scene.is(end);
            // قتل 12 شخصا في غارة إسرائيلية: what was done is no place.
            let deed = scene.key(end) == "في" && scene.is(end + 1).has(Is::ACT) && !scene.is(end + 1).has(Is::TITLE);
            if deed {
                break;
            }
            let joins = matches!(scene.key(end), "من" | "في" | "لدي")
                || is.has(Is::PREFIXED) && scene.key(end).starts_with('ل');
            // دور بعثة الأمم المتحدة: whose it is.
            let whose = end == np.end && is.has(Is::ACTOR) && !is.has(Is::CONJUNCT) && !is.has(Is::PREFIXED);
            let goes_on = joins || whose || end > np.end && is.has(Is::NOMINAL);
            if !goes_on || is.has(Is::PUNCT) || is.has(Is::COMP) || is.has(Is::REL) || scene.words.is_only_verb(end) {
                break;
            }
            end += 1;
        }
        let (mut ids, last) = self.parties.inside_to(scene.doc, np.first, end);
        if ids.is_empty() && np.end < to && scene.is(np.end).has(Is::PREFIXED) && scene.key(np.end).starts_with('ل') {
            return self.at(np.end, to);
        }
        if ids.is_empty() {
            return (ids, np.end);
        }
        let end = self.joined(&mut ids, last, to).max(end);
        (ids, end)
    }

    /// لجهود الأمم المتحدة والأردن, على «الوحدات» و«داعش», إسهام أمريكي وأردني: adds whom و joins to the parties of a phrase that
    /// ends at `end`, and gives one past them.
    pub(super) fn joined(&mut self, ids: &mut Vec<EntityId>, end: usize, to: usize) -> usize {
        let scene = self.scene;
        let mut end = end;
        // A clause seems to end before the comma of a name in apposition.
        while end < to || end < scene.last && scene.kind(end) == Some(TokenKind::Comma) {
            let is = scene.is(end);
            let closed = usize::from(matches!(scene.kind(end), Some(TokenKind::Close | TokenKind::Quote)));
            let marked = scene.key(end + closed) == "و"
                && matches!(scene.kind(end + closed + 1), Some(TokenKind::Open | TokenKind::Quote));
            let (more, next) = if marked && scene.is(end + closed + 2).has(Is::ACTOR) {
                let from = end + closed + 2;
                self.parties.inside_to(scene.doc, from, to.min(from + 1))
            } else if is.has(Is::CONJUNCT)
                && scene.key(end).starts_with('و')
                && is.has(Is::ACTOR)
                && !is.has(Is::PREFIXED)
            {
                self.parties.inside_to(scene.doc, end, to.min(end + 4))
            } else if scene.key(end).starts_with('و') && is.has(Is::NISBA) && scene.is(end - 1).has(Is::NISBA) {
                (self.parties.adjective(scene.doc, end).into_iter().collect(), end + 1)
            } else if scene.key(end + usize::from(scene.kind(end) == Some(TokenKind::Comma))) == "ثم" {
                // التقى نظيره الهندي، ثم المبعوث الصيني: one after the other.
                let from = end + usize::from(scene.kind(end) == Some(TokenKind::Comma)) + 1;
                let is = scene.is(from);
                let another = (is.has(Is::TITLE) || is.has(Is::ACTOR)) && !is.has(Is::PREFIXED);
                if !another || scene.words.is_only_verb(from) {
                    break;
                }
                self.parties.inside_to(scene.doc, from, scene.last.min(from + 4))
            } else if let Some(next) = self.another_head(end, to) {
                self.parties.inside_to(scene.doc, next, scene.last.min(next + 4))
            } else {
                break;
            };
            // قصفت المدينة وأوكرانيا ترد: who begins another clause.
            if more.is_empty() || next <= end || scene.words.is_only_verb(next) || scene.is(next).has(Is::PARTICLE) {
                break;
            }
            ids.extend(more.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            end = next;
        }
        end
    }

    /// حركة الشباب في الصومال وجبهة تحرير أوغادين, ميركل، أنغيلا ميركل، والرئيس الفرنسي, الموقف المصري ودعم إيران: where another phrase
    /// begins that و joins to one that ends at `end`, past where the first stands, what its holder is called, or with a noun
    /// of its own.
    fn another_head(&self, end: usize, to: usize) -> Option<usize> {
        /// The most words of a name between commas, and of a place.
        const NAME: usize = 5;
        const PLACE: usize = 3;
        let scene = self.scene;
        let comma = |k: usize| scene.kind(k) == Some(TokenKind::Comma);
        let head = |k: usize| {
            let is = scene.is(k);
            k < scene.last
                && is.has(Is::CONJUNCT)
                && scene.key(k).starts_with('و')
                && (is.has(Is::ACTOR) || is.has(Is::TITLE))
                && !is.has(Is::PREFIXED)
                && !scene.words.is_only_verb(k)
                && !is.has(Is::VERB)
        };
        if comma(end) {
            // The name between commas may be part of the phrase.
            let opened = (end.saturating_sub(NAME).max(scene.first)..end).any(comma);
            if opened && (scene.is(end - 1).has(Is::NAME) || scene.is(end - 1).has(Is::ACTOR)) && head(end + 1) {
                return Some(end + 1);
            }
            let close = (end + 2..scene.last.min(end + 2 + NAME)).find(|&k| comma(k))?;
            let name = |k: usize| {
                let is = scene.is(k);
                is.has(Is::NAME) || is.has(Is::UNKNOWN) || is.has(Is::ACTOR)
            };
            return ((end + 1..close).all(name) && head(close + 1)).then_some(close + 1);
        }
        if scene.key(end) == "في" {
            let place = |k: usize| scene.is(k).has(Is::ACTOR) || scene.words.place(k).is_some();
            let behind = (end + 2..to.min(end + 2 + PLACE)).find(|&k| head(k))?;
            return (end + 1..behind).any(place).then_some(behind);
        }
        let is = scene.is(end);
        let whose = end + 1 < to && scene.is(end + 1).has(Is::ACTOR) && !scene.is(end + 1).has(Is::CONJUNCT);
        let noun = is.has(Is::CONJUNCT)
            && is.has(Is::NOUN)
            && ![Is::VERB, Is::ARTICLE, Is::PREFIXED, Is::ACTOR, Is::TITLE, Is::TIME].iter().any(|&fact| is.has(fact));
        (noun && whose).then_some(end + 1)
    }

    /// Who acts in a subject, and one past its words: وفد من حركة حماس, مسلحون من طالبان are of whom the genitive after
    /// من names.
    pub(super) fn acting(&mut self, np: &Np, to: usize) -> (Vec<EntityId>, usize) {
        let scene = self.scene;
        let common = np.name.is_none() && np.party.is_none() && np.actors.is_empty();
        // القوات الموالية للجنرال حفتر, الميليشيات التابعة لإيران: forces loyal to somebody are his.
        let loyal = |k: usize| {
            let key = scene.key(k).trim_start_matches("ال");
            ["موالي", "تابع", "مؤيد", "موءيد"].iter().any(|stem| key.starts_with(stem))
                && scene.is(k + 1).has(Is::PREFIXED)
        };
        if let Some(k) = (np.first + 1..=np.end).find(|&k| common && loyal(k)) {
            let (mut ids, end) = self.at(k + 1, to);
            ids.retain(|id| self.parties.code(*id).is_some());
            if !ids.is_empty() {
                return (ids, end);
            }
        }
        // فصائل مدعومة من تركيا: who backs them is not who acts.
        let backed = np.end > np.first + 1
            && ["مدعوم", "ممول", "مسلح", "مقرب", "محسوب"]
                .iter()
                .any(|stem| scene.key(np.end - 1).trim_start_matches("ال").starts_with(stem));
        // فصائل مدعومة من تركيا is not Turkey's: whose it is, where it fights says.
        let by_others = np.name.is_none()
            && !np.definite
            && crate::acts::groups(scene.doc, np.first)
            && (np.first + 1..np.end).any(|k| {
                let key = scene.key(k);
                ["مدعوم", "ممول", "محسوب"].iter().any(|stem| key.starts_with(stem))
            });
        if by_others {
            return (Vec::new(), np.end);
        }
        // طلب رئيس الآلية من الخرطوم: whose office stands in the genitive is known already.
        let in_genitive = np.first + 1 < np.end && scene.is(np.first + 1).has(Is::ARTICLE);
        if common
            && !backed
            && (!np.definite && !in_genitive && scene.key(np.end) == "من"
                || np.definite && matches!(scene.key(np.end), "في" | "لدي") && scene.is(np.end + 1).has(Is::ACTOR))
            && let Some(of) = noun_phrase(scene.doc, scene.words, np.end + 1, to)
        {
            let mut ids = self.entities(&of);
            ids.retain(|id| self.parties.code(*id).is_some());
            // المتمردون في كولومبيا, الحكومة والمعارضة في فنزويلا: whose land it is and who they are, each of them.
            let state = match ids[..] {
                [state] => self.parties.code(state).filter(|code| self.parties.is_state(code)).map(str::to_owned),
                _ => None,
            };
            if let Some(state) = state {
                let one = std::slice::from_ref(np);
                ids = (if np.parts.is_empty() { one } else { &np.parts[..] })
                    .iter()
                    .filter_map(|part| {
                        let key = scene.key(part.first);
                        let faction = crate::acts::faction(scene.words.lexicon, key);
                        match faction.filter(|suffix| !suffix.contains('-')) {
                            Some(suffix) => Some(self.parties.group(scene.doc, format!("{state}-{suffix}"), part.span)),
                            None => self.parties.of_code(&state, part.span),
                        }
                    })
                    .collect();
            }
            if !ids.is_empty() {
                return (ids, of.end);
            }
        }
        let ids = self.entities(np);
        let known = ids.iter().any(|id| self.parties.code(*id).is_some());
        let of = if known || np.definite || np.party.is_some() {
            None
        } else {
            self.of_craft(np, to).or_else(|| self.of_patrol(np, to).filter(|_| common))
        };
        if let Some(of) = of {
            return of;
        }
        (ids, np.end)
    }

    /// مقاتلات إف-16 تركية, طائرات أنتونوف سودانية: whose craft they are, by the adjective behind the name of their type.
    fn of_craft(&mut self, np: &Np, to: usize) -> Option<(Vec<EntityId>, usize)> {
        /// The longest name of a type, in tokens.
        const TYPE: usize = 4;
        let scene = self.scene;
        if !craft(scene.key(np.first)) {
            return None;
        }
        let from = np.first + 1;
        let adjective = (from..to.min(from + TYPE + 1)).find(|&k| scene.is(k).has(Is::NISBA))?;
        let is = scene.is(adjective);
        let name = |k: usize| {
            let is = scene.is(k);
            is.has(Is::UNKNOWN)
                || is.has(Is::NAME)
                || is.has(Is::NOUN) && !is.has(Is::ARTICLE) && !is.has(Is::PREFIXED)
                || scene.kind(k) != Some(mahdar_doc::TokenKind::Word) && !is.has(Is::COMP)
                || scene.key(k).chars().count() <= 2
        };
        let closed = |k: usize| matches!(scene.key(k), "." | "،" | ",");
        let behind = adjective > from
            && !is.has(Is::ARTICLE)
            && !is.has(Is::PREFIXED)
            && (from..adjective).all(|k| name(k) && !closed(k) && !scene.is(k).has(Is::PREP));
        let of = behind.then(|| self.parties.adjective(scene.doc, adjective)).flatten()?;
        Some((vec![of], adjective + 1))
    }

    /// دورية لخفر السواحل الفلبيني, وحدة للجيش: whose they are, behind ل.
    fn of_patrol(&mut self, np: &Np, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        let k = np.end;
        let is = scene.is(k);
        let whose =
            k < to && is.has(Is::PREFIXED) && scene.key(k).starts_with('ل') && (is.has(Is::TITLE) || is.has(Is::ACTOR));
        if !whose {
            return None;
        }
        let (mut ids, end) = self.at(k, to);
        ids.retain(|id| self.parties.code(*id).is_some());
        (!ids.is_empty()).then_some((ids, end))
    }

    /// The first party of the sentence before `i` that no preposition governs.
    pub(super) fn clause_subject(&mut self, i: usize) -> Option<EntityId> {
        self.clause_subjects(i).first().copied()
    }

    /// All of them, where و joins several.
    pub(super) fn clause_subjects(&mut self, i: usize) -> Vec<EntityId> {
        let scene = self.scene;
        let mut k = scene.first;
        while k < i {
            let is = scene.is(k);
            let opens = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NAME);
            if !opens || is.has(Is::PREFIXED) || is.has(Is::VERB) {
                k += 1;
                continue;
            }
            let governed = k > scene.first && scene.is(k - 1).has(Is::PREP);
            let Some(np) = noun_phrase(scene.doc, scene.words, k, i) else {
                k += 1;
                continue;
            };
            let mut ids = if governed { Vec::new() } else { self.entities(&np) };
            ids.retain(|id| self.parties.code(*id).is_some());
            if !ids.is_empty() {
                return ids;
            }
            k = np.end.max(k + 1);
        }
        Vec::new()
    }

    /// Who did the deed that something came by: في قصف إسرائيلي, جراء غارات للتحالف, بنيران الجيش.
    pub(super) fn by_deed(&mut self, from: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        for k in from..to {
            let free = matches!(scene.key(k), "في" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب");
            // داهمت قوة مخيما للاجئين: those who fled are no deed.
            let prefixed = scene.is(k).has(Is::PREFIXED)
                && scene.key(k).starts_with(['ب', 'ل'])
                && !(scene.is(k).has(Is::TITLE) && scene.key(k).starts_with('ل'));
            let noun = if free { k + 1 } else { k };
            if !(free || prefixed) || !scene.is(noun).has(Is::ACT) && !instrument(scene.key(noun)) {
                continue;
            }
            // في الموصل: a town that may be a word for a deed.
            if scene.is(noun).has(Is::ACTOR) || scene.words.place(noun).is_some() {
                continue;
            }
            // في كمين نصبه مقاتلو الحزب: who set it.
            if scene.words.is_only_verb(noun + 1)
                && scene.words.analyses(noun + 1).iter().any(|a| a.pronoun.is_some())
                && noun + 2 < to.max(noun + 3)
            {
                let (ids, end) = self.at(noun + 2, scene.last);
                if !ids.is_empty() {
                    return Some((ids, end));
                }
            }
            // في قصف لقوات النظام: whose deed, behind ل.
            let owner = scene.key(noun + 1).starts_with('ل') && scene.is(noun + 1).has(Is::PREFIXED);
            if owner && noun + 1 < to {
                let (ids, end) = self.at(noun + 1, to);
                if !ids.is_empty() {
                    return Some((ids, end));
                }
            }
            let end = (noun + 1..to.min(noun + 6))
                .find(|&e| {
                    let is = scene.is(e);
                    is.has(Is::PREP)
                        || is.has(Is::PREFIXED)
                        || is.has(Is::PUNCT)
                        || scene.words.is_only_verb(e)
                        // انفجار عبوة غرب بغداد: where it was.
                        || matches!(scene.key(e), "غرب" | "شرق" | "شمال" | "جنوب" | "غربي" | "شرقي" | "شمالي" | "جنوبي" | "قرب" | "وسط")
                })
                .unwrap_or(to.min(noun + 6));
            let ids = self.parties.inside(scene.doc, noun + 1, end);
            if !ids.is_empty() {
                return Some((ids, end));
            }
        }
        None
    }

    /// Entities of the phrase at `k`, and one past it.
    pub(super) fn at(&mut self, k: usize, to: usize) -> (Vec<EntityId>, usize) {
        // لكل من مالي والنيجر, مع كل من: each of them.
        let each = matches!(self.scene.key(k), "كل" | "كلا" | "لكل" | "بكل" | "وكل" | "ولكل");
        let k = if each && self.scene.key(k + 1) == "من" { k + 2 } else { k };
        // عن 38 من قادة المعارضة: of whom they are so many.
        let number = self.scene.kind(k) == Some(mahdar_doc::TokenKind::Number);
        let k = if number && self.scene.key(k + 1) == "من" { k + 2 } else { k };
        if self.scene.is(k).has(Is::PREFIXED) {
            // بروسيا, للحوثيين: the phrase without its preposition.
            let end = (k + 1..to.min(k + 6))
                .find(|&e| {
                    self.scene.is(e).has(Is::PUNCT)
                        || self.scene.is(e).has(Is::PREP)
                        || self.scene.words.is_only_verb(e)
                        // لتبادل الأسرى برعاية أممية: under whose hand is another phrase.
                        || matches!(self.scene.key(e), "برعايه" | "بوساطه" | "باشراف" | "بحضور")
                })
                .unwrap_or(to.min(k + 6));
            let (mut ids, last) = self.parties.inside_to(self.scene.doc, k, (k + 3).min(end));
            // اعتذر للشعب العراقي: a people, and not its government.
            let head = self.scene.key(k).trim_start_matches(['و', 'ل', 'ب']);
            if let ([only], "شعب" | "الشعب") = (&ids[..], head) {
                let np = Np::bare(k, last.max(k + 1), self.scene.span(k, last.max(k + 1)));
                ids = self.parties.crowd_of(self.scene.doc, *only, &np).map_or(ids, |people| vec![people]);
            }
            let own = self.scene.key(k).contains("بلاد") && ids.is_empty();
            if own {
                ids.extend(self.owner);
            }
            // لروسيا وأوكرانيا
            if !ids.is_empty() {
                let end = if own { k + 1 } else { self.joined(&mut ids, last, to) };
                return (ids, end.max(k + 1));
            }
            // مواقع للمعارضة: a faction under its preposition.
            if let Some(np) = crate::matcher::prefixed_phrase(self.scene.doc, self.scene.words, k, end.max(k + 1)) {
                let ids = self.entities(&np);
                if !ids.is_empty() {
                    return (ids, np.end.max(k + 1));
                }
            }
            return (ids, k + 1);
        }
        match noun_phrase(self.scene.doc, self.scene.words, k, to) {
            Some(np) => self.of_wide(&np, to),
            None => (Vec::new(), k),
        }
    }

    /// The party of the first place below the state between two tokens.
    pub(super) fn ground(&mut self, from: usize, to: usize) -> Option<(Vec<EntityId>, usize, Slot)> {
        let scene = self.scene;
        // تنظيم القاعدة في بلاد المغرب الإسلامي: a place in a name is nobody's ground.
        let named = |k: usize| {
            (k.saturating_sub(5).max(scene.first)..k).any(|n| {
                crate::np::actor_at(scene.words, n)
                    .is_some_and(|(_, by, hit)| by == mahdar_lang::NamedBy::Name && hit.end as usize > k)
            })
        };
        let mut places = (from..to).filter(|&k| !named(k));
        let (k, party, end) = places.find_map(|k| scene.words.place(k).map(|(party, end)| (k, party, end)))?;
        let code = scene.words.lexicon.parties.get(party as usize)?.clone();
        let id = self.parties.of_code(&code, scene.span(k, end))?;
        Some((vec![id], end, Slot::Ala))
    }
}

/// مقاتلات, مسيرة, جرافات: whether a word is of craft or machines that strike.
pub(super) fn craft(key: &str) -> bool {
    const CRAFT: [&str; 14] = [
        "مقاتل",
        "طائر",
        "طاير",
        "قاذف",
        "مسير",
        "مروحي",
        "دباب",
        "سفين",
        "سفن",
        "غواص",
        "زوارق",
        "زورق",
        "جراف",
        "مدفعي",
    ];
    let bare = key.strip_prefix("ال").unwrap_or(key);
    CRAFT.iter().any(|stem| bare.starts_with(stem))
}

/// من قبل, من جانب, على يد: two past them stands who did it.
pub(super) fn agent_at(scene: &Scene<'_, '_>, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|&k| {
        scene.key(k) == "من" && matches!(scene.key(k + 1), "قبل" | "جانب" | "طرف")
            || scene.key(k) == "علي" && matches!(scene.key(k + 1), "يد" | "ايدي")
    })
}

/// What kills: برصاص الجيش, في كمين, بصاروخ.
fn instrument(key: &str) -> bool {
    let key = key.strip_prefix('ب').filter(|rest| rest.len() > 4).unwrap_or(key);
    matches!(
        key,
        "رصاص"
            | "نيران"
            | "قذيفه"
            | "قذائف"
            | "صاروخ"
            | "صواريخ"
            | "كمين"
            | "عبوه"
            | "مسيره"
            | "قنبله"
            | "شظايا"
            | "قناصه"
    )
}

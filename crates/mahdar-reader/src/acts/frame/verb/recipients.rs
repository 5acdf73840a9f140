//! The other side of a verb: by the slots of its row, by pronouns, by what its kind of act tells of.

use super::super::phrases::Parser;
use super::VerbFrame;
use super::row::Row;
use crate::acts::covers;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, EntityKind, TokenKind};
use mahdar_lang::{Slot, TitleClass};

/// The two sides of a verb.
pub(super) struct Sides {
    pub actors: Vec<EntityId>,
    pub recipients: Vec<EntityId>,
    /// The slot in which the other side stood.
    slot: Option<Slot>,
    /// One past the last word that was read.
    pub reach: usize,
    /// Those who act do the same to each other.
    each_other: bool,
}

impl Sides {
    /// Whether a party is one of the two sides.
    fn has(&self, p: &Parser<'_, '_, '_, '_>, id: EntityId) -> bool {
        self.recipients.iter().chain(&self.actors).any(|r| *r == id || p.parties.same_party(*r, id))
    }
}

/// How far behind a denial its ما may stand, in tokens.
const WHAT_WITHIN: usize = 4;

/// اتهامات, مزاعم, تصريحات: whether a key is a word for what somebody says of somebody.
fn charges(key: &str) -> bool {
    let bare = key.strip_prefix("ال").unwrap_or(key);
    ["اتهام", "مزاعم", "ادعا", "تصريح", "اقوال", "تاكيد", "اعلان", "روايه", "انتقاد"]
        .iter()
        .any(|stem| bare.starts_with(stem))
}

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// Finds the other side of those who act; where somebody is received from, the sides change places.
    pub(super) fn find_sides(&mut self, row: &Row<'_>, actors: Vec<EntityId>) -> Sides {
        let entry = &row.entry;
        let frees = entry.kind == ActType::Retreat && entry.mode.as_deref() == Some("release");
        // طردت السلطات عشرات السوريين: who is sentenced or expelled is so as one of a people, but for an envoy.
        let sentenced = entry.kind == ActType::Sanction && matches!(entry.mode.as_deref(), Some("expel" | "convict"));
        self.p.harms = matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Aid) || frees || sentenced;
        let actors = if entry.kind == ActType::Protest { self.demonstrators(row, actors) } else { actors };
        let mut sides = self.by_row(row, actors);
        // السيسي وأردوغان يبحثان الأزمة الليبية: whose matter two discuss with each other is no third side.
        if sides.each_other && sides.slot == Some(Slot::Theme) && entry.kind == ActType::Consult {
            sides.recipients.clear();
        }
        // سيرت القوات التركية والروسية دورية مشتركة في سوريا: nor is where two do something together.
        if sides.actors.len() > 1
            && entry.kind == ActType::Cooperate
            && matches!(sides.slot, Some(Slot::Theme | Slot::Fi))
        {
            sides.recipients.clear();
            sides.slot = None;
        }
        self.add_pronoun(row, &mut sides);
        self.drop_no_sides(row, &mut sides);
        // خلف تفجير انتحاري في بغداد 12 قتيلا: whom an attack that nobody is said to have made killed.
        if entry.kind == ActType::Assault && sides.actors.is_empty() && sides.recipients.is_empty() && self.p.by_unknown
        {
            let killed = row.theme.map_or(self.object_at, |t| t.min(self.object_at));
            let killed = (killed.saturating_sub(1)..self.limit).take(3).find(|&k| {
                self.scene.kind(k) == Some(TokenKind::Number)
                    || self.scene.is(k).has(Is::QUANT)
                    || self.p.parties.heads_people(self.scene.doc, k)
            });
            sides.recipients.extend(killed.and_then(|k| self.p.killed_people(k, self.limit)));
        }
        self.add_own_people(row, &mut sides);
        self.take_for_people(row, &mut sides);
        if entry.kind == ActType::Mediate && sides.recipients.len() == 1 {
            self.add_ends_of_message(&mut sides);
            // سلم الحركة مقترحا إسرائيليا, نقلت رسالة كراكاس: whose it is.
            let whose = row.theme.and_then(|t| self.whose_message(t));
            if let Some(id) = whose.filter(|id| !sides.has(self.p, *id)) {
                sides.recipients.push(id);
            }
        }
        // المحادثات التي ترعاها السعودية: who mediates does it between the two of whom the report is.
        if entry.kind == ActType::Mediate && sides.recipients.is_empty() && !sides.actors.is_empty() {
            sides.recipients = self.p.parties.two_sides(self.scene.doc, self.trigger.at, &sides.actors);
        }
        if entry.kind == ActType::Mobilize && sides.recipients.is_empty() {
            self.add_across_border(&mut sides);
        }
        // تلقى اتصالا من نظيره, حظي بدعم فرنسا: the one who is received from acts, and where he is not named the other does not.
        let first = row.entry.slots.first();
        let unnamed = sides.slot.is_none() && matches!(first, Some(Slot::Giver | Slot::From));
        // تلقت الحركة مساعدات تركية: so is one whom an adjective of what is received names.
        let by_adjective = first == Some(&Slot::From)
            && sides.slot == Some(Slot::Theme)
            && row.theme.is_some_and(|t| {
                let adjectives = t + 1..(t + 4).min(self.limit);
                let mut of =
                    adjectives.take_while(|&k| self.scene.is(k).has(Is::NISBA) || self.scene.is(k).has(Is::ADJ));
                of.any(|k| {
                    let ids = self.p.parties.adjective(self.scene.doc, k);
                    ids.is_some_and(|id| sides.recipients.contains(&id))
                })
            });
        // تلقى دعما لاستضافة اللاجئين السوريين: for whom or against whom it is meant gave nothing.
        if first == Some(&Slot::From) && sides.slot == Some(Slot::Theme) && !by_adjective {
            sides.recipients.clear();
            sides.slot = None;
        }
        let unnamed = unnamed || sides.slot.is_none() && first == Some(&Slot::From);
        if unnamed || by_adjective || matches!(sides.slot, Some(Slot::From | Slot::Giver)) {
            std::mem::swap(&mut sides.actors, &mut sides.recipients);
        }
        // طلبت الهند من إيران لقاء البحارة، وتلقت وعدا: from whom, where he is not named, is whoever is dealt with.
        if unnamed && first == Some(&Slot::From) && sides.actors.is_empty() {
            sides.actors = self.p.parties.taken_up(self.scene.doc, self.trigger.at, &sides.recipients);
        }
        // وصلت طائرة مساعدات تركية إلى غزة: help that reaches a town is for its state.
        let own = |id: &EntityId| sides.actors.iter().any(|a| self.p.parties.same_party(*a, *id));
        if sides.recipients.iter().all(own) && self.help_arrives(row) {
            let to = (self.trigger.at + 1..self.limit).find(|&k| self.scene.key(k) == "الي");
            if let Some((ids, end, _)) = to.and_then(|k| self.p.ground(k + 1, self.limit.min(k + 5))) {
                sides.recipients = ids;
                sides.reach = sides.reach.max(end);
            }
        }
        if sides.recipients.is_empty() {
            sides.recipients = self.of_step(&sides.actors);
        }
        if sides.recipients.is_empty() && matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Sanction) {
            sides.recipients = self.own_people(row, &sides.actors.clone());
            // أحرق مستوطنون مسجدا: settlers do it to those on whose land they are.
            let settlers = !sides.actors.is_empty()
                && sides.actors.iter().all(|id| self.p.parties.code(*id) == Some("ISR-CIV"))
                && entry.kind != ActType::Sanction;
            if settlers && sides.recipients.is_empty() {
                let span = self.scene.span(self.trigger.at, self.trigger.end);
                sides.recipients.extend(self.p.parties.of_code("PSE", span));
            }
        }
        // أقال رئيس الوزراء وزير الدفاع: who is dismissed at home is nobody else's.
        let at_home = sides.recipients.iter().all(|id| sides.actors.iter().any(|a| self.p.parties.same_party(*a, *id)));
        if at_home && matches!(entry.lemma.as_str(), "أقال" | "أعفى" | "عزل") {
            sides.recipients.clear();
            self.p.unnamed = true;
        }
        // أغارت على موقع باكستاني وقتلت جنديا: a verb that goes on strikes whom the one before struck.
        if sides.recipients.is_empty()
            && entry.kind == ActType::Assault
            && self.subject().is_none()
            && self.scene.is(self.trigger.at).has(Is::CONJUNCT)
            && self.person_in_accusative(self.object_at)
        {
            let struck = self.p.parties.dealt_with(self.scene.sentence, &sides.actors);
            sides.recipients = if struck.len() == 1 { struck } else { Vec::new() };
        }
        self.add_two_sides(row, &mut sides);
        // شدد على ضرورة انسحاب روسيا: of what must be, or is hoped for, only who would do it is called upon.
        if hopes(entry)
            && let Some(theme) = row.theme
            && sides.slot != Some(Slot::Ala)
        {
            sides.recipients = self.who_must(theme, &sides.actors.clone());
        }
        // طالب بأن تنسحب روسيا, أعرب عن أمله في أن يلتزم الطرفان: whom the clause is of is called upon.
        if entry.kind == ActType::Request && sides.recipients.is_empty() {
            let i = self.trigger.at;
            let (from, to) = (self.object_start.max(i + 1), self.limit.max(i + 2));
            sides.recipients = clause_called(self.p, from, to, &sides.actors);
        }
        sides
    }

    /// شهدت العاصمة مظاهرة: those who demonstrate are a state's people.
    fn demonstrators(&mut self, row: &Row<'_>, actors: Vec<EntityId>) -> Vec<EntityId> {
        let (Some(np), [only]) = (self.subject(), &actors[..]) else { return actors };
        let scene = self.scene;
        let crowd = row.entry.mode.as_deref().is_some_and(|mode| mode != "boycott");
        let people = self.p.parties.people(scene.doc, *only, &np);
        let people = people.or_else(|| self.p.parties.crowd_of(scene.doc, *only, &np).filter(|_| crowd));
        people.map_or(actors, |people| vec![people])
    }

    /// The other side by the slots of the row; an envoy who is told to leave is it wherever he stands.
    fn by_row(&mut self, row: &Row<'_>, actors: Vec<EntityId>) -> Sides {
        let scene = self.scene;
        let limit = self.limit;
        let envoy = row.expelled.and_then(|k| noun_phrase(scene.doc, scene.words, k, limit.max(k + 1)));
        let found = match envoy {
            Some(np) => Some((self.p.entities(&np), np.end, Slot::Obj)),
            None => {
                let from = self.object_start.max(self.trigger.at + 1);
                let behind = self.p.other_side(&row.entry, &actors, self.object.as_deref(), row.theme, from, limit);
                // وصلت إلى السودان شحنة كويتية: whose the subject is, is nobody else.
                let parties = &self.p.parties;
                let own = |id: &EntityId| actors.iter().any(|a| parties.same_party(*a, *id));
                let other = behind.as_ref().is_some_and(|(ids, ..)| !ids.iter().all(own));
                let before = if other { None } else { self.before_subject(&row.entry, &actors) };
                before.or(behind)
            }
        };
        let each_other = row.entry.symmetric && actors.len() > 1;
        match found {
            Some((recipients, reach, slot)) => Sides { actors, recipients, slot: Some(slot), reach, each_other },
            None => {
                let reach = row.theme.map_or(self.object_start, |t| t + 1);
                Sides { actors, recipients: Vec::new(), slot: None, reach, each_other }
            }
        }
    }

    /// وصل إلى بغداد رئيس الوزراء الكيني, أعلن من طهران الوزير: the other side under its preposition between the verb and its subject.
    fn before_subject(
        &mut self,
        entry: &mahdar_lang::ActEntry,
        actors: &[EntityId],
    ) -> Option<(Vec<EntityId>, usize, Slot)> {
        let from = self.trigger.at + 1;
        let subject = self.after.as_ref().map(|np| (np.first, np.end))?;
        let between = subject.0 > from + 1 && self.scene.is(from).has(Is::PREP);
        let entry = mahdar_lang::ActEntry {
            slots: entry.slots.iter().copied().filter(|slot| !matches!(slot, Slot::Obj | Slot::Theme)).collect(),
            ..entry.clone()
        };
        let found = if between { self.p.other_side(&entry, actors, None, None, from, subject.0) } else { None };
        found.map(|(ids, _, slot)| (ids, subject.1, slot))
    }

    /// اعتقلت الشرطة الألمانية سوريا, أبعدت فرنسا تونسيا: whom a verb takes that has only persons for its object is a man of the state, and
    /// not the state that is written like him.
    fn take_for_people(&mut self, row: &Row<'_>, sides: &mut Sides) {
        use ActType::{Assault, Coerce, Sanction};
        let scene = self.scene;
        if !row.entry.human || !matches!(row.entry.kind, Assault | Coerce | Sanction) {
            return;
        }
        let (Some(np), [only]) = (self.object.clone(), &sides.recipients[..]) else { return };
        let alone = np.end == np.first + 1 && np.titles.is_empty() && np.name.is_none();
        // سوريا, تونسيا: in the accusative; روسيا is the state alone.
        let man = alone && scene.key(np.first).ends_with("يا") && scene.is(np.first).has(Is::NISBA);
        if man && let Some(people) = self.p.parties.crowd_of(scene.doc, *only, &np) {
            sides.recipients = vec![people];
        }
    }

    /// حث السيستاني العراقيين على المشاركة, دعا اللبنانيين إلى الوحدة: one's own people, where nothing but their nationality names them.
    fn add_own_people(&mut self, row: &Row<'_>, sides: &mut Sides) {
        use ActType::{Concede, Request};
        let scene = self.scene;
        let [actor] = sides.actors[..] else { return };
        let parties = &self.p.parties;
        let own = sides.recipients.iter().all(|id| parties.same_party(*id, actor));
        let own = own && matches!(row.entry.kind, Request | Concede);
        let Some(np) = self.object.clone().filter(|_| own) else { return };
        let nation = np.end == np.first + 1
            && np.titles.is_empty()
            && scene.is(np.first).has(Is::ARTICLE)
            && scene
                .words
                .nisba(scene.doc, np.first)
                .is_some_and(|(_, _, number, _)| number != mahdar_lang::Number::Singular);
        let ids = if nation { self.p.entities(&np) } else { Vec::new() };
        if let [only] = ids[..]
            && self.p.parties.same_party(only, actor)
            && let Some(people) = self.p.parties.people(scene.doc, only, &np)
        {
            sides.recipients = vec![people];
        }
    }

    /// Whom the verb's own pronoun takes up, where nobody else is its object.
    fn add_pronoun(&mut self, row: &Row<'_>, sides: &mut Sides) {
        let scene = self.scene;
        let i = self.trigger.at;
        // داعية إياهما إلى ضبط النفس: the object's pronoun may stand on إيا.
        let apart = ["اياه", "اياها", "اياهم", "اياهما"].iter().position(|w| scene.key(i + 1) == *w);
        let pronoun = self.trigger.pronoun.or(apart.map(|n| ["3ms", "3fs", "3mp", "3d"][n]));
        // باكستان تستهدفنا: who speaks.
        if matches!(pronoun, Some("1p" | "1s"))
            && self.scene.inside(i).is_some()
            && sides.recipients.is_empty()
            && row.entry.slots.contains(&Slot::Obj)
        {
            sides.recipients = self.p.owner.into_iter().filter(|id| !sides.has(self.p, *id)).collect();
            return;
        }
        let of_third = matches!(pronoun, Some("3ms" | "3fs" | "3mp" | "3d"));
        // وارسو التي زارها, السفير الذي استقبله, سفينة بريطانية احتجزها الحرس: what the verb describes, where it is a party.
        if of_third
            && self.relative.of_object
            && sides.recipients.is_empty()
            && row.entry.slots.first() == Some(&Slot::Obj)
            && row.theme.is_none_or(|t| t > i)
        {
            sides.recipients = self.described(sides);
        }
        if !sides.recipients.is_empty() || self.relative.of_object || row.entry.slots.first() != Some(&Slot::Obj) {
            return;
        }
        // دعتهما إلى القدوم: the two sides, where two are meant.
        if pronoun == Some("3d") {
            sides.recipients = self.p.parties.two_sides(scene.doc, i, &sides.actors);
        }
        if of_third && sides.recipients.is_empty() {
            // اتهمتها بغداد: who acted last, else who was named last, and is not the actor.
            let parties = &self.p.parties;
            let other = |id: &EntityId| {
                !sides.actors.iter().any(|a| parties.same_party(*a, *id)) && parties.code(*id).is_some()
            };
            // انتقد دعم إريتريا للحركة، غير أنه دعاها: the other side of what the same one did before.
            let last = self.previous.and_then(|ids| ids.iter().copied().find(|id| other(id)));
            let answered = parties.dealt_with(scene.sentence, &sides.actors);
            let last = if answered.len() == 1 { Some(answered[0]) } else { last };
            let at = scene.doc.tokens[i].span.start;
            let from = scene.doc.sentences[scene.sentence.saturating_sub(1)].span.start;
            sides.recipients.extend(last.or_else(|| {
                let near = scene.doc.mentions_between(from, at).iter().filter(|m| m.span.end <= at);
                near.rev().flat_map(|m| m.entities.iter().copied()).find(|id| other(id))
            }));
        }
    }

    /// The parties of the phrase that a relative clause describes and whose pronoun is the verb's object, but for those who act.
    fn described(&mut self, sides: &Sides) -> Vec<EntityId> {
        let scene = self.scene;
        let i = self.trigger.at;
        let end = if self.relative.marked { i - 1 } else { i };
        let from = i.saturating_sub(8).max(scene.first);
        let np = (from..end).find_map(|j| {
            noun_phrase(scene.doc, scene.words, j, end)
                .filter(|np| np.end == end && (!np.actors.is_empty() || np.party.is_some()))
        });
        let Some(np) = np else { return Vec::new() };
        let mut described = self.p.entities(&np);
        if self.p.harms
            && let [only] = described[..]
        {
            described = self.p.parties.people(scene.doc, only, &np).map_or(described, |people| vec![people]);
        }
        described.retain(|id| !sides.has(self.p, *id));
        described
    }

    /// Drops what stands in a slot but is no side: where talks are held, what is denied.
    fn drop_no_sides(&mut self, row: &Row<'_>, sides: &mut Sides) {
        use ActType::{Aid, Assault, Coerce, Mobilize};
        let scene = self.scene;
        // حط الرحال في كيغالي: a verb of arriving says with في whom somebody visits.
        let arrives = row.entry.slots.first() == Some(&Slot::Fi) && row.entry.mode.as_deref() == Some("visit");
        if sides.slot == Some(Slot::Fi) && !arrives && !matches!(row.entry.kind, Assault | Coerce | Aid | Mobilize) {
            sides.recipients.clear();
        }
        if row.entry.kind != ActType::Deny {
            return;
        }
        // What is denied is no other side, but for an accusation of somebody's: نفى اتهامات واشنطن.
        if sides.slot == Some(Slot::Theme) {
            let at = self.theme_or_object(row);
            let near = |k: usize| self.p.parties.adjective(scene.doc, k).is_some() || scene.is(k).has(Is::ACTOR);
            // اتهامات رئيس اللجنة, تصريحات وزير الدفاع: whoever says so may stand with his title.
            let whose =
                charges(scene.key(at)) && scene.is(at + 1).has(Is::TITLE) && !scene.is(at + 1).has(Is::PREFIXED);
            if !(at + 1..at + 3).any(near) && !whose {
                sides.recipients.clear();
            }
        }
        // الاتهامات التي وجهتها إليها الرياض والمنامة, ما قاله الرئيس الأميركي: whoever makes them.
        let at = self.theme_or_object(row);
        let what = self.object_start.max(self.trigger.at + 1)..self.limit;
        let what = what.take(WHAT_WITHIN).find(|&k| scene.key(k) == "ما" && scene.is(k + 1).has(Is::VERB));
        let verb = what.map_or(at + 2, |k| k + 1);
        if what.is_some() || scene.is(at + 1).has(Is::REL) && scene.words.is_only_verb(verb) {
            let opens = |k: &usize| scene.is(*k).has(Is::ACTOR) || scene.is(*k).has(Is::TITLE);
            let np = (verb + 1..(verb + 3).min(scene.last))
                .find(opens)
                .and_then(|k| noun_phrase(scene.doc, scene.words, k, scene.last));
            let mut by = np.map(|np| self.p.entities(&np)).unwrap_or_default();
            by.retain(|id| !sides.actors.iter().any(|a| self.p.parties.same_party(*a, *id)));
            if !by.is_empty() {
                sides.recipients = by;
            }
        }
    }

    /// وهو ما رفضه الجانب المصري, وهي خطوة ثمنتها الرباط: what is judged is what was told before, and he who did it is meant.
    fn of_step(&mut self, actors: &[EntityId]) -> Vec<EntityId> {
        const STEPS: [&str; 6] = ["خطوه", "قرار", "اجراء", "تحرك", "موقف", "امر"];
        let scene = self.scene;
        let i = self.trigger.at;
        let Some(before) = i.checked_sub(2).filter(|&k| k >= scene.first) else { return Vec::new() };
        let it = matches!(scene.key(before).trim_start_matches('و'), "هو" | "هي")
            || scene.kind(before) == Some(TokenKind::Comma);
        let what = scene.key(i - 1) == "ما" || STEPS.contains(&scene.key(i - 1)) && self.trigger.pronoun.is_some();
        if it && what { self.p.parties.doers(scene.sentence, actors) } else { Vec::new() }
    }

    /// نقل رسالة من طهران إلى واشنطن: from whom and to whom.
    fn add_ends_of_message(&mut self, sides: &mut Sides) {
        let scene = self.scene;
        for prep in ["من", "الي"] {
            let mut reach = self.object_start..self.limit;
            let Some(k) = reach.find(|&k| scene.key(k) == prep && scene.is(k + 1).has(Is::NOMINAL)) else { continue };
            for id in self.p.at(k + 1, self.limit).0 {
                if !sides.has(self.p, id) && self.p.parties.code(id).is_some() {
                    sides.recipients.push(id);
                }
            }
        }
    }

    /// Whose a message or an offer at `theme` is, by its adjective or its genitive.
    pub(super) fn whose_message(&mut self, theme: usize) -> Option<EntityId> {
        let scene = self.scene;
        let adjective = self.p.parties.adjective(scene.doc, theme + 1);
        adjective.or_else(|| {
            const MESSAGES: [&str; 10] =
                ["رساله", "رسائل", "رد", "جواب", "مقترح", "مقترحات", "اقتراح", "عرض", "موقف", "شروط"];
            let is = scene.is(theme + 1);
            let genitive = MESSAGES.contains(&scene.key(theme))
                && (is.has(Is::ACTOR) || is.has(Is::TITLE) || is.has(Is::ARTICLE))
                && !scene.is(theme).has(Is::ARTICLE)
                && ![Is::PREFIXED, Is::PREP, Is::PUNCT, Is::CONJUNCT].iter().any(|&fact| is.has(fact));
            let np = genitive.then(|| noun_phrase(scene.doc, scene.words, theme + 1, self.limit)).flatten()?;
            let ids = self.p.entities(&np);
            ids.into_iter().find(|id| self.p.parties.code(*id).is_some())
        })
    }

    /// حشدت روسيا جنودا قرب حدود أوكرانيا: at whose border forces stand.
    fn add_across_border(&mut self, sides: &mut Sides) {
        let scene = self.scene;
        let border = (self.object_start..self.limit.max(self.trigger.at + 2)).find(|&k| {
            let key = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
            matches!(key, "حدود" | "حدودها" | "حدوده" | "سواحل" | "تخوم" | "مشارف")
        });
        let Some(k) = border else { return };
        let from = if matches!(scene.key(k + 1), "مع") { k + 2 } else { k + 1 };
        let ids = self.p.parties.inside(scene.doc, from, (from + 3).min(scene.last));
        let own = |id: EntityId| sides.actors.iter().any(|a| self.p.parties.same_party(*a, id));
        sides.recipients.extend(ids.into_iter().filter(|id| !own(*id)));
    }

    /// The two sides of the report, where the words mean them.
    fn add_two_sides(&mut self, row: &Row<'_>, sides: &mut Sides) {
        let scene = self.scene;
        let symmetric = row.entry.symmetric;
        // دعت السعودية الجانبين, حث الأطراف: the two sides are not who calls on them.
        let own = sides.recipients.iter().any(|r| sides.actors.iter().any(|a| self.p.parties.same_party(*a, *r)));
        // حث الأطراف اليمنية, رحب بتوقيع طرفي النزاع في السودان: the two sides, whatever names stand by.
        let from = self.object.as_ref().map_or(self.object_start, |np| np.first);
        let reach = if sides.recipients.is_empty() { 5 } else { 2 };
        let all = (sides.recipients.len() < 2 && !symmetric)
            && (from..(from + reach).min(self.limit)).any(|k| {
                let key = scene.key(k);
                matches!(
                    key.strip_prefix("لل").or(key.strip_prefix("ال")).unwrap_or(key),
                    "اطراف" | "طرفين" | "جانبين" | "طرفي" | "بلدين" | "جانبي" | "فرقاء"
                )
            });
        // حث الأطراف الليبية: of one state.
        let mut reached = from..(from + reach).min(self.limit);
        let national = if all { reached.find_map(|k| self.p.parties.national_sides(scene.doc, k)) } else { None };
        if let Some(national) = national {
            sides.recipients = national;
        } else if sides.recipients.len() == 2 && own && !symmetric || all {
            let two = self.p.parties.two_sides(scene.doc, self.trigger.at, &sides.actors);
            if two.len() == 2 {
                sides.recipients = two;
            }
        }
    }

    /// ضرورة انسحاب القوات الروسية, أمله في التزام الطرفين: the parties, but for those who call, of the phrase behind the verbal noun
    /// that a word of need or hope at `theme` governs, or that stands there itself.
    fn who_must(&mut self, theme: usize, callers: &[EntityId]) -> Vec<EntityId> {
        let scene = self.scene;
        let masdar = |k: usize| {
            scene.words.analyses(k).iter().any(
                |a| matches!(a.entry, mahdar_lang::Entry::Verb { form, .. } if form.tense == mahdar_lang::Tense::Masdar),
            )
        };
        let need = ["ضرور", "وجوب", "امل", "امال"].iter().any(|word| {
            let key = scene.key(theme);
            key.strip_prefix("ال").unwrap_or(key).starts_with(word)
        });
        let from = theme + usize::from(need);
        let from = from + usize::from(matches!(scene.key(from), "في" | "ب"));
        let from = from + usize::from(scene.key(from) == "عدم");
        if !masdar(from) {
            return Vec::new();
        }
        let Some(np) = noun_phrase(scene.doc, scene.words, from + 1, scene.last) else { return Vec::new() };
        let mut ids = self.p.entities(&np);
        ids.retain(|id| {
            // تجنيب المدنيين ويلات الحرب: those who are to be spared do nothing.
            self.p.parties.code(*id).is_some_and(|code| !code.ends_with("-CIV"))
                && callers.iter().all(|c| !self.p.parties.same_party(*c, *id))
        });
        ids
    }

    /// Whether a phrase is of those whose arrival is a visit: an office, a person, a delegation.
    fn visits(&self, np: &Np) -> bool {
        const DELEGATIONS: [&str; 8] = ["وفد", "مبعوث", "موفد", "وفود", "بعثه", "مسوول", "مسوولون", "مسوولين"];
        let lexicon = self.scene.words.lexicon;
        let head = self.scene.key(np.first);
        let head = head.strip_prefix('و').filter(|rest| rest.chars().count() > 3).unwrap_or(head);
        let head = head.strip_prefix("ال").unwrap_or(head);
        let head = head.strip_suffix('ا').filter(|rest| rest.chars().count() > 2).unwrap_or(head);
        DELEGATIONS.contains(&head)
            || np.titles.first().is_some_and(|&t| {
                matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Honorific)
            })
            || np.actors.iter().any(|(a, ..)| lexicon.actors[*a as usize].kind == EntityKind::Person)
            || np.name.is_some() && np.titles.is_empty()
    }

    /// حذرت الكويت المجتمع الدولي من استمرار إسرائيل في انتهاكاتها: who is told of somebody else's deeds is not threatened; whose they are
    /// is accused.
    pub(super) fn warned_of<'r>(&mut self, row: Row<'r>, sides: &mut Sides) -> Row<'r> {
        let warns = row.entry.kind == ActType::Threaten
            && row.entry.id.starts_with("hadhar")
            && sides.slot == Some(Slot::Obj)
            && !sides.recipients.is_empty();
        if !warns {
            return row;
        }
        let scene = self.scene;
        let from = self.object.as_ref().map_or(self.object_start, |np| np.end);
        let to = (from + 4).min(scene.last);
        let Some(of) = (from..to).find(|&k| scene.key(k) == "من") else { return row };
        let deed = scene.matcher.verbal_noun(of + 1);
        let Some(np) = deed.then(|| noun_phrase(scene.doc, scene.words, of + 2, scene.last)).flatten() else {
            return row;
        };
        let named = np.party.is_some() || np.name.is_some() || !np.actors.is_empty();
        if np.first != of + 2 || !named || scene.is(of + 2).has(Is::PREFIXED) {
            return row;
        }
        let mut ids = self.p.entities(&np);
        ids.retain(|id| self.p.parties.code(*id).is_some() && !sides.has(self.p, *id));
        if ids.is_empty() {
            return row;
        }
        sides.recipients = ids;
        sides.slot = Some(Slot::Theme);
        let entry = mahdar_lang::ActEntry {
            kind: ActType::Accuse,
            id: "warned-of".to_owned(),
            cameo: Some("112".to_owned()),
            mode: None,
            ..row.entry.into_owned()
        };
        Row { entry: std::borrow::Cow::Owned(entry), ..row }
    }

    /// Gives the frame up where a row that is nothing without its other side has none.
    pub(super) fn holds(&self, row: &Row<'_>, sides: &Sides) -> Option<()> {
        let scene = self.scene;
        let i = self.trigger.at;
        let entry = &row.entry;
        let nobody = sides.recipients.is_empty();
        // تعرض الجيش لقصف: what something is exposed to is no offer.
        let exposed =
            (i + 1..(i + 6).min(self.limit)).any(|k| scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with('ل'));
        if entry.id == "arad-04-propose" && nobody && scene.key(i).ends_with("تعرض") && exposed {
            return scene.lose("an offer to nobody");
        }
        // وصل الوزير إلى صنعاء, a visit; وصلت الشاحنات إلى صنعاء, none.
        if entry.id.starts_with("wasal-b-90a") && !self.subject().is_some_and(|np| self.visits(&np)) {
            return scene.lose("no envoy travels");
        }
        // تنتظر موسكو من واشنطن أن ترد, حل الوزير بتونس: what one awaits is asked only of whom من names, and one arrives only where
        // ب says.
        let only =
            matches!((entry.kind, &entry.slots[..]), (ActType::Request, [Slot::Min]) | (ActType::Consult, [Slot::Bi]));
        if only && sides.slot != entry.slots.first().copied() {
            return scene.lose("no party where its other side stands");
        }
        // لجأ إلى القوة: to nobody.
        if entry.id.starts_with("laja-02") && nobody {
            return scene.lose("no party where its other side stands");
        }
        // رفض التعليق على الأنباء, أحجم عن التعليق
        let at = self.object_start;
        let silent = |k: usize| scene.is(k).has(Is::ARTICLE) && crate::matcher::withheld(scene.key(k));
        if entry.kind == ActType::Reject && (silent(at) || scene.key(at) == "عن" && silent(at + 1)) {
            return scene.lose("who keeps silent refuses nobody anything");
        }
        // نعى حزب الله القائد: who mourns supports nobody who is not named.
        let own = |id: &EntityId| sides.actors.iter().any(|a| self.p.parties.same_party(*a, *id));
        if entry.lemma == "نعى" && sides.recipients.iter().all(own) {
            return scene.lose("mourning of nobody else's");
        }
        if hopes(entry) && nobody {
            return scene.lose("a hope or a must of nobody's conduct");
        }
        // عقد مجلس الأمن جلسة: a body that sits needs nobody else.
        let sits = entry.kind == ActType::Consult && row.theme.is_some() && self.p.parties.all_igos(&sides.actors);
        // وقتلوا أربعة جنود: whose soldiers they are the report may say elsewhere.
        let people = entry.kind == ActType::Assault && !sides.actors.is_empty() && self.people_at(self.object_at)
            || entry.kind == ActType::Coerce && !sides.actors.is_empty() && self.thing_behind_subject()
            // الناقلة التي احتجزها الحرس الثوري: whose it is, too.
            || matches!(entry.kind, ActType::Assault | ActType::Coerce)
                && self.relative.of_object
                && self.after.is_some()
                && !sides.actors.is_empty();
        if entry.human && nobody && !sides.each_other && !covers(entry.kind) && !sits && !people {
            return scene.lose("no party where its other side stands");
        }
        // حذر من is a warning of a danger; a threat needs the one who is threatened.
        if entry.kind == ActType::Threaten && entry.id.starts_with("hadhar") && sides.slot != Some(Slot::Obj) {
            return scene.lose("a warning of nobody's hand");
        }
        Some(())
    }
}

/// Whether a row is of what must be or is hoped for, which aimed at nobody is no request.
fn hopes(entry: &mahdar_lang::ActEntry) -> bool {
    entry.kind == ActType::Request && (entry.id.starts_with("hope") || matches!(entry.lemma.as_str(), "أكد" | "شدد"))
}

/// The parties of the subject of the clause that begins with أن between two tokens, but for those who call.
fn clause_called(p: &mut Parser<'_, '_, '_, '_>, from: usize, to: usize, callers: &[EntityId]) -> Vec<EntityId> {
    let scene = p.scene;
    let reach = to.max(from + 6).min(scene.last);
    let Some(that) = (from..(from + 8).min(reach)).find(|&k| {
        scene.words.complementizer(scene.doc, k).is_some_and(|c| c.pronoun.is_none() && c.conjunction.is_none())
    }) else {
        return Vec::new();
    };
    let verb = that + 1;
    if !scene.is(verb).has(Is::VERB) {
        return Vec::new();
    }
    p.parties.third = callers.to_vec();
    let at = scene.matcher.after_light_adjuncts(verb + 1);
    let mut ids = noun_phrase(scene.doc, scene.words, at, scene.last).map(|np| p.entities(&np)).unwrap_or_default();
    p.parties.third.clear();
    ids.retain(|id| p.parties.code(*id).is_some() && callers.iter().all(|c| !p.parties.same_party(*c, *id)));
    ids
}

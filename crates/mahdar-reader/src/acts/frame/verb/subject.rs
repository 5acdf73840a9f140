//! The subject of a verb after it, and the object that stands right behind it.

use super::super::TriggerForm;
use super::super::clause::after_count;
use super::super::slots::is_theme;
use super::VerbFrame;
use crate::np::{Np, noun_phrase, title_at};
use crate::words::Is;
use mahdar_doc::{ActType, TokenKind};
use mahdar_lang::TitleClass;
use std::rc::Rc;

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// Finds the subject after the verb. Gives the object where one phrase would take both in, or where the only phrase is
    /// whom the last subject calls on.
    pub(super) fn find_subject(&mut self) -> Option<Rc<Np>> {
        self.after = self.subject_after();
        let human_object = self.has_human_object();
        if human_object && let Some((subject, object)) = self.object_first() {
            self.after = Some(subject);
            return Some(object);
        }
        let np = self.after.clone()?;
        if human_object && let Some((subject, object)) = self.two_offices(&np) {
            self.after = Some(subject);
            return Some(object);
        }
        // قال الرئيس، بعد أن التقى المبعوث الأمريكي, حيث يلتقي الرئيس الفرنسي: who is met or visited, by whom the clause before
        // is of.
        if human_object && self.needs_object() && !self.explicit_speaker && self.alone_behind_when(&np) {
            return self.after.take();
        }
        // أدانت الحادث واستدعت السفيرة السويدية: an envoy who stands alone behind a verb of summoning or expelling is its object.
        if human_object && self.scene.is(self.trigger.at).has(Is::CONJUNCT) && self.is_envoy_called(&np) {
            return self.after.take();
        }
        let goes_on = self.scene.is(self.trigger.at).has(Is::CONJUNCT)
            && human_object
            && !self.explicit_speaker
            && self.previous.is_some_and(|p| !p.is_empty());
        if goes_on && self.is_called_on(&np) { self.after.take() } else { None }
    }

    /// The phrase after a finite verb that can be its subject; where a statement names its speaker, only he can.
    fn subject_after(&self) -> Option<Rc<Np>> {
        let np = self.phrase_after()?;
        // قبل أن تعلن تعليق المعاهدة: what is said is nobody who says it.
        if self.content_at() == Some(np.first) {
            return None;
        }
        let subject = if self.explicit_speaker {
            self.speaker_span().is_some_and(|s| s.start < np.span.end && np.span.start < s.end)
        } else {
            // اعتصم العشرات من المعلمين: behind من whom they are some of is in the genitive.
            let some = np.first > self.trigger.at + 1 && self.scene.key(np.first - 1) == "من" && np.can_speak();
            // أغارت طائرات أنتونوف سودانية, أضرم عناصر من الحركة: so do craft and fighters, whose attributes say whose they are.
            let armed = (crate::acts::groups(self.scene.doc, np.first)
                || super::super::phrases::craft(self.scene.key(np.first)))
                && !self.scene.is(np.first).has(Is::PREFIXED)
                && self.scene.matcher.may_stand_behind(self.form, &np);
            some || armed || self.scene.matcher.may_be_subject(self.form, &np)
        };
        subject.then_some(np)
    }

    /// The phrase after the verb, past times and numbers.
    fn phrase_after(&self) -> Option<Rc<Np>> {
        if self.trigger.form != TriggerForm::Finite || self.before.is_some() || self.by_pronoun {
            return None;
        }
        let scene = self.scene;
        let i = self.trigger.at;
        let limit = self.limit;
        let start = after_count(scene, scene.matcher.after_light_adjuncts(i + 1));
        if let Some(np) = self.each_of(i + 1) {
            return Some(np);
        }
        // تظاهر مئات الآلاف في لندن, احتشد المئات في باريس: so many, and no word for whom.
        let many = match (scene.key(start), scene.key(start + 1)) {
            ("مئات" | "عشرات", "الالاف") => 2,
            ("المئات" | "العشرات" | "الالاف" | "الملايين", _) => 1,
            _ => 0,
        };
        let whom = scene.is(start + many);
        if many > 0
            && (whom.has(Is::PREP) && scene.key(start + many) != "من" || whom.has(Is::PUNCT) || whom.has(Is::TIME))
        {
            return Some(Rc::new(Np::bare(start, start + many, scene.span(start, start + many))));
        }
        let np = noun_phrase(scene.doc, scene.words, start, limit.max(i + 2));
        // يصل إلى القاهرة رئيس وزراء كينيا: the subject behind a phrase of place.
        let place = scene.is(start).has(Is::PREP) && np.is_none();
        np.or_else(|| {
            let at = place.then(|| scene.matcher.after_adjuncts(start)).filter(|at| *at < limit)?;
            let at = after_count(scene, at);
            let bare =
                !scene.is(at).has(Is::PREFIXED) && !scene.is(at).has(Is::PUNCT) && !scene.is(at).has(Is::CONJUNCT);
            let np = bare.then(|| noun_phrase(scene.doc, scene.words, at, limit)).flatten()?;
            // ويلتقي خلال الزيارة نظيره: a counterpart is the object.
            let counterpart = scene.key(np.first).starts_with("نظير");
            // وصلت إلى بيروت شحنة مساعدات كويتية: so does help or a force that its adjective says whose it is.
            // احتشد في دكا أربعون ألف بنغلاديشي: so does a crowd that is counted or has its nationality.
            let acts = &scene.words.lexicon.acts;
            let crowd = (np.party.is_some() && !np.definite || scene.is(np.first).has(Is::QUANT))
                && self.trigger.rows.iter().any(|&row| acts[row as usize].kind == ActType::Protest);
            let subject =
                np.can_speak() && !np.titles.is_empty() || np.party.is_some() && self.is_moved(np.first) || crowd;
            (subject && !counterpart && self.statement.is_none()).then_some(np)
        })
    }

    /// Whether the word at `k` or behind it is the theme of a row that tells of help or forces.
    fn is_moved(&self, k: usize) -> bool {
        let scene = self.scene;
        self.trigger.rows.iter().any(|&row| {
            let entry = &scene.words.lexicon.acts[row as usize];
            matches!(entry.kind, ActType::Aid | ActType::Mobilize)
                && (is_theme(scene, k, &entry.with) || is_theme(scene, k + 1, &entry.with))
        })
    }

    /// زار القاهرة أمس وزير الخارجية الإيراني: a state that the verb does not agree with, and somebody behind it who did it; the
    /// subject and the object.
    fn object_first(&self) -> Option<(Rc<Np>, Rc<Np>)> {
        let scene = self.scene;
        if self.after.is_some()
            || self.before.is_some()
            || self.explicit_speaker
            || self.trigger.form != TriggerForm::Finite
            || self.trigger.pronoun.is_some()
        {
            return None;
        }
        let object = self.phrase_after()?;
        let state = object.titles.is_empty() && object.name.is_none() && object.actors.len() == 1;
        if !state || object.first != self.trigger.at + 1 {
            return None;
        }
        let at = scene.matcher.after_light_adjuncts(object.end);
        let is = scene.is(at);
        if at >= self.limit || is.has(Is::PREFIXED) || is.has(Is::CONJUNCT) || is.has(Is::PUNCT) {
            return None;
        }
        let subject = noun_phrase(scene.doc, scene.words, at, self.limit)?;
        let acts =
            subject.can_speak() && !subject.titles.is_empty() && scene.matcher.may_be_subject(self.form, &subject);
        (acts && !scene.key(at).starts_with("نظير")).then_some((subject, object))
    }

    /// قدمت المشروع إلى المجلس كل من فرنسا وألمانيا: the list of those who did it, behind object and adjuncts.
    fn each_of(&self, from: usize) -> Option<Rc<Np>> {
        let scene = self.scene;
        let k = (from + 1..self.limit).find(|&k| scene.key(k) == "كل" && scene.key(k + 1) == "من")?;
        let before = scene.is(k - 1);
        let closed = [Is::ARTICLE, Is::ACTOR, Is::TIME, Is::ADJ].iter().any(|&fact| before.has(fact));
        let alone = closed
            && !self.explicit_speaker
            && !before.has(Is::PREP)
            && (from..k)
                .all(|n| !scene.words.is_only_verb(n) && !scene.is(n).has(Is::PUNCT) && !scene.is(n).has(Is::COMP));
        let np = alone.then(|| noun_phrase(scene.doc, scene.words, after_count(scene, k), self.limit)).flatten()?;
        np.can_speak().then_some(np)
    }

    /// استدعى نائب وزير الخارجية القائم بالأعمال الإيراني: two offices with the article behind a verb that needs an object are
    /// its subject and its object.
    fn two_offices(&self, np: &Np) -> Option<(Rc<Np>, Rc<Np>)> {
        if np.titles.len() < 2 || np.name.is_some() {
            return None;
        }
        let scene = self.scene;
        let second = (np.first + 1..np.end).find(|&k| {
            // سلم الوزير العراقي سمو أمير الكويت رسالة: an honorific begins somebody else.
            title_at(scene.words, k).is_some_and(|(t, ..)| {
                let class = scene.words.lexicon.titles[t as usize].class;
                class == TitleClass::Office && scene.is(k).has(Is::ARTICLE)
                    || class == TitleClass::Honorific && !scene.is(k).has(Is::ARTICLE) && !scene.is(k).has(Is::PREFIXED)
            }) && title_at(scene.words, np.first).is_some_and(|(.., hit)| hit.end as usize <= k)
        })?;
        let subject = noun_phrase(scene.doc, scene.words, np.first, second)?;
        let object = noun_phrase(scene.doc, scene.words, second, self.limit.max(second + 1))?;
        (subject.end == second).then_some((subject, object))
    }

    /// Whether `np` is an envoy whom the verb calls in or sends away, and nobody stands behind him.
    fn is_envoy_called(&self, np: &Np) -> bool {
        const ENVOYS: [&str; 6] = ["سفير", "قاءم", "قائم", "قنصل", "دبلوماسي", "ملحق"];
        let scene = self.scene;
        let acts = &scene.words.lexicon.acts;
        let lemma =
            |lemmas: &[&str]| self.trigger.rows.iter().any(|&row| lemmas.contains(&acts[row as usize].lemma.as_str()));
        let key = scene.key(np.first);
        let key = key.strip_prefix("ال").unwrap_or(key);
        // وأغلقت قنصلية الولايات المتحدة: nor does a mission close by itself.
        let mission = ["سفار", "قنصلي"].iter().any(|stem| key.starts_with(stem));
        let calls = lemma(&["استدعى", "طرد", "أبعد"]) || mission && lemma(&["أغلق"]);
        let is = scene.is(np.end);
        let another = (is.has(Is::TITLE) || is.has(Is::ACTOR)) && !is.has(Is::PREFIXED) && !is.has(Is::CONJUNCT);
        calls && !another && (mission || ENVOYS.iter().any(|stem| key.starts_with(stem)))
    }

    /// Whether each row of the trigger needs a party for its object.
    fn needs_object(&self) -> bool {
        let acts = &self.scene.words.lexicon.acts;
        let needs = |&r: &u16| {
            let entry = &acts[r as usize];
            entry.human && entry.slots.first() == Some(&mahdar_lang::Slot::Obj)
        };
        !self.trigger.rows.is_empty() && self.trigger.rows.iter().all(needs)
    }

    /// Whether `np` is the only phrase behind a verb that a word of time or place opens, and is none of who acted before.
    fn alone_behind_when(&mut self, np: &Np) -> bool {
        let scene = self.scene;
        let i = self.trigger.at;
        let before = |n: usize| i.checked_sub(n).filter(|&k| k >= scene.first).map_or("", |k| scene.key(k));
        let when = matches!(before(1), "حيث" | "حين" | "عندما" | "لدي")
            || matches!(before(1), "ان" | "ما") && matches!(before(2), "بعد" | "قبل" | "منذ" | "عقب");
        // عقد المبعوث لقاءات، كما التقى الوزير الأمريكي; والتقى الوزير: of the one phrase behind a verb that goes on, too.
        let goes_on = scene.is(i).has(Is::CONJUNCT) || matches!(before(1), "كما" | "ثم");
        if !when && !goes_on || self.trigger.pronoun.is_some() {
            return false;
        }
        let light = scene.matcher.after_light_adjuncts(np.end);
        // وحثت الصين الجارتين على الحوار: what has the article is no attribute of a bare name.
        let bare = np.titles.is_empty() && np.name.is_none() && !np.actors.is_empty();
        let behind = scene.is(np.end);
        let whom = bare
            && behind.has(Is::ARTICLE)
            && behind.has(Is::NOMINAL)
            && ![Is::NISBA, Is::ADJ, Is::PREFIXED, Is::CONJUNCT, Is::TIME].iter().any(|&fact| behind.has(fact));
        let another = whom
            || [light, scene.matcher.after_adjuncts(light)].into_iter().any(|next| {
                let is = scene.is(next);
                (is.has(Is::TITLE)
                    || is.has(Is::ACTOR)
                    || is.has(Is::NAME)
                    || is.has(Is::QUANT)
                    || matches!(scene.key(next), "مع" | "في" | "ب" | "بين")
                    || scene.key(next).starts_with("نظير"))
                    && !is.has(Is::PREFIXED)
                    && !is.has(Is::PUNCT)
                    || scene.key(next).starts_with("بنظير")
            });
        let others = self.p.entities(np);
        let subject = self.previous.and_then(|p| p.first().copied()).or_else(|| self.p.clause_subject(i));
        let subject = if when { subject.or(self.p.owner) } else { subject };
        !another
            && !others.is_empty()
            && subject.is_some_and(|s| !others.iter().any(|o| *o == s || self.p.parties.same_party(*o, s)))
    }

    /// رحبت مصر بالهدنة، ودعت إيران إلى الحوار: where the verb goes on after و and only one phrase stands before its
    /// preposition, it is whom the same subject calls on.
    fn is_called_on(&mut self, np: &Np) -> bool {
        let scene = self.scene;
        let next = scene.matcher.after_light_adjuncts(np.end);
        let closes = scene.is(next).has(Is::PREP) && matches!(scene.key(next), "الي" | "علي")
            || scene.is(next).has(Is::PREFIXED) && scene.key(next).starts_with('ب')
            // وأمهلت باريس ثلاثة أيام, 15 يوما
            || (scene.is(next).has(Is::QUANT) || scene.kind(next) == Some(TokenKind::Number))
                && self.trigger.pronoun.is_none()
            || scene.is(next).has(Is::COMP)
            || scene.key(next).starts_with("مسؤولي")
            || scene.key(next).starts_with("المسؤولي");
        let others = self.p.entities(np);
        let same = |id: &mahdar_doc::EntityId| self.previous.is_some_and(|p| p.contains(id));
        closes && !others.is_empty() && !others.iter().any(same)
    }
}

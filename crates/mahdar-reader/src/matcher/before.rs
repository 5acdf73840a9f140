//! The subject that stands before a verb.

use super::Matcher;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Classes, Gender, NamedBy, Number, VerbForm};
use std::rc::Rc;

impl Matcher<'_, '_> {
    /// Whether a pronoun stands before a verb that is its subject: لكنه, إنها.
    pub(super) fn has_pronoun_before(&self, i: usize) -> bool {
        let that = |k: usize| self.words.complementizer(self.doc, k).is_some_and(|c| c.pronoun.is_some());
        self.pronoun_before(i).is_some() || self.before_particle(i).is_some_and(that)
    }

    /// What stands before a verb and its particle, if it has one.
    pub(super) fn before_particle(&self, i: usize) -> Option<usize> {
        let before = i.checked_sub(1).filter(|&b| b >= self.first)?;
        Some(if self.words.at(before).has(Is::PARTICLE) && before > self.first { before - 1 } else { before })
    }

    /// لكنه, ولكنهم, غير أنه right before a verb, or before its particle: where it stands.
    pub fn pronoun_before(&self, i: usize) -> Option<usize> {
        let before = self.before_particle(i)?;
        let key = self.key(before);
        let but = ["لكن", "ولكن", "لعل"]
            .iter()
            .any(|w| key.strip_prefix(w).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما" | "نا" | "ني")));
        let that = || {
            self.words.complementizer(self.doc, before).is_some_and(|c| c.pronoun.is_some_and(|p| p.starts_with('3')))
                && before > self.first
                && matches!(self.key(before - 1), "غير" | "بيد" | "الا" | "كما" | "حتي")
        };
        (but || that()).then_some(before)
    }

    /// The subject that stands before a verb: the phrase, between the clause's start and the verb.
    pub fn subject_before(&self, i: usize, form: VerbForm) -> Option<Rc<Np>> {
        // وشدد, فأعلن begin their clause; أما المفوضية فوعدت has its subject after أما.
        if self.cue_stem(i) > 0 {
            if !self.key(i).starts_with('ف') {
                return None;
            }
            let from = i.saturating_sub(24).max(self.first);
            let amma = (from..i).rev().find(|&k| matches!(self.key(k), "اما" | "واما"))?;
            let np = noun_phrase(self.doc, self.words, amma + 1, i).filter(|np| np.can_speak())?;
            let described = |k: usize| (np.end..k).any(|r| self.words.at(r).has(Is::REL));
            let clear = (np.end..i)
                .all(|k| (!self.words.is_only_verb(k) || described(k)) && self.kind(k) != Some(TokenKind::Stop));
            return Some(np).filter(|np| clear && self.agrees_before(form, np));
        }
        // سبق للوزير أن أعلن: who did it before stands behind ل.
        if i > self.first + 2 && self.key(i - 1) == "ان" {
            let from = i.saturating_sub(12).max(self.first);
            let before = (from..i - 1).rev().find(|&k| self.key(k).trim_start_matches(['و', 'ف']) == "سبق");
            let np = before.and_then(|k| self.prefixed_source(k + 1));
            if let Some(np) = np.filter(|np| self.agrees_before(form, np)) {
                return Some(np);
            }
        }
        // واشنطن سبق أن طالبت: or before it.
        if self.did_before(i) {
            return self.subject_near(i - 2).filter(|np| np.end == i - 2 && self.agrees_before(form, np));
        }
        // Skip particles between subject and verb: وكان لافروف، قد أعلن.
        // واشنطن ما زالت تحظر, الحركة ظلت ترفض: nor does a verb that tells how long.
        let lasts = |k: usize| {
            matches!(
                self.key(k),
                "زال"
                    | "زالت"
                    | "يزال"
                    | "تزال"
                    | "مازال"
                    | "مازالت"
                    | "لازالت"
                    | "لازال"
                    | "ظل"
                    | "ظلت"
                    | "باتت"
                    | "بات"
            ) && self.words.at(i).has(Is::VERB)
        };
        let mut stop = i;
        while stop > self.first
            && (self.words.at(stop - 1).has(Is::PARTICLE)
                || matches!(self.key(stop - 1), "قد" | "لقد" | "كان" | "كانت")
                || lasts(stop - 1) && stop == i
                || matches!(self.key(stop - 1), "ما" | "لا") && stop < i)
        {
            stop -= 1;
        }
        // القيادة «لن تفاوض: marks may open between a subject and its verb.
        let mark = stop.checked_sub(1).filter(|&m| m > self.first && self.opens(m).is_some());
        if let Some(mark) = mark
            && let Some(np) = self.subject_near(mark).filter(|np| np.end == mark && self.agrees_before(form, np))
        {
            return Some(np);
        }
        // أما رئيس المرصد فقد طالب: the subject stands after أما.
        if matches!(self.key(stop), "فقد" | "فلقد") {
            let from = stop.saturating_sub(24).max(self.first);
            if let Some(amma) = (from..stop).rev().find(|&k| matches!(self.key(k), "اما" | "واما"))
                && let Some(np) = noun_phrase(self.doc, self.words, amma + 1, stop).filter(|np| np.can_speak())
            {
                return Some(np);
            }
        }
        let find = || self.subject_across(stop).or_else(|| self.subject_near(stop));
        let found = self.words.phrases.subject_or((self.first, self.last), stop, find);
        found.filter(|np| self.agrees_before(form, np))
    }

    /// المجلس الذي سبق أن فرض: whether the verb at `i` is of what was done before.
    pub fn did_before(&self, i: usize) -> bool {
        i > self.first + 2 && self.key(i - 1) == "ان" && self.key(i - 2) == "سبق"
    }

    /// A subject with a parenthesis between commas before its verb: رئيس الوزراء، الذي استقال مطلع العام، قد حذر.
    pub(super) fn subject_across(&self, stop: usize) -> Option<Rc<Np>> {
        let close = stop.checked_sub(1).filter(|&c| c > self.first && self.kind(c) == Some(TokenKind::Comma))?;
        let window = close.saturating_sub(22).max(self.first);
        let mut open = close;
        while open > window {
            open -= 1;
            if matches!(self.kind(open), Some(TokenKind::Stop | TokenKind::Colon)) {
                return None;
            }
            if self.kind(open) != Some(TokenKind::Comma) {
                continue;
            }
            let from = open.saturating_sub(16).max(self.first);
            let np = (from..open)
                .filter(|&j| self.opens_subject(j))
                .find_map(|j| noun_phrase(self.doc, self.words, j, open).filter(|np| np.end == open && np.can_speak()));
            if let Some(np) = np {
                // المتحدثة باسم الخارجية، ماو نينغ، تعتبر: the name in apposition is part of the phrase.
                let whole = noun_phrase(self.doc, self.words, np.first, stop);
                return Some(whole.filter(|whole| whole.name.is_some() && whole.end == close).unwrap_or(np));
            }
        }
        None
    }

    /// Whether a subject may begin at `j`: after أن, after كان, where a clause begins.
    pub(super) fn opens_subject(&self, j: usize) -> bool {
        let before = j.checked_sub(1).filter(|&b| b >= self.first);
        before.is_none_or(|b| {
            let is = self.words.at(b);
            is.has(Is::COMP)
                // مايو/أيار: the second name of a month opens nothing.
                || is.has(Is::PUNCT) && self.key(b) != "/"
                || is.has(Is::CONJ)
                || matches!(
                    self.key(b),
                    "وكان" | "كان" | "وكانت" | "كانت" | "وقد" | "قد" | "يزال" | "تزال" | "زال" | "زالت" | "مازال" | "مازالت"
                        | "اصبح" | "اصبحت" | "بات" | "باتت" | "ظل" | "ظلت" | "ليس" | "ليست"
                )
                || self.turn_ends_at(j)
        })
    }

    pub(super) fn subject_near(&self, stop: usize) -> Option<Rc<Np>> {
        let window = stop.saturating_sub(22).max(self.first);
        let mut commas = 0;
        let mut best = None;
        let mut j = stop;
        while j > window {
            j -= 1;
            let is = self.words.at(j);
            let kind = self.kind(j);
            if matches!(kind, Some(TokenKind::Stop | TokenKind::Colon)) {
                break;
            }
            if kind == Some(TokenKind::Comma) {
                commas += 1;
                if commas > 2 {
                    break;
                }
                continue;
            }
            let key = self.key(j);
            // وهو ما اعتبره: a pronoun is no phrase.
            if matches!(key, "وهو" | "وهي" | "هو" | "هي") {
                continue;
            }
            // كان and its sisters, and verbs of beginning: ما زالت باكستان تطالب, عادت الحركة تدعو.
            let was = matches!(
                key.strip_prefix(['و', 'ف']).unwrap_or(key),
                "كان"
                    | "كانت"
                    | "زال"
                    | "زالت"
                    | "يزال"
                    | "تزال"
                    | "مازال"
                    | "مازالت"
                    | "ظل"
                    | "ظلت"
                    | "بات"
                    | "باتت"
                    | "اصبح"
                    | "اصبحت"
                    | "عاد"
                    | "عادت"
                    | "راح"
                    | "راحت"
                    | "اخذ"
                    | "اخذت"
                    | "بدا"
                    | "بدات"
                    | "انفك"
                    | "انفكت"
                    | "برح"
                    | "برحت"
            );
            // طائرات التحالف الذي تقوده السعودية شنت: a relative clause belongs to what stands before it.
            // هيغ الذي بدا حازما في رده، حذر: so does what a comma closes.
            let closed = self.kind(stop - 1) == Some(TokenKind::Comma);
            let relative = j > window
                && (was && closed || !was && self.words.is_only_verb(j))
                && (self.words.at(j - 1).has(Is::REL)
                    || j > window + 1 && self.words.at(j - 2).has(Is::REL) && self.words.at(j - 1).has(Is::PARTICLE));
            if relative {
                continue;
            }
            if was || self.words.is_only_verb(j) && !is.has(Is::FUNCTION) {
                // A verb before: the clause begins after it. كان takes a subject of its own.
                if was
                    && let Some(np) = noun_phrase(self.doc, self.words, j + 1, stop)
                        .filter(|np| (self.fills(np, stop) || self.named_office(np, stop)) && np.can_speak())
                {
                    best = Some(np);
                }
                break;
            }
            if is.has(Is::COMP) {
                if let Some(np) = noun_phrase(self.doc, self.words, j + 1, stop)
                    .filter(|np| self.fills(np, stop) || np.can_speak() && self.described(np, stop))
                {
                    best = Some(np);
                }
                break;
            }
            // من جهتها اعتبرت: a word of a turn is no subject.
            let turn = (j.saturating_sub(3).max(self.first)..j)
                .any(|t| self.words.function_end(t, Classes::TURN).is_some_and(|end| end > j));
            if turn {
                continue;
            }
            // A phrase that runs up to the verb, from a clause's start.
            let opens_clause = j == self.first
                || self.words.at(j - 1).has(Is::PUNCT) && self.key(j - 1) != "/"
                || self.words.at(j - 1).has(Is::CONJ)
                || is.has(Is::CONJUNCT)
                || self.words.and_place(self.doc, j)
                || self.words.at(j - 1).has(Is::TURN)
                || self.turn_ends_at(j);
            if opens_clause
                && let Some(np) =
                    noun_phrase(self.doc, self.words, j, stop).filter(|np| np.can_speak() && self.fills(np, stop))
            {
                // والمملكة تحذر: what stands right before the verb goes before anything that does not.
                if best.as_ref().is_none_or(|b: &Rc<Np>| b.end != stop || np.end == stop) {
                    best = Some(np);
                }
            }
            if is.has(Is::CONJ) {
                break;
            }
        }
        best
    }

    /// كانت سارة الهاشمي وزيرة البيئة قد انتقدت: a name, and the office in apposition that runs up to the verb.
    pub(super) fn named_office(&self, np: &Np, stop: usize) -> bool {
        let named = np.name.is_some() || np.actors.iter().any(|(_, by, _)| *by != NamedBy::Epithet);
        let office = || noun_phrase(self.doc, self.words, np.end, stop).filter(|office| office.name.is_none());
        np.end < stop
            && named
            && np.titles.is_empty()
            && self.words.at(np.end).has(Is::TITLE)
            && office().is_some_and(|office| self.fills(&office, stop))
    }

    /// Whether only adjectives, participles and their complements stand between a subject and its verb:
    /// مصدرا وزاريا مواكبا للمفاوضات دعا.
    pub(super) fn described(&self, np: &Np, stop: usize) -> bool {
        np.end <= stop
            && stop - np.end <= 8
            && (np.end..stop).all(|k| {
                let is = self.words.at(k);
                !self.words.is_only_verb(k) && !is.has(Is::COMP) && !is.has(Is::PUNCT) && !is.has(Is::CONJ)
            })
    }

    /// Whether only adjuncts stand between a subject and its verb.
    pub(super) fn fills(&self, np: &Np, stop: usize) -> bool {
        if np.end == stop {
            return true;
        }
        let rest = np.end..stop;
        if rest.len() > 14 {
            return false;
        }
        // أديس أبابا (د ب أ) - اتفقت الحكومة: the line of place and agency before a lone dash.
        let dash = |k: usize| self.kind(k) == Some(TokenKind::Dash);
        if dash(stop - 1) && rest.clone().filter(|&k| dash(k)).count() == 1 {
            return false;
        }
        let comma = self.kind(np.end) == Some(TokenKind::Comma) || self.kind(np.end) == Some(TokenKind::OpenBracket);
        // المدير العام للوكالة قد دعا, مصادر متابعة للملف ترى
        let of_something = self.words.at(np.end).has(Is::PREFIXED)
            && !self.words.at(np.end).has(Is::CONJUNCT)
            && self.key(np.end).starts_with(['ل', 'ب'])
            && rest.len() <= 5;
        let starts = comma
            || of_something
            || self.words.at(np.end).has(Is::PREP)
            || self.words.at(np.end).has(Is::TIME)
            || self.words.at(np.end).has(Is::REL);
        starts
            && rest
                .clone()
                .all(|k| !self.words.is_only_verb(k) || rest.clone().any(|r| r < k && self.words.at(r).has(Is::REL)))
            && rest.clone().all(|k| !self.words.at(k).has(Is::COMP))
    }

    /// A subject before its verb agrees in number too.
    pub fn agrees_before(&self, form: VerbForm, np: &Np) -> bool {
        // سكانا أفادوا, مصدرا أكد: the alef of the accusative looks like a dual in a construct.
        let accusative = !np.definite && np.number == Number::Dual && self.key(np.first).ends_with('ا');
        if accusative && form.number != Number::Dual {
            return true;
        }
        if form.number == Number::Dual {
            return np.number == Number::Dual
                || np.parts.len() == 2
                || self.key(np.first).ends_with("ان")
                || self.key(np.first).ends_with("ين");
        }
        if form.number == Number::Plural {
            // إن المتمردين هاجموا: without vowels the oblique plural is written like the dual.
            let either = np.number == Number::Dual && self.key(np.first).ends_with("ين");
            return np.number == Number::Plural || either || !np.parts.is_empty() || np.titles.is_empty();
        }
        if !np.parts.is_empty() {
            // السعودية والإمارات ومصر قطعت علاقاتها: several states, bodies or things may take the feminine singular.
            let things = np.parts.iter().all(|p| p.name.is_none() && (p.gender == Gender::F || !p.actors.is_empty()));
            return form.gender == Gender::F && things;
        }
        let plural_thing = np.number == Number::Plural;
        // الدعم السريع يتهم, الدعم السريع تتهم: by its own name, or as forces.
        let group = np.titles.is_empty()
            && np.actors.first().is_some_and(|(a, by, _)| {
                *by != NamedBy::Epithet && self.lexicon().actors[*a as usize].kind == mahdar_doc::EntityKind::ArmedGroup
            });
        group || form.gender == np.gender || plural_thing || np.titles.is_empty() && np.actors.is_empty()
    }
}

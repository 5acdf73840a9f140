//! Names that no row gives: given and family names, particles, unknown words.

use super::{Np, Parser, actor_at, title_at};
use crate::words::Is;
use mahdar_doc::{EntityKind, TokenId, TokenKind};
use mahdar_lang::{Entry, Tense, TitleClass};

impl Parser<'_, '_> {
    /// A run of name words: given and family names, particles, unknown words. A run must hold more than particles.
    pub(super) fn names(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        let from = *i;
        let mut strong = false;
        while *i < self.limit && *i < from + 7 {
            let is = words.at(*i);
            // القاسم وان إن: no clause follows a clause's first word, so that it ends a name.
            let before_another = *i > from
                && is.has(Is::COMP)
                && words.complementizer(self.doc, *i).is_some_and(|c| c.conjunction.is_some())
                && words.at(*i + 1).has(Is::COMP)
                && words.at(*i - 1).has(Is::NAME)
                && self.kind(*i + 1) == Some(TokenKind::Word);
            if before_another {
                strong = true;
                *i += 1;
                break;
            }
            if is.has(Is::PUNCT) || is.has(Is::COMP) || is.has(Is::REL) || self.kind(*i) == Some(TokenKind::Number) {
                // Dotted initials: جورج دبليو. بوش has none in Arabic; Latin ones do.
                break;
            }
            // بن، ولد، بنت, أبو: what follows is part of the name, whatever it is elsewhere.
            let of_parent = *i > from && matches!(self.key(*i - 1), "بن" | "ولد" | "بنت" | "ابو" | "ام" | "ال");
            // دي لا روزا: elsewhere لا is "not".
            let denies = self.key(*i) == "لا" && !(*i > from && matches!(self.key(*i - 1), "دي" | "دو"));
            let named = is.has(Is::NAME) && !denies || of_parent && !is.has(Is::PREFIXED) && !is.has(Is::ACTOR);
            // أرانشا غونثالث لايا إن, الياندرو ولف إن: right before its clause a subject's last word is a name, not "no" or "and".
            let before_clause = *i > from
                && self.key(*i + 1) == "ان"
                && words.at(*i + 1).has(Is::COMP)
                && (is.has(Is::PREFIXED) || is.has(Is::CONJUNCT) || is.has(Is::FUNCTION))
                && ![
                    Is::ARTICLE,
                    Is::ACTOR,
                    Is::TITLE,
                    Is::TIME,
                    Is::NISBA,
                    Is::CUE,
                    Is::PREP,
                    Is::PARTICLE,
                    Is::PRON,
                    Is::ADVERB,
                ]
                .iter()
                .any(|&fact| is.has(fact))
                && !self.key(*i).starts_with('ب')
                && (3..=5).contains(&self.key(*i).chars().count());
            // المحلل عادل شديد إن: so is an adjective.
            let before_clause = before_clause
                || *i > from
                    && words.at(*i - 1).has(Is::NAME)
                    && self.key(*i + 1) == "ان"
                    && words.at(*i + 1).has(Is::COMP)
                    && is.has(Is::ADJ)
                    && ![Is::ARTICLE, Is::NISBA, Is::TITLE, Is::PREFIXED, Is::CONJUNCT]
                        .iter()
                        .any(|&fact| is.has(fact))
                    && !self.key(*i).ends_with('ا');
            // Parts of a name that are function words elsewhere: علي, بن, آل, أبو.
            if is.has(Is::FUNCTION) && !named && !before_clause {
                break;
            }
            // المبعوث لارس هولمبرغ التقى الوزير: the ال of a verb is no article.
            let verb_in_al = !words.analyses(*i).is_empty()
                && words.analyses(*i).iter().all(|a| {
                    !a.before.article
                        && matches!(a.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect))
                });
            let article_name = is.has(Is::ARTICLE)
                && !verb_in_al
                && *i > from
                && !is.has(Is::NISBA)
                && !is.has(Is::NOUN)
                && !is.has(Is::TITLE)
                && !is.has(Is::OCCASION)
                // نفى حكمت رستموف الاتهام: after two names a verbal noun is the verb's object.
                && !words.analyses(*i).iter().any(
                    |a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar),
                );
            // محمد العدوان اعتبر: after a given name and before a verb or mark a definite noun is the family name.
            let next = words.at(*i + 1);
            let family_noun = is.has(Is::ARTICLE)
                && !verb_in_al
                && *i == from + 1
                && words.at(from).has(Is::NAME)
                && title_at(words, *i).is_none_or(|(t, _, _, hit)| {
                    hit.end as usize == *i + 1
                        && matches!(
                            words.lexicon.titles[t as usize].class,
                            TitleClass::People | TitleClass::Body | TitleClass::Office
                        )
                })
                && !is.has(Is::ACTOR)
                && !is.has(Is::PREFIXED)
                && (words.is_only_verb(*i + 1)
                    // قال رامي الحصري لصحيفة النهر: before whom he tells it.
                    || next.has(Is::PREFIXED)
                        && self.key(*i + 1).starts_with('ل')
                        && title_at(words, *i + 1).is_some_and(|(t, ..)| {
                            words.lexicon.titles[t as usize].class == TitleClass::Outlet
                        })
                    || next.has(Is::PUNCT)
                    || next.has(Is::COMP)
                    || *i + 1 < self.limit && matches!(self.key(*i + 1), "ولد" | "بن" | "بنت"));
            // رامي الحصري: so is a definite adjective in ي, which would be nobody's attribute behind a given name.
            let family_adjective = is.has(Is::ARTICLE)
                && !verb_in_al
                && *i == from + 1
                && words.at(from).has(Is::NAME)
                && self.key(*i).ends_with('ي')
                && !is.has(Is::NISBA)
                && !is.has(Is::TITLE)
                && !is.has(Is::ACTOR)
                && !is.has(Is::PREFIXED);
            let article_name = article_name || family_noun || family_adjective;
            // كاترينا فالينسكا: after a given name فال begins a foreign family name sooner than "so the".
            let foreign = *i > from && is.has(Is::UNKNOWN) && self.key(*i).starts_with("فال");
            // الوزير الأمريكي | بحكمة الأمير: ب before a noun in ة that the lexicon does not have begins no name.
            let governed = *i == from && self.unknown_noun_under_bi(*i);
            // بدا حازماً: no foreign name bears a tanwin.
            let tanwin = self.doc.surface(TokenId::from_index(*i)).contains(['\u{064B}', '\u{064C}', '\u{064D}']);
            // دعت الخارجية الفرنسية رعاياها: a word of five letters or more in ها bears a pronoun.
            let owned = *i > np.first
                && [Is::ADJ, Is::NISBA, Is::ACTOR, Is::NAME].iter().any(|&fact| words.at(*i - 1).has(fact))
                && self.key(*i).chars().count() >= 5
                && ["ها", "هما"].iter().any(|pronoun| self.key(*i).ends_with(pronoun));
            // أكد الرئيس المصري مركزية القضية: a noun in ية before a definite word is no given name.
            let quality = *i == from
                && *i > np.first
                && self.doc.surface(TokenId::from_index(*i)).ends_with("ية")
                && next.has(Is::ARTICLE)
                && !next.has(Is::NAME)
                && !next.has(Is::UNKNOWN);
            let unknown = is.has(Is::UNKNOWN)
                && !tanwin
                && !owned
                && !quality
                && !is.has(Is::CONJUNCT)
                && !is.has(Is::PREFIXED)
                && !governed
                || foreign;
            // After a given name, a word that is a verb elsewhere may still be a family name; a sure verb ends it.
            let weak = *i > from
                && is.has(Is::NOMINAL)
                && !is.has(Is::NOUN)
                && !is.has(Is::ADVERBIAL)
                && !is.has(Is::VERB)
                && !is.has(Is::TITLE)
                && !is.has(Is::ACTOR)
                && !is.has(Is::TIME)
                && !is.has(Is::PREFIXED)
                && !is.has(Is::CONJUNCT);
            if *i == from && self.issued(np, from) {
                break;
            }
            // الوزير باسم حكومته: "in the name of" before whom one speaks for.
            if *i == from && self.key(*i) == "باسم" && !words.at(*i + 1).has(Is::NAME) {
                break;
            }
            let clitic = is.has(Is::CONJUNCT)
                && !foreign
                && !before_clause
                && !self.words.analyses(*i).iter().any(|a| a.stem == 0);
            if clitic || !(named || article_name || unknown || weak || before_clause || self.verb_as_name(from, *i)) {
                break;
            }
            if *i > from
                && is.has(Is::ACTOR)
                && actor_at(words, *i)
                    .as_ref()
                    .is_some_and(|(a, _, _)| words.lexicon.actors[*a as usize].kind != EntityKind::Person)
            {
                break;
            }
            strong = true;
            *i += 1;
            // A hyphen inside a name: كلينتون-رودام, فالتر-شتاينماير.
            if self.kind(*i) == Some(TokenKind::Dash) && self.touching(*i) && *i + 1 < self.limit {
                *i += 1;
            }
        }
        if strong {
            np.name = Some(np.name.map_or((from, *i), |(first, _)| (first, *i)));
        }
    }

    /// بيان صدر أمس: whether the word at `i`, a name (Sadr) or noun elsewhere, is the verb of a clause about an indefinite document.
    pub(super) fn issued(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let document =
            np.titles.last().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Document);
        let behind = words.at(i + 1);
        document
            && i > 0
            && !words.at(i - 1).has(Is::ARTICLE)
            && !words.at(i).has(Is::ARTICLE)
            && [Is::TIME, Is::ADVERB, Is::PREP].iter().any(|&fact| behind.has(fact))
            && words.forms_of(i, &["صدر", "نشر", "بث", "وزع"]).any(|(_, form)| form.tense == Tense::Perfect)
    }

    /// قال أحمد تقد لسان إن: behind a verb of saying and a given name no second verb follows without a conjunction, so that what
    /// looks like one, right before the clause or one word before it, is a family name.
    fn verb_as_name(&self, from: usize, i: usize) -> bool {
        let words = self.words;
        let at = |k: usize| words.at(k);
        let ends = |k: usize| {
            k >= self.limit || at(k).has(Is::COMP) || at(k).has(Is::PREP) || self.kind(k) != Some(TokenKind::Word)
        };
        i > from
            && at(i - 1).has(Is::NAME)
            && at(i).has(Is::VERB)
            && ![Is::NOUN, Is::FUNCTION, Is::CUE, Is::CONJUNCT, Is::PREFIXED, Is::TITLE, Is::ACTOR]
                .iter()
                .any(|&fact| at(i).has(fact))
            && self.said_before(from)
            && (ends(i + 1) || at(i + 1).has(Is::NOMINAL) && !at(i + 1).has(Is::ARTICLE) && ends(i + 2))
    }

    /// Whether a verb of saying stands shortly before a name, titles at most between them.
    fn said_before(&self, from: usize) -> bool {
        let between = |k: &usize| self.kind(*k) == Some(TokenKind::Word) && !self.words.at(*k).has(Is::COMP);
        (from.saturating_sub(8)..from)
            .rev()
            .take_while(between)
            .any(|k| self.words.at(k).has(Is::VERB) && self.words.at(k).has(Is::CUE))
    }

    pub(super) fn touching(&self, i: usize) -> bool {
        let token = |k: usize| self.doc.tokens.get(k);
        i > 0
            && token(i - 1).zip(token(i)).is_some_and(|(a, b)| a.span.end == b.span.start)
            && token(i).zip(token(i + 1)).is_some_and(|(a, b)| a.span.end == b.span.start)
    }

    /// بحكمة: ب before a noun in ة that the lexicon does not have.
    pub(super) fn unknown_noun_under_bi(&self, i: usize) -> bool {
        self.words.at(i).has(Is::UNKNOWN)
            && self.key(i).starts_with('ب')
            && self.doc.surface(TokenId::from_index(i)).ends_with('ة')
    }
}

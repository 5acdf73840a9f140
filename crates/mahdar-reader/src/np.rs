//! Noun phrases: titles, nationality adjectives, names, appositions. A name needs no gazetteer where the grammar gives it:
//! in وزير الخارجية الروسي سيرغي لافروف (Russian foreign minister Sergey Lavrov) the title says that a name follows.

use crate::words::{Facts, Hit, Is, Words, key_to_text};
use mahdar_doc::{Document, Span, TokenId, TokenKind};
use mahdar_lang::{Classes, Entry, Gender, NamedBy, Number, Phrase, TitleClass};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// No noun phrase is longer, in tokens.
const LONGEST: usize = 24;

/// A noun phrase of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Np {
    /// First token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Bytes, without leading clitics.
    pub span: Span,
    /// Titles in order: رئيس, وزير.
    pub titles: Vec<u16>,
    /// Actors named in it, with the token where each begins.
    pub actors: Vec<(u32, NamedBy, usize)>,
    /// Other actors that the same words may name.
    pub alternatives: Vec<(u32, NamedBy)>,
    /// Party of a nationality adjective or of a state in it.
    pub party: Option<String>,
    /// The tokens of a person's name: from, to.
    pub name: Option<(usize, usize)>,
    /// Whether it speaks of a former holder.
    pub former: bool,
    /// Whether its head is definite.
    pub definite: bool,
    /// Gender of agreement.
    pub gender: Gender,
    /// Number of agreement.
    pub number: Number,
    /// A dual that points back: `Some(true)` to two persons.
    pub pair: Option<bool>,
    /// Parts joined by و.
    pub parts: Vec<Np>,
}

impl Np {
    /// A phrase of given tokens with nothing known of it.
    pub fn bare(first: usize, end: usize, span: Span) -> Self {
        Np {
            first,
            end,
            span,
            titles: Vec::new(),
            actors: Vec::new(),
            alternatives: Vec::new(),
            party: None,
            name: None,
            former: false,
            definite: true,
            gender: Gender::M,
            number: Number::Singular,
            pair: None,
            parts: Vec::new(),
        }
    }

    /// Whether nothing but a family name tells its gender.
    pub fn open_gender(&self) -> bool {
        self.titles.is_empty() && self.actors.first().is_some_and(|(_, by, _)| *by == NamedBy::Short)
    }

    /// Whether it can speak: it names or describes a person, body or source rather than a thing.
    pub fn can_speak(&self) -> bool {
        !self.titles.is_empty()
            || !self.actors.is_empty()
            || self.name.is_some()
            || self.party.is_some()
            || self.pair.is_some()
    }
}

/// Phrases found in a document, by their first token and their limit.
#[derive(Default)]
pub(crate) struct Phrases(RefCell<Found>, RefCell<Subjects>);

type Found = FxHashMap<(u32, u32), Option<Rc<Np>>>;

/// Subjects before a place, by the first and last token of its sentence and the place.
type Subjects = FxHashMap<(u32, u32, u32), Option<Rc<Np>>>;

impl Phrases {
    /// Phrases kept before the store starts anew: memory stays flat in a long text.
    const MOST: usize = 1 << 14;

    fn get_or(&self, start: usize, limit: usize, find: impl FnOnce() -> Option<Rc<Np>>) -> Option<Rc<Np>> {
        let key = (start as u32, limit as u32);
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let found = find();
        let mut kept = self.0.borrow_mut();
        if kept.len() >= Self::MOST {
            kept.clear();
        }
        kept.insert(key, found.clone());
        found
    }

    /// The subject before token `stop` of a sentence, sought once.
    pub(crate) fn subject_or(
        &self,
        sentence: (usize, usize),
        stop: usize,
        find: impl FnOnce() -> Option<Rc<Np>>,
    ) -> Option<Rc<Np>> {
        let key = (sentence.0 as u32, sentence.1 as u32, stop as u32);
        if let Some(known) = self.1.borrow().get(&key) {
            return known.clone();
        }
        let found = find();
        let mut kept = self.1.borrow_mut();
        if kept.len() >= Self::MOST {
            kept.clear();
        }
        kept.insert(key, found.clone());
        found
    }
}

/// The longest title at `i`, and where it ends.
#[inline]
pub(crate) fn title_at(words: &Words<'_>, i: usize) -> Option<(u16, Gender, Number, Hit)> {
    if words.tells(i, Facts::TITLE) { longest_title(words, i) } else { None }
}

fn longest_title(words: &Words<'_>, i: usize) -> Option<(u16, Gender, Number, Hit)> {
    let hits = words.hits(i).iter().filter_map(|h| match h.phrase {
        Phrase::Title { title, gender, number } => Some((title, gender, number, *h)),
        _ => None,
    });
    // بحث وزير الخارجية مع نظيره: where a clause opens before a person, "he discussed" and no study.
    let hits = hits.filter(|(title, _, _, h)| {
        h.end as usize > i + 1
            // وطالب وزير الخارجية: nor a student.
            || !matches!(words.lexicon.titles[*title as usize].class, TitleClass::Document | TitleClass::People)
            || !verb_before_person(words, i)
    });
    // القضاء على التهديدات is doing away with them, not the judiciary.
    let hits = hits.filter(|(title, _, _, h)| {
        h.end as usize > i + 1 || words.lexicon.titles[*title as usize].form != "قضاء" || !words.at(i + 1).has(Is::PREP)
    });
    // الشيخ صباح الأحمد: before a name an address, no office.
    let honours = |title: u16, end: usize| {
        let next = words.at(end);
        words.lexicon.titles[title as usize].class == TitleClass::Honorific
            && (next.has(Is::NAME) || next.has(Is::ACTOR))
    };
    hits.max_by_key(|(title, _, number, h)| {
        (h.end, std::cmp::Reverse(h.stem), *number == Number::Singular, honours(*title, h.end as usize))
    })
}

fn verb_before_person(words: &Words<'_>, i: usize) -> bool {
    let is = words.at(i);
    let opens = || {
        i == 0 || {
            let before = words.at(i - 1);
            before.has(Is::PUNCT) || before.has(Is::CONJ) || is.has(Is::CONJUNCT)
        }
    };
    let person = || {
        words.hits(i + 1).iter().any(|h| match h.phrase {
            Phrase::Title { title, .. } => matches!(
                words.lexicon.titles[title as usize].class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Honorific
            ),
            Phrase::Actor { actor, by } => {
                by != NamedBy::Epithet && words.lexicon.actors[actor as usize].kind == mahdar_doc::EntityKind::Person
            }
            _ => false,
        })
    };
    is.has(Is::VERB) && !is.has(Is::ARTICLE) && !is.has(Is::PREFIXED) && opens() && person()
}

/// The actors whose longest name begins at `i`.
pub(crate) fn actors_at(words: &Words<'_>, i: usize) -> Vec<(u32, NamedBy, Hit)> {
    let mut out: Vec<(u32, NamedBy, Hit)> = Vec::new();
    if !words.tells(i, Facts::ACTOR) {
        return out;
    }
    for hit in words.hits(i) {
        if let Phrase::Actor { actor, by } = hit.phrase {
            // لأي is ل and أي before it is a family name.
            let function = |f: &Hit| matches!(f.phrase, Phrase::Function(_)) && f.stem > hit.stem && f.end == hit.end;
            if by == NamedBy::Short && words.hits(i).iter().any(function) {
                continue;
            }
            out.push((actor, by, *hit));
        }
    }
    let longest = out.iter().map(|(_, _, h)| h.end).max();
    out.retain(|(_, _, h)| Some(h.end) == longest);
    out.sort_by_key(|(actor, by, h)| (*by, h.stem, *actor));
    out
}

/// The first of [`actors_at`], without the list.
#[inline]
pub(crate) fn actor_at(words: &Words<'_>, i: usize) -> Option<(u32, NamedBy, Hit)> {
    if words.tells(i, Facts::ACTOR) { first_actor(words, i) } else { None }
}

fn first_actor(words: &Words<'_>, i: usize) -> Option<(u32, NamedBy, Hit)> {
    let hits = words.hits(i);
    let mut best: Option<(u32, NamedBy, Hit)> = None;
    for hit in hits {
        let Phrase::Actor { actor, by } = hit.phrase else { continue };
        let function = |f: &Hit| matches!(f.phrase, Phrase::Function(_)) && f.stem > hit.stem && f.end == hit.end;
        if by == NamedBy::Short && hits.iter().any(function) {
            continue;
        }
        let before = |(a, b, h): &(u32, NamedBy, Hit)| {
            (std::cmp::Reverse(hit.end), by, hit.stem, actor) < (std::cmp::Reverse(h.end), *b, h.stem, *a)
        };
        if best.as_ref().is_none_or(before) {
            best = Some((actor, by, *hit));
        }
    }
    best
}

struct Parser<'a, 'l> {
    doc: &'a Document,
    words: &'a Words<'l>,
    limit: usize,
}

/// The noun phrase that begins at token `start` and ends before `limit`; `None` if no noun phrase begins there.
///
/// Stages ask for the same phrase again and again; `words` keeps it.
pub(crate) fn noun_phrase(doc: &Document, words: &Words<'_>, start: usize, limit: usize) -> Option<Rc<Np>> {
    let limit = limit.min(start + LONGEST);
    if start >= limit {
        return None;
    }
    words.phrases.get_or(start, limit, || coordinated(&Parser { doc, words, limit }, start).map(Rc::new))
}

/// The noun phrase at `start` with all phrases that و joins to it.
fn coordinated(parser: &Parser<'_, '_>, start: usize) -> Option<Np> {
    let words = parser.words;
    let mut np = parser.simple(start, false)?;
    // Coordination: و and another phrase that can speak, as long as the first can.
    let mut parts: Vec<Np> = Vec::new();
    while np.end < parser.limit && parts.len() < 6 {
        let key = parser.key(np.end);
        // التقى كيري ثم لافروف: one after the other.
        let then = key == "ثم"
            && np.name.is_some()
            && actor_at(words, np.end + 1).is_some_and(|(a, by, _)| {
                by != NamedBy::Epithet
                    && words.lexicon.actors[a as usize].kind == mahdar_doc::EntityKind::Person
                    && !words.at(np.end + 1).has(Is::PREFIXED)
            });
        if then && let Some(next) = parser.simple(np.end + 1, false).filter(Np::can_speak) {
            if parts.is_empty() {
                parts.push(np.clone());
            }
            np.end = next.end;
            np.span.end = next.span.end;
            parts.push(next);
            continue;
        }
        if !words.at(np.end).has(Is::CONJUNCT) || !key.starts_with('و') || !parser.begins_conjunct(np.end) {
            break;
        }
        // الوزيران الروسي والتركي: after a dual and a nationality another one is the second's, not somebody called Turki.
        // القوات العراقية والتركية, الجانب الروسي والأوكراني: so it is of any phrase that ends with a definite nationality.
        let adjective = np.end > np.first + 1
            && np.end < parser.limit
            && words.at(np.end - 1).has(Is::NISBA)
            && words.at(np.end - 1).has(Is::ARTICLE)
            && words.at(np.end).has(Is::ARTICLE)
            && !words.at(np.end).has(Is::ACTOR);
        let second = (np.number == Number::Dual || adjective)
            && np.party.is_some()
            && np.actors.iter().all(|(_, by, _)| *by == NamedBy::Epithet)
            && np.name.is_none()
            && parts.is_empty();
        let nationality = words.nisba(parser.doc, np.end).filter(|_| second);
        let next = match nationality {
            Some((party, gender, _, end)) => {
                let token = parser.doc.tokens[np.end];
                let start = key_to_text(parser.doc, words.lexicon, &token, 2) as u32;
                let mut one = Np::bare(np.end, end, Span { start, end: parser.doc.tokens[end - 1].span.end });
                one.party = words.lexicon.parties.get(party as usize).cloned();
                one.titles.clone_from(&np.titles);
                one.gender = gender;
                Some(one)
            }
            None => parser.simple(np.end, true),
        };
        let Some(next) = next else { break };
        if !next.can_speak() || !np.can_speak() {
            break;
        }
        if parts.is_empty() && parser.one_holder(&np, &next) {
            np.end = next.end;
            np.span.end = next.span.end;
            np.party = next.party.or(np.party.take());
            np.gender = next.gender;
            np.name = next.name;
            np.titles.extend(next.titles);
            np.actors.extend(next.actors);
            np.alternatives = next.alternatives;
            continue;
        }
        // "وزير خارجية فرنسا وألمانيا": a bare state after a title continues the title's complement.
        if parts.is_empty() {
            parts.push(np.clone());
        }
        np.end = next.end;
        np.span.end = next.span.end;
        parts.push(next);
    }
    if parts.len() > 1 {
        np.number = if parts.len() == 2 { Number::Dual } else { Number::Plural };
        np.gender = if parts.iter().all(|p| p.gender == Gender::F) { Gender::F } else { Gender::M };
        np.parts = parts;
    }
    Some(np)
}

impl Parser<'_, '_> {
    fn key(&self, i: usize) -> &str {
        self.doc.key(TokenId::from_index(i))
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        self.doc.tokens.get(i).map(|t| t.kind)
    }

    /// نائب رئيس الوزراء ووزير الخارجية صباح الخالد: two offices before one name are one person's. A head of state or
    /// government stands by himself before his minister, unless the named person held that office too.
    fn one_holder(&self, first: &Np, next: &Np) -> bool {
        let lexicon = self.words.lexicon;
        let office = |np: &Np| {
            np.parts.is_empty()
                && np.number == Number::Singular
                && np.titles.first().is_some_and(|&t| {
                    matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman)
                })
        };
        let person = |np: &Np| {
            np.actors
                .iter()
                .map(|(a, ..)| &lexicon.actors[*a as usize])
                .find(|r| r.kind == mahdar_doc::EntityKind::Person)
        };
        let role = first.titles.first().and_then(|&t| lexicon.titles[t as usize].role.as_deref());
        let heads = matches!(role, Some("president" | "prime-minister" | "king" | "emir" | "crown-prince" | "sultan"));
        let held = || person(next).is_some_and(|row| row.offices.iter().any(|o| Some(o.role.as_str()) == role));
        office(first)
            && office(next)
            && first.name.is_none()
            && person(first).is_none()
            && next.name.is_some()
            && first.end > first.first + 1
            && (first.party.is_none() || next.party.is_none() || first.party == next.party)
            && (!heads || held())
    }

    /// Whether what follows و at `i` is a name, a title or a nationality rather than a new clause.
    fn begins_conjunct(&self, i: usize) -> bool {
        let is = self.words.at(i);
        if is.has(Is::PREFIXED)
            || is.has(Is::COMP)
            || self.words.is_finite_verb(i) && !is.has(Is::ACTOR) && !is.has(Is::TITLE)
        {
            return false;
        }
        // The clitic must be one: وزير is no و + زير.
        let clitic = self.words.hits(i).iter().any(|h| {
            h.stem == 2
                && !matches!(
                    h.phrase,
                    Phrase::Function(_) | Phrase::Cue(_) | Phrase::Boundary(_) | Phrase::Byline | Phrase::SourceLine
                )
        });
        let noun = self
            .words
            .analyses(i)
            .iter()
            .any(|a| a.before.conjunction && matches!(a.entry, Entry::Name { .. } | Entry::Nisba { .. }));
        clitic || noun
    }

    /// One noun phrase without coordination. `joined`: the first token carries و.
    fn simple(&self, start: usize, joined: bool) -> Option<Np> {
        let words = self.words;
        let is = words.at(start);
        if start >= self.limit || is.has(Is::PUNCT) && !self.quoted_name(start) {
            return None;
        }
        // نيروبي 16 أغسطس 2022 (شينخوا): neither does its month.
        if is.has(Is::TIME) && start > 0 && self.kind(start - 1) == Some(TokenKind::Number) {
            return None;
        }
        // ميدانيا، قتل; دبلوماسياً، أبلغت: an accusative before a comma where a sentence begins says in what respect.
        let respect = self.kind(start + 1) == Some(TokenKind::Comma)
            && (start == 0
                || words.at(start - 1).has(Is::PUNCT)
                || self.doc.sentences.binary_search_by_key(&start, |s| s.first.index()).is_ok())
            && self.key(start).ends_with('ا')
            && !is.has(Is::ARTICLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::NAME);
        if respect {
            return None;
        }
        // بحث الأمير محمد مع الرئيس: where a clause opens before a person a word that may be a verb heads no phrase.
        if is.has(Is::NOUN) && !is.has(Is::ACTOR) && !is.has(Is::NAME) && verb_before_person(words, start) {
            return None;
        }
        // أما في طوكيو، فقد: the particle is no phrase.
        if matches!(self.key(start), "اما" | "واما") && !is.has(Is::ACTOR) {
            return None;
        }
        // A date line begins no phrase: 09 فيفري 2021.
        if self.kind(start) == Some(TokenKind::Number) && !is.has(Is::ACTOR) {
            return None;
        }
        let starts_named = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NAME);
        if (is.has(Is::COMP) || is.has(Is::PREP) || is.has(Is::REL) || is.has(Is::PARTICLE)) && !starts_named {
            return None;
        }
        let in_turn = (start.saturating_sub(2)..start)
            .any(|t| words.function_end(t, Classes::TURN).is_some_and(|end| end > start));
        if (is.has(Is::TURN) || in_turn) && !is.has(Is::ACTOR) {
            return None;
        }
        // 49 عسكريا أرمنيا: behind a number no adverb.
        let counted =
            is.has(Is::ADVERB) && is.has(Is::NOMINAL) && start > 0 && self.kind(start - 1) == Some(TokenKind::Number);
        if (is.has(Is::TIME) || is.has(Is::CONJ) || is.has(Is::NARRATOR) || is.has(Is::ADVERB))
            && !starts_named
            && !counted
        {
            return None;
        }
        if words.is_only_verb(start) || (is.has(Is::PREFIXED) && !joined && !is.has(Is::NAME)) && !self.whole(start) {
            return None;
        }
        let mut np = Np::bare(start, start, self.doc.tokens.get(start)?.span);
        np.definite = is.has(Is::ARTICLE);
        np.gender = words.gender(self.doc, start);
        let stem = self.clitic_bytes(start, joined);
        np.span.start = key_to_text(self.doc, words.lexicon, self.doc.tokens.get(start)?, stem) as u32;
        let mut i = start;
        // أحد المسؤولين، عدد من النواب، كل من فرنسا وألمانيا, هذا المسؤول
        while i < self.limit
            && (words.at(i).has(Is::QUANT) || words.at(i).has(Is::DEM))
            && !words.at(i).has(Is::TITLE)
            && !words.at(i).has(Is::ACTOR)
        {
            i += 1;
            if self.key(i) == "من" {
                i += 1;
            }
        }
        self.head(&mut np, &mut i);
        if i == start {
            return None;
        }
        while i < self.limit {
            let before = i;
            self.continue_np(&mut np, &mut i);
            if i == before {
                break;
            }
            // حركة "فتح" القرار: behind the closing mark of a name only an adjective goes on.
            let marked = matches!(self.kind(i - 1), Some(TokenKind::Close | TokenKind::Quote));
            let next = words.at(i);
            if marked && next.has(Is::ARTICLE) && !next.has(Is::ADJ) && !next.has(Is::NISBA) {
                break;
            }
        }
        // كشف المدير العام للمجمع، توفيق حكار، في تصريح: the name stands in apposition between commas.
        let personal = np.titles.first().is_some_and(|&t| {
            matches!(
                words.lexicon.titles[t as usize].class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert
            )
        });
        if personal
            && np.name.is_none()
            && np.number == Number::Singular
            && self.kind(i) == Some(TokenKind::Comma)
            && i + 2 < self.limit
            && (words.at(i + 1).has(Is::NAME) || words.at(i + 1).has(Is::ACTOR))
            && !words.at(i + 1).has(Is::TITLE)
        {
            let mut name_end = i + 1;
            let mut apposed = np.clone();
            let actors = actors_at(words, i + 1);
            match actors.first().copied() {
                Some((actor, by, hit))
                    if words.lexicon.actors[actor as usize].kind == mahdar_doc::EntityKind::Person =>
                {
                    self.take_actor(&mut apposed, i + 1, actor, by, &actors);
                    name_end = hit.end as usize;
                }
                _ => self.names(&mut apposed, &mut name_end),
            }
            let closed = matches!(self.kind(name_end), Some(TokenKind::Comma | TokenKind::Colon));
            if closed && apposed.name.is_some_and(|(from, to)| from == i + 1 && to == name_end) {
                np = apposed;
                i = name_end;
            }
        }
        np.end = i;
        np.span.end = self.doc.tokens.get(i - 1)?.span.end;
        Some(np)
    }

    /// Whether a reading of the whole word, without clitics, exists.
    fn whole(&self, i: usize) -> bool {
        self.words.analyses(i).iter().any(|a| a.stem == 0) || self.words.hits(i).iter().any(|h| h.stem == 0)
    }

    /// Bytes of و or ف before the stem of the first token.
    fn clitic_bytes(&self, i: usize, joined: bool) -> usize {
        if joined || (self.words.at(i).has(Is::CONJUNCT) && !self.whole(i)) { 2 } else { 0 }
    }

    /// «الشرق الأوسط» after صحيفة: a name in marks.
    fn quoted_name(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(TokenKind::Open | TokenKind::Quote)) && self.words.at(i + 1).has(Is::ACTOR)
    }

    fn head(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        if *i >= self.limit {
            return;
        }
        let pair = words.hits(*i).iter().find_map(|h| match h.phrase {
            Phrase::Pair(persons) => Some((persons, h.end as usize)),
            _ => None,
        });
        if let Some((persons, end)) = pair {
            np.pair = Some(persons);
            np.number = Number::Dual;
            np.gender = Gender::M;
            np.definite = true;
            *i = end;
            return;
        }
        let actors = actors_at(words, *i);
        let title = title_at(words, *i);
        let actor_end = actors.first().filter(|(_, by, _)| *by != NamedBy::Epithet).map_or(0, |(_, _, h)| h.end);
        // الإمارات is a state before it is the plural of a body's name, الأمم المتحدة an organisation before it is a title,
        // بكين a capital before it is ب and a word.
        let named = actors.first().is_some_and(|(_, by, h)| {
            let office = title.is_some_and(|(t, _, _, th)| {
                th.stem <= h.stem
                    && matches!(words.lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman)
            });
            matches!(by, NamedBy::Name | NamedBy::Capital | NamedBy::Seat) && !office
        });
        if let Some((title, gender, number, hit)) =
            title.filter(|(_, _, _, h)| h.end > actor_end || h.end == actor_end && !named)
        {
            np.titles.push(title);
            np.gender = gender;
            np.number = number;
            np.definite |= words.lexicon.titles[title as usize].form.contains("ال");
            if !actors.is_empty() && actors[0].2.end == hit.end {
                np.alternatives.extend(actors.iter().map(|(actor, by, _)| (*actor, *by)));
            }
            // المدير العام للوكالة الدولية للطاقة الذرية: a title may hold the name of the body that it serves.
            np.party = (*i + 1..hit.end as usize).find_map(|k| {
                let (actor, by, inner) = actor_at(words, k)?;
                let row = &words.lexicon.actors[actor as usize];
                let serves = by == NamedBy::Name
                    && inner.end <= hit.end
                    && row.kind != mahdar_doc::EntityKind::Person
                    && !row.outlet;
                row.party.clone().filter(|_| serves)
            });
            // المستشار النمساوي: a title may hold its nationality.
            if np.party.is_none() && hit.end as usize > *i + 1 {
                let nisba = words.nisba(self.doc, hit.end as usize - 1).filter(|(.., end)| *end == hit.end as usize);
                np.party = nisba.and_then(|(party, ..)| words.lexicon.parties.get(party as usize).cloned());
            }
            *i = hit.end as usize;
            return;
        }
        if let Some((actor, by, hit)) = actors.first().copied() {
            if self.given_before_family(by, &hit) {
                let from = *i;
                *i = hit.end as usize;
                self.names(np, i);
                np.name = Some((from, *i));
                np.definite = true;
                return;
            }
            self.take_actor(np, *i, actor, by, &actors);
            np.definite = true;
            if by != NamedBy::Epithet {
                let row = &words.lexicon.actors[actor as usize];
                // القوات المسلحة is feminine whatever else the army is called; الإمارات is not plural to its verb.
                let head = words.hits(*i).iter().find_map(|h| match h.phrase {
                    Phrase::Title { gender, number, .. }
                        if h.end as usize == *i + 1 && (number == Number::Singular || gender == Gender::F) =>
                    {
                        Some(gender)
                    }
                    _ => None,
                });
                let person_or_state =
                    matches!(row.kind, mahdar_doc::EntityKind::Person | mahdar_doc::EntityKind::State);
                np.gender = head.filter(|_| !person_or_state && hit.end as usize > *i + 1).unwrap_or(row.gender);
                // بغداد تستدعي: a city is feminine, whatever its state.
                if by == NamedBy::Capital {
                    np.gender = Gender::F;
                }
            }
            *i = hit.end as usize;
            return;
        }
        if self.quoted_name(*i) {
            let actors = actors_at(words, *i + 1);
            if let Some((actor, by, hit)) = actors.first().copied() {
                self.take_actor(np, *i + 1, actor, by, &actors);
                *i = hit.end as usize;
                if matches!(self.kind(*i), Some(TokenKind::Close | TokenKind::Quote)) {
                    *i += 1;
                }
            }
            return;
        }
        if let Some((party, gender, number, end)) = words.nisba(self.doc, *i) {
            // الروس، الأوروبيون as a head.
            np.party = words.lexicon.parties.get(party as usize).cloned();
            np.gender = gender;
            np.number = number;
            *i = end;
            return;
        }
        if words.at(*i).has(Is::NAME) {
            self.names(np, i);
            if np.name.is_some() {
                return;
            }
        }
        if words.at(*i).has(Is::NOMINAL) {
            if words.at(*i).has(Is::UNKNOWN) && !words.at(*i).has(Is::ARTICLE) {
                self.names(np, i);
            } else {
                *i += 1;
            }
        }
    }

    fn take_actor(&self, np: &mut Np, at: usize, actor: u32, by: NamedBy, all: &[(u32, NamedBy, Hit)]) {
        np.actors.push((actor, by, at));
        np.alternatives.extend(all.iter().filter(|(other, _, _)| *other != actor).map(|(other, by, _)| (*other, *by)));
        let row = &self.words.lexicon.actors[actor as usize];
        if np.party.is_none() && row.kind != mahdar_doc::EntityKind::Person && by != NamedBy::Epithet {
            np.party.clone_from(&row.party);
        }
        if row.kind == mahdar_doc::EntityKind::Person {
            let end = all.first().map_or(at + 1, |(_, _, h)| h.end as usize);
            // ليلى بن عمر: a given name before a known short name is part of the name.
            let from = np.name.filter(|&(_, to)| to == at).map_or(at, |(from, _)| from);
            np.name = Some((from, end));
        }
    }

    /// A run of name words: given and family names, particles, unknown words. A run must hold more than particles.
    fn names(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        let from = *i;
        let mut strong = false;
        while *i < self.limit && *i < from + 7 {
            let is = words.at(*i);
            if is.has(Is::PUNCT) || is.has(Is::COMP) || is.has(Is::REL) || self.kind(*i) == Some(TokenKind::Number) {
                // Dotted initials: جورج دبليو. بوش has none in Arabic; Latin ones do.
                break;
            }
            // بن، ولد، بنت, أبو: what follows is part of the name, whatever it is elsewhere.
            let of_parent = *i > from && matches!(self.key(*i - 1), "بن" | "ولد" | "بنت" | "ابو" | "ام" | "ال");
            let named = is.has(Is::NAME) || of_parent && !is.has(Is::PREFIXED) && !is.has(Is::ACTOR);
            // Parts of a name that are function words elsewhere: علي, بن, آل, أبو.
            if is.has(Is::FUNCTION) && !named {
                break;
            }
            let article_name = is.has(Is::ARTICLE)
                && *i > from
                && !is.has(Is::NISBA)
                && !is.has(Is::NOUN)
                && !is.has(Is::TITLE)
                && !is.has(Is::OCCASION)
                // نفى حكمت رستموف الاتهام: after two names a verbal noun is the verb's object.
                && !words.analyses(*i).iter().any(
                    |a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == mahdar_lang::Tense::Masdar),
                );
            // محمد العدوان اعتبر: after a given name and before a verb or mark a definite noun is the family name.
            let next = words.at(*i + 1);
            let family_noun = is.has(Is::ARTICLE)
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
                    || next.has(Is::PUNCT)
                    || next.has(Is::COMP)
                    || *i + 1 < self.limit && matches!(self.key(*i + 1), "ولد" | "بن" | "بنت"));
            let article_name = article_name || family_noun;
            // كاترينا فالينسكا: after a given name فال begins a foreign family name sooner than "so the".
            let foreign = *i > from && is.has(Is::UNKNOWN) && self.key(*i).starts_with("فال");
            // الوزير الأمريكي | بحكمة الأمير: ب before a noun in ة that the lexicon does not have begins no name.
            let governed = *i == from && self.unknown_noun_under_bi(*i);
            let unknown = is.has(Is::UNKNOWN) && !is.has(Is::CONJUNCT) && !is.has(Is::PREFIXED) && !governed || foreign;
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
            let clitic = is.has(Is::CONJUNCT) && !foreign && !self.words.analyses(*i).iter().any(|a| a.stem == 0);
            if clitic || !(named || article_name || unknown || weak) {
                break;
            }
            if *i > from
                && is.has(Is::ACTOR)
                && actor_at(words, *i)
                    .as_ref()
                    .is_some_and(|(a, _, _)| words.lexicon.actors[*a as usize].kind != mahdar_doc::EntityKind::Person)
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

    /// Whether a noun after و can go on a title: the fields of an office (الأمن والدفاع), no person and no named body.
    fn inside_title(&self, i: usize) -> bool {
        let lexicon = self.words.lexicon;
        let hits = self.words.hits(i);
        let titled = hits.iter().any(|h| {
            matches!(h.phrase, Phrase::Title { title, .. } if lexicon.titles[title as usize].class != TitleClass::Body)
        });
        let one_word_body = hits.iter().all(|h| !matches!(h.phrase, Phrase::Title { .. }) || h.end as usize == i + 1);
        let named = hits.iter().any(|h| matches!(h.phrase, Phrase::Actor { by, .. } if by != NamedBy::Epithet));
        !titled && one_word_body && !named
    }

    /// إبراهيم سوادوغو: a short name of somebody known, with another name behind it, is a given name like any other.
    fn given_before_family(&self, by: NamedBy, hit: &Hit) -> bool {
        let next = hit.end as usize;
        let is = self.words.at(next);
        by == NamedBy::Short
            && next < self.limit
            && (is.has(Is::NAME) || is.has(Is::UNKNOWN))
            && !is.has(Is::CONJUNCT)
            && !is.has(Is::PREFIXED)
            && !is.has(Is::VERB)
            && !is.has(Is::TITLE)
            && !is.has(Is::COMP)
            && !is.has(Is::FUNCTION)
    }

    /// One past the actor's name that begins at `at`.
    fn actor_end(&self, at: usize) -> usize {
        actor_at(self.words, at).as_ref().map_or(at + 1, |(_, _, h)| h.end as usize)
    }

    fn touching(&self, i: usize) -> bool {
        let token = |k: usize| self.doc.tokens.get(k);
        i > 0
            && token(i - 1).zip(token(i)).is_some_and(|(a, b)| a.span.end == b.span.start)
            && token(i).zip(token(i + 1)).is_some_and(|(a, b)| a.span.end == b.span.start)
    }

    /// Takes what may follow inside the phrase: adjectives, genitives, names, governed prepositions, names in marks.
    fn continue_np(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        let is = words.at(*i);
        let last_title = np.titles.last().map(|&t| &words.lexicon.titles[t as usize]);
        if is.has(Is::PUNCT) {
            let outlet_head = last_title.is_some_and(|t| {
                matches!(t.class, TitleClass::Outlet | TitleClass::Body | TitleClass::Document | TitleClass::Anonymous)
            });
            match self.kind(*i) {
                Some(TokenKind::Open | TokenKind::Quote) if outlet_head || self.quoted_name(*i) => {
                    // A name in marks of at most six words.
                    let close = (*i + 2..(*i + 8).min(self.limit))
                        .find(|&k| matches!(self.kind(k), Some(TokenKind::Close | TokenKind::Quote)));
                    if let Some(close) = close.filter(|_| np.name.is_none()) {
                        if let Some((actor, by, _)) = actor_at(words, *i + 1) {
                            np.actors.push((actor, by, *i + 1));
                        }
                        *i = close + 1;
                    }
                }
                // روسيا-الناتو, فرانك-فالتر
                Some(TokenKind::Dash) if self.touching(*i) && !words.at(*i + 1).has(Is::PUNCT) => *i += 2,
                _ => {}
            }
            return;
        }
        if is.has(Is::COMP) || is.has(Is::REL) || is.has(Is::NARRATOR) {
            return;
        }
        // اعتقل الأمن السوداني 3: a number counts what follows.
        if self.kind(*i) == Some(TokenKind::Number) && !is.has(Is::ACTOR) && !is.has(Is::TITLE) {
            return;
        }
        let named = np.name.is_some();
        // الناطق الرسمي باسم الرئاسة: after a spokesman باسم is "in the name of", not the name Basim.
        let spokesman = last_title.filter(|t| t.class == TitleClass::Spokesman && !named);
        // المتحدث باسمها أحمد عساف: in whose name a pronoun says.
        if spokesman.is_some() && matches!(self.key(*i), "باسمه" | "باسمها" | "باسمهم" | "باسمهما")
        {
            *i += 1;
            return;
        }
        if spokesman.is_some_and(|t| t.governs.iter().any(|p| p.chars().count() > 1 && p == self.key(*i))) {
            let key = self.key(*i).to_owned();
            let before = *i;
            self.governed(np, i, &key, 1);
            if *i > before {
                return;
            }
        }
        // طردت فرنسا الدبلوماسيين الأمريكيين: a sound plural is no adjective of a state.
        let of_state = np.actors.last().is_some_and(|&(a, by, at)| {
            by != NamedBy::Epithet
                && self.actor_end(at) == *i
                && words.lexicon.actors[a as usize].kind == mahdar_doc::EntityKind::State
        });
        if of_state
            && np.number == Number::Singular
            && (is.has(Is::ADJ) || is.has(Is::NISBA))
            && self.key(*i).ends_with("ين")
        {
            return;
        }
        if let Some((party, _, _, end)) = words.nisba(self.doc, *i).filter(|_| !is.has(Is::CONJUNCT) || self.whole(*i))
        {
            let prefixed = is.has(Is::PREFIXED) && !self.whole(*i);
            if !named && !prefixed {
                if np.party.is_none() || np.actors.is_empty() {
                    np.party = words.lexicon.parties.get(party as usize).cloned();
                }
                *i = end;
                return;
            }
        }
        // وزيرة المالية العراقية طيف الجبوري: between a definite title and a family name stands a given name, whatever
        // else the word may mean.
        let personal = np.titles.first().is_some_and(|&t| {
            matches!(
                words.lexicon.titles[t as usize].class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::Honorific
            )
        });
        let closed_title = *i > np.first && (words.at(*i - 1).has(Is::ARTICLE) || words.at(*i - 1).has(Is::NISBA));
        if personal
            && !named
            && closed_title
            && np.number == Number::Singular
            && !is.has(Is::ARTICLE)
            && !is.has(Is::ADVERBIAL)
            && (!is.has(Is::PREP) || is.has(Is::NAME))
            // أشاد الوزير بحكمة أمير: nor does a word under a preposition, before a title.
            && (!is.has(Is::PREFIXED) || is.has(Is::NAME))
            && words.at(*i + 1).has(Is::NAME)
            && !words.at(*i + 1).has(Is::TITLE)
            && !words.at(*i + 1).has(Is::PREFIXED)
            && !words.at(*i + 1).has(Is::CONJUNCT)
            && !words.analyses(*i).iter().any(|a| a.before.conjunction && matches!(a.entry, Entry::Name { .. }))
            && *i + 1 < self.limit
            && self.kind(*i + 1) == Some(TokenKind::Word)
            && words.analyses(*i + 1).iter().all(|a| matches!(a.entry, Entry::Name { .. }) || a.before.article)
            && !actor_at(words, *i).as_ref().is_some_and(|(a, by, hit)| {
                // الرئيس فلاديمير بوتين: whom the lexicon knows needs no guess.
                *by == NamedBy::Name
                    && hit.end as usize > *i + 1
                    && words.lexicon.actors[*a as usize].kind == mahdar_doc::EntityKind::Person
            })
        {
            let from = *i;
            *i += 1;
            self.names(np, i);
            np.name = Some((from, *i));
            return;
        }
        if is.has(Is::CONJUNCT) && !self.whole(*i) {
            // وزير الخارجية والدفاع, وزير الخارجية وشؤون المغتربين: a conjunct inside a title, before its name.
            let inside = !named
                && np.actors.is_empty()
                && !np.titles.is_empty()
                && (is.has(Is::ARTICLE) || is.has(Is::NOUN))
                && self.inside_title(*i)
                // القوات العراقية والتركية are two states' forces.
                && !(is.has(Is::NISBA) && np.party.is_some())
                && !(is.has(Is::VERB) && !is.has(Is::ARTICLE))
                && !is.has(Is::PREFIXED)
                && last_title
                    .is_some_and(|t| matches!(t.class, TitleClass::Office | TitleClass::Body | TitleClass::Spokesman));
            if inside {
                *i += 1;
            }
            return;
        }
        // كشف مسؤولان لبي بي سي: told to an outlet.
        let told = self.key(*i).starts_with('ل')
            && actor_at(words, *i).as_ref().is_some_and(|(a, _, hit)| {
                hit.stem == 2 && hit.end as usize > *i + 1 && words.lexicon.actors[*a as usize].outlet
            });
        if told {
            return;
        }
        // رحب مسؤول كبير بوزارة الخارجية: a ministry under ب behind an official is where he serves.
        let serves = personal
            && !named
            && is.has(Is::PREFIXED)
            && ["بوزاره", "برئاسه", "بسفاره", "بمكتب", "بديوان", "بالسفاره", "بالوزاره", "بالخارجيه"]
                .contains(&self.key(*i));
        if serves {
            let key = self.key(*i)[..2].to_owned();
            let before = *i;
            self.governed(np, i, &key, 0);
            if *i == before {
                *i += 1;
                while *i < self.limit
                    && (words.at(*i).has(Is::NISBA) || words.at(*i).has(Is::ARTICLE))
                    && !words.at(*i).has(Is::PREFIXED)
                {
                    if let Some((party, _, _, end)) = words.nisba(self.doc, *i) {
                        np.party = np.party.clone().or_else(|| words.lexicon.parties.get(party as usize).cloned());
                        *i = end;
                    } else {
                        *i += 1;
                    }
                }
            }
            return;
        }
        if *i > np.first && self.unknown_noun_under_bi(*i) {
            return;
        }
        if is.has(Is::PREFIXED) && !self.whole(*i) {
            self.governed(np, i, &self.key(*i)[..2], 0);
            return;
        }
        if is.has(Is::PREP) && !(is.has(Is::NAME) && (named || !np.titles.is_empty())) {
            let key = self.key(*i).to_owned();
            self.governed(np, i, &key, 1);
            return;
        }
        // After a complete name a new actor is the verb's object: اتهم لافروف واشنطن.
        let complete = np.name.is_some_and(|(from, to)| {
            to > from + 1 || np.actors.iter().any(|(_, by, at)| *at == from && *by != NamedBy::Epithet)
        });
        let actors = actors_at(words, *i);
        if let Some((actor, by, hit)) = actors.first().copied() {
            let person = words.lexicon.actors[actor as usize].kind == mahdar_doc::EntityKind::Person;
            let fits = if person {
                !complete
                    && np
                        .actors
                        .iter()
                        .all(|(a, _, _)| words.lexicon.actors[*a as usize].kind != mahdar_doc::EntityKind::Person)
                    && (!np.titles.is_empty() || np.party.is_some())
                    && (np.actors.is_empty() || !np.titles.is_empty())
            } else {
                // رئيسة المفوضية الأوروبية صربيا: after a definite adjective or genitive a state is no genitive.
                let open = *i == np.first || !words.at(*i - 1).has(Is::ARTICLE);
                let outlet = words.lexicon.actors[actor as usize].outlet;
                // طائرات التحالف, صواريخ الحركة: arms act for whose they are.
                let arms = *i == np.first + 1 && np.titles.is_empty() && np.actors.is_empty() && self.arms(np.first);
                !named && (!np.titles.is_empty() || arms) && by != NamedBy::Epithet && (open || outlet)
            };
            // Another title at least as long: رئيس الوزراء.
            let as_title = title_at(words, *i).is_some_and(|(_, _, _, h)| h.end > hit.end);
            if fits && person && !as_title && self.given_before_family(by, &hit) {
                let from = *i;
                *i = hit.end as usize;
                self.names(np, i);
                np.name = Some((np.name.map_or(from, |(first, _)| first), *i));
                return;
            }
            if fits && !as_title {
                self.take_actor(np, *i, actor, by, &actors);
                *i = hit.end as usize;
                return;
            }
            if !as_title && by != NamedBy::Epithet {
                // A family name that is an actor's short name too: إبراهيم الجعفري without a row.
                let family = person && !complete && np.name.is_some();
                if family {
                    np.name = np.name.map(|(from, _)| (from, hit.end as usize));
                    *i = hit.end as usize;
                }
                return;
            }
        }
        // أعلن الرئيس مطلع العام: after a definite title a word of time is that before it is a title.
        if is.has(Is::TIME)
            && *i > np.first
            && words.at(*i - 1).has(Is::ARTICLE)
            && !is.has(Is::ARTICLE)
            && !np.titles.is_empty()
        {
            return;
        }
        // هنأ بوتين نظيره التركي: a counterpart is another.
        if *i > np.first && ["نظير", "نظيره", "نظيرته", "نظيرها", "نظيريه", "نظرائه"].contains(&self.key(*i))
        {
            return;
        }
        if let Some((title, _, _, hit)) = title_at(words, *i) {
            let class = words.lexicon.titles[title as usize].class;
            // A title after the name is apposition only after a comma; an honorific or a second office before the name belongs.
            // رئيس حكومة الإقليم | وزير النفط, السلطات الإثيوبية | صحفيين: after a named state or a nationality another person
            // or body begins another phrase; two bare offices of one person stay (رئيس الوزراء وزير الخارجية).
            let closed = (np.party.is_some() || !np.actors.is_empty())
                && (words.at(*i - 1).has(Is::ARTICLE)
                    || words.at(*i - 1).has(Is::NISBA)
                    || np.actors.iter().any(|(_, _, at)| self.actor_end(*at) == *i));
            // الوزير الأوكراني الرئيس الروسي: an office with a nationality or a name of its own is another person.
            let next = hit.end as usize;
            let office = is.has(Is::ARTICLE)
                && class == TitleClass::Office
                && next < self.limit
                && (words.nisba(self.doc, next).is_some()
                    || words.at(next).has(Is::NAME)
                    || words.at(next).has(Is::ACTOR));
            let rank = is.has(Is::ADJ) && next == *i + 1 && (!np.definite || is.has(Is::ARTICLE));
            if closed && rank && !office {
                // مسؤولا إيرانيا كبيرا
                *i += 1;
                return;
            }
            if closed && class != TitleClass::Honorific {
                return;
            }
            // انتقد الوزير القرار: after a definite word only a person's title stands in apposition.
            let definite = *i > np.first && words.at(*i - 1).has(Is::ARTICLE) && !words.at(*i - 1).has(Is::NAME);
            let thing = matches!(class, TitleClass::Document | TitleClass::Outlet | TitleClass::Body);
            if definite && thing && !is.has(Is::ADJ) && !np.titles.is_empty() {
                return;
            }
            if !named && (class == TitleClass::Honorific || !np.titles.is_empty()) {
                np.titles.push(title);
                *i = hit.end as usize;
            }
            return;
        }
        if is.has(Is::TIME) || is.has(Is::ADVERB) && !is.has(Is::ADJ) || is.has(Is::CONJ) || is.has(Is::TURN) {
            return;
        }
        if (is.has(Is::FUNCTION) && !is.has(Is::NAME)) || words.is_only_verb(*i) {
            return;
        }
        if is.has(Is::ADVERBIAL) && !is.has(Is::NAME) && !is.has(Is::ADJ) && !is.has(Is::NOUN) {
            return;
        }
        // An indefinite adjective is none of a definite phrase: حملت الحكومة الإسرائيلية مسؤولية.
        let indefinite_after_definite = *i > np.first
            && !is.has(Is::ARTICLE)
            && words.at(*i - 1).has(Is::ARTICLE)
            && !words.at(*i - 1).has(Is::NAME)
            && !is.has(Is::NAME)
            && !self.key(*i).ends_with("ا");
        if is.has(Is::ADJ) && !named && indefinite_after_definite {
            return;
        }
        // نظيره المغربي كريم العلوي: an indefinite adjective after a definite title is a given name where it can be one.
        let given = is.has(Is::ADJ)
            && is.has(Is::NAME)
            && !is.has(Is::ARTICLE)
            && personal
            && closed_title
            && np.number == Number::Singular;
        if given && !named {
            let before = *i;
            self.names(np, i);
            if *i > before {
                return;
            }
        }
        if is.has(Is::ADJ) && !named {
            let former = words.analyses(*i).iter().any(|a| matches!(a.entry, Entry::Adjective { former: true, .. }));
            np.former |= former;
            *i += 1;
            return;
        }
        if is.has(Is::ADJ)
            && is.has(Is::ARTICLE)
            && words.analyses(*i).iter().any(|a| matches!(a.entry, Entry::Adjective { former: true, .. }))
        {
            // الرئيس حسني مبارك السابق does not occur; the adjective stands before the name.
            return;
        }
        if complete && np.name.is_some_and(|(_, to)| to == *i) && is.has(Is::NAME) && !is.has(Is::VERB) {
            // A longer name than the row's: محمد بن سلمان بن عبد العزيز.
            self.names(np, i);
            return;
        }
        if !complete
            && (is.has(Is::NAME) || (is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE)))
            && (!np.titles.is_empty() || np.party.is_some() || named)
        {
            let before = *i;
            self.names(np, i);
            if *i > before {
                return;
            }
        }
        if named {
            return;
        }
        // Genitives and adjectives of a described head: مسؤول ملف التفاوض، الوفد المفاوض.
        if is.has(Is::NOMINAL) && (!words.is_finite_verb(*i) || is.has(Is::ARTICLE)) {
            let described = !np.titles.is_empty() || np.party.is_some() || np.first + 4 > *i;
            // An indefinite accusative after a definite phrase is its verb's object: أعلن الوزير وقفا.
            let object = !is.has(Is::ARTICLE)
                && np.definite
                && !np.titles.is_empty()
                && self.key(*i).ends_with('ا')
                && !is.has(Is::UNKNOWN)
                && !is.has(Is::NOUN);
            let bare_noun_after_definite = np.definite
                && !is.has(Is::ARTICLE)
                && *i > np.first
                && self.words.at(*i - 1).has(Is::ARTICLE)
                && is.has(Is::NOMINAL)
                && !is.has(Is::UNKNOWN);
            // After a definite word only an adjective goes on: in أدانت الوزارة الهجوم the attack is the verb's object.
            // رفضت فرنسا التفاوض: so it is after a proper name.
            let masdar = words
                .analyses(*i)
                .iter()
                .any(|a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == mahdar_lang::Tense::Masdar));
            let after_proper = np.actors.iter().any(|(_, by, at)| *by != NamedBy::Epithet && self.actor_end(*at) == *i);
            let noun_after_definite = *i > np.first
                && (self.words.at(*i - 1).has(Is::ARTICLE) || after_proper)
                && is.has(Is::ARTICLE)
                && (is.has(Is::NOUN) || masdar && after_proper)
                && !is.has(Is::ADJ);
            // وزير الدفاع المقاتلين: a plural after a definite singular is no adjective of it.
            let plural = words
                .analyses(*i)
                .iter()
                .any(|a| matches!(a.entry, Entry::Verb { form, .. } if form.number != Number::Singular));
            let singular_head = np.number == Number::Singular
                && *i > np.first
                && self.words.at(*i - 1).has(Is::ARTICLE)
                && is.has(Is::ARTICLE);
            // وفد المعارضة مسؤولية: once a genitive is definite, an indefinite noun begins another phrase; so it does
            // after a name (نفت أسمرة اتهامات).
            let closed = *i > np.first
                && !is.has(Is::ARTICLE)
                && (is.has(Is::NOUN) || is.has(Is::ACT))
                && !is.has(Is::ADJ)
                && (self.words.at(*i - 1).has(Is::ARTICLE)
                    // طائرة أوكرانية | مدينة: after a nationality a noun begins another phrase.
                    || np.party.is_some() && self.words.at(*i - 1).has(Is::NISBA)
                    || np.actors.iter().any(|(_, by, at)| *by != NamedBy::Epithet && self.actor_end(*at) == *i));
            // في بيان مشترك الربط: after an indefinite adjective a definite noun is no part of the phrase.
            let after_adjective = *i > np.first + 1
                && is.has(Is::ARTICLE)
                && (self.words.at(*i - 1).has(Is::ADJ) || self.words.at(*i - 1).has(Is::NISBA))
                && !self.words.at(*i - 1).has(Is::ARTICLE);
            if noun_after_definite || closed || after_adjective || plural && singular_head {
                return;
            }
            if described && !object && !bare_noun_after_definite {
                *i += 1;
            }
        }
    }

    /// بحكمة: ب before a noun in ة that the lexicon does not have.
    fn unknown_noun_under_bi(&self, i: usize) -> bool {
        self.words.at(i).has(Is::UNKNOWN)
            && self.key(i).starts_with('ب')
            && self.doc.surface(TokenId::from_index(i)).ends_with('ة')
    }

    /// Aircraft, ships, guns, fire: indefinite, so that a genitive may say whose.
    fn arms(&self, i: usize) -> bool {
        let key = self.key(i);
        let key = key.strip_prefix('و').filter(|_| self.words.at(i).has(Is::CONJUNCT)).unwrap_or(key);
        matches!(
            key,
            "طائرات"
                | "طائره"
                | "مقاتلات"
                | "مروحيات"
                | "مسيرات"
                | "طيران"
                | "دبابات"
                | "مدفعيه"
                | "مدافع"
                | "صواريخ"
                | "سفن"
                | "بوارج"
                | "زوارق"
                | "غواصات"
                | "نيران"
                | "راجمات"
                | "اليات"
                | "مدرعات"
                | "حاملات"
        )
    }

    /// Whether a body with its adjectives stands at `i` and right behind it the name of the person whose office `np` is.
    fn body_then_name(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let office = np.titles.first().is_some_and(|&t| {
            matches!(
                words.lexicon.titles[t as usize].class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert
            )
        });
        let body = title_at(words, i).filter(|(t, ..)| words.lexicon.titles[*t as usize].class == TitleClass::Body);
        let state = actor_at(words, i)
            .as_ref()
            .filter(|(a, by, _)| {
                *by == NamedBy::Name && words.lexicon.actors[*a as usize].kind != mahdar_doc::EntityKind::Person
            })
            .map(|(_, _, hit)| hit.end as usize);
        let Some(mut k) = body.map(|(_, _, _, hit)| hit.end as usize).or(state).filter(|_| office) else {
            return false;
        };
        while k < self.limit && (words.at(k).has(Is::NISBA) || words.at(k).has(Is::ADJ)) && words.at(k).has(Is::ARTICLE)
        {
            k += 1;
        }
        let is = words.at(k);
        let person = actor_at(words, k)
            .as_ref()
            .is_some_and(|(a, ..)| words.lexicon.actors[*a as usize].kind == mahdar_doc::EntityKind::Person);
        k < self.limit
            && (is.has(Is::NAME) || person || is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && !words.is_only_verb(k)
            && !is.has(Is::COMP)
    }

    /// A preposition that the last title governs, and the phrase after it.
    fn governed(&self, np: &mut Np, i: &mut usize, prep: &str, free: usize) {
        let words = self.words;
        if np.name.is_some() {
            return;
        }
        // الاتحاد السعودي لكرة القدم: a body is for something.
        let for_something = prep == "ل"
            && free == 0
            && np.end <= *i
            && np.titles.first().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Body)
            && (words.at(*i).has(Is::NOUN) || self.key(*i).starts_with("لل"))
            && !words.at(*i).has(Is::ACTOR);
        // المدير العام للوكالة, الأمين العام للحزب: of whom the office is.
        let of_body = prep == "ل"
            && free == 0
            && self.key(*i).starts_with("لل")
            && *i >= np.first + 2
            && np.party.is_none()
            && words.at(*i - 1).has(Is::ARTICLE)
            && np.titles.last().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Office)
            && !words.at(*i).has(Is::OCCASION);
        let governs = for_something
            || of_body
            || np.titles.iter().any(|&t| words.lexicon.titles[t as usize].governs.iter().any(|p| p == prep));
        let next = *i + free;
        let is = words.at(next);
        // رئيس لجنة الأمن والسياسة الخارجية في البرلمان الإيراني إبراهيم عزيزي: the office's body, then who holds it.
        let governs = governs || free == 1 && matches!(prep, "في" | "لدي") && self.body_then_name(np, next);
        // جندي تركي في قصف سوري: an act is no field of an office.
        let deed = free == 1 && prep == "في" && is.has(Is::ACT) && !is.has(Is::TITLE) && !is.has(Is::ARTICLE);
        if !governs || deed || next >= self.limit || is.has(Is::COMP) || is.has(Is::TIME) {
            return;
        }
        if free == 1
            && words.occasion_end(next).is_some()
            && title_at(words, next)
                .is_none_or(|(t, ..)| words.lexicon.titles[t as usize].class == TitleClass::Document)
        {
            return;
        }
        if matches!(
            self.doc.tokens.get(next).map(|t| t.kind),
            Some(TokenKind::Open | TokenKind::Quote | TokenKind::Number)
        ) {
            return;
        }
        if free == 0 {
            // "مسؤول لرويترز": told to an outlet, not an official of it.
            let outlet = actor_at(words, *i).as_ref().is_some_and(|(a, _, _)| words.lexicon.actors[*a as usize].outlet);
            let outlet_title =
                title_at(words, *i).is_some_and(|(t, ..)| words.lexicon.titles[t as usize].class == TitleClass::Outlet);
            let people = words.hits(*i).iter().any(|h| matches!(h.phrase, Phrase::Title { title, .. } if words.lexicon.titles[title as usize].class == TitleClass::Expert));
            if outlet || outlet_title && !of_body || people {
                return;
            }
        }
        let mut k = next;
        let mut inner = Np { titles: Vec::new(), actors: Vec::new(), name: None, ..np.clone() };
        if free == 1 || !actors_at(words, k).is_empty() || title_at(words, k).is_some() || is.has(Is::NOMINAL) {
            let before = k;
            self.head(&mut inner, &mut k);
            if k == before {
                return;
            }
        }
        np.titles.extend(inner.titles.iter().copied());
        np.actors.extend(
            inner
                .actors
                .iter()
                .filter(|(a, _, _)| words.lexicon.actors[*a as usize].kind != mahdar_doc::EntityKind::Person)
                .copied(),
        );
        // مبعوث الأمم المتحدة إلى ليبيا, المندوب لدى المنظمة: whither one is sent is not for whom one acts.
        let sent = free == 1 && matches!(prep, "الي" | "لدي");
        if !sent && (np.party.is_none() || !inner.actors.is_empty()) {
            np.party = inner.party.or(np.party.take());
        }
        *i = k;
    }
}

/// The end of a time expression at `i`: اليوم الثلاثاء، أمس، الأسبوع الماضي.
pub(crate) fn time_end(words: &Words<'_>, i: usize) -> Option<usize> {
    words.function_end(i, Classes::TIME)
}

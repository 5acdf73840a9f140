//! Noun phrases: titles, nationality adjectives, names, appositions. A name needs no gazetteer where the grammar gives it:
//! in وزير الخارجية الروسي سيرغي لافروف (Russian foreign minister Sergey Lavrov) the title says that a name follows.

mod actor;
mod continuation;
mod coordination;
mod government;
mod head;
mod names;
mod title;

use crate::words::{Is, Words, key_to_text};
pub(crate) use actor::{actor_at, actors_at};
use mahdar_doc::{Document, EntityKind, Span, TokenKind};
use mahdar_lang::{Classes, Gender, NamedBy, Number, TitleClass};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
pub(crate) use title::title_at;
use title::verb_before_person;

/// No noun phrase is longer, in tokens.
const LONGEST: usize = 24;

/// What is called after the town where it was made or is held: اتفاقات مينسك, محادثات جدة.
pub(crate) const CALLED_AFTER: [&str; 29] = [
    "اتفاق",
    "اتفاقات",
    "اتفاقية",
    "اتفاقيات",
    "إعلان",
    "اعلان",
    "محادثات",
    "مباحثات",
    "مفاوضات",
    "مؤتمر",
    "مسار",
    "منبر",
    "صيغة",
    "بروتوكول",
    "مقررات",
    "مخرجات",
    "اجتماعات",
    "تفاهمات",
    "وثيقة",
    "جولة",
    "جولات",
    "قمة",
    "لقاء",
    "اجتماع",
    "مشاورات",
    "جلسة",
    "جلسات",
    "ملتقى",
    "معاهدة",
];

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
    /// Byte at which the document begins that it issued: بيان of بيان للخارجية.
    pub issued: Option<u32>,
}

impl Np {
    /// اتفاق أبوجا, نتائج مؤتمر باريس: whether it is of what was agreed or held in a town, and of nobody.
    pub fn called_after(&self, doc: &Document) -> bool {
        let [(_, NamedBy::Capital, at)] = self.actors[..] else { return false };
        let head = at.checked_sub(1).filter(|&k| k >= self.first).map_or("", |k| doc.key_at(k));
        let bare = head.trim_start_matches(['و', 'ف']).trim_start_matches(['ل', 'ب']);
        self.name.is_none() && CALLED_AFTER.iter().any(|word| bare == word.replace('ة', "ه").replace('إ', "ا"))
    }

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
            issued: None,
        }
    }

    /// The words that it is said with: its own, with those of a document that it issued.
    pub fn whole_span(&self) -> Span {
        Span { start: self.issued.unwrap_or(self.span.start), ..self.span }
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

    /// Forgets what was found about these tokens, in order, which are read another way now.
    pub(crate) fn forget(&mut self, changed: &[usize]) {
        /// How far a phrase looks beyond its ends, in tokens.
        const AROUND: usize = 12;
        let far = |from: u32, to: u32| {
            let at = changed.partition_point(|&k| k + AROUND < from as usize);
            changed.get(at).is_none_or(|&k| k >= to as usize + AROUND)
        };
        self.0.get_mut().retain(|&(start, limit), _| far(start, limit));
        self.1.get_mut().retain(|&(first, last, _), _| far(first, last));
    }

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
    words.phrases.get_or(start, limit, || Parser { doc, words, limit }.coordinated(start).map(Rc::new))
}

impl Parser<'_, '_> {
    fn key(&self, i: usize) -> &str {
        self.doc.key_at(i)
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        self.doc.tokens.get(i).map(|t| t.kind)
    }

    /// One noun phrase without coordination. `joined`: the first token carries و.
    fn simple(&self, start: usize, joined: bool) -> Option<Np> {
        let words = self.words;
        if !self.may_begin(start, joined) {
            return None;
        }
        let mut np = Np::bare(start, start, self.doc.tokens.get(start)?.span);
        np.definite = words.at(start).has(Is::ARTICLE);
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
        // نفس المصدر, ذات المسؤول: who was named before.
        let same =
            matches!(self.key(i), "نفس" | "ذات") && words.at(i + 1).has(Is::ARTICLE) && words.at(i + 1).has(Is::TITLE);
        if same && i + 1 < self.limit {
            i += 1;
            np.first = i;
            np.definite = true;
            np.span.start = self.doc.tokens[i].span.start;
        }
        self.head(&mut np, &mut i);
        if i == start {
            return None;
        }
        while i < self.limit {
            let before = i;
            _ = self.continue_np(&mut np, &mut i);
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
        if let Some((apposed, end)) = self.apposed_name(&np, i) {
            np = apposed;
            i = end;
        }
        np.end = i;
        np.span.end = self.doc.tokens.get(i - 1)?.span.end;
        Some(np)
    }

    /// Whether a phrase may begin at `start`: no mark, number, particle, adverb or verb.
    fn may_begin(&self, start: usize, joined: bool) -> bool {
        let words = self.words;
        let is = words.at(start);
        if start >= self.limit || is.has(Is::PUNCT) && !self.quoted_name(start) {
            return false;
        }
        // ولا يستبعد نواب: "and not" is nobody's name.
        if self.key(start) == "ولا" {
            return false;
        }
        let counted = start > 0 && self.kind(start - 1) == Some(TokenKind::Number);
        // نيروبي 16 أغسطس 2022 (شينخوا): neither does its month.
        if is.has(Is::TIME) && counted {
            return false;
        }
        // تعهدت فرنسا اليوم بالرد, أفاد مصدر: a word that is somebody's name behind a head noun alone.
        if bare_time(words, start) || bare_word(words, start) {
            return false;
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
            return false;
        }
        // وتعليقا على القرار، أكد: in reply to what, and nobody.
        let reply = self.key(start).ends_with('ا')
            && !is.has(Is::ARTICLE)
            && is.has(Is::TITLE)
            && self.key(start + 1) == "علي"
            && self.head_class_at(start) == Some(TitleClass::Document);
        if reply {
            return false;
        }
        // بحث الأمير محمد مع الرئيس: where a clause opens before a person a word that may be a verb heads no phrase.
        if is.has(Is::NOUN) && !is.has(Is::ACTOR) && !is.has(Is::NAME) && verb_before_person(words, start) {
            return false;
        }
        // أما في طوكيو، فقد: the particle is no phrase.
        if matches!(self.key(start), "اما" | "واما") && !is.has(Is::ACTOR) {
            return false;
        }
        // A date line begins no phrase: 09 فيفري 2021.
        if self.kind(start) == Some(TokenKind::Number) && !is.has(Is::ACTOR) {
            return false;
        }
        let starts_named = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NAME);
        if (is.has(Is::COMP) || is.has(Is::PREP) || is.has(Is::REL) || is.has(Is::PARTICLE)) && !starts_named {
            return false;
        }
        let in_turn = (start.saturating_sub(2)..start)
            .any(|t| words.function_end(t, Classes::TURN).is_some_and(|end| end > start));
        // غير أن دبلوماسيا قال, عن دبلوماسي: behind a particle or preposition a person, no turn.
        let person = is.has(Is::TITLE)
            && start > 0
            && (words.at(start - 1).has(Is::COMP)
                || words.at(start - 1).has(Is::PREP)
                || matches!(self.key(start - 1), "لكن" | "ولكن"));
        if (is.has(Is::TURN) && !person || in_turn) && !is.has(Is::ACTOR) {
            return false;
        }
        // 49 عسكريا أرمنيا: behind a number no adverb.
        let counted = counted && is.has(Is::ADVERB) && is.has(Is::NOMINAL);
        if (is.has(Is::TIME) || is.has(Is::CONJ) || is.has(Is::NARRATOR) || is.has(Is::ADVERB))
            && !starts_named
            && !counted
        {
            return false;
        }
        // وبكين is و and a capital, not و and ب.
        let capital = words.and_place(self.doc, start);
        let prefixed = is.has(Is::PREFIXED) && !joined && !is.has(Is::NAME) && !capital;
        !(words.is_only_verb(start) || prefixed && !self.whole(start))
    }

    /// كشف المدير العام للمجمع، توفيق حكار، في تصريح: the name stands in apposition between commas. The phrase with its name,
    /// and one past it.
    fn apposed_name(&self, np: &Np, i: usize) -> Option<(Np, usize)> {
        let words = self.words;
        if self.kind(i) != Some(TokenKind::Comma)
            || !self.is_holder(np)
            || np.name.is_some()
            || np.number != Number::Singular
        {
            return None;
        }
        // عضو لجنة الأمن، النائبة ميسون الساعدي، : what he is called besides stands before the name.
        let address = title_at(words, i + 1).filter(|(t, _, number, hit)| {
            let class = words.lexicon.titles[*t as usize].class;
            *number == Number::Singular
                && matches!(class, TitleClass::Honorific | TitleClass::Office)
                && hit.end as usize == i + 2
                && words.at(i + 1).has(Is::ARTICLE)
        });
        let from = address.map_or(i + 1, |(.., hit)| hit.end as usize);
        let next = words.at(from);
        let opens = from + 1 < self.limit && !next.has(Is::TITLE) && !next.has(Is::CONJUNCT) && !next.has(Is::PREFIXED);
        let known = next.has(Is::NAME) || next.has(Is::ACTOR);
        // ، ماو نينغ، : two or three words that nothing knows, between commas.
        let unknown = || {
            let close = (from + 2..(from + 5).min(self.limit)).find(|&k| self.kind(k) == Some(TokenKind::Comma))?;
            // ، ممتاز زهرا بلوش، : a given name may be an adjective too.
            let word = |k: usize| {
                let is = words.at(k);
                let given = k == from && close > from + 2 && is.has(Is::ADJ) && !is.has(Is::ADVERBIAL);
                self.kind(k) == Some(TokenKind::Word)
                    && (is.has(Is::UNKNOWN) || is.has(Is::NAME) || given)
                    && !is.has(Is::ARTICLE)
                    && !words.is_only_verb(k)
            };
            (from..close).all(word).then_some(close)
        };
        if !opens {
            return None;
        }
        let mut name_end = from;
        let mut apposed = np.clone();
        let actors = actors_at(words, from);
        match actors.first().copied() {
            Some((actor, by, hit)) if words.lexicon.actors[actor as usize].kind == EntityKind::Person => {
                self.take_actor(&mut apposed, from, actor, by, &actors);
                name_end = hit.end as usize;
            }
            _ if known => self.names(&mut apposed, &mut name_end),
            _ => {
                name_end = unknown()?;
                apposed.name = Some((from, name_end));
            }
        }
        if apposed.name.is_none()
            && let Some(close) = unknown()
        {
            name_end = close;
            apposed.name = Some((from, close));
        }
        apposed.titles.extend(address.map(|(t, ..)| t));
        // قال الرئيس الروسي، دميتري ميدفيديف إن: half of the press leaves the second comma out where the clause begins.
        let behind = words.at(name_end);
        let clause = name_end > from + 1 && (behind.has(Is::COMP) || behind.has(Is::PREP) || behind.has(Is::TIME));
        // ثمن الأمين العام، الدكتور موسى فكي محمد الدعم: or where the object does.
        let object = name_end > from + 1
            && behind.has(Is::ARTICLE)
            && behind.has(Is::NOUN)
            && ![Is::NAME, Is::TITLE, Is::ACTOR, Is::NISBA, Is::PREFIXED, Is::CONJUNCT].iter().any(|&f| behind.has(f));
        let closed = clause || object || matches!(self.kind(name_end), Some(TokenKind::Comma | TokenKind::Colon));
        (closed && apposed.name == Some((from, name_end))).then_some((apposed, name_end))
    }

    /// The class of the title that begins at `i`.
    fn head_class_at(&self, i: usize) -> Option<TitleClass> {
        title_at(self.words, i).map(|(t, ..)| self.words.lexicon.titles[t as usize].class)
    }

    /// The class of the first title.
    fn head_class(&self, np: &Np) -> Option<TitleClass> {
        np.titles.first().map(|&t| self.words.lexicon.titles[t as usize].class)
    }

    /// Whether the head is what a person holds or is: an office, a spokesman, an expert.
    fn is_holder(&self, np: &Np) -> bool {
        matches!(self.head_class(np), Some(TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert))
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
}

/// Whether token `i` is a word of time, and somebody's name behind its head noun alone: اليوم (today; صحيفة اليوم).
pub(crate) fn bare_time(words: &Words<'_>, i: usize) -> bool {
    words.at(i).has(Is::TIME)
        && words.at(i).has(Is::ACTOR)
        && !words.at(i).has(Is::TITLE)
        && actors_at(words, i).iter().all(|(_, by, hit)| *by == NamedBy::Epithet && hit.end as usize == i + 1)
}

/// Whether token `i` is a verb or a common noun without the article, and somebody's name behind a head noun alone:
/// أفاد (he reported; هيئة أفاد), كان, تقدم.
fn bare_word(words: &Words<'_>, i: usize) -> bool {
    let is = words.at(i);
    is.has(Is::ACTOR)
        && !is.has(Is::ARTICLE)
        && !is.has(Is::TITLE)
        && !is.has(Is::NAME)
        && (is.has(Is::VERB) || is.has(Is::NOUN) || is.has(Is::FUNCTION))
        && actors_at(words, i).iter().all(|(_, by, hit)| *by == NamedBy::Epithet && hit.end as usize == i + 1)
}

/// The end of a time expression at `i`: اليوم الثلاثاء، أمس، الأسبوع الماضي.
pub(crate) fn time_end(words: &Words<'_>, i: usize) -> Option<usize> {
    words.function_end(i, Classes::TIME)
}

//! Every token with its readings: analyses of word forms, phrases that begin at it, and what the two say together.

mod classify;
mod homonyms;

pub(crate) use classify::classify;
use classify::noun_like;
pub(crate) use homonyms::of_mali;

use crate::memo::Memo;
use crate::np::Phrases;
use crate::topics::Topics;
use mahdar_doc::{Document, Token, TokenId, TokenKind};
use mahdar_lang::{
    Analysis, Classes, CueKind, Entry, Gender, Lexicon, NamedBy, Number, Phrase, Prep, Tense, VerbForm, tokenize_with,
};

/// The verbs of receiving: who sends speaks or acts.
pub(crate) const RECEIVE: [&str; 3] = ["تلقى", "تسلم", "استلم"];

/// A politician is called by his family name alone some years before and after his offices; set by judgement.
const YEARS_BEFORE: i32 = 2;
const YEARS_AFTER: i32 = 8;

/// A phrase of the lexicon found in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    /// One past its last token.
    pub end: u32,
    /// Bytes of the first token's key before the phrase: its clitics.
    pub stem: u32,
    /// What it is.
    pub phrase: Phrase,
}

/// What a token is, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Is(pub u32);

#[rustfmt::skip]
impl Is {
    pub const PREP: Is = Is(1);            // stands alone as a preposition
    pub const COMP: Is = Is(1 << 1);       // أن، إنه، بأن، وأن
    pub const CONJ: Is = Is(1 << 2);       // بينما، لكن، حيث
    pub const REL: Is = Is(1 << 3);
    pub const TIME: Is = Is(1 << 4);
    pub const PARTICLE: Is = Is(1 << 5);   // قد، سوف، negation
    pub const VERB: Is = Is(1 << 6);       // may be a finite verb
    pub const NOMINAL: Is = Is(1 << 7);    // may be a noun, adjective, name, title
    pub const NAME: Is = Is(1 << 8);
    pub const NISBA: Is = Is(1 << 9);
    pub const ADJ: Is = Is(1 << 10);
    pub const TITLE: Is = Is(1 << 11);     // a title begins here
    pub const ACTOR: Is = Is(1 << 12);     // an actor's name begins here
    pub const ADVERBIAL: Is = Is(1 << 13); // accusative participle without article: مشيرا
    pub const ARTICLE: Is = Is(1 << 14);
    pub const CONJUNCT: Is = Is(1 << 15);  // begins with و or ف that is no letter of the word
    pub const PREFIXED: Is = Is(1 << 16);  // begins with ب، ل، ك that is no letter of the word
    pub const PUNCT: Is = Is(1 << 17);
    pub const QUANT: Is = Is(1 << 18);
    pub const DEM: Is = Is(1 << 19);
    pub const TURN: Is = Is(1 << 20);
    pub const NARRATOR: Is = Is(1 << 21);
    pub const OCCASION: Is = Is(1 << 22);
    pub const NOUN: Is = Is(1 << 23);
    pub const UNKNOWN: Is = Is(1 << 24);   // no reading at all
    pub const ADVERB: Is = Is(1 << 25);
    pub const PRON: Is = Is(1 << 26);
    pub const FUNCTION: Is = Is(1 << 27);
    pub const PRIVATE: Is = Is(1 << 30);   // heads what is no political actor: منتخب، شركة
    pub const ACT: Is = Is(1 << 29);       // a form of a verb or a noun that tells an act
    pub const CUE: Is = Is(1 << 28);       // a form of a verb or a noun that attributes

    pub fn has(self, other: Is) -> bool { self.0 & other.0 != 0 }
    pub fn add(&mut self, other: Is) { self.0 |= other.0; }
}

/// What is asked of tokens again and again, answered at a glance: which kinds of phrases begin at one, what its key may be.
/// The lowest bits are the [`Classes`] of function words that begin at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts(pub u32);

#[rustfmt::skip]
impl Facts {
    pub const ACTOR: Facts = Facts(1 << 14);      // an actor's name begins at it
    pub const TITLE: Facts = Facts(1 << 15);      // a title begins at it
    pub const OCCASION: Facts = Facts(1 << 16);
    pub const EVIDENTIAL: Facts = Facts(1 << 17); // وفق، بحسب
    pub const NISBA: Facts = Facts(1 << 18);      // a nationality, or the first of its two words
    pub const JOINS: Facts = Facts(1 << 19);      // the search for a cue's content looks at its key
    pub const THEMED: Facts = Facts(1 << 20);     // it may be a theme word of acts
    pub const DATED: Facts = Facts(1 << 21);      // a date may hold it
    pub const INTENT: Facts = Facts(1 << 22);     // المقرر، يعتزم
    pub const COMING: Facts = Facts(1 << 23);     // المقبل، المرتقبة
    pub const FACTION: Facts = Facts(1 << 24);    // المعارضة، متمردو: a word for a faction
    pub const MALI: Facts = Facts(1 << 25);       // of Mali, or of finance

    pub fn has(self, other: Facts) -> bool { self.0 & other.0 != 0 }

    /// These facts and those.
    pub fn and(self, other: Facts) -> Facts { Facts(self.0 | other.0) }

    /// These facts but for those.
    pub fn without(self, other: Facts) -> Facts { Facts(self.0 & !other.0) }

    /// A fact if it holds.
    pub fn when(self, holds: bool) -> Facts { if holds { self } else { Facts(0) } }
}

impl Facts {
    /// What the phrases and the readings of a token tell.
    pub fn of(lexicon: &Lexicon, analyses: &[Analysis], hits: &[Hit]) -> Facts {
        let mut facts = Facts::NISBA.when(analyses.iter().any(|a| matches!(a.entry, Entry::Nisba { .. })));
        for hit in hits {
            facts = facts.and(match hit.phrase {
                // الكورية الجنوبية: the first word of a pair has no class.
                Phrase::Function(classes) if classes.0 == 0 => Facts::NISBA,
                Phrase::Function(classes) => Facts(u32::from(classes.0)),
                Phrase::Actor { .. } => Facts::ACTOR,
                Phrase::Title { .. } => Facts::TITLE,
                Phrase::Occasion => Facts::OCCASION,
                Phrase::Cue(cue) => Facts::EVIDENTIAL.when(lexicon.cues[cue as usize].kind == CueKind::Prep),
                _ => Facts(0),
            });
        }
        facts
    }
}

/// The readings of a whole document.
pub(crate) struct Words<'l> {
    pub lexicon: &'l Lexicon,
    /// What is known of words by themselves; the reader has it back when the document is read.
    memo: Memo,
    words: Vec<Word>,
    hits: Vec<Hit>,
    /// Tokens with topics.
    topical: Vec<u32>,
    /// All bits of what the topics of the document tell.
    any_topic_bits: u32,
    /// Noun phrases found so far.
    pub phrases: Phrases,
}

/// A token: what it is, and where what is known of it stands.
#[derive(Clone, Copy, Debug)]
struct Word {
    is: Is,
    facts: Facts,
    /// Its form in the memo.
    form: u32,
    /// Range of its analyses in the memo.
    analyses: (u32, u32),
    /// Range of the phrases that begin at it.
    hits: (u32, u32),
    /// Bits of what its topics tell.
    topic_bits: u32,
}

/// A word with its readings, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'w> {
    pub kind: TokenKind,
    pub key: &'w str,
    pub surface: &'w str,
    pub analyses: &'w [Analysis],
    /// The phrases that begin at it.
    pub hits: &'w [Hit],
}

/// Makes the tokens of a text and looks each up in the memo, once: its form, by token.
pub(crate) fn tokens(
    text: &str,
    lexicon: &Lexicon,
    topics: &Topics,
    memo: &mut Memo,
    keys: &mut String,
) -> (Vec<Token>, Vec<u32>) {
    let mut forms = Vec::with_capacity(text.len() / 8 + 4);
    let tokens = tokenize_with(text, keys, |surface, kind, keys| {
        let form = match memo.find(surface) {
            Some((form, key)) => {
                keys.push_str(key);
                form
            }
            None => {
                let from = keys.len();
                lexicon.folder.fold_into(surface, keys);
                memo.learn(lexicon, topics, surface, kind, &keys[from..])
            }
        };
        forms.push(form);
    });
    (tokens, forms)
}

/// The word id of token `k`, if a phrase may go on there.
fn goes_into(doc: &Document, memo: &Memo, k: usize, forms: &[u32]) -> Option<u32> {
    let token = doc.tokens.get(k)?;
    if matches!(token.kind, TokenKind::Open | TokenKind::Quote | TokenKind::Comma) {
        return None;
    }
    memo.form(forms[k]).word
}

impl<'l> Words<'l> {
    /// The readings of a document; `forms` are those of its tokens in `memo`.
    pub fn new(doc: &Document, lexicon: &'l Lexicon, memo: Memo, forms: &[u32]) -> Self {
        let n = doc.tokens.len();
        let mut words = Words {
            lexicon,
            memo,
            words: Vec::with_capacity(n),
            hits: Vec::with_capacity(n),
            topical: Vec::with_capacity(n / 2),
            any_topic_bits: 0,
            phrases: Phrases::default(),
        };
        // Tokens that only their neighbours settle.
        let mut open: Vec<usize> = Vec::new();
        for (i, &id) in forms.iter().enumerate() {
            let form = *words.memo.form(id);
            let from = words.hits.len() as u32;
            let alone = !(form.leads_on && words.goes_on(doc, i, forms));
            let mut facts = form.facts;
            if alone {
                let own = words.memo.hits(form.hits);
                words.hits.extend(own.iter().map(|hit| Hit { end: i as u32 + 1, ..*hit }));
            } else {
                let word = Reading {
                    kind: doc.tokens[i].kind,
                    key: doc.key_at(i),
                    surface: doc.slice(doc.tokens[i].span),
                    analyses: words.memo.analyses(form.analyses),
                    hits: &[],
                };
                let next = |k: usize| goes_into(doc, &words.memo, k, forms);
                words.memo.seen(id).phrases(lexicon, &word, i, next, &mut words.hits);
                let found = &words.hits[from as usize..];
                facts = form.own_facts.and(Facts::of(lexicon, words.memo.analyses(form.analyses), found));
            }
            let is = form.is.filter(|_| alone);
            if is.is_none() {
                open.push(i);
            }
            words.any_topic_bits |= form.topic_bits;
            if form.topic_bits != 0 {
                words.topical.push(i as u32);
            }
            words.words.push(Word {
                is: is.unwrap_or_default(),
                facts,
                form: id,
                analyses: form.analyses,
                hits: (from, words.hits.len() as u32),
                topic_bits: form.topic_bits,
            });
        }
        for i in open {
            words.settle(doc, i);
        }
        words.ground_mali(doc);
        words.ground_today(doc);
        words.ground_qaeda(doc);
        words.ground_oman(doc);
        words.ground_shared(doc);
        words.ground_ruling(doc);
        words
    }

    /// What is known of words by themselves, for the next document.
    pub fn into_memo(self) -> Memo {
        self.memo
    }

    fn reading<'w>(&'w self, doc: &'w Document, i: usize) -> Reading<'w> {
        let token = doc.tokens[i];
        Reading {
            kind: token.kind,
            key: token.key.of(&doc.keys),
            surface: doc.slice(token.span),
            analyses: self.analyses(i),
            hits: self.hits(i),
        }
    }

    /// Whether what begins at token `i` may go on in the next word.
    fn goes_on(&self, doc: &Document, i: usize, forms: &[u32]) -> bool {
        let Some(word) = goes_into(doc, &self.memo, i + 1, forms) else { return false };
        let starts = self.memo.seen(forms[i]).starts;
        starts.into_iter().flatten().any(|(_, node)| self.lexicon.step(node, word).is_some())
    }

    /// What token `i` is and tells, by its readings and the phrases that begin at it.
    fn settle(&mut self, doc: &Document, i: usize) {
        let word = self.reading(doc, i);
        let complements = word.kind == TokenKind::Word && complements(word.key).is_some() && !self.foreign(doc, i);
        let is = classify(self.lexicon, &word, i, complements);
        let facts = Facts::of(self.lexicon, word.analyses, word.hits);
        let form = self.words[i].form;
        self.words[i].is = self.memo.seen(form).settle(word.kind, is);
        self.words[i].facts = self.memo.form(form).own_facts.and(facts);
    }

    /// Whether a fact holds of token `i`.
    #[inline]
    pub fn tells(&self, i: usize, fact: Facts) -> bool {
        self.words.get(i).is_some_and(|word| word.facts.has(fact))
    }

    /// The tokens between two that have topics.
    pub fn topical(&self, range: std::ops::Range<usize>) -> &[u32] {
        let from = self.topical.partition_point(|&k| (k as usize) < range.start);
        let rest = &self.topical[from..];
        &rest[..rest.partition_point(|&k| (k as usize) < range.end)]
    }

    /// Word ids of the theme words that token `i` may be.
    pub fn themes(&self, i: usize) -> &[u32] {
        self.words.get(i).map_or(&[], |word| self.memo.themes(word.form))
    }

    /// Whether the search for a cue's content looks at the key of token `i`: a preposition, or a word that opens a clause.
    pub fn joins(&self, i: usize) -> bool {
        self.tells(i, Facts::JOINS) || i >= self.words.len()
    }

    /// Bits of what the phrases tell that any token of the document may begin.
    pub fn any_topic_bits(&self) -> u32 {
        self.any_topic_bits
    }

    /// Bits of what the phrases tell that token `i` may begin.
    pub fn topic_bits(&self, i: usize) -> u32 {
        self.words.get(i).map_or(0, |word| word.topic_bits)
    }

    /// Words of issues' triggers that token `i` may be, as ids.
    pub fn topics(&self, i: usize) -> &[u32] {
        self.words.get(i).map_or(&[], |word| self.memo.topics(self.memo.form(word.form).topics))
    }

    #[inline]
    pub fn analyses(&self, i: usize) -> &[Analysis] {
        self.words.get(i).map_or(&[], |word| self.memo.analyses(word.analyses))
    }

    #[inline]
    pub fn hits(&self, i: usize) -> &[Hit] {
        self.words.get(i).map_or(&[], |word| &self.hits[word.hits.0 as usize..word.hits.1 as usize])
    }

    /// What token `i` is; nothing past the end.
    #[inline]
    pub fn at(&self, i: usize) -> Is {
        self.words.get(i).map_or(Is::default(), |word| word.is)
    }

    /// أن in any of its spellings: whether ب stands before it, whether و does, and the pronoun on it.
    #[inline]
    pub fn complementizer(&self, doc: &Document, i: usize) -> Option<Complementizer> {
        // The token's class says whether it is one at all.
        if !self.at(i).has(Is::COMP) {
            return None;
        }
        let token = doc.tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        complements(token.key.of(&doc.keys)).filter(|_| !self.foreign(doc, i))
    }

    /// فان در لاين: the particle of a Dutch or German name, where the next word is no word of the language.
    fn foreign(&self, doc: &Document, i: usize) -> bool {
        doc.key_at(i) == "فان"
            && doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word)
            && self.hits(i + 1).is_empty()
            && self.analyses(i + 1).iter().all(|a| matches!(a.entry, Entry::Name { .. }))
    }

    /// The readings of token `i` as a form of one of these verbs.
    pub fn forms_of(&self, i: usize, lemmas: &[&str]) -> impl Iterator<Item = (&Analysis, VerbForm)> {
        self.analyses(i).iter().filter_map(move |a| match a.entry {
            Entry::Verb { verb, form } if lemmas.contains(&self.lexicon.verbs[verb as usize].lemma.as_str()) => {
                Some((a, form))
            }
            _ => None,
        })
    }

    /// Whether token `i` may be a verbal noun without the article.
    pub fn may_be_masdar(&self, i: usize) -> bool {
        self.analyses(i)
            .iter()
            .any(|a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar) && !a.before.article)
    }

    /// Whether a shadda in the text denies the reading whose first letter is the و: «وعدّت» is و and عدّ, no promise.
    pub fn shadda_denies(&self, doc: &Document, i: usize, analysis: &Analysis) -> bool {
        let surface = doc.surface(TokenId::from_index(i));
        // Most words have no vowel signs: U+064B to U+0652, whose last bytes no letter shares.
        if !surface.bytes().any(|byte| (0x8B..=0x92).contains(&byte)) {
            return false;
        }
        // عدوانا with its tanwin is no "they counted us": only a noun has it.
        if surface.contains('\u{064B}')
            && matches!(analysis.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect))
        {
            return true;
        }
        if analysis.stem != 0 || !surface.starts_with('و') || !surface.contains('\u{0651}') {
            return false;
        }
        // After the third letter, و included, it doubles the last letter of the root.
        let mut letters = 0;
        surface.chars().take_while(|c| *c != '\u{0651}').for_each(|c| {
            letters += usize::from(!('\u{064B}'..='\u{0652}').contains(&c));
        });
        letters == 3 && surface.chars().filter(|c| !('\u{064B}'..='\u{0652}').contains(c)).count() <= 4
    }

    /// A finite verb that is not more likely a noun: أحمد and سعيد are names.
    pub fn is_finite_verb(&self, i: usize) -> bool {
        let is = self.at(i);
        is.has(Is::VERB)
            && !is.has(Is::NAME)
            && !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::NISBA)
            && !is.has(Is::FUNCTION)
            && (!is.has(Is::NOUN) || self.analyses(i).first().is_some_and(|a| matches!(a.entry, Entry::Verb { .. })))
    }

    /// وجوبا, وبكين: و and a state or capital, though the whole word is another or begins with ب.
    pub fn and_place(&self, doc: &Document, i: usize) -> bool {
        doc.key_at(i).starts_with('و')
            && self
                .hits(i)
                .iter()
                .any(|h| h.stem == 2 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name | NamedBy::Capital, .. }))
    }

    /// Whether the token can only be a finite verb.
    pub fn is_only_verb(&self, i: usize) -> bool {
        let is = self.at(i);
        is.has(Is::VERB) && !is.has(Is::NOMINAL) && !is.has(Is::FUNCTION)
    }

    /// The longest function phrase of these classes that begins at `i`: its end.
    #[inline]
    pub fn function_end(&self, i: usize, classes: Classes) -> Option<usize> {
        if !self.tells(i, Facts(u32::from(classes.0))) {
            return None;
        }
        let hits = self.hits(i).iter().filter(|h| matches!(h.phrase, Phrase::Function(c) if c.has(classes)));
        hits.map(|h| h.end as usize).max()
    }

    /// The longest place below the state that begins at `i`: the party on whose ground it lies, and one past its name.
    pub fn place(&self, i: usize) -> Option<(u16, usize)> {
        let hits = self.hits(i).iter().filter_map(|h| match h.phrase {
            Phrase::Place(party) => Some((party, h.end as usize)),
            _ => None,
        });
        hits.max_by_key(|(_, end)| *end)
    }

    /// The longest occasion noun at `i`.
    #[inline]
    pub fn occasion_end(&self, i: usize) -> Option<usize> {
        if !self.tells(i, Facts::OCCASION) {
            return None;
        }
        self.hits(i).iter().filter(|h| h.phrase == Phrase::Occasion).map(|h| h.end as usize).max()
    }

    /// Whether token `i` is the free preposition `prep`, or carries it as a prefix before a noun.
    pub fn governed(&self, doc: &Document, i: usize, prep: Prep) -> Option<Governed> {
        let token = doc.tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        let key = token.key.of(&doc.keys);
        if !prep.is_prefix() {
            if key == prep.key() {
                return Some(Governed { content: i + 1, skip: 0 });
            }
            // بأن and إليه are other words; عما، مما: the preposition with ما.
            return match (prep, key) {
                (Prep::An, "عما") | (Prep::Min, "مما") => Some(Governed { content: i, skip: 0 }),
                _ => None,
            };
        }
        let letter = prep.key();
        let rest = key.strip_prefix(letter)?;
        // A lone بـ or ل before a quotation mark or a foreign word.
        if rest.is_empty() {
            return Some(Governed { content: i + 1, skip: 0 });
        }
        // اعترفت بها, رحب به: what a pronoun takes up is no content.
        if matches!(rest, "ه" | "ها" | "هما" | "هم" | "هن" | "نا" | "كم") {
            return None;
        }
        // أشاد بما تحقق: ما is what is said; not in بما في ذلك, بما فيها, بما أن.
        if prep == Prep::Bi && rest == "ما" {
            let next = doc.tokens.get(i + 1).map_or("", |t| t.key.of(&doc.keys));
            let other = matches!(
                next,
                "في" | "فيه" | "فيها" | "فيهم" | "فيهما" | "ان" | "انه" | "انها" | "لا" | "يلي" | "معناه"
            );
            return (!other).then_some(Governed { content: i, skip: 2 });
        }
        let prefix_reading = self
            .analyses(i)
            .iter()
            .any(|a| a.before.preposition == letter.chars().next() && !a.before.conjunction && noun_like(&a.entry))
            || self.hits(i).iter().any(|h| h.stem == 2)
            || rest.chars().count() > 1
                && self.lexicon.word_id(rest).and_then(|id| self.lexicon.step(0, id)).is_some_and(|node| {
                    self.lexicon.phrases(node).iter().any(|p| matches!(p, Phrase::Function(c) if c.has(Classes::DEM)))
                })
            || rest.starts_with("ال")
            // أشاد بحكمة الأمير: a noun in ة that the lexicon does not have.
            || self.at(i).has(Is::UNKNOWN) && rest.ends_with('ه') && rest.chars().count() > 3
            || (prep == Prep::Li && rest.starts_with('ل'));
        // بهذه is a demonstrative as a whole too.
        let demonstrative = |h: &Hit| matches!(h.phrase, Phrase::Function(c) if c.has(Classes::DEM));
        let whole_reading = self.analyses(i).iter().any(|a| a.stem == 0)
            || self.hits(i).iter().any(|h| h.stem == 0 && !demonstrative(h));
        (prefix_reading && !whole_reading || (prefix_reading && rest.starts_with("ال")))
            .then_some(Governed { content: i, skip: 2 })
    }

    /// Party of a nisba adjective at `i`, with its gender and number and one past its last token.
    pub fn nisba(&self, doc: &Document, i: usize) -> Option<(u16, Gender, Number, usize)> {
        if !self.tells(i, Facts::NISBA) {
            return None;
        }
        // المحيط الهندي, المحيطين الهندي والهادي: an ocean is of no state.
        if i > 0
            && doc
                .key_at(i - 1)
                .trim_start_matches(['و', 'ب', 'ل'])
                .strip_prefix("ال")
                .is_some_and(|k| k.starts_with("محيط"))
        {
            return None;
        }
        // The pair first: الكورية الجنوبية.
        for hit in self
            .hits(i)
            .iter()
            .filter(|h| matches!(h.phrase, Phrase::Function(c) if c.0 == 0) && h.end as usize == i + 2)
        {
            let key = |k: usize| doc.key_at(k);
            let pair = format!("{}\u{1}{}", &key(i)[hit.stem as usize..], key(i + 1));
            let plain = pair.replace("\u{1}ال", "\u{1}");
            let plain = plain.strip_prefix("ال").unwrap_or(&plain);
            for candidate in [pair.as_str(), plain] {
                for entry in self.lexicon.entries(candidate) {
                    if let Entry::Nisba { party, gender, number } = *entry {
                        return Some((party, gender, number, i + 2));
                    }
                }
            }
        }
        // روسيا is a state before it is the accusative of روسي; only after an indefinite accusative it is that: وفدا روسيا.
        let state = self.at(i).has(Is::ACTOR)
            && self.hits(i).iter().any(|h| h.stem == 0 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name, .. }))
            && !i.checked_sub(1).is_some_and(|before| {
                let key = doc.key_at(before);
                key.ends_with('ا') && !self.at(before).has(Is::ACTOR) && self.at(before).has(Is::NOMINAL)
            })
            // القوات السعودية: no state follows the article in a genitive.
            && !i.checked_sub(1).is_some_and(|before| {
                let noun = self.at(before).has(Is::ARTICLE) && self.at(before).has(Is::NOMINAL);
                noun && !self.at(before).has(Is::NAME)
                    && self.at(i).has(Is::ARTICLE)
                    && self.analyses(i).iter().any(|a| {
                        // أمر المجلس الحوثيين: a plural is whom, not whose.
                        a.before.article
                            && matches!(
                                a.entry,
                                Entry::Nisba { gender: Gender::F, .. } | Entry::Nisba { number: Number::Singular, .. }
                            )
                    })
            });
        if state {
            return None;
        }
        self.analyses(i).iter().find_map(|a| match a.entry {
            Entry::Nisba { party, gender, number } => Some((party, gender, number, i + 1)),
            _ => None,
        })
    }

    /// Gender the surface tells: ة at the end is feminine.
    pub fn gender(&self, doc: &Document, i: usize) -> Gender {
        let surface = doc.surface(TokenId::from_index(i));
        if surface.ends_with('ة') || surface.ends_with("ات") { Gender::F } else { Gender::M }
    }

    /// Cues that are evidential phrases beginning at `i`: the longest.
    pub fn evidential(&self, i: usize) -> Option<(u16, Hit)> {
        if !self.tells(i, Facts::EVIDENTIAL) {
            return None;
        }
        let hits = self.hits(i).iter().filter_map(|h| match h.phrase {
            Phrase::Cue(cue) if self.lexicon.cues[cue as usize].kind == CueKind::Prep => Some((cue, *h)),
            _ => None,
        });
        hits.max_by_key(|(_, h)| h.end)
    }
}

/// Where a governed noun phrase begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Governed {
    /// Its first token.
    pub content: usize,
    /// Bytes of that token's key taken by the preposition.
    pub skip: usize,
}

/// The parts of a complementizer token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Complementizer {
    pub conjunction: Option<char>,
    pub with_bi: bool,
    pub pronoun: Option<&'static str>,
}

/// A complementizer's parts, if the key is one.
pub(crate) fn complements(mut key: &str) -> Option<Complementizer> {
    let mut comp = Complementizer::default();
    if let Some(rest) = key.strip_prefix('و').or_else(|| key.strip_prefix('ف')) {
        comp.conjunction = Some(if key.starts_with('و') { 'و' } else { 'ف' });
        key = rest;
    }
    if let Some(rest) = key.strip_prefix('ب') {
        comp.with_bi = true;
        key = rest;
    }
    let rest = key.strip_prefix("ان")?;
    comp.pronoun = match rest {
        "" => None,
        "ه" => Some("3ms"),
        "ها" => Some("3fs"),
        "هم" => Some("3mp"),
        "هما" => Some("3d"),
        "هن" => Some("3fp"),
        "ني" => Some("1s"),
        "نا" => Some("1p"),
        "ك" | "كم" => Some("2s"),
        _ => return None,
    };
    Some(comp)
}

/// The byte of the text behind byte `at` of a token's key.
pub(crate) fn key_to_text(doc: &Document, lexicon: &Lexicon, token: &Token, at: usize) -> usize {
    if at == 0 {
        return token.span.start as usize;
    }
    token.span.start as usize + lexicon.folder.fold_aligned(doc.slice(token.span)).original(at)
}

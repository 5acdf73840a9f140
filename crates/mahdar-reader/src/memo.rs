//! What is known of words by themselves, kept from one document to the next: the words of news are few and come again.
//!
//! A word as it is written ([`Form`]) is looked up once, when its token is made, and is a number from then on: its key, its
//! readings, the phrases of one word that it is, its topics are found by that number.

use crate::acts::{faction, facts_of_key};
use crate::topics::Topics;
use crate::words::{Facts, Hit, Is, Reading, classify, complements, of_mali};
use mahdar_doc::TokenKind;
use mahdar_lang::{Analysis, Classes, Lexicon, NamedBy, Phrase, Prep, analyse, letter};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// The memos of a reader, one for each document that is being read at a time.
#[derive(Debug, Default)]
pub(crate) struct Memos(Mutex<Vec<Memo>>);

impl Memos {
    /// A memo for one document.
    pub fn take(&self) -> Memo {
        let mut memo = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        memo.make_room();
        memo
    }

    /// Takes a memo back for the next document.
    pub fn give_back(&self, memo: Memo) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memo);
    }
}

/// Words seen before, up to a bound: memory stays flat however much is read.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// By surface, where its form stands in `forms`.
    surfaces: FxHashMap<Box<str>, u32>,
    forms: Vec<Form>,
    /// By key, where what is known of it stands in `seen`.
    index: FxHashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    /// All keys, one after the other.
    keys: String,
    analyses: Vec<Analysis>,
    topics: Vec<u32>,
    hits: Vec<Hit>,
}

/// What is known of a key, wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// Range of its letters in the memo.
    key: (u32, u32),
    /// Range of its analyses in the memo.
    analyses: (u32, u32),
    /// Its id among the lexicon's words.
    word: Option<u32>,
    /// Trie nodes after its first word, with the bytes of clitics before: none, a conjunction, a preposition, both.
    pub starts: [Option<(u32, u32)>; 4],
    /// The node of a title that bears a pronoun: نظيره.
    owned: Option<(u32, u32)>,
    /// A preposition with a pronoun: فيه، لديها، معهم.
    adjunct: bool,
    /// Theme words of acts that it may be, as word ids; `u32::MAX` where there are fewer.
    themes: [u32; 3],
    /// Whether it heads what is no political actor: منتخب، شركة.
    private: bool,
    /// Range of its topics in the memo.
    topics: (u32, u32),
    /// Bits of what its topics tell.
    topic_bits: u32,
    /// What the key tells, whatever its readings.
    facts: Facts,
}

/// What is known of a word as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Where what is known of its key stands in `seen`.
    seen: u32,
    /// Range of its analyses in the memo.
    pub analyses: (u32, u32),
    /// Range of the phrases in the memo that it is by itself; they end one past it.
    pub hits: (u32, u32),
    /// What it is, if no phrase of several words begins with it and its neighbours have no say.
    pub is: Option<Is>,
    /// Its id among the lexicon's words.
    pub word: Option<u32>,
    /// Whether phrases of several words may begin with it.
    pub leads_on: bool,
    /// Range of its topics in the memo.
    pub topics: (u32, u32),
    /// Bits of what its topics tell.
    pub topic_bits: u32,
    /// What it tells by its letters alone.
    pub own_facts: Facts,
    /// What it tells, if no phrase of several words begins with it.
    pub facts: Facts,
}

impl Memo {
    /// Words kept before the memo starts anew.
    const MOST: usize = 1 << 17;
    /// Longer keys have no readings: they are noise, and could be long.
    const LONGEST: usize = 64;

    fn make_room(&mut self) {
        if self.index.len().max(self.forms.len()) >= Self::MOST {
            *self = Memo::default();
        }
    }

    /// The form of a surface seen before, and its key.
    pub fn find(&self, surface: &str) -> Option<(u32, &str)> {
        let form = *self.surfaces.get(surface)?;
        let (from, to) = self.seen(form).key;
        Some((form, &self.keys[from as usize..to as usize]))
    }

    pub fn form(&self, form: u32) -> &Form {
        &self.forms[form as usize]
    }

    pub fn seen(&self, form: u32) -> &Seen {
        &self.seen[self.forms[form as usize].seen as usize]
    }

    pub fn analyses(&self, (from, to): (u32, u32)) -> &[Analysis] {
        &self.analyses[from as usize..to as usize]
    }

    pub fn hits(&self, (from, to): (u32, u32)) -> &[Hit] {
        &self.hits[from as usize..to as usize]
    }

    pub fn topics(&self, (from, to): (u32, u32)) -> &[u32] {
        &self.topics[from as usize..to as usize]
    }

    /// Word ids of the theme words that a form may be.
    pub fn themes(&self, form: u32) -> &[u32] {
        let ids = &self.seen(form).themes;
        &ids[..ids.iter().position(|&id| id == u32::MAX).unwrap_or(ids.len())]
    }

    /// Learns a surface that was not seen before.
    pub fn learn(&mut self, lexicon: &Lexicon, topics: &Topics, surface: &str, kind: TokenKind, key: &str) -> u32 {
        let at = self.look_up(lexicon, topics, key);
        let seen = self.seen[at as usize];
        let analyses = if kind != TokenKind::Word {
            (0, 0)
        } else if surface.ends_with('ة') && self.analyses(seen.analyses).iter().any(|a| a.pronoun == Some("3ms")) {
            // مسؤولية is no مسؤولي + his, though both fold alike: the last letter tells.
            let from = self.analyses.len();
            for k in seen.analyses.0 as usize..seen.analyses.1 as usize {
                let analysis = self.analyses[k];
                if analysis.pronoun != Some("3ms") {
                    self.analyses.push(analysis);
                }
            }
            (from as u32, self.analyses.len() as u32)
        } else {
            seen.analyses
        };
        let mut hits = std::mem::take(&mut self.hits);
        let from = hits.len();
        let word = Reading { kind, key, surface, analyses: self.analyses(analyses), hits: &[] };
        seen.phrases(lexicon, &word, 0, |_| None, &mut hits);
        let word = Reading { hits: &hits[from..], ..word };
        // فان is read by the word behind it.
        let is = (key != "فان").then(|| {
            seen.settle(kind, classify(lexicon, &word, 0, kind == TokenKind::Word && complements(key).is_some()))
        });
        // A word that begins with a vowel sign is the rest of the one before it, which may be that of a month.
        let torn = kind == TokenKind::Word && !surface.starts_with(letter);
        let own_facts = seen.facts.and(Facts::DATED.when(torn || mahdar_dates::may_be_dated(surface)));
        let form = Form {
            seen: at,
            analyses,
            hits: (from as u32, hits.len() as u32),
            is,
            word: seen.word,
            leads_on: seen.starts.iter().flatten().any(|(_, node)| lexicon.leads_on(*node)),
            topics: seen.topics,
            topic_bits: seen.topic_bits,
            own_facts,
            facts: own_facts.and(Facts::of(lexicon, word.analyses, word.hits)),
        };
        self.hits = hits;
        let id = self.forms.len() as u32;
        self.forms.push(form);
        if key.len() <= Self::LONGEST && surface.len() <= Self::LONGEST * 2 {
            self.surfaces.insert(surface.into(), id);
        }
        id
    }

    /// Where what is known of a key stands in `seen`.
    fn look_up(&mut self, lexicon: &Lexicon, topics: &Topics, key: &str) -> u32 {
        if let Some(&seen) = self.index.get(key) {
            return seen;
        }
        let at = self.seen.len() as u32;
        if key.len() > Self::LONGEST {
            let facts = Facts::JOINS.and(facts_of_key(key));
            self.seen.push(Seen { themes: [u32::MAX; 3], facts, ..Seen::default() });
            return at;
        }
        let first_key = self.keys.len() as u32;
        self.keys.push_str(key);
        let from = self.analyses.len() as u32;
        self.analyses.extend(analyse(lexicon, key));
        let first_topic = self.topics.len() as u32;
        self.topics.extend(topics.topics(key));
        let mut seen = Seen {
            key: (first_key, self.keys.len() as u32),
            topics: (first_topic, self.topics.len() as u32),
            topic_bits: topics.bits(&self.topics[first_topic as usize..]),
            analyses: (from, self.analyses.len() as u32),
            word: lexicon.word_id(key),
            starts: Default::default(),
            owned: owned_title(lexicon, key),
            adjunct: preposition_with_pronoun(lexicon, key),
            themes: themes_of(lexicon, key),
            private: private(lexicon, key),
            facts: Facts::JOINS
                .when(joins(key))
                .and(facts_of_key(key))
                .and(Facts::FACTION.when(faction(lexicon, key).is_some()))
                .and(Facts::MALI.when(of_mali(key))),
        };
        seen.facts = seen.facts.and(Facts::THEMED.when(seen.themes[0] != u32::MAX));
        for (slot, (at, doubled)) in seen.starts.iter_mut().zip(phrase_starts(key)) {
            let begins = |word: &str| lexicon.word_id(word).and_then(|id| lexicon.step(0, id));
            // للأمم is ل + الأمم; للاجئين is ل + اللاجئين, three lams written as two, and للبنان is ل + لبنان.
            let node = if doubled {
                let (one, two) = (&key[at..], &key[at + 2..]);
                begins(&format!("ال{two}")).or_else(|| begins(&format!("ال{one}"))).or_else(|| begins(one))
            } else {
                begins(&key[at..])
            };
            *slot = node.map(|node| (at as u32, node));
        }
        self.seen.push(seen);
        self.index.insert(key.into(), at);
        at
    }
}

impl Seen {
    /// What a token is, once its key has a say: a preposition with a pronoun, a word of no political actor.
    pub fn settle(&self, kind: TokenKind, mut is: Is) -> Is {
        if self.adjunct && !is.has(Is::TITLE) && !is.has(Is::ACTOR) && kind == TokenKind::Word {
            let kept = is.0 & (Is::CONJUNCT.0 | Is::COMP.0);
            is = Is(kept | Is::ADVERB.0 | Is::FUNCTION.0);
        }
        // بين is between, not "in yen".
        if self.private && !is.has(Is::FUNCTION) {
            is.add(Is::PRIVATE);
        }
        is
    }

    /// Finds the phrases that begin with a word, token `i`; `next` gives the word id of a token behind it, if a phrase may go
    /// on there.
    pub fn phrases(
        &self,
        lexicon: &Lexicon,
        first: &Reading<'_>,
        i: usize,
        next: impl Fn(usize) -> Option<u32>,
        hits: &mut Vec<Hit>,
    ) {
        if !matches!(first.kind, TokenKind::Word | TokenKind::Number) {
            return;
        }
        let before = hits.len();
        for (stem, mut node) in self.starts.into_iter().flatten() {
            let mut end = i + 1;
            loop {
                for &phrase in lexicon.phrases(node) {
                    // بتسليم is ب + تسليم (by handing over) before it is the short name of a body.
                    // آنا برجر, برو أزول: a short name of two or three letters does not stand under a preposition.
                    if stem > 0
                        && end == i + 1
                        && matches!(phrase, Phrase::Actor { by: NamedBy::Short, .. })
                        && first.key.get(stem as usize..).map_or(0, |rest| rest.chars().count()) <= 3
                        && !first.key.starts_with('و')
                    {
                        continue;
                    }
                    let clipped = end == i + 1
                        && stem == 0
                        && matches!(phrase, Phrase::Actor { by: NamedBy::Epithet | NamedBy::Short, .. })
                        && first.analyses.iter().any(|a| a.before.preposition.is_some());
                    if !clipped {
                        hits.push(Hit { end: end as u32, stem, phrase });
                    }
                }
                match next(end).and_then(|id| lexicon.step(node, id)) {
                    Some(child) => {
                        node = child;
                        end += 1;
                    }
                    None => break,
                }
            }
        }
        let Some((stem, node)) = self.owned else { return };
        // نظيره (his counterpart) is not نظيرة (a counterpart, f.), though both fold alike: the last letter tells.
        let with_pronoun = first.surface.ends_with('ه');
        if with_pronoun {
            let mut k = before;
            while k < hits.len() {
                let one = hits[k].end as usize == i + 1 && matches!(hits[k].phrase, Phrase::Title { .. });
                if one {
                    hits.remove(k);
                } else {
                    k += 1;
                }
            }
        }
        if hits.len() == before && !first.surface.ends_with('ة') || with_pronoun {
            let titles = lexicon.phrases(node).iter().filter(|p| matches!(p, Phrase::Title { .. }));
            hits.extend(titles.map(|&phrase| Hit { end: i as u32 + 1, stem, phrase }));
        }
    }
}

/// Whether the search for a cue's content looks at a key: a preposition, free or as a prefix, or a word that opens a clause.
fn joins(key: &str) -> bool {
    key.starts_with(['ب', 'ل'])
        || matches!(key, "عما" | "مما" | "عندما" | "حيث" | "قبلما" | "فيما")
        || Prep::free(key).is_some()
}

/// The theme words that a key may be, with whatever clitics: للأسرى is أسرى, عقوباتها is عقوبات.
fn themes_of(lexicon: &Lexicon, key: &str) -> [u32; 3] {
    let mut out = [u32::MAX; 3];
    let mut n = 0;
    let mut add = |word: &str| {
        if word.chars().count() < 2 || n == out.len() {
            return;
        }
        if let Some(id) = lexicon.word_id(word).filter(|id| lexicon.themes.binary_search(id).is_ok())
            && !out[..n].contains(&id)
        {
            out[n] = id;
            n += 1;
        }
    };
    let mut stems: Vec<&str> = vec![key];
    for prefix in ["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول"]
    {
        if let Some(rest) = key.strip_prefix(prefix).filter(|rest| rest.chars().count() > 1) {
            stems.push(rest);
        }
    }
    for stem in stems {
        add(stem);
        for ending in ["ا", "ين", "ان"] {
            if let Some(bare) = stem.strip_suffix(ending).filter(|bare| bare.chars().count() > 2) {
                add(bare);
                if let Some(open) = bare.strip_suffix('ت').filter(|_| ending != "ا") {
                    add(&format!("{open}ه"));
                }
            }
        }
        for pronoun in ["هما", "هم", "ها", "ه", "نا", "ي"] {
            if let Some(host) = stem.strip_suffix(pronoun).filter(|host| host.chars().count() > 1) {
                add(host);
                if let Some(open) = host.strip_suffix('ت') {
                    add(&format!("{open}ه"));
                }
                // سفارتيهما, سفيريهما: of two, in a construct.
                let dual = host.strip_suffix('ي').filter(|dual| dual.chars().count() > 2 && pronoun != "ه");
                if let Some(dual) = dual {
                    add(dual);
                    if let Some(open) = dual.strip_suffix('ت') {
                        add(&format!("{open}ه"));
                    }
                }
                // لقائه is لقاء
                if let Some(open) = host.strip_suffix(['ئ', 'ؤ']) {
                    add(&format!("{open}ء"));
                }
            }
        }
    }
    out
}

/// Whether a key, with whatever clitics, heads what is no political actor.
fn private(lexicon: &Lexicon, key: &str) -> bool {
    let starts = ["", "ال", "و", "وال", "ب", "بال", "ل", "لل", "كال"];
    starts.iter().any(|p| key.strip_prefix(p).is_some_and(|rest| lexicon.nonpolitical.contains(rest)))
}

/// Whether a key is a preposition with a pronoun and nothing else: فيه (in it), عليهم (upon them), لديها (with her).
fn preposition_with_pronoun(lexicon: &Lexicon, key: &str) -> bool {
    let key = key.strip_prefix('و').filter(|rest| rest.len() > 4).unwrap_or(key);
    ["هما", "هم", "هن", "ها", "ه", "نا", "كم", "ي"].iter().any(|pronoun| {
        key.strip_suffix(pronoun).is_some_and(|host| {
            matches!(host, "ل" | "ب" | "من" | "عن" | "في" | "الي" | "علي" | "لدي")
                || host.len() >= 6
                    && lexicon.word_id(host).and_then(|id| lexicon.step(0, id)).is_some_and(|node| {
                        lexicon.phrases(node).iter().any(|p| matches!(p, Phrase::Function(c) if c.has(Classes::PREP)))
                    })
        })
    })
}

/// A title with a pronoun: نظيره (his counterpart), سفيرها (her ambassador), حكومته (his government).
fn owned_title(lexicon: &Lexicon, key: &str) -> Option<(u32, u32)> {
    for (at, _) in phrase_starts(key).filter(|(_, doubled)| !doubled) {
        for pronoun in ["هما", "ها", "هم", "ه"] {
            let Some(host) = key[at..].strip_suffix(pronoun).filter(|host| host.len() >= 6) else { continue };
            let opened = host.strip_suffix('ت').map(|open| format!("{open}ه"));
            for host in [Some(host), opened.as_deref()].into_iter().flatten() {
                let node = lexicon.word_id(host).and_then(|id| lexicon.step(0, id));
                let titled = |&node: &u32| lexicon.phrases(node).iter().any(|p| matches!(p, Phrase::Title { .. }));
                if let Some(node) = node.filter(titled) {
                    return Some((at as u32, node));
                }
            }
        }
    }
    None
}

/// Bytes of clitics that may stand before a phrase, longest reading last; the article is part of names, so it stays.
fn phrase_starts(key: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    let conjunction = key.starts_with(['و', 'ف']).then_some(2);
    let bases = [Some(0), conjunction];
    bases.into_iter().flatten().flat_map(move |at| {
        let rest = &key[at..];
        let preposition = rest.starts_with(['ب', 'ل', 'ك']).then_some(at + 2);
        [Some((at, false)), preposition.map(|p| (p, rest.starts_with("لل")))].into_iter().flatten()
    })
}

//! Every token with its readings: analyses of word forms, phrases that begin at it, and what the two say together.

use crate::np::Phrases;
use crate::topics::Topics;
use mahdar_doc::{Document, Token, TokenId, TokenKind};
use mahdar_lang::{Analysis, Classes, CueKind, Entry, Gender, Lexicon, NamedBy, Number, Phrase, Prep, Tense, analyse};
use rustc_hash::FxHashMap;

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
    fn add(&mut self, other: Is) { self.0 |= other.0; }
}

/// The readings of a whole document.
pub(crate) struct Words<'l> {
    pub lexicon: &'l Lexicon,
    analyses: Vec<Analysis>,
    ranges: Vec<(u32, u32)>,
    hits: Vec<Hit>,
    hit_ranges: Vec<(u32, u32)>,
    themes: Vec<[u32; 3]>,
    pub is: Vec<Is>,
    /// By token, its range in `topics`.
    topic_ranges: Vec<(u32, u32)>,
    /// Words of issues' triggers, as ids.
    topics: Vec<u32>,
    /// By token, bits of what its topics tell.
    topic_bits: Vec<u32>,
    /// All bits of the document.
    any_topic_bits: u32,
    /// By token, whether the search for a cue's content looks at its key.
    joins: Vec<bool>,
    /// Noun phrases found so far.
    pub phrases: Phrases,
}

/// Readings of words seen before, up to a bound: memory stays flat however much is read.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    index: FxHashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    analyses: Vec<Analysis>,
    topics: Vec<u32>,
    /// By surface, where its form stands in `forms`.
    surfaces: FxHashMap<Box<str>, u32>,
    forms: Vec<Form>,
    hits: Vec<Hit>,
}

/// What is known of a key, wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Range of its analyses in the memo.
    from: u32,
    to: u32,
    /// Its id among the lexicon's words.
    word: Option<u32>,
    /// Trie nodes after its first word, with the bytes of clitics before: none, a conjunction, a preposition, both.
    starts: [Option<(u32, u32)>; 4],
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
    /// Whether the search for a cue's content looks at it.
    joins: bool,
}

/// What is known of a word as it is written, where no phrase of several words begins with it.
#[derive(Clone, Copy, Debug)]
struct Form {
    kind: TokenKind,
    /// Where what is known of its key stands in `seen`.
    seen: u32,
    /// Range of its analyses in the memo.
    analyses: (u32, u32),
    /// Range of its phrases in the memo; they end one past it.
    hits: (u32, u32),
    /// What it is, if its neighbours have no say.
    is: Option<Is>,
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

impl Memo {
    /// Words kept before the memo starts anew.
    const MOST: usize = 1 << 17;
    /// Longer words are not kept: they are noise, and could be long.
    const LONGEST: usize = 64;

    fn make_room(&mut self) {
        if self.index.len().max(self.surfaces.len()) >= Self::MOST {
            *self = Memo::default();
        }
    }

    /// Where what is known of a key stands in `seen`.
    fn look_up(&mut self, lexicon: &Lexicon, topics: &Topics, key: &str) -> u32 {
        if let Some(&seen) = self.index.get(key) {
            return seen;
        }
        if self.seen.is_empty() {
            self.seen.push(Seen { themes: [u32::MAX; 3], joins: true, ..Seen::default() });
        }
        if key.len() > Self::LONGEST {
            return 0;
        }
        let from = self.analyses.len() as u32;
        self.analyses.extend(analyse(lexicon, key));
        let first_topic = self.topics.len() as u32;
        self.topics.extend(topics.topics(key));
        let mut seen = Seen {
            topics: (first_topic, self.topics.len() as u32),
            topic_bits: topics.bits(&self.topics[first_topic as usize..]),
            from,
            to: self.analyses.len() as u32,
            word: lexicon.word_id(key),
            starts: Default::default(),
            owned: owned_title(lexicon, key),
            adjunct: preposition_with_pronoun(lexicon, key),
            themes: themes_of(lexicon, key),
            private: private(lexicon, key),
            joins: joins(key),
        };
        for (slot, (at, doubled)) in seen.starts.iter_mut().zip(phrase_starts(key)) {
            // للأمم is ل + الأمم.
            let word =
                if doubled { lexicon.word_id(&format!("ال{}", &key[at + 2..])) } else { lexicon.word_id(&key[at..]) };
            *slot = word.and_then(|id| lexicon.step(0, id)).map(|node| (at as u32, node));
        }
        let at = self.seen.len() as u32;
        self.seen.push(seen);
        self.index.insert(key.into(), at);
        at
    }

    /// Keeps what was found of token `i`, at which no phrase of several words begins.
    fn keep(&mut self, doc: &Document, i: usize, seen: u32, words: &Words<'_>, is: Is) {
        let surface = doc.surface(TokenId::from_index(i));
        if surface.len() > Self::LONGEST * 2 || self.surfaces.contains_key(surface) {
            return;
        }
        let of_key = &self.seen[seen as usize];
        let analyses = if self.analyses(of_key) == words.analyses(i) {
            (of_key.from, of_key.to)
        } else {
            let from = self.analyses.len() as u32;
            self.analyses.extend_from_slice(words.analyses(i));
            (from, self.analyses.len() as u32)
        };
        let from = self.hits.len() as u32;
        self.hits.extend_from_slice(words.hits(i));
        // فان is read by the word behind it.
        let is = Some(is).filter(|_| doc.key(TokenId::from_index(i)) != "فان");
        let form = Form { kind: doc.tokens[i].kind, seen, analyses, hits: (from, self.hits.len() as u32), is };
        self.surfaces.insert(surface.into(), self.forms.len() as u32);
        self.forms.push(form);
    }

    fn analyses(&self, seen: &Seen) -> &[Analysis] {
        &self.analyses[seen.from as usize..seen.to as usize]
    }
}

/// Letters of a token's key after its clitics.
fn key_len(token: &Token, doc: &Document, stem: u32) -> usize {
    token.key.of(&doc.keys).get(stem as usize..).map_or(0, |rest| rest.chars().count())
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

impl<'l> Words<'l> {
    /// `memo` keeps readings from one document to the next: the words of news are few and come again.
    pub fn new(doc: &Document, lexicon: &'l Lexicon, topics: &Topics, memo: &mut Memo) -> Self {
        let n = doc.tokens.len();
        memo.make_room();
        let mut words = Words {
            lexicon,
            analyses: Vec::with_capacity(n * 2),
            ranges: Vec::with_capacity(n),
            hits: Vec::with_capacity(n),
            hit_ranges: Vec::with_capacity(n),
            themes: Vec::with_capacity(n),
            is: Vec::with_capacity(n),
            topic_ranges: Vec::with_capacity(n),
            topics: Vec::new(),
            topic_bits: Vec::with_capacity(n),
            any_topic_bits: 0,
            joins: Vec::with_capacity(n),
            phrases: Phrases::default(),
        };
        let mut seen: Vec<u32> = Vec::with_capacity(n);
        let mut forms: Vec<Option<Form>> = Vec::with_capacity(n);
        for (i, token) in doc.tokens.iter().enumerate() {
            let form = memo.surfaces.get(doc.slice(token.span)).map(|&form| memo.forms[form as usize]);
            let form = form.filter(|form| form.kind == token.kind);
            seen.push(match form {
                Some(form) => form.seen,
                None => memo.look_up(lexicon, topics, doc.key(TokenId::from_index(i))),
            });
            forms.push(form);
        }
        // Whether no phrase of several words begins at a token.
        let mut alone: Vec<bool> = Vec::with_capacity(n);
        for (i, one) in seen.iter().enumerate() {
            if let Some(form) = forms[i] {
                let (from, hits_from) = (words.analyses.len() as u32, words.hits.len() as u32);
                words.analyses.extend_from_slice(&memo.analyses[form.analyses.0 as usize..form.analyses.1 as usize]);
                words.ranges.push((from, words.analyses.len() as u32));
                let goes_on = words.goes_on(doc, i, &seen, memo);
                if goes_on {
                    words.find_phrases(doc, i, &seen, memo);
                } else {
                    let hits = &memo.hits[form.hits.0 as usize..form.hits.1 as usize];
                    words.hits.extend(hits.iter().map(|hit| Hit { end: i as u32 + 1, ..*hit }));
                }
                words.hit_ranges.push((hits_from, words.hits.len() as u32));
                alone.push(!goes_on);
                continue;
            }
            let from = words.analyses.len() as u32;
            if doc.tokens[i].kind == TokenKind::Word {
                let readings = memo.analyses(&memo.seen[*one as usize]);
                // مسؤولية is no مسؤولي + his, though both fold alike: the last letter tells.
                if readings.iter().any(|a| a.pronoun == Some("3ms")) && doc.slice(doc.tokens[i].span).ends_with('ة') {
                    words.analyses.extend(readings.iter().filter(|a| a.pronoun != Some("3ms")));
                } else {
                    words.analyses.extend_from_slice(readings);
                }
            }
            words.ranges.push((from, words.analyses.len() as u32));
            let from = words.hits.len() as u32;
            words.find_phrases(doc, i, &seen, memo);
            words.hit_ranges.push((from, words.hits.len() as u32));
            alone.push(!words.goes_on(doc, i, &seen, memo));
        }
        for (i, at) in seen.iter().enumerate() {
            let one = memo.seen[*at as usize];
            let known = forms[i].filter(|_| alone[i]).and_then(|form| form.is);
            let is = known.unwrap_or_else(|| {
                let mut is = words.classify(doc, i);
                if one.adjunct && !is.has(Is::TITLE) && !is.has(Is::ACTOR) && doc.tokens[i].kind == TokenKind::Word {
                    let kept = is.0 & (Is::CONJUNCT.0 | Is::COMP.0);
                    is = Is(kept | Is::ADVERB.0 | Is::FUNCTION.0);
                }
                // بين is between, not "in yen".
                if one.private && !is.has(Is::FUNCTION) {
                    is.add(Is::PRIVATE);
                }
                is
            });
            words.is.push(is);
            if alone[i] && forms[i].is_none() {
                memo.keep(doc, i, *at, &words, is);
            }
            words.themes.push(one.themes);
            words.topic_bits.push(one.topic_bits);
            words.any_topic_bits |= one.topic_bits;
            words.joins.push(one.joins);
            let from = words.topics.len() as u32;
            words.topics.extend_from_slice(&memo.topics[one.topics.0 as usize..one.topics.1 as usize]);
            words.topic_ranges.push((from, words.topics.len() as u32));
        }
        words
    }

    /// Whether what begins at token `i` may go on in the next word.
    fn goes_on(&self, doc: &Document, i: usize, seen: &[u32], memo: &Memo) -> bool {
        let next = doc.tokens.get(i + 1);
        if next.is_none_or(|t| matches!(t.kind, TokenKind::Open | TokenKind::Quote | TokenKind::Comma)) {
            return false;
        }
        let Some(word) = memo.seen[seen[i + 1] as usize].word else { return false };
        let starts = memo.seen[seen[i] as usize].starts;
        starts.into_iter().flatten().any(|(_, node)| self.lexicon.step(node, word).is_some())
    }

    fn find_phrases(&mut self, doc: &Document, i: usize, seen: &[u32], memo: &Memo) {
        let first = doc.tokens[i];
        if !matches!(first.kind, TokenKind::Word | TokenKind::Number) {
            return;
        }
        let before = self.hits.len();
        let lexicon = self.lexicon;
        for (stem, mut node) in memo.seen[seen[i] as usize].starts.into_iter().flatten() {
            let mut end = i + 1;
            loop {
                for &phrase in lexicon.phrases(node) {
                    // بتسليم is ب + تسليم (by handing over) before it is the short name of a body.
                    // آنا برجر, برو أزول: a short name of two or three letters does not stand under a preposition.
                    if stem > 0
                        && end == i + 1
                        && matches!(phrase, Phrase::Actor { by: NamedBy::Short, .. })
                        && key_len(&first, doc, stem) <= 3
                        && !first.key.of(&doc.keys).starts_with('و')
                    {
                        continue;
                    }
                    let clipped = end == i + 1
                        && stem == 0
                        && matches!(phrase, Phrase::Actor { by: NamedBy::Epithet | NamedBy::Short, .. })
                        && self.analyses(i).iter().any(|a| a.before.preposition.is_some());
                    if !clipped {
                        self.hits.push(Hit { end: end as u32, stem, phrase });
                    }
                }
                let next = doc
                    .tokens
                    .get(end)
                    .filter(|t| !matches!(t.kind, TokenKind::Open | TokenKind::Quote | TokenKind::Comma));
                let id = next.and_then(|_| memo.seen[seen[end] as usize].word);
                match id.and_then(|id| lexicon.step(node, id)) {
                    Some(child) => {
                        node = child;
                        end += 1;
                    }
                    None => break,
                }
            }
        }
        // نظيره (his counterpart) is not نظيرة (a counterpart, f.), though both fold alike: the last letter tells.
        let with_pronoun = memo.seen[seen[i] as usize].owned.is_some() && doc.slice(first.span).ends_with('ه');
        if with_pronoun {
            let from = before;
            let mut k = from;
            while k < self.hits.len() {
                let one = self.hits[k].end as usize == i + 1 && matches!(self.hits[k].phrase, Phrase::Title { .. });
                if one {
                    self.hits.remove(k);
                } else {
                    k += 1;
                }
            }
        }
        if (self.hits.len() == before && !doc.slice(first.span).ends_with('ة') || with_pronoun)
            && let Some((stem, node)) = memo.seen[seen[i] as usize].owned
        {
            let titles = lexicon.phrases(node).iter().filter(|p| matches!(p, Phrase::Title { .. }));
            self.hits.extend(titles.map(|&phrase| Hit { end: i as u32 + 1, stem, phrase }));
        }
    }

    fn classify(&self, doc: &Document, i: usize) -> Is {
        let token = doc.tokens[i];
        let mut is = Is::default();
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return Is::PUNCT;
        }
        let key = token.key.of(&doc.keys);
        let surface = doc.slice(token.span);
        for analysis in self.analyses(i) {
            match analysis.entry {
                Entry::Verb { form, verb } => {
                    if let Some(row) = self.lexicon.verbs.get(verb as usize) {
                        if row.cues {
                            is.add(Is::CUE);
                        }
                        if row.acts {
                            is.add(Is::ACT);
                        }
                    }
                    match form.tense {
                        Tense::Perfect | Tense::Imperfect => is.add(Is::VERB),
                        _ => {
                            is.add(Is::NOMINAL);
                            if form.tense == Tense::Masdar {
                                is.add(Is::NOUN);
                            }
                            // A word of the feminine ة is adverbial only as مشيرةً; the bare ending serves both.
                            let before = analysis.before;
                            if form.tense == Tense::ActiveParticiple
                                && form.accusative
                                && !before.article
                                && before.preposition.is_none()
                                && analysis.pronoun.is_none()
                            {
                                is.add(Is::ADVERBIAL);
                            }
                        }
                    }
                }
                Entry::Noun { .. } => {
                    is.add(Is::NOMINAL);
                    is.add(Is::NOUN);
                }
                Entry::Adjective { .. } => {
                    is.add(Is::NOMINAL);
                    is.add(Is::ADJ);
                }
                Entry::Nisba { .. } => {
                    is.add(Is::NOMINAL);
                    is.add(Is::NISBA);
                }
                Entry::Name { .. } => {
                    is.add(Is::NOMINAL);
                    // لدى is no ل + دي: a name after a preposition begins no name.
                    if analysis.before.preposition.is_none() {
                        is.add(Is::NAME);
                    }
                }
            }
            if analysis.before.article {
                is.add(Is::ARTICLE);
            }
        }
        if key.starts_with("ال") || key.starts_with("وال") || key.starts_with("بال") || key.starts_with("لل")
        {
            is.add(Is::ARTICLE);
        }
        let bare = self.analyses(i).iter().any(|a| a.stem == 0) || self.hits(i).iter().any(|h| h.stem == 0);
        // وبكين is و and Beijing before it is و, ب and a family name.
        let named = key.starts_with('و')
            && self
                .hits(i)
                .iter()
                .any(|h| h.stem == 2 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name | NamedBy::Capital, .. }));
        for hit in self.hits(i) {
            let whole_word = hit.end as usize == i + 1;
            match hit.phrase {
                Phrase::Function(classes) if hit.stem == 0 || !bare => {
                    let add = |is: &mut Is, class, what| {
                        if classes.has(class) {
                            is.add(what);
                        }
                    };
                    add(&mut is, Classes::TURN, Is::TURN);
                    add(&mut is, Classes::NARRATOR, Is::NARRATOR);
                    add(&mut is, Classes::CONJ, Is::CONJ);
                    add(&mut is, Classes::COND, Is::CONJ);
                    add(&mut is, Classes::TIME, Is::TIME);
                    if whole_word {
                        add(&mut is, Classes::PREP, Is::PREP);
                        add(&mut is, Classes::REL, Is::REL);
                        add(&mut is, Classes::QUANT, Is::QUANT);
                        add(&mut is, Classes::DEM, Is::DEM);
                        add(&mut is, Classes::PRON, Is::PRON);
                        add(&mut is, Classes::ADVERB, Is::ADVERB);
                        add(&mut is, Classes::NEG, Is::PARTICLE);
                        add(&mut is, Classes::PARTICLE, Is::PARTICLE);
                        if classes.0 != 0 {
                            is.add(Is::FUNCTION);
                        }
                    }
                }
                Phrase::Function(_) => {}
                Phrase::Title { .. } => {
                    is.add(Is::NOMINAL);
                    is.add(Is::TITLE);
                }
                Phrase::Actor { .. } => {
                    is.add(Is::NOMINAL);
                    is.add(Is::ACTOR);
                }
                Phrase::Pair(_) => is.add(Is::NOMINAL),
                Phrase::Occasion => {
                    is.add(Is::NOMINAL);
                    is.add(Is::OCCASION);
                }
                Phrase::Cue(cue) => {
                    if self.lexicon.cues[cue as usize].kind == CueKind::Noun {
                        is.add(Is::CUE);
                    }
                }
                Phrase::Act(_) => is.add(Is::ACT),
                Phrase::Boundary(_) | Phrase::Byline | Phrase::SourceLine => {}
            }
            if hit.stem >= 2 && !bare {
                if key.starts_with(['و', 'ف']) {
                    is.add(Is::CONJUNCT);
                }
                if hit.stem == 4 && !named || (hit.stem == 2 && key.starts_with(['ب', 'ل', 'ك'])) {
                    is.add(Is::PREFIXED);
                }
            }
        }
        if !bare {
            if self.analyses(i).iter().any(|a| a.before.conjunction) {
                is.add(Is::CONJUNCT);
            }
            if self.analyses(i).iter().any(|a| a.before.preposition.is_some() && !(named && a.stem > 2)) {
                is.add(Is::PREFIXED);
            }
        }
        if self.complementizer(doc, i).is_some() {
            is = Is(is.0 & !(Is::VERB.0 | Is::NOMINAL.0 | Is::NOUN.0 | Is::NAME.0));
            is.add(Is::COMP);
        }
        // على is a preposition, علي a name; where a writer drops the dots the neighbours decide, here the ending does.
        if key == "علي" && surface.ends_with('ى') {
            is = Is(Is::PREP.0 | Is::FUNCTION.0 | is.0 & Is::ACT.0);
        }
        // بدوره (for his part) is no ب + a round of his.
        if is.has(Is::TURN) {
            is = Is(is.0 & !(Is::TITLE.0 | Is::ACTOR.0 | Is::NOUN.0));
        }
        // هنأ (he congratulated) is written like هنا (here) where hamzas are folded; its surface keeps the hamza.
        if matches!(key, "هنا" | "وهنا") && surface.ends_with('أ') {
            is = Is(Is::VERB.0 | is.0 & (Is::ACT.0 | Is::CUE.0 | Is::CONJUNCT.0));
        }
        // آنا is a woman's name; أنا (I) has no madda.
        if matches!(key, "انا" | "وانا") && surface.contains('آ') {
            is = Is(Is::NAME.0 | Is::NOMINAL.0 | is.0 & Is::CONJUNCT.0);
        }
        // أمام (before) is written like إمام (imam) where hamzas are dropped; only the latter keeps its hamza below.
        if key == "امام" && !surface.contains('إ') {
            is = Is(Is::PREP.0 | Is::FUNCTION.0);
        }
        // وإلى is no والي (governor): the ending tells.
        if key == "والي" && surface.ends_with('ى') {
            is = Is(Is::PREP.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
        }
        if is.0 & !(Is::ARTICLE.0 | Is::CONJUNCT.0 | Is::PREFIXED.0 | Is::CUE.0 | Is::ACT.0 | Is::PRIVATE.0) == 0 {
            is.add(Is::UNKNOWN);
            is.add(Is::NOMINAL);
            // Unknown with و, ب or ل before an article: the clitics are certain.
            if key.starts_with("وال") || key.starts_with("فال") {
                is.add(Is::CONJUNCT);
            }
            if key.starts_with("بال") || key.starts_with("لل") || key.starts_with("كال") {
                is.add(Is::PREFIXED);
            }
        }
        is
    }

    /// Takes the family names that titles and given names have shown for names wherever they stand alone:
    /// السفير ثامر السبهان ... وصفه السبهان.
    pub fn learn_names(&mut self, doc: &Document) {
        let mut known: Vec<&str> = Vec::new();
        let mut i = 0;
        while i < self.is.len() {
            let is = self.at(i);
            if !(is.has(Is::TITLE) || is.has(Is::NAME)) || is.has(Is::PUNCT) {
                i += 1;
                continue;
            }
            let np = crate::np::noun_phrase(doc, self, i, self.is.len());
            let name = np.as_ref().and_then(|np| np.name).filter(|(from, to)| to - from >= 2);
            if let Some((_, to)) = name {
                let key = doc.key(TokenId::from_index(to - 1));
                if key.chars().count() > 3 && !known.contains(&key) {
                    known.push(key);
                }
            }
            i = np.map_or(i + 1, |np| np.end.max(i + 1));
        }
        if known.is_empty() {
            return;
        }
        self.phrases = Phrases::default();
        for i in 0..self.is.len() {
            let is = self.at(i);
            let plain = is.has(Is::UNKNOWN) || is.has(Is::ARTICLE) && !is.has(Is::NOUN);
            // كريم العلوي ... أبرز العلوي: a family name that is a word for people too.
            let people = is.has(Is::TITLE)
                && is.has(Is::ARTICLE)
                && self.hits(i).iter().all(|h| match h.phrase {
                    Phrase::Title { title, .. } => {
                        self.lexicon.titles[title as usize].class == mahdar_lang::TitleClass::People
                    }
                    _ => true,
                });
            if !plain || is.has(Is::PUNCT) || is.has(Is::FUNCTION) || is.has(Is::ACTOR) || is.has(Is::TITLE) && !people
            {
                continue;
            }
            let key = doc.key(TokenId::from_index(i));
            let bare = key.strip_prefix('و').unwrap_or(key);
            if known.contains(&key) || known.contains(&bare) {
                let conjunct = if known.contains(&key) { 0 } else { Is::CONJUNCT.0 };
                self.is[i] = Is(Is::NAME.0 | Is::NOMINAL.0 | conjunct | is.0 & Is::ARTICLE.0);
            }
        }
    }

    /// Word ids of the theme words that token `i` may be.
    pub fn themes(&self, i: usize) -> &[u32] {
        self.themes.get(i).map_or(&[], |ids| &ids[..ids.iter().position(|&id| id == u32::MAX).unwrap_or(ids.len())])
    }

    /// Whether the search for a cue's content looks at the key of token `i`: a preposition, or a word that opens a clause.
    pub fn joins(&self, i: usize) -> bool {
        self.joins.get(i).copied().unwrap_or(true)
    }

    /// Bits of what the phrases tell that any token of the document may begin.
    pub fn any_topic_bits(&self) -> u32 {
        self.any_topic_bits
    }

    /// Bits of what the phrases tell that token `i` may begin.
    pub fn topic_bits(&self, i: usize) -> u32 {
        self.topic_bits.get(i).copied().unwrap_or_default()
    }

    /// Words of issues' triggers that token `i` may be, as ids.
    pub fn topics(&self, i: usize) -> &[u32] {
        let (from, to) = self.topic_ranges.get(i).copied().unwrap_or_default();
        &self.topics[from as usize..to as usize]
    }

    #[inline]
    pub fn analyses(&self, i: usize) -> &[Analysis] {
        let (from, to) = self.ranges.get(i).copied().unwrap_or_default();
        self.analyses.get(from as usize..to as usize).unwrap_or(&[])
    }

    #[inline]
    pub fn hits(&self, i: usize) -> &[Hit] {
        let (from, to) = self.hit_ranges.get(i).copied().unwrap_or_default();
        self.hits.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// What token `i` is; nothing past the end.
    #[inline]
    pub fn at(&self, i: usize) -> Is {
        self.is.get(i).copied().unwrap_or_default()
    }

    /// أن in any of its spellings: whether ب stands before it, whether و does, and the pronoun on it.
    pub fn complementizer(&self, doc: &Document, i: usize) -> Option<Complementizer> {
        // Once a token is classified, its class says whether it is one at all.
        if self.is.get(i).is_some_and(|is| !is.has(Is::COMP)) {
            return None;
        }
        let token = doc.tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        let mut key = token.key.of(&doc.keys);
        let mut comp = Complementizer::default();
        // فان در لاين: the particle of a Dutch or German name, where the next word is no word of the language.
        if key == "فان" {
            let next = doc.tokens.get(i + 1).filter(|t| t.kind == TokenKind::Word);
            let foreign = next.is_some()
                && self.hits(i + 1).is_empty()
                && self.analyses(i + 1).iter().all(|a| matches!(a.entry, Entry::Name { .. }));
            if foreign {
                return None;
            }
        }
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

    /// Whether the token can only be a finite verb.
    pub fn is_only_verb(&self, i: usize) -> bool {
        let is = self.at(i);
        is.has(Is::VERB) && !is.has(Is::NOMINAL) && !is.has(Is::FUNCTION)
    }

    /// The longest function phrase of these classes that begins at `i`: its end.
    pub fn function_end(&self, i: usize, classes: Classes) -> Option<usize> {
        let hits = self.hits(i).iter().filter(|h| matches!(h.phrase, Phrase::Function(c) if c.has(classes)));
        hits.map(|h| h.end as usize).max()
    }

    /// The longest occasion noun at `i`.
    pub fn occasion_end(&self, i: usize) -> Option<usize> {
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
        // The pair first: الكورية الجنوبية.
        for hit in self
            .hits(i)
            .iter()
            .filter(|h| matches!(h.phrase, Phrase::Function(c) if c.0 == 0) && h.end as usize == i + 2)
        {
            let key = |k: usize| doc.key(TokenId::from_index(k));
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
                let key = doc.key(TokenId::from_index(before));
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

fn noun_like(entry: &Entry) -> bool {
    match entry {
        Entry::Verb { form, .. } => !matches!(form.tense, Tense::Perfect | Tense::Imperfect),
        _ => true,
    }
}

/// The byte of the text behind byte `at` of a token's key.
pub(crate) fn key_to_text(doc: &Document, lexicon: &Lexicon, token: &Token, at: usize) -> usize {
    if at == 0 {
        return token.span.start as usize;
    }
    token.span.start as usize + lexicon.folder.fold_aligned(doc.slice(token.span)).original(at)
}

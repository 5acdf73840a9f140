//! Every token with its readings: analyses of word forms, phrases that begin at it, and what the two say together.

use crate::memo::Memo;
use crate::np::Phrases;
use crate::topics::Topics;
use mahdar_doc::{Document, EntityKind, Token, TokenId, TokenKind};
use mahdar_lang::{
    Analysis, Classes, CueKind, Entry, Gender, Lexicon, NamedBy, Number, Phrase, Prep, Tense, tokenize_with,
};

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

/// Whether a key, with whatever clitics, is an adjective that both Mali and finance have.
pub(crate) fn of_mali(key: &str) -> bool {
    let key = key.trim_start_matches('و');
    let key = key.strip_prefix("ال").or(key.strip_prefix("لل")).or(key.strip_prefix("بال")).unwrap_or(key);
    matches!(key, "مالي" | "ماليه" | "ماليا" | "ماليان" | "ماليين" | "ماليتين")
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
                    key: doc.key(TokenId::from_index(i)),
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
        words.ground_oman(doc);
        words
    }

    /// القيود المالية are financial: the adjective and name of Mali stand for the state only in a report that shows it for one,
    /// by its capital, its people, or the name behind a preposition or a word for a state.
    fn ground_mali(&mut self, doc: &Document) {
        const PEOPLE: [&str; 7] = ["باماكو", "بماكو", "الماليين", "الماليون", "للماليين", "ماليين", "ازواد"];
        const BEFORE: [&str; 17] = [
            "خارجيه",
            "في",
            "فى",
            "الي",
            "من",
            "شمال",
            "جنوب",
            "وسط",
            "جمهوريه",
            "دوله",
            "حكومه",
            "جيش",
            "رئيس",
            "حول",
            "بشان",
            "وسلطات",
            "سلطات",
        ];
        let key = |i: usize| doc.key(TokenId::from_index(i));
        let stem = |i: usize| self.tells(i, Facts::MALI);
        let found: Vec<usize> = (0..self.words.len()).filter(|&i| stem(i)).collect();
        if found.is_empty() {
            return;
        }
        let shown = (0..self.words.len()).any(|i| {
            let state = matches!(key(i), "مالي" | "ومالي");
            // حذرت مالي وبوركينا فاسو: among states, or behind a feminine verb.
            let beside = |k: usize| self.at(k).has(Is::ACTOR) && !stem(k);
            let among = state
                && (key(i) == "ومالي" && i > 0 && beside(i - 1)
                    || self.at(i + 1).has(Is::CONJUNCT) && beside(i + 1)
                    || i > 0 && self.is_only_verb(i - 1) && key(i - 1).ends_with('ت'));
            PEOPLE.contains(&key(i))
                || state && i > 0 && BEFORE.contains(&key(i - 1))
                || among
                || matches!(key(i), "لمالي" | "بمالي")
                || key(i) == "الماليه"
                    && i > 0
                    && matches!(
                        key(i - 1).trim_start_matches('و'),
                        "الحكومه" | "القوات" | "الخارجيه" | "الاراضي" | "الرئاسه" | "المعارضه" | "الحدود"
                    )
                || key(i) == "المالي"
                    && i > 0
                    && matches!(key(i - 1).trim_start_matches('و'), "الجيش" | "الرئيس" | "الشعب")
        });
        if shown {
            return;
        }
        for i in found {
            let word = &mut self.words[i];
            let is = word.is.0 & !(Is::NISBA.0 | Is::ACTOR.0);
            word.is = Is(is | Is::ADJ.0 | Is::NOMINAL.0);
            word.facts = word.facts.without(Facts::NISBA);
            let (from, to) = word.hits;
            let kept: Vec<Hit> = self.hits[from as usize..to as usize]
                .iter()
                .copied()
                .filter(|hit| hit.end as usize > i + 1 || !matches!(hit.phrase, Phrase::Actor { .. }))
                .collect();
            self.hits[from as usize..from as usize + kept.len()].copy_from_slice(&kept);
            self.words[i].hits.1 = from + kept.len() as u32;
        }
    }

    /// عمان is Amman (عمّان) and Oman (عُمان): the state behind a word for who rules or serves one, beside a state of the Gulf, or
    /// in a report that shows Oman and not Jordan.
    fn ground_oman(&mut self, doc: &Document) {
        const RULES: [&str; 19] = [
            "سلطان",
            "حكومه",
            "دوله",
            "خليج",
            "بحر",
            "خارجيه",
            "دفاع",
            "داخليه",
            "سفير",
            "سفاره",
            "ساحل",
            "سواحل",
            "قباله",
            "جيش",
            "مندوب",
            "وزراء",
            "شرطه",
            "وساطه",
            "مياه",
        ];
        const GULF: [&str; 5] = ["السعوديه", "الامارات", "قطر", "الكويت", "البحرين"];
        let (Some(oman), Some(jordan)) = (self.lexicon.body_row("OMN"), self.lexicon.body_row("JOR")) else { return };
        let capital = Phrase::Actor { actor: jordan, by: NamedBy::Capital };
        if !self.hits.iter().any(|hit| hit.phrase == capital) {
            return;
        }
        let key = |i: usize| doc.key(TokenId::from_index(i));
        let bare = |i: usize| key(i).trim_start_matches(['و', 'ب', 'ل']);
        let shows = |words: &[&str]| (0..self.words.len()).any(|i| words.iter().any(|word| bare(i).starts_with(word)));
        let found: Vec<usize> = (0..self.words.len()).filter(|&i| bare(i) == "عمان").collect();
        if found.is_empty() {
            return;
        }
        let only_oman = shows(&["سلطنه", "مسقط", "العماني", "عماني", "البوسعيدي"])
            && !shows(&["الاردن", "اردني", "الصفدي", "الهاشمي"]);
        for i in found {
            let surface = doc.surface(TokenId::from_index(i));
            let before = if i > 0 { bare(i - 1) } else { "" };
            let rules = RULES.contains(&before.strip_prefix("ال").unwrap_or(before)) && key(i) == "عمان";
            let gulf =
                |k: usize| GULF.iter().any(|state| bare(k) == *state || bare(k) == state.trim_start_matches("ال"));
            let beside = i > 0 && key(i).starts_with('و') && gulf(i - 1)
                || i + 1 < self.words.len() && key(i + 1).starts_with('و') && gulf(i + 1);
            let vocalised = surface.contains("عُم");
            let capital = surface.contains("مّ") || matches!(before, "العاصمه" | "مدينه");
            if capital || !(vocalised || rules || beside || only_oman) {
                continue;
            }
            let (from, to) = self.words[i].hits;
            // خليج عمان is a sea, and no party.
            if matches!(before, "خليج" | "بحر") {
                self.words[i].hits.1 = from;
                let is = self.words[i].is.0 & !Is::ACTOR.0;
                self.words[i].is = Is(is | Is::NOMINAL.0);
                continue;
            }
            for hit in &mut self.hits[from as usize..to as usize] {
                if let Phrase::Actor { actor, by } = &mut hit.phrase
                    && *actor == jordan
                    && hit.end as usize == i + 1
                {
                    (*actor, *by) = (oman, NamedBy::Name);
                }
            }
        }
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

    /// Takes the family names that titles and given names have shown for names wherever they stand alone:
    /// السفير ثامر السبهان ... وصفه السبهان.
    pub fn learn_names(&mut self, doc: &Document) {
        let mut known: Vec<&str> = Vec::new();
        // Phrases do not leave their sentence; found so, they are there for the stages that follow.
        for sentence in &doc.sentences {
            let mut i = sentence.first.index();
            while i < sentence.last.index() {
                let is = self.at(i);
                if !(is.has(Is::TITLE) || is.has(Is::NAME)) || is.has(Is::PUNCT) {
                    i += 1;
                    continue;
                }
                let np = crate::np::noun_phrase(doc, self, i, sentence.last.index());
                let name = np.as_ref().and_then(|np| np.name).filter(|(from, to)| to - from >= 2);
                if let Some((_, to)) = name {
                    let key = doc.key(TokenId::from_index(to - 1));
                    if key.chars().count() > 3 && !known.contains(&key) {
                        known.push(key);
                    }
                }
                i = np.map_or(i + 1, |np| np.end.max(i + 1));
            }
        }
        if known.is_empty() {
            return;
        }
        let mut changed: Vec<usize> = Vec::new();
        for i in 0..self.words.len() {
            let is = self.at(i);
            let plain = is.has(Is::UNKNOWN) || is.has(Is::ARTICLE) && !is.has(Is::NOUN);
            // كريم العلوي ... أبرز العلوي: a family name that is a word for people too.
            let people = is.has(Is::TITLE)
                && is.has(Is::ARTICLE)
                && self.hits(i).iter().all(|h| match h.phrase {
                    // يوسف الشاهد ... الشاهد: so is one for a source.
                    Phrase::Title { title, .. } => matches!(
                        self.lexicon.titles[title as usize].class,
                        mahdar_lang::TitleClass::People | mahdar_lang::TitleClass::Anonymous
                    ),
                    _ => true,
                });
            // غسان سلامة ... أوضح سلامة في: nor is a common noun one where a verb of saying stands before it and no genitive behind.
            let spoken = is.has(Is::NOUN) && !is.has(Is::ARTICLE) && !is.has(Is::TITLE) && self.stands_as_name(doc, i);
            // يائير لابيد ... هاتف لابيد: what is a word only if a letter is cut off is a name where it is known for one.
            let cut = !is.has(Is::NOUN)
                && !is.has(Is::FUNCTION)
                && !self.analyses(i).is_empty()
                && self.analyses(i).iter().all(|a| a.stem > 0 && !a.before.article);
            let plain = plain || spoken || cut;
            if !plain || is.has(Is::PUNCT) || is.has(Is::FUNCTION) || is.has(Is::ACTOR) || is.has(Is::TITLE) && !people
            {
                continue;
            }
            let key = doc.key(TokenId::from_index(i));
            let bare = key.strip_prefix('و').unwrap_or(key);
            if known.contains(&key) || known.contains(&bare) {
                let conjunct = if known.contains(&key) { 0 } else { Is::CONJUNCT.0 };
                self.words[i].is = Is(Is::NAME.0 | Is::NOMINAL.0 | conjunct | is.0 & Is::ARTICLE.0);
                changed.push(i);
            }
        }
        self.phrases.forget(&changed);
    }

    /// Whether a noun at `i` stands where a name does: behind a verb of saying or عن, and before what a genitive cannot be.
    fn stands_as_name(&self, doc: &Document, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let is = self.at(before);
        let said = is.has(Is::CUE) && is.has(Is::VERB) || matches!(doc.key(TokenId::from_index(before)), "عن" | "بحسب");
        let next = self.at(i + 1);
        // وكان عمر قد التقى: between كان and قد stands a subject.
        let key = |k: usize| doc.tokens.get(k).map_or("", |_| doc.key(TokenId::from_index(k)));
        if matches!(key(before), "كان" | "وكان" | "كانت" | "وكانت") && key(i + 1) == "قد" {
            return true;
        }
        let ends = i + 1 >= self.words.len()
            || next.has(Is::PUNCT)
            || next.has(Is::PREP)
            || next.has(Is::COMP)
            || next.has(Is::PREFIXED)
            || next.has(Is::TIME)
            || next.has(Is::ADVERB);
        said && ends
    }

    /// Takes family names of persons of the packs back where the report has no ground for them: السلمي in لجنة التوحيد السلمي
    /// of Korea is no speaker of the Arab Parliament. A person stands by his family name alone if the report names him in
    /// full, or names whom he acts or acted for in or about the years of his offices; a name that is nothing else in the
    /// language and that rows of one party alone have also if he is in office. Tells whether a name was taken back.
    pub fn ground_names(&mut self, doc: &Document, month: Option<i32>) -> bool {
        let lexicon = self.lexicon;
        let short = |hit: &Hit| matches!(hit.phrase, Phrase::Actor { by: NamedBy::Short, .. });
        if !self.hits.iter().any(short) {
            return false;
        }
        fn root(party: &str) -> &str {
            party.split('-').next().unwrap_or_default()
        }
        let mut in_full: Vec<u32> = Vec::new();
        let mut named: Vec<&str> = Vec::new();
        for i in 0..self.words.len() {
            for hit in self.hits(i) {
                let Phrase::Actor { actor, by } = hit.phrase else { continue };
                let row = &lexicon.actors[actor as usize];
                let person = row.kind == EntityKind::Person;
                if person && by == NamedBy::Name {
                    in_full.push(actor);
                }
                if !row.outlet && by != NamedBy::Epithet && by != NamedBy::Short {
                    named.extend(row.party.iter().chain(&row.code).map(|party| root(party)));
                }
                named.extend(row.home.as_deref());
            }
            if let Some((party, ..)) = self.nisba(doc, i) {
                named.extend(lexicon.parties.get(party as usize).map(|party| root(party)));
            }
        }
        named.sort_unstable();
        named.dedup();
        let grounded = |actor: u32| {
            let row = &lexicon.actors[actor as usize];
            let of = |party: &str| named.binary_search(&root(party)).is_ok();
            let served = || row.offices.iter().any(|office| lexicon.party_of(&office.of).is_some_and(of));
            let about = || {
                let span = |m: i32| {
                    row.offices.iter().any(|o| o.from.saturating_sub(YEARS_BEFORE * 12) <= m)
                        && row.offices.iter().any(|o| m <= o.to.saturating_add(YEARS_AFTER * 12))
                };
                row.offices.is_empty() || month.is_none_or(span)
            };
            in_full.contains(&actor) || (row.party.as_deref().is_some_and(of) || served()) && about()
        };
        let in_office = |actor: u32| {
            let offices = &lexicon.actors[actor as usize].offices;
            month.is_none_or(|m| offices.iter().any(|o| o.from <= m && m <= o.to))
        };
        let mut changed: Vec<usize> = Vec::new();
        for i in 0..self.words.len() {
            let (from, to) = self.words[i].hits;
            let here = &self.hits[from as usize..to as usize];
            if !here.iter().any(short) {
                continue;
            }
            let rows: Vec<u32> = here
                .iter()
                .filter(|hit| short(hit))
                .filter_map(|hit| if let Phrase::Actor { actor, .. } = hit.phrase { Some(actor) } else { None })
                .collect();
            let side = |row: u32| lexicon.actors[row as usize].party.as_deref();
            let one = rows.iter().all(|row| *row == rows[0] || side(*row).is_some() && side(*row) == side(rows[0]));
            let ground = rows.iter().any(|row| grounded(*row));
            // الرئيس ميشال عون ... عون: whom the report names in full goes before anybody else of the name.
            let full = rows.iter().any(|row| in_full.contains(row));
            // عبد الحافظ, كورت: so is a given name, which many bear.
            let word = self
                .analyses(i)
                .iter()
                .any(|a| !matches!(a.entry, Entry::Name { part: mahdar_lang::NamePart::Family, .. }));
            // دبي is a city before it is how some write ديبي.
            let place = here.iter().any(|hit| matches!(hit.phrase, Phrase::Place(_)));
            let keep = |hit: &Hit| match hit.phrase {
                Phrase::Actor { actor, by: NamedBy::Short } => {
                    if full || place {
                        in_full.contains(&actor)
                    } else {
                        grounded(actor) || !ground && one && !word && in_office(actor)
                    }
                }
                _ => true,
            };
            let kept: Vec<Hit> = here.iter().copied().filter(keep).collect();
            if kept.len() == here.len() {
                continue;
            }
            changed.push(i);
            self.hits[from as usize..from as usize + kept.len()].copy_from_slice(&kept);
            self.words[i].hits.1 = from + kept.len() as u32;
            self.settle(doc, i);
        }
        self.phrases.forget(&changed);
        !changed.is_empty()
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
        doc.key(TokenId::from_index(i)) == "فان"
            && doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word)
            && self.hits(i + 1).is_empty()
            && self.analyses(i + 1).iter().all(|a| matches!(a.entry, Entry::Name { .. }))
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
        doc.key(TokenId::from_index(i)).starts_with('و')
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
                .key(TokenId::from_index(i - 1))
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

/// عليه, إليها, عنهم: prepositions that are written apart, with a pronoun of the third person.
fn governs_pronoun(key: &str) -> bool {
    ["علي", "الي", "لدي", "عن", "من", "مع", "في"]
        .iter()
        .any(|prep| key.strip_prefix(prep).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما")))
        && key != "منه"
        && key != "معه"
}

/// What token `i` is by its readings; `is_complementizer`: أن in any of its spellings.
pub(crate) fn classify(lexicon: &Lexicon, word: &Reading<'_>, i: usize, is_complementizer: bool) -> Is {
    let mut is = Is::default();
    if !matches!(word.kind, TokenKind::Word | TokenKind::Number) {
        return Is::PUNCT;
    }
    let (key, surface) = (word.key, word.surface);
    for analysis in word.analyses {
        match analysis.entry {
            Entry::Verb { form, verb } => {
                if let Some(row) = lexicon.verbs.get(verb as usize) {
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
    if key.starts_with("ال") || key.starts_with("وال") || key.starts_with("بال") || key.starts_with("لل") {
        is.add(Is::ARTICLE);
    }
    let bare = word.analyses.iter().any(|a| a.stem == 0) || word.hits.iter().any(|h| h.stem == 0);
    // وبكين is و and Beijing before it is و, ب and a family name.
    let named = key.starts_with('و')
        && word
            .hits
            .iter()
            .any(|h| h.stem == 2 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name | NamedBy::Capital, .. }));
    for hit in word.hits {
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
            Phrase::Place(_) => {
                is.add(Is::NOMINAL);
                is.add(Is::NOUN);
            }
            Phrase::Occasion => {
                is.add(Is::NOMINAL);
                is.add(Is::OCCASION);
            }
            Phrase::Cue(cue) => {
                if lexicon.cues[cue as usize].kind == CueKind::Noun {
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
    if key.len() > 12 && crate::acts::plural_under_pronoun(lexicon, key).is_some() {
        is.add(Is::ACT);
        is.add(Is::NOMINAL);
        is.add(Is::NOUN);
    }
    // ودعا is و and دعا before it is a form of ودع: only the first attributes.
    let attributes = |a: &Analysis| match a.entry {
        Entry::Verb { verb, .. } => lexicon.verbs.get(verb as usize).is_some_and(|row| row.cues),
        _ => false,
    };
    if bare
        && word.analyses.iter().any(|a| a.before.conjunction && attributes(a))
        && word.analyses.iter().all(|a| a.stem != 0 || matches!(a.entry, Entry::Verb { .. }) && !attributes(a))
        && !word.hits.iter().any(|h| h.stem == 0)
    {
        is.add(Is::CONJUNCT);
    }
    if !bare {
        if word.analyses.iter().any(|a| a.before.conjunction) {
            is.add(Is::CONJUNCT);
        }
        if word.analyses.iter().any(|a| a.before.preposition.is_some() && !(named && a.stem > 2)) {
            is.add(Is::PREFIXED);
        }
    }
    // بان كي مون is no بأن: a name of several words that begins here.
    let name = word
        .hits
        .iter()
        .any(|h| h.stem == 0 && h.end as usize > i + 1 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name, .. }));
    // عليه أن يعقد: a preposition with its pronoun is no verb, though passives are written so.
    if governs_pronoun(key) {
        is = Is(is.0 & !(Is::VERB.0 | Is::NOMINAL.0 | Is::NOUN.0));
    }
    if is_complementizer && !name {
        is = Is(is.0 & !(Is::VERB.0 | Is::NOMINAL.0 | Is::NOUN.0 | Is::NAME.0));
        is.add(Is::COMP);
    }
    // على is a preposition, علي a name; where a writer drops the dots the neighbours decide, here the ending does.
    if key == "علي" && surface.ends_with('ى') {
        is = Is(Is::PREP.0 | Is::FUNCTION.0 | is.0 & Is::ACT.0);
    }
    // بدوره (for his part) is no ب + a round of his.
    // دبلوماسيا (in diplomacy) may be a diplomat in the accusative.
    if is.has(Is::TURN) && !(key.ends_with("يا") && is.has(Is::TITLE)) {
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
    // وفي باريس قال: و before a preposition is no verb of its own (وفى, he fulfilled); وبين (he made clear), وقبل (he accepted)
    // are verbs as well.
    let verb = key != "وفي" && (is.has(Is::CUE) || is.has(Is::ACT));
    let whole = |stem: u32, of: fn(Classes) -> bool| {
        word.hits.iter().any(|h| {
            h.stem == stem && matches!(h.phrase, Phrase::Function(c) if of(c)) && (stem == 0 || h.end as usize == i + 1)
        })
    };
    let named = is.has(Is::ACTOR) || is.has(Is::TITLE);
    if key.starts_with('و') && !verb && !named && whole(2, |c| c.has(Classes::PREP)) && !whole(0, |c| c.0 != 0) {
        is = Is(Is::PREP.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
    }
    // فقد قررت is ف + قد, no loss.
    if key == "فقد" && !named {
        is = Is(Is::PARTICLE.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
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

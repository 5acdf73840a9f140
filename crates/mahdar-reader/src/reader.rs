//! The main path.

use crate::acts;
use crate::memo::{Memo, Memos};
use crate::rules::{Rule, load_rules};
use crate::topics::{Topics, load_topics};
use crate::words::{self, Words};
use crate::{frame, language, record, resolve, statements};
use mahdar_doc::{Article, Credit, CreditKind, Document, Entity, EntityKind, Note, Precision};
use mahdar_lang::{Lexicon, quotations, segment};
use mahdar_lexicon::{PackError, PackFiles};

/// The embedded pack, compiled when the binary was built, and its hash.
const IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
const HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/hash.txt"));

/// A named stage of the main path: what it needs and what it adds.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Layers it reads.
    pub requires: &'static [&'static str],
    /// Layers it adds.
    pub assigns: &'static [&'static str],
}

/// Owns packs and rules; reads articles. One reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    pub(crate) lexicon: Lexicon,
    pub(crate) rules: Vec<Rule>,
    pub(crate) topics: Topics,
    hash: String,
    /// What is known of words seen before.
    memos: Memos,
}

impl Reader {
    /// The stages of [`Reader::read`], in order.
    pub const STAGES: &'static [Stage] = &[
        Stage { name: "tokens", requires: &["text"], assigns: &["tokens", "keys"] },
        Stage { name: "sentences", requires: &["tokens"], assigns: &["sentences"] },
        Stage { name: "words", requires: &["tokens"], assigns: &["analyses"] },
        Stage { name: "frame", requires: &["sentences", "analyses"], assigns: &["frame"] },
        Stage { name: "statements", requires: &["sentences", "analyses"], assigns: &["drafts"] },
        Stage { name: "entities", requires: &["drafts", "frame"], assigns: &["mentions", "entities", "statements"] },
        Stage { name: "acts", requires: &["statements", "entities"], assigns: &["acts", "mentions", "entities"] },
        Stage { name: "record", requires: &["acts", "statements", "entities"], assigns: &["record"] },
    ];

    /// A reader with the pack of the binary.
    ///
    /// # Errors
    /// Never for a released binary: its pack is linted.
    pub fn embedded() -> Result<Self, PackError> {
        let lexicon = match Lexicon::from_image(IMAGE) {
            Ok(lexicon) => lexicon,
            // The image is made by the build of this very binary; the tables are there all the same.
            Err(_) => Lexicon::new(&PackFiles::embedded())?,
        };
        let files = PackFiles::embedded();
        let rules = load_rules(&files)?;
        let topics = load_topics(&files, &lexicon)?;
        Ok(Reader { lexicon, rules, topics, hash: HASH.to_owned(), memos: Memos::default() })
    }

    /// A reader with a pack.
    ///
    /// # Errors
    /// A table or rule that cannot be understood.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let lexicon = Lexicon::new(files)?;
        let topics = load_topics(files, &lexicon)?;
        Ok(Reader { lexicon, rules: load_rules(files)?, topics, hash: files.hash(), memos: Memos::default() })
    }

    /// The hash of the packs in use.
    pub fn packs_hash(&self) -> &str {
        &self.hash
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Issues and contexts in use.
    pub fn topics(&self) -> &Topics {
        &self.topics
    }

    /// The rules in use.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The readings of a tokenized document's words.
    pub(crate) fn words(&self, doc: &Document) -> Words<'_> {
        let mut memo = self.memos.take();
        // The same tokens again, and with them their forms.
        let (_, forms) = words::tokens(doc.text(), &self.lexicon, &self.topics, &mut memo, &mut String::new());
        let mut words = self.words_of(doc, memo, &forms);
        ground_names(&mut words, doc);
        words
    }

    fn words_of(&self, doc: &Document, memo: Memo, forms: &[u32]) -> Words<'_> {
        let mut words = Words::new(doc, &self.lexicon, memo, forms);
        words.learn_names(doc);
        words
    }

    /// Reads one article. Never fails: what is not understood is left unannotated, and doubts go to `notes`.
    pub fn read(&self, article: Article) -> Document {
        self.read_layers(article, true)
    }

    /// Reads one article as far as its statements: the same frame, entities and statements as [`Reader::read`] gives before
    /// its acts name further parties, in about half the time, and no acts, issues or record. A note says so.
    pub fn read_statements(&self, article: Article) -> Document {
        let mut doc = self.read_layers(article, false);
        doc.notes.push(Note {
            code: "statements-only",
            message: "read as far as its statements; acts, issues and the record were not asked for".to_owned(),
            span: None,
        });
        doc
    }

    fn read_layers(&self, article: Article, acts: bool) -> Document {
        let mut doc = Document::new(article);
        doc.language = language::detect(doc.text()).to_owned();
        if doc.article.text.len() >= u32::MAX as usize {
            doc.notes.push(Note {
                code: "too-long",
                message: "a text of 4 GiB or more cannot be read; split it".to_owned(),
                span: None,
            });
            return doc;
        }
        let mut keys = String::with_capacity(doc.text().len());
        let mut memo = self.memos.take();
        let (tokens, forms) = words::tokens(doc.text(), &self.lexicon, &self.topics, &mut memo, &mut keys);
        doc.tokens = tokens;
        doc.keys = keys;
        doc.sentences = segment(doc.text(), &doc.tokens, &doc.keys, &self.lexicon.abbreviations);
        let mut words = self.words_of(&doc, memo, &forms);
        let found = frame::find(&doc, &words);
        doc.frame = found.frame;
        ground_names(&mut words, &doc);
        if doc.language == "ar" {
            let marks = quotations(&doc.tokens, &doc.sentences);
            let drafts = statements::find(&doc, &words, &self.rules, &marks, found.headline_sentence, None);
            let month = month_of(&doc);
            let outlets = resolve::resolve(&mut doc, &words, &drafts, month);
            for (span, entity) in outlets {
                match doc.frame.credits.iter_mut().find(|c| c.span == span) {
                    Some(credit) => credit.entity = entity,
                    None => doc.frame.credits.push(Credit { span, entity, kind: CreditKind::AccordingTo }),
                }
            }
            doc.frame.credits.sort_by_key(|c| c.span);
            if acts {
                acts::find(&mut doc, &words, &marks, &self.topics, None);
                doc.record = record::find(&doc, &words, &self.topics);
            }
            doc.retain_entities(known);
        } else {
            let message = match doc.language.as_str() {
                "und" => "too little text to tell its language; only its frame is given".to_owned(),
                code => format!("language `{code}` is not read by this version; only its frame is given"),
            };
            doc.notes.push(Note { code: "language-not-read", message, span: None });
        }
        self.memos.give_back(words.into_memo());
        debug_assert!(doc.check().is_ok(), "{:?}", doc.check());
        doc
    }
}

/// Whether an entity is kept though nothing said or done in the report is of it: somebody known, of a side, or named in
/// full. A noun that might have spoken and did not (غرفة عمليات, an operations room) is none.
fn known(entity: &Entity) -> bool {
    let named = entity.kind == EntityKind::Person && entity.name_ar.contains(' ');
    named || entity.pack_id.is_some() || entity.party.is_some()
}

/// Family names alone, by what the whole report names and when it was published.
fn ground_names(words: &mut Words<'_>, doc: &Document) {
    if words.ground_names(doc, month_of(doc)) {
        words.learn_names(doc);
    }
}

/// The report's month, counted from year 0, for offices with dates.
fn month_of(doc: &Document) -> Option<i32> {
    let published = doc.frame.published.as_ref()?;
    let mut parts = published.value.split(['-', 'T']);
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = if published.precision >= Precision::Month { parts.next()?.parse().ok()? } else { 7 };
    Some(year * 12 + month - 1)
}

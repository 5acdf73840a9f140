//! The pack compiled for look-up: word forms, phrases, and the tables they point into.
//!
//! A [`Lexicon`] is compiled from the tables by [`Lexicon::new`], at run time for a folder and at build time for the
//! binary, which holds the same lexicon as an image ([`Lexicon::to_image`]): conjugating some two thousand verbs takes
//! longer than reading a report.

mod compile;
mod store;
mod types;

pub use types::*;

use mahdar_lexicon::Folder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Trie, WordTable};

/// The pack compiled for look-up.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lexicon {
    /// The fold that made the keys.
    pub folder: Folder,
    words: WordTable,
    trie: Trie,
    /// All verbs.
    pub verbs: Vec<VerbEntry>,
    /// All cues.
    pub cues: Vec<CueEntry>,
    /// All titles.
    pub titles: Vec<TitleEntry>,
    /// All actors.
    pub actors: Vec<Actor>,
    /// Party codes that nisba adjectives point to.
    pub parties: Vec<String>,
    /// By party code, the row of `actors` that is the party, or the first body that acts for it.
    bodies: BTreeMap<String, u32>,
    /// Folded abbreviations after whose stop no sentence ends.
    pub abbreviations: BTreeSet<String>,
    /// English names of roles.
    pub roles: BTreeMap<String, String>,
    /// Types of anonymous sources by a folded word of their description.
    pub anonymity: BTreeMap<String, String>,
    /// Light cues by their verb.
    pub light: BTreeMap<u16, Vec<u16>>,
    /// All rows of `acts.tsv`.
    pub acts: Vec<ActEntry>,
    /// Word ids of all theme words of acts, sorted.
    pub themes: Vec<u32>,
    /// Acts by their verb's index, in the order of the table; see [`Lexicon::acts_of`].
    verb_acts: Vec<Vec<u16>>,
    /// Suffixes of party codes by folded heads: معارضة is OPP, متمردون REB, مدنيون CIV of their state.
    pub factions: BTreeMap<String, String>,
    /// Party codes of those whom a body without a side of its own stands for, by the id of its row: مجموعة 5+1 is six states.
    pub members: BTreeMap<String, Vec<String>>,
    /// Folded names that a body shares with bodies of other states, by its index in [`actors`](Self::actors): حزب العمال.
    pub shared: BTreeMap<u32, Vec<String>>,
    /// The state in whose affairs a party without a state is one side: HOUTHI is of YEM.
    pub roots: BTreeMap<String, String>,
    /// Folded heads of bodies and persons that are no political actors: منتخب، شركة.
    pub nonpolitical: BTreeSet<String>,
    /// Verbs whose conjugated base form is not their lemma: a fault of the row (L012).
    pub unconjugated: Vec<String>,
}

impl Lexicon {
    /// The lexicon as bytes, for [`Lexicon::from_image`] of the same version.
    ///
    /// # Errors
    /// None in practice: everything in it can be written.
    pub fn to_image(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The lexicon of an image.
    ///
    /// # Errors
    /// Bytes that another version wrote.
    pub fn from_image(image: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(image)
    }

    /// The acts that a verb may tell, in the order of the table.
    #[inline]
    pub fn acts_of(&self, verb: u16) -> &[u16] {
        self.verb_acts.get(verb as usize).map_or(&[], Vec::as_slice)
    }

    /// The entries of a folded word form, without clitics.
    #[inline]
    pub fn entries(&self, key: &str) -> &[Entry] {
        self.words.find(key).map_or(&[], |id| self.words.entries(id))
    }

    /// The id of a folded word form, for [`Lexicon::step`].
    #[inline]
    pub fn word_id(&self, key: &str) -> Option<u32> {
        self.words.find(key)
    }

    /// The trie node after `node` over the word `id`; node 0 is the root.
    #[inline]
    pub fn step(&self, node: u32, id: u32) -> Option<u32> {
        self.trie.step(node, id)
    }

    /// Whether any word leads on from a trie node.
    #[inline]
    pub fn leads_on(&self, node: u32) -> bool {
        self.trie.leads_on(node)
    }

    /// The phrases that end at a trie node.
    #[inline]
    pub fn phrases(&self, node: u32) -> &[Phrase] {
        self.trie.phrases(node)
    }

    /// The row of the body that offices name by a code.
    pub fn body_row(&self, code: &str) -> Option<u32> {
        self.bodies.get(code).copied()
    }

    /// The actor that stands for a party: the state, organisation or movement of a code.
    pub fn body_of(&self, code: &str) -> Option<&Actor> {
        self.body_row(code).and_then(|row| self.actors.get(row as usize))
    }

    /// Whether a party code is a state's; those of leagues and movements may have three letters too (LAS, KRG).
    pub fn is_state(&self, code: &str) -> bool {
        code.len() == 3 && self.body_of(code).is_some_and(|row| row.kind == mahdar_doc::EntityKind::State)
    }

    /// The party of a body by the code that offices name it by: UN of UN-GENERAL-ASSEMBLY, a state of itself.
    pub fn party_of<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        match self.body_of(code) {
            Some(body) => body.party.as_deref(),
            None => Some(code).filter(|code| code.contains('-')),
        }
    }

    /// For whom an actor acts in a month (`year * 12 + month - 1`): by the office then held, else by the row. Without a month a
    /// party that governs to this day acts for its state.
    pub fn party_in<'a>(&'a self, actor: &'a Actor, month: Option<i32>) -> Option<&'a str> {
        let body = actor.kind != mahdar_doc::EntityKind::Person;
        let month = month.or((body && !actor.offices.is_empty()).then_some(i32::MAX));
        let held = month.and_then(|month| {
            let held = actor.offices.iter().filter(|office| office.from <= month && month <= office.to);
            held.filter_map(|office| self.party_of(&office.of)).next()
        });
        held.or(actor.party.as_deref())
    }

    /// How many word forms the lexicon knows.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 0
    }
}

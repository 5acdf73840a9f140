//! Flat tables: word forms with their entries, and the trie of phrases. They are written to the image as they are, so that
//! loading one is a copy, not a rebuild.

use super::{Entry, Phrase};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A slot that holds nothing.
const EMPTY: u32 = u32::MAX;

/// FNV-1a over 64 bits; the constants are those of its specification (Fowler, Noll, Vo).
fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64;
    let mut chunks = bytes.chunks_exact(8);
    let mut mix = |word: u64| h = (h ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        mix(u64::from_le_bytes(word));
    }
    let mut word = [0; 8];
    let rest = chunks.remainder();
    word[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(word) ^ bytes.len() as u64);
    h ^ (h >> 29)
}

/// The slots of an open-addressing table at most half full.
fn slots_for(n: usize) -> usize {
    (n * 2).next_power_of_two().max(16)
}

/// Word forms by key: open addressing over one text, ids in order of first use.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct WordTable {
    slots: Vec<u32>,
    text: String,
    /// Where the key of each id ends in `text`.
    ends: Vec<u32>,
    /// Where the entries of each id end in `entries`.
    entry_ends: Vec<u32>,
    entries: Vec<Entry>,
}

impl WordTable {
    pub fn freeze(words: &FxHashMap<Box<str>, u32>, entries: &[Vec<Entry>]) -> Self {
        let mut keys: Vec<(&u32, &str)> = words.iter().map(|(key, id)| (id, key.as_ref())).collect();
        keys.sort_unstable();
        let size = slots_for(keys.len());
        let mut table = WordTable { slots: vec![EMPTY; size], ..WordTable::default() };
        for (&id, key) in keys {
            let mut at = hash(key.as_bytes()) as usize & (size - 1);
            while table.slots[at] != EMPTY {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = id;
            table.text.push_str(key);
            table.ends.push(table.text.len() as u32);
            table.entries.extend_from_slice(&entries[id as usize]);
            table.entry_ends.push(table.entries.len() as u32);
        }
        table
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn key(&self, id: u32) -> &str {
        let from = id.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.text[from as usize..self.ends[id as usize] as usize]
    }

    pub fn find(&self, key: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(key.as_bytes()) as usize & mask;
        loop {
            match self.slots[at] {
                EMPTY => return None,
                id if self.key(id) == key => return Some(id),
                _ => at = (at + 1) & mask,
            }
        }
    }

    pub fn entries(&self, id: u32) -> &[Entry] {
        let from = id.checked_sub(1).map_or(0, |before| self.entry_ends[before as usize]);
        &self.entries[from as usize..self.entry_ends[id as usize] as usize]
    }
}

/// A trie over word ids; node 0 is the root.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Trie {
    /// Node, word, next node; a next node of `EMPTY` is a free slot.
    slots: Vec<(u32, u32, u32)>,
    /// Whether any edge leaves a node.
    inner: Vec<bool>,
    value_ends: Vec<u32>,
    values: Vec<Phrase>,
}

impl Trie {
    pub fn freeze(edges: &FxHashMap<(u32, u32), u32>, values: &[Vec<Phrase>]) -> Self {
        let mut trie = Trie::default();
        let mut edges: Vec<(u32, u32, u32)> = edges.iter().map(|(&(node, word), &next)| (node, word, next)).collect();
        edges.sort_unstable();
        let size = slots_for(edges.len());
        trie.slots = vec![(0, 0, EMPTY); size];
        trie.inner = vec![false; values.len()];
        for (node, word, next) in edges {
            let mut at = Self::hash(node, word) & (size - 1);
            while trie.slots[at].2 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            trie.slots[at] = (node, word, next);
            trie.inner[node as usize] = true;
        }
        for phrases in values {
            trie.values.extend_from_slice(phrases);
            trie.value_ends.push(trie.values.len() as u32);
        }
        trie
    }

    fn hash(node: u32, word: u32) -> usize {
        // Fibonacci hashing: 2^64 divided by the golden ratio.
        ((u64::from(node) << 32 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
    }

    pub fn leads_on(&self, node: u32) -> bool {
        self.inner.get(node as usize).copied().unwrap_or(false)
    }

    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if !self.leads_on(node) {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = Self::hash(node, word) & mask;
        loop {
            match self.slots[at] {
                (_, _, EMPTY) => return None,
                (n, w, next) if (n, w) == (node, word) => return Some(next),
                _ => at = (at + 1) & mask,
            }
        }
    }

    pub fn phrases(&self, node: u32) -> &[Phrase] {
        let end = |node: u32| self.value_ends.get(node as usize).copied().unwrap_or(0) as usize;
        let from = node.checked_sub(1).map_or(0, end);
        self.values.get(from..end(node)).unwrap_or(&[])
    }
}

//! The result: lineages, links, origins.

use crate::moment::Moment;
use crate::union::Union;
use serde::Serialize;
use std::collections::BTreeMap;

/// What makes one report the copy of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// The same words; spelling, marks and digits aside.
    SameText,
    /// Most words of the smaller one.
    NearDuplicate,
    /// A passage, and the copy names the original's publisher as its source.
    Credit,
    /// A passage alone.
    Passages,
}

/// What tells which of two came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Their times.
    Published,
    /// One names the other's publisher as its source.
    Credit,
    /// One is part of the other: the shorter is taken for the copy.
    Containment,
    /// Nothing; ids decide, so that the answer is the same each time.
    Unknown,
}

/// Words that stand in both, in code points of each text, end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Where in the copy.
    pub copy: [usize; 2],
    /// Where in the original.
    pub original: [usize; 2],
    /// How many words are equal; up to four in a row may differ between them.
    pub words: u32,
    /// The copy's statements it stands in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copy_statements: Vec<String>,
    /// The original's statements it stands in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub original_statements: Vec<String>,
}

/// A report of a lineage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its id; where several reports have one id, `#2`, `#3` ... is added.
    pub id: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: ISO 8601, cut at its precision.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its file.
    pub path: Option<String>,
}

/// The earliest report of a lineage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earliest {
    /// Its id.
    pub report: String,
    /// What told it from the others, at the last step that was needed.
    pub by: Order,
}

/// From a copy to what it was copied from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// The copy's id.
    pub copy: String,
    /// The original's id.
    pub original: String,
    /// What makes it a copy.
    pub kind: EdgeKind,
    /// Share of the copy's four-word shingles that stand in the original, 0 to 1, to three digits.
    pub containment: f64,
    /// What tells which came first.
    pub order: Order,
    /// The words they share.
    pub passages: Vec<Passage>,
}

/// Reports that are copies of each other: one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lineage {
    /// `l1`, `l2` ...
    pub id: String,
    /// The earliest.
    pub earliest: Earliest,
    /// The reports, the earliest first.
    pub reports: Vec<Member>,
    /// Each report but the earliest, and what it was copied from.
    pub edges: Vec<Edge>,
}

/// A passage that two reports share which are no copies of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageLink {
    /// The later report's id.
    pub copy: String,
    /// The earlier report's id.
    pub original: String,
    /// Always `passages`.
    pub kind: EdgeKind,
    /// What tells which came first.
    pub order: Order,
    /// The words they share.
    pub passages: Vec<Passage>,
}

/// An independent origin of a set of reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The reports of the set that come from it, in the order of their times.
    pub reports: Vec<String>,
    /// The agencies (ids of the actor tables) on whose word they are one, where their words are not.
    pub agencies: Vec<String>,
}

/// What is known of one report.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub id: String,
    pub root: u32,
    pub moment: Option<Moment>,
    pub agencies: Vec<String>,
}

/// All lineages of a set of reports.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    /// How many reports there are.
    pub reports: usize,
    /// Groups of two or more, in the order of their earliest reports.
    pub lineages: Vec<Lineage>,
    /// Passages between reports of different groups, in the order of the reports.
    pub links: Vec<PassageLink>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) by_id: BTreeMap<String, u32>,
}

/// Reports on one matter that name one agency are one origin if they may lie so many days apart.
const AGENCY_DAYS: i64 = 2;

impl Atlas {
    /// How many origins all reports have, by their words.
    #[must_use]
    pub fn origin_count(&self) -> usize {
        self.reports - self.lineages.iter().map(|l| l.reports.len() - 1).sum::<usize>()
    }

    /// The lineage of a report; `None` if it has no copies or is not known.
    #[must_use]
    pub fn lineage_of(&self, id: &str) -> Option<&Lineage> {
        self.lineages.iter().find(|lineage| lineage.reports.iter().any(|report| report.id == id))
    }

    /// The independent origins of some reports, by their words: copies of one text are one. Unknown ids are left out.
    pub fn origins<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<Origin> {
        self.origins_by(ids, false)
    }

    /// The same for reports that tell one and the same act or statement: there, reports of at most two days that name one
    /// agency as their source are one origin too, even where each outlet wrote its own words.
    pub fn origins_of_one_matter<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<Origin> {
        self.origins_by(ids, true)
    }

    fn origins_by<'i>(&self, ids: impl IntoIterator<Item = &'i str>, agencies: bool) -> Vec<Origin> {
        let mut places: Vec<u32> = ids.into_iter().filter_map(|id| self.by_id.get(id).copied()).collect();
        places.sort_unstable();
        places.dedup();
        let entries: Vec<&Entry> = places.iter().filter_map(|&i| self.entries.get(i as usize)).collect();
        let mut union = Union::new(entries.len());
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            union.join(*first.entry(entry.root).or_insert(i as u32), i as u32);
        }
        let mut joined: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        if agencies {
            for (i, a) in entries.iter().enumerate() {
                for (j, b) in entries.iter().enumerate().take(i) {
                    let near = |a: Moment, b: Moment| a.is_within(&b, AGENCY_DAYS);
                    let common = a.agencies.iter().find(|agency| b.agencies.contains(agency));
                    let Some(agency) = common.filter(|_| a.moment.zip(b.moment).is_none_or(|(a, b)| near(a, b))) else {
                        continue;
                    };
                    if union.root(i as u32) != union.root(j as u32) {
                        joined.entry(j as u32).or_default().push(agency.clone());
                        union.join(i as u32, j as u32);
                    }
                }
            }
        }
        let mut out: BTreeMap<u32, Origin> = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            let root = union.root(i as u32);
            let origin = out.entry(root).or_insert_with(|| Origin { reports: Vec::new(), agencies: Vec::new() });
            origin.reports.push(entry.id.clone());
            origin.agencies.extend(joined.remove(&(i as u32)).unwrap_or_default());
        }
        let mut out: Vec<Origin> = out.into_values().collect();
        for origin in &mut out {
            origin.agencies.sort();
            origin.agencies.dedup();
        }
        out
    }
}

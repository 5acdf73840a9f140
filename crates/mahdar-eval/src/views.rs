//! The record against gold: meetings, agreements, replies, positions, rules of decision.
//!
//! An item is *found* when it tells the same thing (the same sitting, deal, answer, stand or rule) and *right* when what it
//! says of it is equal too: all participants; parties and stage; kind and what is answered; stance; kind. Marks that careful
//! readers may or may not make (`doubtful`) count neither as missed nor as extra.

use mahdar_doc::report::{Range, Report};
use serde::Deserialize;
use std::collections::BTreeSet;

/// An anchor: words of the text, or code points.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Anchor {
    Words(String),
    Range(Range),
}

#[derive(Clone, Debug, Deserialize)]
struct GoldMeeting {
    participants: BTreeSet<String>,
    kind: String,
}

#[derive(Clone, Debug, Deserialize)]
struct GoldAgreement {
    parties: BTreeSet<String>,
    stage: String,
    anchor: Anchor,
}

#[derive(Clone, Debug, Deserialize)]
struct GoldReply {
    kind: String,
    by: BTreeSet<String>,
    anchor: Anchor,
    to_anchor: Anchor,
}

#[derive(Clone, Debug, Deserialize)]
struct GoldPosition {
    party: String,
    issue: String,
    stance: String,
}

#[derive(Clone, Debug, Deserialize)]
struct GoldRule {
    kind: String,
    anchor: Anchor,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Lists {
    #[serde(default)]
    meetings: Vec<GoldMeeting>,
    #[serde(default)]
    agreements: Vec<GoldAgreement>,
    #[serde(default)]
    replies: Vec<GoldReply>,
    #[serde(default)]
    positions: Vec<GoldPosition>,
    #[serde(default)]
    decision_rules: Vec<GoldRule>,
}

/// The views of one report, marked by hand.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldViews {
    /// The report's id.
    pub id: String,
    /// Its text; without it the report is taken from elsewhere.
    pub text: Option<String>,
    #[serde(flatten)]
    lists: Lists,
    #[serde(default)]
    doubtful: Lists,
}

/// How one kind of view was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewTally {
    /// Items in gold.
    pub gold: usize,
    /// Items of the system, but for those that match a doubtful mark.
    pub system: usize,
    /// Found.
    pub found: usize,
    /// Right.
    pub right: usize,
}

impl ViewTally {
    /// F1 of `hits` found or right.
    pub fn f1(self, hits: usize) -> f64 {
        let both = self.gold + self.system;
        if both == 0 { 1.0 } else { 2.0 * hits as f64 / both as f64 }
    }
}

/// The names of the views, in the order of [`score_views`].
pub const VIEWS: [&str; 5] = ["meetings", "agreements", "replies", "positions", "decision rules"];

fn overlap(a: Range, b: Range) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

/// Pairs gold with system one to one, best first: 2 is right, 1 is found.
fn tally<G, S>(gold: &[G], doubtful: &[G], system: &[S], fit: impl Fn(&G, &S) -> u8) -> ViewTally {
    let mut out = ViewTally { gold: gold.len(), ..ViewTally::default() };
    let mut used = vec![false; system.len()];
    let mut met = vec![false; gold.len()];
    for least in [2, 1] {
        for (g, gold) in gold.iter().enumerate().filter(|(g, _)| !met[*g]).collect::<Vec<_>>() {
            let hit = system.iter().enumerate().find(|(s, item)| !used[*s] && fit(gold, item) >= least);
            if let Some((s, _)) = hit {
                (used[s], met[g]) = (true, true);
                out.found += 1;
                out.right += usize::from(least == 2);
            }
        }
    }
    let extra =
        system.iter().zip(&used).filter(|(item, used)| !**used && doubtful.iter().all(|d| fit(d, item) == 0)).count();
    out.system = out.found + extra;
    out
}

/// Scores the record of one report; the tallies stand in the order of [`VIEWS`].
pub fn score_views(gold: &GoldViews, report: &Report<'_>) -> [ViewTally; 5] {
    let range = |anchor: &Anchor| match anchor {
        Anchor::Range(range) => *range,
        Anchor::Words(words) => match report.text.find(words.as_str()) {
            Some(at) => {
                let start = report.text[..at].chars().count();
                [start, start + words.chars().count()]
            }
            None => [0, 0],
        },
    };
    let codes = |ids: &[String]| -> BTreeSet<String> {
        let entity = |id: &String| report.entities.iter().find(|e| e.id == *id);
        ids.iter()
            .filter_map(|id| entity(id).and_then(|e| e.party.as_ref().or(e.code.as_ref())))
            .map(|code| code.clone().into_owned())
            .collect()
    };
    let act = |id: &String| report.acts.iter().find(|a| a.id == *id);
    let close = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let both = a.intersection(b).count();
        both * 2 >= a.union(b).count() && both > 0
    };
    let meetings = tally(&gold.lists.meetings, &gold.doubtful.meetings, &report.meetings, |g, m| {
        let who = codes(&m.participants);
        if (g.kind == "planned") != m.planned || !close(&g.participants, &who) {
            return 0;
        }
        1 + u8::from(g.participants == who)
    });
    let agreements = tally(&gold.lists.agreements, &gold.doubtful.agreements, &report.agreements, |g, a| {
        let who = codes(&a.parties);
        let shown = a.acts.iter().filter_map(act).any(|act| overlap(act.evidence, range(&g.anchor)));
        if !shown && !(close(&g.parties, &who) && a.stage == g.stage) {
            return 0;
        }
        1 + u8::from(g.parties == who && a.stage == g.stage)
    });
    let replies = tally(&gold.lists.replies, &gold.doubtful.replies, &report.replies, |g, r| {
        let (Some(by), Some(to)) = (act(&r.by), act(&r.to)) else { return 0 };
        if !overlap(by.evidence, range(&g.anchor)) || !close(&g.by, &codes(&by.actors)) {
            return 0;
        }
        1 + u8::from(g.kind == r.kind && overlap(to.evidence, range(&g.to_anchor)))
    });
    let positions = tally(&gold.lists.positions, &gold.doubtful.positions, &report.positions, |g, p| {
        let root = p.issue.split([':', '/']).next().unwrap_or_default();
        if g.party != p.party || g.issue != root {
            return 0;
        }
        1 + u8::from(g.stance == p.stance)
    });
    let rules = tally(&gold.lists.decision_rules, &gold.doubtful.decision_rules, &report.decision_rules, |g, d| {
        if !d.evidence.iter().any(|e| overlap(*e, range(&g.anchor))) {
            return 0;
        }
        1 + u8::from(g.kind == d.kind)
    });
    [meetings, agreements, replies, positions, rules]
}

//! Gold against report objects, item by item.

use crate::gold::{GoldAct, GoldRecord, GoldStatement, Range};
use crate::matching::{assign, dice, fold, meet};
use mahdar_doc::report::{Act, Report, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Whether an item is a statement or an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// Who said what.
    Statement,
    /// Who did what to whom.
    Act,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Found, with the right speaker or parties.
    Right,
    /// Found, with a wrong speaker or parties.
    Found,
    /// In the gold and not in the record.
    Missed,
    /// In the record and not in the gold.
    Extra,
}

/// The stage that lost an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Nothing was lost.
    None,
    /// No form of a known cue stands where the gold has its cue.
    CueUnknown,
    /// The cue is known, and no rule made a statement of it.
    CueUnread,
    /// A statement stands at the cue, with other content.
    Boundary,
    /// Found with another speaker.
    Speaker,
    /// Nothing in the gold at this cue.
    NoStatement,
    /// No act stands on these words.
    NoAct,
    /// An act stands there, of another type.
    Type,
    /// Found with other actors or recipients.
    Parties,
}

impl Cause {
    /// As printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::None => "-",
            Cause::CueUnknown => "cue-unknown",
            Cause::CueUnread => "cue-unread",
            Cause::Boundary => "boundary",
            Cause::Speaker => "speaker",
            Cause::NoStatement => "no-statement",
            Cause::NoAct => "no-act",
            Cause::Type => "type",
            Cause::Parties => "parties",
        }
    }
}

/// One gold item, or one item of the record that is not in the gold.
#[derive(Clone, Debug)]
pub struct Item {
    /// The report's place in the gold.
    pub report: usize,
    /// The report's id.
    pub report_id: String,
    /// The item's id: of the gold, or of the record for an extra.
    pub id: String,
    /// Statement or act.
    pub kind: ItemKind,
    /// What became of it.
    pub outcome: Outcome,
    /// Which stage lost it.
    pub cause: Cause,
    /// The cue, or the type of an act.
    pub cue: String,
    /// The construct, if the gold names one.
    pub construct: Option<String>,
    /// In whose manner the report is written.
    pub outlet: String,
    /// What is wrong, for a person.
    pub detail: String,
    /// The record's confidence in it.
    pub confidence: Option<f32>,
}

/// Counts over reports.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "each field is a count named by what it counts")]
pub struct Tally {
    pub statements_gold: usize,
    pub statements_system: usize,
    pub statements_found: usize,
    pub statements_right: usize,
    pub mode: usize,
    pub cue: usize,
    pub within_gold: usize,
    pub within_system: usize,
    pub within_right: usize,
    pub via_gold: usize,
    pub via_system: usize,
    pub via_right: usize,
    pub occasion_gold: usize,
    pub occasion_system: usize,
    pub occasion_right: usize,
    pub acts_gold: usize,
    pub acts_system: usize,
    pub acts_found: usize,
    pub acts_right: usize,
    pub status: usize,
    pub issue_gold: usize,
    pub issue_right: usize,
    pub date_gold: usize,
    pub date_right: usize,
    pub credit_gold: usize,
    pub credit_system: usize,
    pub credit_right: usize,
    /// Gold, system, both, for each status in the order of [`STATUSES`], over acts found.
    pub statuses: [[usize; 3]; 5],
}

/// The statuses of acts.
pub const STATUSES: [&str; 5] = ["actual", "planned", "conditional", "negated", "reported"];

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: &Tally) {
        macro_rules! sum { ($($field:ident),*) => { $(self.$field += other.$field;)* } }
        sum!(
            statements_gold,
            statements_system,
            statements_found,
            statements_right,
            mode,
            cue,
            within_gold,
            within_system,
            within_right,
            via_gold,
            via_system,
            via_right,
            occasion_gold,
            occasion_system,
            occasion_right,
            acts_gold,
            acts_system,
            acts_found,
            acts_right,
            status,
            issue_gold,
            issue_right,
            date_gold,
            date_right,
            credit_gold,
            credit_system,
            credit_right
        );
        for (mine, theirs) in self.statuses.iter_mut().zip(&other.statuses) {
            for (a, b) in mine.iter_mut().zip(theirs) {
                *a += b;
            }
        }
    }
}

/// Folded names of each entity that the system names as speaker; its bare span if it names none.
fn speaker_names(report: &Report<'_>, statement: &Statement<'_>) -> Vec<BTreeSet<String>> {
    let Some(speaker) = &statement.speaker else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut sets = Vec::new();
    for id in speaker.entities.iter().filter(|id| seen.insert(id.as_str())) {
        let mut names = BTreeSet::new();
        if let Some(entity) = report.entities.iter().find(|e| &e.id == id) {
            names.insert(fold(&entity.name.ar));
            if let Some(en) = &entity.name.en {
                names.insert(fold(en));
            }
            names.extend(entity.mentions.iter().map(|m| fold(&slice(&report.text, *m))));
        }
        names.remove("");
        sets.push(names);
    }
    if sets.is_empty()
        && let Some(span) = speaker.span
    {
        sets.push([fold(&slice(&report.text, span))].into());
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// The words of a range of code points.
pub(crate) fn slice(text: &str, range: Range) -> String {
    text.chars().skip(range[0]).take(range[1].saturating_sub(range[0])).collect()
}

/// Whether the entities named fit the wanted people one to one, each better than anyone else in the report.
fn same_speaker(gold: &GoldRecord, who: Option<&str>, sets: &[BTreeSet<String>]) -> bool {
    let Some(who) = who.filter(|who| !who.is_empty()) else { return sets.is_empty() };
    let wanted: BTreeSet<&str> = who.split('+').collect();
    let keys: BTreeSet<&str> = wanted.iter().copied().chain(gold.people.keys().map(String::as_str)).collect();
    let aliases: BTreeMap<&str, BTreeSet<String>> = keys
        .iter()
        .map(|key| {
            let mut names: BTreeSet<String> =
                gold.people.get(*key).map(|p| p.aliases.iter().map(|a| fold(a)).collect()).unwrap_or_default();
            names.insert(fold(key));
            names.remove("");
            (*key, names)
        })
        .collect();
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for name in aliases.values().flatten() {
        *shared.entry(name).or_default() += 1;
    }
    let mut fitted: Vec<BTreeSet<&str>> = Vec::new();
    for names in sets {
        let owners = aliases.values().filter(|own| own.intersection(names).any(|a| shared[a.as_str()] == 1)).count();
        if owners > 1 {
            return false;
        }
        let holds = |a: &str, b: &str| format!(" {b} ").contains(&format!(" {a} "));
        let fits: BTreeMap<&str, (usize, bool)> = aliases
            .iter()
            .map(|(key, own)| {
                let loose = own.iter().any(|a| names.iter().any(|b| holds(a, b) || holds(b, a)));
                (*key, (own.intersection(names).count(), loose))
            })
            .collect();
        let best = fits.values().copied().max().unwrap_or_default();
        let best_keys = fits.iter().filter(|(_, v)| **v == best && best != (0, false)).map(|(k, _)| *k);
        fitted.push(best_keys.collect());
    }
    let all: BTreeSet<&str> = fitted.iter().flatten().copied().collect();
    fitted.len() == wanted.len()
        && fitted.iter().all(|f| f.intersection(&wanted).next().is_some())
        && wanted.is_subset(&all)
}

/// The party codes of entities.
fn parties(report: &Report<'_>, ids: &[String]) -> BTreeSet<String> {
    let party =
        |id: &String| {
            report.entities.iter().find(|e| &e.id == id).map(|e| {
                e.party.as_deref().or(e.code.as_deref()).filter(|code| !code.is_empty()).unwrap_or(id).to_owned()
            })
        };
    ids.iter().filter_map(party).collect()
}

fn both_ways(gold: &GoldAct, report: &Report<'_>, act: &Act<'_>) -> bool {
    let (actors, recipients) = (parties(report, &act.actors), parties(report, &act.recipients));
    let want: (BTreeSet<String>, BTreeSet<String>) =
        (gold.actors.iter().cloned().collect(), gold.recipients.iter().cloned().collect());
    want == (actors.clone(), recipients.clone())
        || gold.symmetric == Some(true)
            && want.0.union(&want.1).cloned().collect::<BTreeSet<_>>()
                == actors.union(&recipients).cloned().collect::<BTreeSet<_>>()
}

/// Tally and items of one report. `cue_known` tells whether a form of a known cue stands at a range of the text.
pub fn score(
    place: usize,
    gold: &GoldRecord,
    report: &Report<'_>,
    cue_known: &dyn Fn(Range) -> bool,
) -> (Tally, Vec<Item>) {
    let mut tally = Tally::default();
    let mut items = Vec::new();
    statements(place, gold, report, cue_known, &mut tally, &mut items);
    acts(place, gold, report, &mut tally, &mut items);
    if let Some(published) = gold.meta.get("published").and_then(|v| v.as_str()) {
        tally.date_gold += 1;
        tally.date_right += usize::from(report.published.as_ref().is_some_and(|p| p.value.starts_with(published)));
    }
    let credits: BTreeSet<String> = report.credits.iter().map(|c| fold(&c.text)).collect();
    tally.credit_system = credits.len();
    for credit in gold.meta.get("credits").and_then(|v| v.as_array()).into_iter().flatten().filter_map(|v| v.as_str()) {
        tally.credit_gold += 1;
        tally.credit_right += usize::from(credits.contains(&fold(credit)));
    }
    (tally, items)
}

fn statements(
    place: usize,
    gold: &GoldRecord,
    report: &Report<'_>,
    cue_known: &dyn Fn(Range) -> bool,
    tally: &mut Tally,
    items: &mut Vec<Item>,
) {
    let (wanted, made) = (&gold.statements, &report.statements);
    tally.statements_gold = wanted.len();
    tally.statements_system = made.len();
    let weight = |i: usize, j: usize| {
        let d = dice(&[wanted[i].content], &made[j].content);
        if d >= 0.7 { d + if meet(wanted[i].cue, made[j].cue.span) { 0.1 } else { 0.0 } } else { 0.0 }
    };
    let matched = assign(wanted.len(), made.len(), weight);
    let to_system: BTreeMap<usize, usize> = matched.iter().copied().collect();
    let to_gold: BTreeMap<usize, usize> = matched.iter().map(|&(i, j)| (j, i)).collect();
    let item = |id: &str, outcome, cause, cue: Range, construct: Option<String>, detail: String| Item {
        report: place,
        report_id: gold.id.clone(),
        id: id.to_owned(),
        kind: ItemKind::Statement,
        outcome,
        cause,
        cue: slice(&report.text, cue),
        construct,
        outlet: gold.outlet().to_owned(),
        detail,
        confidence: None,
    };
    let parent = |s: &GoldStatement| s.within.as_ref().and_then(|w| wanted.iter().position(|g| &g.id == w));
    for (i, g) in wanted.iter().enumerate() {
        let construct = g.construct.clone().or_else(|| gold.construct.clone());
        let Some(&j) = to_system.get(&i) else {
            let at_cue = made.iter().enumerate().any(|(j, s)| !to_gold.contains_key(&j) && meet(g.cue, s.cue.span));
            let cause = if at_cue {
                Cause::Boundary
            } else if cue_known(g.cue) {
                Cause::CueUnread
            } else {
                Cause::CueUnknown
            };
            let detail = slice(&report.text, g.content).chars().take(90).collect();
            items.push(item(&g.id, Outcome::Missed, cause, g.cue, construct, detail));
            continue;
        };
        let s = &made[j];
        tally.statements_found += 1;
        tally.mode += usize::from(g.mode == s.mode);
        tally.cue += usize::from(meet(g.cue, s.cue.span));
        let names = speaker_names(report, s);
        let right = same_speaker(gold, g.who.as_deref(), &names);
        tally.statements_right += usize::from(right);
        let (outcome, cause) = if right { (Outcome::Right, Cause::None) } else { (Outcome::Found, Cause::Speaker) };
        let detail = if right {
            String::new()
        } else {
            let got: Vec<String> =
                names.iter().map(|set| set.iter().take(3).cloned().collect::<Vec<_>>().join("/")).collect();
            format!("gold {}, got [{}]", g.who.as_deref().unwrap_or("nobody"), got.join("; "))
        };
        let mut one = item(&g.id, outcome, cause, g.cue, construct, detail);
        one.confidence = Some(s.confidence);
        items.push(one);
        // Nesting, over statements whose gold parent, or system parent, was matched.
        let system_parent = s.within.as_ref().and_then(|w| made.iter().position(|m| &m.id == w));
        tally.within_gold += usize::from(parent(g).is_some());
        tally.within_system += usize::from(system_parent.is_some());
        if let (Some(p), Some(q)) = (parent(g), system_parent) {
            tally.within_right += usize::from(to_system.get(&p) == Some(&q));
        }
        tally.via_gold += usize::from(g.via.is_some());
        tally.via_system += usize::from(!s.via.is_empty());
        if let Some(via) = g.via {
            tally.via_right += usize::from(s.via.iter().any(|v| dice(&[via], &[v.span]) >= 0.5));
        }
        tally.occasion_gold += usize::from(g.occasion.is_some());
        tally.occasion_system += usize::from(s.occasion.is_some());
        if let (Some(a), Some(b)) = (g.occasion, &s.occasion) {
            tally.occasion_right += usize::from(dice(&[a], &[b.span]) >= 0.5);
        }
    }
    for (j, s) in made.iter().enumerate().filter(|(j, _)| !to_gold.contains_key(j)) {
        let _ = j;
        let at_cue = wanted.iter().enumerate().any(|(i, g)| !to_system.contains_key(&i) && meet(g.cue, s.cue.span));
        let cause = if at_cue { Cause::Boundary } else { Cause::NoStatement };
        let content: Vec<String> = s.content.iter().map(|r| slice(&report.text, *r)).collect();
        let detail = content.join(" ").chars().take(90).collect();
        let mut one = item(&s.id, Outcome::Extra, cause, s.cue.span, gold.construct.clone(), detail);
        one.confidence = Some(s.confidence);
        items.push(one);
    }
}

fn acts(place: usize, gold: &GoldRecord, report: &Report<'_>, tally: &mut Tally, items: &mut Vec<Item>) {
    let (wanted, made) = (&gold.acts, &report.acts);
    tally.acts_gold = wanted.len();
    tally.acts_system = made.len();
    let weight = |i: usize, j: usize| {
        let d = dice(&[wanted[i].evidence], &[made[j].evidence]);
        if wanted[i].r#type != made[j].r#type || d < 0.2 {
            return 0.0;
        }
        d + if both_ways(&wanted[i], report, &made[j]) { 1.0 } else { 0.0 }
    };
    let matched = assign(wanted.len(), made.len(), weight);
    let to_system: BTreeMap<usize, usize> = matched.iter().copied().collect();
    let taken: BTreeSet<usize> = matched.iter().map(|&(_, j)| j).collect();
    let codes = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join("+");
    let item = |id: &str, outcome, cause, r#type: &str, construct, detail| Item {
        report: place,
        report_id: gold.id.clone(),
        id: id.to_owned(),
        kind: ItemKind::Act,
        outcome,
        cause,
        cue: r#type.to_owned(),
        construct,
        outlet: gold.outlet().to_owned(),
        detail,
        confidence: None,
    };
    for (i, g) in wanted.iter().enumerate() {
        let construct = g.construct.clone().or_else(|| gold.construct.clone());
        let words: String = slice(&report.text, g.evidence).chars().take(90).collect();
        let want = format!("{}->{}", g.actors.join("+"), g.recipients.join("+"));
        let Some(&j) = to_system.get(&i) else {
            let near = made.iter().any(|a| dice(&[g.evidence], &[a.evidence]) >= 0.2);
            let cause = if near { Cause::Type } else { Cause::NoAct };
            items.push(item(&g.id, Outcome::Missed, cause, &g.r#type, construct, format!("{want} | {words}")));
            continue;
        };
        let a = &made[j];
        tally.acts_found += 1;
        tally.status += usize::from(g.status == a.status);
        for (k, status) in STATUSES.iter().enumerate() {
            let (in_gold, in_system) = (g.status == *status, a.status == *status);
            tally.statuses[k][0] += usize::from(in_gold);
            tally.statuses[k][1] += usize::from(in_system);
            tally.statuses[k][2] += usize::from(in_gold && in_system);
        }
        if let Some(issue) = &g.issue {
            tally.issue_gold += 1;
            let root = a.issue.as_ref().map(|i| i.key.split([':', '/']).next().unwrap_or("").to_owned());
            tally.issue_right += usize::from(root.as_deref() == Some(issue.as_str()));
        }
        let right = both_ways(g, report, a);
        tally.acts_right += usize::from(right);
        let got = format!("{}->{}", codes(&parties(report, &a.actors)), codes(&parties(report, &a.recipients)));
        let (outcome, cause) = if right { (Outcome::Right, Cause::None) } else { (Outcome::Found, Cause::Parties) };
        let status =
            if g.status == a.status { String::new() } else { format!(" status {} not {}", a.status, g.status) };
        let detail = if right { status } else { format!("gold {want}, got {got}{status} | {words}") };
        let mut one = item(&g.id, outcome, cause, &g.r#type, construct, detail);
        one.confidence = Some(a.confidence);
        items.push(one);
    }
    for (_, a) in made.iter().enumerate().filter(|(j, _)| !taken.contains(j)) {
        let near = wanted
            .iter()
            .enumerate()
            .any(|(i, g)| !to_system.contains_key(&i) && dice(&[g.evidence], &[a.evidence]) >= 0.2);
        let cause = if near { Cause::Type } else { Cause::NoAct };
        let words: String = slice(&report.text, a.evidence).chars().take(90).collect();
        let got = format!("{}->{}", codes(&parties(report, &a.actors)), codes(&parties(report, &a.recipients)));
        let mut one = item(&a.id, Outcome::Extra, cause, &a.r#type, gold.construct.clone(), format!("{got} | {words}"));
        one.confidence = Some(a.confidence);
        items.push(one);
    }
}

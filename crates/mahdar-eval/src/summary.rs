//! Tallies and items as figures.

use crate::bootstrap::{Interval, interval};
use crate::score::{Item, ItemKind, Outcome, Tally};
use std::collections::BTreeMap;

/// Precision, recall and F1 of counts; 0 where undefined.
fn prf(right: usize, gold: usize, system: usize) -> (f64, f64, f64) {
    let part = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let (p, r) = (part(system), part(gold));
    (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
}

/// One line of a summary.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// Items of the gold it is over.
    pub gold: usize,
    /// Items of the record it is over, where it has precision.
    pub system: Option<usize>,
    /// Precision.
    pub precision: Option<f64>,
    /// Recall, or the accuracy.
    pub recall: f64,
    /// F1, where it has precision.
    pub f1: Option<f64>,
    /// Interval of the F1 or accuracy.
    pub interval: Option<Interval>,
}

/// All figures over a set of reports.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Reports scored.
    pub reports: usize,
    /// The figures, in order.
    pub figures: Vec<Figure>,
}

type Counts = fn(&Tally) -> (usize, usize, usize);
type Share = fn(&Tally) -> (usize, usize);

/// The figures of per-report tallies.
pub fn summarize(tallies: &[Tally]) -> Summary {
    let mut total = Tally::default();
    tallies.iter().for_each(|t| total.add(t));
    let f1s: [(&'static str, Counts); 8] = [
        ("statements", |t| (t.statements_found, t.statements_gold, t.statements_system)),
        ("statements+speaker", |t| (t.statements_right, t.statements_gold, t.statements_system)),
        ("within", |t| (t.within_right, t.within_gold, t.within_system)),
        ("via", |t| (t.via_right, t.via_gold, t.via_system)),
        ("occasion", |t| (t.occasion_right, t.occasion_gold, t.occasion_system)),
        ("acts", |t| (t.acts_found, t.acts_gold, t.acts_system)),
        ("acts+parties", |t| (t.acts_right, t.acts_gold, t.acts_system)),
        ("credits", |t| (t.credit_right, t.credit_gold, t.credit_system)),
    ];
    let accuracies: [(&'static str, Share); 5] = [
        ("mode", |t| (t.mode, t.statements_found)),
        ("cue", |t| (t.cue, t.statements_found)),
        ("date", |t| (t.date_right, t.date_gold)),
        ("act status", |t| (t.status, t.acts_found)),
        ("issue root", |t| (t.issue_right, t.issue_gold)),
    ];
    let mut figures = Vec::new();
    for (name, counts) in f1s {
        let (right, gold, system) = counts(&total);
        if gold + system == 0 {
            continue;
        }
        let (p, r, f1) = prf(right, gold, system);
        let of = |drawn: &[&Tally]| {
            let (mut a, mut b, mut c) = (0, 0, 0);
            for t in drawn {
                let (x, y, z) = counts(t);
                a += x;
                b += y;
                c += z;
            }
            prf(a, b, c).2
        };
        figures.push(Figure {
            name,
            gold,
            system: Some(system),
            precision: Some(p),
            recall: r,
            f1: Some(f1),
            interval: interval(tallies, of),
        });
    }
    for (name, counts) in accuracies {
        let (right, of) = counts(&total);
        if of == 0 {
            continue;
        }
        let share = |drawn: &[&Tally]| {
            let (a, b) = drawn.iter().map(|t| counts(t)).fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
            if b == 0 { 0.0 } else { a as f64 / b as f64 }
        };
        figures.push(Figure {
            name,
            gold: of,
            system: None,
            precision: None,
            recall: right as f64 / of as f64,
            f1: None,
            interval: interval(tallies, share),
        });
    }
    if total.acts_found > 0 {
        // Macro-F1 over the values other than actual that the gold has.
        let others: Vec<f64> = total.statuses[1..]
            .iter()
            .filter(|[gold, system, _]| gold + system > 0)
            .map(|&[gold, system, both]| prf(both, gold, system).2)
            .collect();
        if !others.is_empty() {
            figures.push(Figure {
                name: "status macro-F1",
                gold: total.acts_found,
                system: None,
                precision: None,
                recall: others.iter().sum::<f64>() / others.len() as f64,
                f1: None,
                interval: None,
            });
        }
    }
    Summary { reports: tallies.len(), figures }
}

/// What items are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// The construct that the gold names.
    Construct,
    /// The cue, or the type of an act.
    Cue,
    /// The outlet in whose manner the report is written.
    Outlet,
    /// The stage that lost the item.
    Cause,
}

/// One group: its name, the gold items, those found, those right, and the extras.
pub type Group = (String, usize, usize, usize, usize);

/// Items by group, the largest loss first.
pub fn by_group(items: &[Item], kind: ItemKind, by: Grouping) -> Vec<Group> {
    let mut groups: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for item in items.iter().filter(|i| i.kind == kind) {
        let name = match by {
            Grouping::Construct => item.construct.clone().unwrap_or_else(|| "-".to_owned()),
            Grouping::Cue => item.cue.clone(),
            Grouping::Outlet => item.outlet.clone(),
            Grouping::Cause => item.cause.as_str().to_owned(),
        };
        let counts = groups.entry(name).or_default();
        match item.outcome {
            Outcome::Extra => counts[3] += 1,
            outcome => {
                counts[0] += 1;
                counts[1] += usize::from(outcome != Outcome::Missed);
                counts[2] += usize::from(outcome == Outcome::Right);
            }
        }
    }
    let mut out: Vec<Group> = groups.into_iter().map(|(name, [g, f, r, x])| (name, g, f, r, x)).collect();
    out.sort_by_key(|(name, gold, _, right, extra)| (std::cmp::Reverse(gold - right + extra), name.clone()));
    out
}

/// How far confidences are from what came true.
#[derive(Clone, Debug)]
pub struct Reliability {
    /// Lower edge of the bin, items, mean confidence, share right.
    pub bins: Vec<(f64, usize, f64, f64)>,
    /// Expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean distance, weighted by items.
    pub error: f64,
}

/// The reliability table of the record's items of a kind: ten bins of equal width.
pub fn reliability(items: &[Item], kind: ItemKind) -> Option<Reliability> {
    let mut bins = [(0usize, 0.0f64, 0usize); 10];
    for item in items.iter().filter(|i| i.kind == kind) {
        let Some(confidence) = item.confidence else { continue };
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += f64::from(confidence);
        bin.2 += usize::from(item.outcome == Outcome::Right);
    }
    let total: usize = bins.iter().map(|b| b.0).sum();
    if total == 0 {
        return None;
    }
    let rows: Vec<(f64, usize, f64, f64)> = bins
        .iter()
        .enumerate()
        .filter(|(_, b)| b.0 > 0)
        .map(|(i, &(n, sum, right))| (i as f64 / 10.0, n, sum / n as f64, right as f64 / n as f64))
        .collect();
    let error = rows.iter().map(|(_, n, mean, right)| *n as f64 / total as f64 * (mean - right).abs()).sum();
    Some(Reliability { bins: rows, error })
}

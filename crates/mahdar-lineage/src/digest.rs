//! Digests: a report that holds the words of several others is a copy of each and makes no one of them.
//!
//! Without this, a round-up of five agency reports would join five origins into one. Seen from a report, two neighbours
//! that share different parts of it do not belong together, and the one that shares less is let go. If the report came
//! before both, they are two excerpts of it, and both stay.

use crate::compare::{Overlap, Table};
use crate::group::{Join, follows_its_credit, is_before};
use crate::sketch::Sketch;
use std::collections::{BTreeMap, BTreeSet};

/// Two that each share so much of a report share half of that with each other, whatever they are.
const MOST: f32 = 2.0 / 3.0;
/// A neighbour is held against so many of those that share more.
const AGAINST: usize = 8;

/// Splits off the joins that only a digest makes: what stays, what goes.
pub fn split(sketches: &[Sketch], joins: Vec<Join>) -> (Vec<Join>, Vec<Join>) {
    let mut beside: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, join) in joins.iter().enumerate() {
        beside.entry(join.a).or_default().push(n);
        beside.entry(join.b).or_default().push(n);
    }
    let joined: BTreeSet<(u32, u32)> = joins.iter().map(|join| (join.a, join.b)).collect();
    let are_joined = |a: u32, b: u32| joined.contains(&(a.min(b), a.max(b)));
    let mut dropped = vec![false; joins.len()];
    for (&report, around) in beside.iter().filter(|(_, around)| around.len() > 1) {
        let of = |i: u32| &sketches[i as usize];
        // Neighbours with the share of this report that they hold, the largest first.
        let mut neighbours: Vec<(f32, u32, usize)> = around
            .iter()
            .map(|&n| {
                let (other, share) = joins[n].seen_from(report);
                (share, other, n)
            })
            .collect();
        neighbours.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        if neighbours.iter().all(|(share, ..)| *share >= MOST) {
            continue;
        }
        let table = Table::new(of(report));
        let mut kept: Vec<(u32, Vec<bool>)> = Vec::new();
        for (share, other, n) in neighbours {
            if share >= MOST && kept.len() >= AGAINST {
                continue;
            }
            let part = Overlap::new(of(report), &table, of(other)).into_first();
            let excerpt = |i: u32| is_before(of(report), of(i)) || follows_its_credit(of(i), of(report));
            let apart = |(kept, of_kept): &(u32, Vec<bool>)| {
                let common = part.iter().zip(of_kept).filter(|(x, y)| **x && **y).count();
                let own = part.iter().filter(|hit| **hit).count();
                common * 2 < own && !are_joined(other, *kept) && !(excerpt(other) && excerpt(*kept))
            };
            if kept.iter().any(apart) {
                dropped[n] = true;
            } else if kept.len() < AGAINST {
                kept.push((other, part));
            }
        }
    }
    let mut dropped = dropped.into_iter();
    joins.into_iter().partition(|_| !dropped.next().unwrap_or(false))
}

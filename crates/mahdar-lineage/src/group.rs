//! From sketches to lineages: joins, groups, the earliest of each, edges.

use crate::atlas::{Atlas, Earliest, Edge, EdgeKind, Entry, Lineage, Member, Order, PassageLink};
use crate::candidates::{Frequent, pairs};
use crate::compare::{Overlap, Table, linking, passages, runs};
use crate::digest;
use crate::moment::Moment;
use crate::sketch::Sketch;
use crate::source::Source;
use crate::union::Union;
use mahdar_lexicon::Folder;
use std::collections::{BTreeMap, BTreeSet};

/// Equal words, in passages, that make a report which credits the other's publisher its copy. A formula of office (the
/// titles of a minister, the name of a resolution) runs to fourteen.
const CREDIT_WORDS: u32 = 20;

/// Takes reports, gives their lineages.
pub struct Lineages<'f> {
    folder: &'f Folder,
    sketches: Vec<Sketch>,
}

/// Two reports of one origin: `a` and `b` are places in the sorted sketches, `a < b`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Join {
    pub a: u32,
    pub b: u32,
    kind: EdgeKind,
    /// Share of `a` in `b`, and of `b` in `a`.
    containment: (f32, f32),
}

impl Join {
    /// The other one, and the share of this one that stands in it.
    pub fn seen_from(&self, i: u32) -> (u32, f32) {
        if i == self.a { (self.b, self.containment.0) } else { (self.a, self.containment.1) }
    }
}

impl<'f> Lineages<'f> {
    /// No reports yet.
    #[must_use]
    pub fn new(folder: &'f Folder) -> Self {
        Lineages { folder, sketches: Vec::new() }
    }

    /// Adds a report; its text is not kept.
    pub fn add(&mut self, source: &Source<'_>) {
        self.sketches.push(Sketch::new(source, self.folder));
    }

    /// How many reports were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sketches.len()
    }

    /// Whether none was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sketches.is_empty()
    }

    /// Joins them. The result is the same whatever the order of [`Lineages::add`].
    #[must_use]
    pub fn finish(self) -> Atlas {
        let mut sketches = self.sketches;
        sketches.sort_by(|a, b| key(a).cmp(&key(b)));
        make_ids_unique(&mut sketches);
        let frequent = Frequent::new(&sketches);
        let (joins, mut links) = joins(&sketches, &frequent);
        let (mut joins, of_digests) = digest::split(&sketches, joins);
        links.extend(of_digests.iter().map(|join| (join.a, join.b)));
        links.sort_unstable();
        let mut union = Union::new(sketches.len());
        for join in &joins {
            union.join(join.a, join.b);
        }
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for i in 0..sketches.len() as u32 {
            groups.entry(union.root(i)).or_default().push(i);
        }
        groups.retain(|_, members| members.len() > 1);
        let mut by_group: BTreeMap<u32, Vec<Join>> = BTreeMap::new();
        for join in joins.drain(..) {
            by_group.entry(union.root(join.a)).or_default().push(join);
        }
        let mut drawn: Vec<(u32, Lineage)> = Vec::new();
        for (root, members) in groups {
            drawn.push(draw(&sketches, &frequent, &members, by_group.remove(&root).unwrap_or_default()));
        }
        drawn.sort_by_key(|(earliest, _)| *earliest);
        let mut lineages: Vec<Lineage> = drawn.into_iter().map(|(_, lineage)| lineage).collect();
        for (i, lineage) in lineages.iter_mut().enumerate() {
            lineage.id = format!("l{}", i + 1);
        }
        let links = between_groups(&sketches, &frequent, links, &mut union);
        let entries: Vec<Entry> =
            (0..sketches.len() as u32).map(|i| entry(&sketches[i as usize], union.root(i))).collect();
        let by_id = entries.iter().zip(0..).map(|(entry, i)| (entry.id.clone(), i)).collect();
        Atlas { reports: entries.len(), lineages, links, entries, by_id }
    }
}

/// What reports are sorted by: time, then everything else that tells two apart.
fn key(s: &Sketch) -> impl Ord + '_ {
    let time = s.moment.map_or((1, None), |m| (0, Some((m.first_second(), m))));
    ((time, &s.id, s.whole), (&s.words, &s.publisher, &s.published, &s.url, &s.path), (&s.units, &s.credits, &s.said))
}

fn make_ids_unique(sketches: &mut [Sketch]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let given: BTreeSet<String> = sketches.iter().map(|s| s.id.clone()).collect();
    for sketch in sketches {
        let count = seen.entry(sketch.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let mut id = format!("{}#{count}", sketch.id);
            while given.contains(&id) {
                id.push('\'');
            }
            sketch.id = id;
        }
    }
}

fn entry(sketch: &Sketch, root: u32) -> Entry {
    let whole = sketch.credits.iter().filter(|credit| credit.is_whole);
    let mut agencies: Vec<String> = whole.filter_map(|credit| credit.pack_id.clone()).collect();
    agencies.sort();
    agencies.dedup();
    Entry { id: sketch.id.clone(), root, moment: sketch.moment, agencies }
}

/// Compares all candidate pairs: joins, and pairs linked by a passage alone.
fn joins(sketches: &[Sketch], frequent: &Frequent) -> (Vec<Join>, Vec<(u32, u32)>) {
    let (mut joins, mut links) = (Vec::new(), Vec::new());
    for run in pairs(sketches).chunk_by(|x, y| x.0 == y.0) {
        let Some(&(first, _)) = run.first() else { continue };
        let table = Table::new(&sketches[first as usize]);
        for &(a, b) in run {
            let (one, other) = (&sketches[a as usize], &sketches[b as usize]);
            let overlap = Overlap::new(one, &table, other);
            if let Some(kind) = overlap.copy(one, other, frequent) {
                joins.push(Join { a, b, kind, containment: overlap.containment() });
            } else {
                let words: u32 = linking(one, other, frequent).iter().map(|run| run.equal).sum();
                let credited = follows_its_credit(one, other) || follows_its_credit(other, one);
                if credited && words >= CREDIT_WORDS {
                    joins.push(Join { a, b, kind: EdgeKind::Credit, containment: overlap.containment() });
                } else if words > 0 {
                    links.push((a, b));
                }
            }
        }
    }
    (joins, links)
}

/// Whether a report names the other's publisher as its source and does not precede it.
pub(crate) fn follows_its_credit(copy: &Sketch, original: &Sketch) -> bool {
    copy.credits_publisher(original) && !is_before(copy, original)
}

pub(crate) fn is_before(a: &Sketch, b: &Sketch) -> bool {
    a.moment.zip(b.moment).is_some_and(|(a, b)| a.is_before(&b))
}

/// What tells that `original` came first.
fn order(copy: &Sketch, original: &Sketch) -> Order {
    if is_before(original, copy) {
        Order::Published
    } else if copy.credits_publisher(original) {
        Order::Credit
    } else if copy.words.len() < original.words.len() {
        Order::Containment
    } else {
        Order::Unknown
    }
}

/// The earliest of a group: by time, then nobody's follower by credit, then the fullest text.
fn earliest(sketches: &[Sketch], members: &[u32]) -> (u32, Order) {
    let of = |i: u32| &sketches[i as usize];
    // Who ends first, with a zone and without, is before everybody whom any other member is before.
    let (mut firsts, mut by): (Vec<Moment>, Order) = (Vec::new(), Order::Published);
    let moments: Vec<Moment> = members.iter().filter_map(|&i| of(i).moment).collect();
    for &moment in &moments {
        if !firsts.iter().any(|first| first.ends_before(&moment)) {
            firsts.retain(|first| !moment.ends_before(first));
            firsts.push(moment);
        }
    }
    let is_late = |m: &Moment| firsts.iter().any(|first| first.is_before(m));
    let mut left: Vec<u32> = members.iter().copied().filter(|&i| !of(i).moment.as_ref().is_some_and(is_late)).collect();
    if left.len() > 1 {
        by = Order::Credit;
        let follows = |i: u32| members.iter().any(|&j| i != j && follows_its_credit(of(i), of(j)));
        let free: Vec<u32> = left.iter().copied().filter(|&i| !follows(i)).collect();
        if !free.is_empty() {
            left = free;
        }
    }
    if left.len() > 1 {
        let most = left.iter().map(|&i| of(i).words.len()).max().unwrap_or(0);
        left.retain(|&i| of(i).words.len() == most);
        by = if left.len() > 1 { Order::Unknown } else { Order::Containment };
    }
    (left.first().or(members.first()).copied().unwrap_or(0), by)
}

/// A group with its edges. The earliest is compared with every member: candidates may have been found through others.
fn draw(sketches: &[Sketch], frequent: &Frequent, members: &[u32], mut joins: Vec<Join>) -> (u32, Lineage) {
    let of = |i: u32| &sketches[i as usize];
    let (first, by) = earliest(sketches, members);
    let known: BTreeSet<(u32, u32)> = joins.iter().map(|join| (join.a, join.b)).collect();
    let table = Table::new(of(first));
    for &i in members {
        if i == first || known.contains(&(first.min(i), first.max(i))) {
            continue;
        }
        let overlap = Overlap::new(of(first), &table, of(i));
        if let Some(kind) = overlap.copy(of(first), of(i), frequent) {
            let (of_first, of_other) = overlap.containment();
            let (a, b) = (first.min(i), first.max(i));
            let containment = if first < i { (of_first, of_other) } else { (of_other, of_first) };
            joins.push(Join { a, b, kind, containment });
        }
    }
    let mut beside: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, join) in joins.iter().enumerate() {
        beside.entry(join.a).or_default().push(n);
        beside.entry(join.b).or_default().push(n);
    }
    // Members are in the order of their times, those without one last.
    let mut waiting: Vec<u32> = members.iter().copied().filter(|&i| i != first).collect();
    let mut rank: BTreeMap<u32, usize> = BTreeMap::from([(first, 0)]);
    let mut edges: Vec<Edge> = Vec::new();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|&i| {
            let placed = beside.get(&i).into_iter().flatten().filter_map(|&n| {
                let (other, share) = joins[n].seen_from(i);
                let rank = *rank.get(&other)?;
                let is_late = is_before(of(i), of(other));
                Some((!is_late, of(i).credits_publisher(of(other)), share, usize::MAX - rank, n, other))
            });
            let best = placed.max_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)).then(x.3.cmp(&y.3)));
            let Some((_, _, _, _, n, other)) = best else { return true };
            let (copy, original) = if is_before(of(i), of(other)) { (other, i) } else { (i, other) };
            edges.push(edge(sketches, &joins[n], copy, original));
            rank.insert(i, rank.len());
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    let mut reports: Vec<u32> = members.to_vec();
    reports.sort_by_key(|i| rank.get(i).copied().unwrap_or(usize::MAX));
    let reports = reports.into_iter().map(|i| member(of(i))).collect();
    (first, Lineage { id: String::new(), earliest: Earliest { report: of(first).id.clone(), by }, reports, edges })
}

fn member(sketch: &Sketch) -> Member {
    Member {
        id: sketch.id.clone(),
        publisher: sketch.publisher.clone(),
        published: sketch.published.clone(),
        url: sketch.url.clone(),
        path: sketch.path.clone(),
    }
}

fn edge(sketches: &[Sketch], join: &Join, copy: u32, original: u32) -> Edge {
    let (from, to) = (&sketches[copy as usize], &sketches[original as usize]);
    Edge {
        copy: from.id.clone(),
        original: to.id.clone(),
        kind: join.kind,
        containment: (f64::from(join.seen_from(copy).1) * 1000.0).round() / 1000.0,
        order: order(from, to),
        passages: passages(from, to, &runs(from, to)),
    }
}

/// The links between different groups, one for each two groups: the one with most words.
fn between_groups(
    sketches: &[Sketch],
    frequent: &Frequent,
    pairs: Vec<(u32, u32)>,
    union: &mut Union,
) -> Vec<PassageLink> {
    let mut best: BTreeMap<(u32, u32), (u32, PassageLink)> = BTreeMap::new();
    for (a, b) in pairs {
        let (one, other) = (union.root(a), union.root(b));
        if one == other {
            continue;
        }
        let (x, y) = (&sketches[a as usize], &sketches[b as usize]);
        // Places are in the order of time, so `b` is not before `a` unless zones or credits say so.
        let swap = is_before(y, x) || (!is_before(x, y) && x.credits_publisher(y) && !y.credits_publisher(x));
        let (copy, original) = if swap { (x, y) } else { (y, x) };
        let runs = linking(copy, original, frequent);
        let words = runs.iter().map(|run| run.equal).sum();
        if runs.is_empty() {
            continue;
        }
        // That one text is shorter says nothing here: neither is part of the other.
        let order = Some(order(copy, original)).filter(|o| *o != Order::Containment).unwrap_or(Order::Unknown);
        let link = PassageLink {
            copy: copy.id.clone(),
            original: original.id.clone(),
            kind: EdgeKind::Passages,
            order,
            passages: passages(copy, original, &runs),
        };
        let entry = best.entry((one.min(other), one.max(other)));
        entry
            .and_modify(|old| {
                if words > old.0 {
                    *old = (words, link.clone())
                }
            })
            .or_insert((words, link));
    }
    best.into_values().map(|(_, link)| link).collect()
}

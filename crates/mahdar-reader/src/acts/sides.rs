//! Between whom a report is: the two sides that الجانبان, الطرفان, البلدان mean.

use super::parties::{Parties, in_place};
use mahdar_doc::{Act, Document, EntityId, EntityKind};

// What it is worth for two parties to stand in one sentence, by how many sentences lie between it and the word for the two;
// set by judgement, fitted to no reports.
const HERE: f32 = 3.0;
const NEXT: [f32; 3] = [2.0, 1.5, 1.0];
const FAR: f32 = 0.5;
/// A sentence after the word counts less than one before.
const LATER: f32 = 0.5;
/// More for روسيا وأوكرانيا, بين روسيا وأوكرانيا.
const JOINED: f32 = 1.5;
/// An act from one to the other, before the word.
const ACT: f32 = 0.6;
/// Organisations that talk to both sides are seldom one of them.
const BETWEEN: f32 = 0.35;

/// Sentences before and behind a word that tell whom it means. No report is that long; a year's archive in one file is.
const AROUND: usize = 500;

/// What speaks for two parties being the two sides: a conditional logit over all pairs of a report's parties. The weights are
/// what `tools/fit-sides.py` prints: 187 words for two sides in the read sets of `gold/`, 140 right when each set is left out
/// in turn. Logarithms are natural.
mod pair {
    /// Named in one sentence with the word or in one of the two before, divided among those named.
    pub const NEAR: f32 = 0.15;
    /// Log of one more than the same over the whole report.
    pub const FAR: f32 = 1.22;
    /// Log of one more than their adverse acts on each other so far.
    pub const ADVERSE: f32 = 0.81;
    /// Log of one more than their other acts with each other so far: those between whom there is peace are fewer.
    pub const OTHER: f32 = 0.0;
    /// Log of one more than their acts on each other in this sentence or the two before.
    pub const RECENT: f32 = 0.99;
    /// Each that is an organisation of states.
    pub const IGO: f32 = -1.84;
    /// Log of how often the less named one is named.
    pub const LESS_NAMED: f32 = 1.44;
    /// Log of how often the more named one is.
    pub const MORE_NAMED: f32 = 1.14;
    /// How near before the word both were named.
    pub const BEFORE: f32 = 1.04;
    /// Bytes at which `BEFORE` has fallen to a half.
    pub const HALF: f32 = 270.0;
    /// A state and its own opposition, rebels or people.
    pub const KIN: f32 = 1.71;
    /// Each act of either as a mediator so far, two at most.
    pub const MEDIATES: f32 = -1.61;
}

/// The parties that a sentence names, but as places, and which of them are joined by و.
#[derive(Clone, Debug, Default)]
struct Together {
    named: Vec<usize>,
    joined: Vec<(usize, usize)>,
}

/// The parties of a report, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Sides {
    /// Codes, each once.
    codes: Vec<String>,
    /// How often each code is named, places apart.
    often: Vec<u32>,
    /// Whether a code is of an organisation of states.
    igo: Vec<bool>,
    /// By sentence.
    sentences: Vec<Together>,
    /// Two parties, the sentence of an act between them, and whether it is adverse.
    acts: Vec<(usize, usize, usize, bool)>,
    /// How often each party acted as a mediator.
    mediates: Vec<u8>,
    /// Every mention but of a place: first byte, sentence and party.
    named: Vec<(u32, usize, usize)>,
    /// Parties that و and commas join into one list, and its sentence: السعودية والإمارات والبحرين ومصر.
    lists: Vec<(usize, Vec<usize>)>,
}

impl Sides {
    /// Of the document's own mentions.
    pub fn new(doc: &Document) -> Self {
        let mut sides = Sides { sentences: vec![Together::default(); doc.sentences.len()], ..Sides::default() };
        let mut last: Option<(usize, u32, Vec<usize>)> = None;
        // Each mention that says who and not where.
        let acting: Vec<&mahdar_doc::Mention> = doc.mentions.iter().filter(|m| !in_place(doc, m.span)).collect();
        for mention in &acting {
            let sentence = doc.sentences.partition_point(|s| s.span.end <= mention.span.start);
            for entity in mention.entities.iter().filter_map(|id| doc.entities.get(id.index())) {
                let code = entity.party.as_deref().or(entity.code.as_deref()).filter(|c| !c.is_empty());
                if let Some(code) = code {
                    let id = sides.id(code, of_states(code, entity.kind));
                    sides.named.push((mention.span.start, sentence, id));
                    sides.often[id] += 1;
                }
            }
        }
        for mention in acting {
            if mention.kind == mahdar_doc::MentionKind::Anaphor {
                continue;
            }
            let sentence = doc.sentences.partition_point(|s| s.span.end <= mention.span.start);
            if sentence >= sides.sentences.len() {
                continue;
            }
            let mut here = Vec::new();
            for entity in mention.entities.iter().filter_map(|id| doc.entities.get(id.index())) {
                let Some(code) = entity.party.as_deref().or(entity.code.as_deref()).filter(|c| !c.is_empty()) else {
                    continue;
                };
                let id = sides.id(code, of_states(code, entity.kind));
                here.push(id);
                if !sides.sentences[sentence].named.contains(&id) {
                    sides.sentences[sentence].named.push(id);
                }
            }
            // What stands between the mention before, in the same sentence, and this one.
            let before = last.as_ref().filter(|(of, end, _)| *of == sentence && *end <= mention.span.start);
            let between = before.map(|(_, end, _)| doc.text()[*end as usize..mention.span.start as usize].trim());
            let goes_on = matches!(between, Some("و" | "،" | "," | "، و" | "ودولة" | "ومملكة" | "وجمهورية"));
            match sides.lists.last_mut().filter(|_| goes_on) {
                Some((_, list)) => list.extend(here.iter().copied()),
                None => sides.lists.push((sentence, here.clone())),
            }
            if let Some((_, _, before)) = before
                && matches!(between, Some("" | "و" | "، و" | "مع"))
            {
                let joined = before.iter().flat_map(|a| here.iter().map(move |b| (*a.min(b), *a.max(b))));
                sides.sentences[sentence].joined.extend(joined.filter(|(a, b)| a != b));
            }
            last = Some((sentence, mention.span.end, here));
        }
        sides
    }

    fn id(&mut self, code: &str, igo: bool) -> usize {
        self.codes.iter().position(|known| known == code).unwrap_or_else(|| {
            self.codes.push(code.to_owned());
            self.igo.push(igo);
            self.often.push(0);
            self.mediates.push(0);
            self.codes.len() - 1
        })
    }

    /// Remembers between whom an act was.
    pub fn note(&mut self, parties: &[(String, String)], act: &Act, adverse: bool) {
        for (a, b) in parties {
            let (a, b) = (self.id(a, false), self.id(b, false));
            self.acts.push((act.sentence.index(), a.min(b), a.max(b), adverse));
        }
    }

    /// Remembers that a party mediated.
    pub fn mediated(&mut self, code: &str) {
        let id = self.id(code, false);
        self.mediates[id] = (self.mediates[id] + 1).min(2);
    }

    /// The acts noted of the sentences about one.
    fn acts_around(&self, here: usize) -> &[(usize, usize, usize, bool)] {
        let first = self.acts.partition_point(|(s, ..)| *s + AROUND < here);
        &self.acts[first..]
    }

    /// The codes of the two parties that the report is between at byte `at` of sentence `here`, without those of `out` and
    /// those that cannot be one of them.
    pub fn two(&self, here: usize, at: u32, out: &[&str], can: impl Fn(&str) -> bool) -> Option<[&str; 2]> {
        let count = self.codes.len();
        let mut often = vec![0usize; count];
        let mut last = vec![None; count];
        let first = self.named.partition_point(|(_, s, _)| *s + AROUND < here);
        let named = &self.named[first..self.named.partition_point(|(_, s, _)| *s <= here + AROUND)];
        for &(start, _, id) in named {
            often[id] += 1;
            if start < at {
                last[id] = last[id].max(Some(start));
            }
        }
        let open = |id: usize| often[id] > 0 && !out.contains(&self.codes[id].as_str()) && can(&self.codes[id]);
        let (mut near, mut far) = (vec![0.0f32; count * count], vec![0.0f32; count * count]);
        let mut from = 0;
        while from < named.len() {
            let sentence = named[from].1;
            let to = from + named[from..].partition_point(|(_, s, _)| *s == sentence);
            let mut here_named: Vec<usize> = named[from..to].iter().map(|n| n.2).filter(|id| open(*id)).collect();
            here_named.sort_unstable();
            here_named.dedup();
            let share = 1.0 / (here_named.len().max(2) - 1) as f32;
            let close = match here.checked_sub(sentence) {
                Some(0 | 1) => 1.0,
                Some(2) => 0.7,
                _ => 0.0,
            };
            for (k, a) in here_named.iter().enumerate() {
                for b in &here_named[k + 1..] {
                    near[a * count + b] += share * close;
                    far[a * count + b] += share;
                }
            }
            from = to;
        }
        let (mut adverse, mut other, mut recent) =
            (vec![0.0f32; count * count], vec![0.0f32; count * count], vec![0.0f32; count * count]);
        for &(sentence, a, b, hostile) in self.acts_around(here) {
            let k = a * count + b;
            if hostile {
                adverse[k] += 1.0
            } else {
                other[k] += 1.0
            }
            if here.checked_sub(sentence).is_some_and(|d| d <= 2) {
                recent[k] += 1.0;
            }
        }
        let fresh = |id: usize| last[id].map_or(0.0, |start| 1.0 / (1.0 + (at - start) as f32 / pair::HALF));
        let root = |id: usize| self.codes[id].split('-').next().unwrap_or_default();
        let mut best: Option<(f32, usize, usize)> = None;
        for a in (0..count).filter(|id| open(*id)) {
            for b in (a + 1..count).filter(|id| open(*id)) {
                let k = a * count + b;
                let (less, more) = (often[a].min(often[b]) as f32, often[a].max(often[b]) as f32);
                let score = pair::NEAR * near[k]
                    + pair::FAR * far[k].ln_1p()
                    + pair::ADVERSE * adverse[k].ln_1p()
                    + pair::OTHER * other[k].ln_1p()
                    + pair::RECENT * recent[k].ln_1p()
                    + pair::IGO * f32::from(u8::from(self.igo[a]) + u8::from(self.igo[b]))
                    + pair::LESS_NAMED * less.ln()
                    + pair::MORE_NAMED * more.ln()
                    + pair::BEFORE * fresh(a).min(fresh(b))
                    + pair::MEDIATES * f32::from(self.mediates[a] + self.mediates[b])
                    + pair::KIN * f32::from(u8::from(root(a) == root(b)));
                if best.is_none_or(|(top, ..)| score > top) {
                    best = Some((score, a, b));
                }
            }
        }
        best.map(|(_, a, b)| [self.codes[a].as_str(), self.codes[b].as_str()])
    }

    /// The codes of the list of just `n` parties that stands nearest to sentence `here`, before it if there is one.
    pub fn listed(&self, here: usize, n: usize) -> Option<Vec<&str>> {
        let one = |list: &[usize]| {
            let mut out: Vec<usize> = Vec::new();
            for &id in list {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
            out
        };
        let first = self.lists.partition_point(|(s, _)| *s + AROUND < here);
        let lists = self.lists[first..]
            .iter()
            .take_while(|(s, _)| *s <= here + AROUND)
            .map(|(s, list)| (*s, one(list)))
            .filter(|(_, list)| list.len() == n);
        let nearest = lists.min_by_key(|(s, _)| (*s > here, s.abs_diff(here)))?;
        Some(nearest.1.into_iter().map(|id| self.codes[id].as_str()).collect())
    }

    /// The codes of the `n` parties that stand together most around sentence `here`, without those of `out`.
    pub fn around(&self, here: usize, n: usize, out: &[&str]) -> Option<Vec<&str>> {
        let count = self.codes.len();
        let mut score = vec![0.0f32; count * count];
        let open = |id: usize| !out.contains(&self.codes[id].as_str());
        let near = |sentence: usize| {
            let weight = match here.abs_diff(sentence) {
                0 => HERE,
                d => NEXT.get(d - 1).copied().unwrap_or(FAR),
            };
            if sentence > here { weight * LATER } else { weight }
        };
        let around = self.sentences.iter().enumerate().skip(here.saturating_sub(AROUND)).take(2 * AROUND);
        for (s, Together { named, joined }) in around {
            let named: Vec<usize> = named.iter().copied().filter(|id| open(*id)).collect();
            for (k, a) in named.iter().enumerate() {
                for b in &named[k + 1..] {
                    score[a.min(b) * count + a.max(b)] += near(s) / (named.len() - 1) as f32;
                }
            }
            for (a, b) in joined.iter().filter(|(a, b)| open(*a) && open(*b)) {
                score[a * count + b] += JOINED * near(s).min(1.0);
            }
        }
        for (s, a, b, _) in self.acts_around(here).iter().filter(|(_, a, b, _)| open(*a) && open(*b)) {
            score[a * count + b] += ACT * near(*s).max(1.0);
        }
        for (at, value) in score.iter_mut().enumerate() {
            if self.igo[at / count] || self.igo[at % count] {
                *value *= BETWEEN;
            }
        }
        // The earliest of the best.
        let best = (0..count * count).rev().max_by(|a, b| score[*a].total_cmp(&score[*b]))?;
        if score[best] <= 0.0 {
            return None;
        }
        let mut chosen = vec![best / count, best % count];
        while chosen.len() < n {
            let to = |c: usize| chosen.iter().map(|k| score[c.min(*k) * count + c.max(*k)]).sum::<f32>();
            let next = (0..count).rev().filter(|c| !chosen.contains(c)).max_by(|a, b| to(*a).total_cmp(&to(*b)))?;
            if to(next) <= 0.0 {
                return None;
            }
            chosen.push(next);
        }
        Some(chosen.into_iter().map(|id| self.codes[id].as_str()).collect())
    }
}

/// والبلدين, للطرفين: a folded word for sides without what is written on to it.
fn bare_sides(key: &str) -> &str {
    let joined = key.trim_start_matches(['و', 'ف', 'ب']);
    key.strip_prefix("لل").or(joined.strip_prefix("ال")).unwrap_or(key)
}

/// Whether a folded word for two is of states: البلدان, الدولتان, العاصمتان.
fn of_two_states(key: &str) -> bool {
    let key = bare_sides(key);
    matches!(
        key,
        "بلدين"
            | "بلدان"
            | "دولتين"
            | "دولتان"
            | "عاصمتين"
            | "عاصمتان"
            | "جارتين"
            | "جارتان"
            | "حكومتين"
            | "حكومتان"
    )
}

/// Whether a party is an organisation of states.
fn of_states(code: &str, kind: EntityKind) -> bool {
    kind == EntityKind::Igo || matches!(code, "UN" | "EU" | "LAS" | "AU" | "NATO" | "GCC" | "INTL" | "WEST")
}

impl Parties<'_> {
    /// الطرفان, الدول الثلاث: the `n` parties that the report is between where token `at` stands, without those of `without`.
    pub fn several_sides(&self, doc: &Document, at: usize, n: usize, without: &[EntityId]) -> Vec<EntityId> {
        let here = doc.sentences.partition_point(|s| s.last.index() <= at);
        let out: Vec<&str> = without.iter().filter_map(|id| self.code(*id)).collect();
        let Some(codes) = self.sides.around(here, n, &out) else { return Vec::new() };
        let of = |code: &str| (0..self.len()).map(EntityId::from_index).find(|id| self.code(*id) == Some(code));
        codes.into_iter().filter_map(of).collect()
    }

    /// الدول الأربع, الأطراف الثلاثة: the list of as many parties that the report gives, else those it is between.
    pub fn counted(&self, doc: &Document, at: usize, n: usize) -> Vec<EntityId> {
        let here = doc.sentences.partition_point(|s| s.last.index() <= at);
        let of = |code: &str| (0..self.len()).map(EntityId::from_index).find(|id| self.code(*id) == Some(code));
        match self.sides.listed(here, n) {
            Some(codes) => codes.into_iter().filter_map(of).collect(),
            None if n == 3 => self.several_sides(doc, at, n, &[]),
            None => Vec::new(),
        }
    }

    /// The word for two or more sides at token `at` or shortly behind it.
    fn word_for_two(&self, doc: &Document, here: usize, at: usize) -> Option<usize> {
        const REACH: usize = 8;
        let last = doc.sentences.get(here).map_or(at, |s| s.last.index());
        (at..(at + REACH).min(last)).find(|&k| {
            let key = doc.key_at(k);
            of_two_states(key)
                || matches!(
                    bare_sides(key),
                    "طرفين" | "طرفان" | "جانبين" | "جانبان" | "اطراف" | "فرقاء" | "وفدين" | "وفدان"
                )
        })
    }

    /// الأطراف الليبية, الفرقاء اليمنيون at token `k`: the state and its own other sides that the report names more than once.
    pub fn national_sides(&mut self, doc: &Document, k: usize) -> Option<Vec<EntityId>> {
        let key = doc.key_at(k);
        let key = key.strip_prefix("لل").or(key.strip_prefix("ال")).unwrap_or(key);
        if !matches!(key, "اطراف" | "فرقاء" | "قوي") {
            return None;
        }
        let state = self.adjective(doc, k + 1)?;
        let code = self.code(state).filter(|code| self.is_state(code))?.to_owned();
        let roots = &self.words.lexicon.roots;
        let own = |side: &str| {
            let root = roots.get(side).map(String::as_str).or_else(|| side.split_once('-').map(|(root, _)| root));
            root == Some(code.as_str()) && side != code && !side.ends_with("-CIV")
        };
        let named = self.sides.codes.iter().zip(&self.sides.often).filter(|&(side, &often)| often > 1 && own(side));
        let of = |(side, _): (&String, _)| {
            (0..self.len()).map(EntityId::from_index).find(|id| self.code(*id) == Some(side.as_str()))
        };
        let mut out = vec![state];
        out.extend(named.filter_map(of));
        Some(out)
    }

    /// The two of [`several_sides`](Self::several_sides), or nobody.
    pub fn two_sides(&self, doc: &Document, at: usize, without: &[EntityId]) -> Vec<EntityId> {
        let here = doc.sentences.partition_point(|s| s.last.index() <= at);
        let out: Vec<&str> = without.iter().filter_map(|id| self.code(*id)).collect();
        let byte = doc.tokens.get(at).map_or(u32::MAX, |t| t.span.start);
        let states = self.word_for_two(doc, here, at).is_some_and(|k| of_two_states(doc.key_at(k)));
        let can = |code: &str| !states || self.is_state(code);
        let Some(codes) = self.sides.two(here, byte, &out, can) else { return Vec::new() };
        let of = |code: &str| (0..self.len()).map(EntityId::from_index).find(|id| self.code(*id) == Some(code));
        let sides: Vec<EntityId> = codes.into_iter().filter_map(of).collect();
        if sides.len() == 2 { sides } else { Vec::new() }
    }
}

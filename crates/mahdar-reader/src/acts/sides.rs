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
    /// Whether a code is of an organisation of states.
    igo: Vec<bool>,
    /// By sentence.
    sentences: Vec<Together>,
    /// Two parties and the sentence of an act between them.
    acts: Vec<(usize, usize, usize)>,
    /// Parties that و and commas join into one list, and its sentence: السعودية والإمارات والبحرين ومصر.
    lists: Vec<(usize, Vec<usize>)>,
}

impl Sides {
    /// Of the document's own mentions.
    pub fn new(doc: &Document) -> Self {
        let mut sides = Sides { sentences: vec![Together::default(); doc.sentences.len()], ..Sides::default() };
        let mut last: Option<(usize, u32, Vec<usize>)> = None;
        for mention in &doc.mentions {
            if mention.kind == mahdar_doc::MentionKind::Anaphor || in_place(doc, mention.span) {
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
                let id = sides.id(code, entity.kind == EntityKind::Igo || matches!(code, "UN" | "EU" | "LAS" | "AU"));
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
            self.codes.len() - 1
        })
    }

    /// Remembers between whom an act was.
    pub fn note(&mut self, parties: &[(String, String)], act: &Act) {
        for (a, b) in parties {
            let (a, b) = (self.id(a, false), self.id(b, false));
            self.acts.push((act.sentence.index(), a.min(b), a.max(b)));
        }
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
        let lists = self.lists.iter().map(|(s, list)| (*s, one(list))).filter(|(_, list)| list.len() == n);
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
        for (s, Together { named, joined }) in self.sentences.iter().enumerate() {
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
        for (s, a, b) in self.acts.iter().filter(|(_, a, b)| open(*a) && open(*b)) {
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

    /// The two of [`several_sides`](Self::several_sides), or nobody.
    pub fn two_sides(&self, doc: &Document, at: usize, without: &[EntityId]) -> Vec<EntityId> {
        let sides = self.several_sides(doc, at, 2, without);
        if sides.len() == 2 { sides } else { Vec::new() }
    }
}

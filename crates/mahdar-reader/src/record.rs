//! The record: meetings, agreements, replies, positions and rules of decision, made from the acts of a report and the words
//! of `record.tsv` beside them. Nothing here stands without an act or words that show it.

use crate::topics::{Mark, Topics};
use crate::words::{Is, Words};
use mahdar_doc::{
    Act, ActId, ActStatus, ActType, Agreement, DecisionRule, Document, EntityId, EntityKind, Meeting, Position, Record,
    Reply, ReplyKind, RuleKind, Span, Stage, Stance, TokenKind,
};
use std::collections::BTreeSet;

/// A reply stands within so many sentences of what it answers.
const REPLY_REACH: usize = 8;

/// No mention is longer, in bytes.
const LONGEST: u32 = 2_000;

/// How many of the last meetings, agreements, positions and replies an act is compared with: a report that is a whole
/// year's archive takes no square of its length.
const NEAR: usize = 64;

/// The last of a list.
fn recent<T>(all: &mut [T]) -> &mut [T] {
    let from = all.len().saturating_sub(NEAR);
    &mut all[from..]
}

/// What the stage works on.
struct Scene<'a, 'l> {
    doc: &'a Document,
    words: &'a Words<'l>,
    topics: &'a Topics,
}

/// Makes the record of a document.
pub(crate) fn find(doc: &Document, words: &Words<'_>, topics: &Topics) -> Record {
    let scene = Scene { doc, words, topics };
    let replies = scene.replies();
    Record {
        meetings: scene.meetings(),
        agreements: scene.agreements(),
        positions: scene.positions(&replies),
        decision_rules: scene.decision_rules(),
        replies,
    }
}

impl Scene<'_, '_> {
    fn acts(&self) -> impl Iterator<Item = (ActId, &Act)> {
        self.doc.acts.iter().enumerate().map(|(i, act)| (ActId::from_index(i), act))
    }

    fn code(&self, id: EntityId) -> Option<&str> {
        let entity = self.doc.entities.get(id.index())?;
        entity.party.as_deref().or(entity.code.as_deref()).filter(|code| !code.is_empty())
    }

    fn codes(&self, ids: &[EntityId]) -> BTreeSet<&str> {
        ids.iter().filter_map(|id| self.code(*id)).collect()
    }

    /// Distinct parties of both sides of an act, in order.
    fn parties(&self, act: &Act) -> Vec<EntityId> {
        let mut out: Vec<EntityId> = Vec::new();
        for id in act.actors.iter().chain(&act.recipients) {
            if self.code(*id).is_some() && out.iter().all(|known| self.code(*known) != self.code(*id)) {
                out.push(*id);
            }
        }
        out
    }

    fn token_at(&self, byte: u32) -> usize {
        self.doc.tokens.partition_point(|t| t.span.end <= byte)
    }

    fn tokens_of(&self, span: Span) -> std::ops::Range<usize> {
        self.token_at(span.start)..self.doc.tokens.partition_point(|t| t.span.start < span.end)
    }

    fn sentence_of(&self, act: &Act) -> std::ops::Range<usize> {
        let sentence = &self.doc.sentences[act.sentence.index()];
        sentence.first.index()..sentence.last.index()
    }

    fn key(&self, i: usize) -> &str {
        self.doc.key_at(i)
    }

    /// The first word or phrase of a class between two tokens: where it begins and ends.
    fn mark(&self, range: std::ops::Range<usize>, mark: Mark) -> Option<(usize, usize)> {
        if !self.topics.any_mark(self.words, mark) {
            return None;
        }
        let last = range.end;
        let mut topical = self.words.topical(range).iter().map(|&k| k as usize);
        topical.find_map(|k| self.topics.mark(self.words, k, last, mark).map(|length| (k, k + length)))
    }

    fn has(&self, range: std::ops::Range<usize>, mark: Mark) -> bool {
        self.mark(range, mark).is_some()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.doc.tokens[from].span.join(self.doc.tokens[to.max(from + 1) - 1].span)
    }

    fn root(&self, act: &Act) -> Option<String> {
        let id = act.issue.as_deref()?.split(':').next()?;
        Some(id.split('/').next().unwrap_or(id).to_owned())
    }

    /// What the deed of an act is, announced or done.
    fn deed(act: &Act) -> ActType {
        act.announced.unwrap_or(act.kind)
    }

    // ---- meetings

    fn meetings(&self) -> Vec<Meeting> {
        let mut out: Vec<Meeting> = Vec::new();
        for (id, act) in self.acts() {
            let talks = matches!(Self::deed(act), ActType::Consult | ActType::Mediate);
            if !talks || act.status == ActStatus::Negated {
                continue;
            }
            let participants = self.parties(act);
            let body = participants.len() == 1
                && self.doc.entities[participants[0].index()].kind == EntityKind::Igo
                && Self::deed(act) == ActType::Consult;
            if participants.len() < 2 && !body {
                continue;
            }
            let planned = act.announced.is_some() || matches!(act.status, ActStatus::Planned | ActStatus::Conditional);
            let date = act.time.clone().filter(|t| t.span.is_some());
            let codes = self.codes(&participants);
            let same = |m: &Meeting| {
                let known = self.codes(&m.participants);
                let days = match (&m.date, &date) {
                    (Some(a), Some(b)) => {
                        let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
                        day(&a.value) == day(&b.value)
                    }
                    _ => true,
                };
                m.planned == planned && days && (known.is_subset(&codes) || codes.is_subset(&known))
            };
            let forum = self.forum(act);
            match out.iter_mut().rev().take(NEAR).find(|m| same(m)) {
                Some(known) => {
                    known.acts.push(id);
                    for participant in participants {
                        if known.participants.iter().all(|p| self.code(*p) != self.code(participant)) {
                            known.participants.push(participant);
                        }
                    }
                    known.forum = known.forum.or(forum);
                    known.place = known.place.or(act.place);
                    known.date = known.date.clone().or(date);
                }
                None => out.push(Meeting {
                    acts: vec![id],
                    forum,
                    participants,
                    date,
                    place: act.place,
                    planned,
                    issues: Vec::new(),
                    outcomes: Vec::new(),
                    open: Vec::new(),
                    next: Vec::new(),
                }),
            }
        }
        let planned: Vec<(ActId, BTreeSet<&str>)> = out
            .iter()
            .filter(|m| m.planned)
            .flat_map(|m| m.acts.iter().map(|a| (*a, self.codes(&m.participants))))
            .collect();
        for meeting in &mut out {
            self.fill(meeting, &planned);
        }
        out
    }

    /// What was spoken of at a meeting, and what came of it: the acts between its participants.
    fn fill(&self, meeting: &mut Meeting, planned: &[(ActId, BTreeSet<&str>)]) {
        let codes = self.codes(&meeting.participants);
        let mut issues: Vec<String> = Vec::new();
        for (id, act) in self.acts() {
            let parties = self.codes(&self.parties(act));
            let theirs = !parties.is_empty() && parties.is_subset(&codes);
            if meeting.acts.contains(&id) || theirs && !meeting.planned {
                issues.extend(self.root(act).filter(|root| !issues.contains(root)));
            }
            if meeting.acts.contains(&id) || meeting.planned || !theirs || parties.len() < 2 {
                continue;
            }
            match act.kind {
                ActType::Agree if act.symmetric && act.announced.is_none() => meeting.outcomes.push(id),
                ActType::Support if act.symmetric => meeting.outcomes.push(id),
                ActType::Request | ActType::Reject | ActType::Propose => meeting.open.push(id),
                _ => {}
            }
        }
        if !meeting.planned {
            meeting.next =
                planned.iter().filter(|(_, who)| who.intersection(&codes).count() >= 2).map(|(a, _)| *a).collect();
        }
        // Talk about talks is no matter of its own where there is another.
        if issues.len() > 1 {
            issues.retain(|issue| issue != "dialogue");
        }
        meeting.issues = issues;
    }

    /// The body or format in whose name a meeting is held, named in its sentence.
    fn forum(&self, act: &Act) -> Option<EntityId> {
        let sentence = self.sentence_of(act);
        let evidence = self.tokens_of(act.evidence);
        let (from, to) = (evidence.start.saturating_sub(4).max(sentence.start), (evidence.end + 4).min(sentence.end));
        let at = (from..to).find(|&k| self.topics.mark(self.words, k, to, Mark::Forum).is_some())?;
        let span = self.doc.tokens[at].span;
        let named = self
            .doc
            .mentions_between(span.start.saturating_sub(LONGEST), span.end)
            .iter()
            .filter(|m| span.start < m.span.end);
        let bodies = named.flat_map(|m| &m.entities).copied();
        bodies
            .into_iter()
            .find(|id| matches!(self.doc.entities[id.index()].kind, EntityKind::Organisation | EntityKind::Igo))
    }

    // ---- agreements

    fn agreements(&self) -> Vec<Agreement> {
        let mut out: Vec<Agreement> = Vec::new();
        for (id, act) in self.acts() {
            if act.status == ActStatus::Negated {
                continue;
            }
            let sentence = self.sentence_of(act);
            let evidence = self.tokens_of(act.evidence);
            let parties = self.parties(act);
            let both = act.symmetric && parties.len() > 1;
            let deal = self.has(evidence.clone(), Mark::Deal);
            let stage = match act.kind {
                ActType::Support if both && self.has(evidence.clone(), Mark::Signed) && deal => Stage::Signed,
                ActType::Agree if both && act.announced.is_none() => {
                    if deal && self.has(evidence.clone(), Mark::Signed) { Stage::Signed } else { Stage::Agreed }
                }
                ActType::Propose if self.has(evidence.clone(), Mark::Plan) => Stage::Proposed,
                ActType::Accuse if deal && self.has(evidence.clone(), Mark::Breach) => Stage::Breached,
                _ => continue,
            };
            let Some(matter) = self.matter(act, &evidence, &sentence) else { continue };
            let parts = self.parts(matter, &sentence);
            let root = self.root(act);
            let same = |g: &Agreement| {
                let known = self.codes(&g.parties);
                let new = self.codes(&parties);
                let met = known.is_subset(&new) || new.is_subset(&known);
                let issue = g
                    .acts
                    .iter()
                    .take(NEAR)
                    .filter_map(|a| self.root(&self.doc.acts[a.index()]))
                    .any(|r| Some(&r) == root.as_ref());
                met && !new.is_empty() && (issue || stage == Stage::Breached || root.is_none())
            };
            match recent(&mut out).iter_mut().find(|g| same(g)) {
                Some(known) => {
                    known.acts.push(id);
                    known.stage = known.stage.max(stage);
                    if known.parts.is_empty() {
                        known.parts = parts;
                    }
                }
                None => out.push(Agreement { places: Vec::new(), parties, matter, parts, stage, acts: vec![id] }),
            }
        }
        self.later_stages(&mut out);
        for agreement in &mut out {
            agreement.places = self.places(agreement);
        }
        out
    }

    /// What a deal is on: the words after على, بشأن, يقضي ب up to the clause's end.
    fn matter(&self, act: &Act, evidence: &std::ops::Range<usize>, sentence: &std::ops::Range<usize>) -> Option<Span> {
        let trigger = self.tokens_of(act.trigger);
        let limit = sentence.end.min(evidence.end + 16);
        let opens = (trigger.end..limit).find(|&k| {
            self.topics.mark(self.words, k, limit, Mark::Matter).is_some() && self.key(k) != "ل"
                || self.topics.mark(self.words, k, limit, Mark::Terms).is_some()
        });
        let from = match opens {
            Some(k) => k + self.topics.mark(self.words, k, limit, Mark::Terms).unwrap_or(1),
            None => act.object.map(|o| self.token_at(o.start)).or_else(|| {
                self.mark(trigger.start..limit, Mark::Deal)
                    .or(self.mark(trigger.start..limit, Mark::Plan))
                    .map(|(a, _)| a)
            })?,
        };
        let to = self.clause_end(from, sentence.end);
        (from < to).then(|| self.span(from, to))
    }

    /// One past the clause that begins at `from`.
    fn clause_end(&self, from: usize, last: usize) -> usize {
        (from + 1..last)
            .find(|&k| {
                let kind = self.doc.tokens[k].kind;
                let next = self.words.at(k + 1);
                matches!(kind, TokenKind::Stop | TokenKind::Colon)
                    || kind == TokenKind::Comma
                        && (next.has(Is::ADVERBIAL)
                            || next.has(Is::CONJ)
                            || next.has(Is::REL)
                            || next.has(Is::VERB)
                            || next.has(Is::TURN))
                    || self.topics.mark(self.words, k, last, Mark::Terms).is_some()
            })
            .unwrap_or(last)
    }

    /// The terms listed after ينص على, يقضي ب: verbal nouns joined by و.
    fn parts(&self, matter: Span, sentence: &std::ops::Range<usize>) -> Vec<Span> {
        let start = self.token_at(matter.start);
        let from = match self.mark(start.saturating_sub(3).max(sentence.start)..sentence.end, Mark::Terms) {
            Some((_, end)) => end,
            None => return Vec::new(),
        };
        let last = (from + 1..sentence.end)
            .find(|&k| matches!(self.doc.tokens[k].kind, TokenKind::Stop))
            .unwrap_or(sentence.end);
        let mut cuts: Vec<usize> = vec![from];
        for k in from + 1..last {
            let is = self.words.at(k);
            let noun = self.words.analyses(k).iter().any(|a| {
                a.before.conjunction
                    && matches!(a.entry, mahdar_lang::Entry::Verb { form, .. } if form.tense == mahdar_lang::Tense::Masdar)
            });
            let comma = self.doc.tokens[k - 1].kind == TokenKind::Comma;
            if is.has(Is::CONJUNCT) && noun && !is.has(Is::ARTICLE) || comma && is.has(Is::CONJUNCT) {
                cuts.push(k);
            }
        }
        if cuts.len() < 2 {
            return Vec::new();
        }
        cuts.push(last);
        let trimmed = |a: usize, mut b: usize| {
            while b > a + 1 && matches!(self.doc.tokens[b - 1].kind, TokenKind::Comma | TokenKind::Stop) {
                b -= 1;
            }
            let mut span = self.span(a, b);
            // The clitics of the first word, و and ب, are no part of the term.
            let first = &self.doc.tokens[a];
            let stem = self.words.analyses(a).iter().map(|x| x.stem).max().unwrap_or(0) as usize;
            if a > from || self.words.at(a).has(Is::PREFIXED) {
                span.start = crate::words::key_to_text(self.doc, self.words.lexicon, first, stem.min(4)) as u32;
            }
            span
        };
        cuts.windows(2).filter(|w| w[0] < w[1]).map(|w| trimmed(w[0], w[1])).collect()
    }

    /// Places named in the terms.
    fn places(&self, agreement: &Agreement) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for span in std::iter::once(&agreement.matter).chain(&agreement.parts) {
            for k in self.tokens_of(*span) {
                let place =
                    self.words.hits(k).iter().find(|h| {
                        matches!(h.phrase, mahdar_lang::Phrase::Actor { by: mahdar_lang::NamedBy::Capital, .. })
                    });
                if let Some(hit) = place {
                    let token = &self.doc.tokens[k];
                    let start =
                        crate::words::key_to_text(self.doc, self.words.lexicon, token, hit.stem as usize) as u32;
                    let found = Span { start, end: self.doc.tokens[hit.end as usize - 1].span.end };
                    if out.iter().all(|known| known.start != found.start) {
                        out.push(found);
                    }
                }
            }
        }
        out.sort_by_key(|s| s.start);
        out
    }

    /// Stages that no act tells: دخل حيز التنفيذ, انهارت الهدنة.
    fn later_stages(&self, agreements: &mut [Agreement]) {
        let mut told: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for (k, agreement) in agreements.iter().enumerate().filter(|(_, g)| g.stage != Stage::Proposed) {
            for act in &agreement.acts {
                told.entry(self.doc.acts[act.index()].sentence.index()).or_default().push(k);
            }
        }
        for sentence in &self.doc.sentences {
            let range = sentence.first.index()..sentence.last.index();
            let Some((at, _)) = self.mark(range.clone(), Mark::Deal) else { continue };
            let lapsed = self.has(range.clone(), Mark::Lapsed);
            let force = self.has(range.clone(), Mark::Force) && !self.has(range.clone(), Mark::Future);
            let stage = match (lapsed, force) {
                (true, _) => Stage::Lapsed,
                (_, true) => Stage::InForce,
                _ => continue,
            };
            let here = self.sentence_at(at);
            let near = told.range(here.saturating_sub(6)..=here + 6).flat_map(|(_, all)| all);
            if let Some(known) = near.min().and_then(|&k| agreements.get_mut(k)) {
                known.stage = known.stage.max(stage);
            }
        }
    }

    fn sentence_at(&self, token: usize) -> usize {
        self.doc.sentences.partition_point(|s| s.last.index() <= token)
    }

    // ---- replies

    fn replies(&self) -> Vec<Reply> {
        let mut out: Vec<Reply> = Vec::new();
        let contents: Vec<BTreeSet<&str>> = self.doc.acts.iter().map(|act| self.content(act)).collect();
        for (by, act) in self.acts() {
            let answers = matches!(
                act.kind,
                ActType::Agree
                    | ActType::Reject
                    | ActType::Deny
                    | ActType::Support
                    | ActType::Request
                    | ActType::Concede
            );
            if !answers || act.status == ActStatus::Negated {
                continue;
            }
            let late = self.asks_time(by, act);
            if act.kind == ActType::Request && !late {
                continue;
            }
            let Some(to) = self.answered(by, act, &contents) else { continue };
            let target = &self.doc.acts[to.index()];
            let kind = match (act.kind, target.kind) {
                _ if late => ReplyKind::AsksTime,
                (ActType::Deny, _) | (ActType::Reject, ActType::Accuse) => ReplyKind::Denies,
                (_, ActType::Accuse) => continue,
                (ActType::Reject, _) => ReplyKind::Refuses,
                _ if act.status == ActStatus::Conditional => ReplyKind::Conditional,
                _ => ReplyKind::Accepts,
            };
            let parties = self.codes(&act.actors);
            let again = |r: &Reply| r.to == to && self.codes(&self.doc.acts[r.by.index()].actors) == parties;
            // Answers to one act stand near each other.
            match out.iter_mut().rev().take(NEAR).find(|r| again(r)) {
                // What holds back wins: a welcome that asks for time asks for time.
                Some(known) if known.kind == ReplyKind::Accepts => *known = Reply { to, by, kind },
                Some(_) => {}
                None => out.push(Reply { to, by, kind }),
            }
        }
        out
    }

    /// Whether an answer is put off: مهلة, قيد الدراسة, beside it and before another party acts.
    fn asks_time(&self, id: ActId, act: &Act) -> bool {
        let sentence = self.sentence_of(act);
        let from = self.token_at(act.trigger.start);
        let after = self.doc.acts[id.index() + 1..].iter();
        let next = after.take_while(|other| other.sentence == act.sentence).find(|other| {
            other.trigger.start > act.trigger.start && self.codes(&other.actors) != self.codes(&act.actors)
        });
        let to = next.map_or(sentence.end, |n| self.token_at(n.trigger.start)).min(sentence.end);
        from < to && self.has(from..to, Mark::Time)
    }

    /// The proposal, demand or accusation that an act answers.
    fn answered(&self, by: ActId, act: &Act, contents: &[BTreeSet<&str>]) -> Option<ActId> {
        let mine = self.codes(&act.actors);
        let others = self.codes(&act.recipients);
        let root = self.root(act);
        let mine_words = &contents[by.index()];
        let mut best: Option<(i32, ActId)> = None;
        let near = |target: &&(ActId, &Act)| act.sentence.index().abs_diff(target.1.sentence.index()) <= REPLY_REACH;
        let mut earlier: Vec<(ActId, &Act)> = (0..by.index())
            .rev()
            .map(|i| (ActId::from_index(i), &self.doc.acts[i]))
            .take(256)
            .take_while(|target| near(&target))
            .collect();
        earlier.reverse();
        for (id, target) in earlier {
            let asked = matches!(target.kind, ActType::Propose | ActType::Request | ActType::Accuse | ActType::Mediate);
            let before = target.trigger.start < act.trigger.start;
            let gap = act.sentence.index().abs_diff(target.sentence.index());
            if !asked || !before || target.status == ActStatus::Negated {
                continue;
            }
            let theirs = self.codes(&target.actors);
            let to = self.codes(&target.recipients);
            if theirs.is_empty() || !mine.is_disjoint(&theirs) {
                continue;
            }
            let named = !mine.is_disjoint(&to) as i32 * 3 + !others.is_disjoint(&theirs) as i32 * 3;
            let open = to.is_empty() && others.is_empty();
            if named == 0 && !open && !to.is_empty() {
                continue;
            }
            if target.kind == ActType::Accuse && !matches!(act.kind, ActType::Deny | ActType::Reject) {
                continue;
            }
            if act.kind == ActType::Deny && target.kind != ActType::Accuse {
                continue;
            }
            let issue = i32::from(root.is_some() && root == self.root(target)) * 3;
            let shared = mine_words.intersection(&contents[id.index()]).count().min(3) as i32;
            let score = named + issue + shared * 2 - gap as i32;
            if score > 2 && best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// The nouns of an act's words, for comparing two.
    fn content(&self, act: &Act) -> BTreeSet<&str> {
        let range = self.tokens_of(act.evidence);
        let plain = |k: &usize| {
            let is = self.words.at(*k);
            is.has(Is::NOMINAL)
                && !is.has(Is::ACTOR)
                && !is.has(Is::FUNCTION)
                && !is.has(Is::NISBA)
                && !is.has(Is::PUNCT)
        };
        range
            .filter(plain)
            .map(|k| {
                let key = self.key(k);
                let bare = ["وال", "بال", "لل", "ال", "و", "ب", "ل"].iter().find_map(|p| key.strip_prefix(p));
                bare.filter(|rest| rest.chars().count() > 2).unwrap_or(key)
            })
            .collect()
    }

    // ---- positions

    fn positions(&self, replies: &[Reply]) -> Vec<Position> {
        let mut replies = replies.to_vec();
        replies.sort_by_key(|r| r.by);
        let mut out: Vec<Position> = Vec::new();
        for (id, act) in self.acts() {
            if act.status == ActStatus::Negated || act.symmetric && act.actors.len() > 1 {
                continue;
            }
            let reply = replies.binary_search_by_key(&id, |r| r.by).ok().map(|at| &replies[at]);
            if reply.is_some_and(|r| r.kind == ReplyKind::AsksTime) {
                continue;
            }
            let issue = act.issue.clone().or_else(|| {
                let answered = &self.doc.acts[reply?.to.index()];
                answered.issue.clone()
            });
            let Some(issue) = issue else { continue };
            let near = self.tokens_of(act.evidence);
            let near = near.start.saturating_sub(2)..near.end;
            let stance = match act.kind {
                ActType::Agree | ActType::Support | ActType::Concede | ActType::Propose
                    if act.status == ActStatus::Conditional =>
                {
                    Stance::Conditional
                }
                ActType::Request => Stance::Demands,
                ActType::Propose => Stance::Offers,
                ActType::Reject if self.has(near.clone(), Mark::Opposes) => Stance::Opposes,
                ActType::Reject => Stance::Refuses,
                ActType::Support => Stance::Supports,
                ActType::Agree if reply.is_some_and(|r| r.kind == ReplyKind::Accepts) => Stance::Accepts,
                ActType::Agree if self.has(near.clone(), Mark::Ready) => Stance::Offers,
                ActType::Agree if self.has(near, Mark::Backs) => Stance::Supports,
                ActType::Agree if act.announced.is_none() => Stance::Accepts,
                _ => continue,
            };
            for party in self.codes(&act.actors) {
                let same = |p: &&mut Position| p.party == party && p.issue == issue && p.stance == stance;
                match recent(&mut out).iter_mut().find(same) {
                    Some(known) => known.acts.push(id),
                    None => out.push(Position {
                        party: party.to_owned(),
                        issue: issue.clone(),
                        stance,
                        condition: act.condition,
                        acts: vec![id],
                    }),
                }
            }
        }
        out
    }

    // ---- rules of decision

    fn decision_rules(&self) -> Vec<DecisionRule> {
        let mut out: Vec<DecisionRule> = Vec::new();
        for sentence in &self.doc.sentences {
            let range = sentence.first.index()..sentence.last.index();
            if range.len() > 400 {
                continue;
            }
            let how = [
                (Mark::Exclusive, RuleKind::Exclusive),
                (Mark::Consensus, RuleKind::Consensus),
                (Mark::Vote, RuleKind::Vote),
                (Mark::Veto, RuleKind::Veto),
            ];
            let Some((at, kind)) = how.iter().find_map(|(m, k)| self.mark(range.clone(), *m).map(|(at, _)| (at, *k)))
            else {
                continue;
            };
            // A vote taken or a veto cast is an act; a rule says who may.
            let Some((rule, _)) = self.mark(range.clone(), Mark::Rule) else { continue };
            let (from, to) = self.clause_around(&range, at.min(rule), at.max(rule));
            let excluded_at = self.mark(range.clone(), Mark::Excluded);
            let excluded = match excluded_at {
                Some((_, end)) => self.named(end.saturating_sub(1)..(end + 5).min(range.end)),
                None => Vec::new(),
            };
            let stop = excluded_at.map_or(to, |(k, _)| k.min(to)).max(from);
            let mut deciders = self.named(from..stop);
            deciders.retain(|id| !excluded.contains(id));
            // Who only tells the rule is no party to it.
            let tellers: Vec<EntityId> = self
                .doc
                .statements
                .iter()
                .filter(|s| s.sentence.index() == self.sentence_at(at))
                .filter_map(|s| s.speaker.as_ref().filter(|s| s.span.is_some()))
                .flat_map(|s| s.entities.iter().copied())
                .collect();
            deciders.retain(|id| !tellers.contains(id));
            if deciders.is_empty() && excluded.is_empty() {
                continue;
            }
            let matter = self.mark(range.clone(), Mark::Rule).map(|(_, end)| end).filter(|&end| end < to);
            let matter = matter.map(|end| self.span(end, self.clause_end(end, to)));
            let evidence = self.span(from, excluded_at.map_or(to, |(_, e)| (e + 5).min(range.end)).max(to));
            out.push(DecisionRule { matter, deciders, excluded, kind, evidence });
        }
        out
    }

    /// The clause that holds two tokens: from the comma, أن or colon before to the comma or stop after.
    fn clause_around(&self, range: &std::ops::Range<usize>, first: usize, last: usize) -> (usize, usize) {
        let breaks = |k: usize| {
            matches!(self.doc.tokens[k].kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)
                || self.words.at(k).has(Is::COMP)
        };
        let from = (range.start..first).rev().find(|&k| breaks(k)).map_or(range.start, |k| k + 1);
        let to = (last + 1..range.end).find(|&k| breaks(k)).unwrap_or(range.end);
        (from, to)
    }

    /// Entities with a party named between two tokens, in order.
    fn named(&self, range: std::ops::Range<usize>) -> Vec<EntityId> {
        if range.start >= range.end || range.start >= self.doc.tokens.len() {
            return Vec::new();
        }
        let span = self.span(range.start, range.end.min(self.doc.tokens.len()));
        let from = self.doc.mentions.partition_point(|m| m.span.start < span.start);
        let mut out: Vec<EntityId> = Vec::new();
        for mention in self.doc.mentions[from..].iter().take_while(|m| m.span.start < span.end) {
            for id in &mention.entities {
                let distinct = out.iter().all(|known| self.code(*known) != self.code(*id));
                if self.code(*id).is_some() && distinct {
                    out.push(*id);
                }
            }
        }
        out
    }
}

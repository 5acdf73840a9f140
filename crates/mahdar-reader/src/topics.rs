//! What acts are about: the tree of `issues.toml`, PLOVER's contexts and modes, and the words of the record.

use crate::acts::{Parties, Scene};
use crate::words::Words;
use mahdar_doc::{Act, ActType, Document};
use mahdar_lang::Lexicon;
use mahdar_lexicon::{PackError, PackFiles};
use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIssue {
    id: String,
    #[serde(default)]
    parent: String,
    en: String,
    ar: String,
    objects: String,
    triggers: Vec<String>,
    #[serde(default)]
    #[allow(dead_code, reason = "for the reader of the file")]
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContext {
    id: String,
    en: String,
    ar: String,
    triggers: Vec<String>,
    #[serde(default)]
    issues: Vec<String>,
    #[serde(default)]
    acts: Vec<String>,
    #[serde(default)]
    #[allow(dead_code, reason = "for the reader of the file")]
    why: String,
}

#[derive(Debug, Default, Deserialize)]
struct RawContexts {
    #[serde(default)]
    context: Vec<RawContext>,
}

#[derive(Debug, Default, Deserialize)]
struct RawFile {
    #[serde(default)]
    issue: Vec<RawIssue>,
}

/// An issue of the tree.
#[derive(Clone, Debug)]
pub struct Issue {
    /// `nuclear/enrichment`.
    pub id: String,
    /// The issue above it, or empty.
    pub parent: String,
    /// English label.
    pub en: String,
    /// Arabic label.
    pub ar: String,
    /// How it is instantiated: none, actor, actor@actor, actor>actor, place.
    pub objects: String,
}

/// One of PLOVER's contexts.
#[derive(Clone, Debug)]
pub struct Context {
    /// `military`.
    pub id: String,
    /// English label.
    pub en: String,
    /// Arabic label.
    pub ar: String,
    issues: Vec<String>,
    acts: Vec<ActType>,
}

/// What the content of an act says of its mode: a row of `modes.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct ContentMode {
    pub kind: ActType,
    pub mode: String,
    pub cameo: String,
}

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// What words of `record.tsv` tell of meetings, agreements, replies and rules.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Mark { $($(#[$doc])* $name),* }

        impl Mark {
            fn parse(text: &str) -> Option<Mark> {
                match text { $($text => Some(Mark::$name),)* _ => None }
            }
        }
    };
}

marks! {
    /// An answer put off: مهلة.
    Time = "time",
    /// Readiness: مستعد.
    Ready = "ready",
    /// A stand kept up: تمسك.
    Backs = "backs",
    /// A deal broken: خرق.
    Breach = "breach",
    /// Signed: توقيع.
    Signed = "signed",
    /// In force: دخل حيز التنفيذ.
    Force = "force",
    /// Not yet: سيدخل.
    Future = "future",
    /// At its end: انهار.
    Lapsed = "lapsed",
    /// A named plan: خطة.
    Plan = "plan",
    /// A deal: اتفاق.
    Deal = "deal",
    /// What opens its terms: ينص على.
    Terms = "terms",
    /// What opens its matter: بشأن.
    Matter = "matter",
    /// All must agree: بالإجماع.
    Consensus = "consensus",
    /// A majority: بأغلبية.
    Vote = "vote",
    /// One can stop it: حق النقض.
    Veto = "veto",
    /// Nobody else: وحدهم.
    Exclusive = "exclusive",
    /// A rule rather than an event: من حق.
    Rule = "rule",
    /// Who has no say: ليس لدى.
    Excluded = "excluded",
    /// Votes or works against: عارض.
    Opposes = "opposes",
    /// A body or format that meets: مجلس.
    Forum = "forum",
}

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tag {
    Issue(usize),
    Context(usize),
    Mode(usize),
    Mark(Mark),
}

impl Tag {
    const ISSUE: u32 = 1;
    const CONTEXT: u32 = 2;
    const MODE: u32 = 4;

    /// One bit a kind, and one a class of `record.tsv`.
    fn bit(self) -> u32 {
        match self {
            Tag::Issue(_) => Tag::ISSUE,
            Tag::Context(_) => Tag::CONTEXT,
            Tag::Mode(_) => Tag::MODE,
            Tag::Mark(mark) => 8 << mark as u32,
        }
    }
}

/// What acts are about, compiled for look-up: issues, contexts, modes, and the words of the record.
#[derive(Debug, Default)]
pub struct Topics {
    /// All issues, in file order.
    pub all: Vec<Issue>,
    /// All contexts, in file order.
    pub contexts: Vec<Context>,
    modes: Vec<ContentMode>,
    /// Issues that an act's type and lemma imply, and whether they go before every trigger; no lemma: any.
    implied: FxHashMap<(ActType, String), (usize, bool)>,
    /// Ids of the words of phrases.
    words: FxHashMap<String, u32>,
    /// By the id of the first word: all words of a phrase and what it tells, the longest first.
    phrases: Vec<Vec<(Vec<u32>, Tag)>>,
    /// By the id of the first word: bits of what its phrases tell. Most words begin none of the kind asked for.
    begins: Vec<u32>,
    /// By issue: its root, and whether it yields to any other.
    roots: Vec<(usize, bool)>,
}

/// How far from an act, in tokens, words of its sentence tell its issue.
const AROUND: usize = 60;

/// A folded word without the clitics and endings that news puts on it.
fn stems(key: &str) -> Vec<&str> {
    let mut out = vec![key];
    for prefix in ["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"] {
        if let Some(rest) = key.strip_prefix(prefix).filter(|r| r.chars().count() > 2) {
            out.push(rest);
            if let Some(inner) = rest.strip_prefix("ال").filter(|r| r.chars().count() > 2) {
                out.push(inner);
            }
        }
    }
    let endings: Vec<&str> = out
        .iter()
        .flat_map(|w| ["ها", "هم", "ه", "ا"].iter().filter_map(|e| w.strip_suffix(e)).filter(|w| w.chars().count() > 2))
        .collect();
    out.extend(endings);
    out
}

/// Reads `issues.toml`, `contexts.toml`, `ar/modes.tsv`, `ar/record.tsv` and their overlays.
///
/// # Errors
/// A file that is not of its shape, a parent that does not exist, an unknown type of act.
pub fn load_topics(files: &PackFiles, lexicon: &Lexicon) -> Result<Topics, PackError> {
    let mut topics = Topics::default();
    for (path, text) in files.texts("issues.toml") {
        let error = |message: String| PackError::Toml { path: path.to_owned(), message };
        let raw: RawFile = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        for raw in raw.issue {
            if !raw.parent.is_empty() && !topics.all.iter().any(|i| i.id == raw.parent) {
                return Err(error(format!("issue {}: parent `{}` does not stand before it", raw.id, raw.parent)));
            }
            let at = topics.all.len();
            topics.all.push(Issue { id: raw.id, parent: raw.parent, en: raw.en, ar: raw.ar, objects: raw.objects });
            for trigger in &raw.triggers {
                topics.add(lexicon, trigger, Tag::Issue(at));
            }
        }
    }
    for (path, text) in files.texts("contexts.toml") {
        let error = |message: String| PackError::Toml { path: path.to_owned(), message };
        let raw: RawContexts = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        for raw in raw.context {
            let at = topics.contexts.len();
            let acts: Result<Vec<ActType>, ()> = raw.acts.iter().map(|name| name.parse()).collect();
            let acts = acts.map_err(|()| error(format!("context {}: an unknown type of act", raw.id)))?;
            topics.contexts.push(Context { id: raw.id, en: raw.en, ar: raw.ar, issues: raw.issues, acts });
            for trigger in &raw.triggers {
                topics.add(lexicon, trigger, Tag::Context(at));
            }
        }
    }
    if let Some(table) = files.table_if_any("ar/modes.tsv")? {
        for row in table.rows() {
            let kind = row.get("type").parse().map_err(|()| row.error("type", "no such type of act"))?;
            let at = topics.modes.len();
            let (mode, cameo) = (row.get("mode").to_owned(), row.get("cameo").to_owned());
            topics.modes.push(ContentMode { kind, mode, cameo });
            for word in row.list("words") {
                topics.add(lexicon, word, Tag::Mode(at));
            }
        }
    }
    if let Some(table) = files.table_if_any("ar/act-issues.tsv")? {
        for row in table.rows() {
            let kind = row.get("type").parse().map_err(|()| row.error("type", "no such type of act"))?;
            let issue = topics.all.iter().position(|i| i.id == row.get("issue"));
            let issue = issue.ok_or_else(|| row.error("issue", "no issue of issues.toml"))?;
            topics.implied.insert((kind, row.get("lemma").to_owned()), (issue, row.get("strength") == "strong"));
        }
    }
    if let Some(table) = files.table_if_any("ar/record.tsv")? {
        for row in table.rows() {
            let mark = Mark::parse(row.get("class")).ok_or_else(|| row.error("class", "no such class"))?;
            topics.add(lexicon, row.get("form"), Tag::Mark(mark));
        }
    }
    topics.roots = (0..topics.all.len()).map(|issue| topics.find_root(issue)).collect();
    for list in &mut topics.phrases {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    Ok(topics)
}

impl Topics {
    fn add(&mut self, lexicon: &Lexicon, phrase: &str, tag: Tag) {
        let mut ids: Vec<u32> = Vec::new();
        for word in phrase.split_whitespace() {
            let folded = lexicon.folder.fold(word);
            let bare = folded.strip_prefix("ال").filter(|w| w.chars().count() > 2).unwrap_or(&folded);
            let next = self.words.len() as u32;
            ids.push(*self.words.entry(bare.to_owned()).or_insert(next));
        }
        self.phrases.resize(self.words.len(), Vec::new());
        self.begins.resize(self.words.len(), 0);
        if let Some(&first) = ids.first() {
            self.begins[first as usize] |= tag.bit();
            self.phrases[first as usize].push((ids, tag));
        }
    }

    /// The issue of an id.
    pub fn get(&self, id: &str) -> Option<&Issue> {
        self.all.iter().find(|i| i.id == id)
    }

    /// The words of phrases that a folded word may be, as ids, its likeliest reading first.
    pub(crate) fn topics<'a>(&'a self, key: &'a str) -> impl Iterator<Item = u32> + 'a {
        stems(key).into_iter().filter_map(|stem| self.words.get(stem).copied())
    }

    /// Bits of what the phrases tell that these words begin.
    pub(crate) fn bits(&self, ids: &[u32]) -> u32 {
        ids.iter().fold(0, |bits, &id| bits | self.begins[id as usize])
    }

    /// All contexts that the longest phrase at token `k` names, and its length.
    fn contexts_at(&self, words: &Words<'_>, k: usize, last: usize) -> (Vec<usize>, usize) {
        let topics = |k: usize| if k < last { words.topics(k) } else { &[] };
        let (mut found, mut longest) = (Vec::new(), 0);
        if words.topic_bits(k) & Tag::CONTEXT == 0 {
            return (found, longest);
        }
        for &first in topics(k) {
            if self.begins[first as usize] & Tag::CONTEXT == 0 {
                continue;
            }
            for (phrase, tag) in &self.phrases[first as usize] {
                let Tag::Context(at) = *tag else { continue };
                if phrase.len() < longest {
                    break;
                }
                if phrase[1..].iter().enumerate().all(|(n, word)| topics(k + 1 + n).contains(word)) {
                    longest = phrase.len();
                    found.push(at);
                }
            }
            if longest > 0 {
                break;
            }
        }
        (found, longest)
    }

    /// What the first phrase of a kind at token `k` tells, and its length in tokens.
    fn at<T>(
        &self,
        words: &Words<'_>,
        k: usize,
        last: usize,
        bit: u32,
        take: impl Fn(Tag) -> Option<T>,
    ) -> Option<(T, usize)> {
        if words.topic_bits(k) & bit == 0 {
            return None;
        }
        let topics = |k: usize| if k < last { words.topics(k) } else { &[] };
        for &first in topics(k) {
            if self.begins[first as usize] & bit == 0 {
                continue;
            }
            for (phrase, tag) in &self.phrases[first as usize] {
                let Some(value) = take(*tag) else { continue };
                if phrase[1..].iter().enumerate().all(|(n, word)| topics(k + 1 + n).contains(word)) {
                    return Some((value, phrase.len()));
                }
            }
        }
        None
    }

    /// Whether any word or phrase of `record.tsv` of this class may stand in the document.
    pub(crate) fn any_mark(&self, words: &Words<'_>, mark: Mark) -> bool {
        words.any_topic_bits() & Tag::Mark(mark).bit() != 0
    }

    /// The length of a word or phrase of `record.tsv` of this class at token `k`.
    pub(crate) fn mark(&self, words: &Words<'_>, k: usize, last: usize, mark: Mark) -> Option<usize> {
        self.at(words, k, last, Tag::Mark(mark).bit(), |tag| (tag == Tag::Mark(mark)).then_some(()))
            .map(|(_, length)| length)
    }

    /// Whether an issue yields to any other: talk about talks is no matter of its own.
    fn weak(&self, issue: usize) -> bool {
        self.roots[issue].1
    }

    /// The longest trigger between two tokens, the earliest of equals; `weak`: those that yield to any other.
    fn pick(&self, words: &Words<'_>, range: std::ops::Range<usize>, last: usize, weak: bool) -> Option<usize> {
        let issue = |tag| match tag {
            Tag::Issue(at) if self.weak(at) == weak => Some(at),
            _ => None,
        };
        let mut best: Option<(usize, usize)> = None;
        if words.any_topic_bits() & Tag::ISSUE == 0 {
            return None;
        }
        for &k in words.topical(range) {
            if let Some((at, length)) = self.at(words, k as usize, last, Tag::ISSUE, issue)
                && best.is_none_or(|(_, longest)| length > longest)
            {
                best = Some((at, length));
            }
        }
        best.map(|(at, _)| at)
    }

    /// The issue that most triggers of a document name, weak ones aside.
    pub(crate) fn vote(&self, doc: &Document, words: &Words<'_>) -> Option<usize> {
        let issue = |tag| match tag {
            Tag::Issue(at) if !self.weak(at) => Some(at),
            _ => None,
        };
        // By root, in order of first mention.
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let last = doc.tokens.len();
        for &k in words.topical(0..last) {
            let Some((at, _)) = self.at(words, k as usize, last, Tag::ISSUE, issue) else { continue };
            let root = self.root(at);
            match counts.iter_mut().find(|(known, _)| *known == root) {
                Some((_, n)) => *n += 1,
                None => counts.push((root, 1)),
            }
        }
        let most = counts.iter().map(|(_, n)| *n).max()?;
        counts.into_iter().find(|(_, n)| *n == most).map(|(root, _)| root)
    }

    fn root(&self, issue: usize) -> usize {
        self.roots[issue].0
    }

    fn find_root(&self, issue: usize) -> (usize, bool) {
        let id = self.all[issue].id.split('/').next().unwrap_or_default();
        (self.all.iter().position(|i| i.id == id).unwrap_or(issue), matches!(id, "dialogue" | "mediation"))
    }

    /// The key of the issue that an act is about. What its verb implies beyond doubt goes first, then the triggers of its
    /// evidence, what its verb implies, the triggers of its sentence, the issue of the whole report (`vote`), talk about
    /// talks, and what its type implies.
    pub(crate) fn issue(
        &self,
        scene: &Scene<'_, '_>,
        act: &Act,
        parties: &Parties<'_>,
        vote: &dyn Fn() -> Option<usize>,
    ) -> Option<String> {
        let (words, last) = (scene.words, scene.last);
        let from = scene.doc.tokens.partition_point(|t| t.span.start < act.evidence.start);
        let to = scene.doc.tokens.partition_point(|t| t.span.end <= act.evidence.end).min(last);
        let of_lemma = self.implied.get(&(act.kind, act.lemma.clone()));
        let of_type = self.implied.get(&(act.kind, String::new()));
        let strong = of_lemma.or(of_type).filter(|(_, strong)| *strong).map(|(issue, _)| *issue);
        let own = || self.pick(words, from..to, last, false);
        let chosen = match strong {
            // A sub-issue of the same root says more.
            Some(issue) => own().filter(|at| self.root(*at) == self.root(issue)).or(Some(issue)),
            None => own()
                .or_else(|| of_lemma.map(|(issue, _)| *issue))
                .or_else(|| self.pick(words, to..last.min(to + AROUND), last, false))
                .or_else(|| self.pick(words, from.saturating_sub(AROUND).max(scene.first)..to, last, false))
                .or_else(vote)
                .or_else(|| self.pick(words, from..to, last, true))
                .or_else(|| of_type.map(|(issue, _)| *issue)),
        };
        let issue = &self.all[chosen?];
        let codes = |ids: &[mahdar_doc::EntityId]| -> Vec<String> {
            ids.iter().filter_map(|id| parties.code(*id)).map(str::to_owned).collect()
        };
        let (actors, recipients) = (codes(&act.actors), codes(&act.recipients));
        let one = |list: &[String]| list.first().cloned();
        let objects = match issue.objects.as_str() {
            "actor>actor" => one(&actors).zip(one(&recipients)).map(|(a, r)| format!("{a}>{r}")),
            "actor@actor" => one(&recipients).map(|r| format!("@{r}")),
            "actor" => one(&recipients).or(one(&actors)),
            _ => None,
        };
        Some(match objects {
            Some(objects) => format!("{}:{objects}", issue.id),
            None => issue.id.clone(),
        })
    }

    /// PLOVER's contexts of an act: those that its type or issue implies, and those that words of its evidence name.
    pub(crate) fn contexts_of(&self, scene: &Scene<'_, '_>, act: &Act) -> Vec<String> {
        let id = act.issue.as_deref().and_then(|key| key.split(':').next());
        let mut found: Vec<bool> = self
            .contexts
            .iter()
            .map(|c| c.acts.contains(&act.kind) || id.is_some_and(|id| c.issues.iter().any(|i| i == id)))
            .collect();
        let mut k = scene.doc.tokens.partition_point(|t| t.span.start < act.evidence.start).max(scene.first);
        while k < scene.last && scene.doc.tokens[k].span.end <= act.evidence.end {
            let (here, length) = self.contexts_at(scene.words, k, scene.last);
            for at in here {
                found[at] = true;
            }
            k += length.max(1);
        }
        self.contexts.iter().zip(found).filter(|(_, found)| *found).map(|(c, _)| c.id.clone()).collect()
    }

    /// The mode that the content of an act settles: the longest phrase of `modes.tsv` for its type after the trigger.
    pub(crate) fn content_mode(&self, scene: &Scene<'_, '_>, act: &Act) -> Option<&ContentMode> {
        let mode = |tag| match tag {
            Tag::Mode(at) if self.modes[at].kind == act.kind => Some(at),
            _ => None,
        };
        let mut best: Option<(usize, usize)> = None;
        for &k in scene.words.topical(scene.first..scene.last) {
            let k = k as usize;
            let span = scene.doc.tokens[k].span;
            let content = span.start >= act.trigger.end && span.end <= act.evidence.end;
            if content
                && let Some((at, length)) = self.at(scene.words, k, scene.last, Tag::MODE, mode)
                && best.is_none_or(|(_, longest)| length > longest)
            {
                best = Some((at, length));
            }
        }
        best.map(|(at, _)| &self.modes[at])
    }
}

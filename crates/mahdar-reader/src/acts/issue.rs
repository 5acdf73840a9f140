//! What an act is about: the tree of `issues.toml`.

use super::Scene;
use super::parties::Parties;
use mahdar_doc::Act;
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

/// The tree, compiled for look-up: triggers by their first folded word.
#[derive(Debug, Default)]
pub struct Issues {
    /// All issues, in file order.
    pub all: Vec<Issue>,
    /// Ids of the words of triggers.
    words: FxHashMap<String, u32>,
    /// By the id of the first word: all words of a trigger and its issue, the longest first.
    triggers: Vec<Vec<(Vec<u32>, usize)>>,
}

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

/// Reads `issues.toml` and its overlays.
///
/// # Errors
/// A file that is no TOML of this shape, or a parent that does not exist.
pub fn load_issues(files: &PackFiles, lexicon: &Lexicon) -> Result<Issues, PackError> {
    let mut issues = Issues::default();
    for (path, text) in files.texts("issues.toml") {
        let error = |message: String| PackError::Toml { path: path.to_owned(), message };
        let raw: RawFile = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        for raw in raw.issue {
            if !raw.parent.is_empty() && !issues.all.iter().any(|i| i.id == raw.parent) {
                return Err(error(format!("issue {}: parent `{}` does not stand before it", raw.id, raw.parent)));
            }
            let at = issues.all.len();
            issues.all.push(Issue { id: raw.id, parent: raw.parent, en: raw.en, ar: raw.ar, objects: raw.objects });
            for trigger in raw.triggers {
                let mut ids: Vec<u32> = Vec::new();
                for word in trigger.split_whitespace() {
                    let folded = lexicon.folder.fold(word);
                    let bare = folded.strip_prefix("ال").filter(|w| w.chars().count() > 2).unwrap_or(&folded);
                    let next = issues.words.len() as u32;
                    ids.push(*issues.words.entry(bare.to_owned()).or_insert(next));
                }
                issues.triggers.resize(issues.words.len(), Vec::new());
                if let Some(&first) = ids.first() {
                    issues.triggers[first as usize].push((ids, at));
                }
            }
        }
    }
    for list in &mut issues.triggers {
        list.sort_by_key(|(words, at)| (std::cmp::Reverse(words.len()), *at));
    }
    Ok(issues)
}

impl Issues {
    /// The issue of an id.
    pub fn get(&self, id: &str) -> Option<&Issue> {
        self.all.iter().find(|i| i.id == id)
    }

    /// The words of triggers that a folded word may be, as ids, its likeliest reading first.
    pub(crate) fn topics<'a>(&'a self, key: &'a str) -> impl Iterator<Item = u32> + 'a {
        stems(key).into_iter().filter_map(|stem| self.words.get(stem).copied())
    }

    /// The issue whose trigger begins at token `k`, and the length of the trigger.
    fn at(&self, scene: &Scene<'_, '_>, k: usize) -> Option<(usize, usize)> {
        let topics = |k: usize| if k < scene.last { scene.words.topics(k) } else { &[] };
        for &first in topics(k) {
            for (words, issue) in &self.triggers[first as usize] {
                let fits = words[1..].iter().enumerate().all(|(n, word)| topics(k + 1 + n).contains(word));
                if fits {
                    return Some((*issue, words.len()));
                }
            }
        }
        None
    }

    /// The key of the issue that an act is about: the longest trigger in its evidence, the theme's first.
    pub(crate) fn of(&self, scene: &Scene<'_, '_>, act: &Act, parties: &Parties<'_>) -> Option<String> {
        if self.all.is_empty() {
            return None;
        }
        let within = |k: &usize| {
            let span = scene.doc.tokens[*k].span;
            act.evidence.start <= span.start && span.end <= act.evidence.end
        };
        let mut best: Option<(usize, usize)> = None;
        for k in (scene.first..scene.last).filter(within) {
            if let Some((issue, length)) = self.at(scene, k)
                && best.is_none_or(|(_, longest)| length > longest)
            {
                best = Some((issue, length));
            }
        }
        let issue = &self.all[best?.0];
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
}

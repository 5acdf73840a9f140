//! Rules of statements: patterns as data, each with its proof.
//!
//! A pattern is a sequence of elements. It has no variables, arithmetic or loops; what needs them is an element, written
//! in [`crate::matcher`].

use mahdar_lexicon::{PackError, PackFiles};
use serde::Deserialize;

/// The kinds of cue word an element `cue:...` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueElement {
    Verb,
    VerbObject,
    VerbNoun,
    Participle,
    ParticipleNoun,
    Masdar,
    MasdarPronoun,
    MasdarBi,
    Relay,
    Light,
    Noun,
}

/// How an element `join:...` joins content to cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinElement {
    An,
    PrepAn,
    PrepNoun,
    Quote,
    Object,
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Element {
    Cue(CueElement),
    Speaker { optional: bool },
    Addressee { optional: bool },
    Outlet,
    ViaSource,
    RelayedNoun { optional: bool },
    Adjuncts,
    Join(Vec<JoinElement>),
    Content,
}

impl std::fmt::Display for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = |optional: bool| if optional { "?" } else { "" };
        match self {
            Element::Cue(cue) => write!(f, "cue:{cue:?}"),
            Element::Speaker { optional } => write!(f, "speaker{}", mark(*optional)),
            Element::Addressee { optional } => write!(f, "addressee{}", mark(*optional)),
            Element::Outlet => write!(f, "outlet"),
            Element::ViaSource => write!(f, "via-source"),
            Element::RelayedNoun { optional } => write!(f, "relayed-noun{}", mark(*optional)),
            Element::Adjuncts => write!(f, "adjuncts"),
            Element::Join(joins) => write!(f, "join {joins:?}"),
            Element::Content => write!(f, "content"),
        }
    }
}

/// A text that a rule must match, and the parts it must find.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The text.
    pub text: String,
    /// The words of the speaker, if the clause has any.
    pub speaker: Option<String>,
    /// The words of the content.
    pub content: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    why: String,
    pattern: String,
    matches: Vec<Proof>,
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    rule: Vec<RawRule>,
}

/// A rule, compiled.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable; appears as `found_by`.
    pub id: String,
    /// The fact of the language it stands on.
    pub why: String,
    pub(crate) elements: Vec<Element>,
    /// Texts it must match.
    pub matches: Vec<Proof>,
    /// Texts it must not match.
    pub rejects: Vec<String>,
}

impl Rule {
    /// The joins of its cue, if no element on the way to them makes another word the cue.
    pub(crate) fn own_joins(&self) -> Option<&[JoinElement]> {
        self.elements.iter().find_map(|element| match element {
            Element::RelayedNoun { .. } => Some(None),
            Element::Join(joins) => Some(Some(joins.as_slice())),
            _ => None,
        })?
    }

    pub(crate) fn cue(&self) -> Option<CueElement> {
        match self.elements.first() {
            Some(Element::Cue(cue)) => Some(*cue),
            _ => None,
        }
    }
}

fn element(text: &str) -> Option<Element> {
    let (name, optional) = text.strip_suffix('?').map_or((text, false), |name| (name, true));
    if name.starts_with("join:") {
        let joins = name.split('|').map(|join| {
            Some(match join.strip_prefix("join:")? {
                "an" => JoinElement::An,
                "prep-an" => JoinElement::PrepAn,
                "prep-noun" => JoinElement::PrepNoun,
                "quote" => JoinElement::Quote,
                "object" => JoinElement::Object,
                _ => return None,
            })
        });
        return joins.collect::<Option<Vec<_>>>().map(Element::Join);
    }
    Some(match name {
        "cue:verb" => Element::Cue(CueElement::Verb),
        "cue:verb-object" => Element::Cue(CueElement::VerbObject),
        "cue:verb-noun" => Element::Cue(CueElement::VerbNoun),
        "cue:participle" => Element::Cue(CueElement::Participle),
        "cue:participle-noun" => Element::Cue(CueElement::ParticipleNoun),
        "cue:masdar" => Element::Cue(CueElement::Masdar),
        "cue:masdar-pronoun" => Element::Cue(CueElement::MasdarPronoun),
        "cue:masdar-bi" => Element::Cue(CueElement::MasdarBi),
        "cue:relay" => Element::Cue(CueElement::Relay),
        "cue:light" => Element::Cue(CueElement::Light),
        "cue:noun" => Element::Cue(CueElement::Noun),
        "speaker" => Element::Speaker { optional },
        "addressee" => Element::Addressee { optional },
        "outlet" => Element::Outlet,
        "via-source" => Element::ViaSource,
        "relayed-noun" => Element::RelayedNoun { optional },
        "adjuncts" => Element::Adjuncts,
        "content" => Element::Content,
        _ => return None,
    })
}

/// The rules of a pack, in file order; an overlay's rule of the same id replaces.
///
/// # Errors
/// A file that is no TOML, a rule without proofs, an element that does not exist: with file and rule.
pub fn load_rules(files: &PackFiles) -> Result<Vec<Rule>, PackError> {
    let name = "ar/rules/statements.toml";
    let mut rules: Vec<Rule> = Vec::new();
    for (path, text) in files.texts(name) {
        let error = |message: String| PackError::Toml { path: path.to_owned(), message };
        let raw: RawFile = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        for raw in raw.rule {
            if raw.matches.is_empty() || raw.rejects.is_empty() {
                return Err(error(format!(
                    "rule {}: needs at least one `matches` and one `rejects`; a rule carries its proof",
                    raw.id
                )));
            }
            let elements = raw
                .pattern
                .split_whitespace()
                .map(|word| {
                    element(word).ok_or_else(|| {
                        error(format!("rule {}: no element `{word}`; see ARCHITECTURE.md, Patterns", raw.id))
                    })
                })
                .collect::<Result<Vec<_>, _>>()?;
            if !matches!(elements.first(), Some(Element::Cue(_))) {
                return Err(error(format!("rule {}: a pattern begins with a cue element", raw.id)));
            }
            let rule = Rule { id: raw.id, why: raw.why, elements, matches: raw.matches, rejects: raw.rejects };
            match rules.iter_mut().find(|mine| mine.id == rule.id) {
                Some(mine) => *mine = rule,
                None => rules.push(rule),
            }
        }
    }
    if rules.is_empty() {
        return Err(PackError::Missing { path: name.to_owned() });
    }
    Ok(rules)
}

//! Rules carry their proofs; here they are run.

use crate::Reader;
use mahdar_doc::Article;

/// A proof that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofFailure {
    /// The rule, or the row of `cues.tsv`.
    pub id: String,
    /// The text.
    pub text: String,
    /// What was expected and what was found.
    pub what: String,
}

impl std::fmt::Display for ProofFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: \u{2068}{}\u{2069}: {}", self.id, self.text, self.what)
    }
}

/// Runs every `matches` and `rejects` of the rules: a rule's own statement must be found with its parts, and must not be
/// found in what it rejects.
pub fn prove(reader: &Reader) -> Vec<ProofFailure> {
    let mut failures = Vec::new();
    for rule in reader.rules() {
        let mut fail =
            |text: &str, what: String| failures.push(ProofFailure { id: rule.id.clone(), text: text.to_owned(), what });
        for proof in &rule.matches {
            let doc = reader.read(Article::from_text(proof.text.as_str()));
            let Some(statement) = doc.statements.iter().find(|s| s.found_by == rule.id) else {
                let found: Vec<&str> = doc.statements.iter().map(|s| s.found_by.as_str()).collect();
                fail(&proof.text, format!("the rule made no statement; made were {found:?}"));
                continue;
            };
            let speaker = statement.speaker.as_ref().and_then(|s| s.span).map(|span| doc.slice(span).to_owned());
            if proof.speaker.is_some() && proof.speaker != speaker {
                fail(&proof.text, format!("speaker {speaker:?} instead of {:?}", proof.speaker));
            }
            let content = statement.content.first().map(|span| doc.slice(*span).to_owned());
            if proof.content.is_some() && proof.content != content {
                fail(&proof.text, format!("content {content:?} instead of {:?}", proof.content));
            }
        }
        for text in &rule.rejects {
            let doc = reader.read(Article::from_text(text.as_str()));
            if let Some(statement) = doc.statements.iter().find(|s| s.found_by == rule.id) {
                fail(
                    text,
                    format!(
                        "must not match, but made \u{2068}{}\u{2069}",
                        statement.content.first().map_or("", |s| doc.slice(*s))
                    ),
                );
            }
        }
    }
    failures
}

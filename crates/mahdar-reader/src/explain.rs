//! Why a sentence did, or did not, yield a statement or an act.

use crate::acts::{self, ActAttempt};
use crate::matcher::Attempt;
use crate::words::{Is, Words};
use crate::{Reader, statements};
use mahdar_doc::{Article, Document, Span};
use mahdar_lang::{Entry, Phrase, quotations};
use std::cell::RefCell;

/// One token as the reader sees it.
#[derive(Clone, Debug)]
pub struct TokenView {
    /// Its words.
    pub span: Span,
    /// Its folded form.
    pub key: String,
    /// Its readings, in words.
    pub readings: Vec<String>,
    /// Closed classes and flags, in words.
    pub flags: Vec<&'static str>,
}

/// A text as read, with the readings of each token and how far each rule came.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The document.
    pub doc: Document,
    /// The tokens.
    pub tokens: Vec<TokenView>,
    /// How far each rule came at each cue.
    pub attempts: Vec<Attempt>,
    /// What became of each word that may tell an act.
    pub acts: Vec<ActAttempt>,
}

impl Reader {
    /// Whether a form of a known cue stands on a token that `at` accepts.
    pub fn cue_stands(&self, doc: &Document, at: impl Fn(Span) -> bool) -> bool {
        let words = self.words(doc);
        doc.tokens.iter().enumerate().any(|(i, token)| {
            at(token.span)
                && (words.at(i).has(Is::CUE) || words.hits(i).iter().any(|h| matches!(h.phrase, Phrase::Cue(_))))
        })
    }

    /// Reads a text and keeps what led to each decision.
    pub fn explain(&self, text: &str) -> Explanation {
        let doc = self.read(Article::from_text(text));
        let words = self.words(&doc);
        let mut attempts = Vec::new();
        let log = RefCell::default();
        if doc.language == "ar" {
            let marks = quotations(&doc.tokens, &doc.sentences);
            let headline = crate::frame::find(&doc, &words).headline_sentence;
            statements::find(&doc, &words, &self.rules, &marks, headline, Some(&mut attempts));
            acts::find(&mut doc.clone(), &words, &marks, &self.topics, Some(&log));
        }
        let tokens = (0..doc.tokens.len()).map(|i| self.view(&doc, &words, i)).collect();
        Explanation { doc, tokens, attempts, acts: log.into_inner() }
    }

    fn view(&self, doc: &Document, words: &Words<'_>, i: usize) -> TokenView {
        let mut readings = Vec::new();
        for analysis in words.analyses(i) {
            let stem = &doc.key_at(i)[analysis.stem as usize..];
            let mut clitics = String::new();
            if analysis.before.conjunction {
                clitics.push_str("و+");
            }
            if let Some(preposition) = analysis.before.preposition {
                clitics.push(preposition);
                clitics.push('+');
            }
            if analysis.before.article {
                clitics.push_str("ال+");
            }
            if analysis.before.future {
                clitics.push_str("س+");
            }
            let pronoun = analysis.pronoun.map_or(String::new(), |p| format!(" +{p}"));
            readings.push(match analysis.entry {
                Entry::Verb { verb, form } => {
                    let row = &self.lexicon.verbs[verb as usize];
                    let cue = row
                        .cue
                        .map_or(String::new(), |c| format!(", cue {}", self.lexicon.cues[c as usize].class.as_str()));
                    let passive = if form.passive { " passive" } else { "" };
                    format!(
                        "{clitics}{} {:?}{passive} {}{:?}{:?}{pronoun}{cue}",
                        row.lemma, form.tense, form.person, form.gender, form.number
                    )
                }
                Entry::Nisba { party, gender, number } => {
                    format!("{clitics}{stem} of {} {gender:?}{number:?}", self.lexicon.parties[party as usize])
                }
                other => format!("{clitics}{stem} {other:?}{pronoun}"),
            });
        }
        for hit in words.hits(i) {
            readings.push(match hit.phrase {
                Phrase::Actor { actor, by } => {
                    let row = &self.lexicon.actors[actor as usize];
                    format!("actor {} by {by:?}, {} tokens", row.id, hit.end as usize - i)
                }
                Phrase::Title { title, gender, number } => {
                    let row = &self.lexicon.titles[title as usize];
                    format!(
                        "title {} ({:?}) {gender:?}{number:?}, {} tokens",
                        row.form,
                        row.class,
                        hit.end as usize - i
                    )
                }
                Phrase::Function(classes) => format!("{}, {} tokens", classes.names().join("|"), hit.end as usize - i),
                Phrase::Cue(cue) => {
                    format!("cue {}, {} tokens", self.lexicon.cues[cue as usize].id, hit.end as usize - i)
                }
                other => format!("{other:?}, {} tokens", hit.end as usize - i),
            });
        }
        let is = words.at(i);
        let names = [
            (Is::VERB, "verb"),
            (Is::NOMINAL, "nominal"),
            (Is::COMP, "complementizer"),
            (Is::PREP, "preposition"),
            (Is::ADVERBIAL, "adverbial participle"),
            (Is::UNKNOWN, "unknown"),
            (Is::TIME, "time"),
            (Is::PRIVATE, "of no political actor"),
        ];
        let flags = names.into_iter().filter(|(flag, _)| is.has(*flag)).map(|(_, name)| name).collect();
        TokenView { span: doc.tokens[i].span, key: doc.key_at(i).to_owned(), readings, flags }
    }
}

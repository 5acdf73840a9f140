//! The document: text, layers, laws.

use crate::{
    Act, Entity, EntityId, Frame, Mention, MentionId, OffsetIndex, Record, Sentence, SentenceId, Span, Statement,
    StatementId, Token, TokenId,
};

/// What is read: a text and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The reader's name for it; for JSONL the given id, for a file its stem.
    pub id: String,
    /// The text, untouched but for a leading byte order mark.
    pub text: String,
    /// The file it came from.
    pub path: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, as given; any date string.
    pub published: Option<String>,
    /// Who published it, as given.
    pub publisher: Option<String>,
    /// Its headline, as given.
    pub headline: Option<String>,
    /// The declared language, as given.
    pub language: Option<String>,
}

/// Why a text cannot be an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleError {
    /// Offsets are 32 bits wide: 4 GiB is the end of a text.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl std::fmt::Display for ArticleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ArticleError::TooLong { bytes } => {
                write!(f, "the text has {bytes} bytes; one report may hold 4,294,967,294; split it into several")
            }
        }
    }
}

impl std::error::Error for ArticleError {}

impl Article {
    /// An article of a bare text, without a name.
    pub fn from_text(text: impl Into<String>) -> Self {
        Article { text: text.into(), ..Article::default() }
    }

    /// Drops a leading byte order mark and checks the size.
    ///
    /// # Errors
    /// [`ArticleError::TooLong`] from 4 GiB on.
    pub fn checked(mut self) -> Result<Self, ArticleError> {
        if self.text.len() >= u32::MAX as usize {
            return Err(ArticleError::TooLong { bytes: self.text.len() });
        }
        if self.text.starts_with('\u{FEFF}') {
            self.text.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(self)
    }
}

/// A doubt of the reader, for a person to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable code, such as `language-not-read`.
    pub code: &'static str,
    /// What it is about, in words.
    pub message: String,
    /// The words concerned.
    pub span: Option<Span>,
}

/// A report and the layers read in it. A stage adds its layer and edits no earlier one.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What was given; the text is `article.text` and is never changed.
    pub article: Article,
    /// The language that was read: an ISO 639-1 code, or `und`.
    pub language: String,
    /// Headline, section, byline, time, credits.
    pub frame: Frame,
    /// The folded forms of all tokens, one after the other.
    pub keys: String,
    /// The tokens, in text order.
    pub tokens: Vec<Token>,
    /// The sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// The mentions, in text order.
    pub mentions: Vec<Mention>,
    /// The entities, in order of first mention.
    pub entities: Vec<Entity>,
    /// The statements, in order of their cues.
    pub statements: Vec<Statement>,
    /// The acts, in order of their triggers.
    pub acts: Vec<Act>,
    /// What follows from the acts.
    pub record: Record,
    /// Doubts.
    pub notes: Vec<Note>,
}

/// A law of [`Document::check`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Every span lies in the text, on character boundaries.
    SpanInText,
    /// Tokens are in order and do not overlap; between them is white space or nothing visible.
    TokensInOrder,
    /// Sentences are in order, hold at least one token each, and hold every token.
    SentencesHoldTokens,
    /// Every id points to an item of its layer.
    IdsResolve,
    /// A statement has content, its cue is not part of it unless the content runs over a split cue, its confidence is a probability.
    StatementWhole,
    /// `within` points to another statement and never in a circle.
    NestingIsATree,
    /// An act has evidence that holds its trigger, and its confidence is a probability.
    ActWhole,
    /// Every entity has a mention, and its mentions name it.
    EntityMentioned,
}

/// A law broken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which law.
    pub law: Law,
    /// Where, in words.
    pub place: String,
}

impl Document {
    /// An empty document over `article`.
    pub fn new(article: Article) -> Self {
        Document { article, language: "und".to_owned(), ..Document::default() }
    }

    /// The text.
    #[inline]
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The words of a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// The folded form of a token.
    #[inline]
    pub fn key(&self, token: TokenId) -> &str {
        self.tokens.get(token.index()).map_or("", |token| token.key.of(&self.keys))
    }

    /// The folded form of the token at `index`; empty past the last.
    #[inline]
    pub fn key_at(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.key.of(&self.keys))
    }

    /// The surface of a token.
    #[inline]
    pub fn surface(&self, token: TokenId) -> &str {
        self.tokens.get(token.index()).map_or("", |token| self.slice(token.span))
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.first.index()..sentence.last.index()).unwrap_or(&[])
    }

    /// The sentence that holds the byte `at`.
    pub fn sentence_at(&self, at: u32) -> Option<SentenceId> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.sentences.get(index).filter(|s| s.span.start <= at).map(|_| SentenceId::from_index(index))
    }

    /// An entity.
    #[inline]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    /// Drops the entities that `keep` does not want and that no layer points to, and the mentions of them alone. The ids of
    /// the others become dense again, in their order.
    pub fn retain_entities(&mut self, keep: impl Fn(&Entity) -> bool) {
        let mut wanted: Vec<bool> = self.entities.iter().map(keep).collect();
        self.for_entity_ids(|id| {
            if let Some(wanted) = wanted.get_mut(id.index()) {
                *wanted = true;
            }
        });
        if wanted.iter().all(|wanted| *wanted) {
            return;
        }
        let mut next = 0;
        let new: Vec<EntityId> = wanted
            .iter()
            .map(|wanted| {
                let id = EntityId::from_index(next);
                next += usize::from(*wanted);
                id
            })
            .collect();
        let renumber = |id: &mut EntityId| *id = new.get(id.index()).copied().unwrap_or(*id);
        self.for_entity_ids(renumber);
        let is_wanted = |id: &EntityId| wanted.get(id.index()).is_some_and(|wanted| *wanted);
        for mention in &mut self.mentions {
            mention.entities.retain(is_wanted);
            mention.entities.iter_mut().for_each(renumber);
        }
        self.mentions.retain(|mention| !mention.entities.is_empty());
        let mut at = 0;
        self.entities.retain(|_| {
            at += 1;
            wanted[at - 1]
        });
        self.entities.iter_mut().for_each(|entity| entity.mentions.clear());
        for (i, mention) in self.mentions.iter().enumerate() {
            for id in &mention.entities {
                self.entities[id.index()].mentions.push(MentionId::from_index(i));
            }
        }
    }

    /// Every id by which statements, acts, credits and the record point to an entity.
    fn for_entity_ids(&mut self, mut visit: impl FnMut(&mut EntityId)) {
        for statement in &mut self.statements {
            statement.speaker.iter_mut().flat_map(|s| &mut s.entities).for_each(&mut visit);
            statement.via.iter_mut().filter_map(|v| v.entity.as_mut()).for_each(&mut visit);
        }
        for act in &mut self.acts {
            let ids = act.actors.iter_mut().chain(&mut act.recipients).chain(&mut act.claimed_by);
            ids.for_each(&mut visit);
        }
        self.frame.credits.iter_mut().filter_map(|c| c.entity.as_mut()).for_each(&mut visit);
        let record = &mut self.record;
        for meeting in &mut record.meetings {
            meeting.forum.iter_mut().chain(&mut meeting.participants).for_each(&mut visit);
        }
        record.agreements.iter_mut().flat_map(|a| &mut a.parties).for_each(&mut visit);
        for rule in &mut record.decision_rules {
            rule.deciders.iter_mut().chain(&mut rule.excluded).for_each(&mut visit);
        }
    }

    /// The mentions that begin between two bytes of the text.
    #[must_use]
    pub fn mentions_between(&self, from: u32, to: u32) -> &[Mention] {
        let start = self.mentions.partition_point(|m| m.span.start < from);
        let end = self.mentions.partition_point(|m| m.span.start < to);
        &self.mentions[start..end.max(start)]
    }

    /// A mention.
    #[inline]
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.index())
    }

    /// Offsets of this text.
    pub fn offsets(&self) -> OffsetIndex<'_> {
        OffsetIndex::new(&self.article.text)
    }

    /// States the laws of the container and lists every breach.
    ///
    /// # Errors
    /// The breaches, in the order of the layers.
    pub fn check(&self) -> Result<(), Vec<Violation>> {
        let mut found = Vec::new();
        let text = self.text();
        let mut fail = |law, place: String| found.push(Violation { law, place });
        let in_text = |span: Span| {
            span.start <= span.end
                && text.is_char_boundary(span.start as usize)
                && text.is_char_boundary(span.end as usize)
        };

        let mut end = 0;
        for (i, token) in self.tokens.iter().enumerate() {
            if !in_text(token.span) || token.span.is_empty() || token.key.end as usize > self.keys.len() {
                fail(Law::SpanInText, format!("token {i}"));
            } else if token.span.start < end
                || text[end as usize..token.span.start as usize].chars().any(|c| !c.is_whitespace() && !is_invisible(c))
            {
                fail(Law::TokensInOrder, format!("token {i}"));
            }
            end = token.span.end.max(end);
        }
        let mut next = 0;
        for (i, sentence) in self.sentences.iter().enumerate() {
            if sentence.first.0 != next
                || sentence.last.0 <= sentence.first.0
                || sentence.last.index() > self.tokens.len()
            {
                fail(Law::SentencesHoldTokens, format!("sentence {i}"));
            }
            if !in_text(sentence.span) {
                fail(Law::SpanInText, format!("sentence {i}"));
            }
            next = sentence.last.0;
        }
        if !self.sentences.is_empty() && next as usize != self.tokens.len() {
            fail(Law::SentencesHoldTokens, "the last sentence".to_owned());
        }
        for (i, mention) in self.mentions.iter().enumerate() {
            if !in_text(mention.span) {
                fail(Law::SpanInText, format!("mention {i}"));
            }
            if mention.entities.iter().any(|e| e.index() >= self.entities.len()) {
                fail(Law::IdsResolve, format!("mention {i}"));
            }
        }
        for (i, entity) in self.entities.iter().enumerate() {
            let names = |m: &MentionId| self.mention(*m).is_some_and(|m| m.entities.contains(&EntityId::from_index(i)));
            if entity.mentions.is_empty() || !entity.mentions.iter().all(names) {
                fail(Law::EntityMentioned, format!("entity {i} ({})", entity.name_ar));
            }
        }
        for (i, statement) in self.statements.iter().enumerate() {
            self.check_statement(i, statement, &in_text, &mut fail);
        }
        for (i, act) in self.acts.iter().enumerate() {
            let time = act.time.as_ref().and_then(|t| t.span);
            let spans = [Some(act.evidence), Some(act.trigger), act.condition, act.object, act.place, time];
            if !spans.iter().flatten().all(|span| in_text(*span)) {
                fail(Law::SpanInText, format!("act {i}"));
            }
            let ids = act.actors.iter().chain(&act.recipients).chain(&act.claimed_by);
            let statement = act.statement.is_none_or(|s| s.index() < self.statements.len());
            if ids.into_iter().any(|e| e.index() >= self.entities.len()) || !statement {
                fail(Law::IdsResolve, format!("act {i}"));
            }
            let holds = act.evidence.start <= act.trigger.start && act.trigger.end <= act.evidence.end;
            if !holds || act.trigger.is_empty() || !(0.0..=1.0).contains(&act.confidence) {
                fail(Law::ActWhole, format!("act {i}"));
            }
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    fn check_statement(
        &self,
        i: usize,
        statement: &Statement,
        in_text: &impl Fn(Span) -> bool,
        fail: &mut impl FnMut(Law, String),
    ) {
        let spans = [
            Some(statement.cue.span),
            statement.speaker.as_ref().and_then(|s| s.span),
            statement.occasion,
            statement.addressee,
        ];
        if !spans.iter().flatten().chain(&statement.content).all(|span| in_text(*span)) {
            fail(Law::SpanInText, format!("statement {i}"));
        }
        let entities = statement
            .speaker
            .iter()
            .flat_map(|s| &s.entities)
            .chain(statement.via.iter().filter_map(|v| v.entity.as_ref()));
        if entities.into_iter().any(|e| e.index() >= self.entities.len())
            || statement.sentence.index() >= self.sentences.len()
        {
            fail(Law::IdsResolve, format!("statement {i}"));
        }
        if statement.content.is_empty()
            || statement.content.iter().any(|span| span.is_empty())
            || statement.content.windows(2).any(|pair| pair[1].start < pair[0].end)
            || !(0.0..=1.0).contains(&statement.confidence)
        {
            fail(Law::StatementWhole, format!("statement {i}"));
        }
        let mut at = statement.within;
        let mut steps = 0;
        while let Some(StatementId(outer)) = at {
            steps += 1;
            if outer as usize >= self.statements.len() || outer as usize == i || steps > self.statements.len() {
                fail(Law::NestingIsATree, format!("statement {i}"));
                break;
            }
            at = self.statements[outer as usize].within;
        }
    }
}

/// Marks of direction and zero-width characters: they stand between words and are no words.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || (c.is_control())
}

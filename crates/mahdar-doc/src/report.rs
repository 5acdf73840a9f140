//! The report object: what `mahdar read --format json` prints, what every surface returns.
//!
//! Serde names are the API: additive change only. Offsets are Unicode code points of `text`, end exclusive
//! (`offset_unit` says so). The JSON Schema in `schema/report.schema.json` is generated from these types.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// `[start, end]` in code points of the text, end exclusive.
pub type Range = [usize; 2];

/// The version of the report object.
pub const SCHEMA: &str = "mahdar.report/1";

macro_rules! object {
    ($(#[$doc:meta])* $name:ident $(<$life:lifetime>)? { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name $(<$life>)? { $($(#[$field_doc])* pub $field: $type,)* }
    };
}

object!(
    /// One report as read.
    Report<'a> {
        /// The version of this object: `mahdar.report/1`.
        schema: Cow<'a, str>,
        /// What offsets count: `codepoint`.
        offset_unit: Cow<'a, str>,
        /// For JSONL input, echoed; for a file, its stem.
        id: Cow<'a, str>,
        /// SHA-256 of the text, in hexadecimal.
        sha256: String,
        /// What read it.
        engine: Engine<'a>,
        /// Where it came from.
        source: Source<'a>,
        /// ISO 639-1 code of the language found, or `und`.
        language: Cow<'a, str>,
        /// The text, unchanged.
        text: Cow<'a, str>,
        /// The headline.
        headline: Option<Value<'a>>,
        /// The rubric above the headline.
        section: Option<Value<'a>>,
        /// Who wrote it.
        byline: Option<Value<'a>>,
        /// Who published it.
        publisher: Option<Value<'a>>,
        /// When it was published.
        published: Option<Published<'a>>,
        /// Outlets and agencies on whose word it stands.
        credits: Vec<Credit<'a>>,
        /// Everything named.
        entities: Vec<Entity<'a>>,
        /// Who said what.
        statements: Vec<Statement<'a>>,
        /// Who did what to whom.
        acts: Vec<Act<'a>>,
        /// Who met, and what came of it.
        #[serde(default)]
        meetings: Vec<Meeting<'a>>,
        /// What was agreed, or put on the table to be.
        #[serde(default)]
        agreements: Vec<Agreement<'a>>,
        /// What answers what.
        #[serde(default)]
        replies: Vec<Reply<'a>>,
        /// Who stands where.
        #[serde(default)]
        positions: Vec<Position<'a>>,
        /// Who may decide.
        #[serde(default)]
        decision_rules: Vec<DecisionRule<'a>>,
        /// Doubts of the reader.
        notes: Vec<Note<'a>>,
    }
);
object!(
    /// What read the report.
    Engine<'a> {
        /// The engine's version.
        version: Cow<'a, str>,
        /// Hash of the packs in use.
        packs: Cow<'a, str>,
    }
);
object!(
    /// Where a report came from.
    Source<'a> {
        /// The file, as named on the command line.
        path: Option<Cow<'a, str>>,
        /// Its address.
        url: Option<Cow<'a, str>>,
    }
);
object!(
    /// A value of the frame: words of the text (`span`), or a field of the input (`field`).
    Value<'a> {
        /// The value.
        text: Cow<'a, str>,
        /// Where it stands in the text.
        span: Option<Range>,
        /// The field of the input it was given in.
        field: Option<Cow<'a, str>>,
    }
);
object!(
    /// When the report was published.
    Published<'a> {
        /// ISO 8601, cut at its precision.
        value: Cow<'a, str>,
        /// `year`, `month`, `day`, `minute` or `second`.
        precision: Cow<'a, str>,
        /// An offset or zone, only if the source gives one.
        timezone: Option<Cow<'a, str>>,
        /// As given.
        raw: Cow<'a, str>,
        /// Where it stands in the text.
        span: Option<Range>,
        /// The field of the input it was given in.
        field: Option<Cow<'a, str>>,
    }
);
object!(
    /// An outlet or agency on whose word the report stands.
    Credit<'a> {
        /// Its name as printed.
        text: Cow<'a, str>,
        /// Its entity.
        entity: Option<String>,
        /// `source-line`, `agency-tag` or `according-to`.
        kind: Cow<'a, str>,
        /// Where it stands.
        span: Range,
    }
);
object!(
    /// Names of an entity by language.
    Names<'a> {
        /// Arabic.
        ar: Cow<'a, str>,
        /// English, if a pack knows it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        en: Option<Cow<'a, str>>,
    }
);
object!(
    /// Something named in the report.
    Entity<'a> {
        /// `e1`, `e2` ...
        id: String,
        /// person, state, igo, organisation, armed-group, office, place, group, source.
        kind: Cow<'a, str>,
        /// Its names.
        name: Names<'a>,
        /// The party it is: ISO 3166 alpha-3, or a code of an organisation.
        code: Option<Cow<'a, str>>,
        /// The party it acts for.
        party: Option<Cow<'a, str>>,
        /// Wikidata id, if a pack is certain of it.
        wikidata: Option<Cow<'a, str>>,
        /// Its office.
        role: Option<Cow<'a, str>>,
        /// PLOVER's sector: GOV, MIL, REB ...
        #[serde(default)]
        sector: Option<Cow<'a, str>>,
        /// For a source without a name: what kind of source.
        anonymous: Option<Cow<'a, str>>,
        /// The pack row it is, if any.
        pack_id: Option<Cow<'a, str>>,
        /// Where it is named.
        mentions: Vec<Range>,
    }
);
object!(
    /// The word or words that attribute.
    Cue<'a> {
        /// Where.
        span: Range,
        /// Dictionary form.
        lemma: Cow<'a, str>,
        /// What kind of saying.
        class: Cow<'a, str>,
    }
);
object!(
    /// The source of a statement.
    Speaker<'a> {
        /// The noun phrase in the cue's clause.
        span: Option<Range>,
        /// Who it is.
        entities: Vec<String>,
        /// explicit, dropped-subject, pronoun, participle, headline.
        resolved_by: Cow<'a, str>,
    }
);
object!(
    /// On whose word the report has a statement.
    Via {
        /// Where it is named.
        span: Range,
        /// The entity.
        entity: Option<String>,
    }
);
object!(
    /// A place in the text.
    Place {
        /// Where.
        span: Range,
    }
);
object!(
    /// Content attributed to a source by a cue.
    Statement<'a> {
        /// `s1`, `s2` ... in the order of the cues.
        id: String,
        /// The sentence of the cue, counted from 0.
        sentence: u32,
        /// The cue.
        cue: Cue<'a>,
        /// The source.
        speaker: Option<Speaker<'a>>,
        /// What is said: one range, or more where the cue splits it.
        content: Vec<Range>,
        /// direct, mixed or indirect.
        mode: Cow<'a, str>,
        /// The statement in whose content it stands.
        within: Option<String>,
        /// On whose word the report has it.
        via: Vec<Via>,
        /// Where or when it was said.
        occasion: Option<Place>,
        /// To whom.
        addressee: Option<Place>,
        /// The issue; null in this version of the engine.
        issue: Option<Cow<'a, str>>,
        /// The rule that made it.
        found_by: Cow<'a, str>,
        /// Between 0 and 1.
        confidence: f32,
    }
);
object!(
    /// A label in two languages.
    Label<'a> {
        /// English.
        en: Cow<'a, str>,
        /// Arabic.
        ar: Cow<'a, str>,
    }
);
object!(
    /// What an act is about.
    Issue<'a> {
        /// A root of `issues.toml`, with its objects: `membership:UKR@NATO`.
        key: Cow<'a, str>,
        /// In words.
        label: Label<'a>,
    }
);
object!(
    /// When an act took or takes place.
    Time<'a> {
        /// ISO 8601, cut at what is known.
        value: Cow<'a, str>,
        /// `stated`: words of the text; `inferred`: from the report's own time.
        basis: Cow<'a, str>,
        /// The words, if stated.
        span: Option<Range>,
    }
);
object!(
    /// What one party did towards another.
    Act<'a> {
        /// `a1`, `a2` ... in the order of the triggers.
        id: String,
        /// One of the types of the guidelines.
        r#type: Cow<'a, str>,
        /// PLOVER's mode, where its words settle one: `yield`, `aerial`.
        #[serde(default)]
        mode: Option<Cow<'a, str>>,
        /// PLOVER's contexts.
        #[serde(default)]
        contexts: Vec<Cow<'a, str>>,
        /// Entity ids.
        actors: Vec<String>,
        /// Entity ids.
        recipients: Vec<String>,
        /// The deed that is announced, where announcing it is an act of another kind: a coming meeting is AGREE.
        #[serde(default)]
        announced: Option<Cow<'a, str>>,
        /// Whether both sides do the same.
        symmetric: bool,
        /// actual, planned, conditional, negated, reported.
        status: Cow<'a, str>,
        /// Whether the deed is denied by the words themselves.
        negated: bool,
        /// The entity that claims it, where the narrator does not.
        claimed_by: Option<String>,
        /// The words of the condition.
        condition: Option<Place>,
        /// What it is about.
        issue: Option<Issue<'a>>,
        /// What is demanded, offered, refused.
        object: Option<Place>,
        /// When.
        time: Option<Time<'a>>,
        /// Where.
        place: Option<Place>,
        /// The words it stands on.
        evidence: Range,
        /// The word that tells the type.
        trigger: Range,
        /// The statement in whose content it stands.
        statement: Option<String>,
        /// The CAMEO code that its words support.
        #[serde(default)]
        cameo: Option<Cow<'a, str>>,
        /// The PLOVER type it is exported as.
        plover: Cow<'a, str>,
        /// The rule that made it.
        found_by: Cow<'a, str>,
        /// Between 0 and 1.
        confidence: f32,
    }
);
object!(
    /// Parties that talk, by whatever means.
    Meeting<'a> {
        /// `m1`, `m2` ...
        id: String,
        /// The body or format.
        forum: Option<String>,
        /// When.
        date: Option<Time<'a>>,
        /// Where.
        place: Option<Place>,
        /// Entity ids of who sat or talked.
        participants: Vec<String>,
        /// Roots of the issues spoken of.
        issues: Vec<Cow<'a, str>>,
        /// Whether it is still to come.
        planned: bool,
        /// Acts: what both sides agreed.
        outcomes: Vec<String>,
        /// Acts: what was asked, offered or refused.
        open: Vec<String>,
        /// Acts: what was announced to follow.
        next: Vec<String>,
        /// The acts that tell it.
        acts: Vec<String>,
        /// The words it stands on.
        evidence: Vec<Range>,
    }
);
object!(
    /// Something agreed, or put on the table to be.
    Agreement<'a> {
        /// `g1`, `g2` ...
        id: String,
        /// Entity ids of whom it binds.
        parties: Vec<String>,
        /// On what.
        matter: Place,
        /// Its terms, where they are listed.
        parts: Vec<Place>,
        /// Where its terms take effect.
        places: Vec<Place>,
        /// proposed, agreed, signed, in-force, breached, lapsed: the latest told.
        stage: Cow<'a, str>,
        /// The acts that tell it.
        acts: Vec<String>,
    }
);
object!(
    /// An act that answers another.
    Reply<'a> {
        /// The act answered.
        to: String,
        /// The act that answers.
        by: String,
        /// accepts, refuses, conditional, asks-time, denies.
        kind: Cow<'a, str>,
    }
);
object!(
    /// Where one party stands on one issue.
    Position<'a> {
        /// The party's code.
        party: Cow<'a, str>,
        /// The issue's key.
        issue: Cow<'a, str>,
        /// demands, offers, accepts, refuses, conditional, supports, opposes.
        stance: Cow<'a, str>,
        /// The words of its condition.
        condition: Option<Place>,
        /// The acts that show it.
        acts: Vec<String>,
    }
);
object!(
    /// A rule of decision: who may decide, who may not.
    DecisionRule<'a> {
        /// What is decided.
        matter: Option<Place>,
        /// Entity ids of who decides.
        deciders: Vec<String>,
        /// Entity ids of who has no say.
        excluded: Vec<String>,
        /// consensus, vote, veto, exclusive.
        kind: Cow<'a, str>,
        /// The words that tell it.
        evidence: Vec<Range>,
    }
);
object!(
    /// A doubt of the reader.
    Note<'a> {
        /// A stable code.
        code: Cow<'a, str>,
        /// In words.
        message: Cow<'a, str>,
        /// The words concerned.
        span: Option<Range>,
    }
);

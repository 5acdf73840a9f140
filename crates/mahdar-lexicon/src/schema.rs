//! The columns of every table of a pack: what `pack lint` holds them to and what the loaders read.

/// What the cells of a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Any text.
    Free,
    /// Arabic (or other) words, looked up in texts.
    Form,
    /// Lower-case ASCII with hyphens.
    Slug,
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Whether an empty cell is a fault.
    pub required: bool,
    /// Whether `|` separates several values.
    pub many: bool,
    /// What it may hold.
    pub values: Values,
}

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct FileSchema {
    /// Its path in the pack, without the language folder's name for language tables (`*/verbs.tsv`).
    pub path: &'static str,
    /// Whether the first column names the row, so that two rows may not share it.
    pub unique: bool,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

const fn col(name: &'static str, required: bool, many: bool, values: Values) -> Column {
    Column { name, required, many, values }
}

use Values::{Form, Free, OneOf, Slug};

const ACT_TYPES: &[&str] = &[
    "AGREE",
    "PROPOSE",
    "CONSULT",
    "MEDIATE",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "DENY",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];
/// What a verb does with an event: begins it, goes on with it, ends, completes, carries out or conducts it.
const STAGES: &[&str] = &["begin", "continue", "end", "complete", "hold", "conduct"];
const RECIPIENTS: &[&str] = &[
    "obj", "bi", "ala", "ila", "min", "an", "fi", "li", "maa", "didd", "tujah", "inda", "bayna", "theme", "from",
    "giver", "subject", "patient", "speaker", "none",
];
/// PLOVER's sectors of actors (Halterman et al. 2023, manual of 2024).
const SECTOR: Values = OneOf(&[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]);
const GENDER: Values = OneOf(&["m", "f"]);

/// Kinds of organisations.
pub(crate) const ORGANISATION_KINDS: &[&str] = &[
    "igo",
    "alliance",
    "court",
    "agency",
    "armed-group",
    "party",
    "movement",
    "body",
    "ngo",
    "outlet",
    "news-agency",
    "company",
    "think-tank",
];

/// How the content of a cue is joined to it.
pub(crate) const FRAMES: &[&str] = &[
    "an", "quote", "ila-an", "ala-an", "an-an", "min-an", "bi-an", "fi-an", "li-an", "ila-n", "bi-n", "ala-n", "an-n",
    "min-n", "li-n", "fi-n", "obj-n", "obj-q", "obj-as", "fi-as", "masdar", "subord",
];

const CUE_CLASSES: &[&str] = &[
    "say",
    "add",
    "affirm",
    "explain",
    "point",
    "reveal",
    "announce",
    "report",
    "quote",
    "write",
    "deny",
    "claim",
    "confess",
    "warn",
    "call",
    "demand",
    "urge",
    "accuse",
    "condemn",
    "criticise",
    "welcome",
    "praise",
    "support",
    "threaten",
    "promise",
    "expect",
    "think",
    "hope",
    "fear",
    "ask",
    "answer",
    "comment",
    "describe",
    "express",
    "propose",
    "reject",
    "agree",
    "inform",
    "remind",
    "conclude",
    "stress",
    "regret",
    "swear",
    "according-to",
];

const PERSON_COLUMNS: &[Column] = &[
    col("id", true, false, Slug),
    col("name_en", true, false, Free),
    col("name_ar", true, false, Form),
    col("forms_ar", false, true, Form),
    col("short_ar", false, true, Form),
    col("gender", false, false, GENDER),
    col("party", false, false, Free),
    col("offices", false, true, Free),
];

/// All tables of a pack.
pub fn schemas() -> &'static [FileSchema] {
    SCHEMAS
}

const SCHEMAS: &[FileSchema] = &[
    FileSchema {
        path: "actors/states.tsv",
        unique: true,
        columns: &[
            col("code", true, false, Free),
            col("cow", false, false, Free),
            col("name_en", true, false, Free),
            col("name_ar", true, false, Form),
            col("forms_ar", false, true, Form),
            col("gender", true, false, GENDER),
            col("adj_ar", false, true, Form),
            col("plural_ar", false, true, Form),
            col("capital_en", false, false, Free),
            col("capital_ar", false, true, Form),
            col("seats_ar", false, true, Form),
            col("epithets_ar", false, true, Form),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "actors/organisations.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("kind", true, false, OneOf(ORGANISATION_KINDS)),
            col("party", false, false, Free),
            col("name_en", true, false, Free),
            col("name_ar", true, false, Form),
            col("forms_ar", false, true, Form),
            col("gender", false, false, GENDER),
            col("adj_ar", false, true, Form),
            col("epithets_ar", false, true, Form),
            col("sector", false, false, SECTOR),
            col("offices", false, true, Free),
            col("note", false, false, Free),
        ],
    },
    FileSchema { path: "actors/persons-mena.tsv", unique: true, columns: PERSON_COLUMNS },
    FileSchema { path: "actors/persons-west.tsv", unique: true, columns: PERSON_COLUMNS },
    FileSchema { path: "actors/persons-world.tsv", unique: true, columns: PERSON_COLUMNS },
    FileSchema {
        path: "actors/places.tsv",
        unique: true,
        columns: &[
            col("name_ar", true, false, Form),
            col("forms_ar", false, true, Form),
            col("party", true, false, Free),
            col(
                "kind",
                true,
                false,
                OneOf(&[
                    "city", "region", "island", "crossing", "port", "base", "site", "camp", "district", "dam", "field",
                ]),
            ),
            col("name_en", true, false, Free),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "actors/roles.tsv",
        unique: true,
        columns: &[
            col("role", true, false, Slug),
            col("name_en", true, false, Free),
            col("name_ar", true, false, Form),
        ],
    },
    FileSchema {
        path: "ar/fold.tsv",
        unique: true,
        columns: &[col("from", true, false, Free), col("to", false, false, Free), col("reason", true, false, Free)],
    },
    FileSchema {
        path: "ar/clitics.tsv",
        unique: false,
        columns: &[
            col("form", true, false, Form),
            col("kind", true, false, OneOf(&["conjunction", "preposition", "article", "future", "pronoun"])),
            col("attaches", true, true, OneOf(&["any", "noun", "verb", "imperfect"])),
            col("features", false, false, Free),
            col("gloss", true, false, Free),
        ],
    },
    FileSchema {
        path: "ar/verbs.tsv",
        unique: true,
        columns: &[
            col("lemma", true, false, Form),
            col("root", true, false, Free),
            col("form", true, false, OneOf(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Q1", "Q2", "Q4"])),
            col("vowels", false, false, OneOf(&["a-a", "a-i", "a-u", "i-a", "i-i", "u-u"])),
            col("masdar", false, true, Form),
            col("kind", true, false, OneOf(&["cue", "act", "common"])),
            col("gloss", true, false, Free),
        ],
    },
    FileSchema {
        path: "ar/acts.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("lemma", true, false, Form),
            col("pos", true, false, OneOf(&["verb", "finite", "noun"])),
            col("with", false, true, Form),
            col("type", true, false, OneOf(ACT_TYPES)),
            col("recipient", false, true, OneOf(RECIPIENTS)),
            col("symmetric", true, false, OneOf(&["y", "n"])),
            col("status", false, false, OneOf(&["planned"])),
            col("human", true, false, OneOf(&["y", "n"])),
            col("mode", false, false, Slug),
            col("cameo", false, false, Free),
            col("example", true, false, Form),
        ],
    },
    FileSchema {
        path: "ar/phases.tsv",
        unique: true,
        columns: &[
            col("lemma", true, false, Form),
            col("id", true, false, Slug),
            col("stage", true, false, OneOf(STAGES)),
            col("gloss", true, false, Free),
        ],
    },
    FileSchema {
        path: "ar/events.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("with", true, true, Form),
            col("type", true, false, OneOf(ACT_TYPES)),
            col("stage", true, true, OneOf(STAGES)),
            col("recipient", false, true, OneOf(RECIPIENTS)),
            col("symmetric", true, false, OneOf(&["y", "n"])),
            col("mode", false, false, Slug),
            col("cameo", false, false, Free),
            col("example", true, false, Form),
        ],
    },
    FileSchema {
        path: "plover.tsv",
        unique: true,
        columns: &[
            col("key", true, false, Free),
            col("plover", true, false, Free),
            col("quad", true, false, OneOf(&["1", "2", "3", "4"])),
            col("score", true, false, Free),
        ],
    },
    FileSchema {
        path: "actors/agencies.tsv",
        unique: true,
        columns: &[col("id", true, false, Slug), col("state", true, false, Free)],
    },
    FileSchema {
        path: "actors/roots.tsv",
        unique: true,
        columns: &[col("party", true, false, Free), col("state", true, false, Free)],
    },
    FileSchema {
        path: "labels.tsv",
        unique: true,
        columns: &[col("key", true, false, Free), col("en", true, false, Free), col("ar", true, false, Free)],
    },
    FileSchema {
        path: "ar/latin.tsv",
        unique: false,
        columns: &[col("form", true, false, Form), col("latin", false, false, Free)],
    },
    FileSchema {
        path: "ar/act-issues.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("type", true, false, OneOf(ACT_TYPES)),
            col("lemma", false, false, Form),
            col("issue", true, false, Free),
            col("strength", false, false, OneOf(&["strong"])),
        ],
    },
    FileSchema {
        path: "ar/modes.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("type", true, false, OneOf(ACT_TYPES)),
            col("mode", false, false, Slug),
            col("cameo", false, false, Free),
            col("words", true, true, Form),
            col("example", false, false, Form),
        ],
    },
    FileSchema {
        path: "ar/record.tsv",
        unique: false,
        columns: &[
            col("form", true, false, Form),
            col(
                "class",
                true,
                false,
                OneOf(&[
                    "time",
                    "ready",
                    "backs",
                    "breach",
                    "signed",
                    "force",
                    "future",
                    "lapsed",
                    "plan",
                    "deal",
                    "terms",
                    "matter",
                    "consensus",
                    "vote",
                    "veto",
                    "exclusive",
                    "rule",
                    "excluded",
                    "opposes",
                    "forum",
                ]),
            ),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/factions.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("plural", false, true, Form),
            col("suffix", true, false, OneOf(&["OPP", "REB", "CIV", "ISR-CIV"])),
            col("sector", false, false, SECTOR),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/nonpolitical.tsv",
        unique: false,
        columns: &[col("form", true, false, Form), col("plural", false, true, Form), col("note", false, false, Free)],
    },
    FileSchema {
        path: "ar/cues.tsv",
        unique: true,
        columns: &[
            col("id", true, false, Slug),
            col("lemma", true, false, Form),
            col("kind", true, false, OneOf(&["verb", "noun", "prep", "light"])),
            col("class", true, false, OneOf(CUE_CLASSES)),
            col("frames", false, true, OneOf(FRAMES)),
            col("object", false, false, OneOf(&["y", "n", "must"])),
            col("turn", false, false, OneOf(&["continue"])),
            col("example", true, false, Form),
        ],
    },
    FileSchema {
        path: "ar/titles.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("feminine", false, false, Form),
            col("plural", false, true, Form),
            col(
                "class",
                true,
                false,
                OneOf(&[
                    "office",
                    "spokesman",
                    "expert",
                    "anonymous",
                    "honorific",
                    "body",
                    "document",
                    "outlet",
                    "people",
                ]),
            ),
            col("role", false, false, Slug),
            col("governs", false, true, Form),
            col("sector", false, false, SECTOR),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/function.tsv",
        unique: false,
        columns: &[
            col("form", true, false, Form),
            col(
                "class",
                true,
                true,
                OneOf(&[
                    "prep", "comp", "conj", "cond", "rel", "neg", "dem", "pron", "particle", "quant", "turn",
                    "narrator", "time", "adverb",
                ]),
            ),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/adjectives.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("class", true, true, OneOf(&["title", "rank", "former", "domain", "quality"])),
        ],
    },
    FileSchema {
        path: "ar/names.tsv",
        unique: false,
        columns: &[
            col("form", true, false, Form),
            col("kind", true, true, OneOf(&["given", "given-ambiguous", "family", "family-ambiguous", "particle"])),
            col("gender", false, false, OneOf(&["m", "f", "mf"])),
        ],
    },
    FileSchema {
        path: "ar/occasions.tsv",
        unique: true,
        columns: &[col("form", true, false, Form), col("plural", false, true, Form), col("note", false, false, Free)],
    },
    FileSchema {
        path: "ar/anaphors.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("kind", true, false, OneOf(&["pair-party", "pair-person"])),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/anonymity.tsv",
        unique: true,
        columns: &[col("word", true, false, Form), col("type", true, false, Slug), col("note", false, false, Free)],
    },
    FileSchema {
        path: "ar/frame.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("kind", true, false, OneOf(&["byline", "source"])),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/boundaries.tsv",
        unique: true,
        columns: &[
            col("form", true, false, Form),
            col("kind", true, false, OneOf(&["narrator", "occasion"])),
            col("note", false, false, Free),
        ],
    },
    FileSchema {
        path: "ar/abbreviations.tsv",
        unique: true,
        columns: &[col("form", true, false, Free), col("note", false, false, Free)],
    },
    FileSchema {
        path: "ar/nouns.tsv",
        unique: false,
        columns: &[
            col("form", true, false, Form),
            col("gender", true, false, GENDER),
            col("plural", false, true, Form),
        ],
    },
];

/// The schema of a table by its path.
pub fn schema_of(path: &str) -> Option<&'static FileSchema> {
    schemas().iter().find(|schema| schema.path == path)
}

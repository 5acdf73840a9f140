//! What the tables of a pack become: entries, phrases, cues, titles, actors.

use crate::conjugate::{Gender, Number, VerbForm};
use mahdar_doc::{ActType, CueClass, EntityKind};
use serde::{Deserialize, Serialize};

/// What a word form may be, apart from phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A form of a verb, among them participles and the masdar.
    Verb {
        /// Index of [`Lexicon::verbs`].
        verb: u16,
        /// Its features.
        form: VerbForm,
    },
    /// A common noun.
    Noun {
        /// Gender.
        gender: Gender,
        /// Number.
        number: Number,
    },
    /// An adjective that may stand in a title: عام، السابق.
    Adjective {
        /// Gender.
        gender: Gender,
        /// Number.
        number: Number,
        /// Whether it marks a former holder: سابق.
        former: bool,
    },
    /// An adjective or demonym of a party: روسي، روسية، الروس.
    Nisba {
        /// Index of [`Lexicon::parties`].
        party: u16,
        /// Gender.
        gender: Gender,
        /// Number.
        number: Number,
    },
    /// A part of a person's name.
    Name {
        /// What part.
        part: NamePart,
        /// Gender, where the name tells.
        gender: Option<Gender>,
    },
}

/// What part of a person's name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamePart {
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// بن، آل، أبو، دي، فون.
    Particle,
    /// A name that is a common word too.
    Ambiguous,
}

/// What a phrase of one or more words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phrase {
    /// A row of an actor table.
    Actor {
        /// Index of [`Lexicon::actors`].
        actor: u32,
        /// How the phrase names it.
        by: NamedBy,
    },
    /// A title or head noun.
    Title {
        /// Index of [`Lexicon::titles`].
        title: u16,
        /// Gender.
        gender: Gender,
        /// Number.
        number: Number,
    },
    /// A closed-class word.
    Function(Classes),
    /// A noun of where or how something is said.
    Occasion,
    /// A noun that tells an act: index of [`Lexicon::acts`](super::Lexicon::acts).
    Act(u16),
    /// A cue that is no verb: index of [`Lexicon::cues`].
    Cue(u16),
    /// The word that opens a byline: كتب، بقلم.
    Byline,
    /// The word that opens a source line: المصدر.
    SourceLine,
    /// A definite dual that points back to two parties, or (`true`) two persons: الجانبان، الوزيران.
    Pair(bool),
    /// A place below the state: index of [`Lexicon::parties`], on whose ground it lies.
    Place(u16),
    /// Words after a comma at which a content ends; `true` where they tell the occasion.
    Boundary(bool),
}

/// How a phrase names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NamedBy {
    /// Its name, or another full form.
    Name,
    /// The short form of a person.
    Short,
    /// The capital of a state.
    Capital,
    /// A seat of power: الكرملين.
    Seat,
    /// A common-noun epithet, only after the actor was named: الحلف.
    Epithet,
}

/// Closed classes as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classes(pub u16);

macro_rules! classes {
    ($($name:ident = $text:literal @ $bit:literal),* $(,)?) => {
        #[allow(missing_docs, reason = "each constant is the class of its name in function.tsv")]
        impl Classes {
            $(pub const $name: Classes = Classes(1 << $bit);)*

            /// The class of a name in `function.tsv`.
            pub fn parse(text: &str) -> Option<Classes> {
                match text { $($text => Some(Classes::$name),)* _ => None }
            }

            /// The names of the classes in the set.
            pub fn names(self) -> Vec<&'static str> {
                let mut out = Vec::new();
                $(if self.has(Classes::$name) { out.push($text); })*
                out
            }
        }
    };
}

classes! {
    PREP = "prep" @ 0, COMP = "comp" @ 1, CONJ = "conj" @ 2, COND = "cond" @ 3, REL = "rel" @ 4, NEG = "neg" @ 5, DEM = "dem" @ 6,
    PRON = "pron" @ 7, PARTICLE = "particle" @ 8, QUANT = "quant" @ 9, TURN = "turn" @ 10, NARRATOR = "narrator" @ 11,
    TIME = "time" @ 12, ADVERB = "adverb" @ 13,
}

impl Classes {
    /// Whether the two sets share a class.
    pub fn has(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// A verb of the pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VerbEntry {
    /// Dictionary form without the homograph number.
    pub lemma: String,
    /// Index of the cue it is, if any.
    pub cue: Option<u16>,
    /// Whether it is a deed rather than a frequent verb.
    pub act: bool,
    /// Whether it attributes, alone or with a noun.
    pub cues: bool,
}

/// How a content may be joined to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Join {
    /// أن، إن، بأن and a clause.
    An,
    /// A quotation or colon.
    Quote,
    /// A preposition, then أن and a clause.
    PrepAn(Prep),
    /// A preposition, then a noun phrase.
    PrepNoun(Prep),
    /// A direct object.
    Object,
    /// A direct object with words quoted in it: طلب تجنب العنف "مهما كلف الأمر".
    ObjectQuoted,
    /// A direct object and what it is called: عدّ القرار انتهاكا.
    ObjectAs,
    /// A preposition, a noun phrase, and what it is called: رأى في التصريحات دليلا.
    PrepAs(Prep),
    /// The verbal noun of another cue, which is what attributes: سارعت الحكومة إلى التنديد ب.
    Masdar,
    /// A question or bare clause.
    Subordinate,
}

/// Prepositions that verbs govern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "transliterations of إلى على عن من ب في ل")]
pub enum Prep {
    Ila,
    Ala,
    An,
    Min,
    Bi,
    Fi,
    Li,
}

impl Prep {
    /// The preposition as a folded key; `ب` and `ل` are prefixes.
    pub fn key(self) -> &'static str {
        match self {
            Prep::Ila => "الي",
            Prep::Ala => "علي",
            Prep::An => "عن",
            Prep::Min => "من",
            Prep::Bi => "ب",
            Prep::Fi => "في",
            Prep::Li => "ل",
        }
    }

    /// The preposition that is a word of its own with this folded key.
    pub fn free(key: &str) -> Option<Prep> {
        if key.len() > 6 {
            return None;
        }
        match key {
            "الي" => Some(Prep::Ila),
            "علي" => Some(Prep::Ala),
            "عن" => Some(Prep::An),
            "من" => Some(Prep::Min),
            "في" => Some(Prep::Fi),
            _ => None,
        }
    }

    /// Whether it is written as part of the next word.
    pub fn is_prefix(self) -> bool {
        matches!(self, Prep::Bi | Prep::Li)
    }

    pub(crate) fn parse(text: &str) -> Option<Prep> {
        Some(match text {
            "ila" => Prep::Ila,
            "ala" => Prep::Ala,
            "an" => Prep::An,
            "min" => Prep::Min,
            "bi" => Prep::Bi,
            "fi" => Prep::Fi,
            "li" => Prep::Li,
            _ => return None,
        })
    }
}

impl Join {
    /// The code in `cues.tsv`.
    pub fn parse(code: &str) -> Option<Join> {
        Some(match code {
            "an" => Join::An,
            "quote" => Join::Quote,
            "obj-n" => Join::Object,
            "obj-q" => Join::ObjectQuoted,
            "obj-as" => Join::ObjectAs,
            "masdar" => Join::Masdar,
            "subord" => Join::Subordinate,
            _ => {
                let (prep, kind) = code.rsplit_once('-')?;
                let prep = Prep::parse(prep)?;
                match kind {
                    "an" => Join::PrepAn(prep),
                    "n" => Join::PrepNoun(prep),
                    "as" => Join::PrepAs(prep),
                    _ => return None,
                }
            }
        })
    }
}

/// What sort of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CueKind {
    /// A verb, its participles and masdar.
    Verb,
    /// A noun: تصريحات.
    Noun,
    /// An evidential: وفق، بحسب.
    Prep,
    /// A light verb and its noun: أدلى بتصريح.
    Light,
}

/// A row of `cues.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CueEntry {
    /// The row's id.
    pub id: String,
    /// Dictionary form.
    pub lemma: String,
    /// What it is.
    pub kind: CueKind,
    /// What it does.
    pub class: CueClass,
    /// How contents join it.
    pub joins: Vec<Join>,
    /// Whether an addressee may stand before the content.
    pub object: bool,
    /// Whether one must: اتهم, حث.
    pub needs_object: bool,
    /// Whether it mostly carries on the last speaker.
    pub continues: bool,
    /// For light verbs: the folded words after the verb.
    pub tail: Vec<String>,
}

/// What a title row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the classes of titles.tsv")]
pub enum TitleClass {
    Office,
    Spokesman,
    Expert,
    Anonymous,
    Honorific,
    Body,
    Document,
    Outlet,
    People,
}

/// A row of `titles.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TitleEntry {
    /// Its form.
    pub form: String,
    /// What it is.
    pub class: TitleClass,
    /// The role it names.
    pub role: Option<String>,
    /// Folded prepositions that attach a complement.
    pub governs: Vec<String>,
    /// PLOVER's sector, where the title alone settles it.
    pub sector: Option<String>,
    /// Words of the form.
    pub words: u8,
}

/// A row of an actor table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// The row's id.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The party it is, for states and coded organisations.
    pub code: Option<String>,
    /// The party it acts for.
    pub party: Option<String>,
    /// Usual Arabic name.
    pub name_ar: String,
    /// Usual English name.
    pub name_en: String,
    /// Gender of agreement.
    pub gender: Gender,
    /// Whether it is an outlet or news agency.
    pub outlet: bool,
    /// PLOVER's sector.
    pub sector: Option<String>,
    /// Of a national agency, the state whose news it writes.
    pub home: Option<String>,
    /// Offices held.
    pub offices: Vec<Office>,
}

/// An office held between two dates; a date is `year * 12 + month - 1`, open ends are the ends of time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Office {
    /// Role id.
    pub role: String,
    /// Party or organisation.
    pub of: String,
    /// First month.
    pub from: i32,
    /// Last month.
    pub to: i32,
}

/// How the other side of an act stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names of acts.tsv: prepositions, direct object, theme")]
pub enum Slot {
    Obj,
    Bi,
    Ala,
    Ila,
    Min,
    An,
    Fi,
    Li,
    Maa,
    Didd,
    Tujah,
    Inda,
    Bayna,
    Theme,
    /// من, of the one who acts: تلقى اتصالا من (he received a call from).
    From,
    /// The genitive of the theme, of the one who acts: حظي بدعم فرنسا (he enjoys France's support).
    Giver,
    /// The grammatical subject suffers: لقي جنديان مصرعهما (two soldiers met their death).
    Patient,
    /// The subject itself, in the content of another party's statement: the speaker acts (قال إن تركيا تنتهك السيادة, he
    /// said that Turkey violates the sovereignty: he accuses Turkey).
    Subject,
    /// The speaker of the statement around acts, in a set phrase: كل الخيارات على الطاولة (all options are on the table).
    Speaker,
    None,
}

impl Slot {
    /// The slot of a name in `acts.tsv`.
    pub fn parse(text: &str) -> Option<Slot> {
        Some(match text {
            "obj" => Slot::Obj,
            "bi" => Slot::Bi,
            "ala" => Slot::Ala,
            "ila" => Slot::Ila,
            "min" => Slot::Min,
            "an" => Slot::An,
            "fi" => Slot::Fi,
            "li" => Slot::Li,
            "maa" => Slot::Maa,
            "didd" => Slot::Didd,
            "tujah" => Slot::Tujah,
            "inda" => Slot::Inda,
            "bayna" => Slot::Bayna,
            "theme" => Slot::Theme,
            "from" => Slot::From,
            "giver" => Slot::Giver,
            "subject" => Slot::Subject,
            "patient" => Slot::Patient,
            "speaker" => Slot::Speaker,
            "none" => Slot::None,
            _ => return None,
        })
    }

    /// The folded prepositions that open it; prefixes are one letter.
    pub fn prepositions(self) -> &'static [&'static str] {
        match self {
            Slot::Bi => &["ب"],
            Slot::Ala => &["علي"],
            Slot::Ila => &["الي"],
            Slot::Min | Slot::From => &["من"],
            Slot::An => &["عن"],
            Slot::Fi => &["في"],
            Slot::Li => &["ل"],
            Slot::Maa => &["مع"],
            Slot::Didd => &["ضد", "بحق"],
            Slot::Tujah => &["تجاه", "ازاء", "حيال", "نحو"],
            Slot::Inda => &["لدي", "امام"],
            Slot::Bayna => &["بين"],
            Slot::Obj | Slot::Theme | Slot::Giver | Slot::Subject | Slot::Patient | Slot::Speaker | Slot::None => &[],
        }
    }
}

/// A row of `acts.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActEntry {
    /// The row's id.
    pub id: String,
    /// Its lemma, without the number of a homograph.
    pub lemma: String,
    /// The type it tells.
    pub kind: ActType,
    /// Word ids of theme words, sorted: the reading holds only with one of them. Empty: with any.
    pub with: Vec<u32>,
    /// Where the other side stands, best first.
    pub slots: Vec<Slot>,
    /// Whether both sides do the same.
    pub symmetric: bool,
    /// Whether the other side must be a political actor for the reading to hold.
    pub human: bool,
    /// PLOVER's mode, where the row settles one.
    pub mode: Option<String>,
    /// The CAMEO code that the row alone supports.
    pub cameo: Option<String>,
    /// The prefix that the word behind a phrase must begin with: آن الأوان ل.
    pub governs: Option<char>,
    /// Whether only a verb tells it, and no verbal noun: سافر إلى, not السفر إلى.
    pub finite: bool,
}

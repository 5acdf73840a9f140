//! The pack compiled for look-up: word forms, phrases, and the tables they point into.

use crate::conjugate::{Gender, Number, VerbForm, VerbRow, conjugate};
use mahdar_doc::{CueClass, EntityKind};
use mahdar_lexicon::{Folder, PackError, PackFiles, Row};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word form may be, apart from phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A cue that is no verb: index of [`Lexicon::cues`].
    Cue(u16),
    /// The word that opens a byline: كتب، بقلم.
    Byline,
    /// The word that opens a source line: المصدر.
    SourceLine,
    /// A definite dual that points back to two parties, or (`true`) two persons: الجانبان، الوزيران.
    Pair(bool),
    /// Words after a comma at which a content ends; `true` where they tell the occasion.
    Boundary(bool),
}

/// How a phrase names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
pub struct VerbEntry {
    /// Dictionary form without the homograph number.
    pub lemma: String,
    /// Index of the cue it is, if any.
    pub cue: Option<u16>,
    /// Whether it is a deed rather than a frequent verb.
    pub act: bool,
}

/// How a content may be joined to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A question or bare clause.
    Subordinate,
}

/// Prepositions that verbs govern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Whether it is written as part of the next word.
    pub fn is_prefix(self) -> bool {
        matches!(self, Prep::Bi | Prep::Li)
    }

    fn parse(text: &str) -> Option<Prep> {
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
            "subord" => Join::Subordinate,
            _ => {
                let (prep, kind) = code.rsplit_once('-')?;
                let prep = Prep::parse(prep)?;
                match kind {
                    "an" => Join::PrepAn(prep),
                    "n" => Join::PrepNoun(prep),
                    _ => return None,
                }
            }
        })
    }
}

/// What sort of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
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
    /// Whether it mostly carries on the last speaker.
    pub continues: bool,
    /// For light verbs: the folded words after the verb.
    pub tail: Vec<String>,
}

/// What a title row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
pub struct TitleEntry {
    /// Its form.
    pub form: String,
    /// What it is.
    pub class: TitleClass,
    /// The role it names.
    pub role: Option<String>,
    /// Folded prepositions that attach a complement.
    pub governs: Vec<String>,
    /// Words of the form.
    pub words: u8,
}

/// A row of an actor table.
#[derive(Clone, Debug)]
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
    /// Offices held.
    pub offices: Vec<Office>,
}

/// An office held between two dates; a date is `year * 12 + month - 1`, open ends are the ends of time.
#[derive(Clone, Debug)]
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

/// A trie over word ids; node 0 is the root.
#[derive(Clone, Debug, Default)]
struct Trie {
    edges: FxHashMap<(u32, u32), u32>,
    values: Vec<Vec<Phrase>>,
}

/// The pack compiled for look-up.
#[derive(Debug)]
pub struct Lexicon {
    /// The fold that made the keys.
    pub folder: Folder,
    words: FxHashMap<Box<str>, u32>,
    entries: Vec<Vec<Entry>>,
    trie: Trie,
    /// All verbs.
    pub verbs: Vec<VerbEntry>,
    /// All cues.
    pub cues: Vec<CueEntry>,
    /// All titles.
    pub titles: Vec<TitleEntry>,
    /// All actors.
    pub actors: Vec<Actor>,
    /// Party codes that nisba adjectives point to.
    pub parties: Vec<String>,
    /// Folded abbreviations after whose stop no sentence ends.
    pub abbreviations: FxHashSet<String>,
    /// English names of roles.
    pub roles: FxHashMap<String, String>,
    /// Types of anonymous sources by a folded word of their description.
    pub anonymity: FxHashMap<String, String>,
    /// Light cues by their verb.
    pub light: FxHashMap<u16, Vec<u16>>,
    /// Verbs whose conjugated base form is not their lemma: a fault of the row (L012).
    pub unconjugated: Vec<String>,
}

impl Lexicon {
    /// Compiles a pack.
    ///
    /// # Errors
    /// A table that is missing, or a cell that cannot be understood.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let mut lexicon = Lexicon {
            folder: Folder::new(files)?,
            words: FxHashMap::with_capacity_and_hasher(160_000, Default::default()),
            entries: Vec::with_capacity(160_000),
            trie: Trie { edges: FxHashMap::default(), values: vec![Vec::new()] },
            verbs: Vec::new(),
            cues: Vec::new(),
            titles: Vec::new(),
            actors: Vec::new(),
            parties: Vec::new(),
            abbreviations: FxHashSet::default(),
            roles: FxHashMap::default(),
            anonymity: FxHashMap::default(),
            light: FxHashMap::default(),
            unconjugated: Vec::new(),
        };
        lexicon.add_cues(files)?;
        lexicon.add_verbs(files)?;
        lexicon.add_titles(files)?;
        lexicon.add_states(files)?;
        lexicon.add_organisations(files)?;
        let mut shorts = Vec::new();
        let mut persons = FxHashMap::default();
        for table in ["actors/persons-mena.tsv", "actors/persons-west.tsv", "actors/persons-world.tsv"] {
            lexicon.add_persons(files, table, &mut persons, &mut shorts)?;
        }
        lexicon.add_words(files)?;
        for (short, actor) in shorts {
            if !lexicon.is_common_word(&short) {
                lexicon.add_phrase(&short, Phrase::Actor { actor, by: NamedBy::Short });
            }
        }
        Ok(lexicon)
    }

    /// Whether a short name is a word of the language too (كان، حق، دار): alone it names nobody; after a title or a
    /// given name the grammar still takes it for a name.
    fn is_common_word(&self, text: &str) -> bool {
        let key = self.folder.fold(text);
        if key.contains(' ') {
            return false;
        }
        let bare = key.strip_prefix("ال").unwrap_or(&key);
        let function = self.word_id(&key).and_then(|id| self.step(0, id)).is_some_and(|node| {
            self.phrases(node).iter().any(|p| {
                matches!(p, Phrase::Function(c) if c.0 != 0)
                    || matches!(p, Phrase::Title { .. } | Phrase::Occasion | Phrase::Cue(_))
            })
        });
        let word = |key: &str| {
            self.entries(key).iter().any(|e| match e {
                Entry::Noun { .. } => true,
                Entry::Verb { form, .. } => {
                    !form.passive
                        && form.person == 3
                        && form.tense != crate::Tense::PassiveParticiple
                        && form.number == Number::Singular
                }
                _ => false,
            })
        };
        let name = self
            .entries(bare)
            .iter()
            .any(|e| matches!(e, Entry::Name { part: NamePart::Given | NamePart::Family, .. }));
        function || (word(&key) || word(bare)) && !(name && key != bare)
    }

    fn word(&mut self, key: &str) -> u32 {
        if let Some(&id) = self.words.get(key) {
            return id;
        }
        let id = self.entries.len() as u32;
        self.words.insert(key.into(), id);
        self.entries.push(Vec::new());
        id
    }

    fn add_entry(&mut self, key: &str, entry: Entry) {
        let id = self.word(key) as usize;
        if !self.entries[id].contains(&entry) {
            self.entries[id].push(entry);
        }
    }

    /// Keys of a cell as the tokenizer would split it: words only, punctuation inside a name as its own key.
    fn keys(&self, text: &str) -> Vec<String> {
        let mut keys = String::new();
        let tokens = crate::tokenize(text, &self.folder, &mut keys);
        tokens.iter().map(|token| token.key.of(&keys).to_owned()).collect()
    }

    fn add_phrase(&mut self, text: &str, phrase: Phrase) {
        let mut node = 0;
        for key in self.keys(text) {
            let word = self.word(&key);
            let next = self.trie.values.len() as u32;
            node = match self.trie.edges.entry((node, word)) {
                std::collections::hash_map::Entry::Occupied(edge) => *edge.get(),
                std::collections::hash_map::Entry::Vacant(edge) => {
                    edge.insert(next);
                    self.trie.values.push(Vec::new());
                    next
                }
            };
        }
        if node != 0 && !self.trie.values[node as usize].contains(&phrase) {
            self.trie.values[node as usize].push(phrase);
        }
    }

    fn add_cues(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let table = files.table("ar/cues.tsv")?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                "verb" => CueKind::Verb,
                "noun" => CueKind::Noun,
                "prep" => CueKind::Prep,
                "light" => CueKind::Light,
                _ => return Err(row.error("kind", "verb, noun, prep or light is expected")),
            };
            let class = row.get("class").parse().map_err(|()| row.error("class", "no such class of cue"))?;
            let joins: Option<Vec<Join>> = row.list("frames").map(Join::parse).collect();
            let id = self.cues.len() as u16;
            let lemma = row.get("lemma");
            self.cues.push(CueEntry {
                id: row.get("id").to_owned(),
                lemma: lemma.split('#').next().unwrap_or(lemma).to_owned(),
                kind,
                class,
                joins: joins.ok_or_else(|| row.error("frames", "no such frame"))?,
                object: row.get("object") == "y",
                continues: row.get("turn") == "continue",
                tail: Vec::new(),
            });
            match kind {
                CueKind::Prep => {
                    // "وفقا ل": the preposition is a prefix of the next word; the reader looks for it there.
                    let bare = lemma.trim_end_matches(" ل").trim_end_matches(" ب");
                    self.add_phrase(bare, Phrase::Cue(id));
                }
                CueKind::Noun => self.add_phrase(lemma, Phrase::Cue(id)),
                CueKind::Light | CueKind::Verb => {}
            }
        }
        Ok(())
    }

    fn add_verbs(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let cue_rows = files.table("ar/cues.tsv")?;
        let by_lemma: FxHashMap<&str, u16> = cue_rows
            .rows()
            .enumerate()
            .filter(|(_, row)| row.get("kind") == "verb")
            .map(|(i, row)| (row.get("lemma"), i as u16))
            .collect();
        let table = files.table("ar/verbs.tsv")?;
        for row in table.rows() {
            let lemma = row.get("lemma");
            let verb = self.verbs.len() as u16;
            self.verbs.push(VerbEntry {
                lemma: lemma.split('#').next().unwrap_or(lemma).to_owned(),
                cue: by_lemma.get(lemma).copied(),
                act: row.get("kind") == "act",
            });
            let bare = lemma.split('#').next().unwrap_or(lemma);
            let verb_row = VerbRow {
                lemma: bare,
                root: row.get("root"),
                form: row.get("form"),
                vowels: row.get("vowels"),
                masdars: row.list("masdar").collect(),
            };
            let forms = conjugate(&verb_row)
                .ok_or_else(|| row.error("root", "three radicals (four for Q) separated by hyphens"))?;
            let base = self.folder.fold(bare);
            let is_base = |(key, form): &(String, VerbForm)| {
                *key == base && form.person == 3 && form.tense == crate::Tense::Perfect
            };
            if !forms.iter().any(is_base) {
                self.unconjugated.push(lemma.to_owned());
                let form = VerbForm {
                    tense: crate::Tense::Perfect,
                    passive: false,
                    person: 3,
                    gender: Gender::M,
                    number: Number::Singular,
                    accusative: false,
                };
                self.add_entry(&base, Entry::Verb { verb, form });
            }
            for (key, form) in &forms {
                self.add_entry(key, Entry::Verb { verb, form: *form });
            }
        }
        // Light cues hang on their verb: أدلى بتصريح on أدلى.
        for (i, row) in cue_rows.rows().enumerate().filter(|(_, row)| row.get("kind") == "light") {
            let keys = self.keys(row.get("lemma"));
            let Some((head, tail)) = keys.split_first() else { continue };
            let Some(verb) = self.verbs.iter().position(|v| self.folder.fold(&v.lemma) == *head) else { continue };
            self.cues[i].tail = tail.to_vec();
            self.light.entry(verb as u16).or_default().push(i as u16);
        }
        Ok(())
    }

    fn add_titles(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let table = files.table("ar/titles.tsv")?;
        for row in table.rows() {
            let class = match row.get("class") {
                "office" => TitleClass::Office,
                "spokesman" => TitleClass::Spokesman,
                "expert" => TitleClass::Expert,
                "anonymous" => TitleClass::Anonymous,
                "honorific" => TitleClass::Honorific,
                "body" => TitleClass::Body,
                "document" => TitleClass::Document,
                "outlet" => TitleClass::Outlet,
                "people" => TitleClass::People,
                _ => return Err(row.error("class", "no such class of title")),
            };
            let title = self.titles.len() as u16;
            let form = row.get("form");
            let role = Some(row.get("role")).filter(|role| !role.is_empty()).map(str::to_owned);
            let governs = row.list("governs").map(|p| self.folder.fold(p)).collect();
            self.titles.push(TitleEntry {
                form: form.to_owned(),
                class,
                role,
                governs,
                words: form.split(' ').count() as u8,
            });
            let head = form.split(' ').next().unwrap_or(form);
            let feminine_head = head.ends_with('ة') || matches!(head, "سلطات" | "قوات" | "استخبارات" | "مخابرات");
            let gender = if feminine_head && row.get("feminine").is_empty() { Gender::F } else { Gender::M };
            for (form, gender, number) in std::iter::once((form, gender, Number::Singular))
                .chain(Some(row.get("feminine")).filter(|f| !f.is_empty()).map(|f| (f, Gender::F, Number::Singular)))
                .chain(row.list("plural").map(|f| (f, plural_gender(f, class), Number::Plural)))
            {
                for variant in definite_variants(form) {
                    self.add_phrase(&variant, Phrase::Title { title, gender, number });
                }
            }
            if !form.contains(' ') && !form.starts_with("ال") {
                let stem = form.strip_suffix('ة').map_or(form.to_owned(), |stem| format!("{stem}ت"));
                for ending in ["ان", "ين", "ا", "ي"] {
                    // وزيرا خارجية البلدين: the dual loses its ن in a construct.
                    let dual = format!("{stem}{ending}");
                    self.add_phrase(&dual, Phrase::Title { title, gender, number: Number::Dual });
                    if ending.len() == 4 {
                        self.add_phrase(&format!("ال{dual}"), Phrase::Title { title, gender, number: Number::Dual });
                    }
                }
            }
        }
        if let Ok(roles) = files.table("actors/roles.tsv") {
            self.roles = roles.rows().map(|row| (row.get("role").to_owned(), row.get("name_en").to_owned())).collect();
        }
        Ok(())
    }

    fn party(&mut self, code: &str) -> u16 {
        if let Some(at) = self.parties.iter().position(|p| p == code) {
            return at as u16;
        }
        self.parties.push(code.to_owned());
        (self.parties.len() - 1) as u16
    }

    /// A relational adjective in all its forms. Of a two-word adjective (كوري جنوبي) the pair is a phrase.
    fn add_nisba(&mut self, adjective: &str, code: &str) {
        let party = self.party(code);
        let Some((head, second)) = adjective.split_once(' ') else {
            for (form, gender, number) in adjective_forms(&self.folder.fold(adjective)) {
                self.add_entry(&form, Entry::Nisba { party, gender, number });
            }
            return;
        };
        // The pair agrees throughout: الكورية الجنوبية. Its head alone is no nisba of this party.
        let heads = adjective_forms(&self.folder.fold(head));
        let seconds = adjective_forms(&self.folder.fold(second));
        for ((h, gender, number), (s, _, _)) in heads.iter().zip(&seconds) {
            for pair in [format!("{h} {s}"), format!("ال{h} ال{s}")] {
                let key = pair.replace(' ', "\u{1}");
                self.add_phrase(&pair, Phrase::Function(Classes(0)));
                self.add_entry(&key, Entry::Nisba { party, gender: *gender, number: *number });
            }
        }
    }

    fn add_states(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let table = files.table("actors/states.tsv")?;
        for row in table.rows() {
            let code = row.get("code").to_owned();
            let actor = self.actors.len() as u32;
            self.actors.push(Actor {
                id: code.clone(),
                kind: EntityKind::State,
                code: Some(code.clone()),
                party: Some(code.clone()),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet: false,
                offices: Vec::new(),
            });
            let columns: [(&[&str], NamedBy); 4] = [
                (&["name_ar", "forms_ar"], NamedBy::Name),
                (&["capital_ar"], NamedBy::Capital),
                (&["seats_ar"], NamedBy::Seat),
                (&["epithets_ar"], NamedBy::Epithet),
            ];
            for (names, by) in columns {
                for name in names.iter().flat_map(|column| row.list(column)) {
                    self.add_phrase(name, Phrase::Actor { actor, by });
                }
            }
            for adjective in row.list("adj_ar") {
                self.add_nisba(adjective, &code);
            }
            let party = self.party(&code);
            for plural in row.list("plural_ar") {
                let key = self.folder.fold(plural);
                self.add_entry(&key, Entry::Nisba { party, gender: Gender::M, number: Number::Plural });
            }
        }
        Ok(())
    }

    fn add_organisations(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let table = files.table("actors/organisations.tsv")?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                "igo" | "alliance" | "court" | "agency" => EntityKind::Igo,
                "armed-group" => EntityKind::ArmedGroup,
                "outlet" | "news-agency" => EntityKind::Source,
                _ => EntityKind::Organisation,
            };
            let outlet = matches!(row.get("kind"), "outlet" | "news-agency");
            let party = Some(row.get("party")).filter(|party| !party.is_empty()).map(str::to_owned);
            let actor = self.actors.len() as u32;
            let code = party
                .clone()
                .filter(|_| matches!(row.get("kind"), "igo" | "alliance" | "armed-group" | "movement" | "court"));
            self.actors.push(Actor {
                id: row.get("id").to_owned(),
                kind,
                code,
                party: party.clone(),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet,
                offices: Vec::new(),
            });
            // `needs-head` in the note: the name is a common word too; `needs-head: a|b` says which forms are.
            let note = row
                .get("note")
                .split("needs-head")
                .nth(1)
                .map(|rest| rest.split(';').next().unwrap_or("").trim_start_matches(':').trim());
            let needs_head = |name: &str| {
                note.is_some_and(|forms| forms.is_empty() || forms.split('|').any(|form| form.trim() == name))
            };
            for name in std::iter::once(row.get("name_ar")).chain(row.list("forms_ar")) {
                // A name that is a common word too stands only after its head noun (صحيفة الوطن): a form of two words is safe.
                if needs_head(name) && !name.contains(' ') {
                    self.add_phrase(name, Phrase::Actor { actor, by: NamedBy::Epithet });
                } else {
                    self.add_phrase(name, Phrase::Actor { actor, by: NamedBy::Name });
                }
            }
            for name in row.list("epithets_ar") {
                self.add_phrase(name, Phrase::Actor { actor, by: NamedBy::Epithet });
            }
            if let Some(party) = party {
                for adjective in row.list("adj_ar") {
                    self.add_nisba(adjective, &party);
                }
            }
        }
        Ok(())
    }

    fn add_persons(
        &mut self,
        files: &PackFiles,
        table: &str,
        persons: &mut FxHashMap<String, u32>,
        shorts: &mut Vec<(String, u32)>,
    ) -> Result<(), PackError> {
        let table = files.table(table)?;
        for row in table.rows() {
            let month = |text: &str, open: i32, last: i32| {
                let mut parts = text.split('-').map(|part| part.parse::<i32>().ok());
                match parts.next().flatten() {
                    Some(year) => year * 12 + parts.next().flatten().map_or(last, |month| month - 1),
                    None => open,
                }
            };
            let offices = row.list("offices").filter_map(|office| {
                let (role, rest) = office.split_once('@')?;
                let (of, span) = rest.split_once(':')?;
                let (from, to) = span.split_once("..")?;
                Some(Office {
                    role: role.to_owned(),
                    of: of.to_owned(),
                    from: month(from, i32::MIN, 0),
                    to: month(to, i32::MAX, 11),
                })
            });
            let actor_row = Actor {
                id: row.get("id").to_owned(),
                kind: EntityKind::Person,
                code: None,
                party: Some(row.get("party")).filter(|party| !party.is_empty()).map(str::to_owned),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet: false,
                offices: offices.collect(),
            };
            // The same person may stand in two tables (an envoy of the UN who was a minister): one actor, all offices.
            let actor = match persons.get(&actor_row.id) {
                Some(&actor) => {
                    self.actors[actor as usize].offices.extend(actor_row.offices);
                    actor
                }
                None => {
                    persons.insert(actor_row.id.clone(), self.actors.len() as u32);
                    self.actors.push(actor_row);
                    self.actors.len() as u32 - 1
                }
            };
            for name in std::iter::once(row.get("name_ar")).chain(row.list("forms_ar")) {
                if name.contains(' ') {
                    self.add_phrase(name, Phrase::Actor { actor, by: NamedBy::Name });
                } else {
                    shorts.push((name.to_owned(), actor));
                }
            }
            shorts.extend(row.list("short_ar").map(|name| (name.to_owned(), actor)));
        }
        Ok(())
    }

    fn add_words(&mut self, files: &PackFiles) -> Result<(), PackError> {
        for row in files.table("ar/function.tsv")?.rows() {
            let classes =
                row.list("class").filter_map(Classes::parse).fold(Classes(0), |all, one| Classes(all.0 | one.0));
            self.add_phrase(row.get("form"), Phrase::Function(classes));
        }
        for row in files.table("ar/frame.tsv")?.rows() {
            self.add_phrase(
                row.get("form"),
                if row.get("kind") == "byline" { Phrase::Byline } else { Phrase::SourceLine },
            );
        }
        for row in files.table("ar/anaphors.tsv")?.rows() {
            self.add_phrase(row.get("form"), Phrase::Pair(row.get("kind") == "pair-person"));
        }
        for row in files.table("ar/anonymity.tsv")?.rows() {
            let word = self.folder.fold(row.get("word"));
            self.anonymity.insert(word, row.get("type").to_owned());
        }
        for row in files.table("ar/boundaries.tsv")?.rows() {
            self.add_phrase(row.get("form"), Phrase::Boundary(row.get("kind") == "occasion"));
        }
        for row in files.table("ar/occasions.tsv")?.rows() {
            for form in std::iter::once(row.get("form")).chain(row.list("plural")) {
                for variant in definite_variants(form) {
                    self.add_phrase(&variant, Phrase::Occasion);
                }
            }
        }
        for row in files.table("ar/adjectives.tsv")?.rows() {
            let former = row.get("class") == "former";
            for (form, gender, number) in adjective_forms(&self.folder.fold(row.get("form"))) {
                self.add_entry(&form, Entry::Adjective { gender, number, former });
            }
        }
        if let Ok(table) = files.table("ar/names.tsv") {
            for row in table.rows() {
                let part = match row.list("kind").next() {
                    Some("given") => NamePart::Given,
                    Some("family") => NamePart::Family,
                    Some("particle") => NamePart::Particle,
                    _ => NamePart::Ambiguous,
                };
                let gender = match row.get("gender") {
                    "m" => Some(Gender::M),
                    "f" => Some(Gender::F),
                    _ => None,
                };
                for key in self.keys(row.get("form")) {
                    self.add_entry(&key, Entry::Name { part, gender });
                }
            }
        }
        if let Ok(table) = files.table("ar/nouns.tsv") {
            for row in table.rows() {
                let gender = gender_of(&row);
                let key = self.folder.fold(row.get("form"));
                self.add_entry(&key, Entry::Noun { gender, number: Number::Singular });
                for plural in row.list("plural") {
                    let key = self.folder.fold(plural);
                    self.add_entry(&key, Entry::Noun { gender: Gender::F, number: Number::Plural });
                }
            }
        }
        for row in files.table("ar/abbreviations.tsv")?.rows() {
            let form = self.folder.fold(row.get("form"));
            let word = form.trim_end_matches('.').rsplit(['.', ' ']).next().unwrap_or_default();
            if !word.is_empty() {
                self.abbreviations.insert(word.to_owned());
            }
        }
        Ok(())
    }

    /// The entries of a folded word form, without clitics.
    pub fn entries(&self, key: &str) -> &[Entry] {
        self.words.get(key).map_or(&[], |&id| &self.entries[id as usize])
    }

    /// The id of a folded word form, for [`Lexicon::step`].
    pub fn word_id(&self, key: &str) -> Option<u32> {
        self.words.get(key).copied()
    }

    /// The trie node after `node` over the word `id`; node 0 is the root.
    pub fn step(&self, node: u32, id: u32) -> Option<u32> {
        self.trie.edges.get(&(node, id)).copied()
    }

    /// The phrases that end at a trie node.
    pub fn phrases(&self, node: u32) -> &[Phrase] {
        self.trie.values.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// How many word forms the lexicon knows.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn gender_of(row: &Row<'_>) -> Gender {
    if row.get("gender") == "f" { Gender::F } else { Gender::M }
}

/// Plurals of persons agree as themselves; plurals of things and bodies as feminine singular (مصادر قالت).
fn plural_gender(form: &str, class: TitleClass) -> Gender {
    let feminine = form.split(' ').next().is_some_and(|head| head.ends_with("ات"));
    let thing =
        matches!(class, TitleClass::Body | TitleClass::Document | TitleClass::Outlet) || form.starts_with("مصادر");
    if feminine || thing { Gender::F } else { Gender::M }
}

/// A form as it is and, for an indefinite one, with the article: on each word of "noun adjective" (مصدر أمني -> المصدر الأمني),
/// on the last of a construct that ends in an article already (وزير الخارجية stays).
fn definite_variants(form: &str) -> Vec<String> {
    let words: Vec<&str> = form.split(' ').collect();
    let mut out = vec![form.to_owned()];
    if words
        .iter()
        .all(|word| !word.starts_with("ال") && !matches!(*word, "باسم" | "في" | "من" | "إلى" | "على" | "عن" | "لدى"))
    {
        out.push(words.iter().map(|word| format!("ال{word}")).collect::<Vec<_>>().join(" "));
    }
    out
}

/// Feminine, dual and plural of an adjective in ي or any other, as folded keys; with the article too.
fn adjective_forms(stem: &str) -> Vec<(String, Gender, Number)> {
    use Gender::{F, M};
    use Number::{Dual, Plural, Singular};
    let endings = [
        ("", M, Singular),
        ("ا", M, Singular),
        ("ه", F, Singular),
        ("ان", M, Dual),
        ("تان", F, Dual),
        ("تين", F, Dual),
        ("ون", M, Plural),
        ("ين", M, Plural),
        ("ات", F, Plural),
    ];
    endings.into_iter().map(|(ending, gender, number)| (format!("{stem}{ending}"), gender, number)).collect()
}

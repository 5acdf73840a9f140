//! From tables to a [`Lexicon`].

mod acts;

use super::store::{Trie, WordTable};
use super::{
    Actor, Classes, CueEntry, CueKind, Entry, Join, Lexicon, NamePart, NamedBy, Office, Phrase, TitleClass, TitleEntry,
    VerbEntry,
};
use crate::conjugate::{Gender, Number, VerbForm, VerbRow, conjugate};
use mahdar_doc::EntityKind;
use mahdar_lexicon::{Folder, PackError, PackFiles, Row};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A lexicon under construction: growing maps, frozen at the end.
struct Compiler {
    out: Lexicon,
    words: FxHashMap<Box<str>, u32>,
    entries: Vec<Vec<Entry>>,
    edges: FxHashMap<(u32, u32), u32>,
    values: Vec<Vec<Phrase>>,
}

impl Lexicon {
    /// Compiles a pack.
    ///
    /// # Errors
    /// A table that is missing, or a cell that cannot be understood.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let mut compiler = Compiler {
            out: Lexicon {
                folder: Folder::new(files)?,
                words: WordTable::default(),
                trie: Trie::default(),
                verbs: Vec::new(),
                cues: Vec::new(),
                titles: Vec::new(),
                actors: Vec::new(),
                parties: Vec::new(),
                bodies: BTreeMap::new(),
                abbreviations: BTreeSet::new(),
                roles: BTreeMap::new(),
                anonymity: BTreeMap::new(),
                light: BTreeMap::new(),
                acts: Vec::new(),
                themes: Vec::new(),
                verb_acts: Vec::new(),
                factions: BTreeMap::new(),
                members: BTreeMap::new(),
                shared: BTreeMap::new(),
                roots: BTreeMap::new(),
                nonpolitical: BTreeSet::new(),
                unconjugated: Vec::new(),
            },
            words: FxHashMap::with_capacity_and_hasher(160_000, Default::default()),
            entries: Vec::with_capacity(160_000),
            edges: FxHashMap::default(),
            values: vec![Vec::new()],
        };
        compiler.add_all(files)?;
        let Compiler { mut out, words, entries, edges, values } = compiler;
        out.words = WordTable::freeze(&words, &entries);
        out.trie = Trie::freeze(&edges, &values);
        let rows = || out.actors.iter().zip(0u32..);
        // A party's own row goes before another body that acts for it; of several the one called as the party is: the European
        // Union before its court.
        let called = rows().filter_map(|(a, i)| {
            Some((a.code.clone().filter(|code| a.kind != EntityKind::Person && a.id.eq_ignore_ascii_case(code))?, i))
        });
        let own = rows().filter_map(|(a, i)| Some((a.code.clone()?, i)));
        let acting =
            rows().filter(|(a, _)| a.kind != EntityKind::Person).filter_map(|(a, i)| Some((a.party.clone()?, i)));
        // Offices name a body without a code by its id: SYRIAN-COALITION.
        let by_id = rows().filter(|(a, _)| a.kind != EntityKind::Person).map(|(a, i)| (a.id.to_uppercase(), i));
        let mut bodies = BTreeMap::new();
        for (code, i) in called.chain(own).chain(acting).chain(by_id) {
            bodies.entry(code).or_insert(i);
        }
        out.bodies = bodies;
        Ok(out)
    }
}

impl Compiler {
    fn add_all(&mut self, files: &PackFiles) -> Result<(), PackError> {
        self.add_cues(files)?;
        self.add_verbs(files)?;
        self.add_titles(files)?;
        self.add_states(files)?;
        self.add_organisations(files)?;
        self.add_places(files)?;
        let mut shorts = Vec::new();
        let mut persons = FxHashMap::default();
        for table in ["actors/persons-mena.tsv", "actors/persons-west.tsv", "actors/persons-world.tsv"] {
            self.add_persons(files, table, &mut persons, &mut shorts)?;
        }
        self.add_words(files)?;
        self.add_acts(files)?;
        self.add_people(files);
        for (short, actor) in shorts {
            if !self.is_common_word(&short) {
                self.add_phrase(&short, Phrase::Actor { actor, by: NamedBy::Short });
            }
        }
        Ok(())
    }

    /// Whether a short name is a word of the language too (كان، حق، دار): alone it names nobody; after a title or a
    /// given name the grammar still takes it for a name.
    fn is_common_word(&self, text: &str) -> bool {
        let key = self.out.folder.fold(text);
        if key.contains(' ') {
            return false;
        }
        let bare = key.strip_prefix("ال").unwrap_or(&key);
        let function = self.phrases_of(&key).iter().any(|p| {
            matches!(p, Phrase::Function(c) if c.0 != 0)
                || matches!(p, Phrase::Title { .. } | Phrase::Occasion | Phrase::Cue(_))
        });
        // لاي is also ل + أي.
        let clitic = ['ب', 'ل', 'ك', 'و'].iter().any(|c| {
            key.strip_prefix(*c)
                .is_some_and(|rest| self.phrases_of(rest).iter().any(|p| matches!(p, Phrase::Function(c) if c.0 != 0)))
        });
        if clitic {
            return true;
        }
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

    fn entries(&self, key: &str) -> &[Entry] {
        self.words.get(key).map_or(&[], |&id| &self.entries[id as usize])
    }

    /// The phrases that are one word.
    fn phrases_of(&self, key: &str) -> &[Phrase] {
        let node = self.words.get(key).and_then(|id| self.edges.get(&(0, *id)));
        node.map_or(&[], |&node| &self.values[node as usize])
    }

    fn add_entry(&mut self, key: &str, entry: Entry) {
        if let Some(egyptian) = hamza_on_yeh(key) {
            self.add_entry(&egyptian, entry);
        }
        let id = self.word(key) as usize;
        if !self.entries[id].contains(&entry) {
            self.entries[id].push(entry);
        }
    }

    /// Keys of a cell as the tokenizer would split it: words only, punctuation inside a name as its own key.
    fn keys(&self, text: &str) -> Vec<String> {
        let mut keys = String::new();
        let tokens = crate::tokenize(text, &self.out.folder, &mut keys);
        tokens.iter().map(|token| token.key.of(&keys).to_owned()).collect()
    }

    fn add_phrase(&mut self, text: &str, phrase: Phrase) {
        if let Some(egyptian) = hamza_on_yeh(text) {
            self.add_phrase(&egyptian, phrase);
        }
        let mut node = 0;
        for key in self.keys(text) {
            let word = self.word(&key);
            let next = self.values.len() as u32;
            node = match self.edges.entry((node, word)) {
                std::collections::hash_map::Entry::Occupied(edge) => *edge.get(),
                std::collections::hash_map::Entry::Vacant(edge) => {
                    edge.insert(next);
                    self.values.push(Vec::new());
                    next
                }
            };
        }
        if node != 0 && !self.values[node as usize].contains(&phrase) {
            self.values[node as usize].push(phrase);
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
            let id = self.out.cues.len() as u16;
            let lemma = row.get("lemma");
            self.out.cues.push(CueEntry {
                id: row.get("id").to_owned(),
                lemma: lemma.split('#').next().unwrap_or(lemma).to_owned(),
                kind,
                class,
                joins: joins.ok_or_else(|| row.error("frames", "no such frame"))?,
                object: matches!(row.get("object"), "y" | "must"),
                needs_object: row.get("object") == "must",
                continues: row.get("turn") == "continue",
                tail: Vec::new(),
            });
            match kind {
                CueKind::Prep => {
                    // "وفقا ل": the preposition is a prefix of the next word; the reader looks for it there.
                    let bare = lemma.trim_end_matches(" ل").trim_end_matches(" ب");
                    self.add_phrase(bare, Phrase::Cue(id));
                    // على ما ذكرت الوكالة: the verb agrees.
                    if lemma.starts_with("على ما ") && !lemma.ends_with(" في") {
                        self.add_phrase(&format!("{lemma}ت"), Phrase::Cue(id));
                    }
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
            let verb = self.out.verbs.len() as u16;
            self.out.verbs.push(VerbEntry {
                lemma: lemma.split('#').next().unwrap_or(lemma).to_owned(),
                cue: by_lemma.get(lemma).copied(),
                act: row.get("kind") == "act",
                cues: by_lemma.contains_key(lemma),
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
            let base = self.out.folder.fold(bare);
            let is_base = |(key, form): &(String, VerbForm)| {
                *key == base && form.person == 3 && form.tense == crate::Tense::Perfect
            };
            if !forms.iter().any(is_base) {
                self.out.unconjugated.push(lemma.to_owned());
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
            // On every verb of that spelling: محملا is of حمّل, not of حمل.
            let lemma = |v: &VerbEntry| self.out.folder.fold(&v.lemma) == *head;
            let verbs: Vec<usize> = (0..self.out.verbs.len()).filter(|&v| lemma(&self.out.verbs[v])).collect();
            for verb in verbs {
                self.out.cues[i].tail = tail.to_vec();
                self.out.verbs[verb].cues = true;
                self.out.light.entry(verb as u16).or_default().push(i as u16);
            }
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
            let title = self.out.titles.len() as u16;
            let form = row.get("form");
            let role = Some(row.get("role")).filter(|role| !role.is_empty()).map(str::to_owned);
            let governs = row.list("governs").map(|p| self.out.folder.fold(p)).collect();
            self.out.titles.push(TitleEntry {
                form: form.to_owned(),
                class,
                role,
                governs,
                sector: filled(&row, "sector"),
                words: form.split(' ').count() as u8,
            });
            let head = form.split(' ').next().unwrap_or(form);
            let feminine_head = head.ends_with('ة') || matches!(head, "سلطات" | "قوات" | "استخبارات" | "مخابرات");
            let gender = if feminine_head && row.get("feminine").is_empty() { Gender::F } else { Gender::M };
            // سكان, عمال: a form that is its own plural has no singular and no dual.
            let plural_only = row.list("plural").any(|plural| plural == form);
            for (form, gender, number) in Some((form, gender, Number::Singular))
                .into_iter()
                .filter(|_| !plural_only)
                .chain(Some(row.get("feminine")).filter(|f| !f.is_empty()).map(|f| (f, Gender::F, Number::Singular)))
                .chain(row.list("plural").map(|f| (f, plural_gender(f, class), Number::Plural)))
            {
                for variant in definite_variants(form) {
                    self.add_phrase(&variant, Phrase::Title { title, gender, number });
                }
                // ممثلو الحركة: a sound plural loses its ن in a construct.
                if let Some(construct) = form.strip_suffix("ون").filter(|_| !form.contains(' ')) {
                    self.add_phrase(&format!("{construct}و"), Phrase::Title { title, gender, number });
                }
                for owned in owned_variants(form) {
                    self.add_phrase(&owned, Phrase::Title { title, gender, number });
                }
                // Of words for people that serve nobody `factions.tsv` has the form: وانجالا may be a name.
                if number == Number::Plural
                    && class != TitleClass::People
                    && let Some(accusative) = broken_accusative(form)
                {
                    self.add_phrase(&accusative, Phrase::Title { title, gender, number });
                }
            }
            // وزيرا خارجية اليونان والأردن, رئيسي وزراء: of an office of two nouns the first stands in the dual.
            if let Some((first, rest)) = form.split_once(' ').filter(|(first, rest)| {
                class == TitleClass::Office && !first.starts_with("ال") && !first.ends_with('ة') && !rest.ends_with('ي')
            }) {
                for ending in ["ا", "ي"] {
                    for variant in definite_variants(&format!("{first} {rest}")) {
                        if let Some(rest) = variant.strip_prefix(first).filter(|rest| rest.starts_with(' ')) {
                            let dual = format!("{first}{ending}{rest}");
                            self.add_phrase(&dual, Phrase::Title { title, gender, number: Number::Dual });
                        }
                    }
                }
            }
            if !form.contains(' ') && !form.starts_with("ال") && !plural_only {
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
            self.out.roles =
                roles.rows().map(|row| (row.get("role").to_owned(), row.get("name_en").to_owned())).collect();
        }
        Ok(())
    }

    fn party(&mut self, code: &str) -> u16 {
        if let Some(at) = self.out.parties.iter().position(|p| p == code) {
            return at as u16;
        }
        self.out.parties.push(code.to_owned());
        (self.out.parties.len() - 1) as u16
    }

    /// A relational adjective in all its forms. Of a two-word adjective (كوري جنوبي) the pair is a phrase.
    fn add_nisba(&mut self, adjective: &str, code: &str) {
        let party = self.party(code);
        let Some((head, second)) = adjective.split_once(' ') else {
            for (form, gender, number) in adjective_forms(&self.out.folder.fold(adjective)) {
                self.add_entry(&form, Entry::Nisba { party, gender, number });
            }
            return;
        };
        // The pair agrees throughout: الكورية الجنوبية. Its head alone is no nisba of this party.
        let heads = adjective_forms(&self.out.folder.fold(head));
        let seconds = adjective_forms(&self.out.folder.fold(second));
        // الرئيس الجنوب أفريقي, مسؤولون جنوب سودانيون: a noun of direction does not inflect and takes the article for both.
        if matches!(head, "جنوب" | "شمال" | "شرق" | "غرب" | "وسط") {
            for (s, gender, number) in &seconds {
                for pair in [format!("{head} {s}"), format!("ال{head} {s}"), format!("ال{head} ال{s}")] {
                    self.add_phrase(&pair, Phrase::Function(Classes(0)));
                }
                let key = format!("{head}\u{1}{s}");
                self.add_entry(&key, Entry::Nisba { party, gender: *gender, number: *number });
            }
            return;
        }
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
            let actor = self.out.actors.len() as u32;
            self.out.actors.push(Actor {
                id: code.clone(),
                kind: EntityKind::State,
                code: Some(code.clone()),
                party: Some(code.clone()),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet: false,
                sector: None,
                home: None,
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
                let key = self.out.folder.fold(plural);
                let nisba = Entry::Nisba { party, gender: Gender::M, number: Number::Plural };
                // دبلوماسيين ألمانا: a broken plural takes the ending of the accusative.
                let broken =
                    !plural.starts_with("ال") && !["ون", "ين", "ات", "ه", "ا", "ي"].iter().any(|e| key.ends_with(e));
                if broken {
                    self.add_entry(&format!("{key}ا"), nisba);
                }
                self.add_entry(&key, nisba);
            }
        }
        Ok(())
    }

    fn add_places(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let Some(table) = files.table_if_any("actors/places.tsv")? else { return Ok(()) };
        for row in table.rows() {
            let party = self.party(row.get("party"));
            for name in ["name_ar", "forms_ar"].into_iter().flat_map(|column| row.list(column)) {
                self.add_phrase(name, Phrase::Place(party));
            }
        }
        Ok(())
    }

    fn add_organisations(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let homes: FxHashMap<String, String> = match files.table_if_any("actors/agencies.tsv")? {
            Some(table) => table.rows().map(|row| (row.get("id").to_owned(), row.get("state").to_owned())).collect(),
            None => FxHashMap::default(),
        };
        if let Some(table) = files.table_if_any("actors/roots.tsv")? {
            self.out.roots =
                table.rows().map(|row| (row.get("party").to_owned(), row.get("state").to_owned())).collect();
        }
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
            let actor = self.out.actors.len() as u32;
            let code = party
                .clone()
                .filter(|_| matches!(row.get("kind"), "igo" | "alliance" | "armed-group" | "movement" | "court"));
            self.out.actors.push(Actor {
                id: row.get("id").to_owned(),
                kind,
                code,
                party: party.clone(),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet,
                sector: filled(&row, "sector"),
                home: homes.get(row.get("id")).cloned(),
                offices: offices(&row),
            });
            // `members: A+B` in the note: the parties for which a body without one stands.
            if party.is_none()
                && let Some((_, rest)) = row.get("note").split_once("members:")
            {
                let codes = rest.split(';').next().unwrap_or("").trim();
                let codes = codes.split('+').map(str::trim).filter(|c| !c.is_empty());
                self.out.members.insert(row.get("id").to_owned(), codes.map(str::to_owned).collect());
            }
            // `shared: a|b` in the note: names that bodies of other states have too.
            if let Some((_, rest)) = row.get("note").split_once("shared:") {
                let names = rest.split(';').next().unwrap_or("").split('|');
                let names = names.map(|name| self.out.folder.fold(name.trim())).collect();
                self.out.shared.insert(actor, names);
            }
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
            let actor_row = Actor {
                id: row.get("id").to_owned(),
                kind: EntityKind::Person,
                code: None,
                party: Some(row.get("party")).filter(|party| !party.is_empty()).map(str::to_owned),
                name_ar: row.get("name_ar").to_owned(),
                name_en: row.get("name_en").to_owned(),
                gender: gender_of(&row),
                outlet: false,
                sector: None,
                home: None,
                offices: offices(&row),
            };
            // The same person may stand in two tables (an envoy of the UN who was a minister): one actor, all offices.
            let actor = match persons.get(&actor_row.id) {
                Some(&actor) => {
                    self.out.actors[actor as usize].offices.extend(actor_row.offices);
                    actor
                }
                None => {
                    persons.insert(actor_row.id.clone(), self.out.actors.len() as u32);
                    self.out.actors.push(actor_row);
                    self.out.actors.len() as u32 - 1
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
            let word = self.out.folder.fold(row.get("word"));
            self.out.anonymity.insert(word, row.get("type").to_owned());
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
            let former = row.list("class").any(|class| class == "former");
            for (form, gender, number) in adjective_forms(&self.out.folder.fold(row.get("form"))) {
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
                let key = self.out.folder.fold(row.get("form"));
                self.add_entry(&key, Entry::Noun { gender, number: Number::Singular });
                for plural in row.list("plural") {
                    let key = self.out.folder.fold(plural);
                    self.add_entry(&key, Entry::Noun { gender: Gender::F, number: Number::Plural });
                }
            }
        }
        for row in files.table("ar/abbreviations.tsv")?.rows() {
            let form = self.out.folder.fold(row.get("form"));
            let word = form.trim_end_matches('.').rsplit(['.', ' ']).next().unwrap_or_default();
            if !word.is_empty() {
                self.out.abbreviations.insert(word.to_owned());
            }
        }
        Ok(())
    }
}

/// نوابا, ضباطا, جنودا: the indefinite accusative of a broken plural; none of a sound one, nor of one in ة, اء or ى, which have
/// no alef.
pub(super) fn broken_accusative(plural: &str) -> Option<String> {
    const NO_ALEF: [&str; 10] = ["ون", "ين", "ات", "ة", "ه", "اء", "ى", "ا", "ي", "و"];
    let broken = !plural.contains(' ') && !plural.starts_with("ال") && !NO_ALEF.iter().any(|end| plural.ends_with(end));
    broken.then(|| format!("{plural}ا"))
}

/// The Egyptian spelling of a word in ؤو: شئون, مسئول, رئوس.
fn hamza_on_yeh(text: &str) -> Option<String> {
    text.contains("ؤو").then(|| text.replace("ؤو", "ئو"))
}

fn filled(row: &Row<'_>, column: &str) -> Option<String> {
    Some(row.get(column)).filter(|cell| !cell.is_empty()).map(str::to_owned)
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
/// رئيس وزرائها, وزير خارجيته: an office of several words with the pronoun of whose it is on its last.
fn owned_variants(form: &str) -> Vec<String> {
    let Some((head, last)) = form.rsplit_once(' ') else { return Vec::new() };
    if last.starts_with("ال") || head.starts_with("ال") || last.ends_with(['ا', 'ى']) || last.chars().count() < 3
    {
        return Vec::new();
    }
    let stem = match (last.strip_suffix('ة'), last.strip_suffix("اء")) {
        (Some(open), _) => format!("{open}ت"),
        (_, Some(open)) => format!("{open}ائ"),
        _ => last.to_owned(),
    };
    ["ه", "ها", "هم", "هما", "نا"].iter().map(|pronoun| format!("{head} {stem}{pronoun}")).collect()
}

/// A phrase that ends in a prefix of the next word, and the prefix: حان الوقت ل.
fn governs(phrase: &str) -> Option<(&str, char)> {
    let (words, last) = phrase.rsplit_once(' ')?;
    let mut letters = last.chars();
    let prefix = letters.next().filter(|c| matches!(c, 'ل' | 'ب' | 'ك'))?;
    letters.next().is_none().then_some((words, prefix))
}

/// The offices of a row, with the months of their holding: `president@PSE:2005-01..`, `government@ISR:2009-03..2021-06`.
fn offices(row: &Row<'_>) -> Vec<Office> {
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
    offices.collect()
}

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

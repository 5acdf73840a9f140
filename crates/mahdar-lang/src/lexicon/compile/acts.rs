//! Acts: the typed rows, and those that a verb of `phases.tsv` makes with an event of `events.tsv`.

use super::super::{ActEntry, Phrase, Slot};
use super::{Compiler, definite_variants, filled, governs};
use mahdar_lexicon::{PackError, PackFiles, Row};
use rustc_hash::FxHashMap;

/// Forms of words and evaluations, by which theme words are written out.
#[derive(Default)]
struct Themes {
    plurals: FxHashMap<String, Vec<String>>,
    /// `@accuse` among the theme words: every word that a row of that type says of a subject (القرار مهزلة).
    evaluations: FxHashMap<String, Vec<String>>,
}

impl Compiler {
    pub(super) fn add_acts(&mut self, files: &PackFiles) -> Result<(), PackError> {
        let Ok(table) = files.table("ar/acts.tsv") else { return Ok(()) };
        let verbs: FxHashMap<String, u16> = files
            .table("ar/verbs.tsv")?
            .rows()
            .enumerate()
            .map(|(verb, row)| (row.get("lemma").to_owned(), verb as u16))
            .collect();
        let mut themes = Themes::default();
        if let Ok(nouns) = files.table("ar/nouns.tsv") {
            for row in nouns.rows() {
                themes.plurals.insert(row.get("form").to_owned(), row.list("plural").map(str::to_owned).collect());
            }
        }
        for row in table.rows().filter(|row| row.get("pos") == "noun" && row.get("recipient") == "subject") {
            let lemma = row.get("lemma");
            let negated = lemma.strip_prefix("غير ").is_some_and(|rest| !rest.contains(' '));
            if !lemma.contains(' ') || negated {
                themes.evaluations.entry(row.get("type").to_lowercase()).or_default().push(lemma.to_owned());
            }
        }
        for row in table.rows() {
            let lemma = row.get("lemma");
            let act = self.add_act(&row, row.get("id").to_owned(), lemma, &themes)?;
            if row.get("pos") == "noun" {
                self.add_act_noun(lemma, act, &themes);
            } else {
                self.add_act_verb(lemma, act, &row, &verbs)?;
            }
        }
        // Behind the typed rows of the same verb, which go before them.
        if let (Ok(phases), Ok(events)) = (files.table("ar/phases.tsv"), files.table("ar/events.tsv")) {
            for phase in phases.rows() {
                for event in events.rows().filter(|event| event.list("stage").any(|s| s == phase.get("stage"))) {
                    let id = format!("{}-{}", phase.get("id"), event.get("id"));
                    let act = self.add_act(&event, id, phase.get("lemma"), &themes)?;
                    self.add_act_verb(phase.get("lemma"), act, &phase, &verbs)?;
                }
            }
        }
        self.out.themes.sort_unstable();
        self.out.themes.dedup();
        Ok(())
    }

    /// Adds the act of a row under `lemma`.
    fn add_act(&mut self, row: &Row<'_>, id: String, lemma: &str, themes: &Themes) -> Result<u16, PackError> {
        let kind = row.get("type").parse().map_err(|()| row.error("type", "no such type of act"))?;
        let slots: Option<Vec<Slot>> = row.list("recipient").map(Slot::parse).collect();
        let mut words: Vec<String> = Vec::new();
        for word in row.list("with") {
            match word.strip_prefix('@') {
                Some(kind) => {
                    let all = themes.evaluations.get(kind).ok_or_else(|| row.error("with", "no such type after @"))?;
                    words.extend(all.iter().map(|word| self.out.folder.fold(word)));
                }
                // A noun stands for its plural too: اتفاقية, اتفاقيات.
                None => {
                    let more = themes.plurals.get(word).into_iter().flatten().map(String::as_str);
                    words.extend(std::iter::once(word).chain(more).map(|form| self.out.folder.fold(form)));
                }
            }
        }
        let mut with: Vec<u32> = words.iter().map(|word| self.word(word)).collect();
        with.sort_unstable();
        with.dedup();
        self.out.themes.extend_from_slice(&with);
        let act = self.out.acts.len() as u16;
        self.out.acts.push(ActEntry {
            id,
            lemma: lemma.split('#').next().unwrap_or_default().to_owned(),
            kind,
            with,
            slots: slots.ok_or_else(|| row.error("recipient", "no such slot"))?,
            symmetric: row.get("symmetric") == "y",
            human: row.get("human") == "y",
            mode: filled(row, "mode"),
            cameo: filled(row, "cameo"),
            governs: governs(lemma).map(|(_, prefix)| prefix),
            finite: row.get("pos") == "finite",
        });
        Ok(act)
    }

    fn add_act_verb(
        &mut self,
        lemma: &str,
        act: u16,
        row: &Row<'_>,
        verbs: &FxHashMap<String, u16>,
    ) -> Result<(), PackError> {
        let verb = *verbs.get(lemma).ok_or_else(|| row.error("lemma", "no verb of verbs.tsv"))? as usize;
        if self.out.verb_acts.len() <= verb {
            self.out.verb_acts.resize(verb + 1, Vec::new());
        }
        self.out.verb_acts[verb].push(act);
        Ok(())
    }

    fn add_act_noun(&mut self, lemma: &str, act: u16, themes: &Themes) {
        let forms = themes.plurals.get(lemma).cloned().unwrap_or_default();
        let lemma = governs(lemma).map_or(lemma, |(words, _)| words);
        for form in std::iter::once(lemma.to_owned()).chain(forms) {
            for variant in definite_variants(&form) {
                self.add_phrase(&variant, Phrase::Act(act));
            }
            // اتصالين هاتفيين, رسالتان
            if !form.contains(' ') && form == lemma {
                let stem = form.strip_suffix('ة').map_or(form.clone(), |stem| format!("{stem}ت"));
                for ending in ["ان", "ين"] {
                    for variant in definite_variants(&format!("{stem}{ending}")) {
                        self.add_phrase(&variant, Phrase::Act(act));
                    }
                }
            }
        }
    }

    /// Words that make a party of a state's people, and those of no politics.
    pub(super) fn add_people(&mut self, files: &PackFiles) {
        if let Ok(table) = files.table("ar/factions.tsv") {
            for row in table.rows() {
                let suffix = row.get("suffix");
                let of_one = row.list("plural").next().is_some() && !row.get("form").contains(' ');
                for form in std::iter::once(row.get("form")).chain(row.list("plural")) {
                    let form = self.out.folder.fold(form);
                    self.out.factions.insert(form, suffix.to_owned());
                }
                // اعتقل عمالا, قتل ثوارا
                for plural in row.list("plural") {
                    if let Some(accusative) = super::broken_accusative(plural) {
                        let accusative = self.out.folder.fold(&accusative);
                        self.out.factions.entry(accusative).or_insert_with(|| suffix.to_owned());
                    }
                }
                // Of a person the accusative and the dual too: قتل مسلحا, خطف طالبين, راهبتين.
                let one = self.out.folder.fold(row.get("form"));
                let (stem, endings): (&str, &[&str]) = match one.strip_suffix('ه') {
                    Some(stem) => (stem, &["تان", "تين"]),
                    None => (&one, &["ا", "ان", "ين"]),
                };
                for ending in endings.iter().filter(|_| of_one && !one.ends_with('ا')) {
                    self.out.factions.entry(format!("{stem}{ending}")).or_insert_with(|| suffix.to_owned());
                }
            }
        }
        if let Ok(table) = files.table("ar/nonpolitical.tsv") {
            for row in table.rows() {
                for form in std::iter::once(row.get("form")).chain(row.list("plural")) {
                    let form = self.out.folder.fold(form);
                    self.out.nonpolitical.insert(form);
                }
            }
        }
    }
}

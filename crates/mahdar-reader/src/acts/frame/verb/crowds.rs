//! Crowds, fighters and people whose state the words around them say.

use super::super::violence::attack_at;
use super::VerbFrame;
use super::row::Row;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, EntityKind};
use mahdar_lang::{NamedBy, Phrase};

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// أوقفت الشرطة الجورجية متظاهرين, اعتقلت السلطات العشرات: people without a nationality are of where it was done, else of the
    /// state whose authorities did it.
    pub(super) fn own_people(&mut self, row: &Row<'_>, actors: &[EntityId]) -> Vec<EntityId> {
        let scene = self.scene;
        // اعتقلت الشرطة أمس الأحد عشرات المتظاهرين
        let k = scene.matcher.after_light_adjuncts(self.object_at).min(self.limit);
        // قضت محكمة إيرانية بسجن ناشط حقوقي: behind the sentence.
        let sentenced = row.theme.filter(|_| row.entry.kind == ActType::Sanction && !self.people_at(k)).map(|t| t + 1);
        let k = sentenced.filter(|&t| t < self.limit).unwrap_or(k);
        let [only] = actors[..] else { return Vec::new() };
        if self.subject().is_none() {
            return Vec::new();
        }
        let own = self.p.parties.code(only).filter(|code| self.p.parties.is_state(code)).map(str::to_owned);
        let (Some(own), true) = (own, self.people_at(k)) else { return Vec::new() };
        let ground = self.p.ground(k, self.limit).and_then(|(ids, ..)| ids.first().copied());
        let ground = ground
            .and_then(|id| self.p.parties.code(id))
            .filter(|code| self.p.parties.is_state(code))
            .map(str::to_owned);
        let at_home = row.entry.kind != ActType::Assault || row.entry.lemma == "أعدم";
        // اعتقلت القوات الإسرائيلية عشرين شخصا: where nothing else is said, on the land that it holds.
        let own = if own == "ISR" { "PSE".to_owned() } else { own };
        let Some(state) = ground.or(at_home.then_some(own)) else { return Vec::new() };
        let end = noun_phrase(scene.doc, scene.words, k, self.limit.max(k + 1)).map_or(k + 1, |np| np.end);
        let opposes =
            (k..end.min(k + 4)).any(|n| crate::acts::faction(scene.words.lexicon, scene.key(n)) == Some("OPP"));
        let suffix = if opposes { "OPP" } else { "CIV" };
        vec![self.p.parties.group(scene.doc, format!("{state}-{suffix}"), scene.span(k, end.max(k + 1)))]
    }

    /// تظاهر مئات الأشخاص في مظفر أباد: a crowd without a nationality is of where it stands.
    pub(super) fn crowd(&mut self, row: &Row<'_>, np: &Np) -> Vec<EntityId> {
        if matches!(row.entry.kind, ActType::Assault | ActType::Coerce) {
            return self.fighters(np);
        }
        if row.entry.kind != ActType::Protest {
            return Vec::new();
        }
        let scene = self.scene;
        let ground = self.p.ground(scene.first, scene.last).and_then(|(ids, ..)| ids.first().copied());
        let ground = ground.or_else(|| self.state_around(np.end));
        self.p.parties.crowd_here(scene.doc, np, ground).into_iter().collect()
    }

    /// مجهولون, مسلحون مجهولون, انتحاري: a word for those who do harm, with nothing that says whose they are.
    pub(super) fn nobody_knows(&self, np: &Np) -> bool {
        // A lone مهاجم is a striker.
        const HARMERS: [&str; 8] = ["مجهول", "ملثم", "انتحاري", "مهاجمون", "مسلح", "قناص", "قراصن", "مندس"];
        let key = self.scene.key(np.first);
        let key = key.strip_prefix("ال").unwrap_or(key);
        np.party.is_none() && np.actors.is_empty() && HARMERS.iter().any(|stem| key.starts_with(stem))
            || crate::acts::parties::unknown(self.scene.doc, np)
    }

    /// هاجم مسلحون مركزا للشرطة الكينية, شنت فصائل هجوما على: fighters without a state are rebels of the one in which they fight.
    pub(super) fn fighters(&mut self, np: &Np) -> Vec<EntityId> {
        let scene = self.scene;
        let rebels = crate::acts::faction_in(scene.doc, scene.words, np) == Some("REB")
            || crate::acts::groups(scene.doc, np.first)
                && (np.party.is_none() && np.actors.is_empty()
                    // فصائل مدعومة من تركيا
                    || (np.first + 1..np.end).any(|k| scene.key(k).starts_with("مدعوم")));
        // اختطف مسلحون سفينة ترفع العلم الليبيري: nobody fights where the flag of a ship is from.
        let ship = self.object.as_ref().is_some_and(|np| {
            ["سفين", "ناقل", "زورق", "قارب", "باخر", "طائر"].iter().any(|stem| scene.key(np.first).starts_with(stem))
        });
        if !rebels || ship || crate::acts::parties::unknown(scene.doc, np) {
            return Vec::new();
        }
        // فصائل مدعومة من تركيا: who backs them is behind من.
        let backed =
            (np.first + 1..np.end + 2).find(|&k| scene.key(k).starts_with("مدعوم") && scene.key(k + 1) == "من");
        let from = backed.map_or(np.end, |k| k + 3);
        let struck = self.p.parties.inside(scene.doc, from, self.limit.max(from));
        // خطف مسلحون سائحا ألمانيا في الجزائر: the state that في names goes before whose people are struck.
        let place = (from..self.limit).find(|&k| scene.key(k) == "في" && scene.is(k + 1).has(Is::ACTOR));
        let ground = place.map(|k| self.p.at(k + 1, self.limit).0).filter(|ids| !ids.is_empty());
        let ground = ground.or_else(|| self.p.ground(from, self.limit).map(|(ids, ..)| ids)).unwrap_or_default();
        let lexicon = scene.words.lexicon;
        let state = ground.iter().chain(&struck).find_map(|id| {
            let code = self.p.parties.code(*id)?;
            let code = lexicon.roots.get(code).map_or(code, String::as_str).split('-').next()?;
            self.p.parties.is_state(code).then(|| code.to_owned())
        });
        state.map(|state| self.p.parties.group(scene.doc, format!("{state}-REB"), np.span)).into_iter().collect()
    }

    /// خرج الآلاف في مسيرة بالعاصمة البريطانية لندن: the state in which something takes place behind token `from`, by its name or its
    /// capital's.
    pub(super) fn state_around(&mut self, from: usize) -> Option<EntityId> {
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let (k, code) = (from..self.limit).find_map(|k| {
            let (a, by, hit) = crate::np::actor_at(scene.words, k)?;
            let row = &lexicon.actors[a as usize];
            let before = scene.key(k.saturating_sub(1));
            let place = hit.stem > 0 && scene.key(k).starts_with('ب')
                || matches!(before, "في" | "وسط" | "بالعاصمه" | "العاصمه" | "بمدينه" | "مدينه")
                || k > 1 && scene.key(k - 2).ends_with("العاصمه");
            let state = row.kind == EntityKind::State && by != NamedBy::Epithet;
            Some((k, row.code.clone().filter(|_| place && state)?))
        })?;
        self.p.parties.of_code(&code, scene.span(k, k + 1))
    }

    /// قتل عشرة أشخاص في تفجير في مقديشو, في هجوم على باماكو: the state where a blow behind token `from` was struck, by its name or its
    /// capital's.
    pub(super) fn state_of_blow(&mut self, from: usize) -> Option<EntityId> {
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let blow = |k: usize| {
            let mut hits = scene.words.hits(k).iter();
            hits.any(|h| matches!(h.phrase, Phrase::Act(row) if lexicon.acts[row as usize].kind == ActType::Assault))
        };
        let at = (from..self.limit).find(|&k| blow(k) || attack_at(scene, k, self.limit).is_some())?;
        self.p.state_of_place(at, self.limit)
    }
}

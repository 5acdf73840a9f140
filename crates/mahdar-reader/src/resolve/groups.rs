//! What points back without a title of its own: duals, epithets, generic heads.

use super::{Known, Resolver};
use crate::np::Np;
use crate::words::Is;
use mahdar_doc::{EntityId, EntityKind, MentionKind};
use mahdar_lang::TitleClass;
use std::cmp::Reverse;

impl Resolver<'_, '_> {
    /// The two whom a dual points back to: two named in the same sentence before it, else the two most recent parties,
    /// or persons; الوزيران prefers those called minister.
    pub(super) fn pair(&self, at: usize, persons: bool) -> Vec<EntityId> {
        let sentence = self.doc.sentences.iter().map(|s| s.first.index()).take_while(|&first| first <= at).last();
        // كل من البلدين: the dual may stand behind "each of".
        let dual = (at..at + 3).find(|&k| self.key(k).ends_with("ان") || self.key(k).ends_with("ين")).unwrap_or(at);
        let head = self.key(dual).trim_start_matches('و');
        let head = head.strip_prefix("ال").unwrap_or(head);
        let head = head.strip_suffix("ان").or(head.strip_suffix("ين")).unwrap_or(head);
        let mut order: Vec<usize> = self.lately().filter(|(_, k)| k.last < at).map(|(k, _)| k).collect();
        order.sort_by_key(|&k| Reverse(self.known[k].last));
        let person = |k: &Known| k.kind == EntityKind::Person;
        // البلدان, العاصمتان are states.
        let states = matches!(head, "بلد" | "دولت" | "جارت" | "عاصمت" | "حكومت" | "جمهوريت" | "شعب" | "جار" | "مملكت");
        let body = |k: &Known| {
            matches!(k.kind, EntityKind::State | EntityKind::Igo | EntityKind::Organisation | EntityKind::ArmedGroup)
                && k.party.is_some()
                && !k.place
        };
        let two = |fits: &dyn Fn(&Known) -> bool| -> Vec<EntityId> {
            let mut out: Vec<EntityId> = Vec::new();
            let mut seen: Vec<&str> = Vec::new();
            for &k in &order {
                let known = &self.known[k];
                let party = known.party.as_deref().unwrap_or("");
                if fits(known) && (persons && party.is_empty() || !seen.contains(&party)) {
                    seen.push(party);
                    out.push(EntityId::from_index(k));
                }
                if out.len() == 2 {
                    out.sort();
                    return out;
                }
            }
            Vec::new()
        };
        let here = |k: &Known| sentence.is_some_and(|first| k.last >= first);
        let titled = |k: &Known| k.title_heads.iter().any(|t| t == head);
        let state = |k: &Known| states && k.kind == EntityKind::State && !k.place;
        let tries: [&dyn Fn(&Known) -> bool; 7] = if persons {
            [
                &|_| false,
                &|_| false,
                &|k| person(k) && titled(k),
                &|k| person(k) && here(k),
                &|k| person(k),
                &|k| person(k) || k.kind == EntityKind::Office,
                &|_| false,
            ]
        } else {
            [
                &|k| state(k) && here(k),
                &|k| state(k),
                &|k| body(k) && here(k),
                &|k| person(k) && k.party.is_some() && here(k),
                // بحث وزير الخارجية العراقي مع نظيره الإيراني: offices without a name are two as well.
                &|k| k.kind == EntityKind::Office && k.party.is_some() && here(k),
                &|k| body(k),
                &|k| (person(k) || k.kind == EntityKind::Office) && k.party.is_some(),
            ]
        };
        tries.into_iter().map(two).find(|pair| pair.len() == 2).unwrap_or_default()
    }

    /// A common-noun epithet: the most recent actor that the pack says it fits.
    pub(super) fn epithet(&mut self, np: &Np, actor: u32) -> (EntityId, MentionKind) {
        let all: Vec<u32> = std::iter::once(actor).chain(np.alternatives.iter().map(|(a, _)| *a)).collect();
        match self.referent(np, &all) {
            Some(id) => (id, MentionKind::Anaphor),
            // المنظمة الدولية: one body alone is called so in two words.
            None if all.len() == 1 && np.end > np.first + 1 && self.igo(actor) => {
                (self.actor(actor, np.first, np.span), MentionKind::Anaphor)
            }
            None => (self.text_entity(np), MentionKind::Title),
        }
    }

    fn igo(&self, actor: u32) -> bool {
        self.words.lexicon.actors[actor as usize].kind == EntityKind::Igo
    }

    /// Which of the actors that share an epithet is meant: one named before, else the one that somebody named before acts
    /// for (المملكة after a Saudi minister).
    pub(super) fn referent(&mut self, np: &Np, all: &[u32]) -> Option<EntityId> {
        if let Some(k) = self.last_of(|k| k.actor.is_some_and(|a| all.contains(&a))) {
            return Some(EntityId::from_index(k));
        }
        let lexicon = self.words.lexicon;
        let mut order: Vec<(usize, &str)> =
            self.lately().filter_map(|(_, k)| Some((k.last, k.party.as_deref()?))).collect();
        // وكالة الأنباء السعودية ...: المملكة تدعم: a nationality names the state as well.
        let adjectives = (np.first.saturating_sub(160)..np.first).filter(|&i| self.words.at(i).has(Is::NISBA));
        order.extend(adjectives.filter_map(|i| {
            let (party, ..) = self.words.nisba(self.doc, i)?;
            Some((i, lexicon.parties.get(party as usize)?.as_str()))
        }));
        order.sort_by_key(|(last, _)| Reverse(*last));
        let of_party = order.into_iter().take(16).find_map(|(_, party)| {
            let same = |a: &&u32| {
                let row = &lexicon.actors[**a as usize];
                row.party.as_deref() == Some(party) && row.kind == EntityKind::State
            };
            all.iter().find(same).copied()
        });
        // المفوضية behind the European Union: the body of an organisation named before.
        let of_igo = || {
            all.iter().copied().find(|&a| {
                let party = lexicon.actors[a as usize].party.as_deref();
                let igo = |k: &Known| k.kind == EntityKind::Igo && k.party.is_some() && k.party.as_deref() == party;
                self.lately().any(|(_, k)| k.last < np.first && igo(k))
            })
        };
        let meant = of_party.or_else(of_igo);
        meant.map(|actor| self.actor(actor, np.first, np.span))
    }

    /// مساعد نتنياهو, أحد مستشاري بايدن, محامي خان: whether right before a person's name at `at` stands, without the article, a word
    /// for somebody of his.
    pub(super) fn works_for(&self, np: &Np, at: usize) -> bool {
        const OF_HIS: [&str; 16] = [
            "مساعد",
            "مستشار",
            "محام",
            "معاون",
            "حليف",
            "حلفا",
            "مقرب",
            "متحدث",
            "ناطق",
            "مبعوث",
            "موفد",
            "نجل",
            "شقيق",
            "صهر",
            "زوجه",
            "سكرتير",
        ];
        let head = self.key(at.saturating_sub(1)).trim_start_matches(['و', 'ف']);
        let stem = head.strip_suffix(['ي', 'و', 'ه']).unwrap_or(head);
        at > np.first
            && np.name.is_none_or(|(from, _)| from == at)
            && !head.starts_with("ال")
            && OF_HIS.iter().any(|word| head == *word || stem == *word || stem.strip_suffix('ت') == Some(word))
    }

    /// دولة قطر، حركة حماس: the title is a generic head of the actor's name.
    pub(super) fn head_is_part_of_name(&self, np: &Np, at: usize) -> bool {
        let generic = np.titles.len() == 1 && at == np.first + 1;
        let class = np.titles.first().map(|&t| self.words.lexicon.titles[t as usize].class);
        let head = self.key(np.first);
        generic
            && class == Some(TitleClass::Body)
            && matches!(
                head.strip_prefix("ال").unwrap_or(head),
                "دوله"
                    | "حركه"
                    | "منظمه"
                    | "حلف"
                    | "جماعه"
                    | "تنظيم"
                    | "حزب"
                    | "مملكه"
                    | "جمهوريه"
                    | "امبراطوريه"
                    | "مليشيا"
                    | "ميليشيا"
                    | "كتائب"
                    | "قوات"
            )
    }
}

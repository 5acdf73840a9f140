//! Peoples, crowds and factions of a state.

use super::{Parties, faction_in};
use crate::np::Np;
use crate::words::Is;
use mahdar_doc::{Document, Entity, EntityId, EntityKind};
use mahdar_lang::{NamedBy, TitleClass};

/// جنود, شرطيان, رجال الأمن: whether a key is a word for those who serve in a state's forces, or for the force that they serve in.
fn of_forces(key: &str) -> bool {
    const FORCES: [&str; 9] =
        ["الشرطه", "الجيش", "الامن", "الحرس", "الدرك", "المخابرات", "الاستخبارات", "المارينز", "البحريه"];
    const SERVE: [&str; 9] = ["جندي", "جنود", "شرطي", "ضابط", "ضباط", "عسكري", "مجند", "دركي", "بحارا"];
    let bare = key.strip_prefix("ال").unwrap_or(key);
    // عسكرية is an adjective of things.
    FORCES.contains(&key) || SERVE.iter().any(|stem| bare.starts_with(stem)) && !bare.ends_with('ه')
}

impl Parties<'_> {
    /// The people of a state, where a phrase names them by their nationality alone: آلاف اللبنانيين, 17 فلسطينيا.
    pub fn people(&mut self, doc: &Document, id: EntityId, np: &Np) -> Option<EntityId> {
        let lexicon = self.words.lexicon;
        // أوقفت 30 سوريا: behind a number it is no state, but so many of its people.
        let so_many = np.first > 0
            && doc.tokens[np.first - 1].kind == mahdar_doc::TokenKind::Number
            && np.end == np.first + 1
            && np.titles.is_empty()
            && !np.actors.is_empty()
            && doc.key_at(np.first).ends_with("يا");
        if so_many && let Some(state) = self.code(id).filter(|code| self.is_state(code)) {
            let code = format!("{state}-CIV");
            return Some(self.group(doc, code, np.span));
        }
        let office = np.titles.iter().any(|&t| {
            matches!(
                lexicon.titles[t as usize].class,
                TitleClass::Office | TitleClass::Body | TitleClass::Spokesman | TitleClass::Document
            )
        });
        if office
            || np.name.is_some()
            // أربعة من رجال الشرطة العراقية, جميع الدبلوماسيين الكينيين: they are the state's.
            || (np.first..np.end).any(|k| of_forces(doc.key_at(k)))
            || self.words.at(np.first).has(Is::QUANT)
                && crate::np::title_at(self.words, np.first + 1)
                    .is_some_and(|(t, ..)| {
                        let title = &lexicon.titles[t as usize];
                        title.class == TitleClass::Office || title.sector.as_deref() == Some("GOV")
                    })
            // متظاهرين في نيروبي: where they stand is not who they are.
            || np.actors.iter().any(|(_, _, at)| *at == np.first || !matches!(doc.key_at(at - 1), "في" | "فى"))
            // النازحين في دارفور: of the place, but القوات, الجانب are no people.
            || self.words.at(np.first).has(Is::ARTICLE) && np.party.is_none() && !self.heads_people(doc, np.first)
        {
            return None;
        }
        // مدينة روسية, مواقع سودانية: things are none; a nationality alone, a number of people, a word for people are.
        let first = self.words.at(np.first);
        // 17 شخصا; عشرين فلسطينيا has its nationality, and إحدى عشرة طائرة is no people.
        let counted = np.first > 0 && doc.tokens[np.first - 1].kind == mahdar_doc::TokenKind::Number;
        // عشرات الدبابات الأرمينية: things are counted too.
        let thing = |k: usize| {
            const THINGS: [&str; 26] = [
                "دبابات",
                "اليات",
                "صواريخ",
                "طائرات",
                "مسيرات",
                "مواقع",
                "منازل",
                "مبان",
                "قري",
                "بلدات",
                "سفن",
                "شاحنات",
                "مركبات",
                "اهداف",
                "منشات",
                "مدن",
                "قواعد",
                "مقرات",
                "مدارس",
                "مستشفيات",
                "عربات",
                "سيارات",
                "زوارق",
                "قنابل",
                "قذائف",
                "مقار",
            ];
            let key = doc.key_at(k.min(doc.tokens.len() - 1));
            THINGS.contains(&key.strip_prefix("ال").unwrap_or(key))
        };
        let things = thing(np.first) || thing(np.first + 1);
        // عشرات التطبيقات الصينية: so many of what is no word for people and no nationality.
        let second = self.words.at(np.first + 1);
        let of_people = second.has(Is::NISBA)
            || !second.has(Is::NOUN)
            || second.has(Is::TITLE)
            || self.heads_people(doc, (np.first + 1).min(doc.tokens.len() - 1));
        let people = !things
            && (first.has(Is::NISBA)
                || first.has(Is::QUANT) && of_people
                || counted
                || self.heads_people(doc, np.first));
        if !people {
            return None;
        }
        let state = self.code(id).filter(|code| self.is_state(code))?;
        let code = format!("{state}-CIV");
        Some(self.group(doc, code, np.span))
    }

    /// The people of a state.
    pub fn crowd_of(&mut self, doc: &Document, id: EntityId, np: &Np) -> Option<EntityId> {
        let state = self.code(id).filter(|code| self.is_state(code))?;
        let code = format!("{state}-CIV");
        Some(self.group(doc, code, np.span))
    }

    /// مئات الأشخاص, آلاف المحتجين: a crowd without a nationality, of the state on whose ground it stands, else of home.
    pub fn crowd_here(&mut self, doc: &Document, np: &Np, ground: Option<EntityId>) -> Option<EntityId> {
        // 10 أشخاص
        let counted = np.first > 0 && doc.tokens[np.first - 1].kind == mahdar_doc::TokenKind::Number;
        let many = matches!(doc.key_at(np.first), "الالاف" | "المئات" | "العشرات" | "الملايين" | "مئات" | "عشرات" | "الاف");
        let person = many || counted && matches!(doc.key_at(np.first), "اشخاص" | "شخصا" | "شخص");
        if !person && !self.words.at(np.first).has(Is::QUANT) && !self.heads_people(doc, np.first) {
            return None;
        }
        let there = self.where_stands(doc, np.end).or_else(|| ground.and_then(|id| self.code(id)).map(str::to_owned));
        let state = there.or_else(|| self.local.clone()).or_else(|| self.own_ground());
        let state = state.filter(|code| self.is_state(code))?;
        // خمسة جنود, شرطيان: they are the state's.
        if (np.first..np.end.min(np.first + 3)).any(|k| of_forces(doc.key_at(k))) {
            return self.of_code(&state, np.span);
        }
        Some(self.group(doc, format!("{state}-CIV"), np.span))
    }

    /// آلاف, عشرات, مواطنون, شبان: words for people.
    pub fn heads_people(&self, doc: &Document, i: usize) -> bool {
        let lexicon = self.words.lexicon;
        let key = doc.key_at(i);
        // لصحفي روسي, بطلاب
        let key =
            if self.words.at(i).has(Is::PREFIXED) { &key[key.chars().next().map_or(0, char::len_utf8)..] } else { key };
        let bare = key.strip_prefix("ال").unwrap_or(key);
        let people = self.words.hits(i).iter().any(|h| matches!(h.phrase, mahdar_lang::Phrase::Title { title, .. } if lexicon.titles[title as usize].class == TitleClass::People));
        // ناشطة, ناشطات of ناشط: the feminine has no row of its own. Accusatives and duals are in the lexicon.
        let stem = ["ات", "ان", "ين", "ه", "ا"].iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
        people || [bare, stem].iter().any(|word| lexicon.factions.get(*word).is_some_and(|suffix| suffix == "CIV"))
    }

    /// المعارضة السورية, متمردو تيغراي, المدنيون: the opposition, rebels or people of a state.
    pub(super) fn faction(&mut self, doc: &Document, np: &Np) -> Option<EntityId> {
        let lexicon = self.words.lexicon;
        // مسلحو حركة الشباب: a named armed group is itself.
        if np
            .actors
            .iter()
            .any(|(a, by, _)| *by != NamedBy::Epithet && lexicon.actors[*a as usize].kind == EntityKind::ArmedGroup)
        {
            return None;
        }
        // The armed group that is named at `from` or behind the word there.
        let armed = |from: usize| {
            (from..from + 2).find_map(|k| {
                crate::np::actor_at(self.words, k)
                    .filter(|(_, by, _)| *by != NamedBy::Epithet)
                    .map(|(a, ..)| &lexicon.actors[a as usize])
                    .filter(|row| row.kind == EntityKind::ArmedGroup)
                    .and_then(|row| row.code.clone().or_else(|| row.party.clone()))
            })
        };
        // مقاتلو حركة الشباب, متمردو فارك: the group that the construct names.
        let head = doc.key_at(np.first);
        let fighters = head
            .trim_start_matches('و')
            .strip_suffix(['و', 'ي'])
            .is_some_and(|stem| lexicon.factions.contains_key(&format!("{stem}ون")));
        if fighters && np.end == np.first + 1 {
            let group = armed(np.end);
            if let Some(id) = group.and_then(|code| self.of_code(&code, np.span)) {
                return Some(id);
            }
        }
        // مقاتلين من طالبان, عناصر من حركة الشباب
        if np.end < doc.tokens.len() && doc.key_at(np.end) == "من" && np.party.is_none() && np.name.is_none() {
            let group = armed(np.end + 1);
            if let Some(id) = group.and_then(|code| self.of_code(&code, np.span)) {
                return Some(id);
            }
        }
        let suffix = faction_in(doc, self.words, np)?;
        // المستوطنون are of one state whoever writes of them.
        if suffix.contains('-') {
            return Some(self.group(doc, suffix.to_owned(), np.span));
        }
        // A person with a name is no faction but its leader, whose own party stands; زعيم المعارضة leads the opposition
        // of his state.
        let named = np
            .actors
            .iter()
            .find(|(a, by, _)| *by != NamedBy::Epithet && lexicon.actors[*a as usize].kind == EntityKind::Person);
        if named.is_some() && suffix != "OPP" {
            return None;
        }
        let of_leader = named.and_then(|(a, ..)| lexicon.actors[*a as usize].party.clone());
        if of_leader.as_ref().is_some_and(|party| party.len() != 3) {
            return None;
        }
        // الحكومة السورية والمعارضة: of the state that the phrase before it is of.
        let joined = || {
            let before = np.first.checked_sub(1)?;
            let after_and = doc.key_at(np.first).starts_with("وال");
            let adjective = self.words.nisba(doc, before).map(|(party, ..)| party).filter(|_| after_and);
            // بين نيكاراغوا والمعارضة; في كوبا والمعارضة is where.
            let place = before > 0 && matches!(doc.key_at(before - 1), "في" | "من");
            let named = || self.state_at(doc, before).filter(|_| after_and && !place);
            let state = adjective.and_then(|state| lexicon.parties.get(state as usize).cloned()).or_else(named);
            state.filter(|code| self.is_state(code))
        };
        // تفاوض حكومة كولومبيا المتمردين في كوبا, أوقفت الشرطة الموريتانية ثلاثة من قادة المعارضة: of the state whose government, police
        // or court the sentence names before.
        let governed = || {
            const AUTHORITIES: [&str; 14] = [
                "حكومه",
                "سلطات",
                "سلطه",
                "شرطه",
                "امن",
                "محكمه",
                "قضا",
                "قضاء",
                "نيابه",
                "درك",
                "مخابرات",
                "استخبارات",
                "داخليه",
                "برلمان",
            ];
            let from =
                doc.sentences[..doc.sentences.partition_point(|s| s.first.index() <= np.first)].last()?.first.index();
            (from..np.first.saturating_sub(1)).rev().find_map(|k| {
                let key = doc.key_at(k).trim_start_matches(['و', 'ب', 'ل']);
                let bare = key.strip_prefix("ال").unwrap_or(key);
                AUTHORITIES.contains(&bare).then(|| self.state_at(doc, k + 1)).flatten()
            })
        };
        let joined = joined().or_else(governed);
        // اقتحام محتجين مقر السفارة السعودية: a nationality farther behind is of something else.
        let near = (np.first..np.end.min(np.first + 4)).any(|k| self.words.at(k).has(Is::NISBA));
        let state = of_leader
            .or_else(|| np.party.clone().filter(|_| near || np.end <= np.first + 3))
            .or(joined)
            .or_else(|| {
                let inside = self.inside(doc, np.first, np.end.min(np.first + 3)).first().copied()?;
                self.code(inside).map(str::to_owned)
            })
            .or_else(|| {
                let place = (np.first..np.end).find_map(|k| self.words.place(k));
                place.and_then(|(party, _)| lexicon.parties.get(party as usize).cloned())
            })
            .or_else(|| self.where_stands(doc, np.end).filter(|_| suffix != "OPP"))
            .or_else(|| self.local.clone())
            .or_else(|| {
                // The rebels of whom the report told before.
                let of = |e: &Entity| e.party.as_deref()?.strip_suffix(suffix)?.strip_suffix('-').map(str::to_owned);
                self.entities.iter().rev().filter(|e| e.kind == EntityKind::Group).find_map(of)
            })
            .or_else(|| self.own_ground())
            .filter(|code| self.is_state(code))?;
        Some(self.group(doc, format!("{state}-{suffix}"), np.span))
    }

    /// A team, a firm, a museum: a nationality does not make it act for its state.
    pub fn nonpolitical(&self, np: &Np) -> bool {
        // جامعة الدول العربية: the name of a known body goes before what its first word heads.
        let known =
            np.actors.iter().any(|(_, by, at)| matches!(by, NamedBy::Name | NamedBy::Capital) && *at == np.first);
        self.words.at(np.first).has(Is::PRIVATE) && !known
    }
}

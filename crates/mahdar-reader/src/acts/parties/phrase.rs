//! The parties of a noun phrase.

use super::NAMED;
use super::{Parties, unknown};
use crate::np::Np;
use crate::words::Is;
use mahdar_doc::{Document, EntityId, EntityKind, TokenId};
use mahdar_lang::{NamedBy, Number, TitleClass};

impl Parties<'_> {
    /// The entities with a party that a phrase names.
    pub fn of_phrase(&mut self, doc: &Document, np: &Np, owner: Option<EntityId>) -> Vec<EntityId> {
        if np.parts.len() > 1 {
            let mut out = Vec::new();
            for part in &np.parts {
                for id in self.of_phrase(doc, part, owner) {
                    if !out.contains(&id) {
                        out.push(id);
                    }
                }
            }
            return out;
        }
        if self.owned(doc, np.first) {
            return owner.into_iter().collect();
        }
        // الاحتلال, سلطات الاحتلال: without a nationality, in Arabic news of Palestine, Israel.
        let occupier = np.party.is_none()
            && np.actors.iter().all(|(_, by, _)| *by == NamedBy::Epithet)
            && (np.first..np.end).any(|i| doc.key_at(i).ends_with("الاحتلال"))
            && self.entities.iter().any(|e| matches!(e.party.as_deref(), Some("PSE" | "HAMAS" | "ISR")));
        if occupier {
            return self.of_code("ISR", np.span).into_iter().collect();
        }
        if unknown(doc, np) || np.called_after(doc) {
            return Vec::new();
        }
        if let Some(id) = self.faction(doc, np) {
            return vec![id];
        }
        // الطرف الآخر, الجانب المقابل: whoever is named most beside who speaks of him.
        let word = |n: usize| if np.first + n < np.end { doc.key_at(np.first + n) } else { "" };
        if matches!(word(0).trim_start_matches(['و', 'ل', 'ب']), "الطرف" | "الجانب" | "لطرف" | "لجانب")
            && matches!(word(1), "الاخر" | "المقابل" | "الثاني")
        {
            let own: Vec<EntityId> = owner.into_iter().collect();
            return if own.is_empty() {
                own
            } else {
                self.most_named(doc, np.first, &own).into_iter().take(1).collect()
            };
        }
        // بعد طرد الأخيرة: whoever was named last.
        if np.end == np.first + 1 && matches!(word(0), "الاخير" | "الاخيره") {
            let from = np.span.start.saturating_sub(400);
            let before = doc.mentions_between(from, np.span.start).iter().rev().filter(|m| m.span.end <= np.span.start);
            let last = before.flat_map(|m| &m.entities).find(|id| self.code(**id).is_some());
            return last.copied().into_iter().collect();
        }
        // الدول الأعضاء: of the body of states that acted last.
        if word(0).trim_start_matches('و') == "الدول" && matches!(word(1), "الاعضاء" | "الاعضا") {
            return self.last_body.into_iter().collect();
        }
        // الدول الأربع, الأطراف الثلاثة, العواصم الثلاث
        let several = ["دول", "اطراف", "عواصم", "بلدان", "حكومات", "جهات"];
        let head = word(0).trim_start_matches(['و', 'ف', 'ب']);
        let head = head.strip_prefix("لل").or(head.strip_prefix("ال")).unwrap_or(head);
        if np.actors.iter().all(|(_, by, _)| *by == NamedBy::Epithet) && several.contains(&head) {
            let second = np.first + 1;
            let number = if second < doc.tokens.len() { doc.key_at(second) } else { "" };
            let n = match number.strip_prefix("ال").unwrap_or("") {
                "ثلاث" | "ثلاثه" => 3,
                "اربع" | "اربعه" => 4,
                "خمس" | "خمسه" => 5,
                "ست" | "سته" => 6,
                _ => 0,
            };
            if n > 0 {
                let ids = self.counted(doc, np.first, n);
                if ids.len() == n {
                    return ids;
                }
            }
        }
        // الأطراف الليبية
        if let Some(sides) = self.national_sides(doc, np.first) {
            return sides;
        }
        // البلدان, الجانبان: those between whom the report is, else who speaks and whom the sentence names next.
        if np.pair == Some(false) {
            let sides = self.two_sides(doc, np.first, &self.third);
            if sides.len() == 2 {
                return sides;
            }
            let end = doc.sentences.iter().find(|s| s.span.end > np.span.start).map_or(np.span.end, |s| s.span.end);
            let own: Vec<EntityId> = owner.into_iter().collect();
            let later = self.starting(np.span.end, end).flat_map(|m| &self.mentions[m].entities).copied();
            let other =
                later.filter(|id| self.code(*id).is_some()).find(|id| own.iter().all(|o| !self.same_party(*o, *id)));
            return own.into_iter().chain(other).collect();
        }
        // وزيرا داخلية البلدين, مسؤولون من الجانبين: of both.
        let pair = |i: usize| {
            self.words
                .hits(i)
                .iter()
                .any(|h| matches!(h.phrase, mahdar_lang::Phrase::Pair(false)) && h.end as usize == i + 1)
        };
        if let Some(both) = self.joint_body(doc, np) {
            return both;
        }
        let of_both = np.party.is_none()
            && np.name.is_none()
            && np.number != Number::Singular
            && (np.first + 1..(np.end + 2).min(doc.tokens.len()))
                .any(|i| pair(i) && (i <= np.end || doc.key_at(np.end) == "من"));
        if of_both {
            let sides = self.two_sides(doc, np.first, &self.third);
            if sides.len() == 2 {
                return sides;
            }
        }
        let named = |this: &Self| -> Vec<EntityId> {
            // "إيكواس" تتوعد: a name in marks begins behind them.
            let mark = doc.slice(np.span).chars().next().filter(|c| matches!(c, '"' | '«' | '“' | '”'));
            let start = np.span.start + mark.map_or(0, |c| c.len_utf8() as u32);
            let at = this.starting(start, start + 1);
            at.map(|i| &this.mentions[i])
                .filter(|m| m.span.end <= np.span.end + 2)
                .map(|m| &m.entities)
                .find(|ids| ids.iter().any(|id| this.code(*id).is_some() || this.members(*id).is_some()))
                .cloned()
                .unwrap_or_default()
        };
        let mut found = named(self);
        found = self.expand(np.span, found);
        found.retain(|id| self.code(*id).is_some());
        if !found.is_empty() {
            return found;
        }
        if let Some(code) = np.party.clone() {
            let mut out: Vec<EntityId> = self.of_code(&code, np.span).into_iter().collect();
            // نظيريه السوداني والكيني: two adjectives of a dual are two parties.
            if np.number == Number::Dual && np.actors.is_empty() {
                for i in np.first + 1..np.end + 1 {
                    let joined = self.words.at(i).has(Is::NISBA) && (i < np.end || self.words.at(i).has(Is::CONJUNCT));
                    if let Some(id) = joined.then(|| self.adjective(doc, i)).flatten().filter(|id| !out.contains(id)) {
                        out.push(id);
                    }
                }
            }
            return out;
        }
        // طائرات تابعة للفريق خليفة حفتر: whose they are.
        let belongs = |i: usize| {
            let key = doc.key_at(i);
            matches!(key.strip_prefix("ال").unwrap_or(key), "تابعه" | "تابع" | "تابعين" | "تابعون")
        };
        let of = (np.first + 1..(np.end + 2).min(doc.tokens.len().saturating_sub(1))).find(|&i| belongs(i));
        if let Some(i) = of.filter(|&i| np.name.is_none() && doc.key_at(i + 1).starts_with('ل')) {
            let ids = self.inside(doc, i + 1, (i + 5).min(doc.tokens.len()));
            if !ids.is_empty() {
                return ids;
            }
        }
        if let Some(id) = self.of_document(doc, np) {
            return vec![id];
        }
        // حكومته, جيشها, رئيسه: a head with a pronoun belongs to its owner.
        let key = doc.key_at(np.first);
        if np.end == np.first + 1 && key.ends_with(['ه', 'ا']) && self.words.at(np.first).has(Is::TITLE) {
            let pronoun = self.words.analyses(np.first).iter().any(|a| a.pronoun.is_some());
            let surface = doc.surface(TokenId::from_index(np.first));
            if pronoun && !surface.ends_with('ة') {
                return owner.into_iter().collect();
            }
        }
        let inside = self.inside(doc, np.first, np.end);
        if !inside.is_empty() || np.actors.iter().any(|(_, by, _)| *by != NamedBy::Epithet) {
            return inside;
        }
        // الجيش، وزير الخارجية، الحكومة without a nationality: the owner's state, else the report's. A club's director and
        // a firm's board are none of the state's.
        // النواب, المشرعون: a plural is a state's where it is all of its parliament.
        let authorities = matches!(key.trim_start_matches(['و', 'ف']), "السلطات") && np.end == np.first + 1;
        let many = np.number == Number::Plural
            && !authorities
            && !np.titles.iter().any(|&t| {
                let row = &self.words.lexicon.titles[t as usize];
                // القوات الأمنية, الأجهزة الأمنية: of such bodies there is one in a state.
                let one = row.class == TitleClass::Body
                    && matches!(row.sector.as_deref(), Some("MIL" | "COP" | "SPY" | "JUD"));
                one || row.sector.as_deref() == Some("LEG")
            });
        // وصفت القمة المقترح بأنه: of the organisation of states that was named last.
        if key.trim_start_matches(['و', 'ف']) == "القمه" && np.end == np.first + 1 {
            let before = self.by_start.partition_point(|&i| self.mentions[i as usize].span.start < np.span.start);
            let named =
                self.by_start[..before].iter().rev().flat_map(|&i| &self.mentions[i as usize].entities).copied();
            let body = |id: &EntityId| self.all_igos(&[*id]);
            return named.take(NAMED).find(body).into_iter().collect();
        }
        // الجبهة, الحركة: a movement that nobody has named is of the rebels of whom the report tells.
        let movement = np.end == np.first + 1
            && matches!(key.trim_start_matches(['و', 'ف']), "الجبهه" | "الحركه" | "الميليشيا" | "المليشيا" | "الجماعه");
        if movement {
            let told = self.entities.iter().rev().find_map(|e| {
                let code = e.party.as_deref().filter(|code| code.ends_with("-REB"))?;
                (e.kind == EntityKind::Group || e.kind == EntityKind::ArmedGroup).then(|| code.to_owned())
            });
            return told.map(|code| self.group(doc, code, np.span)).into_iter().collect();
        }
        let public = !many && np.titles.iter().any(|&t| self.of_state(t, np.definite && np.end <= np.first + 1));
        if public {
            // المعارضة اتهمت الحكومة: the government of whose opposition speaks; a movement has none, so the report's.
            let of_owner = owner.and_then(|o| self.code(o)).and_then(|code| code.split('-').next());
            // الحوثيون اتهموا الحكومة: of the state in whose affairs they are a side.
            let of_owner = of_owner.and_then(|code| {
                let root = || self.words.lexicon.roots.get(code).cloned();
                self.is_state(code).then(|| code.to_owned()).or_else(root)
            });
            // السلطات الانتقالية في مالي; وفي طرابلس، حثت المبعوثة مجلس النواب.
            let head = key.trim_start_matches(['و', 'ف']);
            let seated = ["السلطات", "الحكومه", "النظام", "المجلس", "الجيش", "القوات"].contains(&head);
            let there = if seated { self.where_stands(doc, np.end) } else { None };
            let told = if of_owner.is_none() { self.told_below(doc, np) } else { None };
            // كانت وزارة الخارجية قد استدعت السفير الفرنسي: whoever acted in the sentence before says nothing of the narrator's own.
            let (of_owner, of_earlier) = if self.far_owner { (None, of_owner) } else { (of_owner, None) };
            let ground = || self.local.clone().or_else(|| self.own_ground());
            let code = there.or(of_owner).or(told).or_else(ground).or(of_earlier);
            // الإدارة alone is the American one; elsewhere any firm or club has one.
            let code = code.filter(|code| head != "الاداره" || np.end > np.first + 1 || code == "USA");
            return code.and_then(|code| self.of_code(&code, np.span)).into_iter().collect();
        }
        // رابطة الأساتذة, نقابة المعلمين: a union or association is of the people of where the report is.
        let civil = (np.end > np.first + 1 || self.words.at(np.first).has(Is::ARTICLE))
            && np.titles.first().is_some_and(|&t| {
                let row = &self.words.lexicon.titles[t as usize];
                row.class == TitleClass::Body && matches!(row.sector.as_deref(), Some("SOC" | "LAB"))
            });
        let state =
            civil.then(|| self.where_stands(doc, np.end).or_else(|| self.local.clone()).or_else(|| self.own_ground()));
        if let Some(state) = state.flatten().filter(|code| self.is_state(code)) {
            return vec![self.group(doc, format!("{state}-CIV"), np.span)];
        }
        Vec::new()
    }

    /// الخارجية ترحب بالاتفاق: of a bare office or body in the headline, the state of whoever bears the same words first below it
    /// (رحبت وزارة الخارجية القطرية).
    pub(super) fn told_below(&self, doc: &Document, np: &Np) -> Option<String> {
        let headline = doc.sentences.first().filter(|s| s.span.start <= np.span.start && np.span.end <= s.span.end)?;
        let words = doc.slice(np.span);
        let below = doc.mentions.partition_point(|m| m.span.start < headline.span.end);
        doc.mentions[below..].iter().filter(|m| doc.slice(m.span).contains(words)).find_map(|m| {
            let code = m.entities.iter().find_map(|id| self.code(*id))?;
            self.is_state(code).then(|| code.to_owned())
        })
    }

    /// تقرير حديث للوكالة الدولية, قرار مجلس حقوق الإنسان: a document speaks for whoever issued it; with the article, for whoever
    /// issued the last one so called, or for the body of states that acted last.
    pub(super) fn of_document(&mut self, doc: &Document, np: &Np) -> Option<EntityId> {
        const NAMED: [&str; 4] = ["تقرير", "قرار", "بيان", "توصيه"];
        let head = doc.key_at(np.first);
        let bare = head.trim_start_matches(['و', 'ف']);
        let definite = bare.strip_prefix("ال");
        let name = *NAMED.iter().find(|name| **name == definite.unwrap_or(bare))?;
        let last = doc.tokens.len().min(np.first + 8);
        let behind = (np.first + 1..last)
            .take_while(|&k| self.words.at(k).has(Is::ADJ) || k < np.end || self.words.at(k).has(Is::PREFIXED))
            .find(|&k| self.words.at(k).has(Is::PREFIXED) && doc.key_at(k).starts_with("لل"));
        let issuer = behind.and_then(|k| self.inside(doc, k, (k + 2).min(doc.tokens.len())).first().copied());
        if let Some(id) = issuer {
            self.issued.retain(|(known, _)| *known != name);
            self.issued.push((name, id));
            return Some(id);
        }
        definite?;
        self.issued
            .iter()
            .rev()
            .find(|(known, _)| *known == name)
            .map(|(_, id)| *id)
            .or_else(|| self.last_body.filter(|_| matches!(name, "قرار" | "توصيه")))
    }

    /// Whether a title is of a state's government, army, parliament, courts or police; one that any body has (الرئيس,
    /// المتحدث) is, where it stands alone.
    pub(super) fn of_state(&self, title: u16, alone: bool) -> bool {
        let title = &self.words.lexicon.titles[title as usize];
        matches!(title.class, TitleClass::Office | TitleClass::Body | TitleClass::Spokesman)
            && match title.sector.as_deref() {
                Some(sector) => matches!(sector, "GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY"),
                // الجماعة, الحركة: a movement that nobody has named is no state's.
                None => {
                    let movement = ["جماعة", "حركة", "تنظيم", "ميليشيا", "مليشيا", "فصيل", "جبهة", "خلية"];
                    alone && !movement.contains(&title.form.as_str())
                }
            }
    }

    /// The state that token `k` names, or whose adjective it is.
    pub(super) fn state_at(&self, doc: &Document, k: usize) -> Option<String> {
        let lexicon = self.words.lexicon;
        let named = crate::np::actor_at(self.words, k).and_then(|(a, by, _)| {
            let row = &lexicon.actors[a as usize];
            (row.kind == EntityKind::State && by != NamedBy::Epithet).then(|| row.code.clone()).flatten()
        });
        let adjective = || {
            let (party, ..) = self.words.nisba(doc, k)?;
            lexicon.parties.get(party as usize).cloned()
        };
        named.or_else(adjective)
    }

    /// النازحين في محافظة مأرب اليمنية, المحتجون في طرابلس: the state on whose ground a phrase that ends before token `at`
    /// says people stand.
    pub(super) fn where_stands(&self, doc: &Document, at: usize) -> Option<String> {
        if at >= doc.tokens.len() || !matches!(doc.key_at(at), "في" | "من" | "وفي" | "ومن") {
            return None;
        }
        // في هجوم شنه التنظيم: what was done is no place, and behind a verb stands who did it.
        let deed = self.words.at(at + 1).has(Is::ACT) && self.words.place(at + 1).is_none();
        let ends = |k: usize| self.words.at(k).has(Is::PUNCT) || deed && self.words.is_only_verb(k);
        (at + 1..(at + 8).min(doc.tokens.len())).take_while(|&k| !ends(k)).find_map(|k| {
            let of_place = self.words.place(k).map(|(party, _)| party);
            let state = of_place.or_else(|| self.words.nisba(doc, k).map(|(party, ..)| party));
            let by_actor = || {
                let (a, by, _) = crate::np::actor_at(self.words, k)?;
                let row = &self.words.lexicon.actors[a as usize];
                (row.kind == EntityKind::State && by != NamedBy::Epithet).then(|| row.code.clone()).flatten()
            };
            state.and_then(|party| self.words.lexicon.parties.get(party as usize).cloned()).or_else(by_actor)
        })
    }

    /// بلاده, بلادها, دولته: the speaker's own state.
    pub(super) fn owned(&self, doc: &Document, i: usize) -> bool {
        let key = doc.key_at(i).trim_start_matches(['و', 'ل', 'ب', 'ف']);
        matches!(
            key,
            "بلاده"
                | "بلادها"
                | "بلادنا"
                | "بلادهم"
                | "دولته"
                | "دولتها"
                | "لاده"
                | "لادها"
                | "لادنا"
                | "لادهم"
        )
    }

    /// اللجنة المصرية التركية المشتركة, المجلس المشترك بين مصر وتركيا: a body of two states is both.
    fn joint_body(&mut self, doc: &Document, np: &Np) -> Option<Vec<EntityId>> {
        const BODIES: [&str; 6] = ["لجنه", "مجلس", "لجان", "فريق", "غرفه", "قمه"];
        let head = doc.key_at(np.first).trim_start_matches(['و', 'ب', 'ل']);
        let head = head.strip_prefix("ال").unwrap_or(head);
        if !BODIES.contains(&head) {
            return None;
        }
        let end = (np.end + 2).min(doc.tokens.len());
        let adjectives = (np.first + 1..end).take_while(|&i| {
            let is = self.words.at(i);
            (is.has(Is::NISBA) || is.has(Is::ADJ)) && !is.has(Is::PREFIXED)
        });
        let mut both: Vec<EntityId> = Vec::new();
        for i in adjectives.collect::<Vec<_>>() {
            if let Some(id) = self.adjective(doc, i)
                && both.iter().all(|b| !self.same_party(*b, id))
            {
                both.push(id);
            }
        }
        if both.len() < 2 {
            let joint = (np.first + 1..end).find(|&i| doc.key_at(i).trim_start_matches("ال").starts_with("مشترك"))?;
            let between = joint + 1 < doc.tokens.len() && doc.key_at(joint + 1) == "بين";
            both = if between { self.inside_to(doc, joint + 2, (joint + 8).min(doc.tokens.len())).0 } else { both };
        }
        (both.len() > 1).then_some(both)
    }
}

//! From words to parties: whom a phrase, an adjective or a pronoun names.

use super::sides::Sides;
use crate::np::Np;
use crate::words::{Facts, Is, Words};
use mahdar_doc::{Document, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind, Span, TokenId};
use mahdar_lang::{Lexicon, NamedBy, Number, TitleClass};
use rustc_hash::FxHashMap;

/// Whether a report is of sport, markets, weather, culture: words of those fields outnumber governments, armies and
/// organisations. Nationalities are no sign: المنتخب السعودي.
pub(crate) fn another_field(doc: &Document, words: &Words<'_>) -> bool {
    let lexicon = words.lexicon;
    let (mut political, mut other) = (0usize, 0usize);
    for i in 0..doc.tokens.len() {
        let is = words.at(i);
        if is.has(Is::PUNCT) {
            continue;
        }
        // مؤتمر صحفي is of no field; experts comment on all.
        let expert = crate::np::title_at(words, i).is_some_and(|(t, ..)| {
            matches!(lexicon.titles[t as usize].class, TitleClass::Expert | TitleClass::Anonymous)
        });
        if is.has(Is::PRIVATE) && !is.has(Is::ADJ) && !expert {
            other += 1;
        }
        if words.hits(i).is_empty() {
            continue;
        }
        let power = crate::np::actor_at(words, i).as_ref().is_some_and(|(a, by, _)| {
            let row = &lexicon.actors[*a as usize];
            !row.outlet
                && (*by == NamedBy::Seat
                    || *by == NamedBy::Name
                        && (row.kind == EntityKind::Igo
                            || row.kind == EntityKind::ArmedGroup
                            || row.kind == EntityKind::Person && !row.offices.is_empty()))
        });
        let office = crate::np::title_at(words, i).is_some_and(|(t, _, _, hit)| {
            let title = &lexicon.titles[t as usize];
            hit.end > i as u32 + 1
                && matches!(title.class, TitleClass::Office | TitleClass::Body)
                && title.role.is_some()
        });
        political += usize::from(power || office);
    }
    other >= 6 && other > political * 4
}

/// The state a report is at home in: the one named most, by name, capital or adjective, its first lines counting three times.
fn home(doc: &Document, words: &Words<'_>) -> Option<String> {
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    let head = doc.sentences.get(3).map_or(doc.tokens.len(), |s| s.first.index());
    let limit = doc.tokens.len().min(4_000);
    let mut inside = 0;
    for i in 0..limit {
        // تنظيم القاعدة في بلاد المغرب الإسلامي: a state in another's name is not named.
        if i < inside {
            continue;
        }
        if !words.tells(i, Facts::ACTOR) && !words.tells(i, Facts::NISBA) {
            continue;
        }
        let named = crate::np::actor_at(words, i);
        if let Some((_, NamedBy::Name, hit)) = named {
            inside = hit.end as usize;
        }
        let by_adjective =
            words.nisba(doc, i).and_then(|(party, ..)| words.lexicon.parties.get(party as usize).map(String::as_str));
        let actor = named.map(|(a, by, _)| (&words.lexicon.actors[a as usize], by));
        let by_name = actor
            .filter(|(row, by)| *by != NamedBy::Epithet && row.kind == EntityKind::State)
            .and_then(|(row, _)| row.code.as_deref());
        // Its own officials are named in a report of home: خادم الحرمين الشريفين الملك سلمان.
        let by_person = actor
            .filter(|(row, by)| row.kind == EntityKind::Person && *by == NamedBy::Name)
            .and_then(|(row, _)| row.party.as_deref());
        if let Some(code) = by_name.or(by_adjective).or(by_person).filter(|c| c.len() == 3) {
            let entry = counts.entry(code).or_insert((0, limit - i));
            entry.0 += if dateline(doc, words, i) { 3 } else { 1 + 2 * usize::from(i < head) };
        }
    }
    // A national agency writes of home: واس, بترا, أ ش أ in a dateline or source line.
    let named =
        |i: usize| crate::np::actor_at(words, i).and_then(|(a, ..)| words.lexicon.actors[a as usize].home.as_deref());
    let last = doc.tokens.len();
    for code in
        (0..last.min(60)).chain(last.saturating_sub(12).max(60)..last).filter_map(named).filter(|c| c.len() == 3)
    {
        counts.entry(code).or_insert((0, 0)).0 += 12;
    }
    counts.into_iter().max_by_key(|(code, n)| (*n, std::cmp::Reverse(*code))).map(|(code, _)| code.to_owned())
}

/// The suffix of the faction that a phrase names by a word for it: المعارضة السورية, مئات المحتجين, متمردو تيغراي.
pub(crate) fn faction_in<'l>(doc: &Document, words: &Words<'l>, np: &Np) -> Option<&'l str> {
    (np.first..np.end.min(np.first + 5)).filter(|&i| words.tells(i, Facts::FACTION)).find_map(|i| {
        let key = doc.key(TokenId::from_index(i));
        let suffix = faction(words.lexicon, key)?;
        // مئات المحتجين, ثلاثة أحزاب معارضة; وزارة الخارجية والمغتربين is no people.
        let counts = (np.first..i)
            .all(|k| words.at(k).has(Is::QUANT) || matches!(doc.key(TokenId::from_index(k)), "من" | "عدد" | "مجموعه"));
        // الهجوم الإرهابي, الحرس الثوري الإيراني الإرهابي: what somebody calls a deed or a body makes it no faction; الجماعات الإرهابية are one.
        let called = suffix == "REB" && !counts && key.contains("ارهاب") && !groups(doc, np.first);
        let leads = counts || suffix != "CIV" && !key.starts_with("وال") && !called;
        leads.then_some(suffix)
    })
}

/// مسلحون مجهولون: nobody knows whose.
pub(crate) fn unknown(doc: &Document, np: &Np) -> bool {
    np.name.is_none()
        && (np.first + 1..(np.end + 1).min(doc.tokens.len())).any(|i| {
            let key = doc.key(TokenId::from_index(i));
            key.strip_prefix("ال").unwrap_or(key).starts_with("مجهول")
        })
}

/// Whether the word at `i` is one for a group of fighters: تنظيم, الجماعات, عناصر.
pub(crate) fn groups(doc: &Document, i: usize) -> bool {
    const GROUPS: [&str; 27] = [
        "جماعه",
        "جماعات",
        "مجموعه",
        "مجموعات",
        "تنظيم",
        "تنظيمات",
        "منظمه",
        "منظمات",
        "حركه",
        "حركات",
        "مليشيا",
        "مليشيات",
        "ميليشيا",
        "ميليشيات",
        "عصابه",
        "عصابات",
        "خليه",
        "خلايا",
        "عنصر",
        "عناصر",
        "فصيل",
        "فصائل",
        "كيان",
        "كيانات",
        "قوي",
        "شبكه",
        "كتائب",
    ];
    let group = |key: &str| {
        let bare = key.strip_prefix("ال").or(key.strip_prefix("لل")).or(key.strip_prefix("بال")).unwrap_or(key);
        GROUPS.contains(&bare) || bare.strip_suffix('ا').is_some_and(|stem| GROUPS.contains(&stem))
    };
    // فصائل begins with ف itself.
    let key = doc.key(TokenId::from_index(i));
    group(key) || key.strip_prefix(['و', 'ف']).is_some_and(group)
}

/// The suffix of the faction that a word means: المعارضة, للمتمردين; a construct loses its ن: متمردو تيغراي.
pub(crate) fn faction<'l>(lexicon: &'l Lexicon, key: &str) -> Option<&'l str> {
    let bare = key.trim_start_matches('و');
    let bare = bare.strip_prefix("ال").or(bare.strip_prefix("لل")).unwrap_or(bare);
    let construct = |stem: &str| lexicon.factions.get(&format!("{stem}ون"));
    let suffix = lexicon.factions.get(bare).or_else(|| construct(bare.strip_suffix(['و', 'ي'])?))?;
    Some(suffix)
}

/// What a mention counts towards the state whose quarrel a report is of: a party of it, a faction called its own, a place.
const OF_PARTY: usize = 2;
const OF_FACTION: usize = 3;
const OF_PLACE: usize = 1;
/// The least count of an arena, and how many times the next state's; set by judgement.
const ARENA: usize = 5;
const CLEAR: usize = 2;

/// The state whose own parties a report tells of: by its groups without a state, by factions with its adjective, by its
/// towns.
fn arena(doc: &Document, words: &Words<'_>) -> Option<String> {
    let lexicon = words.lexicon;
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let limit = doc.tokens.len().min(4_000);
    for i in 0..limit {
        if let Some((party, _)) = words.place(i)
            && let Some(code) = lexicon.parties.get(party as usize)
        {
            *counts.entry(code.clone()).or_default() += OF_PLACE;
        }
        let named = crate::np::actor_at(words, i).filter(|(_, by, _)| *by != NamedBy::Epithet);
        let code = named.and_then(|(a, ..)| lexicon.actors[a as usize].party.clone());
        let root = code.and_then(|code| match code.split_once('-') {
            Some((state, _)) => Some(state.to_owned()),
            None => lexicon.roots.get(&code).cloned(),
        });
        if let Some(state) = root {
            *counts.entry(state).or_default() += OF_PARTY;
        }
        let adverse = |key: &str| {
            let bare = key.trim_start_matches('و');
            let bare = bare.strip_prefix("ال").unwrap_or(bare);
            lexicon.factions.get(bare).is_some_and(|suffix| matches!(suffix.as_str(), "REB" | "OPP"))
        };
        let faction = words.tells(i, Facts::FACTION) && adverse(doc.key(TokenId::from_index(i)));
        if faction
            && let Some((party, ..)) = (i + 1..(i + 3).min(limit)).find_map(|k| words.nisba(doc, k))
            && let Some(code) = lexicon.parties.get(party as usize)
        {
            *counts.entry(code.clone()).or_default() += OF_FACTION;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(code, _)| code.len() == 3).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let (best, score) = counts.first()?;
    let next = counts.get(1).map_or(0, |(_, n)| *n);
    (*score >= ARENA && *score >= CLEAR * next).then(|| best.clone())
}

/// الرياض - (واس): a capital that opens a paragraph before a dash, a bracket or a colon says where the report is at home.
fn dateline(doc: &Document, words: &Words<'_>, i: usize) -> bool {
    use mahdar_doc::TokenKind::{Colon, Dash, OpenBracket};
    let opens = i == 0 || doc.sentences.binary_search_by_key(&i, |s| s.first.index()).is_ok();
    let capital = crate::np::actor_at(words, i)
        .as_ref()
        .filter(|(_, by, _)| *by == NamedBy::Capital)
        .map(|(_, _, h)| h.end as usize);
    opens
        && capital.is_some_and(|end| doc.tokens.get(end).is_some_and(|t| matches!(t.kind, Dash | OpenBracket | Colon)))
}

/// اتفاقات مينسك, محادثات جدة: whether a mention is the town that something is called after; not one of two parties
/// (اتفاق موسكو وأنقرة), nor a state by its own name (مفاوضات إيران).
pub(crate) fn made_in(doc: &Document, span: Span) -> bool {
    let at = doc.mentions.partition_point(|m| m.span.start < span.start);
    let mention = doc.mentions[at..].iter().take_while(|m| m.span.start == span.start).find(|m| m.span == span);
    let town = mention.is_some_and(|m| {
        m.entities.iter().all(|id| {
            doc.entities.get(id.index()).is_some_and(|e| e.kind == EntityKind::State && e.name_ar != doc.slice(span))
        })
    });
    if !town {
        return false;
    }
    let before = doc.text()[..span.start as usize].trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let bare = word.trim_start_matches(['و', 'ف', 'ل', 'ب', '"', '«', '(']);
    crate::np::CALLED_AFTER.contains(&bare) && !doc.text()[span.end as usize..].trim_start().starts_with('و')
}

/// في موسكو: whether a mention says where and not who.
pub(crate) fn in_place(doc: &Document, span: Span) -> bool {
    let mut before = doc.text()[..span.start as usize].trim_end();
    if made_in(doc, span) {
        return true;
    }
    // في موسكو وبروكسل
    if let Some(rest) = before.strip_suffix(" و") {
        before = rest.trim_end().rsplit_once(' ').map_or("", |(head, _)| head).trim_end();
    }
    ["في", "فى"]
        .iter()
        .any(|p| before.strip_suffix(p).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '،', 'و'])))
}

/// The entities of a document while acts are read; parties that only an adjective names are added.
pub(crate) struct Parties<'a> {
    entities: Vec<Entity>,
    mentions: Vec<Mention>,
    /// The document's mentions by the byte at which they start, longest first.
    by_start: Vec<u32>,
    pub(super) words: &'a Words<'a>,
    /// The state that a report without a nationality means: وزارة الخارجية in a national agency's report.
    home: Option<String>,
    /// The state whose parties quarrel in the report, though another's agency tells it: الحكومة والحوثيون.
    arena: Option<String>,
    /// Between whom the report is.
    pub(super) sides: Sides,
    /// Who acts on the phrases that are read: none of the two sides.
    pub third: Vec<EntityId>,
    /// The state of the place with which the sentence under way begins: وفي طرابلس، قال.
    local: Option<String>,
    /// Sentence, actors and other side of the last act.
    last: Option<(usize, Vec<EntityId>, Vec<EntityId>)>,
    /// The same of the last few acts.
    recent: Vec<(usize, Vec<EntityId>, Vec<EntityId>)>,
    /// The body of states that acted last.
    last_body: Option<EntityId>,
    /// Who issued what kind of document, the last of each.
    issued: Vec<(&'static str, EntityId)>,
}

/// Added mentions that a pronoun may take up.
const LATE: usize = 64;

/// Mentions before a word for somebody else that are counted.
const NAMED: usize = 4_000;

impl<'a> Parties<'a> {
    pub fn new(doc: &Document, words: &'a Words<'a>) -> Self {
        let mut by_start: Vec<u32> = (0..doc.mentions.len() as u32).collect();
        by_start.sort_by_key(|&i| {
            let span = doc.mentions[i as usize].span;
            (span.start, std::cmp::Reverse(span.end))
        });
        let home = home(doc, words);
        let arena = arena(doc, words);
        Parties {
            entities: doc.entities.clone(),
            mentions: doc.mentions.clone(),
            by_start,
            words,
            home,
            arena,
            sides: Sides::new(doc),
            third: Vec::new(),
            last: None,
            recent: Vec::new(),
            last_body: None,
            issued: Vec::new(),
            local: None,
        }
    }

    /// The document's own mentions that start between two bytes, the longest first where several start at one.
    fn starting(&self, from: u32, to: u32) -> impl Iterator<Item = usize> + '_ {
        let first = self.by_start.partition_point(|&i| self.mentions[i as usize].span.start < from);
        let rest = self.by_start[first..].iter().map(|&i| i as usize);
        rest.take_while(move |&i| self.mentions[i].span.start < to)
    }

    /// The party an entity acts for.
    pub fn code(&self, id: EntityId) -> Option<&str> {
        let entity = self.entities.get(id.index())?;
        entity.party.as_deref().or(entity.code.as_deref()).filter(|code| !code.is_empty())
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    pub fn same_party(&self, a: EntityId, b: EntityId) -> bool {
        self.code(a).is_some() && self.code(a) == self.code(b)
    }

    /// The state whose authority an act without an agent falls to: whose people suffer it, else that of home.
    pub fn authority(&mut self, span: Span, recipients: &[EntityId]) -> Vec<EntityId> {
        let Some(code) = recipients.first().and_then(|id| self.code(*id)).map(str::to_owned) else { return Vec::new() };
        let root = code.split_once('-').map(|(state, _)| state.to_owned()).filter(|state| self.is_state(state));
        let state = root.or_else(|| self.local.clone()).or_else(|| self.own_ground());
        let state = state.filter(|state| *state != code && self.is_state(state));
        state.and_then(|state| self.of_code(&state, span)).into_iter().collect()
    }

    /// The state whose own parties the report tells of, else the one it is at home in.
    fn own_ground(&self) -> Option<String> {
        self.arena.clone().or_else(|| self.home.clone())
    }

    /// Whether a code is a state's; KRG and PKK have three letters too.
    pub fn is_state(&self, code: &str) -> bool {
        code.len() == 3 && self.words.lexicon.body_of(code).is_some_and(|row| row.kind == EntityKind::State)
    }

    /// Whether all that act are organisations of states.
    pub fn all_igos(&self, ids: &[EntityId]) -> bool {
        let igo = |id: &EntityId| {
            self.code(*id)
                .and_then(|code| self.words.lexicon.body_of(code))
                .is_some_and(|row| row.kind == EntityKind::Igo)
        };
        !ids.is_empty() && ids.iter().all(igo)
    }

    /// Whether both sides are persons or bodies of one state, and different ones, none of them the state itself.
    pub fn within_one_state(&self, actors: &[EntityId], recipients: &[EntityId]) -> bool {
        let [actor] = actors else { return false };
        let [recipient] = recipients else { return false };
        let below = |id: &EntityId| {
            self.entities
                .get(id.index())
                .is_some_and(|e| matches!(e.kind, EntityKind::Person | EntityKind::Office | EntityKind::Organisation))
        };
        actor != recipient
            && self.same_party(*actor, *recipient)
            && self.code(*actor).is_some_and(|code| self.is_state(code))
            && below(actor)
            && below(recipient)
    }

    /// The entity of a party code, named at `span`; made if the report has none.
    pub fn of_code(&mut self, code: &str, span: Span) -> Option<EntityId> {
        let body = |e: &Entity| {
            matches!(e.kind, EntityKind::State | EntityKind::Igo | EntityKind::ArmedGroup | EntityKind::Organisation)
        };
        let known = self
            .entities
            .iter()
            .position(|e| body(e) && e.code.as_deref() == Some(code))
            .or_else(|| self.entities.iter().position(|e| body(e) && e.party.as_deref() == Some(code)));
        if let Some(known) = known {
            return Some(EntityId::from_index(known));
        }
        let row = self.words.lexicon.body_of(code)?;
        let id = EntityId::from_index(self.entities.len());
        let state = row.kind == EntityKind::State;
        self.entities.push(Entity {
            sector: row.sector.clone().or_else(|| state.then(|| "GOV".to_owned())),
            kind: row.kind,
            name_ar: row.name_ar.clone(),
            name_en: Some(row.name_en.clone()),
            pack_id: Some(row.id.clone()),
            code: row.code.clone(),
            party: row.party.clone(),
            role: None,
            anonymity: None,
            mentions: Vec::new(),
        });
        self.mentions.push(Mention { span, kind: MentionKind::Name, entities: vec![id] });
        Some(id)
    }

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
            && (np.first..np.end).any(|i| doc.key(TokenId::from_index(i)).ends_with("الاحتلال"))
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
        let word = |n: usize| if np.first + n < np.end { doc.key(TokenId::from_index(np.first + n)) } else { "" };
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
            let number = if second < doc.tokens.len() { doc.key(TokenId::from_index(second)) } else { "" };
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
            let key = doc.key(TokenId::from_index(i));
            matches!(key.strip_prefix("ال").unwrap_or(key), "تابعه" | "تابع" | "تابعين" | "تابعون")
        };
        let of = (np.first + 1..(np.end + 2).min(doc.tokens.len().saturating_sub(1))).find(|&i| belongs(i));
        if let Some(i) = of.filter(|&i| np.name.is_none() && doc.key(TokenId::from_index(i + 1)).starts_with('ل')) {
            let ids = self.inside(doc, i + 1, (i + 5).min(doc.tokens.len()));
            if !ids.is_empty() {
                return ids;
            }
        }
        if let Some(id) = self.of_document(doc, np) {
            return vec![id];
        }
        // حكومته, جيشها, رئيسه: a head with a pronoun belongs to its owner.
        let key = doc.key(TokenId::from_index(np.first));
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
            let code = there.or(of_owner).or(told).or_else(|| self.local.clone()).or_else(|| self.own_ground());
            // الإدارة alone is the American one; elsewhere any firm or club has one.
            let code = code.filter(|code| head != "الاداره" || np.end > np.first + 1 || code == "USA");
            return code.and_then(|code| self.of_code(&code, np.span)).into_iter().collect();
        }
        Vec::new()
    }

    /// الخارجية ترحب بالاتفاق: of a bare office or body in the headline, the state of whoever bears the same words first below it
    /// (رحبت وزارة الخارجية القطرية).
    fn told_below(&self, doc: &Document, np: &Np) -> Option<String> {
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
    fn of_document(&mut self, doc: &Document, np: &Np) -> Option<EntityId> {
        const NAMED: [&str; 4] = ["تقرير", "قرار", "بيان", "توصيه"];
        let head = doc.key(TokenId::from_index(np.first));
        let bare = head.trim_start_matches(['و', 'ف']);
        let definite = bare.strip_prefix("ال");
        let name = *NAMED.iter().find(|name| **name == definite.unwrap_or(bare))?;
        let last = doc.tokens.len().min(np.first + 8);
        let behind = (np.first + 1..last)
            .take_while(|&k| self.words.at(k).has(Is::ADJ) || k < np.end || self.words.at(k).has(Is::PREFIXED))
            .find(|&k| self.words.at(k).has(Is::PREFIXED) && doc.key(TokenId::from_index(k)).starts_with("لل"));
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

    /// The codes of those for whom a body without a party stands: مجموعة 5+1 is six states.
    fn members(&self, id: EntityId) -> Option<&'a [String]> {
        let row = self.entities.get(id.index())?.pack_id.as_ref()?;
        self.words.lexicon.members.get(row).map(Vec::as_slice)
    }

    /// The entities, with the members of a body in its place.
    pub fn expand(&mut self, span: Span, ids: Vec<EntityId>) -> Vec<EntityId> {
        if ids.iter().all(|id| self.members(*id).is_none()) {
            return ids;
        }
        let mut out: Vec<EntityId> = Vec::new();
        for id in ids {
            match self.members(id) {
                Some(codes) => out.extend(codes.iter().filter_map(|code| self.of_code(code, span))),
                None => out.push(id),
            }
        }
        out
    }

    /// Whom a speaker without a party stands for: whom the phrases that named him do (الناطق باسم الرئاسة جمال أبو غوش).
    pub fn standing(&mut self, doc: &Document, id: EntityId) -> Vec<EntityId> {
        let spans: Vec<Span> =
            doc.mentions.iter().filter(|m| m.entities.contains(&id)).map(|m| m.span).take(3).collect();
        for span in spans {
            let at = doc.tokens.partition_point(|t| t.span.end <= span.start);
            let sentence = doc.sentences.partition_point(|s| s.last.index() <= at);
            let last = doc.sentences.get(sentence).map_or(doc.tokens.len(), |s| s.last.index());
            let Some(np) = crate::np::noun_phrase(doc, self.words, at, last) else { continue };
            if np.titles.is_empty() || self.nonpolitical(&np) {
                continue;
            }
            let mut ids = self.of_phrase(doc, &np, None);
            ids.retain(|id| self.code(*id).is_some());
            if !ids.is_empty() {
                return ids;
            }
        }
        Vec::new()
    }

    /// Whether a title is of a state's government, army, parliament, courts or police; one that any body has (الرئيس,
    /// المتحدث) is, where it stands alone.
    fn of_state(&self, title: u16, alone: bool) -> bool {
        let title = &self.words.lexicon.titles[title as usize];
        matches!(title.class, TitleClass::Office | TitleClass::Body | TitleClass::Spokesman)
            && match title.sector.as_deref() {
                Some(sector) => matches!(sector, "GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY"),
                None => alone,
            }
    }

    /// The people of a state, where a phrase names them by their nationality alone: آلاف اللبنانيين, 17 فلسطينيا.
    pub fn people(&mut self, doc: &Document, id: EntityId, np: &Np) -> Option<EntityId> {
        let lexicon = self.words.lexicon;
        let office = np.titles.iter().any(|&t| {
            matches!(
                lexicon.titles[t as usize].class,
                TitleClass::Office | TitleClass::Body | TitleClass::Spokesman | TitleClass::Document
            )
        });
        if office
            || np.name.is_some()
            || !np.actors.is_empty()
            || self.words.at(np.first).has(Is::ARTICLE) && np.party.is_none()
        {
            return None;
        }
        // مدينة روسية, مواقع سودانية: things are none; a nationality alone, a number of people, a word for people are.
        let first = self.words.at(np.first);
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
            let key = doc.key(TokenId::from_index(k.min(doc.tokens.len() - 1)));
            THINGS.contains(&key.strip_prefix("ال").unwrap_or(key))
        };
        let things = thing(np.first) || thing(np.first + 1);
        let people =
            !things && (first.has(Is::NISBA) || first.has(Is::QUANT) || counted || self.heads_people(doc, np.first));
        if !people {
            return None;
        }
        let state = self.code(id).filter(|code| code.len() == 3)?;
        let code = format!("{state}-CIV");
        Some(self.group(doc, code, np.span))
    }

    /// The people of a state.
    pub fn crowd_of(&mut self, doc: &Document, id: EntityId, np: &Np) -> Option<EntityId> {
        let state = self.code(id).filter(|code| code.len() == 3)?;
        let code = format!("{state}-CIV");
        Some(self.group(doc, code, np.span))
    }

    /// مئات الأشخاص, آلاف المحتجين: a crowd without a nationality, of the state on whose ground it stands, else of home.
    pub fn crowd_here(&mut self, doc: &Document, np: &Np, ground: Option<EntityId>) -> Option<EntityId> {
        if !self.words.at(np.first).has(Is::QUANT) && !self.heads_people(doc, np.first) {
            return None;
        }
        let there = self.where_stands(doc, np.end).or_else(|| ground.and_then(|id| self.code(id)).map(str::to_owned));
        let state = there.or_else(|| self.local.clone()).or_else(|| self.own_ground());
        let state = state.filter(|code| code.len() == 3)?;
        Some(self.group(doc, format!("{state}-CIV"), np.span))
    }

    /// آلاف, عشرات, مواطنون, شبان: words for people.
    pub(super) fn heads_people(&self, doc: &Document, i: usize) -> bool {
        let lexicon = self.words.lexicon;
        let key = doc.key(TokenId::from_index(i));
        let bare = key.strip_prefix("ال").unwrap_or(key);
        let people = self.words.hits(i).iter().any(|h| matches!(h.phrase, mahdar_lang::Phrase::Title { title, .. } if lexicon.titles[title as usize].class == TitleClass::People));
        people || lexicon.factions.get(bare).is_some_and(|suffix| suffix == "CIV")
    }

    /// المعارضة السورية, متمردو تيغراي, المدنيون: the opposition, rebels or people of a state.
    fn faction(&mut self, doc: &Document, np: &Np) -> Option<EntityId> {
        let lexicon = self.words.lexicon;
        // مسلحو حركة الشباب: a named armed group is itself.
        if np
            .actors
            .iter()
            .any(|(a, by, _)| *by != NamedBy::Epithet && lexicon.actors[*a as usize].kind == EntityKind::ArmedGroup)
        {
            return None;
        }
        // مقاتلو حركة الشباب, متمردو فارك: the group that the construct names.
        let head = doc.key(TokenId::from_index(np.first));
        let fighters = head
            .trim_start_matches('و')
            .strip_suffix(['و', 'ي'])
            .is_some_and(|stem| lexicon.factions.contains_key(&format!("{stem}ون")));
        if fighters && np.end == np.first + 1 {
            let group = (np.end..np.end + 2).find_map(|k| {
                crate::np::actor_at(self.words, k)
                    .filter(|(_, by, _)| *by != NamedBy::Epithet)
                    .map(|(a, ..)| &lexicon.actors[a as usize])
                    .filter(|row| row.kind == EntityKind::ArmedGroup)
                    .and_then(|row| row.code.clone().or_else(|| row.party.clone()))
            });
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
            let after_and = doc.key(TokenId::from_index(np.first)).starts_with("وال");
            let adjective = self.words.nisba(doc, before).map(|(party, ..)| party).filter(|_| after_and);
            // بين نيكاراغوا والمعارضة; في كوبا والمعارضة is where.
            let place = before > 0 && matches!(doc.key(TokenId::from_index(before - 1)), "في" | "من");
            let named = || self.state_at(doc, before).filter(|_| after_and && !place);
            let state = adjective.and_then(|state| lexicon.parties.get(state as usize).cloned()).or_else(named);
            state.filter(|code| code.len() == 3)
        };
        // تفاوض حكومة كولومبيا المتمردين في كوبا: of the state whose government the sentence names before.
        let governed = || {
            let from =
                doc.sentences[..doc.sentences.partition_point(|s| s.first.index() <= np.first)].last()?.first.index();
            (from..np.first.saturating_sub(1)).rev().find_map(|k| {
                let key = doc.key(TokenId::from_index(k)).trim_start_matches(['و', 'ب', 'ل']);
                matches!(key, "حكومه" | "الحكومه").then(|| self.state_at(doc, k + 1)).flatten()
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
            .filter(|code| code.len() == 3)?;
        Some(self.group(doc, format!("{state}-{suffix}"), np.span))
    }

    /// The state that token `k` names, or whose adjective it is.
    fn state_at(&self, doc: &Document, k: usize) -> Option<String> {
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
    fn where_stands(&self, doc: &Document, at: usize) -> Option<String> {
        if at >= doc.tokens.len() || !matches!(doc.key(TokenId::from_index(at)), "في" | "من" | "وفي" | "ومن")
        {
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

    /// Remembers the place that the sentence from token `first` begins with.
    pub fn enter(&mut self, doc: &Document, first: usize) {
        self.local = self.where_stands(doc, first).filter(|code| self.is_state(code));
    }

    /// The group of a party code, made if the report has none.
    pub fn group(&mut self, doc: &Document, code: String, span: Span) -> EntityId {
        let known = self.entities.iter().position(|e| e.party.as_deref() == Some(&code));
        if let Some(known) = known {
            return EntityId::from_index(known);
        }
        let id = EntityId::from_index(self.entities.len());
        let sector = match code.rsplit('-').next() {
            Some("CIV") => "CVL",
            Some(other) => other,
            None => "UNK",
        };
        self.entities.push(Entity {
            sector: Some(sector.to_owned()),
            kind: EntityKind::Group,
            name_ar: doc.slice(span).to_owned(),
            name_en: None,
            pack_id: None,
            code: None,
            party: Some(code),
            role: None,
            anonymity: None,
            mentions: Vec::new(),
        });
        self.mentions.push(Mention { span, kind: MentionKind::Title, entities: vec![id] });
        id
    }

    /// بلاده, بلادها, دولته: the speaker's own state.
    fn owned(&self, doc: &Document, i: usize) -> bool {
        let key = doc.key(TokenId::from_index(i)).trim_start_matches(['و', 'ل', 'ب', 'ف']);
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

    /// A team, a firm, a museum: a nationality does not make it act for its state.
    pub fn nonpolitical(&self, np: &Np) -> bool {
        // جامعة الدول العربية: the name of a known body goes before what its first word heads.
        let known =
            np.actors.iter().any(|(_, by, at)| matches!(by, NamedBy::Name | NamedBy::Capital) && *at == np.first);
        self.words.at(np.first).has(Is::PRIVATE) && !known
    }

    /// Remembers between whom an act was.
    pub fn note(&mut self, act: &mahdar_doc::Act) {
        self.last = Some((act.sentence.index(), act.actors.clone(), act.recipients.clone()));
        /// Acts that are kept.
        const KEPT: usize = 8;
        if self.recent.len() == KEPT {
            self.recent.remove(0);
        }
        self.recent.push((act.sentence.index(), act.actors.clone(), act.recipients.clone()));
        if self.all_igos(&act.actors) {
            self.last_body = act.actors.first().copied();
        }
        let codes = |ids: &[EntityId]| -> Vec<String> {
            ids.iter().filter_map(|id| self.code(*id)).map(str::to_owned).collect()
        };
        let (actors, recipients) = (codes(&act.actors), codes(&act.recipients));
        let mut pairs: Vec<(String, String)> = Vec::new();
        let among = act.symmetric && recipients.is_empty();
        for (k, a) in actors.iter().enumerate() {
            let others = if among { &actors[k + 1..] } else { &recipients[..] };
            pairs.extend(others.iter().filter(|b| *b != a).map(|b| (a.clone(), b.clone())));
        }
        if act.kind == mahdar_doc::ActType::Mediate {
            for code in &actors {
                self.sides.mediated(code);
            }
        }
        self.sides.note(&pairs, act, super::adversarial(act.kind));
    }

    /// Who acted last, in sentence `here` or the one before it, if nobody of `actors`.
    pub fn doers(&self, here: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let Some((sentence, by, _)) = &self.last else { return Vec::new() };
        let own = |id: &EntityId| actors.iter().any(|a| self.same_party(*a, *id));
        if *sentence + 1 >= here && !by.iter().any(own) { by.clone() } else { Vec::new() }
    }

    /// The other side of the last act of the same actors in sentence `here` or the one before it.
    pub fn dealt_with(&self, here: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let own = |id: &EntityId| actors.iter().any(|a| self.same_party(*a, *id));
        let of_same = |(sentence, by, on): &&(usize, Vec<EntityId>, Vec<EntityId>)| {
            *sentence + 1 >= here && by.iter().any(own) && !on.iter().any(own)
        };
        self.recent.iter().rev().find(of_same).map(|(_, _, on)| on.clone()).unwrap_or_default()
    }

    /// Whom a pronoun takes up at token `at` in a clause of `actors`: عرض عليهم, طلب منه. The other side of what they did
    /// before, or whoever acted on them; else the party named last.
    pub fn taken_up(&self, doc: &Document, at: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let here = doc.sentences.partition_point(|s| s.last.index() <= at);
        let own = |id: &EntityId| actors.iter().any(|a| a == id || self.same_party(*a, *id));
        if let Some((sentence, by, on)) = &self.last
            && *sentence + 1 >= here
        {
            if !on.is_empty() && by.iter().any(own) && !on.iter().any(own) {
                return on.clone();
            }
            if !by.is_empty() && on.iter().any(own) && !by.iter().any(own) {
                return by.clone();
            }
        }
        let Some(token) = doc.tokens.get(at) else { return Vec::new() };
        let from = doc.sentences.get(here.saturating_sub(1)).map_or(0, |s| s.span.start);
        // The document's own, and what was added of late.
        let given = self.starting(from, token.span.start).map(|m| &self.mentions[m]);
        let added = self.mentions[self.by_start.len()..].iter().rev().take(LATE);
        let near = given.chain(added.filter(|m| from <= m.span.start)).filter(|m| m.span.end <= token.span.start);
        let near = near.filter(|m| !in_place(doc, m.span));
        let mut near: Vec<(u32, EntityId)> =
            near.flat_map(|m| m.entities.iter().map(|id| (m.span.start, *id))).collect();
        near.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
        near.into_iter().map(|(_, id)| id).find(|id| self.code(*id).is_some() && !own(id)).into_iter().collect()
    }

    /// The parties named before token `at`, the most named first.
    fn most_named(&self, doc: &Document, at: usize, without: &[EntityId]) -> Vec<EntityId> {
        let end = doc.tokens.get(at).map_or(u32::MAX, |t| t.span.start);
        let mut counts: Vec<(EntityId, usize)> = Vec::new();
        let own = self.mentions[..self.by_start.len()].partition_point(|m| m.span.start < end);
        let named = self.mentions[own.saturating_sub(NAMED)..own].iter().filter(|m| !in_place(doc, m.span));
        for id in named.flat_map(|m| &m.entities) {
            let body = matches!(
                self.entities[id.index()].kind,
                EntityKind::State
                    | EntityKind::ArmedGroup
                    | EntityKind::Person
                    | EntityKind::Office
                    | EntityKind::Organisation
            );
            let Some(code) = self.code(*id).filter(|code| body && !matches!(*code, "UN" | "EU" | "LAS" | "AU")) else {
                continue;
            };
            if without.iter().any(|w| self.code(*w) == Some(code)) {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| self.code(*known) == Some(code)) {
                Some((_, n)) => *n += 1,
                None => counts.push((*id, 1)),
            }
        }
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counts.into_iter().map(|(id, _)| id).collect()
    }

    /// The parties of the last act of a sentence that has two or more beside those of `out`.
    pub fn told_together(&self, sentence: usize, out: &[EntityId]) -> Vec<EntityId> {
        let here = self.recent.iter().rev().take_while(|(s, ..)| *s == sentence);
        let others = here.map(|(_, actors, recipients)| {
            let mut ids: Vec<EntityId> = Vec::new();
            for id in actors.iter().chain(recipients) {
                let known = |other: &EntityId| other == id || self.same_party(*other, *id);
                if !out.iter().any(known) && !ids.iter().any(known) {
                    ids.push(*id);
                }
            }
            ids
        });
        others.into_iter().find(|ids| ids.len() > 1).unwrap_or_default()
    }

    /// The first party, or the two of البلدان, that a mention or a nationality adjective names between two tokens.
    pub fn inside(&mut self, doc: &Document, from: usize, to: usize) -> Vec<EntityId> {
        self.inside_to(doc, from, to).0
    }

    /// The same, and one past the last word that names them.
    pub fn inside_to(&mut self, doc: &Document, from: usize, to: usize) -> (Vec<EntityId>, usize) {
        for i in from..to {
            let Some(token) = doc.tokens.get(i) else { break };
            let (start, end) = (token.span.start, token.span.end);
            // الاتفاق الأذربيجاني الأرميني: two adjectives side by side are two parties, whatever phrase they seem to head.
            if i + 1 < to
                && self.words.at(i).has(Is::NISBA)
                && self.words.at(i + 1).has(Is::NISBA)
                && !self.words.at(i + 1).has(Is::CONJUNCT)
                && let (Some(a), Some(b)) = (self.adjective(doc, i), self.adjective(doc, i + 1))
                && !self.same_party(a, b)
            {
                return (vec![a, b], i + 2);
            }
            // A mention may begin after a clitic of its first token.
            let called_after = |m: usize| made_in(doc, self.mentions[m].span);
            let named = self.starting(start, end).filter(|m| !called_after(*m));
            let named = named.map(|m| (self.mentions[m].span.end, self.mentions[m].entities.as_slice()));
            let coded = |ids: &[EntityId]| -> Vec<EntityId> {
                ids.iter().copied().filter(|id| self.code(*id).is_some()).collect()
            };
            let named = named.map(|(end, ids)| (end, coded(ids))).find(|(_, ids)| !ids.is_empty());
            if let Some((last, mut ids)) = named {
                // مقترح مصر والسودان, اجتماع وزراء خارجية تشاد والنيجر: whoever و joins to it.
                let behind = |last: u32| (i + 1..to).find(|&k| doc.tokens[k].span.start >= last).unwrap_or(to);
                let mut next = behind(last);
                while next < to && self.words.at(next).has(Is::CONJUNCT) && self.words.at(next).has(Is::ACTOR) {
                    let span = doc.tokens[next].span;
                    let mut more = self.starting(span.start, span.end).map(|m| &self.mentions[m]);
                    let more =
                        more.find_map(|m| Some((m.span.end, coded(&m.entities))).filter(|(_, ids)| !ids.is_empty()));
                    let Some((last, more)) = more else { break };
                    ids.extend(more.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
                    next = behind(last);
                }
                return (ids, next);
            }
            // لاقتحام مستوطنين: people of one state whoever writes of them.
            let key = doc.key(TokenId::from_index(i));
            let bare = key.trim_start_matches('و');
            let bare = bare.strip_prefix("ال").or(bare.strip_prefix("لل")).unwrap_or(bare);
            if self.words.tells(i, Facts::FACTION)
                && let Some(code) = self.words.lexicon.factions.get(bare).filter(|code| code.contains('-')).cloned()
            {
                return (vec![self.group(doc, code, Span { start, end })], i + 1);
            }
            let body = {
                let mut named = self.starting(start, end).flat_map(|m| &self.mentions[m].entities).copied();
                named.find(|id| self.members(*id).is_some())
            };
            if let Some(body) = body {
                return (self.expand(Span { start, end }, vec![body]), i + 1);
            }
            if let Some(id) = self.adjective(doc, i) {
                // الاتفاق السعودي الإيراني: two adjectives side by side are two parties.
                let mut out = vec![id];
                if i + 1 < to && !self.words.at(i + 1).has(Is::CONJUNCT) {
                    out.extend(self.adjective(doc, i + 1).filter(|other| *other != id));
                }
                let end = i + out.len();
                return (out, end);
            }
        }
        (Vec::new(), to)
    }

    /// The party of a nationality adjective at `i`.
    pub fn adjective(&mut self, doc: &Document, i: usize) -> Option<EntityId> {
        let (party, ..) = self.words.nisba(doc, i)?;
        // بصحراوي المنيا: under a preposition an indefinite one is a noun, no adjective.
        let is = self.words.at(i);
        if is.has(Is::PREFIXED) && !is.has(Is::ARTICLE) {
            return None;
        }
        let code = self.words.lexicon.parties.get(party as usize)?.clone();
        let span = doc.tokens.get(i)?.span;
        self.of_code(&code, span)
    }

    /// The entities and mentions, in text order, with what was added.
    pub fn into_layers(self) -> (Vec<Entity>, Vec<Mention>) {
        let Parties { mut entities, mut mentions, .. } = self;
        mentions.sort_by_key(|m| (m.span.start, m.span.end));
        for entity in &mut entities {
            entity.mentions.clear();
        }
        for (i, mention) in mentions.iter().enumerate() {
            for id in &mention.entities {
                if let Some(entity) = entities.get_mut(id.index()) {
                    entity.mentions.push(MentionId::from_index(i));
                }
            }
        }
        (entities, mentions)
    }
}

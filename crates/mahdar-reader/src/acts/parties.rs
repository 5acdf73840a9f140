//! From words to parties: whom a phrase, an adjective or a pronoun names.

mod dealings;
mod home;
mod people;
mod phrase;

pub(crate) use home::another_field;
use home::{arena, home};

use super::sides::Sides;
use crate::np::Np;
use crate::words::{Facts, Is, Words};
use mahdar_doc::{Document, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind, Span};
use mahdar_lang::Lexicon;

/// The suffix of the faction that a phrase names by a word for it: المعارضة السورية, مئات المحتجين, متمردو تيغراي.
pub(crate) fn faction_in<'l>(doc: &Document, words: &Words<'l>, np: &Np) -> Option<&'l str> {
    (np.first..np.end.min(np.first + 5)).filter(|&i| words.tells(i, Facts::FACTION)).find_map(|i| {
        let key = doc.key_at(i);
        let suffix = faction(words.lexicon, key)?;
        // مئات المحتجين, ثلاثة أحزاب معارضة; وزارة الخارجية والمغتربين is no people.
        let counts =
            (np.first..i).all(|k| words.at(k).has(Is::QUANT) || matches!(doc.key_at(k), "من" | "عدد" | "مجموعه"));
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
            let key = doc.key_at(i);
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
    let key = doc.key_at(i);
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
    /// Whether the narrator speaks, and who acted last did so in an earlier sentence.
    pub far_owner: bool,
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
            far_owner: false,
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

    /// Whether a code is a state's.
    pub fn is_state(&self, code: &str) -> bool {
        self.words.lexicon.is_state(code)
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

    /// Whether a party is a body that stands outside states and arms: an organisation of states, a court, who watches rights.
    pub fn is_onlooker(&self, id: EntityId) -> bool {
        self.code(id)
            .filter(|code| !self.is_state(code))
            .and_then(|code| self.words.lexicon.body_of(code))
            .is_some_and(|row| row.kind != EntityKind::ArmedGroup)
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
            let key = doc.key_at(i);
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

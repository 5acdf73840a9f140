//! Mentions to entities: who is who inside one report.

mod groups;
mod offices;
mod persons;
mod scan;
mod statements;

use crate::np::{Np, actors_at, title_at};
use crate::statements::Drafts;
use crate::words::{Hit, Is, Words, key_to_text};
use mahdar_doc::{Document, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind, Span, Statement};
use mahdar_lang::{Gender, NamedBy, Number, Phrase, TitleClass, letter};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of an entity while the report is read.
#[derive(Clone, Debug)]
struct Known {
    actor: Option<u32>,
    /// Folded words of the name.
    name: Vec<String>,
    /// Folded first words and whole forms of titles: وزير, وزير الخارجية.
    title_heads: Vec<String>,
    titles: Vec<u16>,
    party: Option<String>,
    gender: Gender,
    number: Number,
    kind: EntityKind,
    anonymous: bool,
    /// Folded text of the first mention.
    text: String,
    last: usize,
    /// Named only as a place so far: في موسكو وبروكسل.
    place: bool,
    /// Whether words may point back to it.
    active: bool,
}

/// Entities that words may point back to, at least; no report has as many, but a year's archive in one file has.
const ACTIVE: usize = 1_024;

struct Resolver<'a, 'l> {
    doc: &'a Document,
    words: &'a Words<'l>,
    /// `year * 12 + month - 1` of the report, if it has a time.
    month: Option<i32>,
    known: Vec<Known>,
    /// Indices of the active ones, ascending.
    active: Vec<u32>,
    /// The entity of a pack row.
    rows: FxHashMap<u32, usize>,
    entities: Vec<Entity>,
    mentions: Vec<(Span, MentionKind, Vec<EntityId>)>,
    /// The person whom the phrase before named without an office, and where that phrase ended.
    just_named: Option<(usize, EntityId)>,
    /// Who was the source of a statement last.
    spoke: Option<EntityId>,
}

/// Fills mentions, entities and statements of `doc` from the drafts; gives the outlets that evidentials name.
pub(crate) fn resolve(
    doc: &mut Document,
    words: &Words<'_>,
    drafts: &Drafts,
    month: Option<i32>,
) -> Vec<(Span, Option<EntityId>)> {
    let phrases = scan::phrases(doc, words, drafts);
    let mut resolver = Resolver {
        doc,
        words,
        month,
        known: Vec::new(),
        active: Vec::new(),
        rows: FxHashMap::default(),
        entities: Vec::new(),
        mentions: Vec::new(),
        just_named: None,
        spoke: None,
    };
    let sources: BTreeSet<usize> = drafts.drafts.iter().filter_map(|d| d.source.phrase()).map(|np| np.first).collect();
    let mut ids: BTreeMap<usize, Vec<EntityId>> = BTreeMap::new();
    for (first, np) in &phrases {
        let found = resolver.phrase(np);
        if sources.contains(first) {
            resolver.spoke = found.first().copied();
        }
        ids.insert(*first, found);
    }
    let statements = resolver.statements(&drafts.drafts, &ids);
    let outlets = drafts
        .outlets
        .iter()
        .map(|np| {
            let span = resolver.outlet_span(np);
            (span, ids.get(&np.first).and_then(|ids| ids.first().copied()))
        })
        .collect();
    let Resolver { entities, mentions, .. } = resolver;
    finish(doc, entities, mentions, statements);
    outlets
}

/// Whether a phrase is of who once held an office: الأسبق.
fn former(doc: &Document, np: &Np) -> bool {
    (np.first..np.end).any(|i| matches!(doc.key(mahdar_doc::TokenId::from_index(i)), "الاسبق" | "الاسبقه"))
}

/// The side of a phrase: a state's society is its people, not its government (رئيس المرصد التونسي لحقوق الإنسان).
fn side_of(doc: &Document, words: &Words<'_>, np: &Np, month: Option<i32>) -> Option<String> {
    // القيادي في حزب الليكود: of a party that governs at times.
    let dated = np.actors.iter().find_map(|(a, by, _)| {
        let row = &words.lexicon.actors[*a as usize];
        let party = row.kind == EntityKind::Organisation && !row.offices.is_empty() && *by != NamedBy::Epithet;
        words.lexicon.party_in(row, month).filter(|_| party)
    });
    if let Some(party) = dated {
        return Some(party.to_owned());
    }
    let Some(party) = np.party.clone().filter(|_| !np.called_after(doc)) else {
        // دعا البابا روسيا: without a name or a see of his own, the one in Rome; لا نغلق بابا is a door in the accusative.
        let pope = np.name.is_none()
            && np.definite
            && np.actors.is_empty()
            && np.titles.first().is_some_and(|&t| words.lexicon.titles[t as usize].role.as_deref() == Some("pope"));
        return if pope { Some("VAT".to_owned()) } else { of_continent(doc, np) };
    };
    // المعارضة السورية, المتظاهرون السودانيون
    // فصائل موالية لتركيا: loyal to a state, they are none of its own rebels.
    let loyal = (np.first..np.end).any(|i| {
        let key = doc.key_at(i);
        ["موالي", "مدعوم", "تابع"].iter().any(|stem| key.strip_prefix("ال").unwrap_or(key).starts_with(stem))
    });
    let state = !loyal && words.lexicon.is_state(&party);
    if state
        && let Some(suffix) =
            crate::acts::faction_in(doc, words, np).filter(|suffix| !suffix.contains('-') && *suffix != "CIV")
    {
        return Some(format!("{party}-{suffix}"));
    }
    // الشعب اليمني, لشعب مالي: a people is its state's people, and not its government.
    let head = doc.key(mahdar_doc::TokenId::from_index(np.first)).trim_start_matches(['و', 'ب']);
    let head = head.strip_prefix("لل").or(head.strip_prefix("ال")).or(head.strip_prefix('ل')).unwrap_or(head);
    if state && head == "شعب" && np.name.is_none() {
        return Some(format!("{party}-CIV"));
    }
    // رئيس الوزراء الأسترالي الأسبق بول كيتنغ: who once held an office acts for himself.
    if state && np.name.is_some() && former(doc, np) {
        return Some(format!("{party}-CIV"));
    }
    // حزب البناء السويدي: a party that no row says to govern speaks for itself, and not for its state.
    let faction = np.actors.is_empty()
        && (np.first..np.end.min(np.first + 3))
            .any(|i| matches!(doc.key_at(i).trim_start_matches(['و', 'ب', 'ل']), "حزب" | "الحزب" | "احزاب" | "الاحزاب"));
    let rules = (np.first..=np.end).any(|i| i < doc.tokens.len() && doc.key_at(i).ends_with("حاكم"));
    if faction && !rules && state {
        return Some(format!("{party}-OPP"));
    }
    let civil = (np.first..np.end.min(np.first + 3)).any(|i| {
        title_at(words, i).is_some_and(|(t, ..)| {
            let title = &words.lexicon.titles[t as usize];
            matches!(title.sector.as_deref(), Some("SOC" | "LAB"))
                && matches!(title.class, TitleClass::Body | TitleClass::Anonymous)
        })
    });
    // اللاجئون السوريون, رهينتان ماليزيتان: the people of a state; prisoners may be its soldiers.
    let people = np.name.is_none()
        && head != "اسير"
        && head != "اسري"
        && title_at(words, np.first).is_some_and(|(t, ..)| {
            let title = &words.lexicon.titles[t as usize];
            title.class == TitleClass::People
                && matches!(title.sector.as_deref(), Some("CVL" | "REF" | "LAB" | "EDU" | "AGR" | "BUS"))
        });
    let civil = civil || people && state;
    Some(if civil && party.len() == 3 { format!("{party}-CIV") } else { party })
}

/// الوسيط الأفريقي, رئيس الآلية الأفريقية: who mediates or keeps the peace for the continent does so for its union.
fn of_continent(doc: &Document, np: &Np) -> Option<String> {
    const HEADS: [&str; 14] = [
        "وسيط",
        "وسيطه",
        "وسطاء",
        "وساطه",
        "مبعوث",
        "مبعوثه",
        "اليه",
        "قوه",
        "قوات",
        "بعثه",
        "رئاسه",
        "مراقبون",
        "مراقبين",
        "لجنه",
    ];
    let bare = |k: usize| {
        let key = doc.key_at(k);
        let key = key.trim_start_matches(['و', 'ل', 'ب']);
        key.strip_prefix("ال").unwrap_or(key)
    };
    let end = (np.first + 4).min(doc.tokens.len().saturating_sub(1));
    let of = (np.first..end.min(np.end))
        .any(|k| HEADS.contains(&bare(k)) && matches!(bare(k + 1), "افريقي" | "افريقيه" | "افارقه"));
    of.then(|| "AU".to_owned())
}

/// Puts the layers into the document, mentions in the order of the text.
fn finish(
    doc: &mut Document,
    mut entities: Vec<Entity>,
    mut mentions: Vec<(Span, MentionKind, Vec<EntityId>)>,
    statements: Vec<Statement>,
) {
    mentions.sort_by_key(|(span, _, _)| (span.start, span.end));
    mentions.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
    for entity in &mut entities {
        entity.mentions.clear();
    }
    for (i, (_, _, ids)) in mentions.iter().enumerate() {
        for id in ids {
            if let Some(entity) = entities.get_mut(id.index()) {
                entity.mentions.push(MentionId::from_index(i));
            }
        }
    }
    doc.mentions = mentions.into_iter().map(|(span, kind, entities)| Mention { span, kind, entities }).collect();
    doc.entities = entities;
    doc.statements = statements;
}

impl Resolver<'_, '_> {
    /// The words of a span; the article loses its alef behind ل (للخارجية is ل and الخارجية) and has it back here.
    fn whole(&self, span: Span) -> String {
        let slice = self.doc.slice(span);
        let before = &self.doc.text()[..span.start as usize];
        let elided = slice.starts_with('ل')
            && !slice.starts_with("لل")
            && before.ends_with('ل')
            && !before[..before.len() - 'ل'.len_utf8()].ends_with(|c: char| letter(c) && !matches!(c, 'و' | 'ف'));
        if elided { format!("ا{slice}") } else { slice.to_owned() }
    }

    /// The folded words of a span.
    fn fold(&self, span: Span) -> String {
        let text = self.words.lexicon.folder.fold(&self.whole(span));
        let mut out = String::with_capacity(text.len());
        for word in text.split(|c: char| !letter(c) && !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    fn key(&self, i: usize) -> &str {
        self.doc.key_at(i)
    }

    /// The entities that words may point back to, in the order in which they were introduced.
    fn lately(&self) -> impl DoubleEndedIterator<Item = (usize, &Known)> {
        self.active.iter().map(|&k| (k as usize, &self.known[k as usize]))
    }

    /// Notes that an entity can be pointed back to. Of many those named last stay.
    fn activate(&mut self, k: usize) {
        if std::mem::replace(&mut self.known[k].active, true) {
            return;
        }
        self.active.push(k as u32);
        if self.active.len() <= 2 * ACTIVE {
            return;
        }
        self.active.sort_unstable_by_key(|&k| std::cmp::Reverse(self.known[k as usize].last));
        for k in self.active.drain(ACTIVE..) {
            self.known[k as usize].active = false;
        }
        self.active.sort_unstable();
    }

    /// The one named last of those who fit.
    fn last_of(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.lately().filter(|(_, k)| fits(k)).max_by_key(|(_, k)| k.last).map(|(k, _)| k)
    }

    /// The entities of a phrase, with its mentions recorded.
    fn phrase(&mut self, np: &Np) -> Vec<EntityId> {
        let place = np.first > 0 && self.key(np.first - 1) == "في" && np.titles.is_empty();
        self.phrase_or_place(np, place)
    }

    /// The entities of a phrase, of all its parts; a state that a `place` is in is named as a place.
    fn phrase_or_place(&mut self, np: &Np, place: bool) -> Vec<EntityId> {
        let outer = self.principal(np);
        let np = outer.as_ref().unwrap_or(np);
        if np.parts.len() > 1 {
            let mut ids = Vec::new();
            for part in &np.parts {
                for id in self.phrase_or_place(part, place) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            return ids;
        }
        if let Some(persons) = np.pair {
            let ids = self.pair(np.first, persons);
            if !ids.is_empty() {
                self.mentions.push((np.span, MentionKind::Anaphor, ids.clone()));
                return ids;
            }
        }
        let known_before = self.known.len();
        let (id, kind) = match self.in_apposition(np) {
            Some(id) => {
                self.note_titles(id.index(), np);
                (id, MentionKind::Title)
            }
            None => self.one(np),
        };
        let office = |np: &Np| {
            np.titles.first().is_some_and(|&t| self.words.lexicon.titles[t as usize].class != TitleClass::Honorific)
        };
        self.just_named = (np.name.is_some() && !office(np)).then_some((np.end, id));
        self.mentions.push((np.whole_span(), kind, vec![id]));
        self.note_place(np, id, place, id.index() >= known_before);
        // A body is masculine or feminine by the name it was last called.
        if self.known[id.index()].kind != EntityKind::Person && np.parts.is_empty() {
            self.known[id.index()].gender = np.gender;
        }
        self.mention_inside(np, id);
        vec![id]
    }

    /// Notes where an entity was last named, and whether only as a place.
    fn note_place(&mut self, np: &Np, id: EntityId, place: bool, is_new: bool) {
        // في موسكو names where, not who: what points back means others.
        // So does في بروكسل, though it may stand for the Union.
        let seat =
            actors_at(self.words, np.first).iter().any(|(_, by, _)| matches!(by, NamedBy::Capital | NamedBy::Seat));
        let known = &mut self.known[id.index()];
        if place && (known.kind == EntityKind::State || seat) {
            known.place |= is_new;
        } else {
            known.last = np.first;
            known.place = false;
        }
    }

    /// Actors inside a title are mentioned too: the alliance in الأمين العام للحلف.
    fn mention_inside(&mut self, np: &Np, id: EntityId) {
        for &(actor, by, at) in &np.actors {
            let row = &self.words.lexicon.actors[actor as usize];
            let other = at > np.first
                && row.kind != EntityKind::Person
                && by != NamedBy::Epithet
                && self.known[id.index()].actor != Some(actor);
            if !other {
                continue;
            }
            let hits = self.words.hits(at).iter();
            let named = hits.filter(|h| matches!(h.phrase, Phrase::Actor { actor: a, .. } if a == actor));
            if let Some((end, stem)) = named.map(|h| (h.end, h.stem)).max() {
                let token = self.doc.tokens[at];
                let start = key_to_text(self.doc, self.words.lexicon, &token, stem as usize) as u32;
                let span = Span { start, end: self.doc.tokens[end as usize - 1].span.end };
                let inner = self.actor(actor, at, span);
                self.mentions.push((span, MentionKind::Name, vec![inner]));
                // The phrase itself is the nearer one for what points back.
                self.known[inner.index()].last = at.saturating_sub(1).max(self.known[inner.index()].last);
            }
        }
    }

    /// وشدد جلالته على: in honour, of whoever bears the title that it goes with; the one who spoke last first.
    fn honoured(&self, np: &Np) -> Option<usize> {
        const BEARERS: [(&str, &[&str]); 6] = [
            ("جلالت", &["ملك", "عاهل", "سلطان", "جلاله"]),
            ("سمو", &["امير", "شيخ", "سمو", "ولي"]),
            ("معالي", &["وزير", "معالي"]),
            ("فخامت", &["رئيس", "فخامه"]),
            ("دولت", &["رئيس الوزرا", "رئيس الحكومه", "دوله", "رئيس مجلس الوزرا"]),
            ("سعادت", &["سفير", "سعاده"]),
        ];
        if np.end != np.first + 1 || np.name.is_some() {
            return None;
        }
        let key = self.key(np.first).trim_start_matches('و');
        let stem = key.strip_suffix("ها").or(key.strip_suffix('ه'))?;
        let (_, bearers) = BEARERS.iter().find(|(honour, _)| *honour == stem)?;
        let bears = |k: &Known| {
            k.last < np.first
                && matches!(k.kind, EntityKind::Person | EntityKind::Office)
                && k.title_heads.iter().any(|head| {
                    let head = head.strip_prefix("ال").unwrap_or(head);
                    bearers.iter().any(|bearer| head.starts_with(bearer))
                })
        };
        let spoke = self.spoke.map(EntityId::index).filter(|&k| bears(&self.known[k]));
        spoke.or_else(|| self.last_of(bears))
    }

    /// The entity of a phrase without parts, and how the phrase names it.
    fn one(&mut self, np: &Np) -> (EntityId, MentionKind) {
        let lexicon = self.words.lexicon;
        // الأخير: the one named last.
        if np.end == np.first + 1 && matches!(self.key(np.first), "الاخير" | "الاخيره" | "والاخير")
        {
            let last = self.last_of(|k| {
                k.last < np.first
                    && k.gender == np.gender
                    && k.number == Number::Singular
                    && k.kind != EntityKind::Group
            });
            if let Some(k) = last {
                return (EntityId::from_index(k), MentionKind::Anaphor);
            }
        }
        if let Some(k) = self.honoured(np) {
            return (EntityId::from_index(k), MentionKind::Anaphor);
        }
        if let Some(id) = self.own_state(np) {
            return (id, MentionKind::Anaphor);
        }
        let class = np.titles.first().map(|&t| lexicon.titles[t as usize].class);
        let person = np.actors.iter().find(|(a, _, _)| lexicon.actors[*a as usize].kind == EntityKind::Person).copied();
        if let Some((actor, by, at)) = person {
            // مكتب نتنياهو, حكومة بينيت: a body called after a person is not the person, nor is who works for him: أحد مساعدي
            // ميلوني, محامي خان.
            let called_after = class == Some(TitleClass::Body) && at == np.first + 1 && np.titles.len() == 1;
            if called_after || self.works_for(np, at) {
                let party = self.words.lexicon.party_in(&lexicon.actors[actor as usize], self.month);
                let party = np.party.clone().or_else(|| party.map(str::to_owned));
                let body = Np { actors: Vec::new(), name: None, party, ..np.clone() };
                return (self.title_only(&body), MentionKind::Title);
            }
            let (id, kind) = self.named_actor(np, actor, by, at);
            self.leads_opposition(np, id, at);
            self.serves_body(np, id);
            return (id, kind);
        }
        if let Some((from, to)) = np.name {
            if class == Some(TitleClass::Body) && from == np.first + 1 && np.titles.len() == 1 {
                let last = self.key(to - 1);
                let owner = self
                    .lately()
                    .rev()
                    .map(|(_, k)| k)
                    .find(|k| k.kind == EntityKind::Person && k.name.iter().any(|word| word == last));
                let party = np.party.clone().or_else(|| owner.and_then(|k| k.party.clone()));
                let body = Np { actors: Vec::new(), name: None, party, ..np.clone() };
                return (self.title_only(&body), MentionKind::Title);
            }
            return (self.unknown_person(np, from, to), MentionKind::Name);
        }
        // A bare actor: a state, an organisation, an outlet after its head noun.
        let outlet_head = class == Some(TitleClass::Outlet);
        let head_actor = np.actors.first().copied().filter(|&(a, _, at)| {
            at == np.first || (outlet_head && lexicon.actors[a as usize].outlet) || self.head_is_part_of_name(np, at)
        });
        if let Some((actor, by, at)) = head_actor {
            if by == NamedBy::Epithet && !outlet_head {
                return self.epithet(np, actor);
            }
            let id = self.actor(actor, at, np.span);
            return (id, MentionKind::Name);
        }
        if !np.titles.is_empty() {
            return (self.title_only(np), MentionKind::Title);
        }
        (self.text_entity(np), MentionKind::Title)
    }

    /// زعيمة المعارضة البورمية أونغ سان سو تشي: the report says that a person whom the pack has for a state led its opposition.
    fn leads_opposition(&mut self, np: &Np, id: EntityId, at: usize) {
        let leads = (np.first..at)
            .any(|i| self.key(i).trim_start_matches(['ل', 'ب', 'و']) == "المعارضه" && i > np.first)
            && !(np.first..np.end).any(|i| self.key(i).starts_with("السابق"));
        let Some(party) =
            self.known[id.index()].party.clone().filter(|party| leads && self.words.lexicon.is_state(party))
        else {
            return;
        };
        let side = Some(format!("{party}-OPP"));
        self.known[id.index()].party.clone_from(&side);
        self.entities[id.index()].party = side;
    }

    /// وكيل الأمين العام للأمم المتحدة جيفري فيلتمان: whom the pack has for a state acts for the organisation whose office his title is.
    fn serves_body(&mut self, np: &Np, id: EntityId) {
        let lexicon = self.words.lexicon;
        let body = np.party.as_deref().and_then(|party| Some((party, lexicon.body_row(party)?)));
        let Some((party, _)) =
            body.filter(|&(_, row)| lexicon.actors[row as usize].kind == EntityKind::Igo && !np.titles.is_empty())
        else {
            return;
        };
        // السفيرة الأمريكية لدى الأمم المتحدة: who is accredited to it is not its own.
        let accredited = (np.first..np.end).any(|i| matches!(self.key(i), "لدي" | "الي"));
        let of_state = self.known[id.index()].party.as_deref().is_some_and(|own| lexicon.is_state(own));
        if accredited || !of_state {
            return;
        }
        let side = Some(party.to_owned());
        self.known[id.index()].party.clone_from(&side);
        self.entities[id.index()].party = side;
    }

    /// بلاده, بلادها: the state for which whoever was named last, of the pronoun's gender, acts.
    fn own_state(&mut self, np: &Np) -> Option<EntityId> {
        let key = self.key(np.first).trim_start_matches('و');
        let gender = match key.strip_prefix("بلاد")? {
            "ه" => Gender::M,
            "ها" => Gender::F,
            _ => return None,
        };
        let owner = self.last_of(|k| {
            k.last < np.first
                && matches!(k.kind, EntityKind::Person | EntityKind::Office | EntityKind::Source)
                && k.gender == gender
                && k.number == Number::Singular
        })?;
        let code = self.known[owner].party.clone().filter(|code| code.len() == 3)?;
        let row = self.words.lexicon.body_row(&code)?;
        (self.words.lexicon.actors[row as usize].kind == EntityKind::State).then(|| self.actor(row, np.first, np.span))
    }

    /// A new entity.
    fn add(&mut self, known: Known, name_ar: String, role: Option<String>) -> EntityId {
        let row = known.actor.map(|a| &self.words.lexicon.actors[a as usize]);
        let anonymity = known.anonymous.then(|| {
            let mut typed = known.text.split(' ').filter_map(|word| {
                let bare = word.strip_prefix("ال").unwrap_or(word);
                [bare, bare.trim_end_matches('ه'), bare.trim_end_matches("ون"), bare.trim_end_matches("ين")]
                    .iter()
                    .find_map(|w| self.words.lexicon.anonymity.get(*w))
            });
            // The last word is the most telling: مصدر دبلوماسي is a diplomat.
            typed.next_back().cloned().unwrap_or_else(|| "source".to_owned())
        });
        let role = role.or_else(|| {
            let row = row?;
            let month = self.month?;
            row.offices.iter().find(|o| o.from <= month && month <= o.to).map(|o| format!("{}@{}", o.role, o.of))
        });
        let title = known.titles.iter().find_map(|&t| self.words.lexicon.titles[t as usize].sector.clone());
        let of_state = matches!(known.kind, EntityKind::State)
            || known.party.as_ref().is_some_and(|p| p.len() == 3) && row.is_some();
        let armed = known.kind == EntityKind::ArmedGroup;
        let sector = row
            .and_then(|r| r.sector.clone())
            .or(title)
            .or_else(|| armed.then(|| "REB".to_owned()))
            .or_else(|| of_state.then(|| "GOV".to_owned()));
        self.entities.push(Entity {
            sector,
            kind: known.kind,
            name_ar: row.map_or(name_ar, |r| r.name_ar.clone()),
            name_en: row.map(|r| r.name_en.clone()),
            pack_id: row.map(|r| r.id.clone()),
            code: row.and_then(|r| r.code.clone()),
            party: known.party.clone(),
            role,
            anonymity,
            mentions: Vec::new(),
        });
        if let Some(actor) = known.actor {
            self.rows.entry(actor).or_insert(self.known.len());
        }
        self.known.push(known);
        self.activate(self.known.len() - 1);
        EntityId::from_index(self.entities.len() - 1)
    }

    /// The entity of a pack row.
    fn actor(&mut self, actor: u32, at: usize, span: Span) -> EntityId {
        if let Some(&k) = self.rows.get(&actor) {
            self.activate(k);
            return EntityId::from_index(k);
        }
        let row = &self.words.lexicon.actors[actor as usize];
        let name: Vec<String> = self.words.lexicon.folder.fold(&row.name_ar).split(' ').map(str::to_owned).collect();
        let known = Known {
            actor: Some(actor),
            name,
            title_heads: Vec::new(),
            titles: Vec::new(),
            party: self.words.lexicon.party_in(row, self.month).map(str::to_owned),
            gender: row.gender,
            number: Number::Singular,
            kind: row.kind,
            anonymous: false,
            text: self.fold(span),
            last: at,
            place: false,
            active: false,
        };
        let name = row.name_ar.clone();
        self.add(known, name, None)
    }

    /// A phrase that names nobody: the same words are the same entity.
    fn text_entity(&mut self, np: &Np) -> EntityId {
        let text = self.fold(np.span);
        let same = self.lately().find(|(_, k)| k.text == text).map(|(k, _)| k);
        if let Some(k) = same {
            return EntityId::from_index(k);
        }
        let known = Known {
            actor: None,
            name: Vec::new(),
            title_heads: Vec::new(),
            titles: Vec::new(),
            party: side_of(self.doc, self.words, np, self.month),
            gender: np.gender,
            number: np.number,
            kind: EntityKind::Group,
            anonymous: false,
            text,
            last: np.first,
            place: false,
            active: false,
        };
        let name = self.whole(np.span);
        self.add(known, name, None)
    }

    /// The name of an outlet without its head noun.
    fn outlet_span(&self, np: &Np) -> Span {
        // وكالة السودان للأنباء is not the paper الأنباء.
        let governed = |at: usize| at > np.first && self.words.at(at).has(Is::PREFIXED);
        let named = |at: usize, end: Option<u32>, of: Option<u32>| {
            let hits = self.words.hits(at).iter().filter_map(|h| match h.phrase {
                Phrase::Actor { actor, .. } => Some((at, h, actor)),
                _ => None,
            });
            let outlets = hits.filter(|(_, h, actor)| {
                let outlet = of.is_none_or(|of| of == *actor) && self.words.lexicon.actors[*actor as usize].outlet;
                outlet && h.end as usize <= np.end && end.is_none_or(|end| end == h.end)
            });
            outlets.max_by_key(|(_, h, _)| h.end)
        };
        let longest = (np.first..np.end)
            .filter(|&at| !governed(at))
            .filter_map(|at| named(at, None, None))
            .filter(|(at, h, _)| np.actors.iter().any(|(_, _, of)| (*at..h.end as usize).contains(of)))
            .max_by_key(|(at, h, _)| (h.end as usize - at, std::cmp::Reverse(*at)));
        // وكالة فرانس برس is فرانس برس; وكالة الأنباء الفرنسية has no shorter name.
        let short = |(at, h, actor): (usize, &Hit, u32)| {
            let name = Some(at + 1).filter(|&k| !self.words.at(k).has(Is::ARTICLE));
            name.and_then(|k| named(k, Some(h.end), Some(actor)))
        };
        match longest.map(|found| short(found).unwrap_or(found)) {
            Some((at, h, _)) => {
                let start = key_to_text(self.doc, self.words.lexicon, &self.doc.tokens[at], h.stem as usize) as u32;
                Span { start, end: self.doc.tokens[h.end as usize - 1].span.end }
            }
            None => np.span,
        }
    }
}

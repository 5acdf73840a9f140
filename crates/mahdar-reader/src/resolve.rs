//! Mentions to entities: who is who inside one report.

use crate::np::{Np, noun_phrase};
use crate::statements::{Draft, Drafts, Source, agree};
use crate::words::{Is, Words};
use mahdar_doc::{
    Cue, Document, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind, ResolvedBy, SentenceId, Span,
    Speaker, Statement, StatementId, TokenId, Via,
};
use mahdar_lang::{Gender, NamedBy, Number, TitleClass, letter};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Tokens after which a bare office needs its own state named last to point back; set by judgement.
const FAR_BACK: usize = 160;

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
}

struct Resolver<'a, 'l> {
    doc: &'a Document,
    words: &'a Words<'l>,
    /// `year * 12 + month - 1` of the report, if it has a time.
    month: Option<i32>,
    known: Vec<Known>,
    entities: Vec<Entity>,
    mentions: Vec<(Span, MentionKind, Vec<EntityId>)>,
    /// The person whom the phrase before named without an office, and where that phrase ended.
    just_named: Option<(usize, EntityId)>,
}

/// Fills mentions, entities and statements of `doc` from the drafts.
pub(crate) fn resolve(
    doc: &mut Document,
    words: &Words<'_>,
    drafts: &Drafts,
    month: Option<i32>,
) -> Vec<(Span, Option<EntityId>)> {
    let mut phrases: BTreeMap<usize, Rc<Np>> = BTreeMap::new();
    for sentence in &doc.sentences {
        let (first, last) = (sentence.first.index(), sentence.last.index());
        let mut i = first;
        while i < last {
            let is = words.at(i);
            // مؤتمر صحافي holds no journalist.
            if let Some(end) = words.occasion_end(i).filter(|&end| end > i + 1) {
                i = end;
                continue;
            }
            // المصدر: رويترز is no source that anybody speaks of.
            let line = words.hits(i).iter().any(|h| h.phrase == mahdar_lang::Phrase::SourceLine)
                && doc.tokens.get(i + 1).is_some_and(|t| t.kind == mahdar_doc::TokenKind::Colon);
            if line {
                i += 1;
                continue;
            }
            let pair = || words.hits(i).iter().any(|h| matches!(h.phrase, mahdar_lang::Phrase::Pair(_)));
            let begins = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NISBA) && is.has(Is::ARTICLE) || pair();
            let np = if begins { scan_phrase(doc, words, i, last) } else { None };
            match np {
                Some(np) if np.end > i => {
                    i = np.end;
                    phrases.insert(np.first, np);
                }
                _ => i += 1,
            }
        }
    }
    for draft in &drafts.drafts {
        for np in draft.via.iter().chain(match &draft.source {
            Source::Phrase(np) | Source::Subject(np) => Some(np),
            _ => None,
        }) {
            phrases.insert(np.first, np.clone());
        }
    }
    for np in &drafts.outlets {
        phrases.entry(np.first).or_insert_with(|| np.clone());
    }
    let mut resolver =
        Resolver { doc, words, month, known: Vec::new(), entities: Vec::new(), mentions: Vec::new(), just_named: None };
    let mut ids: BTreeMap<usize, Vec<EntityId>> = BTreeMap::new();
    for (first, np) in &phrases {
        let found = resolver.phrase(np);
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

/// The side of a phrase: a state's society is its people, not its government (رئيس المرصد التونسي لحقوق الإنسان).
fn side_of(words: &Words<'_>, np: &Np) -> Option<String> {
    let party = np.party.clone()?;
    let civil = (np.first..np.end.min(np.first + 3)).any(|i| {
        crate::np::title_at(words, i).is_some_and(|(t, ..)| {
            let title = &words.lexicon.titles[t as usize];
            matches!(title.sector.as_deref(), Some("SOC" | "LAB"))
                && matches!(title.class, TitleClass::Body | TitleClass::Anonymous)
        })
    });
    Some(if civil && party.len() == 3 { format!("{party}-CIV") } else { party })
}

/// A phrase of the running text; one that begins with a prefixed preposition is read without it.
fn scan_phrase(doc: &Document, words: &Words<'_>, i: usize, last: usize) -> Option<Rc<Np>> {
    if let Some(np) = noun_phrase(doc, words, i, last).filter(|np| np.can_speak()) {
        return Some(np);
    }
    let token = doc.tokens.get(i)?;
    // للجانبين, بين الطرفين
    let pair = words.hits(i).iter().find_map(|h| match h.phrase {
        mahdar_lang::Phrase::Pair(persons) => Some((persons, h)),
        _ => None,
    });
    if let Some((persons, hit)) = pair {
        let start = crate::words::key_to_text(doc, words.lexicon, token, hit.stem as usize) as u32;
        let mut np = Np::bare(i, hit.end as usize, Span { start, end: doc.tokens.get(hit.end as usize - 1)?.span.end });
        np.pair = Some(persons);
        np.number = Number::Dual;
        return Some(Rc::new(np));
    }
    let (actor, by, hit) = crate::np::actors_at(words, i).into_iter().find(|(_, by, _)| *by != NamedBy::Epithet)?;
    let start = crate::words::key_to_text(doc, words.lexicon, token, hit.stem as usize);
    let end = doc.tokens.get(hit.end as usize - 1)?.span.end;
    let mut np = Np::bare(i, hit.end as usize, Span { start: start as u32, end });
    let row = &words.lexicon.actors[actor as usize];
    np.actors.push((actor, by, i));
    np.gender = row.gender;
    np.party.clone_from(&row.party);
    if row.kind == EntityKind::Person {
        np.name = Some((i, hit.end as usize));
    }
    Some(Rc::new(np))
}

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
    fn fold(&self, span: Span) -> String {
        let text = self.words.lexicon.folder.fold(self.doc.slice(span));
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
        self.doc.key(TokenId::from_index(i))
    }

    /// The entities of a phrase, with its mentions recorded.
    fn phrase(&mut self, np: &Np) -> Vec<EntityId> {
        let place = np.first > 0 && self.key(np.first - 1) == "في" && np.titles.is_empty();
        self.phrase_or_place(np, place)
    }

    /// المتحدث باسم الرئيس الأفغاني حميد كرزاي: where the person named held the inner office and not the outer one, the
    /// spokesman stays without a name.
    fn principal(&self, np: &Np) -> Option<Np> {
        let lexicon = self.words.lexicon;
        let (outer, inner) = (np.titles.first()?, np.titles.get(1..)?);
        let role = |t: u16| lexicon.titles[t as usize].role.as_deref();
        let personal = |t: u16| matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman);
        let row =
            np.actors.iter().map(|(a, ..)| &lexicon.actors[*a as usize]).find(|r| r.kind == EntityKind::Person)?;
        // الرئيس is head of anything; of a person known he is one of these.
        let heads =
            |o: &mahdar_lang::Office| matches!(o.role.as_str(), "president" | "prime-minister" | "speaker" | "leader");
        let held = |t: u16| match role(t) {
            Some(role) => row.offices.iter().any(|o| o.role == role),
            None => lexicon.titles[t as usize].form.trim_start_matches("ال") == "رئيس" && row.offices.iter().any(heads),
        };
        let of_other = personal(*outer) && !held(*outer) && inner.iter().any(|&t| personal(t) && held(t));
        // رئيس الوزراء وزير الخارجية فلان: two offices of one man have one holder.
        let spoken = lexicon.titles[*outer as usize].class == TitleClass::Spokesman
            || matches!(role(*outer), Some("adviser" | "envoy" | "representative" | "assistant" | "aide"));
        (of_other && spoken).then(|| {
            let mut outer = np.clone();
            outer.name = None;
            outer.party = outer.party.or_else(|| row.party.clone());
            outer.actors.retain(|(a, ..)| lexicon.actors[*a as usize].kind != EntityKind::Person);
            outer.alternatives.clear();
            outer
        })
    }

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
            Some(id) => (id, MentionKind::Title),
            None => self.one(np),
        };
        let office = |np: &Np| {
            np.titles.first().is_some_and(|&t| self.words.lexicon.titles[t as usize].class != TitleClass::Honorific)
        };
        self.just_named = (np.name.is_some() && !office(np)).then_some((np.end, id));
        self.mentions.push((np.span, kind, vec![id]));
        // في موسكو names where, not who: what points back means others.
        // So does في بروكسل, though it may stand for the Union.
        let seat = crate::np::actors_at(self.words, np.first)
            .iter()
            .any(|(_, by, _)| matches!(by, NamedBy::Capital | NamedBy::Seat));
        let state = self.known[id.index()].kind == EntityKind::State || seat;
        let new = id.index() >= known_before;
        if place && state {
            self.known[id.index()].place |= new;
        } else {
            self.known[id.index()].last = np.first;
            self.known[id.index()].place = false;
        }
        // A body is masculine or feminine by the name it was last called.
        if self.known[id.index()].kind != EntityKind::Person && np.parts.is_empty() {
            self.known[id.index()].gender = np.gender;
        }
        // Actors inside a title are mentioned too: the alliance in الأمين العام للحلف.
        for &(actor, by, at) in &np.actors {
            let row = &self.words.lexicon.actors[actor as usize];
            if at > np.first
                && row.kind != EntityKind::Person
                && by != NamedBy::Epithet
                && self.known[id.index()].actor != Some(actor)
            {
                let end = self
                    .words
                    .hits(at)
                    .iter()
                    .filter(|h| matches!(h.phrase, mahdar_lang::Phrase::Actor { actor: a, .. } if a == actor))
                    .map(|h| (h.end, h.stem))
                    .max();
                if let Some((end, stem)) = end {
                    let token = self.doc.tokens[at];
                    let start = crate::words::key_to_text(self.doc, self.words.lexicon, &token, stem as usize) as u32;
                    let span = Span { start, end: self.doc.tokens[end as usize - 1].span.end };
                    let inner = self.actor(actor, by, at, span);
                    self.mentions.push((span, MentionKind::Name, vec![inner]));
                    // The phrase itself is the nearer one for what points back.
                    self.known[inner.index()].last = at.saturating_sub(1).max(self.known[inner.index()].last);
                }
            }
        }
        vec![id]
    }

    /// The two whom a dual points back to: two named in the same sentence before it, else the two most recent parties,
    /// or persons; الوزيران prefers those called minister.
    fn pair(&self, at: usize, persons: bool) -> Vec<EntityId> {
        let sentence = self.doc.sentences.iter().map(|s| s.first.index()).take_while(|&first| first <= at).last();
        let head = self.key(at).trim_start_matches('و');
        let head = head.strip_prefix("ال").unwrap_or(head);
        let head = head.strip_suffix("ان").or(head.strip_suffix("ين")).unwrap_or(head);
        let mut order: Vec<usize> = (0..self.known.len()).filter(|&k| self.known[k].last < at).collect();
        order.sort_by_key(|&k| std::cmp::Reverse(self.known[k].last));
        let person = |k: &Known| k.kind == EntityKind::Person;
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
        let tries: [&dyn Fn(&Known) -> bool; 5] = if persons {
            [
                &|k| person(k) && titled(k),
                &|k| person(k) && here(k),
                &|k| person(k),
                &|k| person(k) || k.kind == EntityKind::Office,
                &|_| false,
            ]
        } else {
            [
                &|k| body(k) && here(k),
                &|k| person(k) && k.party.is_some() && here(k),
                &|k| body(k),
                &|k| person(k) && k.party.is_some(),
                &|_| false,
            ]
        };
        tries.into_iter().map(two).find(|pair| pair.len() == 2).unwrap_or_default()
    }

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
        self.known.push(known);
        EntityId::from_index(self.entities.len() - 1)
    }

    /// The entity of a pack row.
    fn actor(&mut self, actor: u32, by: NamedBy, at: usize, span: Span) -> EntityId {
        if let Some(k) = self.known.iter().position(|k| k.actor == Some(actor)) {
            return EntityId::from_index(k);
        }
        let _ = by;
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
        };
        let name = row.name_ar.clone();
        self.add(known, name, None)
    }

    fn holds(&self, actor: u32, role: &str, party: &str, month: i32) -> bool {
        self.words.lexicon.actors[actor as usize]
            .offices
            .iter()
            .any(|o| o.role == role && o.of == party && o.from <= month && month <= o.to)
    }

    fn title_forms(&self, np: &Np) -> Vec<String> {
        let bare = |form: &str| {
            let folded = self.words.lexicon.folder.fold(form);
            let first = folded.split(' ').next().unwrap_or_default();
            let first = first.strip_prefix("ال").unwrap_or(first).to_owned();
            let rest: Vec<&str> = folded.split(' ').skip(1).collect();
            (first.clone(), std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join(" "))
        };
        np.titles
            .first()
            .map(|&t| bare(&self.words.lexicon.titles[t as usize].form))
            .into_iter()
            .flat_map(|(head, whole)| [head, whole])
            .collect()
    }

    fn one(&mut self, np: &Np) -> (EntityId, MentionKind) {
        let lexicon = self.words.lexicon;
        // الأخير: the one named last.
        if np.end == np.first + 1 && matches!(self.key(np.first), "الاخير" | "الاخيره" | "والاخير")
        {
            let last = self.known.iter().enumerate().filter(|(_, k)| {
                k.last < np.first
                    && k.gender == np.gender
                    && k.number == Number::Singular
                    && k.kind != EntityKind::Group
            });
            if let Some((k, _)) = last.max_by_key(|(_, k)| k.last) {
                return (EntityId::from_index(k), MentionKind::Anaphor);
            }
        }
        let class = np.titles.first().map(|&t| lexicon.titles[t as usize].class);
        let person = np.actors.iter().find(|(a, _, _)| lexicon.actors[*a as usize].kind == EntityKind::Person).copied();
        if let Some((actor, by, at)) = person {
            return self.named_actor(np, actor, by, at);
        }
        if let Some((from, to)) = np.name {
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
            let id = self.actor(actor, by, at, np.span);
            return (id, MentionKind::Name);
        }
        if !np.titles.is_empty() {
            return (self.title_only(np), MentionKind::Title);
        }
        (self.text_entity(np), MentionKind::Title)
    }

    /// علي أبو شحمة رئيس وفد الحكومة, جون بولتون، مستشار الأمن القومي،: an office right behind a name, or behind a comma, is
    /// the named person's, unless it is another party's than the one the pack has him act for.
    fn in_apposition(&mut self, np: &Np) -> Option<EntityId> {
        let (end, id) = self.just_named.take()?;
        let comma = np.first == end + 1 && self.doc.tokens[end].kind == mahdar_doc::TokenKind::Comma;
        if np.first != end && !comma || np.name.is_some() || np.number != Number::Singular || np.pair.is_some() {
            return None;
        }
        let lexicon = self.words.lexicon;
        let class = lexicon.titles[*np.titles.first()? as usize].class;
        let fits = match class {
            TitleClass::Office | TitleClass::Spokesman => true,
            TitleClass::Expert => comma,
            _ => false,
        };
        let known = &self.known[id.index()];
        let party = side_of(self.words, np);
        // القائمة بأعمال مبعوث الأمم المتحدة إلى ليبيا: of whom the office is stands in it.
        let of =
            |party: &str| np.actors.iter().any(|(a, ..)| lexicon.actors[*a as usize].party.as_deref() == Some(party));
        let same = party == known.party
            || party.is_none() && (comma || class == TitleClass::Spokesman || known.party.as_deref().is_some_and(of));
        let open = known.actor.is_none() && known.party.is_none();
        // Behind a comma, another office closes with one: X، وزير الخارجية، أن.
        let closed = !comma
            || self.doc.tokens.get(np.end).is_none_or(|t| t.kind != mahdar_doc::TokenKind::Word)
            || self.words.at(np.end).has(Is::COMP)
            || self.words.at(np.end).has(Is::PREP)
            || self.words.at(np.end).has(Is::TIME)
            || self.words.at(np.end).has(Is::REL);
        let gender = known.gender == np.gender || known.actor.is_none() && known.titles.is_empty();
        if !fits || !closed || !gender || known.kind != EntityKind::Person || !(same || open) {
            return None;
        }
        let role = self.role_of(np);
        self.note_titles(id.index(), np);
        let known = &mut self.known[id.index()];
        if known.actor.is_none() {
            known.gender = np.gender;
            self.entities[id.index()].role = self.entities[id.index()].role.take().or(role);
        }
        Some(id)
    }

    /// دولة قطر، حركة حماس: the title is a generic head of the actor's name.
    fn head_is_part_of_name(&self, np: &Np, at: usize) -> bool {
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

    fn named_actor(&mut self, np: &Np, actor: u32, by: NamedBy, at: usize) -> (EntityId, MentionKind) {
        let lexicon = self.words.lexicon;
        let token = self.key(at).to_owned();
        let mut chosen = Some(actor);
        // طيف الجبوري is not نجم الجبوري: a given name before a family name must be the row's.
        if let Some((from, to)) = np.name.filter(|&(from, to)| by != NamedBy::Name && from < at && at < to) {
            let given = self.key(from).to_owned();
            let rows = std::iter::once(actor).chain(np.alternatives.iter().map(|(a, _)| *a));
            let fits = |a: &u32| {
                let row = &lexicon.actors[*a as usize];
                row.kind == EntityKind::Person && lexicon.folder.fold(&row.name_ar).split(' ').any(|word| word == given)
            };
            match rows.into_iter().find(fits) {
                Some(row) => {
                    let id = self.actor(row, by, at, np.span);
                    self.note_titles(id.index(), np);
                    return (id, MentionKind::Name);
                }
                None => return (self.unknown_person(np, from, to), MentionKind::Name),
            }
        }
        if by != NamedBy::Name {
            let mut all = vec![actor];
            all.extend(
                np.alternatives
                    .iter()
                    .filter(|(a, _)| lexicon.actors[*a as usize].kind == EntityKind::Person)
                    .map(|(a, _)| *a),
            );
            // A person of the report who bears this name goes before any row.
            let bearer = self
                .known
                .iter()
                .enumerate()
                .filter(|(_, k)| {
                    k.kind == EntityKind::Person
                        && k.actor.is_none_or(|a| all.contains(&a))
                        && k.name.last().is_some_and(|n| *n == token || n.strip_prefix("ال") == Some(token.as_str()))
                })
                .max_by_key(|(_, k)| k.last);
            if let Some((k, _)) = bearer {
                self.note_titles(k, np);
                return (EntityId::from_index(k), MentionKind::Name);
            }
            let in_report = all.iter().copied().find(|a| self.known.iter().any(|k| k.actor == Some(*a)));
            let by_party = || {
                let party = np.party.as_deref()?;
                let fits: Vec<u32> = all
                    .iter()
                    .copied()
                    .filter(|a| {
                        let row = &lexicon.actors[*a as usize];
                        row.party.as_deref() == Some(party) || lexicon.party_in(row, self.month) == Some(party)
                    })
                    .collect();
                let held = self.month.and_then(|m| {
                    fits.iter()
                        .copied()
                        .find(|a| lexicon.actors[*a as usize].offices.iter().any(|o| o.from <= m && m <= o.to))
                });
                held.or(fits.first().copied())
            };
            let by_date = || {
                self.month.and_then(|m| {
                    all.iter()
                        .copied()
                        .find(|a| lexicon.actors[*a as usize].offices.iter().any(|o| o.from <= m && m <= o.to))
                })
            };
            chosen = in_report
                .or_else(by_party)
                .or_else(|| if np.party.is_some() { None } else { by_date().or(Some(actor)) });
        }
        match chosen {
            Some(actor) => {
                // An office named before whose holder this is: the same entity.
                let id = self.office_of(actor, np).unwrap_or_else(|| self.actor(actor, by, at, np.span));
                self.note_titles(id.index(), np);
                (id, MentionKind::Name)
            }
            // The title's party is not that of any row of the name: somebody else.
            None => {
                let (from, to) = np.name.unwrap_or((at, at + 1));
                (self.unknown_person(np, from, to), MentionKind::Name)
            }
        }
    }

    /// An office entity of the report that this person holds, by the pack and the report's date.
    fn office_of(&mut self, actor: u32, np: &Np) -> Option<EntityId> {
        if self.known.iter().any(|k| k.actor == Some(actor)) {
            return None;
        }
        let month = self.month?;
        let _ = np;
        let lexicon = self.words.lexicon;
        let k = self.known.iter().position(|k| {
            k.kind == EntityKind::Office
                && k.actor.is_none()
                && k.titles
                    .first()
                    .and_then(|&t| lexicon.titles[t as usize].role.as_deref())
                    .zip(k.party.as_deref())
                    .is_some_and(|(role, party)| self.holds(actor, role, party, month))
        })?;
        let row = &lexicon.actors[actor as usize];
        self.known[k].actor = Some(actor);
        self.known[k].kind = EntityKind::Person;
        self.known[k].name = lexicon.folder.fold(&row.name_ar).split(' ').map(str::to_owned).collect();
        let entity = &mut self.entities[k];
        entity.kind = EntityKind::Person;
        entity.name_ar.clone_from(&row.name_ar);
        entity.name_en = Some(row.name_en.clone());
        entity.pack_id = Some(row.id.clone());
        Some(EntityId::from_index(k))
    }

    fn note_titles(&mut self, k: usize, np: &Np) {
        let forms = self.title_forms(np);
        let known = &mut self.known[k];
        // Pairs of head and whole form stay pairs.
        if forms.len() == 2 && !known.title_heads.chunks(2).any(|pair| pair == forms) {
            known.title_heads.extend(forms);
        }
        for &t in &np.titles {
            if !known.titles.contains(&t) {
                known.titles.push(t);
            }
        }
        // المدير العام للوكالة محمد البرادعي: an office that the text gives tells for whom he acts, where he ever held one there.
        let party = side_of(self.words, np);
        let elsewhere = || {
            let (row, party) = (known.actor.map(|a| &self.words.lexicon.actors[a as usize]), party.as_deref());
            let office = np.titles.iter().any(|&t| self.words.lexicon.titles[t as usize].class == TitleClass::Office);
            party != known.party.as_deref()
                && office
                && row.is_some_and(|row| row.offices.iter().any(|o| self.words.lexicon.party_of(&o.of) == party))
        };
        if party.is_some() && (known.party.is_none() || elsewhere()) {
            known.party.clone_from(&party);
            self.entities[k].party = party;
        }
    }

    fn unknown_person(&mut self, np: &Np, from: usize, to: usize) -> EntityId {
        let name: Vec<String> = (from..to)
            .filter(|&i| !self.words.at(i).has(Is::PUNCT))
            .map(|i| {
                let key = self.key(i);
                if i == np.first && self.words.at(i).has(Is::CONJUNCT) && np.span.start > self.doc.tokens[i].span.start
                {
                    key[2..].to_owned()
                } else {
                    key.to_owned()
                }
            })
            .collect();
        let same = |k: &Known| {
            if k.kind != EntityKind::Person || k.name.is_empty() || name.is_empty() {
                return false;
            }
            let last = |n: &[String]| n.last().map(|w| w.strip_prefix("ال").unwrap_or(w).to_owned());
            if name.len() == 1 || k.name.len() == 1 {
                // A name alone may be the family name, or the given name of somebody known by it (الشيخ تميم).
                let (one, many) = if name.len() == 1 { (&name[0], &k.name) } else { (&k.name[0], &name) };
                let bare = one.strip_prefix("ال").unwrap_or(one);
                return many.last().is_some_and(|w| w == one || w.strip_prefix("ال").unwrap_or(w) == bare)
                    || (many.first().is_some_and(|w| w == one)
                        && k.gender == np.gender
                        && (!np.titles.is_empty() || many.len() > 1 && name.len() == 1));
            }
            last(&name) == last(&k.name) && name.first() == k.name.first()
                || name.iter().all(|w| k.name.contains(w))
                || k.name.iter().all(|w| name.contains(w))
        };
        if let Some((k, _)) = self.known.iter().enumerate().filter(|(_, k)| same(k)).max_by_key(|(_, k)| k.last) {
            if self.known[k].actor.is_none() && name.len() > self.known[k].name.len() {
                self.known[k].name.clone_from(&name);
                self.entities[k].name_ar = self.name_text(from, to, np);
            }
            self.note_titles(k, np);
            return EntityId::from_index(k);
        }
        let role = self.role_of(np);
        let known = Known {
            actor: None,
            name,
            title_heads: self.title_forms(np),
            titles: np.titles.clone(),
            party: side_of(self.words, np).or_else(|| self.owner_party(np)),
            gender: np.gender,
            number: np.number,
            kind: EntityKind::Person,
            anonymous: false,
            text: self.fold(np.span),
            last: np.first,
            place: false,
        };
        let text = self.name_text(from, to, np);
        self.add(known, text, role)
    }

    /// The party of the body that a pronoun in a title points back to: المتحدث باسمها, رئيسها, وزير خارجيتها.
    fn owner_party(&self, np: &Np) -> Option<String> {
        let end = np.name.map_or(np.end, |(from, _)| from).min(np.first + 5);
        let feminine = (np.first..end).find_map(|i| {
            let key = self.key(i);
            let surface = self.doc.surface(mahdar_doc::TokenId::from_index(i));
            let own = matches!(key, "باسمه" | "باسمها" | "باسمهم")
                || self.words.at(i).has(Is::TITLE)
                    && !surface.ends_with('ة')
                    && self.words.analyses(i).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
            (own && (key.ends_with("ها") || key.ends_with('ه') || key.ends_with("هم"))).then(|| key.ends_with("ها"))
        })?;
        let gender = if feminine { Gender::F } else { Gender::M };
        let bodies = self.known.iter().filter(|k| {
            k.kind != EntityKind::Person
                && k.kind != EntityKind::Office
                && k.party.is_some()
                && k.last < np.first
                && k.gender == gender
                && !k.place
        });
        bodies.max_by_key(|k| k.last).and_then(|k| k.party.clone())
    }

    fn name_text(&self, from: usize, to: usize, np: &Np) -> String {
        let start = self.doc.tokens[from].span.start.max(np.span.start);
        self.doc.slice(Span { start, end: self.doc.tokens[to - 1].span.end }).to_owned()
    }

    fn role_of(&self, np: &Np) -> Option<String> {
        let role = np.titles.iter().find_map(|&t| self.words.lexicon.titles[t as usize].role.clone())?;
        Some(match &np.party {
            Some(party) => format!("{role}@{party}"),
            None => role,
        })
    }

    /// A common-noun epithet: the most recent actor that the pack says it fits.
    fn epithet(&mut self, np: &Np, actor: u32) -> (EntityId, MentionKind) {
        let all: Vec<u32> = std::iter::once(actor).chain(np.alternatives.iter().map(|(a, _)| *a)).collect();
        match self.referent(np, &all) {
            Some(id) => (id, MentionKind::Anaphor),
            None => (self.text_entity(np), MentionKind::Title),
        }
    }

    /// Which of the actors that share an epithet is meant: one named before, else the one that somebody named before acts
    /// for (المملكة after a Saudi minister).
    fn referent(&mut self, np: &Np, all: &[u32]) -> Option<EntityId> {
        let recent = self
            .known
            .iter()
            .enumerate()
            .filter(|(_, k)| k.actor.is_some_and(|a| all.contains(&a)))
            .max_by_key(|(_, k)| k.last);
        if let Some((k, _)) = recent {
            return Some(EntityId::from_index(k));
        }
        let lexicon = self.words.lexicon;
        let mut order: Vec<(usize, &str)> =
            self.known.iter().filter_map(|k| Some((k.last, k.party.as_deref()?))).collect();
        // وكالة الأنباء السعودية ...: المملكة تدعم: a nationality names the state as well.
        let adjectives = (np.first.saturating_sub(160)..np.first).filter(|&i| self.words.at(i).has(Is::NISBA));
        order.extend(adjectives.filter_map(|i| {
            let (party, ..) = self.words.nisba(self.doc, i)?;
            Some((i, lexicon.parties.get(party as usize)?.as_str()))
        }));
        order.sort_by_key(|(last, _)| std::cmp::Reverse(*last));
        let of_party = order.into_iter().take(16).find_map(|(_, party)| {
            let same = |a: &&u32| {
                let row = &lexicon.actors[**a as usize];
                row.party.as_deref() == Some(party) && row.kind == EntityKind::State
            };
            all.iter().find(same).copied()
        });
        of_party.map(|actor| self.actor(actor, NamedBy::Epithet, np.first, np.span))
    }

    /// A title without a name.
    fn title_only(&mut self, np: &Np) -> EntityId {
        let lexicon = self.words.lexicon;
        let title = &lexicon.titles[np.titles[0] as usize];
        let forms = self.title_forms(np);
        let (head, whole) = (forms.first().cloned().unwrap_or_default(), forms.get(1).cloned().unwrap_or_default());
        let text = self.fold(np.span);
        let personal = matches!(
            title.class,
            TitleClass::Office
                | TitleClass::Spokesman
                | TitleClass::Expert
                | TitleClass::Honorific
                | TitleClass::Anonymous
        );
        let bare = np.end == np.first + title.words as usize && np.party.is_none();
        // المملكة، الحركة، المنظمة: a body's bare name that is somebody's epithet too.
        if bare && np.definite && !personal && np.number == Number::Singular && !np.alternatives.is_empty() {
            let all: Vec<u32> = np.alternatives.iter().map(|(a, _)| *a).collect();
            if let Some(id) = self.referent(np, &all) {
                return id;
            }
        }
        // The same words again.
        let again = self
            .known
            .iter()
            .enumerate()
            .filter(|(_, k)| k.text == text || k.text.strip_prefix("ال") == Some(&text))
            .max_by_key(|(_, k)| k.last)
            .map(|(k, _)| k);
        if personal && np.number == Number::Singular {
            let fits = |k: &Known| {
                if !matches!(k.kind, EntityKind::Person | EntityKind::Office | EntityKind::Source)
                    || (k.gender != np.gender && k.actor.is_none_or(|_| true) && k.kind == EntityKind::Person)
                {
                    return false;
                }
                let party = match (&np.party, &k.party) {
                    (Some(a), Some(b)) => a == b,
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                // title_heads holds pairs of head and whole form: الرئيس المنتخب is not رئيس الهيئة.
                // رئيس الجمهورية is not whoever is called الرئيس.
                let by_title = if bare && title.words == 1 {
                    k.title_heads.contains(&head)
                } else {
                    k.title_heads.chunks(2).any(|pair| pair.last() == Some(&whole))
                };
                let by_role = k.actor.is_some_and(|a| {
                    let role = title.role.as_deref();
                    let party = np.party.as_deref().or(k.party.as_deref());
                    role.zip(party)
                        .zip(self.month)
                        .is_some_and(|((role, party), month)| self.holds(a, role, party, month))
                });
                party && (by_title || by_role)
            };
            // الرئيس means one called so before anybody who is head of something else.
            let exact = |k: &Known| bare && k.title_heads.chunks(2).any(|pair| pair.last() == Some(&head));
            let found = self
                .known
                .iter()
                .enumerate()
                .filter(|(_, k)| fits(k))
                .max_by_key(|(_, k)| (exact(k), k.last))
                .map(|(k, _)| k);
            // ودعا رئيس الوزراء in a report that has turned to another state: he is not the first one's.
            let found = found.filter(|&k| {
                let known = &self.known[k];
                let recent = self.known.iter().filter(|k| k.last < np.first && k.party.is_some() && !k.place);
                let recent = recent.max_by_key(|k| k.last).and_then(|k| k.party.as_deref());
                let far = np.first.saturating_sub(known.last) > FAR_BACK;
                !(bare && far && title.role.is_some() && known.party.is_some() && recent != known.party.as_deref())
            });
            // A definite title points back; an indefinite one (مسؤول أمريكي) introduces.
            let points_back =
                np.definite || np.party.is_some() && title.class == TitleClass::Office || title.form.contains("ال");
            if let Some(k) = found.filter(|_| points_back).or(again.filter(|_| points_back)) {
                return EntityId::from_index(k);
            }
            // المسؤول الأوروبي، الدبلوماسي الروسي: the last person of that party.
            if !bare && points_back && matches!(title.class, TitleClass::Anonymous | TitleClass::Expert) {
                let fits = |k: &Known| {
                    matches!(k.kind, EntityKind::Person | EntityKind::Office)
                        && k.party == np.party
                        && k.gender == np.gender
                        && k.number == Number::Singular
                };
                if let Some(party) = &np.party {
                    let _ = party;
                    let last = self.known.iter().enumerate().filter(|(_, k)| fits(k)).max_by_key(|(_, k)| k.last);
                    if let Some((k, _)) = last {
                        return EntityId::from_index(k);
                    }
                }
            }
            // المسؤول، المصدر: the last anonymous source.
            if bare && np.definite && matches!(title.class, TitleClass::Anonymous | TitleClass::Expert) {
                let last = self
                    .known
                    .iter()
                    .enumerate()
                    .filter(|(_, k)| k.anonymous && k.title_heads.contains(&head))
                    .max_by_key(|(_, k)| k.last);
                let of_class =
                    |k: &Known| k.titles.first().is_some_and(|&t| lexicon.titles[t as usize].class == title.class);
                let person = |k: &Known| k.kind == EntityKind::Person && k.gender == np.gender;
                let last = last.or_else(|| {
                    let all = self.known.iter().enumerate();
                    all.filter(|(_, k)| person(k) && of_class(k)).max_by_key(|(_, k)| k.last)
                });
                let last = last
                    .or_else(|| self.known.iter().enumerate().filter(|(_, k)| person(k)).max_by_key(|(_, k)| k.last));
                if let Some((k, _)) = last {
                    return EntityId::from_index(k);
                }
            }
            // The holder by the pack, if the report names him.
            if let (Some(role), Some(party), Some(month)) = (title.role.as_deref(), np.party.as_deref(), self.month)
                && let Some(k) = (0..self.known.len())
                    .find(|&k| self.known[k].actor.is_some_and(|a| self.holds(a, role, party, month)))
            {
                self.note_titles(k, np);
                return EntityId::from_index(k);
            }
        } else if let Some(k) = again {
            return EntityId::from_index(k);
        } else if bare && np.definite {
            // الوزارة، الحكومة، الصحيفة: the last body of that head.
            if let Some((k, _)) = self
                .known
                .iter()
                .enumerate()
                .filter(|(_, k)| k.title_heads.contains(&head) && (!personal || k.number == np.number))
                .max_by_key(|(_, k)| k.last)
            {
                return EntityId::from_index(k);
            }
            if title.class == TitleClass::Outlet
                && let Some((k, _)) = self
                    .known
                    .iter()
                    .enumerate()
                    .filter(|(_, k)| k.kind == EntityKind::Source && !k.anonymous)
                    .max_by_key(|(_, k)| k.last)
            {
                return EntityId::from_index(k);
            }
        }
        let kind = match title.class {
            TitleClass::Office | TitleClass::Honorific => EntityKind::Office,
            TitleClass::Spokesman | TitleClass::Expert => EntityKind::Office,
            TitleClass::Body => EntityKind::Organisation,
            TitleClass::People => EntityKind::Group,
            TitleClass::Anonymous | TitleClass::Document | TitleClass::Outlet => EntityKind::Source,
        };
        let role = self.role_of(np);
        let known = Known {
            actor: None,
            name: Vec::new(),
            title_heads: forms,
            titles: np.titles.clone(),
            party: side_of(self.words, np),
            gender: np.gender,
            number: np.number,
            kind: if np.number == Number::Plural && personal && kind == EntityKind::Office {
                EntityKind::Group
            } else {
                kind
            },
            anonymous: title.class == TitleClass::Anonymous,
            text,
            last: np.first,
            place: false,
        };
        let name = self.doc.slice(np.span).to_owned();
        self.add(known, name, role)
    }

    fn text_entity(&mut self, np: &Np) -> EntityId {
        let text = self.fold(np.span);
        if let Some(k) = self.known.iter().position(|k| k.text == text) {
            return EntityId::from_index(k);
        }
        let known = Known {
            actor: None,
            name: Vec::new(),
            title_heads: Vec::new(),
            titles: Vec::new(),
            party: side_of(self.words, np),
            gender: np.gender,
            number: np.number,
            kind: EntityKind::Group,
            anonymous: false,
            text,
            last: np.first,
            place: false,
        };
        let name = self.doc.slice(np.span).to_owned();
        self.add(known, name, None)
    }

    /// The name of an outlet without its head noun.
    fn outlet_span(&self, np: &Np) -> Span {
        let outlet = np.actors.iter().find(|(a, _, _)| self.words.lexicon.actors[*a as usize].outlet);
        match outlet {
            Some(&(actor, _, at)) => {
                let hit = self
                    .words
                    .hits(at)
                    .iter()
                    .filter(|h| matches!(h.phrase, mahdar_lang::Phrase::Actor { actor: a, .. } if a == actor))
                    .max_by_key(|h| h.end);
                hit.map_or(np.span, |h| {
                    let start =
                        crate::words::key_to_text(self.doc, self.words.lexicon, &self.doc.tokens[at], h.stem as usize)
                            as u32;
                    Span { start, end: self.doc.tokens[h.end as usize - 1].span.end }
                })
            }
            None => np.span,
        }
    }

    fn statements(&mut self, drafts: &[Draft], ids: &BTreeMap<usize, Vec<EntityId>>) -> Vec<Statement> {
        let mut speakers: Vec<Vec<EntityId>> = Vec::with_capacity(drafts.len());
        let mut out = Vec::with_capacity(drafts.len());
        for (d, draft) in drafts.iter().enumerate() {
            let of = |np: &Np| ids.get(&np.first).cloned().unwrap_or_default();
            let (entities, by) = match &draft.source {
                Source::Phrase(np) => {
                    (of(np), if draft.headline { ResolvedBy::Headline } else { ResolvedBy::Explicit })
                }
                Source::Subject(np) => (of(np), self.by(draft)),
                Source::Same(k) => (speakers.get(*k).cloned().unwrap_or_default(), self.by(draft)),
                Source::Earlier(wanted) => (self.earlier(drafts, &speakers, d, *wanted), self.by(draft)),
                Source::Nobody => (Vec::new(), ResolvedBy::Explicit),
            };
            let speaker = (!entities.is_empty() || draft.speaker_span.is_some()).then(|| Speaker {
                span: draft.speaker_span,
                entities: entities.clone(),
                resolved_by: by,
            });
            speakers.push(entities);
            let via = draft.via.iter().map(|np| Via { span: np.span, entity: of(np).first().copied() }).collect();
            out.push(Statement {
                sentence: SentenceId::from_index(draft.sentence),
                cue: Cue { span: draft.cue_span, lemma: draft.lemma.clone(), class: draft.class },
                speaker,
                content: draft.content.clone(),
                mode: draft.mode,
                within: draft.within.map(StatementId::from_index),
                via,
                occasion: draft.occasion,
                addressee: draft.addressee,
                found_by: draft.found_by.clone(),
                confidence: draft.confidence,
            });
        }
        out
    }

    fn by(&self, draft: &Draft) -> ResolvedBy {
        use crate::rules::CueElement::{MasdarBi, Participle, ParticipleNoun};
        match draft.element {
            Some(Participle | ParticipleNoun | MasdarBi) => ResolvedBy::Participle,
            _ if draft.pronoun => ResolvedBy::Pronoun,
            _ => ResolvedBy::DroppedSubject,
        }
    }

    /// وضع فوتشيتش الجيش في التأهب. وقال للصحفيين: where the sentence before, in the same paragraph, attributes nothing and
    /// begins with a verb and a named person, that person goes on.
    fn told_of(&self, drafts: &[Draft], d: usize, wanted: Option<(Gender, Number)>) -> Option<EntityId> {
        let here = drafts[d].sentence;
        let before = self.doc.sentences.get(here.checked_sub(1)?)?;
        let own = self.doc.sentences[here].first.index();
        let opens = drafts[d].cue_token == own || drafts[d].cue_token == own + 1;
        let quiet = drafts[..d].iter().rev().take_while(|k| k.sentence + 1 >= here).all(|k| k.sentence + 1 != here);
        let joined =
            !self.doc.text()[before.span.end as usize..self.doc.sentences[here].span.start as usize].contains('\n');
        let first = before.first.index();
        if !opens || !quiet || !joined || !self.words.at(first).has(Is::VERB) {
            return None;
        }
        let at = first + 1;
        let from = self.doc.tokens.get(at)?.span;
        let (_, _, ids) = self.mentions.iter().find(|(span, ..)| from.start <= span.start && span.start <= from.end)?;
        let [id] = ids[..] else { return None };
        let known = &self.known[id.index()];
        // استدعت الخارجية الجزائرية السفيرة. وأعربت عن: a body or state that acts goes on as well.
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Office)
            || known.party.is_some() && !matches!(known.kind, EntityKind::Source | EntityKind::Group);
        let fits = wanted.is_none_or(|(g, n)| agree(g, n, known.gender, known.number));
        (person && fits).then_some(id)
    }

    /// The last speaker of the report who can be the subject of this form; else the last person or body named before.
    fn earlier(
        &self,
        drafts: &[Draft],
        speakers: &[Vec<EntityId>],
        d: usize,
        wanted: Option<(Gender, Number)>,
    ) -> Vec<EntityId> {
        let fits = |ids: &[EntityId]| {
            let Some((gender, number)) = wanted else { return true };
            match ids {
                [] => false,
                [one] => {
                    let known = &self.known[one.index()];
                    agree(gender, number, known.gender, known.number)
                }
                // رحبت فرنسا وألمانيا بالهدنة ودعت إلى: the verb goes on in the singular that agreed with the first.
                [first, rest @ ..] => {
                    let known = |id: &EntityId| &self.known[id.index()];
                    let persons = rest.iter().chain([first]).any(|id| known(id).kind == EntityKind::Person);
                    number != Number::Singular || !persons && gender == Gender::F && known(first).gender == Gender::F
                }
            }
        };
        let outer = drafts[d].within.is_some();
        if !outer && let Some(id) = self.told_of(drafts, d, wanted) {
            return vec![id];
        }
        for k in (0..d).rev().take(24) {
            let nested = drafts[k].within.is_some();
            // بعد اتهام بيرو لبوليفيا: who accuses in passing says nothing on.
            let passing =
                matches!(drafts[k].element, Some(crate::rules::CueElement::Masdar | crate::rules::CueElement::Noun));
            if (!nested || outer) && !passing && !speakers[k].is_empty() && fits(&speakers[k]) {
                return speakers[k].clone();
            }
        }
        let at = drafts[d].cue_token;
        let recent = self.known.iter().enumerate().filter(|(_, k)| {
            k.last < at
                && matches!(
                    k.kind,
                    EntityKind::Person
                        | EntityKind::Office
                        | EntityKind::Source
                        | EntityKind::Organisation
                        | EntityKind::State
                        | EntityKind::Igo
                )
        });
        let person = |k: &Known| matches!(k.kind, EntityKind::Person | EntityKind::Office);
        let all: Vec<(usize, &Known)> = recent.collect();
        let fitting = all
            .iter()
            .filter(|(_, k)| wanted.is_none_or(|(g, n)| agree(g, n, k.gender, k.number)))
            .max_by_key(|(_, k)| (person(k), k.last));
        let any = fitting.or_else(|| all.iter().max_by_key(|(_, k)| (person(k), k.last)));
        any.map(|(k, _)| vec![EntityId::from_index(*k)]).unwrap_or_default()
    }
}

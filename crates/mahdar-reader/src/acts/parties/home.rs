//! The state that a report is at home in, and whether it is of politics at all.

use crate::words::{Facts, Is, Words};
use mahdar_doc::{Document, EntityKind};
use mahdar_lang::{NamedBy, TitleClass};
use rustc_hash::FxHashMap;

/// What a mention counts towards the state whose quarrel a report is of: a party of it, a faction called its own, a place.
const OF_PARTY: usize = 2;
const OF_FACTION: usize = 3;
const OF_PLACE: usize = 1;
/// The least count of an arena, and how many times the next state's; set by judgement.
const ARENA: usize = 5;
const CLEAR: usize = 2;
/// What one mention in the first lines counts.
const ONCE: usize = 3;

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
pub(super) fn home(doc: &Document, words: &Words<'_>) -> Option<String> {
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    let head = doc.sentences.get(3).map_or(doc.tokens.len(), |s| s.first.index());
    let limit = doc.tokens.len().min(4_000);
    let mut inside = 0;
    let mut datelined = false;
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
        if let Some(code) = by_name.or(by_adjective).or(by_person).filter(|c| words.lexicon.is_state(c)) {
            let entry = counts.entry(code).or_insert((0, limit - i));
            let line = dateline(doc, words, i);
            datelined |= line;
            entry.0 += if line { 3 } else { 1 + 2 * usize::from(i < head) };
        }
    }
    // A national agency writes of home: واس, بترا, أ ش أ in a dateline or source line.
    let named =
        |i: usize| crate::np::actor_at(words, i).and_then(|(a, ..)| words.lexicon.actors[a as usize].home.as_deref());
    let last = doc.tokens.len();
    for code in (0..last.min(60))
        .chain(last.saturating_sub(12).max(60)..last)
        .filter_map(named)
        .filter(|c| words.lexicon.is_state(c))
    {
        counts.entry(code).or_insert((0, 0)).0 += 12;
    }
    let named = counts.into_iter().max_by_key(|(code, (n, first))| ((*n, *first), std::cmp::Reverse(*code)));
    // اتهم الجيش قوات الدعم السريع بتلقي أسلحة من الإمارات: where no state is named, or one in passing, the one whose group is.
    let in_passing = |n: usize| n <= ONCE && !datelined;
    let rooted = if named.is_none_or(|(_, (n, _))| in_passing(n)) { rooted(doc, words) } else { Vec::new() };
    let of_group = rooted.first().filter(|(_, score)| rooted[1..].iter().all(|(_, n)| n < score));
    // الجيش يقصف مواقع لحزب الله, استقبل الوزير وفدا من حماس: of these the state is named less often than who is at war, or
    // talks, with them.
    let of_group = of_group.filter(|(root, _)| match root.as_str() {
        "PSE" => named.is_none(),
        "LBN" => named.is_none_or(|(code, _)| code != "ISR"),
        _ => true,
    });
    of_group.map(|(root, _)| root.clone()).or_else(|| named.map(|(code, _)| code.to_owned()))
}

/// The state whose own parties a report tells of: by its groups without a state, by factions with its adjective, by its
/// towns.
pub(super) fn arena(doc: &Document, words: &Words<'_>) -> Option<String> {
    let counts = rooted(doc, words);
    let (best, score) = counts.first()?;
    let next = counts.get(1).map_or(0, |(_, n)| *n);
    (*score >= ARENA && *score >= CLEAR * next).then(|| best.clone())
}

/// The states whose own parties are named, and how much, most first.
fn rooted(doc: &Document, words: &Words<'_>) -> Vec<(String, usize)> {
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
        let faction = words.tells(i, Facts::FACTION) && adverse(doc.key_at(i));
        if faction
            && let Some((party, ..)) = (i + 1..(i + 3).min(limit)).find_map(|k| words.nisba(doc, k))
            && let Some(code) = lexicon.parties.get(party as usize)
        {
            *counts.entry(code.clone()).or_default() += OF_FACTION;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(code, _)| lexicon.is_state(code)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// الرياض - (واس): a capital that opens a paragraph before a dash, a bracket or a colon says where the report is at home.
pub(super) fn dateline(doc: &Document, words: &Words<'_>, i: usize) -> bool {
    use mahdar_doc::TokenKind::{Colon, Dash, OpenBracket};
    let opens = i == 0 || doc.sentences.binary_search_by_key(&i, |s| s.first.index()).is_ok();
    // الجزائر - واج: a town may be called as its state is.
    let state = |actor: u32| words.lexicon.actors[actor as usize].kind == EntityKind::State;
    let capital = crate::np::actor_at(words, i)
        .as_ref()
        .filter(|(actor, by, _)| *by == NamedBy::Capital || *by == NamedBy::Name && state(*actor))
        .map(|(_, _, h)| h.end as usize);
    opens
        && capital.is_some_and(|end| doc.tokens.get(end).is_some_and(|t| matches!(t.kind, Dash | OpenBracket | Colon)))
}

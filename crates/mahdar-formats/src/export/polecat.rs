//! POLECAT's forty columns (Halterman et al. 2023), ours after them.

use super::{Codes, End, day, ends, event_id, list, name, words};
use mahdar_doc::report::Report;
use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($field:ident = $title:literal),* $(,)?) => {
        /// One event; lists inside a cell are separated by `;`.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each field is its column")]
        pub struct PolecatRow { $(#[serde(rename = $title)] pub $field: String),* }

        impl PolecatRow {
            /// The columns, in order.
            pub const COLUMNS: &'static [&'static str] = &[$($title),*];
        }
    };
}

columns! {
    event_id = "Event ID", event_date = "Event Date", event_type = "Event Type", event_mode = "Event Mode",
    intensity = "Intensity", quad_code = "Quad Code", contexts = "Contexts", actor_name = "Actor Name",
    actor_country = "Actor Country", actor_cow = "Actor COW", primary_actor_sector = "Primary Actor Sector",
    actor_sectors = "Actor Sectors", actor_title = "Actor Title", actor_name_raw = "Actor Name Raw",
    wikipedia_actor_id = "Wikipedia Actor ID", recipient_name = "Recipient Name", recipient_country = "Recipient Country",
    recipient_cow = "Recipient COW", primary_recipient_sector = "Primary Recipient Sector",
    recipient_sectors = "Recipient Sectors", recipient_title = "Recipient Title", recipient_name_raw = "Recipient Name Raw",
    wikipedia_recipient_id = "Wikipedia Recipient ID", placename = "Placename", city = "City", district = "District",
    province = "Province", country = "Country", latitude = "Latitude", longitude = "Longitude", geonames_id = "GeoNames ID",
    raw_placename = "Raw Placename", feature_type = "Feature Type", source = "Source", publication_date = "Publication Date",
    story_people = "Story People", story_organizations = "Story Organizations", story_locations = "Story Locations",
    language = "Language", version = "Version", mahdar_id = "Mahdar ID", mahdar_type = "Mahdar Type", status = "Status",
    claimed_by = "Claimed By", condition = "Condition", issue = "Issue", cameo = "CAMEO", actor_party = "Actor Party",
    recipient_party = "Recipient Party", evidence = "Evidence", evidence_span = "Evidence Span", found_by = "Found By",
    confidence = "Confidence",
}

impl super::Columns for PolecatRow {
    const NAMES: &'static [&'static str] = PolecatRow::COLUMNS;
}

pub(super) fn rows(report: &Report<'_>, codes: &Codes) -> Vec<PolecatRow> {
    let story = |kinds: &[&str]| {
        list(report.entities.iter().filter(|e| kinds.contains(&&*e.kind) && e.pack_id.is_some()).map(name))
    };
    let (people, organisations, locations) =
        (story(&["person"]), story(&["igo", "organisation", "armed-group"]), story(&["state", "place"]));
    let country = |end: &End<'_>| codes.states.get(&end.country).cloned().unwrap_or_else(|| end.country.clone());
    let cow = |end: &End<'_>| codes.cow.get(&end.country).cloned().unwrap_or_default();
    let title = |end: &End<'_>| end.entity.role.as_ref().map_or_else(String::new, |r| r.clone().into_owned());
    let raw = |end: &End<'_>| end.entity.mentions.first().map_or_else(String::new, |m| words(report, *m));
    report
        .acts
        .iter()
        .map(|act| {
            let (event_type, quad, score) = codes.of(act);
            let (actors, recipients) =
                (ends(report, Some(codes), &act.actors), ends(report, Some(codes), &act.recipients));
            let of = |ends: &[End<'_>], take: &dyn Fn(&End<'_>) -> String| list(ends.iter().map(take));
            let first = |ends: &[End<'_>]| ends.first().map_or_else(String::new, |e| e.sector.clone());
            let place = act.place.as_ref().map_or_else(String::new, |p| words(report, p.span));
            let claimant = act.claimed_by.iter().cloned().collect::<Vec<_>>();
            PolecatRow {
                event_id: event_id(report, act),
                event_date: day(report, act),
                event_type,
                event_mode: act.mode.as_ref().map_or_else(String::new, |m| m.clone().into_owned()),
                intensity: format!("{score:.1}"),
                quad_code: quad.to_string(),
                contexts: list(act.contexts.iter().map(ToString::to_string)),
                actor_name: of(&actors, &|e| name(e.entity)),
                actor_country: of(&actors, &country),
                actor_cow: of(&actors, &cow),
                primary_actor_sector: first(&actors),
                actor_sectors: of(&actors, &|e| e.sector.clone()),
                actor_title: of(&actors, &title),
                actor_name_raw: of(&actors, &raw),
                recipient_name: of(&recipients, &|e| name(e.entity)),
                recipient_country: of(&recipients, &country),
                recipient_cow: of(&recipients, &cow),
                primary_recipient_sector: first(&recipients),
                recipient_sectors: of(&recipients, &|e| e.sector.clone()),
                recipient_title: of(&recipients, &title),
                recipient_name_raw: of(&recipients, &raw),
                placename: place.clone(),
                raw_placename: place,
                source: report.publisher.as_ref().map_or_else(String::new, |p| p.text.clone().into_owned()),
                publication_date: report
                    .published
                    .as_ref()
                    .map_or_else(String::new, |p| p.value.split('T').next().unwrap_or_default().to_owned()),
                story_people: people.clone(),
                story_organizations: organisations.clone(),
                story_locations: locations.clone(),
                language: report.language.clone().into_owned(),
                version: format!("mahdar {}", report.engine.version),
                mahdar_id: format!("{}/{}", report.id, act.id),
                mahdar_type: act.r#type.clone().into_owned(),
                status: act.status.clone().into_owned(),
                claimed_by: of(&ends(report, Some(codes), &claimant), &|e| e.party.clone()),
                condition: act.condition.as_ref().map_or_else(String::new, |c| words(report, c.span)),
                issue: act.issue.as_ref().map_or_else(String::new, |i| i.key.clone().into_owned()),
                cameo: act.cameo.as_ref().map_or_else(String::new, |c| c.clone().into_owned()),
                actor_party: of(&actors, &|e| e.party.clone()),
                recipient_party: of(&recipients, &|e| e.party.clone()),
                evidence: words(report, act.evidence),
                evidence_span: format!("{}-{}", act.evidence[0], act.evidence[1]),
                found_by: act.found_by.clone().into_owned(),
                confidence: format!("{:.2}", act.confidence),
                ..PolecatRow::default()
            }
        })
        .collect()
}

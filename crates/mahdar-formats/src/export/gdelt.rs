//! GDELT 2.0's event table: 61 columns, tab-separated, no header. What Mahdar does not know (tone, coordinates, other
//! reports' counts) stays empty. Only acts that took place, or are said to have, are rows. GDELT knows pairs: an act with several parties gives one row a pair, all with the same id.

use super::{Codes, End, day, ends, event_id, name};
use mahdar_doc::report::Report;
use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($field:ident),* $(,)?) => {
        /// One pair of parties in one event.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each field is GDELT's column of that name")]
        pub struct GdeltRow { $(pub $field: String),* }

        impl GdeltRow {
            /// The columns, in order.
            pub const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

columns! {
    global_event_id, day, month_year, year, fraction_date, actor1_code, actor1_name, actor1_country_code,
    actor1_known_group_code, actor1_ethnic_code, actor1_religion1_code, actor1_religion2_code, actor1_type1_code,
    actor1_type2_code, actor1_type3_code, actor2_code, actor2_name, actor2_country_code, actor2_known_group_code,
    actor2_ethnic_code, actor2_religion1_code, actor2_religion2_code, actor2_type1_code, actor2_type2_code,
    actor2_type3_code, is_root_event, event_code, event_base_code, event_root_code, quad_class, goldstein_scale,
    num_mentions, num_sources, num_articles, avg_tone, actor1_geo_type, actor1_geo_fullname, actor1_geo_country_code,
    actor1_geo_adm1_code, actor1_geo_adm2_code, actor1_geo_lat, actor1_geo_long, actor1_geo_feature_id, actor2_geo_type,
    actor2_geo_fullname, actor2_geo_country_code, actor2_geo_adm1_code, actor2_geo_adm2_code, actor2_geo_lat,
    actor2_geo_long, actor2_geo_feature_id, action_geo_type, action_geo_fullname, action_geo_country_code,
    action_geo_adm1_code, action_geo_adm2_code, action_geo_lat, action_geo_long, action_geo_feature_id, date_added,
    source_url,
}

/// CAMEO's country code of an end: ISO's, and none for groups without a state.
fn country(end: &End<'_>) -> String {
    if matches!(end.country.as_str(), "UNO" | "EUR" | "IGO" | "NGM") { String::new() } else { end.country.clone() }
}

/// CAMEO's actor code: country and role, or the group's own.
fn code(end: &End<'_>) -> String {
    let country = country(end);
    if country.is_empty() { end.party.clone() } else { format!("{country}{}", end.sector) }
}

impl super::Columns for GdeltRow {
    const NAMES: &'static [&'static str] = GdeltRow::COLUMNS;
}

pub(super) fn rows(report: &Report<'_>, codes: &Codes) -> Vec<GdeltRow> {
    let mut out = Vec::new();
    // The table has no column for it: what did not or may not happen is no row.
    for act in report.acts.iter().filter(|a| matches!(&*a.status, "actual" | "reported")) {
        let date = day(report, act);
        let plain = date.replace('-', "");
        let (_, quad, score) = codes.of(act);
        let cameo = act.cameo.as_ref().map_or_else(String::new, |c| c.clone().into_owned());
        let actors = ends(report, Some(codes), &act.actors);
        let recipients = ends(report, Some(codes), &act.recipients);
        let mut pairs: Vec<(Option<&End<'_>>, Option<&End<'_>>)> = Vec::new();
        match (actors.is_empty(), recipients.is_empty()) {
            // All who met: each with each that comes after.
            (false, true) if act.symmetric && actors.len() > 1 => {
                for (i, a) in actors.iter().enumerate() {
                    pairs.extend(actors[i + 1..].iter().map(|b| (Some(a), Some(b))));
                }
            }
            (false, true) => pairs.extend(actors.iter().map(|a| (Some(a), None))),
            (true, false) => pairs.extend(recipients.iter().map(|b| (None, Some(b)))),
            _ => {
                for a in &actors {
                    pairs.extend(recipients.iter().map(|b| (Some(a), Some(b))));
                }
            }
        }
        for (one, two) in pairs {
            let text = |end: Option<&End<'_>>, take: &dyn Fn(&End<'_>) -> String| end.map_or_else(String::new, take);
            let group = |end: Option<&End<'_>>| {
                text(end, &|e| if country(e).is_empty() { e.party.clone() } else { String::new() })
            };
            out.push(GdeltRow {
                global_event_id: event_id(report, act),
                day: plain.get(..8).unwrap_or_default().to_owned(),
                month_year: plain.get(..6).unwrap_or_default().to_owned(),
                year: plain.get(..4).unwrap_or_default().to_owned(),
                actor1_code: text(one, &code),
                actor1_name: text(one, &|e| name(e.entity)),
                actor1_country_code: text(one, &country),
                actor1_known_group_code: group(one),
                actor1_type1_code: text(one, &|e| e.sector.clone()),
                actor2_code: text(two, &code),
                actor2_name: text(two, &|e| name(e.entity)),
                actor2_country_code: text(two, &country),
                actor2_known_group_code: group(two),
                actor2_type1_code: text(two, &|e| e.sector.clone()),
                is_root_event: "1".to_owned(),
                event_base_code: cameo.get(..3).unwrap_or(&cameo).to_owned(),
                event_root_code: cameo.get(..2).unwrap_or_default().to_owned(),
                event_code: cameo.clone(),
                quad_class: quad.to_string(),
                goldstein_scale: format!("{score:.1}"),
                num_mentions: "1".to_owned(),
                num_sources: "1".to_owned(),
                num_articles: "1".to_owned(),
                source_url: report
                    .source
                    .url
                    .as_ref()
                    .map_or_else(|| report.id.clone().into_owned(), |u| u.clone().into_owned()),
                ..GdeltRow::default()
            });
        }
    }
    out
}

//! Dates that a container states.

use crate::{DateCandidate, DateRole, DateSource, Record};

/// Adds a date as given; one that cannot be read stays, as such.
pub(crate) fn add(record: &mut Record, role: DateRole, source: DateSource, raw: Option<String>) {
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else { return };
    let parsed = mahdar_dates::parse(&raw).or_else(|| mahdar_dates::epoch(&raw));
    let mut candidate = DateCandidate { role, source, raw, parsed, span: None, fault: None };
    candidate.fault = crate::dates::fault(&candidate, None);
    record.dates.push(candidate);
}

//! Dates that a container states.

use crate::{DateCandidate, DateFault, DateRole, DateSource, Record};

/// Adds a date as given; one that cannot be read stays, as such.
pub(crate) fn add(record: &mut Record, role: DateRole, source: DateSource, raw: Option<String>) {
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else { return };
    let parsed = mahdar_dates::parse(&raw);
    let fault = parsed.is_none().then_some(DateFault::Unread);
    record.dates.push(DateCandidate { role, source, raw, parsed, span: None, fault });
}

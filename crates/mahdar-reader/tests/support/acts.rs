//! What several tests of acts share.

use mahdar_doc::{ActType, Document, EntityId};

/// Type, actors and recipients of each act, the codes in order of the alphabet.
pub fn acts(doc: &Document) -> Vec<(ActType, String, String)> {
    let codes = |ids: &[EntityId]| {
        let mut codes: Vec<&str> =
            ids.iter().filter_map(|id| doc.entity(*id)).filter_map(|entity| entity.party.as_deref()).collect();
        codes.sort_unstable();
        codes.join("+")
    };
    doc.acts.iter().map(|act| (act.kind, codes(&act.actors), codes(&act.recipients))).collect()
}

pub fn act(kind: ActType, from: &str, to: &str) -> (ActType, String, String) {
    (kind, from.to_owned(), to.to_owned())
}

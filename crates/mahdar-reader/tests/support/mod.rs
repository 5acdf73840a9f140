//! What several tests of statements share.

use mahdar_doc::Document;

/// Speakers and content of each statement.
pub fn said(doc: &Document) -> Vec<(String, String)> {
    let names = |s: &mahdar_doc::Statement| {
        let ids = s.speaker.as_ref().map(|s| s.entities.clone()).unwrap_or_default();
        let names: Vec<&str> = ids.iter().filter_map(|id| doc.entity(*id)).map(|e| e.name_ar.as_str()).collect();
        names.join("+")
    };
    let content = |s: &mahdar_doc::Statement| {
        let parts: Vec<&str> = s.content.iter().map(|span| doc.slice(*span)).collect();
        parts.join(" … ")
    };
    doc.statements.iter().map(|s| (names(s), content(s))).collect()
}

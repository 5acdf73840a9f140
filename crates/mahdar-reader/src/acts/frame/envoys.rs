//! Envoys: one's own, and those told to leave.

use crate::acts::Scene;
use mahdar_doc::TokenId;
use mahdar_lang::ActEntry;

/// Where the envoy stands whom a demand or a term tells to leave the country: طلبت من السفير مغادرة البلاد.
pub(super) fn expulsion(scene: &Scene<'_, '_>, entry: &ActEntry, i: usize, limit: usize) -> Option<usize> {
    if !matches!(entry.lemma.as_str(), "طلب" | "أمهل" | "أمر" | "طالب" | "أبلغ" | "أعلن" | "قرر")
    {
        return None;
    }
    let leave = (i + 1..limit).find(|&k| {
        let key = scene.key(k);
        ["مغادره", "المغادره", "بمغادره", "بالمغادره", "لمغادره", "للمغادره"].contains(&key)
    })?;
    (i + 1..leave).find(|&k| envoy(scene, k))
}

/// Whether one's own envoys stand at `k`: سفيرها, دبلوماسييها, بعثتها.
pub(super) fn own_envoys(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k);
    let surface = scene.doc.surface(TokenId::from_index(k.min(scene.last - 1)));
    ["سفير", "سفراء", "دبلوماسي", "ديبلوماسي", "بعثت", "القائم"].iter().any(|head| key.starts_with(head))
        && (surface.ends_with("ها") || surface.ends_with('ه') || surface.ends_with("هم") || key == "القائم")
}

/// سفير, دبلوماسي, قائم بالأعمال, ملحق: words for those whom a state sends.
fn envoy(scene: &Scene<'_, '_>, k: usize) -> bool {
    const ENVOYS: [&str; 14] = [
        "سفير",
        "سفيره",
        "سفراء",
        "سفيري",
        "دبلوماسي",
        "ديبلوماسي",
        "دبلوماسيين",
        "دبلوماسيون",
        "ديبلوماسيين",
        "قائم",
        "ملحق",
        "قنصل",
        "دبلوماسيا",
        "دبلوماسييها",
    ];
    let key = scene.key(k);
    let key = key.strip_prefix("ال").or(key.strip_prefix("لل")).unwrap_or(key);
    ENVOYS.contains(&key)
}

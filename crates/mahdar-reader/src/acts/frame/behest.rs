//! At whose request something is done.

use super::obligation::{asked, must_trigger};
use super::{Frame, Trigger};
use crate::acts::Scene;
use crate::acts::parties::Parties;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId};

/// يعقد المجلس جلسة بطلب من الأردن, أوقف القصف استجابة لطلب المبعوث, زار القاهرة تلبية لدعوة مصرية: who asked, and whoever does the
/// deed was asked. `doers` are those who act in the sentence so far.
pub(crate) fn behest(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    i: usize,
    doers: &[EntityId],
) -> Option<(Trigger, Frame)> {
    let key = scene.key(i);
    let key = key.strip_prefix('و').filter(|_| scene.is(i).has(Is::CONJUNCT)).unwrap_or(key);
    let before = |n: usize| i.checked_sub(n).filter(|&k| k >= scene.first).map_or("", |k| scene.key(k));
    let on_a = |noun: &str| {
        // بطلب من, لطلب مصري behind استجابة, بناء على طلب, نزولا عند رغبة
        let bare = noun.strip_prefix(['ب', 'ل']).unwrap_or(noun);
        match bare {
            "طلب" | "طلبات" | "نداء" | "نداءات" | "مناشده" | "مناشدات" | "رغبه" => {
                Some(ActType::Request)
            }
            "دعوه" | "دعوات" => Some(ActType::Propose),
            _ => None,
        }
    };
    let kind = on_a(key)?;
    let answers = |word: &str| {
        let word = word.strip_prefix('و').unwrap_or(word);
        matches!(word, "استجابه" | "تلبيه" | "امتثالا" | "ردا")
    };
    let led =
        key.starts_with('ب') && scene.is(i).has(Is::PREFIXED) && scene.key(i + 1) == "من" && kind == ActType::Request
            || key.starts_with('ل') && scene.is(i).has(Is::PREFIXED) && answers(before(1))
            || before(1) == "علي" && matches!(before(2), "بناء" | "وبناء" | "ردا")
            || before(1) == "عند" && matches!(before(2), "نزولا" | "ونزولا");
    if !led {
        return None;
    }
    let at = i + 1 + usize::from(scene.key(i + 1) == "من");
    let (askers, end) = match parties.adjective(scene.doc, at) {
        Some(id) => (vec![id], at + 1),
        None => {
            let np = noun_phrase(scene.doc, scene.words, at, scene.last)?;
            (parties.of_phrase(scene.doc, &np, None), np.end)
        }
    };
    let askers: Vec<EntityId> = askers.into_iter().filter(|id| parties.code(*id).is_some()).collect();
    if askers.is_empty() {
        return None;
    }
    let other = |id: &EntityId| askers.iter().all(|a| !parties.same_party(*a, *id));
    let mut asked_of: Vec<EntityId> = doers.iter().copied().filter(other).collect();
    if asked_of.is_empty() {
        // بطلب من الأردن، يجتمع المجلس: behind it whoever is named first.
        let from = scene.span(end - 1, end).end;
        let to = scene.span(scene.last - 1, scene.last).end;
        let named = scene.doc.mentions_between(from, to).iter().filter(|m| m.span.start >= from);
        asked_of = named
            .map(|m| {
                m.entities.iter().copied().filter(|id| parties.code(*id).is_some() && other(id)).collect::<Vec<_>>()
            })
            .find(|ids| !ids.is_empty())
            .unwrap_or_default();
    }
    if asked_of.is_empty() {
        return None;
    }
    let mut frame = asked(askers, asked_of, (end, end), (i, end));
    frame.kind = kind;
    frame.row = "behest".to_owned();
    Some((must_trigger(i, end), frame))
}

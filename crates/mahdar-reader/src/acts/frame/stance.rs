//! Where a speaker stands, in a set phrase: all options are on the table, the door is open, this is not for sale.

use super::clause::{clause_end, trim};
use super::phrases::Parser;
use super::predicate::{clause_topic, teller};
use super::slots::is_theme;
use super::{Frame, Trigger, TriggerForm};
use crate::acts::Scene;
use crate::acts::parties::Parties;
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::{Phrase, Slot};

/// How far behind a phrase its second word may stand: لن يمر هذا العدوان دون رد.
const REACH: usize = 6;

/// غير مهتمة بالحوار, ليست لديها نية: whether a phrase says that somebody does not want to.
fn unwilling(lemma: &str) -> bool {
    ["مهتم", "معني", "راغب", "مستعد", "نية", "رغبة", "وارد ", "بصدد"].iter().any(|word| lemma.contains(word))
}

/// The act of a set phrase at `i` inside what somebody says: its speaker's, towards whom the clause is about or whom the
/// phrase's own preposition names.
pub(crate) fn stance(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    let lexicon = scene.words.lexicon;
    scene.inside(i)?;
    let hits = scene.words.hits(i).iter().filter_map(|hit| match hit.phrase {
        Phrase::Act(row) if lexicon.acts[row as usize].slots.first() == Some(&Slot::Speaker) => {
            Some((hit.end as usize, hit.stem as usize, row))
        }
        _ => None,
    });
    let (end, stem, row, theme) = hits
        .filter(|(end, ..)| *end <= scene.last)
        // آن الأوان لوقف الحرب: the phrase ends in a prefix of the next word.
        .filter(|&(end, _, row)| {
            lexicon.acts[row as usize].governs.is_none_or(|c| end < scene.last && scene.key(end).starts_with(c))
        })
        .filter_map(|(end, stem, row)| {
            let with = &lexicon.acts[row as usize].with;
            let theme = (end..(end + REACH).min(scene.last)).find(|&k| is_theme(scene, k, with));
            (with.is_empty() || theme.is_some()).then_some((end, stem, row, theme))
        })
        .max_by_key(|(end, _, _, theme)| (*end, theme.is_some()))?;
    let entry = &lexicon.acts[row as usize];
    let trigger = Trigger {
        at: i,
        end,
        stem,
        // What it says holds by itself, as a verb's does.
        form: TriggerForm::Finite,
        verb: None,
        passive: false,
        pronoun: None,
        future: false,
        rows: vec![row],
    };
    let mut parser = Parser {
        scene,
        parties,
        owner: None,
        harms: false,
        accuses: false,
        acting: Vec::new(),
        unnamed: false,
        by_unknown: false,
    };
    let speaker = teller(&mut parser, &trigger)?;
    parser.owner = speaker.first().copied();
    // إسرائيل ستدفع الثمن, المطالب الإسرائيلية غير قابلة للنقاش: whom the clause is about.
    let topic = clause_topic(scene, i, i);
    let own = |parser: &Parser<'_, '_, '_, '_>, id: EntityId| {
        speaker.iter().any(|s| *s == id || parser.parties.same_party(*s, id))
    };
    let mut of = topic.as_ref().map(|np| parser.entities(np)).unwrap_or_default();
    of.retain(|id| parser.parties.code(*id).is_some());
    if of.iter().any(|id| own(&parser, *id)) {
        of.clear();
    } else if !of.is_empty() && (matches!(entry.kind, ActType::Agree | ActType::Request) || unwilling(&entry.lemma)) {
        // الصين منفتحة على الحوار: of somebody else it is no offer.
        return scene.lose("the set phrase is said of another party");
    }
    let to = clause_end(scene, end).max(end);
    let mut reach = theme.map_or(end, |t| t + 1);
    // نريد من فرنسا أن ترد: the last word of the phrase is the preposition before whom it is asked of, and what is asked follows.
    let governs = matches!(scene.key(end - 1), "من" | "علي" | "عن" | "مع" | "الي");
    if governs && entry.kind == ActType::Request {
        reach = reach.max(to);
    }
    if let Some((ids, after, _)) = parser.other_side(entry, &speaker, None, theme, end - usize::from(governs), to)
        && !ids.iter().any(|id| own(&parser, *id))
    {
        reach = reach.max(after);
        of = ids;
    }
    // لم تلتزم بالاتفاق: a charge is of somebody else.
    if entry.kind == ActType::Accuse && of.is_empty() {
        return scene.lose("a charge of nobody else");
    }
    let from = topic.map_or(i, |np| np.first);
    let frame =
        Frame::of_row(entry, theme, speaker, of, (from, trim(scene, i + 1, reach.min(scene.last))), to.max(reach));
    Some((trigger, frame))
}

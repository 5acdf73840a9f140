//! Whether an act took place: PLOVER's rules on negation, condition, future and report, in the order of the guidelines.

use super::Scene;
use super::frame::{Frame, Trigger, TriggerForm};
use super::parties::Parties;
use crate::words::{Facts, Is};
use mahdar_doc::{ActStatus, ActType, EntityId, Span, TokenKind};
use mahdar_lang::Tense;

/// What the stage decides.
pub(crate) struct Outcome {
    pub kind: ActType,
    pub status: ActStatus,
    pub claimed_by: Option<EntityId>,
    pub condition: Option<Span>,
}

/// Verbs of hesitating, whose denial promises or threatens what they are hesitant in.
const HESITATES: [&str; 2] = ["تردد", "توانى"];

/// Verbs of intending.
const PLANS: [&str; 8] = ["أزمع", "اعتزم", "خطط", "درس", "عزم", "نوى", "اتجه", "هم"];

/// Words for a coming visit or meeting, which who announces it has not made yet.
fn is_visit(key: &str) -> bool {
    let key = key.strip_prefix("ال").unwrap_or(key);
    ["توجه", "سفر", "زيار"].iter().any(|word| key.starts_with(word))
}

/// Adverse steps: announced by oneself they are threats.
fn adverse(kind: ActType) -> bool {
    use ActType::{Assault, Coerce, Mobilize, Sanction};
    matches!(kind, Assault | Coerce | Mobilize | Sanction)
}

/// Deeds whose announcement is an act of another kind.
pub(crate) fn announces(kind: ActType) -> bool {
    use ActType::{Aid, Consult, Cooperate, Retreat, Support};
    adverse(kind) || matches!(kind, Aid | Consult | Cooperate | Retreat | Support)
}

fn speech(kind: ActType) -> bool {
    use ActType::{Accuse, Agree, Deny, Propose, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Deny | Propose | Reject | Request | Threaten | Support | Agree)
}

/// Meetings and what is done between parties: who tells of them seldom claims something that others deny.
fn talks(kind: ActType) -> bool {
    matches!(kind, ActType::Consult | ActType::Cooperate | ActType::Mediate)
}

/// إذا، إن لم، ما لم، في حال، بشرط within reach of the trigger.
fn condition(scene: &Scene<'_, '_>, trigger: &Trigger, frame: &Frame) -> Option<(usize, usize)> {
    let from = trigger.at.saturating_sub(12).max(scene.first);
    let to = (frame.clause_end + 14).min(scene.last);
    let opens = |k: usize| {
        let (key, next) = (scene.key(k), scene.key(k + 1));
        matches!(key, "اذا" | "واذا" | "فاذا" | "لو" | "ولو" | "شريطه" | "بشرط" | "طالما" | "مادام" | "مادامت")
            || matches!(key, "في" | "وفي") && next == "حال"
            || key == "ما" && matches!(next, "لم" | "دام" | "دامت")
            || key == "ان" && matches!(next, "لم" | "اقدم" | "اقدمت" | "تم" | "استمر" | "استمرت")
            || key == "علي" && next == "ان" && scene.key(k + 2) == "لا"
            || matches!(key, "الا" | "إلا") && next == "اذا"
            || key == "متي"
            || key == "الا" && (next.starts_with('ل') || matches!(next, "بعد" | "بشرط" | "في"))
            // توعد بالرد على أي تصعيد, عقوبات على كل من يعرقل: whoever does it brings it about.
            || frame.kind == ActType::Threaten
                && k > trigger.at
                && (key == "اي" && scene.key(k - 1) == "علي" || matches!(key, "كل" | "علي") && next == "من" && scene.is(k + 2).has(Is::VERB))
            || matches!(key, "مقابل" | "رهن" | "مشروط" | "مشروطه" | "مرهون" | "مرهونه")
    };
    let inside = scene.inside(trigger.at);
    let start = (from..to).find(|&k| opens(k) && (inside.is_none() || scene.inside(k).is_some()))?;
    // Nothing that ends the sentence stands between.
    let (a, b) = (start.min(trigger.at), start.max(trigger.at));
    if (a..b).any(|k| scene.kind(k) == Some(TokenKind::Stop)) {
        return None;
    }
    // A condition inside what is demanded or said by another trigger's content stays there: only near ones count.
    let commas = (a..b).filter(|&k| scene.kind(k) == Some(TokenKind::Comma)).count();
    if commas > 1 {
        return None;
    }
    let end = (start + 1..(start + 16).min(scene.last))
        .find(|&k| matches!(scene.kind(k), Some(TokenKind::Comma | TokenKind::Stop)))
        .unwrap_or((start + 16).min(scene.last));
    Some((start, end))
}

/// What a word tells of an act's status by its letters alone; asked once for each word, and of every token at a glance.
pub(crate) fn facts_of_key(key: &str) -> Facts {
    let bare = key.strip_prefix("ال").unwrap_or(key);
    Facts::INTENT.when(intends(key.trim_start_matches('و'))).and(Facts::COMING.when(is_coming(bare)))
}

/// Words before a trigger that put it into the future: من المقرر أن، يعتزم، قرر.
fn intends(key: &str) -> bool {
    matches!(
        key,
        "المقرر"
            | "المتوقع"
            | "المنتظر"
            | "المرتقب"
            | "المزمع"
            | "المرجح"
            | "المفترض"
            | "يفترض"
            | "يعتزم"
            | "تعتزم"
            | "يعتزمون"
            | "ينوي"
            | "تنوي"
            | "يستعد"
            | "تستعد"
            | "يستعدون"
            | "يخطط"
            | "تخطط"
            | "يتوقع"
            | "تتوقع"
            | "ينتظر"
            | "تنتظر"
            | "سوف"
            | "يرتقب"
            | "عزمه"
            | "عزمها"
            | "نيته"
            | "نيتها"
            | "اعتزامه"
            | "اعتزامها"
            | "نوايا"
            | "يدرس"
            | "تدرس"
            | "بصدد"
            | "يسعي"
            | "تسعي"
            | "سيتم"
            | "ستتم"
            | "سيجري"
            | "ستجري"
            | "تمهيدا"
            | "لبحث"
    )
}

/// Adjectives that make a noun a coming one: المقبلة، المرتقبة.
fn is_coming(key: &str) -> bool {
    matches!(
        key,
        "مقبل"
            | "مقبله"
            | "قادم"
            | "قادمه"
            | "مرتقب"
            | "مرتقبه"
            | "مزمع"
            | "مزمعه"
            | "غدا"
            | "غد"
            | "وشيك"
            | "وشيكه"
            | "محتمل"
            | "محتمله"
            | "مقرر"
            | "مقرره"
            | "مرجح"
            | "منتظر"
            | "منتظره"
    )
}

/// Whether a word before a trigger puts it into the future.
fn intended(scene: &Scene<'_, '_>, at: usize) -> bool {
    let from = at.saturating_sub(7).max(scene.first);
    (from..at).any(|k| scene.words.tells(k, Facts::INTENT))
}

/// Whether a noun between two tokens, or shortly behind them, is a coming one.
fn coming(scene: &Scene<'_, '_>, from: usize, to: usize) -> bool {
    (from..(to + 5).min(scene.last)).any(|k| scene.words.tells(k, Facts::COMING))
}

/// يصل الرئيس الثلاثاء إلى أستانا: whether a present tense stands with the name of a day, as what is still to come does.
fn on_a_day(scene: &Scene<'_, '_>, trigger: &Trigger, frame: &Frame) -> bool {
    const DAYS: [&str; 8] = ["الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد", "مساء"];
    let told = trigger.at > scene.first
        && matches!(
            scene.key(trigger.at - 1),
            "كان" | "وكان" | "كانت" | "وكانت" | "بدا" | "بدات" | "وهو" | "وهي" | "لم" | "لا"
        );
    // قمة الأحد الماضي, بعد هجوم الجمعة, مساء أمس: a day that is past, or only says which event is meant.
    let named = |k: usize| {
        let before = scene.is(k - 1);
        let of_event = before.has(Is::NOUN)
            && !before.has(Is::ARTICLE)
            && !before.has(Is::TIME)
            && !before.has(Is::NAME)
            && !before.has(Is::ACTOR)
            && scene.key(k) != "مساء"
            && scene.words.place(k - 1).is_none()
            && !matches!(scene.key(k - 1), "يوم" | "مساء" | "صباح" | "ظهر" | "فجر" | "ليل" | "ليله");
        let next = scene.key(k + 1);
        let past = matches!(next, "امس" | "الماضي" | "الماضيه" | "الفائت" | "الفائته" | "المنصرم" | "المنصرمه");
        DAYS.contains(&scene.key(k)) && !matches!(scene.key(k - 1), "منذ" | "حتي") && !of_event && !past
    };
    !told && (trigger.at + 1..(frame.evidence.1 + 4).min(scene.last)).any(named)
}

/// Decides type and status of an act; none where what is denied is no act (لا يتهم أحدا).
pub(crate) fn decide(
    scene: &Scene<'_, '_>,
    parties: &Parties<'_>,
    trigger: &Trigger,
    frame: &Frame,
    actors: &[EntityId],
    accused: bool,
) -> Option<Outcome> {
    let mut kind = frame.kind;
    let previous = |n: usize| trigger.at.checked_sub(n).filter(|&k| k >= scene.first).map_or("", |k| scene.key(k));
    let negation = previous(1).trim_start_matches(['و', 'ف']);
    let condition = condition(scene, trigger, frame);
    let inside = scene.inside(trigger.at);
    let speaker =
        inside.and_then(|k| scene.doc.statements[k].speaker.as_ref()).and_then(|s| s.entities.first().copied());
    let own = speaker.is_some_and(|s| actors.iter().any(|a| *a == s || parties.same_party(*a, s)));
    let imperfect = trigger.verb.is_some_and(|v| v.tense == Tense::Imperfect);
    let future = trigger.future || frame.future || imperfect && negation == "سوف";
    // بلاده قد تفرض عقوبات إذا عاد الوفد: what may come under a condition.
    let may = negation == "قد" && imperfect && condition.is_some();
    // تعتزم بغداد زيارة, تدرس واشنطن رفع الحظر: the verb itself tells no more than a plan; so does a visit that is announced.
    let verb = trigger.rows.first().map(|&row| scene.words.lexicon.acts[row as usize].lemma.as_str());
    let plans = verb.is_some_and(|verb| PLANS.contains(&verb))
        || verb == Some("أعلن") && frame.kind == ActType::Agree && frame.theme.is_some_and(|t| is_visit(scene.key(t)));
    // قررت باريس سحب قواتها: a gift or a concession that is decided is still to come.
    let decided = verb == Some("قرر") && matches!(frame.kind, ActType::Aid | ActType::Retreat | ActType::Concede);
    let plans = plans || decided;
    let planned = future
        || may
        || plans
        || trigger.form != TriggerForm::Participle && intended(scene, trigger.at)
        || trigger.form == TriggerForm::Noun && coming(scene, trigger.at, frame.evidence.1)
        || !speech(kind) && coming(scene, trigger.at, frame.evidence.1) && imperfect
        || kind == ActType::Consult
            && imperfect
            && trigger.form == TriggerForm::Finite
            && on_a_day(scene, trigger, frame);
    // ما ترفضه الكويت (what Kuwait refuses): before an imperfect or with a pronoun ما is no denial.
    // وهو ما رحبت به دمشق: nor where a preposition's pronoun behind the verb takes ما up.
    let resumed = matches!(scene.key(trigger.end), "به" | "عليه" | "اليه" | "عنه" | "منه" | "فيه" | "له");
    let denies = negation == "ما" && !imperfect && trigger.pronoun.is_none() && !resumed;
    let not = matches!(negation, "لم" | "لما")
        || denies
        || matches!(previous(2), "دون" | "بدون")
        || matches!(negation, "دون" | "عدم" | "بدون");
    let wont = matches!(negation, "لن");
    let doesnt = negation == "لا";
    // ليست حريصة على التعاون, ليسوا على استعداد: who is not ready refuses.
    let isnt = kind == ActType::Agree
        && trigger.verb.is_none()
        && matches!(negation, "ليس" | "ليست" | "ليسوا" | "ليسا" | "ليستا" | "لست" | "لسنا" | "غير");
    // أكدت الوزارة أن وحداتها لم تستهدف المدنيين: who says that his own side did no harm denies it.
    let harm = matches!(kind, ActType::Assault | ActType::Coerce | ActType::Mobilize | ActType::Threaten);
    // لم تستبعد طهران الرد: who does not rule out a harm threatens it; who does not rule out talks is ready for them.
    let open = frame.lemma == "استبعد" && (not || doesnt) && trigger.form == TriggerForm::Finite;
    let status = if open {
        kind = if kind == ActType::Agree { ActType::Threaten } else { ActType::Agree };
        ActStatus::Actual
    } else if not && !denies && own && harm && trigger.form == TriggerForm::Finite {
        kind = ActType::Deny;
        ActStatus::Actual
    } else if not && trigger.form == TriggerForm::Finite || not && trigger.form == TriggerForm::Noun {
        ActStatus::Negated
    } else if wont || isnt || doesnt && imperfect {
        // لا يتهم أحدا: who does not accuse, ask or offer does nothing.
        if doesnt && matches!(kind, ActType::Accuse | ActType::Request | ActType::Propose | ActType::Threaten) {
            return None;
        }
        // A party's own "will not" refuses; where it forgoes harm it promises.
        // لن تتردد في الرد: who will not hesitate to harm threatens.
        kind = if frame.row == "refusal" {
            ActType::Reject
        } else if wont && kind == ActType::Threaten && HESITATES.contains(&frame.lemma.as_str()) {
            ActType::Threaten
        } else if adverse(kind) || kind == ActType::Reject || wont && kind == ActType::Threaten {
            ActType::Agree
        } else {
            ActType::Reject
        };
        if condition.is_some() { ActStatus::Conditional } else { ActStatus::Actual }
    } else {
        let conditional =
            condition.is_some() && (planned || matches!(kind, ActType::Threaten | ActType::Agree | ActType::Concede));
        if planned {
            // PLOVER: a coming meeting, support or aid is AGREE, a coming withdrawal CONCEDE, a coming harm a threat of
            // who announces it.
            let announced = own || inside.is_none() && (future || may);
            kind = match kind {
                ActType::Consult => ActType::Agree,
                // قال إن بلاده ستؤيد القرار is a promise; told by the narrator it is what will be done, and so is help.
                ActType::Support | ActType::Cooperate if future && own && trigger.form == TriggerForm::Finite => {
                    ActType::Agree
                }
                // ستنسحب من المبادرة إذا لم: to leave what is shared unless somebody does something is a threat.
                ActType::Retreat if condition.is_some() && own && frame.lemma == "انسحب" => ActType::Threaten,
                // سنلجأ إلى مجلس الأمن إذا تكرر ذلك
                ActType::Request | ActType::Accuse if frame.lemma == "لجأ" && own => ActType::Threaten,
                ActType::Retreat => ActType::Concede,
                // ستقطع الوقود عن النيجر: a coming sanction is one that is planned, but where it hangs on somebody's conduct; what
                // others will do by force is told, and one's own announced.
                ActType::Sanction if condition.is_none() => ActType::Sanction,
                k @ (ActType::Coerce | ActType::Mobilize) if !own && condition.is_none() => k,
                k if adverse(k) && announced && !plans => ActType::Threaten,
                k => k,
            };
        }
        if conditional {
            ActStatus::Conditional
        } else if planned && kind == ActType::Threaten {
            ActStatus::Actual
        } else if planned && !(speech(frame.kind) && trigger.form != TriggerForm::Finite) {
            ActStatus::Planned
        } else if accused || inside.is_some() && !own && !speech(kind) && !talks(kind) {
            ActStatus::Reported
        } else {
            ActStatus::Actual
        }
    };
    let condition = condition.filter(|_| status == ActStatus::Conditional).map(|(from, to)| scene.span(from, to));
    let claimed_by = (status == ActStatus::Reported).then_some(speaker).flatten();
    Some(Outcome { kind, status, claimed_by, condition })
}

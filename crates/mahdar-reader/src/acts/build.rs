//! From a frame to an act: its parties, its status, what makes it implausible.

use super::parties::Parties;
use super::{Covered, Frame, Scene, Trigger, TriggerForm, UNNAMED, covers, speaks, status, within};
use mahdar_doc::{Act, ActStatus, ActType, EntityId, SentenceId, Span, StatementId};

/// Verbs of receiving, whose other side gives.
const GIVEN: [&str; 4] = ["تلقى", "تسلم", "استلم", "حصل"];

/// الصحفيين, مراسلين: the press, which is nobody's party, at token `k`.
pub(super) fn press(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k).trim_start_matches("ال").trim_start_matches("لل");
    ["صحفي", "صحافي", "اعلامي", "مراسل"].iter().any(|word| key.starts_with(word)) && key.ends_with("ين")
}

/// تقدم بشكوى إلى مجلس الأمن, علق مشاركته في محادثات ترعاها السعودية: whether those named are only whom a complaint is brought before, or
/// who holds the talks that somebody leaves, or the press that somebody meets.
pub(super) fn beside_the_point(
    scene: &Scene<'_, '_>,
    parties: &Parties<'_>,
    frame: &Frame,
    named: &[EntityId],
) -> bool {
    if named.is_empty() {
        return false;
    }
    let (from, to) = frame.evidence;
    if frame.kind == ActType::Consult && (from..to).any(|k| scene.key(k) == "مع" && press(scene, k + 1)) {
        return true;
    }
    let Some(theme) = frame.theme else { return false };
    let key = scene.key(theme);
    let complaint = frame.kind == ActType::Accuse && ["شكو", "شكا", "دعو", "بلاغ"].iter().any(|stem| key.contains(stem));
    let reach = theme + 1..frame.clause_end.min(theme + 8);
    // رفعت دعوى على الاتحاد الأوروبي: against whom it is brought.
    let against = || reach.clone().any(|k| matches!(scene.key(k), "علي" | "ضد"));
    // علق مشاركته, not another's: علقت الجامعة مشاركة سوريا.
    let takes_part = frame.kind == ActType::Sanction && ["مشاركته", "مشاركتها", "مشاركتهم"].contains(&key);
    let with = || reach.clone().any(|k| scene.key(k) == "مع");
    complaint && parties.all_igos(named) && !against() || takes_part && !parties.all_igos(named) && !with()
}

pub(super) fn build(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    frame: &Frame,
    accused: Option<&Covered>,
) -> Option<Act> {
    // إطلاق كوريا الشمالية صاروخا: at nobody, a test.
    let launched = frame.kind == ActType::Assault
        && matches!(frame.lemma.as_str(), "أطلق" | "إطلاق")
        && frame.recipients.is_empty()
        && accused.is_none()
        && frame.theme.is_some_and(|t| ["صاروخ", "صواريخ"].iter().any(|word| scene.key(t).contains(word)))
        // أطلقت صواريخ على مدن, نحو الحدود; but into the sea.
        && !(trigger.end..frame.clause_end.min(trigger.end + 12)).any(|k| {
            let sea = ["بحر", "مياه"].iter().any(|word| scene.key(k + 1).contains(word));
            matches!(scene.key(k), "علي" | "نحو" | "باتجاه" | "صوب") && !sea || scene.key(k) == "اتجاه" && !sea
        })
        && frame.actors.iter().all(|id| parties.code(*id).is_some_and(|code| parties.is_state(code)));
    let launch = launched.then(|| Frame { kind: ActType::Mobilize, ..frame.clone() });
    let frame = launch.as_ref().unwrap_or(frame);
    let mut actors = frame.actors.clone();
    let mut of_frame = frame.recipients.clone();
    // وكان في استقبال الرئيس بالمطار الوزير: whom the noun is of is received.
    let in_welcome = frame.lemma == "استقبل"
        && trigger.form == TriggerForm::Noun
        && trigger.at > scene.first
        && scene.key(trigger.at - 1) == "في";
    if in_welcome && !of_frame.is_empty() {
        std::mem::swap(&mut actors, &mut of_frame);
    }
    // اتهم إيران بقصف: the accused did it.
    // بتلقي أسلحة من الإمارات: what the accused received somebody gave.
    let received = trigger.form == TriggerForm::Noun && GIVEN.contains(&frame.lemma.as_str());
    if let Some(cover) = accused.filter(|_| actors.is_empty() || trigger.form == TriggerForm::Noun) {
        if received {
            actors = std::mem::replace(&mut of_frame, cover.other.clone());
        } else {
            actors.clone_from(&cover.other);
        }
    }
    let mut recipients: Vec<EntityId> = of_frame.into_iter().filter(|r| !actors.contains(r)).collect();
    // A party does not act towards itself, but inside one state one body towards another: البرلمان منح الحكومة الثقة.
    let bodies = parties.within_one_state(&actors, &recipients) && speaks(frame.kind);
    recipients.retain(|r| bodies || !actors.iter().any(|a| parties.same_party(*a, *r)));
    within::within_a_state(scene, parties, trigger, frame, &mut actors, &mut recipients);
    // اتهمت باكستان القوات الهندية بقتل مدنيين: people without a nationality are the accuser's.
    // أدانت فرنسا إعدام سجناء في إيران: but not those in the power of the accused.
    if let Some(cover) = accused.filter(|cover| !(cover.condemns && super::frame::power(scene, trigger.at)))
        && let [only] = recipients[..]
        && let Some(own) = actors.first().and_then(|a| parties.code(*a)).map(|code| format!("{code}-CIV"))
        && parties.code(only) == Some(own.as_str())
        && let Some(by) = cover.by.first().and_then(|id| parties.code(*id)).filter(|code| parties.is_state(code))
    {
        let code = format!("{by}-CIV");
        recipients = vec![parties.group(scene.doc, code, scene.span(trigger.at, trigger.end))];
    }
    // اتهمت إيران إسرائيل باعتقال موظفيها: where nobody is named it was done to who accuses.
    // دانت قطر التفجير: who condemns what is done is not who suffered it.
    if let Some(cover) = accused.filter(|cover| {
        recipients.is_empty()
            && !(cover.condemns && cover.other.is_empty())
            && !cover.by.iter().all(|id| parties.is_onlooker(*id))
            && !matches!(frame.kind, ActType::Mobilize | ActType::Retreat)
    }) {
        recipients.extend(cover.by.iter().copied().filter(|id| actors.iter().all(|a| !parties.same_party(*a, *id))));
    }
    if actors.is_empty() && recipients.is_empty() {
        return None;
    }
    let outcome = status::decide(scene, parties, trigger, frame, &actors, accused.is_some())?;
    let (kind, status) = (outcome.kind, outcome.status);
    let beside = beside_the_point(scene, parties, frame, &recipients);
    if beside {
        recipients.clear();
    }
    // ستلجأ إلى مجلس الأمن إذا تكررت الواقعة: whom one turns to is not whom one threatens with it.
    if kind == ActType::Threaten && frame.lemma == "لجأ" && parties.all_igos(&recipients) {
        recipients.clear();
    }
    let trigger_span = {
        let token = scene.doc.tokens[trigger.at];
        let start = crate::words::key_to_text(scene.doc, scene.words.lexicon, &token, trigger.stem) as u32;
        Span { start, end: scene.doc.tokens[trigger.end - 1].span.end }
    };
    let evidence = scene.span(frame.evidence.0, frame.evidence.1).join(trigger_span);
    let statement = scene.cue_of(trigger.at).or_else(|| scene.inside(trigger.at));
    let both = !actors.is_empty() && !recipients.is_empty();
    let base: f32 = match trigger.form {
        TriggerForm::Finite => 0.62,
        TriggerForm::Participle => 0.6,
        TriggerForm::Predicate => 0.5,
        TriggerForm::Noun => 0.42,
    };
    let confidence: f32 = base + if both { 0.12 } else { -0.05 } + if frame.theme.is_some() { 0.05 } else { 0.0 };
    Some(Act {
        sentence: SentenceId::from_index(scene.sentence),
        kind,
        actors,
        recipients,
        announced: (kind != frame.kind && status::announces(frame.kind)).then_some(frame.kind),
        mode: frame.codes.0.clone().filter(|_| kind == frame.kind),
        contexts: Vec::new(),
        cameo: frame.codes.1.clone().filter(|_| kind == frame.kind),
        time: None,
        place: None,
        symmetric: frame.symmetric,
        status,
        claimed_by: outcome.claimed_by,
        condition: outcome.condition,
        object: frame.object.map(|(from, to)| scene.span(from, to)),
        issue: None,
        evidence,
        trigger: trigger_span,
        statement: statement.map(StatementId::from_index),
        lemma: frame.lemma.clone(),
        found_by: format!("ar.act.{}{}", frame.row, if frame.unnamed || beside { UNNAMED } else { "" }),
        confidence: (confidence * 100.0).round() / 100.0,
    })
    .filter(|act| {
        // عقد مجلس الأمن جلسة
        let sits = act.kind == ActType::Consult && trigger.form == TriggerForm::Finite && parties.all_igos(&act.actors);
        plausible(act, trigger, frame) || sits
    })
}

/// What a reading must have to be one: a deed needs both sides unless its verb says it all.
pub(super) fn plausible(act: &Act, trigger: &Trigger, frame: &Frame) -> bool {
    let themed = frame.theme.is_some();
    use ActType::{Aid, Assault, Coerce, Consult, Cooperate, Mediate, Sanction, Support};
    let both = !act.actors.is_empty() && !act.recipients.is_empty();
    let joint = act.symmetric && act.actors.len() > 1;
    let noun = trigger.form == TriggerForm::Noun;
    match act.kind {
        Consult | Cooperate | Mediate => both || joint,
        // اغتيل محافظ عدن: nobody is said to have done it.
        Assault | Coerce | Sanction if trigger.form == TriggerForm::Finite => {
            both || !act.actors.is_empty() || trigger.passive || frame.by_unknown && !act.recipients.is_empty()
        }
        // اندلعت اشتباكات بين الجيش والحركة; لقي جندي مصرعه في قصف باكستاني: whose deed it was is enough where it is news.
        // أعلن الجيش مقتل ثلاثة من جنوده: so is whom it struck.
        Assault | Coerce | Sanction | Aid => {
            both || joint
                || (!noun || frame.told) && !act.actors.is_empty()
                || (noun || act.kind == Aid) && frame.by_unknown && !act.recipients.is_empty()
        }
        // توقيع ليبيا وإيطاليا مذكرة تفاهم
        // استئناف العلاقات بين البلدين
        Support => {
            both || joint || (!noun && !act.actors.is_empty()) || noun && act.actors.len() > 1 && act.lemma == "وقع"
        }
        // إعلان الجيش الإثيوبي وقف عملياته, تهديد الرئيس بقطع الغاز: a verbal noun with its own agent and matter.
        _ if noun && trigger.verb.is_some() && covers(act.kind) && themed => both || joint || !act.actors.is_empty(),
        // مظاهرات في باكستان احتجاجا على الغارات: people who protest are enough.
        ActType::Protest if noun => both || frame.told && !act.actors.is_empty(),
        ActType::Retreat if noun => both || joint || frame.told,
        _ if noun => both || joint,
        _ => !act.actors.is_empty() && act.status != ActStatus::Negated || both,
    }
}

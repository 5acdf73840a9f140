//! The clause of a trigger: where it ends, whether a word goes on with it, the phrase before it that it is said of.

use crate::acts::Scene;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{EntityId, TokenKind};
use mahdar_lang::{Entry, Tense};
use std::rc::Rc;

/// What names, before من, at whose wish something is done.
const BY_WHOM: [&str; 8] = ["بطلب", "بدعوه", "بمبادره", "باقتراح", "بايعاز", "بتوجيه", "بتكليف", "بضغط"];

/// How far a frame reaches, in tokens.
const REACH: usize = 22;

/// One past the clause that a trigger at `i` governs.
pub(super) fn clause_end(scene: &Scene<'_, '_>, from: usize) -> usize {
    let mut k = from;
    let limit = (from + REACH).min(scene.last);
    let told = from > scene.first && scene.cue_of(from - 1).is_none();
    while k < limit {
        let is = scene.is(k);
        // دعا الطرفين إلى الوفاء بالتزاماتهما، وقال: another statement begins.
        // إن بلاده تدعم المقترح وإنها مستعدة: so does another clause of the same.
        let another = k > from
            && is.has(Is::CONJUNCT)
            && (scene.cue_of(k).is_some() && scene.cue_of(k) != scene.cue_of(k - 1) && scene.words.is_finite_verb(k)
                || told
                    && scene.inside(k).is_some()
                    && scene.inside(k) == scene.inside(from)
                    && scene.words.complementizer(scene.doc, k).is_some_and(|c| c.conjunction.is_some()));
        if another || k > from && and_subject(scene, k) {
            return if scene.kind(k - 1) == Some(TokenKind::Comma) && k - 1 > from { k - 1 } else { k };
        }
        // يعقد المجلس جلسة بطلب من الأردن: at whose request is another act.
        let whom = scene.is(k + 2);
        if k > from
            && scene.key(k + 1) == "من"
            && BY_WHOM.contains(&scene.key(k))
            && (whom.has(Is::ACTOR) || whom.has(Is::TITLE))
        {
            return k;
        }
        match scene.kind(k) {
            Some(TokenKind::Stop) if scene.key(k) == "." || k + 1 >= scene.last => return k,
            // يتعهد بإزالة اللافتة.. والحركة تهاجم: two stops part the halves of a headline.
            Some(TokenKind::Stop) if k > from && scene.key(k) == ".." && scene.is(k + 1).has(Is::CONJUNCT) => return k,
            Some(TokenKind::Colon) => return k,
            Some(TokenKind::Comma) => {
                let next = scene.is(k + 1);
                // وقدمت باريس، في بيان، مساعدات: a plural noun that could be a participle.
                let noun = next.has(Is::NOUN) && scene.key(k + 1).ends_with("ات");
                let turns = next.has(Is::ADVERBIAL) && !noun
                    || next.has(Is::CONJ)
                    || next.has(Is::REL) && !from_whom(scene, k + 1)
                    || scene.words.is_only_verb(k + 1)
                    || and_goes_on(scene, k + 1)
                    || and_verb(scene, k + 1)
                    || next.has(Is::TURN)
                    || next.has(Is::COMP)
                    || matches!(scene.key(k + 1), "وقد" | "وكان" | "وكانت")
                    // دعا إلى وقف القتال، وهو ما رحبت به القاهرة; وهو في طريقه tells only of when.
                    || matches!(scene.key(k + 1), "وهو" | "وهي" | "وهما" | "وهم" | "وهذا" | "وذلك")
                        && !matches!(scene.key(k + 2), "بعد" | "قبل" | "خلال" | "في" | "عقب" | "اثر");
                if turns {
                    return k;
                }
            }
            _ => {
                let verb = scene.words.is_only_verb(k) && k > from;
                if verb && (is.has(Is::CONJUNCT) || and_verb(scene, k)) {
                    return k;
                }
            }
        }
        k += 1;
    }
    limit
}

/// اتصالا هاتفيا، من نظيره الهولندي: whether من at `k` is from, and not who.
fn from_whom(scene: &Scene<'_, '_>, k: usize) -> bool {
    scene.key(k) == "من" && !scene.words.is_only_verb(k + 1)
}

/// وطلب من ألمانيا: a request of somebody's would name whose before of whom.
pub(super) fn asks_of(scene: &Scene<'_, '_>, k: usize) -> bool {
    scene.key(k).trim_start_matches('و') == "طلب" && scene.key(k + 1) == "من"
}

/// ، وعرض عليهم: behind a comma و and a perfect before a preposition with its pronoun, though the word may be a noun too.
pub(super) fn and_goes_on(scene: &Scene<'_, '_>, k: usize) -> bool {
    let is = scene.is(k);
    is.has(Is::CONJUNCT)
        && is.has(Is::VERB)
        && !is.has(Is::ARTICLE)
        && (with_pronoun(scene.key(k + 1)) || asks_of(scene, k))
        && scene.words.analyses(k).iter().any(|a| {
            a.before.conjunction
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3 && form.tense == Tense::Perfect)
        })
}

/// عليهم, منه, إليها, لهما: a preposition with a pronoun of the third person.
fn with_pronoun(key: &str) -> bool {
    ["علي", "الي", "من", "عن", "ل", "مع", "ب", "في"]
        .iter()
        .any(|stem| key.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما")))
}

/// وردت روسيا على المبادرة: before a subject و and a verb, where the whole word is a verb too (وردت, it came in).
pub(super) fn and_verb(scene: &Scene<'_, '_>, k: usize) -> bool {
    let next = scene.is(k + 1);
    let subject = (next.has(Is::ACTOR) || next.has(Is::TITLE)) && !next.has(Is::PREFIXED) && !next.has(Is::CONJUNCT);
    let joined = || {
        scene.words.analyses(k).iter().any(|a| {
            a.before.conjunction
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3 && form.tense == Tense::Perfect)
        })
    };
    // ، وزير خارجية فرنسا: a minister is no "and he was visited".
    let title = || crate::np::title_at(scene.words, k).is_some_and(|(.., hit)| hit.stem == 0);
    scene.key(k).starts_with('و') && subject && joined() && !title()
}

/// واشنطن تستعد لمعاقبة الخرطوم والبشير يعرض هدنة: behind و a subject and its verb, another clause.
pub(crate) fn and_subject(scene: &Scene<'_, '_>, k: usize) -> bool {
    let is = scene.is(k);
    let may = is.has(Is::CONJUNCT)
        && scene.key(k).starts_with('و')
        && (is.has(Is::ACTOR) || is.has(Is::TITLE) || is.has(Is::NAME))
        && !is.has(Is::PREFIXED);
    may && noun_phrase(scene.doc, scene.words, k, scene.last).is_some_and(|np| {
        np.can_speak()
            && np.end < scene.last
            && scene.words.is_only_verb(np.end)
            && scene.words.analyses(np.end).iter().any(|a| {
                matches!(a.entry, Entry::Verb { form, .. } if form.person == 3
                    && form.tense == Tense::Imperfect
                    && scene.matcher.agrees_before(form, &np))
            })
    })
}

/// One past the last word between two tokens: what opens the next phrase is none of it.
pub(super) fn trim(scene: &Scene<'_, '_>, from: usize, mut to: usize) -> usize {
    // A mark that opens, and a lone و before it, begin what comes next.
    let dangling = |k: usize| {
        matches!(
            scene.kind(k),
            Some(
                TokenKind::Comma
                    | TokenKind::Stop
                    | TokenKind::Dash
                    | TokenKind::Colon
                    | TokenKind::Open
                    | TokenKind::OpenBracket
            )
        ) || scene.matcher.opens(k).is_some()
            || scene.key(k) == "و"
    };
    while to > from && dangling(to - 1) {
        to -= 1;
    }
    to
}

/// The phrase that a relative pronoun at `rel` describes: الدبلوماسيون الذين أبعدتهم كندا.
pub(super) fn antecedent(scene: &Scene<'_, '_>, rel: usize) -> Option<Rc<Np>> {
    let before = rel.checked_sub(1)?;
    // إسرائيل هي التي عطلت الصفقة: the pronoun only stresses who it was.
    let stressed = before > scene.first && matches!(scene.key(before), "هو" | "هي" | "هم" | "هما");
    let end = if stressed || scene.kind(before) == Some(TokenKind::Comma) { before } else { rel };
    let from = end.saturating_sub(10).max(scene.first);
    (from..end).filter_map(|j| noun_phrase(scene.doc, scene.words, j, end)).find(|np| np.end == end && np.can_speak())
}

/// وفد من حركة حماس يزور, الحلفاء في الناتو مستعدون: the common head before من or في whose genitive ends at the verb.
pub(super) fn head_before(scene: &Scene<'_, '_>, i: usize) -> Option<Rc<Np>> {
    let of = (i.saturating_sub(8).max(scene.first) + 1..i).find(|&k| matches!(scene.key(k), "من" | "في" | "لدي"))?;
    noun_phrase(scene.doc, scene.words, of + 1, i).filter(|np| np.end == i)?;
    let opens = |k: usize| k == scene.first || scene.is(k - 1).has(Is::PUNCT) || scene.is(k - 1).has(Is::COMP);
    (of.saturating_sub(3).max(scene.first)..of).filter(|&k| opens(k)).find_map(|k| {
        // الحلفاء في الناتو مستعدون: a definite head has whose it is after في.
        let partitive = scene.key(of) == "من";
        noun_phrase(scene.doc, scene.words, k, of)
            .filter(|head| head.end == of && (head.definite != partitive) && head.can_speak())
    })
}

/// The phrase before a predicate participle.
pub(super) fn predicate_subject(scene: &Scene<'_, '_>, i: usize) -> Option<Rc<Np>> {
    let end = super::stands::predicate_subject_end(scene, i);
    let from = end.saturating_sub(8).max(scene.first);
    (from..end).find_map(|j| noun_phrase(scene.doc, scene.words, j, end).filter(|np| np.end == end))
}

/// One past what says about how many at `at`: نحو 20, ما لا يقل عن 20, أكثر من 20; `at` where nothing does.
pub(super) fn past_about(scene: &Scene<'_, '_>, at: usize) -> usize {
    let key = |k: usize| scene.key(k);
    match key(at) {
        "نحو" | "حوالي" | "زهاء" | "زها" | "قرابه" | "تقريبا" => at + 1,
        "اكثر" | "ازيد" | "اقل" if key(at + 1) == "من" => at + 2,
        "ما" if key(at + 1) == "لا" && key(at + 2) == "يقل" => at + 4,
        // ما يزيد على عشرين, ما يقرب من عشرين, ما يقارب عشرين
        "ما" if matches!(key(at + 1), "يزيد" | "يربو" | "ينيف" | "يقارب" | "يقرب" | "يناهز") => {
            at + 2 + usize::from(scene.is(at + 2).has(Is::PREP))
        }
        _ => at,
    }
}

/// Past a number before its noun: أضرب نحو 600 ألف موظف, قتل أكثر من 20 جنديا.
pub(super) fn after_count(scene: &Scene<'_, '_>, at: usize) -> usize {
    let about = match scene.key(at) {
        // غادر آخر جندي فرنسي
        "اخر" | "اول" if scene.is(at + 1).has(Is::NOMINAL) && !scene.is(at + 1).has(Is::ARTICLE) => {
            return at + 1;
        }
        // اعتصم العشرات من المعلمين: of whom they are so many.
        "العشرات" | "المئات" | "الالاف" | "عشرات" | "مئات" | "الاف" | "عدد" | "العديد" | "مجموعه" | "حشد" | "حشود"
        | "جموع"
            if scene.key(at + 1) == "من" && scene.is(at + 2).has(Is::NOMINAL) =>
        {
            return at + 2;
        }
        // قتل ثلاثة من حرس الحدود
        key if scene.is(at).has(Is::QUANT)
            && !scene.is(at).has(Is::ARTICLE)
            && scene.key(at + 1) == "من"
            && scene.is(at + 2).has(Is::NOMINAL)
            // وقتلت اثنين من عناصره: in the oblique they are no subject.
            && !key.ends_with("ين")
            && !scene.is(at).has(Is::CONJUNCT)
            && !matches!(key, "كل" | "بعض" | "اي" | "جميع" | "معظم" | "اكثر" | "اقل" | "ازيد") =>
        {
            return at + 2;
        }
        // نزل عشرات الآلاف من أنصار المعارضة
        "عشرات" | "مئات" | "الاف"
            if matches!(scene.key(at + 1), "الالاف" | "الملايين")
                && scene.key(at + 2) == "من"
                && scene.is(at + 3).has(Is::NOMINAL) =>
        {
            return at + 3;
        }
        _ => past_about(scene, at),
    };
    // تظاهر نحو مئتي شخص: a number in words opens the phrase itself.
    if about > at && scene.is(about).has(Is::QUANT) && !scene.is(about).has(Is::PREFIXED) {
        return about;
    }
    if scene.kind(about) != Some(TokenKind::Number) {
        return at;
    }
    let mut k = about + 1;
    while matches!(scene.key(k), "الف" | "الاف" | "مليون" | "ملايين" | "من") {
        k += 1;
    }
    if scene.is(k).has(Is::NOMINAL) { k } else { at }
}

/// لا، لم، لن، ليس before the word at `i`.
pub(super) fn negated(scene: &Scene<'_, '_>, i: usize) -> bool {
    (1..=2).filter_map(|n| i.checked_sub(n)).filter(|&k| k >= scene.first).any(|k| {
        let key = scene.key(k).trim_start_matches(['و', 'ف']);
        matches!(key, "لا" | "لم" | "لن" | "ليس" | "ليست" | "ليسوا" | "لسنا" | "ما" | "دون" | "عدم")
    })
}

/// The speaker of the statement whose content begins with token `i`, where it tells something rather than judges or denies it.
pub(super) fn opens_content(scene: &Scene<'_, '_>, i: usize) -> Option<Vec<EntityId>> {
    use mahdar_doc::CueClass::{Add, Affirm, Announce, Explain, Point, Report, Reveal, Say};
    let k = scene.inside(i)?;
    let statement = &scene.doc.statements[k];
    let start = statement.content.first()?.start;
    let tells = matches!(statement.cue.class, Add | Affirm | Announce | Explain | Point | Report | Reveal | Say);
    let token = scene.doc.tokens[i].span;
    let first = token.start <= start && start < token.end;
    let speaker = statement.speaker.as_ref()?;
    (tells && first).then(|| speaker.entities.clone())
}

//! Whether a word can stand where it stands as a verb, an adverbial participle, a predicate.

use super::clause::{and_goes_on, head_before};
use super::slots::is_theme;
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Gender, Tense, TitleClass, VerbForm};

/// تعرض موكب الرئيس لتفجير: whether the word at `i` is a verb of suffering, and what is suffered stands under ل or behind it.
fn suffers(scene: &Scene<'_, '_>, i: usize) -> bool {
    let acts = &scene.words.lexicon.acts;
    let mut rows = scene.words.analyses(i).iter().flat_map(|a| match a.entry {
        Entry::Verb { verb, form } if form.tense == Tense::Perfect => scene.words.lexicon.acts_of(verb),
        _ => &[],
    });
    rows.any(|&row| {
        let entry = &acts[row as usize];
        entry.slots.first() == Some(&mahdar_lang::Slot::Patient)
            && !entry.with.is_empty()
            && (i + 2..(i + 9).min(scene.last))
                .any(|k| scene.key(k).starts_with('ل') && is_theme(scene, k, &entry.with))
    })
}

/// حكم على زعيم المعارضة بالسجن: whether the word at `i` tells of a sentence that is passed on somebody, of which what he is sentenced
/// to stands behind him.
fn judged(scene: &Scene<'_, '_>, i: usize) -> bool {
    const SENTENCES: [&str; 8] = ["بالسجن", "بالاعدام", "بالحبس", "بالموبد", "بالغرامه", "بالجلد", "بالبراءه", "غيابيا"];
    scene.key(i).trim_start_matches(['و', 'ف']) == "حكم"
        && scene.key(i + 1) == "علي"
        && (i + 3..(i + 12).min(scene.last)).any(|k| SENTENCES.contains(&scene.key(k)))
}

/// قتل مجهولون ضابطا: whether a sound plural in the nominative stands at `k`, which a noun before it would put in the genitive.
pub(crate) fn nominative(scene: &Scene<'_, '_>, k: usize) -> bool {
    let is = scene.is(k);
    let host = scene.key(k).strip_suffix("ون").filter(|host| host.len() > 4);
    is.has(Is::NOMINAL)
        && ![Is::PREFIXED, Is::QUANT, Is::CONJUNCT].iter().any(|&fact| is.has(fact))
        && host.is_some_and(|host| scene.words.lexicon.word_id(host).is_some())
}

/// So does somebody in the singular, without an article: انتحاري, مسلح.
pub(crate) fn nominative_or_person(scene: &Scene<'_, '_>, k: usize) -> bool {
    let person = crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| {
        matches!(scene.words.lexicon.titles[t as usize].class, TitleClass::People | TitleClass::Anonymous)
    });
    nominative(scene, k) || person && !scene.is(k).has(Is::ARTICLE) && !scene.is(k).has(Is::PREFIXED)
}

/// Whether a finite verb can stand at `i`: not after أن of a wish that its governor takes, not a noun by its place.
pub(crate) fn verb_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    let is = scene.is(i);
    // الطيران المصري قصف مواقع: after a subject that it agrees with a word that may be a verb is one.
    let after_subject = || {
        scene.words.analyses(i).iter().any(|a| match a.entry {
            Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) && !form.passive => {
                form.person == 3
                    && scene.matcher.subject_before(i, form).is_some_and(|np| {
                        // وفد الحكومة السورية رفض: a genitive makes a construct definite.
                        let definite = np.definite || np.party.is_some() || scene.is(np.end - 1).has(Is::ARTICLE);
                        np.can_speak() && definite
                    })
            }
            _ => false,
        })
    };
    // رئيس الحكومة بحث مع نظيره: a word for a document, and a verb before a preposition.
    let document = || {
        crate::np::title_at(scene.words, i)
            .is_some_and(|(t, ..)| scene.words.lexicon.titles[t as usize].class == TitleClass::Document)
            && scene.is(i + 1).has(Is::PREP)
    };
    let bare = !is.has(Is::ARTICLE)
        && !is.has(Is::PREFIXED)
        // واشنطن رفعت العقوبات: a name that nobody's name goes on from.
        && (!is.has(Is::NAME) || !scene.is(i + 1).has(Is::NAME) && !scene.is(i + 1).has(Is::UNKNOWN))
        && (!is.has(Is::TITLE) || is.has(Is::VERB) && document());
    if is.has(Is::VERB) && bare && !is.has(Is::CONJUNCT) && i > scene.first && after_subject() {
        return true;
    }
    // بلاده تعارض: his country is a subject.
    let own_state = i > scene.first && crate::matcher::own_state(scene.key(i - 1));
    if is.has(Is::VERB) && bare && !is.has(Is::CONJUNCT) && own_state {
        return true;
    }
    if scene.words.is_only_verb(i) {
        return true;
    }
    // مفاوضات توسط فيها الاتحاد الأفريقي: before what takes up the talks, and who was between them.
    let between = matches!(scene.key(i + 1), "فيها" | "فيه" | "بينهما" | "بينهم")
        && (scene.is(i + 2).has(Is::TITLE) || scene.is(i + 2).has(Is::ACTOR))
        && !scene.is(i + 2).has(Is::PREFIXED);
    let mediates = |row: &u16| scene.words.lexicon.acts[*row as usize].kind == mahdar_doc::ActType::Mediate;
    let mediates = scene.words.analyses(i).iter().any(|a| match a.entry {
        Entry::Verb { verb, .. } => scene.words.lexicon.acts_of(verb).iter().any(mediates),
        _ => false,
    });
    if is.has(Is::VERB) && bare && between && mediates {
        return true;
    }
    if super::clause::asks_of(scene, i) && (i == scene.first || scene.is(i - 1).has(Is::PUNCT) || is.has(Is::CONJUNCT))
    {
        return true;
    }
    // قال إنه عقد مع نظيره اجتماعا: so is the pronoun on إن, where what follows is no attribute of a noun.
    let by_pronoun = i > scene.first
        && scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| matches!(c.pronoun, Some("3ms" | "3fs")));
    let takes = {
        let next = scene.is(i + 1);
        let themed = || {
            scene.words.analyses(i).iter().any(|a| match a.entry {
                Entry::Verb { verb, .. } => {
                    let rows = scene.words.lexicon.acts_of(verb);
                    rows.iter().any(|&row| is_theme(scene, i + 1, &scene.words.lexicon.acts[row as usize].with))
                }
                _ => false,
            })
        };
        next.has(Is::PREP) || next.has(Is::PREFIXED) || next.has(Is::ARTICLE) || next.has(Is::ACTOR) || themed()
    };
    if by_pronoun && is.has(Is::VERB) && bare && takes {
        return true;
    }
    // لن تقبل, قد وافق: after such a particle stands a verb.
    if i > scene.first && scene.is(i - 1).has(Is::PARTICLE) && !scene.is(i).has(Is::ARTICLE) {
        return true;
    }
    // الهدنة التي عرضها على: with a pronoun that takes up what الذي describes.
    let taken_up = i > scene.first
        && scene.is(i - 1).has(Is::REL)
        && scene.words.analyses(i).iter().any(|a| {
            a.pronoun.is_some_and(|p| p.starts_with('3'))
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3
                    && matches!(form.tense, Tense::Perfect | Tense::Imperfect))
        });
    // جلسة طارئة عقدها المجلس: so without الذي, before its subject.
    let before_subject = {
        let next = scene.is(i + 1);
        (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME) || next.has(Is::ARTICLE))
            && !next.has(Is::PREFIXED)
            && !next.has(Is::CONJUNCT)
            && !next.has(Is::ADJ)
    };
    let bare_relative = i > scene.first
        && before_subject
        && scene.is(i - 1).has(Is::NOMINAL)
        && !scene.is(i - 1).has(Is::ARTICLE)
        && !scene.is(i - 1).has(Is::NAME)
        && scene.words.analyses(i).iter().any(|a| {
            a.pronoun.is_some_and(|p| p.starts_with('3'))
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3 && form.tense == Tense::Perfect)
        });
    if taken_up || bare_relative {
        return true;
    }
    let previous = i.checked_sub(1).filter(|&p| p >= scene.first);
    let before = previous.map_or(Is::PUNCT, |p| scene.is(p));
    let opens = previous.is_none()
        || before.has(Is::PUNCT)
        || before.has(Is::CONJ)
        || before.has(Is::REL)
        || before.has(Is::COMP)
        || before.has(Is::PARTICLE)
        || before.has(Is::TURN)
        || is.has(Is::CONJUNCT);
    let next = scene.is(i + 1);
    let subject = next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME) || next.has(Is::ARTICLE);
    // أضرب سائقو, استشهد 17 فلسطينيا, أحكمت «الدعم السريع»: an indefinite subject, a number, a name in marks.
    let other = scene.kind(i + 1) == Some(TokenKind::Number)
        || matches!(scene.kind(i + 1), Some(TokenKind::Open | TokenKind::Quote)) && scene.is(i + 2).has(Is::ACTOR)
        || !is.has(Is::NOUN) && next.has(Is::NOMINAL) && !next.has(Is::PREFIXED)
        // تظاهر نحو مئتي شخص: about so many.
        || counts_about(scene, i + 1)
        // قتل ثلاثة جنود: a number word before its noun.
        || next.has(Is::QUANT)
            && !next.has(Is::CONJ)
            // تظاهر بضع مئات: another number may follow.
            && (scene.is(i + 2).has(Is::NOMINAL) || scene.is(i + 2).has(Is::QUANT) || scene.key(i + 2) == "من")
            && !scene.is(i + 2).has(Is::PREFIXED);
    // وعرض عليهم, وطلب منه
    let told_to = is.has(Is::CONJUNCT) && and_goes_on(scene, i);
    opens
        && (subject || other || told_to || nominative(scene, i + 1) || judged(scene, i) || suffers(scene, i))
        && !is.has(Is::ARTICLE)
}

/// نحو مئتي شخص, ما لا يقل عن 20: whether about so many are counted at `at`.
fn counts_about(scene: &Scene<'_, '_>, at: usize) -> bool {
    let about = super::clause::past_about(scene, at);
    about > at && (scene.kind(about) == Some(TokenKind::Number) || scene.is(about).has(Is::QUANT))
}

/// Whether an accusative participle is adverbial at `i`: after a comma, و, or at a statement's cue.
pub(crate) fn participle_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.cue_of(i).is_some()
        || i > scene.first && scene.is(i - 1).has(Is::PUNCT)
        || scene.is(i).has(Is::CONJUNCT) && !scene.is(i).has(Is::ADJ)
}

/// Whether a verb at `k` says that somebody is, stays or becomes something: ظل, بات, لا يزال.
fn stays(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k).trim_start_matches(['و', 'ف']);
    let bare = key.strip_prefix('س').unwrap_or(key);
    matches!(
        bare,
        "يزال"
            | "تزال"
            | "يزالون"
            | "زال"
            | "زالت"
            | "زالوا"
            | "ظل"
            | "ظلت"
            | "ظلوا"
            | "يظل"
            | "تظل"
            | "بات"
            | "باتت"
            | "باتوا"
            | "اصبح"
            | "اصبحت"
            | "يصبح"
            | "تصبح"
            | "بقي"
            | "بقيت"
            | "يبقي"
            | "تبقي"
    )
}

/// One past the subject of a predicate at `i`, if it stands before it: behind it a verb of staying may stand (موسكو لا تزال
/// مستعدة).
pub(super) fn predicate_subject_end(scene: &Scene<'_, '_>, i: usize) -> usize {
    let Some(verb) = i.checked_sub(1).filter(|&k| k > scene.first && stays(scene, k)) else { return i };
    if matches!(scene.key(verb - 1).trim_start_matches('و'), "لا" | "ما" | "لم") { verb - 1 } else { verb }
}

/// Whether a participle is the predicate of a phrase before it: موسكو مستعدة، إن بلاده رافضة.
pub(crate) fn predicate_stands(scene: &Scene<'_, '_>, i: usize, form: VerbForm) -> bool {
    if i == scene.first || scene.is(i).has(Is::ARTICLE) {
        return false;
    }
    let end = predicate_subject_end(scene, i);
    let from = end.saturating_sub(8).max(scene.first);
    // The bare ة of مستعدة serves the accusative too; only ا tells, which a verb of staying asks for.
    let staying = end < i || (from..i).any(|k| stays(scene, k));
    if form.accusative && form.gender == Gender::M && !staying {
        return false;
    }
    // نحن مستعدون, إنها مستعدة
    let pronoun =
        end > scene.first && scene.words.complementizer(scene.doc, end - 1).is_some_and(|c| c.pronoun.is_some());
    if end > scene.first && scene.is(end - 1).has(Is::PRON) || pronoun {
        return true;
    }
    if head_before(scene, i).is_some() {
        return true;
    }
    (from..end).any(|j| {
        let opens = j == scene.first
            || scene.is(j - 1).has(Is::COMP)
            || scene.is(j - 1).has(Is::PUNCT)
            || scene.is(j - 1).has(Is::CONJ)
            || stays(scene, j - 1);
        opens
            && noun_phrase(scene.doc, scene.words, j, end).is_some_and(|np| {
                np.end == end
                    && (np.can_speak() || scene.key(j).starts_with("بلاد"))
                    && (np.gender == form.gender || np.open_gender() || scene.key(j).starts_with("بلاد"))
            })
    })
}

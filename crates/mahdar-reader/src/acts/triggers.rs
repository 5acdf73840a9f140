//! Which words of a sentence may tell an act, and by which rows.

use super::{Scene, Trigger, TriggerForm, frame, refusal};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Gender, Phrase, Tense};

/// A lemma without the number that tells homonyms apart: عبر#2.
pub(super) fn unnumbered(lemma: &str) -> &str {
    lemma.split('#').next().unwrap_or(lemma)
}

/// The readings of token `i` as a trigger, likeliest first.
pub(super) fn triggers(scene: &Scene<'_, '_>, i: usize) -> Vec<Trigger> {
    let lexicon = scene.words.lexicon;
    let cue = scene.cue_of(i);
    let is = scene.is(i);
    // ويذكر أن: the narrator reminds nobody.
    if is.has(Is::NARRATOR) && cue.is_none() {
        return Vec::new();
    }
    // اثني عشر شرطيا: a number praises nobody.
    if scene.key(i).trim_start_matches('و').starts_with("اثن") && matches!(scene.key(i + 1), "عشر" | "عشره")
    {
        return Vec::new();
    }
    // ما لا يقل عن عشرين, ما يزيد على ألف: how many, and nobody takes anything away.
    if i > scene.first
        && matches!(scene.key(i + 1), "عن" | "علي")
        && (scene.key(i) == "يقل" && scene.key(i - 1) == "لا"
            || matches!(scene.key(i), "يزيد" | "يربو" | "ينيف") && matches!(scene.key(i - 1), "ما" | "لا"))
    {
        return Vec::new();
    }
    // من سجن عوفر, على وقع الاحتجاجات: a noun behind a preposition, and no verb.
    let behind_prep = i > scene.first && matches!(scene.key(i - 1), "في" | "علي" | "الي" | "عن" | "من");
    // فقد قرر: a particle before a verb, no loss.
    if is.has(Is::PARTICLE) && scene.is(i + 1).has(Is::VERB) {
        return Vec::new();
    }
    // قصف تركي: behind the noun that it agrees with an adjective of nationality is no verb.
    if is.has(Is::NISBA) && i > scene.first && scene.is(i - 1).has(Is::NOUN) && !is.has(Is::CONJUNCT) && cue.is_none() {
        return Vec::new();
    }
    // بحسب ما نقله الناطق, وفق ما ذكر: nor is what only says according to whom.
    if i > scene.first + 1 && scene.key(i - 1) == "ما" && scene.words.evidential(i - 2).is_some() {
        return Vec::new();
    }
    // طالبا عدم الكشف عن هويته: how a source stays unnamed is asked of nobody.
    if scene.matcher.stays_unnamed(i) {
        return Vec::new();
    }
    // وفق الأمم المتحدة: according to her, and nobody reconciles.
    if scene.words.evidential(i).is_some() {
        return Vec::new();
    }
    // اسلام اباد: the second word of a name is no deed.
    let within = |n: usize| {
        scene.words.hits(n).iter().any(|h| {
            use mahdar_lang::NamedBy::{Capital, Name};
            h.end as usize > i && matches!(h.phrase, Phrase::Actor { by: Name | Capital, .. })
        })
    };
    // مظفر اباد: nor is that of a place's.
    let in_place = |n: usize| scene.words.place(n).is_some_and(|(_, end)| end > i);
    if (i.saturating_sub(4).max(scene.first)..i).any(|n| within(n) || in_place(n)) {
        return Vec::new();
    }
    // مقاتلات هندية قصفت: aircraft, and nobody fights.
    if scene.key(i).trim_start_matches('و').trim_start_matches("ال").starts_with("مقاتلات") && cue.is_none() {
        return Vec::new();
    }
    // شكري is no thanks: a word of a name tells nothing.
    let beside = |k: usize| scene.is(k).has(Is::NAME) || scene.is(k).has(Is::ACTOR);
    let in_name = is.has(Is::NAME) && (i > scene.first && beside(i - 1) || !is.has(Is::VERB) && beside(i + 1));
    // تقدم لبنان بشكوى: a verb is no movement of that name.
    let actor = is.has(Is::ACTOR)
        && (!is.has(Is::VERB)
            || crate::np::actor_at(scene.words, i).is_some_and(|(_, by, _)| by != mahdar_lang::NamedBy::Epithet));
    if in_name && cue.is_none() && !scene.words.is_only_verb(i) || actor {
        return Vec::new();
    }
    // فجر انتحاري نفسه: a word for a time is a verb before people.
    let time = is.has(Is::FUNCTION) && !(is.has(Is::TIME) && frame::nominative_or_person(scene, i + 1));
    let finite = is.has(Is::VERB) && !time && !(behind_prep && is.has(Is::NOUN)) && frame::verb_stands(scene, i);
    let mut triggers: Vec<Trigger> = Vec::new();
    let refused = refusal(scene, i) && !scene.is(i).has(Is::ACT);
    // توقع الوزير أن: he expects; where a word attributes it is of the verb that does, and signs nothing.
    let lemma = |verb: u16| unnumbered(&lexicon.verbs[verb as usize].lemma);
    let attributes = cue.map(|k| unnumbered(&scene.doc.statements[k].cue.lemma)).filter(|cue| {
        scene.words.analyses(i).iter().any(|a| matches!(a.entry, Entry::Verb { verb, .. } if lemma(verb) == *cue))
    });
    for a in scene.words.analyses(i) {
        let Entry::Verb { verb, form } = a.entry else { continue };
        if scene.words.shadda_denies(scene.doc, i, a) || attributes.is_some_and(|cue| lemma(verb) != cue) {
            continue;
        }
        // احتجزتهم الزوارق, مجزرة ارتكبها المتمردون: a verb with an object has somebody who did it.
        // أُدرج قائد الجيش: a perfect that is marked with ضمة on its first letter is passive, any other active.
        let finite_form = matches!(form.tense, Tense::Perfect | Tense::Imperfect);
        // قطع العلاقات بين النرويج وكينيا: of a feminine plural right behind it a passive would say قُطعت.
        let next = scene.key(i + 1);
        let disagrees = form.tense == Tense::Perfect
            && form.gender == Gender::M
            && form.number == mahdar_lang::Number::Singular
            && next.starts_with("ال")
            && next.ends_with("ات")
            && next.chars().count() > 5;
        let voice_denied = finite_form && form.passive && (a.pronoun.is_some() || disagrees)
            || form.tense == Tense::Perfect && !form.passive && marked_passive(scene, i, a.stem as usize);
        if voice_denied {
            continue;
        }
        let rows = lexicon.acts_of(verb);
        if rows.is_empty() && !refused {
            continue;
        }
        let form_kind = match form.tense {
            Tense::Perfect | Tense::Imperfect if (finite || cue.is_some()) && form.person == 3 => TriggerForm::Finite,
            // نطالب، نرفض inside marks, and لن نقبل.
            // Elsewhere نقل is "he carried", not "we dismiss".
            Tense::Imperfect if finite && form.person == 1 && first_person_stands(scene, i) => TriggerForm::Finite,
            // ونحن قبلنا هذه الدعوة: of many.
            Tense::Perfect
                if finite
                    && form.person == 1
                    && form.number == mahdar_lang::Number::Plural
                    && !form.passive
                    && first_person_stands(scene, i) =>
            {
                TriggerForm::Finite
            }
            // موعدا is an appointment, not "threatening".
            Tense::ActiveParticiple if scene.is(i).has(Is::NOUN) && cue.is_none() => continue,
            Tense::ActiveParticiple if form.accusative && !a.before.article && frame::participle_stands(scene, i) => {
                TriggerForm::Participle
            }
            Tense::ActiveParticiple if !a.before.article && frame::predicate_stands(scene, i, form) => {
                TriggerForm::Predicate
            }
            // تبادل أسرى بين روسيا وأوكرانيا: a headline may open with the noun, should its verb find nobody.
            Tense::Masdar
                if (!finite || i == scene.first && cue.is_none())
                    && (!scene.is(i).has(Is::TITLE) || document_deed(scene, i)) =>
            {
                TriggerForm::Noun
            }
            _ => continue,
        };
        // The passive reading of an unvocalised perfect comes second; the frame tells them apart.
        let same = |t: &Trigger| t.form == form_kind && t.rows == rows && t.passive == form.passive;
        if triggers.iter().any(same) {
            continue;
        }
        let trigger = Trigger {
            at: i,
            end: i + 1,
            stem: a.stem as usize,
            form: form_kind,
            verb: Some(form),
            passive: form.passive,
            pronoun: a.pronoun,
            future: a.before.future,
            rows: rows.to_vec(),
        };
        triggers.push(trigger);
    }
    let mut nouns: Vec<(usize, usize, u16)> = Vec::new();
    for hit in scene.words.hits(i) {
        if let Phrase::Act(row) = hit.phrase
            && !finite
        {
            nouns.push((hit.end as usize, hit.stem as usize, row));
        }
    }
    let noun = |end: usize, stem: usize, pronoun: Option<&'static str>, rows: Vec<u16>| Trigger {
        at: i,
        end,
        stem,
        form: TriggerForm::Noun,
        verb: None,
        passive: false,
        pronoun,
        future: false,
        rows,
    };
    if let Some(end) = nouns.iter().map(|n| n.0).max() {
        let rows: Vec<u16> = nouns.iter().filter(|n| n.0 == end).map(|n| n.2).collect();
        let stem = nouns.iter().filter(|n| n.0 == end).map(|n| n.1).min().unwrap_or(0);
        triggers.push(noun(end, stem, None, rows));
    } else if !finite {
        // زيارته إلى تركيا: the rows of the noun under its pronoun.
        let owned = scene.words.analyses(i).iter().find_map(|a| {
            let rows = rows_under_pronoun(lexicon, &scene.key(i)[a.stem as usize..], a.pronoun?);
            (!rows.is_empty()).then_some((a.stem as usize, a.pronoun, rows))
        });
        let owned = owned.or_else(|| plural_under_pronoun(lexicon, scene.key(i)));
        triggers.extend(owned.map(|(stem, pronoun, rows)| noun(i + 1, stem, pronoun, rows)));
    }
    triggers.sort_by_key(|t| (t.form == TriggerForm::Noun, t.passive));
    triggers
}

/// أُدرج, وأُغلقت: whether the first letter of a verb behind its clitics carries ضمة, as no active perfect's does.
fn marked_passive(scene: &Scene<'_, '_>, i: usize, stem: usize) -> bool {
    let surface = scene.doc.surface(mahdar_doc::TokenId::from_index(i));
    let clitics = scene.key(i)[..stem].chars().count();
    let mut letters =
        surface.chars().filter(|c| !matches!(c, '\u{064B}'..='\u{064E}' | '\u{0650}'..='\u{0652}')).skip(clitics);
    letters.next().is_some_and(|first| first != '\u{064F}') && letters.next() == Some('\u{064F}')
}

/// تعليق العقوبات: a word for a document with a genitive behind it may be a deed, no commentary.
pub(super) fn document_deed(scene: &Scene<'_, '_>, i: usize) -> bool {
    let lexicon = scene.words.lexicon;
    let next = scene.is(i + 1);
    let document = crate::np::title_at(scene.words, i)
        .is_some_and(|(t, ..)| lexicon.titles[t as usize].class == mahdar_lang::TitleClass::Document);
    document
        && !scene.is(i).has(Is::ARTICLE)
        && next.has(Is::NOMINAL)
        && !next.has(Is::PREP)
        && !next.has(Is::PREFIXED)
        && !next.has(Is::CONJUNCT)
        && !next.has(Is::TITLE)
        && !next.has(Is::ACTOR)
        && !next.has(Is::NAME)
        && !next.has(Is::ADJ)
}

/// Whether a first person can speak at `i`: inside marks, after نحن or إننا, after لن.
pub(super) fn first_person_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    let before = i.checked_sub(1).filter(|&k| k >= scene.first);
    let pronoun = before.is_some_and(|k| {
        scene.is(k).has(Is::PRON)
            || scene.is(k).has(Is::PARTICLE)
            || scene.words.complementizer(scene.doc, k).is_some_and(|c| matches!(c.pronoun, Some("1s" | "1p")))
    });
    // موسكو: نرفض المقترح: what stands after a colon is said by whom the statement has before it.
    let quoted = before.is_some_and(|k| {
        let from = if scene.is(k).has(Is::CONJ) && k > scene.first { k - 1 } else { k };
        scene.kind(from) == Some(TokenKind::Colon)
    }) && scene.inside(i).is_some();
    pronoun || quoted || scene.matcher.quotation_at(i).is_some()
}

/// محادثاته, لاجتماعاتها: the stem, pronoun and rows of a plural in ات, which no reading of a verb gives.
pub(crate) fn plural_under_pronoun(
    lexicon: &mahdar_lang::Lexicon,
    key: &str,
) -> Option<(usize, Option<&'static str>, Vec<u16>)> {
    const ENDINGS: [(&str, &str); 4] = [("اته", "3ms"), ("اتها", "3fs"), ("اتهم", "3mp"), ("اتهما", "3d")];
    let (_, pronoun) = ENDINGS.into_iter().find(|(ending, _)| key.ends_with(ending))?;
    let starts = [0].into_iter().chain(["و", "ل", "ب"].iter().filter(|p| key.starts_with(**p)).map(|p| p.len()));
    starts.into_iter().find_map(|stem| {
        let rows = rows_under_pronoun(lexicon, &key[stem..], pronoun);
        (!rows.is_empty()).then_some((stem, Some(pronoun), rows))
    })
}

/// The rows of the noun that carries a pronoun: زيارته is زيارة, لقائه is لقاء.
pub(super) fn rows_under_pronoun(lexicon: &mahdar_lang::Lexicon, stem: &str, pronoun: &str) -> Vec<u16> {
    let ending = match pronoun {
        "3ms" => "ه",
        "3fs" => "ها",
        "3mp" => "هم",
        "3d" => "هما",
        "1p" => "نا",
        _ => return Vec::new(),
    };
    let Some(host) = stem.strip_suffix(ending) else { return Vec::new() };
    let whole = match host.strip_suffix('ت') {
        Some(open) => format!("{open}ه"),
        None => host.strip_suffix(['ئ', 'ؤ']).map_or_else(|| host.to_owned(), |open| format!("{open}ء")),
    };
    let rows = |key: &str| -> Vec<u16> {
        let node = lexicon.word_id(key).and_then(|id| lexicon.step(0, id));
        let phrases = node.map_or(&[][..], |node| lexicon.phrases(node));
        phrases.iter().filter_map(|p| if let Phrase::Act(row) = p { Some(*row) } else { None }).collect()
    };
    let found = rows(&whole);
    if found.is_empty() { rows(host) } else { found }
}

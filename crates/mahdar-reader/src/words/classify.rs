//! What a token is by its readings.

use super::{Is, Reading};
use mahdar_doc::{EntityKind, TokenKind};
use mahdar_lang::{Analysis, Classes, CueKind, Entry, Gender, Lexicon, NamedBy, Number, Phrase, Tense, VerbForm};

/// عليه, إليها, عنهم: prepositions that are written apart, with a pronoun of the third person.
pub(super) fn governs_pronoun(key: &str) -> bool {
    ["علي", "الي", "لدي", "عن", "من", "مع", "في"]
        .iter()
        .any(|prep| key.strip_prefix(prep).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما")))
        && key != "منه"
        && key != "معه"
}

/// What token `i` is by its readings; `is_complementizer`: أن in any of its spellings.
pub(crate) fn classify(lexicon: &Lexicon, word: &Reading<'_>, i: usize, is_complementizer: bool) -> Is {
    let mut is = Is::default();
    if !matches!(word.kind, TokenKind::Word | TokenKind::Number) {
        return Is::PUNCT;
    }
    let (key, surface) = (word.key, word.surface);
    let of_women = |form: VerbForm| form.gender == Gender::F && form.number == Number::Plural;
    let of_state = word.hits.iter().any(|hit| {
        matches!(hit.phrase, Phrase::Actor { actor, by: NamedBy::Name | NamedBy::Capital }
            if lexicon.actors[actor as usize].kind == EntityKind::State)
    });
    for analysis in word.analyses {
        match analysis.entry {
            Entry::Verb { form, verb } => {
                if let Some(row) = lexicon.verbs.get(verb as usize) {
                    if row.cues {
                        is.add(Is::CUE);
                    }
                    if !lexicon.acts_of(verb).is_empty() {
                        is.add(Is::ACT);
                    }
                }
                match form.tense {
                    // بكين (Beijing) is hardly ever "they (f.) wept".
                    Tense::Perfect | Tense::Imperfect if of_women(form) && of_state => {}
                    Tense::Perfect | Tense::Imperfect => is.add(Is::VERB),
                    _ => {
                        is.add(Is::NOMINAL);
                        if form.tense == Tense::Masdar {
                            is.add(Is::NOUN);
                        }
                        // A word of the feminine ة is adverbial only as مشيرةً; the bare ending serves both.
                        let before = analysis.before;
                        if form.tense == Tense::ActiveParticiple
                            && form.accusative
                            && !before.article
                            && before.preposition.is_none()
                            && analysis.pronoun.is_none()
                        {
                            is.add(Is::ADVERBIAL);
                        }
                    }
                }
            }
            Entry::Noun { .. } => {
                is.add(Is::NOMINAL);
                is.add(Is::NOUN);
            }
            Entry::Adjective { .. } => {
                is.add(Is::NOMINAL);
                is.add(Is::ADJ);
            }
            Entry::Nisba { .. } => {
                is.add(Is::NOMINAL);
                is.add(Is::NISBA);
            }
            Entry::Name { .. } => {
                is.add(Is::NOMINAL);
                // لدى is no ل + دي: a name after a preposition begins no name.
                if analysis.before.preposition.is_none() {
                    is.add(Is::NAME);
                }
            }
        }
        if analysis.before.article {
            is.add(Is::ARTICLE);
        }
    }
    if key.starts_with("ال") || key.starts_with("وال") || key.starts_with("بال") || key.starts_with("لل") {
        is.add(Is::ARTICLE);
    }
    let bare = word.analyses.iter().any(|a| a.stem == 0) || word.hits.iter().any(|h| h.stem == 0);
    // وبكين is و and Beijing before it is و, ب and a family name.
    let named = key.starts_with('و')
        && word
            .hits
            .iter()
            .any(|h| h.stem == 2 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name | NamedBy::Capital, .. }));
    for hit in word.hits {
        let whole_word = hit.end as usize == i + 1;
        match hit.phrase {
            Phrase::Function(classes) if hit.stem == 0 || !bare => {
                let add = |is: &mut Is, class, what| {
                    if classes.has(class) {
                        is.add(what);
                    }
                };
                add(&mut is, Classes::TURN, Is::TURN);
                add(&mut is, Classes::NARRATOR, Is::NARRATOR);
                add(&mut is, Classes::CONJ, Is::CONJ);
                add(&mut is, Classes::COND, Is::CONJ);
                add(&mut is, Classes::TIME, Is::TIME);
                if whole_word {
                    add(&mut is, Classes::PREP, Is::PREP);
                    add(&mut is, Classes::REL, Is::REL);
                    add(&mut is, Classes::QUANT, Is::QUANT);
                    add(&mut is, Classes::DEM, Is::DEM);
                    add(&mut is, Classes::PRON, Is::PRON);
                    add(&mut is, Classes::ADVERB, Is::ADVERB);
                    add(&mut is, Classes::NEG, Is::PARTICLE);
                    add(&mut is, Classes::PARTICLE, Is::PARTICLE);
                    if classes.0 != 0 {
                        is.add(Is::FUNCTION);
                    }
                }
            }
            Phrase::Function(_) => {}
            Phrase::Title { .. } => {
                is.add(Is::NOMINAL);
                is.add(Is::TITLE);
            }
            Phrase::Actor { .. } => {
                is.add(Is::NOMINAL);
                is.add(Is::ACTOR);
            }
            Phrase::Pair(_) => is.add(Is::NOMINAL),
            Phrase::Place(_) => {
                is.add(Is::NOMINAL);
                is.add(Is::NOUN);
            }
            Phrase::Occasion => {
                is.add(Is::NOMINAL);
                is.add(Is::OCCASION);
            }
            Phrase::Cue(cue) => {
                if lexicon.cues[cue as usize].kind == CueKind::Noun {
                    is.add(Is::CUE);
                }
            }
            Phrase::Act(_) => is.add(Is::ACT),
            Phrase::Boundary(_) | Phrase::Byline | Phrase::SourceLine => {}
        }
        if hit.stem >= 2 && !bare {
            if key.starts_with(['و', 'ف']) {
                is.add(Is::CONJUNCT);
            }
            if hit.stem == 4 && !named || (hit.stem == 2 && key.starts_with(['ب', 'ل', 'ك'])) {
                is.add(Is::PREFIXED);
            }
        }
    }
    if key.len() > 12 && crate::acts::plural_under_pronoun(lexicon, key).is_some() {
        is.add(Is::ACT);
        is.add(Is::NOMINAL);
        is.add(Is::NOUN);
    }
    // ودعا is و and دعا before it is a form of ودع: only the first attributes.
    let attributes = |a: &Analysis| match a.entry {
        Entry::Verb { verb, .. } => lexicon.verbs.get(verb as usize).is_some_and(|row| row.cues),
        _ => false,
    };
    if bare
        && word.analyses.iter().any(|a| a.before.conjunction && attributes(a))
        && word.analyses.iter().all(|a| a.stem != 0 || matches!(a.entry, Entry::Verb { .. }) && !attributes(a))
        && !word.hits.iter().any(|h| h.stem == 0)
    {
        is.add(Is::CONJUNCT);
    }
    if !bare {
        if word.analyses.iter().any(|a| a.before.conjunction) {
            is.add(Is::CONJUNCT);
        }
        if word.analyses.iter().any(|a| a.before.preposition.is_some() && !(named && a.stem > 2)) {
            is.add(Is::PREFIXED);
        }
    }
    // بان كي مون is no بأن: a name of several words that begins here.
    let name = word
        .hits
        .iter()
        .any(|h| h.stem == 0 && h.end as usize > i + 1 && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name, .. }));
    // عليه أن يعقد: a preposition with its pronoun is no verb, though passives are written so.
    if governs_pronoun(key) {
        is = Is(is.0 & !(Is::VERB.0 | Is::NOMINAL.0 | Is::NOUN.0));
    }
    if is_complementizer && !name {
        is = Is(is.0 & !(Is::VERB.0 | Is::NOMINAL.0 | Is::NOUN.0 | Is::NAME.0));
        is.add(Is::COMP);
    }
    // على is a preposition, علي a name; where a writer drops the dots the neighbours decide, here the ending does.
    if key == "علي" && surface.ends_with('ى') {
        is = Is(Is::PREP.0 | Is::FUNCTION.0 | is.0 & Is::ACT.0);
    }
    // بدوره (for his part) is no ب + a round of his.
    // دبلوماسيا (in diplomacy) may be a diplomat in the accusative.
    if is.has(Is::TURN) && !(key.ends_with("يا") && is.has(Is::TITLE)) {
        is = Is(is.0 & !(Is::TITLE.0 | Is::ACTOR.0 | Is::NOUN.0));
    }
    // هنأ (he congratulated) is written like هنا (here) where hamzas are folded; its surface keeps the hamza.
    if matches!(key, "هنا" | "وهنا") && surface.ends_with('أ') {
        is = Is(Is::VERB.0 | is.0 & (Is::ACT.0 | Is::CUE.0 | Is::CONJUNCT.0));
    }
    // آنا is a woman's name; أنا (I) has no madda.
    if matches!(key, "انا" | "وانا") && surface.contains('آ') {
        is = Is(Is::NAME.0 | Is::NOMINAL.0 | is.0 & Is::CONJUNCT.0);
    }
    // أمام (before) is written like إمام (imam) where hamzas are dropped; only the latter keeps its hamza below.
    if key == "امام" && !surface.contains('إ') {
        is = Is(Is::PREP.0 | Is::FUNCTION.0);
    }
    // وفي باريس قال: و before a preposition is no verb of its own (وفى, he fulfilled); وبين (he made clear), وقبل (he accepted)
    // are verbs as well.
    let verb = key != "وفي" && (is.has(Is::CUE) || is.has(Is::ACT));
    let whole = |stem: u32, of: fn(Classes) -> bool| {
        word.hits.iter().any(|h| {
            h.stem == stem && matches!(h.phrase, Phrase::Function(c) if of(c)) && (stem == 0 || h.end as usize == i + 1)
        })
    };
    let named = is.has(Is::ACTOR) || is.has(Is::TITLE);
    if key.starts_with('و') && !verb && !named && whole(2, |c| c.has(Classes::PREP)) && !whole(0, |c| c.0 != 0) {
        is = Is(Is::PREP.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
    }
    // فقد قررت is ف + قد, no loss.
    if key == "فقد" && !named {
        is = Is(Is::PARTICLE.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
    }
    // وإلى is no والي (governor): the ending tells.
    if key == "والي" && surface.ends_with('ى') {
        is = Is(Is::PREP.0 | Is::FUNCTION.0 | Is::CONJUNCT.0);
    }
    if is.0 & !(Is::ARTICLE.0 | Is::CONJUNCT.0 | Is::PREFIXED.0 | Is::CUE.0 | Is::ACT.0 | Is::PRIVATE.0) == 0 {
        is.add(Is::UNKNOWN);
        is.add(Is::NOMINAL);
        // Unknown with و, ب or ل before an article: the clitics are certain.
        if key.starts_with("وال") || key.starts_with("فال") {
            is.add(Is::CONJUNCT);
        }
        if key.starts_with("بال") || key.starts_with("لل") || key.starts_with("كال") {
            is.add(Is::PREFIXED);
        }
    }
    is
}

pub(super) fn noun_like(entry: &Entry) -> bool {
    match entry {
        Entry::Verb { form, .. } => !matches!(form.tense, Tense::Perfect | Tense::Imperfect),
        _ => true,
    }
}

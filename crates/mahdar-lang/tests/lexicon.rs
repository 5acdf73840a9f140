//! The embedded pack compiles, and its rows make the forms they stand for.
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Lexicon, NamedBy, Phrase, Tense, analyse, quotations, segment, tokenize};
use mahdar_lexicon::{Folder, PackFiles};

#[test]
fn every_verb_conjugates_back_to_its_lemma() {
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    assert!(
        lexicon.unconjugated.is_empty(),
        "rows whose root, form or vowels do not give the lemma: {:?}",
        lexicon.unconjugated
    );
}

#[test]
fn a_name_is_found_as_a_phrase() {
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    let node = ["سيرغي", "لافروف"].iter().try_fold(0, |node, key| lexicon.step(node, lexicon.word_id(key)?));
    let phrases = lexicon.phrases(node.expect("in the trie"));
    assert!(phrases.iter().any(|p| matches!(p, Phrase::Actor { by: NamedBy::Name, .. })));
}

#[test]
fn a_person_acts_for_whom_he_held_office_for() {
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    let party = |id: &str, month: Option<i32>| {
        let actor = lexicon.actors.iter().find(|a| a.id == id).expect("a row");
        lexicon.party_in(actor, month).map(str::to_owned)
    };
    let month = |year: i32, month: i32| Some(year * 12 + month - 1);
    assert_eq!(party("elbaradei-mohamed", month(2009, 10)).as_deref(), Some("IAEA"));
    assert_eq!(party("elbaradei-mohamed", month(2013, 7)).as_deref(), Some("EGY"));
    // In no office, and at no time, the row tells.
    assert_eq!(party("mbeki-thabo", month(2008, 11)).as_deref(), Some("ZAF"));
    assert_eq!(party("mbeki-thabo", None).as_deref(), Some("ZAF"));
    assert_eq!(lexicon.party_of("SYRIAN-COALITION"), Some("SYR-OPP"));
    assert_eq!(lexicon.party_of("RUS-OPP"), Some("RUS-OPP"));
    assert_eq!(lexicon.party_of("NOBODY"), None);
}

#[test]
fn letters_of_a_word_are_no_clitics() {
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    // ألمانيا, إلغاء, وافق hold no article and no conjunction.
    for (key, stem) in [("وافق", 0), ("الغاء", 0)] {
        let readings = analyse(&lexicon, key);
        assert!(readings.first().is_some_and(|a| a.stem == stem), "{key}: {readings:?}");
    }
}

#[test]
fn a_root_in_ha_takes_a_pronoun_and_ta_marbuta_opens_before_one() {
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    let owned = |key: &str, what: fn(&Entry) -> bool| {
        analyse(&lexicon, key).iter().any(|a| a.pronoun == Some("3fs") && what(&a.entry))
    };
    let finite = |e: &Entry| matches!(e, Entry::Verb { form, .. } if form.tense != Tense::Masdar);
    let masdar = |e: &Entry| matches!(e, Entry::Verb { form, .. } if form.tense == Tense::Masdar);
    // وجهها (he directed it), يوجهها, نبهها; توجيهها (directing it).
    for key in ["وجهها", "يوجهها", "نبهها"] {
        assert!(owned(key, finite), "{key}: {:?}", analyse(&lexicon, key));
    }
    assert!(owned("توجيهها", masdar), "{:?}", analyse(&lexicon, "توجيهها"));
    // زيارتها is زيارة with a pronoun; زيارهها is nothing.
    assert!(!owned("زيارهها", |_| true));
}

fn sentences(text: &str) -> Vec<String> {
    let files = PackFiles::embedded();
    let folder = Folder::new(&files).expect("embedded pack");
    let lexicon = Lexicon::new(&files).expect("embedded pack");
    let mut keys = String::new();
    let tokens = tokenize(text, &folder, &mut keys);
    segment(text, &tokens, &keys, &lexicon.abbreviations).iter().map(|s| s.span.of(text).to_owned()).collect()
}

#[test]
fn stops_that_end_no_sentence() {
    assert_eq!(
        sentences("قال د. سامي حداد إن النسبة 3.5 في المئة. ثم غادر."),
        ["قال د. سامي حداد إن النسبة 3.5 في المئة.", "ثم غادر."]
    );
    assert_eq!(sentences("بيروت (أ.ف.ب) - بدأت الجلسة."), ["بيروت (أ.ف.ب) - بدأت الجلسة."]);
    assert_eq!(sentences("قال: \"انتهت الجلسة.\" ثم خرج."), ["قال: \"انتهت الجلسة.\"", "ثم خرج."]);
}

#[test]
fn paragraphs_end_at_a_newline_and_at_six_spaces() {
    assert_eq!(sentences("سطر أول\nسطر ثان"), ["سطر أول", "سطر ثان"]);
    assert_eq!(sentences("فقرة أولى      فقرة ثانية"), ["فقرة أولى", "فقرة ثانية"]);
}

#[test]
fn marks_pair_whatever_their_style() {
    let folder = Folder::new(&PackFiles::embedded()).expect("embedded pack");
    let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
    for (text, inside) in [
        ("قال «نعم» ومضى", "نعم"),
        ("قال \"نعم\" ومضى", "نعم"),
        ("قال ”نعم“ ومضى", "نعم"),
        ("قال “نعم ومضى", "نعم ومضى"),
    ] {
        let mut keys = String::new();
        let tokens = tokenize(text, &folder, &mut keys);
        let sentences = segment(text, &tokens, &keys, &lexicon.abbreviations);
        let pairs = quotations(&tokens, &sentences);
        assert_eq!(pairs.len(), 1, "{text}");
        let last = if pairs[0].closed { pairs[0].close.index() - 1 } else { pairs[0].close.index() };
        let found = &text[tokens[pairs[0].open.index() + 1].span.start as usize..tokens[last].span.end as usize];
        assert_eq!(found, inside, "{text}");
    }
}

#[test]
fn the_lengthening_stroke_alone_is_a_dash() {
    let folder = Folder::new(&PackFiles::embedded()).expect("embedded pack");
    let kinds = |text: &str| {
        let tokens = tokenize(text, &folder, &mut String::new());
        tokens.iter().map(|t| t.kind).collect::<Vec<_>>()
    };
    use TokenKind::{Dash, Number, Word};
    assert_eq!(kinds("تونس ـ رويترز"), [Word, Dash, Word]);
    assert_eq!(kinds("تونس ــ رويترز"), [Word, Dash, Word]);
    assert_eq!(kinds("الـ28 والمغــرب"), [Word, Word]);
    assert_eq!(kinds("الـ 28"), [Word, Number]);
}

//! Who a name, an office, a pronoun means: family names alone, offices behind names, spokesmen, halves of a headline.

use mahdar_doc::{Article, Document};
use mahdar_reader::Reader;

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

/// The Arabic names of who speaks in statement `n`.
fn speakers(doc: &Document, n: usize) -> Vec<&str> {
    let statement = doc.statements.get(n).expect("a statement");
    let ids = statement.speaker.as_ref().map(|speaker| speaker.entities.as_slice()).unwrap_or_default();
    ids.iter().filter_map(|id| doc.entity(*id)).map(|entity| entity.name_ar.as_str()).collect()
}

fn party<'d>(doc: &'d Document, name: &str) -> Option<&'d str> {
    doc.entities.iter().find(|entity| entity.name_ar == name)?.party.as_deref()
}

#[test]
fn a_family_name_alone_needs_ground_in_the_report() {
    // A speaker of the Arab Parliament is called السلمي as well.
    let korea = read("سول 3 مايو 2016 (وكالات) - قالت لجنة التوحيد السلمي في كوريا الشمالية إن الجنوب مسؤول.\n");
    assert!(korea.entities.iter().all(|entity| entity.name_ar != "مشعل السلمي"), "{:?}", korea.entities);
    let cairo = read(
        "القاهرة 3 مايو 2018 (وكالات) - دعا رئيس البرلمان العربي مشعل السلمي إلى الحوار. وقال السلمي إن الأزمة طالت.\n",
    );
    assert_eq!(speakers(&cairo, 1), ["مشعل السلمي"]);
}

#[test]
fn whom_the_report_names_in_full_goes_before_others_of_the_name() {
    let doc = read("بيروت 5 مايو 2019 (وكالات) - عون: لا تراجع\nقال الرئيس اللبناني ميشال عون إن الحوار مستمر.\n");
    assert!(doc.entities.iter().all(|entity| entity.name_ar != "جوزيف عون"), "{:?}", doc.entities);
}

#[test]
fn an_office_behind_a_name_is_the_named_persons() {
    for text in [
        "وقال كريم المسعودي المتحدث باسم وزارة الدفاع العراقية إن الوضع هادئ.\n",
        "وقال كريم المسعودي، المتحدث باسم وزارة الدفاع العراقية، إن الوضع هادئ.\n",
    ] {
        let doc = read(text);
        assert_eq!(speakers(&doc, 0), ["كريم المسعودي"], "{text}");
        assert_eq!(party(&doc, "كريم المسعودي"), Some("IRQ"), "{text}");
    }
}

#[test]
fn another_partys_office_behind_a_name_is_somebody_else() {
    let doc = read("التقى سيرغي لافروف وزير الخارجية المصري في موسكو.\n");
    assert_eq!(party(&doc, "سيرغي لافروف"), Some("RUS"));
    assert_eq!(party(&doc, "وزير الخارجية المصري"), Some("EGY"));
}

#[test]
fn two_offices_before_one_name_have_one_holder() {
    let doc = read("وقال نائب رئيس الوزراء ووزير الخارجية الكويتي سالم الفضلي إن المساعي مستمرة.\n");
    assert_eq!(speakers(&doc, 0), ["سالم الفضلي"]);
}

#[test]
fn a_spokesman_is_not_whom_he_speaks_for() {
    let doc = read("وقال المتحدث باسم الرئيس الأمريكي جو بايدن إن الزيارة قائمة.\n");
    assert_ne!(speakers(&doc, 0), ["جو بايدن"]);
    let id = doc.statements[0].speaker.as_ref().expect("a speaker").entities[0];
    assert_eq!(doc.entity(id).and_then(|entity| entity.party.as_deref()), Some("USA"));
}

#[test]
fn who_speaks_through_a_spokesman_speaks_itself() {
    let doc = read("وثمنت باريس، على لسان الناطق باسم الخارجية جان رينو، جهود الوساطة.\n");
    assert_eq!(speakers(&doc, 0), ["فرنسا"]);
}

#[test]
fn whither_an_envoy_is_sent_is_not_for_whom_he_acts() {
    let doc = read("وقالت إيلين كورماك القائمة بأعمال مبعوث الأمم المتحدة إلى ليبيا إن الوضع صعب.\n");
    let id = doc.statements[0].speaker.as_ref().expect("a speaker").entities[0];
    assert_ne!(doc.entity(id).and_then(|entity| entity.party.as_deref()), Some("LBY"));
}

#[test]
fn a_place_before_the_verb_opens_the_sentence() {
    let doc = read("وفي الدوحة قال وزير الخارجية القطري إن بلاده مستعدة للحوار.\n");
    assert_eq!(doc.statements.len(), 1);
    assert_eq!(doc.slice(doc.statements[0].content[0]), "بلاده مستعدة للحوار");
}

#[test]
fn how_a_source_stays_unnamed_is_nothing_said() {
    let doc = read("وقال مصدر دبلوماسي أفريقي، طالبا حجب اسمه، إن المبعوث ينوي زيارة العاصمتين.\n");
    assert_eq!(doc.statements.len(), 1);
    assert_eq!(doc.slice(doc.statements[0].content[0]), "المبعوث ينوي زيارة العاصمتين");
}

#[test]
fn the_second_half_of_a_headline_is_told_by_itself() {
    let doc = read("الوزير: النهر قضية وجود.. وإثيوبيا تتمسك بالملء\nقال وزير الري المصري إن المحادثات تعثرت أمس.\n");
    assert_eq!(doc.slice(doc.statements[0].content[0]), "النهر قضية وجود");
}

#[test]
fn those_in_general_are_called_upon() {
    let doc = read("وأعرب المبعوث الأممي عن قلقه ودعا الأطراف كلها إلى ضبط النفس.\n");
    let last = doc.statements.len() - 1;
    assert_eq!(doc.slice(doc.statements[last].content[0]), "ضبط النفس");
    assert_eq!(speakers(&doc, last), ["المبعوث الأممي"]);
}

#[test]
fn a_pronoun_before_the_verb_is_its_subject() {
    let doc = read("ووصفت الأمم المتحدة الهجوم بأنه انتهاك، لكنها طالبت الخرطوم بالكف عن القصف.\n");
    let last = doc.statements.len() - 1;
    assert_eq!(speakers(&doc, last), ["الأمم المتحدة"]);
}

#[test]
fn a_word_of_honour_adds_nothing_to_an_office() {
    for text in [
        "استقبل ولي العهد السعودي الأمير محمد بن سلمان الوفد. وقال سمو ولي العهد إن اللقاء مثمر.\n",
        "استقبل ولي العهد السعودي الأمير محمد بن سلمان الوفد. وقال ولي العهد إن اللقاء مثمر.\n",
    ] {
        assert_eq!(speakers(&read(text), 0), ["محمد بن سلمان"], "{text}");
    }
    let text = "التقى السفير التونسي سامي بن عمر الوفد. وقال سعادة السفير إن اللقاء مثمر.\n";
    assert_eq!(speakers(&read(text), 0), ["سامي بن عمر"]);
    let text = "التقى سمو وزير الخارجية السعودي الأمير فيصل بن فرحان نظيره. وأضاف سمو وزير الخارجية أن اللقاء مثمر.\n";
    assert_eq!(speakers(&read(text), 0), ["فيصل بن فرحان"]);
}

#[test]
fn his_country_is_whose_side_its_owner_is_on() {
    let doc = read("قال الوزير الفنلندي إن بلاده ترحب بالمقترح.\n");
    assert_eq!(speakers(&doc, 1), ["فنلندا"]);
}

#[test]
fn a_source_may_be_from_a_body() {
    let doc = read("قال مصدر من وزارة الخارجية الجزائرية إن السفير استدعي.\n");
    assert_eq!(party(&doc, "مصدر من وزارة الخارجية الجزائرية"), Some("DZA"));
}

#[test]
fn the_same_source_is_the_one_before() {
    let doc =
        read("قال مصدر أمني عراقي إن الهجوم فشل. وأضاف ذات المصدر أن القوات باقية. وتابع المصدر نفسه أن الوضع هادئ.\n");
    for n in 0..3 {
        assert_eq!(speakers(&doc, n), ["مصدر أمني عراقي"]);
    }
}

#[test]
fn a_body_called_after_a_person_is_not_the_person() {
    let doc = read(
        "قال رئيس الوزراء بنيامين نتنياهو إن الحرب مستمرة. وقال مكتب نتنياهو إن الوفد غادر. وأضاف المكتب أن المحادثات ستستأنف.\n",
    );
    assert_eq!(speakers(&doc, 0), ["بنيامين نتنياهو"]);
    assert_eq!(speakers(&doc, 1), ["مكتب نتنياهو"]);
    assert_eq!(speakers(&doc, 2), ["مكتب نتنياهو"]);
    assert_eq!(party(&doc, "مكتب نتنياهو"), Some("ISR"));
}

#[test]
fn a_family_name_that_is_a_dual_elsewhere() {
    let doc = read("اعتبر الرئيس الإيراني إبراهيم رئيسي أن الحوار مفيد. وأكد رئيسي أن بلاده تريد ضمانات.\n");
    assert_eq!(speakers(&doc, 1), ["إبراهيم رئيسي"]);
}

/// A rank between an office with its state and the holder's name.
#[test]
fn a_rank_stands_before_the_name() {
    for (text, name) in [
        ("قال المتحدث باسم وزارة الدفاع الكينية العقيد مطيع الصبري إن الطرق مفتوحة.\n", "مطيع الصبري"),
        ("قال رئيس الأركان الكيني الفريق أول سمير الوردي إن الطرق مفتوحة.\n", "سمير الوردي"),
        ("قالت المتحدثة باسم وزارة الخارجية الكينية السفيرة ليلى الوردي إن الطرق مفتوحة.\n", "ليلى الوردي"),
    ] {
        let doc = read(text);
        assert_eq!(speakers(&doc, 0), [name], "{text}");
        assert_eq!(party(&doc, name), Some("KEN"), "{text}");
    }
}

/// A given name that is a known person's short name, and a family name that is an adjective.
#[test]
fn given_names_of_others_and_family_names_in_ya() {
    assert_eq!(speakers(&read("قال الوزير سمير الوردي إن الطرق مفتوحة.\n"), 0), ["سمير الوردي"]);
    assert_eq!(speakers(&read("حذر الوزير رامي الحصري من الانهيار.\n"), 0), ["رامي الحصري"]);
}

#[test]
fn whose_envoy_stands_between_office_and_name() {
    let speaker = |text: &str| {
        let doc = read(text);
        let id = doc.statements[0].speaker.as_ref().expect("a speaker").entities[0];
        let entity = &doc.entities[id.index()];
        (entity.name_ar.clone(), entity.party.clone().unwrap_or_default())
    };
    assert_eq!(speaker("قال مبعوث ترامب ستيف ويتكوف إن الاتفاق جيد.\n"), ("ستيف ويتكوف".to_owned(), "USA".to_owned()));
    assert_eq!(speaker("قال محامي نتنياهو عميت حداد إن الاتفاق جيد.\n"), ("عميت حداد".to_owned(), "ISR".to_owned()));
}

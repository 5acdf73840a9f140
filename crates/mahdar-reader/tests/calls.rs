//! Statements: who calls and who is called upon, verbal nouns and participles that attribute, where contents end.

mod support;

use mahdar_doc::{Article, Document};
use mahdar_reader::Reader;
use support::said;

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

fn last(text: &str) -> (String, String) {
    said(&read(text)).pop().unwrap_or_else(|| panic!("no statement in {text}"))
}

fn pair(who: &str, what: &str) -> (String, String) {
    (who.to_owned(), what.to_owned())
}

#[test]
fn a_verb_that_needs_an_object_has_it_before_its_own_preposition() {
    let text = "قال الرئيس الكيني وليام روتو إن المحادثات تتقدم. كما حث الجانب الصومالي على التوقيع.\n";
    assert_eq!(last(text), pair("وليام روتو", "التوقيع"));
    let text = "أشاد الرئيس الكيني وليام روتو بالاتفاق، وحث الحكومة الصومالية وحركة الشباب على احترامه.\n";
    assert_eq!(last(text).0, "وليام روتو");
}

#[test]
fn a_call_that_goes_on_is_on_the_one_phrase_before_its_preposition() {
    let text = "قالت اليونان إن الحدود آمنة، ودعت ألبانيا إلى ضبط النفس.\n";
    assert_eq!(last(text), pair("اليونان", "ضبط النفس"));
    let text = "أدان الرئيس البرازيلي لولا دا سيلفا الهجوم، ودعا رئيس المجلس إلى عقد جلسة.\n";
    assert_eq!(last(text), pair("لويس إيناسيو لولا دا سيلفا", "عقد جلسة"));
}

#[test]
fn who_stands_behind_amma_calls() {
    let text = "أما وزير الدفاع البولندي ماريوش بلاشتشاك، فطالب الحلف بإرسال قوات إضافية.\n";
    assert_eq!(last(text).0, "ماريوش بلاشتشاك");
}

#[test]
fn a_decision_condemns_nothing() {
    let text = "طالب الوزير التونسي عثمان الجرندي بالحوار، وأدان قرار الحكومة الليبية إغلاق المعبر.\n";
    assert_eq!(last(text).0, "عثمان الجرندي");
}

#[test]
fn a_verbal_noun_behind_a_verb_of_haste_attributes() {
    let text = "سارعت الحكومة الماليزية إلى التنديد بالهجوم على السفينة.\n";
    assert_eq!(last(text), pair("الحكومة الماليزية", "الهجوم على السفينة"));
}

#[test]
fn verbal_nouns_of_calls_and_accusations_have_a_content() {
    assert_eq!(last("جاء القرار بعد اتهام بيرو لبوليفيا بتهريب الوقود.\n"), pair("بيرو", "تهريب الوقود"));
    // An invitation is none.
    assert_eq!(said(&read("قبل الوفد دعوة النرويج لإجراء محادثات.\n")), []);
}

#[test]
fn a_participle_of_a_light_verb_attributes() {
    let text = "قال الوزير العراقي فؤاد حسين إن الحدود آمنة، محملا تركيا مسؤولية القصف.\n";
    assert_eq!(last(text), pair("فؤاد حسين", "مسؤولية القصف"));
}

#[test]
fn what_a_prepositions_pronoun_takes_up_stands_before_the_verb() {
    let text = "وتأجل المؤتمر الذي دعا إليه الرئيس الكيني وليام روتو.\n";
    assert_eq!(last(text), pair("وليام روتو", "المؤتمر"));
}

#[test]
fn what_something_is_called_is_said_of_it() {
    let text = "عدّت الخارجية الأردنية الخطوة خرقا للقانون الدولي.\n";
    assert_eq!(last(text), pair("الخارجية الأردنية", "الخطوة خرقا للقانون الدولي"));
}

#[test]
fn a_request_with_words_quoted_is_said() {
    assert_eq!(last("طلب الوزير القبرصي تجنب التصعيد «بأي ثمن».\n").1, "تجنب التصعيد «بأي ثمن»");
    assert_eq!(said(&read("طلب الوزير القبرصي تأجيل الاجتماع.\n")), []);
}

#[test]
fn another_subject_with_its_verb_ends_what_a_headline_says() {
    let text = "النرويج تدعو إلى الهدوء والسويد تستدعي سفيرها\n\nقال متحدث نرويجي إن الاجتماع تأجل.\n";
    assert_eq!(said(&read(text))[0], pair("النرويج", "الهدوء"));
}

#[test]
fn an_evidential_parts_two_clauses() {
    let text = "قتل أكثر من 40 مدنيا وفقا لمنظمة الصحة العالمية، ونزح الآلاف بحسب الأمم المتحدة.\n";
    let found = said(&read(text));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], pair("منظمة الصحة العالمية", "قتل أكثر من 40 مدنيا"));
}

#[test]
fn a_name_that_begins_like_a_particle_is_a_name() {
    assert_eq!(last("أعرب بان كي مون عن أسفه للقرار.\n"), pair("بان كي مون", "أسفه للقرار"));
}

#[test]
fn the_spokesman_of_a_pronoun_acts_for_whom_it_points_back_to() {
    let doc = read("رفضت حركة طالبان العرض. وقال المتحدث باسمها سهيل شاهين إن الحرب مستمرة.\n");
    let found = said(&doc);
    assert_eq!(found.last().map(|(who, _)| who.as_str()), Some("سهيل شاهين"));
    let speaker = doc.entities.iter().find(|e| e.name_ar == "سهيل شاهين");
    assert_eq!(speaker.and_then(|e| e.party.as_deref()), Some("TALIBAN"));
}

#[test]
fn a_body_that_acted_in_the_sentence_before_goes_on() {
    let text = "استدعت الخارجية الدنماركية السفيرة التركية. وأعربت عن أسفها للحادث.\n";
    assert_eq!(last(text).0, "الخارجية الدنماركية");
}

#[test]
fn kana_and_its_sisters_have_their_subject_before_the_verb() {
    for text in [
        "وما زالت إثيوبيا تطالب مصر بالعودة إلى الحوار.\n",
        "وعادت إثيوبيا تطالب مصر بالعودة إلى الحوار.\n",
        "ولا تزال إثيوبيا تدعو مصر إلى الحوار.\n",
    ] {
        assert_eq!(last(text).0, "إثيوبيا", "{text}");
    }
}

#[test]
fn ma_behind_a_preposition_is_what_is_said() {
    let text = "التقى الوزير النرويجي إسبن إيدي نظيره، مشيدا بما حققته اليابان من تقدم.\n";
    assert_eq!(last(text), pair("إسبن بارث إيدي", "ما حققته اليابان من تقدم"));
    assert!(
        said(&read("رحب الوزير بالجميع، بما في ذلك الوفود الصغيرة.\n"))
            .iter()
            .all(|(_, what)| !what.starts_with("ما في"))
    );
}

#[test]
fn a_participle_behind_and_ends_what_the_one_before_it_says() {
    let text = "استقبل الوزير النرويجي إسبن إيدي نظيره، مجددا دعم بلاده لليابان ومنوها بما حققته من تقدم.\n";
    let found = said(&read(text));
    assert_eq!(found[0], pair("إسبن بارث إيدي", "دعم بلاده لليابان"));
    assert_eq!(found[1], pair("إسبن بارث إيدي", "ما حققته من تقدم"));
}

#[test]
fn of_two_clauses_that_and_joins_a_participle_is_of_the_second() {
    let text = "أثينا تفرض رسوما جديدة وأنقرة ترد متهمة إياها بالانحياز\n\nأثينا - فرضت اليونان رسوما.\n";
    assert_eq!(said(&read(text))[0].0, "تركيا");
}

#[test]
fn a_word_of_time_is_no_newspaper_without_its_head() {
    assert_eq!(last("تعهدت فنلندا اليوم بالرد على القرار.\n"), pair("فنلندا", "الرد على القرار"));
}

#[test]
fn a_woman_who_speaks_for_a_body_is_somebody() {
    let text = "قالت الوزيرة ماريا كوستا إن الحوار قريب. وقالت متحدثة باسم المفوضية إن الوضع خطير.\n";
    assert_eq!(last(text).0, "متحدثة باسم المفوضية");
}

#[test]
fn who_issued_a_document_speaks_in_it() {
    for (text, who) in [
        ("وجاء في بيان للخارجية النرويجية أن الوزيرين اتفقا.\n", "الخارجية النرويجية"),
        ("وذكر بيان صادر عن الرئاسة التونسية أن اللقاء كان مثمرا.\n", "الرئاسة التونسية"),
        ("وأوضح بيان للوزارة أن اللقاء كان مثمرا.\n", "الوزارة"),
        ("اتفق الوزيران، بحسب بيان للخارجية النرويجية.\n", "الخارجية النرويجية"),
    ] {
        let doc = read(text);
        assert_eq!(said(&doc).last().map(|(name, _)| name.as_str()), Some(who), "{text}");
        // The words that name the speaker hold the document too.
        let span = doc.statements.last().and_then(|s| s.speaker.as_ref()).and_then(|s| s.span).expect("a span");
        assert!(doc.slice(span).starts_with("بيان"), "{}", doc.slice(span));
    }
}

#[test]
fn what_one_is_told_may_be_an_object_behind_a_pronoun() {
    let text = "التقت الوزيرة النرويجية آنا دال الوفد الليبي وأبلغته رفض بلادها للمقترح.\n";
    assert_eq!(last(text).1, "رفض بلادها للمقترح");
    // Without a pronoun the noun is who is told.
    assert_eq!(last("أبلغ السفير الوفد بأن اللقاء ألغي.\n").1, "اللقاء ألغي");
}

#[test]
fn those_who_stay_unnamed_may_be_accused() {
    assert_eq!(
        last("اتهم الزعيم القبلي ناصر العبيد جهات لم يسمها بالسعي إلى إفشال الحوار.\n").1,
        "السعي إلى إفشال الحوار"
    );
}

#[test]
fn so_called_is_no_denial() {
    assert_eq!(last("قصفت الطائرات البورمية ما قالت بانكوك إنه معسكر للمسلحين.\n"), pair("تايلاند", "معسكر للمسلحين"));
}

#[test]
fn how_it_is_said_stands_between() {
    assert_eq!(last("نفت الوزارة نفيا قاطعا ما تداولته وسائل الإعلام.\n").1, "ما تداولته وسائل الإعلام");
    assert_eq!(last("نفى الوزير الفنلندي في تغريدة صحة الأنباء عن الانسحاب.\n").1, "صحة الأنباء عن الانسحاب");
}

#[test]
fn a_dual_of_the_nominative_is_no_object() {
    let found = last("تعهد الطرفان بالسماح بمرور المساعدات.\n");
    assert_eq!(found, pair("الطرفان", "السماح بمرور المساعدات"));
}

#[test]
fn in_whose_name_is_no_basim() {
    assert_eq!(last("وتعهد الوزير باسم حكومته باحترام الاتفاق.\n"), pair("الوزير", "احترام الاتفاق"));
}

#[test]
fn people_under_a_pronoun_of_the_verbs_subject_are_warned() {
    let text = "هلسنكي تشدد لهجتها تجاه موسكو وتحذر مواطنيها من السفر إلى روسيا\n\nهلسنكي - أعلن الوزير ذلك.\n";
    assert_eq!(said(&read(text))[0], pair("فنلندا", "السفر إلى روسيا"));
}

#[test]
fn the_narrator_goes_on_behind_and_with_its_preposition() {
    let found = said(&read("دعا الاتحاد الأفريقي تشاد إلى سحب قواته وعبر عن قلقه من القتال.\n"));
    assert_eq!(found, [pair("الاتحاد الأفريقي", "سحب قواته"), pair("الاتحاد الأفريقي", "قلقه من القتال")]);
}

#[test]
fn a_capital_behind_and_tells_the_second_half_of_a_headline() {
    let text = "السودان يتعهد بالرد وجوبا ترفض الانسحاب\n\nالخرطوم - تعهد السودان اليوم بالرد.\n";
    let found = said(&read(text));
    assert_eq!(found[..2], [pair("السودان", "الرد"), pair("جنوب السودان", "الانسحاب")]);
}

#[test]
fn what_is_said_of_something_stands_behind_its_complementizer() {
    assert_eq!(last("وصف الوزير الكيني الاتفاق بأنه \"خطوة مهمة\".\n").1, "خطوة مهمة");
    let found = said(&read("ردت إسلام آباد واصفة التصريحات بأنها استفزازية.\n"));
    assert_eq!(found, [pair("باكستان", "استفزازية")]);
}

#[test]
fn an_evidential_holds_what_others_say_in_its_clause() {
    let doc = read("قالت مصادر كينية إن الرد وصل. ووفقا للمصادر، فإن أوغندا تطالب بضمانات جديدة.\n");
    let found = said(&doc);
    assert_eq!(found[1], pair("مصادر كينية", "أوغندا تطالب بضمانات جديدة"));
    assert_eq!(found[2], pair("أوغندا", "ضمانات جديدة"));
    assert_eq!(doc.statements[2].within.map(|id| id.index()), Some(1));
    // What stands against it is somebody else's.
    let found = said(&read("وبحسب المفوضية، فإن الطلب سيتباطأ هذا العام، بينما توقعت كينيا نموه.\n"));
    assert_eq!(found[0].1, "الطلب سيتباطأ هذا العام");
}

#[test]
fn his_saying_is_none_of_a_sources_title() {
    let text = "نقلت القناة عن مسؤول أمني قوله إن الرد وصل.\n";
    assert_eq!(last(text), pair("مسؤول أمني", "الرد وصل"));
}

#[test]
fn who_calls_speaks() {
    let text = "تلقى وزير الخارجية الكيني اتصالا من نظيره الأوغندي، أعرب خلاله عن شكر بلاده.\n";
    let doc = read(text);
    let ids = &doc.statements[0].speaker.as_ref().expect("a speaker").entities;
    assert_eq!(doc.entity(ids[0]).and_then(|e| e.party.as_deref()), Some("UGA"));
}

#[test]
fn a_headline_may_have_two_speakers_with_colons() {
    let text = "الخارجية: الهجوم خرق فاضح.. لافروف: دول بعينها توفر له الغطاء\n\nموسكو - أدانت الوزارة الهجوم.\n";
    let found = said(&read(text));
    assert_eq!(found[..2], [pair("الخارجية", "الهجوم خرق فاضح"), pair("سيرغي لافروف", "دول بعينها توفر له الغطاء")]);
    // Without a second speaker the rest is the first one's.
    let text = "الخارجية: الهجوم خرق فاضح.. تفاصيل اللقاء\n\nموسكو - أدانت الوزارة الهجوم.\n";
    assert_eq!(said(&read(text))[0].1, "الهجوم خرق فاضح.. تفاصيل اللقاء");
}

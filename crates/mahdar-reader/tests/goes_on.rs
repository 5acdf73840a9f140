//! Statements: who goes on speaking, what stands between a verb and what is said, whose words are told inside others'.

mod support;

use mahdar_doc::{Article, Document};
use mahdar_reader::Reader;

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

fn said(text: &str) -> Vec<(String, String)> {
    support::said(&read(text))
}

fn pair(who: &str, what: &str) -> (String, String) {
    (who.to_owned(), what.to_owned())
}

#[test]
fn of_a_verb_of_calling_that_goes_on_the_one_phrase_is_called_on() {
    let text = "قال وزير البيئة النرويجي إن الصيد تراجع، وطالب الاتحاد الأوروبي باحترام الحصص.\n";
    assert_eq!(said(text)[1], pair("وزير البيئة النرويجي", "احترام الحصص"));
    // So it is behind a deed.
    let text = "سلمت الخارجية البيروفية السفير التشيلي مذكرة، وطالبت سانتياغو بسحب سفنها.\n";
    assert_eq!(said(text), [pair("الخارجية البيروفية", "سحب سفنها")]);
}

#[test]
fn a_city_does_not_end_the_search_for_what_is_said() {
    let text = "وقال سكان في مدينة بارما إن الجسر أغلق.\n";
    assert_eq!(said(text)[0].1, "الجسر أغلق");
}

#[test]
fn that_not_opens_what_is_said() {
    let text = "لكن دبلوماسيين آسيويين توقعوا ألا يحضر الوزيران.\n";
    assert_eq!(said(text)[0].1, "ألا يحضر الوزيران");
}

#[test]
fn a_headline_names_the_outlet_its_speaker_told() {
    assert_eq!(said("وزير الري السوداني لـ«النيل»: السد لن يكتمل\n")[0].1, "السد لن يكتمل");
}

#[test]
fn what_others_have_charged_is_said_inside_a_denial() {
    let text = "نفى الوزير المغربي اتهامات مدريد بأن القوارب تجاوزت الحدود.\n";
    let found = said(text);
    assert_eq!(found[1], pair("إسبانيا", "القوارب تجاوزت الحدود"));
    assert!(read(text).statements[1].within.is_some());
}

#[test]
fn whose_words_an_interview_holds_speaks_in_it() {
    let text = "نشرت الصحيفة مقابلة مع الرئيس الكيني وليام روتو دعا فيها الاتحاد الأفريقي إلى خفض الرسوم.\n";
    assert_eq!(said(text), [pair("وليام روتو", "خفض الرسوم")]);
    let text = "وتلا السفير رسالة من الملك دعا فيها إلى وحدة الصف.\n";
    assert_eq!(said(text), [pair("الملك", "وحدة الصف")]);
}

#[test]
fn who_did_the_one_did_the_other() {
    let text = "وهو ما رفضه الجانب القبرصي واعتبره «مساسا بسيادته».\n";
    assert_eq!(said(text)[0], pair("الجانب القبرصي", "مساسا بسيادته"));
    let text = "وذكر المتحدث أن سارة الجابري اتصلت بالوزير نادر الحلبي وحثته على العودة.\n";
    assert_eq!(said(text)[1].0, "سارة الجابري");
}

#[test]
fn an_ended_statement_goes_on_before_a_pronouns_verb() {
    let text = "أعلنت الوزيرة أن بلادها ترفض الاتهامات البلغارية، ووصفتها بالعارية عن الصحة.\n";
    assert_eq!(said(text)[1], pair("الوزيرة", "العارية عن الصحة"));
}

#[test]
fn appositions_stand_between_a_speaker_and_what_he_announces() {
    let text = "أعلنت حركة الشباب، الموالية لتنظيم القاعدة، مسؤوليتها عن الهجوم.\n";
    assert_eq!(said(text), [pair("حركة الشباب", "مسؤوليتها عن الهجوم")]);
    let text = "أعلن الحزب، وهو أكبر أحزاب الجزيرة، رفضه المشاركة.\n";
    assert_eq!(said(text), [pair("الحزب", "رفضه المشاركة")]);
}

#[test]
fn adjectives_of_an_owned_noun_are_no_content() {
    let text = "واعتبر رئيس البلدية في مؤتمره الصحفي الأسبوعي أن الميزانية كافية.\n";
    assert_eq!(said(text)[0].1, "الميزانية كافية");
}

#[test]
fn verbs_that_are_prepositions_too_stand_behind_a_conjunction() {
    let text = "فيما عبر وزير السياحة عن قلقه من تراجع الحجوزات.\n";
    assert_eq!(said(text), [pair("وزير السياحة", "قلقه من تراجع الحجوزات")]);
    let text = "ونفى الوزير وجود أي نية لرفع الرسوم، وبين أن المشاورات مستمرة.\n";
    assert_eq!(said(text)[1], pair("الوزير", "المشاورات مستمرة"));
}

#[test]
fn deeds_that_and_joins_are_no_statement() {
    let text = "وشدد الوزيران على ضرورة وقف الصيد الجائر ورفض التهريب.\n";
    assert_eq!(said(text).len(), 1);
}

#[test]
fn a_name_may_stand_before_its_office() {
    let text = "وكانت سارة الهاشمي وزيرة البيئة قد انتقدت القمة، وقالت إن الوقت ينفد.\n";
    assert_eq!(said(text)[0].0, "سارة الهاشمي");
    assert_eq!(said(text)[1].0, "سارة الهاشمي");
}

#[test]
fn who_keeps_silent_says_nothing() {
    assert_eq!(said("رفض المتحدث التعليق على الأنباء.\n"), []);
    let text = "رفض الوزير الإفصاح عن عدد السفن التي جرى بيعها، لكنه قال إن الأسطول قديم.\n";
    assert_eq!(said(text).len(), 1);
    assert_eq!(said(text)[0].1, "الأسطول قديم");
}

#[test]
fn an_evidential_vouches_for_the_clause_behind_the_dateline() {
    let text = "نيروبي (رويترز) - اتفقت الشركتان على خفض الأجور، بحسب ما أفاد وزير العمل الكيني.\n";
    assert_eq!(said(text)[0].1, "اتفقت الشركتان على خفض الأجور");
}

#[test]
fn signing_is_no_expecting() {
    assert_eq!(said("الحزب يوقع الورقة المصرية\n"), []);
}

#[test]
fn a_document_is_the_channel_and_a_spokesman_is_none() {
    let via = |text: &str| -> Vec<String> {
        let doc = read(text);
        doc.statements[0].via.iter().map(|v| doc.slice(v.span).to_owned()).collect()
    };
    let document = via("وحث المبعوث الحكومة على ضبط النفس، بحسب بيان صدر عن البعثة.\n");
    assert!(document.iter().any(|v| v.starts_with("بيان")), "{document:?}");
    assert!(via("أعلنت أوسلو، على لسان نائبة وزير الخارجية ليف هانسن، أن المحادثات توقفت.\n").is_empty());
    assert_eq!(via("وقال المحلل سالم الهذلي لـ\"المنارة\" إن السوق هادئة.\n"), ["المنارة"]);
    let so = via("وقال المبعوث إن الهدنة صامدة، وذلك وفقا لوكالة السودان للأنباء.\n");
    assert_eq!(so, ["وكالة السودان للأنباء"]);
}

#[test]
fn one_phrase_of_a_verb_that_needs_an_object_may_be_two() {
    let text = "ناشد محافظ درعا أهالي القرى تسليم البذور الفاسدة.\n";
    assert_eq!(said(text), [pair("محافظ درعا", "تسليم البذور الفاسدة")]);
}

#[test]
fn whom_an_outlet_relays_speaks() {
    let text = "وذكرت صحيفة «المنارة» نقلا عن مصدر برلماني أن الجلسة أرجئت.\n";
    assert_eq!(said(text), [pair("مصدر برلماني", "الجلسة أرجئت")]);
    let text = "ونقلت قناة المنارة عن وزير الري رفضه الحصص الجديدة.\n";
    assert_eq!(said(text), [pair("وزير الري", "الحصص الجديدة")]);
}

#[test]
fn what_a_demonstrative_points_at_does_not_speak() {
    let text = "ودعا البيان الختامي مالطا إلى فتح مرافئها، وأدان تلك الهجمات بشدة.\n";
    assert_eq!(said(text)[1].0, "البيان الختامي");
}

#[test]
fn treaties_speak_to_nobody() {
    assert_eq!(said("ووفقا للاتفاق الموقع في روما، تنسحب السفن خلال شهر.\n"), []);
    assert_eq!(said("وطبقا للدستور الكيني، تجرى جولة الإعادة بعد شهر.\n"), []);
}

#[test]
fn a_clause_about_the_subject_ends_at_its_comma() {
    let text = "وعبر الوزير الذي سبق أن ترأس البلدية، عن قناعته بأن الجسر ضروري.\n";
    assert_eq!(said(text)[0].0, "الوزير");
    let text = "إلا أن هيغ الذي بدا هادئا في مكتبه، حذر لشبونة من أن الصيد سيتوقف.\n";
    assert_eq!(said(text), [pair("وليام هيغ", "الصيد سيتوقف")]);
    let text = "وجدد الوزير خلال اللقاء الذي جرى في بورتو، تمسك الحكومة بالحصص.\n";
    assert_eq!(said(text), [pair("الوزير", "تمسك الحكومة بالحصص")]);
}

#[test]
fn who_speaks_may_stand_in_marks() {
    assert_eq!(said("ورأى \"رامز خليل\" أن الموسم ضاع.\n")[0].1, "الموسم ضاع");
}

#[test]
fn what_one_is_behind_that_attributes_nothing() {
    assert_eq!(said("وقال الوزير إن البلدية مطالبة بأن تصلح الطريق.\n").len(), 1);
    assert_eq!(said("وقال الوزير إن النادي مطالب بدفع الديون.\n").len(), 1);
}

#[test]
fn between_is_a_verb_before_a_clause() {
    assert_eq!(said("كما بين أن هناك نقصا في المياه.\n")[0].1, "هناك نقصا في المياه");
}

#[test]
fn who_announces_behind_where_says_it_himself() {
    let text = "أما الرئيس التشادي فقد جاء رده في خطاب بمدينة أبشة، حيث أعلن أن الموسم ضاع.\n";
    let found = said(text);
    assert_eq!((found.len(), found[0].1.as_str()), (1, "الموسم ضاع"));
}

#[test]
fn a_preposition_that_stands_again_goes_on() {
    let text = "أشاد الوزير بالموقف الذي اتخذته مالطا، وبصبر الصيادين.\n";
    assert_eq!(said(text)[0].1, "الموقف الذي اتخذته مالطا، وبصبر الصيادين");
}

#[test]
fn a_stray_comma_parts_no_object() {
    let text = "أكد وزير الخارجية المغربي ناصر بوريطة، رفض الرباط كل الشروط.\n";
    assert_eq!(said(text)[0], pair("ناصر بوريطة", "رفض الرباط كل الشروط"));
}

#[test]
fn the_stops_of_an_outlet_end_nothing() {
    let text = "قال مراد بلقاسم الناطق باسم الحكومة الجزائرية لـ(د.ب.أ) إن الموسم ضاع.\n";
    assert_eq!(said(text)[0], pair("مراد بلقاسم", "الموسم ضاع"));
}

#[test]
fn a_verb_says_whether_a_person_is_a_woman() {
    let text = "ذكرت رند الخالدي الناطقة باسم الوزارة أن حسام البدوي أعرب عن أسفه. كما أوضح أن الموسم ضاع.\n";
    assert_eq!(said(text).last().map(|(who, _)| who.as_str()), Some("حسام البدوي"));
}

#[test]
fn a_source_leaves_the_verbs_own_preposition() {
    assert_eq!(said("ندد مصدر عراقي بالموقف التركي.\n"), [pair("مصدر عراقي", "الموقف التركي")]);
}

#[test]
fn what_follows_from_a_condition_is_not_said_in_it() {
    let text = "وإذا أعلنت أنقرة أن الرسوم باقية فلن نمدد العقد.\n";
    assert!(said(text).iter().all(|(_, what)| what == "الرسوم باقية"), "{:?}", said(text));
}

#[test]
fn a_wing_behind_a_dash_is_of_the_body() {
    let wing = said("وقالت حركة الزوايا - القيادة العامة إن الهدنة صامدة.\n");
    assert_eq!(wing, [pair("حركة الزوايا - القيادة العامة", "الهدنة صامدة")]);
    let inserted = said("وقالت حركة الزوايا - المجلس المركزي لها غائب - إن الهدنة صامدة.\n");
    assert_ne!(inserted.first().map(|s| s.0.as_str()), Some("حركة الزوايا - المجلس المركزي"));
}

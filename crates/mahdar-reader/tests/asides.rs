//! Statements: what stands between a cue, its subject and what is said; speech that runs on; names set apart by commas or marks.

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
fn unmarked_speech_behind_a_colon_runs_to_the_end_of_its_paragraph() {
    let text = "وقال قائد البحرية الكينية: سفننا وصلت إلى الميناء. لن نغادر قبل الربيع. لدينا ما يكفي من الوقود.\nعاد الصيادون إلى البحر.\n";
    let found = said(text);
    assert!(found[0].1.starts_with("سفننا وصلت") && found[0].1.ends_with("من الوقود"), "{found:?}");
}

#[test]
fn a_sentence_that_begins_with_a_participle_goes_on_with_the_last_speaker() {
    let text = "أكدت وزارة الطاقة الفنلندية أن المفاعل متوقف.\nمشددة على أن الخزانات سليمة.\n";
    assert_eq!(said(text)[1], pair("وزارة الطاقة الفنلندية", "الخزانات سليمة"));
}

#[test]
fn manner_in_marks_joins_nothing() {
    let text = "استنكر البرلمان البلجيكي \"بشدة\" اعتقال المصورين في مينسك.\n";
    assert_eq!(said(text), [pair("البرلمان البلجيكي", "اعتقال المصورين في مينسك")]);
}

#[test]
fn what_somebody_answers_is_not_what_he_says() {
    let text = "أعلن وزير النقل التشيكي، ردا على خبر نشرته صحيفة نمساوية، أن الجسر سيبقى مفتوحا.\n";
    assert_eq!(said(text), [pair("وزير النقل التشيكي", "الجسر سيبقى مفتوحا")]);
    let text = "أكدت الشركة، تعليقا على قرار المحكمة، أن المصنع سيعمل.\n";
    assert_eq!(said(text)[0].1, "المصنع سيعمل");
}

#[test]
fn insertions_may_follow_one_another() {
    let text = "وأشار الوزير الدنماركي، في كلمة أمام النواب، قبيل سفره إلى برلين، إلى أن الأسطول جاهز.\n";
    assert_eq!(said(text)[0].1, "الأسطول جاهز");
}

#[test]
fn an_object_stands_behind_the_comma_of_some_agencies() {
    let text = "دان وزير الثقافة البرتغالي، الهجوم على المتحف.\n";
    assert_eq!(said(text), [pair("وزير الثقافة البرتغالي", "الهجوم على المتحف")]);
    // What stands there may be whom somebody is called, too.
    let text = "قال وزير الثقافة البرتغالي، روي تيكسيرا، إن المتحف أغلق.\n";
    assert_eq!(said(text)[0].1, "المتحف أغلق");
}

#[test]
fn a_noun_of_will_stands_behind_a_long_occasion() {
    let text = "أكد ملك النرويج خلال اللقاء الذي جرى أمس في القصر حرص بلاده على حماية الغابات.\n";
    assert_eq!(said(text)[0].1, "حرص بلاده على حماية الغابات");
}

#[test]
fn verbal_nouns_and_adjectives_go_on_behind_commas() {
    let text = "أكدت وزيرة البيئة الكندية أهمية حماية الأنهار، وخفض الانبعاثات، وزراعة الأشجار.\n";
    assert_eq!(said(text)[0].1, "أهمية حماية الأنهار، وخفض الانبعاثات، وزراعة الأشجار");
    let text = "دعا المجلس إلى اتفاق بحري واضح، ملزم، دائم.\n";
    assert_eq!(said(text)[0].1, "اتفاق بحري واضح، ملزم، دائم");
}

#[test]
fn a_verb_that_judges_has_said_something_before_what_carries_the_rest() {
    let text = "رحب الرئيس الأيرلندي بالهدنة قائلا إنها خطوة شجاعة.\n";
    assert_eq!(said(text), [pair("الرئيس الأيرلندي", "الهدنة"), pair("الرئيس الأيرلندي", "خطوة شجاعة")]);
    let text = "رد الوزير الأيرلندي على السؤال قائلا إن الميناء مفتوح.\n";
    assert_eq!(said(text), [pair("الوزير الأيرلندي", "الميناء مفتوح")]);
}

#[test]
fn the_verb_of_an_evidential_says_nothing_by_itself() {
    let text = "ستغلق المدارس يومين، حسبما أعلن محافظ المدينة.\n";
    assert_eq!(said(text), [pair("محافظ المدينة", "ستغلق المدارس يومين")]);
    let text = "وفقا لوزير الزراعة، لقد تضاعف المحصول.\n";
    assert_eq!(said(text), [pair("وزير الزراعة", "لقد تضاعف المحصول")]);
    let text = "وحسب الطبيبة \"لا سرير يكفي المرضى\"، على حد قولها.\n";
    assert_eq!(said(text), [pair("الطبيبة", "لا سرير يكفي المرضى")]);
}

#[test]
fn who_is_named_in_a_quotation_says_nothing_behind_it() {
    let text = "قال الرئيس الصربي ألكسندر فوتشيتش: \"الطريق طويل. المجريون ساعدونا\"، مضيفا \"لن ننسى ذلك\".\n";
    assert_eq!(said(text)[1].0, "ألكسندر فوتشيتش");
}

#[test]
fn who_is_asked_says_nothing_and_answers() {
    let text = "وسئل المدرب عن الموعد فقال إنه قريب.\n";
    assert_eq!(said(text), [pair("المدرب", "قريب")]);
}

#[test]
fn what_lasts_is_a_predicate() {
    let text = "ذكرت صحيفة سويدية أن الحاكم لا يزال رافضا فكرة الجسر.\n";
    assert_eq!(said(text).len(), 1, "{:?}", said(text));
}

#[test]
fn events_threaten_nobody_and_topics_are_no_content() {
    assert!(said("ويهدد الإعصار بفيضانات في الجنوب.\n").is_empty());
    assert!(said("وزير السياحة المالطي يتحدث عن زيارته المقبلة إلى أثينا\n").is_empty());
}

#[test]
fn a_link_to_another_report_tells_nothing() {
    let doc = read("اقرأ أيضا: لشبونة تهدد مدريد بإغلاق الحدود\n");
    assert!(doc.statements.is_empty() && doc.acts.is_empty(), "{:?} {:?}", doc.statements, doc.acts);
}

#[test]
fn a_name_set_apart_by_commas_is_joined_to_its_office() {
    let text = "المتحدثة باسم الخارجية الفنلندية، ماو نينغ، تعتبر أن الاتفاق ناقص\n";
    assert_eq!(said(text)[0].0, "ماو نينغ");
    let text = "وكان الرئيس الكولومبي، غوستافو بيترو، قد أكد أن الطريق آمن.\n";
    assert_eq!(said(text)[0].0, "غوستافو بيترو");
    let text = "أكدت عضو لجنة المياه، النائبة رباب الساعدي، أن السد ممتلئ. وقالت الساعدي إن النهر هادئ.\n";
    let found = said(text);
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("رباب الساعدي", "رباب الساعدي"));
}

#[test]
fn a_body_in_marks_or_brackets_stands_before_a_name() {
    let text = "قال رئيس المكتب السياسي لـ(حماس) إسماعيل هنية إن الوفد عاد.\n";
    assert_eq!(said(text)[0].0, "إسماعيل هنية");
    let text = "أكد الأمين العام لـ«الحزب الاشتراكي» الصربي إيفيتسا داتشيتش أن المؤتمر تأجل.\n";
    assert_eq!(said(text)[0].0, "إيفيتسا داتشيتش");
}

#[test]
fn a_dual_has_the_names_of_both() {
    let text = "أعرب الوزيران فيالا وليبافسكي عن أسفهما للحادث.\n";
    assert_eq!(said(text)[0].0, "بيتر فيالا+يان ليبافسكي");
    let text = "قال وزيرا خارجية اليونان جورج جيرابيتريتيس والأردن أيمن الصفدي إن اللقاء مثمر.\n";
    assert_eq!(said(text)[0].0, "جورج جيرابيتريتيس+أيمن الصفدي");
}

#[test]
fn a_counterpart_behind_a_comma_speaks_too() {
    let text = "أكد وزير الدفاع الليتواني، ونظيره اللاتفي، أن المناورات انتهت.\n";
    assert_eq!(said(text)[0].0, "وزير الدفاع الليتواني+نظيره اللاتفي");
}

#[test]
fn many_of_somebody_are_who_they_are_of() {
    let text = "اشتكى العديد من الصيادين من ارتفاع الأسعار.\n";
    assert_eq!(said(text), [pair("العديد من الصيادين", "ارتفاع الأسعار")]);
}

#[test]
fn who_works_for_somebody_is_not_him() {
    let text = "وأكد أحد مساعدي ميلوني أن الرحلة ألغيت.\n";
    assert_eq!(said(text)[0].0, "أحد مساعدي ميلوني");
}

#[test]
fn a_name_in_marks_stands_before_its_office() {
    let text = "قال \"كيم سونغ هان\" مستشار الأمن القومي الكوري الجنوبي إن الطريق طويل.\n";
    assert_eq!(said(text), [pair("كيم سونغ هان", "الطريق طويل")]);
}

#[test]
fn whom_a_body_supports_is_part_of_its_phrase() {
    let text = "قالت القوة المشتركة المساندة للجيش التشادي إن الجسر دمر.\n";
    assert_eq!(said(text), [pair("القوة المشتركة المساندة للجيش التشادي", "الجسر دمر")]);
}

//! Statements: whose words they are where a relative clause, an outlet, a banner or an insertion stands between.

mod support;

use mahdar_doc::Article;
use mahdar_reader::Reader;

fn said(text: &str) -> Vec<(String, String)> {
    support::said(&Reader::embedded().expect("embedded pack").read(Article::from_text(text)))
}

fn pair(who: &str, what: &str) -> (String, String) {
    (who.to_owned(), what.to_owned())
}

#[test]
fn what_somebody_said_is_no_denial() {
    let found = said("وترفض أثينا ما أعلنه مسؤولون أتراك من أن سفنها دخلت الميناء.\n");
    assert_eq!(found[1], pair("مسؤولون أتراك", "سفنها دخلت الميناء"));
    let found = said("وأعلنت بلغراد وقف الرحلات، وهو ما وصفه وزير النقل الكرواتي حينها بأنه \"قرار متسرع\".\n");
    assert_eq!(found.last(), Some(&pair("وزير النقل الكرواتي", "قرار متسرع")));
}

#[test]
fn a_relative_clause_keeps_the_clause_of_the_main_verb() {
    let found = said("لكن رئيسة الوزراء الدنماركية، التي ترفض حكومتها المشروع، ترى أن النفق مكلف.\n");
    assert_eq!(found, [pair("رئيسة الوزراء الدنماركية", "النفق مكلف")]);
}

#[test]
fn whoever_does_it_says_nothing() {
    let found = said("وقال وزير المالية الفنلندي إن من يعارض الموازنة عليه أن يقدم بديلا.\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn banners_speak_for_who_holds_them() {
    let found = said("ورفع المحتجون لافتات تدعو إلى خفض الأسعار.\n");
    assert_eq!(found, [pair("المحتجون", "خفض الأسعار")]);
}

#[test]
fn a_site_named_by_its_address_is_one_name() {
    let found = said("وذكر موقع \"العربية.نت\" أن الجسر مغلق.\n");
    assert_eq!(found[0].1, "الجسر مغلق");
    let found = said("وبحسب دبلوماسي تحدث إلى \"سبورت.كوم\"، فإن المباراة تأجلت إلى الربيع.\n");
    assert_eq!(found[0].1, "المباراة تأجلت إلى الربيع");
}

#[test]
fn sources_may_stand_in_marks() {
    let found = said("ونقلت وكالة الأنباء البيلاروسية عن \"لجنة حماية الغابات\" قولها إن الحريق أخمد.\n");
    assert_eq!(found[0], pair("لجنة حماية الغابات", "الحريق أخمد"));
    let found = said("وأدت السيول إلى نزوح ألف أسرة، وفق \"منسقو الإغاثة\".\n");
    assert_eq!(found[0].1, "وأدت السيول إلى نزوح ألف أسرة");
}

#[test]
fn estimates_are_a_source() {
    let found = said("ووفق تقديرات الأمم المتحدة، أسفر الجفاف عن نزوح مليون شخص.\n");
    assert_eq!(found[0].1, "أسفر الجفاف عن نزوح مليون شخص");
}

#[test]
fn an_outlet_carries_the_words_of_who_was_named_before() {
    let found =
        said("وزار الملك عبد الله الثاني وحدة عسكرية، ونقل عنه التلفزيون الرسمي قوله للجنود: \"كونوا مستعدين\".\n");
    assert_eq!(found[0].0, "عبد الله الثاني");
}

#[test]
fn an_insertion_with_a_clause_keeps_the_object() {
    let found = said("وأعلن الاتحاد العام، الهيئة التي تتخذ من صفاقس مقرا لها، استعداده لتأجيل الإضراب.\n");
    assert_eq!(found[0].1, "استعداده لتأجيل الإضراب");
}

#[test]
fn the_subject_goes_on_past_its_apposition() {
    let found =
        said("أعلنت كتائب القسام، الجناح العسكري لحركة حماس، مسؤوليتها عن الهجوم، وهددت في بيان بتوسيع الرد.\n");
    assert_eq!(found[0].0, found[1].0);
}

#[test]
fn tightening_is_not_insisting() {
    let found = said("وقال العمدة إن الشرطة أغلقت الساحة وشددت الخناق على المهربين.\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_family_name_may_look_like_a_verb() {
    let found = said("وقال المتحدث باسم الحزب أحمد يسري إن المؤتمر سيعقد في الخريف.\n");
    assert_eq!(found[0].0, "أحمد يسري");
}

#[test]
fn a_given_name_with_another_office_is_somebody_else() {
    let text = "قال كبير المهندسين أحمد إن السد متين.\nوقال وزير الطاقة القطري أحمد بن علي آل محمود إن السد قديم.\n";
    let doc = Reader::embedded().expect("embedded pack").read(Article::from_text(text));
    let who = |k: usize| doc.statements[k].speaker.as_ref().expect("a speaker").entities.clone();
    assert_ne!(who(0), who(1));
}

#[test]
fn himself_is_nothing_that_is_tightened() {
    assert_eq!(said("وشدد الرئيس نفسه على أن الميناء خط أحمر.\n").len(), 1);
    assert_eq!(said("وشدد الاجتماع الوزاري العربي الطارئ على رفض التهجير.\n").len(), 1);
    assert_eq!(said("وشددت السلطات الحراسة على السجن.\n").len(), 0);
}

#[test]
fn he_is_who_said_it() {
    assert_eq!(said("وكان لافروف هو من قال إن الوفد لن ينسحب.\n").len(), 1);
    assert_eq!(said("إن من يرفض الاتفاق يتحمل العواقب.\n").len(), 0);
}

#[test]
fn what_came_in_a_statement_its_issuer_said() {
    let found = said("أصدرت الرئاسة الكينية بيانا جاء فيه أن المفاوضات ستستأنف.\n");
    assert_eq!(found[0].0, "الرئاسة الكينية");
    let found = said("تلقى الرئيس رسالة من نظيره الكيني جاء فيها أن العلاقات متينة.\n");
    assert_eq!(found[0].0, "نظيره الكيني");
}

#[test]
fn what_somebody_does_not_hide_he_says() {
    assert_eq!(said("لم يخف المبعوث خيبة أمله من نتائج الجولة.\n").len(), 1);
    assert_eq!(said("يخفي المبعوث خيبة أمله من نتائج الجولة.\n").len(), 0);
}

#[test]
fn what_is_condemned_may_stand_in_marks() {
    let found = said("أدانت المنظمة بأشد العبارات \"الهجمات الوحشية\" على المزارعين.\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_document_that_was_issued_has_no_name() {
    assert_eq!(said("وجاء في بيان صدر أمس أن الميناء مغلق.\n")[0].0, "بيان");
    assert_eq!(said("وجاء في بيان صدر عن الوزارة أن الميناء مغلق.\n")[0].0, "الوزارة");
}

#[test]
fn behind_whom_one_appeals_to_stands_what_is_asked() {
    let found = said("ناشدت اللجنة الدولية للصليب الأحمر طرفي القتال السماح بإجلاء الجرحى.\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "السماح بإجلاء الجرحى");
    let found = said("ناشدت الهيئة السكان الكف عن حرق الحقول.\n");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("الهيئة", "الكف عن حرق الحقول"));
}

#[test]
fn responsibility_may_stand_in_marks() {
    let found = said("وحمل الوزير الحكومة \"المسؤولية الكاملة\" عن انهيار السد.\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "الوزير");
}

#[test]
fn what_is_described_says_nothing() {
    let text = "قالت الوزيرة إن الطرفين التزما، ووصفت القرار بأنه \"خطوة أولى\".\n";
    assert_eq!(said(text)[1], pair("الوزيرة", "خطوة أولى"));
    assert_eq!(said("ووصف التقرير الوضع بأنه \"هش\".\n"), [pair("التقرير", "هش")]);
}

#[test]
fn who_spoke_first_goes_on_behind_a_pronoun() {
    let found = said("رحب الوزير المالطي بما تضمنه بيان القصر، غير أنه اعتبر أن الوقت ضيق.\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1], pair("الوزير المالطي", "الوقت ضيق"));
}

#[test]
fn a_summit_speaks_and_a_city_in_marks_condemns_nothing() {
    assert_eq!(said("نددت القمة, في بيانها الختامي, بالتدخلات الأجنبية.\n"), [pair("القمة", "التدخلات الأجنبية")]);
    assert_eq!(said("وتحول الحي إلى \"مدينة أشباح\" بعد الحريق.\n"), []);
}

#[test]
fn what_is_affirmed_is_no_name() {
    for (noun, content) in [("أهمية", "السلام"), ("مركزية", "القضية"), ("صواب", "القرار")]
    {
        let text = format!("أكد الرئيس المالطي {noun} {content}.\n");
        assert_eq!(said(&text), [pair("الرئيس المالطي", &format!("{noun} {content}"))], "{text}");
    }
}

#[test]
fn what_points_back_to_the_words_stands_before_the_verb() {
    let words = "«سنغلق المناجم المخالفة كلها»";
    for pointing in ["هكذا", "بهذه الكلمات", "بهذه العبارة"] {
        let found = said(&format!("{words}، {pointing} رد وزير الطاقة الزامبي على منتقديه.\n"));
        assert_eq!(found, [pair("وزير الطاقة الزامبي", "سنغلق المناجم المخالفة كلها")], "{pointing}");
    }
    assert!(said(&format!("{words}، هكذا كتب على اللافتة عند المدخل.\n")).is_empty());
}

#[test]
fn behind_an_occasion_stands_whom_the_verb_addresses() {
    // في بيان: in a statement.
    let found = said("اتهمت وزارة الطاقة الزامبية في بيان الشركة الكندية بتلويث النهر.\n");
    assert_eq!(found, [pair("وزارة الطاقة الزامبية", "تلويث النهر")]);
    let found = said("اتهمت وزارة الطاقة الزامبية الشركة في بيان الحكومة بتلويث النهر.\n");
    assert_eq!(found, [pair("وزارة الطاقة الزامبية", "تلويث النهر")]);
}

#[test]
fn behind_the_outlet_told_to_stands_what_is_denied() {
    let denied = said("نفى الوزير المصري لرويترز صحة الأنباء عن استقالته.\n");
    assert_eq!(denied, [pair("الوزير المصري", "صحة الأنباء عن استقالته")]);
}

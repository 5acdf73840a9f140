//! Statements: who is told, where contents end, what a headline is about, and what is no statement.

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
fn a_plural_behind_a_name_is_who_is_told() {
    let text = "وأبلغ وزير الدفاع الأميركي مارك إسبر الصحفيين المرافقين له أن الطائرات عادت.\n";
    assert_eq!(said(text), [pair("مارك إسبر", "الطائرات عادت")]);
}

#[test]
fn an_outlet_behind_an_indefinite_person_is_who_is_told() {
    let text = "وأبلغ مسؤول حكومي موقع \"الميناء\" أن الرافعات توقفت.\n";
    assert_eq!(said(text), [pair("مسؤول حكومي", "الرافعات توقفت")]);
}

#[test]
fn a_subject_may_stand_behind_the_outlet_told() {
    let text = "\"لا ننام منذ بدأت الأمطار\"، تقول لوكالة فرانس برس سعاد البكري.\n";
    assert_eq!(said(text)[0].0, "سعاد البكري");
    let text = "\"لا ننام منذ بدأت الأمطار\"، يقول لرويترز محمد السعيدي.\n";
    assert_eq!(said(text)[0].0, "محمد السعيدي");
}

#[test]
fn who_is_accused_may_stand_in_marks() {
    let text = "واتهم النائب عن كتلة السنابل رامي الحصري \"جهات خارجية\" بتمويل الإضراب.\n";
    assert_eq!(said(text), [pair("رامي الحصري", "تمويل الإضراب")]);
    let text = "وحملت نيروبي «بعض الأطراف المحلية» مسؤولية انهيار السد.\n";
    assert_eq!(said(text), [pair("كينيا", "مسؤولية انهيار السد")]);
}

#[test]
fn again_and_through_whom_stand_between_a_verb_and_what_it_takes() {
    let text = "وطالبت أوسلو مجددا بخفض الرسوم على الأسماك.\n";
    assert_eq!(said(text), [pair("النرويج", "خفض الرسوم على الأسماك")]);
    let text = "وطالبت أوسلو على لسان متحدثة باسم الخارجية حكومة بيرو بالسماح للسفن بالعبور.\n";
    assert_eq!(said(text), [pair("النرويج", "السماح للسفن بالعبور")]);
}

#[test]
fn who_says_it_may_stand_behind_an_occasion() {
    let text = "وقال في المؤتمر نفسه وزير المالية الكيني إن العجز تراجع.\n";
    assert_eq!(said(text)[0].1, "العجز تراجع");
    assert!(!said(text)[0].0.is_empty());
    // What kind of conference it was is nobody.
    let text = "قال المدير العام لصندوق النقد العربي عبد الرحمن الحميدي إن النمو بطيء. وأضاف في مؤتمر صحفي بالكويت أن الدين ارتفع.\n";
    assert_eq!(said(text)[1].0, said(text)[0].0);
}

#[test]
fn who_did_it_before_stands_behind_li() {
    let text = "وسبق للوزير الغاني كوامي أسانتي أن أعلن أن الميناء سيغلق.\n";
    assert_eq!(said(text).last().map(|s| s.1.as_str()), Some("الميناء سيغلق"));
    assert!(said(text).last().is_some_and(|s| s.0.contains("كوامي أسانتي")));
}

#[test]
fn a_verb_behind_and_ends_a_noun_that_is_welcomed() {
    let text = "قالت نيروبي إن كمبالا رحبت بالجسر وتعترف بحق الصيادين في العبور.\n";
    assert!(said(text).contains(&pair("أوغندا", "الجسر")), "{:?}", said(text));
}

#[test]
fn the_narrators_remark_ends_a_content() {
    let text = "وقالت الوكالة إن بيرو بدأت بناء مصنع في ليما وهي خطوة وصفتها البرازيل بأنها استفزاز.\n";
    assert_eq!(said(text)[0].1, "بيرو بدأت بناء مصنع في ليما");
}

#[test]
fn commas_around_what_only_stands_between_end_nothing() {
    let text = "وأعلنت بيرو استئناف الرحلات بعد تسلمها، عبر البرازيل، تعهدات مكتوبة من الشركة.\n";
    assert_eq!(said(text)[0].1, "استئناف الرحلات بعد تسلمها، عبر البرازيل، تعهدات مكتوبة من الشركة");
    let text = "وأكد الوزير أن الملف، على حد تعبيره، طوي نهائيا.\n";
    assert_eq!(said(text)[0].1, "الملف، على حد تعبيره، طوي نهائيا");
}

#[test]
fn what_a_source_did_is_none_of_what_it_says() {
    let text = "وبحسب مصادر مطلعة تحدثت إلى الصحيفة، فإن الاجتماع تأجل أسبوعا كاملا.\n";
    assert_eq!(said(text)[0].1, "الاجتماع تأجل أسبوعا كاملا");
}

#[test]
fn the_pronoun_of_a_clause_is_its_speaker() {
    let text = "وقال الجيش الكيني الذي يقوده الجنرال فرانسيس أوغولا في بيان إنه يأمل أن تصمد الهدنة.\n";
    let all = said(text);
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[0].0, all[1].0);
}

#[test]
fn a_president_goes_on_behind_what_his_minister_told() {
    let text = "أعلن الرئيس التركي رجب طيب أردوغان أن الوزير خلوصي أكار أبلغ نظيره اليوناني بأن السفن عادت، مشيرا إلى أن الأولوية للحوار.\n";
    let all = said(text);
    assert_eq!(all.last().map(|s| &s.0), all.first().map(|s| &s.0), "{all:?}");
    // A spokesman reads out what his minister says.
    let text =
        "صرح المتحدث باسم الخارجية أحمد حافظ بأن الوزير سامح شكري أكد دعم مصر للحوار، مشددا على ضرورة خروج المرتزقة.\n";
    let all = said(text);
    assert!(all.last().is_some_and(|s| s.0.contains("شكري")), "{all:?}");
}

#[test]
fn what_something_is_thought_to_be_may_follow_a_pronoun() {
    let text = "وأرجأت الشركة الافتتاح، وهو ما اعتبره الوزير خرقا صريحا للعقد.\n";
    assert!(said(text).iter().any(|s| s.1 == "خرقا صريحا للعقد"), "{:?}", said(text));
}

#[test]
fn that_alone_is_nothing_said() {
    assert!(said("وتنفي طهران ذلك.\n").is_empty());
    assert!(!said("وتنفي طهران ذلك الاتهام الموجه إلى سفيرها.\n").is_empty());
}

#[test]
fn who_is_recognised_or_backed_is_nothing_said() {
    assert!(said("واعترفت غانا بسيادة كينيا على الجزيرة.\n").is_empty());
    assert!(said("وأيدت غانا المقترح الكيني تأييدا كاملا.\n").is_empty());
    assert_eq!(said("واعترف المدير بفشل الخطة.\n").len(), 1);
}

#[test]
fn a_headline_may_begin_with_what_it_is_about() {
    let body = "\n\nنيروبي (رويترز) - اجتمع الوفدان اليوم.\n";
    assert!(said(&format!("السودان: تمديد الهدنة خمسة أيام وسط اتهامات متبادلة{body}")).is_empty());
    assert!(said(&format!("كشمير: هل تصمد الهدنة الجديدة؟{body}")).is_empty());
    assert!(said(&format!("الحوار الليبي: توقيع وثيقة جديدة في تونس{body}")).is_empty());
    assert_eq!(said(&format!("السودان: لن نقبل بأي وصاية على قرارنا{body}")).len(), 1);
    let line = said("نيروبي: قالت غانا إن السد آمن، وتمضي الأعمال كما خطط لها.\n");
    assert_eq!(line.iter().map(|s| s.0.as_str()).collect::<Vec<_>>(), ["غانا"], "of a line of place");
    assert_eq!(said(&format!("روتو: الهدنة صامدة رغم الخروق{body}")).len(), 1);
}

#[test]
fn whatever_stands_between_a_verb_and_its_clause_says_it() {
    assert_eq!(said("من جانبه، أبرز العلوي أن الرباط مستعدة للجلوس.\n")[0].1, "الرباط مستعدة للجلوس");
    assert!(said("وكشف التحقيق أن الحريق متعمد.\n")[0].0.contains("التحقيق"));
    // How it is said is nobody.
    assert_eq!(said("قالت نيروبي إن السد آمن. وأوضحت لاحقا أن المياه ترتفع.\n")[1].0, "كينيا");
}

#[test]
fn behind_a_word_of_contrast_another_speaks() {
    let text = "ودعت غانا إلى الحوار، في حين حث مندوب الصين تشانغ جيون على رفع الرسوم.\n";
    assert!(said(text).iter().any(|s| s.0.contains("تشانغ") && s.1 == "رفع الرسوم"), "{:?}", said(text));
}

#[test]
fn counted_people_and_the_latter_speak() {
    assert!(said("وطالب 31 نائبا مقاطعا بإحالة المدير على القضاء.\n")[0].0.contains("نائبا"));
    let text =
        "والتقى وزير المالية الغاني كين أوفوري وزير الطاقة الكيني ديفيس تشيرتشير، ووعد الأخير بعقد مؤتمر للمانحين.\n";
    assert!(said(text).iter().any(|s| s.0.contains("ديفيس")), "{:?}", said(text));
}

#[test]
fn who_is_called_upon_may_be_followed_by_a_bare_deed() {
    let text = "قالت غانا إن السد آمن، وناشدت كينيا وأوغندا إلزام الشركة بالوقف.\n";
    assert_eq!(said(text)[1].0, "غانا");
    let text = "أعرب رئيس الاتحاد الأفريقي موسى فكي عن قلقه، وناشد القادة الخليجيين مراعاة أوضاع السكان.\n";
    assert_eq!(said(text)[1].0, said(text)[0].0);
}

#[test]
fn a_promised_answer_is_what_is_promised() {
    let text = "وتعهد الرئيس الكيني وليام روتو، في خطاب متلفز، بالرد \"في الوقت المناسب\".\n";
    assert!(said(text).iter().all(|s| s.1.starts_with("الرد")), "{:?}", said(text));
}

#[test]
fn a_participle_that_does_not_agree_is_of_whom_the_clause_is() {
    let text = "أفادت وكالة الأنباء السعودية أن مجلس الوزراء تابع المستجدات، مؤكدا أهمية مواصلة الجهود.\n";
    assert!(said(text).last().is_some_and(|s| !s.0.contains("واس")), "{:?}", said(text));
}

#[test]
fn who_stays_unnamed_says_what_follows() {
    let text = "غير أن دبلوماسيا غربيا، اشترط عدم ذكر اسمه لحساسية الملف، أفاد بأن نقاط الخلاف كثيرة.\n";
    assert_eq!(said(text).len(), 1, "{:?}", said(text));
    assert!(said(text)[0].0.contains("دبلوماسي"));
}

#[test]
fn a_name_may_stand_behind_a_party_in_marks() {
    let text = "وقال القيادي في «كتلة السنابل» رامي الحصري لصحيفة النهر إن الكتلة لن تتنازل.\n";
    assert!(said(text)[0].0.contains("الحصري"), "{:?}", said(text));
}

#[test]
fn where_and_before_whom_it_was_said_is_an_occasion() {
    let occasion = |text: &str| {
        let doc = read(text);
        doc.statements[0].occasion.map(|span| doc.slice(span).to_owned())
    };
    assert_eq!(occasion("وفي نيروبي، دعت الحكومة الكينية إلى الحوار.\n").as_deref(), Some("وفي نيروبي"));
    assert_eq!(occasion("وقال الوزير أمام البرلمان إن العجز كبير.\n").as_deref(), Some("أمام البرلمان"));
    assert_eq!(occasion("وقال الوزير عبر الهاتف إن العجز كبير.\n").as_deref(), Some("عبر الهاتف"));
    assert_eq!(occasion("وقال الوزير إن العجز في نيروبي كبير.\n"), None);
}

/// A source that nobody was called is whoever spoke last, a body or an outlet too.
#[test]
fn the_same_source_is_who_spoke() {
    let text = "أعلنت وزارة الدفاع الكينية أن الجيش انسحب. وأضاف المصدر ذاته أن الانسحاب كامل.\n";
    assert_eq!(said(text)[1], pair("وزارة الدفاع الكينية", "الانسحاب كامل"));
    let text = "قال الخبير محمد علوان إن الاتفاق هش. وأضاف المتحدث نفسه أن الأطراف لم تلتزم.\n";
    assert_eq!(said(text)[1], pair("محمد علوان", "الأطراف لم تلتزم"));
    // An anonymous source goes before.
    let text = "قال مصدر عسكري إن الجيش انسحب. وقالت النرويج إنها تراقب. وأضاف المصدر أن الانسحاب كامل.\n";
    assert_eq!(said(text)[2], pair("مصدر عسكري", "الانسحاب كامل"));
}

#[test]
fn a_clause_that_describes_a_document_stands_between_commas() {
    let text = "وأوضح بلاغ للوزارة، حصلت الصحيفة على نسخة منه، أن الاجتماع تناول الصيد.\n";
    assert_eq!(said(text), [pair("الوزارة", "الاجتماع تناول الصيد")]);
}

#[test]
fn a_professor_has_his_university() {
    let text = "قال الأستاذ بجامعة القاهرة سمير الوردي إن الاتفاق هش.\n";
    assert_eq!(said(text), [pair("سمير الوردي", "الاتفاق هش")]);
}

#[test]
fn a_comma_may_stand_before_who_is_accused() {
    let text = "اتهم القيادي في ائتلاف السنابل رامي الحصري، الكتلة الشرقية بعرقلة التصويت.\n";
    assert_eq!(said(text), [pair("رامي الحصري", "عرقلة التصويت")]);
}

#[test]
fn forces_in_general_are_called_upon_behind_a_name() {
    let text = "دعا رئيس الجمهورية رامي الحصري القوى السياسية إلى الحوار.\n";
    assert_eq!(said(text), [pair("رامي الحصري", "الحوار")]);
}

#[test]
fn a_title_cut_short_ends_no_sentence() {
    let text = "أكد د. سالم البكري، رئيس مجلس الوزراء المصري، أن الحكومة ماضية في خطتها.\n";
    assert_eq!(said(text), [pair("سالم البكري", "الحكومة ماضية في خطتها")]);
    let text = "وقال د/ سالم البكري إن اللقاحات متوفرة.\n";
    assert_eq!(said(text), [pair("سالم البكري", "اللقاحات متوفرة")]);
}

#[test]
fn who_speaks_stands_before_the_noun_whose_preposition_names_whom() {
    let text = "وجه الرئيس الكيني نداء عاجلا إلى الأطراف لوقف القتال.\n";
    assert_eq!(said(text), [pair("الرئيس الكيني", "وقف القتال")]);
}

#[test]
fn a_nickname_in_marks_is_part_of_the_name() {
    let text = "قال القيادي إسماعيل رضوان \"أبو محمد\" إن الحركة لن تتراجع.\n";
    assert_eq!(said(text), [pair("إسماعيل رضوان", "الحركة لن تتراجع")]);
    let text = "أعلن قائد الفصيل محمود السالمي (أبو خالد) أن الهدنة انتهت.\n";
    assert_eq!(said(text), [pair("محمود السالمي", "الهدنة انتهت")]);
}

#[test]
fn a_relative_clause_and_a_preposition_of_two_words_join_nothing() {
    let text = "أصر رئيس الوزراء السابق كريم النجار، الذي عاد إلى البلاد على متن طائرة خاصة بعدما أمضى سنوات في المنفى، على أن \
                الانتخابات ستجرى في موعدها.\n";
    assert_eq!(said(text)[0].1, "الانتخابات ستجرى في موعدها");
}

#[test]
fn whom_an_outlet_relays_may_stand_first() {
    let text = "ونقلا عن مسؤولين محليين، أوردت شبكة سي إن إن أن الاتفاق جاهز.\n";
    assert_eq!(said(text), [pair("مسؤولين محليين", "الاتفاق جاهز")]);
}

#[test]
fn a_verb_of_saying_opens_no_headline() {
    let text = "وكتب المغرد ناصر السالمي على منصة إكس: \"القرار صائب\".\n";
    assert_eq!(said(text), [pair("ناصر السالمي", "القرار صائب")]);
}

#[test]
fn two_words_are_quoted_before_a_comma() {
    let text = "\"الوضع كارثي\"، يقول الطبيب أحمد سالم من داخل المستشفى.\n";
    assert_eq!(said(text), [pair("أحمد سالم", "الوضع كارثي")]);
}

fn via(text: &str) -> Vec<String> {
    let doc = read(text);
    let first = doc.statements.first().map(|s| s.via.clone()).unwrap_or_default();
    first.iter().map(|v| doc.slice(v.span).to_owned()).collect()
}

#[test]
fn the_outlet_that_somebody_tells_is_the_channel() {
    assert_eq!(via("وقال خبير زراعي للأناضول إن الموسم ضعيف.\n"), ["للأناضول"]);
    assert_eq!(via("وقال الناطق باسم الحكومة لـ\"فرانس برس\" إن السد آمن.\n"), ["فرانس برس"]);
    assert_eq!(via("وقال صياد من غزة لبي بي سي: \"البحر مغلق منذ أسبوع\".\n"), ["بي بي سي"]);
    assert_eq!(via("وقالت الوزيرة لتلفزيون (كيه.بي.إس) إن المصنع سيفتح قريبا.\n"), ["تلفزيون (كيه.بي.إس)"]);
    assert_eq!(via("وذكر شهود لمراسل رويترز أن الجسر انهار.\n"), ["رويترز"]);
    assert_eq!(via("لكن مسؤولا كنديا كبيرا أبلغ رويترز بأن الصفقة ألغيت.\n"), ["رويترز"]);
}

#[test]
fn an_outlet_of_the_occasion_is_the_channel() {
    assert_eq!(via("وفي مقابلة مع صحيفة «المرصد»، قالت الوزيرة إن السد آمن.\n"), ["صحيفة «المرصد»"]);
    assert_eq!(via("وقال الوزير في بيان نشرته وكالة سبأ إن السد آمن.\n"), ["وكالة سبأ"]);
    assert_eq!(via("وأكد الوزير أن السد آمن، وذلك في تصريح لرويترز على هامش الجلسة.\n"), ["رويترز"]);
}

#[test]
fn whoever_is_told_is_not_always_an_outlet() {
    for text in [
        "وقال الرئيس للشعب إن الحرب انتهت.\n",
        "وأكد الوزير للعالم أن السد آمن.\n",
        "وقال بائع في متجر مجاور لموقع الكمين إن الجنود انسحبوا.\n",
        "وقال الوزير في كلمة متلفزة ليل السبت إن السد آمن.\n",
        "وقالت الوزيرة للصحافة إن السد آمن.\n",
        "وقال المدير العام للوكالة الدولية للطاقة الذرية إن المفاعل آمن.\n",
        "ودعا العراقية إلى العدول عن قرارها.\n",
    ] {
        assert_eq!(via(text), Vec::<String>::new(), "{text}");
    }
}

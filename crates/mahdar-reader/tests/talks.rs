//! Acts of diplomacy: between whom they are, whatever stands between verb and object, and what only looks like one.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::ActType;
use support::{act, found, last};

#[test]
fn commas_and_places_stand_between_a_meeting_and_whom_it_is_with() {
    let meets = |from, to| act(ActType::Consult, from, to);
    assert_eq!(last("تلقى وزير الخارجية القطري اتصالا هاتفيا، من نظيره السويدي.\n"), meets("SWE", "QAT"));
    assert_eq!(last("استقبل الرئيس الفنلندي، اليوم الأحد، وزير خارجية إستونيا.\n"), meets("FIN", "EST"));
    assert_eq!(last("التقى ملك بلجيكا، اليوم، بقصر الضيافة، رئيس وزراء لاتفيا.\n"), meets("BEL", "LVA"));
    assert_eq!(last("استقبل رئيس مالطا في العاصمة فاليتا، أمس، رئيس الوزراء الصربي.\n"), meets("MLT", "SRB"));
    assert_eq!(last("التقى وزير الدفاع السويدي نظيره النرويجي، ثم المبعوث الأميركي.\n"), meets("SWE", "NOR+USA"));
}

#[test]
fn offices_in_the_dual_and_each_of_several_are_all_met() {
    assert_eq!(last("استقبل الرئيس القبرصي وزيري خارجية مالطا وسلوفينيا.\n"), act(ActType::Consult, "CYP", "MLT+SVN"));
    assert_eq!(last("وجهت كندا دعوة لكل من بيرو وتشيلي إلى القمة.\n"), act(ActType::Propose, "CAN", "CHL+PER"));
    assert_eq!(last("عقد في أثينا لقاء ضم الرئيس المصري والرئيس القبرصي.\n"), act(ActType::Consult, "CYP+EGY", ""));
}

#[test]
fn a_movement_that_goes_by_a_common_word_stands_beside_another() {
    assert_eq!(last("اتفقت حماس وفتح على إجراء انتخابات.\n"), act(ActType::Agree, "FATAH+HAMAS", ""));
    assert_eq!(last("قالت حركة (فتح) إنها تقبل المقترح التركي.\n"), act(ActType::Agree, "FATAH", "TUR"));
    // An opening is one.
    let text = "دعت تركيا حماس إلى وقف النار وفتح المعابر.\n";
    assert_eq!(last(text), act(ActType::Request, "TUR", "HAMAS"));
}

#[test]
fn a_need_or_a_hope_is_aimed_at_who_would_do_it() {
    assert_eq!(last("شدد الرئيس التركي على ضرورة انسحاب القوات الروسية.\n"), act(ActType::Request, "TUR", "RUS"));
    assert!(found("شدد الوزير التركي على ضرورة العمل المشترك.\n").is_empty());
    assert!(found("أعرب وزير الخارجية الهولندي عن أمله في نجاح محادثات قبرص.\n").is_empty());
}

#[test]
fn who_attacked_is_accused_and_not_who_was_struck() {
    assert_eq!(found("أدانت كينيا الهجوم على السفارة اليونانية في بيروت.\n"), [act(ActType::Accuse, "KEN", "")]);
    assert_eq!(found("أدانت كينيا الهجوم الإسرائيلي على دمشق.\n")[0], act(ActType::Accuse, "KEN", "ISR"));
    assert_eq!(found("أدانت بلجيكا هجمات الحوثيين على السفن.\n")[0], act(ActType::Accuse, "BEL", "HOUTHI"));
}

#[test]
fn on_whom_something_lies_is_no_side() {
    assert_eq!(last("رفضت نيكاراغوا العقوبات المفروضة على فنزويلا.\n"), act(ActType::Reject, "NIC", ""));
    assert_eq!(last("رفضت نيكاراغوا العقوبات الأميركية على فنزويلا.\n"), act(ActType::Reject, "NIC", "USA"));
}

#[test]
fn what_is_called_after_a_town_is_nobodys() {
    assert_eq!(last("رفض رئيس تشاد نتائج مؤتمر باريس.\n"), act(ActType::Reject, "TCD", ""));
    assert_eq!(last("انتقدت غانا اتفاق أبوجا.\n"), act(ActType::Accuse, "GHA", ""));
}

#[test]
fn what_talks_are_about_is_no_side() {
    assert_eq!(last("ناقش وزراء خارجية آسيان ملف ميانمار.\n"), act(ActType::Consult, "ASEAN", ""));
    assert!(found("أعربت سلوفينيا عن قلقها من الوضع في هايتي.\n").is_empty());
}

#[test]
fn oman_is_told_from_amman() {
    assert_eq!(last("استقبل سلطان عمان الرئيس البولندي.\n"), act(ActType::Consult, "OMN", "POL"));
    assert_eq!(last("دعت قطر وعمان إسرائيل إلى وقف الحرب.\n"), act(ActType::Request, "OMN+QAT", "ISR"));
    assert_eq!(last("وصل الرئيس البولندي إلى عمان.\n"), act(ActType::Consult, "POL", "JOR"));
}

#[test]
fn refusals_need_no_verb() {
    assert_eq!(last("قالت كوبا إنها غير مهتمة بالحوار مع واشنطن.\n"), act(ActType::Reject, "CUB", "USA"));
    assert_eq!(last("قال الرئيس السوري إنه ليست لديه نية للتفاوض مع إسرائيل.\n"), act(ActType::Reject, "SYR", "ISR"));
    // Of another it is none of the speaker's.
    assert!(!found("قال الرئيس السوري إن إسرائيل غير مهتمة بالسلام.\n").iter().any(|a| a.0 == ActType::Reject));
}

#[test]
fn a_warning_of_somebody_elses_deeds_accuses_him() {
    let text = "حذرت قطر مجلس الأمن من استمرار إثيوبيا في ملء السد.\n";
    assert_eq!(last(text), act(ActType::Accuse, "QAT", "ETH"));
}

#[test]
fn whose_verbal_noun_is_told_does_it() {
    assert_eq!(last("أعلن المبعوث الأممي موافقة الهند وباكستان على هدنة.\n"), act(ActType::Agree, "IND+PAK", ""));
}

#[test]
fn the_bare_office_of_a_headline_is_of_the_state_told_below() {
    let text = "الخارجية ترحب بالاتفاق الكيني الصومالي\nرحبت وزارة الخارجية القطرية بالاتفاق.\n";
    assert_eq!(found(text)[0], act(ActType::Support, "QAT", "KEN+SOM"));
}

#[test]
fn who_answers_answers_whoever_proposed() {
    let text = "اقترح الرئيس الكيني عقد قمة، ورحبت غانا بالاقتراح، بينما رفضته تشاد.\n";
    let acts = found(text);
    assert_eq!(acts[1], act(ActType::Support, "GHA", "KEN"));
    assert_eq!(acts[2], act(ActType::Reject, "TCD", "KEN"));
}

#[test]
fn a_message_has_two_ends() {
    assert_eq!(last("نقلت النرويج رسالة كراكاس إلى واشنطن.\n"), act(ActType::Mediate, "NOR", "USA+VEN"));
}

#[test]
fn rebels_and_opposition_are_of_the_government_they_are_paired_with() {
    assert_eq!(last("تفاوض حكومة كولومبيا المتمردين في كوبا.\n"), act(ActType::Consult, "COL", "COL-REB"));
    assert_eq!(last("دعا الفاتيكان إلى حوار بين فنزويلا والمعارضة.\n"), act(ActType::Request, "VAT", "VEN+VEN-OPP"));
}

#[test]
fn a_party_is_on_the_side_of_the_months_in_which_it_governs() {
    let text = |day: &str| format!("القدس (رويترز) {day}\nطالب حزب الليكود مصر بفتح المعبر.\n");
    assert_eq!(last(&text("12 مارس 2024")), act(ActType::Request, "ISR", "EGY"));
    assert_eq!(last(&text("12 مارس 2022")), act(ActType::Request, "ISR-OPP", "EGY"));
}

#[test]
fn the_end_of_a_truce_is_no_grant() {
    assert_eq!(found("أعلنت حركة طالبان انتهاء الهدنة مع باكستان.\n"), [act(ActType::Reject, "TALIBAN", "PAK")]);
}

#[test]
fn what_only_looks_like_a_deed() {
    assert!(!found("قدم السفير الكندي أوراق اعتماده إلى الرئيس التونسي.\n").iter().any(|a| a.0 == ActType::Propose));
    assert!(!found("وقع الانفجار في مدينة حمص قرب القاعدة الروسية.\n").iter().any(|a| a.0 == ActType::Support));
    assert!(
        !found("سيغادر الوفد السوري جنيف للمشاركة في المفاوضات في موسكو.\n").iter().any(|a| a.0 == ActType::Sanction)
    );
    assert_eq!(last("أعلن الاتحاد الأوروبي تجميد أصول ستة مسؤولين بورميين.\n"), act(ActType::Sanction, "EU", "MMR"));
}

#[test]
fn talks_that_bring_together_and_bodies_of_two_states() {
    let both = act(ActType::Consult, "CHN+KAZ", "");
    assert_eq!(last("عقدت جلسة موسعة ضمت الرئيسين الصيني والكازاخستاني.\n"), both);
    assert_eq!(last("ضم عشاء عمل في أستانا الرئيس الصيني ونظيره الكازاخستاني.\n"), both);
    let joint = act(ActType::Consult, "EGY+TUR", "");
    assert_eq!(last("عقدت اللجنة المشتركة بين مصر وتركيا اجتماعها الأول.\n"), joint);
    assert_eq!(last("اجتمعت اللجنة المصرية التركية المشتركة في القاهرة.\n"), joint);
}

#[test]
fn an_exercise_may_have_its_name_in_marks() {
    let both = |text: &str| found(text).into_iter().map(|act| act.0).collect::<Vec<_>>();
    assert_eq!(both("انطلقت مناورات \"درع الصداقة\" المشتركة بين كينيا والسودان.\n"), [ActType::Cooperate]);
    assert_eq!(both("انطلقت مناورات (درع-2017) المشتركة بين كينيا والسودان.\n"), [ActType::Cooperate]);
}

#[test]
fn whoever_says_what_is_denied() {
    let denied = act(ActType::Deny, "IRQ", "UN");
    assert_eq!(last("نفى العراق اتهامات رئيس لجنة الأمم المتحدة ريتشارد بتلر.\n"), denied);
    assert_eq!(last("ردت طهران بنفي أي دور لها.\n"), act(ActType::Deny, "IRN", ""));
}

#[test]
fn what_governs_another_word_is_no_attribute() {
    let text = "أبدى الأمين العام لحلف شمال الأطلسي قلقه من عدم التزام موسكو بالاتفاق.\n";
    assert_eq!(last(text), act(ActType::Accuse, "NATO", "RUS"));
    // Who is ready to end a fight readies none, and what is sent to watch helps nobody.
    assert_eq!(last("إسرائيل مستعدة لإنهاء الحرب.\n").0, ActType::Agree);
    let text = "أرسلت الفلبين طائرات عسكرية لمراقبة الزوارق الصينية.\n";
    assert_eq!(last(text), act(ActType::Mobilize, "PHL", "CHN"));
}

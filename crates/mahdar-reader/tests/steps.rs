//! Acts: talks that are only mentioned, steps that are announced, what is to come, readiness, whoever goes on without a
//! subject, whom a blow struck.

#[path = "support/acts.rs"]
mod support;

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;
use support::{act, acts};

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

fn of(text: &str) -> Vec<(ActType, String, String)> {
    acts(&read(text))
}

/// The text's only act.
fn one(text: &str) -> (ActType, String, String) {
    let found = of(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one")
}

#[test]
fn talks_that_are_only_mentioned_did_not_take_place() {
    assert_eq!(of("وأضاف الوزير النرويجي أن طاولة الحوار مع موسكو بعيدة.\n"), []);
    assert_eq!(of("وتحدث الوزير الدنماركي في لقاء مع الصحفيين في أوسلو.\n"), []);
    assert_eq!(one("وتحدث الوزير الدنماركي بعد محادثات مع نظيره النرويجي.\n"), act(ActType::Consult, "DNK", "NOR"));
}

#[test]
fn some_rows_are_of_a_verb_alone() {
    assert_eq!(of("وشددت الخارجية الفنلندية إرشادات السفر إلى تركيا.\n"), []);
    assert_eq!(one("سافر الرئيس الفنلندي إلى تركيا.\n"), act(ActType::Consult, "FIN", "TUR"));
}

#[test]
fn an_announced_step_goes_before_what_it_is_about() {
    assert_eq!(of("وأعلنت موسكو تعليق مشاركتها في الاتفاق مع النرويج.\n")[0], act(ActType::Sanction, "RUS", "NOR"));
    assert_eq!(one("وأعلن الرئيس المصري إلغاء زيارته إلى أثينا.\n"), act(ActType::Sanction, "EGY", "GRC"));
    assert_eq!(one("وأعلن الرئيس المصري إلغاء لقائه مع نظيره القبرصي.\n"), act(ActType::Sanction, "EGY", "CYP"));
}

#[test]
fn boycott_is_a_protest() {
    assert_eq!(one("قرر نواب المعارضة المولدوفية مقاطعة جلسات البرلمان المولدوفي.\n").0, ActType::Protest);
}

#[test]
fn the_present_with_a_day_is_to_come() {
    assert_eq!(one("ويصل الرئيس الإيطالي الخميس إلى الرباط في زيارة دولة.\n"), act(ActType::Agree, "ITA", "MAR"));
    assert_eq!(one("ويجري وفد سويسري مباحثات مع الحكومة المغربية منذ الأحد.\n"), act(ActType::Consult, "CHE", "MAR"));
}

#[test]
fn readiness_to_cease_fire_is_no_threat() {
    let text = "وقال الرئيس السوداني إن بلاده مستعدة لوقف إطلاق النار إذا التزمت تشاد بالهدنة.\n";
    assert_eq!(of(text)[0].0, ActType::Agree);
}

#[test]
fn predicates_stand_behind_verbs_of_staying() {
    for verb in ["لا تزال", "ما زالت", "باتت"] {
        let text = format!("وأكد الوزير البولندي أن وارسو {verb} مستعدة للحوار مع مينسك.\n");
        assert_eq!(one(&text), act(ActType::Agree, "POL", "BLR"), "{text}");
    }
    assert_eq!(one("وأكد الوزير الأردني أن عمان حريصة على التعاون مع نيقوسيا.\n"), act(ActType::Agree, "JOR", "CYP"));
}

#[test]
fn who_goes_on_without_a_subject_meets_the_one_who_is_named() {
    let text = "وعقد المبعوث النرويجي لقاءات مع الوفود في جنيف، والتقى وزير الخارجية المجري.\n";
    assert_eq!(of(text).last(), Some(&act(ActType::Consult, "NOR", "HUN")));
    let text = "وعقد المبعوث النرويجي لقاءات مع الوفود في جنيف، كما زار وزير الخارجية المجري.\n";
    assert_eq!(of(text).last(), Some(&act(ActType::Consult, "NOR", "HUN")));
}

#[test]
fn whom_one_met_before_is_not_whom_one_calls_on() {
    let found = of("وطالب رئيس الوزراء المالطي عقب لقائه وزير الخارجية النرويجي المجتمع الدولي بالتحرك.\n");
    assert!(found.contains(&act(ActType::Request, "MLT", "INTL")), "{found:?}");
    assert!(found.contains(&act(ActType::Consult, "MLT", "NOR")), "{found:?}");
}

#[test]
fn plurals_of_talks_bear_their_owner() {
    assert_eq!(
        one("وقال الرئيس المجري خلال محادثاته مع نظيره الكرواتي إن الجسر جاهز.\n"),
        act(ActType::Consult, "HUN", "HRV")
    );
}

#[test]
fn it_was_they_who_did_it() {
    assert_eq!(one("وقال المراقب إن إثيوبيا هي التي قصفت القوات الإريترية.\n"), act(ActType::Assault, "ETH", "ERI"));
}

#[test]
fn whom_a_blow_struck_suffers() {
    assert_eq!(one("وقال المتحدث إن ثلاثة جنود أرمن قتلوا في قصف أذربيجاني.\n"), act(ActType::Assault, "AZE", "ARM"));
}

#[test]
fn who_is_called_on_may_stand_first() {
    assert_eq!(one("وأكد الوزير الموريتاني أن فرنسا مطالبة بسحب قواتها.\n"), act(ActType::Request, "MRT", "FRA"));
}

#[test]
fn a_complaint_is_about_nobody_it_is_brought_before() {
    assert_eq!(one("تقدمت كوستاريكا بشكوى إلى مجلس الأمن.\n"), act(ActType::Accuse, "CRI", ""));
    assert_eq!(one("تقدمت كوستاريكا بشكوى إلى مجلس الأمن ضد نيكاراغوا.\n"), act(ActType::Accuse, "CRI", "NIC"));
}

#[test]
fn the_sides_of_one_state_are_its_own() {
    assert_eq!(one("حثت الأمم المتحدة الأطراف الليبية على الحوار.\n"), act(ActType::Request, "UN", "LBY"));
    let text = "قال الحوثيون إنهم قبلوا الهدنة.\nوطلب الحوثيون ضمانات.\nحثت الأمم المتحدة الأطراف اليمنية على الحوار.\n";
    assert_eq!(of(text).last(), Some(&act(ActType::Request, "UN", "HOUTHI+YEM")));
}

#[test]
fn delegations_bear_the_adjective_behind_another() {
    assert_eq!(one("وقال مصدر إن وفدا أمنيا سويديا سيزور هلسنكي.\n"), act(ActType::Agree, "SWE", "FIN"));
    assert_eq!(one("وقال مصدر إن وفدا رفيع المستوى من السويد سيزور هلسنكي.\n"), act(ActType::Agree, "SWE", "FIN"));
}

#[test]
fn who_calls_acts_and_not_who_is_called() {
    let text = "وأطلع الملك الأردني المجلس على فحوى الاتصال الهاتفي الذي تلقاه من رئيس وزراء اليابان.\n";
    assert_eq!(one(text), act(ActType::Consult, "JPN", "JOR"));
    assert_eq!(one("وتلقت الحكومة السودانية مساعدات تركية.\n"), act(ActType::Aid, "TUR", "SDN"));
}

#[test]
fn a_reply_told_as_a_blow_is_a_threat() {
    let found = of("وقال الوزير الهندي إن بلاده سترد بحزم على كل محاولة لعبور الحدود مع باكستان.\n");
    assert_eq!(found[0].0, ActType::Threaten, "{found:?}");
}

#[test]
fn who_strikes_with_a_blow_is_not_struck() {
    assert_eq!(
        one("القوات الفنلندية استهدفت بقصف صاروخي مدينة أوسلو النرويجية.\n"),
        act(ActType::Assault, "FIN", "NOR")
    );
    assert_eq!(one("القوات الكينية قتلت بقصف على القرية عائلة صومالية.\n").1, "KEN");
    assert_eq!(one("جنديان كينيان قتلا بقصف صومالي.\n"), act(ActType::Assault, "SOM", "KEN"));
}

#[test]
fn against_whom_a_complaint_is_brought_stays() {
    assert_eq!(one("ورفعت النرويج دعوى على الاتحاد الأوروبي.\n"), act(ActType::Accuse, "NOR", "EU"));
    assert_eq!(one("علقت حماس مشاركتها في المفاوضات التي ترعاها عمان.\n"), act(ActType::Sanction, "HAMAS", ""));
}

#[test]
fn what_help_is_meant_for_did_not_give_it() {
    assert_eq!(of("تلقت نيروبي أسلحة لمواجهة القوات الصومالية.\n"), []);
    assert_eq!(one("تلقت كينيا مساعدات قطرية.\n"), act(ActType::Aid, "QAT", "KEN"));
}

#[test]
fn who_is_not_ready_refuses() {
    let text = "قال الوزير إن كينيا ليست حريصة على تنفيذ الاتفاق مع الصومال.\n";
    assert_eq!(of(text), [act(ActType::Reject, "KEN", "SOM")]);
}

#[test]
fn one_invites_to_what_stands_behind_the_preposition() {
    assert_eq!(one("دعا الرئيس الكيني نظيره الصومالي إلى لقاء في نيروبي.\n"), act(ActType::Propose, "KEN", "SOM"));
    let text = "دعا الوزير الكيني الصومال إلى الالتزام بما جرى في اجتماع نيروبي.\n";
    assert_eq!(one(text), act(ActType::Request, "KEN", "SOM"));
}

#[test]
fn a_day_that_is_past_or_names_an_event_is_not_to_come() {
    assert_eq!(one("الرئيس الكيني يستقبل وزير الخارجية الصومالي مساء أمس.\n").0, ActType::Consult);
    assert_eq!(one("الرئيس الكيني يلتقي نظيره الصومالي بعد هجوم الجمعة.\n").0, ActType::Consult);
    for day in ["الأحد الماضي", "الجمعة الماضية", "الأحد الفائت", "الجمعة المنصرمة"]
    {
        assert_eq!(one(&format!("الرئيس الكيني يستقبل نظيره الصومالي {day}.\n")).0, ActType::Consult, "{day}");
    }
}

#[test]
fn what_is_ended_or_emptied_is_no_protest() {
    assert_eq!(of("قررت كييف إخلاء مقاطعة خيرسون من السكان.\n"), []);
    assert_eq!(one("تنوي كينيا مقاطعة القمة الصومالية.\n"), act(ActType::Protest, "KEN", "SOM"));
}

#[test]
fn who_orders_a_deed_is_not_who_suffers_it() {
    assert_eq!(one("أمرت أوسلو بطرد جميع الدبلوماسيين الكينيين.\n"), act(ActType::Sanction, "NOR", "KEN"));
    assert_eq!(one("جمدت أوسلو 700 مليون دولار من المساعدات المخصصة لكينيا.\n"), act(ActType::Sanction, "NOR", "KEN"));
}

#[test]
fn the_list_of_those_who_did_it_may_stand_last() {
    let found = one("قدمت مشروع القرار إلى المجلس كل من كينيا والنرويج.\n");
    assert_eq!((found.0, found.1.as_str()), (ActType::Propose, "KEN+NOR"));
}

#[test]
fn whom_somebody_is_in_welcome_of_is_received() {
    let text = "وكان في استقبال الوزير الكيني بالمطار وزير الخارجية النرويجي.\n";
    assert_eq!(one(text), act(ActType::Consult, "NOR", "KEN"));
}

#[test]
fn a_headline_may_open_with_a_noun_that_looks_like_a_verb() {
    assert_eq!(one("تبادل أسرى بين كينيا والصومال.\n"), act(ActType::Retreat, "KEN+SOM", ""));
    assert_eq!(one("تبادل الاتهامات بين أوسلو ونيروبي.\n"), act(ActType::Accuse, "KEN+NOR", ""));
    // Where the verb finds who acts it stays one.
    assert_eq!(one("تبادل الرئيسان الكيني والصومالي الاتهامات.\n"), act(ActType::Accuse, "KEN+SOM", ""));
}

#[test]
fn ties_between_two_are_cut_and_resumed_by_both() {
    assert_eq!(one("قطع العلاقات بين النرويج وكينيا.\n"), act(ActType::Sanction, "KEN+NOR", ""));
    assert_eq!(one("استئناف العلاقات بين النرويج وكينيا.\n"), act(ActType::Support, "KEN+NOR", ""));
    // Whose ties were cut is not said.
    assert_eq!(of("قطع العلاقات مع كينيا.\n"), []);
}

//! Acts: which party a phrase means by one word, and whom a list, a pronoun or a preposition names.

#[path = "support/acts.rs"]
mod support;

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;
use support::{act, acts};

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

/// The last act of a text.
fn last(text: &str) -> (ActType, String, String) {
    acts(&read(text)).pop().unwrap_or_else(|| panic!("no act: {text}"))
}

#[test]
fn one_word_calls_the_body_named_before() {
    let request = |from, to| act(ActType::Request, from, to);
    let coalition = "طالب الائتلاف الوطني السوري موسكو بالضغط على النظام.";
    assert_eq!(last(&format!("{coalition} ودعت روسيا رئيس الائتلاف إلى الحوار.\n")), request("RUS", "SYR-OPP"));
    let text = format!("{coalition} والتقى وفد الائتلاف وزير الخارجية الروسي.\n");
    assert_eq!(last(&text), act(ActType::Consult, "SYR-OPP", "RUS"));
    let text = "نددت حركة حماس بالغارات. واتهم قادة الحركة إسرائيل بالمماطلة.\n";
    assert_eq!(last(text), act(ActType::Accuse, "HAMAS", "ISR"));
    let text = "اجتمع مجلس الأمن. وطالبت سوريا أعضاء المجلس بإدانة الهجوم.\n";
    assert_eq!(last(text), request("SYR", "UN"));
}

#[test]
fn offices_are_of_the_organisation_named_before() {
    let text = "اجتمع مجلس الأمن لبحث الأزمة في مالي. ودعت غينيا الأمين العام إلى التدخل.\n";
    assert_eq!(last(text), act(ActType::Request, "GIN", "UN"));
    let text = "أعلن الاتحاد الأوروبي فرض عقوبات على بيلاروسيا. وطالبت مينسك المفوضية بوقف التصعيد.\n";
    assert_eq!(last(text), act(ActType::Request, "BLR", "EU"));
}

#[test]
fn who_mediates_for_the_continent_does_so_for_its_union() {
    let text = "دعا الوسيط الأفريقي الخرطوم إلى وقف القصف.\n";
    assert_eq!(last(text), act(ActType::Request, "AU", "SDN"));
    let text = "طلب رئيس الآلية الأفريقية رفيعة المستوى من الخرطوم وقف القصف.\n";
    assert_eq!(last(text), act(ActType::Request, "AU", "SDN"));
}

#[test]
fn a_single_opponent_is_of_the_opposition() {
    let text = "معارض سوري يدعو موسكو وواشنطن إلى وقف القصف\n";
    assert_eq!(last(text), act(ActType::Request, "SYR-OPP", "RUS+USA"));
}

#[test]
fn and_joins_behind_a_phrase_of_several_words() {
    let text = "استضافت القاهرة اجتماع وزراء خارجية فرنسا وبريطانيا وألمانيا.\n";
    assert_eq!(last(text), act(ActType::Consult, "EGY", "DEU+FRA+GBR"));
    let text = "اتهمت فرنسا كلا من روسيا وإيران بتأجيج الصراع.\n";
    assert_eq!(last(text), act(ActType::Accuse, "FRA", "IRN+RUS"));
}

#[test]
fn behind_an_adjective_of_somebody_a_state_is_the_object() {
    let text = "وطالب مسؤول مصري رفيع إثيوبيا بوقف التصعيد.\n";
    assert_eq!(last(text), act(ActType::Request, "EGY", "ETH"));
    let text = "الرئيس السوداني يلتقي أردوغان\n";
    assert_eq!(last(text), act(ActType::Consult, "SDN", "TUR"));
}

#[test]
fn one_awaits_something_only_of_whom_the_preposition_names() {
    let text = "قال لافروف: \"نريد من فرنسا أن ترد\".\n";
    assert_eq!(last(text), act(ActType::Request, "RUS", "FRA"));
    assert!(acts(&read("وتوقعت باريس نموا في مصر.\n")).iter().all(|(kind, ..)| *kind != ActType::Request));
}

#[test]
fn what_somebody_does_is_charged_to_him() {
    for what in ["ما تقوم به اليونان استفزاز", "ما قامت به اليونان كان استفزازا", "أثينا لا تفي بالتزاماتها"]
    {
        let text = format!("قال الوزير التركي إن {what}.\n");
        assert_eq!(last(&text), act(ActType::Accuse, "TUR", "GRC"), "{text}");
    }
    let text = "قال الوزير المجري إن أوكرانيا ومولدوفا لا تحترمان حقوق الأقلية.\n";
    assert_eq!(last(text), act(ActType::Accuse, "HUN", "MDA+UKR"));
}

#[test]
fn visits_and_sittings_are_meetings() {
    assert_eq!(last("حل الوزير المالطي بتونس في زيارة عمل.\n"), act(ActType::Consult, "MLT", "TUN"));
    let text = "ترأس الوزير التونسي ونظيره المالطي أشغال اللجنة المشتركة.\n";
    assert_eq!(last(text), act(ActType::Consult, "MLT+TUN", ""));
}

#[test]
fn the_narrators_coming_meetings_are_agreed_on() {
    let doc = read("من المقرر أن يلتقي وزير الخارجية التركي نظيره المصري في أنقرة الشهر المقبل.\n");
    let [meeting] = &doc.acts[..] else { panic!("{:?}", doc.acts) };
    assert_eq!((meeting.kind, meeting.status), (ActType::Agree, mahdar_doc::ActStatus::Planned));
}

#[test]
fn who_once_held_an_office_acts_for_himself() {
    let text = "انتقد رئيس الوزراء الأسترالي الأسبق بول كيتنغ الصين.\n";
    assert_eq!(last(text), act(ActType::Accuse, "AUS-CIV", "CHN"));
}

#[test]
fn unknown_gunmen_are_nobodys() {
    let found = acts(&read("قتل مسلحون مجهولون تسعة جنود صوماليين في بيدوا.\n"));
    assert!(found.iter().all(|(_, from, _)| from.is_empty()), "{found:?}");
}

#[test]
fn a_body_called_in_two_words_needs_no_mention_before() {
    let text = "وطالبت الخرطوم المنظمة الدولية بسحب بعثتها.\n";
    assert_eq!(last(text), act(ActType::Request, "SDN", "UN"));
}

#[test]
fn a_word_that_attributes_is_of_the_verb_that_does() {
    // توقع is "he expects" and "she signs".
    let found = acts(&read("وتوقع الوزير الأردني أن تبلغ الموجة ذروتها في الشتاء.\n"));
    assert!(found.iter().all(|(kind, ..)| *kind != ActType::Support), "{found:?}");
}

#[test]
fn a_nationality_of_two_words_may_begin_with_a_direction() {
    let text = "قال الرئيس الجنوب أفريقي إن بلاده ترفض القرار الإسرائيلي.\n";
    assert_eq!(last(text), act(ActType::Reject, "ZAF", "ISR"));
}

#[test]
fn two_sides_may_be_offices_without_a_name() {
    let text = "بحث وزير الخارجية العراقي مع نظيره الإيراني ملف الحدود. وأكد الطرفان أن الحوار مستمر.\n";
    let doc = read(text);
    let speaker = doc.statements[0].speaker.as_ref().expect("a speaker");
    let mut parties: Vec<&str> =
        speaker.entities.iter().filter_map(|id| doc.entities[id.index()].party.as_deref()).collect();
    parties.sort_unstable();
    assert_eq!(parties, ["IRN", "IRQ"]);
}

#[test]
fn homes_that_a_state_shells_are_its_peoples() {
    let text = "اجتمعت الحكومة السودانية. وقصف الجيش السوداني أحياء سكنية في الخرطوم.\n";
    assert_eq!(last(text), act(ActType::Assault, "SDN", "SDN-CIV"));
}

#[test]
fn how_many_about_is_no_direction() {
    let text = "اعتقلت القوات الإسرائيلية نحو مئة فلسطيني في الضفة.\n";
    assert_eq!(last(text), act(ActType::Coerce, "ISR", "PSE-CIV"));
}

#[test]
fn a_request_may_follow_another_act_of_the_same() {
    let text = "رحب الرئيس الأوكراني بالقرار، وطلب من ألمانيا إرسال الدبابات.\n";
    assert_eq!(last(text), act(ActType::Request, "UKR", "DEU"));
}

#[test]
fn and_joins_behind_a_name_in_apposition_a_place_and_marks() {
    let support = |from, to| act(ActType::Support, from, to);
    let text = "أعرب الوزير الكازاخي عن امتنان بلاده لجهود الأمم المتحدة والأردن والولايات المتحدة.\n";
    assert_eq!(last(text), support("KAZ", "JOR+UN+USA"));
    assert_eq!(last("رحبت موسكو بأي إسهام أمريكي وأردني.\n"), support("RUS", "JOR+USA"));
    let text = "أجرى الرئيس الروسي محادثات مع المستشارة الألمانية، أنغيلا ميركل، والرئيس الفرنسي، فرانسوا هولاند.\n";
    assert_eq!(last(text), act(ActType::Consult, "RUS", "DEU+FRA"));
    let text = "تعهد الرئيس الأفغاني بملاحقة قادة طالبان و«داعش».\n";
    assert_eq!(last(text), act(ActType::Threaten, "AFG", "ISIS+TALIBAN"));
}

#[test]
fn no_office_and_no_person_is_in_apposition_to_a_body() {
    let text = "أعلن الرئيس الموريتاني موعد الانتخابات. وطرد المجلس العسكري السفير الفرنسي.\n";
    assert_eq!(last(text), act(ActType::Sanction, "MRT", "FRA"));
}

#[test]
fn two_politicians_side_by_side_are_two() {
    assert_eq!(last("دعا ماكرون بوتين إلى وقف الحرب.\n"), act(ActType::Request, "FRA", "RUS"));
    assert_eq!(last("وصف الرئيس التركي نتنياهو بأنه إرهابي.\n"), act(ActType::Accuse, "TUR", "ISR"));
    assert_eq!(last("هاجم ترامب زيلينسكي بشدة.\n"), act(ActType::Accuse, "USA", "UKR"));
    assert_eq!(last("هاجم الجيش السوداني مواقع الدعم السريع.\n"), act(ActType::Assault, "SDN", "RSF"));
}

#[test]
fn a_counterpart_behind_and_is_another() {
    let text = "عقد الرئيس المصري ونظيره السوداني ورئيس الوزراء الإثيوبي قمة في الخرطوم.\n";
    assert_eq!(last(text), act(ActType::Consult, "EGY+ETH+SDN", ""));
}

#[test]
fn a_state_whose_name_is_an_adjective_agrees_or_is_one() {
    assert_eq!(last("زار الرئيس الإيراني السعودية.\n"), act(ActType::Consult, "IRN", "SAU"));
    assert_eq!(last("قصف الحوثيون السعودية.\n"), act(ActType::Assault, "HOUTHI", "SAU"));
    assert_eq!(last("قصفت القوات السعودية صعدة.\n"), act(ActType::Assault, "SAU", "YEM"));
}

#[test]
fn a_visit_to_a_city_is_one_to_its_state() {
    assert_eq!(last("زار الوزير الفرنسي مراكش.\n"), act(ActType::Consult, "FRA", "MAR"));
    assert_eq!(last("وصل الوزير الفرنسي إلى دبي.\n"), act(ActType::Consult, "FRA", "ARE"));
}

#[test]
fn soldiers_suffer_by_whose_deed_it_was() {
    assert_eq!(last("مقتل جنديين تركيين بقصف للنظام السوري\n"), act(ActType::Assault, "SYR", "TUR"));
}

#[test]
fn whose_matter_two_discuss_is_no_side() {
    assert_eq!(last("ناقشت واشنطن وموسكو الملف الإيراني.\n"), act(ActType::Consult, "RUS+USA", ""));
}

#[test]
fn who_mediates_does_it_between_those_just_told_of() {
    let text = "عقدت محادثات بين الجيش السوداني وقوات الدعم السريع برعاية سعودية أمريكية.\n";
    assert_eq!(last(text), act(ActType::Mediate, "SAU+USA", "RSF+SDN"));
}

#[test]
fn a_name_that_parties_of_several_states_have_is_of_the_state_the_report_names() {
    let sudan = "أعلن الحزب الديمقراطي المعارض في السودان رفضه الحوار مع الجيش السوداني.\n";
    assert_eq!(last(sudan), act(ActType::Reject, "SDN-OPP", "SDN"));
    let consensus = "دعت كينيا رئيس حكومة الوفاق الفلسطينية إلى وقف القتال.\n";
    assert_eq!(last(consensus), act(ActType::Request, "KEN", "PSE"));
    // Where the row's state is named, or no state at all, it is the row's.
    let libya = "دعت كينيا حكومة الوفاق في ليبيا إلى وقف القتال.\n";
    assert_eq!(last(libya), act(ActType::Request, "KEN", "LBY"));
    let nobody = read("قال زعيم الحزب الديمقراطي إن الخطة سيئة.\n");
    assert!(nobody.entities[0].party.as_deref().is_some_and(|party| party.starts_with("USA")), "{:?}", nobody.entities);
}

#[test]
fn a_party_that_no_row_knows_does_not_speak_for_its_state() {
    let text = "طالب حزب البناء السويدي الحكومة بوقف التسليح.\n";
    assert_eq!(last(text), act(ActType::Request, "SWE-OPP", "SWE"));
    let ruling = "دعا الحزب السويدي الحاكم كينيا إلى الحوار.\n";
    assert_eq!(last(ruling), act(ActType::Request, "SWE", "KEN"));
}

#[test]
fn behind_a_body_the_governor_is_an_adjective() {
    let text = "وانتقد الائتلاف الحاكم السويدي كينيا بشدة.\n";
    assert_eq!(last(text), act(ActType::Accuse, "SWE", "KEN"));
    let text = "طالب المجلس العسكري الحاكم في مالي فرنسا بسحب سفيرها.\n";
    assert_eq!(last(text), act(ActType::Request, "MLI", "FRA"));
    // A governor by himself stays one.
    let doc = read("قال الحاكم العسكري للولاية إن الوضع هادئ.\n");
    assert_eq!(doc.statements.len(), 1);
}

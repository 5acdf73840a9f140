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

//! For whom somebody acts: what his title says, what the report names, and blows that are only words.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::ActType;
use support::{act, found, last};

#[test]
fn an_attack_by_a_politician_is_in_words() {
    let rebuked = act(ActType::Accuse, "FRA", "EU");
    assert_eq!(last("شن وزير الدفاع الفرنسي هجوما على الاتحاد الأوروبي خلال كلمة أمام البرلمان.\n"), rebuked);
    assert_eq!(last("هاجم الرئيس التركي الحكومة اليونانية.\n").0, ActType::Accuse);
    // A state of war is none.
    assert_eq!(last("شن بوتين هجوما على أوكرانيا.\n"), act(ActType::Assault, "RUS", "UKR"));
}

#[test]
fn a_title_says_for_whom_somebody_acts() {
    let text = "زار وكيل الأمين العام للأمم المتحدة جيفري فيلتمان بيونغ يانغ.\n";
    assert_eq!(last(text), act(ActType::Consult, "UN", "PRK"));
    let text = "التقى زعيم المعارضة الإسرائيلية بنيامين نتنياهو السفير الكندي.\n";
    assert_eq!(last(text), act(ActType::Consult, "ISR-OPP", "CAN"));
    // Who is accredited to a body is not its own.
    let text = "حثت السفيرة الأمريكية لدى الأمم المتحدة نيكي هيلي إيران على الحوار.\n";
    assert_eq!(last(text), act(ActType::Request, "USA", "IRN"));
    assert_eq!(last("دعا البابا روسيا إلى وقف الحرب.\n"), act(ActType::Request, "VAT", "RUS"));
    // A door in the accusative is nobody, and none of the two countries.
    let text = "قالت تونس للجزائر إنها لا تغلق بابا.\nوطالبت تونس بتوحيد الأنظمة بين البلدين.\n";
    let acts = found(text);
    assert!(!acts.is_empty() && !format!("{acts:?}").contains("VAT"), "{acts:?}");
}

#[test]
fn another_states_senate_is_its_own() {
    let text = "صادق مجلس الشيوخ الأرجنتيني على معاهدة الحدود مع تشيلي.\n";
    assert_eq!(last(text), act(ActType::Support, "ARG", "CHL"));
}

#[test]
fn a_state_and_today_are_no_outlet() {
    assert_eq!(last("أفرجت إسرائيل اليوم عن أسرى فلسطينيين.\n"), act(ActType::Retreat, "ISR", "PSE-CIV"));
    assert_eq!(last("هاجمت روسيا اليوم مواقع أوكرانية.\n"), act(ActType::Assault, "RUS", "UKR"));
    // Where it passes news on it is one.
    let told = found("ذكرت روسيا اليوم أن كينيا رفضت الاقتراح الفرنسي.\n");
    assert_eq!(told, [act(ActType::Reject, "KEN", "FRA")]);
}

#[test]
fn leaders_of_a_league_agree_as_people() {
    assert_eq!(last("رفض القادة العرب الخطة الأميركية.\n"), act(ActType::Reject, "LAS", "USA"));
    assert_eq!(last("أدان وزراء الخارجية العرب الهجوم الإيراني.\n"), act(ActType::Accuse, "LAS", "IRN"));
    assert_eq!(last("رفضت إسرائيل المبادرة العربية.\n"), act(ActType::Reject, "ISR", "LAS"));
    assert_eq!(last("رفضت إيران المبادرة الخليجية.\n"), act(ActType::Reject, "IRN", "GCC"));
}

#[test]
fn ones_own_people_are_called_on() {
    assert_eq!(last("دعا الرئيس اللبناني اللبنانيين إلى الوحدة.\n"), act(ActType::Request, "LBN", "LBN-CIV"));
    // Of another state they are a side as ever.
    assert_eq!(last("دعا الرئيس الفرنسي الأتراك إلى الحوار.\n").0, ActType::Request);
}

#[test]
fn government_and_opposition_are_of_the_state_behind_them() {
    let agree = |text: &str| found(text).into_iter().map(|act| (act.0, act.1)).next().expect("an act");
    assert_eq!(
        agree("اتفقت الحكومة والمعارضة في فنزويلا على استئناف الحوار.\n"),
        (ActType::Agree, "VEN+VEN-OPP".into())
    );
    assert_eq!(agree("اتفق الجيش والمتمردون في كولومبيا على هدنة.\n"), (ActType::Agree, "COL+COL-REB".into()));
    assert_eq!(last("زار فريق من الخبراء الأميركيين كوريا الشمالية.\n"), act(ActType::Consult, "USA", "PRK"));
}

#[test]
fn the_base_is_al_qaeda_where_it_fights_or_speaks() {
    assert_eq!(last("هددت القاعدة بشن هجمات على كينيا.\n"), act(ActType::Threaten, "QAEDA", "KEN"));
    assert_eq!(last("قتل ثلاثة من عناصر القاعدة في غارة أميركية.\n"), act(ActType::Assault, "USA", "QAEDA"));
    assert_eq!(last("اعتقلت كينيا قياديا بارزا في القاعدة.\n"), act(ActType::Coerce, "KEN", "QAEDA"));
    let to = |text: &str| last(text).1;
    assert_ne!(to("هاجم مسلحون القاعدة العسكرية الأميركية.\n"), "QAEDA");
    // A band that is called after tigers.
    assert_eq!(last("اغتال نمور التاميل وزيرا هنديا سابقا.\n").0, ActType::Assault);
    assert_eq!(last("هاجم نمور التاميل رئيس الوزراء الهندي.\n"), act(ActType::Assault, "LTTE", "IND"));
}

//! Acts: whose ground a deed is on, who did what a noun tells, denials and their accusers, lists of parties.

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

/// Type, actors and recipients of each act, the codes in order of the alphabet.
fn acts(doc: &Document) -> Vec<(ActType, String, String)> {
    let codes = |ids: &[mahdar_doc::EntityId]| {
        let mut codes: Vec<&str> =
            ids.iter().filter_map(|id| doc.entity(*id)).filter_map(|entity| entity.party.as_deref()).collect();
        codes.sort_unstable();
        codes.join("+")
    };
    doc.acts.iter().map(|act| (act.kind, codes(&act.actors), codes(&act.recipients))).collect()
}

/// The text's only act.
fn one(text: &str) -> (ActType, String, String) {
    let found = acts(&read(text));
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one")
}

fn act(kind: ActType, from: &str, to: &str) -> (ActType, String, String) {
    (kind, from.to_owned(), to.to_owned())
}

#[test]
fn a_deed_on_a_city_is_done_to_whose_it_is() {
    assert_eq!(one("قصفت القوات الروسية مدينة خاركيف.\n"), act(ActType::Assault, "RUS", "UKR"));
    assert_eq!(one("سيطر تنظيم داعش على الرقة.\n"), act(ActType::Coerce, "ISIS", "SYR"));
}

#[test]
fn arms_act_for_whose_they_are() {
    assert_eq!(one("شنت طائرات التحالف العربي غارتين على صنعاء.\n"), act(ActType::Assault, "SAU", "YEM"));
}

#[test]
fn a_verb_that_only_says_that_it_is_done_gives_the_noun_its_agent() {
    assert_eq!(one("ردت فنزويلا بقطع العلاقات الدبلوماسية مع كولومبيا.\n"), act(ActType::Sanction, "VEN", "COL"));
}

#[test]
fn a_sound_plural_is_no_adjective_of_a_state() {
    assert_eq!(one("طردت فرنسا الدبلوماسيين الروس.\n"), act(ActType::Sanction, "FRA", "RUS"));
    assert_eq!(one("طردت روسيا دبلوماسيين ألمانا.\n"), act(ActType::Sanction, "RUS", "DEU"));
}

#[test]
fn adjectives_of_two_states_are_two_parties() {
    assert_eq!(one("أجرت القوات العراقية والتركية مناورات مشتركة.\n"), act(ActType::Cooperate, "IRQ+TUR", ""));
}

#[test]
fn exercises_of_one_alone_are_none_with_somebody() {
    assert_eq!(one("الصين تجري تدريبات بالذخيرة الحية.\n"), act(ActType::Mobilize, "CHN", ""));
}

#[test]
fn who_gives_support_acts() {
    assert_eq!(one("حظيت الحكومة اليمنية بدعم السعودية.\n"), act(ActType::Support, "SAU", "YEM"));
}

#[test]
fn a_hope_of_somebodys_conduct_asks_for_it() {
    let hope = "أعرب وزير الخارجية الروسي عن أمله في أن تلتزم أوكرانيا بالاتفاق.\n";
    assert_eq!(one(hope), act(ActType::Request, "RUS", "UKR"));
}

#[test]
fn who_says_that_his_own_side_did_no_harm_denies() {
    let doc =
        read("واتهمت أرمينيا أذربيجان بخرق الهدنة. وأكدت وزارة الدفاع الأذربيجانية أن وحداتها لم تستهدف أي منشآت.\n");
    assert!(acts(&doc).contains(&act(ActType::Deny, "AZE", "ARM")), "{:?}", acts(&doc));
}

#[test]
fn ones_own_ambassador_is_called_home() {
    assert_eq!(one("استدعت الكويت سفيرها من طهران.\n"), act(ActType::Sanction, "KWT", "IRN"));
    assert_eq!(one("استدعت الكويت السفير الإيراني.\n").0, ActType::Accuse);
}

#[test]
fn as_many_states_as_a_number_names_are_those_listed() {
    let doc = read(
        "قطعت السعودية والإمارات والبحرين ومصر علاقاتها مع قطر.\nودعا وزير الخارجية السويدي الدول الأربع إلى الحوار.\n",
    );
    assert!(acts(&doc).contains(&act(ActType::Request, "SWE", "ARE+BHR+EGY+SAU")), "{:?}", acts(&doc));
}

#[test]
fn a_relative_clause_of_an_indefinite_noun_tells_the_deed() {
    assert_eq!(one("هجوم شنته القوات الروسية على كييف.\n"), act(ActType::Assault, "RUS", "UKR"));
}

//! Whom a deed was done to where nobody, or only a state's ground, says who did it; whose army it is that has no nationality.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::ActType;
use support::{act, found, last};

#[test]
fn unknown_hands_and_the_passive() {
    assert_eq!(last("خطف مجهولون مهندسين صينيين.\n"), act(ActType::Assault, "", "CHN-CIV"));
    assert_eq!(last("حكم على معارض بيلاروسي بالسجن عشر سنوات.\n"), act(ActType::Sanction, "BLR", "BLR-OPP"));
}

#[test]
fn the_dead_are_news_where_their_death_is_told() {
    assert_eq!(last("أعلن الجيش النيجري مقتل خمسة من جنوده في كمين.\n"), act(ActType::Assault, "", "NER"));
    // It is only spoken of.
    let kinds: Vec<_> = found("دعت كينيا إلى التحقيق في مقتل خمسة من جنودها.\n").iter().map(|act| act.0).collect();
    assert!(!kinds.contains(&ActType::Assault), "{kinds:?}");
}

#[test]
fn who_suffered_is_not_looked_into() {
    assert_eq!(last("فتحت كينيا تحقيقا في مقتل سائح بريطاني.\n"), act(ActType::Accuse, "KEN", ""));
}

#[test]
fn a_state_is_condemned_for_what_is_done_to_people_on_its_ground() {
    let condemned = |text: &str| found(text).into_iter().find(|act| act.0 == ActType::Accuse).expect("an accusation");
    let accuses = |to| act(ActType::Accuse, "NOR", to);
    assert_eq!(condemned("أدانت النرويج اعتقال صحفيين في بيلاروسيا.\n"), accuses("BLR"));
    assert_eq!(condemned("نددت النرويج بإعدام سجناء في إيران.\n"), accuses("IRN"));
    assert_eq!(condemned("أدانت النرويج اعتقال ناشطين مصريين.\n"), accuses("EGY"));
    // Its own people abroad, and somebody who is named.
    assert_eq!(condemned("نددت النرويج بتوقيف ناشط نرويجي في إيران.\n"), accuses("IRN"));
    assert_eq!(condemned("أدانت النرويج اعتقال القوات الروسية صحفيين في أوكرانيا.\n"), accuses("RUS"));
}

#[test]
fn who_watches_rights_did_not_suffer() {
    let text = "انتقدت منظمة العفو الدولية تعذيب معتقلين في سجون ليبيا.\n";
    assert_eq!(found(text)[0], act(ActType::Accuse, "AMNESTY", "LBY"));
    assert!(found(text).iter().all(|act| act.2 != "AMNESTY"));
}

#[test]
fn a_state_is_asked_to_let_people_go() {
    let asks = |to| act(ActType::Request, "SWE", to);
    assert_eq!(last("طالبت السويد بالإفراج عن معارضين في فنزويلا.\n"), asks("VEN"));
    assert_eq!(last("دعت السويد إلى إطلاق سراح الصحفيين المسجونين في إريتريا.\n"), asks("ERI"));
    // Hostages are in no state's power.
    assert_eq!(last("طالبت السويد بالإفراج عن الرهائن في مالي.\n"), asks(""));
}

#[test]
fn an_army_without_nationality_is_of_the_state_whose_group_is_named() {
    assert_eq!(last("اشتبك الجيش مع قوات الدعم السريع.\n"), act(ActType::Assault, "SDN", "RSF"));
    let text = "اتهم الجيش قوات الدعم السريع بتلقي أسلحة من تشاد.\n";
    assert_eq!(found(text), [act(ActType::Accuse, "SDN", "RSF"), act(ActType::Aid, "TCD", "RSF")]);
    // A state that the report is at home in goes before.
    let text =
        "قال الرئيس التشادي إن بلاده محايدة.\nوأكد وزير الدفاع التشادي ذلك.\nواتهم الجيش قوات الدعم السريع بقصف قرية.\n";
    assert_eq!(found(text).iter().find(|act| act.0 == ActType::Accuse), Some(&act(ActType::Accuse, "TCD", "RSF")));
}

#[test]
fn a_crowd_protests_and_a_government_complains() {
    assert_eq!(last("احتج آلاف المواطنين الكينيين على رفع الضرائب.\n"), act(ActType::Protest, "KEN-CIV", "KEN"));
    assert_eq!(last("احتجت كينيا لدى أوغندا على القصف.\n"), act(ActType::Accuse, "KEN", "UGA"));
}

#[test]
fn less_of_what_is_sold_is_a_sanction() {
    assert_eq!(last("خفضت النرويج صادرات الغاز إلى ألمانيا.\n"), act(ActType::Sanction, "NOR", "DEU"));
}

#[test]
fn help_that_arrives_is_whose_its_carriers_are() {
    let helps = |text: &str| last(text);
    assert_eq!(helps("دخلت قافلة مساعدات تابعة للأمم المتحدة إلى قطاع غزة.\n"), act(ActType::Aid, "UN", "PSE"));
    assert_eq!(helps("وصلت إلى بيروت طائرة شحن كويتية تحمل أربعين طنا من الأدوية.\n"), act(ActType::Aid, "KWT", "LBN"));
    assert_eq!(helps("وصلت شحنة لقاحات أرسلتها الصين إلى الجزائر.\n"), act(ActType::Aid, "CHN", "DZA"));
    // Nobody says whose.
    assert_eq!(helps("وصلت شاحنات المساعدات إلى غزة.\n"), act(ActType::Aid, "", "PSE"));
}

#[test]
fn own_arms_given_up_help_nobody() {
    let gives_up = act(ActType::Retreat, "SYR-REB", "SYR");
    assert_eq!(last("سلم مسلحون سوريون أسلحتهم للجيش السوري.\n"), gives_up);
}

#[test]
fn crowds_in_round_numbers_are_of_where_they_stand() {
    assert_eq!(last("تظاهر مئات الآلاف في باريس.\n"), act(ActType::Protest, "FRA-CIV", "FRA"));
    let angry = "احتشد في دكا أربعون ألف بنغلاديشي غاضبين من فرنسا.\n";
    assert_eq!(last(angry), act(ActType::Protest, "BGD-CIV", "FRA"));
}

#[test]
fn a_headline_opens_with_its_news() {
    assert_eq!(last("خطف سائحين إيطاليين في بوركينا فاسو\n"), act(ActType::Assault, "", "ITA-CIV"));
    assert_eq!(last("استقالة رئيس الوزراء الياباني\n"), act(ActType::Retreat, "JPN", ""));
    // A verb, and no news of anybody's.
    assert!(found("قتل رجلان في حادث تصادم على طريق جبلي.\n").is_empty());
}

#[test]
fn those_whom_an_armed_band_takes_are_no_part_of_its_name() {
    let taken = |text: &str| last(text);
    assert_eq!(taken("خطفت جماعة مسلحة راهبتين في نيجيريا.\n"), act(ActType::Assault, "NGA-REB", "NGA-CIV"));
    assert_eq!(taken("خطف مسلحون عمالا في نيجيريا.\n"), act(ActType::Assault, "NGA-REB", "NGA-CIV"));
    assert_eq!(taken("قتل الجيش مسلحا في نيجيريا.\n"), act(ActType::Assault, "NGA", "NGA-REB"));
    assert_eq!(taken("اعتقلت الشرطة معارضين في مصر.\n"), act(ActType::Coerce, "EGY", "EGY-OPP"));
}

#[test]
fn a_faction_in_a_place_is_of_its_state_and_not_the_state() {
    assert_eq!(last("وافقت المعارضة في جورجيا على الحوار.\n"), act(ActType::Agree, "GEO-OPP", ""));
    assert_eq!(last("انسحب المتمردون في كولومبيا من البلدة.\n"), act(ActType::Retreat, "COL-REB", ""));
}

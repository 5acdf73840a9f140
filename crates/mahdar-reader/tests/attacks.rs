//! Attacks that nobody is said to have made, and whom they killed; crowds that are counted in words.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::ActType;
use support::{act, found, last};

fn killed(text: &str, whom: &str) {
    assert_eq!(last(text), act(ActType::Assault, "", whom), "{text}");
}

#[test]
fn whom_a_bomb_kills_is_of_where_it_went_off() {
    killed("قتل 12 شخصا في انفجار سيارة مفخخة في نيروبي.\n", "KEN-CIV");
    killed("مقتل تسعة أشخاص بانفجار عبوة ناسفة في نيروبي.\n", "KEN-CIV");
    killed("أودى تفجير انتحاري في نيروبي بحياة تسعة أشخاص.\n", "KEN-CIV");
    killed("نيروبي (رويترز) - قتل 12 شخصا يوم الثلاثاء في انفجار سيارة ملغومة.\n", "KEN-CIV");
    // What strikes is no party, nor is a town that may be a word for a deed.
    killed("قتل 12 شخصا برصاص مسلحين مجهولين في الموصل.\n", "IRQ-CIV");
}

#[test]
fn those_who_serve_are_their_states() {
    killed("قتل خمسة جنود في انفجار عبوة ناسفة في نيروبي.\n", "KEN");
    killed("قتل جنديان كينيان في انفجار لغم شمال نيروبي.\n", "KEN");
    killed("مقتل خمسة جنود في تفجير انتحاري في نيروبي.\n", "KEN");
}

#[test]
fn an_accident_is_no_attack() {
    for text in [
        "قتل 12 شخصا في حادث سير في كينيا.\n",
        "قتل 12 شخصا في انفجار غاز في كينيا.\n",
        "قتل 12 عاملا في انفجار منجم في كينيا.\n",
        "مقتل 12 شخصا في انهيار مبنى في نيروبي.\n",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn whom_an_attack_killed_tells_no_other_one() {
    let text = "أطلقت الشرطة الكينية الرصاص على المتظاهرين في نيروبي، ما أدى إلى مقتل خمسة أشخاص.\n";
    let attacks = found(text).into_iter().filter(|act| act.0 == ActType::Assault).count();
    assert_eq!(attacks, 1, "{text}");
}

#[test]
fn a_crowd_may_be_counted_in_words() {
    let against = |state: &str| act(ActType::Protest, "KEN-CIV", state);
    assert_eq!(last("تظاهر نحو مئتي شخص أمام السفارة الدنماركية في نيروبي.\n"), against("DNK"));
    assert_eq!(last("تظاهر حوالى ألفي شخص أمام السفارة الدنماركية في نيروبي.\n"), against("DNK"));
    assert_eq!(last("تظاهر مئات من سكان نيروبي ضد الحكومة.\n"), against("KEN"));
}

#[test]
fn those_who_are_arrested_at_home() {
    let arrested = |whom: &str| act(ActType::Coerce, "KEN", whom);
    assert_eq!(last("أوقفت الشرطة الكينية ثلاثة من قادة المعارضة.\n"), arrested("KEN-OPP"));
    assert_eq!(last("حلت المحكمة الدستورية التركية حزب الرفاه.\n"), act(ActType::Coerce, "TUR", "TUR-OPP"));
    // A man of a state whose name is written like him.
    assert_eq!(last("اعتقلت الشرطة الكينية سوريا.\n"), arrested("SYR-CIV"));
}

#[test]
fn hostages_and_the_sentenced() {
    assert_eq!(last("احتجز مسلحون رهائن في مدرسة في كينيا.\n"), act(ActType::Assault, "KEN-REB", "KEN-CIV"));
    assert_eq!(last("طرد الأمن العام الكيني عشرات السوريين.\n"), act(ActType::Sanction, "KEN", "SYR-CIV"));
    assert_eq!(last("سلمت كينيا مواطنا فرنسيا إلى باريس.\n"), act(ActType::Cooperate, "KEN", "FRA"));
}

#[test]
fn the_name_of_a_place_ends_a_phrase() {
    let attacks = act(ActType::Assault, "SDN-REB", "SDN");
    assert_eq!(last("هاجم متمردو دارفور مدينة الفاشر.\n"), attacks);
    assert_eq!(last("قتل متمردو دارفور جنودا سودانيين.\n"), attacks);
    let text = "قال وزير الخارجية الأميركي إن على إيران وقف التخصيب.\n";
    assert_eq!(last(text), act(ActType::Request, "USA", "IRN"));
}

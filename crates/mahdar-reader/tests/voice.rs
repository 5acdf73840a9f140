//! Whether a verb is active or its subject suffers; what a relative clause describes; passives whose theme is their subject.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::ActType;
use support::{act, found, last, read};

#[test]
fn a_verb_with_a_pronoun_for_its_object_is_active() {
    let seized = act(ActType::Coerce, "IRN", "GBR");
    assert_eq!(last("سفينة بريطانية احتجزها الحرس الثوري الإيراني.\n"), seized);
    assert_eq!(last("السفينة البريطانية التي احتجزها الحرس الثوري الإيراني.\n"), seized);
    assert_eq!(last("اليابانيون الذين خطفتهم بيونغ يانغ.\n"), act(ActType::Assault, "PRK", "JPN-CIV"));
}

#[test]
fn a_perfect_marked_with_damma_is_passive() {
    let doc = read("أُدرج قائد الجيش في ميانمار على لائحة العقوبات الكندية.\n");
    assert!(doc.acts.iter().all(|act| act.actors.is_empty()), "{:?}", doc.acts);
}

#[test]
fn a_deed_named_by_the_subject_of_a_passive() {
    assert_eq!(last("فرضت عقوبات على إيران.\n"), act(ActType::Sanction, "", "IRN"));
    assert_eq!(last("شنت غارات على دمشق.\n"), act(ActType::Assault, "", "SYR"));
    assert_eq!(last("أضرمت النيران في القنصلية التركية على أيدي محتجين يونانيين.\n").0, ActType::Assault);
    // Whose it is suffers.
    assert_eq!(last("علقت عضوية سوريا في الجامعة العربية.\n"), act(ActType::Sanction, "", "SYR"));
}

#[test]
fn a_blow_of_nobody_named() {
    assert_eq!(last("استهدف هجوم إلكتروني وزارة الدفاع الأوكرانية.\n"), act(ActType::Assault, "", "UKR"));
    assert_eq!(last("نجا رئيس الوزراء الليبي من محاولة اغتيال.\n"), act(ActType::Assault, "", "LBY"));
}

#[test]
fn what_is_indefinite_and_keeps_its_nun_ends_before_whom_it_strikes() {
    assert_eq!(last("قتل جنود أمريكيون مدنيين أفغانا.\n"), act(ActType::Assault, "USA", "AFG-CIV"));
    assert_eq!(last("ضرب شرطيان مصريان الشاب الليبي سالم العريبي.\n").1, "EGY");
    assert_eq!(last("هجر تنظيم داعش المسيحيين من الموصل.\n"), act(ActType::Coerce, "ISIS", "IRQ-CIV"));
}

#[test]
fn who_is_freed_stands_behind_his_preposition() {
    let text = "أفرج أمس في هراري عن ناشطين من موريشيوس.\n";
    assert_eq!(last(text), act(ActType::Retreat, "ZWE", "MUS-CIV"));
}

#[test]
fn a_dual_describes_both() {
    let text = "أشاد المبعوث الأممي بغانا ونيجيريا اللتين ساندتا الحكومة المالية.\n";
    assert_eq!(last(text), act(ActType::Support, "GHA+NGA", "MLI"));
}

#[test]
fn who_tries_a_deed_does_it() {
    assert_eq!(last("حاولت ليبيا اغتيال السفير التشادي.\n"), act(ActType::Assault, "LBY", "TCD"));
}

#[test]
fn craft_and_fighters_are_whose_their_attributes_say() {
    assert_eq!(
        last("أغارت مقاتلات إف-16 تركية على مواقع حزب العمال الكردستاني.\n"),
        act(ActType::Assault, "TUR", "PKK")
    );
    assert_eq!(last("اعتقل عناصر من الشرطة المصرية ناشطا سودانيا.\n"), act(ActType::Coerce, "EGY", "SDN-CIV"));
    let raid = found("هاجم مسلحون من حركة الشباب قاعدة للجيش الكيني.\n");
    assert_eq!(raid, [act(ActType::Assault, "SHABAAB", "KEN")]);
}

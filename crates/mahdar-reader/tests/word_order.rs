//! Plain sentences of news, whatever order their words take: who acts, on whom, where a noun phrase ends.

#[path = "support/plain.rs"]
mod support;

use mahdar_doc::{ActStatus, ActType};
use support::{act, acts, found, last, read};

#[test]
fn bodies_that_و_joins_behind_a_nationality_are_two() {
    let text = "وقعت الحكومة البيروفية والحكومة الإكوادورية اتفاقا أمنيا.\n";
    assert_eq!(last(text), act(ActType::Support, "ECU+PER", ""));
    assert_eq!(last("اجتمع وزيرا دفاع بوليفيا وبيرو.\n"), act(ActType::Consult, "BOL+PER", ""));
}

#[test]
fn to_and_the_article_are_one_before_lam() {
    assert_eq!(last("تعهدت السويد بتقديم مساعدات للبنان.\n"), act(ActType::Agree, "SWE", "LBN"));
}

#[test]
fn the_accusative_behind_a_particle_is_the_subject() {
    let text = "قال الوزير إن مسؤولين كينيين طالبوا أوغندا بسحب قواتها.\n";
    assert_eq!(last(text), act(ActType::Request, "KEN", "UGA"));
}

#[test]
fn place_and_object_may_go_before_the_subject() {
    let visits = |from, to| act(ActType::Consult, from, to);
    assert_eq!(last("وصل إلى طرابلس وزير الخارجية المالطي.\n"), visits("MLT", "LBY"));
    assert_eq!(last("زار نيروبي أمس الرئيس الأوغندي.\n"), visits("UGA", "KEN"));
}

#[test]
fn several_who_are_not_known_take_no_genitive() {
    // مسلحون النار: gunmen, fire. محتجون ميناء: protesters, a port.
    let text = "أطلق مسلحون النار على دورية كينية.\n";
    assert_eq!(last(text), act(ActType::Assault, "KEN-REB", "KEN"));
    let text = "أغلق محتجون ميناء نفطيا في ليبيا.\n";
    assert_eq!(last(text), act(ActType::Coerce, "LBY-CIV", "LBY"));
}

#[test]
fn talks_behind_a_subject_are_no_adjective_of_women() {
    let ends = |from, to| act(ActType::Sanction, from, to);
    assert_eq!(last("علقت بوليفيا المفاوضات مع تشيلي.\n"), ends("BOL", "CHL"));
    assert_eq!(last("علقت الحكومة البوليفية المفاوضات مع تشيلي.\n"), ends("BOL", "CHL"));
    // الوفد المفاوض: the delegation that negotiates.
    assert_eq!(last("التقى الوفد البوليفي المفاوض وزير الخارجية الكوبي.\n"), act(ActType::Consult, "BOL", "CUB"));
}

#[test]
fn a_state_has_no_given_name() {
    // فتح: opening, and a name.
    let doc = read("أعادت بيرو فتح سفارتها في كاراكاس.\n");
    assert_eq!(acts(&doc), [act(ActType::Support, "PER", "VEN")]);
    assert!(doc.entities.iter().all(|entity| entity.name_ar != "فتح"));
}

#[test]
fn a_state_of_two_words_is_no_adjective() {
    let doc = read("أعلن رئيس جنوب أفريقيا رفضه العقوبات على زيمبابوي.\n");
    assert_eq!(acts(&doc), [act(ActType::Reject, "ZAF", "")]);
    assert_eq!(doc.statements.len(), 1);
    assert!(doc.statements[0].speaker.is_some());
}

#[test]
fn who_stands_before_a_thing_acts_and_who_stands_alone_suffers() {
    assert_eq!(last("احتجزت ماليزيا ناقلة نفط قرب سواحلها.\n"), act(ActType::Coerce, "MYS", ""));
    assert_eq!(last("احتجز صياد ماليزي قرب سواحل تايلاند.\n").2, "MYS-CIV");
}

#[test]
fn what_somebody_else_then_welcomes_is_another_clause() {
    let text = "دعا وزير الخارجية النرويجي إلى وقف القتال في مالي، وهو ما رحبت به كولومبيا.\n";
    let doc = read(text);
    let request = doc.acts.iter().find(|act| act.kind == ActType::Request).expect("a request");
    assert!(!doc.text()[request.evidence.start as usize..request.evidence.end as usize].contains("كولومبيا"));
    assert!(acts(&doc).contains(&act(ActType::Support, "COL", "NOR")));
}

#[test]
fn talks_are_to_come_where_their_host_is_to_hold_them() {
    let text = "ستستضيف أوسلو محادثات بين كولومبيا وفنزويلا.\n";
    assert_eq!(found(text), [act(ActType::Mediate, "NOR", "COL+VEN"), act(ActType::Agree, "COL+VEN", "")]);
    assert!(read(text).acts.iter().all(|act| act.status == ActStatus::Planned));
    let text = "استضافت أوسلو محادثات بين كولومبيا وفنزويلا.\n";
    assert_eq!(found(text)[1], act(ActType::Consult, "COL+VEN", ""));
}

#[test]
fn talks_that_end_without_agreement() {
    let doc = read("اختتمت كمبوديا وتايلاند محادثاتهما دون التوصل إلى اتفاق.\n");
    let none = doc.acts.last().expect("an act");
    assert_eq!((none.kind, none.status), (ActType::Agree, ActStatus::Negated));
    assert_eq!(acts(&doc)[0], act(ActType::Consult, "KHM+THA", ""));
}

#[test]
fn a_truce_that_comes_into_force_is_kept() {
    let text = "دخلت الهدنة بين أرمينيا وأذربيجان حيز التنفيذ.\n";
    assert_eq!(last(text), act(ActType::Retreat, "ARM+AZE", ""));
}

#[test]
fn drills_with_somebody_and_around_somebody() {
    assert_eq!(last("بدأت الهند وسريلانكا مناورات بحرية مشتركة.\n"), act(ActType::Cooperate, "IND+LKA", ""));
    assert_eq!(last("أجرت الصين مناورات حول تايوان.\n"), act(ActType::Mobilize, "CHN", "TWN"));
}

#[test]
fn forces_are_for_nothing_that_is_done_to_them() {
    assert_eq!(found("تصدت القوات الكينية لهجوم صومالي.\n")[0], act(ActType::Assault, "KEN", "SOM"));
    assert_eq!(last("تعرضت القوات الغانية لهجوم في مالي.\n"), act(ActType::Assault, "", "GHA"));
    // لحفظ السلام: to keep the peace.
    let doc = read("قال رئيس الوزراء السويدي إن القوات الأممية لحفظ السلام ستبقى.\n");
    assert_eq!(doc.statements.len(), 1);
}

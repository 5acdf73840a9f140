//! Which entities a read report keeps.

use mahdar_doc::{Article, Document};
use mahdar_reader::Reader;

const TEXT: &str = "قال وزير الري الكيني بيتر كاماو لوكالة رويترز إن غرفة العمليات جاهزة. وحذرت كينيا غانا من إغلاق السد. والتقى وزير الري الكيني وزير الخارجية الغاني كوفي أدو في نيروبي. \
                    وكانت زوجته مريم كامارا في الجامعة.\n";

fn read() -> Document {
    Reader::embedded().expect("the embedded pack").read(Article::from_text(TEXT))
}

#[test]
fn nouns_that_neither_speak_nor_act_are_no_entities() {
    let doc = read();
    assert_eq!(doc.check(), Ok(()));
    let names: Vec<&str> = doc.entities.iter().map(|e| e.name_ar.as_str()).collect();
    assert!(names.iter().any(|n| n.contains("كاماو")), "{names:?}");
    assert!(names.contains(&"مريم كامارا"), "named in full: {names:?}");
    assert!(names.contains(&"رويترز"), "the outlet he told: {names:?}");
    assert!(!names.iter().any(|n| n.contains("العمليات") || n.contains("الجامعة")), "{names:?}");
}

#[test]
fn ids_stay_true_where_entities_are_dropped() {
    let mut doc = read();
    let told = |doc: &Document| -> Vec<String> {
        let speakers = doc.statements.iter().filter_map(|s| s.speaker.as_ref()).flat_map(|s| s.entities.clone());
        let acts = doc.acts.iter().flat_map(|a| a.actors.iter().chain(&a.recipients).copied());
        speakers.chain(acts).map(|id| doc.entity(id).map_or_else(String::new, |e| e.name_ar.clone())).collect()
    };
    let before = (told(&doc), doc.entities.len());
    assert!(before.0.len() >= 2, "a statement and an act: {before:?}");
    doc.retain_entities(|_| false);
    assert_eq!(doc.check(), Ok(()));
    assert_eq!(told(&doc), before.0);
    assert!(doc.entities.len() < before.1, "{:?}", doc.entities);
    assert!(doc.entities.iter().all(|e| !e.mentions.is_empty()));
}

#[test]
fn a_family_name_behind_a_verb_is_who_was_named_in_full() {
    let text =
        "قال وزير الري النرويجي بيتر بوتشيك إن السد جاهز. والتقى بوتشيك وزير الخارجية الغاني كوفي أدو في نيروبي.\n";
    let doc = Reader::embedded().expect("the embedded pack").read(Article::from_text(text));
    let person = doc.entities.iter().find(|e| e.name_ar == "بيتر بوتشيك").expect("the minister");
    assert_eq!(person.mentions.len(), 2);
    let met = doc.acts.first().and_then(|act| act.actors.first()).and_then(|id| doc.entity(*id));
    assert_eq!(met.map(|e| e.name_ar.as_str()), Some("بيتر بوتشيك"));
}

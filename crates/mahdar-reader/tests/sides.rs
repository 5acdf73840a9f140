//! الجانبان, الطرفان: the two between whom the report is, and none of those who act on them.

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

/// The party codes of actors and recipients of the last act of a type, in order of the alphabet.
fn last(doc: &Document, kind: ActType) -> (Vec<&str>, Vec<&str>) {
    let act = doc.acts.iter().rev().find(|act| act.kind == kind).expect("an act of this type");
    let codes = |ids: &[mahdar_doc::EntityId]| {
        let mut codes: Vec<&str> =
            ids.iter().filter_map(|id| doc.entity(*id)).filter_map(|entity| entity.party.as_deref()).collect();
        codes.sort_unstable();
        codes
    };
    (codes(&act.actors), codes(&act.recipients))
}

#[test]
fn who_calls_on_the_two_sides_is_none_of_them() {
    let doc = read(
        "اندلعت اشتباكات بين أرمينيا وأذربيجان على الحدود.\nواتهمت أرمينيا أذربيجان بقصف قرية.\nودعت روسيا الطرفين إلى وقف القتال.\n",
    );
    assert_eq!(last(&doc, ActType::Request), (vec!["RUS"], vec!["ARM", "AZE"]));
}

#[test]
fn a_dual_pronoun_on_the_verb_means_them_too() {
    let doc = read(
        "اندلعت اشتباكات بين أرمينيا وأذربيجان على الحدود.\nوأعربت وزيرة الخارجية السويدية عن قلقها، ودعتهما إلى وقف القتال.\n",
    );
    assert_eq!(last(&doc, ActType::Request).1, vec!["ARM", "AZE"]);
}

#[test]
fn a_masculine_verb_has_a_feminine_state_as_its_object() {
    let doc = read("وقال رئيس الوزراء العراقي إن الوضع صعب، كما شكر السعودية وقطر على دعمهما.\n");
    assert_eq!(last(&doc, ActType::Support), (vec!["IRQ"], vec!["QAT", "SAU"]));
}

//! Common-noun epithets that several states share (المملكة, the kingdom) mean the one whose people the report has named.

use mahdar_doc::Article;
use mahdar_reader::Reader;

/// The name of the entity that says the last statement.
fn last_speaker(text: &str) -> String {
    let doc = Reader::embedded().expect("embedded pack").read(Article::from_text(text));
    let last = doc.statements.last().expect("a statement");
    let id = last.speaker.as_ref().expect("a speaker").entities[0];
    doc.entity(id).expect("an entity").name_ar.clone()
}

fn kingdom_after(minister: &str) -> String {
    last_speaker(&format!("قال وزير الخارجية {minister} إن الحوار مستمر.\nوقالت المملكة إنها لن تشارك في الاجتماع.\n"))
}

#[test]
fn a_ministers_state_is_meant() {
    assert_eq!(kingdom_after("السعودي فيصل بن فرحان"), "السعودية");
    assert_eq!(kingdom_after("المغربي ناصر بوريطة"), "المغرب");
    assert_eq!(kingdom_after("الأردني أيمن الصفدي"), "الأردن");
}

#[test]
fn a_state_that_the_epithet_does_not_fit_is_not_meant() {
    assert_eq!(kingdom_after("المصري بدر عبد العاطي"), "المملكة");
}

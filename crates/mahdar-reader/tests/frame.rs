//! The frame of a report: its time.

use mahdar_doc::Article;
use mahdar_reader::Reader;

fn published(text: &str) -> Option<String> {
    let reader = Reader::embedded().expect("the embedded pack");
    reader.read(Article::from_text(text)).frame.published.map(|p| p.value)
}

#[test]
fn the_date_between_place_and_agency_is_the_reports() {
    let head = "حوار جديد بين الطرفين في العاصمة السودانية\n\n";
    let brackets = format!("{head}الخرطوم 17 مايو 2012 (شينخوا) دعا المبعوث الصيني السودان إلى الحوار.\n");
    assert_eq!(published(&brackets).as_deref(), Some("2012-05-17"));
    let dashes = format!("{head}الخرطوم - 31 مايو 2023 - أعلن الجيش السوداني تعليق مشاركته.\n");
    assert_eq!(published(&dashes).as_deref(), Some("2023-05-31"));
}

#[test]
fn a_date_in_the_story_before_a_dash_is_not() {
    let text =
        "حوار جديد بين الطرفين في العاصمة السودانية\n\nقال الوزير إن اتفاق 31 مايو 2023 - الذي أعلنه الجيش - انتهى.\n";
    assert_eq!(published(text), None);
}

//! The frame of a report: its time, its credits.

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

#[test]
fn datelines_of_the_agencies() {
    let head = "حوار جديد بين الطرفين في العاصمة\n\n";
    let rest = "قال الوزير إن بلاده تواصل العمل من أجل إنجاح المبادرة التي أطلقها الرئيس قبل شهر بحضور السفراء.\n";
    for (line, value, credit) in [
        ("كمبالا/نيروبي 27 نوفمبر تشرين الثاني 2020 (رويترز) - ", "2020-11-27", "رويترز"),
        ("طهران - 25 - 1 - 2017 (كونا) -- ", "2017-01-25", "كونا"),
        ("رام الله 5-6-2014 وفا- ", "2014-06-05", "وفا"),
        ("القاهرة في 5 يونيو 2014 /أ ش أ/ ", "2014-06-05", "أ ش أ"),
        ("أبوظبي في 3 يونيو 2022 / وام / ", "2022-06-03", "وام"),
    ] {
        let doc =
            Reader::embedded().expect("the embedded pack").read(Article::from_text(format!("{head}{line}{rest}")));
        assert_eq!(doc.frame.published.as_ref().map(|p| p.value.as_str()), Some(value), "{line}");
        let credits: Vec<&str> = doc.frame.credits.iter().map(|c| doc.slice(c.span)).collect();
        assert_eq!(credits, [credit], "{line}");
    }
}

#[test]
fn agencies_may_be_listed_at_the_end_or_close_a_line_of_place() {
    let credits = |text: &str| -> Vec<String> {
        let doc = Reader::embedded().expect("embedded pack").read(Article::from_text(text));
        doc.frame.credits.iter().map(|c| doc.slice(c.span).to_owned()).collect()
    };
    let text = "عنوان عن السدود\n\nقال الوزير إن السد آمن.\n\nس.ع/ر.م (د ب أ، أ ف ب، رويترز)\n";
    assert_eq!(credits(text), ["د ب أ", "أ ف ب", "رويترز"]);
    let text = "عنوان عن السدود\n\nموسكو - سبوتنيك. صرح الوزير بأن السد آمن.\n";
    assert_eq!(credits(text), ["سبوتنيك"]);
}

#[test]
fn lines_of_places_and_outlets() {
    let credits = |text: &str| -> Vec<String> {
        let doc = Reader::embedded().expect("the embedded pack").read(Article::from_text(text));
        doc.frame.credits.iter().map(|c| doc.slice(c.span).to_owned()).collect()
    };
    let story = "قال الوزير إن بلاده تواصل العمل من أجل إنجاح المبادرة التي أطلقها الرئيس قبل شهر بحضور السفراء.\n";
    let head = "حوار جديد بين الطرفين في العاصمة\n";
    assert_eq!(credits(&format!("{head}الخرطوم - وكالات\n{story}")), ["وكالات"]);
    assert_eq!(credits(&format!("{head}المنارة نيوز/ بغداد\n{story}")), ["المنارة نيوز"]);
    assert_eq!(credits(&format!("{head}المصدر: دبي - العربية.نت\n{story}")), ["العربية.نت"]);
    assert_eq!(credits(&format!("{head}{story}{story}فرانس24/ أ ف ب\n")), ["فرانس24", "أ ف ب"]);
}

const STORY: &str = "قال الوزير إن بلاده تواصل العمل من أجل إنجاح المبادرة التي أطلقها الرئيس قبل شهر بحضور السفراء.\n";

fn frame(text: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let doc = Reader::embedded().expect("the embedded pack").read(Article::from_text(text));
    let credits = doc.frame.credits.iter().map(|c| doc.slice(c.span).to_owned()).collect();
    (doc.frame.headline.map(|h| h.text), doc.frame.byline.map(|b| b.text), credits)
}

#[test]
fn a_line_of_place_and_outlet_at_the_top_is_no_headline() {
    for (line, byline, credit) in [
        ("عمّان/ سامي الرفاعي/ الأناضول", Some("سامي الرفاعي"), "الأناضول"),
        ("تونس - هالة بن عمار - رويترز", Some("هالة بن عمار"), "رويترز"),
        ("الدوحة ـ «الشرق الأوسط»", None, "الشرق الأوسط"),
        ("رويترز/ الدوحة", None, "رويترز"),
    ] {
        let (headline, by, credits) = frame(&format!("{line}\n{STORY}"));
        assert_eq!(
            (headline, by.as_deref(), credits.as_slice()),
            (None, byline, [credit.to_owned()].as_slice()),
            "{line}"
        );
    }
    let (headline, _, credits) = frame(&format!("الدوحة - جولة جديدة\n{STORY}"));
    assert_eq!((headline.as_deref(), credits.len()), (Some("الدوحة - جولة جديدة"), 0));
}

#[test]
fn outlets_behind_a_place_before_the_report() {
    for (line, credit) in [
        ("صنعاء - وكالات: ", "وكالات"),
        ("عدن - وكالات: ", "وكالات"),
        ("باريس – «القدس العربي»: ", "القدس العربي"),
        ("السليمانية (شفق الجبل)- ", "شفق الجبل"),
    ] {
        assert_eq!(frame(&format!("{line}{STORY}")).2, [credit], "{line}");
    }
    assert_eq!(frame(&format!("سوريا (الرقة) - {STORY}")).2, [""; 0]);
    assert_eq!(frame(&format!("{STORY}AFP\n")).2, ["AFP"]);
}

#[test]
fn a_speaker_whose_name_an_outlet_bears_is_no_credit() {
    assert_eq!(frame(&format!("السراج: لن نقبل بحلول مفروضة\n{STORY}")).2, [""; 0]);
}

#[test]
fn a_byline_ends_before_its_colon() {
    assert_eq!(frame(&format!("مبادرة جديدة للحل\nكتبت- منى الشاذلي:\n{STORY}")).1.as_deref(), Some("منى الشاذلي"));
}

#[test]
fn a_line_may_bear_two_dates() {
    let line = "نشر بتاريخ: 14/02/2021 ( آخر تحديث: 15/02/2021 الساعة: 08:45 )";
    assert_eq!(published(&format!("مبادرة جديدة للحل\n{line}\n{STORY}")).as_deref(), Some("2021-02-14"));
}

#[test]
fn towns_of_two_words_before_the_date() {
    let text = format!("مبادرة جديدة للحل في آسيا\n\nإسلام آباد 3 مارس 2019 (شينخوا) {STORY}");
    assert_eq!(published(&text).as_deref(), Some("2019-03-03"));
}

#[test]
fn a_line_of_place_and_author_names_no_outlet() {
    let head = "حوار جديد بين الطرفين في العاصمة\n";
    assert_eq!(frame(&format!("{head}الغردقة - ليلى عبد الحميد\n{STORY}")).1.as_deref(), Some("ليلى عبد الحميد"));
    assert_eq!(frame(&format!("{head}الغردقة - ليلى عبد الحميد\n{STORY}")).2, [""; 0]);
    assert_eq!(frame(&format!("{head}الدوحة / متابعة\n{STORY}")).2, [""; 0]);
    assert_eq!(frame(&format!("{head}الدوحة: «الخليج»\n{STORY}")).2, ["الخليج"]);
    // A capital, and a paper.
    assert_eq!(frame(&format!("{head}المنارة - الرياض: {STORY}")).2, [""; 0]);
}

#[test]
fn outlets_told_to_are_credited_by_name() {
    for (source, credit) in [
        ("وفقا لوكالة السودان للأنباء", "وكالة السودان للأنباء"),
        ("وفقا لوكالة الأنباء الفرنسية", "وكالة الأنباء الفرنسية"),
        ("وفق ما نقلته وكالة فرانس برس", "فرانس برس"),
        ("وفق صحيفة كوريير", "صحيفة كوريير"),
    ] {
        let text = format!("مبادرة جديدة للحل\n\nقال الوزير الكيني إن الهدنة صامدة، {source}.\n");
        assert_eq!(frame(&text).2, [credit], "{source}");
    }
}

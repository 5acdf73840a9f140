//! The record on reports of our own writing: who met, what was agreed, what answers what, who stands where, who decides.

use mahdar_doc::{Article, Document, EntityId, ReplyKind, RuleKind, Span, Stage, Stance};
use mahdar_reader::Reader;
use std::sync::OnceLock;

fn read(text: &str) -> Document {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("the embedded pack")).read(Article::from_text(text))
}

fn codes(doc: &Document, ids: &[EntityId]) -> Vec<String> {
    ids.iter().filter_map(|id| doc.entity(*id)).filter_map(|e| e.party.clone().or(e.code.clone())).collect()
}

fn slices<'d>(doc: &'d Document, spans: &[Span]) -> Vec<&'d str> {
    spans.iter().map(|s| doc.slice(*s)).collect()
}

const TALKS: &str = "اختتمت في مسقط أمس محادثات بين إيران والسعودية حول أمن الملاحة.\n\n\
    وقال وزير الخارجية الإيراني إن الجانبين اتفقا على إعادة فتح السفارتين في طهران والرياض.\n\n\
    وأضاف الوزير أن السعودية طلبت من إيران وقف دعم الحوثيين، غير أن إيران رفضت الطلب السعودي.";

#[test]
fn a_meeting_has_its_participants_place_and_day() {
    let doc = read(TALKS);
    let meeting = doc.record.meetings.iter().find(|m| !m.planned).expect("a meeting");
    let mut who = codes(&doc, &meeting.participants);
    who.sort();
    assert_eq!(who, ["IRN", "SAU"]);
    assert_eq!(meeting.place.map(|p| doc.slice(p)), Some("مسقط"));
    assert!(!meeting.open.is_empty(), "the demand is open");
}

#[test]
fn what_both_sides_agreed_is_an_agreement_with_its_places() {
    let doc = read(TALKS);
    let agreement = doc.record.agreements.first().expect("an agreement");
    assert_eq!(agreement.stage, Stage::Agreed);
    assert_eq!(doc.slice(agreement.matter), "إعادة فتح السفارتين في طهران والرياض");
    assert_eq!(slices(&doc, &agreement.places), ["طهران", "الرياض"]);
}

#[test]
fn a_refusal_answers_the_demand_before_it() {
    let doc = read(TALKS);
    let reply = doc.record.replies.first().expect("a reply");
    assert_eq!(reply.kind, ReplyKind::Refuses);
    assert_eq!(codes(&doc, &doc.acts[reply.to.index()].actors), ["SAU"]);
    assert_eq!(codes(&doc, &doc.acts[reply.by.index()].actors), ["IRN"]);
}

#[test]
fn terms_are_listed_one_by_one() {
    let doc = read(
        "أعلن الوسيط أن الحكومة اليمنية وجماعة الحوثي توصلتا إلى اتفاق يقضي بتبادل الأسرى، وفتح مطار صنعاء، ورفع القيود عن الموانئ.",
    );
    let agreement = doc.record.agreements.first().expect("an agreement");
    assert_eq!(slices(&doc, &agreement.parts), ["تبادل الأسرى", "فتح مطار صنعاء", "رفع القيود عن الموانئ"]);
}

#[test]
fn a_position_needs_an_issue_and_says_where_a_party_stands() {
    let doc = read("طالبت كييف موسكو بسحب قواتها من دونباس. ورفضت موسكو الانسحاب من دونباس.");
    let stand =
        |party: &str| doc.record.positions.iter().find(|p| p.party == party).map(|p| (p.issue.as_str(), p.stance));
    let (issue, stance) = stand("UKR").expect("a stand of Ukraine");
    assert!(issue.starts_with("withdrawal"), "{issue}");
    assert_eq!(stance, Stance::Demands);
    assert_eq!(stand("RUS").map(|(_, stance)| stance), Some(Stance::Refuses));
}

#[test]
fn who_alone_decides_and_who_has_no_say() {
    let doc = read(
        "وقال الأمين العام إن من حق أعضاء الناتو وجورجيا فقط تقرير انضمام تبليسي، وليس لدى روسيا أي حق نقض في ذلك.",
    );
    let rule = doc.record.decision_rules.first().expect("a rule of decision");
    assert_eq!(rule.kind, RuleKind::Exclusive);
    assert_eq!(codes(&doc, &rule.deciders), ["NATO", "GEO"]);
    assert_eq!(codes(&doc, &rule.excluded), ["RUS"]);
}

#[test]
fn a_vote_taken_is_no_rule_and_sport_makes_no_record() {
    let voted = read("صوت مجلس الأمن أمس بأغلبية تسعة أصوات لصالح القرار.");
    assert!(voted.record.decision_rules.is_empty(), "{:?}", voted.record.decision_rules);
    let match_report = read("فاز المنتخب المصري على نظيره السنغالي بهدفين في المباراة التي أقيمت أمس في القاهرة.");
    assert_eq!(match_report.record, mahdar_doc::Record::default());
}

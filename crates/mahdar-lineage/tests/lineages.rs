//! What joins, what does not, who was first, and the laws.

use mahdar_lexicon::{Folder, PackFiles};
use mahdar_lineage::{Atlas, EdgeKind, Given, Lineages, Order, Source, Spoken};
use proptest::prelude::*;
use std::sync::LazyLock;

static FOLDER: LazyLock<Folder> =
    LazyLock::new(|| Folder::new(&PackFiles::embedded()).expect("the embedded pack is linted"));

fn atlas(sources: &[Source<'_>]) -> Atlas {
    let mut lineages = Lineages::new(&FOLDER);
    sources.iter().for_each(|source| lineages.add(source));
    lineages.finish()
}

fn report<'a>(id: &'a str, text: &'a str) -> Source<'a> {
    Source { id, text, ..Source::default() }
}

/// `count` words of a vocabulary of their own: `letter` tells one from another.
fn words(letter: char, from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("{letter}كلمة{n}")).collect::<Vec<_>>().join(" ")
}

fn slice(text: &str, range: [usize; 2]) -> String {
    text.chars().skip(range[0]).take(range[1] - range[0]).collect()
}

const QUOTE: &str = "«لن نغادر الطاولة قبل أن يوقع الجميع على خريطة الطريق»";

#[test]
fn spelling_marks_and_digits_leave_the_same_text() {
    let a = "أعلنت وزارة الخارجية أن الوفد وصل إلى المدينة مساء الأحد ومعه ١٢ خبيراً.";
    let b = "اعلنت وزاره الخارجيه ان الوفد وصل الي المدينه مساء الاحد ومعه 12 خبيرا";
    let atlas = atlas(&[report("a", a), report("b", b)]);
    assert_eq!(atlas.lineages.len(), 1);
    assert_eq!(atlas.lineages[0].edges[0].kind, EdgeKind::SameText);
    assert_eq!(atlas.origin_count(), 1);
}

#[test]
fn a_copy_cut_in_half_is_joined_and_shows_its_words_on_both_sides() {
    let long = format!("عنوان أول\n{}.", words('ب', 0, 100));
    let cut = format!("عنوان آخر من عندنا\n{}.", words('ب', 30, 50));
    let atlas = atlas(&[report("cut", &cut), report("long", &long)]);
    let [lineage] = atlas.lineages.as_slice() else { panic!("{atlas:?}") };
    assert_eq!((lineage.earliest.report.as_str(), lineage.earliest.by), ("long", Order::Containment));
    let edge = &lineage.edges[0];
    assert_eq!((edge.copy.as_str(), edge.original.as_str(), edge.kind), ("cut", "long", EdgeKind::NearDuplicate));
    let [passage] = edge.passages.as_slice() else { panic!("{edge:?}") };
    assert_eq!(passage.words, 50);
    assert_eq!(slice(&cut, passage.copy), words('ب', 30, 50));
    assert_eq!(slice(&long, passage.original), words('ب', 30, 50));
}

#[test]
fn a_shared_quotation_is_a_link_of_statements_and_no_copy() {
    let (a, b) = (
        format!("{} وقال الوزير: {QUOTE}. {}", words('ت', 0, 40), words('ت', 50, 40)),
        format!("{} وأضاف: {QUOTE}. {}", words('ث', 0, 40), words('ث', 50, 40)),
    );
    let content = |text: &str| {
        let start = text.chars().take_while(|c| *c != '«').count() + 1;
        [[start, start + QUOTE.chars().count() - 2]]
    };
    let (in_a, in_b) = (content(&a), content(&b));
    let mut sources = [report("a", &a), report("b", &b)];
    sources[0].statements = vec![Spoken { id: "s1", content: &in_a }];
    sources[1].statements = vec![Spoken { id: "s4", content: &in_b }];
    let atlas = atlas(&sources);
    assert!(atlas.lineages.is_empty());
    assert_eq!(atlas.origins(["a", "b"]).len(), 2);
    let [link] = atlas.links.as_slice() else { panic!("{atlas:?}") };
    let passage = &link.passages[0];
    assert_eq!(slice(&b, passage.copy), QUOTE.trim_matches(['«', '»']));
    assert_eq!((&passage.copy_statements[0], &passage.original_statements[0]), (&"s4".to_owned(), &"s1".to_owned()));
}

#[test]
fn two_reporters_who_quote_one_speech_at_length_are_two_origins() {
    let speech = format!("«{}»", words('ج', 0, 60));
    let a = format!("{} {speech}", words('ح', 0, 40));
    let b = format!("{} {speech}", words('خ', 0, 40));
    let atlas = atlas(&[report("a", &a), report("b", &b)]);
    assert!(atlas.lineages.is_empty());
    assert_eq!(atlas.links.len(), 1);
}

#[test]
fn boilerplate_of_many_reports_joins_none() {
    let closing = "تابعوا آخر أخبار الشرق الأوسط والعالم على صفحاتنا في مواقع التواصل الاجتماعي وعبر تطبيقنا المجاني للهواتف الذكية واشتركوا في نشرتنا البريدية اليومية لتصلكم أهم الأنباء والتحليلات";
    let letters = ['ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز'];
    let texts: Vec<String> = letters.iter().map(|&l| format!("{}.\n{closing}.", words(l, 0, 25))).collect();
    let ids: Vec<String> = (0..texts.len()).map(|i| format!("r{i}")).collect();
    let sources: Vec<Source<'_>> = ids.iter().zip(&texts).map(|(id, text)| report(id, text)).collect();
    let atlas = atlas(&sources);
    assert!(atlas.lineages.is_empty() && atlas.links.is_empty(), "{atlas:?}");
}

#[test]
fn an_agency_text_in_many_outlets_is_one_origin() {
    let text = format!("{}. {}. {}.", words('س', 0, 30), words('س', 40, 30), words('س', 80, 30));
    let ids: Vec<String> = (0..100).map(|i| format!("r{i:03}")).collect();
    let sources: Vec<Source<'_>> = ids.iter().map(|id| report(id, &text)).collect();
    let atlas = atlas(&sources);
    assert_eq!((atlas.lineages.len(), atlas.origin_count()), (1, 1));
    assert_eq!(atlas.lineages[0].edges.len(), 99);
    assert!(atlas.lineages[0].edges.iter().all(|edge| edge.original == "r000"));
}

#[test]
fn a_passage_with_a_credit_is_one_origin_and_points_to_the_agency() {
    let passage = words('ش', 0, 20);
    let agency = format!("{} {passage}. {}", words('ص', 0, 60), words('ص', 70, 60));
    let paper = format!("{} {passage}. {}", words('ض', 0, 60), words('ض', 70, 60));
    let mut original = report("agency", &agency);
    original.publisher = Some("وكالة أنباء آسيا برس");
    let mut copy = report("paper", &paper);
    copy.publisher = Some("صحيفة النهر");
    let bare = atlas(&[original.clone(), copy.clone()]);
    assert_eq!((bare.lineages.len(), bare.links.len()), (0, 1));
    copy.credits = vec![Given { names: vec!["آسيا برس"], pack_id: None, is_whole: true }];
    let atlas = atlas(&[original, copy]);
    let [lineage] = atlas.lineages.as_slice() else { panic!("{atlas:?}") };
    assert_eq!((lineage.earliest.report.as_str(), lineage.earliest.by), ("agency", Order::Credit));
    assert_eq!((lineage.edges[0].kind, lineage.edges[0].order), (EdgeKind::Credit, Order::Credit));
}

#[test]
fn time_goes_before_length_and_a_day_is_not_before_its_own_hours() {
    let long = words('ط', 0, 100);
    let short = words('ط', 10, 70);
    let at = |published| Source { published: Some(published), ..Source::default() };
    let first = |long_at, short_at| {
        let sources =
            [Source { id: "long", text: &long, ..at(long_at) }, Source { id: "short", text: &short, ..at(short_at) }];
        let atlas = atlas(&sources);
        (atlas.lineages[0].earliest.report.clone(), atlas.lineages[0].earliest.by)
    };
    assert_eq!(first("2024-05-03", "2024-05-02T21:00"), ("short".to_owned(), Order::Published));
    assert_eq!(first("2024-05-02", "2024-05-02T21:00"), ("long".to_owned(), Order::Containment));
    assert_eq!(first("2024-05-02T08:00", "2024-05-02T21:00"), ("long".to_owned(), Order::Published));
}

#[test]
fn one_agency_behind_two_wordings_is_one_origin_of_one_matter_only() {
    let (a, b) = (words('ظ', 0, 60), words('ع', 0, 60));
    let credit = || vec![Given { names: vec!["رويترز"], pack_id: Some("reuters"), is_whole: true }];
    let mut sources = [report("a", &a), report("b", &b)];
    sources[0].credits = credit();
    sources[1].credits = credit();
    sources[0].published = Some("2024-05-02");
    sources[1].published = Some("2024-05-03");
    let near = atlas(&sources);
    assert_eq!(near.origins(["a", "b"]).len(), 2);
    let of_one = near.origins_of_one_matter(["a", "b"]);
    assert_eq!((of_one.len(), of_one[0].agencies.as_slice()), (1, ["reuters".to_owned()].as_slice()));
    sources[1].published = Some("2024-05-20");
    assert_eq!(atlas(&sources).origins_of_one_matter(["a", "b"]).len(), 2);
}

#[test]
fn a_digest_joins_its_largest_source_and_links_the_others() {
    let (a, b, c) = (words('ف', 0, 80), words('ق', 0, 60), words('ك', 0, 40));
    let digest = format!("{a}. {b}. {c}.");
    let mut sources = [report("a", &a), report("b", &b), report("c", &c), report("digest", &digest)];
    let atlas = atlas(&sources);
    assert_eq!(atlas.lineages.len(), 1);
    let ids: Vec<&str> = atlas.lineages[0].reports.iter().map(|r| r.id.as_str()).collect();
    assert!(ids.contains(&"a") && ids.contains(&"digest") && ids.len() == 2, "{ids:?}");
    assert_eq!((atlas.origin_count(), atlas.links.len()), (3, 2));
    // The same four, the long one first: then the others are excerpts of it.
    for (source, day) in sources.iter_mut().zip(["2024-05-03", "2024-05-03", "2024-05-04", "2024-05-01"]) {
        source.published = Some(day);
    }
    let atlas = self::atlas(&sources);
    assert_eq!((atlas.origin_count(), atlas.lineages[0].earliest.report.as_str()), (1, "digest"));
}

#[test]
fn two_reports_of_one_id_are_told_apart() {
    let text = words('غ', 0, 30);
    let atlas = atlas(&[report("a", &text), report("a", &text)]);
    let ids: Vec<&str> = atlas.lineages[0].reports.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "a#2"]);
}

#[test]
fn empty_texts_and_flashes_of_a_few_words_never_join() {
    let atlas = atlas(&[report("a", ""), report("b", ""), report("c", "عاجل"), report("d", "عاجل")]);
    assert!(atlas.lineages.is_empty() && atlas.links.is_empty());
    assert_eq!(atlas.origin_count(), 4);
}

/// A small corpus: texts over three vocabularies, some of them pieces of others.
fn corpus() -> impl Strategy<Value = Vec<(String, Option<String>)>> {
    let text = (prop::sample::select(vec!['ب', 'ت', 'ث']), 0usize..30, 1usize..80)
        .prop_map(|(letter, from, count)| words(letter, from, count));
    let time = prop::option::of((1u8..4).prop_map(|day| format!("2024-05-0{day}")));
    prop::collection::vec((text, time), 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_input_does_not_show(corpus in corpus(), seed in any::<u64>()) {
        let ids: Vec<String> = (0..corpus.len()).map(|i| format!("r{i}")).collect();
        let mut sources: Vec<Source<'_>> = ids.iter().zip(&corpus)
            .map(|(id, (text, time))| Source { id, text, published: time.as_deref(), ..Source::default() })
            .collect();
        let one = atlas(&sources);
        let mut state = seed;
        for i in (1..sources.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sources.swap(i, (state >> 33) as usize % (i + 1));
        }
        let other = atlas(&sources);
        prop_assert_eq!(&one.lineages, &other.lineages);
        prop_assert_eq!(&one.links, &other.links);
    }

    #[test]
    fn every_member_hangs_on_the_earliest(corpus in corpus()) {
        let ids: Vec<String> = (0..corpus.len()).map(|i| format!("r{i}")).collect();
        let sources: Vec<Source<'_>> = ids.iter().zip(&corpus)
            .map(|(id, (text, time))| Source { id, text, published: time.as_deref(), ..Source::default() })
            .collect();
        let atlas = atlas(&sources);
        for lineage in &atlas.lineages {
            prop_assert_eq!(lineage.edges.len(), lineage.reports.len() - 1);
            prop_assert_eq!(&lineage.reports[0].id, &lineage.earliest.report);
            let text = |id: &str| ids.iter().position(|known| known == id).map(|i| corpus[i].0.as_str()).expect("an id");
            for passage in lineage.edges.iter().flat_map(|e| e.passages.iter().map(move |p| (e, p))) {
                let (edge, passage) = passage;
                let (copy, original) = (slice(text(&edge.copy), passage.copy), slice(text(&edge.original), passage.original));
                prop_assert!(!copy.is_empty() && copy.split(' ').next() == original.split(' ').next());
            }
        }
    }

    #[test]
    fn a_report_is_joined_to_itself(words_in in prop::collection::vec("[ء-ي]{3,8}", 5..120)) {
        let text = words_in.join(" ");
        let atlas = atlas(&[report("a", &text), report("b", &text)]);
        prop_assert_eq!(atlas.lineages.len(), 1);
        prop_assert_eq!(atlas.lineages[0].edges[0].kind, EdgeKind::SameText);
    }

    #[test]
    fn disjoint_vocabularies_never_join(
        a in prop::collection::vec("[ا-ز]{2,8}", 0..120),
        b in prop::collection::vec("[a-z]{2,8}", 0..120),
    ) {
        let (a, b) = (a.join(" "), b.join(" "));
        let atlas = atlas(&[report("a", &a), report("b", &b)]);
        prop_assert!(atlas.lineages.is_empty() && atlas.links.is_empty());
    }

    #[test]
    fn any_text_is_taken(texts in prop::collection::vec("\\PC{0,80}", 0..6)) {
        let ids: Vec<String> = (0..texts.len()).map(|i| format!("r{i}")).collect();
        let sources: Vec<Source<'_>> = ids.iter().zip(&texts).map(|(id, text)| report(id, text)).collect();
        let atlas = atlas(&sources);
        prop_assert_eq!(atlas.origins(ids.iter().map(String::as_str)).len(), atlas.origin_count());
    }
}

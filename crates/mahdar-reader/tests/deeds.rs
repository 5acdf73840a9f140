//! Acts: whose ground a deed is on, who did what a noun tells, denials and their accusers, lists of parties.

#[path = "support/acts.rs"]
mod support;

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;
use support::{act, acts};

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

/// The text's only act.
fn one(text: &str) -> (ActType, String, String) {
    let found = acts(&read(text));
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one")
}

#[test]
fn a_deed_on_a_city_is_done_to_whose_it_is() {
    assert_eq!(one("قصفت القوات الروسية مدينة خاركيف.\n"), act(ActType::Assault, "RUS", "UKR"));
    assert_eq!(one("سيطر تنظيم داعش على الرقة.\n"), act(ActType::Coerce, "ISIS", "SYR"));
}

#[test]
fn arms_act_for_whose_they_are() {
    assert_eq!(one("شنت طائرات التحالف العربي غارتين على صنعاء.\n"), act(ActType::Assault, "SAU", "YEM"));
}

#[test]
fn a_verb_that_only_says_that_it_is_done_gives_the_noun_its_agent() {
    assert_eq!(one("ردت فنزويلا بقطع العلاقات الدبلوماسية مع كولومبيا.\n"), act(ActType::Sanction, "VEN", "COL"));
}

#[test]
fn a_sound_plural_is_no_adjective_of_a_state() {
    assert_eq!(one("طردت فرنسا الدبلوماسيين الروس.\n"), act(ActType::Sanction, "FRA", "RUS"));
    assert_eq!(one("طردت روسيا دبلوماسيين ألمانا.\n"), act(ActType::Sanction, "RUS", "DEU"));
}

#[test]
fn adjectives_of_two_states_are_two_parties() {
    assert_eq!(one("أجرت القوات العراقية والتركية مناورات مشتركة.\n"), act(ActType::Cooperate, "IRQ+TUR", ""));
}

#[test]
fn exercises_of_one_alone_are_none_with_somebody() {
    assert_eq!(one("الصين تجري تدريبات بالذخيرة الحية.\n"), act(ActType::Mobilize, "CHN", ""));
}

#[test]
fn who_gives_support_acts() {
    assert_eq!(one("حظيت الحكومة اليمنية بدعم السعودية.\n"), act(ActType::Support, "SAU", "YEM"));
}

#[test]
fn a_hope_of_somebodys_conduct_asks_for_it() {
    let hope = "أعرب وزير الخارجية الروسي عن أمله في أن تلتزم أوكرانيا بالاتفاق.\n";
    assert_eq!(one(hope), act(ActType::Request, "RUS", "UKR"));
}

#[test]
fn who_says_that_his_own_side_did_no_harm_denies() {
    let doc =
        read("واتهمت أرمينيا أذربيجان بخرق الهدنة. وأكدت وزارة الدفاع الأذربيجانية أن وحداتها لم تستهدف أي منشآت.\n");
    assert!(acts(&doc).contains(&act(ActType::Deny, "AZE", "ARM")), "{:?}", acts(&doc));
}

#[test]
fn ones_own_ambassador_is_called_home() {
    assert_eq!(one("استدعت الكويت سفيرها من طهران.\n"), act(ActType::Sanction, "KWT", "IRN"));
    assert_eq!(one("استدعت الكويت السفير الإيراني.\n").0, ActType::Accuse);
}

#[test]
fn as_many_states_as_a_number_names_are_those_listed() {
    let doc = read(
        "قطعت السعودية والإمارات والبحرين ومصر علاقاتها مع قطر.\nودعا وزير الخارجية السويدي الدول الأربع إلى الحوار.\n",
    );
    assert!(acts(&doc).contains(&act(ActType::Request, "SWE", "ARE+BHR+EGY+SAU")), "{:?}", acts(&doc));
}

#[test]
fn a_relative_clause_of_an_indefinite_noun_tells_the_deed() {
    assert_eq!(one("هجوم شنته القوات الروسية على كييف.\n"), act(ActType::Assault, "RUS", "UKR"));
}

#[test]
fn fights_between_two_are_news_of_both() {
    assert_eq!(one("اندلعت اشتباكات بين الجيش الإثيوبي وحركة الشباب.\n"), act(ActType::Assault, "ETH+SHABAAB", ""));
}

#[test]
fn an_envoy_told_to_leave_is_expelled() {
    assert_eq!(one("طلبت ليتوانيا من السفير الصيني مغادرة البلاد.\n"), act(ActType::Sanction, "LTU", "CHN"));
    assert_eq!(one("أعلنت ليتوانيا سحب سفيرها من بكين.\n"), act(ActType::Sanction, "LTU", "CHN"));
}

#[test]
fn those_who_suffer_may_be_the_subject() {
    let text = "لقي جنديان فرنسيان مصرعهما في كمين نصبه مقاتلو حركة الشباب.\n";
    assert_eq!(one(text), act(ActType::Assault, "SHABAAB", "FRA"));
    assert_eq!(one("تعرض الجيش اللبناني لقصف إسرائيلي.\n"), act(ActType::Assault, "ISR", "LBN"));
}

#[test]
fn fighters_are_of_the_group_that_their_phrase_names() {
    assert_eq!(one("هاجم مقاتلو حركة الشباب القوات الكينية.\n"), act(ActType::Assault, "SHABAAB", "KEN"));
}

#[test]
fn a_crowd_is_of_where_it_stands() {
    let found = acts(&read("تظاهر مئات الأشخاص في خاركيف احتجاجا على القرار.\n"));
    assert!(found.iter().any(|(kind, from, _)| *kind == ActType::Protest && from == "UKR-CIV"), "{found:?}");
}

#[test]
fn a_prepositions_pronoun_is_the_other_side() {
    let found = acts(&read("اقترحت النرويج على كولومبيا جولة جديدة، وعرضت عليها استضافة المحادثات.\n"));
    assert_eq!(found, [act(ActType::Propose, "NOR", "COL"), act(ActType::Propose, "NOR", "COL")]);
}

#[test]
fn a_body_acts_towards_another_of_its_state() {
    assert_eq!(one("منح البرلمان الأردني الثقة لحكومة عمر الرزاز.\n"), act(ActType::Support, "JOR", "JOR"));
}

#[test]
fn ones_own_embassy_is_in_whose_capital_it_stands() {
    assert_eq!(one("أعادت اليونان فتح سفارتها في طرابلس.\n"), act(ActType::Support, "GRC", "LBY"));
}

#[test]
fn who_does_not_rule_out_a_harm_threatens_it() {
    assert_eq!(one("لم تستبعد إيران الرد على إسرائيل.\n"), act(ActType::Threaten, "IRN", "ISR"));
}

#[test]
fn what_a_clause_of_another_tells_is_its_own() {
    let found = acts(&read("أعلن الوزير الفنلندي أن النرويج والسويد تدعوان روسيا إلى الانسحاب.\n"));
    assert_eq!(found, [act(ActType::Request, "NOR+SWE", "RUS")]);
}

#[test]
fn a_set_phrase_is_its_speakers_stance() {
    for (text, kind, from, to) in [
        ("قال الرئيس الروسي إن كل الخيارات على الطاولة.\n", ActType::Threaten, "RUS", ""),
        ("قال الوزير الإسرائيلي إن الهجوم الإيراني لن يمر دون رد.\n", ActType::Threaten, "ISR", "IRN"),
        ("قالت الصين إن اليابان ستتحمل كل العواقب.\n", ActType::Threaten, "CHN", "JPN"),
        ("أكد الوزير الأردني أن باب الحوار ما زال مفتوحا أمام سوريا.\n", ActType::Agree, "JOR", "SYR"),
        ("أكد الوزير المصري أن مياه النيل خط أحمر.\n", ActType::Reject, "EGY", ""),
        ("قال الوزير التركي إن السويد لم تنفذ التزاماتها.\n", ActType::Accuse, "TUR", "SWE"),
    ] {
        assert_eq!(one(text), act(kind, from, to), "{text}");
    }
    // Nobody's party speaks, nobody is charged.
    for text in ["قال مدير المستشفى إن الباب مفتوح أمام المتبرعين.\n", "قال الوزير التركي إن بلاده لم تنفذ الاتفاق.\n"]
    {
        let found = acts(&read(text));
        assert!(found.iter().all(|(kind, ..)| !matches!(kind, ActType::Agree | ActType::Accuse)), "{text}: {found:?}");
    }
}

#[test]
fn what_a_step_is_called_is_said_of_whose_it_is() {
    for (text, kind) in [
        ("وصف الوزير المصري الخطوة الإثيوبية بغير المسؤولة.\n", ActType::Accuse),
        ("اعتبر الوزير المصري الخطوة الإثيوبية غير مقبولة.\n", ActType::Reject),
        ("اعتبر الوزير المصري أن الخطوة الإثيوبية في محلها.\n", ActType::Support),
    ] {
        assert_eq!(one(text), act(kind, "EGY", "ETH"), "{text}");
    }
}

#[test]
fn under_whose_hand_talks_are_held() {
    let found = acts(&read("وقع السودان وإريتريا اتفاقا برعاية الاتحاد الأفريقي.\n"));
    assert!(found.contains(&act(ActType::Mediate, "AU", "ERI+SDN")), "{found:?}");
    // A festival is no talks.
    let found = acts(&read("افتتح المهرجان في الخرطوم برعاية الاتحاد الأفريقي.\n"));
    assert!(found.iter().all(|(kind, ..)| *kind != ActType::Mediate), "{found:?}");
}

#[test]
fn a_final_alif_before_a_pronoun_in_the_imperfect() {
    let found = acts(&read("علق الجيش السوداني مشاركته في محادثات ترعاها السعودية بين السودان وإثيوبيا.\n"));
    assert!(found.contains(&act(ActType::Mediate, "SAU", "ETH+SDN")), "{found:?}");
}

#[test]
fn a_clause_ends_where_another_of_the_same_statement_begins() {
    let found = acts(&read("قال الوزير التركي إن بلاده تؤيد المقترح الروسي وإنها مستعدة لعقد محادثات مع روسيا.\n"));
    assert!(found.contains(&act(ActType::Agree, "TUR", "RUS")), "{found:?}");
}

#[test]
fn bullets_strike_for_whose_they_are() {
    let found = one("أصيب ثلاثة شبان فلسطينيين برصاص قوات الاحتلال الإسرائيلي.\n");
    assert_eq!(found, act(ActType::Assault, "ISR", "PSE-CIV"));
    let found = one("قتل 13 جنديا تركيا في قصف لقوات النظام السوري.\n");
    assert_eq!(found, act(ActType::Assault, "SYR", "TUR"));
}

#[test]
fn an_agreement_called_after_a_town_is_with_nobody_there() {
    let found = one("قال الوزير الروسي إن أوكرانيا لم تلتزم باتفاقات مينسك.\n");
    assert_eq!(found, act(ActType::Accuse, "RUS", "UKR"));
}

#[test]
fn the_government_is_of_the_state_whose_parties_quarrel() {
    // An agency of elsewhere tells it.
    let text = "الرياض - (واس): رحب الحوثيون في صنعاء بالهدنة، ودخلت القافلة مدينة تعز وميناء الحديدة.\nوقال الحوثيون إن القصف توقف. وأدانت الحكومة خروق الهدنة في مأرب.\n";
    let found = acts(&read(text));
    assert!(found.iter().any(|(kind, from, _)| *kind == ActType::Accuse && from == "YEM"), "{found:?}");
}

#[test]
fn a_harm_that_is_intended_is_a_threat() {
    assert_eq!(one("أعلنت واشنطن عزمها فرض عقوبات على إيران.\n"), act(ActType::Threaten, "USA", "IRN"));
    let found = one("أكد الوزير الجزائري أن بلاده لن تستعمل الغاز ورقة ضغط.\n");
    assert_eq!(found, act(ActType::Agree, "DZA", ""));
}

#[test]
fn what_a_party_must_do_may_stand_behind_it_or_behind_what_describes_it() {
    let text = "قال وزير الخارجية الكيني إن أوغندا يجب أن تسحب قواتها من الجزيرة.\n";
    assert_eq!(acts(&read(text))[0], act(ActType::Request, "KEN", "UGA"));
    let text = "قال وزير الخارجية الكيني إن على أوغندا التي خرجت من المعاهدة أن تسحب قواتها.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Request, "KEN", "UGA")));
    // Talks do nothing.
    let text = "قال وزير الخارجية الكيني إن مفاوضات فيينا يجب أن تستأنف قريبا.\n";
    assert!(acts(&read(text)).is_empty());
}

#[test]
fn who_will_not_refuses_unless_it_will_not_hesitate() {
    let text = |words: &str| format!("قال وزير الخارجية الكيني إن بلاده {words}.\n");
    assert_eq!(one(&text("لن تفرط في حقوقها المائية")).0, ActType::Reject);
    assert_eq!(one(&text("لن تتردد في الرد على أوغندا")), act(ActType::Threaten, "KEN", "UGA"));
    assert_eq!(one(&text("لن تتوانى عن مساعدة أوغندا")), act(ActType::Agree, "KEN", "UGA"));
}

#[test]
fn a_counterpart_is_another_person() {
    assert_eq!(one("التقى وزير الخارجية المصري نظيره السوداني في القاهرة.\n"), act(ActType::Consult, "EGY", "SDN"));
}

#[test]
fn an_indefinite_word_behind_a_state_begins_another_phrase() {
    assert_eq!(one("قدمت قطر مساعدات طبية إلى لبنان.\n"), act(ActType::Aid, "QAT", "LBN"));
}

#[test]
fn whose_office_a_pronoun_says_acts_for_it() {
    let text = "قالت كينيا إن الحدود مغلقة. وطالب وزير خارجيتها ألفرد موتوا أوغندا بالانسحاب.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Request, "KEN", "UGA")), "{:?}", acts(&read(text)));
    let text = "واجتمع ممثلو القوات المسلحة السودانية مع ممثلي قوات الدعم السريع في جدة.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Consult, "SDN", "RSF")), "{:?}", acts(&read(text)));
}

/// What meets with a reaction: whose the reaction is acts, on whose step it is.
#[test]
fn what_a_step_is_met_with() {
    for text in [
        "أثارت المناورات الكينية غضب أوسلو.\n",
        "أثارت تصريحات الرئيس الكيني غضبا نرويجيا.\n",
        "أثارت الخطوة الكينية استياء واسعا في أوسلو.\n",
        "واجه القرار الكيني انتقادات من أوسلو.\n",
        "قوبل القرار الكيني باستنكار من أوسلو.\n",
        "قوبلت الخطوة الكينية باستنكار نرويجي واسع.\n",
        "أغضبت الخطوة الكينية النرويج.\n",
    ] {
        assert_eq!(one(text), act(ActType::Accuse, "NOR", "KEN"), "{text}");
    }
    for text in ["لقي المقترح الكيني ترحيبا من أوسلو.\n", "حظيت المبادرة الكينية بإشادة نرويجية.\n"]
    {
        assert_eq!(one(text), act(ActType::Support, "NOR", "KEN"), "{text}");
    }
    assert_eq!(one("اصطدمت الخطة الكينية برفض أوسلو.\n"), act(ActType::Reject, "NOR", "KEN"));
    assert_eq!(one("لاقى العرض الكيني قبولا لدى أوسلو.\n"), act(ActType::Agree, "NOR", "KEN"));
    // The people's anger and those who comment are no state.
    for text in ["أثار القرار الكيني غضبا شعبيا في أوسلو.\n", "أثارت الخطوة الكينية استياء المعلقين في أوسلو.\n"]
    {
        assert!(acts(&read(text)).is_empty(), "{text}");
    }
}

/// What is refused is a deed, and it does not refuse.
#[test]
fn a_deed_that_is_refused_is_no_agent() {
    let doc = read("تتمثل المقترحات في رفض انضمام كينيا للحلف وعدم إقامة قواعد نرويجية.\n");
    assert!(acts(&doc).iter().all(|(kind, ..)| *kind != ActType::Reject), "{:?}", acts(&doc));
}

#[test]
fn those_who_fall_by_fire_do_not_fire() {
    let text = "جاء ذلك بعد مقتل ثمانية أتراك بقصف للجيش السوري في إدلب.\n";
    assert_eq!(one(text), act(ActType::Assault, "SYR", "TUR"));
}

#[test]
fn an_announced_step_is_what_its_own_word_tells() {
    let text = "أعلنت الجزائر تعليق معاهدة الصداقة مع إسبانيا.\n";
    assert_eq!(one(text), act(ActType::Sanction, "DZA", "ESP"));
    assert_eq!(acts(&read("قررت الحكومة الأردنية رفع الحظر الشامل.\n"))[0].0, ActType::Concede);
}

#[test]
fn the_opposition_of_a_state_is_no_state() {
    let text = "قالت المعارضة التركية إنها ترفض خطة الحكومة.\n";
    assert_eq!(one(text), act(ActType::Reject, "TUR-OPP", "TUR"));
    // Loyal to a state, fighters are none of its own rebels.
    let loyal = acts(&read("اتهمت فصائل موالية لتركيا قوات سوريا الديمقراطية بخرق الهدنة.\n"));
    assert!(loyal.iter().all(|(_, from, _)| from != "TUR-REB"), "{loyal:?}");
}

#[test]
fn people_of_a_state_protest_against_it() {
    let found = acts(&read("تظاهر آلاف العراقيين في ساحة التحرير.\n"));
    assert_eq!(found, [act(ActType::Protest, "IRQ-CIV", "IRQ")]);
}

#[test]
fn whose_message_is_carried_is_between() {
    let text = "سلم الوزير عمر سليمان قيادة حماس مقترحا إسرائيليا جديدا.\n";
    assert_eq!(one(text), act(ActType::Mediate, "EGY", "HAMAS+ISR"));
}

#[test]
fn who_denies_answers_who_accuses_behind() {
    let text = "نفت طهران ضلوعها في الهجوم على أرامكو، بعدما اتهمها وزير الخارجية الأميركي مايك بومبيو بالوقوف وراءه.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Deny, "IRN", "USA")));
}

#[test]
fn promises_come_from_whoever_is_dealt_with() {
    let text = "طلبت الهند من إيران السماح بلقاء البحارة، وتلقت وعدا بذلك.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Agree, "IRN", "IND")));
}

#[test]
fn sharp_attacks_are_in_words() {
    let found = acts(&read("شن زعيم المعارضة التركية كمال كليجدار أوغلو هجوما لاذعا على الحكومة.\n"));
    assert_eq!(found, [act(ActType::Accuse, "TUR-OPP", "TUR")]);
}

#[test]
fn according_to_reconciles_nobody() {
    let found = acts(&read("قصفت طائرات روسية مدينة سراقب وفق الأمم المتحدة.\n"));
    assert!(found.iter().all(|(kind, ..)| *kind != ActType::Mediate), "{found:?}");
}

#[test]
fn who_judges_a_deed_means_whoever_did_it() {
    let text = "اقتحمت قوات الاحتلال الإسرائيلي مخيم جنين. وأدان الأردن الاقتحام، بينما أعرب الاتحاد الأوروبي عن قلقه.\n";
    assert!(acts(&read(text)).contains(&act(ActType::Accuse, "JOR", "ISR")));
}

#[test]
fn an_ocean_is_of_no_state() {
    let text = "نددت القيادة الأمريكية في المحيط الهندي بالتجربة الكورية الشمالية.\n";
    assert!(acts(&read(text)).iter().all(|(_, from, to)| !from.contains("IND") && !to.contains("IND")));
}

#[test]
fn a_missile_into_the_sea_is_a_show_of_arms() {
    let found = acts(&read("أطلقت كوريا الشمالية صاروخا باليستيا باتجاه البحر.\n"));
    assert_eq!(found[0].0, ActType::Mobilize);
}

#[test]
fn what_is_due_behind_a_colon_is_asked_for() {
    let text = "المعارضة التركية: على الحكومة تقديم موعد الانتخابات\n";
    assert_eq!(one(text), act(ActType::Request, "TUR-OPP", "TUR"));
}

#[test]
fn drones_are_no_march_and_a_thing_in_the_accusative_is_what_is_stopped() {
    let doc = read("نفذت أوكرانيا هجوما بالمسيرات على موسكو.\n");
    assert_eq!(acts(&doc), [act(ActType::Assault, "UKR", "RUS")]);
    let doc = read("أوقف الجيش السوداني مشاركته في محادثات جدة.\n");
    assert_eq!(acts(&doc), [act(ActType::Sanction, "SDN", "")]);
    let doc = read("خرجت مظاهرات في باكستان احتجاجا على الغارات الهندية.\n");
    assert_eq!(acts(&doc), [act(ActType::Protest, "PAK-CIV", "PAK")]);
}

#[test]
fn before_people_without_a_nationality_a_verb_is_active() {
    let found = acts(&read("اعتقلت الشرطة الغانية سبعين شخصا.\n"));
    assert_eq!(found, [act(ActType::Coerce, "GHA", "GHA-CIV")]);
    let found = acts(&read("أعدمت إيران معارضا كرديا.\n"));
    assert_eq!(found, [act(ActType::Assault, "IRN", "IRN-OPP")]);
}

#[test]
fn what_strikes_does_not_suffer() {
    let found = acts(&read("استهدفت طائرة حربية أوكرانية مستودعا في بيلغورود.\n"));
    assert_eq!(found, [act(ActType::Assault, "UKR", "RUS")]);
    let found = acts(&read("قتلت غارة فرنسية قياديا في حركة الشباب.\n"));
    assert_eq!(found, [act(ActType::Assault, "FRA", "SHABAAB")]);
}

#[test]
fn gunmen_are_of_where_they_fight() {
    let found = acts(&read("خطف مسلحون سائحا بولنديا في الجزائر.\n"));
    assert_eq!(found, [act(ActType::Assault, "DZA-REB", "POL-CIV")]);
    let found = acts(&read("شنت فصائل مدعومة من تركيا هجوما على قوات سوريا الديمقراطية.\n"));
    assert_eq!(found, [act(ActType::Assault, "SYR-REB", "SDF")]);
}

#[test]
fn settlers_do_it_to_those_on_whose_land_they_are() {
    let found = acts(&read("أحرق مستوطنون مزرعة قرب الطريق.\n"));
    assert_eq!(found, [act(ActType::Assault, "ISR-CIV", "PSE")]);
}

#[test]
fn a_blow_that_goes_on_strikes_the_same_side() {
    let found = acts(&read("أغارت طائرات تشادية على موقع سوداني وقتلت جنديا.\n"));
    assert_eq!(found, [act(ActType::Assault, "TCD", "SDN"), act(ActType::Assault, "TCD", "SDN")]);
}

#[test]
fn mourning_supports_nobody_else() {
    let found = acts(&read("نعى حزب الله القائد سامر الذي اغتالته إسرائيل.\n"));
    assert!(found.iter().all(|a| a.0 != ActType::Support), "{found:?}");
}

#[test]
fn what_somebody_calls_a_body_makes_it_no_faction() {
    let found = acts(&read("احتجز الحرس الثوري الإيراني الإرهابي ناقلة يونانية.\n"));
    assert_eq!(found, [act(ActType::Coerce, "IRN", "GRC")]);
}

#[test]
fn forces_are_driven_out_by_force() {
    let found = acts(&read("طردت القوات الأوكرانية القوات الروسية من المدينة.\n"));
    assert_eq!(found, [act(ActType::Assault, "UKR", "RUS")]);
}

#[test]
fn what_somebody_managed_he_did() {
    let found = acts(&read("تمكن الجيش الإثيوبي من السيطرة على المدينة.\n"));
    assert_eq!(found, [act(ActType::Coerce, "ETH", "")]);
}

#[test]
fn the_sahrawi_army_is_the_polisarios() {
    let found = acts(&read("شن الجيش الصحراوي هجمات على مواقع مغربية.\n"));
    assert_eq!(found, [act(ActType::Assault, "POLISARIO", "MAR")]);
}

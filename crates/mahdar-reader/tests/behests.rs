//! Acts: at whose request, on what occasion, between whom, of whose home, and what is no deed.

#[path = "support/acts.rs"]
mod support;

use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;
use support::{act, acts};

fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

fn of(text: &str) -> Vec<(ActType, String, String)> {
    acts(&read(text))
}

#[test]
fn at_whose_request_a_deed_is_done() {
    let text = "يعقد مجلس الأمن جلسة طارئة الخميس بطلب من أيرلندا.\n";
    assert_eq!(of(text), [act(ActType::Agree, "UN", ""), act(ActType::Request, "IRL", "UN")]);
    let text = "أرسلت بلجيكا قواتها بناء على طلب الحكومة الرواندية.\n";
    assert!(of(text).contains(&act(ActType::Request, "RWA", "BEL")), "{:?}", of(text));
    let text = "وبطلب من أيرلندا، أيدت إسبانيا المقترح النرويجي.\n";
    assert!(of(text).contains(&act(ActType::Request, "IRL", "ESP")), "{:?}", of(text));
    // What one asks of somebody is asked of him.
    let text = "تقدمت أيرلندا بطلب من خمس صفحات إلى الاتحاد الأوروبي.\n";
    assert_eq!(of(text), [act(ActType::Request, "IRL", "EU")]);
}

#[test]
fn a_call_on_which_something_is_said_took_place() {
    let met = |text: &str| of(text).into_iter().filter(|a| a.0 == ActType::Consult).collect::<Vec<_>>();
    let text = "شدد الوزير الفنلندي في اتصال مع نظيره الكندي على دعم بلاده لأوكرانيا.\n";
    assert_eq!(met(text), [act(ActType::Consult, "FIN", "CAN")]);
    let text = "حث الرئيس الكيني نظيره الصومالي، في اتصال هاتفي، على ضبط النفس.\n";
    assert_eq!(met(text), [act(ActType::Consult, "KEN", "SOM")]);
    assert_eq!(met("حث الرئيس الكيني نظيره الصومالي، في مقابلة تلفزيونية، على ضبط النفس.\n"), []);
}

#[test]
fn talks_bring_several_together() {
    let text = "وفي لقاء جمعه بنظيره المالطي، قال الوزير القبرصي إن الجزيرة آمنة.\n";
    assert!(of(text).contains(&act(ActType::Consult, "CYP", "MLT")), "{:?}", of(text));
    let text = "وكانت المحادثات التي جمعت الوزير القبرصي بنظيره المالطي قصيرة.\n";
    assert!(of(text).contains(&act(ActType::Consult, "CYP+MLT", "")), "{:?}", of(text));
}

#[test]
fn who_welcomes_an_agreement_welcomes_those_who_agreed() {
    let text = "اتفقت بيرو وتشيلي على ترسيم الحدود. ورحب الأمين العام للأمم المتحدة أنطونيو غوتيريش بتوقيع الاتفاق.\n";
    assert!(of(text).contains(&act(ActType::Support, "UN", "CHL+PER")), "{:?}", of(text));
}

#[test]
fn what_must_be_is_asked_of_whoever_must_do_it() {
    let text = "أكد الجانبان الأسترالي والنيوزيلندي ضرورة التزام فيجي بالدستور.\n";
    assert_eq!(of(text), [act(ActType::Request, "AUS+NZL", "FJI")]);
    let text = "وقال الوزير السلوفاكي إن على المجريين ألا يخضعوا للضغوط.\n";
    assert_eq!(of(text), [act(ActType::Request, "SVK", "HUN")]);
    let text = "تصر كولومبيا على أن تسحب بنما شكواها.\n";
    assert_eq!(of(text)[0], act(ActType::Request, "COL", "PAN"));
}

#[test]
fn a_hostile_promise_is_a_threat_and_to_forgo_harm_is_none() {
    assert_eq!(of("تعهدت كرواتيا بعرقلة انضمام صربيا.\n")[0], act(ActType::Threaten, "HRV", "SRB"));
    assert_eq!(of("تعهدت كرواتيا بعدم عرقلة انضمام صربيا.\n")[0].0, ActType::Agree);
}

#[test]
fn missions_are_renewed_and_plans_held_to() {
    assert_eq!(of("مدد مجلس الأمن ولاية البعثة عاما.\n"), [act(ActType::Support, "UN", "")]);
    let text = "أكد الرئيس القبرصي التمسك بالمبادرة النرويجية.\n";
    assert_eq!(of(text), [act(ActType::Support, "CYP", "NOR")]);
}

#[test]
fn an_own_envoy_called_home_is_a_sanction() {
    let text = "ردت كولومبيا باستدعاء سفيرها لدى كاراكاس.\n";
    assert_eq!(of(text), [act(ActType::Sanction, "COL", "VEN")]);
    let text = "جاء ذلك بعد استدعاء بوغوتا سفيرها من كاراكاس.\n";
    assert_eq!(of(text), [act(ActType::Sanction, "COL", "VEN")]);
    let text = "ردت كولومبيا باستدعاء السفير الفنزويلي.\n";
    assert_eq!(of(text), [act(ActType::Accuse, "COL", "VEN")]);
}

#[test]
fn what_is_held_or_goes_on_is_no_deed() {
    assert_eq!(of("وتقع البلدة التي تسيطر عليها القوات الكونغولية شرق النهر.\n"), []);
    assert_eq!(of("سيطرت القوات الكونغولية على مواقع للجيش الرواندي.\n")[0].0, ActType::Coerce);
    assert!(of("تواصل بلجيكا تحقيقها في الحريق.\n").iter().all(|a| a.0 != ActType::Consult));
}

#[test]
fn whose_visit_stands_before_what_he_said() {
    let text = "هاجمت فرنسا القرار الإسباني. وكان المبعوث النرويجي قد أبلغ الوزير، خلال زيارته القاهرة، بأن الوقت ضيق.\n";
    assert!(of(text).contains(&act(ActType::Consult, "NOR", "EGY")), "{:?}", of(text));
}

#[test]
fn a_bare_ministry_is_of_home() {
    let text = "السفير في الخرطوم\nكولومبو - (رويترز) - اتهم الرئيس النرويجي سريلانكا بالمماطلة.\n\
                وكانت وزارة الخارجية قد استدعت السفير النرويجي أمس.\n";
    assert!(of(text).contains(&act(ActType::Accuse, "LKA", "NOR")), "{:?}", of(text));
}

#[test]
fn a_minister_of_europe_is_of_his_state() {
    let text = "استقبل الرئيس المالطي وزير أوروبا والشؤون الخارجية الفرنسي.\n";
    assert_eq!(of(text), [act(ActType::Consult, "MLT", "FRA")]);
}

#[test]
fn nouns_tell_from_whom_and_on_whom() {
    assert_eq!(of("إنذار أخير من الدوحة إلى المنامة\n"), [act(ActType::Threaten, "QAT", "BHR")]);
    let text = "وكان تنديد الاتحاد الأفريقي بقادة الانقلاب في الغابون حادا.\n";
    assert_eq!(of(text), [act(ActType::Accuse, "AU", "GAB")]);
}

#[test]
fn a_court_convicts_and_a_general_strikes_somebody() {
    assert_eq!(of("محكمة كمبودية تدين زعيم المعارضة\n"), [act(ActType::Sanction, "KHM", "KHM-OPP")]);
    let text = "قال قائد الجيش التشادي: \"سنضرب بوكو حرام مجددا\".\n";
    assert!(of(text).iter().all(|a| a.0 != ActType::Protest), "{:?}", of(text));
}

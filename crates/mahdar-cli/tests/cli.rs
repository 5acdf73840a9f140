//! The binary as a user runs it.

use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn mahdar(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mahdar")).args(args).current_dir(root()).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn scratch(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("mahdar-cli-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let shown =
        readme.split("```console\n$ mahdar ").nth(1).and_then(|rest| rest.split("```").next()).expect("a session");
    let (command, shown) = shown.split_once('\n').expect("a command");
    let out = mahdar(&command.split(' ').collect::<Vec<_>>());
    let printed = text(&out.stdout);
    for part in shown.split("...\n").map(str::trim).filter(|part| !part.is_empty()) {
        assert!(printed.contains(part), "README.md shows what is not printed any more:\n{part}");
    }
}

#[test]
fn samples_are_read_to_one_object_a_line() {
    let out = mahdar(&["read", "--format", "jsonl", "samples"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let lines: Vec<Value> = text(&out.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.len() >= 5);
    for report in &lines {
        assert_eq!(report["schema"], "mahdar.report/1");
        assert_eq!(report["offset_unit"], "codepoint");
        assert!(!report["statements"].as_array().expect("an array").is_empty(), "{}", report["id"]);
    }
}

#[test]
fn spans_are_code_points_of_the_text() {
    let out = mahdar(&["read", "--format", "json", "samples/egypt-ethiopia-dam.txt"]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let chars: Vec<char> = report["text"].as_str().expect("text").chars().collect();
    let statement = report["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .find(|s| s["cue"]["lemma"] == "أكد")
        .expect("the report holds أكد");
    let cue = &statement["cue"]["span"];
    let (from, to) = (cue[0].as_u64().expect("start") as usize, cue[1].as_u64().expect("end") as usize);
    assert_eq!(chars[from..to].iter().collect::<String>(), "أكد");
}

#[test]
fn standard_input_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(["read", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all("قالت وزيرة الدفاع الألمانية إن المهمة انتهت.".as_bytes())
        .expect("written");
    let out = child.wait_with_output().expect("it ends");
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(report["statements"][0]["cue"]["lemma"], "قال");
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_read() {
    let dir = scratch("broken");
    let file = dir.join("in.jsonl");
    let mut bytes = "{\"id\":\"a\",\"text\":\"قال الوزير إن الوضع صعب.\"}\n{broken\n".as_bytes().to_vec();
    bytes.extend(b"{\"id\":\"b\",\"text\":\"\xff\"}\n");
    bytes.extend("{\"id\":\"c\",\"text\":\"وأضاف الوزير أن الحوار مستمر.\"}\n".as_bytes());
    std::fs::write(&file, bytes).expect("written");
    let out = mahdar(&["read", "--format", "jsonl", file.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(text(&out.stdout).lines().count(), 2);
    let errors = text(&out.stderr);
    assert!(errors.contains("in.jsonl:2") && errors.contains("in.jsonl:3"), "{errors}");
}

#[test]
fn a_missing_file_is_named() {
    let out = mahdar(&["read", "no-such-file.txt"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("no-such-file.txt"));
}

#[test]
fn wrong_arguments_exit_with_2() {
    assert_eq!(mahdar(&["read", "--format", "xml", "samples"]).status.code(), Some(2));
    assert_eq!(mahdar(&["read", "--packs", "no-such-folder", "samples"]).status.code(), Some(2));
}

#[test]
fn an_overlay_adds_an_actor() {
    let dir = scratch("overlay");
    let pack = dir.join("pack");
    let pack = pack.to_str().expect("a path");
    let row = ["id=zz-harbour", "kind=body", "name_ar=هيئة مرافئ الزمرد", "name_en=Emerald Harbours", "party=TUR"];
    let mut args = vec!["pack", "add", pack, "actors/organisations.tsv"];
    args.extend(row);
    let out = mahdar(&args);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let file = dir.join("a.txt");
    std::fs::write(&file, "وقالت هيئة مرافئ الزمرد إن الميناء مغلق.").expect("written");
    let out = mahdar(&["read", "--packs", pack, "--format", "json", file.to_str().expect("a path")]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let names: Vec<&str> =
        report["entities"].as_array().expect("entities").iter().filter_map(|e| e["name"]["en"].as_str()).collect();
    assert!(names.contains(&"Emerald Harbours"), "{names:?}");
}

#[test]
fn the_embedded_pack_is_clean() {
    let out = mahdar(&["pack", "lint"]);
    assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
    let out = mahdar(&["pack", "test"]);
    assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
}

#[test]
fn an_actor_with_two_rows_is_found() {
    let dir = scratch("two-rows");
    let pack = dir.to_str().expect("a path");
    let add = |table: &str, more: [&str; 3]| {
        let mut args = vec!["pack", "add", pack, table, "id=zz-emerald", "party=TUR"];
        args.extend(more);
        mahdar(&args)
    };
    let out = add("actors/organisations.tsv", ["kind=body", "name_ar=هيئة مرافئ الزمرد", "name_en=Emerald Harbours"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    // What is added is checked with the tables around it.
    let added = add("actors/persons-world.tsv", ["gender=m", "name_ar=سليم الزمردي", "name_en=Salim Zumurrudi"]);
    for out in [added, mahdar(&["pack", "lint", pack])] {
        let told = text(&out.stdout).to_owned() + &text(&out.stderr);
        assert!(!out.status.success() && told.contains("L003") && told.contains("organisations.tsv:2"), "{told}");
    }
}

#[test]
fn explain_shows_how_far_a_rule_came() {
    let out = mahdar(&["explain", "وقال الوزير إن الوضع صعب."]);
    assert!(out.status.success());
    assert!(text(&out.stdout).contains("ar.statement.verb-an"));
}

#[test]
fn eval_scores_and_lists_items() {
    let dir = scratch("eval");
    let items = dir.join("items.tsv");
    let out = mahdar(&["eval", "gold/samples.jsonl", "--by", "cause", "--items", items.to_str().expect("a path")]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("statements+speaker"));
    assert!(std::fs::read_to_string(items).expect("the items").lines().count() > 50);
}

#[test]
fn lineages_are_the_same_from_reports_and_from_report_objects() {
    let dir = scratch("lineage");
    let body = "اتفق الوفدان في ختام الجولة الثالثة على فتح المعبر البري بين البلدين ابتداء من مطلع الشهر المقبل وعلى تشكيل لجنة مشتركة تتابع التنفيذ";
    let line = |id: &str, day: &str, text: &str| {
        serde_json::json!({ "id": id, "text": text, "published": day, "publisher": id }).to_string()
    };
    let lines = [
        line("copy", "2024-05-03", &format!("{body}.\\nالمصدر: وكالات")),
        line("first", "2024-05-02", body),
        line("other", "2024-05-02", "وصل وزير الخارجية إلى العاصمة مساء اليوم."),
    ];
    let (plain, read) = (dir.join("plain.jsonl"), dir.join("read.jsonl"));
    std::fs::write(&plain, lines.join("\n")).expect("written");
    let (plain, read) = (plain.to_str().expect("a path"), read.to_str().expect("a path"));
    assert!(mahdar(&["read", "--format", "jsonl", "-o", read, plain]).status.success());
    let out = mahdar(&["lineage", "--format", "jsonl", plain]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert_eq!(text(&out.stdout), text(&mahdar(&["lineage", "--format", "jsonl", read]).stdout));
    let objects: Vec<Value> = text(&out.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects[0]["earliest"], serde_json::json!({ "report": "first", "by": "published" }));
    assert_eq!(objects[0]["edges"][0]["copy"], "copy");
    assert_eq!((&objects[1]["type"], &objects[1]["origins"]), (&"summary".into(), &2.into()));
    let shown = text(&mahdar(&["lineage", plain]).stdout);
    assert!(shown.contains("the earliest, by time") && shown.contains("3 reports, 2 independent origins"), "{shown}");
}

#[test]
fn help_and_manual_name_every_command() {
    let help = text(&mahdar(&["--help"]).stdout);
    let man = text(&mahdar(&["man"]).stdout);
    for command in ["read", "ingest", "lineage", "explain", "eval", "pack"] {
        assert!(help.contains(command) && man.contains(command), "{command}");
    }
    assert!(text(&mahdar(&["completions", "bash"]).stdout).contains("mahdar"));
    let man = text(&mahdar(&["man", "read"]).stdout);
    assert!(man.contains("mahdar-read") && man.contains("min\\-confidence"), "{man:.300}");
    let unknown = mahdar(&["man", "reed"]);
    assert!(!unknown.status.success() && text(&unknown.stderr).contains("no command `reed`"));
}

#[test]
fn lint_tells_of_rules_too() {
    let dir = scratch("lint-rules");
    let rules = dir.join("ar/rules");
    std::fs::create_dir_all(&rules).expect("a folder");
    std::fs::write(rules.join("statements.toml"), "[[rule]]\nid = \"ar.statement.x\"\npattern = \"cue:nothing\"\n")
        .expect("rules");
    let out = mahdar(&["pack", "lint", &dir.display().to_string()]);
    let printed = text(&out.stdout);
    assert!(out.status.code() == Some(1) && printed.contains("L013"), "{printed}");
}

#[test]
fn an_export_of_a_press_database_is_read_as_its_reports() {
    let dir = scratch("press-text");
    let one = |title: &str, words: &str| {
        format!(
            "{title}\n\nصحيفة الضفة\n\n14 مارس 2023\n\nLength: 20 words\n\nBody\n\n{words}\n\nLoad-Date: March 14, 2023\n\nEnd of Document\n\n"
        )
    };
    let text_of = format!("{}{}", one("أول", "قال الوزير إن الحوار مستمر."), one("ثان", "قال النائب إن الجلسة تأجلت."));
    let file = dir.join("export.txt");
    std::fs::write(&file, text_of).expect("a file");
    let out = mahdar(&["read", "--format", "jsonl", &file.display().to_string()]);
    assert_eq!(text(&out.stdout).lines().count(), 2, "{}", text(&out.stderr));
}

#[test]
fn the_output_is_the_same_on_any_number_of_threads() {
    let one = mahdar(&["read", "--format", "csv", "--threads", "1", "samples"]);
    assert!(one.status.success(), "{}", text(&one.stderr));
    let header = text(&one.stdout).lines().next().map(str::to_owned).expect("a header");
    assert_eq!(text(&one.stdout).matches(&header).count(), 1);
    for threads in ["2", "5"] {
        let more = mahdar(&["read", "--format", "csv", "--threads", threads, "samples"]);
        assert_eq!(text(&more.stdout), text(&one.stdout), "{threads} threads");
    }
}

#[test]
fn statements_alone_are_the_same_statements() {
    let file = "samples/wire-nuclear.txt";
    let report = |args: &[&str]| -> Value {
        let out = mahdar(&[&["read", "--format", "jsonl"], args, &[file]].concat());
        serde_json::from_slice(&out.stdout).expect("JSON")
    };
    let (whole, alone) = (report(&[]), report(&["--statements-only"]));
    let said = |report: &Value| -> Vec<(Value, Value)> {
        let statements = report["statements"].as_array().expect("statements").iter();
        statements.map(|s| (s["content"].clone(), s["speaker"]["span"].clone())).collect()
    };
    assert_eq!(said(&alone), said(&whole));
    assert!(!whole["acts"].as_array().expect("acts").is_empty());
    assert!(alone["acts"].as_array().expect("acts").is_empty());
    assert!(alone["notes"].to_string().contains("statements-only"), "{}", alone["notes"]);
    let refused = mahdar(&["read", "--format", "polecat", "--statements-only", file]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("made of acts"), "{}", text(&refused.stderr));
}

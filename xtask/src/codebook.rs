//! CODEBOOK.md: what the codes of a record mean, written from the packs and the types.

use mahdar_doc::{ActType, ReplyKind, RuleKind, Stage, Stance};
use mahdar_formats::export::{GdeltRow, PolecatRow};
use mahdar_formats::{Tongue, Wording};
use mahdar_lexicon::PackFiles;
use std::fmt::Write as _;

/// Writes or compares the codebook.
pub fn run(check: bool) -> anyhow::Result<()> {
    let files = PackFiles::embedded();
    let wording = Wording::new(&files)?;
    let label = |key: &str| format!("{} | {}", wording.label(key, Tongue::En), wording.label(key, Tongue::Ar));
    let mut out = String::from(
        "# Codebook\n\nMade by `cargo xtask codebook` from `packs/` and the types of the report object; do not edit.\n\n\
         Parties are ISO 3166 alpha-3 codes of states and whoever acts for them, the codes of `packs/actors/organisations.tsv`,\n\
         and, of every state as of Sudan, `SDN-OPP`, `SDN-REB`, `SDN-CIV` for its opposition, rebels and people.\n",
    );
    out.push_str(
        "\n## Acts\n\n| type | English | Arabic | PLOVER | quad | score | rows |\n|---|---|---|---|---|---|---|\n",
    );
    let plover = files.table("plover.tsv")?;
    let acts = files.table("ar/acts.tsv")?;
    let code = |key: &str| {
        let row = plover.rows().find(|row| row.get("key") == key);
        row.map(|r| (r.get("plover").to_owned(), r.get("quad").to_owned(), r.get("score").to_owned()))
            .unwrap_or_default()
    };
    for kind in ActType::ALL {
        let name = kind.as_str();
        let (plover, quad, score) = code(name);
        let rows = acts.rows().filter(|row| row.get("type") == name).count();
        let _ =
            writeln!(out, "| {name} | {} | {plover} | {quad} | {score} | {rows} |", label(&format!("act.{name}.noun")));
    }
    out.push_str("\n## Modes\n\n| mode | English | Arabic | score |\n|---|---|---|---|\n");
    for row in plover.rows().filter(|row| row.get("key").contains('.')) {
        let key = row.get("key");
        let _ = writeln!(out, "| {key} | {} | {} |", label(&format!("act.{key}.noun")), row.get("score"));
    }
    let mut list = |title: &str, prefix: &str, names: &[&str]| {
        let _ = write!(out, "\n## {title}\n\n| value | English | Arabic |\n|---|---|---|\n");
        for name in names {
            let _ = writeln!(out, "| {name} | {} |", label(&format!("{prefix}.{name}")));
        }
    };
    list("Status of an act", "act.status", &["actual", "planned", "conditional", "negated", "reported"]);
    let stages = [Stage::Proposed, Stage::Agreed, Stage::Signed, Stage::InForce, Stage::Breached, Stage::Lapsed];
    list("Stage of an agreement", "agreement.stage", &stages.map(Stage::as_str));
    let replies =
        [ReplyKind::Accepts, ReplyKind::Refuses, ReplyKind::Conditional, ReplyKind::AsksTime, ReplyKind::Denies];
    list("Kind of a reply", "reply.kind", &replies.map(ReplyKind::as_str));
    let stances = [
        Stance::Demands,
        Stance::Offers,
        Stance::Accepts,
        Stance::Refuses,
        Stance::Conditional,
        Stance::Supports,
        Stance::Opposes,
    ];
    list("Stance of a position", "stance", &stances.map(Stance::as_str));
    let rules = [RuleKind::Consensus, RuleKind::Vote, RuleKind::Veto, RuleKind::Exclusive];
    list("Kind of a rule of decision", "decision.kind", &rules.map(RuleKind::as_str));

    let reader = mahdar_reader::Reader::embedded()?;
    out.push_str("\n## Issues\n\n| id | English | Arabic | objects |\n|---|---|---|---|\n");
    for issue in &reader.topics().all {
        let _ = writeln!(out, "| {} | {} | {} | {} |", issue.id, issue.en, issue.ar, issue.objects.replace('|', "/"));
    }
    out.push_str("\n## Contexts\n\n| id | English | Arabic |\n|---|---|---|\n");
    for context in &reader.topics().contexts {
        let _ = writeln!(out, "| {} | {} | {} |", context.id, context.en, context.ar);
    }
    let _ = write!(
        out,
        "\n## Columns\n\n`--format polecat`: {}.\n\n`--format gdelt`, without a header: {}.\n",
        PolecatRow::COLUMNS.join(", "),
        GdeltRow::COLUMNS.join(", ")
    );
    crate::put("CODEBOOK.md", &out, check)
}

//! A report for a person at a terminal.

use anstyle::{AnsiColor, Style};
use mahdar_doc::{Act, ActStatus, Document, EntityId, Mode, ResolvedBy, Statement};
use std::fmt::Write as _;

/// First strong isolate and its end: they keep Arabic and Latin runs in order on terminals that know them.
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

struct Paint {
    head: Style,
    cue: Style,
    speaker: Style,
    dim: Style,
}

impl Paint {
    fn new(colour: bool) -> Self {
        if !colour {
            return Paint { head: Style::new(), cue: Style::new(), speaker: Style::new(), dim: Style::new() };
        }
        let fg = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
        Paint {
            head: Style::new().bold(),
            cue: fg(AnsiColor::Yellow),
            speaker: fg(AnsiColor::Cyan).bold(),
            dim: Style::new().dimmed(),
        }
    }
}

/// Renders a document: the frame, each statement with speaker, cue, content and what made it, each act with its parties.
pub fn render(doc: &Document, colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut out = String::new();
    let (h, d) = (paint.head, paint.dim);
    let title = doc.frame.headline.as_ref().map_or(doc.article.id.as_str(), |f| f.text.as_str());
    let _ = writeln!(out, "{h}{FSI}{title}{PDI}{h:#}");
    let mut facts = Vec::new();
    if let Some(section) = &doc.frame.section {
        facts.push(section.text.clone());
    }
    if let Some(published) = &doc.frame.published {
        facts.push(published.value.replace('T', " "));
    }
    if let Some(byline) = &doc.frame.byline {
        facts.push(byline.text.clone());
    }
    if !doc.frame.credits.is_empty() {
        let credits: Vec<&str> = doc.frame.credits.iter().map(|c| doc.slice(c.span)).collect();
        facts.push(format!("source: {FSI}{}{PDI}", credits.join("، ")));
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    facts.push(count(doc.statements.len(), "statement"));
    if !doc.acts.is_empty() {
        facts.push(count(doc.acts.len(), "act"));
    }
    let _ = writeln!(out, "{d}{}{d:#}\n", facts.join(" · "));
    for (i, statement) in doc.statements.iter().enumerate() {
        one(doc, i, statement, &paint, &mut out);
    }
    for (i, act) in doc.acts.iter().enumerate() {
        one_act(doc, i, act, &paint, &mut out);
    }
    for note in &doc.notes {
        let _ = writeln!(out, "{d}note {}: {}{d:#}", note.code, note.message);
    }
    out
}

fn one(doc: &Document, i: usize, statement: &Statement, paint: &Paint, out: &mut String) {
    let (c, s, d) = (paint.cue, paint.speaker, paint.dim);
    let mut depth = 0;
    let mut at = statement.within;
    while let Some(outer) = at {
        depth += 1;
        at = doc.statements.get(outer.index()).and_then(|o| o.within);
        if depth > 8 {
            break;
        }
    }
    let indent = "    ".repeat(depth);
    let who = speaker(doc, statement);
    let cue = doc.slice(statement.cue.span);
    let _ = writeln!(
        out,
        "{indent}{d}s{}{d:#} {s}{FSI}{who}{PDI}{s:#} {d}·{d:#} {c}{FSI}{cue}{PDI}{c:#} {d}({}){d:#}",
        i + 1,
        statement.cue.class.as_str()
    );
    let content: Vec<String> = statement.content.iter().map(|span| squeeze(doc.slice(*span))).collect();
    let (open, close) = if statement.mode == Mode::Direct { ("«", "»") } else { ("", "") };
    let _ = writeln!(out, "{indent}   {FSI}{open}{}{close}{PDI}", content.join(" … "));
    let mut facts = vec![statement.found_by.clone(), format!("{:.2}", statement.confidence)];
    if let Some(outer) = statement.within {
        facts.push(format!("within s{}", outer.0 + 1));
    }
    for via in &statement.via {
        facts.push(format!("via {FSI}{}{PDI}", doc.slice(via.span)));
    }
    if let Some(occasion) = statement.occasion {
        facts.push(format!("occasion {FSI}{}{PDI}", squeeze(doc.slice(occasion))));
    }
    if let Some(addressee) = statement.addressee {
        facts.push(format!("to {FSI}{}{PDI}", squeeze(doc.slice(addressee))));
    }
    let _ = writeln!(out, "{indent}   {d}{}{d:#}\n", facts.join(" · "));
}

/// `a1 REQUEST  NATO → RUS`, then the words it stands on.
fn one_act(doc: &Document, i: usize, act: &Act, paint: &Paint, out: &mut String) {
    let (c, s, d) = (paint.cue, paint.speaker, paint.dim);
    let party = |id: &EntityId| {
        doc.entity(*id)
            .map(|e| e.party.clone().or_else(|| e.code.clone()).unwrap_or_else(|| e.name_ar.clone()))
            .unwrap_or_default()
    };
    let side = |ids: &[EntityId]| {
        let mut codes: Vec<String> = ids.iter().map(party).collect();
        codes.dedup();
        if codes.is_empty() { "–".to_owned() } else { codes.join("+") }
    };
    let arrow = if act.symmetric { "↔" } else { "→" };
    let status = if act.status == ActStatus::Actual { String::new() } else { format!(" ({})", act.status.as_str()) };
    let _ = writeln!(
        out,
        "{d}a{}{d:#} {c}{}{c:#}{status}  {s}{} {arrow} {}{s:#}",
        i + 1,
        act.kind.as_str(),
        side(&act.actors),
        side(&act.recipients)
    );
    let _ = writeln!(out, "   {FSI}{}{PDI}", squeeze(doc.slice(act.evidence)));
    let mut facts = vec![act.found_by.clone(), format!("{:.2}", act.confidence)];
    if let Some(issue) = &act.issue {
        facts.push(format!("issue {issue}"));
    }
    if let Some(statement) = act.statement {
        facts.push(format!("in s{}", statement.0 + 1));
    }
    if let Some(condition) = act.condition {
        facts.push(format!("if {FSI}{}{PDI}", squeeze(doc.slice(condition))));
    }
    let _ = writeln!(out, "   {d}{}{d:#}\n", facts.join(" · "));
}

/// Who speaks, as the text names them and as the pack does.
fn speaker(doc: &Document, statement: &Statement) -> String {
    let Some(speaker) = &statement.speaker else { return "؟".to_owned() };
    let name = |id: &EntityId| doc.entity(*id).map(|e| e.name_ar.clone()).unwrap_or_default();
    let names: Vec<String> = speaker.entities.iter().map(name).collect();
    let resolved = names.join(" + ");
    match (speaker.span, speaker.resolved_by) {
        (Some(span), _) => {
            let said = squeeze(doc.slice(span));
            if said.contains(&resolved) || resolved.is_empty() { said } else { format!("{said} = {resolved}") }
        }
        (None, ResolvedBy::Participle | ResolvedBy::DroppedSubject | ResolvedBy::Pronoun) if !resolved.is_empty() => {
            format!("({resolved})")
        }
        _ => {
            if resolved.is_empty() {
                "؟".to_owned()
            } else {
                resolved
            }
        }
    }
}

/// White space, newlines too, as one space.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

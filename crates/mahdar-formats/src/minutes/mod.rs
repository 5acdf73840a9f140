//! The minutes of a meeting: one page made of a report object, every line footnoted to its words.

mod docx;
mod html;
mod markdown;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;

use crate::Labels;
use crate::wording::{Tongue, Wording};
use mahdar_doc::report::{Act, Entity, Range, Report};

/// Words of a report that a line stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub words: String,
    /// Where they stand, in code points of the report.
    pub range: Range,
}

/// A line and its footnotes, as indices of [`Minutes::notes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// What it stands on.
    pub notes: Vec<usize>,
}

/// A heading with its lines; sub-sections are sections of a deeper level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 2 under the title, 3 under that.
    pub level: u8,
    /// What it is about.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The minutes of one report.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// In which language it is written.
    pub tongue: Tongue,
    /// The report's id.
    pub report: String,
    /// The title.
    pub title: String,
    /// Forum, date, place, participants, source: label and line.
    pub head: Vec<(String, Line)>,
    /// The body.
    pub sections: Vec<Section>,
    /// The footnotes.
    pub notes: Vec<Note>,
    /// What the foot of the page says.
    pub remarks: Vec<String>,
}

struct Writer<'a> {
    report: &'a Report<'a>,
    wording: &'a Wording,
    tongue: Tongue,
    chars: Vec<usize>,
    notes: Vec<Note>,
    derived: bool,
    issue_labels: &'a dyn Fn(&str) -> Option<(String, String)>,
}

/// Writes the minutes of a report.
pub fn minutes(report: &Report<'_>, wording: &Wording, issue_labels: &Labels<'_>, tongue: Tongue) -> Minutes {
    let chars = report.text.char_indices().map(|(at, _)| at).chain([report.text.len()]).collect();
    let owned = |id: &str| issue_labels(id).map(|(en, ar)| (en.to_owned(), ar.to_owned()));
    let mut writer = Writer { report, wording, tongue, chars, notes: Vec::new(), derived: false, issue_labels: &owned };
    let head = writer.head();
    let mut sections = Vec::new();
    writer.meetings(&mut sections);
    writer.issues(&mut sections);
    writer.agreements(&mut sections);
    writer.open(&mut sections);
    writer.rules(&mut sections);
    writer.other_acts(&mut sections);
    writer.statements(&mut sections);
    let headline = report.headline.as_ref().map(|h| h.text.clone().into_owned());
    let title = headline.unwrap_or_else(|| report.id.clone().into_owned());
    let title = format!("{}: {title}", writer.label("minutes.title"));
    let remarks = if writer.derived { vec![writer.label("minutes.derived")] } else { Vec::new() };
    Minutes { tongue, report: report.id.clone().into_owned(), title, head, sections, notes: writer.notes, remarks }
}

impl<'a> Writer<'a> {
    fn label(&self, key: &str) -> String {
        self.wording.label(key, self.tongue).to_owned()
    }

    fn words(&self, range: Range) -> String {
        let at = |point: usize| self.chars.get(point).copied().unwrap_or(self.report.text.len());
        self.report
            .text
            .get(at(range[0])..at(range[1]))
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn quoted(&self, range: Range) -> String {
        let words = self.words(range);
        // Marks around the whole are ours already; those inside become plain, so that ours stand out and pair.
        let pairs = [('"', '"'), ('«', '»'), ('“', '”')];
        let inner = pairs.iter().find_map(|(a, b)| {
            let inner = words.strip_prefix(*a)?.strip_suffix(*b)?;
            (!inner.contains([*a, *b])).then_some(inner)
        });
        let plain = inner.unwrap_or(&words).replace(['«', '»', '“', '”'], "\"");
        format!("«{plain}»")
    }

    fn note(&mut self, range: Range) -> usize {
        if let Some(known) = self.notes.iter().position(|n| n.range == range) {
            return known;
        }
        self.notes.push(Note { words: self.words(range), range });
        self.notes.len() - 1
    }

    fn entity(&self, id: &str) -> Option<&'a Entity<'a>> {
        self.report.entities.iter().find(|e| e.id == id)
    }

    fn act(&self, id: &str) -> Option<&'a Act<'a>> {
        self.report.acts.iter().find(|a| a.id == id)
    }

    /// The name of the party that an entity acts for.
    fn party(&mut self, id: &str) -> String {
        let Some(entity) = self.entity(id) else { return id.to_owned() };
        let code = entity.party.as_ref().or(entity.code.as_ref()).map(|c| c.clone().into_owned());
        match code {
            Some(code) => self.code(&code),
            None => self.name(id),
        }
    }

    /// The name of a party: of the entity that is it, else of its code.
    fn code(&mut self, code: &str) -> String {
        if let Some((state, suffix)) = code.split_once('-').filter(|(_, s)| matches!(*s, "OPP" | "REB" | "CIV")) {
            let group = self.label(&format!("group.{suffix}"));
            let state = self.code(state);
            return format!("{group} {state}");
        }
        let key = format!("party.{code}");
        if self.wording.has(&key) {
            return self.label(&key);
        }
        let own = self.report.entities.iter().find(|e| e.code.as_deref() == Some(code));
        let own = own.or_else(|| {
            let body = |e: &&Entity<'_>| {
                matches!(&*e.kind, "state" | "igo" | "armed-group" | "organisation") && e.pack_id.is_some()
            };
            self.report.entities.iter().filter(|e| e.party.as_deref() == Some(code)).find(body)
        });
        match own.map(|e| e.id.clone()) {
            Some(id) => self.name(&id),
            None => self.wording.party(code, self.tongue).unwrap_or(code).to_owned(),
        }
    }

    /// The name of an entity; romanised names carry °.
    fn name(&mut self, id: &str) -> String {
        let Some(entity) = self.entity(id) else { return id.to_owned() };
        match (self.tongue, &entity.name.en) {
            (Tongue::Ar, _) => entity.name.ar.clone().into_owned(),
            (Tongue::En, Some(en)) => en.clone().into_owned(),
            // An unnamed source has no name to spell: what it is called.
            (Tongue::En, None) if entity.anonymous.is_some() => {
                format!("{} («{}»)", self.label("minutes.unnamed"), entity.name.ar)
            }
            // A description is no name: its party, and the words.
            (Tongue::En, None) if entity.kind != "person" && entity.party.is_some() => {
                let words = entity.name.ar.clone().into_owned();
                let party = entity.party.clone().map(|code| self.code(&code)).unwrap_or_default();
                format!("{party} («{words}»)")
            }
            (Tongue::En, None) => {
                let latin = self.wording.romanise(&entity.name.ar);
                self.derived = true;
                format!("{latin}°")
            }
        }
    }

    fn list(&mut self, ids: &[String]) -> String {
        let mut names: Vec<String> = Vec::new();
        for id in ids {
            let name = self.party(id);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(if self.tongue == Tongue::Ar { "، " } else { ", " })
    }

    fn head(&mut self) -> Vec<(String, Line)> {
        let mut out: Vec<(String, Line)> = Vec::new();
        let meeting = self.report.meetings.iter().find(|m| !m.planned).or(self.report.meetings.first()).cloned();
        if let Some(meeting) = meeting {
            let notes: Vec<usize> = meeting.evidence.iter().take(2).map(|r| self.note(*r)).collect();
            if let Some(forum) = &meeting.forum {
                let text = self.name(forum);
                out.push((self.label("minutes.forum"), Line { text, notes: notes.clone() }));
            }
            if let Some(date) = &meeting.date {
                let notes = date.span.map(|s| self.note(s)).into_iter().collect();
                out.push((self.label("minutes.date"), Line { text: date.value.clone().into_owned(), notes }));
            }
            if let Some(place) = &meeting.place {
                let words = self.words(place.span);
                let text = if self.tongue == Tongue::En { self.wording.romanise(&words) } else { words };
                let notes = vec![self.note(place.span)];
                out.push((self.label("minutes.place"), Line { text, notes }));
            }
            let text = self.list(&meeting.participants);
            out.push((self.label("minutes.participants"), Line { text, notes }));
        }
        let mut source: Vec<String> = self.report.publisher.iter().map(|p| p.text.clone().into_owned()).collect();
        let mut notes = Vec::new();
        for credit in &self.report.credits {
            let name = match &credit.entity {
                Some(id) if self.tongue == Tongue::En => self.name(id),
                _ => credit.text.clone().into_owned(),
            };
            if !source.contains(&name) {
                source.push(name);
            }
            notes.push(self.note(credit.span));
        }
        source.push(self.report.id.clone().into_owned());
        out.push((self.label("minutes.source"), Line { text: source.join(" ← "), notes }));
        if let Some(published) = &self.report.published {
            let notes = published.span.map(|s| self.note(s)).into_iter().collect();
            out.push((self.label("minutes.published"), Line { text: published.value.replace('T', " "), notes }));
        }
        out
    }

    fn meetings(&mut self, sections: &mut Vec<Section>) {
        let mut lines = Vec::new();
        for meeting in &self.report.meetings {
            let who = self.list(&meeting.participants);
            let stage = self.label(if meeting.planned { "minutes.planned" } else { "minutes.held" });
            let date = meeting.date.as_ref().map_or(String::new(), |d| format!(", {}", d.value));
            let issues: Vec<String> = meeting.issues.iter().map(|issue| self.issue(issue)).collect();
            let on = if issues.is_empty() {
                String::new()
            } else {
                format!(
                    " — {}: {}",
                    self.label("minutes.agenda"),
                    issues.join(if self.tongue == Tongue::Ar { "، " } else { "; " })
                )
            };
            let notes = meeting.evidence.iter().map(|r| self.note(*r)).collect();
            lines.push(Line { text: format!("{who} ({stage}{date}){on}"), notes });
        }
        self.push(sections, 2, "minutes.meetings", lines);
    }

    fn push(&self, sections: &mut Vec<Section>, level: u8, key: &str, lines: Vec<Line>) {
        if !lines.is_empty() {
            sections.push(Section { level, heading: self.label(key), lines });
        }
    }

    /// The label of an issue's key with its objects.
    fn issue(&self, key: &str) -> String {
        let (id, objects) = key.split_once(':').unwrap_or((key, ""));
        let label = match ((self.issue_labels)(id), self.tongue) {
            (Some((_, ar)), Tongue::Ar) => ar,
            (Some((en, _)), Tongue::En) => en,
            (None, _) => id.to_owned(),
        };
        if objects.is_empty() { label } else { format!("{label} ({objects})") }
    }

    /// An act in a line: who did what to whom, the words of its object, its condition.
    fn act_line(&mut self, id: &str) -> Line {
        let Some(act) = self.act(id) else { return Line::default() };
        let who = self.list(&act.actors);
        let whom = self.list(&act.recipients);
        let key = match &act.mode {
            Some(mode) => format!("act.{}.{mode}", act.r#type),
            None => String::new(),
        };
        // A label with a gap in it (demanded that ... yield) does not fit a line: the type's own does.
        let whole = self.wording.has(&key) && !self.label(&key).contains("...");
        let verb = if whole { self.label(&key) } else { self.label(&format!("act.{}", act.r#type)) };
        let mut text = match (act.symmetric && act.recipients.is_empty(), self.tongue) {
            (true, _) => format!("{who}: {}", self.label(&format!("act.{}.noun", act.r#type))),
            (_, Tongue::En) if whom.is_empty() => format!("{who}: {}", self.label(&format!("act.{}.noun", act.r#type))),
            (_, Tongue::En) => format!("{who} {verb} {whom}"),
            // A noun needs no agreement: روسيا (إزاء الحلف): مطالبة.
            (_, Tongue::Ar) => {
                let noun = self.label(&format!("act.{}.noun", act.r#type));
                let towards = if whom.is_empty() {
                    String::new()
                } else {
                    format!(" ({} {whom})", self.label("minutes.towards"))
                };
                format!("{who}{towards}: {noun}")
            }
        };
        text = text.trim().to_owned();
        if let Some(object) = &act.object {
            text.push_str(&format!(": {}", self.quoted(object.span)));
        } else {
            text.push_str(&format!(": {}", self.quoted(act.evidence)));
        }
        if let Some(condition) = &act.condition {
            text.push_str(&format!(" — {} {}", self.label("minutes.if"), self.quoted(condition.span)));
        }
        if act.status != "actual" {
            text.push_str(&format!(" ({}", self.label(&format!("act.status.{}", act.status))));
            if let Some(claimant) = &act.claimed_by {
                let who = self.party(claimant);
                text.push_str(&format!(": {who}"));
            }
            text.push(')');
        }
        let mut notes = vec![self.note(act.evidence)];
        if let Some(statement) = act.statement.as_ref().and_then(|s| self.report.statements.iter().find(|x| x.id == *s))
        {
            let cue = statement.cue.span;
            let speaker = statement.speaker.as_ref().and_then(|s| s.span);
            notes.extend(speaker.or(Some(cue)).map(|r| self.note(r)));
        }
        Line { text, notes }
    }

    /// For each issue: positions, proposals and replies.
    fn issues(&mut self, sections: &mut Vec<Section>) {
        let mut keys: Vec<String> = Vec::new();
        for position in &self.report.positions {
            let id = position.issue.split(':').next().unwrap_or_default().to_owned();
            if !keys.contains(&id) {
                keys.push(id);
            }
        }
        let replies = &self.report.replies;
        let of_act = |writer: &Self, id: &str| {
            writer
                .act(id)
                .and_then(|a| a.issue.as_ref())
                .map(|i| i.key.split(':').next().unwrap_or_default().to_owned())
        };
        for key in &keys {
            let mut lines = Vec::new();
            for position in &self.report.positions {
                if position.issue.split(':').next() != Some(key) {
                    continue;
                }
                let party = self.code(&position.party);
                let stance = self.label(&format!("stance.{}", position.stance));
                let first = position.acts.first().and_then(|id| self.act(id));
                let words = first.as_ref().map(|a| self.quoted(a.object.as_ref().map_or(a.evidence, |o| o.span)));
                let condition = position
                    .condition
                    .as_ref()
                    .map(|c| format!(" — {} {}", self.label("minutes.if"), self.quoted(c.span)));
                let evidence: Vec<Range> =
                    position.acts.iter().filter_map(|id| self.act(id)).map(|a| a.evidence).collect();
                let notes = evidence.into_iter().map(|r| self.note(r)).collect();
                let joint = if self.tongue == Tongue::Ar { " —" } else { "" };
                let text =
                    format!("{party}{joint} {stance}: {}{}", words.unwrap_or_default(), condition.unwrap_or_default());
                lines.push(Line { text, notes });
            }
            for reply in replies {
                if of_act(self, &reply.to).as_ref() == Some(key) || of_act(self, &reply.by).as_ref() == Some(key) {
                    lines.push(self.reply_line(reply));
                }
            }
            let heading = self.issue(key);
            sections.push(Section { level: 2, heading, lines });
        }
        let rest: Vec<_> = replies
            .iter()
            .filter(|r| ![&r.to, &r.by].iter().any(|id| of_act(self, id).is_some_and(|key| keys.contains(&key))))
            .cloned()
            .collect();
        let lines = rest.iter().map(|reply| self.reply_line(reply)).collect();
        self.push(sections, 2, "minutes.replies", lines);
    }

    fn reply_line(&mut self, reply: &mahdar_doc::report::Reply<'_>) -> Line {
        let (Some(to), Some(by)) = (self.act(&reply.to), self.act(&reply.by)) else {
            return Line::default();
        };
        let who = self.list(&by.actors);
        let asker = self.list(&to.actors);
        let kind = self.label(&format!("reply.kind.{}", reply.kind));
        let noun = self.label(&format!("act.{}.noun", to.r#type));
        let object = self.quoted(to.object.as_ref().map_or(to.evidence, |o| o.span));
        let text = match self.tongue {
            Tongue::En => format!("{who} {kind}, {} the {noun} of {asker}: {object}", self.label("minutes.in-reply")),
            Tongue::Ar => format!("{who}: {kind}، {} {noun} {asker}: {object}", self.label("minutes.in-reply")),
        };
        let notes = vec![self.note(by.evidence), self.note(to.evidence)];
        Line { text, notes }
    }

    fn agreements(&mut self, sections: &mut Vec<Section>) {
        let mut lines = Vec::new();
        for agreement in &self.report.agreements {
            let who = self.list(&agreement.parties);
            let stage = self.label(&format!("agreement.stage.{}", agreement.stage));
            let mut text = format!("{who} — {stage}: {}", self.quoted(agreement.matter.span));
            if !agreement.parts.is_empty() {
                let parts: Vec<String> = agreement
                    .parts
                    .iter()
                    .enumerate()
                    .map(|(i, p)| format!("({}) {}", i + 1, self.words(p.span)))
                    .collect();
                text.push_str(&format!("; {}: {}", self.label("minutes.parts"), parts.join(" ")));
            }
            if !agreement.places.is_empty() {
                let places: Vec<String> = agreement
                    .places
                    .iter()
                    .map(|p| {
                        let words = self.words(p.span);
                        if self.tongue == Tongue::En { self.wording.romanise(&words) } else { words }
                    })
                    .collect();
                text.push_str(&format!("; {}: {}", self.label("minutes.places"), places.join(", ")));
            }
            let evidence: Vec<Range> =
                agreement.acts.iter().filter_map(|id| self.act(id)).map(|a| a.evidence).collect();
            let notes = evidence.into_iter().map(|r| self.note(r)).collect();
            lines.push(Line { text, notes });
        }
        self.push(sections, 2, "minutes.agreed", lines);
    }

    /// Demands, offers and refusals that no agreement closed.
    fn open(&mut self, sections: &mut Vec<Section>) {
        let closed: Vec<String> =
            self.report.replies.iter().filter(|r| r.kind == "accepts").map(|r| r.to.clone()).collect();
        let open: Vec<String> = self
            .report
            .acts
            .iter()
            .filter(|a| matches!(&*a.r#type, "REQUEST" | "PROPOSE" | "REJECT") && !closed.contains(&a.id))
            .filter(|a| a.status != "negated" && !self.report.agreements.iter().any(|g| g.acts.contains(&a.id)))
            .map(|a| a.id.clone())
            .collect();
        let lines = open.iter().map(|id| self.act_line(id)).collect();
        self.push(sections, 2, "minutes.open", lines);
    }

    fn rules(&mut self, sections: &mut Vec<Section>) {
        let mut lines = Vec::new();
        for rule in &self.report.decision_rules {
            let mut text = self.label(&format!("decision.kind.{}", rule.kind));
            if !rule.deciders.is_empty() {
                let who = self.list(&rule.deciders);
                text.push_str(&format!("; {}: {who}", self.label("minutes.decide")));
            }
            if !rule.excluded.is_empty() {
                let who = self.list(&rule.excluded);
                text.push_str(&format!("; {}: {who}", self.label("minutes.excluded")));
            }
            if let Some(matter) = &rule.matter {
                text.push_str(&format!("; {}: {}", self.label("minutes.on"), self.quoted(matter.span)));
            }
            let notes = rule.evidence.iter().map(|r| self.note(*r)).collect();
            lines.push(Line { text, notes });
        }
        self.push(sections, 2, "minutes.rules", lines);
    }

    fn other_acts(&mut self, sections: &mut Vec<Section>) {
        let told = |id: &String| {
            self.report.meetings.iter().any(|m| m.acts.contains(id))
                || self.report.positions.iter().any(|p| p.acts.contains(id))
                || self.report.agreements.iter().any(|g| g.acts.contains(id))
        };
        let rest: Vec<String> = self
            .report
            .acts
            .iter()
            .filter(|a| !matches!(&*a.r#type, "REQUEST" | "PROPOSE" | "REJECT") && !told(&a.id))
            .map(|a| a.id.clone())
            .collect();
        let lines = rest.iter().map(|id| self.act_line(id)).collect();
        self.push(sections, 2, "minutes.acts", lines);
    }

    fn statements(&mut self, sections: &mut Vec<Section>) {
        let mut lines = Vec::new();
        for statement in &self.report.statements {
            let ids = statement.speaker.as_ref().map(|s| s.entities.clone()).unwrap_or_default();
            let names: Vec<String> = ids.iter().map(|id| self.name(id)).collect();
            let who = if names.is_empty() { self.label("minutes.unnamed") } else { names.join(", ") };
            let content: Vec<String> = statement.content.iter().map(|r| self.quoted(*r)).collect();
            let mut text = format!("{who}: {}", content.join(" … "));
            if let Some(occasion) = &statement.occasion {
                text.push_str(&format!(" ({})", self.words(occasion.span)));
            }
            let mut notes: Vec<usize> = vec![self.note(statement.cue.span)];
            notes.extend(statement.content.iter().map(|r| self.note(*r)).collect::<Vec<_>>());
            lines.push(Line { text, notes });
        }
        self.push(sections, 2, "minutes.statements", lines);
    }
}

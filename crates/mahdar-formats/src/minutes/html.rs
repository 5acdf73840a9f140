//! Minutes as a page of their own: no script, no other file, readable on a phone and on paper.

use super::{Line, Minutes};
use crate::wording::{Tongue, Wording};
use std::fmt::Write as _;

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:1rem/1.65 system-ui,'Noto Naskh Arabic','Noto Sans Arabic',Tahoma,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.35}h2{font-size:1.15rem;margin-block:1.6rem .4rem;border-block-end:1px solid #8886}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dt{font-weight:600}dd{margin:0}
ul{padding-inline-start:1.2rem}li{margin-block:.35rem;overflow-wrap:anywhere}
sup a{text-decoration:none;padding-inline:.1em}ol{font-size:.85rem;padding-inline-start:1.8rem}
.q{unicode-bidi:isolate}:target{background:#fd05}
@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-block-end:.4rem}}
@media print{body{margin:0;max-width:none}}";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text with each quotation isolated, so that Arabic words inside an English line keep their own direction.
fn isolated(text: &str) -> String {
    let mut out = String::new();
    let mut open = 0;
    for c in escape(text).chars() {
        match c {
            '«' => {
                open += 1;
                out.push_str("<bdi class=q>«");
            }
            '»' if open > 0 => {
                open -= 1;
                out.push_str("»</bdi>");
            }
            other => out.push(other),
        }
    }
    out.push_str(&"</bdi>".repeat(open));
    out
}

/// The page of one or several minutes.
pub fn html(all: &[Minutes], wording: &Wording, tongue: Tongue) -> String {
    let (lang, dir) = if tongue == Tongue::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let title = all.first().map_or("", |m| m.title.as_str());
    let mut out = format!(
        "<!doctype html>\n<html lang={lang} dir={dir}>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        escape(title)
    );
    for (page, minutes) in all.iter().enumerate() {
        let id = |n: usize| format!("n{}-{}", page + 1, n + 1);
        let line = |line: &Line| {
            let notes: String =
                line.notes.iter().map(|n| format!("<sup><a href=\"#{}\">{}</a></sup>", id(*n), n + 1)).collect();
            format!("{}{notes}", isolated(&line.text))
        };
        let _ = write!(out, "<article>\n<h1>{}</h1>\n<dl>\n", isolated(&minutes.title));
        for (label, value) in &minutes.head {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), line(value));
        }
        out.push_str("</dl>\n");
        for section in &minutes.sections {
            let _ = write!(out, "<h{0}>{1}</h{0}>\n<ul>\n", section.level, escape(&section.heading));
            for item in &section.lines {
                let _ = writeln!(out, "<li>{}</li>", line(item));
            }
            out.push_str("</ul>\n");
        }
        for remark in &minutes.remarks {
            let _ = writeln!(out, "<p><small>{}</small></p>", escape(remark));
        }
        let _ = write!(out, "<h2>{}</h2>\n<ol>\n", escape(wording.label("minutes.evidence", tongue)));
        for (n, note) in minutes.notes.iter().enumerate() {
            let _ = writeln!(
                out,
                "<li id=\"{}\"><bdi lang=ar>«{}»</bdi> <small>({}, {}–{})</small></li>",
                id(n),
                escape(&note.words),
                escape(&minutes.report),
                note.range[0],
                note.range[1]
            );
        }
        out.push_str("</ol>\n</article>\n");
    }
    out.push_str("</html>\n");
    out
}

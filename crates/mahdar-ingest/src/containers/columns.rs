//! Names of fields: what tables and objects of other tools call the fields of a report.

use super::Source;
use crate::{DateRole, DateSource, Place, Record, SourceKind, containers::dates};
use mahdar_doc::Article;

/// A field of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Text,
    Headline,
    Published,
    Modified,
    Publisher,
    Url,
    Language,
    Section,
    Byline,
}

/// Names in use, small letters and digits alone; the first of a field is ours.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "uid", "guid", "docid", "documentid", "articleid", "identifier", "accessionno"]),
    (
        Field::Text,
        &["text", "body", "content", "fulltext", "articletext", "articlebody", "bodytext", "maintext", "story"],
    ),
    (Field::Headline, &["headline", "title", "heading", "hl"]),
    (
        Field::Published,
        &[
            "published",
            "date",
            "publishdate",
            "publisheddate",
            "pubdate",
            "publicationdate",
            "publishedat",
            "datepublished",
            "publishedtime",
            "datetime",
            "timestamp",
            "time",
        ],
    ),
    (Field::Modified, &["modified", "updated", "updatedat", "datemodified", "modifieddate", "lastmodified"]),
    (
        Field::Publisher,
        &["publisher", "source", "outlet", "newspaper", "publication", "site", "sitename", "medianame", "sourcename"],
    ),
    (Field::Url, &["url", "link", "href", "permalink", "sourceurl", "uri"]),
    (Field::Language, &["language", "lang"]),
    (Field::Section, &["section", "category", "rubric"]),
    (Field::Byline, &["byline", "author", "authors"]),
];

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The fields of a report, as [`Options::columns`](super::Options) and `--columns` name them.
pub fn fields() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(_, names)| names[0])
}

/// The field that a name of ours means: what stands left in `--columns text=Body`.
pub(crate) fn ours(name: &str) -> Option<Field> {
    let folded = fold(name);
    NAMES.iter().find(|(_, names)| names[0] == folded).map(|(field, _)| *field)
}

/// The field that a column's name means, and how well: 0 is best. What the user mapped goes before what we know.
pub(crate) fn field(name: &str, mapped: &[(String, String)]) -> Option<(Field, usize)> {
    let name = name.trim_start_matches('\u{FEFF}').trim();
    if let Some((our, _)) = mapped.iter().find(|(_, theirs)| theirs.trim() == name) {
        return ours(our).map(|field| (field, 0));
    }
    let folded = fold(name);
    NAMES.iter().find_map(|(field, names)| names.iter().position(|n| *n == folded).map(|at| (*field, at + 1)))
}

/// For each name its field; of two names of one field the better one, and no third.
pub(crate) fn assign<'n>(names: impl Iterator<Item = &'n str>, mapped: &[(String, String)]) -> Vec<Option<Field>> {
    let ranked: Vec<Option<(Field, usize)>> = names.map(|name| field(name, mapped)).collect();
    (0..ranked.len())
        .map(|at| {
            let (field, rank) = ranked[at]?;
            let better = ranked.iter().enumerate().any(|(other, found)| {
                found.is_some_and(|(f, r)| f == field && (r < rank || (r == rank && other < at)))
            });
            (!better).then_some(field)
        })
        .collect()
}

/// A record of fields, `None` if there is no text. `raw` is what its hash is of.
pub(crate) fn record<'v>(
    fields: impl Iterator<Item = (Field, &'v str)>,
    kind: SourceKind,
    place: Place,
    raw: &[u8],
    source: &Source<'_>,
) -> Option<Record> {
    let mut article = Article::default();
    let (mut section, mut byline, mut modified) = (None, None, None);
    let mut text = None;
    for (field, value) in fields {
        if value.trim().is_empty() {
            continue;
        }
        let value = value.to_owned();
        match field {
            Field::Id => article.id = value,
            Field::Text => text = Some(value),
            Field::Headline => article.headline = Some(value),
            Field::Published => article.published = Some(value),
            Field::Modified => modified = Some(value),
            Field::Publisher => article.publisher = Some(value),
            Field::Url => article.url = Some(value),
            Field::Language => article.language = Some(value),
            Field::Section => section = Some(value),
            Field::Byline => byline = Some(value),
        }
    }
    article.text = text?;
    let mut record = source.record(article, source.origin(kind, place, raw));
    record.declared_language.clone_from(&record.article.language);
    (record.section, record.byline) = (section, byline);
    let published = record.article.published.clone();
    dates::add(&mut record, DateRole::Published, DateSource::Field, published);
    dates::add(&mut record, DateRole::Modified, DateSource::Field, modified);
    Some(record)
}

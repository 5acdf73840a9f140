//! The word tables of `data/`, parsed once: which folded words are month names, weekdays, clock words and so on.
//!
//! Each word gets a number; a phrase (كانون الثاني) hangs on its first word, longest first. The rules ask for a
//! [`Sense`], never for a word.

use rustc_hash::FxHashMap;
#[cfg(test)]
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::date::Calendar;
use crate::fold::fold_words;

const MONTHS: &str = include_str!("../data/months.tsv");
const WORDS: [&str; 4] = [
    include_str!("../data/weekdays.tsv"),
    include_str!("../data/clock.tsv"),
    include_str!("../data/relative.tsv"),
    include_str!("../data/words.tsv"),
];

/// The number of every word that is in no table.
pub(crate) const UNKNOWN: u16 = 0;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::load);

/// The tables, loaded at the first call.
pub(crate) fn tables() -> &'static Tables {
    &TABLES
}

/// What a phrase may mean; one phrase may stand in several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A month name; a guarded one (`may`) needs a capital letter where no year stands by.
    Month { calendar: Calendar, month: u8, is_guarded: bool },
    /// A weekday, 0 = Monday; one that is not bare (`sun`) counts only beside a date.
    Weekday { day: u8, is_bare: bool },
    /// ص, مساء, ليلا; a short one needs minutes or an hour word.
    Meridiem { half: Half, is_short: bool },
    /// A zone that needs no word before it (`GMT`).
    Zone(&'static str),
    /// A zone that must touch the clock (`Z`).
    ZoneTight(&'static str),
    /// A place whose time is meant after بتوقيت.
    ZonePlace(&'static str),
    /// أمس is -1.
    RelativeDay(i8),
    /// A unit of time and how many the word stands for; 0 asks for a number (أيام).
    Unit(Unit, u8),
    /// A unit with its article (الشهر), or bare in English.
    UnitDefinite(Unit),
    /// الماضي -1, الجاري 0, المقبل +1, after its noun.
    Relation(i8),
    /// `last`, `this`, `next`, before its noun.
    RelationBefore(i8),
    /// A number written as a word.
    Count(u8),
    /// م, هـ, ش after a year.
    Era(Calendar),
    /// A word without a value.
    Role(Role),
}

/// The half of the day a clock word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Morning,
    Evening,
    /// Both sides of midnight: 11 at night is 23, 2 at night is 2.
    Night,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Words that only hold a date together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    HourWord,
    At,
    IsoT,
    HourSeparator,
    ZoneIntro,
    ZoneLocal,
    BlockerAfter,
    BlockerBefore,
    About,
    AgoBefore,
    AgoAfter,
    YearWord,
    MonthWord,
    DayWord,
    Of,
    Pair,
    Ordinal,
    Junk,
}

/// One form of a table, without its first word.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<u16>,
    pub(crate) sense: Sense,
}

/// All words and phrases.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    ids: FxHashMap<String, u16>,
    phrases: Vec<Vec<Phrase>>,
    bad_rows: Vec<&'static str>,
}

impl Tables {
    /// The number of a folded word.
    pub(crate) fn word(&self, folded: &str) -> u16 {
        self.ids.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// The phrases that begin with this word, longest first.
    pub(crate) fn phrases(&self, first: u16) -> &[Phrase] {
        self.phrases.get(usize::from(first)).map_or(&[], Vec::as_slice)
    }

    fn load() -> Tables {
        let mut tables = Tables { phrases: vec![Vec::new()], ..Tables::default() };
        for row in rows(MONTHS) {
            tables.add(row, month_sense(row));
        }
        for row in WORDS.into_iter().flat_map(rows) {
            tables.add(row, word_sense(row));
        }
        for phrases in &mut tables.phrases {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        tables
    }

    fn add(&mut self, row: &'static str, sense: Option<Sense>) {
        let words = fold_words(row.split('\t').next().unwrap_or(""));
        let ids: Vec<u16> = words.into_iter().map(|word| self.intern(word)).collect();
        let home = ids.first().and_then(|id| self.phrases.get_mut(usize::from(*id)));
        match (home, sense) {
            (Some(home), Some(sense)) => home.push(Phrase { rest: ids.into_iter().skip(1).collect(), sense }),
            _ => self.bad_rows.push(row),
        }
    }

    fn intern(&mut self, word: String) -> u16 {
        let fresh = u16::try_from(self.phrases.len()).unwrap_or(UNKNOWN);
        let id = *self.ids.entry(word).or_insert(fresh);
        if id == fresh {
            self.phrases.push(Vec::new());
        }
        id
    }
}

/// The rows of a table, without comments and the header.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1)
}

fn month_sense(row: &str) -> Option<Sense> {
    let mut cells = row.split('\t').skip(1);
    let calendar = calendar(cells.next()?)?;
    let month = cells.next()?.parse::<u8>().ok().filter(|month| (1..=12_u8).contains(month))?;
    let is_guarded = cells.nth(1).is_some_and(|note| note.starts_with("guarded"));
    Some(Sense::Month { calendar, month, is_guarded })
}

fn word_sense(row: &'static str) -> Option<Sense> {
    let mut cells = row.split('\t').skip(1);
    let class = cells.next()?;
    let value = cells.next()?;
    let sense = match class {
        "weekday" => Sense::Weekday { day: value.parse().ok()?, is_bare: true },
        "weekday_dated" => Sense::Weekday { day: value.parse().ok()?, is_bare: false },
        "meridiem" => Sense::Meridiem { half: half(value)?, is_short: false },
        "meridiem_short" => Sense::Meridiem { half: half(value)?, is_short: true },
        "zone" => Sense::Zone(value),
        "zone_tight" => Sense::ZoneTight(value),
        "zone_place" => Sense::ZonePlace(value),
        "relative_day" => Sense::RelativeDay(value.parse().ok()?),
        "unit_minute" => Sense::Unit(Unit::Minute, value.parse().ok()?),
        "unit_hour" => Sense::Unit(Unit::Hour, value.parse().ok()?),
        "unit_day" => Sense::Unit(Unit::Day, value.parse().ok()?),
        "unit_week" => Sense::Unit(Unit::Week, value.parse().ok()?),
        "unit_month" => Sense::Unit(Unit::Month, value.parse().ok()?),
        "unit_year" => Sense::Unit(Unit::Year, value.parse().ok()?),
        "unit_definite" => Sense::UnitDefinite(match value {
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        }),
        "relation" => Sense::Relation(value.parse().ok()?),
        "relation_before" => Sense::RelationBefore(value.parse().ok()?),
        "count" => Sense::Count(value.parse().ok()?),
        "era" => Sense::Era(calendar(value)?),
        _ => Sense::Role(role(class)?),
    };
    Some(sense)
}

fn role(class: &str) -> Option<Role> {
    let role = match class {
        "hour_word" => Role::HourWord,
        "at" => Role::At,
        "iso_t" => Role::IsoT,
        "hour_separator" => Role::HourSeparator,
        "zone_intro" => Role::ZoneIntro,
        "zone_local" => Role::ZoneLocal,
        "blocker_after" => Role::BlockerAfter,
        "blocker_before" => Role::BlockerBefore,
        "about" => Role::About,
        "ago_before" => Role::AgoBefore,
        "ago_after" => Role::AgoAfter,
        "year_word" => Role::YearWord,
        "month_word" => Role::MonthWord,
        "day_word" => Role::DayWord,
        "of" => Role::Of,
        "pair" => Role::Pair,
        "ordinal" => Role::Ordinal,
        "junk" => Role::Junk,
        _ => return None,
    };
    Some(role)
}

fn half(value: &str) -> Option<Half> {
    match value {
        "am" => Some(Half::Morning),
        "pm" => Some(Half::Evening),
        "night" => Some(Half::Night),
        _ => None,
    }
}

fn calendar(value: &str) -> Option<Calendar> {
    match value {
        "gregorian" => Some(Calendar::Gregorian),
        "hijri" => Some(Calendar::Hijri),
        "jalali" => Some(Calendar::Jalali),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(tables().bad_rows, Vec::<&str>::new());
    }

    #[test]
    fn no_form_names_two_months() {
        let mut seen: HashMap<Vec<String>, (Calendar, u8)> = HashMap::new();
        for row in rows(MONTHS) {
            let Some(Sense::Month { calendar, month, .. }) = month_sense(row) else { continue };
            let words = fold_words(row.split('\t').next().unwrap_or(""));
            let before = *seen.entry(words).or_insert((calendar, month));
            assert_eq!(before, (calendar, month), "{row}");
        }
    }

    #[test]
    fn a_phrase_is_found_by_its_first_word() {
        let id = tables().word("كانون");
        let longest = tables().phrases(id).first().map(|phrase| phrase.rest.len());
        assert_eq!(longest, Some(1));
        assert_eq!(tables().word("شيء"), UNKNOWN);
    }
}

//! Byte offsets to code points and UTF-16 units, and back.

use crate::Span;

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8: inside the engine.
    Byte,
    /// Unicode code points: every file, API and command line.
    CodePoint,
    /// UTF-16 code units: the browser.
    Utf16,
}

const STRIDE: usize = 64;

/// Converts byte offsets of one text in constant time: a count of characters at every 64th byte,
/// and a scan of at most 63 bytes from there.
///
/// ```
/// use mahdar_doc::{OffsetIndex, Unit};
/// let index = OffsetIndex::new("قال 😀 ok");
/// assert_eq!(index.from_byte(7, Unit::CodePoint), 4);
/// assert_eq!(index.from_byte(11, Unit::Utf16), 6);
/// assert_eq!(index.to_byte(6, Unit::Utf16), Some(11));
/// ```
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    /// (code points, UTF-16 units) before byte `64 * i`.
    marks: Vec<(u32, u32)>,
}

/// Code points and UTF-16 units that *begin* in these bytes. A four-byte lead counts two UTF-16 units.
fn count(bytes: &[u8]) -> (u32, u32) {
    let mut points = 0;
    let mut wide = 0;
    for &byte in bytes {
        points += u32::from(byte & 0xC0 != 0x80);
        wide += u32::from(byte >= 0xF0);
    }
    (points, points + wide)
}

/// Code points that begin in these bytes, eight at a time.
fn points(bytes: &[u8]) -> u32 {
    let mut chunks = bytes.chunks_exact(8);
    let mut inner = 0;
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        let word = u64::from_le_bytes(word);
        // A byte inside a character has its highest bit set and the next one not.
        inner += ((word >> 7) & !(word >> 6) & 0x0101_0101_0101_0101).count_ones();
    }
    inner += chunks.remainder().iter().map(|byte| u32::from(byte & 0xC0 == 0x80)).sum::<u32>();
    bytes.len() as u32 - inner
}

impl<'t> OffsetIndex<'t> {
    /// Scans `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut so_far = (0, 0);
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(so_far);
            let (points, units) = count(chunk);
            so_far = (so_far.0 + points, so_far.1 + units);
        }
        marks.push(so_far);
        Self { text, marks }
    }

    /// The offset of byte `byte` in `unit`; offsets past the end give the end.
    pub fn from_byte(&self, byte: usize, unit: Unit) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / STRIDE;
        let (before, units) = self.marks.get(mark).copied().unwrap_or_default();
        let rest = &self.text.as_bytes()[mark * STRIDE..byte];
        match unit {
            Unit::Byte => byte,
            Unit::CodePoint => (before + points(rest)) as usize,
            Unit::Utf16 => (units + count(rest).1) as usize,
        }
    }

    /// The byte offset of `offset` in `unit`; `None` past the end or inside a character.
    pub fn to_byte(&self, offset: usize, unit: Unit) -> Option<usize> {
        let of = |mark: &(u32, u32)| match unit {
            Unit::Byte => 0,
            Unit::CodePoint => mark.0 as usize,
            Unit::Utf16 => mark.1 as usize,
        };
        if unit == Unit::Byte {
            return self.text.is_char_boundary(offset).then_some(offset);
        }
        // The last mark not beyond the offset; a character may begin before a mark and end after it.
        let mark = self.marks.partition_point(|m| of(m) <= offset).saturating_sub(1);
        let mut at = (mark * STRIDE).min(self.text.len());
        let mut seen = of(&self.marks[mark]);
        while at < self.text.len() && !self.text.is_char_boundary(at) {
            at += 1;
        }
        for c in self.text.get(at..)?.chars() {
            if seen == offset {
                return Some(at);
            }
            seen += if unit == Unit::Utf16 { c.len_utf16() } else { 1 };
            at += c.len_utf8();
            if seen > offset {
                return None;
            }
        }
        (seen == offset).then_some(at)
    }

    /// A byte span as `[start, end]` in `unit`.
    pub fn span(&self, span: Span, unit: Unit) -> [usize; 2] {
        [self.from_byte(span.start as usize, unit), self.from_byte(span.end as usize, unit)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_round_trip_in_all_units(text in any::<String>()) {
            let long = text.repeat(5);
            let index = OffsetIndex::new(&long);
            let mut points = 0;
            let mut units = 0;
            for (byte, c) in long.char_indices() {
                prop_assert_eq!(index.from_byte(byte, Unit::CodePoint), points);
                prop_assert_eq!(index.from_byte(byte, Unit::Utf16), units);
                prop_assert_eq!(index.to_byte(points, Unit::CodePoint), Some(byte));
                prop_assert_eq!(index.to_byte(units, Unit::Utf16), Some(byte));
                points += 1;
                units += c.len_utf16();
            }
            prop_assert_eq!(index.to_byte(points, Unit::CodePoint), Some(long.len()));
            prop_assert_eq!(index.to_byte(points + 1, Unit::CodePoint), None);
        }
    }

    #[test]
    fn the_middle_of_a_surrogate_pair_is_no_place() {
        let index = OffsetIndex::new("😀");
        assert_eq!(index.to_byte(1, Unit::Utf16), None);
        assert_eq!(index.to_byte(2, Unit::Utf16), Some(4));
    }
}

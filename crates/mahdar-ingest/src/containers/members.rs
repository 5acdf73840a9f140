//! The bytes of an input as members: a gzip file has one or many, anything else is one.
//!
//! A gzip member that is broken is reported once; reading goes on at the next one. That is why a WARC.gz with a damaged
//! record loses this record and no other.

use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, Read};

/// Read from the input at once.
const CHUNK: usize = 1 << 16;
/// Compressed bytes of a member kept to look for the next one, should it be broken.
const KEPT: usize = 4 << 20;
/// A member that gives more than this many bytes has its ratio looked at.
pub(crate) const SUSPECT: u64 = 256 << 20;
/// Deflate ends at about 1,030 to 1; text and markup stay below 100.
pub(crate) const BOMB: u64 = 400;

/// Why a member gives no more bytes.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The system cannot read on.
    Io(io::Error),
    /// The compressed bytes are at fault.
    Broken {
        /// Where the member begins in the file, in bytes.
        offset: u64,
        /// What is wrong.
        message: String,
    },
}

/// Bytes of one input.
pub(crate) struct Members<'a> {
    input: Box<dyn Read + 'a>,
    /// Raw bytes from the beginning of the member (as far as kept) to what was last read.
    raw: Vec<u8>,
    /// Raw bytes already used.
    used: usize,
    /// Offset of `raw[0]` in the file.
    base: u64,
    /// Where the member begins, in the file.
    start: u64,
    eof: bool,
    inflate: Option<Inflate>,
    /// Bytes given back by [`Members::unread`].
    pushed: Vec<u8>,
    pushed_used: usize,
}

struct Inflate {
    state: Decompress,
    out: Vec<u8>,
    used: usize,
    end: usize,
    finished: bool,
}

impl<'a> Members<'a> {
    /// The bytes as they are, or inflated if they begin like gzip.
    pub(crate) fn new(input: impl Read + 'a, gzip: bool) -> Self {
        let inflate = gzip.then(|| Inflate {
            state: Decompress::new_gzip(15),
            out: vec![0; 4 * CHUNK],
            used: 0,
            end: 0,
            finished: false,
        });
        Members {
            input: Box::new(input),
            raw: Vec::new(),
            used: 0,
            base: 0,
            start: 0,
            eof: false,
            inflate,
            pushed: Vec::new(),
            pushed_used: 0,
        }
    }

    /// Whether the input is compressed.
    pub(crate) fn is_gzip(&self) -> bool {
        self.inflate.is_some()
    }

    /// Where in the file the present item begins: of gzip its member, else the next byte.
    pub(crate) fn offset(&self) -> u64 {
        if self.is_gzip() {
            self.start
        } else {
            self.base + self.used as u64 - (self.pushed.len() - self.pushed_used) as u64
        }
    }

    /// The next bytes of the member; none: it has ended.
    pub(crate) fn fill(&mut self) -> Result<&[u8], Trouble> {
        if self.pushed_used < self.pushed.len() {
            return Ok(&self.pushed[self.pushed_used..]);
        }
        if self.inflate.is_some() {
            self.inflate()?;
            return Ok(self.inflate.as_ref().map_or(&[], |i| &i.out[i.used..i.end]));
        }
        if self.used == self.raw.len() {
            self.base += self.raw.len() as u64;
            self.raw.clear();
            self.used = 0;
            self.more()?;
        }
        Ok(&self.raw[self.used..])
    }

    /// Marks bytes of [`Members::fill`] as used.
    pub(crate) fn consume(&mut self, count: usize) {
        if self.pushed_used < self.pushed.len() {
            self.pushed_used = (self.pushed_used + count).min(self.pushed.len());
            if self.pushed_used == self.pushed.len() {
                self.pushed.clear();
                self.pushed_used = 0;
            }
        } else if let Some(inflate) = &mut self.inflate {
            inflate.used = (inflate.used + count).min(inflate.end);
        } else {
            self.used = (self.used + count).min(self.raw.len());
        }
    }

    /// Gives bytes back: they come again before all others.
    pub(crate) fn unread(&mut self, bytes: &[u8]) {
        let mut all = bytes.to_vec();
        all.extend_from_slice(&self.pushed[self.pushed_used..]);
        self.pushed = all;
        self.pushed_used = 0;
    }

    /// Goes to the next member after the present one has ended; false: there is none.
    pub(crate) fn advance(&mut self) -> Result<bool, Trouble> {
        let Some(inflate) = &mut self.inflate else { return Ok(false) };
        inflate.finished = true;
        inflate.used = inflate.end;
        while self.raw.len() - self.used < 3 && !self.eof {
            self.more()?;
        }
        // Some writers pad the end with zeros.
        loop {
            while self.raw.get(self.used) == Some(&0) {
                self.used += 1;
            }
            if self.used < self.raw.len() || self.eof {
                break;
            }
            self.begin_at(self.used);
            self.more()?;
        }
        if self.used == self.raw.len() {
            return Ok(false);
        }
        let is_member = self.raw[self.used..].starts_with(&[0x1f, 0x8b, 8]);
        self.begin_at(self.used);
        if is_member {
            return Ok(true);
        }
        let offset = self.start;
        Err(Trouble::Broken { offset, message: "bytes between gzip members that are none".to_owned() })
    }

    /// After [`Trouble::Broken`]: goes to the next place that looks like the beginning of a member.
    pub(crate) fn resync(&mut self) -> Result<bool, Trouble> {
        if self.inflate.is_none() {
            return Ok(false);
        }
        self.pushed.clear();
        self.pushed_used = 0;
        // The member's own first bytes are passed over.
        let mut from = 1.min(self.raw.len());
        loop {
            let found = memchr::memmem::find(&self.raw[from..], &[0x1f, 0x8b, 8]).map(|at| from + at);
            if let Some(at) = found {
                // Flags: three bits are reserved and zero.
                while self.raw.len() < at + 4 && !self.eof {
                    self.more()?;
                }
                if self.raw.get(at + 3).is_some_and(|flags| flags & 0xe0 == 0) {
                    self.begin_at(at);
                    return Ok(true);
                }
                from = at + 1;
                continue;
            }
            if self.eof {
                return Ok(false);
            }
            let rest = self.raw.len().saturating_sub(2);
            self.begin_at(rest);
            from = 0;
            self.more()?;
        }
    }

    fn begin_at(&mut self, at: usize) {
        self.raw.drain(..at);
        self.base += at as u64;
        self.start = self.base;
        self.used = 0;
        if let Some(inflate) = &mut self.inflate {
            inflate.state = Decompress::new_gzip(15);
            (inflate.used, inflate.end, inflate.finished) = (0, 0, false);
        }
    }

    /// Reads once from the input.
    fn more(&mut self) -> Result<(), Trouble> {
        let before = self.raw.len();
        self.raw.resize(before + CHUNK, 0);
        loop {
            match self.input.read(&mut self.raw[before..]) {
                Ok(count) => {
                    self.raw.truncate(before + count);
                    self.eof = count == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.raw.truncate(before);
                    self.eof = true;
                    return Err(Trouble::Io(error));
                }
            }
        }
    }

    fn inflate(&mut self) -> Result<(), Trouble> {
        loop {
            let Some(inflate) = &mut self.inflate else { return Ok(()) };
            if inflate.used < inflate.end || inflate.finished {
                return Ok(());
            }
            if self.used == self.raw.len() && !self.eof {
                // What is kept for a new search is bounded.
                if self.raw.len() > KEPT {
                    self.base += self.used as u64;
                    self.raw.clear();
                    self.used = 0;
                }
                self.more()?;
                continue;
            }
            let (read, written) = (inflate.state.total_in(), inflate.state.total_out());
            let result = inflate.state.decompress(&self.raw[self.used..], &mut inflate.out, FlushDecompress::None);
            let taken = usize::try_from(inflate.state.total_in() - read).unwrap_or(0);
            self.used += taken;
            (inflate.used, inflate.end) = (0, usize::try_from(inflate.state.total_out() - written).unwrap_or(0));
            let broken = |message: &str| Trouble::Broken { offset: self.start, message: message.to_owned() };
            match result {
                Err(error) => {
                    inflate.finished = true;
                    inflate.end = 0;
                    return Err(broken(&format!("broken gzip member ({})", error.message().unwrap_or("bad data"))));
                }
                Ok(Status::StreamEnd) => inflate.finished = true,
                Ok(_) if taken == 0 && inflate.end == 0 && self.eof => {
                    inflate.finished = true;
                    return Err(broken("the gzip member has no end; the file was cut"));
                }
                Ok(_) => {}
            }
            let (read, written) = (inflate.state.total_in(), inflate.state.total_out());
            if written > SUSPECT && written / read.max(1) > BOMB {
                inflate.finished = true;
                inflate.end = 0;
                return Err(broken(&format!("{read} compressed bytes gave {written}: taken for a zip bomb")));
            }
        }
    }
}

/// All members one after the other; a broken one is an error, once, and the end.
pub(crate) struct Joined<'a> {
    members: Members<'a>,
    ended: bool,
}

impl<'a> Joined<'a> {
    pub(crate) fn new(members: Members<'a>) -> Self {
        Joined { members, ended: false }
    }
}

impl Read for Joined<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let error = |trouble| match trouble {
            Trouble::Io(error) => error,
            Trouble::Broken { offset, message } => {
                io::Error::new(io::ErrorKind::InvalidData, format!("{message}, at byte {offset}"))
            }
        };
        while !self.ended {
            let bytes = match self.members.fill() {
                Ok(bytes) => bytes,
                Err(trouble) => {
                    self.ended = true;
                    return Err(error(trouble));
                }
            };
            let count = bytes.len().min(into.len());
            if count > 0 {
                into[..count].copy_from_slice(&bytes[..count]);
                self.members.consume(count);
                return Ok(count);
            }
            if into.is_empty() {
                return Ok(0);
            }
            match self.members.advance() {
                Ok(next) => self.ended = !next,
                Err(trouble) => {
                    self.ended = true;
                    return Err(error(trouble));
                }
            }
        }
        Ok(0)
    }
}

//! A reader whose first bytes can be looked at before it is read.

use std::io::{self, BufRead, Read};

/// As many bytes are looked at.
const HEAD: usize = 1 << 16;

/// The first bytes, and the rest behind them.
pub(crate) struct Stream<'a> {
    buffer: Vec<u8>,
    used: usize,
    end: usize,
    input: Box<dyn Read + 'a>,
    /// A fault behind the first bytes: it comes after them.
    fault: Option<io::Error>,
}

impl<'a> Stream<'a> {
    /// Reads the head.
    pub(crate) fn new(input: impl Read + 'a) -> io::Result<Self> {
        let mut input: Box<dyn Read + 'a> = Box::new(input);
        let mut buffer = vec![0; HEAD];
        let mut end = 0;
        let mut fault = None;
        while end < HEAD {
            match input.read(&mut buffer[end..]) {
                Ok(0) => break,
                Ok(count) => end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if end > 0 => {
                    fault = Some(error);
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Stream { buffer, used: 0, end, input, fault })
    }

    /// What was read so far, at most 64 KiB.
    pub(crate) fn head(&self) -> &[u8] {
        &self.buffer[self.used..self.end]
    }
}

impl<'a> Stream<'a> {
    /// The rest of the stream as UTF-8. The encoding is told by a byte order mark, else by the head: bytes that are no
    /// UTF-8 are taken for what `chardetng` makes of them. UTF-8 passes as it is.
    pub(crate) fn decoded<'s>(&'s mut self) -> Box<dyn Read + 's> {
        match encoding(self.head()) {
            None => Box::new(self),
            Some(encoding) => Box::new(Decoded {
                decoder: encoding.new_decoder_with_bom_removal(),
                stream: self,
                out: String::with_capacity(4 * HEAD),
                used: 0,
                ended: false,
            }),
        }
    }
}

/// The encoding of bytes of text; `None` for UTF-8.
pub(crate) fn encoding(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
        return (encoding != encoding_rs::UTF_8).then_some(encoding);
    }
    // The last character may be cut.
    let is_utf8 = std::str::from_utf8(head).map_or_else(|e| e.error_len().is_none(), |_| true);
    if is_utf8 {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    (encoding != encoding_rs::UTF_8).then_some(encoding)
}

struct Decoded<'s, 'a> {
    stream: &'s mut Stream<'a>,
    decoder: encoding_rs::Decoder,
    out: String,
    used: usize,
    ended: bool,
}

impl Read for Decoded<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.used == self.out.len() && !self.ended {
            self.out.clear();
            self.used = 0;
            let bytes = self.stream.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.out, last);
            self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
            self.stream.consume(read);
        }
        let count = into.len().min(self.out.len() - self.used);
        into[..count].copy_from_slice(&self.out.as_bytes()[self.used..self.used + count]);
        self.used += count;
        Ok(count)
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // Large reads go past the buffer once it is empty.
        if self.used == self.end && into.len() >= HEAD && self.fault.is_none() {
            return self.input.read(into);
        }
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(into.len());
        into[..count].copy_from_slice(&bytes[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used == self.end {
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            (self.used, self.end) = (0, self.input.read(&mut self.buffer)?);
        }
        Ok(&self.buffer[self.used..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.used = (self.used + count).min(self.end);
    }
}

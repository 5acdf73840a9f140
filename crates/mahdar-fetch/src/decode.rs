//! Bodies decompressed, within bounds.

use crate::fault::Fault;
use std::io::Read;

/// More layers than these are a game.
const LAYERS: usize = 3;
/// What is asked for in Accept-Encoding.
pub const ACCEPTED: &str = "gzip, deflate, br";

/// At most `limit` bytes of a reader.
pub fn bounded(reader: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut out)?;
    Ok(Some(out).filter(|out| out.len() as u64 <= limit))
}

/// Undoes the encodings of a Content-Encoding header, the last first.
pub fn decode(mut body: Vec<u8>, encodings: &str, limit: u64) -> Result<Vec<u8>, Fault> {
    let layers: Vec<String> = encodings
        .split(',')
        .map(|e| e.trim().to_ascii_lowercase())
        .filter(|e| !e.is_empty() && e != "identity")
        .collect();
    if layers.len() > LAYERS {
        return Err(Fault::Encoding(format!("{} encodings over each other", layers.len())));
    }
    for layer in layers.iter().rev() {
        // A server may say gzip and send none: it is known by its first bytes.
        let decoded = match layer.as_str() {
            "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
                bounded(flate2::read::MultiGzDecoder::new(body.as_slice()), limit)
            }
            "gzip" | "x-gzip" => Ok(Some(std::mem::take(&mut body))),
            // zlib by the standard, bare by the habit of some servers; zlib's header is a multiple of 31.
            "deflate" => match body.first_chunk::<2>() {
                Some([a, b]) if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0 => {
                    bounded(flate2::read::ZlibDecoder::new(body.as_slice()), limit)
                }
                _ => bounded(flate2::read::DeflateDecoder::new(body.as_slice()), limit),
            },
            "br" => bounded(brotli_decompressor::Decompressor::new(body.as_slice(), 4096), limit),
            other => return Err(Fault::Encoding(format!("{other:?} is not known; {ACCEPTED} were asked for"))),
        };
        body = match decoded {
            Ok(Some(decoded)) => decoded,
            Ok(None) => return Err(Fault::TooLarge { what: "decompressed", limit }),
            Err(error) => return Err(Fault::Encoding(format!("{layer}: {error}"))),
        };
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write};
    use std::io::Write as _;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = write::GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    #[test]
    fn layers_come_off_in_turn() {
        assert_eq!(decode(gzip(&gzip(b"abc")), "gzip, gzip", 100), Ok(b"abc".to_vec()));
        let mut zlib = write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(b"abc").expect("memory");
        assert_eq!(decode(zlib.finish().expect("memory"), "deflate", 100), Ok(b"abc".to_vec()));
        let mut bare = write::DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(b"abc").expect("memory");
        assert_eq!(decode(bare.finish().expect("memory"), "deflate", 100), Ok(b"abc".to_vec()));
        assert_eq!(decode(b"abc".to_vec(), "gzip", 100), Ok(b"abc".to_vec()));
    }

    #[test]
    fn bounds_hold() {
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(bomb.len() < 20_000);
        assert_eq!(decode(bomb, "gzip", 1 << 16), Err(Fault::TooLarge { what: "decompressed", limit: 1 << 16 }));
        assert!(matches!(decode(Vec::new(), "gzip, br, gzip, br", 9), Err(Fault::Encoding(_))));
        assert!(matches!(decode(Vec::new(), "zstd", 9), Err(Fault::Encoding(_))));
        assert!(matches!(decode(gzip(b"abc")[..12].to_vec(), "gzip", 9), Err(Fault::Encoding(_))));
    }
}

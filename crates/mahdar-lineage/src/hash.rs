//! One stable hash: the same words give the same number on every machine and in every version.

/// FNV-1a, 64 bits (Fowler, Noll, Vo), of a word's bytes, then mixed.
pub fn word(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash)
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves every bit of the output.
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The hash of a sequence of words; the order of the words counts.
pub fn sequence(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| mix(hash.rotate_left(23) ^ word))
}

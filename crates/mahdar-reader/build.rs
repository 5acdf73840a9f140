//! Compiles the pack of the binary once, by the same function that compiles a folder at run time.

use mahdar_lang::Lexicon;
use mahdar_lexicon::PackFiles;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The pack is embedded in mahdar-lexicon, a dependency of this script: cargo runs it again when the pack changes.
    println!("cargo:rerun-if-changed=build.rs");
    let files = PackFiles::embedded();
    let image = Lexicon::new(&files)?.to_image()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("lexicon.bin"), image)?;
    std::fs::write(out.join("hash.txt"), files.hash())?;
    Ok(())
}

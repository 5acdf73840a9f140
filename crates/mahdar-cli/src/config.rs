//! Defaults from a file.

use anyhow::Context as _;
use serde::Deserialize;
use std::path::PathBuf;

/// What `mahdar.toml` may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// text, json or jsonl.
    pub format: Option<String>,
    /// Folders laid over the built-in tables.
    #[serde(default)]
    pub packs: Vec<PathBuf>,
    /// Statements below are left out.
    pub min_confidence: Option<f32>,
}

/// The first of ./mahdar.toml, $XDG_CONFIG_HOME/mahdar/config.toml, ~/.config/mahdar/config.toml that is there.
///
/// # Errors
/// A file that cannot be read or holds an unknown key.
pub fn load() -> anyhow::Result<Config> {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
    let places = [Some(PathBuf::from("mahdar.toml")), xdg.or(home).map(|dir| dir.join("mahdar/config.toml"))];
    if let Some(path) = places.into_iter().flatten().find(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        let config: Config = toml::from_str(&text)
            .with_context(|| format!("{}: known keys are format, packs, min-confidence", path.display()))?;
        if let Some(confidence) = config.min_confidence {
            anyhow::ensure!(
                (0.0..=1.0).contains(&confidence),
                "{}: min-confidence is {confidence}; write a number from 0 to 1",
                path.display()
            );
        }
        return Ok(config);
    }
    Ok(Config::default())
}

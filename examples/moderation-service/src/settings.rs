//! The settings, from arguments or environment variables.

use std::num::NonZeroU32;
use std::path::PathBuf;

/// What the moderator needs to know.
#[derive(Debug, Clone, clap::Args)]
pub struct Settings {
    /// The word list in force
    #[arg(long, env = "WORDS", value_name = "FILE")]
    pub words: PathBuf,
    /// The next word list, which is only compared
    #[arg(long, env = "NEXT_WORDS", value_name = "FILE")]
    pub next_words: Option<PathBuf>,
    /// The database of muted users, created if it is missing
    #[arg(long, env = "DATABASE", value_name = "FILE", default_value = "moderation.db")]
    pub database: PathBuf,
    /// How many messages each sender may send per minute
    #[arg(long, env = "RATE", value_name = "MESSAGES", default_value = "60")]
    pub rate: NonZeroU32,
}

//! The settings, from arguments or environment variables.

use std::num::NonZeroU32;
use std::path::PathBuf;

/// What the moderator needs to know.
#[derive(Debug, Clone, clap::Args)]
// The default is the name of the type, which the other settings have, too.
#[group(id = "moderation")]
pub struct Settings {
    /// The word list in force
    #[arg(long, env = "WORDS", value_name = "WORDS")]
    pub words: PathBuf,
    /// The next word list, which is only compared
    #[arg(long, env = "NEXT_WORDS", value_name = "NEXT_WORDS")]
    pub next_words: Option<PathBuf>,
    /// The database of muted users, created if it is missing
    #[arg(long, env = "DATABASE", value_name = "DATABASE", default_value = "moderation.db")]
    pub database: PathBuf,
    /// How many messages a sender may send at once; as many come back within a minute
    #[arg(long, env = "RATE", value_name = "RATE", default_value = "60")]
    pub rate: NonZeroU32,
}

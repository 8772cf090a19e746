//! Progress on stderr. It is not drawn if stderr is no terminal.

use std::fs::Metadata;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

/// How many bytes of a file were read so far. Stdin has no length.
pub(crate) fn of_file(file: &Path) -> ProgressBar {
    let length = file.metadata().ok().filter(Metadata::is_file).map(|data| data.len());
    match length {
        Some(length) => styled(
            ProgressBar::new(length),
            "{bar:40} {decimal_bytes} of {decimal_total_bytes}, {eta} to go",
        ),
        None => styled(ProgressBar::no_length(), "{decimal_bytes} in {elapsed}"),
    }
}

pub(crate) fn of_requests(count: u64) -> ProgressBar {
    styled(ProgressBar::new(count), "{bar:40} {pos}/{len}, {per_sec}, {eta} to go")
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
